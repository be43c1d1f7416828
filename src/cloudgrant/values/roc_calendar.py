"""The ROC calendar (民國紀年): years counted from 1912, and days as they are written in Taiwan."""

from __future__ import annotations

from datetime import date
from typing import Final

__all__ = ["YEARS_BEFORE", "roc_day", "roc_year"]

YEARS_BEFORE: Final = 1911
"""Gregorian year = ROC year + 1911; the year 1 (民國元年) is 1912."""


def roc_year(day: date) -> int:
    """The ROC year (民國年) of a day, 1 or more.

    Raises :class:`ValueError` for a day before 1912-01-01, when the count begins.

    >>> roc_year(date(2022, 8, 31)), roc_year(date(1912, 1, 1))
    (111, 1)
    """
    if day.year <= YEARS_BEFORE:
        raise ValueError(f"{day.isoformat()} 早於民國元年 · is before the ROC calendar begins (1912-01-01)")
    return day.year - YEARS_BEFORE


def roc_day(day: date) -> str:
    """A day as it is written in Taiwan, without 民國 before it; days before 1912 say 西元.

    >>> roc_day(date(2022, 8, 31)), roc_day(date(1911, 12, 31))
    ('111年8月31日', '西元1911年12月31日')
    """
    year = f"西元{day.year}" if day.year <= YEARS_BEFORE else str(roc_year(day))
    return f"{year}年{day.month}月{day.day}日"
