"""What is judged while the benefits are tracked 追蹤效益: pay, investment, customers and their revenue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Literal

import attrs

from cloudgrant.programmes.research.applied_under import applied_under
from cloudgrant.programmes.research.benefits.calendar import (
    TrackingCalendar,
    TrackingStatus,
    tracking_calendar,
)
from cloudgrant.programmes.research.benefits.firm_tracking import FirmTracking
from cloudgrant.programmes.research.policy import ResearchPolicy
from cloudgrant.rules.records.fact_info import fact, given
from cloudgrant.rules.records.record import Record
from cloudgrant.rules.writing.helpers import no, pick, said, same
from cloudgrant.rules.writing.lists import count, every, some, total
from cloudgrant.values.money import MOST_DOLLARS
from cloudgrant.values.problems import Problem
from cloudgrant.values.text import Text
from cloudgrant.values.ubn import ubn_form_problem
from cloudgrant.values.unknown import UNKNOWN, Fact, Truth

if TYPE_CHECKING:
    from cloudgrant.programmes.research.proposal import Proposal

__all__ = ["CustomerRevenue", "Tracking"]

_MOST_INVESTED = MOST_DOLLARS
"""What those that have not reported may have invested, at the most."""

_SALARY = "research.benefit.salary"
_INVESTMENT = "research.benefit.investment"
_ADOPTION = "research.benefit.adoption"
_REVENUE = "research.benefit.customer-revenue"

_STRANGER = Text(
    "research.tracking.stranger",
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
    held against; a shortfall is one as of that day, and may be made good until the tracking ends. ``edition`` is
    that which the project was applied for under, and which the tracking goes by.

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
    no_more_reports: Fact[Literal[True]] = given(
        zh="不再有業者提報",
        en="No more firms will report",
        ask=Text(
            zh="尚未提報之申請業者，其歷年薪資總額、員工數與新增投資為何？若不再提報，請敘明。",
            en="For the proposing firms that have not reported: what did they pay, how many staff did "
            "they have, and what did they invest? Or will no more of them report?",
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

    edition: Fact[str] = applied_under()

    @classmethod
    def of(cls, proposal: Proposal, *, closed_on: Fact[date] = UNKNOWN) -> Tracking:
        """What is known of the tracking from the proposal that was funded, edition and number approved included, and
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
            edition=proposal.edition,
        )

    def calendar(self, policy: ResearchPolicy) -> TrackingCalendar:
        """What falls when, from closing until the tracking ends, which is on the corresponding day two years later.

        Raises as :func:`~cloudgrant.programmes.research.benefits.calendar.tracking_calendar` does.

        >>> from cloudgrant.programmes.research.roc_111 import ROC_111
        >>> policy = ROC_111.policy
        >>> Tracking(closed_on=date(2024, 2, 29)).calendar(policy).ends_on, Tracking().calendar(policy).ends_on
        (datetime.date(2026, 2, 28), UNKNOWN)
        """
        return tracking_calendar(self.closed_on, policy)

    def status(
        self, on: date, received: Mapping[int, date] | None = None, *, policy: ResearchPolicy
    ) -> TrackingStatus:
        """Where the tracking stands on a day and what is due, given the days on which reports came in.

        Raises as :meth:`TrackingCalendar.status` does.

        >>> from cloudgrant.programmes.research.roc_111 import ROC_111
        >>> Tracking(closed_on=date(2023, 11, 30)).status(date(2025, 12, 1), policy=ROC_111.policy).phase
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

    @fact(zh="提報業者已齊", en="No more reports are to come", clause=_SALARY)
    def reports_complete(self) -> Truth:
        """Whether there are as many reports as firms that proposed, each of which is one of these, or no more come."""
        return (count(self.firms) >= count(self.members)) | self.no_more_reports

    @fact(zh="各申請業者均已提報薪資", en="Each firm that proposed has reported its pay", clause=_SALARY)
    def pay_reported(self) -> Truth:
        """Whether pay of the base year and of year one is reported of each; one that has not, may yet report."""

        def reported(number: str) -> Truth:
            return some(
                self.firms,
                lambda firm: same(firm.ubn, number) & said(firm.base_pay) & said(firm.first_pay),
            )

        return every(self.members, lambda number: reported(number) | no(self.reports_complete))

    @fact(
        zh="新增投資總額",
        en="New investment in all",
        unit="TWD",
        repair=_with_invested,
        clause=_INVESTMENT,
    )
    def invested(self) -> Fact[int]:
        """What all proposing firms have newly invested together; of those that may yet report, nobody knows."""
        others = pick(self.reports_complete, 0, _MOST_INVESTED)
        return total(self.firms, of=lambda firm: firm.new_investment) + others

    @fact(
        zh="客戶導入前營收合計",
        en="Customers' revenue before, in all",
        unit="TWD",
        repair=_with_before,
        clause=_REVENUE,
    )
    def revenue_before(self) -> Fact[int]:
        """Of the customers reported; each has both amounts, so that both totals are of the same customers."""
        return total(self.customer_revenues, of=lambda one: one.before)

    @fact(
        zh="客戶導入後營收合計",
        en="Customers' revenue after, in all",
        unit="TWD",
        repair=_with_after,
        clause=_REVENUE,
    )
    def revenue_after(self) -> Fact[int]:
        """Of the same customers."""
        return total(self.customer_revenues, of=lambda one: one.after)

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
