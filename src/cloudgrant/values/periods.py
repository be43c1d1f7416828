"""Calendar periods (曆月): what 「半年內」, 「3個月」, 「18 個月」 and 「2年」 come to in days.

One convention throughout, that of the *corresponding day* (相當日): a period of months counted from
a day ends on the day of the same number; where the last month has no such day, on the last day of
that month (民法第 121 條第 2 項但書, 行政程序法第 48 條第 3 項但書). A year is twelve months, half a
year six. dateutil's ``relativedelta`` computes it.

Mind the ends of months. 31 August less 6 months is 28 February, yet 28 February and 6 months is
28 *August*: counting there and back may lose days, and the same day may follow from several. The two
acts also leave the first day out of the count (始日不算入), which ends one period later than here:
that from the last day of a month into a longer one (28 February and 6 months: 31 August). Where a
programme means that reading, its policy states the date itself.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from typing import TypeGuard

__all__ = ["is_civil_date", "months_after", "months_before", "whole_months"]


def is_civil_date(value: object) -> TypeGuard[date]:
    """Whether ``value`` is a day of the civil calendar: a ``date`` or its subclass, but no ``datetime``.

    A moment belongs to different days in different places, so it is never taken for a day.

    >>> is_civil_date(date(2022, 5, 2)), is_civil_date(datetime.min), is_civil_date("2022-05-02")
    (True, False, False)
    """
    return isinstance(value, date) and not isinstance(value, datetime)


def months_after(day: date, months: int) -> date:
    """The day that ends a period of ``months`` calendar months counted from ``day``.

    Raises :class:`TypeError` for a ``datetime`` or for months that are no ``int``, and
    :class:`ValueError` for negative months or a year past 9999.

    >>> months_after(date(2022, 2, 28), 6), months_after(date(2022, 8, 31), 6)
    (datetime.date(2022, 8, 28), datetime.date(2023, 2, 28))
    """
    return _moved(day, months, 1)


def months_before(day: date, months: int) -> date:
    """The day from which ``months`` calendar months lead up to ``day``.

    Raises as :func:`months_after` does, and :class:`ValueError` for a year before 1.

    >>> months_before(date(2022, 8, 31), 6), months_before(date(2024, 8, 31), 6)
    (datetime.date(2022, 2, 28), datetime.date(2024, 2, 29))
    """
    return _moved(day, months, -1)


def whole_months(start: date, end: date) -> int:
    """How many whole calendar months lie between two days: the largest ``n`` such that
    ``months_after(start, n) <= end``.

    Raises :class:`TypeError` for a ``datetime`` and :class:`ValueError` when ``end`` is before ``start``.

    >>> whole_months(date(2022, 8, 31), date(2023, 2, 27)), whole_months(date(2022, 8, 31), date(2023, 2, 28))
    (5, 6)
    """
    _check_day(start)
    _check_day(end)
    if end < start:
        raise ValueError(f"{end.isoformat()} 早於 {start.isoformat()} · is before {start.isoformat()}")
    months = (end.year - start.year) * 12 + end.month - start.month
    # The last of these months is whole only if it reached its corresponding day.
    return months if months_after(start, months) <= end else months - 1


def _moved(day: date, months: int, direction: int) -> date:
    _check_day(day)
    if type(months) is not int:
        raise TypeError(f"月數應為整數 · months must be a whole number, not {type(months).__name__}")
    if months < 0:
        raise ValueError(f"月數不得為負數 · months must not be negative ({months})")

    try:
        return _shifted(day, direction * months)
    except (ValueError, OverflowError):
        raise ValueError(
            f"距 {day.isoformat()} {months} 個月已超出曆法範圍 · "
            f"{months} months from {day.isoformat()} lie outside the calendar"
        ) from None


@lru_cache(maxsize=256)  # decisions of one day ask for the same few periods again and again
def _shifted(day: date, months: int) -> date:
    from dateutil.relativedelta import relativedelta  # loaded when first needed

    return day + relativedelta(months=months)


def _check_day(day: date) -> None:
    if not is_civil_date(day):
        raise TypeError(f"應為日期（date） · must be a date, not {type(day).__name__}")
