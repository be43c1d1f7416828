"""A tree without derived facts: in the place of each, what it says, over the facts that are given."""

from __future__ import annotations

from collections.abc import Callable

import attrs

from cloudgrant.rules.records.fact_info import FactInfo
from cloudgrant.rules.writing.derived import body_in
from cloudgrant.rules.writing.rewriting import mapped
from cloudgrant.rules.writing.tree import Distinct, FactOf, Node, PolicyValue, Some, Total

__all__ = ["inlined"]


def inlined(node: Node, kept: Callable[[FactInfo], bool] = lambda _: False) -> Node:
    """The same tree with the formula of each derived fact in its place; opaque ones, and ``kept``, stay.

    What is derived of the policy stays too: its values are published, and nobody but the office changes them.
    """
    if isinstance(node, PolicyValue):
        return node
    if isinstance(node, FactOf):
        body = None if kept(node.info) else body_in(node.info)
        return node if body is None else inlined(_moved(body, node.path[:-1], node.level), kept)
    return mapped(node, lambda inner: inlined(inner, kept))


def _moved(body: Node, prefix: tuple[str, ...], level: int) -> Node:
    """A formula over its own record, as one over the subject, or the item, in which the record is."""
    match body:
        case FactOf(path, info, 0):
            return FactOf((*prefix, *path), info, level)
        case FactOf():
            return attrs.evolve(body, level=body.level + level)
        case _:
            within = mapped(body, lambda inner: _moved(inner, prefix, level))
            if isinstance(within, Total | Distinct | Some):
                return attrs.evolve(within, level=within.level + level)
            return within
