"""Boundary cases: for each condition of each rule, subjects on either side of it, and with a fact unknown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import islice
from typing import Any, TypeGuard

import attrs

from cloudgrant.rules.deciding.evaluate import ON, Case, value_of
from cloudgrant.rules.deciding.results import Result
from cloudgrant.rules.explaining.nearest import Leaf
from cloudgrant.rules.explaining.supposing import GivenUp, Place, Supposed
from cloudgrant.rules.programme import Programme
from cloudgrant.rules.records.fact_info import FactInfo
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.declaration import Stage
from cloudgrant.testing.boundary_case import BoundaryCase, OutOfReach, Position, WithoutCases
from cloudgrant.testing.conditions import Condition
from cloudgrant.testing.decisive import Decisive, decisive_at
from cloudgrant.testing.items import forgotten, telling, with_items, with_one_item
from cloudgrant.testing.saying import as_written
from cloudgrant.testing.starting import Rules, Start
from cloudgrant.testing.turning import Asked, Values, asked_at, numbers_of, values_of
from cloudgrant.values.paths import Path
from cloudgrant.values.problems import InvalidInput
from cloudgrant.values.several import several
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["boundary_cases", "without_cases"]

_MOST_PLACES = 16
_MOST_COUNTED = 24
_LATER = timedelta(60)
"""How much later it is tried too: there is then room between a day that has passed and the filing."""
_AMPLE = 100
"""What numbers are tried with, beside the least: a share of nothing has no room on either side."""


def boundary_cases(
    programme: Programme[Any, Any],
    *,
    subject: Any = None,
    on: Fact[date] = UNKNOWN,
    policy: Any = None,
    stage: Stage = "application",
    rules: Iterable[str] | None = None,
    excepting: Iterable[WithoutCases] = (),
) -> tuple[BoundaryCase, ...]:
    """The boundary cases of every condition of a stage's rules, and of what changes the amount granted.

    ``subject`` is where to start from (nothing known, unless given: one that meets every rule reaches the
    most), ``on`` the day (the first of the edition, unless given), ``policy`` the latest unless
    given. ``rules`` are the ids of those that are asked for: all of the stage, and the calculation of the
    award, unless given. Numbers and days are one step below, at and one step above a threshold, values in and
    out of what is asked; each is also unknown, unless it follows from the rest. A condition on what a list
    comes to is crossed by the facts of an item, and by the number of items where that is what counts. A
    threshold that the policy does not state has no boundary yet, and no case lies on a day after the last of
    an edition, when nothing is known of the law. The work grows with the number of rules, and
    of those that read the same facts.

    Raises :class:`OutOfReach` with every fact in a condition that has no cases, but for those of
    ``excepting``: what :func:`without_cases` gives, once it was looked at. Raises ``KeyError`` for an id
    that the stage does not have.

    >>> import cloudgrant as cg
    >>> from cloudgrant.testing import boundary_cases
    >>> [(case.position, case.value) for case in boundary_cases(cg.points)
    ...  if case.path == ("regular_employees",)]
    [('below', 199), ('at', 200), ('above', 201), ('unknown', UNKNOWN)]
    """
    found = tuple(_each_fact(programme, subject, on, policy, stage, rules))
    known = frozenset(excepting)
    without = [fact for fact, cases in found if not cases and fact not in known]
    every = tuple(case for _, cases in found for case in cases)
    if without:
        raise OutOfReach(without, every)
    return every


def without_cases(
    programme: Programme[Any, Any],
    *,
    subject: Any = None,
    on: Fact[date] = UNKNOWN,
    policy: Any = None,
    stage: Stage = "application",
    rules: Iterable[str] | None = None,
) -> tuple[WithoutCases, ...]:
    """The facts in conditions of a stage's rules for which :func:`boundary_cases` has none.

    Each by itself does not bring its rule across from any subject that could be worked out; try these by
    hand. A fact of the items of a list stands at its first item.

    >>> import cloudgrant as cg
    >>> from cloudgrant.testing import without_cases
    >>> without_cases(cg.points)
    ()
    """
    return tuple(
        fact for fact, cases in _each_fact(programme, subject, on, policy, stage, rules) if not cases
    )


def _each_fact(
    programme: Programme[Any, Any],
    subject: Any,
    on: Fact[date],
    policy: Any,
    stage: Stage,
    ids: Iterable[str] | None,
) -> Iterator[tuple[WithoutCases, tuple[BoundaryCase, ...]]]:
    """Each fact in each condition that is published, and its cases."""
    policy = programme.edition.policy if policy is None else policy
    rules = Rules(programme, policy, stage)
    nothing = programme.subjects[stage]()
    day = programme.edition.since if on is UNKNOWN else on
    starts = [rules.begun(nothing if subject is None else subject, day)]
    if starts[0].on is not UNKNOWN:
        starts.append(rules.after(starts[0], starts[0].subject, starts[0].on + _LATER))
    starts.append(rules.bare(nothing, day))
    every = tuple(decisive_at(programme, policy, stage))
    wanted = {one.id for one in every} if ids is None else set(several("rules", ids))
    for id_ in sorted(wanted - {one.id for one in every}):
        raise KeyError(f"{id_!r} is no rule of {programme.name} at the stage {stage!r}")
    for decisive in every:
        if decisive.id not in wanted:
            continue
        for condition in decisive.conditions():
            search = _Search(rules, decisive, condition)
            search.run(starts)
            yield from search.results()


@attrs.define
class _Search:
    """The search for the cases of one condition."""

    rules: Rules
    decisive: Decisive
    condition: Condition
    facts: dict[Place, Path] = attrs.field(factory=dict)
    """The facts that are held against something, by their places without numbers of items."""
    found: dict[Place, tuple[BoundaryCase, ...]] = attrs.field(factory=dict)
    """The cases in which the condition decides on either side."""
    at_least: dict[Place, tuple[BoundaryCase, ...]] = attrs.field(factory=dict)
    """Those in which the answer turns there too, though another condition on the same fact turns with it."""
    tried: set[tuple[Place, Any, Fact[date]]] = attrs.field(factory=set)
    """From where it was tried to change a fact."""

    def results(self) -> Iterator[tuple[WithoutCases, tuple[BoundaryCase, ...]]]:
        said = as_written(self.condition.node)
        for shape, path in self.facts.items():
            cases = self.found.get(shape) or self.at_least.get(shape, ())
            yield WithoutCases(self.decisive.id, cases[0].path if cases else path, said), cases

    def run(self, starts: Iterable[Start]) -> None:
        """Try one start after the other, until every fact has its cases."""
        self.rules.anew()
        for start in self._starts(starts):
            at = Supposed(Case(start.subject, self.rules.policy, start.on))
            for asked in asked_at(self.condition, at):
                for leaf in asked.leaves():
                    self.facts.setdefault(_shape(leaf.place), _path_of(leaf.place))
                for gone in _counted(asked.node):
                    listed = tree.list_of(gone)
                    place = asked.at.place(listed) if isinstance(listed, tree.FactOf) else ()
                    self.facts.setdefault(_shape(place), _path_of(place))
                break
            for goal in self._goals():
                if (self.facts and self.facts.keys() <= self.found.keys()) or self.rules.left <= 0:
                    return
                then = self.rules.nearest(start, (goal,), self.decisive.id)
                if then is not None:
                    self._try(then)
            self._try(start)
            if self.facts and self.facts.keys() <= self.found.keys() | self.at_least.keys():
                return

    def _starts(self, starts: Iterable[Start]) -> Iterator[Start]:
        """Each with items in the lists that are gone through, with as many as are counted, and without.

        And with one item in the lists that are summed up: no other then stands in for it.
        """
        whole, policy = self.decisive.whole, self.rules.policy
        numbers = [1, *sorted(_numbers(whole, Case(None, policy)) - {1})]
        for start in starts:
            seen = [start.subject]
            for number in numbers:
                subject = with_items(start.subject, whole, policy, number)
                if subject in seen:
                    break
                seen.append(subject)
                yield self.rules.after(start, subject, start.on)
            yield start
            alone = with_one_item(start.subject, self.condition.node)
            if alone != start.subject:
                yield self.rules.after(start, alone, start.on)

    def _goals(self) -> Iterator[tree.Node]:
        node, led = self.condition.node, self.decisive.leading_to
        if isinstance(node, tree.Entry):
            yield from led(self.condition, tree.Said(node.key))
            return
        stated = tuple(_stated(node))
        ample = (*_ample(node), *stated)
        for beside in dict.fromkeys((stated, ample, ())):
            yield from led(self.condition, tree.And((*beside, node)))
            if not isinstance(node, tree.Said):  # what was not said is unknown and not untrue
                yield from led(self.condition, tree.And((*beside, tree.Not(node))))
        if self.condition.through:
            everywhere = self.condition.everywhere(node)
            yield from (tree.And((goal, everywhere)) for goal in led(self.condition, tree.Constant(True)))

    def _try(self, then: Start) -> None:
        at = Supposed(Case(then.subject, self.rules.policy, then.on))
        try:
            for asked in islice(asked_at(self.condition, at), _MOST_PLACES):
                for leaf in asked.leaves():
                    if _shape(leaf.place) not in self.found:
                        self._turn(asked, leaf, then)
                for gone in _counted(asked.node):
                    listed = tree.list_of(gone)
                    place = asked.at.place(listed) if isinstance(listed, tree.FactOf) else ()
                    if _shape(place) not in self.found:
                        self._add(place, listed.info, numbers_of(asked, gone), then)
        except GivenUp:
            return  # and the fact is told to have none

    def _turn(self, asked: Asked, leaf: Leaf, then: Start) -> None:
        """The cases of a fact: from here, or from where all else is as it must be with either value of it."""
        alternatives = [values for values in values_of(asked, leaf) if values.each]
        if (leaf.place, then.subject, then.on) not in self.tried:
            self.tried.add((leaf.place, then.subject, then.on))
            if any(self._add(leaf.place, leaf.info, values, then) for values in alternatives):
                return
        if _shape(leaf.place) in self.at_least:
            return
        for values in alternatives[:1]:
            for _, value in values.each:
                pinned = asked.pinned(leaf, value)
                start = None if pinned is None else self._with(leaf.place, value, then)
                if pinned is None or start is None:
                    continue
                for goal in self.decisive.leading_to(self.condition, pinned):
                    there = self.rules.nearest(start, (goal,), self.decisive.id)
                    if there is not None and self._add(leaf.place, leaf.info, values, there):
                        return

    def _with(self, place: Place, value: Any, then: Start) -> Start | None:
        """The same with another value of a fact; nothing where that makes no sense."""
        if place == ON:
            return self.rules.after(then, then.subject, value) if self.rules.governed(value) else None
        subject = telling(then.subject, _path_of(place), value)
        return None if subject is None else self.rules.after(then, subject, then.on)

    def _add(self, place: Place, info: FactInfo, values: Values, then: Start) -> bool:
        """The cases of a fact, where one answer and another come of its values; whether it decides in all."""
        known = [
            case for position, value in values.each if (case := self._case(place, position, value, then))
        ]
        if not known:
            return False
        cases = (*known, *self._unknown(place, info, then))
        sides = None if self.decisive.is_amount else values.sides
        turning = [case for case in cases if sides is None or case.position in sides]
        answers = {case.answer for case in turning if sides is not None or case.position != "unknown"}
        if len(answers) < 2:
            return False
        open_ = {Result.UNDETERMINED, UNKNOWN} & answers and "stated" not in (sides or ())
        decided = not open_ and all(self._decides(case) for case in turning if case.position != "unknown")
        (self.found if decided else self.at_least).setdefault(_shape(place), cases)
        self.facts.setdefault(_shape(place), _path_of(place))
        return decided

    def _decides(self, case: BoundaryCase) -> bool:
        read = Case(case.subject, case.policy, case.on)
        return any(value_of(goal, read) is True for goal in self.decisive.decided_by(self.condition))

    def _unknown(self, place: Place, info: FactInfo, then: Start) -> tuple[BoundaryCase, ...]:
        """The case in which the fact is unknown, unless it then follows from the rest."""
        if not info.may_be_unknown and place != ON:
            return ()
        if place == ON:
            start = self._with(place, UNKNOWN, then)
        else:
            try:
                start = self.rules.after(then, forgotten(then.subject, _path_of(place), info), then.on)
            except InvalidInput:
                return ()
        case = None if start is None else self._of(place, "unknown", UNKNOWN, start)
        return (case,) if case is not None and case.answer in (Result.UNDETERMINED, UNKNOWN) else ()

    def _case(self, place: Place, position: Position, value: Any, then: Start) -> BoundaryCase | None:
        after = self._with(place, value, then)
        # There may be nothing on that side, such as a number below zero.
        return None if after is None else self._of(place, position, value, after)

    def _of(self, place: Place, position: Position, value: Any, after: Start) -> BoundaryCase:
        path, subject, on, id_ = _path_of(place), after.subject, after.on, self.decisive.id
        item = next((int(step) for step in path if isinstance(step, int)), None)
        return BoundaryCase(
            rule=id_, path=path, position=position, value=value, subject=subject, on=on,
            policy=self.rules.policy, condition=as_written(self.condition.node),
            answer=self.decisive.answer(subject, on, item), alone=not after.unmet - {id_},
        )  # fmt: skip


def _shape(place: Place) -> Place:
    """The place of a fact in a list, whichever item it is of."""
    return tuple(step for step in place if not isinstance(step, int))


def _path_of(place: Place) -> Path:
    return Path(["on"]) if place == ON else Path(place)


def _stated(node: tree.Node) -> Iterator[tree.Node]:
    """That the numbers and days of a threshold are known, and that an item counts of each list summed up."""
    if not isinstance(node, tree.Comparison | tree.ShareLimit):
        return
    for one in _within(node):
        if isinstance(one, tree.FactOf) and one.info.type in ("int", "date") and not one.info.derived:
            yield tree.Said(one)
        if isinstance(one, tree.Pick):
            yield tree.Or((one.condition, tree.Not(one.condition)))
        if isinstance(one, tree.Total | tree.Distinct):
            known = (
                tree.Said(fact)
                for fact in _within(one.of)
                if isinstance(fact, tree.FactOf) and fact.info.type in ("int", "date")
            )
            yield tree.Some(one.items, tree.And((one.where, *known)), one.level)


def _ample(node: tree.Node) -> Iterator[tree.Node]:
    """That none of the numbers of a threshold is next to nothing."""
    if isinstance(node, tree.Comparison | tree.ShareLimit):
        for one in _within(node):
            if isinstance(one, tree.FactOf) and one.info.type == "int" and one.info.repair is None:
                most = _AMPLE if one.info.most is None else min(_AMPLE, one.info.most)
                yield tree.Comparison(">=", one, tree.Constant(most))


def _within(node: tree.Node) -> Iterator[tree.Node]:
    """A node and what is in it, but what is asked of the items of its lists."""
    yield node
    if not isinstance(node, tree.Total | tree.Distinct | tree.Some):
        for part in tree.parts_of(node):
            yield from _within(part)


def _counted(node: tree.Node) -> Iterator[tree.Total | tree.Distinct]:
    """Where it is held against something how many items there are in a list."""
    if not isinstance(node, tree.Comparison | tree.Same | tree.OneOf):
        return
    for one in _within(node):
        if _counts(one) and isinstance(one.items, tree.FactOf) and not one.items.info.derived:
            yield one


def _counts(node: tree.Node) -> TypeGuard[tree.Total | tree.Distinct]:
    return isinstance(node, tree.Distinct) or (isinstance(node, tree.Total) and node.of == tree.Constant(1))


def _numbers(node: tree.Node, silent: Case) -> set[int]:
    """How many items may be asked for wherever a tree counts: as many as it names, and one more."""
    found: set[int] = set()
    if isinstance(node, tree.Comparison | tree.Same) and any(map(_counts, tree.parts_of(node))):
        for part in tree.parts_of(node):
            number = value_of(part, silent) if not _reads_facts(part) else UNKNOWN
            if isinstance(number, int) and 0 < number < _MOST_COUNTED:
                found |= {number, number + 1}
    for part in tree.parts_of(node):
        found |= _numbers(part, silent)
    return found


def _reads_facts(node: tree.Node) -> bool:
    return isinstance(node, tree.FactOf) or any(map(_reads_facts, tree.parts_of(node)))
