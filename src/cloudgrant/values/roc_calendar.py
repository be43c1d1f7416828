"""The ROC calendar (民國紀年): years counted from 1912, and days as they are written in Taiwan."""

from __future__ import annotations

from datetime import date
from typing import Final

from cloudgrant.values.locales import Language, understood
from cloudgrant.values.numerals import NotRead, small_number

__all__ = ["YEARS_BEFORE", "counts_roc_years", "roc_day", "roc_year", "typed_year"]

YEARS_BEFORE: Final = 1911
"""Gregorian year = ROC year + 1911; the year 1 (民國元年) is 1912."""

_LOCALES: Final = frozenset({"zh", "zh_Hant", "zh_TW", "zh_Hant_TW"})
_ELSEWHERE: Final = ("_HK", "_MO")
_MOST_FILLED_UP: Final = 3
_ZEROS: Final = "0零〇○◯"


def counts_roc_years(locale: str) -> bool:
    """Whether years are counted by the ROC calendar: where Taiwan's Chinese is spoken, but for Hong Kong.

    To readers of simplified characters it is Taiwan's that is spoken, unless a
    :class:`~cloudgrant.values.locales.Language` has words of theirs.

    >>> [counts_roc_years(locale) for locale in ("zh-TW", "zh", "zh_CN", "zh_HK", "en", "fr")]
    [True, True, True, False, False, False]
    """
    names = understood(locale)
    if isinstance(locale, Language):
        return names[0] in _LOCALES
    return names[-1:] == ("zh",) and not names[0].endswith(_ELSEWHERE)


def typed_year(text: str) -> int:
    """The number of a year as it is typed, of either count: 111, 一一一, 一百一十一, 元, 2022.

    Raises :class:`~cloudgrant.values.numerals.NotRead` for what is no number, and for four digits or more
    that begin with a zero: a year of the ROC filled up, or one of antiquity?

    >>> typed_year("一一一"), typed_year("099")
    (111, 99)
    """
    if len(text) > _MOST_FILLED_UP and text[0] in _ZEROS:
        raise NotRead("number")
    return small_number(text)


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
