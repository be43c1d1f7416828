"""Editions 年度版本: what the text of each programme says in each period.

Each programme keeps its own editions; a *year* is a view over those that are in force together. The library's own
are of ROC 111 (2022): from 2023 on everything is awaited, until somebody registers the next text.

>>> from datetime import date
>>> import cloudgrant as cg
>>> cg.editions.on(date(2022, 5, 2)).points.policy.regular_employee_ceiling
200

Each name is loaded on first use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cloudgrant.editions.difference import YearDiff as YearDiff
    from cloudgrant.editions.difference import diff as diff
    from cloudgrant.editions.in_force import ROC_111 as ROC_111
    from cloudgrant.editions.in_force import of_digest as of_digest
    from cloudgrant.editions.in_force import on as on
    from cloudgrant.editions.year import Year as Year
else:
    from cloudgrant.values.loading import on_first_use

    _HOMES = {
        "ROC_111": "editions.in_force",
        "Year": "editions.year",
        "YearDiff": "editions.difference",
        "diff": "editions.difference",
        "of_digest": "editions.in_force",
        "on": "editions.in_force",
    }
    __all__ = list(_HOMES)
    __getattr__, __dir__ = on_first_use(__name__, globals(), _HOMES)
