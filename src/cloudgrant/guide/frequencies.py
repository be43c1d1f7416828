"""How past cases went, rule by rule: counts only, nothing of any firm."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import combinations
from typing import Any, ClassVar

import attrs

from cloudgrant.firms.company import Company
from cloudgrant.guide.lenses import Programmes, lenses_for
from cloudgrant.guide.outlook import Lens
from cloudgrant.rules.deciding.judging import judge_rule
from cloudgrant.rules.records.fact_info import facts, given
from cloudgrant.rules.records.implied import completed
from cloudgrant.rules.records.record import Record
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["Frequencies", "RuleFrequency", "frequencies"]

_MOST_FACTS = 4
"""Of a rule that reads more facts, only single facts and all of them together are counted."""


@attrs.frozen(kw_only=True)
class RuleFrequency(Record):
    """How one rule came out for past firms 歷來認定次數.

    ``judged`` firms were decided by it. ``settled`` counts, by the names of facts joined with ``+``,
    for how many of them these facts alone decided the rule, and ``failed`` for how many they decided
    it against the firm.
    """

    __keys__: ClassVar[tuple[str, ...]] = ("programme", "rule")

    programme: str = given(zh="計畫", en="Programme")
    rule: str = given(zh="規則", en="Rule")
    judged: int = given(default=0, zh="認定次數", en="Firms judged")
    settled: Mapping[str, int] = given(mapping=True, zh="足以認定次數", en="Times that facts settled it")
    failed: Mapping[str, int] = given(mapping=True, zh="不符合次數", en="Times that facts failed it")

    def failing(self, known: frozenset[str]) -> float:
        """The share of firms that fail, of those for which the known facts leave the rule open."""
        key = self._key(known)
        failed = max(self.failed.values(), default=0) - self.failed.get(key, 0)
        return (failed + 1) / (self._open(key) + 2)

    def settling(self, known: frozenset[str], name: str) -> float:
        """The share of firms whose rule one more fact settles, of those for which it is open."""
        before, after = self._key(known), self._key(known | {name})
        settled = self.settled.get(after, 0) - self.settled.get(before, 0)
        return (max(settled, 0) + 1) / (self._open(before) + 2)

    def _open(self, key: str) -> int:
        return max(0, self.judged - self.settled.get(key, 0))

    def _key(self, names: frozenset[str]) -> str:
        key = "+".join(sorted(names))
        return key if key in self.settled else ""


@attrs.frozen(kw_only=True)
class Frequencies(Record):
    """How every rule came out for past firms 歷來件數統計; :func:`frequencies` counts them.

    With it, the guide asks first for what is most likely to close a programme (fail fast).
    """

    rules: tuple[RuleFrequency, ...] = given(default=(), zh="各規則", en="Rules")

    def of(self, programme: str, rule: str) -> RuleFrequency:
        """Those of one rule; of a rule that was never counted, no cases at all."""
        for one in self.rules:
            if one.rule == rule and one.programme == programme:
                return one
        return RuleFrequency(programme=programme, rule=rule, settled={}, failed={})


def frequencies(
    firms: Iterable[Company],
    *,
    on: Fact[date] = UNKNOWN,
    programmes: Programmes = None,
    policies: Mapping[str, Any] | None = None,
) -> Frequencies:
    """Count how past firms came out, for the guide to ask its questions by.

    >>> import cloudgrant as cg
    >>> past = [cg.Manufacturer(factory="none"), cg.Manufacturer(factory="exempt"), cg.Manufacturer()]
    >>> counted = frequencies(past, on=date(2022, 5, 2), programmes=["points"])
    >>> counted.of("points", "points.applicant.factory").judged
    2
    >>> dict(counted.of("points", "points.applicant.factory").failed)
    {'factory': 1}
    """
    past = tuple(firms)
    lenses, _ = lenses_for(programmes, on, policies)
    return Frequencies(rules=tuple(one for lens in lenses for one in _counted(lens, past, on)))


def _counted(lens: Lens, firms: tuple[Company, ...], on: Fact[date]) -> Iterator[RuleFrequency]:
    for traced, read in zip(lens.rules, lens.reads, strict=True):
        names = sorted(name for name in read if name in facts(Company))
        subsets = [frozenset(subset) for subset in _subsets(names)]
        settled = {"+".join(sorted(subset)): 0 for subset in subsets}
        failed = dict(settled)
        judged = 0
        for firm in map(completed, firms):
            if judge_rule(traced, lens.view.of(firm), lens.policy, on).clear is UNKNOWN:
                continue
            judged += 1
            for key, subset in zip(settled, subsets, strict=True):
                only = lens.view.of(_only(firm, subset, names))
                clear = judge_rule(traced, only, lens.policy, on).clear
                settled[key] += clear is not UNKNOWN
                failed[key] += clear is False
        yield RuleFrequency(
            programme=lens.view.name, rule=traced.rule.id, judged=judged, settled=settled, failed=failed
        )


def _subsets(names: list[str]) -> Iterator[tuple[str, ...]]:
    few = len(names) <= _MOST_FACTS
    for size in range(1, len(names) + 1):
        if few or size in (1, len(names)):
            yield from combinations(names, size)


def _only(firm: Company, kept: frozenset[str], names: list[str]) -> Company:
    """The firm with only some of these facts known; what its class presets stays."""
    known = facts(type(firm))
    dropped = {name: UNKNOWN for name in names if name not in kept and known[name].may_be_unknown}
    return attrs.evolve(firm, **dropped) if dropped else firm
