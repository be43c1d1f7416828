"""What a rule, a derived fact or a calculation says about days: calendar months from one to another.

As :mod:`cloudgrant.values.periods` has it, and said of symbols too. A day outside the calendar is its first
or its last.
"""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.symbols import Symbol, as_node, symbol
from cloudgrant.values import periods
from cloudgrant.values.problems import InvalidInput
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["months_after", "months_before", "shifted", "term_end"]


def months_after(day: Fact[date], months: Fact[int]) -> Fact[date]:
    """The corresponding day so many months later: for evidence and tracking periods, that day included.

    >>> months_after(date(2022, 2, 28), 6), months_after(UNKNOWN, 6)
    (datetime.date(2022, 8, 28), UNKNOWN)
    """
    return _shift(day, months, last=False)


def months_before(day: Fact[date], months: Fact[int]) -> Fact[date]:
    """The corresponding day so many months earlier.

    >>> months_before(date(2022, 8, 31), 6)
    datetime.date(2022, 2, 28)
    """
    return _shift(day, 0 - months, last=False)


def term_end(first_day: Fact[date], months: Fact[int]) -> Fact[date]:
    """The last day of a contract term of so many months, which counts its first day.

    >>> term_end(date(2022, 6, 1), 3), term_end(date(2022, 3, 31), 3)
    (datetime.date(2022, 8, 31), datetime.date(2022, 6, 30))
    """
    return _shift(first_day, months, last=True)


def _shift(day: Any, months: Any, *, last: bool) -> Fact[date]:
    if symbol(day) is not None or symbol(months) is not None:
        node = tree.Shifted(as_node(day, "date", "months_after()"), as_node(months, "int"), last)
        return cast("Fact[date]", Symbol(node, "date"))
    return shifted(day, months, last)


def shifted(day: Any, months: Any, last: bool) -> Fact[date]:
    """What these come to of a day; unknown while either is."""
    if day is UNKNOWN or type(months) is not int:
        return UNKNOWN
    try:
        found: Fact[date] = periods.term_end(day, months) if last else _corresponding(day, months)
        return found
    except InvalidInput:
        return date.max if months > 0 else date.min


def _corresponding(day: date, months: int) -> date:
    return periods.months_after(day, months) if months >= 0 else periods.months_before(day, -months)
