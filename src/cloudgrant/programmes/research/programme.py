"""The thematic R&D subsidy: its clauses, rules and policies together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudgrant.firms.company import Company
from cloudgrant.programmes.firm_view import FirmView
from cloudgrant.programmes.research.adoption import rules as adoption_rules
from cloudgrant.programmes.research.adoption.acceptance import Acceptance
from cloudgrant.programmes.research.applicants import revenue
from cloudgrant.programmes.research.applicants import rules as applicant_rules
from cloudgrant.programmes.research.applicants.member import Member
from cloudgrant.programmes.research.benefits import calendar
from cloudgrant.programmes.research.benefits import measures as benefit_measures
from cloudgrant.programmes.research.benefits import rules as benefit_rules
from cloudgrant.programmes.research.benefits.closing import Closing
from cloudgrant.programmes.research.benefits.tracking import Tracking
from cloudgrant.programmes.research.budget import funding
from cloudgrant.programmes.research.budget import rules as funding_rules
from cloudgrant.programmes.research.policy import ResearchPolicy
from cloudgrant.programmes.research.proposal import Proposal
from cloudgrant.programmes.research.review import allocation, feedback, ranking, scoring
from cloudgrant.programmes.research.roc_111 import ROC_111, rubric
from cloudgrant.programmes.research.security import items as security_items
from cloudgrant.programmes.research.security import rules as security_rules
from cloudgrant.programmes.research.security import scores as security_scores
from cloudgrant.programmes.research.service import rules as content_rules
from cloudgrant.rules.programme import Programme
from cloudgrant.rules.writing.for_each import for_each
from cloudgrant.values.text import Text

if TYPE_CHECKING:
    from cloudgrant.rules.law.call import Call

__all__ = ["FIRM_VIEWS", "lead", "partner", "research"]

_TITLE = Text(
    "research.title", zh="數位雲服務主題式研發補助計畫", en="Thematic R&D subsidy for digital cloud services"
)


def _call() -> Call:
    """Loaded where a listing asks for it: no decision does."""
    from cloudgrant.programmes.research.call import CALL

    return CALL


research: Programme[Proposal, ResearchPolicy] = Programme(
    "research",
    title=_TITLE,
    subject=Proposal,
    edition=ROC_111,
    rules=(
        *applicant_rules.RULES,
        for_each("members", *applicant_rules.MEMBER_RULES),
        *funding_rules.RULES,
        for_each("lines", *funding_rules.LINE_RULES),
        *content_rules.RULES,
        *security_rules.RULES,
        *adoption_rules.RULES,
        for_each("firms", *benefit_rules.TRACKING_FIRM_RULES),
        *benefit_rules.RULES,
    ),
    ceiling=funding.ceiling,
    parties={"application": "members", "tracking": "firms"},
    calculations=(
        *revenue.CALCULATIONS,
        *funding.CALCULATIONS,
        *security_scores.CALCULATIONS,
        *adoption_rules.CALCULATIONS,
        *scoring.CALCULATIONS,
        *ranking.CALCULATIONS,
        *allocation.CALCULATIONS,
        *benefit_measures.CALCULATIONS,
        *calendar.CALCULATIONS,
    ),
    realised_by=(
        *security_items.REALISED,
        *rubric.REALISED,
        *feedback.REALISED,
        *calendar.REALISED,
    ),
    stages={"acceptance": Acceptance, "closing": Closing, "tracking": Tracking},
    call=_call,
)
"""數位雲服務主題式研發補助計畫, decided for a :class:`Proposal`; ``stage="acceptance"``, ``"closing"`` and
``"tracking"`` judge an :class:`Acceptance`, a :class:`Closing` and a :class:`Tracking`."""

# What is asked of one applying firm by itself: the window of the filing, and the rules about each member.
_OF_A_MEMBER = (funding_rules.in_time, *applicant_rules.MEMBER_RULES)
_OF_A_LEAD = (applicant_rules.provider_if_lead, *_OF_A_MEMBER)

lead: Programme[Member, ResearchPolicy] = Programme(
    "research.lead",
    title=_TITLE,
    subject=Member,
    edition=ROC_111,
    rules=_OF_A_LEAD,
    whole=False,
)
"""Those of the rules that are about the lead 主導業者 by itself, and the window."""

partner: Programme[Member, ResearchPolicy] = Programme(
    "research.partner",
    title=_TITLE,
    subject=Member,
    edition=ROC_111,
    rules=_OF_A_MEMBER,
    whole=False,
)
"""Those of the rules that are about a partner 合作業者 by itself, and the window."""


def _as_lead(firm: Company) -> Member:
    return Member(role="lead", firm=firm)


def _as_partner(firm: Company) -> Member:
    return Member(role="partner", firm=firm)


FIRM_VIEWS = (
    FirmView(
        lead, role=Text("research.firm_views.lead", zh="主導業者", en="lead"), of=_as_lead, at=("firm",)
    ),
    FirmView(
        partner,
        role=Text("research.firm_views.partner", zh="合作業者", en="partner"),
        of=_as_partner,
        at=("firm",),
    ),
)
"""How the programme looks at a firm by itself: as the lead of a proposal, and as a partner in one."""
