"""Editions 年度版本: what the text of each programme says in each period.

Each programme keeps its own editions; a *year* is a view over those that are in force together. The library's
own are of ROC 111 (2022): from 2023 on everything is awaited, until somebody registers the next text.

>>> from datetime import date
>>> import cloudgrant as cg
>>> cg.editions.on(date(2022, 5, 2)).points.policy.regular_employee_ceiling
200

Each name is loaded on first use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cloudgrant.editions.by_name import CoachingText as CoachingText
    from cloudgrant.editions.by_name import ListingText as ListingText
    from cloudgrant.editions.by_name import PointsText as PointsText
    from cloudgrant.editions.by_name import ResearchText as ResearchText
    from cloudgrant.editions.by_name import Years as Years
    from cloudgrant.editions.by_name import YearText as YearText
    from cloudgrant.editions.difference import YearDiff as YearDiff
    from cloudgrant.editions.difference import diff as diff
    from cloudgrant.editions.in_force import ROC_111 as ROC_111
    from cloudgrant.editions.in_force import of_digest as of_digest
    from cloudgrant.editions.in_force import on as on
    from cloudgrant.editions.register import Register as Register
    from cloudgrant.editions.text import ClauseText as ClauseText
    from cloudgrant.editions.text import EditionText as EditionText
    from cloudgrant.editions.year import Year as Year
else:
    from cloudgrant.values.loading import on_first_use

    _HOMES = {
        "ClauseText": "editions.text",
        "CoachingText": "editions.by_name",
        "EditionText": "editions.text",
        "ListingText": "editions.by_name",
        "PointsText": "editions.by_name",
        "ROC_111": "editions.in_force",
        "Register": "editions.register",
        "ResearchText": "editions.by_name",
        "Year": "editions.year",
        "YearDiff": "editions.difference",
        "YearText": "editions.by_name",
        "Years": "editions.by_name",
        "diff": "editions.difference",
        "of_digest": "editions.in_force",
        "on": "editions.in_force",
    }
    __all__ = list(_HOMES)
    __getattr__, __dir__ = on_first_use(__name__, globals(), _HOMES)
