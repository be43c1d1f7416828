"""What is to be built: digital services, service levels, and the points of the business model."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import numpy as np

from cloudgrant.population.drawing import Draws
from cloudgrant.population.made import Column
from cloudgrant.population.parameters import MOST_SERVICES
from cloudgrant.population.rows import Drawn, Proposals, among, said
from cloudgrant.programmes.research.business_model import BLOCKS
from cloudgrant.programmes.research.service.digital_service import GROUPS

__all__ = ["outline", "service_levels", "services"]

_KINDS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        domain: tuple(kind for group in GROUPS if group.domain == domain for kind in group.kinds)
        for domain in sorted({group.domain for group in GROUPS})
    }
)


def services(given: Proposals) -> dict[str, Column]:
    """The digital services of each proposal, of different kinds but where they are not named."""
    count = np.asarray(given.draws("").options("services", given.parameters.services), dtype=np.int64)
    place, there = among(given.number, MOST_SERVICES, count)

    def columns(draws: Draws) -> Drawn:
        domains = np.repeat(given.domains, MOST_SERVICES)
        kinds = np.full(draws.number, "other", dtype=np.object_)
        for domain, named in _KINDS.items():
            start = np.repeat(given.draws("").below(f"services/{domain}", len(named)), MOST_SERVICES)
            one = np.array(named, dtype=np.object_)[(start + place) % len(named)]
            kinds = np.where(domains == domain, one, kinds)
        other = draws.places("other", [9, 1]) == 1
        names = np.array([f"數位服務 {number + 1}" for number in range(MOST_SERVICES)], dtype=np.object_)
        return {
            "name": names[place],
            "category": np.where(other, "other", kinds),
            "cloud": given.fault(draws, "services", "cloud") ^ True,
        }

    return given.table("services", MOST_SERVICES, there, columns)


def service_levels(given: Proposals) -> dict[str, Column]:
    """The service level that each proposal aims for."""

    def columns(draws: Draws) -> Drawn:
        return {
            "indicator": said(draws, "服務可用率"),
            "measures": said(draws, "availability"),
            "comparison": draws.options("comparison", [("at_least", 19), ("in_words", 1)]),
            "number": Column(
                draws.options("number", [("99", 2), ("99.5", 5), ("99.9", 3)]),
                draws.options("comparison", [("at_least", 19), ("in_words", 1)]) == "in_words",
            ),
            "unit": Column(
                said(draws, "%"),
                draws.options("comparison", [("at_least", 19), ("in_words", 1)]) == "in_words",
            ),
            "description": said(draws, "每月服務可用率"),
            "method": said(draws, "外部監測點每分鐘探測一次"),
            "objective": given.fault(draws, "service_levels", "objective") ^ True,
        }

    return given.table("service_levels", 1, np.ones(given.number, dtype=np.bool_), columns)


def outline(given: Proposals) -> dict[str, Column]:
    """The points of the business model that each proposal describes."""
    blocks = np.array(list(BLOCKS), dtype=np.object_)
    there = ~given.fault(given.draws("outline", len(blocks)), "outline", "")

    def columns(draws: Draws) -> Drawn:
        return {"value": np.tile(blocks, given.number)}

    return given.table("outline", len(blocks), there, columns)
