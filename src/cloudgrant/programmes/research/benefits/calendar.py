"""The tracking calendar 效益追蹤時程: what falls when, from closing until two years after it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal, TypeAlias

import attrs

from cloudgrant.programmes.research.policy import ResearchPolicy
from cloudgrant.rules.law.realised import Realised
from cloudgrant.rules.records.fact_info import facts, given
from cloudgrant.rules.records.record import Record
from cloudgrant.rules.writing.declaration import Calculation, calculation
from cloudgrant.values.civil_dates import A_CIVIL_DATE
from cloudgrant.values.formatting import formatted
from cloudgrant.values.frozen_map import FrozenMap
from cloudgrant.values.periods import is_civil_date, months_after
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.shown import shown
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = [
    "CALCULATIONS",
    "PHASES",
    "REALISED",
    "Milestone",
    "MilestoneKind",
    "TrackingCalendar",
    "TrackingPhase",
    "TrackingStatus",
    "tracking_calendar",
]

MilestoneKind: TypeAlias = Literal["first_pay_year", "second_pay_year", "listing", "report", "end"]
"""The end of a year of the rise of pay, the last day to be listed, a report due, the last day of the tracking."""

TrackingPhase: TypeAlias = Literal["before_closing", "tracking", "ended"]
"""The closing day itself is the first day of the tracking, and the day that ends it the last."""

PHASES: Mapping[str, Text] = FrozenMap(
    before_closing=Text(zh="尚未結案", en="not closed yet"),
    tracking=Text(zh="效益追蹤中", en="in tracking"),
    ended=Text(zh="效益追蹤期滿", en="tracking is over"),
)
"""What each phase is called."""

_SALARY = "research.benefit.salary"
_LISTING = "research.benefit.marketplace-listing"
_TRACKING = "research.subject.benefit-tracking"

_KINDS: Mapping[MilestoneKind, tuple[str, Text]] = {
    "first_pay_year": (_SALARY, Text(zh="第一年薪資期末日", en="last day of year one of the rise of pay")),
    "second_pay_year": (_SALARY, Text(zh="第二年薪資期末日", en="last day of year two of the rise of pay")),
    "listing": (_LISTING, Text(zh="上架雲市集期限（結案日）", en="last day to be listed (the closing day)")),
    "report": (_TRACKING, Text(zh="第 {number} 次效益填報期限", en="report {number} is due")),
    "end": (_TRACKING, Text(zh="效益追蹤末日", en="last day of the tracking")),
}
_ORDER = tuple(_KINDS)
_NEEDED = ("pay_base_year", "tracking_months", "tracking_every_months")
"""What the policy says of the calendar."""

_TOO_LATE = Text(
    zh="{given} 之後 {months} 個月已超出曆法範圍", en="{months} months from {given} lie outside the calendar"
)
_NO_REPORT = Text(zh="沒有第 {given} 次填報（共 {limit} 次）", en="there is no report {given} (of {limit})")
_NO_REPORTS = Text(
    zh="條文未載明填報間隔，無從對應第 {given} 次填報",
    en="the text does not say how often reports are due, so report {given} has no date yet",
)

_AWAITS = Text(zh="尚待確定：", en="Not settled yet: ")
_UNTIL = Text(zh="{phase}（追蹤至{ends}止，當日含）", en="{phase} (tracked until {ends}, that day included)")
_NOT_KNOWN = Text(zh="結案日尚未確定", en="the closing day is not known")
_NO_END = Text(
    zh="{closed}結案，追蹤至何日止尚未確定",
    en="closed on {closed}; until when the benefits are tracked is not known",
)
_LINES = {
    "next": Text(zh="下一期限：{on} {what}", en="Next: {on}, {what}"),
    "overdue": Text(zh="逾期：{on} {what}", en="Overdue: {on}, {what}"),
    "late": Text(zh="遲交：{on} {what}", en="Handed in late: {on}, {what}"),
    "after": Text(
        zh="追蹤期滿後始填報：{on} {what}", en="Handed in after the tracking had ended: {on}, {what}"
    ),
}

_EARLY = Text(
    zh="收件日（{given}）早於結案日（{limit}），不會是結案後之報告",
    en="a report received on {given}, before the project closed on {limit}, is none of its tracking",
)


@attrs.frozen(kw_only=True)
class _Closed(Record):
    on: Fact[date] = given(zh="結案日", en="Closing day")


@attrs.frozen(kw_only=True)
class Milestone:
    """One day of the calendar: what falls on it, by which clause; reports are numbered from 1."""

    on: date
    kind: MilestoneKind
    number: int = 0

    @property
    def clause(self) -> str:
        """The id of the clause that it rests on."""
        return _KINDS[self.kind][0]

    def message(self, locale: str) -> str:
        """What falls on the day, in words."""
        return _KINDS[self.kind][1].filled(locale, lambda _: str(self.number))


@attrs.frozen(kw_only=True)
class TrackingStatus:
    """Where the tracking stands on a day, and what is due.

    ``phase`` is unknown while the closing day is, and from that day on while it is not known how long the tracking
    goes on. ``next`` is the first milestone that is known and still to come (the
    day itself included), reports received left out; ``due`` are the reports not received whose last day is
    still to come or is today, ``overdue`` those whose last day has passed, ``late`` those received after it, and
    ``after_end`` those of them that came in after the tracking had ended.
    """

    on: date
    phase: Fact[TrackingPhase]
    next: Milestone | None
    due: Fact[tuple[Milestone, ...]]
    overdue: Fact[tuple[Milestone, ...]]
    late: Fact[tuple[Milestone, ...]]
    after_end: Fact[tuple[Milestone, ...]]
    calendar: TrackingCalendar = attrs.field(repr=False)

    def message(self, locale: str) -> str:
        """The status in words, a line each."""
        lines = [self._standing(locale)]
        lines += [] if self.next is None else [_line("next", self.next, locale)]
        for name, reports in (
            ("overdue", self.overdue),
            ("late", self._late_within),
            ("after", self.after_end),
        ):
            lines += [] if reports is UNKNOWN else [_line(name, one, locale) for one in reports]
        lines += [_AWAITS.in_(locale) + label.in_(locale) for label in self.calendar.awaiting]
        return "\n".join(lines)

    def _standing(self, locale: str) -> str:
        """The phase, and until when the tracking goes on, as far as both are known."""
        closed, ends = self.calendar.closed_on, self.calendar.ends_on
        words = {"closed": formatted(closed, "", locale), "ends": formatted(ends, "", locale)}
        if self.phase is UNKNOWN:
            return (_NOT_KNOWN if closed is UNKNOWN else _NO_END).filled(locale, words.__getitem__)
        words["phase"] = PHASES[self.phase].in_(locale)
        return words["phase"] if ends is UNKNOWN else _UNTIL.filled(locale, words.__getitem__)

    @property
    def _late_within(self) -> Fact[tuple[Milestone, ...]]:
        """Those that came in late, though while the tracking went on."""
        if self.late is UNKNOWN or self.after_end is UNKNOWN:
            return self.late
        return tuple(one for one in self.late if one not in self.after_end)


def _line(name: str, milestone: Milestone, locale: str) -> str:
    words = {"on": formatted(milestone.on, "", locale), "what": milestone.message(locale)}
    return _LINES[name].filled(locale, words.__getitem__)


@attrs.frozen(kw_only=True)
class TrackingCalendar:
    """The calendar of one project's tracking, as :func:`tracking_calendar` makes it."""

    closed_on: Fact[date]
    ends_on: Fact[date]
    reports: Fact[tuple[Milestone, ...]]
    milestones: tuple[Milestone, ...]
    awaiting: tuple[Text, ...]

    def status(self, on: date, received: Mapping[int, date] | None = None) -> TrackingStatus:
        """Where the tracking stands on a day, given the days on which reports came in, by their number.

        A report that came in after ``on`` had not come in yet. Raises
        :class:`~cloudgrant.values.problems.InvalidInput` for days that are none, and for reports that
        there are not, or that came in before the project closed.

        >>> import attrs
        >>> from cloudgrant.programmes.research.roc_111 import ROC_111
        >>> often = attrs.evolve(ROC_111.policy, tracking_every_months=6)
        >>> calendar = tracking_calendar(date(2023, 11, 30), often)
        >>> status = calendar.status(date(2024, 12, 1), {1: date(2024, 5, 30)})
        >>> status.phase, [one.number for one in status.overdue], [one.number for one in status.due]
        ('tracking', [2], [3, 4])
        """
        came: Mapping[int, date] = received or {}
        problems = [] if is_civil_date(on) else [_no_day(["on"], on)]
        problems += [problem for number, day in came.items() for problem in self._of_report(number, day)]
        if problems:
            raise InvalidInput(problems)
        there = {number for number, day in came.items() if day <= on}
        due: Fact[tuple[Milestone, ...]] = UNKNOWN
        overdue: Fact[tuple[Milestone, ...]] = UNKNOWN
        late: Fact[tuple[Milestone, ...]] = UNKNOWN
        after_end: Fact[tuple[Milestone, ...]] = UNKNOWN
        if self.reports is not UNKNOWN:
            open_ = [one for one in self.reports if one.number not in there]
            due = tuple(one for one in open_ if one.on >= on)
            overdue = tuple(one for one in open_ if one.on < on)
            late = tuple(one for one in self.reports if one.number in there and one.on < came[one.number])
            ends_on = self.ends_on  # known wherever the reports are
            after_end = tuple(one for one in late if ends_on is not UNKNOWN and ends_on < came[one.number])
        to_come = (one for one in self.milestones if one.on >= on and one.number not in there)
        return TrackingStatus(
            on=on,
            phase=self._phase(on),
            next=next(to_come, None),
            due=due,
            overdue=overdue,
            late=late,
            after_end=after_end,
            calendar=self,
        )

    def _phase(self, on: date) -> Fact[TrackingPhase]:
        if self.closed_on is UNKNOWN:
            return UNKNOWN
        if on < self.closed_on:
            return "before_closing"
        if self.ends_on is UNKNOWN:
            return UNKNOWN
        return "tracking" if on <= self.ends_on else "ended"

    def _of_report(self, number: int, day: date) -> list[Problem]:
        problems = [] if is_civil_date(day) else [_no_day(["received", str(number)], day)]
        if self.reports is UNKNOWN:
            problems.append(
                Problem.at(["received", str(number)], "research.no_report", _NO_REPORTS, given=number)
            )
        elif number not in {one.number for one in self.reports}:
            limit = len(self.reports)
            problems.append(
                Problem.at(
                    ["received", str(number)], "research.no_report", _NO_REPORT, given=number, limit=limit
                )
            )
        if not problems and self.closed_on is not UNKNOWN and day < self.closed_on:
            problems.append(
                Problem.at(
                    ["received", str(number)],
                    "research.early_report",
                    _EARLY,
                    given=day,
                    limit=self.closed_on,
                )
            )
        return problems


def _no_day(path: list[str], given: object) -> Problem:
    return Problem.at(path, "type", expected=A_CIVIL_DATE, given=shown(given))


@calculation(_TRACKING, unit="", zh="效益追蹤時程", en="Tracking calendar")
def tracking_calendar(closed_on: Fact[date], policy: ResearchPolicy) -> TrackingCalendar:
    """追蹤效益至結案後2年: the calendar of a project that closed on a day, or is to.

    The tracking ends on the corresponding day after the policy's months (that day included), and report *k* is
    due *k* intervals after closing: each is counted from the closing day itself, so that a short month moves no
    later day. How often reports are due the text does not say; until the policy does, ``reports`` is unknown.
    Whatever the policy does not say leaves out what follows from it, and ``awaiting`` names it. An interval that does not divide the period has its last report
    before the end: none is invented for the last day.

    Raises :class:`~cloudgrant.values.problems.InvalidInput` for a closing day that is no date, or from which
    the tracking would run past the calendar.

    >>> from cloudgrant.programmes.research.roc_111 import ROC_111
    >>> policy = ROC_111.policy
    >>> tracking_calendar(date(2024, 2, 29), policy).ends_on
    datetime.date(2026, 2, 28)
    >>> print(tracking_calendar(date(2023, 11, 30), policy).status(date(2024, 1, 1)).message("en"))
    in tracking (tracked until 30 November 2025, that day included)
    Next: 30 November 2025, last day of the tracking
    Not settled yet: Months between two reports of benefits
    """
    _Closed(on=closed_on)
    months, every = policy.tracking_months, policy.tracking_every_months
    ends_on: Fact[date] = UNKNOWN
    reports: Fact[tuple[Milestone, ...]] = UNKNOWN
    if closed_on is not UNKNOWN and months is not UNKNOWN:
        ends_on = _ends(closed_on, months)
        if every is not UNKNOWN:
            reports = _reports(closed_on, months, every)
    days: Mapping[MilestoneKind, Fact[date]] = {
        "first_pay_year": policy.pay_first_year_ends,
        "second_pay_year": policy.pay_second_year_ends,
        "listing": closed_on,
        "end": ends_on,
    }
    found = [Milestone(on=day, kind=kind) for kind, day in days.items() if day is not UNKNOWN]
    found += () if reports is UNKNOWN else reports
    return TrackingCalendar(
        closed_on=closed_on,
        ends_on=ends_on,
        reports=reports,
        milestones=tuple(sorted(found, key=lambda one: (one.on, _ORDER.index(one.kind)))),
        awaiting=_awaited(policy),
    )


def _ends(closed_on: date, months: int) -> date:
    try:
        return months_after(closed_on, months)
    except ValueError:
        raise InvalidInput(
            [Problem.at(["closed_on"], "research.calendar", _TOO_LATE, given=closed_on, months=months)]
        ) from None


def _reports(closed_on: date, months: int, every: int) -> tuple[Milestone, ...]:
    return tuple(
        Milestone(on=months_after(closed_on, number * every), kind="report", number=number)
        for number in range(1, months // every + 1)
    )


def _awaited(policy: ResearchPolicy) -> tuple[Text, ...]:
    labels = facts(type(policy))
    return tuple(labels[name].label for name in _NEEDED if getattr(policy, name) is UNKNOWN)


CALCULATIONS: tuple[Calculation[..., Any], ...] = (tracking_calendar,)
"""The calendar, by its clause."""

REALISED = (
    Realised(
        _TRACKING,
        "process",
        f"{__name__}.TrackingCalendar",
        Text(zh="效益追蹤時程與狀態", en="Tracking calendar, and its status on a day"),
    ),
)
"""What realises the clause besides."""
