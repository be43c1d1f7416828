"""Boundary cases: for each threshold of each rule, a subject below it, at it, above it, and unknown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Literal, TypeAlias

import attrs

from cloudgrant.rules.deciding.evaluate import ON, Case, value_of
from cloudgrant.rules.explaining.nearest import Leaf, anything, leaves_at, nearest, stands_for_itself
from cloudgrant.rules.explaining.remedies import changed
from cloudgrant.rules.explaining.supposing import Supposed
from cloudgrant.rules.programme import Programme
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.declaration import Stage
from cloudgrant.rules.writing.inlining import inlined
from cloudgrant.rules.writing.rewriting import choices_outside
from cloudgrant.testing.examples import Example, NoExample, required, solved, sure
from cloudgrant.values.paths import Path
from cloudgrant.values.problems import InvalidInput
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["BoundaryCase", "WithoutCases", "boundary_cases", "without_cases"]

Position = Literal["below", "at", "above", "unknown"]
"""Where the fact stands: one step below the threshold, at it, one step above, or not known."""


@attrs.frozen
class WithoutCases:
    """A fact at a threshold of a rule of which there are no boundary cases."""

    rule: str
    path: Path


Threshold: TypeAlias = tree.Comparison | tree.ShareLimit


@attrs.frozen
class BoundaryCase:
    """One fact of one rule, near one threshold, everything else being as it must be for it to decide.

    ``path`` is the fact (``on`` the date of filing), ``value`` what it is here; assess ``subject``
    under ``policy`` on ``on``.
    """

    rule: str
    path: Path
    position: Position
    value: Any
    subject: Any
    on: Fact[date]
    policy: Any


def boundary_cases(
    programme: Programme[Any, Any], *, policy: Any = None, stage: Stage = "application"
) -> tuple[BoundaryCase, ...]:
    """The boundary cases of every threshold of a stage's rules; the policy is the latest unless given.

    A threshold on a total over a list is crossed by the numbers of one item. The facts that have no cases
    are told by :func:`without_cases`.

    >>> import cloudgrant as cg
    >>> from cloudgrant.testing import boundary_cases
    >>> [(case.position, case.value) for case in boundary_cases(cg.points)
    ...  if case.path == ("regular_employees",)]
    [('below', 199), ('at', 200), ('above', 201), ('unknown', UNKNOWN)]
    """
    return tuple(case for _, cases in _each_fact(programme, policy, stage) for case in cases)


def without_cases(
    programme: Programme[Any, Any], *, policy: Any = None, stage: Stage = "application"
) -> tuple[WithoutCases, ...]:
    """The facts at thresholds of a stage's rules for which :func:`boundary_cases` gives none.

    Each by itself does not move its rule across the threshold from any subject that could be worked out; try
    these by hand. A fact of the items of a list stands at its first item. A threshold that the policy does
    not state has no boundary, and none of its facts is here.

    >>> import cloudgrant as cg
    >>> from cloudgrant.testing import without_cases
    >>> without_cases(cg.points)
    ()
    """
    facts: dict[WithoutCases, bool] = {}
    for fact, cases in _each_fact(programme, policy, stage):
        facts[fact] = facts.get(fact, False) or bool(cases)
    return tuple(fact for fact, has_cases in facts.items() if not has_cases)


def _each_fact(
    programme: Programme[Any, Any], policy: Any, stage: Stage
) -> Iterator[tuple[WithoutCases, tuple[BoundaryCase, ...]]]:
    """Each fact of each threshold that is published, and its cases."""
    policy = programme.edition.policy if policy is None else policy
    for traced in programme.traced_at(stage):
        if traced.over:
            continue
        given = inlined(traced.holds, lambda info: stands_for_itself(info, anything))
        for threshold, siblings in _thresholds(given):
            if _waits_for_policy(threshold, Case(None, policy)):
                continue  # a threshold that is not published has no boundary yet
            start = _with_items(threshold, programme.subjects[stage]())
            for leaf in _leaves_from(threshold, start):
                rule = traced.rule.id
                cases = _around(programme, rule, threshold, siblings, leaf, start, policy, stage)
                yield WithoutCases(rule, _path_of(leaf)), tuple(cases)


def _with_items(node: tree.Node, subject: Any) -> Any:
    """The subject with one item, of which nothing is known, in each list that is gone through."""
    if isinstance(node, tree.Total | tree.Distinct | tree.Some) and isinstance(node.items, tree.FactOf):
        record = node.items.info.inner_record
        if node.items.level == 0 and record is not None:
            try:
                subject = changed(subject, {Path(node.items.path): (record(),)})
            except (InvalidInput, TypeError, AttributeError):
                return subject  # it cannot be of what nothing is known
    for part in tree.parts_of(node):
        subject = _with_items(part, subject)
    return subject


def _leaves_from(threshold: Threshold, start: Any) -> tuple[Leaf, ...]:
    """The facts that move a threshold, those of the item of a list among them; the list where it has none."""
    at = Supposed(Case(start, UNKNOWN))
    read = {leaf.place: leaf for leaf in leaves_at(threshold, at) if leaf.info.type in ("int", "date")}
    within = {place[: len(place) - 1] for place in read if any(isinstance(step, int) for step in place)}
    for one in tree.leaves(threshold):
        if isinstance(one, tree.FactOf) and one.info.type == "list":
            place = at.place(one)
            if not any(inner[: len(place)] == place for inner in within):
                read[place] = Leaf(place, one.info, UNKNOWN)
    return tuple(read.values())


def _path_of(leaf: Leaf) -> Path:
    return Path(["on"]) if leaf.place == ON else Path(leaf.place)


def _thresholds(
    node: tree.Node, siblings: tuple[tree.Node, ...] = ()
) -> Iterator[tuple[Threshold, tuple[tree.Node, ...]]]:
    """Each threshold in a tree, with what must be true around it for it alone to decide."""
    match node:
        case tree.Comparison() if (choice := choices_outside(node)) is not node:
            yield from _thresholds(choice, siblings)
        case tree.Comparison() | tree.ShareLimit():
            yield node, siblings
        case tree.And(parts) | tree.Or(parts):
            for index, part in enumerate(parts):
                others = (*parts[:index], *parts[index + 1 :])
                if isinstance(node, tree.Or):
                    others = tuple(tree.Not(other) for other in others)
                yield from _thresholds(part, (*siblings, *others))
        case tree.Not(part):
            yield from _thresholds(part, siblings)
        case tree.Agreed(several):
            for way in several:
                yield from _thresholds(way, siblings)
        case tree.Pick(condition, yes, no):
            yield from _thresholds(condition, siblings)
            yield from _thresholds(yes, (*siblings, condition))
            yield from _thresholds(no, (*siblings, tree.Not(condition)))
        case _:
            return


def _around(
    programme: Programme[Any, Any],
    rule: str,
    threshold: Threshold,
    siblings: tuple[tree.Node, ...],
    leaf: Leaf,
    start: Any,
    policy: Any,
    stage: Stage,
) -> Iterator[BoundaryCase]:
    silent = Case(None, policy)
    around = [node for node in siblings if not _waits_for_policy(node, silent)]
    applies = programme.traced(rule).applies
    around += [] if applies is None else [applies]
    others = [sure(other) for other in required(programme, stage) if other.rule.id != rule]
    stated: list[tree.Node] = [tree.Said(one) for one in tree.leaves(threshold) if _can_be_stated(one)]
    stated += _counted(threshold, start)
    for side in (threshold, tree.Not(threshold)):
        wanted = [*stated, side, *around]  # with nothing open, each fact by itself can cross it
        base = _solved(programme, [[*wanted, *others], wanted], rule, start, policy, stage)
        if base is None:
            continue
        case = Case(base.subject, policy, base.on)
        edge = _edge(threshold, leaf, case)
        if edge is not None:
            break
    else:
        return  # this fact alone does not move the rule across its threshold
    last, past = edge
    # The threshold itself passes where it is included, else it is the first value that does not.
    at, step = (last, past) if _includes(threshold) else (past, last)
    away = step - at
    for position, value in zip(("below", "at", "above"), sorted((at - away, at, at + away)), strict=True):
        yield from _case(rule, case, leaf, position, value)
    yield from _case(rule, case, leaf, "unknown", UNKNOWN)


def _counted(node: tree.Node, start: Any) -> Iterator[tree.Node]:
    """That the item of each list gone through counts, and what with."""
    if isinstance(node, tree.Total | tree.Distinct) and any(Supposed(Case(start, UNKNOWN)).each(node)):
        known = (tree.Said(one) for one in _within(node.of) if _is_number(one))
        yield tree.Some(node.items, tree.And((node.where, *known)), node.level)
    for part in tree.parts_of(node):
        yield from _counted(part, start)


def _within(node: tree.Node) -> Iterator[tree.Node]:
    yield node
    for part in tree.parts_of(node):
        yield from _within(part)


def _is_number(node: tree.Node) -> bool:
    return isinstance(node, tree.FactOf) and node.info.type in ("int", "date")


def _can_be_stated(leaf: tree.FactOf | tree.PolicyValue | tree.Filing) -> bool:
    return isinstance(leaf, tree.FactOf) and _is_number(leaf) and not leaf.info.derived


def _edge(threshold: Threshold, leaf: Leaf, case: Case) -> tuple[Any, Any] | None:
    """The last value of a fact with which a threshold is kept, and the next, with which it is not."""
    at = Supposed(case)
    here = next((one for one in leaves_at(threshold, at) if one.place == leaf.place), None)
    if here is None:
        return None
    kept = at.value(threshold) is True
    across = nearest(threshold, not kept, here, at, anything)
    then = None if across is UNKNOWN else at.supposing({here.place: across})
    if then is None:
        return None
    back = nearest(threshold, kept, here._replace(value=across), then, anything)
    return (back, across) if kept else (across, back)


def _solved(
    programme: Programme[Any, Any],
    attempts: list[list[tree.Node]],
    rule: str,
    start: Any,
    policy: Any,
    stage: Stage,
) -> Example | None:
    """The first set of goals that can be reached: best with every other rule met as well."""
    for goals in attempts:
        try:
            about = f"at a threshold of {rule}"
            return solved(programme, goals, about, subject=start, policy=policy, stage=stage)
        except NoExample:
            continue
    return None


def _waits_for_policy(node: tree.Node, case: Case) -> bool:
    return any(
        isinstance(leaf, tree.PolicyValue) and value_of(leaf, case) is UNKNOWN for leaf in tree.leaves(node)
    )


def _includes(threshold: Threshold) -> bool:
    return not isinstance(threshold, tree.Comparison) or threshold.order in ("<=", ">=")


def _case(rule: str, case: Case, leaf: Leaf, position: Any, value: Any) -> Iterator[BoundaryCase]:
    if leaf.place == ON:
        yield BoundaryCase(rule, Path(["on"]), position, value, case.subject, value, case.policy)
        return
    path = _path_of(leaf)
    try:
        subject = changed(case.subject, {path: value})
    except InvalidInput:
        return  # there is nothing on that side, such as a number below zero
    yield BoundaryCase(rule, path, position, value, subject, case.on, case.policy)
