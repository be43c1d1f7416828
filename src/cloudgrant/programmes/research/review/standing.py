"""Which of several proposals are above which, in whole numbers over one denominator.

By how much one can be ahead of another, at the least and the most, decides: by the total first, then by each
tie-break in turn. Only signs matter here, so nothing is divided; and where the totals settle the order of two,
sorting them has settled it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import lcm
from operator import sub
from typing import TypeAlias

import attrs

from cloudgrant.programmes.research.review.weights import Bounds
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["Among", "Group", "Standing", "among", "standings"]

Group: TypeAlias = tuple[tuple[int, ...], tuple[int, ...]]
"""The least and the most of a group, criterion by criterion; of what has no criteria, one of each."""


@attrs.frozen
class Standing:
    """Where a proposal stands: the ends of its total, what the total is made of, and then each tie-break."""

    least: int
    most: int
    groups: tuple[Group, ...]
    ties: tuple[Group, ...]


@attrs.frozen
class Among:
    """Where one stands among the others: their places in the sequence, and how many could be above it."""

    above: frozenset[int]
    level: frozenset[int]
    open: frozenset[int]
    could_be_above: int


def standings(
    totals: Sequence[Bounds],
    groups: Sequence[Sequence[Sequence[Bounds]]],
    ties: Sequence[Sequence[Sequence[Bounds]]],
) -> tuple[Standing, ...]:
    """Each proposal in whole numbers: its total, its groups and its tie-breaks over one denominator of all.

    >>> half, one = Fraction(1, 2), Fraction(1)
    >>> [found] = standings([(half, one)], [[[(half, one)]]], [[]])
    >>> found.least, found.most, found.groups
    (1, 2, (((1,), (2,)),))
    """
    each = [
        *(one for bounds in totals for one in bounds),
        *(one for held in (groups, ties) for own in held for group in own for ends in group for one in ends),
    ]
    over = lcm(*{one.denominator for one in each})

    def whole(number: Fraction) -> int:
        return number.numerator * (over // number.denominator)

    def of(group: Sequence[Bounds]) -> Group:
        return tuple(whole(low) for low, _ in group), tuple(whole(high) for _, high in group)

    return tuple(
        Standing(whole(least), whole(most), tuple(map(of, own)), tuple(map(of, tie)))
        for (least, most), own, tie in zip(totals, groups, ties, strict=True)
    )


def among(given: Sequence[Standing], weights: Sequence[Fact[Fraction]]) -> tuple[Among, ...]:
    """Of each, who is surely above it, level with it, and whose order beside it is open."""
    over = lcm(*(one.denominator for one in weights if one is not UNKNOWN))
    whole = [None if one is UNKNOWN else one.numerator * (over // one.denominator) for one in weights]
    falling = sorted(range(len(given)), key=lambda index: given[index].least, reverse=True)
    rising = [-given[index].least for index in falling]
    # Those before this place in the falling order are surely above: even the least of them is more than its most.
    ahead = [falling[: bisect_left(rising, -one.most)] for one in given]
    above, level, open_ = ([set[int]() for _ in given] for _ in range(3))
    could_be_above = [0] * len(given)
    behind = [set(known) for known in ahead]
    for index, known in enumerate(ahead):
        above[index].update(known)
        could_be_above[index] += len(known)
    for later, one in enumerate(given):
        for earlier in range(later):
            if earlier in behind[later] or later in behind[earlier]:
                continue
            least, most = _apart(given[earlier], one, whole, over)
            could_be_above[later] += most > 0
            could_be_above[earlier] += least < 0
            if least > 0:
                above[later].add(earlier)
            elif most < 0:
                above[earlier].add(later)
            else:
                beside = open_ if least or most else level
                beside[later].add(earlier)
                beside[earlier].add(later)
    return tuple(
        Among(frozenset(higher), frozenset(same), frozenset(unsettled), most)
        for higher, same, unsettled, most in zip(above, level, open_, could_be_above, strict=True)
    )


def _apart(one: Standing, other: Standing, weights: Sequence[int | None], over: int) -> tuple[int, int]:
    """The signs of by how much one can be ahead of the other, by the first that does not leave them level."""
    least = most = 0
    for low, high in _differences(one, other, weights, over):
        least, most = least or low, most or high
        if least and most:
            break
    return least, most


def _differences(
    one: Standing, other: Standing, weights: Sequence[int | None], over: int
) -> Iterable[tuple[int, int]]:
    if one.least == one.most and other.least == other.most:
        apart = one.least - other.least
        yield apart, apart
    else:
        yield _of_groups(one, other, weights, over)
    yield from map(_of_group, one.ties, other.ties)


def _of_groups(one: Standing, other: Standing, weights: Sequence[int | None], over: int) -> tuple[int, int]:
    """The difference of the totals; groups whose weight is unknown are together at most what is left, or nothing."""
    least = most = lowest = highest = 0
    rest = over
    for weight, mine, theirs in zip(weights, one.groups, other.groups, strict=True):
        low, high = _of_group(mine, theirs)
        if weight is None:
            lowest, highest = min(lowest, low), max(highest, high)
        else:
            rest -= weight
            least, most = least + weight * low, most + weight * high
    return least + rest * lowest, most + rest * highest


def _of_group(mine: Group, theirs: Group) -> tuple[int, int]:
    """The difference of a group: both are divided alike, so criterion is beside criterion."""
    return min(map(sub, mine[0], theirs[1])), max(map(sub, mine[1], theirs[0]))
