"""Days of every row that are counted from another: calendar months later.

A day is the number of its month, counted from the year 0, and its number in that month: every library
computes with those alike. As :func:`cloudgrant.rules.writing.days.shifted` has it, a day outside the calendar
is its first or its last.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import attrs
import narwhals as nw

from cloudgrant.frames import numbers
from cloudgrant.frames.cells import literal
from cloudgrant.frames.truths import OfRows, choose
from cloudgrant.rules.writing.days import shifted as shifted_day
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["Day", "numbered", "of_number", "ordered", "parted", "shifted"]

_DAYS: Final = 32
"""More than any month has: a month and a day in it make one number, in the order of the days."""

_FIRST: Final = date.min.year * 12
_LAST: Final = date.max.year * 12 + 11

_SHORT: Final = (3, 5, 8, 10)
"""The months of thirty days, counted from 0."""

_AGES: Final = 400 * 12
"""After so many months the calendar is the same again."""

_LEAP: Final = tuple(year * 12 + 1 for year in range(400) if year % 4 == 0 and (year % 100 != 0 or year == 0))
"""The Februaries of twenty-nine days among these."""


@attrs.frozen(eq=False)
class Day:
    """A day of every row; null where it is not known, the month or both."""

    month: nw.Expr
    day: nw.Expr

    @property
    def number(self) -> nw.Expr:
        """The day as one number, in the order of the days."""
        return self.month * literal(_DAYS) + self.day


def numbered(day: date) -> int:
    """A day of Python's own as the number that it is compared by.

    >>> from datetime import date
    >>> numbered(date(2022, 8, 31)) < numbered(date(2022, 9, 1))
    True
    """
    return (day.year * 12 + day.month - 1) * _DAYS + day.day


def ordered(day: OfRows) -> nw.Expr:
    """A day of every row as the number that it is compared by, null where it is not known."""
    if isinstance(day, Day | nw.Expr):
        return parted(day).number
    return literal(UNKNOWN if day is UNKNOWN else numbered(day), "int")


def of_number(number: nw.Expr) -> Day:
    """The day that a number stands for."""
    return Day(number // literal(_DAYS), number % literal(_DAYS))


def parted(day: OfRows) -> Day:
    """A day of every row as its month and its day in that."""
    if isinstance(day, Day):
        return day
    if not isinstance(day, nw.Expr):
        return Day(literal(day.year * 12 + day.month - 1), literal(day.day))
    year, month = (part.cast(nw.Int64()) for part in (day.dt.year(), day.dt.month()))
    return Day(year * literal(12) + month - literal(1), day.dt.day().cast(nw.Int64()))


def shifted(day: OfRows, months: Any, last: bool) -> OfRows:
    """The corresponding day so many months later, or a term's last day; unknown while either is."""
    months = numbers.exact(months)
    if day is UNKNOWN or months is UNKNOWN:
        return UNKNOWN
    if not isinstance(day, nw.Expr | Day) and isinstance(months, int):
        return shifted_day(day, months, last)
    start, by = parted(day), literal(months)
    month, number = start.month + by, start.day
    if last:  # it ends on the day before the corresponding one: that of the first is in the month before
        first = number == literal(1)
        month = choose((first, month - literal(1)), (~first, month))
        ends = choose((first, _length(month)), otherwise=_lesser(number - literal(1), _length(month)))
        few = by < literal(1)  # of less than a month there is no term
        ends = choose((few | (month < literal(_FIRST)), literal(1)), otherwise=ends)
        month = choose((few & ~start.month.is_null(), literal(_FIRST)), otherwise=month)
    else:
        ends = choose((month < literal(_FIRST), literal(1)), otherwise=_lesser(number, _length(month)))
    ends = choose((month > literal(_LAST), literal(date.max.day)), otherwise=ends)
    return Day(month.clip(_FIRST, _LAST), ends)


def _lesser(one: nw.Expr, two: nw.Expr) -> nw.Expr:
    return nw.min_horizontal(one, two)


def _length(month: nw.Expr) -> nw.Expr:
    """How many days a month has."""
    in_year = month % literal(12)
    leap = (month % literal(_AGES)).is_in(_LEAP)
    return choose(
        (in_year.is_in(_SHORT), literal(30)),
        (leap, literal(29)),
        (in_year == literal(1), literal(28)),
        otherwise=literal(31),
    )
