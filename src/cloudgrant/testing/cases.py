"""Boundary cases: for each threshold of each rule, a subject below it, at it, above it, and unknown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Literal, TypeAlias

import attrs

from cloudgrant.rules.deciding.evaluate import Case, value_of
from cloudgrant.rules.explaining.nearest import Leaf, anything, nearest, stands_for_itself
from cloudgrant.rules.explaining.remedies import changed
from cloudgrant.rules.explaining.supposing import Supposed
from cloudgrant.rules.programme import Programme
from cloudgrant.rules.records.fact_info import FILING
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.declaration import Stage
from cloudgrant.rules.writing.inlining import inlined
from cloudgrant.rules.writing.rewriting import choices_outside
from cloudgrant.testing.examples import Example, NoExample, required, solved, sure
from cloudgrant.values.paths import Path
from cloudgrant.values.problems import InvalidInput
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["BoundaryCase", "boundary_cases"]

Position = Literal["below", "at", "above", "unknown"]
"""Where the fact stands: one step below the threshold, at it, one step above, or not known."""

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

    >>> import cloudgrant as cg
    >>> from cloudgrant.testing import boundary_cases
    >>> [(case.position, case.value) for case in boundary_cases(cg.points)
    ...  if case.path == ("regular_employees",)]
    [('below', 199), ('at', 200), ('above', 201), ('unknown', UNKNOWN)]
    """
    return tuple(
        case
        for traced in programme.traced_at(stage)
        if not traced.over
        for threshold, siblings in _thresholds(
            inlined(traced.holds, lambda info: stands_for_itself(info, anything))
        )
        for leaf in tree.leaves(threshold)
        if not isinstance(leaf, tree.PolicyValue)
        for case in _around(programme, traced.rule.id, threshold, siblings, leaf, policy, stage)
    )


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
    leaf: tree.FactOf | tree.Filing,
    policy: Any,
    stage: Stage,
) -> Iterator[BoundaryCase]:
    policy = programme.edition.policy if policy is None else policy
    silent = Case(None, policy)
    if _waits_for_policy(threshold, silent):
        return  # a threshold that is not published has no boundary yet
    around = [node for node in siblings if not _waits_for_policy(node, silent)]
    applies = programme.traced(rule).applies
    around += [] if applies is None else [applies]
    others = [sure(other) for other in required(programme, stage) if other.rule.id != rule]
    stated = [tree.Said(one) for one in tree.leaves(threshold) if _can_be_stated(one)]
    for side in (threshold, tree.Not(threshold)):
        wanted = [*stated, side, *around]  # with nothing open, each fact by itself can cross it
        base = _solved(programme, [[*wanted, *others], wanted], rule, policy, stage)
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


def _can_be_stated(leaf: tree.FactOf | tree.PolicyValue | tree.Filing) -> bool:
    return isinstance(leaf, tree.FactOf) and leaf.info.type in ("int", "date") and not leaf.info.derived


def _edge(threshold: Threshold, leaf: tree.FactOf | tree.Filing, case: Case) -> tuple[Any, Any] | None:
    """The last value of a fact with which a threshold is kept, and the next, with which it is not."""
    info, at = leaf.info if isinstance(leaf, tree.FactOf) else FILING, Supposed(case)
    place, kept = at.place(leaf), at.value(threshold) is True
    across = nearest(threshold, not kept, Leaf(place, info, at.value(leaf)), at, anything)
    then = None if across is UNKNOWN else at.supposing({place: across})
    if then is None:
        return None
    back = nearest(threshold, kept, Leaf(place, info, across), then, anything)
    return (back, across) if kept else (across, back)


def _solved(
    programme: Programme[Any, Any], attempts: list[list[tree.Node]], rule: str, policy: Any, stage: Stage
) -> Example | None:
    """The first set of goals that can be reached: best with every other rule met as well."""
    for goals in attempts:
        try:
            return solved(programme, goals, f"at a threshold of {rule}", policy=policy, stage=stage)
        except NoExample:
            continue
    return None


def _waits_for_policy(node: tree.Node, case: Case) -> bool:
    return any(
        isinstance(leaf, tree.PolicyValue) and value_of(leaf, case) is UNKNOWN for leaf in tree.leaves(node)
    )


def _includes(threshold: Threshold) -> bool:
    return not isinstance(threshold, tree.Comparison) or threshold.order in ("<=", ">=")


def _case(
    rule: str, case: Case, leaf: tree.FactOf | tree.Filing, position: Any, value: Any
) -> Iterator[BoundaryCase]:
    if isinstance(leaf, tree.Filing):
        yield BoundaryCase(rule, Path(["on"]), position, value, case.subject, value, case.policy)
        return
    path = Path(leaf.path)
    try:
        subject = changed(case.subject, {path: value})
    except InvalidInput:
        return  # there is nothing on that side, such as a number below zero
    yield BoundaryCase(rule, path, position, value, subject, case.on, case.policy)
