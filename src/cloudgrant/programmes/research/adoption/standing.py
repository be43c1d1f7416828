"""How a customer stands in a rate: outside it, among those that it is of, or counted, as far as that is known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import IntEnum
from functools import cache
from itertools import chain, combinations, product
from typing import Final, TypeAlias

import attrs

from cloudgrant.values.unknown import UNKNOWN, Truth

__all__ = [
    "COUNTED",
    "MAY_BE",
    "MEMBER",
    "OPEN_MEMBER",
    "OUTSIDE",
    "Part",
    "Parts",
    "Standing",
    "joined",
    "standing",
]


class Part(IntEnum):
    """What a customer is in a rate; a later part is the better of two."""

    OUTSIDE = 0
    """Not in the denominator."""

    MEMBER = 1
    """In the denominator, and in it only."""

    COUNTED = 2
    """In the numerator, too."""


Parts: TypeAlias = frozenset[Part]
"""What a customer may turn out to be."""

_OUTSIDE, _MEMBER, _COUNTED = (frozenset({part}) for part in Part)

MAY_BE: Final[Mapping[tuple[Truth, Truth], Parts]] = {
    (False, False): _OUTSIDE,
    (False, True): _OUTSIDE,
    (False, UNKNOWN): _OUTSIDE,
    (True, False): _MEMBER,
    (True, True): _COUNTED,
    (True, UNKNOWN): _MEMBER | _COUNTED,
    (UNKNOWN, False): _OUTSIDE | _MEMBER,
    (UNKNOWN, True): _OUTSIDE | _COUNTED,
    (UNKNOWN, UNKNOWN): _OUTSIDE | _MEMBER | _COUNTED,
}
"""What a customer may be, by whether it belongs in the denominator and whether it counts if it does."""


@attrs.frozen(eq=False)
class Standing:
    """What a customer may be under each of the two readings of contracts that ended early.

    There is one object for each standing (see :func:`standing`), so that it is known by being the same.
    """

    if_early_ends_count: Parts
    if_they_do_not: Parts


def _better(one: Parts, other: Parts) -> Parts:
    """What may come of two contracts of which either may be several things: the better of each pair."""
    return frozenset(max(pair) for pair in product(one, other))


def _every_set(parts: Iterable[Part]) -> Iterable[Parts]:
    all_ = tuple(parts)
    return map(frozenset, chain.from_iterable(combinations(all_, size) for size in range(1, len(all_) + 1)))


_STANDINGS: Final[Mapping[tuple[Parts, Parts], Standing]] = {
    (one, other): Standing(one, other) for one, other in product(_every_set(Part), repeat=2)
}


def standing(
    if_early_ends_count: Parts, if_they_do_not: Parts, early_end_counts: Truth = UNKNOWN
) -> Standing:
    """The standing with these two sets; where it is settled how early ends count, with the one that holds.

    >>> outside, counted = frozenset({Part.OUTSIDE}), frozenset({Part.COUNTED})
    >>> standing(counted, outside, True) is COUNTED, standing(counted, outside, False) is OUTSIDE
    (True, True)
    """
    if early_end_counts is UNKNOWN:
        return _STANDINGS[if_early_ends_count, if_they_do_not]
    settled = if_early_ends_count if early_end_counts else if_they_do_not
    return _STANDINGS[settled, settled]


OUTSIDE: Final = standing(_OUTSIDE, _OUTSIDE)
"""Surely not in the denominator."""

MEMBER: Final = standing(_MEMBER, _MEMBER)
"""Surely in the denominator, and surely in it only."""

COUNTED: Final = standing(_COUNTED, _COUNTED)
"""Surely in the numerator."""

OPEN_MEMBER: Final = standing(_MEMBER | _COUNTED, _MEMBER | _COUNTED)
"""Surely in the denominator; whether it counts is open."""


@cache  # of a few dozen standings, for contracts by the million
def joined(one: Standing, other: Standing) -> Standing:
    """By two contracts of one customer: it belongs if either makes it belong, and counts if either does.

    >>> joined(MEMBER, COUNTED) is COUNTED, joined(OPEN_MEMBER, MEMBER) is OPEN_MEMBER
    (True, True)
    """
    return standing(
        _better(one.if_early_ends_count, other.if_early_ends_count),
        _better(one.if_they_do_not, other.if_they_do_not),
    )
