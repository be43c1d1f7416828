"""What the clauses of the thematic R&D subsidy leave to numbers and lists; each edition says how much."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Literal

import attrs

from cloudgrant.programmes.research.adoption.adoption_policy import AdoptionPolicy
from cloudgrant.programmes.research.intake import Intake
from cloudgrant.programmes.research.review.rubric import Criterion, item_weight_problems
from cloudgrant.programmes.research.security.items import SecurityItem
from cloudgrant.rules.law.policies import order_problems
from cloudgrant.rules.records.fact_info import fact, given
from cloudgrant.rules.writing.days import months_after
from cloudgrant.values.problems import Problem
from cloudgrant.values.shares import Share
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact
from cloudgrant.values.years import FIRST_YEAR, LAST_YEAR

__all__ = ["ResearchPolicy"]

_REVENUE = "research.sme.revenue-ceiling"
_MANUFACTURING = "research.domain.manufacturing"
_SERVICE = "research.domain.service"
_MICRO = "research.domain.micro"

_WEIGHTS = Text(
    "research.policy.weights",
    zh="三項審查配分合計應為 100%（{given}）",
    en="the three weights of the review must make 100% ({given})",
)


def _last_day_of(year: Fact[int]) -> Fact[date]:
    """31 December of a Gregorian year."""
    return months_after(date(FIRST_YEAR, 12, 31), (year - FIRST_YEAR) * 12)


@attrs.frozen(kw_only=True)
class ResearchPolicy(Intake, AdoptionPolicy):
    """The numbers and lists of the thematic R&D subsidy, each by the clause whose words fix it.

    None has a default: what an edition does not say is unknown. ``attrs.evolve`` makes a what-if of one.

    >>> ResearchPolicy().case_cap
    UNKNOWN
    """

    latest_year: Fact[int] = given(
        zh="過去一年",
        en="Last year",
        unit="year",
        least=FIRST_YEAR,
        most=LAST_YEAR,
        clause=_REVENUE,
    )
    application_year_from: Fact[date] = given(
        zh="計畫申請當年度首日",
        en="First day of the application year",
        clause="research.common.net-worth-positive",
    )
    own_statements_show_increase: Fact[bool] = given(
        zh="增資轉正得以自編財務報表認定",
        en="The firm's own statements may show that a capital increase turned its net worth positive",
        clause="research.common.net-worth-positive",
        known_by="text",
        ask=Text(
            zh="因增資轉為正值之期中財務報表，是否須經會計師查核或核閱？得否為自編？",
            en="Must interim statements that turned positive because of a capital increase be audited or "
            "reviewed by a CPA, or may they be the firm's own?",
        ),
    )
    capability_passed_by: Fact[date] = given(
        zh="能量登錄審查通過期限",
        en="Last day to pass the capability review",
        clause="research.provider.capability-registration",
    )
    revenue_ceiling: Fact[int] = given(
        zh="年營業收入上限",
        en="Ceiling of yearly revenue",
        unit="TWD",
        clause=_REVENUE,
    )
    revenue_proofs: Fact[tuple[str, ...]] = given(
        zh="營業收入認定依據",
        en="Proofs of revenue accepted",
        clause=_REVENUE,
    )
    case_cap: Fact[int] = given(
        zh="每案補助上限",
        en="Largest subsidy of a case",
        unit="TWD",
        clause="research.funding.case-cap",
    )
    share_cap: Fact[Share] = given(
        zh="補助經費占總計畫經費上限",
        en="Largest share of the budget that is subsidised",
        clause="research.funding.share-cap",
    )
    lead_share_floor: Fact[Share] = given(
        zh="主導業者占補助經費下限",
        en="Least share of the subsidy that the lead takes",
        clause="research.funding.lead-share",
    )
    term_until: Fact[date] = given(
        zh="執行期程末日",
        en="Last day of the project period",
        clause="research.term.window",
    )
    service_models: Fact[tuple[str, ...]] = given(
        zh="補助之服務模式",
        en="Service models subsidised",
        clause="research.subject.service-model",
    )
    scopes: Fact[tuple[str, ...]] = given(
        zh="補助標的工作項目",
        en="Work that is subsidised",
        clause="research.subject.scope",
    )
    tracking_months: Fact[int] = given(
        zh="結案後效益追蹤期間",
        en="Benefits tracked after closing",
        unit="months",
        most=1200,
        clause="research.subject.benefit-tracking",
    )
    tracking_every_months: Fact[int] = given(
        zh="效益追蹤間隔",
        en="Months between two reports of benefits",
        unit="months",
        least=1,
        most=1200,
        clause="research.subject.benefit-tracking",
        known_by="office",
    )
    manufacturing_subdomains: Fact[tuple[str, ...]] = given(
        zh="製造業次領域（例示）",
        en="Manufacturing sub-domains named",
        clause=_MANUFACTURING,
    )
    service_subdomains: Fact[tuple[str, ...]] = given(
        zh="服務業次領域（例示）",
        en="Service sub-domains named",
        clause=_SERVICE,
    )
    manufacturing_services_floor: Fact[int] = given(
        zh="製造業相關數位服務數下限",
        en="Fewest manufacturing-related digital services",
        clause=_MANUFACTURING,
    )
    service_services_floor: Fact[int] = given(
        zh="服務業相關數位雲服務數下限",
        en="Fewest service-related digital cloud services",
        clause=_SERVICE,
    )
    micro_services_floor: Fact[int] = given(
        zh="輕量化服務數下限", en="Fewest lightweight services", clause=_MICRO
    )
    micro_employee_ceiling: Fact[int] = given(
        zh="小微企業人數上限", en="Most staff of a micro firm", unit="persons", clause=_MICRO
    )
    outline_blocks: Fact[tuple[str, ...]] = given(
        zh="應敘明之規劃項目",
        en="Blocks that a proposal describes",
        clause="research.proposal.outline",
    )
    measurable_targets_floor: Fact[int] = given(
        zh="可量測之服務品質目標數下限",
        en="Fewest measurable service-level targets",
        clause="research.service.measurable-quality",
    )
    security_facets: Fact[tuple[str, ...]] = given(
        zh="資訊安全規劃面向",
        en="Facets of the security plan",
        clause="research.security.plan",
    )
    domestic_share_floor: Fact[Share] = given(
        zh="國內業者產品及服務占比下限",
        en="Least domestic share of the security build",
        clause="research.security.domestic-share",
    )
    no_security_spend_suffices: Fact[bool] = given(
        zh="無資安建置及導入經費者視為符合國內業者占比",
        en="Where nothing is spent on security, the domestic share is kept",
        clause="research.security.domestic-share",
        known_by="text",
        ask=Text(
            zh="沒有資安建置及導入經費者，國內業者之占比如何認定？",
            en="How is the domestic share determined where nothing is spent on building and introducing security?",
        ),
    )
    security_items: Fact[tuple[SecurityItem, ...]] = given(
        zh="資安管理自評項目",
        en="Items of the security self-assessment",
        clause="research.security.self-assessment",
    )
    partly_met_suffices: Fact[bool] = given(
        zh="部分符合視為達到驗收必要要求",
        en="Partly met is enough at acceptance",
        clause="research.security.acceptance",
        known_by="text",
        ask=Text(
            zh="「部分符合」是否視為達到驗收之必要要求？",
            en="Does a mark of 部分符合 (partly met) meet what is required at acceptance?",
        ),
    )
    market_weight: Fact[Share] = given(
        zh="目標客群及價值主張配分",
        en="Weight of segment and value proposition",
        clause="research.review.market",
    )
    implementation_weight: Fact[Share] = given(
        zh="實施方法配分",
        en="Weight of implementation",
        clause="research.review.implementation",
    )
    benefits_weight: Fact[Share] = given(
        zh="預期效益及產出配分",
        en="Weight of benefits and outputs",
        clause="research.review.benefits",
    )
    rubric: Fact[tuple[Criterion, ...]] = given(
        zh="審查項目與審查重點",
        en="Criteria of the review",
        clause="research.review.vision",
    )
    item_weights: Fact[Mapping[str, Share]] = given(
        mapping=True,
        zh="各審查項目配分",
        en="Weights of the items inside their groups",
        clause="research.review.benefits",
        known_by="office",
    )
    pay_rise: Fact[Share] = given(
        zh="員工薪資提升幅度",
        en="Rise of pay, each year",
        clause="research.benefit.salary",
    )
    pay_base_year: Fact[int] = given(
        least=1912,
        most=9990,
        zh="薪資提升基準年度",
        en="Year before the first rise of pay",
        unit="year",
        clause="research.benefit.salary",
    )
    pay_basis: Fact[Literal["average", "total"]] = given(
        zh="薪資提升認定基準（暫定，依附件二）",
        en="Basis of the rise of pay (provisional, until annex 2)",
        options={
            "average": Text(zh="每人平均薪資", en="average pay per head"),
            "total": Text(zh="薪資總額", en="all pay"),
        },
        clause="research.benefit.salary",
    )
    marketplaces: Fact[tuple[str, ...]] = given(
        zh="應上架之平台",
        en="Marketplaces, one of which lists the product",
        clause="research.benefit.marketplace-listing",
    )

    @fact(
        zh="第一年末日",
        en="Last day of year one of the rise of pay",
        clause="research.benefit.salary",
    )
    def pay_first_year_ends(self) -> Fact[date]:
        """第一年（111年）: the calendar year after the base year."""
        return _last_day_of(self.pay_base_year + 1)

    @fact(
        zh="第二年末日",
        en="Last day of year two of the rise of pay",
        clause="research.benefit.salary",
    )
    def pay_second_year_ends(self) -> Fact[date]:
        """第二年（112年）: the calendar year after year one."""
        return _last_day_of(self.pay_base_year + 2)

    def incoherent(self) -> Iterable[Problem]:
        yield from self.intake_problems()
        yield from order_problems(self, ("announced_on", "term_until"))
        weights = (self.market_weight, self.implementation_weight, self.benefits_weight)
        known = [Fraction(one.numerator, one.denominator) for one in weights if one is not UNKNOWN]
        if sum(known, Fraction(0)) > 1 or (len(known) == len(weights) and sum(known) != 1):
            yield Problem.at(
                ["benefits_weight"], "research.weights", _WEIGHTS, given=", ".join(map(str, weights))
            )
        if self.rubric is not UNKNOWN and self.item_weights is not UNKNOWN:
            yield from item_weight_problems(self.rubric, self.item_weights)
