"""A selection and the listing rules give one answer on what was listed before."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import cloudgrant as cg
from cloudgrant.programmes.listing import STEPS
from cloudgrant.programmes.listing.carry_over import carried_from

FILED = date(2022, 5, 2)
U = cg.UNKNOWN


def take(selection: cg.Selection, action: Any, on: date, **stated: Any) -> cg.Selection:
    return selection.take(action, actor=STEPS[action].actor, on=on, **stated)


@pytest.mark.parametrize("last", [U, 0, 2020, 2021, 2022])
@pytest.mark.parametrize("before", [U, 0, 2019, 2020, 2021])
def test_the_years_say_the_same_to_the_machine_and_to_the_rules(last: Any, before: Any) -> None:
    if last is not U and before is not U and before >= last:
        return
    years = {"last_listed_in": last, "listed_before_in": before}
    selection = cg.Selection(solution="雲端智造", **years)
    spared = carried_from(cg.CloudSolution(**years), 2021)
    assert selection.listed_last_year is spared
    assert cg.Selection.replay((), solution="雲端智造", **years) == selection
    assert ("carry_over" in [step.name for step in selection.legal(on=FILED)]) is (spared is True)
    assert ("submit" in [step.name for step in selection.legal(on=FILED)]) is (spared is not True)


def test_what_was_listed_in_the_year_and_again_since_is_listed_without_selection() -> None:
    selection = cg.Selection(solution="雲端智造", last_listed_in=2022, listed_before_in=2021)
    listed = take(selection, "carry_over", FILED)
    assert listed.state == "listed"
    assert cg.load(cg.Selection, cg.dump(listed)) == listed
