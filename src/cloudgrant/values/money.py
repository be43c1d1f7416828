"""Money in whole New Taiwan dollars (新臺幣元), as plain ``int``; also points (點數), one to the dollar."""

from __future__ import annotations

import re
from typing import Final, Literal

from cloudgrant.values.text import Text, sentences
from cloudgrant.values.whole_numbers import MOST_WHOLE, whole_number

__all__ = ["MOST_DOLLARS", "parse_amount"]

MOST_DOLLARS: Final = MOST_WHOLE
"""The largest amount, and the largest total of amounts, that the library takes (NT$ 100 兆): with shares
of denominators up to 10,000 every product stays within 64 bits, so that data frames are exact."""

_NOTHING: Final = re.compile("")
_DOLLARS_BEFORE: Final = re.compile(r"(?:新?[臺台][幣币]:?)?(?:NT\$|NTD|TWD|NT|\$)?", re.IGNORECASE)
# 元整 as on a cheque, .- as on an invoice
_DOLLARS: Final = r"[元圓圆塊块][整正]?|[整正]|NTD|TWD|\.[-‐–—―─−]+"
_POINTS: Final = r"點|点|points?"
_BEHIND: Final = {
    "TWD": re.compile(f"(?:{_DOLLARS})$", re.IGNORECASE),
    "points": re.compile(f"(?:{_POINTS})$", re.IGNORECASE),
}
_EXPECTED: Final = sentences("money.expected", {
    "TWD": Text(zh="8,000萬", en="80,000,000"),
    "points": Text(zh="20萬點", en="200,000"),
})  # fmt: skip


def parse_amount(text: str, unit: Literal["TWD", "points"] = "TWD") -> int:
    """The whole number of dollars (元), or of points (點), that a typed amount means.

    Reads digits with or without commas, everyday numerals and those of cheques (大寫), with 兆, 億, 萬, 千,
    百; for dollars 新臺幣 or NT$ before and 元, 元整, 整 or ``.-`` behind; for points 點 behind; a minus, 負
    or brackets for a negative amount; full-width characters and spaces too. Exact: what is not whole is
    refused, and so is what could be read in two ways (``1億2``: people mean 1億2,000萬, the digits say
    100,000,002).

    Raises :class:`~cloudgrant.values.problems.InvalidInput` with one problem and a hint: ``number`` for what
    is no amount or another currency's, ``whole`` for parts of a dollar, ``ambiguous``, ``too_large`` or
    ``too_small`` beyond :data:`MOST_DOLLARS` either way, ``length`` for more than 200 characters, ``type``
    for what is no text.

    >>> parse_amount("8,000萬"), parse_amount("1億2,000萬元"), parse_amount("NT$80,000,000.-")
    (80000000, 120000000, 80000000)
    >>> [parse_amount(text) for text in ("新臺幣捌仟萬元整", "一百二十萬", "80.5萬", "(5,000)")]
    [80000000, 1200000, 805000, -5000]
    >>> parse_amount("２０萬點", "points")
    200000
    >>> parse_amount("1.5")
    Traceback (most recent call last):
    ...
    cloudgrant.values.problems.InvalidInput: 1 problem in the data · 資料有 1 個問題
      (the whole): '1.5' is not a whole number; write one, such as 80,000,000 · ... [whole]
    """
    return whole_number(
        text,
        before=_DOLLARS_BEFORE if unit == "TWD" else _NOTHING,
        behind=_BEHIND[unit],
        expected=_EXPECTED[unit],
    )
