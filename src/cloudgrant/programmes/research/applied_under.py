"""The edition 年度版本 that a project was applied for under: whatever is judged of it later goes by that one."""

from __future__ import annotations

from typing import Any

from cloudgrant.rules.records.fact_info import given
from cloudgrant.values.text import Text

__all__ = ["applied_under"]


def applied_under() -> Any:
    """The fact ``edition`` of a record: the name of an edition, such as ``"roc-111"``."""
    return given(
        identifies=True,
        zh="申請時適用之版本",
        en="Edition applied under",
        known_by="office",
        ask=Text(
            zh="計畫申請時適用哪一年度之版本？",
            en="Under which edition was the project applied for?",
        ),
    )
