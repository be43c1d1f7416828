"""Calendar months: the corresponding day, and terms that count their first day."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from cloudgrant.values.periods import (
    is_civil_date,
    months_after,
    months_before,
    term_end,
    term_months,
    whole_months,
)
from cloudgrant.values.problems import InvalidInput
from cloudgrant.values.unknown import UNKNOWN

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


def corresponding(day: date, count: int) -> date:
    """By counting months on, and trying days back from the number, as the Civil Code words it."""
    year, month = day.year, day.month
    for _ in range(count):
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    number = day.day
    while True:
        try:
            return date(year, month, number)
        except ValueError:
            number -= 1


@given(days, months)
def test_the_corresponding_day_is_that_of_the_civil_code_and_of_dateutil(day: date, count: int) -> None:
    assert months_after(day, count) == corresponding(day, count) == day + relativedelta(months=count)
    assert months_before(day, count) == day - relativedelta(months=count)


@pytest.mark.parametrize(
    ("first", "count", "last"),
    [
        (date(2022, 6, 1), 3, date(2022, 8, 31)),
        (date(2022, 6, 2), 3, date(2022, 9, 1)),
        (date(2022, 5, 31), 3, date(2022, 8, 30)),  # there is a 31 August: the day before it
        (date(2022, 5, 30), 3, date(2022, 8, 29)),
        (date(2022, 3, 31), 3, date(2022, 6, 30)),  # no 31 June: its last day
        (date(2022, 3, 30), 3, date(2022, 6, 29)),
        (date(2022, 11, 30), 3, date(2023, 2, 28)),  # no 30 February
        (date(2022, 11, 29), 3, date(2023, 2, 28)),
        (date(2022, 11, 28), 3, date(2023, 2, 27)),
        (date(2023, 11, 30), 3, date(2024, 2, 29)),
        (date(2023, 11, 29), 3, date(2024, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 28)),
        (date(2022, 1, 1), 18, date(2023, 6, 30)),
        (date(2022, 8, 31), 18, date(2024, 2, 29)),
        (date(2022, 2, 1), 1, date(2022, 2, 28)),
        (date(2024, 2, 1), 1, date(2024, 2, 29)),
        (date(2022, 12, 1), 1, date(2022, 12, 31)),
        (date(2022, 1, 31), 1, date(2022, 2, 28)),
        (date(9999, 12, 1), 1, date(9999, 12, 31)),  # the last day of the calendar
        (date(9999, 11, 1), 2, date(9999, 12, 31)),
        (date(9999, 11, 15), 1, date(9999, 12, 14)),
    ],
)
def test_a_term_counts_its_first_day(first: date, count: int, last: date) -> None:
    assert term_end(first, count) == last


@given(days, st.integers(min_value=1, max_value=1200))
def test_a_term_ends_the_day_before_the_corresponding_day_or_with_a_month_that_has_none(
    first: date, count: int
) -> None:
    last = term_end(first, count)
    after = corresponding(first, count)
    if after.day == first.day:
        assert last + timedelta(days=1) == after
    else:
        assert last == after
        assert last.day == monthrange(last.year, last.month)[1]
    assert last <= months_after(first, count)


@given(days, days, st.integers(min_value=1, max_value=60), st.integers(min_value=1, max_value=60))
def test_a_later_first_day_or_more_months_never_end_earlier(
    one: date, other: date, few: int, more: int
) -> None:
    first, second = sorted((one, other))
    assert term_end(first, few) <= term_end(second, few)
    assert term_end(first, few) < term_end(first, few + more)


@given(st.dates(min_value=date(2019, 12, 1), max_value=date(2024, 3, 31)), st.integers(1, 40))
def test_terms_that_begin_on_any_day_but_the_last_three_follow_one_another(first: date, count: int) -> None:
    if first.day <= 28:
        next_first = term_end(first, count) + timedelta(days=1)
        assert next_first.day == first.day
        assert term_end(next_first, count) == term_end(first, 2 * count)


@given(days, days)
def test_the_months_of_a_service_are_the_longest_term_that_fits(one: date, other: date) -> None:
    first, last = sorted((one, other))
    count = term_months(first, last)
    assert count == 0 or term_end(first, count) <= last
    assert last < term_end(first, count + 1)


@given(days, st.integers(min_value=1, max_value=1200))
def test_a_term_is_of_its_own_months(first: date, count: int) -> None:
    last = term_end(first, count)
    assert term_months(first, last) == count
    assert term_months(first, last - timedelta(days=1)) == count - 1


def test_the_unknown_stays_unknown() -> None:
    for counted in (months_after, months_before, term_end):
        for day, count in ((UNKNOWN, 3), (date(2022, 5, 2), UNKNOWN), (UNKNOWN, UNKNOWN)):
            assert counted(day, count) is UNKNOWN


@pytest.mark.parametrize("months_between", [whole_months, term_months])
def test_an_end_before_the_start_is_refused(months_between: Any) -> None:
    with pytest.raises(InvalidInput) as refused:
        months_between(date(2022, 5, 2), date(2022, 5, 1))
    [problem] = refused.value.problems
    assert problem.code == "period.order"
    assert problem.message("zh") == "末日111年5月1日早於首日111年5月2日"
    assert problem.message("en") == "the last day, 1 May 2022, is before the first, 2 May 2022"
    with pytest.raises(TypeError, match="must be a date"):
        months_between(date(2022, 5, 2), datetime(2022, 5, 3, tzinfo=UTC))


@pytest.mark.parametrize(("counted", "least"), [(months_after, 0), (months_before, 0), (term_end, 1)])
def test_nonsense_is_refused(counted: Any, least: int) -> None:
    day = date(2022, 5, 2)
    assert counted(day, least)
    for count in (least - 1, -(10**5000)):
        with pytest.raises(InvalidInput) as refused:
            counted(day, count)
        [problem] = refused.value.problems
        assert problem.code == "period.months"
        assert problem.message("zh").startswith(f"月數至少應為 {least}")
        assert problem.message("en").startswith(f"the number of months must be at least {least}")
    for wrong in (True, 1.0, "1", None):
        with pytest.raises(TypeError, match="月數應為整數"):
            counted(day, wrong)
    for moment in (datetime(2022, 5, 2, tzinfo=UTC), "2022-05-02", None):
        with pytest.raises(TypeError, match="must be a date"):
            counted(moment, 1)
    for count in (12 * 9999, 10**5000):
        with pytest.raises(InvalidInput, match="超出曆法範圍"):
            counted(day, count)


def test_the_calendar_has_ends() -> None:
    assert months_after(date(9999, 11, 30), 1) == date(9999, 12, 30)
    assert months_before(date(1, 2, 1), 1) == date(1, 1, 1)
    for counted, day in (
        (months_after, date(9999, 12, 1)),
        (months_before, date(1, 1, 31)),
        (term_end, date(9999, 12, 2)),
    ):
        with pytest.raises(
            InvalidInput, match=r"1 month\(s\) counted from .* lie outside the calendar"
        ) as refused:
            counted(day, 1)
        assert [problem.code for problem in refused.value.problems] == ["period.calendar"]


def test_a_civil_date_is_a_date_and_no_moment() -> None:
    assert is_civil_date(date(2022, 5, 2))
    assert is_civil_date(OfficeDay(2022, 5, 2))
    assert not is_civil_date(datetime(2022, 5, 2, tzinfo=UTC))
    assert not is_civil_date("2022-05-02")
    assert not is_civil_date(None)
    for counted, day in ((months_after, OfficeDay(2022, 8, 31)), (term_end, OfficeDay(2022, 8, 1))):
        ended = counted(day, 6)
        assert type(ended) is date
        assert ended == counted(date(day.year, day.month, day.day), 6)
