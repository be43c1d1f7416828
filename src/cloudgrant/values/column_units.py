"""Units in which tables have their numbers: thousands of dollars (千元), ten thousands (萬元), years.

A fact has one unit, declared with it; a column may be in another of the same kind, and is converted exactly.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from cloudgrant.values.names import did_you_mean
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.shown import shown
from cloudgrant.values.text import Text
from cloudgrant.values.units import Units

__all__ = ["COLUMN_UNITS", "factor"]

_TIMES: Final = {
    "": 1,
    "千": 1_000,
    "仟": 1_000,
    "萬": 10_000,
    "十萬": 100_000,
    "百萬": 1_000_000,
    "佰萬": 1_000_000,
    "千萬": 10_000_000,
    "億": 100_000_000,
    "兆": 1_000_000_000_000,
}
_IN_ENGLISH: Final = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}


def _multiples(unit: str, *, written: str, english: str) -> dict[str, str]:
    """A unit by its Chinese name, and the multiples of it in which people count."""
    found = {f"{times}{written}": f"{number} * {unit}" for times, number in _TIMES.items()}
    return found | {f"{times}_{english}": f"{number} * {unit}" for times, number in _IN_ENGLISH.items()}


COLUMN_UNITS: Final = Units(
    {
        "TWD": "[money]",
        **_multiples("TWD", written="元", english="TWD"),
        "points": "[points]",
        **_multiples("points", written="點", english="points"),
        "persons": "[persons]",
        **_multiples("persons", written="人", english="persons"),
        "customers": "[customers]",
        **_multiples("customers", written="家", english="customers"),
        "months": "[calendar]",
        "month": "months",
        "個月": "months",
        "years": "12 * months",
        "年": "12 * months",
        "days": "[days]",
        "日": "days",
        "天": "days",
    }
)
"""The units of money, points, heads and time that a column may be in, by name: ``千元``, ``million_TWD``."""

_NO_UNIT: Final = Text(
    "column_units.no_unit",
    zh="沒有 {given} 這個欄位單位{hint}",
    en="there is no unit {given} of columns{hint}",
)
_OTHER_KIND: Final = Text(
    "column_units.other_kind",
    zh="{given} 不能換算成 {unit}",
    en="{given} cannot be converted to {unit}",
)


def factor(given: str, unit: str) -> Fraction:
    """How many of ``unit`` one of ``given`` is.

    Raises :class:`~cloudgrant.values.problems.InvalidInput` (code ``unit``) for a name that is none, and for
    units of different kinds. A unit that is not listed is worth one of itself.

    >>> factor("千元", "TWD"), factor("years", "months"), factor("m²", "m²")
    (Fraction(1000, 1), Fraction(12, 1), Fraction(1, 1))
    """
    if given == unit:
        return Fraction(1)
    known = COLUMN_UNITS.made_of
    if given not in known:
        raise InvalidInput(
            [Problem.at((), "unit", _NO_UNIT, given=shown(given), hint=did_you_mean(given, known))]
        )
    from pint import DimensionalityError  # loaded when first needed

    other = [Problem.at((), "unit", _OTHER_KIND, given=given, unit=unit or "1")]
    if unit not in known:
        raise InvalidInput(other)
    try:
        return Fraction(COLUMN_UNITS.quantity(1, given).to(unit).magnitude)
    except DimensionalityError:
        raise InvalidInput(other) from None
