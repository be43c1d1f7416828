"""A policy value that no text states helps to tell what is sure; it is no threshold, nor shown as one."""

from __future__ import annotations

from datetime import date

import pytest

import cloudgrant as cg

FIRM = cg.Manufacturer(paid_in_capital=1, factory="exempt", points_last_used_in=0)


@pytest.mark.parametrize("filed", [date(2022, 4, 13), date(2022, 5, 2), date(2022, 9, 1)])
def test_the_day_by_which_intake_is_known_to_have_opened_is_no_threshold(filed: date) -> None:
    finding = cg.points.assess(FIRM, on=filed)["points.window.application"]
    known = [margin.threshold for margin in finding.margins if margin.threshold is not cg.UNKNOWN]
    assert known == [date(2022, 8, 31)]


def test_it_still_decides() -> None:
    assert cg.points.assess(FIRM, on=date(2022, 4, 13)).outcome is cg.Outcome.ELIGIBLE
    assert cg.points.assess(FIRM, on=date(2022, 4, 12)).outcome is cg.Outcome.UNDETERMINED


def test_its_declaration_says_so() -> None:
    known = cg.facts(type(cg.points.policy_on(date(2022, 5, 2))))
    assert [name for name, info in known.items() if not info.in_law] == [
        "surely_open_from",
        "last_day_if_moved",
    ]
