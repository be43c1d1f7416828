"""Which applications qualify, and when a selected solution may be bought (貳、雲端方案遴選)."""

from __future__ import annotations

from datetime import date

from cloudgrant.programmes.listing.application import ListingApplication
from cloudgrant.programmes.listing.carry_over import carried_from
from cloudgrant.programmes.listing.policy import ListingPolicy
from cloudgrant.programmes.listing.security import SecurityTests
from cloudgrant.programmes.listing.solution import CloudSolution
from cloudgrant.rules.writing.declaration import rule
from cloudgrant.rules.writing.helpers import any_of, no, one_of
from cloudgrant.values.unknown import Truth

__all__ = [
    "authorised_reseller",
    "capital_enough",
    "clean_record",
    "form_filed",
    "in_a_category",
    "in_time",
    "income_tax_filed",
    "lawful",
    "long_enough",
    "neither_prc_nor_foreign_branch",
    "no_tax_owed",
    "of_proven_quality",
    "proved_sale_filed",
    "registered_business",
    "secure",
    "sold_before",
    "still_valid",
    "tax_clearance_filed",
    "with_video",
    "within_market_price",
]


def to_be_selected(application: ListingApplication, policy: ListingPolicy) -> Truth:
    """不用重新遴選: what was listed last year needs no selection; its price and term still bind.

    That is all that ``listing.carry-over`` does: it spares the rules of a selection, and is no condition of
    anything, so there is no rule of it that could fail.
    """
    return no(carried_from(application.solution, policy.carried_over_year))


def selected_this_year(solution: CloudSolution, policy: ListingPolicy) -> Truth:
    """The validity is that of a selection; of what is carried over the edition may give none."""
    return no(carried_from(solution, policy.carried_over_year))


def resold(application: ListingApplication, policy: ListingPolicy) -> Truth:
    """代理經銷者."""
    return application.reseller


@rule(
    "listing.window.submission",
    zh="完成送件，最遲{policy.submissions_until}",
    en="Completely submitted, at the latest on {policy.submissions_until}",
    applies=to_be_selected,
)
def in_time(application: ListingApplication, policy: ListingPolicy, on: date) -> Truth:
    """自公告日起開始受理，最遲應於……前完成送件; open from the day on which it is known to have begun.

    ``on`` is the day of submission, which gaps mended since do not move (a reading).
    """
    before_the_end = (on <= policy.submissions_until) | (
        (on <= policy.last_day_if_moved) & (on <= policy.moved_last_day)
    )
    return before_the_end & ((policy.surely_open_from <= on) | (policy.announced_on <= on))


@rule(
    "listing.application/video",
    zh="申請資料附操作說明影片",
    en="The file has a video that shows the operation",
    applies=to_be_selected,
    force="advisory",
)
def with_video(application: ListingApplication, policy: ListingPolicy) -> Truth:
    """申請內容與操作說明影片: named among what is reviewed, not among the four documents."""
    return application.operation_video


@rule(
    "listing.vendor.business-code",
    zh="登記營業項目至少有一項屬{policy.business_codes}",
    en="Registered for at least one of the businesses {policy.business_codes}",
    applies=to_be_selected,
)
def registered_business(application: ListingApplication, policy: ListingPolicy) -> Truth:
    """營業項目登記: any one of the three."""
    return any_of(application.vendor.business_codes, policy.business_codes)


@rule(
    "listing.vendor.paid-in-capital",
    zh="實收資本額{policy.paid_in_capital_floor}以上",
    en="Paid-in capital at least {policy.paid_in_capital_floor}",
    applies=to_be_selected,
)
def capital_enough(application: ListingApplication, policy: ListingPolicy) -> Truth:
    """實收資本額 100 萬以上."""
    return application.vendor.paid_in_capital >= policy.paid_in_capital_floor


@rule(
    "listing.vendor.no-prc-or-foreign-branch",
    zh="非陸資企業，亦非外國營利事業在臺設立之分公司",
    en="Neither a PRC-funded enterprise nor a branch of a foreign profit-seeking enterprise",
    applies=to_be_selected,
    unmet={
        "zh": "為陸資企業，或為外國營利事業在臺設立之分公司",
        "en": "Is a PRC-funded enterprise, or a branch of a foreign profit-seeking enterprise",
    },
)
def neither_prc_nor_foreign_branch(application: ListingApplication, policy: ListingPolicy) -> Truth:
    """非陸資企業及外國營利事業在臺設立之分公司: 非 governs both."""
    return no(application.vendor.prc_funded_enterprise) & no(application.vendor.foreign_enterprise_branch)


@rule(
    "listing.vendor.sales-record",
    zh="具有雲端解決方案銷售實績（證明能辨認銷售費用和使用期程）",
    en="Has sold cloud solutions, with proof that shows amount and period of use",
    applies=to_be_selected,
)
def sold_before(application: ListingApplication, policy: ListingPolicy) -> Truth:
    """具有雲端解決方案銷售實績."""
    return application.sold_before


@rule(
    "listing.vendor.quality-record",
    zh="有營運實力或品質之獲獎紀錄、專業認證或能量登錄",
    en="Has an award, a professional certification or a capability registration",
    applies=to_be_selected,
    force="advisory",
)
def of_proven_quality(application: ListingApplication, policy: ListingPolicy) -> Truth:
    """營運實力或品質之獲獎紀錄、專業認證: it helps, and its absence bars nobody."""
    return any_of(application.vendor.quality_records, policy.quality_records)


@rule(
    "listing.vendor.no-violation/government-projects",
    zh="無執行政府計畫違規及停權處分",
    en="No breach of, and no debarment from, government projects",
    applies=to_be_selected,
    unmet={
        "zh": "有執行政府計畫違規或停權處分",
        "en": "Has broken the terms of a government project, or was debarred from one",
    },
)
def clean_record(application: ListingApplication, policy: ListingPolicy, on: date) -> Truth:
    """無執行政府計畫違規及停權處分: a debarment fails from its first day to its last; a past one as a breach does.

    How far back a breach, or a debarment that has ended, counts is not stated. One that begins after the filing
    is none yet.
    """
    vendor = application.vendor
    counted_from = policy.breaches_counted_from
    no_breach = no(vendor.project_breach) | (vendor.last_project_breach_on < counted_from)
    ended_long_ago = (vendor.debarred_until < on) & (vendor.debarred_until < counted_from)
    return no_breach & (no(vendor.project_debarment) | (on < vendor.debarred_from) | ended_long_ago)


@rule(
    "listing.vendor.no-violation/taxes",
    zh="無欠繳應繳納稅",
    en="No tax owed",
    applies=to_be_selected,
    unmet={"zh": "有欠繳應繳納稅", "en": "Owes tax"},
)
def no_tax_owed(application: ListingApplication, policy: ListingPolicy) -> Truth:
    """無欠繳應繳納稅."""
    return no(application.vendor.tax_owed)


@rule(
    "listing.vendor.no-violation/law",
    zh="無違反法律規定之情事",
    en="No breach of law",
    applies=to_be_selected,
    unmet={"zh": "有違反法律規定之情事", "en": "Has breached the law"},
)
def lawful(application: ListingApplication, policy: ListingPolicy) -> Truth:
    """無違反法律規定之情事: how far back one counts is not stated."""
    vendor = application.vendor
    return no(vendor.law_breach) | (vendor.last_law_breach_on < policy.breaches_counted_from)


@rule(
    "listing.solution.category",
    zh="屬十類之一：企業營運端（產、銷、人、發、財）、工廠生產端（人、機、料、法、環）",
    en="Belongs to one of the ten categories of enterprise operations and factory production",
)
def in_a_category(application: ListingApplication, policy: ListingPolicy) -> Truth:
    """申請類別."""
    return one_of(application.solution.category, policy.categories)


@rule(
    "listing.documents/income-tax",
    zh="備妥最近 1 年申報營利事業所得稅之年度損益及稅額計算表",
    en="Hands in the income-tax profit and loss statement and tax computation of the latest year",
    applies=to_be_selected,
)
def income_tax_filed(application: ListingApplication, policy: ListingPolicy) -> Truth:
    """應備文件 1."""
    return application.documents.income_tax_return


@rule(
    "listing.documents/tax-clearance",
    zh="備妥合法納稅證明文件（中央及地方無欠稅證明）",
    en="Hands in tax clearance, central and local",
    applies=to_be_selected,
)
def tax_clearance_filed(application: ListingApplication, policy: ListingPolicy) -> Truth:
    """應備文件 2 (中央+地方無欠稅證明): both."""
    return application.documents.tax_clearance_central & application.documents.tax_clearance_local


@rule(
    "listing.documents/sales",
    zh="備妥此方案的實績證明文件",
    en="Hands in proof of sales of this solution",
    applies=to_be_selected,
)
def proved_sale_filed(application: ListingApplication, policy: ListingPolicy) -> Truth:
    """應備文件 3 (此方案的實績)."""
    return application.proves_sale_of_this_solution


@rule(
    "listing.documents/form",
    zh="備妥申請表資料",
    en="Hands in the application form",
    applies=to_be_selected,
)
def form_filed(application: ListingApplication, policy: ListingPolicy) -> Truth:
    """應備文件 4."""
    return application.documents.application_form


@rule(
    "listing.solution.price",
    zh="方案費用不高於市售價格",
    en="Priced no higher than the market price",
    unmet={"zh": "方案費用高於市售價格", "en": "Priced above the market price"},
)
def within_market_price(application: ListingApplication, policy: ListingPolicy) -> Truth:
    """不得高於市售價格: the list price, and every price of every plan."""
    solution = application.solution
    return (solution.price <= solution.market_price) & solution.plans_within_market


@rule(
    "listing.solution.minimum-term",
    zh="每次採購服務至少{policy.minimum_term}",
    en="Each purchase is for at least {policy.minimum_term} of service",
)
def long_enough(application: ListingApplication, policy: ListingPolicy) -> Truth:
    """雲端方案服務提供至少3個月; paid by the month is fine, if committed to for three."""
    return application.solution.minimum_term >= policy.minimum_term


@rule(
    "listing.review.operation-criteria/reseller",
    zh="代理經銷者提供原廠授權等證明",
    en="A reseller shows the maker's authorisation",
    applies=resold,
    force="advisory",
)
def authorised_reseller(application: ListingApplication, policy: ListingPolicy) -> Truth:
    """代理經銷者可提供原廠授權等證明: 可, so the reviewers weigh it."""
    return application.maker_authorisation


@rule(
    "listing.window.validity",
    zh="採購日在入選名單公告日至{policy.valid_until}之間",
    en="Bought between the publication of the selected list and {policy.valid_until}",
    applies=selected_this_year,
    stage="purchase",
)
def still_valid(solution: CloudSolution, policy: ListingPolicy, on: date) -> Truth:
    """自入選名單公告日起至111年12月31日止有效, both days included."""
    return (solution.selected_on <= on) & (on <= policy.valid_until)


@rule(
    "listing.review.technical-criteria/security-risk",
    zh="六項資安檢測均無中高度以上風險",
    en="None of the six security tests found a risk of medium or higher",
    stage="acceptance",
    unmet={
        "zh": "資安檢測有中高度以上風險",
        "en": "One of the six security tests found a risk of medium or higher",
    },
)
def secure(tests: SecurityTests, policy: ListingPolicy) -> Truth:
    """資安風險: 無中高度以上資安風險, in each of the six; unknown until all six are reported."""
    risks = policy.acceptable_risks
    exempt = tests.reviewer_accepts_inapplicable
    return (
        (one_of(tests.code_scan, risks) | (one_of(tests.code_scan, "inapplicable") & exempt))
        & (one_of(tests.site_scan, risks) | (one_of(tests.site_scan, "inapplicable") & exempt))
        & (one_of(tests.host_scan, risks) | (one_of(tests.host_scan, "inapplicable") & exempt))
        & (one_of(tests.app_test, risks) | (one_of(tests.app_test, "inapplicable") & exempt))
        & (one_of(tests.penetration_test, risks) | (one_of(tests.penetration_test, "inapplicable") & exempt))
        & (one_of(tests.open_source, risks) | (one_of(tests.open_source, "inapplicable") & exempt))
    )
