"""A ruling: the word of someone entitled to settle what facts cannot."""

from __future__ import annotations

from datetime import date
from typing import Literal

import attrs

from cloudgrant.rules.records.fact_info import given
from cloudgrant.rules.records.record import Record
from cloudgrant.values.paths import Path
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["Ruling"]


@attrs.frozen(kw_only=True)
class Ruling(Record):
    """A decision 裁定 of a reviewer or the programme office on one rule about one subject.

    It settles a finding that only a reviewer's discretion, or the silence of the text, leaves
    undetermined; where facts are missing or decide by themselves it changes nothing. ``path`` is
    the JSON pointer or key of the item judged, unknown for the subject itself.

    >>> from datetime import date
    >>> Ruling(rule="shop.quality", result="met", by="審查委員會", on=date(2022, 6, 1)).result
    'met'
    """

    rule: str = given(zh="規則", en="Rule")
    path: Fact[str] = given(zh="對象", en="What it is about")
    result: Literal["met", "not_met", "not_applicable"] = given(
        zh="結果",
        en="Result",
        options={
            "met": Text(zh="符合", en="met"),
            "not_met": Text(zh="不符合", en="not met"),
            "not_applicable": Text(zh="不適用", en="not applicable"),
        },
    )
    by: str = given(zh="裁定者", en="Ruled by")
    on: date = given(zh="裁定日期", en="Ruled on")
    ref: Fact[str] = given(zh="文號", en="Reference")

    def settles(self, rule: str, path: Path) -> bool:
        """Whether it is about this rule and this place."""
        if self.rule != rule:
            return False
        return not path if self.path is UNKNOWN else self.path in (path.pointer, path.key)
