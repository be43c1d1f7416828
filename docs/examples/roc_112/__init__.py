"""ROC 112 of all four programmes, from notices that nobody published: the page "Add a year" worked out."""

from __future__ import annotations

import cloudgrant as cg
from roc_112 import coaching_112, listing_112, points_112, research_112

__all__ = ["REGISTER"]

REGISTER = cg.editions.Register(
    research_112.ROC_112, listing_112.ROC_112, points_112.ROC_112, coaching_112.ROC_112
)
