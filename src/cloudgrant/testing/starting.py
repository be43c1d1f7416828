"""What boundary cases start from: a subject that meets every rule, and lists with items to go through.

The rules are met one after the other, each beside those that read what is changed for it: the work grows with
the number of rules, not with its square.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any

import attrs

from cloudgrant.rules.deciding.evaluate import ON, Case, value_of
from cloudgrant.rules.deciding.judging import judge_rule
from cloudgrant.rules.deciding.results import Result
from cloudgrant.rules.explaining.evidence import facts_within
from cloudgrant.rules.explaining.supposing import Effort
from cloudgrant.rules.programme import Programme
from cloudgrant.rules.records.fact_info import facts
from cloudgrant.rules.records.implied import completed
from cloudgrant.rules.records.record import Record
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.declaration import Stage, TracedRule
from cloudgrant.rules.writing.rewriting import lifted
from cloudgrant.testing.approach import approached
from cloudgrant.testing.conditions import published
from cloudgrant.testing.examples import NoExample, eligible, sure
from cloudgrant.values.paths import Path
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["Rules", "Start", "of_all"]

_MOST_TRIED = 8
_MOST_READ = 8_000
"""How many conditions may be read for one thing that is worked out; it may take many searches."""
_MOST_AT_ONCE = 1_500
"""How many for one search."""

Place = tuple[str | int, ...]


@attrs.frozen
class Start:
    """A subject on a day, and which of the required rules are neither met by it nor beside the point."""

    subject: Any
    on: Fact[date]
    unmet: frozenset[str]


def of_all(traced: TracedRule, node: tree.Node, cls: type[Any]) -> tree.Node:
    """A tree of a rule, over the subject: of a rule about the items of a list, that it is so of each."""
    if not traced.over:
        return node
    items = tree.FactOf((traced.over,), facts(cls)[traced.over])
    return tree.Not(tree.Some(items, tree.Not(lifted(node)), 1))


class Rules:
    """The required rules of a stage under a policy, to be found by the facts that they read."""

    programme: Programme[Any, Any]
    policy: Any
    stage: Stage
    required: dict[str, TracedRule]
    left: int

    def __init__(self, programme: Programme[Any, Any], policy: Any, stage: Stage) -> None:
        self.programme, self.policy, self.stage = programme, policy, stage
        self.required = {
            one.rule.id: one for one in programme.traced_at(stage) if one.rule.force == "required"
        }
        self.goals: dict[str, tree.Node] = {}
        self.left = _MOST_READ
        """How many nodes of trees may still be read for what is worked out now."""
        self._reading: defaultdict[Place, set[str]] = defaultdict(set)
        """By a fact: the rules that read it, or something in it."""
        self._reading_all: defaultdict[Place, set[str]] = defaultdict(set)
        """By a fact: the rules that read all that is in it."""
        silent, cls = Case(None, policy), programme.subjects[stage]
        for id_, one in self.required.items():
            whole = of_all(one, sure(one), cls)
            self.goals[id_] = published(whole, silent, True)
            read = [*(place for place, _ in facts_within(whole, Path())), *([ON] if _dated(whole) else [])]
            for place in read:
                self._reading_all[place].add(id_)
                for prefix in _prefixes(place):
                    self._reading[prefix].add(id_)

    def begun(self, subject: Any, on: Fact[date]) -> Start:
        """A subject that meets as many of the rules as could be met, from the one given on."""
        start = self.bare(subject, on)
        for id_ in self.goals:
            self.anew()
            start = self._meeting(id_, start)
        if start.unmet & self.goals.keys():
            try:  # all together, where one after the other is not enough
                found = eligible(self.programme, subject=subject, policy=self.policy, stage=self.stage)
            except NoExample:
                return start
            together = Start(found.subject, found.on, self._unmet(self.required, found.subject, found.on))
            return min(start, together, key=lambda one: len(one.unmet))
        return start

    def anew(self) -> None:
        """Begin to work out something else, with all the patience that there is."""
        self.left = _MOST_READ

    def bare(self, subject: Any, on: Fact[date]) -> Start:
        """A subject as it is."""
        return Start(subject, on, self._unmet(self.required, subject, on))

    def _meeting(self, id_: str, start: Start) -> Start:
        """The same with one rule more that is met, where none is lost for it."""
        then = self.nearest(start, (self.goals[id_],))
        return start if then is None or then.unmet - start.unmet else then

    def nearest(self, start: Start, goals: Iterable[tree.Node], own: str = "") -> Start | None:
        """A subject with which some goals are true, and as few rules as can be but its ``own`` are lost."""
        wanted, kept = tuple(goals), dict[str, tree.Node]()
        best: Start | None = None
        for _ in range(_MOST_TRIED):
            lost: set[str] = set()
            for then in self.reached(start, (*wanted, *kept.values())):
                fewer = best is None or len(then.unmet - {own}) < len(best.unmet - {own})
                best = then if fewer else best
                lost |= then.unmet - start.unmet - {own}
                if not then.unmet - start.unmet - {own}:
                    return then
            more = {id_: self.goals[id_] for id_ in sorted(lost - kept.keys()) if id_ in self.goals}
            if not more:
                break
            kept |= more
        return best

    def reached(self, start: Start, goals: Iterable[tree.Node]) -> Iterator[Start]:
        """Subjects with which some goals are true, from a start on; the start itself where they are."""
        wanted = tree.And(tuple(goals))
        before, most = self.left, min(self.left, _MOST_AT_ONCE)
        effort = Effort(left=most)
        found = approached(wanted, start.subject, start.on, self.policy, effort)
        for subject, on in islice(found, _MOST_TRIED):
            self.left = before - most + effort.left
            if subject is start.subject and on == start.on:
                yield start
                return
            if self.governed(on) and value_of(wanted, Case(subject, self.policy, on)) is True:
                yield self.after(start, subject, on)
        self.left = before - most + effort.left

    def governed(self, on: Fact[date]) -> bool:
        """Whether there is a law on a day: after the last day of an edition, nothing is known of it."""
        if on is UNKNOWN or self.stage != "application" or self.programme.bound:
            return True
        begun = [one for one in self.programme.editions if one.since <= on]
        last = max(begun, key=lambda one: one.since, default=None)
        return last is None or last.until is None or on <= last.until

    def after(self, start: Start, subject: Any, on: Fact[date]) -> Start:
        """What a start becomes with another subject or day: only rules that read what is other are judged."""
        other = [*differences(start.subject, subject), *([ON] if on != start.on else [])]
        touched: set[str] = set()
        for place in other:
            touched |= self._reading.get(place, set())
            for prefix in _prefixes(place):
                touched |= self._reading_all.get(prefix, set())
        return Start(subject, on, (start.unmet - touched) | self._unmet(touched, subject, on))

    def _unmet(self, ids: Iterable[str], subject: Any, on: Fact[date]) -> frozenset[str]:
        ids = tuple(ids)
        whole = completed(subject) if ids else subject
        return frozenset(
            id_
            for id_ in ids
            if judge_rule(self.required[id_], whole, self.policy, on).result
            not in (Result.MET, Result.NOT_APPLICABLE)
        )


def differences(one: Any, other: Any, place: Place = ()) -> Iterator[Place]:
    """Where two records differ: the facts, in the records inside them too; of a list, the whole."""
    if one is other:
        return
    if not isinstance(one, Record) or type(one) is not type(other):
        yield place
        return
    for name, info in facts(type(one)).items():
        if not info.derived:
            yield from differences(getattr(one, name), getattr(other, name), (*place, name))


def _dated(node: tree.Node) -> bool:
    return isinstance(node, tree.Filing) or any(map(_dated, tree.parts_of(node)))


def _prefixes(place: Place) -> Iterator[Place]:
    for end in range(1, len(place) + 1):
        yield place[:end]
