"""What is counted of the subjects of a group: how they come out, and between what their awards change."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

__all__ = ["Found", "Tally", "summed", "weighed"]


class Tally(NamedTuple):
    """How many come out how: each subject counted once, or as often as its weight says.

    ``award`` is what surely changes; ``low`` and ``high`` are what all awards together change by at the least
    and at the most, ``None`` where that cannot be told.
    """

    number: int = 0
    gains: int = 0
    loses: int = 0
    open_: int = 0
    may_gain: int = 0
    may_lose: int = 0
    award: int = 0
    low: int | None = 0
    high: int | None = 0

    @property
    def counts(self) -> tuple[int, ...]:
        """All but the band."""
        return (
            self.number, self.gains, self.loses, self.open_, self.may_gain, self.may_lose, self.award,
        )  # fmt: skip


class Found(NamedTuple):
    """The subjects of a group under a variant, each counted once, and by weight where there is one."""

    variant: str
    group: tuple[Any, ...]
    plain: Tally
    weighed: Tally | None = None


def summed(tallies: Iterable[Tally]) -> Tally:
    """Several together."""
    every = list(tallies)
    if not every:
        return Tally()
    counts = (sum(column) for column in zip(*(one.counts for one in every), strict=True))
    return Tally(*counts)._replace(low=_sum(one.low for one in every), high=_sum(one.high for one in every))


def _sum(parts: Iterable[int | None]) -> int | None:
    total = 0
    for part in parts:
        if part is None:
            return None
        total += part
    return total


def weighed(tally: Tally, weight: int) -> Tally:
    """The same so many times."""
    low, high = (None if part is None else part * weight for part in (tally.low, tally.high))
    return Tally(*(part * weight for part in tally.counts))._replace(low=low, high=high)
