"""Last days that are days of rest."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloudgrant.values.problems import InvalidInput
from cloudgrant.values.rest_days import (
    MONDAY_TO_FRIDAY,
    WorkingDays,
    in_time,
    is_rest_day,
    last_day_or_next_working_day,
    moved_day_problem,
    next_working_day,
)
from cloudgrant.values.unknown import UNKNOWN

SATURDAY = date(2022, 8, 20)
MID_AUTUMN = date(2022, 9, 9)  # 中秋節, a Friday
NATIONAL_DAY = date(2022, 10, 10)  # 國慶日, a Monday
MADE_UP = date(2022, 1, 22)  # 補行上班, a Saturday
YEAR = WorkingDays(holidays=(MID_AUTUMN, NATIONAL_DAY), working=[MADE_UP])

days = st.dates(min_value=date(2021, 12, 1), max_value=date(2023, 1, 31))
few_days = st.frozensets(days, max_size=40)
calendars = st.builds(lambda off, on: WorkingDays(holidays=off - on, working=on), few_days, few_days)


@pytest.mark.parametrize(
    ("day", "plain", "known"),
    [
        (date(2022, 8, 19), False, False),
        (SATURDAY, True, True),
        (date(2022, 8, 21), True, True),
        (date(2022, 8, 22), False, False),
        (MID_AUTUMN, False, True),
        (NATIONAL_DAY, False, True),
        (MADE_UP, True, False),
        (date(2022, 1, 23), True, True),
    ],
)
def test_days_of_rest(day: date, plain: bool, known: bool) -> None:
    assert is_rest_day(day) is plain
    assert is_rest_day(day, YEAR) is known


@pytest.mark.parametrize(
    ("day", "plain", "known"),
    [
        (date(2022, 8, 19), date(2022, 8, 22), date(2022, 8, 22)),
        (SATURDAY, date(2022, 8, 22), date(2022, 8, 22)),
        (date(2022, 8, 22), date(2022, 8, 23), date(2022, 8, 23)),
        (date(2022, 9, 8), MID_AUTUMN, date(2022, 9, 12)),  # the holiday stands before the weekend
        (date(2022, 10, 8), NATIONAL_DAY, date(2022, 10, 11)),  # and right behind it
        (date(2022, 1, 21), date(2022, 1, 24), MADE_UP),
    ],
)
def test_the_next_working_day(day: date, plain: date, known: date) -> None:
    assert next_working_day(day) == plain
    assert next_working_day(day, YEAR) == known


@pytest.mark.parametrize(
    ("day", "open_", "moved", "stayed"),
    [
        (date(2022, 8, 19), True, True, True),
        (SATURDAY, True, True, True),
        (date(2022, 8, 21), UNKNOWN, True, False),
        (date(2022, 8, 22), UNKNOWN, True, False),
        (date(2022, 8, 23), False, False, False),
    ],
)
def test_after_a_saturday(day: date, open_: Any, moved: bool, stayed: bool) -> None:
    assert in_time(day, SATURDAY) is open_
    assert in_time(day, SATURDAY, moved_last_day=date(2022, 8, 22)) is moved
    assert in_time(day, SATURDAY, moved_last_day=SATURDAY) is stayed


@pytest.mark.parametrize(
    ("day", "last", "calendar", "answer"),
    [
        (date(2022, 8, 31), date(2022, 8, 31), MONDAY_TO_FRIDAY, True),  # a Wednesday
        (date(2022, 9, 1), date(2022, 8, 31), MONDAY_TO_FRIDAY, False),
        (date(2022, 9, 10), MID_AUTUMN, MONDAY_TO_FRIDAY, False),  # nobody said that it is a holiday
        (date(2022, 9, 12), MID_AUTUMN, YEAR, UNKNOWN),
        (date(2022, 9, 13), MID_AUTUMN, YEAR, False),
        (date(2022, 10, 11), date(2022, 10, 8), MONDAY_TO_FRIDAY, False),
        (date(2022, 10, 11), date(2022, 10, 8), YEAR, UNKNOWN),
        (date(2022, 10, 12), date(2022, 10, 8), YEAR, False),
        (date(2022, 1, 24), MADE_UP, MONDAY_TO_FRIDAY, UNKNOWN),
        (date(2022, 1, 23), MADE_UP, YEAR, False),
        (UNKNOWN, SATURDAY, YEAR, UNKNOWN),
        (SATURDAY, UNKNOWN, YEAR, UNKNOWN),
    ],
)
def test_with_and_without_a_calendar(day: Any, last: Any, calendar: WorkingDays, answer: Any) -> None:
    assert in_time(day, last, calendar=calendar) is answer


def test_where_it_moved_to_settles_it_without_the_last_day() -> None:
    assert in_time(date(2022, 8, 22), UNKNOWN, moved_last_day=date(2022, 8, 22)) is True
    assert in_time(date(2022, 8, 23), UNKNOWN, moved_last_day=date(2022, 8, 22)) is False
    assert in_time(UNKNOWN, SATURDAY, moved_last_day=date(2022, 8, 22)) is UNKNOWN


@given(days, days, calendars)
def test_it_is_the_comparisons_with_the_derived_days(day: date, last: date, calendar: WorkingDays) -> None:
    latest = last_day_or_next_working_day(last, calendar)
    assert in_time(day, last, calendar=calendar) is ((day <= last) | ((day <= latest) & (day <= UNKNOWN)))
    for moved in (last, latest):
        answer = in_time(day, last, moved_last_day=moved, calendar=calendar)
        assert answer is ((day <= last) | ((day <= latest) & (day <= moved)))


@given(days, days, calendars, st.data())
def test_learning_never_overturns(day: date, last: date, calendar: WorkingDays, data: st.DataObject) -> None:
    latest = last_day_or_next_working_day(last, calendar)
    moved = data.draw(st.dates(min_value=last, max_value=latest))
    whole = in_time(day, last, moved_last_day=moved, calendar=calendar)
    assert moved_day_problem(last, moved, calendar) is None
    for one in (day, UNKNOWN):
        for two in (last, UNKNOWN):
            for three in (moved, UNKNOWN):
                assert in_time(one, two, moved_last_day=three, calendar=calendar) in (whole, UNKNOWN)


@given(days, calendars)
def test_all_days_before_the_next_working_day_are_days_of_rest(day: date, calendar: WorkingDays) -> None:
    after = next_working_day(day, calendar)
    assert not is_rest_day(after, calendar)
    between = [day + timedelta(days=number) for number in range(1, (after - day).days)]
    assert all(is_rest_day(one, calendar) for one in between)
    latest = last_day_or_next_working_day(day, calendar)
    assert latest == (after if is_rest_day(day, calendar) else day)


@given(days, calendars)
def test_a_later_submission_is_never_better(last: date, calendar: WorkingDays) -> None:
    worth = {True: 2, UNKNOWN: 1, False: 0}
    answers = [in_time(last + timedelta(days=number), last, calendar=calendar) for number in range(-2, 12)]
    assert all(worth[one] >= worth[two] for one, two in pairwise(answers))


@pytest.mark.parametrize(
    ("last", "moved", "ok"),
    [
        (SATURDAY, date(2022, 8, 19), False),
        (SATURDAY, SATURDAY, True),
        (SATURDAY, date(2022, 8, 22), True),
        (SATURDAY, date(2022, 8, 23), False),
        (date(2022, 8, 31), date(2022, 8, 31), True),
        (date(2022, 8, 31), date(2022, 9, 1), False),  # a Wednesday does not move: that is an extension
        (UNKNOWN, date(2022, 8, 23), True),
        (SATURDAY, UNKNOWN, True),
    ],
)
def test_a_last_day_moves_to_the_next_working_day_at_most(last: Any, moved: Any, ok: bool) -> None:
    problem = moved_day_problem(last, moved)
    assert (problem is None) is ok
    if problem is not None:
        assert problem.code == "rest_day.moved"
        assert "2022" not in problem.message("zh")
        with pytest.raises(InvalidInput) as refused:
            in_time(SATURDAY, last, moved_last_day=moved)
        assert refused.value.problems[0].path == ("moved_last_day",)


def test_a_calendar_tells_everything_that_is_wrong_with_it() -> None:
    wrong: Any = {"holidays": [datetime(2022, 9, 9, tzinfo=UTC), "2022-09-10"], "working": "2022-01-22"}
    with pytest.raises(InvalidInput) as refused:
        WorkingDays(**wrong)
    assert [(one.path.pointer, one.code) for one in refused.value.problems] == [
        ("/holidays", "type"),
        ("/holidays", "type"),
        ("/working", "type"),
    ]
    with pytest.raises(InvalidInput, match="is given both as a holiday and as a day worked") as refused:
        WorkingDays(holidays={MID_AUTUMN}, working={MID_AUTUMN})
    assert [one.code for one in refused.value.problems] == ["rest_day.both"]


def test_no_moment_is_a_day() -> None:
    moment: Any = datetime(2022, 8, 20, tzinfo=UTC)
    for ask in (is_rest_day, next_working_day, last_day_or_next_working_day):
        with pytest.raises(InvalidInput, match="a date"):
            ask(moment)
    for one, two, three in (
        (moment, SATURDAY, UNKNOWN),
        (SATURDAY, moment, UNKNOWN),
        (SATURDAY,) * 2 + (moment,),
    ):
        with pytest.raises(InvalidInput, match="a date"):
            in_time(one, two, moved_last_day=three)


def test_unknown_and_the_end_of_the_calendar() -> None:
    assert (
        is_rest_day(UNKNOWN) is next_working_day(UNKNOWN) is last_day_or_next_working_day(UNKNOWN) is UNKNOWN
    )
    assert last_day_or_next_working_day(date.max) == date.max  # a Friday
    with pytest.raises(InvalidInput) as refused:
        next_working_day(date.max)
    assert [one.code for one in refused.value.problems] == ["period.calendar"]


def test_calendars_are_values() -> None:
    assert WorkingDays(holidays=[MID_AUTUMN]) == WorkingDays(holidays={MID_AUTUMN})
    assert hash(WorkingDays()) == hash(MONDAY_TO_FRIDAY)
