"""Money in whole New Taiwan dollars (新臺幣元), as plain ``int``; also points (點數), one to the dollar."""

from __future__ import annotations

import re
from decimal import Decimal, localcontext
from typing import Final

from cloudgrant.values.form_text import plain, quoted

__all__ = ["MOST_DOLLARS", "parse_amount"]

MOST_DOLLARS: Final = 10**15
"""The largest amount, and the largest total of amounts, that the library takes (NT$ 1,000 兆): with
shares of denominators up to 1,000 every product stays within 64 bits, so that data frames are exact."""

# One number: digits, or groups of three with commas; decimals before a unit (2.5億) or as zeros (80.00).
_NUMBER: Final = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"

_AMOUNT: Final = re.compile(
    r"(?:新[臺台]幣)?(?:NT\$|NTD|TWD|NT|\$)?"
    rf"(?P<numbers>(?:{_NUMBER}[億亿萬万千百]+)*{_NUMBER}[億亿萬万千百]*)"
    r"(?P<unit>[元圓][整正]?|點)?",
    re.IGNORECASE,
)

_TRADITIONAL: Final = str.maketrans("亿万", "億萬")

_NUMBER_WITH_UNITS: Final = re.compile(rf"({_NUMBER})([億亿萬万千百]*)")

_MULTIPLIERS: Final = {
    "": 1,
    "百": 10**2,
    "千": 10**3,
    "萬": 10**4,
    "百萬": 10**6,
    "千萬": 10**7,
    "億": 10**8,
    "百億": 10**10,
    "千億": 10**11,
}


def parse_amount(text: str) -> int:
    """The whole number that a typed amount means, in dollars (元), points (點) or plain numbers.

    Reads digits with or without commas, the units 億, 萬, 千 and 百 after them, and 新臺幣 or NT$
    before, full-width digits and spaces too. Exact: what is no whole number is refused, and so is
    what could be read in two ways (``1億2``: people mean 1億2,000萬, the digits say 100,000,002).

    Raises :class:`ValueError` for anything that is not an amount, is negative, is not whole or
    exceeds :data:`MOST_DOLLARS`.

    >>> parse_amount("8,000萬"), parse_amount("1億2,000萬元"), parse_amount("NT$80,000,000")
    (80000000, 120000000, 80000000)
    >>> parse_amount("新臺幣 2.5億元"), parse_amount("２０萬點"), parse_amount("260")
    (250000000, 200000, 260)
    >>> parse_amount("1.5")
    Traceback (most recent call last):
    ValueError: '1.5' 不是整數金額 · is not a whole amount (8,000萬, 80,000,000)
    """
    amount = _amount(plain(text))
    if amount is None:
        raise ValueError(f"{quoted(text)} 不是整數金額 · is not a whole amount (8,000萬, 80,000,000)")
    if amount > MOST_DOLLARS:
        raise ValueError(f"{quoted(text)} 不得超過 {MOST_DOLLARS:,} · must be at most {MOST_DOLLARS:,}")
    return amount


def _amount(typed: str) -> int | None:
    found = _AMOUNT.fullmatch(typed)
    if found is None:
        return None
    parts = _parts(found["numbers"])
    if parts is None or (found["unit"] is None and _leaves_open_what_it_counts(parts)):
        return None
    with localcontext() as context:
        context.prec = len(typed) + 20  # no digit is ever rounded away
        total = Decimal(0)
        ceiling: int | None = None
        for place, (number, multiplier) in enumerate(parts):
            if "." in number and place != len(parts) - 1:
                return None  # 1.5億2,000萬
            value = Decimal(number.replace(",", "")) * multiplier
            if ceiling is not None and value >= ceiling:
                return None  # 2,000萬1億, 1億20,000萬: not how anybody counts
            total += value
            ceiling = multiplier
        return int(total) if total == total.to_integral_value() else None


def _leaves_open_what_it_counts(parts: list[tuple[str, int]]) -> bool:
    """Whether the last number may stand for a larger unit left out: 1億2, 1億2千, 1萬5; not 1萬5千.

    A 元 or 點 at the end settles it, so this is asked only without one.
    """
    if len(parts) == 1 or parts[-1][1] >= 10**4:
        return False
    return parts[-1][1] * 10 != parts[-2][1]


def _parts(numbers: str) -> list[tuple[str, int]] | None:
    """Each number with its multiplier, largest first; ``None`` when the units make no sense.

    In 2千5百萬 the 萬 counts for the 2千 as well: a 千 or 百 alone borrows the next part's 萬 or 億.
    """
    parts: list[tuple[str, int]] = []
    borrowed = ""
    for number, units in reversed(_NUMBER_WITH_UNITS.findall(numbers)):
        unit = units.translate(_TRADITIONAL)
        if unit.endswith(("萬", "億")):
            borrowed = unit[-1] if len(unit) == 2 else ""
        elif borrowed:
            unit += borrowed
        if unit not in _MULTIPLIERS:
            return None
        parts.append((number, _MULTIPLIERS[unit]))
    return parts[::-1]
