"""What is to be built, for whom, and how it is described (貳、申請對象 二(三) and 三; 參、提案重點)."""

from __future__ import annotations

from cloudgrant.programmes.research.policy import ResearchPolicy
from cloudgrant.programmes.research.proposal import Proposal
from cloudgrant.rules.writing.declaration import Rule, rule
from cloudgrant.rules.writing.helpers import agreed, all_of, one_of, pick
from cloudgrant.values.unknown import Fact, Truth

# `pick(this, True, that)` says what `this | that` says, and does not speak of `that` where `this` is enough.

__all__ = [
    "RULES",
    "fully_described",
    "mainly_saas",
    "measurable",
    "of_fitting_model",
    "of_lightweight_services",
    "of_manufacturing_services",
    "of_manufacturing_subdomain",
    "of_service_services",
    "of_service_subdomain",
    "small_customers",
]


def for_manufacturing(proposal: Proposal, policy: ResearchPolicy) -> Truth:
    """製造業雲服務."""
    return one_of(proposal.domain, "manufacturing")


def for_services(proposal: Proposal, policy: ResearchPolicy) -> Truth:
    """服務業雲服務."""
    return one_of(proposal.domain, "service")


def for_micro_firms(proposal: Proposal, policy: ResearchPolicy) -> Truth:
    """小微企業雲服務."""
    return one_of(proposal.domain, "micro")


def _enough_services(proposal: Proposal, floor: Fact[int]) -> Truth:
    """What every domain asks alike: so many services that are named, or others that the reviewers accept.

    Of different services there are so many where there are so many in all and all but one of them are not named,
    whatever kind that one turns out to be.
    """
    different = (proposal.counted_services >= floor) | (proposal.other_services + 1 >= floor)
    return pick(
        proposal.named_services >= floor,
        True,
        (proposal.services_in_all >= floor) & different & proposal.reviewer_accepts_services,
    )


@rule(
    "research.subject.service-model",
    zh="開發 SaaS 服務或 PaaS+SaaS 服務",
    en="Builds SaaS, or PaaS and SaaS together",
)
def of_fitting_model(proposal: Proposal, policy: ResearchPolicy) -> Truth:
    """SaaS服務或PaaS+SaaS服務: PaaS alone is not."""
    return one_of(proposal.service_model, policy.service_models)


@rule(
    "research.domain.manufacturing",
    zh="提供或整合至少{policy.manufacturing_services_floor}個製造業相關之數位服務",
    en="Provides or integrates at least {policy.manufacturing_services_floor} manufacturing-related digital services",
    applies=for_manufacturing,
)
def of_manufacturing_services(proposal: Proposal, policy: ResearchPolicy) -> Truth:
    """應提供/整合至少2個製造業相關之數位服務; those not named (如) count if the reviewers accept them."""
    return _enough_services(proposal, policy.manufacturing_services_floor)


@rule(
    "research.domain.manufacturing/subdomain",
    zh="屬製造業次領域（所列舉者，或經審查委員認可）",
    en="Is for a manufacturing sub-domain: one that is named, or one that the reviewers accept",
    applies=for_manufacturing,
)
def of_manufacturing_subdomain(proposal: Proposal, policy: ResearchPolicy) -> Truth:
    """金屬扣件、食品加工、紡織、橡塑膠、化粧品等: of others the reviewers decide."""
    return pick(
        one_of(proposal.subdomain, policy.manufacturing_subdomains), True, proposal.reviewer_accepts_subdomain
    )


@rule(
    "research.domain.service",
    zh="提供或整合至少{policy.service_services_floor}個服務業相關之數位雲服務",
    en="Provides or integrates at least {policy.service_services_floor} service-related digital cloud services",
    applies=for_services,
)
def of_service_services(proposal: Proposal, policy: ResearchPolicy) -> Truth:
    """提供/整合至少2個服務業相關之數位雲服務: what is no cloud service does not count here."""
    return _enough_services(proposal, policy.service_services_floor)


@rule(
    "research.domain.service/subdomain",
    zh="屬服務業次領域（所列舉者，或經審查委員認可）",
    en="Is for a service sub-domain: one that is named, or one that the reviewers accept",
    applies=for_services,
)
def of_service_subdomain(proposal: Proposal, policy: ResearchPolicy) -> Truth:
    """零售服務、生活休憩、時尚、餐飲、日用品等: of others the reviewers decide."""
    return pick(
        one_of(proposal.subdomain, policy.service_subdomains), True, proposal.reviewer_accepts_subdomain
    )


@rule(
    "research.domain.micro",
    zh="目標客戶為{policy.micro_employee_ceiling}以下之小微企業（兼有較大之客戶者，由審查委員認定）",
    en="Its customers are micro firms of at most {policy.micro_employee_ceiling} (where some are larger, the reviewers "
    "decide)",
    applies=for_micro_firms,
)
def small_customers(proposal: Proposal, policy: ResearchPolicy) -> Truth:
    """因應9人以下之小微企業: surely where every customer aimed at is one, surely not where none is."""
    most = policy.micro_employee_ceiling
    all_small, some_small = proposal.largest_customer <= most, proposal.smallest_customer <= most
    accepted = proposal.reviewer_accepts_customers
    # Where all are small, some are: said both ways, for either may be known before the other.
    return agreed(all_small | some_small & accepted, some_small & (all_small | accepted))


@rule(
    "research.domain.micro/saas",
    zh="以 SaaS 服務為主",
    en="Is mainly SaaS",
    applies=for_micro_firms,
)
def mainly_saas(proposal: Proposal, policy: ResearchPolicy) -> Truth:
    """以SaaS服務為主: what is SaaS alone is; of PaaS and SaaS together it has to be said."""
    return one_of(proposal.service_model, "saas") | (
        one_of(proposal.service_model, "paas_saas") & proposal.mainly_saas
    )


@rule(
    "research.domain.micro/services",
    zh="提供至少{policy.micro_services_floor}個輕量化服務或基礎營運之串接",
    en="Offers at least {policy.micro_services_floor} of the lightweight services or links to basic operations",
    applies=for_micro_firms,
)
def of_lightweight_services(proposal: Proposal, policy: ResearchPolicy) -> Truth:
    """輕量化服務(如: 進銷存、訂單/顧客管理)或其他基礎營運上的串接(如:金/物流); others if the reviewers accept them."""
    return _enough_services(proposal, policy.micro_services_floor)


@rule(
    "research.proposal.outline",
    zh="敘明數位雲服務各點規劃",
    en="Describes the plan of the cloud service point by point",
)
def fully_described(proposal: Proposal, policy: ResearchPolicy) -> Truth:
    """應從下列各點敘明數位雲服務的規劃.

    The figure with the points is lost; that they are the nine blocks of a business model canvas is inferred
    from the review criteria (肆), which go through them.
    """
    return all_of(proposal.outline, policy.outline_blocks)


@rule(
    "research.service.measurable-quality",
    zh="至少{policy.measurable_targets_floor}項服務水準目標可具體量測",
    en="Concretely measurable service-level targets: at least {policy.measurable_targets_floor}",
)
def measurable(proposal: Proposal, policy: ResearchPolicy) -> Truth:
    """服務品質需可具體量測; which indicators are fitting and enough is for the reviewers.

    So is whether a target that is put in words and not in numbers can be measured.
    """
    return proposal.measurable_targets >= policy.measurable_targets_floor


RULES: tuple[Rule[...], ...] = (
    of_fitting_model,
    of_manufacturing_services,
    of_manufacturing_subdomain,
    of_service_services,
    of_service_subdomain,
    small_customers,
    mainly_saas,
    of_lightweight_services,
    fully_described,
    measurable,
)
"""The rules, in reading order."""
