"""Four steps one after another, the framework beside them, and what is on offer."""

from __future__ import annotations

from datetime import UTC, date, datetime

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant.programmes.coaching import (
    FRAMEWORK,
    RESOURCES,
    STEPS,
    CoachingJourney,
    StepDone,
    StepName,
    next_step,
    resources,
)
from cloudgrant.rules.process import StepRefused

ORDER: tuple[StepName, ...] = ("assessment", "migration", "testing", "management")
JUNE = date(2022, 6, 1)


def test_the_steps_bear_the_briefings_names_in_its_order() -> None:
    assert [name["zh"] for name in STEPS.values()] == [
        "雲端服務評估", "雲端服務遷移", "測試", "雲端服務管理/優化"
    ]  # fmt: skip
    assert tuple(STEPS) == ORDER


def test_one_after_another_to_the_end() -> None:
    journey = CoachingJourney()
    seen = []
    while (step := journey.next) is not None:
        seen.append(step)
        journey = journey.completed(step, on=JUNE)  # several on one day are fine
    assert tuple(seen) == ORDER
    assert next_step(journey) is None
    with pytest.raises(StepRefused, match="all steps are done"):
        journey.completed("assessment", on=JUNE)


@given(st.lists(st.sampled_from(ORDER), max_size=5))
def test_no_other_order_is_a_journey(steps: list[StepName]) -> None:
    done = tuple(StepDone(step=step, on=JUNE) for step in steps)
    if tuple(steps) == ORDER[: len(steps)]:
        assert CoachingJourney(done=done).next == (ORDER[len(steps)] if len(steps) < 4 else None)
    else:
        with pytest.raises(cg.InvalidInput) as caught:
            CoachingJourney(done=done)
        assert {problem.code for problem in caught.value.problems} <= {"step.order", "step.done"}


def test_a_step_is_not_completed_before_the_one_that_precedes_it() -> None:
    journey = CoachingJourney().completed("assessment", on=JUNE)
    with pytest.raises(StepRefused) as caught:
        journey.completed("migration", on=date(2022, 5, 31))
    assert (caught.value.code, caught.value.legal) == ("step.date", ("migration",))
    backwards = (*journey.done, StepDone(step="migration", on=date(2022, 5, 31)))
    with pytest.raises(cg.InvalidInput) as stored:
        CoachingJourney(done=backwards)
    [problem] = stored.value.problems
    assert (problem.path.pointer, problem.code) == ("/done/1", "step.date")
    assert problem.message("en") == caught.value.message("en")
    assert journey.completed("migration", on=JUNE).next == "testing"


def test_a_journey_is_immutable_and_travels() -> None:
    journey = CoachingJourney().completed("assessment", on=JUNE)
    later = journey.completed("migration", on=date(2022, 7, 1))
    assert journey.next == "migration"
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        journey.done = ()  # type: ignore[misc]
    assert hash(later) != hash(journey)
    assert cg.load(CoachingJourney, cg.dump(later)) == later


def test_a_moment_is_no_day() -> None:
    with pytest.raises(cg.InvalidInput):
        CoachingJourney().completed("assessment", on=datetime(2022, 6, 1, 12, tzinfo=UTC))


def test_the_framework_stands_beside_the_steps_and_is_not_mapped_to_them() -> None:
    assert [stage.name["en"] for stage in FRAMEWORK] == [
        "Strategy", "Plan", "Ready", "Adopt", "Govern", "Manage"
    ]  # fmt: skip
    assert [stage.name["zh"] for stage in FRAMEWORK] == ["策略", "計畫", "就緒", "導入", "治理", "管理"]
    [adopt] = [stage for stage in FRAMEWORK if stage.ways]
    assert [way["en"] for way in adopt.ways] == ["Migrate", "Innovate"]
    names = {one.name for one in attrs.fields(type(adopt))}
    assert names == {"name", "ways"}  # nothing that could point to a step


def test_the_resources_of_either_side() -> None:
    assert [one.name["zh"] for one in resources("technical")] == ["工作坊課程", "雲服務參考指引", "領域專家"]
    assert resources() == RESOURCES == (*resources("technical"), *resources("marketing"))
    assert {one.name["zh"] for one in resources("marketing")} >= {
        "SIG聯盟",
        "產業高峰論壇",
        "黃頁網站媒合服務",
    }
    assert all(one.name["en"] for one in RESOURCES)
