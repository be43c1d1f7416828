"""What a proposal plans for security, and what the consultant must have passed at acceptance (參、提案重點)."""

from __future__ import annotations

from cloudgrant.programmes.research.adoption.acceptance import Acceptance
from cloudgrant.programmes.research.policy import ResearchPolicy
from cloudgrant.programmes.research.proposal import Proposal
from cloudgrant.programmes.research.security.self_assessment import SecurityMark
from cloudgrant.rules.writing.declaration import Rule, rule
from cloudgrant.rules.writing.helpers import no, one_of, pick, same, share_at_least
from cloudgrant.rules.writing.lists import every, some
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
    facets = proposal.security.facets
    return every(
        policy.security_facets,
        lambda facet: some(facets, lambda part: same(part.facet, facet) & part.planned),
    )


@rule(
    "research.security.domestic-share",
    zh="資安建置及導入經費{policy.domestic_share_floor}以上為國內業者產品及服務",
    en="At least {policy.domestic_share_floor} of the security spend is on domestic products and services",
)
def domestic_enough(proposal: Proposal, policy: ResearchPolicy) -> Truth:
    """建置及導入35%以上應為國內業者產品及服務; of nothing there is no share, and the briefing does not say what then."""
    plan = proposal.security
    enough = share_at_least(plan.domestic_security_spend, plan.security_spend, policy.domestic_share_floor)
    return pick(plan.security_spend > 0, enough, policy.no_security_spend_suffices)


@rule(
    "research.security.self-assessment",
    zh="資安管理自評表逐項填妥（自我評核並說明佐證資料；不適用者說明原因）",
    en="Every item of the security self-assessment is marked, with evidence, or with the reason why it does not apply",
)
def filled_in(proposal: Proposal, policy: ResearchPolicy) -> Truth:
    """請提案廠商須詳細填妥資安管理自評表；如勾選不適用，廠商須說明原因.

    Every item of the policy's must have a row, whatever the firm's own table lists, and each row what it needs.
    """
    marks = proposal.self_assessment.marks
    return every(
        policy.security_items, lambda item: some(marks, lambda row: same(row.item, item.id) & row.filled)
    )


@rule(
    "research.security.acceptance",
    zh="驗收之必要項目經顧問查核為符合，或經說明原因為不適用",
    en="The consultant finds every item required at acceptance met, or not applicable for a stated reason",
    stage="acceptance",
)
def accepted_by_the_consultant(acceptance: Acceptance, policy: ResearchPolicy) -> Truth:
    """計畫驗收至少須達必要要求之條件: 顧問查核結果 decides.

    不符合 blocks where the item is known to be required; where all pass that may be, nothing else matters. An item
    without a row is one that the consultant has still to mark; once it is stated that none is, or where the table
    does not list it, it is not shown to be met.
    """
    table = acceptance.self_assessment
    return every(
        policy.security_items,
        lambda item: (
            no(item.necessary)
            | pick(
                some(table.marks, lambda row: same(row.item, item.id)),
                some(table.marks, lambda row: same(row.item, item.id) & _passed(row, policy)),
                some(table.items, lambda own: same(own.id, item.id)) & no(table.all_checked),
            )
        ),
    )


def _passed(row: SecurityMark, policy: ResearchPolicy) -> Truth:
    """符合 passes, and 不適用 for a stated reason; whether 部分符合 does, the briefing does not say."""
    return (
        one_of(row.check, "met")
        | one_of(row.check, "partly_met") & policy.partly_met_suffices
        | one_of(row.check, "not_applicable") & row.excused
    )


RULES: tuple[Rule[...], ...] = (
    every_facet_planned,
    domestic_enough,
    filled_in,
    accepted_by_the_consultant,
)
"""The rules about security, in the briefing's order."""
