"""Without which facts a rule surely is not met: read off its tree, and never more than is sure.

Numbers are intervals: a sum with an unknown part may still be large enough, a difference small enough. So a
fact is needed only where no value of the rest can make up for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.declaration import TracedRule
from cloudgrant.rules.writing.derived import body_in

__all__ = ["needed_by"]

_Facts: TypeAlias = frozenset[tuple[str, ...]]

_NONE: _Facts = frozenset()


def needed_by(traced: TracedRule) -> _Facts:
    """The given facts, by their paths of names from what the rule judges, that have to be known for it.

    A rule that does not apply is as good as met.
    """
    met = _truth(traced.holds, True)
    return met if traced.applies is None else met & _truth(traced.applies, False)


def _truth(node: tree.Node, wanted: bool) -> _Facts:
    """What has to be known for a truth to be as wanted."""
    match node:
        case tree.Not(part):
            return _truth(part, not wanted)
        case tree.And(parts) | tree.Or(parts):
            each = [_truth(part, wanted) for part in parts]
            return _all(each) if isinstance(node, tree.And) is wanted else _common(each)
        case tree.Pick(condition, yes, no):
            ways = (
                _truth(condition, True) | _truth(yes, wanted),
                _truth(condition, False) | _truth(no, wanted),
                _truth(yes, wanted) | _truth(no, wanted),
            )
            return _common(ways)
        case tree.Comparison(order, left, right):
            rising = order in (">=", ">")
            return _bound(left, least=rising is wanted) | _bound(right, least=rising is not wanted)
        case tree.Said(value):
            return _value(value) if wanted else _NONE
        case tree.Some(items, _):
            return _value(items)
        case tree.AnyOf(items, _) | tree.AllOf(items, _):
            return _value(items)
        case tree.OneOf(value, _):
            return _value(value)
        case tree.Same(left, right):
            return _value(left) | _value(right)
        case tree.ShareLimit("<=", part, _, _) if wanted:
            return _bound(part, least=False)
        case tree.FactOf() if node.info.derived:
            return _derived(node, lambda body: _truth(body, wanted))
        case _:
            return _value(node) if isinstance(node, tree.FactOf) else _NONE


def _bound(node: tree.Node, *, least: bool) -> _Facts:
    """What has to be known for a number to have a limit below, or above, that is not its declared one."""
    match node:
        case tree.FactOf():
            return _derived(node, lambda body: _bound(body, least=least))
        case tree.Arithmetic("+", left, right):
            ends = _bound(left, least=least), _bound(right, least=least)
            return _common(ends) if least else _all(ends)
        case tree.Total(items, _, _) | tree.Distinct(items, _, _):
            return _NONE if least else _value(items)
        case _:
            return _value(node)


def _value(node: tree.Node) -> _Facts:
    """What has to be known for a value to be known itself."""
    match node:
        case tree.FactOf():
            return _derived(node, _value)
        case tree.Agreed(ways):
            return _common(map(_value, ways))
        case tree.Shifted(one, _) | tree.Entry(_, one) | tree.ShareOf(one, _):
            return _value(one)
        case _:
            return _NONE


def _derived(node: tree.FactOf, of_body: Callable[[tree.Node], _Facts]) -> _Facts:
    """A given fact itself; of one that is derived, what its body needs. Of an item, nothing is sure."""
    if node.level:
        return _NONE
    if not node.info.derived:
        return frozenset([node.path])
    body = body_in(node.info)
    return _NONE if body is None else frozenset((*node.path[:-1], *one) for one in of_body(body))


def _all(several: Iterable[_Facts]) -> _Facts:
    return _NONE.union(*several)


def _common(several: Iterable[_Facts]) -> _Facts:
    first, *rest = several
    return first.intersection(*rest)
