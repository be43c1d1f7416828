"""Values as people in Taiwan write them, and as an English letter would (數值的寫法)."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Final, cast

from cloudgrant.values.locales import candidates
from cloudgrant.values.locales import locale as normalised
from cloudgrant.values.periods import is_civil_date
from cloudgrant.values.roc_dates import format_date
from cloudgrant.values.separators import AND
from cloudgrant.values.shares import Share
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN
from cloudgrant.values.years import format_year
from cloudgrant.values.yes_or_no import NO, YES

__all__ = ["formatted"]

_NOT_KNOWN: Final = Text(zh="未知", en="unknown")
_NOTHING: Final = Text(zh="無", en="none")

_NT_DOLLARS: Final = Text(en="NT${number}")

# How a counted thing is called, one of it and several.
_COUNTED: Final = {
    "points": (Text(zh="{number}點", en="{number} point"), Text(zh="{number}點", en="{number} points")),
    "persons": (Text(zh="{number}人", en="{number} person"), Text(zh="{number}人", en="{number} people")),
    "customers": (
        Text(zh="{number}家", en="{number} customer"),
        Text(zh="{number}家", en="{number} customers"),
    ),
    "months": (Text(zh="{number}個月", en="{number} month"), Text(zh="{number}個月", en="{number} months")),
    "years": (Text(zh="{number}年", en="{number} year"), Text(zh="{number}年", en="{number} years")),
    "days": (Text(zh="{number}日", en="{number} day"), Text(zh="{number}日", en="{number} days")),
}


def formatted(value: object, unit: str, locale: str) -> str:
    """``value`` in words of ``locale``, with its unit.

    Units are ``"TWD"`` (元), ``"points"`` (點), ``"persons"`` (人), ``"customers"`` (家), ``"months"``
    (個月), ``"years"`` (年), ``"days"`` (日), ``"year"`` (a calendar year, in Taiwan an ROC year; 0 is
    never), ``"basis_points"`` (hundredths of a percent, written as a percentage), ``""`` for
    a bare number, or any other text, which is written after the number. Numbers are exact, never rounded.
    Languages other than Chinese use the English pattern with their own digits' grouping, unless a
    :class:`~cloudgrant.values.locales.Language` words it (``"{number} people"``).
    Never raises for values of the library.

    >>> formatted(120_000_000, "TWD", "zh_Hant_TW"), formatted(80_001_234, "TWD", "zh_Hant_TW")
    ('1億2,000萬元', '80,001,234元')
    >>> formatted(120_000_000, "TWD", "en"), formatted(1, "months", "en"), formatted(260, "persons", "zh")
    ('NT$120,000,000', '1 month', '260人')
    >>> formatted((Share("1/2"), Share("1/3"), True), "", "zh"), formatted(UNKNOWN, "TWD", "en")
    ('50%、1/3、是', 'unknown')
    >>> formatted(504, "basis_points", "zh"), formatted(-50, "basis_points", "en")
    ('5.04%', '-0.5%')
    >>> formatted(2021, "year", "zh"), formatted(2021, "year", "en"), formatted(0, "year", "zh")
    ('110年', '2021', '從未')
    """
    name = normalised(locale)
    chinese = candidates(name)[-1] == "zh"
    if value is UNKNOWN:
        return _NOT_KNOWN.in_(name)
    if isinstance(value, bool):
        return (YES if value else NO).in_(name)
    if isinstance(value, Enum):
        return formatted(value.value, unit, name)
    if isinstance(value, str):
        return value
    if isinstance(value, Text):
        return value.in_(name)
    if isinstance(value, Share):
        return _share(value, name)
    if isinstance(value, (int, Decimal, Fraction)):
        return _quantity(value, unit, name, chinese)
    if is_civil_date(value):
        return format_date(value, name)
    if isinstance(value, (tuple, list, frozenset, set)):
        parts = [formatted(part, unit, name) for part in cast("Iterable[object]", value)]
        if isinstance(value, (frozenset, set)):
            parts.sort()  # a set has no order of its own: the same set reads the same every time
        return AND.in_(name).join(parts) or _NOTHING.in_(name)
    return str(value)


def _quantity(value: int | Decimal | Fraction, unit: str, name: str, chinese: bool) -> str:
    if unit == "year" and isinstance(value, int):
        return format_year(value, name)
    sign = "-" if value < 0 else ""
    size = -value if value < 0 else value
    if unit == "TWD" and chinese:
        return sign + _dollars(size, name)
    if unit == "basis_points" and isinstance(size, int):
        return f"{sign}{_number(Decimal(size) / 100, name)}%"
    number = _number(size, name)
    if unit == "TWD":
        return sign + _NT_DOLLARS.in_(name).replace("{number}", number)
    if unit in _COUNTED:
        one, several = _COUNTED[unit]
        return (one if size == 1 else several).in_(name).replace("{number}", sign + number)
    return (
        Text(en=f"{{number}} {unit}").in_(name).replace("{number}", sign + number) if unit else sign + number
    )


def _dollars(amount: int | Decimal | Fraction, name: str) -> str:
    """Dollars in 億 and 萬 where that loses nothing, else every digit."""
    if amount == 0 or amount % 10_000 != 0:
        return f"{_number(amount, name)}元"
    hundred_millions, ten_thousands = divmod(int(amount) // 10_000, 10_000)
    return (
        (f"{_number(hundred_millions, name)}億" if hundred_millions else "")
        + (f"{_number(ten_thousands, name)}萬" if ten_thousands else "")
        + "元"
    )


def _number(value: int | Decimal | Fraction, name: str) -> str:
    """Every digit of a number that is not negative, grouped as the locale groups them."""
    from babel.numbers import format_decimal  # loaded when a number is first written

    if isinstance(value, Fraction):
        if value.denominator != 1:
            return f"{value.numerator}/{value.denominator}"
        value = value.numerator
    return format_decimal(value, locale=name, decimal_quantization=False)


def _share(share: Share, name: str) -> str:
    """As a percentage where two decimals say it exactly, else as a fraction."""
    hundredths, rest = divmod(share.numerator * 10_000, share.denominator)
    if rest:
        return str(share)
    return f"{_number(Decimal(hundredths) / 100, name)}%"
