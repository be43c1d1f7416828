from __future__ import annotations

import copy
import operator
import pickle
from collections.abc import Callable
from datetime import date

import attrs
import pytest

from cloudgrant.values.unknown import UNKNOWN, NotKnown, Truth, UnknownTruth

U = UNKNOWN


@pytest.mark.parametrize(
    ("left", "right", "both", "either"),
    [
        (U, U, U, U),
        (U, True, U, True),
        (U, False, False, U),
        (True, U, U, True),
        (False, U, False, U),
        (True, True, True, True),
        (True, False, False, True),
        (False, True, False, True),
        (False, False, False, False),
    ],
)
def test_kleene_tables(left: Truth, right: Truth, both: Truth, either: Truth) -> None:
    assert (left & right) is both
    assert (left | right) is either


@pytest.mark.parametrize("other", [0, 1, 2, "yes", None, date(2022, 5, 2)])
@pytest.mark.parametrize("combine", [operator.and_, operator.or_])
def test_only_truths_combine(combine: Callable[[object, object], object], other: object) -> None:
    with pytest.raises(TypeError):
        combine(U, other)
    with pytest.raises(TypeError):
        combine(other, U)


COMPARISONS = [operator.lt, operator.le, operator.gt, operator.ge]
ARITHMETIC = [operator.add, operator.sub, operator.mul, operator.floordiv]


@pytest.mark.parametrize("compare", COMPARISONS)
@pytest.mark.parametrize("other", [0, -5, 10**15, date(2022, 5, 2), "registered", True, U, (1, 2)])
def test_comparison_with_the_unknown_is_unknown(
    compare: Callable[[object, object], object], other: object
) -> None:
    assert compare(U, other) is U
    assert compare(other, U) is U


@pytest.mark.parametrize("compute", ARITHMETIC[:3])
@pytest.mark.parametrize("other", [0, 5, U])
def test_arithmetic_with_the_unknown_is_unknown(
    compute: Callable[[object, object], object], other: object
) -> None:
    assert compute(U, other) is U
    assert compute(other, U) is U


def test_division_of_the_unknown_is_unknown() -> None:
    assert U // 2 is U
    assert 1 + U + 2 is U


def test_no_yes_or_no_can_be_had_of_it() -> None:
    with pytest.raises(UnknownTruth, match="x is UNKNOWN"):
        bool(U)
    with pytest.raises(UnknownTruth):
        operator.not_(U)
    with pytest.raises(UnknownTruth):
        any([U])
    with pytest.raises(UnknownTruth):
        _ = 1 < U < 3
    assert issubclass(UnknownTruth, TypeError)


def test_there_is_one_unknown_wherever_it_goes() -> None:
    assert copy.copy(U) is U
    assert copy.deepcopy(U) is U
    assert copy.deepcopy([U, {"a": U}]) == [U, {"a": U}]
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        assert pickle.loads(pickle.dumps(U, protocol)) is U
    assert NotKnown("unknown") is U
    assert list(NotKnown) == [U]


def test_equality_is_identity_so_that_objects_that_hold_it_compare() -> None:
    @attrs.frozen
    class Firm:
        employees: int | NotKnown

    assert (U == U) is True
    assert (U == 5) is False  # type: ignore[comparison-overlap]
    assert (U != 5) is True  # type: ignore[comparison-overlap]
    assert Firm(U) == Firm(U)
    assert Firm(U) != Firm(5)
    assert len({Firm(U), Firm(U), U}) == 2


def test_how_it_is_written() -> None:
    assert repr(U) == str(U) == f"{U}" == "UNKNOWN"
