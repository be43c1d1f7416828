"""The clauses of the briefing on the thematic R&D subsidy (數位雲服務主題式研發補助計畫), in its own words.

A file for each chapter. ``source`` leaves out the briefing's layout only (bold, underlines, bullets); a gap is
marked ``……``.
"""

from __future__ import annotations

from cloudgrant.programmes.briefing import BRIEFING, FIRST_DAY, LAST_DAY, TITLE
from cloudgrant.programmes.research.policy import ResearchPolicy
from cloudgrant.programmes.research.roc_111 import (
    adoption,
    applicants,
    benefits,
    domains,
    funding,
    proposal,
    review,
    security,
)
from cloudgrant.rules.law.edition import Edition

__all__ = ["CLAUSES", "ROC_111"]

CLAUSES = (
    *applicants.CLAUSES,
    *funding.CLAUSES,
    *domains.CLAUSES,
    *proposal.CLAUSES,
    *security.CLAUSES,
    *adoption.CLAUSES,
    *review.CLAUSES,
    *benefits.CLAUSES,
)
"""Every clause of this programme, in the briefing's order."""

ROC_111: Edition[ResearchPolicy] = Edition(
    "roc-111",
    title=TITLE,
    since=FIRST_DAY,
    until=LAST_DAY,
    notice=BRIEFING,
    policy=ResearchPolicy(),
    clauses=CLAUSES,
)
"""數位雲服務主題式研發補助計畫, 111 年版 (2022)."""
