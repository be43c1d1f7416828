"""Prices in pint units, and what a plan costs for a usage and a term: exact to the last cent."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pint
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant.programmes.listing import UNITS, Plan, Price, Usage, cost, rounded
from cloudgrant.values.unknown import Fact
from isolated import run

U = cg.UNKNOWN


def plan(*prices: Price, rounding: Any = U) -> Plan:
    return Plan(name="A", prices=prices, rounding=rounding)


def uses(*amounts: tuple[int, str]) -> tuple[Usage, ...]:
    return tuple(Usage(amount=amount, unit=unit) for amount, unit in amounts)


# Prices.


@pytest.mark.parametrize(
    ("number", "unit", "amount", "per"),
    [
        (300, "TWD/month", 300, "month"),
        (300, "TWD/seat/month", 300, "month * seat"),
        (300, "TWD/(seat*month)", 300, "month * seat"),
        ("0.05", "TWD/call", 1, "20 call"),
        (Decimal("0.30"), "TWD/message", 3, "10 message"),
        (Fraction(1, 3), "TWD/gigabyte", 1, "3 gigabyte"),
        (0, "TWD/user", 0, "user"),
        (5_000, "TWD/purchase", 5_000, "purchase"),
    ],
)
def test_a_price_from_a_number_and_a_unit(number: Any, unit: str, amount: int, per: str) -> None:
    assert Price.of(number, unit) == Price(amount=amount, per=per)


def test_a_price_from_a_quantity_of_the_callers_own_registry() -> None:
    make: Any = pint.UnitRegistry
    own = make(non_int_type=Decimal)
    own.define("TWD = [currency]")
    assert Price.of(own.Quantity(Decimal("1.5"), "TWD/month")) == Price(amount=3, per="2 month")
    with pytest.raises(cg.InvalidInput):
        Price.of(own.Quantity(1.5, "TWD/month"))  # a float


@pytest.mark.parametrize(
    ("number", "unit"),
    [
        (0.05, "TWD/call"),
        (float("nan"), "TWD/call"),
        (True, "TWD/call"),
        ("five", "TWD/call"),
        (1, "TWD"),
        (1, "call"),
        (1, "TWD/call**2"),
        (1, "TWD**2/call"),
        (1, "TWD*call"),
        (1, "TWD/mnoth"),
        (1, ""),
        (-1, "TWD/call"),
    ],
)
def test_no_price(number: Any, unit: str) -> None:
    with pytest.raises(cg.InvalidInput):
        Price.of(number, unit)


@pytest.mark.parametrize(
    "per", ["", "mnoth", "month*seat", "0 call", "1.5 call", "month * month", "TWD", "call / month", "month "]
)
def test_no_unit_of_a_price(per: str) -> None:
    with pytest.raises(cg.InvalidInput):
        Price(amount=1, per=per)


@pytest.mark.parametrize(
    "unit", ["", "mnoth", "10 seat", "month", "call / day", "call / seat", "TWD", "seat * seat"]
)
def test_no_unit_of_a_usage(unit: str) -> None:
    with pytest.raises(cg.InvalidInput):
        Usage(amount=1, unit=unit)


def test_a_misspelt_unit_is_told_the_nearest() -> None:
    with pytest.raises(cg.InvalidInput) as caught:
        Price(amount=1, per="mounth")
    assert "month?" in str(caught.value)


def test_each_quantity_is_a_fresh_one() -> None:
    price = Price(amount=12_000, per="year")
    first: Any = price.quantity
    first.ito("TWD / month")
    assert first.magnitude == 1_000
    assert price.quantity.magnitude == 12_000
    assert str(price.quantity.units) == "TWD / year"


@given(
    number=st.fractions(min_value=0, max_value=10**6, max_denominator=10**4),
    unit=st.sampled_from(["month", "seat", "call", "gigabyte", "core * hour", "month * seat"]),
)
def test_a_price_loses_nothing_on_its_way_through_pint(number: Fraction, unit: str) -> None:
    price = Price.of(number, "TWD/" + "/".join(unit.split(" * ")))
    assert price.each == number
    assert Price.of(price.quantity) == price
    assert cg.load(Price, cg.dump(price)) == price


def test_pint_is_loaded_only_when_a_quantity_is_asked_for() -> None:
    code = """
import sys, json, cloudgrant as cg
from cloudgrant.programmes.listing import Plan
from cloudgrant.programmes.listing import Price
from datetime import date
plan = Plan(name="A", prices=(Price(amount=1, per="20 call", market_amount=2),))
solution = cg.CloudSolution(price=1, market_price=1, minimum_term=3, plans=(plan,))
decision = cg.listing.assess(cg.ListingApplication(solution=solution), on=date(2022, 5, 2))
before = "pint" in sys.modules
plan.prices[0].quantity
print(json.dumps([decision["listing.solution.price"].result.value, before, "pint" in sys.modules]))
"""
    assert run(code) == ["met", False, True]


# Costs.


@pytest.mark.parametrize(
    ("price", "months", "usage", "expected"),
    [
        (Price(amount=1_000, per="month"), 3, (), 3_000),
        (Price(amount=12_000, per="year"), 3, (), 3_000),
        (Price(amount=12_000, per="year"), 1, (), 1_000),
        (Price(amount=300, per="quarter"), 4, (), 400),
        (Price(amount=5_000, per="purchase"), 12, (), 5_000),
        (Price(amount=200, per="seat * month"), 3, ((5, "seat"),), 3_000),
        (Price(amount=200, per="month * seat"), 3, ((0, "seat"),), 0),
        (Price(amount=2_400, per="seat * year"), 3, ((5, "seat"),), 3_000),
        (Price(amount=1_000, per="seat"), 3, ((5, "seat"),), 5_000),
        (Price(amount=1, per="20 call"), 3, ((333, "call"),), Fraction(333, 20)),
        (Price(amount=1, per="20 call"), 3, ((333, "call / month"),), Fraction(999, 20)),
        (Price(amount=1, per="20 call"), 3, ((1_200, "call / year"),), 15),
        (Price(amount=30, per="terabyte * month"), 2, ((500, "gigabyte"),), 30),
        (Price(amount=2, per="core * hour"), 3, ((720, "core * hour"),), 1_440),
        (Price(amount=2, per="core * minute"), 3, ((2, "core * hour / month"),), 720),
        (Price(amount=1, per="seat * month"), 3, (), U),
        (Price(amount=1, per="call"), 3, ((5, "seat"),), U),
        (Price(amount=1, per="gigabyte"), 3, ((5, "gigabyte / month"),), 15),
    ],
)
def test_one_price(price: Price, months: int, usage: Any, expected: Fact[Fraction]) -> None:
    bill = cost(plan(price), months=months, usage=uses(*usage))
    assert bill.exact == expected
    assert bill.missing == ((" * ".join(price.units[1]),) if expected is U else ())


def test_prices_are_added_exactly_and_rounded_once() -> None:
    third = Price(amount=1, per="3 call")
    bill = cost(
        plan(third, Price(amount=1, per="6 call"), rounding="down"), months=1, usage=uses((1, "call"))
    )
    assert [charge.exact for charge in bill.charges] == [Fraction(1, 3), Fraction(1, 6)]
    assert bill.exact == Fraction(1, 2)
    assert bill.dollars == 0


@pytest.mark.parametrize(
    ("exact", "down", "up", "half_up"),
    [
        (Fraction(0), 0, 0, 0),
        (Fraction(7), 7, 7, 7),
        (Fraction(749, 100), 7, 8, 7),
        (Fraction(15, 2), 7, 8, 8),
        (Fraction(751, 100), 7, 8, 8),
        (Fraction(1, 10**9), 0, 1, 0),
    ],
)
def test_rounding_is_declared(exact: Fraction, down: int, up: int, half_up: int) -> None:
    assert rounded(exact, "down") == down
    assert rounded(exact, "up") == up
    assert rounded(exact, "half_up") == half_up
    assert rounded(exact, U) == (exact if exact.denominator == 1 else U)
    assert rounded(U, "up") is U


def test_two_usages_for_one_price_are_refused() -> None:
    for usage in (uses((5, "seat"), (3, "seat")), uses((1, "gigabyte"), (1, "megabyte"))):
        with pytest.raises(cg.InvalidInput) as caught:
            cost(
                plan(Price(amount=1, per="seat * month"), Price(amount=1, per="gigabyte")),
                months=3,
                usage=usage,
            )
        assert [problem.code for problem in caught.value.problems] == ["duplicate"]


@pytest.mark.parametrize("months", [0, -1, 1.5, True, None])
def test_no_term(months: Any) -> None:
    with pytest.raises(cg.InvalidInput):
        cost(plan(Price(amount=1, per="month")), months=months)


def test_a_usage_that_no_price_is_for_costs_nothing() -> None:
    bill = cost(plan(Price(amount=10, per="month")), months=3, usage=uses((9, "seat")))
    assert bill.dollars == 30


@given(
    fee=st.integers(0, 10**6),
    seat=st.integers(0, 10**5),
    calls=st.integers(1, 10**4),
    months=st.integers(1, 60),
    seats=st.integers(0, 1000),
    called=st.integers(0, 10**6),
)
@example(fee=1_000, seat=200, calls=20, months=3, seats=5, called=333)
def test_the_cost_of_any_plan(fee: int, seat: int, calls: int, months: int, seats: int, called: int) -> None:
    prices = (
        Price(amount=fee, per="month"),
        Price(amount=seat, per="seat * month"),
        Price(amount=1, per=f"{calls} call"),
    )
    bill = cost(plan(*prices), months=months, usage=uses((seats, "seat"), (called, "call / month")))
    assert bill.exact == months * (fee + seat * seats) + Fraction(called * months, calls)


@given(months=st.integers(1, 60), more=st.integers(0, 60), seats=st.integers(0, 99), extra=st.integers(0, 99))
def test_more_costs_no_less(months: int, more: int, seats: int, extra: int) -> None:
    offer = plan(Price(amount=7, per="3 seat * month"), rounding="half_up")
    less = cost(offer, months=months, usage=uses((seats, "seat"))).dollars
    dear = cost(offer, months=months + more, usage=uses((seats + extra, "seat"))).dollars
    assert less is not U
    assert dear is not U
    assert less <= dear


def test_a_plan_by_its_name() -> None:
    solution: Any = cg.CloudSolution(plans=(plan(Price(amount=1, per="month")),))
    assert solution.plan("A").prices[0].amount == 1
    with pytest.raises(cg.InvalidInput) as caught:
        solution.plan("B")
    [problem] = caught.value.problems
    assert (problem.code, problem.message("zh")) == ("option", "應為A之一，卻是'B'")
    with pytest.raises(cg.InvalidInput):
        cg.CloudSolution(plans=(*solution.plans, *solution.plans))


def test_the_registry_knows_each_unit() -> None:
    assert UNITS.registry.Quantity(1, "terabyte").to("byte").magnitude == 10**12
    with pytest.raises(pint.DimensionalityError):
        UNITS.registry.Quantity(1, "month").to("hour")
