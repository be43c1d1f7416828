"""Adoption and stickiness: what a proposal must set, and what must have been reached at acceptance (參(4/4))."""

from __future__ import annotations

from typing import Any

from cloudgrant.programmes.research.adoption.acceptance import Acceptance
from cloudgrant.programmes.research.adoption.count import adoption_against_target
from cloudgrant.programmes.research.adoption.measuring import measure
from cloudgrant.programmes.research.policy import ResearchPolicy
from cloudgrant.programmes.research.proposal import Proposal
from cloudgrant.rules.writing.declaration import Calculation, Rule, rule
from cloudgrant.rules.writing.lists import every
from cloudgrant.values.unknown import Truth

__all__ = [
    "CALCULATIONS",
    "RULES",
    "conditions_accepted",
    "conditions_reached",
    "conditions_set",
    "customers_aimed_for",
    "customers_reached",
    "recognition_accepted",
    "shorter_terms_explained",
]


@rule(
    "research.adoption.target",
    zh="自行設定中小企業使用家數之目標（至少{policy.adoption_floor}）與認定基準",
    en="Sets a number of small and medium customers to bring in (at least {policy.adoption_floor}), and the "
    "basis by which they are recognised",
)
def customers_aimed_for(proposal: Proposal, policy: ResearchPolicy) -> Truth:
    """於提案時自行設定中小企業使用家數之目標…企業自行訂定認定基準: the reviewers' consent comes later."""
    plan = proposal.adoption
    return (plan.proposed_customers >= policy.adoption_floor) & plan.basis_stated


@rule(
    "research.adoption.target/reached",
    stage="acceptance",
    zh="認定之中小企業使用家數達核定家數",
    en="The number of small and medium customers recognised reaches the approved number",
)
def customers_reached(acceptance: Acceptance, policy: ResearchPolicy) -> Truth:
    """依技術審委員核定為條件: against the approved number, and none other."""
    return acceptance.recognised_customers >= acceptance.adoption.approved_customers


@rule(
    "research.adoption.target/consent",
    stage="acceptance",
    zh="使用家數之認定基準經審查委員同意",
    en="The reviewers consent to the basis by which customers are recognised",
)
def recognition_accepted(acceptance: Acceptance, policy: ResearchPolicy) -> Truth:
    """認定基準…須經技術審之審查委員同意."""
    return acceptance.adoption.reviewer_accepts_basis


@rule(
    "research.adoption.stickiness",
    zh="至少完整設定{policy.stickiness_kpis_floor}項服務黏著度條件（比率種類、目標、認定基準）",
    en="Conditions of stickiness are set completely (which rate, its target and basis of recognition): at least "
    "{policy.stickiness_kpis_floor}",
)
def conditions_set(proposal: Proposal, policy: ResearchPolicy) -> Truth:
    """於提案時自行設定達成條件…應達以下條件(至少 1 項)."""
    return proposal.adoption.conditions_set >= policy.stickiness_kpis_floor


def _sets_long_contract(proposal: Proposal, policy: ResearchPolicy) -> Truth:
    return proposal.adoption.sets_long_contract


@rule(
    "research.adoption.stickiness/shorter-term",
    applies=_sets_long_contract,
    zh="長約期間不低於{policy.long_contract_months}，或已說明原因（SaaS 服務特性）",
    en="The term of a long contract is at least {policy.long_contract_months}, or it is explained why not (the "
    "nature of the SaaS)",
    unmet={
        "zh": "長約期間低於{policy.long_contract_months}，且未說明原因（SaaS 服務特性）",
        "en": "The term of a long contract is less than {policy.long_contract_months}, and it is not explained why (the nature of the SaaS)",
    },
)
def shorter_terms_explained(proposal: Proposal, policy: ResearchPolicy) -> Truth:
    """但若因 SaaS 服務特性，低於 18 個月，請補充說明原因."""
    months = policy.long_contract_months
    return every(proposal.adoption.kpis, lambda kpi: (kpi.term >= months) | kpi.explained)


@rule(
    "research.adoption.stickiness/reached",
    stage="acceptance",
    zh="至少達成{policy.stickiness_kpis_floor}項服務黏著度條件",
    en="Conditions of stickiness are reached: at least {policy.stickiness_kpis_floor}",
)
def conditions_reached(acceptance: Acceptance, policy: ResearchPolicy) -> Truth:
    """應達以下條件(至少 1 項): one is enough, however many were set."""
    return acceptance.conditions_reached >= policy.stickiness_kpis_floor


def _something_measured(acceptance: Acceptance, policy: ResearchPolicy) -> Truth:
    return acceptance.something_measured


@rule(
    "research.adoption.stickiness/consent",
    stage="acceptance",
    applies=_something_measured,
    zh="所量測之服務黏著度條件及其認定基準經審查委員同意",
    en="The reviewers consent to the conditions of stickiness put forward, and to their basis",
)
def conditions_accepted(acceptance: Acceptance, policy: ResearchPolicy) -> Truth:
    """須經技術審之審查委員同意: of each that is put forward; one without consent can be left out."""
    return acceptance.reviewers_accept_conditions


RULES: tuple[Rule[...], ...] = (
    customers_aimed_for,
    conditions_set,
    shorter_terms_explained,
    customers_reached,
    recognition_accepted,
    conditions_reached,
    conditions_accepted,
)

CALCULATIONS: tuple[Calculation[..., Any], ...] = (adoption_against_target, measure)
