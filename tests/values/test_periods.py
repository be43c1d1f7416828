from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloudgrant.values.periods import is_civil_date, months_after, months_before, whole_months

days = st.dates(min_value=date(1912, 1, 1), max_value=date(2500, 12, 31))
months = st.integers(min_value=0, max_value=1200)


class OfficeDay(date):
    """A user's own kind of date."""


@pytest.mark.parametrize(
    ("day", "count", "end"),
    [
        (date(2022, 8, 31), 6, date(2023, 2, 28)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),  # into a leap year
        (date(2022, 8, 28), 6, date(2023, 2, 28)),
        (date(2022, 8, 29), 6, date(2023, 2, 28)),
        (date(2022, 2, 28), 6, date(2022, 8, 28)),  # not the 31st: the day's number stays
        (date(2024, 2, 29), 6, date(2024, 8, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2022, 1, 31), 1, date(2022, 2, 28)),
        (date(2022, 1, 31), 3, date(2022, 4, 30)),
        (date(2022, 6, 30), 18, date(2023, 12, 30)),
        (date(2022, 12, 15), 1, date(2023, 1, 15)),
        (date(2022, 5, 2), 0, date(2022, 5, 2)),
    ],
)
def test_months_after(day: date, count: int, end: date) -> None:
    assert months_after(day, count) == end


@pytest.mark.parametrize(
    ("day", "count", "start"),
    [
        (date(2022, 8, 31), 6, date(2022, 2, 28)),
        (date(2024, 8, 31), 6, date(2024, 2, 29)),
        (date(2023, 2, 28), 6, date(2022, 8, 28)),
        (date(2024, 2, 29), 6, date(2023, 8, 29)),
        (date(2024, 2, 29), 24, date(2022, 2, 28)),
        (date(2022, 5, 31), 3, date(2022, 2, 28)),
        (date(2022, 3, 31), 1, date(2022, 2, 28)),
        (date(2022, 1, 15), 1, date(2021, 12, 15)),
        (date(2022, 5, 2), 0, date(2022, 5, 2)),
    ],
)
def test_months_before(day: date, count: int, start: date) -> None:
    assert months_before(day, count) == start


@given(days, months)
def test_there_and_back_may_lose_days_at_the_end_of_a_month_and_nowhere_else(day: date, count: int) -> None:
    back = months_before(months_after(day, count), count)
    assert back <= day
    assert (day - back).days <= 3
    if day.day <= 28:
        assert back == day


@given(days, days, months)
def test_a_later_day_never_ends_earlier(one: date, other: date, count: int) -> None:
    first, second = sorted((one, other))
    assert months_after(first, count) <= months_after(second, count)
    assert months_before(first, count) <= months_before(second, count)


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [
        (date(2022, 5, 2), date(2022, 5, 2), 0),
        (date(2022, 5, 2), date(2022, 6, 1), 0),
        (date(2022, 5, 2), date(2022, 6, 2), 1),
        (date(2022, 5, 2), date(2022, 6, 3), 1),
        (date(2022, 8, 31), date(2023, 2, 27), 5),
        (date(2022, 8, 31), date(2023, 2, 28), 6),
        (date(2024, 2, 29), date(2025, 2, 27), 11),
        (date(2024, 2, 29), date(2025, 2, 28), 12),
        (date(2022, 1, 31), date(2022, 3, 1), 1),
        (date(2022, 12, 31), date(2023, 1, 30), 0),
        (date(9999, 1, 31), date(9999, 12, 31), 11),
    ],
)
def test_whole_months(start: date, end: date, count: int) -> None:
    assert whole_months(start, end) == count


@given(days, days)
def test_whole_months_is_the_most_that_fits(one: date, other: date) -> None:
    start, end = sorted((one, other))
    count = whole_months(start, end)
    assert months_after(start, count) <= end < months_after(start, count + 1)


def test_whole_months_refuses_an_end_before_the_start() -> None:
    with pytest.raises(ValueError, match="2022-05-01 早於 2022-05-02 · is before"):
        whole_months(date(2022, 5, 2), date(2022, 5, 1))


@pytest.mark.parametrize("move", [months_after, months_before])
def test_nonsense_is_refused(move: object) -> None:
    assert callable(move)
    day = date(2022, 5, 2)
    with pytest.raises(ValueError, match="不得為負數 · months must not be negative"):
        move(day, -1)
    for count in (True, 1.0, "1", None):
        with pytest.raises(TypeError, match="月數應為整數"):
            move(day, count)
    for moment in (datetime(2022, 5, 2, tzinfo=UTC), "2022-05-02", None):
        with pytest.raises(TypeError, match="must be a date"):
            move(moment, 1)
    with pytest.raises(ValueError, match="超出曆法範圍"):
        move(day, 12 * 9999)
    with pytest.raises(TypeError, match="must be a date"):
        whole_months(day, datetime(2022, 5, 3, tzinfo=UTC))


def test_the_calendar_has_ends() -> None:
    assert months_after(date(9999, 11, 30), 1) == date(9999, 12, 30)
    assert months_before(date(1, 2, 1), 1) == date(1, 1, 1)
    with pytest.raises(ValueError, match="outside the calendar"):
        months_after(date(9999, 12, 1), 1)
    with pytest.raises(ValueError, match="outside the calendar"):
        months_before(date(1, 1, 31), 1)


def test_a_civil_date_is_a_date_and_no_moment() -> None:
    assert is_civil_date(date(2022, 5, 2))
    assert is_civil_date(OfficeDay(2022, 5, 2))
    assert not is_civil_date(datetime(2022, 5, 2, tzinfo=UTC))
    assert not is_civil_date("2022-05-02")
    assert not is_civil_date(None)
    assert months_after(OfficeDay(2022, 8, 31), 6) == date(2023, 2, 28)
