"""Firms: one company with every fact that the rules read, and its kinds; each name is loaded on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cloudgrant.firms.company import Company as Company
    from cloudgrant.firms.company import InformationServiceProvider as InformationServiceProvider
    from cloudgrant.firms.company import Manufacturer as Manufacturer
    from cloudgrant.firms.company import ServiceFirm as ServiceFirm
else:
    from cloudgrant.values.loading import on_first_use

    _HOMES = {
        "Company": "firms.company",
        "InformationServiceProvider": "firms.company",
        "Manufacturer": "firms.company",
        "ServiceFirm": "firms.company",
    }
    __all__ = list(_HOMES)
    __getattr__, __dir__ = on_first_use(__name__, globals(), _HOMES)
