"""A proposal 提案: a consortium, its budget and period, and the cloud service that it is to build."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

import attrs

from cloudgrant.programmes.research.adoption.plan import AdoptionPlan
from cloudgrant.programmes.research.applicants.consortium import is_the_lead_s, joined, leads
from cloudgrant.programmes.research.applicants.member import Member
from cloudgrant.programmes.research.applied_under import applied_under
from cloudgrant.programmes.research.benefits.commitments import Commitments
from cloudgrant.programmes.research.budget.line import BudgetLine
from cloudgrant.programmes.research.budget.problems import budget_problems
from cloudgrant.programmes.research.budget.repairs import with_lead_subsidy, with_subsidy, with_total
from cloudgrant.programmes.research.budget.sums import paid
from cloudgrant.programmes.research.business_model import BLOCKS, Block
from cloudgrant.programmes.research.security.plan import SecurityPlan
from cloudgrant.programmes.research.security.self_assessment import SecuritySelfAssessment
from cloudgrant.programmes.research.service.described_service import DescribedService
from cloudgrant.programmes.research.service.digital_service import DigitalService
from cloudgrant.programmes.research.service.domains import DOMAINS, SUBDOMAINS, DomainName, SubdomainName
from cloudgrant.programmes.research.service.service_level import ServiceLevel
from cloudgrant.programmes.research.service.service_model import SERVICE_MODELS, ServiceModel
from cloudgrant.rules.records.coherence import Declarations, at_odds, in_order
from cloudgrant.rules.records.fact_info import fact, given
from cloudgrant.rules.records.record import Record
from cloudgrant.rules.writing.helpers import agreed, no, pick, same
from cloudgrant.rules.writing.lists import count, every, some, total
from cloudgrant.values.problems import Problem
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact, Truth

__all__ = ["Proposal"]

_SIZES = Text(
    "research.proposal.sizes",
    zh="目標客戶員工數最多者 {given} 人，少於最少者 {least} 人",
    en="the largest customer aimed at has a staff of {given}, the smallest one of {least}",
)


# Without slots: a proposal has many facts, and a draft gives few.
@attrs.frozen(kw_only=True, slots=False)
class Proposal(DescribedService, Record):
    """A proposal 提案 of one firm, or of several led by one of them.

    It goes by the edition of the day on which it is filed. ``edition`` keeps the name of that one for what comes
    after: acceptance, closing and tracking go by it, whatever the year.
    """

    __coherence__: ClassVar[Declarations] = (
        in_order("starts_on", "ends_on"),
        at_odds(
            "research.year_outside",
            ("lines.year", "starts_on"),
            lambda year, starts_on: year < starts_on.year,
            blames=("lines.year",),
            zh="經費年度（西元 {year} 年）在計畫起始日（{starts_on}）所屬年度之前",
            en="the year {year} is before the one in which the project begins ({starts_on})",
        ),
        at_odds(
            "research.year_outside",
            ("lines.year", "ends_on"),
            lambda year, ends_on: year > ends_on.year,
            blames=("lines.year",),
            zh="經費年度（西元 {year} 年）在計畫結束日（{ends_on}）所屬年度之後",
            en="the year {year} is after the one in which the project ends ({ends_on})",
        ),
    )

    title: Fact[str] = given(zh="計畫名稱", en="Title")
    members: Fact[tuple[Member, ...]] = given(
        zh="申請業者",
        en="Members",
        ask=Text(
            zh="有哪些業者共同提案，各擔任什麼角色？", en="Which firms propose together, and in which roles?"
        ),
        clause="research.applicant.lead",
    )
    lines: Fact[tuple[BudgetLine, ...]] = given(
        zh="經費明細",
        en="Budget lines",
        ask=Text(
            zh="計畫經費的明細為何（業者、年度、工作項目、來源、金額）？",
            en="What are the lines of the budget (party, year, class of work, source, amount)?",
        ),
        clause="research.funding.share-cap",
    )
    stated_total: Fact[int] = given(
        zh="所列總計畫經費",
        en="Total budget as stated",
        unit="TWD",
        ask=Text(
            zh="計畫書所列之總計畫經費是多少元（新臺幣）？",
            en="What total budget does the proposal state, in New Taiwan dollars?",
        ),
        clause="research.funding.share-cap",
    )
    stated_subsidy: Fact[int] = given(
        zh="所列申請補助款",
        en="Subsidy asked for as stated",
        unit="TWD",
        ask=Text(
            zh="計畫書所列之申請補助款是多少元（新臺幣）？",
            en="What subsidy does the proposal state that it asks for, in New Taiwan dollars?",
        ),
        clause="research.funding.case-cap",
    )
    recognised_lead_subsidy: Fact[int] = given(
        zh="認定之主導業者補助款（主導業者不是恰有一家時）",
        en="The lead's subsidy as recognised, where not exactly one firm leads",
        unit="TWD",
        known_by="text",
        ask=Text(
            zh="無主導業者，或主導業者不只一家時，主導業者之補助款如何認定？",
            en="Where nobody leads, or more than one firm does, what counts as the lead's subsidy?",
        ),
        clause="research.funding.lead-share",
    )
    starts_on: Fact[date] = given(
        zh="計畫起始日",
        en="First day of the project",
        change="both_ways",
        act={
            "more": Text(zh="計畫起始日延後至{new}", en="begin the project on {new}, later than planned"),
            "less": Text(zh="計畫起始日提前至{new}", en="begin the project on {new}, earlier than planned"),
        },
        ask=Text(zh="計畫自哪一天開始？", en="On which day does the project begin?"),
        clause="research.term.window",
    )
    ends_on: Fact[date] = given(
        zh="計畫結束日",
        en="Last day of the project",
        change="both_ways",
        act={
            "more": Text(zh="計畫結束日延後至{new}", en="end the project on {new}, later than planned"),
            "less": Text(zh="計畫結束日提前至{new}", en="end the project on {new}, earlier than planned"),
        },
        ask=Text(zh="計畫到哪一天結束？", en="On which day does the project end?"),
        clause="research.term.window",
    )
    domain: Fact[DomainName] = given(
        zh="領域類別",
        en="Domain",
        options=DOMAINS,
        ask=Text(zh="計畫屬於哪一個領域類別？", en="To which domain does the project belong?"),
    )
    subdomain: Fact[SubdomainName] = given(
        zh="次領域",
        en="Sub-domain",
        options=SUBDOMAINS,
        ask=Text(zh="計畫屬於哪一個次領域？", en="To which sub-domain does the project belong?"),
    )
    reviewer_accepts_subdomain: Fact[bool] = given(
        zh="審查委員認可此次領域",
        en="The reviewers accept the sub-domain",
        known_by="reviewer",
        ask=Text(zh="審查委員是否認可此次領域？", en="Do the reviewers accept the sub-domain?"),
    )
    services: Fact[tuple[DigitalService, ...]] = given(
        zh="提供或整合之數位服務",
        en="Digital services provided or integrated",
        ask=Text(
            zh="計畫提供或整合哪些數位服務？",
            en="Which digital services does the project provide or integrate?",
        ),
    )
    reviewer_accepts_services: Fact[bool] = given(
        zh="審查委員認可未列舉之數位服務",
        en="The reviewers accept digital services that are not named",
        known_by="reviewer",
        ask=Text(
            zh="審查委員是否認可未列舉之數位服務？",
            en="Do the reviewers accept the digital services that are not named?",
        ),
    )
    service_model: Fact[ServiceModel] = given(
        zh="服務模式",
        en="Service model",
        options=SERVICE_MODELS,
        ask=Text(
            zh="計畫開發的是 SaaS 還是 PaaS+SaaS 服務？", en="Does the project build SaaS, or PaaS and SaaS?"
        ),
        clause="research.subject.service-model",
    )
    public_cloud: Fact[bool] = given(
        zh="公有雲服務或平台服務",
        en="A public-cloud or platform service",
        help=Text(
            zh="建於公有雲者為是；建於私有雲或地端者為否。",
            en="Yes where it is built on a public cloud; no for a private cloud or on premises.",
        ),
        ask=Text(
            zh="計畫欲開發的是公有雲服務、平台服務嗎（建於私有雲或地端者為否）？",
            en="Will the project build a public-cloud or platform service (no for a private cloud or on premises)?",
        ),
        clause="research.applicant.lead",
    )
    mainly_saas: Fact[bool] = given(
        zh="以 SaaS 服務為主",
        en="Mainly SaaS",
        ask=Text(zh="計畫是否以 SaaS 服務為主？", en="Is the service mainly SaaS?"),
        clause="research.domain.micro",
    )
    largest_customer: Fact[int] = given(
        zh="目標客戶經常僱用員工數（最多者）",
        en="Staff of the largest customer aimed at",
        unit="persons",
        ask=Text(
            zh="目標客戶中，經常僱用員工最多的有幾人？",
            en="How many people does the largest customer aimed at regularly employ?",
        ),
        clause="research.domain.micro",
    )
    smallest_customer: Fact[int] = given(
        zh="目標客戶經常僱用員工數（最少者）",
        en="Staff of the smallest customer aimed at",
        unit="persons",
        ask=Text(
            zh="目標客戶中，經常僱用員工最少的有幾人？",
            en="How many people does the smallest customer aimed at regularly employ?",
        ),
        clause="research.domain.micro",
    )
    reviewer_accepts_customers: Fact[bool] = given(
        zh="審查委員認可目標客戶為小微企業",
        en="The reviewers accept the customers aimed at as micro firms",
        known_by="reviewer",
        ask=Text(
            zh="目標客戶中兼有逾規定人數者，審查委員是否認可以小微企業為客戶？",
            en="Where some of the customers aimed at are larger than that, do the reviewers accept them as micro "
            "firms?",
        ),
        clause="research.domain.micro",
    )
    outline: Fact[tuple[Block, ...]] = given(
        zh="已敘明之規劃項目",
        en="Blocks described",
        options=BLOCKS,
        change="to_more",
        act=Text(zh="補充敘明：{added}", en="describe these as well: {added}"),
        ask=Text(
            zh="計畫書敘明了哪些規劃項目？",
            en="Which blocks of the business model does the proposal describe?",
        ),
        clause="research.proposal.outline",
    )
    service_levels: Fact[tuple[ServiceLevel, ...]] = given(
        zh="服務水準目標",
        en="Service-level targets",
        ask=Text(
            zh="服務品質以哪些指標量測、目標多少、如何量測？",
            en="By which indicators is service quality measured, with which targets, and how?",
        ),
        clause="research.service.measurable-quality",
    )
    security: SecurityPlan = given(default=SecurityPlan(), zh="資訊安全規劃", en="Security plan")
    self_assessment: SecuritySelfAssessment = given(
        default=SecuritySelfAssessment(), zh="資安管理自評表", en="Security self-assessment"
    )
    adoption: AdoptionPlan = given(
        default=AdoptionPlan(), zh="帶動中小企業客戶使用", en="Adoption by small and medium customers"
    )
    benefits: Commitments = given(default=Commitments(), zh="計畫必要效益", en="Required benefits")
    edition: Fact[str] = applied_under()

    def with_member(self, member: Member) -> Proposal:
        """The proposal with a member's part put in place of its earlier one, or added after the others.

        Partners fill in their own parts, each known by its unified business number. Raises
        :class:`~cloudgrant.values.problems.InvalidInput` for a member whose number is not known.

        >>> import cloudgrant as cg
        >>> draft = Proposal(members=(Member(role="lead", firm=cg.Company(ubn="12345675")),))
        >>> filled = draft.with_member(Member(role="lead", firm=cg.InformationServiceProvider(ubn="12345675")))
        >>> len(filled.members), filled.led_by_provider, draft.led_by_provider
        (1, True, UNKNOWN)
        """
        return attrs.evolve(self, members=joined(self.members, member))

    @fact(
        zh="恰有一家主導業者",
        en="Exactly one lead",
        clause="research.applicant.lead",
    )
    def one_lead(self) -> Truth:
        """Whether one member leads, and one only."""
        return same(count(self.members, leads), 1)

    @fact(
        zh="由資服業者主導",
        en="Led by an information service provider",
        clause="research.applicant.lead",
    )
    def led_by_provider(self) -> Truth:
        """Whether an information service provider leads, and nobody leads that is none."""
        provided = some(self.members, lambda member: leads(member) & member.firm.provider)
        return provided & every(self.members, lambda member: no(leads(member)) | member.firm.provider)

    @fact(
        zh="多家聯合提案",
        en="Joint proposal",
        clause="research.funding.lead-share",
    )
    def joint(self) -> Truth:
        """Whether more than one firm proposes."""
        return count(self.members) > 1

    # The money: research.funding.*; what is stated stands for a sum as long as the lines leave it open

    @fact(
        zh="申請補助款",
        en="Subsidy asked for",
        unit="TWD",
        change="to_less",
        sensible=1,
        act=Text(zh="申請補助款減列至{new}", en="lower the subsidy asked for to {new}"),
        help=Text(
            zh="減少時總計畫經費不變，差額由各業者自籌",
            en="when less is asked for, the total budget stays and each firm pays the difference itself",
        ),
        repair=with_subsidy,
        clause="research.funding.case-cap",
    )
    def subsidy(self) -> Fact[int]:
        """補助款: the sum of the subsidy lines, or what the stated sums say."""
        own = paid(self.lines, "self_funding")
        return agreed(paid(self.lines, "subsidy"), self.stated_subsidy, self.stated_total - own)

    @fact(
        zh="自籌款",
        en="Self-raised funds",
        unit="TWD",
        clause="research.funding.share-cap",
    )
    def self_funding(self) -> Fact[int]:
        """自籌款: the sum of the other lines, or what the stated sums leave."""
        return agreed(paid(self.lines, "self_funding"), self.budget_total - self.subsidy)

    @fact(
        zh="總計畫經費",
        en="Total project budget",
        unit="TWD",
        change="both_ways",
        sensible=1,
        act={
            "more": Text(zh="總計畫經費增列至{new}", en="raise the total project budget to {new}"),
            "less": Text(zh="總計畫經費減列至{new}", en="lower the total project budget to {new}"),
        },
        help=Text(
            zh="增加時補助款不變，由自籌款增加", en="when it grows, the subsidy stays and own funds are added"
        ),
        repair=with_total,
        clause="research.funding.share-cap",
    )
    def budget_total(self) -> Fact[int]:
        """總計畫經費: subsidy and self-funding, the sum of all lines."""
        summed = total(self.lines, of=lambda line: line.amount)
        own = paid(self.lines, "self_funding")
        return agreed(summed, self.stated_total, self.stated_subsidy + own)

    @fact(
        zh="主導業者之補助款",
        en="Subsidy of the lead",
        unit="TWD",
        change="to_more",
        sensible=1,
        act=Text(zh="主導業者之補助款增列至{new}", en="raise the lead's subsidy to {new}"),
        help=Text(
            zh="增加時補助款總額不變，由其他業者之補助款移撥",
            en="when it grows, the subsidy stays and partners' subsidy becomes the lead's",
        ),
        repair=with_lead_subsidy,
        clause="research.funding.lead-share",
    )
    def lead_subsidy(self) -> Fact[int]:
        """主導資訊服務業者之補助款: the subsidy lines of the one that leads, or what is not the partners' of the whole."""
        own = paid(self.lines, "subsidy", lambda line: is_the_lead_s(line.party, self.members))
        others = paid(self.lines, "subsidy", lambda line: no(is_the_lead_s(line.party, self.members)))
        shared = agreed(own, self.subsidy - others)
        return pick(self.one_lead, pick(self.joint, shared, self.subsidy), self.recognised_lead_subsidy)

    def incoherent(self) -> Iterable[Problem]:
        least, most = self.smallest_customer, self.largest_customer
        if least is not UNKNOWN and most is not UNKNOWN and most < least:
            yield Problem.at(["largest_customer"], "research.customer_sizes", _SIZES, given=most, least=least)
        yield from budget_problems(self.lines, self.members, self.stated_total, self.stated_subsidy)
