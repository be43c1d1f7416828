"""The service model 服務模式 of a project, of which some are subsidised."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

from cloudgrant.values.frozen_map import FrozenMap
from cloudgrant.values.text import Text

__all__ = ["SERVICE_MODELS", "ServiceModel"]

ServiceModel: TypeAlias = Literal["saas", "paas_saas", "paas", "other"]
"""What a project builds."""

SERVICE_MODELS: Mapping[str, Text] = FrozenMap(
    saas=Text("research.service_model.service_models.saas", zh="SaaS", en="SaaS"),
    paas_saas=Text("research.service_model.service_models.paas_saas", zh="PaaS+SaaS", en="PaaS and SaaS"),
    paas=Text("research.service_model.service_models.paas", zh="僅 PaaS", en="PaaS alone"),
    other=Text("research.service_model.service_models.other", zh="其他", en="another"),
)
"""What each model is called."""
