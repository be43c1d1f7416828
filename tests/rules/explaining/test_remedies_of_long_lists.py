"""Remedies where many items of a list change together: as few as do, soon found, and told honestly."""

from __future__ import annotations

from math import comb
from typing import Any

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from cloudgrant.rules import Outcome, Truth, count, every, no, one_of, rule, some
from rules.explaining.test_remedies_in_lists import (
    ON,
    Case,
    Limits,
    capped,
    line,
    no_travel,
    programme,
    proven,
)


@rule("case.each", en="Each at most {policy.cap}")
def each_capped(case: Case, limits: Limits) -> Truth:
    return every(case.lines, lambda one: one.amount <= limits.cap)


def proven_at_least(least: int) -> Any:
    return rule("case.least", en="Enough proven")(
        lambda case, limits: count(case.lines, lambda one: one.proven) >= least
    )


def lines(number: int, amount: int = 1, **known: Any) -> Case:
    return Case(lines=tuple(line(f"n{at}", amount, **known) for at in range(number)))


def mended(judged: Any, case: Case) -> Any:
    """The decision, each of whose remedies ends eligible."""
    decision = judged.assess(case, on=ON)
    for one in decision.remedies:
        assert judged.assess(one.apply(case), on=ON).outcome is Outcome.ELIGIBLE
    return decision


def sizes(decision: Any) -> list[int]:
    return [len(one.changes) for one in decision.remedies]


@pytest.mark.parametrize(
    ("one", "case", "changed"),
    [
        pytest.param(each_capped, lines(1000, 101), 1000, id="each amount"),
        pytest.param(proven, lines(1000, proven=False), 1000, id="each truth"),
        pytest.param(no_travel, lines(1000, kind="travel"), 1000, id="each option"),
        pytest.param(capped, lines(1000, 40), 998, id="a total"),
        pytest.param(proven_at_least(3), lines(1000, proven=False), 3, id="a count"),
    ],
)
def test_a_thousand_items(one: Any, case: Case, changed: int) -> None:
    assert sizes(mended(programme(one), case))[0] == changed


def test_one_of_a_thousand_items() -> None:
    case = Case(lines=(*(line(f"n{at}", 0) for at in range(999)), line("last", 101)))
    for one in (capped, each_capped):
        decision = mended(programme(one), case)
        assert [[change.path.key for change in remedy.changes] for remedy in decision.remedies] == [
            ["lines[name=last].amount"]
        ]
        assert decision.remedies_complete


@pytest.mark.parametrize("number", [3, 4, 5, 6, 8, 20])
def test_a_total_is_cut_at_as_few_items_as_do(number: int) -> None:
    # Of lines of 40 each, a cap of 100 leaves two whole and half of a third.
    decision = mended(programme(capped), lines(number, 40))
    assert {*sizes(decision)} == {number - 2}
    ways = comb(number, number - 2) * (number - 2)
    assert decision.remedies_complete is (len(decision.remedies) == ways)
    assert len(decision.remedies) <= ways


@pytest.mark.parametrize("least", [1, 2, 5, 6, 7, 9])
def test_a_count_is_reached_however_high(least: int) -> None:
    decision = mended(programme(proven_at_least(least)), lines(9, proven=False))
    assert {*sizes(decision)} == {least}
    assert decision.remedies_complete is (len(decision.remedies) == comb(9, least))


@pytest.mark.parametrize("least", [1, 6, 7, 12])
def test_a_count_that_cannot_be_reached_is_searched_to_the_end(least: int) -> None:
    decision = programme(proven_at_least(least)).assess(lines(least - 1, proven=False), on=ON)
    assert (decision.remedies, decision.remedies_complete) == ((), True)


@drawn(st.lists(st.integers(0, 90), min_size=2, max_size=9))
@settings(max_examples=60)
def test_no_fewer_items_would_do(amounts: list[int]) -> None:
    case = Case(lines=tuple(line(f"n{at}", amount) for at, amount in enumerate(amounts)))
    decision = mended(programme(capped), case)
    if sum(amounts) > 100:
        largest = sorted(amounts, reverse=True)
        fewest = next(few for few in range(1, 10) if sum(largest[few:]) <= 100)
        assert {*sizes(decision)} == {fewest}


@rule("case.own", en="No travel, and all own")
def own(case: Case, limits: Limits) -> Truth:
    return no(some(case.lines, lambda one: one_of(one.kind, "travel"))) & every(
        case.lines, lambda one: one_of(one.source, "own")
    )


@rule("case.torn", en="No travel, and nothing else but travel")
def torn(case: Case, limits: Limits) -> Truth:
    travel = every(case.lines, lambda one: one_of(one.kind, "travel"))
    return every(case.lines, lambda one: no(one_of(one.kind, "travel")) & one.proven) & travel


def test_what_no_item_can_give_is_soon_known() -> None:
    decision = programme(own).assess(lines(40, kind="travel"), on=ON)
    assert (decision.remedies, decision.remedies_complete) == ((), True)


def test_a_search_through_very_many_ways_gives_up_and_says_so() -> None:
    decision = programme(torn).assess(lines(12, kind="travel"), on=ON)
    assert (decision.remedies, decision.remedies_complete) == ((), False)
