"""Dates by the calendar of the Republic of China (民國紀年), as people write them in Taiwan."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from cloudgrant.values.form_text import bounded, quoted
from cloudgrant.values.locales import locale as normalised
from cloudgrant.values.locales import same_language
from cloudgrant.values.numerals import NotRead, small_number
from cloudgrant.values.paths import Path
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.roc_calendar import YEARS_BEFORE, counts_roc_years, roc_day, typed_year
from cloudgrant.values.text import Text, composed

if TYPE_CHECKING:
    from babel import Locale

__all__ = ["format_date", "parse_date", "written_day"]

_FOUR_DIGITS: Final = 4
_LEAST_YEAR: Final = 1000
_DAYS_OF_A_MONTH: Final = 31

_NUMERAL: Final = "[0-9元零〇○◯一二三四五六七八九十百廿卅壹貳參叁肆伍陸柒捌玖拾佰]{1,8}"

_MONTHS: Final = {
    name[:length]: number
    for number, name in enumerate(
        (
            "january", "february", "march", "april", "may", "june",
            "july", "august", "september", "october", "november", "december",
        ),
        1,
    )
    for length in {3, len(name), 4 if name == "september" else 3}
}  # fmt: skip

_IN_WORDS: Final = re.compile(
    rf"(?P<era>(?:中華)?民國|[西公]元)?(?P<year>{_NUMERAL})年(?P<month>{_NUMERAL})月(?P<day>{_NUMERAL})[日號]"
)
_WITH_MARKS: Final = re.compile(
    r"(?P<era>(?:中華)?民國|[西公]元)?(?P<year>[0-9]{1,4})(?P<mark>[-/.])(?P<month>[0-9]{1,2})(?P=mark)(?P<day>[0-9]{1,2})"
)
_DIGITS_ONLY: Final = re.compile(r"(?P<year>[0-9]{3,4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})")
_DAY_FIRST_IN_ENGLISH: Final = re.compile(
    r"(?P<day>[0-9]{1,2})(?P<month>[A-Za-z]{3,9})[.,]{0,2}(?P<year>[0-9]{4})"
)
_MONTH_FIRST_IN_ENGLISH: Final = re.compile(
    r"(?P<month>[A-Za-z]{3,9})\.?(?P<day>[0-9]{1,2}),(?P<year>[0-9]{4})"
)
_YEAR_LAST: Final = re.compile(r"(?P<one>[0-9]{1,2})[-/.](?P<two>[0-9]{1,2})[-/.](?P<year>[0-9]{4})")

_EXPECTED: Final = Text("dates.expected", zh="111年4月13日", en="111/4/13 or 2022-04-13")
_YEAR_FIRST: Final = Text(
    "dates.year_first",
    zh="{given} 的年份應寫在前面，如 {expected}",
    en="{given}: write the year first, as in {expected}",
)


def parse_date(text: str) -> date:
    """The day that a typed text names.

    A year of one to three digits is a ROC year (民國), one of four digits a Gregorian year (西元). Accepted
    are 111年8月31日 and 一一一年八月三十一日 (also with 民國 or 中華民國 before it, and 號 for 日), 111/8/31,
    111-08-31, 111.8.31, 1110831, 2022-08-31, 2022/8/31, 2022年8月31日, 20220831, 31 August 2022 and
    August 31, 2022, with full-width digits and spaces too. **Seven digits** are a ROC year of three digits
    with month and day; **eight** a Gregorian year of four with month and day, never a ROC year filled up with
    a zero, and never a day or month first.

    Raises :class:`~cloudgrant.values.problems.InvalidInput` with one problem and a hint: ``date`` for what is
    no date and for a day that does not exist, ``date.year_first`` for 8/31/2022, ``ambiguous`` for a year of
    1 to 31 between marks (22/4/13: 民國22年, 2022, or the 22nd?) unless 民國 stands before it, ``length`` for
    more than 200 characters, ``type`` for what is no text. Years with a leading zero among four digits
    (``0111-08-31``) are refused: a ROC year or one of antiquity?

    >>> parse_date("民國111年8月31日"), parse_date("111/8/31") == parse_date("20220831")
    (datetime.date(2022, 8, 31), True)
    >>> parse_date("民國一一一年四月十三日")
    datetime.date(2022, 4, 13)
    >>> parse_date("4/13/2022")
    Traceback (most recent call last):
    ...
    cloudgrant.values.problems.InvalidInput: 1 problem in the data · 資料有 1 個問題
      (the whole): '4/13/2022': write the year first, as in 2022/4/13 · ... [date.year_first]
    """
    typed = bounded(text)
    for read in (_in_words, _with_marks, _digits_only, _in_english):
        day = read(typed)
        if day is not None:
            return day
    meant = _with_a_year_that_may_be_a_day(typed)
    if meant is not None:
        raise _refused("ambiguous", text, meant)
    days = _with_the_year_last(typed)
    if days:
        written = [f"{day.year}/{day.month}/{day.day}" for day in days]
        expected = Text(zh=" 或 ".join(written), en=" or ".join(written))
        raise _refused("date.year_first", text, expected, _YEAR_FIRST)
    raise _refused("date", text, _EXPECTED)


def _in_words(typed: str) -> date | None:
    found = _IN_WORDS.fullmatch(typed)
    if found is None:
        return None
    try:
        year = typed_year(found["year"])
        month, day = (small_number(found[part]) for part in ("month", "day"))
    except NotRead:
        return None
    if "元" in found["month"] + found["day"]:
        return None
    return _day(found["era"], year, month, day, gregorian=year >= _LEAST_YEAR)


def _with_marks(typed: str) -> date | None:
    found = _WITH_MARKS.fullmatch(typed)
    if found is None or _with_a_year_that_may_be_a_day(typed) is not None:
        return None
    year = found["year"]
    return _day(
        found["era"], int(year), int(found["month"]), int(found["day"]), gregorian=len(year) == _FOUR_DIGITS
    )


def _digits_only(typed: str) -> date | None:
    found = _DIGITS_ONLY.fullmatch(typed)
    if found is None:
        return None
    year = found["year"]
    return _day(None, int(year), int(found["month"]), int(found["day"]), gregorian=len(year) == _FOUR_DIGITS)


def _in_english(typed: str) -> date | None:
    found = _DAY_FIRST_IN_ENGLISH.fullmatch(typed) or _MONTH_FIRST_IN_ENGLISH.fullmatch(typed)
    if found is None or found["month"].casefold() not in _MONTHS:
        return None
    return _day(
        None, int(found["year"]), _MONTHS[found["month"].casefold()], int(found["day"]), gregorian=True
    )


def _day(era: str | None, year: int, month: int, day: int, *, gregorian: bool) -> date | None:
    """The day, if there is one, and if its year is written as years of the era are."""
    said_gregorian = era in ("西元", "公元")
    if (era is not None and said_gregorian != gregorian) or year < (_LEAST_YEAR if gregorian else 1):
        return None
    try:
        return date(year if gregorian else year + YEARS_BEFORE, month, day)
    except ValueError:
        return None


def _with_a_year_that_may_be_a_day(typed: str) -> Text | None:
    """What to write instead of 22/4/13: nobody can tell which century, or which end, the year is at."""
    found = _WITH_MARKS.fullmatch(typed)
    if found is None or found["era"] is not None or len(found["year"]) > len("31"):
        return None
    year, month, day = (int(found[part]) for part in ("year", "month", "day"))
    if not 1 <= year <= _DAYS_OF_A_MONTH:
        return None
    return Text(zh=f"民國{year}年{month}月{day}日", en=f"{2000 + year}/{month}/{day}")


def _with_the_year_last(typed: str) -> list[date]:
    """The days that 4/13/2022 or 4/5/2022 may be, month or day first."""
    found = _YEAR_LAST.fullmatch(typed)
    if found is None:
        return []
    one, two, year = (int(found[part]) for part in ("one", "two", "year"))
    days = [_day(None, year, month, day, gregorian=True) for month, day in ((one, two), (two, one))]
    return sorted({day for day in days if day is not None})


def _refused(code: str, text: str, expected: Text, wording: Text | None = None) -> InvalidInput:
    return InvalidInput([Problem.at(Path(), code, wording, given=quoted(text), expected=expected)])


def format_date(day: date, locale: str = "zh_Hant_TW") -> str:
    """The day as people write it in ``locale``.

    In Taiwan by the ROC calendar, without 民國 before it; days before 1912 say 西元. In English as
    ``31 August 2022``, which a language that the library has no words for is answered in too; a
    :class:`~cloudgrant.values.locales.Language` has its own long form. Never raises.

    >>> format_date(date(2022, 8, 31)), format_date(date(2022, 8, 31), "en")
    ('111年8月31日', '31 August 2022')
    >>> format_date(date(1911, 12, 31)), format_date(date(2022, 8, 31), "de")
    ('西元1911年12月31日', '31 August 2022')
    """
    if counts_roc_years(locale):
        return roc_day(day)

    name = normalised(locale)
    if counts_roc_years(name):  # an unusable name falls back to Chinese
        return roc_day(day)
    pattern, tag = _PATTERN.spoken(name)
    if not same_language(tag, name):
        pattern = "long"
    if pattern == _PATTERN["en"]:
        return f"{day.day} {_months(str(name))[day.month]} {day.year}"

    from babel import dates  # only now: most callers never leave Chinese and English

    return dates.format_date(day, pattern, locale=_known_to_babel(str(name)))


@lru_cache(maxsize=64)
def _months(name: str) -> Mapping[int, str]:
    from babel.dates import get_month_names

    return dict(get_month_names("wide", locale=name).items())


@lru_cache(maxsize=64)
def _known_to_babel(name: str) -> Locale:
    from babel import Locale

    return Locale.parse(name)


# Babel's long English form depends on the territory (August 31, 2022); the library keeps to one.
_PATTERN: Final = Text("date.pattern", zh="long", en="d MMMM y")


def written_day(day: date) -> Text:
    """The day as people write it, in both languages: what fills a text.

    >>> written_day(date(2022, 8, 31)).in_("zh"), written_day(date(2022, 8, 31)).in_("en")
    ('111年8月31日', '31 August 2022')
    """
    return composed(_written, day)


def _written(locale: str, day: date) -> str:
    return format_date(day, locale)
