"""What to say of something that is no civil date: a day in Taiwan, without a time."""

from __future__ import annotations

from typing import Final

from cloudgrant.values.problems import Problem
from cloudgrant.values.shown import shown
from cloudgrant.values.text import Text

__all__ = ["A_CIVIL_DATE", "no_civil_date"]

A_CIVIL_DATE: Final = Text("civil_dates.a_civil_date", zh="日期（不含時刻）", en="a date (without a time)")
"""What is expected where a date is due."""


def no_civil_date(name: str, given: object) -> Problem:
    """The problem of an argument, by its name, that is no civil date.

    >>> no_civil_date("on", 2022).message("en")
    'must be a date (without a time), not 2022'
    """
    return Problem.at([name], "type", expected=A_CIVIL_DATE, given=shown(given))
