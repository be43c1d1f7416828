"""Dates by the calendar of the Republic of China (民國紀年), as people write them in Taiwan."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from cloudgrant.values.form_text import plain, quoted
from cloudgrant.values.locales import candidates

__all__ = ["format_date", "parse_date", "roc_year"]

_YEARS_BEFORE: Final = 1911
"""Gregorian year = ROC year + 1911; the year 1 (民國元年) is 1912."""

_ROC_LOCALES: Final = frozenset({"zh", "zh_Hant", "zh_TW", "zh_Hant_TW"})
"""Where years are counted by the ROC calendar; Hong Kong and mainland China count otherwise."""

_PATTERNS: Final = (
    # 111年8月31日, 民國111年8月31日, 中華民國元年1月1日
    re.compile(r"(?:(?:中華)?民國)?(?P<roc>[0-9]{1,3}|元)年(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})日"),
    # 2022年8月31日, 西元2022年8月31日
    re.compile(r"(?:[西公]元)?(?P<year>[0-9]{4})年(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})日"),
    # 111/8/31, 111-08-31, 111.8.31, 民國111/8/31
    re.compile(
        r"(?:(?:中華)?民國)?(?P<roc>[0-9]{1,3})(?P<mark>[-/.])(?P<month>[0-9]{1,2})(?P=mark)(?P<day>[0-9]{1,2})"
    ),
    # 2022-08-31, 2022/8/31
    re.compile(r"(?P<year>[0-9]{4})(?P<mark>[-/.])(?P<month>[0-9]{1,2})(?P=mark)(?P<day>[0-9]{1,2})"),
    # 1110831: seven digits, as on official forms
    re.compile(r"(?P<roc>[0-9]{3})(?P<month>[0-9]{2})(?P<day>[0-9]{2})"),
)


def parse_date(text: str) -> date:
    """The day that a typed text names.

    A year of one to three digits is a ROC year, one of four digits a Gregorian year (西元). Accepted
    are 111年8月31日 (also with 民國 or 中華民國 before it), 111/8/31, 111-08-31, 111.8.31, 1110831,
    2022-08-31, 2022/8/31 and 2022年8月31日, with full-width digits and spaces too.

    Raises :class:`ValueError` for anything else, and for a day that does not exist. Years with a
    leading zero among four digits (``0111-08-31``) are refused: a ROC year or one of antiquity?

    >>> parse_date("民國111年8月31日"), parse_date("111/8/31") == parse_date("2022-08-31")
    (datetime.date(2022, 8, 31), True)
    >>> parse_date("111年2月30日")
    Traceback (most recent call last):
    ValueError: '111年2月30日' 不是有效的日期 · is not a date (111年8月31日, 2022-08-31)
    """
    typed = plain(text)
    for pattern in _PATTERNS:
        found = pattern.fullmatch(typed)
        if found is None:
            continue
        part = found.groupdict()
        if "roc" in part:
            roc = 1 if part["roc"] == "元" else int(part["roc"])
            year = roc + _YEARS_BEFORE if roc >= 1 else 0
        else:
            year = int(part["year"]) if not part["year"].startswith("0") else 0
        try:
            return date(year, int(part["month"]), int(part["day"]))  # the year 0 raises as well
        except ValueError:
            break
    raise ValueError(f"{quoted(text)} 不是有效的日期 · is not a date (111年8月31日, 2022-08-31)")


def roc_year(day: date) -> int:
    """The ROC year (民國年) of a day, 1 or more.

    Raises :class:`ValueError` for a day before 1912-01-01, when the count begins.

    >>> roc_year(date(2022, 8, 31)), roc_year(date(1912, 1, 1))
    (111, 1)
    """
    if day.year <= _YEARS_BEFORE:
        raise ValueError(f"{day.isoformat()} 早於民國元年 · is before the ROC calendar begins (1912-01-01)")
    return day.year - _YEARS_BEFORE


def format_date(day: date, locale: str = "zh_Hant_TW") -> str:
    """The day as people write it in ``locale``.

    In Taiwan by the ROC calendar, without 民國 before it; days before 1912 say 西元. In English as
    ``31 August 2022``; elsewhere the locale's own long form. An unknown locale is read as
    :func:`cloudgrant.values.locales.locale` reads it. Never raises.

    >>> format_date(date(2022, 8, 31)), format_date(date(2022, 8, 31), "en")
    ('111年8月31日', '31 August 2022')
    >>> format_date(date(1911, 12, 31)), format_date(date(2022, 8, 31), "de")
    ('西元1911年12月31日', '31. August 2022')
    """
    chain = candidates(locale)
    if chain and chain[0] in _ROC_LOCALES:
        if day.year <= _YEARS_BEFORE:
            return f"西元{day.year}年{day.month}月{day.day}日"
        return f"{roc_year(day)}年{day.month}月{day.day}日"

    from babel import dates  # only now: most callers never leave Chinese

    from cloudgrant.values.locales import locale as normalised

    name = normalised(locale)
    if name in _ROC_LOCALES:  # an unusable name falls back to Chinese
        return format_date(day, name)
    # Babel's long English form depends on the territory (August 31, 2022); the library keeps to one.
    return dates.format_date(day, "d MMMM y" if candidates(name)[-1] == "en" else "long", locale=name)
