"""The business model canvas 商業模式圖: the nine blocks by which a proposal is described and reviewed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

from cloudgrant.values.frozen_map import FrozenMap
from cloudgrant.values.text import Text

__all__ = ["BLOCKS", "Block"]

Block: TypeAlias = Literal[
    "segments",
    "value",
    "channels",
    "relations",
    "revenue",
    "resources",
    "activities",
    "partners",
    "costs",
]
"""A block of the canvas."""

BLOCKS: Mapping[str, Text] = FrozenMap(
    segments=Text("research.business_model.blocks.segments", zh="目標客群", en="customer segments"),
    value=Text("research.business_model.blocks.value", zh="價值主張", en="value proposition"),
    channels=Text("research.business_model.blocks.channels", zh="通路", en="channels"),
    relations=Text("research.business_model.blocks.relations", zh="顧客關係", en="customer relations"),
    revenue=Text("research.business_model.blocks.revenue", zh="收益流", en="revenue streams"),
    resources=Text("research.business_model.blocks.resources", zh="關鍵資源", en="key resources"),
    activities=Text("research.business_model.blocks.activities", zh="關鍵活動", en="key activities"),
    partners=Text("research.business_model.blocks.partners", zh="關鍵合作夥伴", en="key partners"),
    costs=Text("research.business_model.blocks.costs", zh="成本結構", en="cost structure"),
)
"""What each block is called, in the canvas's order."""
