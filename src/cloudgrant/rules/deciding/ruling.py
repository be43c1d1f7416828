"""A ruling: the word of someone entitled to settle what facts cannot."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from operator import itemgetter
from typing import Literal

import attrs

from cloudgrant.rules.records.fact_info import given
from cloudgrant.rules.records.record import Record
from cloudgrant.values.paths import Path
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["Ruling", "rulings_about"]


@attrs.frozen(kw_only=True)
class Ruling(Record):
    """A decision 裁定 of a reviewer or the programme office on one rule about one subject.

    It settles a finding that only a reviewer's discretion, or the silence of the text, leaves
    undetermined; where facts are missing or decide by themselves it changes nothing. ``path`` is
    the JSON pointer or key of the item judged, unknown for the subject itself.

    >>> from datetime import date
    >>> Ruling(rule="shop.quality", result="met", by="審查委員會", on=date(2022, 6, 1)).result
    'met'
    """

    rule: str = given(identifies=True, zh="規則", en="Rule")
    path: Fact[str] = given(identifies=True, zh="對象", en="What it is about")
    result: Literal["met", "not_met", "not_applicable"] = given(
        zh="結果",
        en="Result",
        options={
            "met": Text(zh="符合", en="met"),
            "not_met": Text(zh="不符合", en="not met"),
            "not_applicable": Text(zh="不適用", en="not applicable"),
        },
    )
    by: str = given(zh="裁定者", en="Ruled by")
    on: date = given(zh="裁定日期", en="Ruled on")
    ref: Fact[str] = given(identifies=True, zh="文號", en="Reference")


def rulings_about(rulings: Iterable[Ruling], rule: str) -> Callable[[Path], list[Ruling]]:
    """Which of the rulings on a rule are about a place, in their order; the empty path is the subject."""
    by_place: dict[Fact[str], list[tuple[int, Ruling]]] = {}
    for number, ruling in enumerate(rulings):
        if ruling.rule == rule:
            by_place.setdefault(ruling.path, []).append((number, ruling))

    def about(path: Path) -> list[Ruling]:
        if not by_place:
            return []
        spellings: set[Fact[str]] = {path.pointer, path.key} if path else {UNKNOWN}
        found = [one for spelling in spellings for one in by_place.get(spelling, ())]
        return [ruling for _, ruling in sorted(found, key=itemgetter(0))]

    return about
