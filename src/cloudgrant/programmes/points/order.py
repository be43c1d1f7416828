"""An order 訂單: one purchase of a listed solution, and how long its contract runs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import ClassVar

import attrs

from cloudgrant.programmes.listing.costing import cost, market_cost
from cloudgrant.programmes.listing.solution import CloudSolution
from cloudgrant.programmes.listing.usage import Usage
from cloudgrant.rules.records.coherence import Declarations, in_order
from cloudgrant.rules.records.fact_info import fact, given
from cloudgrant.rules.records.record import Record
from cloudgrant.rules.writing.days import term_end
from cloudgrant.rules.writing.helpers import agreed, pick
from cloudgrant.values.formatting import formatted
from cloudgrant.values.money import MOST_DOLLARS
from cloudgrant.values.periods import months_before, term_months
from cloudgrant.values.roc_dates import format_date
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["Order"]


_MOST_MONTHS = 12 * date.max.year
"""A contract runs for no more months than the calendar has."""

_STATED = Text(
    zh="契約載明之末日為{stated}，與期間{months}之末日{reckoned}不同；以載明之末日為準。",
    en="The contract states {stated} as its last day, which is not that of a term of {months} ({reckoned}); "
    "the stated day counts.",
)


def _ending_on(order: Order, day: date) -> Order:
    """The order with a first day, and where need be a term, that ends on this day (for worked-out examples)."""
    order = attrs.evolve(order, stated_end=UNKNOWN)
    known = () if order.term is UNKNOWN else (order.term,)
    for term in (*known, 3, 48):  # a 28th to 31st ends no term of every length; 48 months end on any day
        starts = months_before(day + timedelta(1), term)
        if term_end(starts, term) == day:
            return attrs.evolve(order, starts_on=starts, term=term)
    return order


def _end_of_term(order: Order) -> Fact[date]:
    """The last day of the term, whose first day counts; of one of no month there is none but what is stated."""
    return pick(order.term >= 1, term_end(order.starts_on, order.term), order.stated_end)


def _for_months(order: Order, months: int) -> Order:
    """The order of a contract with this term, and no other last day stated."""
    return attrs.evolve(order, term=months, stated_end=UNKNOWN)


@attrs.frozen(kw_only=True)
class Order(Record):
    """An order of one solution: price, points asked for, contract term and first day.

    ``price`` is the whole price without business tax (未稅), ``tax`` the tax on top of it, if any: whether
    half of the price means with or without tax is not said, see ``points.use.offset``. ``market_price`` is
    that of just what is ordered, by its plan, usage and term (:meth:`of`); that of the solution (of its
    standard offer for its shortest term) is no bound for it. ``number`` is the caller's own, without blanks
    around it; it names the order in the wallet.

    ``term`` is in calendar months, the first day counted. ``stated_end`` is the last day where the contract
    names one, and counts even where the term would end on another; then a decision notes the difference
    (:meth:`notes`). An order that states no last day ends with its term.

    >>> from datetime import date
    >>> order = Order(number="A-1", price=150_001, points=75_000, term=6, starts_on=date(2022, 8, 31))
    >>> order.self_paid, order.ends_on
    (75001, datetime.date(2023, 2, 28))
    >>> Order(term=3, starts_on=date(2022, 6, 1)).ends_on
    datetime.date(2022, 8, 31)
    >>> stated = Order(term=3, starts_on=date(2022, 6, 1), stated_end=date(2022, 8, 30))
    >>> stated.ends_on, stated.months
    (datetime.date(2022, 8, 30), 2)
    >>> print(stated.notes()[0]["en"])
    The contract states 30 August 2022 as its last day, which is not that of a term of 3 months (31 August 2022); the stated day counts.
    """

    __keys__: ClassVar[tuple[str, ...]] = ("number",)
    __coherence__: ClassVar[Declarations] = in_order("starts_on", "stated_end")

    number: Fact[str] = given(
        zh="訂單編號",
        en="Order number",
        ask=Text(zh="訂單編號是？", en="What is the number of the order?"),
    )
    solution: CloudSolution = given(default=CloudSolution(), zh="雲端解決方案", en="Cloud solution")
    price: Fact[int] = given(
        zh="費用（未稅）",
        en="Price without tax",
        unit="TWD",
        ask=Text(
            zh="這筆採購的總費用（未稅）是多少元？",
            en="What does the purchase cost in all, without tax, in New Taiwan dollars?",
        ),
        proof=Text(zh="契約或訂購單", en="Contract or order form"),
        clause="points.use.offset",
    )
    tax: Fact[int] = given(
        default=0,
        zh="另加之營業稅額",
        en="Business tax on top",
        unit="TWD",
        clause="points.use.offset",
    )
    market_price: Fact[int] = given(
        zh="同一內容與期間之市售價格（未稅）",
        en="Market price of the same, without tax",
        unit="TWD",
        ask=Text(
            zh="同一內容與期間的市售價格（未稅）是多少元？",
            en="What is the market price of the same for the same term, without tax, in New Taiwan dollars?",
        ),
        clause="listing.solution.price",
    )
    points: Fact[int] = given(
        zh="擬折抵點數",
        en="Points asked for",
        unit="points",
        change="both_ways",
        sensible=1,
        act={
            "less": Text(zh="折抵點數減為{new}", en="use only {new}"),
            "more": Text(zh="折抵點數增為{new}", en="use {new}"),
        },
        ask=Text(zh="這筆採購要折抵多少點？", en="How many points are to pay for the purchase?"),
        clause="points.use.offset",
    )
    term: Fact[int] = given(
        zh="契約期間",
        en="Contract term",
        unit="months",
        most=1200,
        change="to_more",
        act=Text(zh="契約期間延長為{new}", en="extend the contract to {new}"),
        ask=Text(zh="契約期間是幾個月？", en="For how many months does the contract run?"),
        proof=Text(zh="契約", en="Contract"),
        clause="listing.solution.minimum-term",
    )
    starts_on: Fact[date] = given(
        zh="契約起始日",
        en="First day of the contract",
        ask=Text(zh="契約自哪一天開始？", en="On which day does the contract begin?"),
        proof=Text(zh="契約", en="Contract"),
        clause="listing.solution.claim-after-term",
    )

    stated_end: Fact[date] = given(
        zh="契約載明之末日",
        en="Last day stated in the contract",
        ask=Text(
            zh="契約如載明末日，是哪一天？",
            en="If the contract states its last day, what day is it?",
        ),
        proof=Text(zh="契約", en="Contract"),
        clause="listing.solution.claim-after-term",
    )

    @classmethod
    def of(
        cls,
        solution: CloudSolution,
        plan: str,
        *,
        term: int,
        usage: Iterable[Usage] = (),
        price: Fact[int] = UNKNOWN,
        number: Fact[str] = UNKNOWN,
        points: Fact[int] = UNKNOWN,
        tax: int = 0,
        starts_on: Fact[date] = UNKNOWN,
        stated_end: Fact[date] = UNKNOWN,
    ) -> Order:
        """The order of one of the solution's plans 計價方案, by its name, for a term and a usage.

        Both prices are reckoned from the plan (:func:`~cloudgrant.programmes.listing.costing.cost`): what it
        charges is the order's price unless another ``price`` was agreed, and what the same costs elsewhere is
        its market price, against which that is held. Either is unknown while the plan, or a usage, leaves it
        open. Raises :class:`~cloudgrant.values.problems.InvalidInput` where the solution has no such plan, for
        a term below one month, and where two usages answer for the same price.

        >>> from cloudgrant.programmes.listing import Plan, Price
        >>> basic = Plan(name="基本", prices=(Price(amount=1_500, per="month", market_amount=1_600),))
        >>> mes = CloudSolution(name="雲端智造", plans=(basic,), price=30_000, market_price=36_000)
        >>> order = Order.of(mes, "基本", term=3)
        >>> order.price, order.market_price
        (4500, 4800)
        >>> Order.of(mes, "基本", term=3, price=30_000).market_price
        4800
        """
        chosen, used = solution.plan(plan), tuple(usage)
        return cls(
            number=number,
            solution=solution,
            price=cost(chosen, months=term, usage=used).dollars if price is UNKNOWN else price,
            tax=tax,
            market_price=market_cost(chosen, months=term, usage=used).dollars,
            points=points,
            term=term,
            starts_on=starts_on,
            stated_end=stated_end,
        )

    def notes(self) -> tuple[Text, ...]:
        """That the contract states another last day than its term has 載明之末日與期間不同."""
        reckoned, stated = _end_of_term(self), self.stated_end
        if reckoned is UNKNOWN or stated is UNKNOWN or reckoned == stated:
            return ()
        words = {
            one: {
                "stated": format_date(stated, one),
                "reckoned": format_date(reckoned, one),
                "months": formatted(self.term, "months", one),
            }
            for one in ("zh", "en")
        }
        return (Text({one: _STATED.filled(one, words[one].__getitem__) for one in words}),)

    @fact(zh="自付額（未稅）", en="Self-paid part without tax", unit="TWD", least=-MOST_DOLLARS)
    def self_paid(self) -> Fact[int]:
        """自付費用: the price less the points, one point paying NT$1."""
        return self.price - self.points

    @fact(
        zh="契約期滿日",
        en="Last day of the contract",
        repair=_ending_on,
    )
    def ends_on(self) -> Fact[date]:
        """合約期程結束: the day that the contract states, or else the last day of the term, whose first day
        counts (:func:`~cloudgrant.values.periods.term_end`). Unknown, too, of a term of no month.
        """
        return agreed(self.stated_end, _end_of_term(self))

    @fact(
        zh="契約期間",
        en="Contract term",
        unit="months",
        change="to_more",
        ask=Text(zh="契約期間是幾個月？", en="For how many months does the contract run?"),
        opaque=1,
        least=0,
        most=_MOST_MONTHS,
        reads=("term", "starts_on", "stated_end"),
        repair=_for_months,
        clause="listing.solution.minimum-term",
    )
    def months(self) -> Fact[int]:
        """服務期間: the whole months up to the last day that the contract states, or else its term.

        Opaque, for which of the two it is depends on whether a last day is stated at all.
        """
        if self.stated_end is UNKNOWN:
            return self.term
        return UNKNOWN if self.starts_on is UNKNOWN else term_months(self.starts_on, self.stated_end)
