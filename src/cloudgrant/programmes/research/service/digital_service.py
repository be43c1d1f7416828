"""A digital service 數位服務 that a project provides or integrates, of the kinds that the briefing names."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar, Final, Literal

import attrs

from cloudgrant.programmes.research.service.domains import DomainName
from cloudgrant.rules.records.fact_info import facts, given
from cloudgrant.rules.records.record import Record
from cloudgrant.rules.writing.helpers import one_of, pick
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact, Truth

__all__ = [
    "GROUPS",
    "DigitalService",
    "ServiceGroup",
    "ServiceKind",
    "counts_for",
    "listed_kinds",
    "named_for",
]

ServiceKind = Literal[
    "procurement",
    "material_tracking",
    "capacity_planning",
    "quality",
    "equipment",
    "process_visibility",
    "energy",
    "scheduling",
    "pos",
    "o2o",
    "loyalty",
    "customer_profile",
    "crm",
    "chatbot",
    "community",
    "payment",
    "logistics",
    "store",
    "inventory",
    "stock",
    "orders",
    "customers",
    "other",
]
"""The kinds of services that the briefing names, and ``other``."""

_CLAUSES: Final[Mapping[DomainName, str]] = MappingProxyType(
    {
        "manufacturing": "research.domain.manufacturing",
        "service": "research.domain.service",
        "micro": "research.domain.micro",
    }
)


@attrs.frozen(kw_only=True)
class ServiceGroup:
    """A group under which the briefing names kinds of services as examples (如 … 等) in one domain.

    >>> [group.name["zh"] for group in GROUPS if group.domain == "manufacturing"]
    ['供應鏈管理', '生產管理', '其它']
    """

    domain: DomainName
    name: Text
    kinds: tuple[ServiceKind, ...]

    @property
    def clause(self) -> str:
        """The clause that names it."""
        return _CLAUSES[self.domain]


GROUPS: Final = (
    ServiceGroup(
        domain="manufacturing",
        name=Text("research.service_groups.manufacturing.supply_chain", zh="供應鏈管理", en="supply chain"),
        kinds=("procurement", "material_tracking", "capacity_planning"),
    ),
    ServiceGroup(
        domain="manufacturing",
        name=Text("research.service_groups.manufacturing.production", zh="生產管理", en="production"),
        kinds=("quality", "equipment", "process_visibility"),
    ),
    ServiceGroup(
        domain="manufacturing",
        name=Text("research.service_groups.manufacturing.other", zh="其它", en="other"),
        kinds=("energy", "scheduling"),
    ),
    ServiceGroup(
        domain="service",
        name=Text(
            "research.service_groups.service.joining_online_and_offline",
            zh="虛實情境整合",
            en="joining online and offline",
        ),
        kinds=("pos", "o2o", "loyalty"),
    ),
    ServiceGroup(
        domain="service",
        name=Text("research.service_groups.service.martech", zh="MarTech精準行銷", en="MarTech"),
        kinds=("customer_profile", "crm", "chatbot", "community"),
    ),
    ServiceGroup(
        domain="service",
        name=Text(
            "research.service_groups.service.other_services_for_operations",
            zh="其他營運相關服務",
            en="other services for operations",
        ),
        kinds=("payment", "logistics", "store", "inventory"),
    ),
    ServiceGroup(
        domain="micro",
        name=Text(
            "research.service_groups.micro.lightweight_services", zh="輕量化服務", en="lightweight services"
        ),
        kinds=("stock", "orders", "customers"),
    ),
    ServiceGroup(
        domain="micro",
        name=Text(
            "research.service_groups.micro.links_to_other_basic_operations",
            zh="其他基礎營運上的串接",
            en="links to other basic operations",
        ),
        kinds=("payment", "logistics"),
    ),
)
"""Where each kind of service stands in the briefing (三.領域類別). Where it joins two by a stroke (訂單/顧客管理,
金/物流, 店鋪/庫存管理) each is a kind of its own: the library's reading."""

_LISTED: Final[Mapping[DomainName, tuple[ServiceKind, ...]]] = MappingProxyType(
    {
        domain: tuple(kind for group in GROUPS if group.domain == domain for kind in group.kinds)
        for domain in _CLAUSES
    }
)


@attrs.frozen(kw_only=True)
class DigitalService(Record):
    """A digital service 數位服務 that the project provides or integrates.

    ``category`` is the kind of service. Two services count as two where their kinds differ: two of one kind are one. Of what the briefing does
    not name (``other``), each counts. What does two things is entered once for each.

    >>> DigitalService(name="智慧排程", category="scheduling", cloud=True).category
    'scheduling'
    """

    __keys__: ClassVar[tuple[str, ...]] = ("category", "name")

    name: Fact[str] = given(
        zh="服務名稱",
        en="Name",
        ask=Text(zh="這項數位服務的名稱為何？", en="What is this digital service called?"),
    )
    category: Fact[ServiceKind] = given(
        zh="服務種類",
        en="Kind of service",
        options={
            "procurement": Text(zh="採購", en="procurement"),
            "material_tracking": Text(zh="物料追蹤", en="material tracking"),
            "capacity_planning": Text(zh="產能規劃", en="capacity planning"),
            "quality": Text(zh="品質管理", en="quality management"),
            "equipment": Text(zh="設備管理", en="equipment management"),
            "process_visibility": Text(zh="流程可視化", en="process visibility"),
            "energy": Text(zh="能源管理", en="energy management"),
            "scheduling": Text(zh="排程最佳化", en="optimal scheduling"),
            "pos": Text(zh="POS機整合", en="POS integration"),
            "o2o": Text(zh="O2O搜尋推播", en="O2O search and push messages"),
            "loyalty": Text(zh="紅利積點", en="loyalty points"),
            "customer_profile": Text(zh="顧客輪廓分析", en="customer profiles"),
            "crm": Text(zh="CRM", en="CRM"),
            "chatbot": Text(zh="智能客服", en="chatbot"),
            "community": Text(zh="社群管理", en="community management"),
            "payment": Text(zh="金流", en="payment"),
            "logistics": Text(zh="物流", en="logistics"),
            "store": Text(zh="店鋪管理", en="shop management"),
            "inventory": Text(zh="庫存管理", en="inventory management"),
            "stock": Text(zh="進銷存", en="purchases, sales and stock"),
            "orders": Text(zh="訂單管理", en="order management"),
            "customers": Text(zh="顧客管理", en="customer management"),
            "other": Text(zh="未列舉之服務", en="another, which the briefing does not name"),
        },
        ask=Text(zh="這項數位服務屬於哪一種？", en="What kind of digital service is this?"),
    )
    cloud: Fact[bool] = given(
        zh="為數位雲服務",
        en="Is a digital cloud service",
        ask=Text(zh="這項服務是雲服務嗎？", en="Is this a cloud service?"),
        clause="research.domain.service",
    )

    def called(self, locale: str = "en") -> str:
        """Its name; the kind of service, where it has none."""
        if self.name is not UNKNOWN:
            return self.name
        return (
            ""
            if self.category is UNKNOWN
            else facts(type(self))["category"].option_label(self.category, locale)
        )


def listed_kinds(domain: DomainName) -> frozenset[str]:
    """The kinds of services that the briefing names for a domain.

    >>> sorted(listed_kinds("micro"))
    ['customers', 'logistics', 'orders', 'payment', 'stock']
    """
    return frozenset(_LISTED[domain])


def counts_for(service: DigitalService, domain: Fact[DomainName]) -> Truth:
    """服務業相關之數位雲服務: only the service domain counts cloud services alone.

    >>> counts_for(DigitalService(cloud=False), "micro"), counts_for(DigitalService(cloud=False), "service")
    (True, False)
    """
    return pick(one_of(domain, "service"), service.cloud, True)


def named_for(service: DigitalService, domain: Fact[DomainName]) -> Truth:
    """Whether it counts, and is of a kind that the briefing names for the domain.

    >>> named_for(DigitalService(category="energy"), "manufacturing"), named_for(DigitalService(), "micro")
    (True, UNKNOWN)
    """
    kind = service.category
    return (
        one_of(domain, "manufacturing") & one_of(kind, *_LISTED["manufacturing"])
        | one_of(domain, "service") & one_of(kind, *_LISTED["service"]) & service.cloud
        | one_of(domain, "micro") & one_of(kind, *_LISTED["micro"])
    )
