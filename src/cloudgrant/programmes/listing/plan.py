"""A plan of a cloud solution: prices that are charged together (計價方案)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Literal

import attrs

from cloudgrant.programmes.listing.price import Price
from cloudgrant.rules.records.fact_info import fact, given
from cloudgrant.rules.records.record import Record
from cloudgrant.rules.writing.lists import every
from cloudgrant.values.problems import Problem
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import Fact, Truth

__all__ = ["Plan", "Rounding"]

Rounding = Literal["down", "up", "half_up"]
"""How a bill that is no whole number of dollars is rounded."""


@attrs.frozen(kw_only=True)
class Plan(Record):
    """Prices that are charged together, such as a monthly fee, a fee per seat and one per call.

    >>> basic = Plan(name="基本", prices=(Price(amount=3_000, per="month"), Price(amount=1, per="20 call")))
    >>> [price.per for price in basic.prices]
    ['month', '20 call']
    """

    __keys__: ClassVar[tuple[str, ...]] = ("name",)

    name: str = given(zh="方案名稱", en="Plan")
    prices: tuple[Price, ...] = given(zh="計價項目", en="Prices")
    rounding: Fact[Rounding] = given(
        zh="帳單進位方式",
        en="Rounding of the bill",
        options={
            "down": Text(zh="無條件捨去", en="down"),
            "up": Text(zh="無條件進位", en="up"),
            "half_up": Text(zh="四捨五入", en="half up"),
        },
        help=Text(
            zh="帳單不是整數元時如何取整；條文未載明，由廠商於方案載明。",
            en="How a bill that is not a whole number of dollars is rounded; the text "
            "does not say, so the vendor states it in the plan.",
        ),
    )

    def incoherent(self) -> Iterable[Problem]:
        if not self.prices:
            yield Problem.at(["prices"], "required")

    @fact(zh="各計價項目均不高於市售價格", en="No price above the market price")
    def within_market(self) -> Truth:
        """不得高於市售價格, for every price of the plan."""
        return every(self.prices, lambda price: price.amount <= price.market_amount)
