"""A digital service 數位服務 that a project provides or integrates, of the kinds that the briefing names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import ClassVar, Final, Literal

import attrs

from cloudgrant.programmes.research.between import Between
from cloudgrant.programmes.research.service.domains import DomainName
from cloudgrant.rules.records.fact_info import given
from cloudgrant.rules.records.record import Record
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = [
    "GROUPS",
    "DigitalService",
    "ServiceGroup",
    "ServiceKind",
    "all_services",
    "counted",
    "listed_kinds",
    "listed_services",
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
        name=Text(zh="供應鏈管理", en="supply chain"),
        kinds=("procurement", "material_tracking", "capacity_planning"),
    ),
    ServiceGroup(
        domain="manufacturing",
        name=Text(zh="生產管理", en="production"),
        kinds=("quality", "equipment", "process_visibility"),
    ),
    ServiceGroup(domain="manufacturing", name=Text(zh="其它", en="other"), kinds=("energy", "scheduling")),
    ServiceGroup(
        domain="service",
        name=Text(zh="虛實情境整合", en="joining online and offline"),
        kinds=("pos", "o2o", "loyalty"),
    ),
    ServiceGroup(
        domain="service",
        name=Text(zh="MarTech精準行銷", en="MarTech"),
        kinds=("customer_profile", "crm", "chatbot", "community"),
    ),
    ServiceGroup(
        domain="service",
        name=Text(zh="其他營運相關服務", en="other services for operations"),
        kinds=("payment", "logistics", "store", "inventory"),
    ),
    ServiceGroup(
        domain="micro",
        name=Text(zh="輕量化服務", en="lightweight services"),
        kinds=("stock", "orders", "customers"),
    ),
    ServiceGroup(
        domain="micro",
        name=Text(zh="其他基礎營運上的串接", en="links to other basic operations"),
        kinds=("payment", "logistics"),
    ),
)
"""Where each kind of service stands in the briefing (三.領域類別). Where it joins two by a stroke (訂單/顧客管理,
金/物流, 店鋪/庫存管理) each is a kind of its own: the library's reading."""

_LISTED: Final[Mapping[DomainName, frozenset[str]]] = MappingProxyType(
    {
        domain: frozenset(kind for group in GROUPS if group.domain == domain for kind in group.kinds)
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


def listed_kinds(domain: DomainName) -> frozenset[str]:
    """The kinds of services that the briefing names for a domain.

    >>> sorted(listed_kinds("micro"))
    ['customers', 'logistics', 'orders', 'payment', 'stock']
    """
    return _LISTED[domain]


def listed_services(services: Iterable[DigitalService], domain: DomainName) -> Between:
    """How many different services of the kinds named for a domain there may be; in ``service``, cloud ones only.

    >>> listed_services([DigitalService(category="quality"), DigitalService(category="energy"), DigitalService()],
    ...                 "manufacturing")
    Between(least=2, most=3)
    """
    listed = _LISTED[domain]
    sure: set[str] = set()
    possible: set[str] = set()
    open_ = 0
    for service in services:
        counts = _counts(service, domain)
        if counts is False:
            continue
        if service.category is UNKNOWN:
            open_ += 1
        elif service.category in listed:
            possible.add(service.category)
            if counts is True:
                sure.add(service.category)
    return Between(len(sure), min(len(possible) + open_, len(listed)))


def all_services(services: Iterable[DigitalService], domain: DomainName) -> Between:
    """How many different services there may be, those included that the briefing does not name for the domain.

    >>> services = [DigitalService(category="quality"), DigitalService(category="other", name="碳盤查")]
    >>> all_services(services, "manufacturing")
    Between(least=2, most=2)
    """
    sure: set[str] = set()
    possible: set[str] = set()
    others = possible_others = open_ = sure_open = 0
    for service in services:
        counts = _counts(service, domain)
        if counts is False:
            continue
        if service.category is UNKNOWN:
            open_ += 1
            sure_open += counts is True
        elif service.category == "other":
            possible_others += 1
            others += counts is True
        else:
            possible.add(service.category)
            if counts is True:
                sure.add(service.category)
    # Services of unknown kinds may all be of one kind; if no kind is sure, that one is still one more.
    least = len(sure) + others + (1 if sure_open and not sure else 0)
    return Between(least, len(possible) + possible_others + open_)


def counted(
    services: Fact[tuple[DigitalService, ...]],
    domain: Fact[DomainName],
    count: Callable[[tuple[DigitalService, ...], DomainName], Between],
) -> Fact[Between]:
    """What a count comes to of services of which not all may be known: of no domain yet, what holds in each.

    >>> counted((DigitalService(category="energy"),), UNKNOWN, listed_services)
    Between(least=0, most=1)
    """
    if services is UNKNOWN:
        return UNKNOWN
    if domain is not UNKNOWN:
        return count(services, domain)
    found = [count(services, each) for each in _CLAUSES]
    return Between(min(one.least for one in found), max(one.most for one in found))


def _counts(service: DigitalService, domain: DomainName) -> Fact[bool]:
    """服務業相關之數位雲服務: only the service domain counts cloud services alone."""
    return service.cloud if domain == "service" else True
