"""The words of a rule besides comparison and arithmetic, asked with facts known and unknown."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloudgrant.rules import (
    UNKNOWN,
    Truth,
    any_of,
    lesser,
    no,
    one_of,
    pick,
    share_at_least,
    share_at_most,
)
from cloudgrant.values.shares import Share
from toys.workshops import holds

T, F, U = True, False, UNKNOWN
TRUTHS: tuple[Truth, ...] = (T, F, U)


def completions(values: tuple[Any, ...], choices: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    """Every way to know all of the values."""
    return list(product(*(choices if value is UNKNOWN else (value,) for value in values)))


def agreed(helper: Callable[..., Any], values: tuple[Any, ...], choices: tuple[Any, ...]) -> Any:
    """What every completion says, if all say the same; else unknown."""
    answers = {helper(*complete) for complete in completions(values, choices)}
    return answers.pop() if len(answers) == 1 else UNKNOWN


@pytest.mark.parametrize(
    ("left", "right", "both", "either"),
    [
        (T, T, T, T), (T, F, F, T), (T, U, U, T),
        (F, T, F, T), (F, F, F, F), (F, U, F, U),
        (U, T, U, T), (U, F, F, U), (U, U, U, U),
    ],
)  # fmt: skip
def test_and_and_or(left: Truth, right: Truth, both: Truth, either: Truth) -> None:
    assert (left & right) is both
    assert (left | right) is either


def test_no() -> None:
    assert [no(truth) for truth in TRUTHS] == [F, T, U]


@pytest.mark.parametrize("values", list(product(TRUTHS, TRUTHS, TRUTHS)))
def test_pick_of_truths_never_claims_what_a_completion_denies(values: tuple[Truth, Truth, Truth]) -> None:
    answer = pick(*values)
    assert answer is UNKNOWN or answer is agreed(pick, values, (T, F))


def test_pick_with_an_unknown_condition_knows_only_what_both_say() -> None:
    assert pick(U, T, T) is True
    assert pick(U, F, F) is False
    assert pick(U, T, F) is UNKNOWN
    assert pick(U, 5, 5) == 5
    assert pick(U, 5, 6) is UNKNOWN
    assert pick(U, 5, U) is UNKNOWN


def test_pick_does_not_ask_for_the_branch_not_taken() -> None:
    assert pick(T, 5, U) == 5
    assert pick(F, U, 6) == 6
    assert pick(T, U, 6) is UNKNOWN


def test_one_of() -> None:
    assert one_of("silk", "paper", "silk") is True
    assert one_of("glass", "paper", "silk") is False
    assert one_of("glass", ("paper", "silk")) is False
    assert one_of(UNKNOWN, "paper") is UNKNOWN
    assert one_of("silk", UNKNOWN) is UNKNOWN
    assert one_of(3, 1, 2, 3) is True


WORDS = ("folding", "painting", "weaving")


@given(
    items=st.lists(st.sampled_from((*WORDS, UNKNOWN)), max_size=3).map(tuple),
    options=st.lists(st.sampled_from(WORDS), min_size=1, max_size=2, unique=True).map(tuple),
)
def test_any_of_says_what_every_completion_says(items: tuple[Any, ...], options: tuple[str, ...]) -> None:
    assert holds(any_of(items, options)) == holds(
        agreed(lambda *known: bool(set(known) & set(options)), items, WORDS)
    )


def test_any_of_of_an_unknown_list() -> None:
    assert any_of(UNKNOWN, WORDS) is UNKNOWN
    assert any_of(WORDS, UNKNOWN) is UNKNOWN
    assert any_of((), WORDS) is False


def test_lesser() -> None:
    assert lesser(3, 2) == lesser(2, 3) == lesser(2, 2) == 2
    assert lesser(3, UNKNOWN) is lesser(UNKNOWN, 3) is UNKNOWN


def test_the_disjunction_knows_more_than_the_lesser() -> None:
    assert (lesser(1, UNKNOWN) <= 2) is UNKNOWN
    assert ((1 <= 2) | (UNKNOWN <= 2)) is True


amounts = st.integers(min_value=0, max_value=6)
maybe = st.one_of(st.just(UNKNOWN), amounts)


shares = st.fractions(min_value=0, max_value=1, max_denominator=10_000)
dollars = st.integers(min_value=0, max_value=10**14)


@given(part=dollars, whole=dollars, share=shares)
def test_shares_are_compared_exactly(part: int, whole: int, share: Fraction) -> None:
    stated = Share.of(share)
    assert share_at_most(part, whole, stated) is (part <= whole * share)
    assert share_at_least(part, whole, stated) is (part >= whole * share)


@given(whole=dollars, share=shares, off=st.integers(min_value=-2, max_value=2))
def test_shares_are_exact_next_to_the_threshold(whole: int, share: Fraction, off: int) -> None:
    part = max(0, whole * share.numerator // share.denominator + off)
    assert share_at_most(part, whole, Share.of(share)) is (Fraction(part) <= whole * share)
    assert share_at_least(part, whole, Share.of(share)) is (Fraction(part) >= whole * share)


@pytest.mark.parametrize("helper", [share_at_most, share_at_least])
@pytest.mark.parametrize("missing", [0, 1, 2])
def test_a_share_of_something_unknown_is_unknown(helper: Callable[..., Truth], missing: int) -> None:
    values: list[Any] = [1, 2, Share.of("1/2")]
    values[missing] = UNKNOWN
    assert helper(*values) is UNKNOWN
