"""What each word of a tree comes to, of values that are known, partly known or not known at all.

A number that is not known lies between two (:class:`~cloudgrant.values.between.Between`), a truth follows
Kleene's logic.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from cloudgrant.rules.records.fact_info import MOST, FactInfo
from cloudgrant.rules.writing import helpers
from cloudgrant.values.between import Between, between, both, either, least_of, most_of, settled
from cloudgrant.values.unknown import UNKNOWN

__all__ = [
    "OPERATORS",
    "agreed",
    "all_hold",
    "bounds_of",
    "distinct",
    "entry",
    "lesser",
    "of_unknown_list",
    "one_of",
    "over_share_of_items",
    "pick",
    "same",
    "share_limit",
    "share_of",
    "some_holds",
    "together",
]

OPERATORS: Mapping[str, Callable[[Any, Any], Any]] = MappingProxyType(
    {
        "<=": operator.le,
        "<": operator.lt,
        ">=": operator.ge,
        ">": operator.gt,
        "+": operator.add,
        "-": operator.sub,
        "*": operator.mul,
        "//": operator.floordiv,
    }
)
"""What each sign does."""


def bounds_of(info: FactInfo) -> Any:
    """What is sure of a number that nobody has stated: the bounds of its declaration.

    Of a derived one its formula says what is sure; of one that is opaque, what it declares.
    """
    if info.type != "int" or (info.derived and info.opaque is None):
        return UNKNOWN
    return Between(-MOST if info.least is None else info.least, MOST if info.most is None else info.most)


def all_hold(truths: Iterable[Any]) -> Any:
    """Whether all hold."""
    answer: Any = True
    for truth in truths:
        if truth is False:
            return False
        if truth is UNKNOWN:
            answer = UNKNOWN
    return answer


def some_holds(truths: Iterable[Any]) -> Any:
    """Whether at least one holds."""
    answer: Any = False
    for truth in truths:
        if truth is True:
            return True
        if truth is UNKNOWN:
            answer = UNKNOWN
    return answer


def one_of(value: Any, options: Any) -> Any:
    """Whether a value is among some; of a number between two, that none of them is possible is enough."""
    if isinstance(value, Between) and options is not UNKNOWN:
        possible = any(option is UNKNOWN or value.least <= option <= value.most for option in options)
        return UNKNOWN if possible else False
    return helpers.one_of(settled(value), options)


def pick(condition: Any, yes: Any, no: Any) -> Any:
    """One of two; where it is not known which, what both have in common."""
    if condition is not UNKNOWN:
        return yes if condition else no
    if isinstance(yes, int | Between) and not isinstance(yes, bool):
        return either(yes, no)
    return helpers.pick(condition, yes, no)


def lesser(left: Any, right: Any) -> Any:
    """The lesser of two, at most as much as either may be."""
    if left is UNKNOWN or right is UNKNOWN:
        return UNKNOWN
    return between(min(least_of(left), least_of(right)), min(most_of(left), most_of(right)))


def share_limit(order: str, part: Any, whole: Any, share: Any) -> Any:
    """A part held against a share of a whole, exactly."""
    if share is UNKNOWN:
        return UNKNOWN
    return OPERATORS[order](part * share.denominator, whole * share.numerator)


def over_share_of_items(each: Iterable[tuple[Any, Any]], share: Any, *, alike: bool, inside: bool) -> Any:
    """How far a total is over a share of one over the same list, times the share's denominator.

    Of each item, whether it counts in the part and with what amount, and the same for the whole; ``alike``
    where both are of the same amounts, ``inside`` where an item counts in the part that counts in the whole
    *and* of which what is told for the part holds.
    """
    least = most = 0
    for (in_part, part), (in_whole, whole) in each:
        if part is UNKNOWN or whole is UNKNOWN:
            return UNKNOWN
        ways = [
            ((yes * other if inside else yes) * share.denominator, other * share.numerator)
            for yes in _ways(in_part)
            for other in _ways(in_whole)
        ]
        if alike:
            ends = [part * (times - taken) for times, taken in ways]
        else:
            ends = [part * times - whole * taken for times, taken in ways]
        least += min(map(least_of, ends))
        most += max(map(most_of, ends))
    return between(least, most)


def _ways(truth: Any) -> tuple[int, ...]:
    return (0, 1) if truth is UNKNOWN else (int(truth),)


def share_of(whole: Any, share: Any, rounding: str) -> Any:
    """A share of an amount; it grows with the amount, so that bounds keep their places."""
    if whole is UNKNOWN or share is UNKNOWN:
        return UNKNOWN
    rounded = share.floor_of if rounding == "down" else share.ceil_of
    return between(rounded(least_of(whole)), rounded(most_of(whole)))


def same(left: Any, right: Any) -> Any:
    """Equality; of numbers that surely differ, it is known to fail."""
    if left is UNKNOWN or right is UNKNOWN:
        return UNKNOWN
    if isinstance(left, Between) or isinstance(right, Between):
        apart = least_of(left) > most_of(right) or least_of(right) > most_of(left)
        return False if apart else UNKNOWN
    return helpers.same(left, right)


def agreed(ways: Iterable[Any]) -> Any:
    """One fact told in several ways: the first that is known; where none is, what all leave open."""
    answer: Any = UNKNOWN
    for way in ways:
        if way is not UNKNOWN and not isinstance(way, Between):
            return way
        answer = both(answer, way)
    return answer


def entry(table: Any, key: Any) -> Any:
    """The entry of a table; where the key is not known, what all entries have in common."""
    if table is UNKNOWN:
        return UNKNOWN
    if key is not UNKNOWN:
        return table.get(key, UNKNOWN)
    return UNKNOWN  # a key that has no entry may be meant, so the entries bound nothing


def together(values: Iterable[Any]) -> Any:
    """Several values as one, once each of them is known."""
    known = tuple(map(settled, values))
    return UNKNOWN if UNKNOWN in known else known


def distinct(values: Iterable[tuple[Any, Any]]) -> Any:
    """How many different values: those that surely count, to those and each other that may."""
    pairs = list(values)
    sure = {value for holds, value in pairs if holds is True and value is not UNKNOWN}
    may = {value for _, value in pairs if value is not UNKNOWN}
    least = max(len(sure), 1 if any(holds is True for holds, _ in pairs) else 0)
    return between(least, len(may) + sum(value is UNKNOWN for _, value in pairs))


def of_unknown_list(kind: str, holds: Any, amount: Any, most: int) -> Any:
    """What a list comes to that is not known: up to ``most`` items, of which nothing is known.

    ``holds`` and ``amount`` are what an unknown item comes to.
    """
    if holds is False:
        return False if kind == "some" else 0
    if kind == "some":
        return UNKNOWN
    if kind == "distinct":
        return Between(0, most)
    one = either(0, amount)
    return UNKNOWN if one is UNKNOWN else one * most
