"""The cloud solution 雲端解決方案 that a vendor offers in the Industry Hall."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

import attrs

from cloudgrant.programmes.listing.categories import CATEGORIES, Category, Group
from cloudgrant.programmes.listing.plan import Plan
from cloudgrant.programmes.listing.price import Price
from cloudgrant.rules.records.coherence import Declarations, in_order
from cloudgrant.rules.records.fact_info import fact, given
from cloudgrant.rules.records.record import Record
from cloudgrant.rules.records.year_before import year_before
from cloudgrant.rules.writing.lists import every
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.shown import shown
from cloudgrant.values.text import Text
from cloudgrant.values.ubn import ubn_form_problem
from cloudgrant.values.unknown import UNKNOWN, Fact, Truth
from cloudgrant.values.years import LAST_YEAR, NEVER, year_or_never

__all__ = ["CloudSolution"]


def _with_plans(solution: CloudSolution, within: bool) -> CloudSolution:
    """The solution without plans, or with one above the market price: for examples."""
    dear = Plan(name="dear", prices=(Price(amount=1, per="month", market_amount=0),))
    return attrs.evolve(solution, plans=() if within else (dear,))


@attrs.frozen(kw_only=True)
class CloudSolution(Record):
    """A cloud solution 雲端解決方案: what it is, what it costs, and when it is offered.

    ``price`` and ``market_price`` are whole TWD of one purchase at list price (定價 of the standard
    offer for its shortest term); ``plans`` say what it costs by month, seat or usage, see
    :func:`~cloudgrant.programmes.listing.costing.cost`. ``selected_on`` is the day on which
    the list of selected solutions was published 入選名單公告日, ``listed_from`` and ``listed_until`` the
    days of its offer in the Industry Hall, both included. ``edition`` is the name of the edition that it was
    selected under, by which its validity is judged in whichever year. Everything is unknown until given.

    >>> from datetime import date
    >>> mes = CloudSolution(name="雲端智造", category="production", price=30_000, minimum_term=3)
    >>> mes.group, mes.listed_from
    ('enterprise', UNKNOWN)
    """

    __keys__: ClassVar[tuple[str, ...]] = ("vendor_ubn", "name")
    __coherence__: ClassVar[Declarations] = (
        in_order("selected_on", "listed_from", "listed_until"),
        year_before("listed_before_in", "last_listed_in"),
    )

    name: Fact[str] = given(
        zh="方案名稱",
        en="Name of the solution",
        ask=Text(zh="雲端方案的名稱是？", en="What is the cloud solution's name?"),
    )
    vendor_ubn: Fact[str] = given(
        zh="廠商統一編號",
        en="Vendor's unified business number",
        check=ubn_form_problem,
        ask=Text(zh="提供方案的廠商統一編號是？", en="What is the vendor's unified business number?"),
    )
    category: Fact[Category] = given(
        zh="申請類別",
        en="Category",
        options=CATEGORIES,
        ask=Text(
            zh="方案屬於哪一類（企業營運端：產、銷、人、發、財；工廠生產端：人、機、料、法、環）？",
            en="Which of the ten categories does the solution belong to?",
        ),
        clause="listing.solution.category",
    )
    price: Fact[int] = given(
        zh="方案費用（每次採購定價）",
        en="List price of one purchase",
        unit="TWD",
        change="to_less",
        sensible=1,
        act=Text(zh="方案費用調降至{new}", en="lower the price to {new}"),
        ask=Text(
            zh="方案每次採購（標準內容、最短租期）的定價是多少（新臺幣元）？",
            en="What is the list price of one purchase (standard offer, shortest term), in New Taiwan dollars?",
        ),
        clause="listing.solution.price",
    )
    market_price: Fact[int] = given(
        zh="市售價格",
        en="Market price",
        unit="TWD",
        ask=Text(
            zh="同一內容的市售價格是多少（新臺幣元）？",
            en="What is the market price of the same, in New Taiwan dollars?",
        ),
        clause="listing.solution.price",
    )
    minimum_term: Fact[int] = given(
        zh="每次採購最短服務期間",
        en="Shortest term of a purchase",
        unit="months",
        change="to_more",
        act=Text(zh="每次採購之服務期間延長為至少{new}", en="serve for at least {new} per purchase"),
        ask=Text(
            zh="每次採購至少提供服務幾個月（可按月付款，但以承諾之期間計）？",
            en="For how many months is service committed to per purchase (it may be paid monthly)?",
        ),
        clause="listing.solution.minimum-term",
    )
    plans: Fact[tuple[Plan, ...]] = given(
        default=(), zh="計價方案", en="Plans", clause="listing.solution.price"
    )
    last_listed_in: Fact[int] = given(
        zh="最近一次上架工業館之年度",
        en="Year in which it was last listed in the Industry Hall",
        unit="year",
        least=NEVER,
        most=LAST_YEAR,
        check=year_or_never,
        ask=Text(
            zh="此方案最近一次由貴公司上架雲市集工業館，是在哪一年（從未上架者填「從未」；本次申請之上架不計）？",
            en="In which year was this solution last listed in the Industry Hall by the firm (never, if it never "
            "was; the listing that is applied for does not count)?",
        ),
        clause="listing.carry-over",
    )
    listed_before_in: Fact[int] = given(
        zh="在此之前，最近一個上架工業館之年度",
        en="Year before that in which it was last listed in the Industry Hall",
        unit="year",
        least=NEVER,
        most=LAST_YEAR,
        check=year_or_never,
        known_by="reviewer",
        help=Text(
            zh="僅在最近一次上架晚於免重新遴選之年度時才需要，由審查單位依上架紀錄認定；在此之前從未上架者為「從未」。",
            en="Needed only where the last listing is later than the year whose listing spares a selection; the "
            "reviewing unit finds it in its records. Never, if there was none before.",
        ),
        ask=Text(
            zh="依上架紀錄，此方案在最近一次上架的年度之前，最近在哪一年上架？",
            en="According to the records, in which year was this solution listed before its latest year of listing?",
        ),
        clause="listing.carry-over",
    )
    selected_on: Fact[date] = given(
        zh="入選名單公告日",
        en="Day the selected list was published",
        known_by="event",
        clause="listing.window.validity",
    )
    edition: Fact[str] = given(
        identifies=True, zh="申請時適用版本", en="Edition applied under", known_by="event"
    )
    listed_from: Fact[date] = given(zh="上架日", en="First day of the listing", known_by="event")
    listed_until: Fact[date] = given(zh="上架迄日", en="Last day of the listing", known_by="event")

    @property
    def group(self) -> Fact[Group]:
        """企業營運端 ``"enterprise"`` or 工廠生產端 ``"factory"``; unknown of no category."""
        if self.category is UNKNOWN or self.category == "none":
            return UNKNOWN
        return "factory" if self.category.startswith("factory_") else "enterprise"

    def plan(self, name: str) -> Plan:
        """The plan of this name; raises :class:`InvalidInput` naming those there are."""
        plans = () if self.plans is UNKNOWN else self.plans
        for plan in plans:
            if plan.name == name:
                return plan
        there_are = ", ".join(one.name for one in plans)
        raise InvalidInput([Problem.at(["plans"], "option", expected=there_are, given=shown(name))])

    @fact(
        zh="各計價方案均不高於市售價格",
        en="No plan above the market price",
        repair=_with_plans,
        clause="listing.solution.price",
    )
    def plans_within_market(self) -> Truth:
        """不得高於市售價格, for every plan that is offered."""
        return every(self.plans, lambda plan: plan.within_market)
