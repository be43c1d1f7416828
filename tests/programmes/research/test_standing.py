"""How a customer stands in a rate: one object for each, and what two contracts make of it."""

from __future__ import annotations

from itertools import product

import pytest

from cloudgrant.programmes.research.adoption.standing import (
    COUNTED,
    MAY_BE,
    MEMBER,
    OPEN_MEMBER,
    OUTSIDE,
    Part,
    Standing,
    joined,
    standing,
)
from cloudgrant.values.unknown import UNKNOWN

SETS = [*MAY_BE.values()]
STANDINGS = [standing(one, other) for one, other in product(SETS, repeat=2)]


def test_there_is_one_object_for_each_standing() -> None:
    assert len(set(SETS)) == len(set(STANDINGS)) ** 0.5 == 7
    for one in STANDINGS:
        assert standing(one.if_early_ends_count, one.if_they_do_not) is one


@pytest.mark.parametrize("one", [OUTSIDE, MEMBER, COUNTED, OPEN_MEMBER])
def test_nothing_worse_changes_a_standing(one: Standing) -> None:
    assert joined(one, one) is one
    assert joined(one, OUTSIDE) is one
    assert joined(OUTSIDE, one) is one


def test_the_order_of_two_contracts_does_not_matter() -> None:
    for one, other in product(STANDINGS, repeat=2):
        assert joined(one, other) is joined(other, one)


def test_of_two_contracts_the_better_place_holds() -> None:
    assert joined(MEMBER, OPEN_MEMBER) is OPEN_MEMBER
    assert joined(COUNTED, OPEN_MEMBER) is COUNTED
    open_ = MAY_BE[UNKNOWN, True]
    assert joined(standing(open_, open_), MEMBER) is OPEN_MEMBER
    assert joined(standing(open_, open_), COUNTED) is COUNTED


@pytest.mark.parametrize(("reading", "expected"), [(True, COUNTED), (False, OUTSIDE)])
def test_the_reading_that_holds_settles_a_standing(reading: bool, expected: Standing) -> None:
    counted, outside = MAY_BE[True, True], MAY_BE[False, True]
    assert counted == frozenset({Part.COUNTED})
    assert outside == frozenset({Part.OUTSIDE})
    assert standing(counted, outside, reading) is expected
    both = standing(counted, outside)
    assert (both.if_early_ends_count, both.if_they_do_not) == (counted, outside)
