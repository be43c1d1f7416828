"""How a subject comes out one time and another, and by which rules' answers the two differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from cloudgrant.rules.deciding.results import Outcome, Result
from cloudgrant.values.formatting import formatted
from cloudgrant.values.separators import THEN
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["Came", "differing", "told_of_both"]

_NOT_THERE = Text("coming_out.not_there", zh="無此規則", en="no such rule")
_BOTH = Text("coming_out.both", zh="{who}：{old} → {new}（{why}）", en="{who}: {old} → {new} ({why})")
_WHY = Text("coming_out.why", zh="{rule} {old} → {new}", en="{rule} {old} → {new}")
_AWARD = Text("coming_out.award", zh="核給 {old} → {new}", en="award {old} → {new}")


class Came(NamedTuple):
    """What came of a subject: the outcome, what is granted, and each rule's answer."""

    outcome: Outcome
    award: int | None
    results: Mapping[str, Result]


def differing(old: Came, new: Came) -> Iterator[tuple[str, Result | None, Result | None]]:
    """The rules whose answers differ, with both; a rule that is on one side only is among them."""
    for rule in {**old.results, **new.results}:
        if old.results.get(rule) is not new.results.get(rule):
            yield rule, old.results.get(rule), new.results.get(rule)


def told_of_both(who: str, old: Came, new: Came, *, unit: str, locale: str) -> str:
    """Who comes out how, and because of which rules; ``unit`` is that of the award."""

    def label(result: Result | None) -> str:
        return _NOT_THERE.in_(locale) if result is None else result.label(locale)

    why = [
        _WHY.filled(locale, {"rule": rule, "old": label(before), "new": label(after)}.__getitem__)
        for rule, before, after in differing(old, new)
    ]
    if old.award != new.award:
        was, now = (
            formatted(UNKNOWN if one.award is None else one.award, unit, locale) for one in (old, new)
        )
        why.append(_AWARD.filled(locale, {"old": was, "new": now}.__getitem__))
    words = {
        "who": who,
        "old": old.outcome.label(locale),
        "new": new.outcome.label(locale),
        "why": THEN.in_(locale).join(why),
    }
    return _BOTH.filled(locale, words.__getitem__)
