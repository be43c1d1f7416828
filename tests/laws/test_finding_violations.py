"""That a broken law is seen, and told by the smallest case: tried on answers and cases made for it."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

import attrs
import pytest

import cloudgrant as cg
from cloudgrant.programmes.coaching.participation import CoachingParticipation, Trial
from laws.judged import OUTCOME, Answer, judged, overturned, turned_unasked, unexplained
from laws.partial import Case, Place, covers, shape, written
from laws.seeds import STAGES, seeds
from laws.shrinking import emptied, fewest_learnt, told
from laws.trying import tried
from laws.values import Values

MET, NOT_MET, OPEN = cg.Result.MET, cg.Result.NOT_MET, cg.Result.UNDETERMINED
DAY = date(2022, 11, 30)
POLICY = cg.coaching.policy_on(DAY)
TRIALS = (Trial(customer="甲", business=True, proven=True), Trial(customer="乙", business=True, proven=False))
WHOLE = Case(
    CoachingParticipation(took_part_in_poc=True, solution_can_be_tried=True, trials=TRIALS, own_funds_paid=5),
    DAY,
    POLICY,
)


def answer(case: Case = WHOLE, /, **results: Any) -> Answer:
    """The answer to a case, but that some rules came out otherwise."""
    found = judged(cg.coaching, "closing", case)
    return attrs.evolve(found, results={**found.results, **results})


def without(*hidden: Place) -> Case:
    """The case without some facts."""
    found = WHOLE.without(hidden)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("was", "is_", "told"),
    [(MET, MET, []), (OPEN, MET, []), (MET, NOT_MET, ["r"]), (MET, OPEN, ["r"]), (NOT_MET, OPEN, ["r"])],
)
def test_what_is_determined_stays(was: cg.Result, is_: cg.Result, told: list[str]) -> None:
    assert overturned(answer(r=was), answer(r=is_)) == told


def test_an_outcome_that_turns_is_told_by_itself_where_no_rule_turns_with_it() -> None:
    eligible = {OUTCOME: cg.Outcome.ELIGIBLE}
    assert overturned(answer(**eligible), answer()) == [OUTCOME]
    assert overturned(answer(**eligible, r=MET), answer(r=OPEN)) == ["r"]


def test_what_is_undetermined_is_explained() -> None:
    draft = without(("took_part_in_poc",))
    assert unexplained(answer(draft)) == []
    decided = answer()
    assert unexplained(attrs.evolve(decided, results={"coaching.deliverable/poc": OPEN})) == [
        "coaching.deliverable/poc"
    ]


def test_what_turns_an_answer_is_asked_for() -> None:
    rule, place = "coaching.deliverable/poc", ("took_part_in_poc",)
    draft = answer(without(place))
    assert turned_unasked(draft, draft, answer(), [place]) == []
    # A fact that the draft does not ask for, though the answer turned when it was learnt.
    assert turned_unasked(draft, draft, answer(), [("own_funds_paid",)]) == [rule]


def test_a_list_that_is_unknown_covers_what_is_in_it() -> None:
    assert covers([("trials",)], ("trials", 0, "proven"))
    assert covers([("trials", 0, "proven")], ("trials",))
    assert not covers([("trials", 1)], ("trials", 0, "proven"))
    assert (written(("trials", 0, "proven")), shape(("trials", 0, "proven"))) == (
        "trials[0].proven",
        "trials.proven",
    )


def test_facts_are_taken_out_at_any_depth_and_put_back() -> None:
    places = [spot.place for spot in WHOLE.spots()]
    assert ("trials", 1, "proven") in places
    assert ("on",) in places
    assert not any(spot.info.derived for spot in WHOLE.spots())
    draft = without(("trials", 1, "proven"), ("on",))
    assert draft.subject.trials[1] == Trial(customer="乙", business=True)
    assert draft.on is cg.UNKNOWN
    assert draft.at(("trials", 7, "proven")) is cg.UNKNOWN
    assert draft.put({("trials", 1, "proven"): False, ("on",): DAY}) == WHOLE
    assert WHOLE.put({("own_funds_paid",): -1}) is None
    assert (
        WHOLE.fitting({("own_funds_paid",): -1, ("took_part_in_poc",): False}).subject.took_part_in_poc
        is False
    )


def test_a_violation_is_told_by_what_it_takes_alone() -> None:
    """Of a case that goes wrong wherever the second trial is a business's, only this is told."""
    place = ("trials", 1, "proven")

    def wrong(draft: Case, _: Case, another: Case) -> bool:
        return draft.at(("trials", 1, "business")) is True and another.at(place) is False

    draft = without(place, ("own_funds_paid",))
    cases, learnt = fewest_learnt((draft, draft, WHOLE), [("own_funds_paid",), place], lambda places: wrong)
    assert learnt == [place]
    small = emptied(cases, learnt, POLICY, wrong)[0]
    assert dict(told(small, POLICY)) == {("trials", "*"): "2 of them", ("trials", 1, "business"): True}


@pytest.mark.parametrize(("programme", "stage"), STAGES)
def test_every_fact_of_a_seed_is_given_other_values(programme: str, stage: str) -> None:
    for case in seeds(programme, stage):
        values = Values(case, Random(0))
        for spot in case.spots():
            drawn = (values.other(spot.info, spot.value) for _ in range(1_000))
            assert any(one != spot.value for one in drawn) or spot.info.type == "map", written(spot.place)


def test_the_same_subjects_are_tried_on_every_run() -> None:
    first = tried("coaching", "closing", 20)
    tried.cache_clear()
    again = tried("coaching", "closing", 20)
    assert first == again
