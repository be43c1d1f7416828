"""An impact as a table in HTML, for a notebook or a page of one's own; all of it escaped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Any, Final

from cloudgrant.reform.footnotes import Footnote
from cloudgrant.reform.impact_table import NUMBERS, headings_in, ordered, table_of
from cloudgrant.reform.tallies import Found
from cloudgrant.values.formatting import formatted
from cloudgrant.values.locales import language_tag
from cloudgrant.values.locales import locale as normal
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["MOST_SHOWN", "as_html"]

MOST_SHOWN: Final = 200
"""So many rows are shown; how many more there are is told."""

_CAPTION = Text(
    "impact_html.caption", zh="制度變更之影響（與 {first} 比較）", en="Impact of reforms, against {first}"
)
_MORE = Text("impact_html.more", zh="另有 {number} 列未列出。", en="{number} more rows are not shown.")
_NOT_IN = frozenset(("edition", "digest"))
"""Columns that the footnote tells once."""


def as_html(found: Sequence[Found], by: Sequence[str], footnote: Footnote, locale: str = "en") -> str:
    """A ``<table>`` with a caption, headings by their scope, and the footnote in its foot."""
    return "\n".join(_lines(found, by, footnote, locale)) + "\n"


def _lines(found: Sequence[Found], by: Sequence[str], footnote: Footnote, locale: str) -> Iterator[str]:
    names = headings_in(locale)
    shown = ordered(found, footnote)[:MOST_SHOWN]
    columns, _, _ = table_of(shown, by, footnote, locale)
    left_out = {names[name] for name in _NOT_IN}
    heads = [name for name in columns if name not in left_out]
    whole, share = {names[name] for name in NUMBERS}, names["undetermined_share"]
    yield f'<table class="cg-impact" lang="{escape(language_tag(normal(locale)))}">'
    caption = _CAPTION.filled(locale, lambda _: footnote.first)
    yield f"<caption>{escape(caption)}</caption>"
    yield "<thead><tr>" + "".join(f'<th scope="col">{escape(name)}</th>' for name in heads) + "</tr></thead>"
    yield "<tbody>"
    for at in range(len(shown)):
        cells = [f'<th scope="row">{escape(str(columns[heads[0]][at]))}</th>']
        for name in heads[1:]:
            cell = columns[name][at]
            words = _number(cell, locale) if name in whole else _share(cell) if name == share else _word(cell)
            cells.append(f"<td>{escape(words)}</td>")
        yield f"<tr>{''.join(cells)}</tr>"
    yield "</tbody>"
    told = [*footnote.lines(locale)]
    if len(found) > MOST_SHOWN:
        told.insert(0, _MORE.filled(locale, lambda _: f"{len(found) - MOST_SHOWN:,}"))
    foot = "<br>".join(map(escape, told))
    yield f'<tfoot><tr><td colspan="{len(heads)}">{foot}</td></tr></tfoot>'
    yield "</table>"


def _number(cell: int | None, locale: str) -> str:
    return formatted(UNKNOWN, "", locale) if cell is None else f"{cell:,}"


def _share(cell: float) -> str:
    return f"{100 * cell:.4g}%"


def _word(cell: Any) -> str:
    return "–" if cell is None else str(cell)
