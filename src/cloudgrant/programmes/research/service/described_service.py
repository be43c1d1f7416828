"""What follows from how a proposal describes its service: how many services, and measurable targets, there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from cloudgrant.programmes.research.service.digital_service import DigitalService, counts_for, named_for
from cloudgrant.programmes.research.service.domains import DomainName
from cloudgrant.programmes.research.service.repairs import (
    with_counted_services,
    with_measurable_targets,
    with_named_services,
)
from cloudgrant.programmes.research.service.service_level import ServiceLevel
from cloudgrant.rules.records.fact_info import fact
from cloudgrant.rules.writing.helpers import no, one_of
from cloudgrant.rules.writing.lists import count, distinct
from cloudgrant.values.unknown import Fact

__all__ = ["DescribedService"]


def _with_named_services(proposal: Any, number: Fact[int]) -> Any:
    return attrs.evolve(proposal, services=with_named_services(proposal.services, proposal.domain, number))


def _with_counted_services(proposal: Any, number: Fact[int]) -> Any:
    return attrs.evolve(proposal, services=with_counted_services(proposal.services, proposal.domain, number))


def _with_measurable_targets(proposal: Any, number: Fact[int]) -> Any:
    return attrs.evolve(proposal, service_levels=with_measurable_targets(proposal.service_levels, number))


@attrs.frozen(kw_only=True, slots=False)
class DescribedService:
    """What follows from how a proposal describes the service that it is to build; the facts are the proposal's."""

    if TYPE_CHECKING:  # what a proposal states, as its own facts
        domain: Fact[DomainName]
        services: Fact[tuple[DigitalService, ...]]
        service_levels: Fact[tuple[ServiceLevel, ...]]

    # What is provided: research.domain.*, research.service.*

    @fact(
        zh="列舉之數位服務數",
        en="Digital services named for the domain",
        least=0,
        repair=_with_named_services,
    )
    def named_services(self) -> Fact[int]:
        """How many different services there are of the kinds that the briefing names for the domain."""
        return distinct(
            self.services,
            of=lambda service: service.category,
            where=lambda service: named_for(service, self.domain),
        )

    @fact(
        zh="數位服務數（含未列舉者）",
        en="Digital services, with those not named",
        least=0,
        repair=_with_counted_services,
    )
    def counted_services(self) -> Fact[int]:
        """How many different services there are, whether or not the briefing names them: of these, each is one."""
        different = distinct(
            self.services,
            of=lambda service: service.category,
            where=lambda service: counts_for(service, self.domain) & no(one_of(service.category, "other")),
        )
        return different + self.other_services

    @fact(zh="未列舉之數位服務數", en="Digital services that are not named", least=0)
    def other_services(self) -> Fact[int]:
        """How many services there are that the briefing does not name."""
        return count(
            self.services,
            where=lambda service: counts_for(service, self.domain) & one_of(service.category, "other"),
        )

    @fact(zh="數位服務項數", en="Digital services in all", least=0)
    def services_in_all(self) -> Fact[int]:
        """How many services there are, two of one kind included."""
        return count(self.services, where=lambda service: counts_for(service, self.domain))

    @fact(
        zh="可量測之服務水準目標數",
        en="Measurable service-level targets",
        least=0,
        repair=_with_measurable_targets,
        clause="research.service.measurable-quality",
    )
    def measurable_targets(self) -> Fact[int]:
        """How many service-level targets are concretely measurable."""
        return count(self.service_levels, lambda level: level.measurable)
