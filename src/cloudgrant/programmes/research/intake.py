"""The intake of applications 受理申請: from when to when, and what is counted from the closing date."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs

from cloudgrant.rules.records.fact_info import fact, given
from cloudgrant.rules.writing.days import months_before
from cloudgrant.rules.writing.helpers import agreed, pick, same
from cloudgrant.values.problems import Problem
from cloudgrant.values.rest_days import last_day_if_moved, moving_problems
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["Intake"]

_WINDOW = "research.window.submission"


@attrs.frozen(kw_only=True, slots=False)
class Intake:
    """The days of intake in the policy: announcement and closing date, which the briefing does not give.

    A closing date that is a rest day may move to the next working day: until ``moved_last_day`` says so, what is
    handed in after it, up to and including that day, is undetermined. It is so for what an applicant does by
    that day alone, and nothing that is counted from the closing date moves with it.
    """

    announced_on: Fact[date] = given(
        zh="公告日", en="Day of the announcement", clause=_WINDOW, known_by="office"
    )
    closing_date: Fact[date] = given(
        zh="收件截止日", en="Closing date of intake", clause=_WINDOW, known_by="office"
    )
    moved_last_day: Fact[date] = given(
        zh="收件截止日順延至",
        en="Day to which the closing date moved (or the closing date itself, if it did not)",
        clause=_WINDOW,
        known_by="text",
        ask=Text(
            zh="收件截止日為休息日時，是否順延至次一工作日？",
            en="Does the closing date move to the next working day where it is a rest day?",
        ),
    )
    holidays: Fact[tuple[date, ...]] = given(
        zh="放假日（未列者僅以星期六、日為休息日）",
        en="Holidays (if none are given, only Saturdays and Sundays are rest days)",
        clause=_WINDOW,
    )
    make_up_days: Fact[tuple[date, ...]] = given(
        zh="補行上班日",
        en="Saturdays and Sundays that are worked",
        clause=_WINDOW,
    )
    credit_report_months: Fact[int] = given(
        zh="票據信用查覆單有效期間",
        en="Age of the credit report, at the most",
        unit="months",
        most=1200,
        clause="research.common.no-rejected-account",
    )

    @fact(
        zh="收件截止日或其次一工作日",
        en="Closing date, or the next working day where that is a rest day",
        opaque=1,
        reads=("closing_date",),
        clause=_WINDOW,
        in_law=False,
    )
    def last_day_if_moved(self) -> Fact[date]:
        """The latest day on which it may still have been in time: 民法 122 moves a last day that is a rest day."""
        return last_day_if_moved(self.closing_date, self.holidays, self.make_up_days)

    @fact(
        zh="確定之收件末日",
        en="Last day of intake, as it is settled",
        known_by="text",
        clause=_WINDOW,
    )
    def settled_last_day(self) -> Fact[date]:
        """The closing date, or the day to which it moved; unknown while it is a rest day that may have moved."""
        stands = same(self.closing_date, self.last_day_if_moved)
        return agreed(self.moved_last_day, pick(stands, self.closing_date, self.moved_last_day))

    @fact(
        zh="票據信用查覆單最早核發日",
        en="First day on which the credit report may be issued",
        known_by="office",
        clause="research.common.no-rejected-account",
    )
    def credit_report_from(self) -> Fact[date]:
        """受理截止日前半年: so many calendar months before the closing date."""
        return months_before(self.closing_date, self.credit_report_months)

    def intake_problems(self) -> Iterable[Problem]:
        """What of these days contradicts itself."""
        first, last = self.announced_on, self.closing_date
        if first is not UNKNOWN and last is not UNKNOWN and first > last:
            dates = {"from_": first, "to": last}
            yield Problem.at(["closing_date"], "order", start="announced_on", end="closing_date", **dates)
        yield from moving_problems(last, self.moved_last_day, self.holidays, self.make_up_days)
