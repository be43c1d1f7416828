"""Values as people in Taiwan write them, and as an English letter would (數值的寫法)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Final, cast

from cloudgrant.values.locales import locale as normalised
from cloudgrant.values.periods import is_civil_date
from cloudgrant.values.roc_dates import format_date
from cloudgrant.values.separators import AND
from cloudgrant.values.shares import Share
from cloudgrant.values.text import Text, composed
from cloudgrant.values.unknown import UNKNOWN
from cloudgrant.values.very_large import A_VERY_LARGE_NUMBER
from cloudgrant.values.written_numbers import written_number
from cloudgrant.values.years import format_year
from cloudgrant.values.yes_or_no import NO, YES

__all__ = ["formatted", "written"]

_NOT_KNOWN: Final = Text("value.not_known", zh="未知", en="unknown")
_NOTHING: Final = Text("value.nothing", zh="無", en="none")

# Every digit is {number}; {myriads} has 億 and 萬 where that loses nothing.
_DOLLARS: Final = Text("unit.TWD", zh="{myriads}元", en="NT${number}")
_HUNDRED_MILLIONS: Final = Text("number.hundred_millions", zh="{number}億")
_TEN_THOUSANDS: Final = Text("number.ten_thousands", zh="{number}萬")
_PERCENT: Final = Text("unit.percent", zh="{number}%", en="{number}%")

# How a counted thing is called, one of it and several.
_COUNTED: Final = {
    "points": (
        Text("unit.points.one", zh="{number}點", en="{number} point"),
        Text("unit.points.other", zh="{number}點", en="{number} points"),
    ),
    "persons": (
        Text("unit.persons.one", zh="{number}人", en="{number} person"),
        Text("unit.persons.other", zh="{number}人", en="{number} people"),
    ),
    "customers": (
        Text("unit.customers.one", zh="{number}家", en="{number} customer"),
        Text("unit.customers.other", zh="{number}家", en="{number} customers"),
    ),
    "months": (
        Text("unit.months.one", zh="{number}個月", en="{number} month"),
        Text("unit.months.other", zh="{number}個月", en="{number} months"),
    ),
    "years": (
        Text("unit.years.one", zh="{number}年", en="{number} year"),
        Text("unit.years.other", zh="{number}年", en="{number} years"),
    ),
    "days": (
        Text("unit.days.one", zh="{number}日", en="{number} day"),
        Text("unit.days.other", zh="{number}日", en="{number} days"),
    ),
}


_ORDINARY: Final = 10**18
"""Below it whole numbers are of ordinary length."""

_MOST_BITS: Final = 1_000
"""No amount has more, and writing one down costs the square of its length."""


def formatted(value: object, unit: str, locale: str) -> str:
    """``value`` in words of ``locale``, with its unit.

    Units are ``"TWD"`` (元), ``"points"`` (點), ``"persons"`` (人), ``"customers"`` (家), ``"months"``
    (個月), ``"years"`` (年), ``"days"`` (日), ``"year"`` (a calendar year, in Taiwan an ROC year; 0 is
    never), ``"basis_points"`` (hundredths of a percent, written as a percentage), ``""`` for
    a bare number, or any other text, which is written after the number. Numbers are exact, never rounded.
    What the library has no words for is written as in English, numbers and dates too; a
    :class:`~cloudgrant.values.locales.Language` has its own digits' grouping and its own words
    (``unit.persons.other``, or ``unit.JPY`` for a unit that is not the library's).
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
    name, kind = normalised(locale), value.__class__
    if kind is date:  # days and whole numbers are most of what is formatted
        return format_date(cast("date", value), name)
    if kind is int and abs(cast("int", value)) < _ORDINARY:
        return _quantity(cast("int", value), unit, name)
    if value is UNKNOWN:
        return _NOT_KNOWN.in_(name)
    if isinstance(value, bool):
        return (YES if value else NO).in_(name)
    if isinstance(value, int) and value.bit_length() > _MOST_BITS:
        return A_VERY_LARGE_NUMBER.in_(name)
    if isinstance(value, Enum):
        return formatted(value.value, unit, name)
    if isinstance(value, str):
        return value
    if isinstance(value, Text):
        return value.in_(name)
    if isinstance(value, Share):
        return _share(value, name)
    if isinstance(value, (int, Decimal, Fraction)):
        return _quantity(value, unit, name)
    if is_civil_date(value):
        return format_date(value, name)
    if isinstance(value, (tuple, list, frozenset, set)):
        parts = [formatted(part, unit, name) for part in cast("Iterable[object]", value)]
        if isinstance(value, (frozenset, set)):
            parts.sort()  # a set has no order of its own: the same set reads the same every time
        return AND.in_(name).join(parts) or _NOTHING.in_(name)
    return str(value)


def _quantity(value: int | Decimal | Fraction, unit: str, name: str) -> str:
    if unit == "year" and isinstance(value, int):
        return format_year(value, name)
    sign = "-" if value < 0 else ""
    size: int | Decimal | Fraction = value
    if value < 0:
        size = value.copy_abs() if isinstance(value, Decimal) else -value  # to negate a Decimal may round it
    if unit == "TWD":
        write = {"number": _number, "myriads": _myriads}
        return sign + _DOLLARS.filled(name, lambda how: write[how](size, name))
    if unit == "basis_points" and isinstance(size, int):
        return sign + _percent(Decimal(size) / 100, name)
    number = _number(size, name)
    if unit in _COUNTED:
        one, several = _COUNTED[unit]
        return (one if size == 1 else several).in_(name).replace("{number}", sign + number)
    own = Text(f"unit.{unit}", en=f"{{number}} {unit}")
    return own.in_(name).replace("{number}", sign + number) if unit else sign + number


def _myriads(amount: int | Decimal | Fraction, name: str) -> str:
    """A number in 億 and 萬 where that loses nothing, else every digit."""
    if amount == 0 or amount % 10_000 != 0:
        return _number(amount, name)
    hundred_millions, ten_thousands = divmod(int(amount) // 10_000, 10_000)
    parts = ((hundred_millions, _HUNDRED_MILLIONS), (ten_thousands, _TEN_THOUSANDS))
    return "".join(text.in_(name).replace("{number}", _number(n, name)) for n, text in parts if n)


def _percent(hundredths: Decimal, name: str) -> str:
    return _PERCENT.filled(name, lambda _: _number(hundredths, name))


def _number(value: int | Decimal | Fraction, name: str) -> str:
    """Every digit of a number that is not negative, grouped as the locale groups them."""
    if isinstance(value, Fraction):
        if value.denominator != 1:
            return f"{value.numerator}/{value.denominator}"
        value = value.numerator
    return written_number(value, name)


def _share(share: Share, name: str) -> str:
    """As a percentage where two decimals say it exactly, else as a fraction."""
    hundredths, rest = divmod(share.numerator * 10_000, share.denominator)
    if rest:
        return str(share)
    return _percent(Decimal(hundredths) / 100, name)


def written(value: object, unit: str) -> Text:
    """``value`` with its unit as what fills a text, in every language (see :func:`formatted`).

    >>> written(2, "persons").in_("zh"), written(2, "persons").in_("en")
    ('2人', '2 people')
    """
    return composed(_written, value, unit)


def _written(locale: str, value: object, unit: str) -> str:
    return formatted(value, unit, locale)
