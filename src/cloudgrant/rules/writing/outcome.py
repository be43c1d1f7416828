"""What the rules of a stage come to together: said once, as trees that every reading reads.

A subject is refused where ``clear`` fails, eligible where both ``clear`` and ``applied`` hold, and
undetermined in between. A rule about each item of a list is one about the list: it is clear of every item,
and applies to some.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from cloudgrant.rules.records.fact_info import facts
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.declaration import TracedRule
from cloudgrant.rules.writing.rewriting import lifted

__all__ = ["OutcomeRule", "applies_of", "clear_of", "outcome_rule", "over_items"]


class OutcomeRule(NamedTuple):
    """The two truths of which an outcome is made.

    ``clear``: every required rule holds or does not apply; ``applied``: some required rule surely applies.
    """

    clear: tree.Node
    applied: tree.Node


def outcome_rule(rules: Iterable[TracedRule], subject: type[Any]) -> OutcomeRule:
    """The outcome of these rules about a subject of this class.

    >>> import cloudgrant as cg
    >>> rule = outcome_rule(cg.points.traced_at("application"), cg.Company)
    >>> len(rule.clear.parts), rule.applied
    (5, Constant(value=True))
    """
    required = [traced for traced in rules if traced.rule.force == "required"]
    clear = [over_items(traced, subject, clear_of(traced), every=True) for traced in required]
    applied = [over_items(traced, subject, applies_of(traced), every=False) for traced in required]
    always = tree.Constant(True)
    return OutcomeRule(tree.And(tuple(clear)), always if always in applied else tree.Or(tuple(applied)))


def clear_of(traced: TracedRule) -> tree.Node:
    """A rule holds or does not apply: then it does not stand in the way."""
    return traced.holds if traced.applies is None else tree.Or((tree.Not(traced.applies), traced.holds))


def applies_of(traced: TracedRule) -> tree.Node:
    """A rule applies, as one without a condition always does."""
    return tree.Constant(True) if traced.applies is None else traced.applies


def over_items(traced: TracedRule, subject: type[Any], node: tree.Node, *, every: bool) -> tree.Node:
    """What is said of the subject, or of each item that a rule is about, as said of the subject."""
    if not traced.over:
        return node
    items, inner = tree.FactOf((traced.over,), facts(subject)[traced.over]), lifted(node)
    return tree.Not(tree.Some(items, tree.Not(inner), 1)) if every else tree.Some(items, inner, 1)
