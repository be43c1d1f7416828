"""A firm's wallet, an order and a claim that are in order, for the tests to spoil."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs

import cloudgrant as cg
from cloudgrant.programmes.points import ROC_111

APPLIED = date(2022, 5, 2)
GRANTED = date(2022, 5, 20)
ORDERED = date(2022, 6, 1)
ENDS = date(2022, 8, 31)
CLAIMED = date(2022, 9, 1)

FIRM = cg.Manufacturer(
    ubn="12345675", paid_in_capital=80_000_000, factory="registered", points_last_used_in=0
)
SOLUTION = cg.CloudSolution(
    name="雲端智造",
    vendor_ubn="12345675",
    listed_from=date(2022, 5, 1),
    listed_until=date(2022, 12, 31),
)
ORDER = cg.Order(
    number="A-1",
    solution=SOLUTION,
    price=30_000,
    market_price=30_000,
    points=15_000,
    term=3,
    starts_on=ORDERED,
)
CLAIM = cg.Claim(
    order=ORDER, ordered_on=ORDERED, documents=("契約", "發票"), ended_early=False, refunded=False
)

# The office has announced which documents a claim needs, and until when points may be used.
SETTLED = attrs.evolve(
    ROC_111.policy, claim_documents=("契約", "發票"), points_usable_until=date(2022, 11, 30)
)


def opened() -> cg.PointWallet:
    """A wallet with 200,000 points and nothing spent."""
    decision = cg.points.assess(FIRM, on=APPLIED)
    return cg.PointWallet.granted_from(decision, id="W-1", key="grant", on=GRANTED).wallet


def order(number: str, points: int, **others: Any) -> cg.Order:
    """An order whose points are just half its price."""
    price = 2 * points
    facts: dict[str, Any] = {"number": number, "price": price, "market_price": price, "points": points}
    return attrs.evolve(ORDER, **{**facts, **others})


def reserved() -> cg.PointWallet:
    """A wallet with the points of ``ORDER`` reserved."""
    return opened().reserve(ORDER, key="reserve A-1", expected_seq=1, on=ORDERED, policy=SETTLED).wallet


def balanced(wallet: cg.PointWallet) -> bool:
    """What must hold at every moment."""
    open_ = sum(one.points for one in wallet.orders.values() if one.state == "reserved")
    parts = (wallet.available, wallet.reserved, wallet.claimed, wallet.expired)
    return wallet.granted == sum(parts) and min(parts) >= 0 and wallet.reserved == open_
