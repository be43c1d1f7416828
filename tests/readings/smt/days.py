"""Years and months of a day that is not known, as tables.

A month has no fixed length, so that the calendar is written out: for the days from 2017 to 2028, and at most
36 months either way. Beyond them nothing is said.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import z3

__all__ = ["FIRST_DAY", "LAST_DAY", "MOST_MONTHS", "few", "shifted", "tabled", "year_of"]

FIRST_DAY, LAST_DAY = date(2017, 1, 1), date(2028, 12, 31)
MOST_MONTHS = 36

_YEARS = range(FIRST_DAY.year, LAST_DAY.year + 1)
# The months in which a day may lie, and those to which it may move.
_STARTS = [
    date(year, month, 1).toordinal()
    for year in range(FIRST_DAY.year - MOST_MONTHS // 12, LAST_DAY.year + MOST_MONTHS // 12 + 2)
    for month in range(1, 13)
]


def tabled(day: Any) -> Any:
    """That a day is one of those in the tables."""
    return z3.And(day >= FIRST_DAY.toordinal(), day <= LAST_DAY.toordinal())


def few(months: Any) -> Any:
    """That so many months are within the tables."""
    return z3.And(months >= -MOST_MONTHS, months <= MOST_MONTHS)


def year_of(day: Any) -> Any:
    """The year of a day of the tables."""
    return _found(day, [date(year, 1, 1).toordinal() for year in _YEARS], list(_YEARS))


def shifted(day: Any, months: Any, last: bool) -> Any:
    """The corresponding day, or a term's last, as :mod:`cloudgrant.values.periods` says it.

    Found in the list of all months. A term of no month has none, and comes to the first day of the calendar.
    """
    places = list(range(len(_STARTS)))
    at = _found(day, _STARTS, places)
    begun, then, after = (_found(place, places, _STARTS) for place in (at, at + months, at + months + 1))
    number = day - begun
    if not last:
        return z3.If(number < after - then, then + number, after - 1)
    # The day before the corresponding one, or the last of the month where there is none.
    ends = z3.If(number < after - then, then + number - 1, after - 1)
    return z3.If(months >= 1, ends, date.min.toordinal())


def _found(term: Any, rising: list[int], values: list[int]) -> Any:
    """The value of the last of some rising numbers that a term reaches; else of the first."""
    if len(rising) == 1:
        return z3.IntVal(values[0])
    half = len(rising) // 2
    return z3.If(
        term < rising[half],
        _found(term, rising[:half], values[:half]),
        _found(term, rising[half:], values[half:]),
    )
