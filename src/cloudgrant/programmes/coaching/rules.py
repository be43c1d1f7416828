"""Whom the coaching is for, and what it must have brought about (壹、輔導對象, 參、輔導流程規劃)."""

from __future__ import annotations

from cloudgrant.firms.company import Company
from cloudgrant.programmes.coaching.participation import CoachingParticipation
from cloudgrant.programmes.coaching.policy import CoachingPolicy
from cloudgrant.rules.writing.declaration import rule
from cloudgrant.rules.writing.helpers import one_of
from cloudgrant.values.unknown import Truth

__all__ = [
    "has_a_base",
    "has_proof_of_trial",
    "has_put_in_its_own",
    "has_solution_to_try",
    "is_provider",
    "planned_poc",
    "puts_in_its_own",
    "starts_cloud_services",
]


@rule("coaching.target/provider", zh="為資訊服務業者", en="Is an information service provider")
def is_provider(firm: Company, policy: CoachingPolicy) -> Truth:
    """資服業者."""
    return firm.provider


@rule(
    "coaching.target/starting",
    zh="欲從無到有發展雲服務（0→1）",
    en="Is about to build its first cloud service (0 to 1)",
)
def starts_cloud_services(firm: Company, policy: CoachingPolicy) -> Truth:
    """欲發展雲服務(0-1)."""
    return one_of(firm.cloud_services, "starting")


@rule(
    "coaching.target/base",
    zh="具軟體／產品、客群／數據經營或硬體／地端基礎",
    en="Builds on software or products, on customers or data, or on hardware or on-premises systems",
)
def has_a_base(firm: Company, policy: CoachingPolicy) -> Truth:
    """分成以下對象: one of the three kinds."""
    return one_of(firm.cloud_base, "software", "customers", "hardware")


@rule(
    "coaching.self-fund",
    zh="自籌投入{policy.self_fund}以上",
    en="Contributes at least {policy.self_fund} of its own money",
)
def puts_in_its_own(firm: Company, policy: CoachingPolicy) -> Truth:
    """資服業者需自籌投入10萬元: what the firm promises at the application."""
    return firm.coaching_own_funds >= policy.self_fund


@rule(
    "coaching.deliverable/poc",
    stage="closing",
    zh="參與 POC 規劃",
    en="Took part in planning the proof of concept",
)
def planned_poc(taken: CoachingParticipation, policy: CoachingPolicy) -> Truth:
    """推動規劃POC規劃."""
    return taken.took_part_in_poc


@rule(
    "coaching.deliverable/solution",
    stage="closing",
    zh="有能給企業客戶試用的方案",
    en="There is a solution that business customers can try",
)
def has_solution_to_try(taken: CoachingParticipation, policy: CoachingPolicy) -> Truth:
    """需產出能給企業客戶試用的方案."""
    return taken.solution_can_be_tried


@rule(
    "coaching.deliverable/proof",
    stage="closing",
    zh="有佐證之企業客戶試用至少 {policy.least_proofs} 件",
    en="Trials by business customers with proof: at least {policy.least_proofs}",
)
def has_proof_of_trial(taken: CoachingParticipation, policy: CoachingPolicy) -> Truth:
    """並有試用佐證."""
    return taken.proven_trials >= policy.least_proofs


@rule(
    "coaching.self-fund/paid",
    stage="closing",
    zh="已自籌投入{policy.self_fund}以上",
    en="Has contributed at least {policy.self_fund} of its own money",
)
def has_put_in_its_own(taken: CoachingParticipation, policy: CoachingPolicy) -> Truth:
    """資服業者需自籌投入10萬元: what the firm has put in by the closing."""
    return taken.own_funds_paid >= policy.self_fund
