"""The domains 領域類別 in which a cloud service may be proposed, and the sub-domains that the briefing names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

from cloudgrant.values.frozen_map import FrozenMap
from cloudgrant.values.text import Text

__all__ = ["DOMAINS", "SUBDOMAINS", "DomainName", "SubdomainName"]

DomainName: TypeAlias = Literal["manufacturing", "service", "micro"]
"""One of the three domains 領域類別."""

DOMAINS: Mapping[str, Text] = FrozenMap(
    manufacturing=Text(
        "research.domains.domains.manufacturing", zh="製造業雲服務", en="cloud services for manufacturing"
    ),
    service=Text(
        "research.domains.domains.service", zh="服務業雲服務", en="cloud services for service industries"
    ),
    micro=Text("research.domains.domains.micro", zh="小微企業雲服務", en="cloud services for micro firms"),
)
"""What each domain is called."""

SubdomainName: TypeAlias = Literal[
    "metal_fasteners",
    "food_processing",
    "textile",
    "rubber_plastics",
    "cosmetics",
    "retail",
    "leisure",
    "fashion",
    "catering",
    "daily_goods",
    "other",
]
"""A sub-domain 次領域 that the briefing names, or ``other``."""

SUBDOMAINS: Mapping[str, Text] = FrozenMap(
    metal_fasteners=Text("research.domains.subdomains.metal_fasteners", zh="金屬扣件", en="metal fasteners"),
    food_processing=Text("research.domains.subdomains.food_processing", zh="食品加工", en="food processing"),
    textile=Text("research.domains.subdomains.textile", zh="紡織", en="textile"),
    rubber_plastics=Text(
        "research.domains.subdomains.rubber_plastics", zh="橡塑膠", en="rubber and plastics"
    ),
    cosmetics=Text("research.domains.subdomains.cosmetics", zh="化粧品", en="cosmetics"),
    retail=Text("research.domains.subdomains.retail", zh="零售服務", en="retail"),
    leisure=Text("research.domains.subdomains.leisure", zh="生活休憩", en="leisure"),
    fashion=Text("research.domains.subdomains.fashion", zh="時尚", en="fashion"),
    catering=Text("research.domains.subdomains.catering", zh="餐飲", en="catering"),
    daily_goods=Text("research.domains.subdomains.daily_goods", zh="日用品", en="daily goods"),
    other=Text("research.domains.subdomains.other", zh="其他", en="another"),
)
"""What each sub-domain is called."""
