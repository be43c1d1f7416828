"""What the coaching of providers asks of a firm, beside its identity."""

from __future__ import annotations

from typing import Literal

import attrs

from cloudgrant.rules.records.fact_info import given
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import Fact

__all__ = ["CoachingFacts"]


@attrs.frozen(kw_only=True, slots=False, eq=False, repr=False)
class CoachingFacts:
    """The facts of a firm that ``coaching.target`` and ``coaching.self-fund`` read."""

    cloud_services: Fact[Literal["none", "starting", "running"]] = given(
        zh="自有雲服務的發展階段",
        en="Stage of its own cloud services",
        options={
            "none": Text(zh="沒有發展雲服務的計畫", en="no plan to build one"),
            "starting": Text(zh="想從無到有發展第一項雲服務", en="about to build its first"),
            "running": Text(zh="已有雲服務營運中", en="runs one already"),
        },
        ask=Text(
            zh="貴公司自己的雲服務發展到哪個階段了？",
            en="What stage has the firm's own cloud service reached?",
        ),
        clause="coaching.target",
    )
    cloud_base: Fact[Literal["software", "customers", "hardware", "other"]] = given(
        zh="發展雲服務的既有基礎",
        en="Base that its cloud service builds on",
        options={
            "software": Text(zh="軟體／產品（如 MES）", en="software or products (such as an MES)"),
            "customers": Text(
                zh="客群／數據經營（如眾多 ERP 客戶）", en="customers or data (such as ERP users)"
            ),
            "hardware": Text(zh="硬體／地端（如 POS）", en="hardware or on-premises systems (such as a POS)"),
            "other": Text(zh="以上皆非", en="none of these"),
        },
        ask=Text(
            zh="貴公司會在哪一種既有基礎上發展雲服務（有數種者，擇主要的一種）？",
            en="On which base would the firm build its cloud service (the main one, if several)?",
        ),
        clause="coaching.target",
    )
    coaching_own_funds: Fact[int] = given(
        zh="參加輔導之自籌投入金額",
        en="Own money put into the coaching",
        unit="TWD",
        change="to_more",
        act=Text(zh="增列自籌投入金額至{new}", en="raise the firm's own contribution to {new}"),
        ask=Text(
            zh="參加輔導時，貴公司願意自籌投入多少元？",
            en="How much of its own money, in New Taiwan dollars, would the firm put into the coaching?",
        ),
        clause="coaching.self-fund",
    )
