"""What a plan costs for a given usage and term (方案費用試算): exact, and rounded only as the plan declares."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

import attrs

from cloudgrant.programmes.listing.plan import Plan, Rounding
from cloudgrant.programmes.listing.price import Price
from cloudgrant.programmes.listing.units import UNITS
from cloudgrant.programmes.listing.usage import Usage
from cloudgrant.rules.records.fact_info import given
from cloudgrant.rules.records.record import Record
from cloudgrant.rules.writing.declaration import calculation
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["Charge", "Cost", "cost", "market_cost", "rounded"]


@attrs.frozen(kw_only=True)
class _Asked(Record):
    months: int = given(zh="契約期間", en="Term of the contract", unit="months", least=1)
    usage: tuple[Usage, ...] = given(zh="用量", en="Usage")


@attrs.frozen
class Charge:
    """One price of the plan: how many of its units are charged (unknown without that usage), and what for."""

    price: Price
    units: Fact[Fraction]
    exact: Fact[Fraction]


@attrs.frozen
class Cost:
    """What a plan costs: each charge, the exact sum, and the bill in whole dollars.

    ``exact`` is unknown while the usage of a price is; ``dollars`` also while the plan does not say
    how a broken dollar is rounded. ``missing`` names the units whose usage is still to be given,
    ``unpriced`` the usages that no price of the plan is for: they cost nothing.
    """

    charges: tuple[Charge, ...]
    exact: Fact[Fraction]
    dollars: Fact[int]
    missing: tuple[str, ...]
    unpriced: tuple[Usage, ...] = ()


@calculation("listing.solution.price", unit="TWD", zh="方案費用試算", en="Cost of a plan")
def cost(plan: Plan, *, months: int, usage: Iterable[Usage] = ()) -> Cost:
    """The cost of a plan for a contract of ``months`` calendar months and this usage.

    A price per month is charged for the term, one per ``seat * month`` for the seats over the term, one
    per ``call`` for the calls in all (``call / month`` times the term), one per ``purchase`` once. Blocks
    (``"100 call"``) are charged in proportion. Usage that no price of the plan is for costs nothing and is
    told (``unpriced``). The sum is exact; only the bill is rounded, once, as ``plan.rounding`` says. That is the library's way of
    reckoning, for the briefing says only that the vendor sets the price. Raises
    :class:`~cloudgrant.values.problems.InvalidInput` for a term below one month, or where two usages
    answer for the same price.

    >>> team = Plan(name="團隊", rounding="down", prices=(
    ...     Price(amount=1_000, per="month"), Price(amount=200, per="seat * month"), Price(amount=1, per="20 call")))
    >>> bill = cost(team, months=3, usage=(Usage(amount=5, unit="seat"), Usage(amount=333, unit="call / month")))
    >>> bill.exact, bill.dollars
    (Fraction(120999, 20), 6049)
    >>> cost(team, months=3).missing
    ('seat * month', 'call')
    """
    asked = _Asked(months=months, usage=tuple(usage))
    charges = tuple(_charge(price, asked) for price in plan.prices)
    total: Fact[Fraction] = Fraction(0)
    for charge in charges:
        total = UNKNOWN if total is UNKNOWN or charge.exact is UNKNOWN else total + charge.exact
    missing = [" * ".join(charge.price.units[1]) for charge in charges if charge.units is UNKNOWN]
    unpriced = tuple(
        one for one in asked.usage if not any(_answers(price, one, asked) for price in plan.prices)
    )
    return Cost(charges, total, rounded(total, plan.rounding), tuple(dict.fromkeys(missing)), unpriced)


def market_cost(plan: Plan, *, months: int, usage: Iterable[Usage] = ()) -> Cost:
    """What the same usage for the same term costs at the market prices 市售價格 of a plan, reckoned as :func:`cost` is.

    Unknown as long as a market price is, for nothing tells what that part would cost elsewhere.

    >>> basic = Plan(name="基本", prices=(Price(amount=1_500, per="month", market_amount=1_600),))
    >>> market_cost(basic, months=3).dollars
    4800
    >>> market_cost(Plan(name="基本", prices=(Price(amount=1_500, per="month"),)), months=3).dollars
    UNKNOWN
    """
    stated = tuple(
        attrs.evolve(price, amount=0 if price.market_amount is UNKNOWN else price.market_amount)
        for price in plan.prices
    )
    found = cost(attrs.evolve(plan, prices=stated), months=months, usage=usage)
    if all(price.market_amount is not UNKNOWN for price in plan.prices):
        return found
    charges = tuple(
        attrs.evolve(charge, exact=UNKNOWN) if price.market_amount is UNKNOWN else charge
        for charge, price in zip(found.charges, plan.prices, strict=True)
    )
    return attrs.evolve(found, charges=charges, exact=UNKNOWN, dollars=UNKNOWN)


def rounded(amount: Fact[Fraction], rounding: Fact[Rounding]) -> Fact[int]:
    """Whole dollars of an exact amount; unknown where it is broken and no rounding is declared.

    >>> rounded(Fraction(5, 2), "down"), rounded(Fraction(5, 2), "up"), rounded(Fraction(5, 2), "half_up")
    (2, 3, 3)
    >>> rounded(Fraction(5, 2), UNKNOWN), rounded(Fraction(2), UNKNOWN)
    (UNKNOWN, 2)
    """
    if amount is UNKNOWN:
        return UNKNOWN
    if amount.denominator == 1:
        return amount.numerator
    if rounding is UNKNOWN:
        return UNKNOWN
    added = {"down": Fraction(0), "up": 1 - Fraction(1, amount.denominator), "half_up": Fraction(1, 2)}
    return (amount + added[rounding]).__floor__()


def _charge(price: Price, asked: _Asked) -> Charge:
    unit = " * ".join(price.units[1])
    wanted = UNITS.quantity(1, unit)
    answers = [
        Fraction(measured.to(wanted.units).magnitude)
        for measured in _measures(asked)
        if measured.dimensionality == wanted.dimensionality
    ]
    if len(answers) > 1:
        raise InvalidInput([Problem.at(["usage"], "duplicate", given=unit)])
    if not answers:
        return Charge(price, UNKNOWN, UNKNOWN)
    return Charge(price, answers[0], price.each * answers[0])


def _answers(price: Price, usage: Usage, asked: _Asked) -> bool:
    """Whether a price is for a usage, by itself or over the term."""
    wanted: Any = UNITS.quantity(1, " * ".join(price.units[1]))
    measured: Any = usage.quantity
    over_the_term: Any = measured * UNITS.quantity(asked.months, "month")
    return any(one.dimensionality == wanted.dimensionality for one in (measured, over_the_term))


def _measures(asked: _Asked) -> list[Any]:
    """What there is to charge for: one purchase, the term, and each usage, by itself and over the term."""
    term: Any = UNITS.quantity(asked.months, "month")
    used: list[Any] = [usage.quantity for usage in asked.usage]
    return [UNITS.quantity(1, "purchase"), term, *used, *(one * term for one in used)]
