"""What is judged while the benefits are tracked 追蹤效益: pay, investment, customers and their revenue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, ClassVar

import attrs

from cloudgrant.programmes.research.benefits.calendar import (
    TrackingCalendar,
    TrackingStatus,
    tracking_calendar,
)
from cloudgrant.programmes.research.benefits.firm_tracking import FirmTracking
from cloudgrant.programmes.research.policy import ROC_111, ResearchPolicy
from cloudgrant.rules.records.fact_info import fact, given
from cloudgrant.rules.records.record import Record
from cloudgrant.rules.writing.lists import total
from cloudgrant.values.problems import Problem
from cloudgrant.values.text import Text
from cloudgrant.values.ubn import ubn_form_problem
from cloudgrant.values.unknown import UNKNOWN, Fact, Truth

if TYPE_CHECKING:
    from cloudgrant.programmes.research.proposal import Proposal

__all__ = ["CustomerRevenue", "Tracking"]

_SALARY = "research.benefit.salary"
_INVESTMENT = "research.benefit.investment"
_ADOPTION = "research.benefit.adoption"
_REVENUE = "research.benefit.customer-revenue"

_ASK_LACKING = Text(
    zh="尚未提報之申請業者，其歷年薪資總額、員工數與新增投資為何？",
    en="For the proposing firms that have not reported: what did they pay, how many staff did "
    "they have, and what did they invest?",
)
_STRANGER = Text(
    zh="統一編號 {given} 不是申請業者（{expected}）",
    en="the firm {given} is not one of those that proposed ({expected})",
)


@attrs.frozen(kw_only=True)
class CustomerRevenue(Record):
    """The revenue 營收 of one customer before it used the service, and after.

    >>> CustomerRevenue(customer="示範五金", before=1_000_000, after=1_100_000).after
    1100000
    """

    __keys__: ClassVar[tuple[str, ...]] = ("customer",)

    customer: Fact[str] = given(zh="客戶", en="Customer", clause=_REVENUE)
    before: Fact[int] = given(
        zh="導入前年營收",
        en="Revenue of a year before the service",
        unit="TWD",
        confidential=True,
        ask=Text(
            zh="這家客戶導入服務前一年的營收是多少元（新臺幣）？",
            en="What was the customer's revenue in the year before it used the service, in New Taiwan dollars?",
        ),
        clause=_REVENUE,
    )
    after: Fact[int] = given(
        zh="導入後年營收",
        en="Revenue of a year with the service",
        unit="TWD",
        confidential=True,
        ask=Text(
            zh="這家客戶導入服務後一年的營收是多少元（新臺幣）？",
            en="What is the customer's revenue in a year with the service, in New Taiwan dollars?",
        ),
        clause=_REVENUE,
    )


# Repairs, for worked-out examples: the first of a list bears the whole amount, or there is one to bear it.


def _with_invested(tracking: Tracking, amount: Fact[int]) -> Tracking:
    first, *others = (() if tracking.firms is UNKNOWN else tracking.firms) or (FirmTracking(),)
    rest = (attrs.evolve(firm, new_investment=0) for firm in others)
    return attrs.evolve(tracking, firms=(attrs.evolve(first, new_investment=amount), *rest))


def _with_before(tracking: Tracking, amount: int) -> Tracking:
    first, *others = _customers(tracking)
    rest = (attrs.evolve(one, before=0) for one in others)
    return attrs.evolve(tracking, customer_revenues=(attrs.evolve(first, before=amount), *rest))


def _with_after(tracking: Tracking, amount: int) -> Tracking:
    first, *others = _customers(tracking)
    rest = (attrs.evolve(one, after=0) for one in others)
    return attrs.evolve(tracking, customer_revenues=(attrs.evolve(first, after=amount), *rest))


def _reports_pay(firm: FirmTracking) -> bool:
    return firm.base_pay is not UNKNOWN and firm.first_pay is not UNKNOWN


def _customers(tracking: Tracking) -> tuple[CustomerRevenue, ...]:
    return (() if tracking.customer_revenues is UNKNOWN else tracking.customer_revenues) or (
        CustomerRevenue(),
    )


@attrs.frozen(kw_only=True)
class Tracking(Record):
    """What is judged at the stage ``tracking``: the benefits as they stand on the day of a report.

    ``members`` are the firms that proposed, so that one of which nothing is reported yet is asked for;
    ``closed_on`` is the day on which the project closed, from which the tracking goes on for two years.
    ``committed_investment``, ``committed_revenue_rise`` and ``approved_customers`` are what the benefits are
    held against; a shortfall is one as of that day, and may be made good until the tracking ends.

    >>> import cloudgrant as cg
    >>> from datetime import date
    >>> tracking = Tracking(committed_investment=2_000_000, firms=(FirmTracking(new_investment=2_000_000),))
    >>> decision = cg.research.assess(tracking, on=date(2023, 6, 30), stage="tracking")
    >>> decision["research.benefit.investment"].result
    <Result.MET: 'met'>
    """

    members: Fact[tuple[str, ...]] = given(
        zh="申請業者統一編號",
        en="Firms that proposed",
        check=ubn_form_problem,
        ask=Text(
            zh="計畫的申請業者有哪些（統一編號）？",
            en="Which firms proposed the project (unified business numbers)?",
        ),
        clause=_SALARY,
    )
    firms: Fact[tuple[FirmTracking, ...]] = given(
        zh="各業者效益",
        en="Benefits by firm",
        ask=Text(
            zh="各申請業者歷年的薪資總額、員工數與新增投資為何？",
            en="What did each proposing firm pay, how many staff did it have, and what did it invest?",
        ),
        clause=_SALARY,
    )
    closed_on: Fact[date] = given(
        zh="結案日",
        en="Closing day",
        known_by="event",
        ask=Text(zh="計畫是哪一天結案的？", en="On which day did the project close?"),
        clause="research.subject.benefit-tracking",
    )
    committed_investment: Fact[int] = given(
        zh="承諾新增投資金額",
        en="New investment committed to",
        unit="TWD",
        ask=Text(
            zh="計畫承諾新增投資多少元（新臺幣）？",
            en="How much new investment did the project commit to, in New Taiwan dollars?",
        ),
        clause=_INVESTMENT,
    )
    committed_revenue_rise: Fact[int] = given(
        zh="承諾提升客戶營收金額",
        en="Rise of customers' revenue committed to",
        unit="TWD",
        ask=Text(
            zh="計畫承諾使客戶年營收合計提升多少元（新臺幣）？",
            en="By how much in all did the project commit to raising its customers' yearly revenue?",
        ),
        clause=_REVENUE,
    )
    approved_customers: Fact[int] = given(
        zh="核定帶動使用家數",
        en="Number of customers approved",
        unit="customers",
        least=1,
        known_by="office",
        ask=Text(
            zh="技術審委員核定的中小企業使用家數是多少？",
            en="How many small and medium customers did the technical review committee approve?",
        ),
        clause=_ADOPTION,
    )
    recognised_customers: Fact[int] = given(
        zh="認定之中小企業使用家數",
        en="Small and medium customers recognised",
        unit="customers",
        ask=Text(
            zh="至今認定多少家中小企業使用（依審查委員同意之認定基準）？",
            en="How many small and medium customers are recognised so far, by the basis that the reviewers consented to?",
        ),
        proof=Text(zh="相關證明文件", en="Supporting documents"),
        clause=_ADOPTION,
    )
    customer_revenues: Fact[tuple[CustomerRevenue, ...]] = given(
        zh="客戶營收",
        en="Revenue of customers",
        ask=Text(
            zh="各客戶導入服務前後的年營收為何？",
            en="What was each customer's yearly revenue before the service, and with it?",
        ),
        clause=_REVENUE,
    )

    @classmethod
    def of(cls, proposal: Proposal, *, closed_on: Fact[date] = UNKNOWN) -> Tracking:
        """What is known of the tracking from the proposal that was funded, the number approved included, and
        from the day on which its project closed.

        >>> import cloudgrant as cg
        >>> from cloudgrant.programmes.research.benefits.commitments import Commitments
        >>> Tracking.of(cg.Proposal(benefits=Commitments(new_investment=5_000_000))).committed_investment
        5000000
        """
        numbers = () if proposal.members is UNKNOWN else tuple(one.ubn for one in proposal.members)
        known = tuple(number for number in numbers if number is not UNKNOWN)
        return cls(
            closed_on=closed_on,
            members=known if known and len(known) == len(numbers) else UNKNOWN,
            committed_investment=proposal.benefits.new_investment,
            committed_revenue_rise=proposal.benefits.customer_revenue_rise,
            approved_customers=proposal.adoption.approved_customers,
        )

    def calendar(self, policy: ResearchPolicy = ROC_111) -> TrackingCalendar:
        """What falls when, from closing until the tracking ends, which is on the corresponding day two years later.

        Raises as :func:`~cloudgrant.programmes.research.benefits.calendar.tracking_calendar` does.

        >>> Tracking(closed_on=date(2024, 2, 29)).calendar().ends_on, Tracking().calendar().ends_on
        (datetime.date(2026, 2, 28), UNKNOWN)
        """
        return tracking_calendar(self.closed_on, policy)

    def status(
        self, on: date, received: Mapping[int, date] | None = None, policy: ResearchPolicy = ROC_111
    ) -> TrackingStatus:
        """Where the tracking stands on a day and what is due, given the days on which reports came in.

        Raises as :meth:`TrackingCalendar.status` does.

        >>> Tracking(closed_on=date(2023, 11, 30)).status(date(2025, 12, 1)).phase
        'ended'
        """
        return self.calendar(policy).status(on, received)

    @property
    def unreported(self) -> Fact[tuple[str, ...]]:
        """The firms that proposed of which there is no report, in order; unknown while reports bear no number.

        >>> Tracking(members=("12345675", "00501508"), firms=(FirmTracking(ubn="12345675"),)).unreported
        ('00501508',)
        """
        if self.members is UNKNOWN or self.firms is UNKNOWN:
            return UNKNOWN
        reported = {firm.ubn for firm in self.firms}
        missing = tuple(number for number in self.members if number not in reported)
        return UNKNOWN if missing and UNKNOWN in reported else missing

    @fact(
        zh="每一申請業者均已列入",
        en="Every firm that proposed is among the reports",
        reads=("members", "firms.ubn", "nobody_lacking"),
        clause=_SALARY,
    )
    def every_firm_listed(self) -> Truth:
        """Whether there is a report of every firm that proposed; one that there is none of may yet report."""
        return True if self.unreported == () else UNKNOWN

    @fact(
        zh="所列業者均已提報薪資",
        en="Every firm listed reports its pay",
        reads=("firms.base_pay", "firms.first_pay"),
        clause=_SALARY,
    )
    def pay_reported(self) -> Truth:
        """Whether pay of the base year and of year one is reported of each firm that is listed."""
        return UNKNOWN if self.firms is UNKNOWN or not all(map(_reports_pay, self.firms)) else True

    @fact(
        zh="尚未提報薪資之業者",
        en="Firms that have not reported their pay",
        reads=("members", "firms.ubn"),
        clause=_SALARY,
    )
    def not_reported(self) -> Fact[str]:
        """The numbers of the firms that proposed of which no pay is reported; empty where there is none.

        >>> Tracking(members=("12345675", "00501508"), firms=(FirmTracking(ubn="12345675"),)).not_reported
        '12345675, 00501508'
        """
        if self.members is UNKNOWN or self.firms is UNKNOWN:
            return UNKNOWN
        reported = {firm.ubn for firm in self.firms if _reports_pay(firm)}
        return ", ".join(number for number in self.members if number not in reported)

    @fact(
        zh="列入家數已達申請業者家數",
        en="There are as many reports as firms that proposed",
        reads=("members", "firms.ubn"),
        answered_by="firms",
        ask=_ASK_LACKING,
        clause=_INVESTMENT,
    )
    def nobody_lacking(self) -> Truth:
        """Unknown where there are surely fewer reports than firms that proposed: the others may yet report.

        So it is while it is not known who proposed.
        """
        if self.members is UNKNOWN or self.firms is UNKNOWN:
            return UNKNOWN
        numbers = [firm.ubn for firm in self.firms]
        lacking = len(set(self.members).difference(numbers)) > numbers.count(UNKNOWN)
        return UNKNOWN if lacking else True

    @fact(
        zh="尚有業者未提報新增投資",
        en="Some firm has not reported its investment",
        reads=("firms.new_investment", "nobody_lacking"),
        clause=_INVESTMENT,
    )
    def investment_open(self) -> bool:
        """Whether the investment of a firm is not known, or a firm that proposed is lacking."""
        return self.firms is not UNKNOWN and self.invested is UNKNOWN

    @fact(
        zh="已可確定之新增投資",
        en="New investment that is sure",
        unit="TWD",
        reads=("firms",),
        repair=_with_invested,
        clause=_INVESTMENT,
    )
    def surely_invested(self) -> Fact[int]:
        """What firms report already, whatever the others come to; for ``>=`` alone."""
        if self.firms is UNKNOWN:
            return UNKNOWN
        return sum(firm.new_investment for firm in self.firms if firm.new_investment is not UNKNOWN)

    @fact(
        zh="新增投資總額",
        en="New investment in all",
        unit="TWD",
        reads=("firms.new_investment", "nobody_lacking"),
        repair=_with_invested,
        clause=_INVESTMENT,
    )
    def invested(self) -> Fact[int]:
        """What all proposing firms have newly invested together; unknown while one that proposed is lacking."""
        if self.firms is UNKNOWN or self.nobody_lacking is UNKNOWN:
            return UNKNOWN
        return total(firm.new_investment for firm in self.firms)

    @fact(
        zh="客戶導入前營收合計",
        en="Customers' revenue before, in all",
        unit="TWD",
        reads=("customer_revenues.before",),
        repair=_with_before,
        clause=_REVENUE,
    )
    def revenue_before(self) -> Fact[int]:
        """Of the customers reported; each has both amounts, so that both totals are of the same customers."""
        return (
            UNKNOWN
            if self.customer_revenues is UNKNOWN
            else total(one.before for one in self.customer_revenues)
        )

    @fact(
        zh="客戶導入後營收合計",
        en="Customers' revenue after, in all",
        unit="TWD",
        reads=("customer_revenues.after",),
        repair=_with_after,
        clause=_REVENUE,
    )
    def revenue_after(self) -> Fact[int]:
        """Of the same customers."""
        return (
            UNKNOWN
            if self.customer_revenues is UNKNOWN
            else total(one.after for one in self.customer_revenues)
        )

    def incoherent(self) -> Iterable[Problem]:
        if self.members is UNKNOWN:
            return
        for index, number in enumerate(self.members):
            if number in self.members[:index]:
                yield Problem.at(["members", index], "duplicate", given=number)
        if self.firms is UNKNOWN:
            return
        for index, firm in enumerate(self.firms):
            if firm.ubn is not UNKNOWN and firm.ubn not in self.members:
                there_are = ", ".join(self.members)
                yield Problem.at(["firms", index, "ubn"], "research.stranger", _STRANGER,
                                 given=firm.ubn, expected=there_are)  # fmt: skip
