"""A last day that is a rest day (末日為休息日): until when a submission may still have been in time.

A last day moves to the next working day where it falls on a Saturday, Sunday or other day of rest (民法第 122
條; 行政程序法第 48 條第 4 項, which speaks of periods, moves a Saturday to Monday forenoon). A notice that
names the date itself may mean that very day. So after such a last day, up to and including the next working
day, it is *unknown* whether a submission was in time, until somebody says to which day the last day moved
(``moved_last_day``; the last day itself, where it did not).

Saturdays and Sundays are computed. Holidays, and Saturdays worked to make up for a bridge day (補行上班日),
are decreed year by year: who knows them gives :class:`WorkingDays`.

It concerns acts of the applicant only. A last day that moves does not move what is counted from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, cast, overload

import attrs

from cloudgrant.values.civil_dates import A_CIVIL_DATE, no_civil_date
from cloudgrant.values.paths import Path
from cloudgrant.values.periods import is_civil_date, outside_the_calendar
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.roc_dates import written_day
from cloudgrant.values.shown import shown
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact, Truth

__all__ = [
    "MONDAY_TO_FRIDAY",
    "WorkingDays",
    "calendar_of",
    "in_time",
    "is_rest_day",
    "last_day_if_moved",
    "last_day_or_next_working_day",
    "moved_day_problem",
    "moving_problems",
    "next_working_day",
]

_DAY: Final = timedelta(days=1)
_SATURDAY: Final = 5

_DATES: Final = Text("rest_days.dates", zh="日期的清單", en="a list of dates")
_NEXT: Final = Text("rest_days.next", zh="次一工作日", en="working days")
_BOTH: Final = Text(
    "rest_days.both",
    zh="{given}不得同時為放假日與補行上班日",
    en="{given} is given both as a holiday and as a day worked",
)
_MOVED: Final = Text(
    "rest_days.moved",
    zh="末日順延至{given}，應為{last}至{latest}間之一日",
    en="the last day moved to {given}; it must lie between {last} and {latest}",
)


def _days(given: Iterable[date]) -> frozenset[date]:
    # What is no list of days is told by the check below, with everything else that is wrong.
    return frozenset(given) if isinstance(given, (list, tuple, set, frozenset)) else given  # type: ignore[return-value]


@attrs.frozen(kw_only=True)
class WorkingDays:
    """Which days are worked: Monday to Friday, except ``holidays``, and the ``working`` days besides.

    Both are given as any list, tuple or set of dates. A holiday on a weekend, and a working day on a weekday,
    are no contradiction. Raises :class:`~cloudgrant.values.problems.InvalidInput` with every problem: what is
    no civil date (``type``), and a day that is both (``rest_day.both``).

    >>> autumn = WorkingDays(holidays=[date(2022, 9, 9), date(2022, 10, 10)])  # 中秋節、國慶日
    >>> is_rest_day(date(2022, 9, 9), autumn), next_working_day(date(2022, 10, 8), autumn)
    (True, datetime.date(2022, 10, 11))
    """

    holidays: frozenset[date] = attrs.field(default=frozenset(), converter=_days)
    working: frozenset[date] = attrs.field(default=frozenset(), converter=_days)

    def __attrs_post_init__(self) -> None:
        problems: list[Problem] = []
        for name, days in (("holidays", self.holidays), ("working", self.working)):
            if not isinstance(cast("object", days), frozenset):
                problems.append(Problem.at([name], "type", expected=_DATES, given=shown(days)))
                continue
            problems += [
                Problem.at([name], "type", expected=A_CIVIL_DATE, given=shown(day))
                for day in sorted((day for day in days if not is_civil_date(day)), key=repr)
            ]
        if not problems:
            problems += [
                Problem.at(["working"], "rest_day.both", _BOTH, given=written_day(day))
                for day in sorted(self.holidays & self.working)
            ]
        if problems:
            raise InvalidInput(problems)


MONDAY_TO_FRIDAY: Final = WorkingDays()
"""The calendar of somebody who knows of no holiday and no make-up day."""


@overload
def is_rest_day(day: date, calendar: WorkingDays = ...) -> bool: ...
@overload
def is_rest_day(day: Fact[date], calendar: WorkingDays = ...) -> Truth: ...
def is_rest_day(day: Fact[date], calendar: WorkingDays = MONDAY_TO_FRIDAY) -> Truth:
    """Whether nobody works on ``day``: a holiday, or a Saturday or Sunday that is no make-up day.

    Unknown for UNKNOWN. Raises :class:`~cloudgrant.values.problems.InvalidInput` for what is no civil date.

    >>> is_rest_day(date(2022, 8, 20)), is_rest_day(date(2022, 8, 22)), is_rest_day(UNKNOWN)
    (True, False, UNKNOWN)
    >>> is_rest_day(date(2022, 1, 22), WorkingDays(working=[date(2022, 1, 22)]))  # 補行上班之星期六
    False
    """
    return UNKNOWN if day is UNKNOWN else _rests(_checked("day", day), calendar)


@overload
def next_working_day(day: date, calendar: WorkingDays = ...) -> date: ...
@overload
def next_working_day(day: Fact[date], calendar: WorkingDays = ...) -> Fact[date]: ...
def next_working_day(day: Fact[date], calendar: WorkingDays = MONDAY_TO_FRIDAY) -> Fact[date]:
    """The first working day after ``day`` (次一工作日); unknown for UNKNOWN.

    Raises :class:`~cloudgrant.values.problems.InvalidInput` for what is no civil date, and with
    ``period.calendar`` where none is left before the year 10000.

    >>> next_working_day(date(2022, 8, 20)), next_working_day(date(2022, 8, 22))
    (datetime.date(2022, 8, 22), datetime.date(2022, 8, 23))
    """
    if day is UNKNOWN:
        return UNKNOWN
    after = _checked("day", day)
    try:
        after += _DAY
        while _rests(after, calendar):
            after += _DAY
    except OverflowError:
        raise outside_the_calendar(day, _NEXT) from None
    return after


@overload
def last_day_or_next_working_day(last: date, calendar: WorkingDays = ...) -> date: ...
@overload
def last_day_or_next_working_day(last: Fact[date], calendar: WorkingDays = ...) -> Fact[date]: ...
def last_day_or_next_working_day(last: Fact[date], calendar: WorkingDays = MONDAY_TO_FRIDAY) -> Fact[date]:
    """The latest day on which a submission may still be in time: ``last``, or the next working day where
    that is a day of rest. Unknown, and raises, as :func:`next_working_day` does.

    :func:`in_time` is no more than ``(day <= last) | ((day <= latest) & (day <= moved_last_day))`` with it.

    >>> last_day_or_next_working_day(date(2022, 8, 20)), last_day_or_next_working_day(date(2022, 8, 31))
    (datetime.date(2022, 8, 22), datetime.date(2022, 8, 31))
    """
    if last is UNKNOWN:
        return UNKNOWN
    return next_working_day(last, calendar) if is_rest_day(last, calendar) else last


def in_time(
    day: Fact[date],
    last: Fact[date],
    *,
    moved_last_day: Fact[date] = UNKNOWN,
    calendar: WorkingDays = MONDAY_TO_FRIDAY,
) -> Truth:
    """Whether a submission on ``day`` is in time where ``last`` is the last day.

    True up to and including ``last``. After a last day of rest, up to and including the next working day,
    unknown until ``moved_last_day`` says to which day the last day moved (or the last day itself, if it did
    not); false later. Learning a day never overturns what was known.

    Raises :class:`~cloudgrant.values.problems.InvalidInput` for what is no civil date and for a
    ``moved_last_day`` of which :func:`moved_day_problem` tells.

    >>> last = date(2022, 8, 20)  # a Saturday
    >>> [in_time(date(2022, 8, number), last) for number in (20, 21, 22, 23)]
    [True, UNKNOWN, UNKNOWN, False]
    >>> [in_time(date(2022, 8, number), last, moved_last_day=date(2022, 8, 22)) for number in (21, 22, 23)]
    [True, True, False]
    >>> in_time(date(2022, 8, 21), last, moved_last_day=last)
    False
    """
    for name, value in (("day", day), ("last", last), ("moved_last_day", moved_last_day)):
        if value is not UNKNOWN:
            _checked(name, value)
    problem = moved_day_problem(last, moved_last_day, calendar)
    if problem is not None:
        raise InvalidInput([problem.below("moved_last_day")])
    if moved_last_day is not UNKNOWN:
        return _at_most(day, moved_last_day)
    if day is UNKNOWN or last is UNKNOWN:
        return UNKNOWN
    if day <= last:
        return True
    return UNKNOWN if day <= last_day_or_next_working_day(last, calendar) else False


def moved_day_problem(
    last: Fact[date], moved_last_day: Fact[date], calendar: WorkingDays = MONDAY_TO_FRIDAY
) -> Problem | None:
    """What is wrong with the day to which a last day is said to have moved (``rest_day.moved``), if anything.

    It is the last day, or between that and the next working day where the last day is one of rest: anything
    later is another last day (an extension), or a holiday that ``calendar`` does not name. Nothing is wrong
    while either is unknown. For the policy that states it.

    >>> moved_day_problem(date(2022, 8, 20), date(2022, 8, 22))
    >>> print(moved_day_problem(date(2022, 8, 20), date(2022, 8, 23)).message("zh"))
    末日順延至111年8月23日，應為111年8月20日至111年8月22日間之一日
    """
    if last is UNKNOWN or moved_last_day is UNKNOWN or last == moved_last_day:
        return None
    latest = last_day_or_next_working_day(last, calendar)
    if last <= moved_last_day <= latest:
        return None
    params = {"given": written_day(moved_last_day), "last": written_day(last), "latest": written_day(latest)}
    return Problem.at(Path(), "rest_day.moved", _MOVED, **params)


def calendar_of(holidays: Fact[tuple[date, ...]], make_up_days: Fact[tuple[date, ...]]) -> WorkingDays:
    """The calendar of a policy that may name holidays and make-up days: Monday to Friday where it does not.

    >>> calendar_of(UNKNOWN, UNKNOWN) == MONDAY_TO_FRIDAY
    True
    """
    return WorkingDays(holidays=_listed(holidays), working=_listed(make_up_days))


@overload
def last_day_if_moved(
    last: date, holidays: Fact[tuple[date, ...]], make_up_days: Fact[tuple[date, ...]]
) -> date: ...
@overload
def last_day_if_moved(
    last: Fact[date], holidays: Fact[tuple[date, ...]], make_up_days: Fact[tuple[date, ...]]
) -> Fact[date]: ...
def last_day_if_moved(
    last: Fact[date], holidays: Fact[tuple[date, ...]], make_up_days: Fact[tuple[date, ...]]
) -> Fact[date]:
    """:func:`last_day_or_next_working_day` by the calendar of a policy.

    民法 122 moves a last day that is a day of rest: it is the latest on which it may still have been in time.

    >>> last_day_if_moved(date(2022, 8, 20), (date(2022, 8, 22),), UNKNOWN)
    datetime.date(2022, 8, 23)
    """
    return _last_day_if_moved(last, holidays, make_up_days)


# It is asked at every decision, of the few calendars that policies have.
@lru_cache(maxsize=64)
def _last_day_if_moved(
    last: Fact[date], holidays: Fact[tuple[date, ...]], make_up_days: Fact[tuple[date, ...]]
) -> Fact[date]:
    return last_day_or_next_working_day(last, calendar_of(holidays, make_up_days))


def moving_problems(
    last: Fact[date],
    moved_last_day: Fact[date],
    holidays: Fact[tuple[date, ...]],
    make_up_days: Fact[tuple[date, ...]],
) -> Iterator[Problem]:
    """What is wrong with what a policy says of its last day, by the names of these facts.

    A day that is both a holiday and worked (``duplicate``), or else a move too far (``rest_day.moved``).

    >>> [wrong] = moving_problems(date(2022, 8, 31), date(2022, 9, 1), UNKNOWN, UNKNOWN)
    >>> wrong.path.key, wrong.code
    ('moved_last_day', 'rest_day.moved')
    """
    both = sorted(_listed(holidays) & _listed(make_up_days))
    yield from (Problem.at(["make_up_days"], "duplicate", given=day) for day in both)
    if not both:
        moved = moved_day_problem(last, moved_last_day, calendar_of(holidays, make_up_days))
        yield from () if moved is None else (moved.below("moved_last_day"),)


def _listed(days: Fact[tuple[date, ...]]) -> frozenset[date]:
    return frozenset() if days is UNKNOWN else frozenset(days)


def _at_most(day: Fact[date], limit: date) -> Truth:
    return UNKNOWN if day is UNKNOWN else day <= limit


def _rests(day: date, calendar: WorkingDays) -> bool:
    return day in calendar.holidays or (day.weekday() >= _SATURDAY and day not in calendar.working)


def _checked(name: str, day: date) -> date:
    if not is_civil_date(day):
        raise InvalidInput([no_civil_date(name, day)])
    return day
