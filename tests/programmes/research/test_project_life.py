"""The life of a project: the stage of a day, unknown where no date tells."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant.programmes.research import LIFE_STAGES, ROC_111, ProjectLife

KNOWN = attrs.evolve(ROC_111.policy, announced_on=date(2022, 4, 1), closing_date=date(2022, 5, 31))
LIFE = ProjectLife(starts_on=date(2022, 7, 1), ends_on=date(2023, 11, 30), closed_on=date(2024, 2, 29))


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        (date(2022, 3, 31), "unannounced"),
        (date(2022, 4, 1), "intake"),
        (date(2022, 5, 31), "intake"),
        (date(2022, 6, 1), "review"),
        (date(2022, 6, 30), "review"),
        (date(2022, 7, 1), "execution"),
        (date(2023, 11, 30), "execution"),
        (date(2023, 12, 1), "closing"),
        (date(2024, 2, 28), "closing"),
        (date(2024, 2, 29), "tracking"),
        (date(2026, 2, 28), "tracking"),
        (date(2026, 3, 1), "over"),
    ],
)
def test_every_stage(day: date, stage: str) -> None:
    assert LIFE.stage(day, KNOWN) == stage
    assert stage in LIFE_STAGES


def test_as_the_briefing_leaves_it() -> None:
    assert ProjectLife().stage(date(2022, 5, 2), ROC_111.policy) is cg.UNKNOWN
    assert (
        LIFE.stage(date(2022, 5, 2), ROC_111.policy) is cg.UNKNOWN
    )  # announced? still open? nobody has said
    assert LIFE.stage(date(2022, 7, 1), ROC_111.policy) == "execution"
    assert ProjectLife().stage(date(2022, 3, 31), KNOWN) == "unannounced"
    open_ = attrs.evolve(LIFE, closed_on=cg.UNKNOWN)
    assert open_.stage(date(2023, 11, 29), ROC_111.policy) == "execution"
    assert open_.stage(date(2023, 12, 1), ROC_111.policy) is cg.UNKNOWN


def test_a_project_may_begin_while_intake_is_open() -> None:
    early = attrs.evolve(LIFE, starts_on=date(2022, 5, 1))
    assert early.stage(date(2022, 4, 30), KNOWN) == "intake"
    assert early.stage(date(2022, 5, 1), KNOWN) == "execution"


DAY = date(2022, 1, 1)
_GAPS = st.lists(st.integers(0, 40), min_size=5, max_size=5)
_HIDDEN = st.lists(st.booleans(), min_size=5, max_size=5)


@given(_GAPS, _HIDDEN, st.integers(0, 1000))
def test_learning_a_date_never_moves_a_stage(gaps: list[int], hidden: list[bool], later: int) -> None:
    """Announced, begun, ended and closed follow each other; intake ends some time after the announcement."""
    announced = DAY + timedelta(gaps[0])
    starts = announced + timedelta(gaps[1])
    ends = starts + timedelta(gaps[2])
    days: list[Any] = [announced, announced + timedelta(gaps[4]), starts, ends, ends + timedelta(gaps[3])]

    def stage(known: list[Any]) -> Any:
        closing = {"closing_date": known[1], "moved_last_day": known[1]}
        policy = attrs.evolve(ROC_111.policy, announced_on=known[0], tracking_months=2, **closing)
        life = ProjectLife(starts_on=known[2], ends_on=known[3], closed_on=known[4])
        return life.stage(DAY + timedelta(later % 300), policy)

    seen = [cg.UNKNOWN if gone else day for day, gone in zip(days, hidden, strict=True)]
    assert stage(seen) in (cg.UNKNOWN, stage(days))
    assert stage(days) in LIFE_STAGES


def test_from_a_proposal() -> None:
    proposal = cg.Proposal(starts_on=LIFE.starts_on, ends_on=LIFE.ends_on)
    assert ProjectLife.of(proposal, closed_on=LIFE.closed_on) == LIFE


def test_nonsense() -> None:
    with pytest.raises(cg.InvalidInput) as caught:
        ProjectLife(starts_on=date(2023, 1, 1), ends_on=date(2022, 1, 1), closed_on=date(2021, 1, 1))
    assert [problem.path.key for problem in caught.value.problems] == ["ends_on", "closed_on", "closed_on"]
    wrong: Any = "2022"
    with pytest.raises(cg.InvalidInput):
        LIFE.stage(wrong, ROC_111.policy)


def test_it_travels() -> None:
    assert cg.load(ProjectLife, cg.dump(LIFE)) == LIFE


def test_after_a_closing_date_that_is_a_rest_day_intake_may_still_be_open() -> None:
    resting = attrs.evolve(KNOWN, closing_date=date(2022, 5, 28))
    moved = attrs.evolve(resting, moved_last_day=date(2022, 5, 30))
    whole = ProjectLife(starts_on=date(2022, 7, 1), ends_on=date(2022, 8, 1), closed_on=date(2022, 8, 1))
    for policy, stages in (
        (resting, ["intake", cg.UNKNOWN, cg.UNKNOWN, "review"]),
        (moved, ["intake", "intake", "intake", "review"]),
    ):
        assert [whole.stage(date(2022, 5, number), policy) for number in (28, 29, 30, 31)] == stages
