"""When a proposal is handed in, what it may ask for, how long it runs and what it spends on (貳、申請對象 二)."""

from __future__ import annotations

from datetime import date

from cloudgrant.programmes.research.budget.line import BudgetLine
from cloudgrant.programmes.research.by_closing_date import by_closing_date
from cloudgrant.programmes.research.policy import ResearchPolicy
from cloudgrant.programmes.research.proposal import Proposal
from cloudgrant.rules.writing.declaration import Rule, rule
from cloudgrant.rules.writing.helpers import one_of, pick, share_at_least, share_at_most
from cloudgrant.values.unknown import Truth

__all__ = [
    "LINE_RULES",
    "RULES",
    "in_scope",
    "in_time",
    "led_share_enough",
    "within_case_cap",
    "within_share_cap",
    "within_term",
]


def joint(proposal: Proposal, policy: ResearchPolicy) -> Truth:
    """若多家聯合提案: a firm that applies alone shares with nobody."""
    return proposal.joint


@rule(
    "research.window.submission",
    zh="於公告日（{policy.announced_on}）至收件截止日（{policy.closing_date}）間申請",
    en="Handed in from the announcement ({policy.announced_on}) to the closing date ({policy.closing_date})",
)
def in_time(proposal: Proposal, policy: ResearchPolicy, on: date) -> Truth:
    """公告日, 公告收件截止日: both are named and neither is given; both days are within."""
    return (policy.announced_on <= on) & by_closing_date(on, policy)


@rule(
    "research.funding.case-cap",
    zh="每案補助以{policy.case_cap}為上限",
    en="The subsidy of a case is at most {policy.case_cap}",
)
def within_case_cap(proposal: Proposal, policy: ResearchPolicy) -> Truth:
    """每案以政府補助3,000萬元為上限; a proposal that asks for nothing is within it."""
    return proposal.subsidy <= policy.case_cap


@rule(
    "research.funding.share-cap",
    zh="補助經費占總計畫經費以{policy.share_cap}為上限",
    en="The subsidy is at most {policy.share_cap} of the total project budget",
)
def within_share_cap(proposal: Proposal, policy: ResearchPolicy) -> Truth:
    """政府補助經費占總計畫經費以50%為上限: to the dollar; nothing of nothing is within it."""
    return share_at_most(proposal.subsidy, proposal.budget_total, policy.share_cap)


@rule(
    "research.funding.lead-share",
    zh="聯合提案之主導資訊服務業者占補助經費{policy.lead_share_floor}以上",
    en="The lead provider of a joint proposal takes at least {policy.lead_share_floor} of the subsidy",
    applies=joint,
)
def led_share_enough(proposal: Proposal, policy: ResearchPolicy) -> Truth:
    """主導資訊服務業者應占上述政府補助經費之50%以上: of the subsidy, not merely the largest part of it."""
    return share_at_least(proposal.lead_subsidy, proposal.subsidy, policy.lead_share_floor)


@rule(
    "research.term.window",
    zh="執行期程自公告日（{policy.announced_on}）起至{policy.term_until}止",
    en="The project runs from the announcement ({policy.announced_on}) on, until {policy.term_until}",
)
def within_term(proposal: Proposal, policy: ResearchPolicy) -> Truth:
    """自公告日起至112年11月30日止: both ends within these days, not over all of them.

    Each end is held against both days, so that one that lies outside fails whatever the other turns out to be.
    """
    return (
        (policy.announced_on <= proposal.starts_on)
        & (proposal.starts_on <= policy.term_until)
        & (policy.announced_on <= proposal.ends_on)
        & (proposal.ends_on <= policy.term_until)
    )


@rule(
    "research.subject.scope",
    zh="經費用於補助標的所列之技術發展、行銷推廣或維運服務",
    en="The line is for technology development, marketing or operation service as the text names them",
)
def in_scope(line: BudgetLine, policy: ResearchPolicy) -> Truth:
    """補助標的: of work that it does not name the reviewers decide; what is no such work is out."""
    named = one_of(line.scope, policy.scopes)
    return pick(one_of(line.scope, "other"), named | line.reviewer_accepts_scope, named)


RULES: tuple[Rule[...], ...] = (in_time, within_case_cap, within_share_cap, led_share_enough, within_term)
"""The rules about the proposal, in reading order."""

LINE_RULES: tuple[Rule[...], ...] = (in_scope,)
"""The rules about each line of the budget."""
