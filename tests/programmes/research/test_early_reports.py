"""A report of the tracking came in after the project closed, if it is one."""

from __future__ import annotations

from datetime import date, timedelta

import attrs
import pytest

import cloudgrant as cg
from cloudgrant.programmes.research import ROC_111, tracking_calendar

CLOSED = date(2023, 11, 30)
CALENDAR = tracking_calendar(CLOSED, attrs.evolve(ROC_111.policy, tracking_every_months=6))
TODAY = date(2024, 6, 30)


def test_a_report_from_before_the_closing_is_none() -> None:
    with pytest.raises(cg.InvalidInput) as caught:
        CALENDAR.status(TODAY, {1: CLOSED - timedelta(1)})
    [problem] = caught.value.problems
    assert (problem.path.key, problem.code) == ("received.1", "research.early_report")
    assert (
        problem.message("zh_Hant_TW")
        == "收件日（112年11月29日）早於結案日（112年11月30日），不會是結案後之報告"
    )
    assert "2023" in problem.message("en")


@pytest.mark.parametrize("day", [CLOSED, CLOSED + timedelta(1)])
def test_one_from_the_closing_on_counts(day: date) -> None:
    assert CALENDAR.status(TODAY, {1: day}).overdue == ()
