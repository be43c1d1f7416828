"""A purchase 採購: who buys, what is ordered, and the points that are left for it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

import attrs

from cloudgrant.firms.company import Company
from cloudgrant.programmes.points.ledger import Ledger
from cloudgrant.programmes.points.order import Order
from cloudgrant.rules.records.fact_info import fact, given
from cloudgrant.rules.records.record import Record
from cloudgrant.rules.writing.helpers import inner
from cloudgrant.values.problems import Problem
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["Purchase"]

_NOT_ITS_OWN = Text(
    "points.purchase.not_its_own",
    zh="錢包屬於統一編號 {owner} 之業者，採購者卻是 {given}",
    en="the wallet belongs to the firm {owner}, but the buyer is {given}",
)


def _with_points_left(purchase: Purchase, points: int) -> Purchase:
    """The purchase with a wallet that has so many points left, and as many committed as before."""
    committed = 0 if purchase.points_committed is UNKNOWN else purchase.points_committed
    return _with_wallet(purchase, points, committed)


def _with_points_committed(purchase: Purchase, points: int) -> Purchase:
    left = 0 if purchase.points_left is UNKNOWN else purchase.points_left
    return _with_wallet(purchase, left, points)


def _with_wallet(purchase: Purchase, left: int, committed: int) -> Purchase:
    wallet = Ledger(granted=left + committed, available=left, claimed=committed)
    return attrs.evolve(purchase, wallet=wallet)


@attrs.frozen(kw_only=True)
class Purchase(Record):
    """What is judged at the stage ``purchase``: a firm's order, to be paid in part from its wallet.

    ``wallet`` is the account alone: a :class:`~cloudgrant.programmes.points.wallet.PointWallet` is one, and
    from data it is loaded as the :class:`~cloudgrant.programmes.points.ledger.Ledger`, which is equal to it.
    A purchase is judged under the edition of its wallet, in whichever year it is made.

    >>> import cloudgrant as cg
    >>> from datetime import date
    >>> wallet = cg.PointWallet(granted=200_000, available=200_000)
    >>> for points in (50_000, 50_001):
    ...     purchase = cg.Purchase(order=cg.Order(price=100_000, points=points), wallet=wallet)
    ...     decision = cg.points.assess(purchase, on=date(2022, 6, 1), stage="purchase")
    ...     print(decision["points.use.offset"].result)
    Result.MET
    Result.NOT_MET
    """

    __edition__: ClassVar[tuple[str, ...]] = ("wallet", "edition")

    firm: Company = given(default=Company(), zh="採購業者", en="Buyer")
    order: Order = given(default=Order(), zh="訂單", en="Order")
    wallet: Fact[Ledger] = given(
        zh="點數錢包",
        en="Point wallet",
        ask=Text(zh="這家業者的點數帳目為何？", en="What does the firm's account of points say?"),
    )

    @fact(
        zh="剩餘點數",
        en="Points left",
        unit="points",
        repair=_with_points_left,
        clause="points.use.offset",
    )
    def points_left(self) -> Fact[int]:
        """What the wallet has available."""
        return inner(self.wallet, lambda wallet: wallet.available)

    @fact(
        zh="已用於其他採購之點數",
        en="Points committed to other purchases",
        unit="points",
        repair=_with_points_committed,
        clause="points.use.offset",
    )
    def points_committed(self) -> Fact[int]:
        """What other purchases have reserved or claimed over the wallet's life."""
        return inner(self.wallet, lambda wallet: wallet.reserved + wallet.claimed)

    @property
    def edition(self) -> Fact[str]:
        """The name of the edition that the wallet's points were applied for under."""
        return UNKNOWN if self.wallet is UNKNOWN else self.wallet.edition

    def notes(self) -> tuple[Text, ...]:
        """What is unusual about the order, such as a last day that is not its term's."""
        return self.order.notes()

    def incoherent(self) -> Iterable[Problem]:
        if self.wallet is UNKNOWN or self.wallet.ubn is UNKNOWN or self.firm.ubn is UNKNOWN:
            return
        if self.wallet.ubn != self.firm.ubn:
            yield Problem.at(
                ["wallet", "ubn"],
                "wallet.owner",
                _NOT_ITS_OWN,
                owner=self.wallet.ubn,
                given=self.firm.ubn,
            )
