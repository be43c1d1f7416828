"""What follows from how a proposal describes its service: the blocks it leaves out, services, targets and customers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

import attrs

from cloudgrant.programmes.research.business_model import BLOCKS, Block
from cloudgrant.programmes.research.service.digital_service import (
    DigitalService,
    all_services,
    counted,
    listed_services,
)
from cloudgrant.programmes.research.service.domains import DomainName
from cloudgrant.programmes.research.service.repairs import (
    with_counted_services,
    with_measurable_targets,
    with_sure_services,
)
from cloudgrant.programmes.research.service.service_level import ServiceLevel
from cloudgrant.rules.records.fact_info import fact
from cloudgrant.rules.writing.lists import count
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["DescribedService"]


def _with_sure_services(proposal: Any, number: Fact[int]) -> Any:
    return attrs.evolve(proposal, services=with_sure_services(proposal.services, proposal.domain, number))


def _with_counted_services(proposal: Any, number: Fact[int]) -> Any:
    return attrs.evolve(proposal, services=with_counted_services(proposal.services, proposal.domain, number))


def _with_measurable_targets(proposal: Any, number: Fact[int]) -> Any:
    return attrs.evolve(proposal, service_levels=with_measurable_targets(proposal.service_levels, number))


@attrs.frozen(kw_only=True, slots=False)
class DescribedService:
    """What follows from how a proposal describes the service that it is to build; the facts are the proposal's."""

    if TYPE_CHECKING:  # what a proposal states, as its own facts
        outline: Fact[tuple[Block, ...]]
        largest_customer: Fact[int]
        smallest_customer: Fact[int]
        domain: Fact[DomainName]
        services: Fact[tuple[DigitalService, ...]]
        service_levels: Fact[tuple[ServiceLevel, ...]]

    # How it is described: research.proposal.outline

    @fact(
        zh="未敘明之規劃項目",
        en="Blocks not described",
        options=BLOCKS,
        reads=("outline",),
        clause="research.proposal.outline",
    )
    def outline_lacking(self) -> Fact[tuple[Block, ...]]:
        """Which of the nine blocks the proposal does not describe, in the canvas's order."""
        if self.outline is UNKNOWN:
            return UNKNOWN
        return tuple(block for block in get_args(Block) if block not in self.outline)

    # What is provided: research.domain.*, research.service.*

    @fact(
        zh="目標客戶經常僱用員工數（最多者，至少）",
        en="Staff of the largest customer aimed at, at the least",
        unit="persons",
        reads=("largest_customer", "smallest_customer"),
        clause="research.domain.micro",
    )
    def largest_customer_at_least(self) -> Fact[int]:
        """The largest is no smaller than the smallest, as long as only that is known; for ``<=`` beside it."""
        return self.smallest_customer if self.largest_customer is UNKNOWN else self.largest_customer

    @fact(
        zh="已可確定之列舉數位服務數",
        en="Digital services named for the domain that are sure",
        reads=("domain", "services.category", "services.cloud"),
        repair=_with_sure_services,
    )
    def sure_services(self) -> Fact[int]:
        """How many different services of the kinds named for the domain there are, at the least.

        For ``>=`` alone: it grows as kinds become known, so what it reaches it has reached for good.
        """
        number = counted(self.services, self.domain, listed_services)
        return UNKNOWN if number is UNKNOWN else number.least

    @fact(
        zh="列舉之數位服務數",
        en="Digital services named for the domain",
        reads=("domain", "services.category", "services.cloud"),
    )
    def named_services(self) -> Fact[int]:
        """How many different services there are of the kinds that the briefing names for the domain."""
        number = counted(self.services, self.domain, listed_services)
        return UNKNOWN if number is UNKNOWN else number.settled

    @fact(
        zh="數位服務數（含未列舉者）",
        en="Digital services, with those not named",
        reads=("domain", "services.category", "services.cloud"),
        repair=_with_counted_services,
    )
    def counted_services(self) -> Fact[int]:
        """How many different services there are, whether or not the briefing names them for the domain."""
        number = counted(self.services, self.domain, all_services)
        return UNKNOWN if number is UNKNOWN else number.settled

    @fact(
        zh="已可確定之可量測服務水準目標數",
        en="Measurable service-level targets that are sure",
        reads=("service_levels.measurable",),
        repair=_with_measurable_targets,
        clause="research.service.measurable-quality",
    )
    def sure_targets(self) -> Fact[int]:
        """How many service-level targets are concretely measurable, at the least; for ``>=`` alone."""
        if self.service_levels is UNKNOWN:
            return UNKNOWN
        return sum(level.measurable is True for level in self.service_levels)

    @fact(
        zh="可量測之服務水準目標數",
        en="Measurable service-level targets",
        reads=("service_levels.measurable",),
        clause="research.service.measurable-quality",
    )
    def measurable_targets(self) -> Fact[int]:
        """How many service-level targets are concretely measurable."""
        return count(self.service_levels, lambda level: level.measurable)
