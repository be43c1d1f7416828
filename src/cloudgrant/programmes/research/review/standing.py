"""Which of several proposals are above which, in whole numbers over one denominator.

By how much one can be ahead of another, at the least and the most, decides: by the total first, then by each
tie-break in turn. Only signs matter here, so nothing is divided; and where the totals settle the order of two,
sorting them has settled it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from math import lcm
from operator import sub
from typing import TypeAlias

import attrs

from cloudgrant.programmes.research.review.weights import Bounds
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["Among", "Ends", "Group", "Standing", "among", "by_totals", "standings", "tied"]

Ends: TypeAlias = tuple[int, int]
"""The least and the most that a difference can come to."""

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


def by_totals(given: Sequence[Standing], weights: Sequence[Fact[Fraction]]) -> tuple[Among, ...]:
    """Of each, who is surely above it, level with it, and whose order beside it is open, by their totals."""
    over = lcm(*(one.denominator for one in weights if one is not UNKNOWN))
    whole = [None if one is UNKNOWN else one.numerator * (over // one.denominator) for one in weights]

    def apart(one: int, other: int) -> Iterable[Ends]:
        mine, theirs = given[one], given[other]
        if mine.least == mine.most and theirs.least == theirs.most:
            yield mine.least - theirs.least, mine.least - theirs.least
        else:
            yield _of_groups(mine, theirs, whole, over)
        yield from tied(mine, theirs)

    return among([(one.least, one.most) for one in given], apart)


def tied(one: Standing, other: Standing) -> Iterable[Ends]:
    """By how much one can be ahead of another by each tie-break."""
    return map(_of_group, one.ties, other.ties)


def among(totals: Sequence[Ends], apart: Callable[[int, int], Iterable[Ends]]) -> tuple[Among, ...]:
    """Of each, who is surely above it, level with it, and whose order beside it is open.

    ``totals`` are the ends of what is compared first; ``apart`` says by how much one can be ahead of another, by
    that and then by each tie-break. It is asked only of those whose ends meet.
    """
    falling = sorted(range(len(totals)), key=lambda index: totals[index][0], reverse=True)
    rising = [-totals[index][0] for index in falling]
    # Those before this place in the falling order are surely above: even the least of them is more than its most.
    ahead = [set(falling[: bisect_left(rising, -most)]) for _, most in totals]
    above = [set(known) for known in ahead]
    level, open_ = ([set[int]() for _ in totals] for _ in range(2))
    could_be_above = [len(known) for known in ahead]
    for later in range(len(totals)):
        for earlier in range(later):
            if earlier in ahead[later] or later in ahead[earlier]:
                continue
            least, most = _first(apart(earlier, later))
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


def _first(differences: Iterable[Ends]) -> Ends:
    """The first difference that does not leave two level, at the least and at the most."""
    least = most = 0
    for low, high in differences:
        least, most = least or low, most or high
        if least and most:
            break
    return least, most


def _of_groups(one: Standing, other: Standing, weights: Sequence[int | None], over: int) -> Ends:
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


def _of_group(mine: Group, theirs: Group) -> Ends:
    """The difference of a group: both are divided alike, so criterion is beside criterion."""
    return min(map(sub, mine[0], theirs[1])), max(map(sub, mine[1], theirs[0]))
