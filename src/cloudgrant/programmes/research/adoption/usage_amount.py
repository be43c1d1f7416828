"""How much a customer used, or is to use, a service (使用次數、頻率或使用量): an exact number and its unit."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

import attrs

from cloudgrant.programmes.research.adoption.usage_units import UNITS, unit_problem
from cloudgrant.rules.records.fact_info import given
from cloudgrant.rules.records.record import Record
from cloudgrant.values.in_schema import ONE_LINE, in_schema
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.shown import shown
from cloudgrant.values.text import Text
from cloudgrant.values.units import Number, exact

if TYPE_CHECKING:
    from pint.facets.plain import PlainQuantity

__all__ = ["UsageAmount"]

_PLACES: Final = 9
_DECIMAL: Final = re.compile(r"(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,9})?")
_EXPECTED: Final = Text(
    zh='十進位之數（不用浮點數；小數至多 9 位），如 "20"、"1.5"',
    en='a decimal number as text, with at most nine places, such as "20" or "1.5"',
)


@in_schema(pattern=r"^(0|[1-9][0-9]{0,14})(\.[0-9]{1,9})?$", **ONE_LINE)
def _decimal_problem(text: str) -> Problem | None:
    return None if _DECIMAL.fullmatch(text) else Problem.at((), "type", expected=_EXPECTED, given=shown(text))


@attrs.frozen(kw_only=True)
class UsageAmount(Record):
    """``amount`` (a decimal number as text) of a ``unit``; a frequency is ``… / week`` (``day``, ``month`` …).

    A number of times is ``"use"`` or ``"login"``. Exact, never a float; :attr:`quantity` is a fresh pint
    quantity each time. Raises :class:`~cloudgrant.values.problems.InvalidInput` (``type`` for a number that
    is none, ``unit`` for a unit that is none), both at once.

    >>> UsageAmount(amount="1.5", unit="hour").quantity.magnitude
    Fraction(3, 2)
    >>> UsageAmount.of(3, "login/week")
    UsageAmount(amount='3', unit='login / week')
    """

    amount: str = given(zh="數量", en="Amount", check=_decimal_problem)
    unit: str = given(zh="單位", en="Unit", check=unit_problem)

    @classmethod
    def of(cls, number: Number | PlainQuantity[Any], unit: str = "") -> UsageAmount:
        """An amount from an exact number and a unit, or from a pint quantity of any registry.

        Raises :class:`~cloudgrant.values.problems.InvalidInput` for a float, and for a number that is no
        decimal of nine places.

        >>> UsageAmount.of("0.50", "hour"), UsageAmount.of(UsageAmount.of(3, "login/week").quantity)
        (UsageAmount(amount='0.5', unit='hour'), UsageAmount(amount='3', unit='login / week'))
        """
        measured: Any = number
        if hasattr(measured, "unit_items"):
            each = exact(measured.magnitude)
            unit = _written({str(name): power for name, power in measured.unit_items()})
        else:
            each = exact(measured)
            unit = " / ".join(part.strip() for part in unit.split("/"))
            unit = " * ".join(part.strip() for part in unit.split("*"))
        return cls(amount=_text(each), unit=unit)

    @property
    def exact(self) -> int | Fraction:
        """The number itself."""
        return int(self.amount) if self.amount.isdigit() else Fraction(self.amount)

    @property
    def used(self) -> str:
        """What is counted, without the time that a frequency is per: ``"login"`` of ``"login / week"``."""
        return self.unit.partition(" / ")[0]

    @property
    def per(self) -> str:
        """The time that a frequency is per, ``"week"`` of ``"login / week"``; empty for a plain amount."""
        return self.unit.partition(" / ")[2]

    @property
    def quantity(self) -> PlainQuantity[Any]:
        """The amount as a fresh, exact pint quantity of the library's registry."""
        return UNITS.quantity(self.exact, self.unit)

    def __str__(self) -> str:
        return f"{self.amount} {self.unit}"


def _text(number: Fraction) -> str:
    """The number as a decimal; raises InvalidInput for one that is none, or has too many digits."""
    scaled = number * 10**_PLACES
    if number < 0 or scaled.denominator != 1:
        raise InvalidInput([Problem.at(["amount"], "type", expected=_EXPECTED, given=str(number))])
    whole, broken = divmod(scaled.numerator, 10**_PLACES)
    return f"{whole}.{broken:0{_PLACES}d}".rstrip("0").rstrip(".")


def _written(powers: dict[str, Any]) -> str:
    over = " * ".join(sorted(name for name, power in powers.items() if power == 1))
    under = " * ".join(sorted(name for name, power in powers.items() if power == -1))
    strange = [f"{name} ** {power}" for name, power in powers.items() if power not in (1, -1)]
    return " * ".join(filter(None, [over, *strange])) + (f" / {under}" if under else "")
