"""How a price is paid: partly in points, the rest by the firm itself (參.三)."""

from __future__ import annotations

import attrs

from cloudgrant.programmes.points.policy import PointsPolicy
from cloudgrant.rules.records.fact_info import given
from cloudgrant.rules.records.record import Record
from cloudgrant.rules.writing.declaration import calculation
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["Offset", "Purse", "offset"]


@attrs.frozen(kw_only=True)
class Purse(Record):
    """What is asked of an offset: a price 費用 and the points left 剩餘點數, with those already used."""

    price: int = given(default=0, zh="費用", en="Price", unit="TWD")
    points_left: int = given(default=0, zh="剩餘點數", en="Points left", unit="points")
    points_used: int = given(default=0, zh="已折抵點數", en="Points already used", unit="points")


@attrs.frozen
class Offset:
    """How one price is paid: ``points`` 折抵點數 and ``self_paid`` 自付額 in dollars; one point pays NT$1.

    Both are unknown where a number that decides it is.
    """

    price: int
    points: Fact[int]
    self_paid: Fact[int]


@calculation("points.use.offset", unit="points", zh="折抵點數", en="Points that pay for a purchase")
def offset(price: int, points_left: int, policy: PointsPolicy, *, points_used: int = 0) -> Offset:
    """Split a price (whole TWD) into points and the firm's own payment.

    Points are at most half of the price, rounded down, at most what is left, and at most what the
    ceiling over all purchases together leaves after ``points_used``. Where the policy does not say the share
    or the ceiling, they are unknown, unless none can be used whatever it says. Raises
    :class:`~cloudgrant.values.problems.InvalidInput` for amounts that are not whole and ≥ 0.

    >>> from cloudgrant import Share
    >>> policy = PointsPolicy(offset_share=Share("1/2"), offset_ceiling=200_000)
    >>> offset(150_001, 200_000, policy)
    Offset(price=150001, points=75000, self_paid=75001)
    >>> offset(500_000, 200_000, policy).self_paid
    300000
    >>> offset(500_000, 200_000, PointsPolicy())
    Offset(price=500000, points=UNKNOWN, self_paid=UNKNOWN)
    """
    Purse(price=price, points_left=points_left, points_used=points_used)
    points = _points(price, points_left, policy, points_used)
    return Offset(price, points, price - points)


def _points(price: int, left: int, policy: PointsPolicy, used: int) -> Fact[int]:
    share, ceiling = policy.offset_share, policy.offset_ceiling
    of_the_price = price if share is UNKNOWN else share.floor_of(price)
    most = min(of_the_price, left) if ceiling is UNKNOWN else min(of_the_price, left, ceiling - used)
    if most <= 0:
        return 0
    return UNKNOWN if share is UNKNOWN or ceiling is UNKNOWN else most
