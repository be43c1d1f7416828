"""What a rule may say besides comparisons, arithmetic, ``&`` and ``|``.

Each helper reads facts (unknown ones too), and symbols while a rule is traced. What is said of lists
stands in :mod:`~cloudgrant.rules.writing.lists`, of days in :mod:`~cloudgrant.rules.writing.days`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal, TypeVar, cast, overload

import attrs

from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.subjects import stated_node
from cloudgrant.rules.writing.symbols import (
    Symbol,
    as_node,
    refuse,
    symbol,
    within,
)
from cloudgrant.rules.writing.symbols import amount as traced_amount
from cloudgrant.rules.writing.symbols import truth as traced_truth
from cloudgrant.values.shares import Share
from cloudgrant.values.unknown import UNKNOWN, Fact, NotKnown, Truth

__all__ = [
    "agreed",
    "all_of",
    "any_of",
    "inner",
    "lesser",
    "no",
    "one_of",
    "pick",
    "said",
    "same",
    "share_at_least",
    "share_at_most",
    "share_of",
]

R = TypeVar("R")
T = TypeVar("T")


def no(truth: Truth) -> Truth:
    """Not: true where ``truth`` is false; unknown stays unknown.

    >>> no(False), no(UNKNOWN)
    (True, UNKNOWN)
    """
    traced = symbol(truth)
    if traced is not None:
        return traced.inverted()
    return truth if truth is UNKNOWN else not truth


def one_of(value: Fact[Any], *options: Any) -> Truth:
    """Equality: the value is one of the constants given, or of one list of the policy.

    >>> one_of("exempt", "registered", "exempt"), one_of(UNKNOWN, "registered")
    (True, UNKNOWN)
    >>> one_of("I301010", ("I301010", "I301020")), one_of("I301010", ("I301020", UNKNOWN))
    (True, UNKNOWN)
    """
    traced = symbol(value)
    if traced is not None:
        return traced.one_of(options)
    if any(symbol(option) is not None for option in options):
        refuse("rule.options")
    allowed: Fact[tuple[Any, ...]] = options
    if len(options) == 1 and isinstance(options[0], tuple | NotKnown):
        allowed = options[0]
    if value is UNKNOWN or allowed is UNKNOWN:
        return UNKNOWN
    return True if value in allowed else UNKNOWN if UNKNOWN in allowed else False


def any_of(items: Fact[tuple[Any, ...]], options: Fact[tuple[Any, ...]]) -> Truth:
    """At least one item of a list fact is in a list of the policy.

    >>> any_of(("I301010", UNKNOWN), ("I301010",)), any_of(("F401010", UNKNOWN), ("I301010",))
    (True, UNKNOWN)
    """
    traced = symbol(items)
    if traced is not None:
        return traced.any_of(options)
    if symbol(options) is not None:
        refuse("rule.options")
    if items is UNKNOWN:
        return UNKNOWN
    answer: Truth = False
    for item in items:
        answer = answer | one_of(item, options)
    return answer


def all_of(items: Fact[tuple[Any, ...]], options: Fact[tuple[Any, ...]]) -> Truth:
    """Every entry of a list of the policy is among the items of a list fact.

    >>> all_of(("contract", "invoice"), ("invoice",)), all_of(("contract", UNKNOWN), ("invoice",))
    (True, UNKNOWN)
    >>> all_of(("contract",), ("invoice",)), all_of(("contract",), UNKNOWN)
    (False, UNKNOWN)
    """
    traced = symbol(items)
    if traced is not None:
        return traced.all_of(options)
    if symbol(options) is not None:
        refuse("rule.options")
    if options is UNKNOWN:
        return UNKNOWN
    known: tuple[Any, ...] = (UNKNOWN,) if items is UNKNOWN else items
    answer: Truth = True
    for option in options:
        answer = answer & one_of(option, known)
    return answer


def lesser(left: Fact[int], right: Fact[int]) -> Fact[int]:
    """The lesser of two amounts; unknown if either is.

    A rule does not compare it: ``lesser(a, b) <= c`` knows less than ``(a <= c) | (b <= c)``.

    >>> lesser(3, 2), lesser(3, UNKNOWN)
    (2, UNKNOWN)
    """
    if symbol(left) is not None or symbol(right) is not None:
        return traced_amount(tree.Lesser(as_node(left, "int"), as_node(right, "int")))
    if left is UNKNOWN or right is UNKNOWN:
        return UNKNOWN
    return left if left <= right else right


@overload
def pick(condition: Truth, yes: Truth, otherwise: Truth) -> Truth: ...
@overload
def pick(condition: Truth, yes: Fact[T], otherwise: Fact[T]) -> Fact[T]: ...
def pick(condition: Truth, yes: Any, otherwise: Any) -> Any:
    """``yes`` where the condition holds, else ``otherwise``.

    With an unknown condition the answer is known only where both agree.

    >>> pick(True, 1, 2), pick(UNKNOWN, 1, 2), pick(UNKNOWN, 1, 1)
    (1, UNKNOWN, 1)
    """
    traced = symbol(condition)
    if traced is not None:
        return traced.pick(yes, otherwise)
    if condition is UNKNOWN:
        if symbol(yes) is not None or symbol(otherwise) is not None:
            refuse("rule.unknown_inside")
        return yes if yes is not UNKNOWN and otherwise is not UNKNOWN and yes == otherwise else UNKNOWN
    return yes if condition else otherwise


def share_at_most(part: Fact[int], whole: Fact[int], share: Fact[Share]) -> Truth:
    """``part`` is at most ``share`` of ``whole``, compared exactly.

    >>> from cloudgrant.values.shares import Share
    >>> share_at_most(50, 100, Share.of("1/2")), share_at_most(51, 100, Share.of("1/2"))
    (True, False)
    """
    if any(symbol(value) is not None for value in (part, whole, share)):
        return _share_limit("<=", part, whole, share)
    if part is UNKNOWN or whole is UNKNOWN or share is UNKNOWN:
        return UNKNOWN
    return part * share.denominator <= whole * share.numerator


def share_at_least(part: Fact[int], whole: Fact[int], share: Fact[Share]) -> Truth:
    """``part`` is at least ``share`` of ``whole``, compared exactly.

    >>> from cloudgrant.values.shares import Share
    >>> share_at_least(35, 100, Share.of("35%")), share_at_least(34, 100, Share.of("35%"))
    (True, False)
    """
    if any(symbol(value) is not None for value in (part, whole, share)):
        return _share_limit(">=", part, whole, share)
    if part is UNKNOWN or whole is UNKNOWN or share is UNKNOWN:
        return UNKNOWN
    return part * share.denominator >= whole * share.numerator


def _share_limit(order: Literal["<=", ">="], part: Any, whole: Any, share: Any) -> Truth:
    sides = (as_node(part, "int"), as_node(whole, "int"))
    return traced_truth(within(tree.ShareLimit(order, *sides, as_node(share, "share"))))


def share_of(whole: Fact[int], share: Fact[Share], rounding: Literal["down", "up"]) -> Fact[int]:
    """A share of an amount in whole units; ``rounding`` says what becomes of the fraction.

    >>> from cloudgrant.values.shares import Share
    >>> share_of(61_000_001, Share.of("50%"), "down"), share_of(61_000_001, Share.of("50%"), "up")
    (30500000, 30500001)
    """
    if symbol(whole) is not None or symbol(share) is not None:
        return traced_amount(tree.ShareOf(as_node(whole, "int"), as_node(share, "share"), rounding))
    if whole is UNKNOWN or share is UNKNOWN:
        return UNKNOWN
    return share.floor_of(whole) if rounding == "down" else share.ceil_of(whole)


def same(one: Fact[Any], other: Fact[Any]) -> Truth:
    """Two facts are the same; a fact is held against constants by ``one_of``.

    >>> same("12345675", "12345675"), same(1, 2), same(1, UNKNOWN)
    (True, False, UNKNOWN)
    >>> same((1, UNKNOWN), (1, 2)), same((1, UNKNOWN), (2, 2)), same((UNKNOWN,), (1, 2))
    (UNKNOWN, False, False)
    """
    first, second = symbol(one), symbol(other)
    if first is not None or second is not None:
        type_ = first.type if first is not None else second.type if second is not None else "int"
        return traced_truth(tree.Same(as_node(one, type_, "same()"), as_node(other, type_, "same()")))
    if one is UNKNOWN or other is UNKNOWN:
        return UNKNOWN
    parts = _parts_of(one)
    others = _parts_of(other)
    if parts is None or others is None or type(one) is not type(other) or parts.keys() != others.keys():
        return bool(one == other)
    answer: Truth = True
    for name, part in parts.items():
        answer = answer & same(part, others[name])
    return answer


def _parts_of(value: Any) -> Mapping[Any, Any] | None:
    """What may be unknown inside a value that is known: a list's items, a map's entries, a record's facts."""
    if isinstance(value, tuple):
        return dict(enumerate(value))
    if isinstance(value, Mapping):
        return dict(value.items())
    if attrs.has(type(value)):
        return {field.name: getattr(value, field.name) for field in attrs.fields(type(value))}
    return None


def said(fact: Fact[Any]) -> Truth:
    """A fact, or a record, has been stated: true once it is known, and unknown until then.

    >>> said(0), said(UNKNOWN)
    (True, UNKNOWN)
    """
    node = stated_node(fact)
    if node is not None:
        return traced_truth(tree.Said(node))
    return UNKNOWN if fact is UNKNOWN else True


def inner(record: Fact[R], of: Callable[[R], Fact[T]]) -> Fact[T]:
    """What is read of a record that may be unknown itself, and is unknown then. For derived facts.

    >>> from datetime import date
    >>> inner(date(2022, 5, 2), lambda day: day.year), inner(UNKNOWN, lambda day: day.year)
    (2022, UNKNOWN)
    """
    return UNKNOWN if record is UNKNOWN else of(record)


def agreed(*ways: Fact[T]) -> Fact[T]:
    """One fact that is told in several ways: the first that is known.

    The record must refuse ways that contradict each other; of numbers a tree takes what all leave open.

    >>> agreed(UNKNOWN, 3, UNKNOWN), agreed(UNKNOWN, UNKNOWN)
    (3, UNKNOWN)
    """
    traced = next((one for one in map(symbol, ways) if one is not None), None)
    if traced is not None:
        nodes = tuple(as_node(way, traced.type, "agreed()") for way in ways)
        return cast("Fact[T]", Symbol(tree.Agreed(nodes), traced.type))
    return next((way for way in ways if way is not UNKNOWN), UNKNOWN)
