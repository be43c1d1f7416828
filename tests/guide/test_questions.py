"""How many questions it takes: within 10% of the fewest there can be, and fewer than a form.

No way of asking can do better than the fewest, which an exhaustive search over everything that can be
known of a firm finds for the points.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from random import Random
from typing import Any

import attrs
import pytest

import cloudgrant as cg
import questioning
from cloudgrant.guide import Frequencies, frequencies
from cloudgrant.guide.choosing import next_fact
from cloudgrant.guide.outlook import Outlook
from cloudgrant.programmes.catalogue import NAMES, firm_views
from questioning import FILING, by_form, by_form_skipping, by_guide, fewest, firms, mean, outlook, walk

POINTS = ["points"]
FIRMS = firms(10_000)
PAST = frequencies(firms(2_000, seed=7), on=FILING)
"""Other firms than those that are asked."""


def asked(past: Frequencies | None, programmes: Sequence[str] | None, population: list[cg.Company]) -> float:
    guide = by_guide(past)
    return mean(population, outlook(programmes), lambda: guide)


def test_points_within_a_tenth_of_the_fewest_and_below_the_form() -> None:
    start = outlook(POINTS)
    best = fewest(FIRMS, start)
    form = mean(FIRMS, start, by_form(POINTS))
    skipping = mean(FIRMS, start, lambda: by_form_skipping)
    fewest_left, fail_fast = asked(None, POINTS, FIRMS), asked(PAST, POINTS, FIRMS)
    assert best <= fail_fast <= 1.1 * best
    assert best <= fewest_left <= 1.1 * best
    assert fail_fast < fewest_left < skipping < form
    # As measured; see benchmarks/guiding.py.
    assert (round(best, 1), round(fail_fast, 1), round(fewest_left, 1)) == (2.6, 2.6, 2.7)
    assert (round(skipping, 1), round(form, 1)) == (3.1, 4.0)


@pytest.mark.parametrize("seed", range(6))
def test_fail_fast_stays_near_the_fewest_whatever_the_firms_are_like(seed: int) -> None:
    chance = Random(seed)
    odds = [chance.uniform(0.3, 0.95) for _ in range(5)]

    def firm() -> cg.Company:
        small, few, maker, factory, new = (chance.random() < odd for odd in odds)
        return cg.Company(
            paid_in_capital=100_000_000 if small else 100_000_001,
            regular_employees=200 if few else 201,
            manufacturer=maker,
            factory="exempt" if factory else "none",
            points_last_used_in=0 if new else 2021,
        )

    past = frequencies([firm() for _ in range(500)], on=FILING, programmes=POINTS)
    population = [firm() for _ in range(1_000)]
    assert asked(past, POINTS, population) <= 1.1 * fewest(population, outlook(POINTS))


def test_all_programmes_together_take_fewer_than_a_form() -> None:
    population = FIRMS[:600]
    start = outlook(None)
    form = mean(population, start, by_form(None))
    skipping = mean(population, start, lambda: by_form_skipping)
    assert asked(PAST, None, population) < skipping < form
    assert asked(None, None, population) < form


def test_10000_firms_guided_to_the_end_are_decided_as_in_full() -> None:
    views = [view for name in NAMES for view in firm_views(name)]
    guide, start = by_guide(PAST), outlook(None)
    for firm in FIRMS:
        _, end = walk(firm, start, guide)
        assert end.asks == frozenset()
        for view, standing in zip(views, end.standings, strict=True):
            full = view.programme.assess(view.of(firm), on=FILING).outcome
            assert standing.outcome is full
            assert view.programme.assess(view.of(end.firm), on=FILING).outcome is full


# What is asked, in every state.

VALUES: dict[str, tuple[Any, ...]] = {
    "paid_in_capital": (100_000_000, 100_000_001),
    "regular_employees": (200, 201),
    "manufacturer": (True, False),
    "factory": ("exempt", "none"),
    "points_last_used_in": (0, 2021),
}


def drafts() -> list[cg.Company]:
    return [
        cg.Company(**dict(zip(VALUES, values, strict=True)))
        for values in product(*((*known, cg.UNKNOWN) for known in VALUES.values()))
    ]


def completions(firm: cg.Company) -> list[cg.Company]:
    choices = {name: known for name, known in VALUES.items() if getattr(firm, name) is cg.UNKNOWN}
    return [
        attrs.evolve(firm, **dict(zip(choices, values, strict=True))) for values in product(*choices.values())
    ]


def outcome(firm: cg.Company) -> cg.Outcome:
    return cg.points.assess(firm, on=FILING).outcome


def tips(name: str, firm: cg.Company) -> bool:
    """Whether there are answers to everything else with which this one decides."""
    return any(
        len({outcome(attrs.evolve(whole, **{name: value})) for value in VALUES[name]}) > 1
        for whole in completions(firm)
    )


@pytest.mark.parametrize("past", [None, PAST], ids=["fewest left", "fail fast"])
def test_what_is_asked_can_matter_in_every_state(past: Frequencies | None) -> None:
    for firm in drafts():
        told = cg.guide.explore(firm, on=FILING, programmes=POINTS, past=past)
        decided = outcome(firm) is not cg.Outcome.UNDETERMINED
        assert (told.next is None) is decided
        if told.next is not None:
            assert getattr(firm, told.next.fact) is cg.UNKNOWN
            assert told.next.path in {gap.path for gap in cg.points.assess(firm, on=FILING).missing}
            assert tips(told.next.fact, firm)


def test_the_reason_is_true_in_every_state() -> None:
    for firm in drafts():
        question = cg.guide.explore(firm, on=FILING, programmes=POINTS).next
        if question is None:
            continue
        # A use after the year that excludes leaves it to the reviewers.
        values = (*VALUES[question.fact], *([2022] if question.fact == "points_last_used_in" else []))
        after = {outcome(attrs.evolve(firm, **{question.fact: value})) for value in values}
        expected = (
            "settles"
            if cg.Outcome.UNDETERMINED not in after
            else "may_open"
            if cg.Outcome.ELIGIBLE in after
            else "may_close"
            if cg.Outcome.INELIGIBLE in after
            else "needed"
        )
        assert (question.reason, question.names) == (expected, ("points",))


def test_trying_out_an_answer_is_the_same_as_knowing_it() -> None:
    start = outlook(None)
    for firm in FIRMS[:40]:
        here: Outlook = start
        while (path := next_fact(here, None)) is not None:
            after = here.after(path, getattr(firm, path.key))
            assert after is not None
            assert after.standings == questioning.outlook(None, after.firm).standings
            here = after


def test_ties_go_by_the_order_of_the_form() -> None:
    """Each of the three closes the points if it does not fit; the first on the form is asked."""
    firm = cg.Company(paid_in_capital=1)
    question = cg.guide.explore(firm, on=FILING, programmes=POINTS).next
    assert question is not None
    assert question.fact == "manufacturer"


# Frequencies.


def test_counts_are_of_rules_and_hold_nothing_of_a_firm() -> None:
    past = [
        cg.Company(name="甲", paid_in_capital=1, regular_employees=900, factory="none"),
        cg.Company(name="乙", paid_in_capital=10**9, regular_employees=900, factory="exempt"),
        cg.Company(name="丙", paid_in_capital=10**9, regular_employees=5),
        cg.Company(name="丁", paid_in_capital=10**9),
    ]
    counted = frequencies(past, on=FILING, programmes=POINTS)
    size = counted.of("points", "points.applicant.size")
    assert size.judged == 3
    assert dict(size.settled) == {
        "paid_in_capital": 1, "regular_employees": 1, "paid_in_capital+regular_employees": 3
    }  # fmt: skip
    assert dict(size.failed) == {
        "paid_in_capital": 0, "regular_employees": 0, "paid_in_capital+regular_employees": 1
    }  # fmt: skip
    assert "甲" not in str(cg.dump(counted))
    assert cg.load(Frequencies, cg.dump(counted)) == counted


def test_a_rule_that_was_never_counted_is_even() -> None:
    nothing = Frequencies().of("points", "points.applicant.size")
    assert nothing.failing(frozenset()) == 0.5
    assert nothing.settling(frozenset(), "paid_in_capital") == 0.5


def test_the_rule_that_fails_most_is_asked_first() -> None:
    wrong: tuple[tuple[str, Any], ...] = (
        ("factory", "none"),
        ("points_last_used_in", 2021),
        ("manufacturer", False),
    )
    for fact, value in wrong:
        good: dict[str, Any] = {
            "paid_in_capital": 1,
            "regular_employees": 1,
            "manufacturer": True,
            "factory": "exempt",
            "points_last_used_in": 0,
        }
        past = frequencies([cg.Company(**{**good, fact: value})] * 9 + [cg.Company(**good)], on=FILING)
        question = cg.guide.explore(cg.Company(), on=FILING, programmes=POINTS, past=past).next
        assert question is not None
        assert question.fact == fact
