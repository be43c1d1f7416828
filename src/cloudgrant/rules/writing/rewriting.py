"""A tree written another way: with a part in place of another, one list deeper, or each half by itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs

from cloudgrant.rules.writing.tree import (
    Agreed,
    And,
    Comparison,
    Distinct,
    FactOf,
    Node,
    Or,
    Pick,
    Some,
    Together,
    Total,
    parts_of,
)

__all__ = ["choices_outside", "lifted", "mapped", "replaced"]


def mapped(node: Node, of: Callable[[Node], Node]) -> Node:
    """The same node of other parts: ``of`` is asked for what takes the place of each."""
    match node:
        case And(parts) | Or(parts) | Together(parts):
            return type(node)(tuple(map(of, parts)))
        case Agreed(ways):
            return Agreed(tuple(map(of, ways)))
        case _:
            inner = parts_of(node)
            changes: Any = {
                name: of(part)
                for name in _names(node)
                if any((part := getattr(node, name)) is one for one in inner)
            }
            return attrs.evolve(node, **changes) if changes else node


def _names(node: Node) -> list[str]:
    return [field.name for field in attrs.fields(type(node))]


def replaced(node: Node, old: Node, new: Node) -> Node:
    """The same tree with one node, wherever it stands, in place of another."""
    return new if node == old else mapped(node, lambda inner: replaced(inner, old, new))


def lifted(node: Node) -> Node:
    """A tree about an item, as a part of one about the list that the item is in: every level one deeper."""
    within = mapped(node, lifted)
    if isinstance(within, FactOf | Total | Distinct | Some):
        return attrs.evolve(within, level=within.level + 1)
    return within


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
