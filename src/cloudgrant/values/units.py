"""Units of measurement 單位 of what is priced and used: months, hours, gigabytes, calls; and exact numbers.

Which units there are is the library's choice (the briefing names none). Months are *calendar* months, so
they never turn into days or hours: a year is twelve, a quarter three. Names of units are checked without
pint, which loads only when a registry or a :class:`pint.Quantity` is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import attrs

from cloudgrant.values.names import did_you_mean
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.shown import shown
from cloudgrant.values.text import Text

if TYPE_CHECKING:
    from pint.facets.plain import PlainQuantity

__all__ = ["CALENDAR", "CLOCK", "COUNTED", "INFORMATION", "Number", "Units", "exact", "names_problem"]

Number: TypeAlias = int | Fraction | Decimal | str
"""An exact number: no float; a text is a decimal (``"0.05"``) or a ratio (``"1/20"``)."""

CALENDAR: Final[Mapping[str, str]] = MappingProxyType(
    {"month": "[calendar]", "quarter": "3 * month", "year": "12 * month"}
)
"""Calendar months and what is made of them."""

CLOCK: Final[Mapping[str, str]] = MappingProxyType(
    {"second": "[clock]", "minute": "60 * second", "hour": "60 * minute"}
)
"""Time by the clock."""

INFORMATION: Final[Mapping[str, str]] = MappingProxyType(
    {
        "byte": "[information]",
        "kilobyte": "1000 * byte",
        "megabyte": "1000 * kilobyte",
        "gigabyte": "1000 * megabyte",
        "terabyte": "1000 * gigabyte",
    }
)
"""Amounts of data, in powers of a thousand."""

COUNTED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "seat": "[seat]",
        "user": "[user]",
        "core": "[core]",
        "site": "[site]",
        "machine": "[machine]",
        "device": "[device]",
        "call": "[call]",
        "message": "[message]",
        "document": "[document]",
        "record": "[record]",
        "order": "[order]",
        "transaction": "[transaction]",
    }
)
"""What a cloud service is counted by, each by itself."""

_NO_UNIT: Final = Text(zh="沒有 {given} 這個單位{hint}", en="there is no unit {given}{hint}")
_NUMBER: Final = Text(zh="確切的數（不用浮點數）", en="an exact number (no float)")


def _unchanging(made_of: Mapping[str, str]) -> Mapping[str, str]:
    return MappingProxyType(dict(made_of))


@attrs.frozen(eq=False)
class Units:
    """The units that quantities may be in, by name, each with what it is made of.

    >>> units = Units({**CALENDAR, "seat": "[seat]"})
    >>> units.quantity(2, "year").to("month").magnitude
    Fraction(24, 1)
    """

    made_of: Mapping[str, str] = attrs.field(converter=_unchanging)

    @cached_property
    def registry(self) -> Any:
        """The pint registry of these units, exact (fractions only); built when it is first asked for."""
        import pint  # loaded when first needed

        # Its own types know neither a registry without a file nor numbers other than floats.
        make: Any = pint.UnitRegistry
        built = make(None, non_int_type=Fraction)
        built.load_definitions([f"{name} = {made_of}" for name, made_of in self.made_of.items()])
        return built

    def quantity(self, number: int | Fraction, unit: str) -> PlainQuantity[Any]:
        """A fresh pint quantity of :attr:`registry`; changing it in place changes nothing else."""
        fresh: PlainQuantity[Any] = self.registry.Quantity(Fraction(number), unit)
        return fresh


def names_problem(names: Iterable[str], allowed: Iterable[str]) -> Problem | None:
    """What is wrong with the names of the units that are multiplied: one is not allowed, or is there twice.

    >>> names_problem(["seat", "month"], ["seat", "month"])
    >>> print(names_problem(["saet"], ["seat", "month"]).message("en"))
    there is no unit 'saet' — seat?
    """
    each, known = list(names), list(allowed)
    for name in each:
        if name not in known or each.count(name) > 1:
            return Problem.at((), "unit", _NO_UNIT, given=shown(name), hint=did_you_mean(name, known))
    return None


def exact(number: Number) -> Fraction:
    """The number as a fraction.

    Raises :class:`~cloudgrant.values.problems.InvalidInput` for a float or nonsense.

    >>> exact("0.05"), exact(3)
    (Fraction(1, 20), Fraction(3, 1))
    """
    given: object = number
    if isinstance(given, (int, Fraction, Decimal, str)) and not isinstance(given, bool):
        try:
            return Fraction(Decimal(given) if isinstance(given, str) and "/" not in given else given)
        except (ValueError, OverflowError, ZeroDivisionError, InvalidOperation):
            pass
    raise InvalidInput([Problem.at((), "type", expected=_NUMBER, given=shown(given))])
