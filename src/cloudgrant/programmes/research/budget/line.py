"""A line of the budget: who spends how much, on what, in which year, from which source."""

from __future__ import annotations

from typing import ClassVar, Final, Literal

import attrs

from cloudgrant.rules.records.fact_info import given
from cloudgrant.rules.records.record import Record
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import Fact

__all__ = ["MOST_AMOUNT", "BudgetLine"]

MOST_AMOUNT: Final = 10**12
"""The largest amount of one line, in dollars: what one that is not known yet can come to."""


@attrs.frozen(kw_only=True)
class BudgetLine(Record):
    """One line of the budget 經費: by party, year, class of work and source.

    The classes of work are the briefing's own sub-items of 補助標的; that a budget line bears one is the
    library's device. ``year`` is Gregorian (2022 is 民國 111 年).

    >>> BudgetLine(party="12345675", year=2022, scope="cloud_build", source="subsidy", amount=1_000_000).amount
    1000000
    """

    __keys__: ClassVar[tuple[str, ...]] = ("number",)

    number: Fact[str] = given(zh="編號", en="Number")
    party: Fact[str] = given(
        identifies=True,
        zh="業者統一編號",
        en="Unified business number of the member",
        ask=Text(
            zh="這筆經費是哪一家業者的（統一編號）？", en="Which member's is this line (business number)?"
        ),
        clause="research.funding.lead-share",
    )
    year: Fact[int] = given(zh="年度（西元）", en="Year (Gregorian)", least=2000, most=2100)
    scope: Fact[
        Literal[
            "cloud_build",
            "integration",
            "online_marketing",
            "offline_promotion",
            "flexible_plans",
            "business_model",
            "other",
            "none",
        ]
    ] = given(
        zh="工作項目",
        en="Class of work",
        options={
            "cloud_build": Text(
                zh="技術發展：利用公有雲基礎打造雲服務", en="technology: building on the public cloud"
            ),
            "integration": Text(
                zh="技術發展：整合服務方案上雲/打通斷點，數據賦能加值",
                en="technology: integrating services in the cloud, joining broken flows, adding value by data",
            ),
            "online_marketing": Text(
                zh="行銷推廣：線上數位行銷操作，串連平台合作夥伴、社群經營",
                en="marketing: online, with platform partners and communities",
            ),
            "offline_promotion": Text(
                zh="行銷推廣：線下推廣", en="marketing: offline, such as discounts and distribution"
            ),
            "flexible_plans": Text(
                zh="維運服務：彈性方案（如按月、按用量、訂閱制）",
                en="operation: flexible plans (by the month, by use, subscription)",
            ),
            "business_model": Text(zh="維運服務：可行商模", en="operation: a workable business model"),
            "other": Text(zh="未列舉之工作", en="other work, which the briefing does not name"),
            "none": Text(zh="不屬補助標的", en="not eligible for the subsidy"),
        },
        ask=Text(zh="這筆經費用於哪一類工作？", en="What kind of work is this line for?"),
        clause="research.subject.scope",
    )
    source: Fact[Literal["subsidy", "self_funding"]] = given(
        zh="經費來源",
        en="Source",
        options={
            "subsidy": Text(zh="政府補助款", en="subsidy"),
            "self_funding": Text(zh="自籌款", en="self-raised funds"),
        },
        ask=Text(zh="這筆經費是補助款還是自籌款？", en="Is this line paid by the subsidy or by own funds?"),
        clause="research.funding.share-cap",
    )
    amount: Fact[int] = given(
        zh="金額",
        en="Amount",
        unit="TWD",
        most=MOST_AMOUNT,
        change="both_ways",
        sensible=1,
        act={
            "more": Text(zh="此筆經費增列至{new}", en="raise this line to {new}"),
            "less": Text(zh="此筆經費減列至{new}", en="lower this line to {new}"),
        },
        ask=Text(zh="這筆經費是多少元？", en="How much is this line, in New Taiwan dollars?"),
        clause="research.funding.case-cap",
    )
    reviewer_accepts_scope: Fact[bool] = given(
        zh="審查委員認可此工作項目屬補助標的",
        en="The reviewers accept this work as eligible for the subsidy",
        known_by="reviewer",
        ask=Text(
            zh="審查委員是否認可此工作項目屬補助標的？",
            en="Do the reviewers accept this work as eligible for the subsidy?",
        ),
        clause="research.subject.scope",
    )
