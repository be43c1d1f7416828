"""What all customers together come to: the rate, or between which rates it lies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction

import attrs

from cloudgrant.programmes.research.adoption.measured_period import MeasuredPeriod
from cloudgrant.programmes.research.adoption.measured_rate import MeasuredRate
from cloudgrant.programmes.research.adoption.standing import (
    COUNTED,
    MAY_BE,
    MEMBER,
    OUTSIDE,
    Part,
    Parts,
    Standing,
)
from cloudgrant.programmes.research.adoption.stickiness_kpi import StickinessKPI
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["measured"]


def measured(kpi: StickinessKPI, period: MeasuredPeriod, standings: Mapping[Standing, int]) -> MeasuredRate:
    """The rate of customers of which so many stand so; what is open bounds it."""
    readings = _Tally(), _Tally()
    for one, number in standings.items():
        readings[0].counts[one.if_early_ends_count] += number
        readings[1].counts[one.if_they_do_not] += number
    lowest = min((one.lowest for one in readings if one.lowest[1]), key=_ratio, default=(0, 0))
    highest = max((one.highest for one in readings if one.highest[1]), key=_ratio, default=(0, 0))
    return MeasuredRate(
        kpi=kpi,
        first=period.first,
        last=period.last,
        numerator=standings.get(COUNTED, 0),
        denominator=sum(number for one, number in standings.items() if _surely_belongs(one)),
        undecided=sum(number for one, number in standings.items() if one not in (OUTSIDE, MEMBER, COUNTED)),
        least_hits=lowest[0],
        least_of=lowest[1],
        most_hits=highest[0],
        most_of=highest[1],
        early_ends_decide=readings[0] != readings[1] and not any(one.open for one in readings),
    )


def _surely_belongs(one: Standing) -> bool:
    return Part.OUTSIDE not in one.if_early_ends_count | one.if_they_do_not


def _ratio(bound: tuple[int, int]) -> Fraction:
    return Fraction(*bound)


@attrs.frozen
class _Tally:
    """How many customers may be what, under one reading: by the set of what each may be."""

    counts: Counter[Parts] = attrs.field(factory=Counter)

    def _who_may_be(self, part: Part) -> int:
        return sum(number for parts, number in self.counts.items() if part in parts)

    @property
    def open(self) -> int:
        """How many customers may be more than one thing."""
        return sum(number for parts, number in self.counts.items() if len(parts) > 1)

    @property
    def lowest(self) -> tuple[int, int]:
        """The lowest rate: whoever may belong without counting does so, whoever may count does not."""
        hits, others = self.counts[MAY_BE[True, True]], self._who_may_be(Part.MEMBER)
        if hits + others:
            return hits, hits + others
        # With nobody else, one of those who can only belong by counting makes the rate one.
        return (1, 1) if self.counts[MAY_BE[UNKNOWN, True]] else (0, 0)

    @property
    def highest(self) -> tuple[int, int]:
        """The highest rate: whoever may count does so, whoever may stay out without counting does."""
        hits, others = self._who_may_be(Part.COUNTED), self.counts[MAY_BE[True, False]]
        if hits + others:
            return hits, hits + others
        return (0, 1) if self.counts[MAY_BE[UNKNOWN, False]] else (0, 0)
