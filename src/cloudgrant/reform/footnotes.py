"""What a table of a reform rests on: texts, numbers, how many rows, and how many of them are open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import attrs

from cloudgrant.reform.sides import Held
from cloudgrant.reform.tallies import Found
from cloudgrant.rules.records.digests import policy_digest
from cloudgrant.values.formatting import formatted
from cloudgrant.values.frozen_map import FrozenMap
from cloudgrant.values.text import Text

__all__ = ["Footnote", "Source", "footnote_of", "share_of"]

_ROWS = Text(
    "footnotes.rows",
    zh="{programme}，{on}；共 {rows} 件；{first} 為比較基準。",
    en="{programme}, {on}; {rows} rows; held against {first}.",
)
_BY_COLUMN = Text("footnotes.by_column", zh="依欄位「{on}」之日", en="each on its day in {on}")
_SOURCE = Text("footnotes.source", zh="{variant}：{edition}，{digest}", en="{variant}: {edition}, {digest}")
_OPEN = Text(
    "footnotes.open",
    zh="{variant}：未定 {open} 件（{share}%）",
    en="{variant}: {open} undetermined ({share}%)",
)


@attrs.frozen
class Source:
    """A text by which a variant was decided: the name of the edition, and the digest of the policy."""

    variant: str
    edition: str
    digest: str

    def message(self, locale: str = "en") -> str:
        """The text in words."""
        return _SOURCE.filled(locale, attrs.asdict(self).__getitem__)


@attrs.frozen(kw_only=True)
class Footnote:
    """What an impact rests on.

    ``programme`` is its id and ``on`` the day, or the column of days, as it was given; ``first`` the variant
    that the others are held against. ``rows`` is how many subjects there are, ``undetermined`` how many of
    them are open under each variant, ``sources`` the texts: several of a variant where the days go by
    several.
    """

    programme: str
    on: date | str
    first: str
    rows: int
    undetermined: Mapping[str, int]
    sources: tuple[Source, ...]

    def lines(self, locale: str = "en") -> Iterator[str]:
        """The footnote in words, line by line."""
        on = self.on
        day = _BY_COLUMN.filled(locale, lambda _: str(on)) if isinstance(on, str) else None
        words = {
            "programme": self.programme,
            "on": day or formatted(on, "", locale),
            "rows": f"{self.rows:,}",
            "first": self.first,
        }
        yield _ROWS.filled(locale, words.__getitem__)
        for variant, open_ in self.undetermined.items():
            share = share_of(open_, self.rows)
            told = {"variant": variant, "open": f"{open_:,}", "share": f"{100 * share:.4g}"}
            yield _OPEN.filled(locale, told.__getitem__)
        yield from (source.message(locale) for source in self.sources)

    def message(self, locale: str = "en") -> str:
        """The footnote in words."""
        return "\n".join(self.lines(locale))


def share_of(part: int, whole: int) -> float:
    """A part of a whole for a table to show; none of nothing."""
    return part / whole if whole else 0.0


def footnote_of(programme: str, on: date | str, held: Iterable[Held], found: Iterable[Found]) -> Footnote:
    """What was compared, and how many subjects it was of."""
    periods = tuple(held)
    first, *rest = periods[0].sides
    sources = [
        Source(name, side.programme.edition.name, policy_digest(side.policy))
        for name in (first, *rest)
        for _, sides in periods
        for side in [sides[name]]
    ]
    open_ = dict.fromkeys(rest, 0)
    rows = dict.fromkeys(rest, 0)
    for one in found:
        open_[one.variant] += one.plain.open_
        rows[one.variant] += one.plain.number
    return Footnote(
        programme=programme,
        on=on,
        first=first,
        rows=rows[rest[0]],
        undetermined=FrozenMap(open_),
        sources=tuple(dict.fromkeys(sources)),
    )
