"""Days of every row that are counted from another: calendar months later, as numbers.

A day is written as the number of its year, month and day (20220831): every library computes with those
alike, and their order is that of the days. As :func:`cloudgrant.rules.writing.days.shifted` has it, a day
outside the calendar is its first or its last.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import narwhals as nw

from cloudgrant.frames import numbers
from cloudgrant.frames.cells import literal
from cloudgrant.frames.truths import OfRows, choose
from cloudgrant.rules.writing.days import shifted as shifted_day
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["Day", "numbered", "shifted", "written"]


@attrs.frozen(eq=False)
class Day:
    """A day of every row, written as a number."""

    number: nw.Expr


def written(day: date) -> int:
    """A day as its number.

    >>> from datetime import date
    >>> written(date(2022, 8, 31))
    20220831
    """
    return day.year * 10_000 + day.month * 100 + day.day


def numbered(day: Any) -> nw.Expr:
    """A day of every row as its number, null where it is not known."""
    if isinstance(day, Day):
        return day.number
    if not isinstance(day, nw.Expr):
        return literal(UNKNOWN if day is UNKNOWN else written(day), "int")
    year, month, number = (part.cast(nw.Int64()) for part in (day.dt.year(), day.dt.month(), day.dt.day()))
    return year * literal(10_000) + month * literal(100) + number


def shifted(day: Any, months: Any, last: bool) -> OfRows:
    """The corresponding day so many months later, or a term's last day; unknown while either is."""
    months = numbers.exact(months)
    if day is UNKNOWN or months is UNKNOWN:
        return UNKNOWN
    if not isinstance(day, nw.Expr | Day) and isinstance(months, int):
        return shifted_day(day, months, last)
    start, by = numbered(day), literal(months)
    year, month, number = start // 10_000, start // 100 - start // 10_000 * 100, start - start // 100 * 100
    # Counted from the year 0 on; a term from the first of a month ends with the month before.
    found = year * 12 + month - 1 + by
    if last:
        found = nw.when(number == 1).then(found - 1).otherwise(found)
    in_year = found // 12
    in_month = found - in_year * 12 + 1
    longest = _length(in_year, in_month)
    if last:
        ends = choose((number == 1, longest), (number <= longest, number - 1), otherwise=longest)
    else:
        ends = nw.when(number <= longest).then(number).otherwise(longest)
    within = (in_year >= date.min.year) & (in_year <= date.max.year)
    if last:
        within = within & (by >= 1)  # a term has at least a month
    beyond = choose((by > 0, literal(written(date.max))), otherwise=literal(written(date.min)))
    counted = choose((within, in_year * 10_000 + in_month * 100 + ends), otherwise=beyond)
    return Day(nw.when(~(start.is_null() | by.is_null())).then(counted))


def _length(year: nw.Expr, month: nw.Expr) -> nw.Expr:
    """How many days a month has."""
    leap = (year == year // 4 * 4) & ((year != year // 100 * 100) | (year == year // 400 * 400))
    return choose(
        ((month == 2) & leap, literal(29)),
        (month == 2, literal(28)),
        (month.is_in([4, 6, 9, 11]), literal(30)),
        otherwise=literal(31),
    )
