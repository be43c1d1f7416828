"""A tree written another way: with a part in place of another, or so that each half can be looked at."""

from __future__ import annotations

from cloudgrant.rules.writing.tree import (
    And,
    Arithmetic,
    Comparison,
    Lesser,
    Node,
    Not,
    OneOf,
    Or,
    Pick,
    ShareLimit,
    SumAtMost,
)

__all__ = ["choices_outside", "replaced"]


def replaced(node: Node, old: Node, new: Node) -> Node:
    """The same tree with one node, wherever it stands, in place of another."""
    if node == old:
        return new

    def within(inner: Node) -> Node:
        return replaced(inner, old, new)

    match node:
        case Arithmetic(operator, left, right):
            return Arithmetic(operator, within(left), within(right))
        case Comparison(order, left, right):
            return Comparison(order, within(left), within(right))
        case And(parts):
            return And(tuple(map(within, parts)))
        case Or(parts):
            return Or(tuple(map(within, parts)))
        case Not(part):
            return Not(within(part))
        case Lesser(left, right):
            return Lesser(within(left), within(right))
        case Pick(condition, yes, no):
            return Pick(within(condition), within(yes), within(no))
        case OneOf(value, options):
            return OneOf(within(value), options)
        case SumAtMost(limit, parts):
            return SumAtMost(within(limit), tuple(map(within, parts)))
        case ShareLimit(order, part, whole, share):
            return ShareLimit(order, within(part), within(whole), share)
        case _:
            return node


def choices_outside(node: Comparison) -> Node:
    """A comparison with a chosen amount as a choice between comparisons; itself if it has none.

    ``x <= pick(c, a, b)`` says what ``pick(c, x <= a, x <= b)`` says, and each half can be looked at.
    """
    match node:
        case Comparison(order, Pick(condition, yes, no), other):
            halves = Comparison(order, yes, other), Comparison(order, no, other)
        case Comparison(order, other, Pick(condition, yes, no)):
            halves = Comparison(order, other, yes), Comparison(order, other, no)
        case _:
            return node
    return Pick(condition, *map(choices_outside, halves))
