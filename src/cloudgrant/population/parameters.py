"""What a population is like: how often firms and proposals are how. All of it is invented."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final, TypeVar

import attrs

from cloudgrant.population.asked import problems_of_names
from cloudgrant.population.ranges import MOST_CHOICES, Days, Size, Span
from cloudgrant.values.frozen_map import FrozenMap
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.shares import Share

__all__ = ["MAY_BE_UNKNOWN", "MAY_FAIL", "MOST_MEMBERS", "MOST_SERVICES", "Parameters"]

MOST_MEMBERS: Final = 8
"""The most firms that propose together."""

MOST_SERVICES: Final = 16
"""The most digital services of a proposal."""

MILLION: Final = 1_000_000

T = TypeVar("T")
Choices = tuple[tuple[T, int], ...]
"""Values beside their weights; a mapping of them is taken as well."""

_UNKNOWN: Final = {
    "paid_in_capital": "2%",
    "regular_employees": "8%",
    "manufacturer": "1%",
    "factory": "4%",
    "points_last_used_in": "3%",
    "points_used_before_in": "50%",
    "provider": "1%",
    "cloud_services": "5%",
    "cloud_base": "5%",
    "coaching_own_funds": "5%",
    "filed_on": "0",
    "members": "1%",
    "members.firm.provider": "1%",
    "members.firm.factory": "3%",
    "members.firm.audited_net_worth": "3%",
    "members.firm.return_net_worth": "3%",
    "members.firm.revenue_last_year": "3%",
    "lines": "1%",
    "lines.scope": "1%",
    "lines.source": "1/200",
    "lines.amount": "1%",
    "starts_on": "2%",
    "ends_on": "2%",
    "largest_customer": "5%",
    "smallest_customer": "5%",
    "adoption.proposed_customers": "2%",
    "security.spend.domestic": "1%",
    "self_assessment.marks": "3%",
}

_FAULTS: Final = {
    "public_cloud": "1%",
    "mainly_saas": "3%",
    "members.firm.provider": "1%",
    "members.firm.registered": "1/250",
    "members.firm.branch_office": "1/250",
    "members.firm.prc_investment_in_company_register": "1/250",
    "members.firm.prc_investment_in_investor_list": "1/250",
    "members.firm.rejected_account": "1/250",
    "members.firm.credit_report_stamped": "1/200",
    "members.firm.it_capability_held": "2%",
    "services.cloud": "3%",
    "service_levels.objective": "2%",
    "outline": "1/500",
    "self_assessment.marks": "1/1000",
    "benefits.pay_rise_first_year": "1/200",
    "benefits.pay_rise_second_year": "1/200",
    "benefits.marketplace_listing": "1/200",
}

MAY_BE_UNKNOWN: Final = frozenset(_UNKNOWN)
"""The columns that may be unknown, and the lists: those of the tables under the names of their lists."""

MAY_FAIL: Final = frozenset(_FAULTS)
"""What nearly every proposal has as it is to be."""


def _share(given: Any) -> Share:
    return Share.of(given)


def _shares(given: Mapping[str, Any]) -> Mapping[str, Share]:
    return FrozenMap({name: Share.of(share) for name, share in given.items()})


def _pairs(given: Mapping[Any, int] | Iterable[tuple[Any, int]]) -> Choices[Any]:
    return tuple((given if isinstance(given, Mapping) else dict(given)).items())


def _several(*given: Any) -> Any:
    return attrs.field(default=given, converter=tuple)


@attrs.frozen(kw_only=True)
class Parameters:
    """How often firms and proposals are how: **every number here is invented**, none was measured anywhere.

    They were chosen so that the population looks plausible, that every threshold of the rules has rows below,
    at and above it, and that every rule fails now and then. ``attrs.evolve`` gives a population of your own
    making. Weights are whole numbers, each beside the others of its place; shares are as
    :class:`~cloudgrant.Share` takes them.

    Raises :class:`~cloudgrant.values.problems.InvalidInput` listing all that is wrong.

    >>> import attrs
    >>> from cloudgrant import population
    >>> complete = attrs.evolve(population.Parameters(), unknown={})
    >>> population.firms(1_000, parameters=complete)["regular_employees"].null_count()
    0
    """

    sizes: tuple[Size, ...] = _several(
        Size(Span(100_000, 5 * MILLION, step=100_000), Span(1, 9), weight=44),
        Size(Span(MILLION, 30 * MILLION, step=500_000), Span(5, 49), weight=31),
        Size(Span(10 * MILLION, 90 * MILLION, step=MILLION), Span(30, 199), weight=14),
        Size(Span(80 * MILLION, 120 * MILLION, step=10 * MILLION), Span(150, 250), weight=4),
        Size(Span(101 * MILLION, 1000 * MILLION, step=MILLION), Span(80, 300), weight=4),
        Size(Span(20 * MILLION, 100 * MILLION, step=MILLION), Span(200, 400), weight=2),
        Size(Span(200 * MILLION, 10_000 * MILLION, step=10 * MILLION), Span(250, 3_000), weight=1),
    )
    """Sizes of firms: capital in New Taiwan dollars and staff, which go together. Invented."""

    manufacturers: Share = attrs.field(default=Share("93%"), converter=_share)
    """The share of manufacturers among those that apply for points. Invented."""

    providers: Share = attrs.field(default=Share("4%"), converter=_share)
    """The share of information service providers among all firms. Invented."""

    factory: Choices[str] = attrs.field(
        converter=_pairs, default=_pairs({"registered": 78, "exempt": 14, "none": 8})
    )
    """Weights of having a factory registered, being exempt from it, or neither. Invented."""

    points_last_used_in: Choices[int] = attrs.field(
        converter=_pairs, default=_pairs({0: 79, 2020: 5, 2021: 13, 2022: 3})
    )
    """Weights of the years in which points were last used; 0 is never. Invented."""

    points_used_before_in: Choices[int] = attrs.field(
        converter=_pairs, default=_pairs({0: 65, 2020: 15, 2021: 20})
    )
    """Weights of the years before that one; a year that is not before it counts as never. Invented."""

    county: Choices[str] = attrs.field(converter=_pairs, default=_pairs(
        {
            "新北市": 21, "臺中市": 19, "桃園市": 13, "彰化縣": 11, "臺南市": 10, "高雄市": 9, "臺北市": 6,
            "新竹縣": 3, "新竹市": 2, "苗栗縣": 2, "雲林縣": 2, "嘉義縣": 1, "屏東縣": 1,
        }
    ))  # fmt: skip
    """Weights of the counties and cities that firms are in; the names are real, the weights invented."""

    filed_on: tuple[Days, ...] = _several(
        Days(date(2022, 4, 6), date(2022, 4, 12), weight=1),
        Days(date(2022, 4, 13), date(2022, 8, 15), weight=70),
        Days(date(2022, 8, 16), date(2022, 8, 31), weight=26),
        Days(date(2022, 9, 1), date(2022, 9, 9), weight=3),
    )
    """The days on which firms file, with a rush before the last day and some beside the window. Invented."""

    weight: Span = Span(1, 9)
    """How many firms a row stands for, as the weights of a survey do. Invented."""

    purchase: tuple[Span, ...] = _several(
        Span(10_000, 100_000, step=1_000, weight=35),
        Span(100_000, 400_000, step=5_000, weight=40),
        Span(400_000, 1_000_000, step=10_000, weight=20),
        Span(1_000_000, 3_000_000, step=50_000, weight=5),
    )
    """What a firm would buy in the marketplace if it could, in New Taiwan dollars. Invented."""

    cloud_services: Choices[str] = attrs.field(
        converter=_pairs, default=_pairs({"none": 50, "starting": 35, "running": 15})
    )
    """Weights of how far firms are with cloud services of their own. Invented."""

    cloud_base: Choices[str] = attrs.field(
        converter=_pairs, default=_pairs({"software": 40, "customers": 25, "hardware": 20, "other": 15})
    )
    """Weights of what firms build a cloud service on. Invented."""

    coaching_own_funds: tuple[Span, ...] = _several(
        Span(0, 90_000, step=10_000, weight=2), Span(100_000, 300_000, step=50_000, weight=8)
    )
    """What firms would put in of their own to be coached, in New Taiwan dollars. Invented."""

    members: Choices[int] = attrs.field(converter=_pairs, default=_pairs({1: 35, 2: 30, 3: 22, 4: 13}))
    """Weights of how many firms propose together. Invented."""

    leads: Choices[int] = attrs.field(converter=_pairs, default=_pairs({1: 196, 2: 3, 0: 1}))
    """Weights of how many of them lead: the text asks for one. Invented."""

    proposal_filed_on: tuple[Days, ...] = _several(Days(date(2022, 4, 25), date(2022, 5, 24)))
    """The days on which proposals are filed. Invented, for the text gives none."""

    starts_on: tuple[Days, ...] = _several(
        Days(date(2022, 4, 18), date(2022, 4, 24), weight=1),
        Days(date(2022, 6, 1), date(2022, 8, 31), weight=60),
    )
    """First days of projects. Invented."""

    ends_on: tuple[Days, ...] = _several(
        Days(date(2023, 5, 1), date(2023, 11, 29), weight=40),
        Days(date(2023, 11, 30), date(2023, 11, 30), weight=20),
        Days(date(2023, 12, 1), date(2023, 12, 31), weight=1),
    )
    """Last days of projects. Invented."""

    registered_on: tuple[Days, ...] = _several(Days(date(1980, 1, 1), date(2018, 12, 31)))
    """The days on which those that propose were first registered. Invented."""

    latest_year: int = 2021
    """The year that the statements and the revenue of those that propose are of: that before the filings."""

    credit_report_issued_on: tuple[Days, ...] = _several(
        Days(date(2021, 9, 1), date(2021, 11, 23), weight=1),
        Days(date(2021, 11, 24), date(2022, 5, 24), weight=200),
    )
    """The days of credit reports. Invented."""

    capability_from: tuple[Days, ...] = _several(Days(date(2019, 1, 1), date(2022, 4, 20)))
    """The first days of capability registrations. Invented."""

    capability_until: tuple[Days, ...] = _several(
        Days(date(2022, 4, 21), date(2022, 5, 31), weight=1),
        Days(date(2022, 6, 1), date(2024, 12, 31), weight=30),
    )
    """The last days of capability registrations. Invented."""

    factory_of_members: Choices[str] = attrs.field(
        converter=_pairs, default=_pairs({"registered": 85, "exempt": 12, "none": 3})
    )
    """The weights of having a factory registered, of those that propose. Invented."""

    subsidy: tuple[Span, ...] = _several(
        Span(3 * MILLION, 15 * MILLION, step=10_000, weight=30),
        Span(15 * MILLION, 30 * MILLION, step=500_000, weight=60),
        Span(30_001_000, 36 * MILLION, step=1_000, weight=5),
    )
    """What a whole proposal asks for, in New Taiwan dollars. Invented."""

    own_funds: tuple[Span, ...] = _several(
        Span(10_000, 10_000, weight=4), Span(10_001, 16_000, weight=10), Span(8_000, 9_999, weight=1)
    )
    """Dollars of own funds beside 10,000 of subsidy: at 10,000 the subsidy is just half. Invented."""

    lead_part: tuple[Span, ...] = _several(
        Span(5_000, 5_000, weight=3), Span(5_001, 9_000, weight=10), Span(3_000, 4_999, weight=1)
    )
    """The lead's part of 10,000 dollars of subsidy in a joint proposal. Invented."""

    scope: Choices[str] = attrs.field(converter=_pairs, default=_pairs(
        {
            "cloud_build": 400, "integration": 250, "online_marketing": 150, "offline_promotion": 80,
            "flexible_plans": 70, "business_model": 44, "other": 2, "none": 1,
        }
    ))  # fmt: skip
    """Weights of what budget lines are spent on. Invented."""

    domain: Choices[str] = attrs.field(
        converter=_pairs, default=_pairs({"manufacturing": 40, "service": 40, "micro": 20})
    )
    """Weights of the domains that proposals are for. Invented."""

    services: Choices[int] = attrs.field(converter=_pairs, default=_pairs({0: 1, 1: 2, 2: 79, 3: 72, 4: 44}))
    """Weights of how many digital services a proposal joins. Invented."""

    service_model: Choices[str] = attrs.field(
        converter=_pairs, default=_pairs({"saas": 60, "paas_saas": 36, "paas": 1, "other": 1})
    )
    """Weights of the service models. Invented."""

    net_worth: tuple[Span, ...] = _several(
        Span(-20 * MILLION, 0, step=MILLION, weight=2), Span(MILLION, 500 * MILLION, step=MILLION, weight=98)
    )
    """Net worth of those that propose, in New Taiwan dollars. Invented."""

    revenue: tuple[Span, ...] = _several(
        Span(5 * MILLION, 500 * MILLION, step=MILLION, weight=80),
        Span(500 * MILLION, 2_000 * MILLION, step=10 * MILLION, weight=17),
        Span(2_001 * MILLION, 6_000 * MILLION, step=MILLION, weight=3),
    )
    """Yearly revenue of those that propose, in New Taiwan dollars. Invented."""

    customers: tuple[Span, ...] = _several(Span(0, 0, weight=1), Span(1, 500, weight=99))
    """How many small and medium customers proposals aim for. Invented."""

    score: Span = Span(4_500, 9_800)
    """Scores of reviewers, in hundredths of a point: what a ranking could go by. Invented."""

    faults: Mapping[str, Share] = attrs.field(default=_shares(_FAULTS), converter=_shares)
    """How often what nearly every proposal has as it is to be is otherwise, by column. Invented."""

    unknown: Mapping[str, Share] = attrs.field(default=_shares(_UNKNOWN), converter=_shares)
    """How often a cell, or a whole list, is not known, by column; what is not named is known. Invented."""

    def __attrs_post_init__(self) -> None:
        problems = [*problems_of_names("unknown", self.unknown, MAY_BE_UNKNOWN)]
        problems += problems_of_names("faults", self.faults, MAY_FAIL)
        for field in attrs.fields(type(self)):
            problems += _of_weights(field.name, getattr(self, field.name))
        for name, least, most in (("members", 1, MOST_MEMBERS), ("services", 0, MOST_SERVICES)):
            problems += _of_counts(name, getattr(self, name), least, most)
        if problems:
            raise InvalidInput(problems)


def _of_weights(name: str, given: Any) -> Iterator[Problem]:
    """Weights that are none, and columns without anything to draw."""
    if not isinstance(given, tuple):
        return
    weights = [one[1] if isinstance(one, tuple) else one.weight for one in given]
    wrong = [weight for weight in weights if type(weight) is not int]
    if wrong:
        yield Problem.at([name], "type", expected="int", given=type(wrong[0]).__name__)
        return
    if any(weight < 0 for weight in weights):
        yield Problem.at([name], "negative", given=min(weights))
    elif not sum(weights):
        yield Problem.at([name], "required")
    elif sum(weights) > MOST_CHOICES:
        yield Problem.at([name], "too_large", limit=MOST_CHOICES, given=sum(weights))


def _of_counts(name: str, given: Choices[int], least: int, most: int) -> Iterator[Problem]:
    """How many there are of something, where that is too few or too many."""
    for count, _ in given:
        if type(count) is not int:
            yield Problem.at([name], "type", expected="int", given=type(count).__name__)
        elif count < least:
            yield Problem.at([name], "too_small", limit=least, given=count)
        elif count > most:
            yield Problem.at([name], "too_large", limit=most, given=count)
