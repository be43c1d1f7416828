"""What a proposal plans for security, and what the consultant must have passed at acceptance (參、提案重點)."""

from __future__ import annotations

from cloudgrant.programmes.research.adoption.acceptance import Acceptance
from cloudgrant.programmes.research.policy import ResearchPolicy
from cloudgrant.programmes.research.proposal import Proposal
from cloudgrant.programmes.research.security.self_assessment import SecuritySelfAssessment
from cloudgrant.rules.writing.declaration import Rule, rule
from cloudgrant.rules.writing.helpers import all_of, any_of, no, pick, share_at_least
from cloudgrant.values.unknown import Truth

__all__ = [
    "RULES",
    "accepted_by_the_consultant",
    "domestic_enough",
    "every_facet_planned",
    "filled_in",
]


@rule(
    "research.security.plan",
    zh="資訊安全規劃涵蓋每一面向",
    en="The security plan covers every facet",
)
def every_facet_planned(proposal: Proposal, policy: ResearchPolicy) -> Truth:
    """應提出雲服務的資訊安全規劃，包含網路管理、資料安全、存取控制、資安管理、營運持續、生命週期保護等面向."""
    plan, asked = proposal.security, policy.security_facets
    return no(any_of(plan.facets_absent, asked)) & all_of(plan.facets_planned, asked)


@rule(
    "research.security.domestic-share",
    zh="資安建置及導入經費{policy.domestic_share_floor}以上為國內業者產品及服務",
    en="At least {policy.domestic_share_floor} of the security spend is on domestic products and services",
)
def domestic_enough(proposal: Proposal, policy: ResearchPolicy) -> Truth:
    """建置及導入35%以上應為國內業者產品及服務.

    While lines of the spend are incomplete: met where it is at the worst that they can come to, not met where
    it is not even at the best.
    """
    plan, floor = proposal.security, policy.domestic_share_floor
    exactly = share_at_least(plan.domestic_security_spend, plan.security_spend, floor)
    at_worst = share_at_least(plan.domestic_at_least, plan.domestic_at_least + plan.foreign_at_most, floor)
    at_best = share_at_least(plan.domestic_at_most, plan.domestic_at_most + plan.foreign_at_least, floor)
    return pick(plan.spend_open, at_best & (at_worst | exactly), exactly)


@rule(
    "research.security.self-assessment",
    zh="資安管理自評表逐項填妥（自我評核並說明佐證資料；不適用者說明原因）",
    en="Every item of the security self-assessment is marked, with evidence, or with the reason why it does not apply",
)
def filled_in(proposal: Proposal, policy: ResearchPolicy) -> Truth:
    """請提案廠商須詳細填妥資安管理自評表；如勾選不適用，廠商須說明原因.

    The table must have every item of the policy's, each of them a row, and each row what it needs.
    """
    table, asked = proposal.self_assessment, policy.security_item_ids
    rows_filled = no(any_of(table.unfilled_items, asked)) | table.all_filled
    return all_of(table.item_ids, asked) & no(any_of(table.unlisted_items, asked)) & rows_filled


@rule(
    "research.security.acceptance",
    zh="驗收之必要項目經顧問查核為符合，或經說明原因為不適用",
    en="The consultant finds every item required at acceptance met, or not applicable for a stated reason",
    stage="acceptance",
)
def accepted_by_the_consultant(acceptance: Acceptance, policy: ResearchPolicy) -> Truth:
    """計畫驗收至少須達必要要求之條件: 顧問查核結果 decides.

    不符合 blocks where the item is known to be required; where all pass that may be, nothing else matters.
    Whether 部分符合 blocks, the briefing does not say, and the policy has it once it is settled; 不適用 passes for
    a stated reason.
    """
    table = acceptance.self_assessment
    required, perhaps = policy.necessary_security_item_ids, policy.possibly_necessary_security_item_ids
    return _passed(table, required, policy) & (
        _passed(table, perhaps, policy) | policy.necessary_security_items_said
    )


def _passed(table: SecuritySelfAssessment, items: tuple[str, ...], policy: ResearchPolicy) -> Truth:
    all_checked = no(any_of(table.unchecked_items, items)) | table.all_checked
    partly = policy.partly_met_suffices | no(any_of(table.partly_met_items, items))
    none_rejected = no(any_of(table.rejected_items, items)) & partly
    return all_of(table.item_ids, items) & none_rejected & all_checked


RULES: tuple[Rule[...], ...] = (
    every_facet_planned,
    domestic_enough,
    filled_in,
    accepted_by_the_consultant,
)
"""The rules about security, in the briefing's order."""
