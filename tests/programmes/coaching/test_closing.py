"""What the coaching must have brought about: a solution that business customers can try, and proof."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

import attrs
import pytest

import cloudgrant as cg
from cloudgrant.programmes.coaching import ROC_111, CoachingParticipation, Trial
from cloudgrant.values.unknown import Fact

DAY = date(2022, 11, 30)
PROVEN = Trial(customer="示範五金", business=True, proven=True)
OK = CoachingParticipation(
    took_part_in_poc=True, solution_can_be_tried=True, trials=(PROVEN,), own_funds_paid=100_000
)
POC, SOLUTION, PROOF = (
    "coaching.deliverable/poc", "coaching.deliverable/solution", "coaching.deliverable/proof"
)  # fmt: skip
PAID = "coaching.self-fund/paid"
MET, NOT_MET, UNDETERMINED = cg.Result.MET, cg.Result.NOT_MET, cg.Result.UNDETERMINED


def result(rule: str, taken: CoachingParticipation) -> cg.Result:
    return cg.coaching.assess(taken, on=DAY, stage="closing")[rule].result


def test_all_of_it() -> None:
    decision = cg.coaching.assess(OK, on=DAY, stage="closing")
    assert decision.outcome is cg.Outcome.ELIGIBLE
    assert decision.results == {POC: MET, SOLUTION: MET, PROOF: MET, PAID: MET}


@pytest.mark.parametrize(("said", "expected"), [(True, MET), (False, NOT_MET), (cg.UNKNOWN, UNDETERMINED)])
def test_planning_and_a_solution(said: Fact[bool], expected: cg.Result) -> None:
    assert result(POC, attrs.evolve(OK, took_part_in_poc=said)) is expected
    assert result(SOLUTION, attrs.evolve(OK, solution_can_be_tried=said)) is expected


@pytest.mark.parametrize(
    ("trials", "expected"),
    [
        ((), NOT_MET),
        ((PROVEN,), MET),
        ((PROVEN, PROVEN), MET),
        ((attrs.evolve(PROVEN, proven=False),), NOT_MET),
        ((attrs.evolve(PROVEN, business=False),), NOT_MET),  # a private person's trial is none
        ((attrs.evolve(PROVEN, proven=cg.UNKNOWN),), UNDETERMINED),
        ((attrs.evolve(PROVEN, business=False, proven=cg.UNKNOWN),), NOT_MET),
        (cg.UNKNOWN, UNDETERMINED),
    ],
)
def test_a_solution_without_proof_of_trial_is_not_enough(trials: Any, expected: cg.Result) -> None:
    taken = attrs.evolve(OK, trials=trials)
    assert result(PROOF, taken) is expected
    assert result(SOLUTION, taken) is MET


@pytest.mark.parametrize(
    ("paid", "expected"),
    [(99_999, NOT_MET), (100_000, MET), (100_001, MET), (cg.UNKNOWN, UNDETERMINED)],
)
def test_the_money_has_to_be_put_in(paid: Fact[int], expected: cg.Result) -> None:
    assert result(PAID, attrs.evolve(OK, own_funds_paid=paid)) is expected


def test_the_number_of_proven_trials_under_every_completion() -> None:
    said: tuple[Fact[bool], ...] = (True, False, cg.UNKNOWN)
    for business, proven in product(said, said):
        taken = CoachingParticipation(trials=(PROVEN, Trial(business=business, proven=proven)))
        counts = {
            1 + int(b and p)
            for b in ((True, False) if business is cg.UNKNOWN else (business,))
            for p in ((True, False) if proven is cg.UNKNOWN else (proven,))
        }
        assert taken.proven_trials == (counts.pop() if len(counts) == 1 else cg.UNKNOWN)


def test_the_office_can_ask_for_more_proofs() -> None:
    policy = attrs.evolve(ROC_111.policy, least_proofs=2)
    decision = cg.coaching.assess(OK, on=DAY, policy=policy, stage="closing")
    assert decision[PROOF].result is NOT_MET
    assert decision[PROOF].message("zh_Hant_TW") == (
        "不符合：有佐證之企業客戶試用至少 2 件（有佐證之企業客戶試用數：1）"
    )


def test_it_travels() -> None:
    assert cg.load(CoachingParticipation, cg.dump(OK)) == OK


def test_what_is_missing_at_the_closing_is_not_asked_for_at_the_application() -> None:
    firm = cg.Company(
        provider=True, cloud_services="starting", cloud_base="hardware", coaching_own_funds=100_000
    )
    assert cg.coaching.assess(firm, on=DAY).outcome is cg.Outcome.ELIGIBLE
    closing = cg.coaching.assess(CoachingParticipation(), on=DAY, stage="closing")
    assert [gap.path.key for gap in closing.missing] == [
        "took_part_in_poc", "solution_can_be_tried", "trials", "own_funds_paid"
    ]  # fmt: skip
