"""Between what an award lies where it is not known, as it is declared and as the policy says it."""

from __future__ import annotations

from typing import Any, Literal

from cloudgrant.reform.sides import Side
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.derived import body_in
from cloudgrant.rules.writing.ranges import Range, range_of
from cloudgrant.rules.writing.rewriting import mapped

__all__ = ["State", "award_range", "changes_between", "reach_of"]


def award_range(award: tree.Node, policy: Any) -> Range:
    """The least and the most that an award may come to, whatever the facts are.

    Numbers of the policy are what it says; those that it does not say, and facts, are what they are declared
    to be.
    """
    return range_of(_with_numbers(award, policy), by=body_in)


def _with_numbers(node: tree.Node, policy: Any) -> tree.Node:
    """The tree with the whole numbers of the policy written into it."""
    if isinstance(node, tree.PolicyValue) and not node.info.derived:
        value = getattr(policy, node.name)
        if isinstance(value, int) and not isinstance(value, bool):
            return tree.Constant(value)
    if isinstance(node, tree.Total | tree.Distinct | tree.Some | tree.Entry):
        return node  # what they go through stays a list, or a table
    return mapped(node, lambda inner: _with_numbers(inner, policy))


def reach_of(before: Side, after: Side) -> int | None:
    """The most that the change of one award may come to, up or down; ``None`` where there are no awards."""
    awards = before.programme.award_tree, after.programme.award_tree
    if awards[0] is None or awards[1] is None:
        return None
    was, now = award_range(awards[0], before.policy), award_range(awards[1], after.policy)
    return max(0, was.most, now.most) - min(0, was.least, now.least)


State = Literal["refused", "granted", "open"]
"""Whether a subject is surely refused, surely granted its award, or neither."""


def changes_between(
    was: State, now: State, before: Range, after: Range, *, enters: bool, leaves: bool
) -> Range | None:
    """Between what an award changes that lies in these ranges where it is granted.

    A subject may be out both times, or in, or become eligible where it ``enters``, or cease to be where it
    ``leaves``: the facts are the same both times. ``None`` where nothing of that is possible.
    """
    found: list[Range] = []
    if "granted" not in (was, now):
        found.append(Range(0, 0))
    if "refused" not in (was, now):
        found.append(Range(after.least - before.most, after.most - before.least))
    if enters and was != "granted" and now != "refused":
        found.append(after)
    if leaves and was != "refused" and now != "granted":
        found.append(Range(-before.most, -before.least))
    return Range(min(one.least for one in found), max(one.most for one in found)) if found else None
