"""A selection and the listing rules give one answer on what was listed before."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest

import cloudgrant as cg
from cloudgrant.programmes.listing import STEPS
from cloudgrant.programmes.listing.carry_over import carried_from
from programmes.listing.applications import OK, POLICY, with_

FILED = date(2022, 5, 2)
U = cg.UNKNOWN


def take(selection: cg.Selection, action: Any, on: date, **stated: Any) -> cg.Selection:
    return selection.take(action, actor=STEPS[action].actor, on=on, **stated)


@pytest.mark.parametrize("last", [U, 0, 2020, 2021, 2022])
@pytest.mark.parametrize("before", [U, 0, 2019, 2020, 2021])
def test_the_years_say_the_same_to_the_machine_and_to_the_rules(last: Any, before: Any) -> None:
    if last is not U and before is not U and before >= last:
        return
    years: dict[str, Any] = {"last_listed_in": last, "listed_before_in": before}
    selection = cg.Selection(solution="雲端智造", **years)
    spared = carried_from(cg.CloudSolution(**years), 2021)
    assert (
        selection.listed_last_year is U
    )  # which year spares it, the edition says: none was applied under yet
    assert attrs.evolve(selection, policy=POLICY).listed_last_year is spared
    assert cg.Selection.replay((), solution="雲端智造", **years) == selection
    assert ("carry_over" in [step.name for step in selection.legal(on=FILED)]) is (spared is True)
    assert ("submit" in [step.name for step in selection.legal(on=FILED)]) is (spared is not True)


def test_what_was_listed_in_the_year_and_again_since_is_listed_without_selection() -> None:
    selection = cg.Selection(solution="雲端智造", last_listed_in=2022, listed_before_in=2021)
    listed = take(selection, "carry_over", FILED)
    assert (listed.state, listed.edition, listed.listed_last_year) == ("listed", "roc-111", True)
    assert cg.load(cg.Selection, cg.dump(listed)) == listed


# A qualification rests on a decision of its own policy, on what was listed when the selection says.

FRESH = cg.Selection(solution="雲端智造", vendor_ubn="12345675")
SUBMITTED = take(FRESH, "submit", FILED)


def qualified(selection: cg.Selection, decision: Any) -> cg.Selection:
    return take(selection, "pass_qualification", FILED, until=date(2022, 6, 1), decision=decision)


def test_a_decision_by_another_policy_is_none_for_this_selection() -> None:
    decision = cg.listing.assess(OK, on=FILED, policy=attrs.evolve(POLICY, paid_in_capital_floor=1))
    assert decision.outcome is cg.Outcome.ELIGIBLE
    selection = attrs.evolve(SUBMITTED, policy=POLICY)
    with pytest.raises(cg.SelectionRefused) as caught:
        qualified(selection, decision)
    assert caught.value.code == "selection.other_policy"
    assert "{" not in caught.value.message("zh_Hant_TW") + caught.value.message("en")
    assert qualified(selection, selection.assess(OK)).state == "qualified"


def test_a_decision_on_what_was_listed_in_other_years_is_none_for_this_selection() -> None:
    selection = attrs.evolve(SUBMITTED, last_listed_in=2022, listed_before_in=0)
    other = with_(OK, solution__last_listed_in=2020, solution__listed_before_in=2019)
    decision = cg.listing.assess(other, on=FILED)
    for ask in (lambda: qualified(selection, decision), lambda: selection.assess(other)):
        with pytest.raises(cg.InvalidInput) as caught:
            ask()
        assert [(str(one.path), one.code) for one in caught.value.problems] == [
            ("solution.last_listed_in", "listing.other_solution"),
            ("solution.listed_before_in", "listing.other_solution"),
        ]
        problem = caught.value.problems[0]
        assert "認定所依為109年，遴選所載為111年" in problem.message("zh_Hant_TW")
        assert "2020 in what is decided, 2022 in the selection" in problem.message("en")
    # What only one of them says is at odds with nothing.
    assert SUBMITTED.assess(other).on == selection.assess(with_(OK, solution__last_listed_in=U)).on == FILED


@pytest.mark.parametrize(
    ("years", "zh", "en"),
    [
        ({}, "尚不知是否為去年已上架工業館之方案，須經遴選", "is not known to have been listed last year"),
        ({"last_listed_in": 2022}, "尚不知是否為去年已上架工業館之方案", "is not known to have been listed"),
        ({"last_listed_in": 2020}, "非去年已上架工業館之方案，須經遴選", "was not listed last year"),
    ],
)
def test_what_is_not_known_is_not_said_to_be_so(years: Any, zh: str, en: str) -> None:
    with pytest.raises(cg.SelectionRefused) as caught:
        take(cg.Selection(solution="雲端智造", **years), "carry_over", FILED)
    assert caught.value.code == "selection.not_carried_over"
    assert caught.value.message("zh_Hant_TW").startswith(zh)
    assert caught.value.message("en").startswith(f"the solution {en}")
