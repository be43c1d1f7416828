"""What a purchase would cost: the points that may pay for it, and the firm's own part."""

from __future__ import annotations

from datetime import date
from typing import Any

from cloudgrant.programmes.points.ledger import Ledger
from cloudgrant.programmes.points.offsetting import Offset, offset
from cloudgrant.programmes.points.order import Order
from cloudgrant.programmes.points.permission import in_force
from cloudgrant.programmes.points.policy import PointsPolicy
from cloudgrant.programmes.points.programme import points as published
from cloudgrant.rules.programme import Programme
from cloudgrant.values.civil_dates import no_civil_date
from cloudgrant.values.periods import is_civil_date
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["quote"]


def quote(
    order: Order,
    wallet: Ledger,
    *,
    on: Fact[date] = UNKNOWN,
    programme: Programme[Any, PointsPolicy] = published,
    policy: PointsPolicy | None = None,
) -> Offset:
    """The most points that may pay for an order, and the self-paid part 自付額, with a firm's wallet.

    Under the edition that the wallet's points were applied for under, in ``programme``; of a wallet that does not
    say, under the only one begun by the day of its grant, or where that is not remembered by the day ``on``. ``policy`` are other numbers, as in a what-if.

    Of the price without tax, which is the safe reading as long as it is not settled whether half of
    the price counts the tax; under a policy that says so, of the price with tax. Tax that does not
    count is paid besides. On a day ``on`` after the last on which points may be used, none pays. Both parts are
    unknown where the edition does not say the share or the ceiling. Raises
    :class:`~cloudgrant.values.problems.InvalidInput` for an order without a price, or of which it is not known
    what tax comes on top where that counts, and where neither the edition (nor a day that tells it) nor a policy
    is known.

    >>> import cloudgrant as cg
    >>> wallet = cg.PointWallet(edition="roc-111", granted=200_000, available=200_000)
    >>> cg.quote(cg.Order(price=150_001), wallet)
    Offset(price=150001, points=75000, self_paid=75001)
    """
    problems = []
    if order.price is UNKNOWN:
        problems.append(Problem.at(["order", "price"], "required"))
    if on is not UNKNOWN and not is_civil_date(on):
        problems.append(no_civil_date("on", on))
    elif UNKNOWN is on is wallet.edition is wallet.granted_on and policy is None and not programme.bound:
        problems.append(Problem.at(["wallet", "edition"], "required"))
    if problems or order.price is UNKNOWN:
        raise InvalidInput(problems)
    policy = in_force(wallet, programme, on, policy)
    tax = order.tax if policy.offset_counts_tax is True else 0
    if tax is UNKNOWN:
        raise InvalidInput([Problem.at(["order", "tax"], "required")])
    price = order.price + tax
    until = policy.points_usable_until
    lapsed = on is not UNKNOWN and until is not UNKNOWN and on > until
    return offset(
        price, 0 if lapsed else wallet.available, policy, points_used=wallet.reserved + wallet.claimed
    )
