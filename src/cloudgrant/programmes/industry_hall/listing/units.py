"""Units in which cloud services are priced and used (計價單位): months, seats, calls, gigabytes.

Which units there are is the library's choice (the briefing names none). Unit texts are checked without
pint, which loads only when a :class:`pint.Quantity` or a cost is asked for. Months are *calendar*
months, so they never turn into days: a year is twelve, a quarter three.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from cloudgrant.values.names import did_you_mean
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.text import Text

if TYPE_CHECKING:
    from pint.facets.plain import PlainQuantity

__all__ = ["CALENDAR", "UNITS", "Number", "exact", "product_problem", "quantity", "registry", "unit_problem"]

Number: TypeAlias = int | Fraction | Decimal | str
"""An exact number: no float; a text is a decimal (``"0.05"``) or a ratio (``"1/20"``)."""

UNITS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "TWD": "[currency]",
        "month": "[calendar]",
        "quarter": "3 * month",
        "year": "12 * month",
        "second": "[clock]",
        "minute": "60 * second",
        "hour": "60 * minute",
        "byte": "[information]",
        "kilobyte": "1000 * byte",
        "megabyte": "1000 * kilobyte",
        "gigabyte": "1000 * megabyte",
        "terabyte": "1000 * gigabyte",
        "purchase": "[purchase]",
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
"""Every unit by name, and what it is made of; ``purchase`` is one purchase, for what is paid once."""

CALENDAR: Final = ("month", "quarter", "year")
"""The units that a contract's term answers for."""

_PRODUCT: Final = re.compile(r"(?:([1-9][0-9]{0,14}) )?([A-Za-z]+(?: \* [A-Za-z]+)*)")
_USED: Final = re.compile(r"([A-Za-z]+(?: \* [A-Za-z]+)*)(?: / ([A-Za-z]+))?")

_FORM: Final = Text(
    zh="{given} 不是計價單位，應如 {expected}", en="{given} is not a unit; write it as {expected}"
)
_NO_UNIT: Final = Text(zh="沒有 {given} 這個單位{hint}", en="there is no unit {given}{hint}")
_NUMBER: Final = Text(zh="確切的數（不用浮點數）", en="an exact number (no float)")


def product_problem(text: str) -> Problem | None:
    """What is wrong with the unit of a price, such as ``"month"``, ``"seat * month"`` or ``"100 call"``."""
    found = _PRODUCT.fullmatch(text)
    if found is None:
        return Problem.at((), "unit", _FORM, given=repr(text), expected="seat * month, 100 call")
    return _names_problem(found[2].split(" * "), without=("TWD",))


def unit_problem(text: str) -> Problem | None:
    """What is wrong with the unit of a usage, such as ``"seat"``, ``"core * hour"`` or ``"call / month"``."""
    found = _USED.fullmatch(text)
    if found is None:
        return Problem.at((), "unit", _FORM, given=repr(text), expected="seat, call / month")
    if found[2] is not None and found[2] not in CALENDAR:
        return Problem.at((), "unit", _FORM, given=repr(text), expected="call / month")
    # The term of the contract says for how long: usage is not stated in months of its own.
    return _names_problem(found[1].split(" * "), without=("TWD", *CALENDAR))


def _names_problem(names: list[str], without: tuple[str, ...]) -> Problem | None:
    allowed = [name for name in UNITS if name not in without]
    for name in names:
        if name not in allowed or names.count(name) > 1:
            return Problem.at((), "unit", _NO_UNIT, given=repr(name), hint=did_you_mean(name, allowed))
    return None


def exact(number: Number) -> Fraction:
    """The number as a fraction; raises :class:`~cloudgrant.values.problems.InvalidInput` for a float or nonsense.

    >>> exact("0.05"), exact(3)
    (Fraction(1, 20), Fraction(3, 1))
    """
    given: object = number
    if isinstance(given, (int, Fraction, Decimal, str)) and not isinstance(given, bool):
        try:
            return Fraction(Decimal(given) if isinstance(given, str) and "/" not in given else given)
        except (ValueError, OverflowError, ZeroDivisionError, InvalidOperation):
            pass
    raise InvalidInput([Problem.at((), "type", expected=_NUMBER, given=repr(given))])


@lru_cache(maxsize=1)
def registry() -> Any:
    """The pint registry of :data:`UNITS`, exact (fractions only); built when it is first asked for.

    >>> registry().Quantity(2, "year").to("month").magnitude == 24
    True
    """
    import pint  # loaded when first needed

    # Its own types know neither a registry without a file nor numbers other than floats.
    make: Any = pint.UnitRegistry
    built = make(None, non_int_type=Fraction)
    built.load_definitions([f"{name} = {made_of}" for name, made_of in UNITS.items()])
    return built


def quantity(number: int | Fraction, unit: str) -> PlainQuantity[Any]:
    """A fresh pint quantity of :func:`registry`; changing it in place changes nothing else."""
    fresh: PlainQuantity[Any] = registry().Quantity(Fraction(number), unit)
    return fresh
