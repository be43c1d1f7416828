"""What the coaching offers a provider (貳、輔導資源)."""

from __future__ import annotations

from typing import Literal

import attrs

from cloudgrant.rules.writing.declaration import calculation
from cloudgrant.values.text import Text

__all__ = ["RESOURCES", "Resource", "resources"]

Side = Literal["technical", "marketing"]
"""技術面, 行銷面."""


@attrs.frozen(kw_only=True)
class Resource:
    """One thing on offer: on which side, and what it is called; the Chinese name is the briefing's."""

    side: Side
    name: Text


RESOURCES = (
    Resource(side="technical", name=Text("coaching.resources.workshops", zh="工作坊課程", en="Workshops")),
    Resource(
        side="technical",
        name=Text(
            "coaching.resources.reference_guide_to_cloud_services",
            zh="雲服務參考指引",
            en="Reference guide to cloud services",
        ),
    ),
    Resource(
        side="technical", name=Text("coaching.resources.domain_experts", zh="領域專家", en="Domain experts")
    ),
    Resource(
        side="marketing",
        name=Text(
            "coaching.resources.exchange_events_on_digital_transformation",
            zh="數位轉型交流活動",
            en="Exchange events on digital transformation",
        ),
    ),
    Resource(
        side="marketing",
        name=Text(
            "coaching.resources.special_interest_group_alliance",
            zh="SIG聯盟",
            en="Special interest group alliance",
        ),
    ),
    Resource(
        side="marketing",
        name=Text("coaching.resources.industry_summit", zh="產業高峰論壇", en="Industry summit"),
    ),
    Resource(
        side="marketing",
        name=Text(
            "coaching.resources.matching_through_the_directory_website",
            zh="黃頁網站媒合服務",
            en="Matching through the directory website",
        ),
    ),
    Resource(
        side="marketing",
        name=Text(
            "coaching.resources.showcase_of_results",
            zh="數位轉型成果發表",
            en="Showcase of results, with the technical highlights",
        ),
    ),
    Resource(
        side="marketing",
        name=Text(
            "coaching.resources.video", zh="影音廣宣", en="Video, to match cloud solutions with customers"
        ),
    ),
)
"""Every resource that the briefing names; those for marketing are examples (如…等)."""


@calculation("coaching.resources", unit="", zh="輔導資源", en="Coaching resources")
def resources(side: Side | None = None) -> tuple[Resource, ...]:
    """The resources of one side, or all of them.

    >>> [one.name["en"] for one in resources("technical")]
    ['Workshops', 'Reference guide to cloud services', 'Domain experts']
    """
    return tuple(one for one in RESOURCES if side in (None, one.side))
