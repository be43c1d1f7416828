"""A claim 請領補助款（點數核銷）: what the vendor asks to be paid for after the contract has run."""

from __future__ import annotations

import attrs

from cloudgrant.programmes.industry_hall.points.order import Order
from cloudgrant.rules.facts import given
from cloudgrant.rules.records import Record
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import Fact

__all__ = ["Claim"]


@attrs.frozen(kw_only=True)
class Claim(Record):
    """What is judged at the stage ``claim``: an order whose points the vendor claims.

    ``documents`` are the names of the documents handed in; which are needed is policy data, for the
    office announces them later (FAQ 5). Whether a contract that ended early, or a price paid back,
    may be claimed at all, the briefing does not say: such a claim is undetermined until a policy,
    or a ruling, settles it.

    >>> import cloudgrant as cg
    >>> from datetime import date
    >>> claim = Claim(order=cg.Order(starts_on=date(2022, 6, 1), term=3), ended_early=False)
    >>> decision = cg.points.assess(claim, on=date(2022, 9, 2), stage="claim")
    >>> decision["listing.solution.claim-after-term"].result
    <Result.MET: 'met'>
    """

    order: Order = given(default=Order(), zh="訂單", en="Order")
    documents: Fact[tuple[str, ...]] = given(
        zh="已備核銷文件",
        en="Documents handed in",
        change="to_more",
        ask=Text(zh="已備妥哪些核銷文件？", en="Which claim documents are handed in?"),
        clause="points.claim",
    )
    ended_early: Fact[bool] = given(
        zh="契約提前終止",
        en="Contract ended early",
        ask=Text(zh="契約是否在期滿前終止？", en="Did the contract end before its term?"),
        clause="points.claim",
    )
    refunded: Fact[bool] = given(
        zh="費用已退還",
        en="Price paid back",
        ask=Text(
            zh="是否曾將費用全部或一部退還購買者？",
            en="Was any of the price paid back to the buyer?",
        ),
        clause="points.claim",
    )
