"""A process: a table of steps, where a history leads, and what keeps a step from being taken."""

from __future__ import annotations

import pickle
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloudgrant.rules.process import Position, Process, Step, StepRefused
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN

MAY = date(2022, 5, 2)
LIMIT = date(2022, 5, 10)
DAY = timedelta(days=1)


def word(text: str) -> Text:
    return Text(zh=text, en=text)


THREE = Process.in_order("shop.opening", rent=word("rent"), paint=word("paint"), open=word("open"))
REVIEW = Process(
    "draft",
    [
        Step("ask", "office", ("draft",), "asked", clause="c", label=word("ask"), needs=("until",)),
        Step("mend", "shop", ("asked",), "mended", clause="c", label=word("mend"), before=True),
        Step("refuse", "office", ("asked",), "refused", clause="c", label=word("refuse"), after=True),
        Step("note", "office", ("asked",), None, clause="c", label=word("note")),
    ],
)


@given(st.lists(st.sampled_from(["rent", "paint", "open"]), max_size=5))
def test_steps_in_order_are_taken_in_that_order_alone(names: list[str]) -> None:
    if names == ["rent", "paint", "open"][: len(names)]:
        assert THREE.replay((name, MAY) for name in names).state == (names[-1] if names else "")
    else:
        with pytest.raises(StepRefused):
            THREE.replay((name, MAY) for name in names)


def test_a_refusal_names_the_step_that_comes_next_and_travels() -> None:
    rented = THREE.take(THREE.at_start, "rent", on=MAY)
    for name, day, code in (
        ("open", MAY, "step.order"),
        ("x", MAY, "step.order"),
        ("paint", MAY - DAY, "step.date"),
    ):
        with pytest.raises(StepRefused) as caught:
            THREE.take(rented, name, on=day)
        assert (caught.value.code, caught.value.legal) == (code, ("paint",))
        again = pickle.loads(pickle.dumps(caught.value))
        assert (type(again), again.legal, str(again)) == (StepRefused, ("paint",), str(caught.value))
    with pytest.raises(StepRefused, match="all steps are done") as done:
        THREE.take(THREE.replay([("rent", MAY), ("paint", MAY), ("open", MAY)]), "rent", on=MAY)
    assert done.value.legal == ()


@pytest.mark.parametrize(
    ("day", "mend", "refuse"),
    [(LIMIT - DAY, None, "early"), (LIMIT, None, "early"), (LIMIT + DAY, "late", None)],
)
def test_a_limit_includes_its_day(day: date, mend: str | None, refuse: str | None) -> None:
    asked = REVIEW.moved(REVIEW.at_start, "ask", on=MAY, until=LIMIT)
    assert REVIEW.obstacle(asked, "mend", on=day) == mend
    assert REVIEW.obstacle(asked, "refuse", on=day) == refuse
    assert REVIEW.legal(asked, on=day, actor="shop") == (() if mend else ("mend",))


def test_a_limit_runs_until_the_state_changes() -> None:
    asked = REVIEW.moved(REVIEW.at_start, "ask", on=MAY, until=LIMIT)
    assert REVIEW.moved(asked, "note", on=MAY) == Position("asked", LIMIT, MAY)
    assert REVIEW.moved(asked, "mend", on=MAY).until is UNKNOWN
    assert REVIEW.moved(asked, "mend", on=MAY, keeps=True).until == LIMIT


def test_without_a_limit_none_can_pass() -> None:
    asked = REVIEW.moved(REVIEW.at_start, "ask", on=MAY)
    assert REVIEW.obstacle(asked, "refuse", on=MAY) == "no_limit"
    assert REVIEW.obstacle(asked, "mend", on=MAY) is None
    assert REVIEW.obstacle(asked, "ask", on=MAY) == "step"
