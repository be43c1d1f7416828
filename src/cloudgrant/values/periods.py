"""Calendar months (曆月): when a period of months ends. Two conventions, and never one for the other.

*Periods of evidence and of tracking* (「半年內」, 「結案後2年」) go to the **corresponding day** (相當日):
:func:`months_after` and :func:`months_before`. They end on the day of the same number; where the last month
has no such day, on the last day of that month (民法第 121 條第 2 項但書). That day is included. It is the
library's convention, for the briefing counts no days.

*Terms of contract* (「3 個月」, 「18 個月」) **count their first day** and end on the day before the
corresponding one: :func:`term_end`, and :func:`term_months` back. Where the last month has no corresponding
day they end on its last day (民法第 119 條, 第 121 條第 2 項). 1 June and three months of service end on
31 August, while three months *after* 1 June is 1 September.

A year is twelve months, half a year six. Mind the ends of months: 31 August less 6 months is 28 February, yet
28 February and 6 months is 28 *August*. Counting there and back may lose days, and the same day may follow
from several. 民法第 120 條第 2 項 leaves the first day of a period out of the count (始日不算入), which ends
one period later than here: that from the last day of a month into a longer one (28 February and 6 months:
31 August). Where a programme means that reading, its policy states the date itself.

Nothing else in the library adds months to a day. All of these are unknown where a day or a number of months
is; what would leave the calendar (the years 1 to 9999) is refused, never cut to its last day.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final, TypeGuard, overload

from cloudgrant.values.paths import Path
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.roc_dates import written_day
from cloudgrant.values.shown import grouped
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = [
    "is_civil_date",
    "months_after",
    "months_before",
    "outside_the_calendar",
    "term_end",
    "term_months",
    "whole_months",
]

_DAY: Final = timedelta(days=1)

_TOO_FEW: Final = Text(
    "periods.too_few",
    zh="月數至少應為 {least}，卻是 {given}",
    en="the number of months must be at least {least}, not {given}",
)
_OUTSIDE: Final = Text(
    "periods.outside",
    zh="自{day}起算（{given}）已超出曆法範圍（西元 1 年至 9999 年）",
    en="{given} counted from {day} lie outside the calendar (the years 1 to 9999)",
)
_MONTHS: Final = Text("periods.months", zh="{number} 個月", en="{number} month(s)")
_BACKWARDS: Final = Text(
    "periods.backwards",
    zh="末日{last}早於首日{first}",
    en="the last day, {last}, is before the first, {first}",
)


def is_civil_date(value: object) -> TypeGuard[date]:
    """Whether ``value`` is a day of the civil calendar: a ``date`` or its subclass, but no ``datetime``.

    A moment belongs to different days in different places, so it is never taken for a day.

    >>> is_civil_date(date(2022, 5, 2)), is_civil_date(datetime.min), is_civil_date("2022-05-02")
    (True, False, False)
    """
    return isinstance(value, date) and not isinstance(value, datetime)


@overload
def months_after(day: date, months: int) -> date: ...
@overload
def months_after(day: Fact[date], months: Fact[int]) -> Fact[date]: ...
def months_after(day: Fact[date], months: Fact[int]) -> Fact[date]:
    """The corresponding day (相當日) ``months`` calendar months after ``day``: the end of a period of
    evidence or of tracking, that day included. Not for terms of contract: those are :func:`term_end`.

    Where the last month has no day of that number, its last day (民法第 121 條第 2 項但書). Unknown where
    either is. Raises :class:`TypeError` for a ``datetime`` or for months that are no ``int``, and
    :class:`~cloudgrant.values.problems.InvalidInput` for negative months (``period.months``) or a year past
    9999 (``period.calendar``).

    >>> months_after(date(2022, 2, 28), 6), months_after(date(2022, 8, 31), 6)
    (datetime.date(2022, 8, 28), datetime.date(2023, 2, 28))
    >>> months_after(UNKNOWN, 6)
    UNKNOWN
    """
    return _moved(day, months, 1)


@overload
def months_before(day: date, months: int) -> date: ...
@overload
def months_before(day: Fact[date], months: Fact[int]) -> Fact[date]: ...
def months_before(day: Fact[date], months: Fact[int]) -> Fact[date]:
    """The corresponding day ``months`` calendar months before ``day``: the first day, included, of a period
    of evidence that ends with ``day`` (「截止日前半年內」).

    Unknown, and raises, as :func:`months_after` does; ``period.calendar`` for a year before 1.

    >>> months_before(date(2022, 8, 31), 6), months_before(date(2024, 8, 31), 6)
    (datetime.date(2022, 2, 28), datetime.date(2024, 2, 29))
    """
    return _moved(day, months, -1)


@overload
def term_end(first_day: date, months: int) -> date: ...
@overload
def term_end(first_day: Fact[date], months: Fact[int]) -> Fact[date]: ...
def term_end(first_day: Fact[date], months: Fact[int]) -> Fact[date]:
    """The last day, included, of a term of contract (契約期間) of ``months`` calendar months that begins with
    ``first_day``: orders, contracts, claims, and the terms in a stickiness KPI.

    The first day counts (民法第 119 條 leaves agreements their own way; service is had on it), so the term
    ends on the day before the corresponding one; where the last month has none, on its last day
    (民法第 121 條第 2 項). Unknown where either is. Raises :class:`TypeError` for a ``datetime`` or for
    months that are no ``int``, and :class:`~cloudgrant.values.problems.InvalidInput` for fewer months than
    one (``period.months``) or a last day past the year 9999 (``period.calendar``).

    >>> term_end(date(2022, 6, 1), 3), term_end(date(2022, 3, 31), 3), term_end(date(2022, 5, 31), 3)
    (datetime.date(2022, 8, 31), datetime.date(2022, 6, 30), datetime.date(2022, 8, 30))
    >>> term_end(date(2022, 11, 30), 3), term_end(date(2024, 2, 29), 12)
    (datetime.date(2023, 2, 28), datetime.date(2025, 2, 28))
    """
    _check(first_day, months, 1)
    if first_day is UNKNOWN or months is UNKNOWN:
        return UNKNOWN
    if first_day.day == 1:  # ends with a month, the last of the calendar included
        last_month = _shifted_within(first_day, months - 1, months)
        return last_month.replace(day=monthrange(last_month.year, last_month.month)[1])
    corresponding = _shifted_within(first_day, months, months)
    # Another number says that there is no corresponding day, and this is the last of that month.
    return corresponding - _DAY if corresponding.day == first_day.day else corresponding


def whole_months(start: date, end: date) -> int:
    """How many whole calendar months lie between two days: the largest ``n`` such that
    ``months_after(start, n) <= end``.

    Raises :class:`TypeError` for a ``datetime`` and :class:`~cloudgrant.values.problems.InvalidInput`
    (``period.order``) when ``end`` is before ``start``.

    >>> whole_months(date(2022, 8, 31), date(2023, 2, 27)), whole_months(date(2022, 8, 31), date(2023, 2, 28))
    (5, 6)
    """
    _check_order(start, end)
    months = _months_apart(start, end)
    # The last of these months is whole only if it reached its corresponding day.
    return months if end.day >= start.day or _ends_its_month(end) else months - 1


def term_months(first_day: date, last_day: date) -> int:
    """How many whole calendar months a service lasted, both days included: the largest ``n`` such that
    ``term_end(first_day, n) <= last_day``, or 0.

    Raises as :func:`whole_months` does.

    >>> term_months(date(2022, 1, 1), date(2023, 6, 30)), term_months(date(2022, 1, 1), date(2023, 6, 29))
    (18, 17)
    >>> term_months(date(2022, 8, 31), date(2024, 2, 29)), term_months(date(2022, 2, 28), date(2022, 3, 26))
    (18, 0)
    """
    _check_order(first_day, last_day)
    months, month_is_over = _months_apart(first_day, last_day), _ends_its_month(last_day)
    if first_day.day == 1 and month_is_over:
        return months + 1
    return months if months and (last_day.day >= first_day.day - 1 or month_is_over) else max(months - 1, 0)


def outside_the_calendar(day: date, given: Text) -> InvalidInput:
    """What is raised where counting from ``day`` leaves the years 1 to 9999; ``given`` says what was counted.

    >>> refusal = outside_the_calendar(date.max, Text(zh="次一工作日", en="working days"))
    >>> print(refusal.problems[0].message("zh"))
    自8088年12月31日起算（次一工作日）已超出曆法範圍（西元 1 年至 9999 年）
    """
    return InvalidInput([Problem.at(Path(), "period.calendar", _OUTSIDE, day=written_day(day), given=given)])


def _moved(day: Fact[date], months: Fact[int], direction: int) -> Fact[date]:
    _check(day, months, 0)
    if day is UNKNOWN or months is UNKNOWN:
        return UNKNOWN
    return _shifted_within(day, direction * months, months)


def _shifted_within(day: date, months: int, told: int) -> date:
    try:
        # Always a plain date: a subclass equals it, and would else come out of the cache for other callers.
        return _shifted(date(day.year, day.month, day.day), months)
    except (ValueError, OverflowError):
        number = grouped(told)
        given = _MONTHS.filled_with({"number": number})
        raise outside_the_calendar(day, given) from None


@lru_cache(maxsize=256)  # decisions of one day ask for the same few periods again and again
def _shifted(day: date, months: int) -> date:
    from dateutil.relativedelta import relativedelta  # loaded when first needed

    return day + relativedelta(months=months)


def _months_apart(start: date, end: date) -> int:
    return (end.year - start.year) * 12 + end.month - start.month


def _ends_its_month(day: date) -> bool:
    return day.day >= 28 and day.day == monthrange(day.year, day.month)[1]


def _check(day: Fact[date], months: Fact[int], least: int) -> None:
    if day is not UNKNOWN:
        _check_day(day)
    if months is UNKNOWN:
        return
    if type(months) is not int:
        raise TypeError(f"月數應為整數 · months must be a whole number, not {type(months).__name__}")
    if months < least:
        raise InvalidInput(
            [Problem.at(Path(), "period.months", _TOO_FEW, given=grouped(months), least=least)]
        )


def _check_order(first: date, last: date) -> None:
    _check_day(first)
    _check_day(last)
    if last < first:
        params = {"first": written_day(first), "last": written_day(last)}
        raise InvalidInput([Problem.at(Path(), "period.order", _BACKWARDS, **params)])


def _check_day(day: date) -> None:
    if not is_civil_date(day):
        raise TypeError(f"應為日期（date） · must be a date, not {type(day).__name__}")
