"""How a number is said of which only a part is known: at least so much, at most so much, or between two."""

from __future__ import annotations

from typing import Any

from cloudgrant.rules.records.fact_info import MOST
from cloudgrant.values.between import Between
from cloudgrant.values.formatting import formatted
from cloudgrant.values.text import Text

__all__ = ["bounds_in", "bounds_said", "mean_of"]

_ANY = MOST // 1_000
_BETWEEN = Text("partly.between", zh="介於{least}與{most}之間", en="between {least} and {most}")
_AT_LEAST = Text("partly.at_least", zh="至少{least}", en="at least {least}")
_AT_MOST = Text("partly.at_most", zh="至多{most}", en="at most {most}")


def bounds_in(known: Any) -> Between | None:
    """What is sure of a number that is not known, where that is more than what is so of every amount.

    That it is less than any amount that is ever meant is not worth saying, nor that it is more than as much
    below zero.
    """
    if not isinstance(known, Between):
        return None
    least = -MOST if known.least <= -_ANY else known.least
    bounds = Between(least, MOST if known.most >= _ANY else known.most)
    return None if bounds.least <= 0 and bounds.most >= MOST else bounds


def mean_of(total: Between, terms: int) -> Between:
    """Between what whole numbers the mean lies; of a total without an end on one side, likewise without it.

    >>> mean_of(Between(8, 10), 3), mean_of(Between(8, MOST), 2).most == MOST
    (Between(2, 4), True)
    """
    least = total.least if total.least <= -MOST else total.least // terms
    return Between(least, total.most if total.most >= MOST else -(-total.most // terms))


def bounds_said(bounds: Between, unit: str, locale: str) -> str:
    """The bounds in words; one that says nothing (no less than 0 or than any, no more than any) is left out.

    >>> bounds_said(Between(31_000_000, 10**14), "TWD", "en"), bounds_said(Between(0, 3), "persons", "zh")
    ('at least NT$31,000,000', '至多3人')
    >>> bounds_said(Between(3, 7), "", "en"), bounds_said(Between(-MOST, -3), "", "en")
    ('between 3 and 7', 'at most -3')
    """
    least, most = (formatted(one, unit, locale) for one in (bounds.least, bounds.most))
    said = _AT_LEAST if bounds.most >= MOST else _AT_MOST if bounds.least in (0, -MOST) else _BETWEEN
    return said.filled(locale, {"least": least, "most": most}.__getitem__)
