"""Score sheets, rounds and asks, for tests of the review."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import attrs

import cloudgrant as cg
from cloudgrant.programmes.research import ROC_111, Ask, ResearchPolicy, Score, ScoreSheet
from cloudgrant.programmes.research.roc_111.rubric import RUBRIC

PUBLISHED = ROC_111.policy
"""The numbers of the edition of 2022."""

MARKET, METHODS, BENEFITS = (
    "research.review.market",
    "research.review.implementation",
    "research.review.benefits",
)
VISION = "research.review.vision"
GROUP_IDS = (MARKET, METHODS, BENEFITS)
ITEMS = {
    group: [criterion.id for criterion in RUBRIC if criterion.id.startswith(f"{group}/")]
    for group in GROUP_IDS
}


def sheet(proposal: str, reviewer: str, points: Mapping[str, int | None], **others: Any) -> ScoreSheet:
    """A sheet with whole points of 100 by criterion; ``None`` leaves the points open."""
    scores = tuple(
        Score(criterion=id, points=cg.UNKNOWN if one is None else one) for id, one in points.items()
    )
    return ScoreSheet(proposal=proposal, reviewer=reviewer, scores=scores, **others)


def whole(proposal: str, reviewer: str, market: int, implementation: int, benefits: int) -> ScoreSheet:
    """A sheet that scores the three groups as wholes."""
    return sheet(proposal, reviewer, {MARKET: market, METHODS: implementation, BENEFITS: benefits})


def flat(proposal: str, points: int, reviewer: str = "甲") -> ScoreSheet:
    """A sheet that gives the same to every group, which is then the total."""
    return whole(proposal, reviewer, points, points, points)


def with_weights(weights: Mapping[str, Fraction]) -> ResearchPolicy:
    """The policy with weights of criteria inside their groups."""
    shares = {id: cg.Share(weight) for id, weight in weights.items()}
    return attrs.evolve(PUBLISHED, item_weights=shares)


EVEN = with_weights({id: Fraction(1, len(items)) for items in ITEMS.values() for id in items})
"""Every criterion of a group weighs the same (made up for tests: the briefing gives no such weights)."""


def ask(proposal: str, amount: int, ceiling: int = 30_000_000, **others: Any) -> Ask:
    """What a proposal asks for."""
    return Ask(proposal=proposal, amount=amount, ceiling=ceiling, **others)
