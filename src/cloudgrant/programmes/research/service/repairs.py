"""How a project comes to so many services or measurable targets: for examples and boundary cases.

The library's own device. What a project provides is the firm's to invent, so no remedy does this.
"""

from __future__ import annotations

import attrs

from cloudgrant.programmes.research.cannot_be import cannot_be
from cloudgrant.programmes.research.service.digital_service import (
    GROUPS,
    DigitalService,
    ServiceKind,
    listed_kinds,
)
from cloudgrant.programmes.research.service.domains import DomainName
from cloudgrant.programmes.research.service.service_level import ServiceLevel
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["with_counted_services", "with_measurable_targets", "with_named_services"]


def with_named_services(
    services: Fact[tuple[DigitalService, ...]], domain: Fact[DomainName], number: Fact[int]
) -> Fact[tuple[DigitalService, ...]]:
    """So many different services of the kinds named for a domain, and the others that there are.

    >>> [service.category for service in with_named_services((), "micro", 2)]
    ['stock', 'orders']
    """
    if number is UNKNOWN:
        return UNKNOWN
    if domain is UNKNOWN:
        cannot_be("domain")
    there: tuple[DigitalService, ...] = () if services is UNKNOWN else services
    listed = listed_kinds(domain)
    had = {service.category: service for service in there if service.category in listed}
    kinds: list[ServiceKind] = [kind for group in GROUPS if group.domain == domain for kind in group.kinds]
    if not 0 <= number <= len(kinds):
        cannot_be("services")
    chosen = sorted(kinds, key=lambda kind: kind not in had)[:number]
    named = [
        attrs.evolve(had[kind], cloud=True) if kind in had else DigitalService(category=kind, cloud=True)
        for kind in chosen
    ]
    return (*named, *(service for service in there if service.category not in listed))


def with_counted_services(
    services: Fact[tuple[DigitalService, ...]], domain: Fact[DomainName], number: Fact[int]
) -> Fact[tuple[DigitalService, ...]]:
    """So many services in all, by more or fewer of those that the briefing does not name.

    >>> [service.category for service in with_counted_services((), "micro", 2)]
    ['other', 'other']
    """
    if number is UNKNOWN:
        return UNKNOWN
    there: tuple[DigitalService, ...] = () if services is UNKNOWN else services
    listed = frozenset[str]() if domain is UNKNOWN else listed_kinds(domain)
    named = tuple(service for service in there if service.category in listed)
    more = number - len({service.category for service in named})
    if more < 0:
        cannot_be("services")
    others = tuple(DigitalService(name=str(place + 1), category="other", cloud=True) for place in range(more))
    return (*named, *others)


def with_measurable_targets(
    levels: Fact[tuple[ServiceLevel, ...]], number: Fact[int]
) -> Fact[tuple[ServiceLevel, ...]]:
    """So many measurable service-level targets, and the others that there are.

    >>> [level.measurable for level in with_measurable_targets((), 1)]
    [True]
    """
    if number is UNKNOWN:
        return UNKNOWN
    there: tuple[ServiceLevel, ...] = () if levels is UNKNOWN else levels
    had = [level for level in there if level.measurable is True]
    others = [level for level in there if level.measurable is not True]
    if number < 0:
        cannot_be("service_levels")
    more = [
        ServiceLevel(
            indicator=f"{place + 1}",
            comparison="at_least",
            number="99",
            unit="%",
            method="log",
            objective=True,
        )
        for place in range(len(had), number)
    ]
    return (*had[:number], *more, *others)
