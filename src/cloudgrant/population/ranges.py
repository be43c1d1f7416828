"""The ranges that numbers and days are drawn from: every value of one range is as likely as another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

import attrs

from cloudgrant.values.problems import InvalidInput, Problem

__all__ = ["MOST_CHOICES", "Days", "Size", "Span"]

MOST_CHOICES: Final = 2**31
"""The most values of a range, and the most that weights come to: one in 2³² is drawn from so many evenly."""


@attrs.frozen
class Span:
    """The whole numbers from ``low`` to ``high``, both included, in steps; ``weight`` is beside other spans.

    Raises :class:`~cloudgrant.values.problems.InvalidInput` listing what is wrong with it.

    >>> Span(10, 20, step=5).choices
    3
    >>> Span(10, 9)
    Traceback (most recent call last):
    ...
    cloudgrant.values.problems.InvalidInput: 1 problem in the data · 資料有 1 個問題
      high: must be at least 10 (9) · ...
    """

    low: int
    high: int
    step: int = attrs.field(default=1, kw_only=True)
    weight: int = attrs.field(default=1, kw_only=True)

    def __attrs_post_init__(self) -> None:
        problems = [*_whole_numbers(self, "low", "high", "step", "weight")]
        if not problems:
            if self.step < 1:
                problems.append(Problem.at(["step"], "too_small", limit=1, given=self.step))
            elif self.high < self.low:
                problems.append(Problem.at(["high"], "too_small", limit=self.low, given=self.high))
            elif self.choices > MOST_CHOICES:
                problems.append(Problem.at(["high"], "too_many", limit=MOST_CHOICES, given=self.choices))
            problems += _weight(self.weight)
        if problems:
            raise InvalidInput(problems)

    @property
    def choices(self) -> int:
        """How many numbers there are."""
        return (self.high - self.low) // self.step + 1


@attrs.frozen
class Days:
    """The days from ``first`` to ``last``, both included; ``weight`` is beside other days.

    Raises :class:`~cloudgrant.values.problems.InvalidInput` where the last is before the first.
    """

    first: date
    last: date
    weight: int = attrs.field(default=1, kw_only=True)

    def __attrs_post_init__(self) -> None:
        problems = [*_whole_numbers(self, "weight")] or [*_weight(self.weight)]
        if self.last < self.first:
            problems.append(Problem.at(["last"], "too_small", limit=f"{self.first}", given=f"{self.last}"))
        if problems:
            raise InvalidInput(problems)

    @property
    def choices(self) -> int:
        """How many days there are."""
        return (self.last - self.first).days + 1


@attrs.frozen
class Size:
    """Firms of a size: the ranges of their capital and of their staff, which so go together."""

    capital: Span
    staff: Span
    weight: int = attrs.field(default=1, kw_only=True)

    def __attrs_post_init__(self) -> None:
        problems = [*_whole_numbers(self, "weight")] or [*_weight(self.weight)]
        if problems:
            raise InvalidInput(problems)


def _whole_numbers(given: object, *names: str) -> Iterator[Problem]:
    for name in names:
        value = getattr(given, name)
        if type(value) is not int:
            yield Problem.at([name], "type", expected="int", given=type(value).__name__)


def _weight(weight: int) -> Iterator[Problem]:
    if weight < 0:
        yield Problem.at(["weight"], "negative", given=weight)
