"""The tracking calendar: right across leap days and month ends, without drift, and what is due on a day."""

from __future__ import annotations

import calendar as months
from datetime import date, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant.programmes.research import ROC_111, TrackingCalendar, tracking_calendar
from cloudgrant.values.periods import months_after


def every(interval: int, of: int = 24) -> Any:
    return attrs.evolve(ROC_111.policy, tracking_every_months=interval, tracking_months=of)


CLOSED = date(2023, 11, 30)
HALF_YEARLY = tracking_calendar(CLOSED, every(6))


@pytest.mark.parametrize(
    ("closed", "ends"),
    [
        (date(2023, 11, 30), date(2025, 11, 30)),
        (date(2024, 2, 29), date(2026, 2, 28)),
        (date(2024, 2, 28), date(2026, 2, 28)),
        (date(2022, 2, 28), date(2024, 2, 28)),  # the corresponding day, not the last of the month
        (date(2022, 3, 1), date(2024, 3, 1)),
        (date(2022, 8, 31), date(2024, 8, 31)),
        (date(2022, 12, 31), date(2024, 12, 31)),
    ],
)
def test_two_years_after_closing(closed: date, ends: date) -> None:
    assert tracking_calendar(closed, ROC_111.policy).ends_on == ends


@pytest.mark.parametrize(
    ("day", "phase"),
    [
        (date(2023, 11, 29), "before_closing"),
        (date(2023, 11, 30), "tracking"),
        (date(2025, 11, 29), "tracking"),
        (date(2025, 11, 30), "tracking"),  # 至…止: the last day is included
        (date(2025, 12, 1), "ended"),
    ],
)
def test_the_phase_of_a_day(day: date, phase: str) -> None:
    assert HALF_YEARLY.status(day).phase == phase


def numbers(milestones: Any) -> list[int]:
    assert milestones is not cg.UNKNOWN
    return [one.number for one in milestones]


def _reports(calendar: TrackingCalendar) -> list[date]:
    assert calendar.reports is not cg.UNKNOWN
    return [one.on for one in calendar.reports]


def test_reports_are_counted_from_the_closing_day_each() -> None:
    assert _reports(tracking_calendar(date(2023, 8, 31), every(3))) == [
        date(2023, 11, 30),
        date(2024, 2, 29),
        date(2024, 5, 31),  # chained, it would stay on the 29th
        date(2024, 8, 31),
        date(2024, 11, 30),
        date(2025, 2, 28),
        date(2025, 5, 31),
        date(2025, 8, 31),
    ]
    assert _reports(tracking_calendar(date(2024, 2, 29), every(12))) == [date(2025, 2, 28), date(2026, 2, 28)]


@pytest.mark.parametrize(("interval", "number"), [(1, 24), (7, 3), (12, 2), (23, 1), (24, 1), (25, 0)])
def test_no_report_is_invented_for_a_last_day_that_is_none(interval: int, number: int) -> None:
    calendar = tracking_calendar(CLOSED, every(interval))
    assert len(_reports(calendar)) == number
    assert _reports(calendar)[-1:] == [months_after(CLOSED, number * interval)][: min(1, number)]


@given(st.dates(date(1912, 1, 1), date(2990, 1, 1)), st.integers(0, 1200), st.integers(1, 60))
def test_right_for_every_closing_day(closed: date, of: int, interval: int) -> None:
    calendar = tracking_calendar(closed, every(interval, of))
    days = _reports(calendar)
    for number, day in enumerate(days, start=1):
        year, month = divmod(closed.year * 12 + closed.month - 1 + number * interval, 12)
        last = months.monthrange(year, month + 1)[1]
        assert day == date(year, month + 1, min(closed.day, last))
    assert len(days) == of // interval
    assert days == sorted(set(days))
    assert calendar.ends_on is not cg.UNKNOWN
    assert all(closed < day <= calendar.ends_on for day in days)
    found = [one.on for one in calendar.milestones]
    assert found == sorted(found)


@given(st.dates(date(1912, 1, 1), date(2990, 1, 1)), st.integers(0, 400), st.integers(1, 24))
def test_a_later_closing_moves_no_day_to_an_earlier_one(closed: date, later: int, interval: int) -> None:
    first = tracking_calendar(closed, every(interval))
    second = tracking_calendar(closed + timedelta(later), every(interval))
    assert all(a <= b for a, b in zip(_reports(first), _reports(second), strict=True))
    assert first.ends_on is not cg.UNKNOWN
    assert second.ends_on is not cg.UNKNOWN
    assert first.ends_on <= second.ends_on


@given(st.dates(date(2022, 1, 1), date(2027, 1, 1)), st.integers(0, 400))
def test_time_only_goes_forward(day: date, later: int) -> None:
    order = ("before_closing", "tracking", "ended")
    first, second = HALF_YEARLY.status(day), HALF_YEARLY.status(day + timedelta(later))
    assert first.phase is not cg.UNKNOWN
    assert second.phase is not cg.UNKNOWN
    assert order.index(first.phase) <= order.index(second.phase)
    assert first.overdue is not cg.UNKNOWN
    assert second.overdue is not cg.UNKNOWN
    assert set(first.overdue) <= set(second.overdue)


def test_the_milestones() -> None:
    assert [(one.on, one.kind, one.number) for one in HALF_YEARLY.milestones] == [
        (date(2022, 12, 31), "first_pay_year", 0),
        (date(2023, 11, 30), "listing", 0),
        (date(2023, 12, 31), "second_pay_year", 0),
        (date(2024, 5, 30), "report", 1),
        (date(2024, 11, 30), "report", 2),
        (date(2025, 5, 30), "report", 3),
        (date(2025, 11, 30), "report", 4),
        (date(2025, 11, 30), "end", 0),
    ]
    assert all(one.clause in cg.research.clauses for one in HALF_YEARLY.milestones)


# What is due.


@pytest.mark.parametrize(
    ("day", "due", "overdue"),
    [
        (date(2024, 5, 29), [1, 2, 3, 4], []),
        (date(2024, 5, 30), [1, 2, 3, 4], []),
        (date(2024, 5, 31), [2, 3, 4], [1]),
        (date(2025, 12, 1), [], [1, 2, 3, 4]),
    ],
)
def test_a_report_is_overdue_the_day_after(day: date, due: list[int], overdue: list[int]) -> None:
    status = HALF_YEARLY.status(day)
    assert numbers(status.due) == due
    assert numbers(status.overdue) == overdue


def test_reports_that_came_in() -> None:
    came = {1: date(2024, 5, 30), 2: date(2024, 12, 1)}
    status = HALF_YEARLY.status(date(2025, 1, 15), came)
    assert [numbers(found) for found in (status.due, status.overdue, status.late)] == [
        [3, 4], [], [2]
    ]  # fmt: skip
    earlier = HALF_YEARLY.status(date(2024, 11, 30), came)  # the second had not come in yet
    assert [numbers(found) for found in (earlier.due, earlier.overdue)] == [
        [2, 3, 4],
        [],
    ]
    assert earlier.next == HALF_YEARLY.milestones[4]


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (date(2022, 12, 31), "first_pay_year"),
        (date(2023, 1, 1), "listing"),
        (date(2023, 12, 1), "second_pay_year"),
        (date(2024, 1, 1), "report"),
        (date(2025, 12, 1), None),
    ],
)
def test_what_comes_next(day: date, kind: str | None) -> None:
    after = HALF_YEARLY.status(day).next
    assert (after.kind if after else None) == kind
    received = dict.fromkeys(range(1, 5), date(2024, 1, 1))
    last = HALF_YEARLY.status(date(2024, 1, 1), received).next
    assert last is not None
    assert last.kind == "end"


def test_without_an_interval_no_report_dates_are_invented() -> None:
    calendar = tracking_calendar(CLOSED, ROC_111.policy)
    assert calendar.reports is cg.UNKNOWN
    assert [one.kind for one in calendar.milestones] == [
        "first_pay_year",
        "listing",
        "second_pay_year",
        "end",
    ]
    status = calendar.status(date(2024, 6, 1))
    assert (status.due, status.overdue, status.late) == (cg.UNKNOWN,) * 3
    assert status.message("zh_Hant_TW") == (
        "效益追蹤中（追蹤至114年11月30日止，當日含）\n"
        "下一期限：114年11月30日 效益追蹤末日\n"
        "尚待確定：效益追蹤間隔"
    )


def test_without_a_closing_day() -> None:
    calendar = tracking_calendar(cg.UNKNOWN, every(6))
    assert (calendar.ends_on, calendar.reports) == (cg.UNKNOWN, cg.UNKNOWN)
    status = calendar.status(date(2023, 1, 1))
    assert status.phase is cg.UNKNOWN
    assert status.next is not None
    assert status.message("en") == (
        "the closing day is not known\nNext: 31 December 2023, last day of year two of the rise of pay"
    )


def test_it_reads_well() -> None:
    status = HALF_YEARLY.status(date(2025, 1, 15), {2: date(2024, 12, 1)})
    assert status.message("zh_Hant_TW") == (
        "效益追蹤中（追蹤至114年11月30日止，當日含）\n"
        "下一期限：114年5月30日 第 3 次效益填報期限\n"
        "逾期：113年5月30日 第 1 次效益填報期限\n"
        "遲交：113年11月30日 第 2 次效益填報期限"
    )
    assert status.message("en") == (
        "in tracking (tracked until 30 November 2025, that day included)\n"
        "Next: 30 May 2025, report 3 is due\n"
        "Overdue: 30 May 2024, report 1 is due\n"
        "Handed in late: 30 November 2024, report 2 is due"
    )


def test_nonsense_is_listed_at_once() -> None:
    wrong: Any = "2024-06-01"
    with pytest.raises(cg.InvalidInput) as caught:
        HALF_YEARLY.status(wrong, {5: CLOSED, 1: wrong})
    assert [(problem.path.key, problem.code) for problem in caught.value.problems] == [
        ("on", "type"),
        ("received.5", "research.no_report"),
        ("received.1", "type"),
    ]
    with pytest.raises(cg.InvalidInput) as caught:
        tracking_calendar(CLOSED, ROC_111.policy).status(CLOSED, {1: CLOSED})
    assert "未載明填報間隔" in str(caught.value)
    with pytest.raises(cg.InvalidInput):
        tracking_calendar(wrong, ROC_111.policy)
    with pytest.raises(cg.InvalidInput) as caught:
        tracking_calendar(date(9999, 1, 1), ROC_111.policy)
    assert caught.value.problems[0].code == "research.calendar"
