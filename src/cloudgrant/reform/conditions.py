"""What makes eligible: all of some conditions, each of which is one of some terms."""

from __future__ import annotations

from typing import NamedTuple

from cloudgrant.reform.sides import Side, Term
from cloudgrant.rules.deciding.evaluate import MOST_KEPT
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.declaration import TracedRule
from cloudgrant.rules.writing.outcome import applies_of, clear_of

__all__ = ["Condition", "clear_conditions", "conditions"]


class Condition(NamedTuple):
    """One of the terms holds: of the subject, or of some item of the list that a term is about.

    Or, of a condition ``over`` a list, its only term holds of every item.
    """

    terms: tuple[Term, ...]
    over: str = ""


def conditions(side: Side) -> tuple[Condition, ...]:
    """Every required rule of the application holds where it applies, and some rule does apply."""
    applying = tuple(Term(_said_by(traced)[2], traced.over) for traced in _required(side))
    if any(term.node == tree.Constant(True) and not term.over for term in applying):
        return clear_conditions(side)
    return (*clear_conditions(side), Condition(applying))


def clear_conditions(side: Side) -> tuple[Condition, ...]:
    """Every required rule of the application holds where it applies: else a subject is refused."""
    return tuple(
        Condition((Term(_said_by(traced)[1], traced.over),), traced.over) for traced in _required(side)
    )


def _required(side: Side) -> list[TracedRule]:
    return [traced for traced in side.programme.traced_at() if traced.rule.force == "required"]


_SAID: dict[int, tuple[TracedRule, tree.Node, tree.Node]] = {}


def _said_by(traced: TracedRule) -> tuple[TracedRule, tree.Node, tree.Node]:
    """A rule, and when it is clear of a subject and applies to it: the same trees each time it is asked."""
    kept = _SAID.get(id(traced))
    if kept is None:
        if len(_SAID) >= MOST_KEPT:
            _SAID.clear()
        kept = _SAID[id(traced)] = traced, _plain(clear_of(traced)), _plain(applies_of(traced))
    return kept


def _plain(node: tree.Node) -> tree.Node:
    """A truth with ``and`` and ``or`` outside and negations inside, next to single comparisons."""
    match node:
        case tree.And(parts):
            return tree.And(tuple(map(_plain, parts)))
        case tree.Or(parts):
            return tree.Or(tuple(map(_plain, parts)))
        case tree.Agreed(ways):
            return tree.Agreed(tuple(map(_plain, ways)))
        case tree.Pick(condition, yes, no):
            return _plain(tree.And((tree.Or((tree.Not(condition), yes)), tree.Or((condition, no)))))
        case tree.Not(tree.Not(part)):
            return _plain(part)
        case tree.Not(tree.And(parts)):
            return tree.Or(tuple(_plain(tree.Not(part)) for part in parts))
        case tree.Not(tree.Or(parts)):
            return tree.And(tuple(_plain(tree.Not(part)) for part in parts))
        case tree.Not(tree.Agreed(ways)):
            return tree.Agreed(tuple(_plain(tree.Not(way)) for way in ways))
        case tree.Not(tree.Pick(condition, yes, no)):
            return _plain(tree.Pick(condition, tree.Not(yes), tree.Not(no)))
        case tree.Not(tree.Comparison(order, left, right)):
            return tree.Comparison(tree.OPPOSITE[order], left, right)
        case tree.Not(tree.Constant(value)):
            return tree.Constant(not value)
        case _:
            return node
