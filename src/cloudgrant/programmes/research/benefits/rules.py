"""The required benefits 計畫必要效益: committed to in the proposal, judged at closing and while they are tracked."""

from __future__ import annotations

from datetime import date

from cloudgrant.programmes.research.benefits.closing import Closing
from cloudgrant.programmes.research.benefits.firm_tracking import FirmTracking
from cloudgrant.programmes.research.benefits.tracking import Tracking
from cloudgrant.programmes.research.policy import ResearchPolicy
from cloudgrant.programmes.research.proposal import Proposal
from cloudgrant.rules.writing.declaration import Rule, rule
from cloudgrant.rules.writing.helpers import one_of, pick, share_at_least, share_at_most
from cloudgrant.values.unknown import Fact, Truth

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


_WHOLE = 10_000
"""A hundred percent, in hundredths of a percent."""


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


def _rises(percent: Fact[int], rise: Fact[int], base: Fact[int], policy: ResearchPolicy) -> Truth:
    """Whether pay rises enough: by the whole hundredths of a percent, which people read, where these tell.

    They do unless the share asked for lies between two of them; then the exact numbers are compared.
    """
    surely = share_at_least(percent, _WHOLE, policy.pay_rise)
    surely_not = share_at_most(percent + 1, _WHOLE, policy.pay_rise)
    exactly = share_at_least(rise, base, policy.pay_rise)
    return pick(surely, surely, pick(surely_not, surely, exactly))


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
    """第一年（111年）員工薪資提升5%, of every proposing firm, once the year is over."""
    return pick(
        one_of(policy.pay_basis, "average"),
        _rises(firm.first_average_percent, firm.first_average_rise, firm.first_average_base, policy),
        _rises(firm.first_total_percent, firm.first_total_rise, firm.first_total_base, policy),
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
    return pick(
        one_of(policy.pay_basis, "average"),
        _rises(firm.second_average_percent, firm.second_average_rise, firm.second_average_base, policy),
        _rises(firm.second_total_percent, firm.second_total_rise, firm.second_total_base, policy),
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

    By when they report, the briefing does not say: a firm that has not, may yet, and nothing is failed.
    """
    everybody = tracking.every_firm_listed & tracking.pay_reported
    return pick(everybody, True, one_of(tracking.not_reported, ""))


@rule(
    "research.benefit.investment",
    stage="tracking",
    zh="新增投資達承諾金額",
    en="New investment reaches the amount committed to",
)
def invested_as_committed(tracking: Tracking, policy: ResearchPolicy) -> Truth:
    """新增投資, by all proposing firms together: some, and no less than the amount committed to."""
    surely = (tracking.surely_invested >= tracking.committed_investment) & (tracking.surely_invested > 0)
    in_all = (tracking.invested >= tracking.committed_investment) & (tracking.invested > 0)
    return pick(tracking.investment_open, surely | in_all, in_all)


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
