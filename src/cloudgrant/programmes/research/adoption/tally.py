"""What all customers together come to under each reading: the rate, or between which rates it lies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias

import attrs

from cloudgrant.programmes.research.adoption.standing import COUNTED, MEMBER, OUTSIDE, Part, Parts

__all__ = ["Standings", "Tally", "tallied"]

Standings: TypeAlias = Mapping[tuple[str, int], Parts]
"""What each customer may be under one reading, those left out being outside; of a customer whose contracts are
counted one by one there are several, by number."""


@attrs.frozen
class Tally:
    """The counts that a measured rate is made of, over all the readings that may hold."""

    numerator: int
    denominator: int
    undecided: int
    lowest: tuple[int, int]
    highest: tuple[int, int]
    only_the_reading_is_open: bool


def tallied(by_reading: Sequence[Standings]) -> Tally:
    """All readings together: surely in the rate, or counted, is who is so under each of them."""
    bounds = [_Bounds(Counter(standings.values())) for standings in by_reading]
    lowest = min((one.lowest for one in bounds if one.lowest[1]), key=_ratio, default=(0, 0))
    highest = max((one.highest for one in bounds if one.highest[1]), key=_ratio, default=(0, 0))
    units = {unit: None for standings in by_reading for unit in standings}
    counted = belonging = undecided = 0
    for unit in units:
        parts = [standings.get(unit, OUTSIDE) for standings in by_reading]
        counted += all(part == COUNTED for part in parts)
        belonging += all(Part.OUTSIDE not in part for part in parts)
        undecided += len(parts[0]) > 1 or any(part != parts[0] for part in parts)
    settled = all(one in (OUTSIDE, MEMBER, COUNTED) for standings in by_reading for one in standings.values())
    return Tally(counted, belonging, undecided, lowest, highest, settled and undecided > 0)


def _ratio(bound: tuple[int, int]) -> Fraction:
    return Fraction(*bound)


@attrs.frozen
class _Bounds:
    """How many customers may be what, under one reading: by the set of what each may be."""

    counts: Counter[Parts]

    def _who_may_be(self, part: Part) -> int:
        return sum(number for parts, number in self.counts.items() if part in parts)

    @property
    def lowest(self) -> tuple[int, int]:
        """The lowest rate: whoever may belong without counting does so, whoever may count does not."""
        hits, others = self.counts[COUNTED], self._who_may_be(Part.MEMBER)
        if hits + others:
            return hits, hits + others
        # With nobody else, one of those who can only belong by counting makes the rate one.
        return (1, 1) if self.counts[OUTSIDE | COUNTED] else (0, 0)

    @property
    def highest(self) -> tuple[int, int]:
        """The highest rate: whoever may count does so, whoever may stay out without counting does."""
        hits, others = self._who_may_be(Part.COUNTED), self.counts[MEMBER]
        if hits + others:
            return hits, hits + others
        return (0, 1) if self.counts[OUTSIDE | MEMBER] else (0, 0)
