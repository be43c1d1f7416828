"""The helpers of derived facts, tested against all completions of their unknowns on small lists."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloudgrant.rules import UNKNOWN, Fact, Truth, count, distinct, every, some, total

NUMBERS = (0, 1, 2, 3)

truths = st.lists(st.sampled_from((True, False, UNKNOWN)), max_size=4)
numbers = st.lists(st.sampled_from((*NUMBERS, UNKNOWN)), max_size=3)


def answers(helper: Callable[[list[Any]], Any], items: Sequence[Any], choices: Sequence[Any]) -> set[Any]:
    """What the helper of Python says of every list in which the unknowns are known."""
    known = product(*(choices if item is UNKNOWN else (item,) for item in items))
    return {helper(list(complete)) for complete in known}


def fits(answer: Fact[Any], possible: set[Any]) -> bool:
    """Whether the answer is the only possible one, or unknown where there are several."""
    return answer is UNKNOWN if len(possible) > 1 else possible == {answer}


@given(truths)
def test_every(items: list[Truth]) -> None:
    assert fits(every(items), answers(all, items, (True, False)))


@given(truths)
def test_some(items: list[Truth]) -> None:
    assert fits(some(items), answers(any, items, (True, False)))


@given(numbers)
def test_total(items: list[Fact[int]]) -> None:
    assert fits(total(items), answers(sum, items, NUMBERS))


@given(numbers)
def test_count_where(items: list[Fact[int]]) -> None:
    def above_one(known: list[int]) -> int:
        return sum(number > 1 for number in known)

    assert fits(count(items, lambda number: number > 1), answers(above_one, items, NUMBERS))


@given(numbers, st.sets(st.sampled_from(NUMBERS)))
def test_count_where_with_answers_that_are_unknown(items: list[Fact[int]], dark: set[int]) -> None:
    """Of some numbers it is not known whether they count."""

    def asked(number: int) -> Truth:
        return UNKNOWN if number in dark else number > 1

    answer = count(items, asked)
    for lit in product((True, False), repeat=len(dark)):
        told = dict(zip(sorted(dark), lit, strict=True))

        def counted(known: list[int], told: dict[int, bool] = told) -> int:
            return sum(told.get(number, number > 1) for number in known)

        assert answer is UNKNOWN or answers(counted, items, NUMBERS) == {answer}


@given(numbers)
def test_count_distinct_never_claims_what_a_completion_denies(items: list[Fact[int]]) -> None:
    answer = distinct(items)
    possible = answers(lambda known: len(set(known)), items, NUMBERS)
    assert answer is UNKNOWN or possible == {answer}
    if UNKNOWN not in items:
        assert answer == len(set(items))


@pytest.mark.parametrize("helper", [every, some, total, distinct])
def test_an_unknown_list(helper: Callable[[Any], Any]) -> None:
    assert helper(UNKNOWN) is UNKNOWN


def test_counting_in_an_unknown_list() -> None:
    assert count(UNKNOWN, lambda item: True) is UNKNOWN


def test_empty_lists() -> None:
    assert every([]) is True
    assert some([]) is False
    assert total([]) == count([], bool) == distinct([]) == 0


def test_generators_serve_as_lists() -> None:
    assert every(number > 0 for number in NUMBERS) is False
    assert some(number > 2 for number in NUMBERS) is True
    assert total(number for number in NUMBERS) == 6
