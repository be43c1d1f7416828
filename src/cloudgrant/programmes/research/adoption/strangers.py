"""What is put in among the contracts or the records of use, and is neither."""

from __future__ import annotations

from cloudgrant.values.problems import Problem
from cloudgrant.values.shown import shown
from cloudgrant.values.text import Text

__all__ = ["stranger"]


def stranger(name: str, index: int, given: object, expected: Text) -> Problem:
    """The problem of something that is not what is expected at its place.

    >>> print(stranger("usage", 0, 5, Text(zh="使用記錄", en="a record of use")).message("en"))
    must be a record of use, not 5
    """
    return Problem.at([name, index], "type", expected=expected, given=shown(given))
