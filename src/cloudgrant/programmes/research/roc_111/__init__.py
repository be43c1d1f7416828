"""The clauses of the briefing on the thematic R&D subsidy (數位雲服務主題式研發補助計畫), in its own words.

A file for each chapter. ``source`` leaves out the briefing's layout only (bold, underlines, bullets); a gap is
marked ``……``.
"""

from __future__ import annotations

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

__all__ = ["CLAUSES"]

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
