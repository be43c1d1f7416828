"""The required benefits 計畫必要效益: committed to in the proposal, judged at closing and while they are tracked."""

from __future__ import annotations

from datetime import date

from cloudgrant.programmes.research.benefits.closing import Closing
from cloudgrant.programmes.research.benefits.firm_tracking import FirmTracking
from cloudgrant.programmes.research.benefits.tracking import Tracking
from cloudgrant.programmes.research.policy import ResearchPolicy
from cloudgrant.programmes.research.proposal import Proposal
from cloudgrant.rules.writing.declaration import Rule, rule
from cloudgrant.rules.writing.helpers import one_of, pick, share_at_least
from cloudgrant.values.unknown import Truth

__all__ = [
    "RULES",
    "TRACKING_FIRM_RULES",
    "all_committed",
    "enough_customers",
    "every_firm_reports",
    "invested_as_committed",
    "listed_before_closing",
    "paid_more_in_first_year",
    "paid_more_in_second_year",
    "revenue_has_risen",
]


@rule(
    "research.benefit.committed",
    zh="已承諾計畫必要效益：第一年及第二年員工薪資各提升{policy.pay_rise}、新增投資、帶動中小企業客戶使用、"
    "提升客戶營收、結案前上架雲市集",
    en="Commits to every required benefit: a rise of pay by {policy.pay_rise} in each of two years, new "
    "investment, small and medium customers, more revenue for customers, a marketplace listing before closing",
)
def all_committed(proposal: Proposal, policy: ResearchPolicy) -> Truth:
    """計畫必要效益: each of them; an amount or a number committed to is above zero."""
    benefits = proposal.benefits
    return (
        benefits.pay_rise_first_year
        & benefits.pay_rise_second_year
        & (benefits.new_investment > 0)
        & (proposal.adoption.proposed_customers >= policy.adoption_floor)
        & (benefits.customer_revenue_rise > 0)
        & benefits.marketplace_listing
    )


@rule(
    "research.benefit.marketplace-listing",
    stage="closing",
    zh="結案日以前，補助開發標的已上架臺灣雲市集或雲市集工業館（僅入選者不算）",
    en="By the closing day the funded product is listed on the Taiwan Cloud Marketplace or in its Industry Hall "
    "(selection alone is not enough)",
)
def listed_before_closing(closing: Closing, policy: ResearchPolicy, on: date) -> Truth:
    """結案前將本計畫補助開發標的上架: the closing day itself is in time.

    Whether a listing that lapsed before it counts, the briefing does not say.
    """
    listing = closing.listing
    stands = one_of(listing.status, "listed") | (on <= listing.ended_on) | closing.lapse_counts
    return (
        one_of(listing.marketplace, policy.marketplaces)
        & listing.is_funded_product
        & one_of(listing.status, "listed", "ended")
        & (listing.listed_on <= on)
        & stands
    )


def _first_year_over(firm: FirmTracking | Tracking, policy: ResearchPolicy, on: date) -> Truth:
    return policy.pay_first_year_ends < on


def _second_year_over(firm: FirmTracking, policy: ResearchPolicy, on: date) -> Truth:
    return policy.pay_second_year_ends < on


@rule(
    "research.benefit.salary",
    stage="tracking",
    applies=_first_year_over,
    zh="第一年（至{policy.pay_first_year_ends}）員工薪資較前一年提升{policy.pay_rise}以上（以{policy.pay_basis}計）",
    en="In year one (to {policy.pay_first_year_ends}) staff pay is at least {policy.pay_rise} above the year "
    "before ({policy.pay_basis})",
)
def paid_more_in_first_year(firm: FirmTracking, policy: ResearchPolicy) -> Truth:
    """第一年（111年）員工薪資提升5%, of every proposing firm, once the year is over.

    Averages are compared over the product of both years' staff. Of what cannot be compared, for want of staff or of
    pay before, the briefing says nothing.
    """
    staffed = (firm.base_heads > 0) & (firm.first_heads > 0)
    return pick(
        one_of(policy.pay_basis, "average"),
        pick(
            (firm.base_pay > 0) & staffed,
            share_at_least(firm.first_average_rise, firm.first_average_base, policy.pay_rise),
            firm.first_rise_recognised,
        ),
        pick(
            firm.base_pay > 0,
            share_at_least(firm.first_total_rise, firm.base_pay, policy.pay_rise),
            firm.first_rise_recognised,
        ),
    )


@rule(
    "research.benefit.salary/second-year",
    stage="tracking",
    applies=_second_year_over,
    zh="第二年（至{policy.pay_second_year_ends}）員工薪資較第一年提升{policy.pay_rise}以上（以{policy.pay_basis}計）",
    en="In year two (to {policy.pay_second_year_ends}) staff pay is at least {policy.pay_rise} above year one "
    "({policy.pay_basis})",
)
def paid_more_in_second_year(firm: FirmTracking, policy: ResearchPolicy) -> Truth:
    """第二年（112年）員工薪資提升5%: over what year one came to, not over what it should have come to."""
    staffed = (firm.first_heads > 0) & (firm.second_heads > 0)
    return pick(
        one_of(policy.pay_basis, "average"),
        pick(
            (firm.first_pay > 0) & staffed,
            share_at_least(firm.second_average_rise, firm.second_average_base, policy.pay_rise),
            firm.second_rise_recognised,
        ),
        pick(
            firm.first_pay > 0,
            share_at_least(firm.second_total_rise, firm.first_pay, policy.pay_rise),
            firm.second_rise_recognised,
        ),
    )


@rule(
    "research.benefit.salary/every-firm",
    stage="tracking",
    applies=_first_year_over,
    zh="每一申請業者均已提報薪資",
    en="Every firm that proposed reports its pay",
)
def every_firm_reports(tracking: Tracking, policy: ResearchPolicy) -> Truth:
    """提案廠商…員工薪資提升: of every one of them, so that a firm of which nothing is known is noticed.

    By when they report, the briefing does not say: a firm that has not, may yet, and nothing is failed until it is
    stated that no more reports are to come.
    """
    return tracking.pay_reported


@rule(
    "research.benefit.investment",
    stage="tracking",
    zh="新增投資達承諾金額",
    en="New investment reaches the amount committed to",
)
def invested_as_committed(tracking: Tracking, policy: ResearchPolicy) -> Truth:
    """新增投資, by all proposing firms together: some, and no less than the amount committed to."""
    return (tracking.invested >= tracking.committed_investment) & (tracking.invested > 0)


@rule(
    "research.benefit.adoption",
    stage="tracking",
    zh="認定之中小企業使用家數達核定家數",
    en="The number of small and medium customers recognised reaches the approved number",
)
def enough_customers(tracking: Tracking, policy: ResearchPolicy) -> Truth:
    """帶動中小企業客戶使用家數: against the approved number, as at acceptance."""
    return tracking.recognised_customers >= tracking.approved_customers


@rule(
    "research.benefit.customer-revenue",
    stage="tracking",
    zh="客戶年營收合計較導入前提升，且達承諾金額",
    en="Customers' yearly revenue, in all, has risen by at least the amount committed to",
)
def revenue_has_risen(tracking: Tracking, policy: ResearchPolicy) -> Truth:
    """提升客戶營收: of the same customers together; no number is given, so the proposal's own target counts."""
    return (tracking.revenue_after - tracking.revenue_before >= tracking.committed_revenue_rise) & (
        tracking.revenue_after > tracking.revenue_before
    )


RULES: tuple[Rule[...], ...] = (
    all_committed,
    listed_before_closing,
    every_firm_reports,
    invested_as_committed,
    enough_customers,
    revenue_has_risen,
)
"""The rules on a proposal, a closing and a tracking, in reading order."""

TRACKING_FIRM_RULES: tuple[Rule[...], ...] = (paid_more_in_first_year, paid_more_in_second_year)
"""The rules on each firm of a tracking: ``for_each("firms", *TRACKING_FIRM_RULES)``."""
