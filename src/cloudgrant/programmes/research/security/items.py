"""What an item of the security self-assessment 資安管理自評表 is, in six facets; each edition has its own table of them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar, Final, Literal

import attrs

from cloudgrant.rules.law.realised import Realised
from cloudgrant.rules.records.fact_info import given
from cloudgrant.rules.records.record import Record
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import Fact

__all__ = ["FACETS", "REALISED", "Facet", "SecurityItem"]

Facet = Literal["network", "data", "access", "management", "continuity", "life_cycle"]
"""One of the six facets 面向 of a security plan."""

FACETS: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "network": Text(zh="網路管理", en="network management"),
        "data": Text(zh="資料安全", en="data security"),
        "access": Text(zh="存取控制", en="access control"),
        "management": Text(zh="資安管理", en="security management"),
        "continuity": Text(zh="營運持續", en="continuity"),
        "life_cycle": Text(zh="生命週期保護", en="life-cycle protection"),
    }
)
"""The six facets by id, in the order of the plan, as it calls them."""


@attrs.frozen(kw_only=True)
class SecurityItem(Record):
    """One measure that the self-assessment asks about: a row of its table.

    ``wording`` is the measure by locale, ``source`` the words of the text for it. ``condition`` says when
    it is asked for at all (a firm to which that does not apply marks 不適用 and says why), ``reading`` what
    counts. ``explain`` is whether the plan explains the measure by itself (應具體說明). ``necessary`` is whether
    the consultant must pass it at acceptance (必要要求), unknown until somebody says it.

    >>> item = SecurityItem(id="data.residency", facet="data", wording={"zh": "資料落地", "en": "data residency"})
    >>> item.text["zh"], item.necessary, item.condition.in_("en")
    ('資料落地', UNKNOWN, '')
    """

    __keys__: ClassVar[tuple[str, ...]] = ("id",)

    id: str = given(zh="項目代號", en="Item")
    facet: Facet = given(zh="面向", en="Facet", options=FACETS, clause="research.security.plan")
    wording: Mapping[str, str] = given(
        multiline=True,
        default={},
        mapping=True,
        zh="措施（各語言）",
        en="Measure, by language",
        clause="research.security.self-assessment",
    )
    source: Fact[str] = given(multiline=True, zh="出處原文", en="Words of the source")
    conditions: Mapping[str, str] = given(
        multiline=True,
        default={},
        mapping=True,
        zh="適用條件（各語言）",
        en="When it is asked for, by language",
    )
    readings: Mapping[str, str] = given(
        multiline=True, default={}, mapping=True, zh="判讀（各語言）", en="What counts, by language"
    )
    explain: bool = given(
        default=True,
        zh="計畫應具體說明此措施",
        en="The plan explains it by itself",
        clause="research.security.plan",
    )
    necessary: Fact[bool] = given(
        zh="屬驗收必要要求",
        en="Required at acceptance",
        known_by="text",
        ask=Text(
            zh="此項是否屬驗收之必要要求？",
            en="Is this item one of those that are required at acceptance?",
        ),
        clause="research.security.acceptance",
    )

    def called(self, locale: str = "en") -> str:
        """The measure in words."""
        return self.text.in_(locale)

    @property
    def text(self) -> Text:
        """The measure in words; its id where no wording is given."""
        return Text(self.wording or {"en": self.id})

    @property
    def condition(self) -> Text:
        """When it is asked for at all; empty where it always is."""
        return Text(self.conditions)

    @property
    def reading(self) -> Text:
        """What counts as complying, where that needs saying."""
        return Text(self.readings)


REALISED: Final[tuple[Realised, ...]] = (
    Realised(
        "research.security.self-assessment",
        "information",
        f"{__name__}.SecurityItem",
        Text(zh="資安管理自評項目（分六面向）", en="Items of the self-assessment, in six facets"),
    ),
)
"""What this module realises besides rules."""
