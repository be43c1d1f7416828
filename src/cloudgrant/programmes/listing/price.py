"""What a plan charges for one thing: so many dollars per month, seat, call … (計價)."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import attrs

from cloudgrant.programmes.listing.units import UNITS, product_problem
from cloudgrant.rules.records.fact_info import given
from cloudgrant.rules.records.record import Record
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.shown import shown
from cloudgrant.values.text import Text
from cloudgrant.values.units import Number, exact
from cloudgrant.values.unknown import Fact

if TYPE_CHECKING:
    from pint.facets.plain import PlainQuantity

__all__ = ["Price"]

_EXPECTED = Text(
    zh="如 300 TWD/(seat*month) 的單價", en="so many TWD per units, such as 300 TWD/(seat*month)"
)


@attrs.frozen(kw_only=True)
class Price(Record):
    """``amount`` whole TWD for every ``per``: a unit, a product of units, or a number of them.

    Exact: NT$0.05 a call is one dollar per ``"20 call"``. What is paid once is per ``"purchase"``.
    ``market_amount`` 市售價格 is what the same costs elsewhere, in the same unit. Raises
    :class:`~cloudgrant.values.problems.InvalidInput` (code ``unit`` for a unit that is none).

    >>> str(Price(amount=300, per="seat * month").quantity)
    '300 TWD / month / seat'
    >>> Price.of("0.05", "TWD/call")
    Price(amount=1, per='20 call', market_amount=UNKNOWN)
    """

    amount: int = given(zh="單價", en="Price", unit="TWD")
    per: str = given(zh="計價單位", en="Charged per", check=product_problem)
    market_amount: Fact[int] = given(
        zh="市售單價",
        en="Market price per unit",
        unit="TWD",
        ask=Text(
            zh="同一計價單位的市售價格是多少（新臺幣元）？",
            en="What is the market price for the same unit, in New Taiwan dollars?",
        ),
    )

    @classmethod
    def of(cls, number: Number | PlainQuantity[Any], unit: str = "") -> Price:
        """A price from a number and a pint unit (``"TWD/(seat*month)"``), or from a pint quantity.

        >>> Price.of(12_000, "TWD/year").per, Price.of("2.5", "TWD/seat/month")
        ('year', Price(amount=5, per='2 month * seat', market_amount=UNKNOWN))
        """
        measured: Any = number if hasattr(number, "unit_items") else _parsed(number, unit)
        powers = {str(name): power for name, power in measured.unit_items()}
        divisors = sorted(name for name in powers if name != "TWD")
        if powers.get("TWD") != 1 or not divisors or any(powers[name] != -1 for name in divisors):
            raise InvalidInput([Problem.at((), "type", expected=_EXPECTED, given=_written(powers))])
        each = exact(measured.magnitude)
        count = f"{each.denominator} " if each.denominator > 1 else ""
        return cls(amount=each.numerator, per=count + " * ".join(divisors))

    @property
    def units(self) -> tuple[int, tuple[str, ...]]:
        """How many units the amount is for, and which: ``"100 call"`` is ``(100, ("call",))``."""
        first, _, rest = self.per.partition(" ")
        count, product = (int(first), rest) if first.isdigit() else (1, self.per)
        return count, tuple(product.split(" * "))

    @property
    def each(self) -> Fraction:
        """The exact dollars for one unit."""
        return Fraction(self.amount, self.units[0])

    @property
    def quantity(self) -> PlainQuantity[Any]:
        """The price as a fresh, exact pint quantity of the library's registry, in TWD per unit."""
        return UNITS.quantity(self.each, "TWD / " + " / ".join(self.units[1]))


def _written(powers: Mapping[str, Any]) -> str:
    """The unit in words; pint itself cannot write exact powers other than one."""
    return " * ".join(name if power == 1 else f"{name} ** {power}" for name, power in powers.items()) or "1"


def _parsed(number: Any, unit: str) -> Any:
    from pint.errors import PintError  # loaded when first needed

    amount = exact(number)
    try:
        return UNITS.quantity(amount, unit)
    except (PintError, ValueError, TypeError):
        known = ", ".join(UNITS.made_of)
        raise InvalidInput([Problem.at((), "option", expected=known, given=shown(unit))]) from None
