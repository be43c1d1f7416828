"""Yearly revenue 年營業收入 of a small or medium firm: the three past years, and which amount decides.

The facts of a firm say of which year they are: ``revenue_year``, and the two years before it, each a complete
year 完整年度 before the year of the application.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Literal, TypeVar

import attrs

from cloudgrant.firms.company import Company
from cloudgrant.rules.records.fact_info import facts
from cloudgrant.rules.records.record import value_problems
from cloudgrant.rules.writing.declaration import calculation
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.shown import shown
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact
from cloudgrant.values.years import FIRST_YEAR, LAST_YEAR

__all__ = ["CALCULATIONS", "DecidingRevenue", "deciding_revenue", "with_revenue"]

C = TypeVar("C", bound=Company)

_NO_YEAR = Text(
    "research.revenue.no_year",
    zh="應為西元年（整數），卻是{given}",
    en="must be a Gregorian year, not {given}",
)
_NOT_PAST = Text(
    "research.revenue.not_past",
    zh="{given} 年不是 {expected} 年之前的完整年度",
    en="{given} is not a complete year before {expected}",
)
_LEFT_OUT = Text(
    "research.revenue.left_out",
    zh="缺 {given} 年：不知其金額者，請以未知填入",
    en="{given} is left out: where its amount is not known, give it as unknown",
)


def with_revenue(firm: C, amounts: Mapping[int, Fact[int]], *, application_year: int) -> C:
    """The firm with the revenue facts that its yearly revenue comes to in the year of an application.

    ``amounts`` are whole TWD by Gregorian year, of every year that has figures (a year whose amount is
    not known yet is ``UNKNOWN``); years earlier than the third before the application do not count. No
    amounts at all say that there is no complete year.

    Raises :class:`~cloudgrant.values.problems.InvalidInput` listing every year that is none or not before
    the application's (code ``research.revenue_year``), every year left out after the earliest
    (``research.revenue_gap``), and every amount that is no whole number of dollars.

    >>> from cloudgrant.values.unknown import UNKNOWN
    >>> firm = with_revenue(Company(), {2021: 300, 2020: UNKNOWN, 2018: 7, 2019: 200}, application_year=2022)
    >>> firm.revenue_year, firm.revenue_last_year, firm.revenue_two_years_ago, firm.revenue_three_years_ago
    (2021, 300, UNKNOWN, 200)
    >>> with_revenue(Company(), {2021: 300}, application_year=2022).revenue_years
    1
    """
    found = list(_problems(amounts, application_year))
    if found:
        raise InvalidInput(found)
    last, before, first = (amounts.get(application_year - ago, UNKNOWN) for ago in (1, 2, 3))
    return attrs.evolve(
        firm,
        revenue_year=application_year - 1,
        revenue_years=sum(application_year - ago in amounts for ago in (1, 2, 3)),
        revenue_last_year=last,
        revenue_two_years_ago=before,
        revenue_three_years_ago=first,
    )


def _problems(amounts: Mapping[int, Fact[int]], application_year: int) -> Iterator[Problem]:
    if not _is_year(application_year):
        yield Problem.at(
            ["application_year"], "research.revenue_year", _NO_YEAR, given=shown(application_year)
        )
        return
    for year, amount in amounts.items():
        place = ["amounts", str(year)]
        if not _is_year(year):
            yield Problem.at(place, "research.revenue_year", _NO_YEAR, given=shown(year))
        elif year >= application_year:
            yield Problem.at(place, "research.revenue_year", _NOT_PAST, given=year, expected=application_year)
        yield from (
            problem.below(*place) for problem in value_problems(facts(Company)["revenue_last_year"], amount)
        )
    past = [year for year in amounts if _is_year(year) and year < application_year]
    for year in range(max(min(past, default=application_year), application_year - 3), application_year):
        if year not in amounts:
            yield Problem.at(["amounts", str(year)], "research.revenue_gap", _LEFT_OUT, given=year)


def _is_year(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and FIRST_YEAR < value <= LAST_YEAR


@attrs.frozen
class DecidingRevenue:
    """The amount that is held against the ceiling 孰低者, exactly: a mean is a fraction, not rounded.

    ``basis`` says whether it is last year's 過去一年 or the mean 過去三年之平均; ``years`` of how many
    years that mean is (three, unless the firm has fewer), 0 where there is no complete year at all and
    the amount is nothing.
    """

    amount: Fraction
    basis: Literal["last_year", "mean"]
    years: int


@calculation(
    "research.sme.revenue-ceiling",
    unit="TWD",
    zh="據以認定之年營業收入",
    en="Yearly revenue that decides",
)
def deciding_revenue(firm: Company) -> Fact[DecidingRevenue]:
    """The lower of last year's revenue and the mean of the past three years, or of those there are.

    Of equal amounts last year's. Unknown while a figure of a year that counts is not known, or how many
    years count. Amounts are TWD.

    >>> firm = Company(revenue_last_year=2_500, revenue_two_years_ago=1_500, revenue_three_years_ago=1_000)
    >>> deciding_revenue(firm)
    DecidingRevenue(amount=Fraction(5000, 3), basis='mean', years=3)
    >>> deciding_revenue(Company(revenue_years=1, revenue_last_year=2_500))
    DecidingRevenue(amount=Fraction(2500, 1), basis='last_year', years=1)
    """
    years = firm.years_of_revenue
    if years is UNKNOWN:
        return UNKNOWN
    of_each = (firm.revenue_last_year, firm.revenue_two_years_ago, firm.revenue_three_years_ago)
    figures = [figure for figure in of_each[:years] if figure is not UNKNOWN]
    if len(figures) < years:
        return UNKNOWN
    if not figures:
        return DecidingRevenue(Fraction(0), "last_year", 0)
    last, mean = Fraction(figures[0]), Fraction(sum(figures), years)
    return DecidingRevenue(mean, "mean", years) if mean < last else DecidingRevenue(last, "last_year", years)


CALCULATIONS = (deciding_revenue,)
"""What the programme reckons of a firm's revenue."""
