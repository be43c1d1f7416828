"""The points programme: its clauses, rules, policies and grant together."""

from __future__ import annotations

from datetime import date

from cloudgrant.firms import Company
from cloudgrant.programmes.industry_hall.points import rules
from cloudgrant.programmes.industry_hall.points.clauses import CLAUSES
from cloudgrant.programmes.industry_hall.points.grant import granted
from cloudgrant.programmes.industry_hall.points.offset import offset
from cloudgrant.programmes.industry_hall.points.policy import ROC_111, PointsPolicy
from cloudgrant.rules.programme import Programme
from cloudgrant.values.text import Text

__all__ = ["points"]

points: Programme[Company, PointsPolicy] = Programme(
    "points",
    title=Text(zh="雲市集工業館數位點數補助計畫：數位點數申請", en="Digital points of the Industry Hall"),
    subject=Company,
    # In force from the first day of the year (the library's reading: the briefing names no such day).
    policies={date(2022, 1, 1): ROC_111},
    clauses=CLAUSES,
    rules=(
        rules.in_time,
        rules.small_enough,
        rules.is_manufacturer,
        rules.with_factory,
        rules.not_a_repeat_user,
    ),
    award=granted,
    calculations=(offset,),
)
"""Digital points 數位點數申請(需求端), decided for a :class:`~cloudgrant.firms.Company`."""
