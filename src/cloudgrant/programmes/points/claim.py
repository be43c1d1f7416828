"""A claim 請領補助款（點數核銷）: what the vendor asks to be paid for after the contract has run."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar

import attrs

from cloudgrant.programmes.points.order import Order
from cloudgrant.rules.records.coherence import STATED, Declarations, implies, in_order
from cloudgrant.rules.records.fact_info import fact, given
from cloudgrant.rules.records.record import Record
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact, Truth

__all__ = ["Claim"]


def _begun(claim: Claim, before: bool) -> Claim:
    """The claim with a purchase on the first day of the contract, or the day after (for worked-out examples)."""
    starts = claim.order.starts_on
    if starts is UNKNOWN:
        return claim
    return attrs.evolve(claim, ordered_on=starts + timedelta(before))


@attrs.frozen(kw_only=True)
class Claim(Record):
    """What is judged at the stage ``claim``: an order whose points the vendor claims.

    ``documents`` are the names of the documents handed in; which are needed is policy data, for the
    office announces them later (FAQ 5). ``ordered_on`` is the day of the purchase, and ``edition`` the name of
    the edition that the points were applied for under, by which the claim is judged in whichever year: a wallet
    fills both in from its own history. Whether a contract that began before the purchase, one that ended
    early (``ended_on`` says when), or a price paid back may be claimed at all, the briefing does not
    say: such a claim is undetermined until a policy, or a ruling, settles it.

    >>> import cloudgrant as cg
    >>> from datetime import date
    >>> claim = Claim(order=cg.Order(starts_on=date(2022, 6, 1), term=3), ended_early=False)
    >>> decision = cg.points.assess(claim, on=date(2022, 9, 1), stage="claim")
    >>> decision["listing.solution.claim-after-term"].result
    <Result.MET: 'met'>
    """

    __coherence__: ClassVar[Declarations] = (
        in_order("order.starts_on", "ended_on"),
        implies(
            "points.not_early",
            {"ended_on": STATED},
            {"ended_early": True},
            zh="未提前終止者，沒有提前終止之日（{ended_on}）",
            en="a contract that did not end early has no day on which it did ({ended_on})",
        ),
    )

    order: Order = given(default=Order(), zh="訂單", en="Order")
    ordered_on: Fact[date] = given(
        zh="採購日",
        en="Day of the purchase",
        ask=Text(zh="以點數採購是在哪一天？", en="On which day was the purchase with points made?"),
        clause="points.claim",
    )
    documents: Fact[tuple[str, ...]] = given(
        zh="已備核銷文件",
        en="Documents handed in",
        change="to_more",
        act=Text(zh="補附核銷文件：{added}", en="hand in: {added}"),
        ask=Text(zh="已備妥哪些核銷文件？", en="Which claim documents are handed in?"),
        clause="points.claim",
    )
    ended_early: Fact[bool] = given(
        zh="契約提前終止",
        en="Contract ended early",
        ask=Text(zh="契約是否在期滿前終止？", en="Did the contract end before its term?"),
        clause="points.claim",
    )
    ended_on: Fact[date] = given(
        zh="契約終止日",
        en="Day the contract ended early",
        ask=Text(zh="契約於哪一天提前終止？", en="On which day did the contract end early?"),
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

    edition: Fact[str] = given(
        identifies=True, zh="申請時適用版本", en="Edition applied under", known_by="event"
    )

    @fact(
        zh="契約早於採購日開始",
        en="Contract began before the purchase",
        repair=_begun,
        clause="points.claim",
    )
    def begun_before(self) -> Truth:
        """Whether the contract's first day is before the day of the purchase."""
        return self.order.starts_on < self.ordered_on

    def notes(self) -> tuple[Text, ...]:
        """What is unusual about the order, such as a last day that is not its term's."""
        return self.order.notes()
