"""The tidy table of an impact: a row for each variant and group, its columns always the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

from cloudgrant.reform.footnotes import Footnote, share_of
from cloudgrant.reform.tallies import Found
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.text import Text, sentences

__all__ = ["HEADINGS", "NUMBERS", "headings_in", "table_of"]

HEADINGS: Final[Mapping[str, Text]] = MappingProxyType(sentences("impact_table.heading", {
    "variant": Text(zh="方案", en="variant"),
    "rows": Text(zh="件數", en="rows"),
    "weight": Text(zh="權數", en="weight"),
    "winners_low": Text(zh="受益下限", en="winners_low"),
    "winners_high": Text(zh="受益上限", en="winners_high"),
    "losers_low": Text(zh="受損下限", en="losers_low"),
    "losers_high": Text(zh="受損上限", en="losers_high"),
    "cost_low": Text(zh="經費增減下限", en="cost_low"),
    "cost_high": Text(zh="經費增減上限", en="cost_high"),
    "undetermined": Text(zh="未定", en="undetermined"),
    "undetermined_share": Text(zh="未定比率", en="undetermined_share"),
    "edition": Text(zh="版本", en="edition"),
    "digest": Text(zh="政策摘要", en="digest"),
}))  # fmt: skip
"""The columns of the table beside those of the groups."""

NUMBERS: Final = tuple(HEADINGS)[1:10]
"""Which of them hold whole numbers."""

Rows = tuple[Mapping[str, Any], ...]
Maker = Callable[[Mapping[str, list[Any]], list[str], list[str]], Any]


def headings_in(locale: str | None) -> dict[str, str]:
    """What the columns are called: by their names, or in the words of a language."""
    return {name: name if locale is None else text.in_(locale) for name, text in HEADINGS.items()}


def table_of(
    found: Iterable[Found],
    by: Sequence[str],
    footnote: Footnote,
    locale: str | None = None,
    *,
    values: Mapping[str, Any] | None = None,
    called: str | None = None,
) -> tuple[dict[str, list[Any]], list[str], list[str]]:
    """The columns of a table, and which of them hold whole numbers, and which texts.

    ``values`` are what stands for the name of each variant, in a column that is ``called`` so.
    """
    names = headings_in(locale)
    if called is not None:
        names["variant"] = called
    clashes = [name for name in by if name in names.values()]
    if clashes:
        raise InvalidInput([Problem.at(["by", name], "duplicate", given=name) for name in clashes])
    every = ordered(found, footnote)
    columns: dict[str, list[Any]] = {names["variant"]: []}
    columns |= {name: [] for name in by}
    columns |= {said: [] for name, said in names.items() if name != "variant"}
    for one in every:
        variant = one.variant if values is None else values[one.variant]
        cells = {names["variant"]: variant, **dict(zip(by, one.group, strict=True))}
        cells |= {names[name]: cell for name, cell in _cells(one, footnote).items()}
        for name, cell in cells.items():
            columns[name].append(cell)
    texts = [names[name] for name in ("edition", "digest")]
    numbers = [names[name] for name in NUMBERS]
    told = columns[names["variant"]]
    if all(isinstance(one, int) and not isinstance(one, bool) for one in told) and values is not None:
        numbers.append(names["variant"])
    else:
        columns[names["variant"]] = [str(one) for one in told]
        texts.append(names["variant"])
    return columns, numbers, texts


def ordered(found: Iterable[Found], footnote: Footnote) -> list[Found]:
    """By variant as they were given, then by group, a group of nothing last."""
    places = {name: at for at, name in enumerate(footnote.undetermined)}
    return sorted(
        found, key=lambda one: (places[one.variant], [(part is None, str(part)) for part in one.group])
    )


def _cells(one: Found, footnote: Footnote) -> dict[str, Any]:
    tally = one.plain if one.weighed is None else one.weighed
    sources = [source for source in footnote.sources if source.variant == one.variant]
    return {
        "rows": one.plain.number,
        "weight": tally.number,
        "winners_low": tally.gains,
        "winners_high": tally.gains + tally.may_gain,
        "losers_low": tally.loses,
        "losers_high": tally.loses + tally.may_lose,
        "cost_low": tally.low,
        "cost_high": tally.high,
        "undetermined": tally.open_,
        "undetermined_share": share_of(tally.open_, tally.number),
        "edition": "; ".join(dict.fromkeys(source.edition for source in sources)),
        "digest": "; ".join(dict.fromkeys(source.digest for source in sources)),
    }
