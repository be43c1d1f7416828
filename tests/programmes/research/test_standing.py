"""What a customer is in a rate, and what two contracts make of it."""

from __future__ import annotations

from itertools import product

import pytest

from cloudgrant.programmes.research.adoption.standing import COUNTED, MAY_BE, MEMBER, OUTSIDE, Parts, better
from cloudgrant.values.unknown import UNKNOWN

SETS = [*dict.fromkeys(MAY_BE.values())]


@pytest.mark.parametrize("one", SETS)
def test_nothing_worse_changes_a_standing(one: Parts) -> None:
    assert better(one, one) == one
    assert better(one, OUTSIDE) == one == better(OUTSIDE, one)


def test_the_order_of_two_contracts_does_not_matter() -> None:
    for one, other in product(SETS, repeat=2):
        assert better(one, other) == better(other, one)


def test_of_two_contracts_the_better_place_holds() -> None:
    either = MEMBER | COUNTED
    assert better(MEMBER, either) == either
    assert better(COUNTED, either) == COUNTED
    open_ = MAY_BE[UNKNOWN, True]
    assert better(open_, MEMBER) == either
    assert better(open_, COUNTED) == COUNTED
