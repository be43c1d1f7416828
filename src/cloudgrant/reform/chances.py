"""Whether one truth may hold while another fails, of the same subject: what has to be asked of it.

Found once for two texts, for it is in their trees and numbers alone; then each subject, or row, is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, TypeAlias

from cloudgrant.reform.implied import implied, same
from cloudgrant.reform.sides import Sure, in_all, in_any
from cloudgrant.rules.deciding.evaluate import MOST_KEPT
from cloudgrant.rules.writing import tree

__all__ = ["Chance", "asked", "chance"]


class _Both(NamedTuple):
    """One tree may hold, and another may fail."""

    holds: tree.Node
    fails: tree.Node


class _All(NamedTuple):
    parts: tuple[Chance, ...]


class _Any(NamedTuple):
    parts: tuple[Chance, ...]


Chance: TypeAlias = "bool | _Both | _All | _Any"
"""Surely not, surely so, or as several answers about a subject say together."""

_FOUND: dict[tuple[int, int, int, int], tuple[tuple[Any, ...], Chance]] = {}


def chance(holds: tree.Node, policy: Any, fails: tree.Node, other: Any) -> Chance:
    """How one tree may hold under a policy while another fails under another."""
    # By their identities, for trees take long to compare; they are kept, so that it stays so.
    key = id(holds), id(policy), id(fails), id(other)
    kept = _FOUND.get(key)
    if kept is None:
        if len(_FOUND) >= 64 * MOST_KEPT:
            _FOUND.clear()
        found = _chance(holds, policy, fails, other)
        kept = _FOUND.setdefault(key, ((holds, policy, fails, other), found))
    return kept[1]


def _chance(holds: tree.Node, policy: Any, fails: tree.Node, other: Any) -> Chance:
    def of(first: tree.Node, second: tree.Node) -> Chance:
        return chance(first, policy, second, other)

    if implied(holds, policy, fails, other) or same(holds, policy, fails, other):
        return False
    match holds, fails:
        case tree.Constant(value), _ if not value:
            return False
        case _, tree.Constant(value) if value:
            return False
        case tree.Or(parts), _:
            return _any(of(part, fails) for part in parts)
        case _, tree.And(parts):
            return _any(of(holds, part) for part in parts)
    # Each part of what holds, and of what fails, has to allow it; so has each way in which it is told.
    apart = [*(of(part, fails) for part in _each(holds, tree.And))]
    apart += [of(holds, part) for part in _each(fails, tree.Or)]
    return _all(apart) if apart else _Both(holds, fails)


def _each(node: tree.Node, kind: type[tree.And | tree.Or]) -> tuple[tree.Node, ...]:
    if isinstance(node, kind):
        return node.parts
    return node.ways if isinstance(node, tree.Agreed) else ()


def _any(parts: Iterable[Chance]) -> Chance:
    left: dict[int, Chance] = {}
    for part in parts:
        if part is True:
            return True
        if part is not False:
            _join(left, part.parts if isinstance(part, _Any) else (part,))
    return _Any(tuple(left.values())) if len(left) > 1 else next(iter(left.values()), False)


def _all(parts: Iterable[Chance]) -> Chance:
    left: dict[int, Chance] = {}
    for part in parts:
        if part is False:
            return False
        if part is not True:
            _join(left, part.parts if isinstance(part, _All) else (part,))
    return _All(tuple(left.values())) if len(left) > 1 else next(iter(left.values()), True)


def _join(left: dict[int, Chance], parts: Iterable[Chance]) -> None:
    """Each part once: the same pair is come upon by many ways, and asked about in none but one."""
    left.update((id(part), part) for part in parts)


def asked(
    found: Chance, may_hold: Callable[[tree.Node], Sure], may_fail: Callable[[tree.Node], Sure]
) -> Sure:
    """What a subject, or every row, answers."""
    match found:
        case _Both(holds, fails):
            return in_all(truth(node) for truth, node in ((may_hold, holds), (may_fail, fails)))
        case _All(parts):
            return in_all(asked(part, may_hold, may_fail) for part in parts)
        case _Any(parts):
            return in_any(asked(part, may_hold, may_fail) for part in parts)
        case _:
            return found
