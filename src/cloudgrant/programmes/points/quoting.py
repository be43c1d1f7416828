"""What a purchase would cost: the points that may pay for it, and the firm's own part."""

from __future__ import annotations

from datetime import date

from cloudgrant.programmes.points.ledger import Ledger
from cloudgrant.programmes.points.offsetting import Offset, offset
from cloudgrant.programmes.points.order import Order
from cloudgrant.programmes.points.policy import PointsPolicy
from cloudgrant.values.civil_dates import no_civil_date
from cloudgrant.values.periods import is_civil_date
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["quote"]


def quote(order: Order, wallet: Ledger, policy: PointsPolicy, *, on: Fact[date] = UNKNOWN) -> Offset:
    """The most points that may pay for an order, and the self-paid part 自付額, with a firm's wallet.

    Of the price without tax, which is the safe reading as long as it is not settled whether half of
    the price counts the tax; under a policy that says so, of the price with tax. Tax that does not
    count is paid besides. On a day ``on`` after the last on which points may be used, none pays. Raises :class:`~cloudgrant.values.problems.InvalidInput` for an order
    without a price, or of which it is not known what tax comes on top where that counts.

    >>> import cloudgrant as cg
    >>> wallet = cg.PointWallet(granted=200_000, available=200_000)
    >>> cg.quote(cg.Order(price=150_001), wallet)
    Offset(price=150001, points=75000, self_paid=75001)
    """
    if order.price is UNKNOWN:
        raise InvalidInput([Problem.at(["order", "price"], "required")])
    if on is not UNKNOWN and not is_civil_date(on):
        raise InvalidInput([no_civil_date("on", on)])
    tax = order.tax if policy.offset_counts_tax is True else 0
    if tax is UNKNOWN:
        raise InvalidInput([Problem.at(["order", "tax"], "required")])
    price = order.price + tax
    until = policy.points_usable_until
    lapsed = on is not UNKNOWN and until is not UNKNOWN and on > until
    return offset(
        price, 0 if lapsed else wallet.available, policy, points_used=wallet.reserved + wallet.claimed
    )
