"""The categories of a solution 申請類別, and the two groups that they are of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from cloudgrant.values.text import Text, sentences

__all__ = ["CATEGORIES", "Category", "Group"]

Category = Literal[
    "production",
    "sales",
    "people",
    "development",
    "finance",
    "factory_people",
    "factory_machines",
    "factory_materials",
    "factory_methods",
    "factory_environment",
    "none",
]
"""The ten categories 申請類別, 產銷人發財 and 人機料法環, in the briefing's order; ``none`` is none of them."""

Group = Literal["enterprise", "factory"]
"""企業營運端 and 工廠生產端."""

CATEGORIES: Mapping[str, Text] = sentences(
    "listing.solution.categories",
    {
        "production": Text(zh="產－生產與作業管理", en="production and operations"),
        "sales": Text(zh="銷－行銷管理", en="marketing"),
        "people": Text(zh="人－人力資源管理", en="human resources"),
        "development": Text(zh="發－研究發展管理", en="research and development"),
        "finance": Text(zh="財－財務管理", en="finance"),
        "factory_people": Text(zh="人－生產的人員管理或相關應用", en="people in production"),
        "factory_machines": Text(zh="機－生產的設備管理或相關應用", en="machines in production"),
        "factory_materials": Text(zh="料－生產的原物料管理或相關應用", en="materials in production"),
        "factory_methods": Text(zh="法－生產的規章制度管理或相關應用", en="methods in production"),
        "factory_environment": Text(zh="環－生產的環境管理或相關應用", en="environment of production"),
        "none": Text(zh="以上皆非", en="none of the ten"),
    },
)
"""What each category is called."""
