"""How a proposal comes to so many services or measurable targets: for examples and boundary cases.

The library's own device. What a project provides is the firm's to invent, so no remedy does this.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from cloudgrant.programmes.research.cannot_be import cannot_be
from cloudgrant.programmes.research.service.digital_service import (
    GROUPS,
    DigitalService,
    ServiceKind,
    listed_kinds,
)
from cloudgrant.programmes.research.service.service_level import ServiceLevel
from cloudgrant.values.unknown import UNKNOWN, Fact

if TYPE_CHECKING:
    from cloudgrant.programmes.research.proposal import Proposal

__all__ = ["with_counted_services", "with_measurable_targets", "with_sure_services"]


def with_sure_services(proposal: Proposal, number: Fact[int]) -> Proposal:
    """The proposal with so many different services of the kinds named for its domain, and its others.

    >>> from cloudgrant.programmes.research.proposal import Proposal
    >>> [service.category for service in with_sure_services(Proposal(domain="micro"), 2).services]
    ['stock', 'orders']
    """
    if number is UNKNOWN:
        return attrs.evolve(proposal, services=UNKNOWN)
    if proposal.domain is UNKNOWN:
        cannot_be("domain")
    services: tuple[DigitalService, ...] = () if proposal.services is UNKNOWN else proposal.services
    listed = listed_kinds(proposal.domain)
    had = {service.category: service for service in services if service.category in listed}
    kinds: list[ServiceKind] = [
        kind for group in GROUPS if group.domain == proposal.domain for kind in group.kinds
    ]
    if not 0 <= number <= len(kinds):
        cannot_be("services")
    chosen = sorted(kinds, key=lambda kind: kind not in had)[:number]
    named = [
        attrs.evolve(had[kind], cloud=True) if kind in had else DigitalService(category=kind, cloud=True)
        for kind in chosen
    ]
    others = [service for service in services if service.category not in listed]
    return attrs.evolve(proposal, services=(*named, *others))


def with_counted_services(proposal: Proposal, number: Fact[int]) -> Proposal:
    """The proposal with so many services in all, by more or fewer of those that the briefing does not name."""
    if number is UNKNOWN:
        return attrs.evolve(proposal, services=UNKNOWN)
    services: tuple[DigitalService, ...] = () if proposal.services is UNKNOWN else proposal.services
    listed = frozenset[str]() if proposal.domain is UNKNOWN else listed_kinds(proposal.domain)
    named = tuple(service for service in services if service.category in listed)
    more = number - len({service.category for service in named})
    if more < 0:
        cannot_be("services")
    others = tuple(DigitalService(name=str(place + 1), category="other", cloud=True) for place in range(more))
    return attrs.evolve(proposal, services=(*named, *others))


def with_measurable_targets(proposal: Proposal, number: Fact[int]) -> Proposal:
    """The proposal with so many measurable service-level targets, and its others."""
    if number is UNKNOWN:
        return attrs.evolve(proposal, service_levels=UNKNOWN)
    levels: tuple[ServiceLevel, ...] = () if proposal.service_levels is UNKNOWN else proposal.service_levels
    had = [level for level in levels if level.measurable is True]
    others = [level for level in levels if level.measurable is not True]
    if number < 0:
        cannot_be("service_levels")
    more = [
        ServiceLevel(indicator=f"{place + 1}", target="99%", method="log", objective=True)
        for place in range(len(had), number)
    ]
    return attrs.evolve(proposal, service_levels=(*had[:number], *more, *others))
