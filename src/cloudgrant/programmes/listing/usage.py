"""How much of a service a customer uses (用量): seats, calls a month, gigabytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from cloudgrant.programmes.listing.units import UNITS, unit_problem
from cloudgrant.rules.records.fact_info import given
from cloudgrant.rules.records.record import Record
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.text import Text
from cloudgrant.values.units import Number, exact

if TYPE_CHECKING:
    from pint.facets.plain import PlainQuantity

__all__ = ["Usage"]

_WHOLE = Text(
    "listing.usage.whole", zh="整數（或改用較小的單位）", en="a whole number (or use a smaller unit)"
)


@attrs.frozen(kw_only=True)
class Usage(Record):
    """``amount`` of a ``unit`` that a customer uses, in all or ``… / month`` (``/ quarter``, ``/ year``).

    >>> Usage(amount=10, unit="seat").quantity.magnitude, Usage.of(20_000, "call/month").unit
    (Fraction(10, 1), 'call / month')
    """

    amount: int = given(zh="用量", en="Amount")
    unit: str = given(zh="單位", en="Unit", check=unit_problem)

    @classmethod
    def of(cls, number: Number | PlainQuantity[Any], unit: str = "") -> Usage:
        """A usage from a number and a unit, or from a pint quantity.

        Raises :class:`~cloudgrant.values.problems.InvalidInput` where the number is not whole.
        """
        measured: Any = number
        if hasattr(measured, "unit_items"):
            amount = exact(measured.magnitude)
            unit = _written({str(name): power for name, power in measured.unit_items()})
        else:
            amount = exact(measured)
            unit = " / ".join(part.strip() for part in unit.split("/"))
            unit = " * ".join(part.strip() for part in unit.split("*"))
        if amount.denominator != 1:
            raise InvalidInput([Problem.at(["amount"], "type", expected=_WHOLE, given=str(amount))])
        return cls(amount=amount.numerator, unit=unit)

    @property
    def quantity(self) -> PlainQuantity[Any]:
        """The usage as a fresh, exact pint quantity of the library's registry."""
        return UNITS.quantity(self.amount, self.unit)


def _written(powers: dict[str, Any]) -> str:
    over = " * ".join(sorted(name for name, power in powers.items() if power == 1))
    under = " * ".join(sorted(name for name, power in powers.items() if power == -1))
    strange = [f"{name} ** {power}" for name, power in powers.items() if power not in (1, -1)]
    return " * ".join([over, *strange]) + (f" / {under}" if under else "")
