"""Days and shares as data write them, or ``None``: what is wrong with a text, the careful way tells."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from cloudgrant.values.problems import InvalidInput
from cloudgrant.values.shares import Share

__all__ = ["day_of", "share_of"]

_LONGEST_SHARE = 21
"""Digits before and after a point, and a sign: no longer text is ever kept."""


def day_of(text: str) -> date | None:
    """The day that a text such as ``2022-05-02`` names.

    >>> day_of("2022-05-02"), day_of("20220502"), day_of("2022-02-30")
    (datetime.date(2022, 5, 2), None, None)
    """
    # fromisoformat takes 20220502 and 2022-W18-1 too.
    if len(text) != 10 or text[4] != "-" or text[7] != "-" or not text.isascii():
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def share_of(text: str) -> Share | None:
    """The share that a text such as ``1/2`` or ``35%`` states.

    >>> share_of("35%"), share_of("3/2")
    (Share('7/20'), None)
    """
    return _read_share(text) if len(text) <= _LONGEST_SHARE else None


@lru_cache(maxsize=256)
def _read_share(text: str) -> Share | None:
    try:
        return Share.of(text)
    except InvalidInput:
        return None
