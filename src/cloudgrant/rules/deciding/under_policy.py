"""A tree with what the numbers of one policy settle worked out, for the many decisions under that policy."""

from __future__ import annotations

from datetime import date
from typing import Any

from cloudgrant.rules.deciding.evaluate import Case, read
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.rewriting import mapped
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["of_day_alone", "under_policy"]

_INTO = (
    tree.Arithmetic,
    tree.Comparison,
    tree.And,
    tree.Or,
    tree.Not,
    tree.Lesser,
    tree.Pick,
)
"""Nodes whose parts may be constants; the others read lists, tables or what is said of a fact."""

_KNOWN = (bool, int, str, date)


def under_policy(node: tree.Node, policy: Any) -> tree.Node:
    """The tree that comes to the same as this one wherever the policy is this one.

    >>> import cloudgrant as cg
    >>> in_time = cg.points.traced("points.window.application").holds
    >>> under_policy(in_time, cg.points.edition.policy).parts[0].right
    Constant(value=datetime.date(2022, 8, 31))
    """
    if isinstance(node, tree.PolicyValue) or (isinstance(node, _INTO) and _of_policy_alone(node)):
        value = read(node, Case(UNKNOWN, policy))
        return tree.Constant(value) if type(value) in _KNOWN else node
    if not isinstance(node, _INTO):
        return node
    return _settled(mapped(node, lambda part: under_policy(part, policy)))


def of_day_alone(node: tree.Node) -> bool:
    """Whether nothing but the day of filing, beside the policy, decides what the tree comes to.

    >>> import cloudgrant as cg
    >>> rules = ("points.window.application", "points.applicant.size")
    >>> [of_day_alone(cg.points.traced(rule).holds) for rule in rules]
    [True, False]
    """
    if isinstance(node, tree.Filing | tree.PolicyValue | tree.Constant):
        return True
    return isinstance(node, _INTO) and all(map(of_day_alone, tree.parts_of(node)))


def _of_policy_alone(node: tree.Node) -> bool:
    if isinstance(node, tree.PolicyValue | tree.Constant):
        return True
    return isinstance(node, _INTO) and all(map(_of_policy_alone, tree.parts_of(node)))


def _settled(node: tree.Node) -> tree.Node:
    """A node of which some parts are constants now, without those that say nothing."""
    match node:
        case tree.Pick(tree.Constant(True), yes, _):
            return yes
        case tree.Pick(tree.Constant(False), _, no):
            return no
        case tree.And(parts):
            return _together(parts, tree.And, decides=False)
        case tree.Or(parts):
            return _together(parts, tree.Or, decides=True)
        case _:
            return node


def _together(
    parts: tuple[tree.Node, ...], kind: type[tree.And] | type[tree.Or], *, decides: bool
) -> tree.Node:
    truths = [part.value for part in parts if isinstance(part, tree.Constant)]
    if decides in truths:
        return tree.Constant(decides)
    open_ = tuple(part for part in parts if not isinstance(part, tree.Constant))
    if not open_:
        return tree.Constant(not decides)
    return open_[0] if len(open_) == 1 else kind(open_)
