"""What a customer is in a rate: outside it, among those that it is of, or counted, as far as that is known."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from functools import cache
from itertools import product
from types import MappingProxyType
from typing import Final, TypeAlias

from cloudgrant.values.unknown import UNKNOWN, Truth

__all__ = ["COUNTED", "MAY_BE", "MEMBER", "OUTSIDE", "Part", "Parts", "better"]


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

OUTSIDE: Final[Parts] = frozenset({Part.OUTSIDE})
"""Surely not in the denominator."""

MEMBER: Final[Parts] = frozenset({Part.MEMBER})
"""Surely in the denominator, and surely in it only."""

COUNTED: Final[Parts] = frozenset({Part.COUNTED})
"""Surely in the numerator."""

MAY_BE: Final[Mapping[tuple[Truth, Truth], Parts]] = MappingProxyType(
    {
        (False, False): OUTSIDE,
        (False, True): OUTSIDE,
        (False, UNKNOWN): OUTSIDE,
        (True, False): MEMBER,
        (True, True): COUNTED,
        (True, UNKNOWN): MEMBER | COUNTED,
        (UNKNOWN, False): OUTSIDE | MEMBER,
        (UNKNOWN, True): OUTSIDE | COUNTED,
        (UNKNOWN, UNKNOWN): OUTSIDE | MEMBER | COUNTED,
    }
)
"""What a customer may be, by whether it belongs in the denominator and whether it counts if it does."""


@cache  # of seven sets, for contracts by the million
def better(one: Parts, other: Parts) -> Parts:
    """By two contracts of one customer: it belongs if either makes it belong, and counts if either does.

    >>> better(MEMBER, COUNTED) == COUNTED, better(MEMBER | COUNTED, MEMBER) == MEMBER | COUNTED
    (True, True)
    """
    return frozenset(max(pair) for pair in product(one, other))
