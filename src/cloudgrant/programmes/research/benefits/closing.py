"""What is judged at closing 結案: where the funded product is listed."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

import attrs

from cloudgrant.programmes.research.applied_under import applied_under
from cloudgrant.rules.records.coherence import STATED, Declarations, implies, in_order
from cloudgrant.rules.records.fact_info import given
from cloudgrant.rules.records.record import Record
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import Fact

__all__ = ["Closing", "MarketplaceListing"]

_CLAUSE = "research.benefit.marketplace-listing"


@attrs.frozen(kw_only=True)
class MarketplaceListing(Record):
    """A listing 上架 on a marketplace, as it stands when the project closes.

    Selection 入選 alone is no listing: ``status``, that of the closing day, tells the two apart. ``listed_on``
    is the first day of the listing, and ``ended_on`` the last of one that is no more; both are included.

    >>> MarketplaceListing(marketplace="industry_hall", status="selected").listed_on
    UNKNOWN
    """

    __coherence__: ClassVar[Declarations] = (
        in_order("listed_on", "ended_on"),
        implies(
            "research.not_listed",
            {"listed_on": STATED},
            {"status": ("listed", "ended")},
            blames=("listed_on",),
            zh="尚未上架者沒有上架日（{listed_on}）",
            en="what is not listed has no first day of listing ({listed_on})",
        ),
        implies(
            "research.not_ended",
            {"ended_on": STATED},
            {"status": "ended"},
            blames=("ended_on",),
            zh="未下架者沒有下架日（{ended_on}）",
            en="a listing that has not ended has no last day ({ended_on})",
        ),
    )

    marketplace: Fact[Literal["tcloud", "industry_hall", "other"]] = given(
        zh="上架平台",
        en="Marketplace",
        options={
            "tcloud": Text(zh="臺灣雲市集", en="Taiwan Cloud Marketplace"),
            "industry_hall": Text(zh="雲市集工業館", en="Industry Hall"),
            "other": Text(zh="其他平台", en="another"),
        },
        ask=Text(
            zh="上架於臺灣雲市集、雲市集工業館，還是其他平台？",
            en="Is the listing on the Taiwan Cloud Marketplace, in its Industry Hall or elsewhere?",
        ),
        clause=_CLAUSE,
    )
    product: Fact[str] = given(identifies=True, zh="上架方案名稱", en="Product listed", clause=_CLAUSE)
    is_funded_product: Fact[bool] = given(
        zh="上架者為本計畫補助開發標的",
        en="What is listed is the funded product",
        ask=Text(
            zh="上架的方案是本計畫補助開發的標的嗎？",
            en="Is what is listed the product that the project was funded for?",
        ),
        proof=Text(zh="上架頁面", en="The page of the listing"),
        clause=_CLAUSE,
    )
    status: Fact[Literal["none", "selected", "listed", "ended"]] = given(
        zh="結案日之上架狀態",
        en="Status of the listing on the closing day",
        options={
            "none": Text(zh="未入選", en="not selected"),
            "selected": Text(zh="已入選，尚未上架", en="selected, not listed yet"),
            "listed": Text(zh="上架中", en="listed"),
            "ended": Text(zh="曾上架，已下架", en="was listed, no longer is"),
        },
        ask=Text(
            zh="結案日時，方案是已入選尚未上架、上架中，還是曾上架而已下架？",
            en="On the closing day, is the product selected and not listed yet, listed, or no longer listed?",
        ),
        clause=_CLAUSE,
    )
    listed_on: Fact[date] = given(
        zh="上架日",
        en="First day of the listing",
        ask=Text(zh="方案於哪一天上架？", en="On which day was the product listed?"),
        clause=_CLAUSE,
    )
    ended_on: Fact[date] = given(
        zh="下架前最後一日",
        en="Last day of a listing that has ended",
        ask=Text(zh="方案上架至哪一天？", en="Until which day was the product listed?"),
        clause=_CLAUSE,
    )


@attrs.frozen(kw_only=True)
class Closing(Record):
    """What is judged at the stage ``closing``, as of the closing day 結案日.

    One listing is shown, the better where there are two. Whether one that lapsed before closing 結案前已下架
    still counts, the briefing does not say: that stays undetermined until ``lapse_counts`` is settled, by
    the office's answer or by a ruling. ``edition`` is that which the project was applied for under, and which the
    closing goes by.

    >>> import cloudgrant as cg
    >>> from datetime import date
    >>> listing = MarketplaceListing(
    ...     marketplace="tcloud", is_funded_product=True, status="listed", listed_on=date(2023, 11, 30)
    ... )
    >>> decision = cg.research.assess(Closing(listing=listing), on=date(2023, 11, 30), stage="closing")
    >>> decision["research.benefit.marketplace-listing"].result
    <Result.MET: 'met'>
    """

    listing: MarketplaceListing = given(
        default=MarketplaceListing(), zh="補助開發標的之上架", en="Listing of the funded product"
    )
    lapse_counts: Fact[bool] = given(
        zh="結案前已下架者仍採認",
        en="A listing that lapsed before closing counts",
        known_by="text",
        ask=Text(
            zh="補助開發標的曾於結案前上架，但結案時已下架，是否仍符合規定？",
            en="If the funded product was listed before closing but is no longer listed at "
            "closing, does that still meet the rule?",
        ),
        clause=_CLAUSE,
    )
    edition: Fact[str] = applied_under()
