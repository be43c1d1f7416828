"""Years 年度: facts that belong to a year carry it as a Gregorian number, and people read and type ROC years.

``110`` alone is the year 2021 to whoever types it, and nonsense as data: a year of data has four digits.
"""

from __future__ import annotations

import re
from typing import Final

from cloudgrant.values.form_text import bounded, quoted
from cloudgrant.values.in_schema import in_schema
from cloudgrant.values.numerals import NotRead
from cloudgrant.values.paths import Path
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.roc_calendar import YEARS_BEFORE, counts_roc_years, typed_year
from cloudgrant.values.shown import shown
from cloudgrant.values.text import Text

__all__ = ["FIRST_YEAR", "LAST_YEAR", "NEVER", "format_year", "parse_year", "year_or_never", "year_problem"]

FIRST_YEAR: Final = YEARS_BEFORE + 1
"""The year 1 of the Republic of China (民國元年)."""

LAST_YEAR: Final = 9999
"""The last year that a date can have."""

NEVER: Final = 0
"""What stands for a year where what is asked for never happened (從未)."""

_LEAST_GREGORIAN: Final = 1000
_TYPED: Final = re.compile(
    r"(?P<era>(?:中華)?民國|[西公]元)?(?P<year>[0-9元零〇○◯一二三四五六七八九十百]{1,8})(?:年度?)?"
)
_NEVER_TYPED: Final = frozenset(
    ["0", "從未", "從未使用", "未曾", "未曾使用", "否", "無", "沒有", "never", "none", "no"]
)
_ERAS: Final = {True: (None, "西元", "公元"), False: (None, "民國", "中華民國")}
_NEVER: Final = Text("years.never", zh="從未", en="never")
_GREGORIAN: Final = Text("years.gregorian", zh="西元{year}年", en="{year}")
_ROC: Final = Text("years.roc", zh="{year}年")
_EXPECTED: Final = Text("years.expected", zh="110年", en="2021")
_NOT_TYPED: Final = Text(
    "years.not_typed",
    zh="{given} 不是年度，應如 {expected}",
    en="{given} is not a year; write it as {expected}",
)
_NO_YEAR: Final = Text(
    "years.no_year",
    zh="{given} 不是西元年（民國 110 年請填 2021）",
    en="{given} is not a Gregorian year (民國 110 is the year 2021)",
)


def format_year(year: int, locale: str) -> str:
    """The year as people write it in ``locale``: in Taiwan by the ROC calendar, without 民國 before it.

    >>> format_year(2021, "zh_Hant_TW"), format_year(2021, "en"), format_year(NEVER, "en")
    ('110年', '2021', 'never')
    """
    if year == NEVER:
        return _NEVER.in_(locale)
    roc = counts_roc_years(locale) and year >= FIRST_YEAR
    said, number = (_ROC, year - YEARS_BEFORE) if roc else (_GREGORIAN, year)
    return said.filled(locale, lambda _: str(number))


@in_schema(minimum=FIRST_YEAR, maximum=LAST_YEAR)
def year_problem(year: int) -> Problem | None:
    """What is wrong with a number as a Gregorian year; its code is ``year``.

    >>> year_problem(2021), year_problem(110).code
    (None, 'year')
    """
    if FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return Problem.at((), "year", _NO_YEAR, given=shown(year))


@in_schema(anyOf=[{"const": NEVER}, {"minimum": FIRST_YEAR, "maximum": LAST_YEAR}])
def year_or_never(year: int) -> Problem | None:
    """The same of a year that may be :data:`NEVER`.

    >>> year_or_never(0), year_or_never(110).code
    (None, 'year')
    """
    if year == NEVER or FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return year_problem(year)


def parse_year(text: str, *, never: bool = False) -> int:
    """The Gregorian year that a typed text names: 110, 民國110年, 一一〇年, 2021 and 西元2021年.

    A year of one to three digits is a ROC year, one of four a Gregorian year, which begins with no zero; with
    ``never``, 從未, 無, 否, ``never`` and 0, as data have it, are :data:`NEVER`.

    Raises :class:`~cloudgrant.values.problems.InvalidInput` with one problem: ``year`` for what is no year,
    ``length`` or ``type`` for what is no form text.

    >>> parse_year("110"), parse_year("民國一一〇年度"), parse_year("2021"), parse_year("從未", never=True)
    (2021, 2021, 2021, 0)
    """
    typed = bounded(text)
    if never and typed.casefold() in _NEVER_TYPED:
        return NEVER
    found = _TYPED.fullmatch(typed)
    number = _number(found["year"]) if found is not None else 0
    if found is not None and number:
        gregorian = number >= _LEAST_GREGORIAN
        year = number if gregorian else number + YEARS_BEFORE
        if found["era"] in _ERAS[gregorian] and FIRST_YEAR <= year <= LAST_YEAR:
            return year
    raise InvalidInput([Problem.at(Path(), "year", _NOT_TYPED, given=quoted(text), expected=_EXPECTED)])


def _number(text: str) -> int:
    try:
        return typed_year(text)
    except NotRead:
        return 0
