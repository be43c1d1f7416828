"""What points pay of a purchase: 參.三, half the price at most and 200,000 points in all."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant.programmes.points import PointsPolicy
from cloudgrant.programmes.points import offset as offset_by
from cloudgrant.values.shares import Share

CAP = 200_000
POLICY = cg.points.policy_on(date(2022, 5, 2))

prices = st.integers(0, 1_000_000) | st.integers(399_998, 400_002)
points = st.integers(0, 300_000) | st.integers(199_999, 200_001)


def offset(price: int, left: int, policy: PointsPolicy, *, points_used: int = 0) -> Any:
    """The answer, whose parts are plain numbers wherever the policy says what decides them."""
    return offset_by(price, left, policy, points_used=points_used)


@pytest.mark.parametrize(
    ("price", "left", "used", "expected"),
    [
        (0, CAP, 0, 0),
        (1, CAP, 0, 0),  # half a dollar rounds down
        (2, CAP, 0, 1),
        (3, CAP, 0, 1),
        (100_000, CAP, 0, 50_000),
        (100_001, CAP, 0, 50_000),
        # half the price against the ceiling
        (399_998, CAP, 0, 199_999),
        (399_999, CAP, 0, 199_999),
        (400_000, CAP, 0, 200_000),
        (400_001, CAP, 0, 200_000),
        (400_002, CAP, 0, 200_000),
        (10_000_000, CAP, 0, 200_000),
        # what is left
        (100_000, 0, 0, 0),
        (100_000, 49_999, 0, 49_999),
        (100_000, 50_000, 0, 50_000),
        (100_000, 50_001, 0, 50_000),
        # earlier purchases count towards the ceiling
        (100_000, CAP, 149_999, 50_000),
        (100_000, CAP, 150_000, 50_000),
        (100_000, CAP, 150_001, 49_999),
        (100_000, CAP, 199_999, 1),
        (100_000, CAP, 200_000, 0),
        # a grant beyond the ceiling does not lift it
        (1_000_000, 500_000, 0, 200_000),
        (1_000_000, 500_000, 120_000, 80_000),
    ],
)
def test_points_for_a_purchase(price: int, left: int, used: int, expected: int) -> None:
    bought = offset(price, left, POLICY, points_used=used)
    assert bought.price == price
    assert bought.points == expected
    assert bought.self_paid == price - expected


@given(price=prices, left=points, used=points)
@example(price=1, left=1, used=0)
@example(price=400_001, left=200_001, used=0)
@example(price=10, left=10, used=200_001)
def test_the_bounds_of_an_offset(price: int, left: int, used: int) -> None:
    bought = offset(price, left, POLICY, points_used=used)
    assert bought.points >= 0
    assert 2 * bought.points <= price
    assert bought.points <= left
    assert bought.points == 0 or used + bought.points <= CAP
    assert bought.self_paid + bought.points == price == bought.price
    assert 2 * bought.self_paid >= price
    # and not one point fewer than the bounds allow
    assert bought.points == min(price // 2, left, max(0, CAP - used))


@given(price=prices, more=st.integers(0, 100_000), left=points, used=points)
def test_a_dearer_purchase_takes_no_fewer_points_and_no_less_of_the_firms_own_money(
    price: int, more: int, left: int, used: int
) -> None:
    cheap, dear = (
        offset(price, left, POLICY, points_used=used),
        offset(price + more, left, POLICY, points_used=used),
    )
    assert dear.points >= cheap.points
    assert dear.self_paid >= cheap.self_paid


@given(price=prices, left=points, used=points, more=st.integers(0, 100_000))
def test_more_points_left_help_and_more_used_hurt(price: int, left: int, used: int, more: int) -> None:
    here = offset(price, left, POLICY, points_used=used).points
    assert offset(price, left + more, POLICY, points_used=used).points >= here
    assert offset(price, left, POLICY, points_used=used + more).points <= here


@given(baskets=st.lists(prices, max_size=12), granted=st.integers(0, 400_000))
def test_all_purchases_together_stay_within_the_ceiling_the_grant_and_half(
    baskets: list[int], granted: int
) -> None:
    """Several solutions may be bought; the ceiling is on all of them together."""
    used = 0
    for price in baskets:
        points = offset(price, granted - used, POLICY, points_used=used).points
        assert points is not cg.UNKNOWN
        used += points
    assert used <= CAP
    assert used <= granted
    assert 2 * used <= sum(baskets)
    assert used == min(sum(price // 2 for price in baskets), granted, CAP)


@given(price=prices, left=points, used=points, ceiling=st.integers(0, 400_000))
def test_a_reform_moves_the_ceiling(price: int, left: int, used: int, ceiling: int) -> None:
    policy = attrs.evolve(POLICY, offset_ceiling=ceiling)
    bought = offset(price, left, policy, points_used=used)
    assert bought.points == min(price // 2, left, max(0, ceiling - used))


@given(price=prices, left=points)
def test_a_reform_moves_the_share_which_stays_exact(price: int, left: int) -> None:
    third = offset(price, left, attrs.evolve(POLICY, offset_share=Share("1/3")))
    assert third.points == min(price // 3, left, CAP)
    two_thirds = offset(price, left, attrs.evolve(POLICY, offset_share=Share("2/3")))
    assert two_thirds.points == min(2 * price // 3, left, CAP)


@given(price=prices, left=points, used=points)
def test_the_numbers_of_the_edition_are_those_taken_when_none_are_given(
    price: int, left: int, used: int
) -> None:
    wallet = cg.PointWallet(edition="roc-111", granted=left + used, available=left, claimed=used)
    assert offset(price, left, POLICY, points_used=used) == cg.quote(cg.Order(price=price), wallet)


@pytest.mark.parametrize(
    ("price", "left", "used", "unsaid", "expected"),
    [
        (1_000, 300, 0, "offset_share", cg.UNKNOWN),
        (1_000, 300, 0, "offset_ceiling", cg.UNKNOWN),
        (0, 300, 0, "offset_share", 0),  # no share of nothing is anything
        (1_000, 0, 0, "offset_share", 0),  # nothing is left, whatever the share
        (1_000, 0, 0, "offset_ceiling", 0),
        (1_000, 300, CAP, "offset_share", 0),  # the ceiling is reached, whatever the share
        (1_000, 300, CAP, "offset_ceiling", cg.UNKNOWN),
    ],
)
def test_an_offset_is_unknown_where_a_number_that_decides_it_is(
    price: int, left: int, used: int, unsaid: str, expected: Any
) -> None:
    policy = attrs.evolve(POLICY, **{unsaid: cg.UNKNOWN})
    bought = offset(price, left, policy, points_used=used)
    assert (bought.points, bought.self_paid) == (expected, price - expected)


def test_without_any_number_an_offset_is_unknown() -> None:
    bought = offset(1_000, 300, PointsPolicy())
    assert (bought.price, bought.points, bought.self_paid) == (1_000, cg.UNKNOWN, cg.UNKNOWN)


def test_a_whole_award_is_used_up_by_a_purchase_of_twice_its_size() -> None:
    firm = cg.Manufacturer(paid_in_capital=1, factory="exempt", points_last_used_in=0)
    award = cg.points.assess(firm, on=date(2022, 5, 2)).award
    assert award is not None
    bought = offset(2 * award, award, POLICY)
    assert (bought.points, bought.self_paid) == (award, award)


@pytest.mark.parametrize(("price", "left", "used"), [(-1, 0, 0), (0, -1, 0), (0, 0, -1)])
def test_no_price_and_no_number_of_points_is_below_nothing(price: int, left: int, used: int) -> None:
    with pytest.raises(cg.InvalidInput):
        offset(price, left, POLICY, points_used=used)
