"""Editions 年度版本: the policies of several programmes that are in force together, year by year.

Each programme keeps its own dated policies; an edition groups those of one year under one name, with
where they come from. The library's own is ROC 111 (2022). A later one is new data, not new code:
make a :class:`CloudServices` (or ``load`` it), and put it after the others with
:meth:`Editions.followed_by`.

>>> from datetime import date
>>> import cloudgrant as cg
>>> cg.editions.on(date(2022, 5, 2)).points.regular_employee_ceiling
200

Each name is loaded on first use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cloudgrant.editions.difference import EditionDiff as EditionDiff
    from cloudgrant.editions.difference import diff as diff
    from cloudgrant.editions.edition import Edition as Edition
    from cloudgrant.editions.edition import NoEdition as NoEdition
    from cloudgrant.editions.published import PUBLISHED as PUBLISHED
    from cloudgrant.editions.published import ROC_111 as ROC_111
    from cloudgrant.editions.published import CloudServices as CloudServices
    from cloudgrant.editions.published import Years as Years
    from cloudgrant.editions.published import of_digest as of_digest
    from cloudgrant.editions.published import on as on
    from cloudgrant.editions.series import Editions as Editions
else:
    from cloudgrant.values.loading import on_first_use

    _HOMES = {
        "CloudServices": "editions.published",
        "Edition": "editions.edition",
        "EditionDiff": "editions.difference",
        "Editions": "editions.series",
        "NoEdition": "editions.edition",
        "PUBLISHED": "editions.published",
        "ROC_111": "editions.published",
        "Years": "editions.published",
        "diff": "editions.difference",
        "of_digest": "editions.published",
        "on": "editions.published",
    }
    __all__ = list(_HOMES)
    __getattr__, __dir__ = on_first_use(__name__, globals(), _HOMES)
