"""What the clauses on selection and listing leave to numbers; each edition says how much."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs

from cloudgrant.rules.law.policies import Policy, order_problems
from cloudgrant.rules.records.fact_info import fact, given
from cloudgrant.values.problems import Problem
from cloudgrant.values.rest_days import last_day_if_moved, moving_problems
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import Fact
from cloudgrant.values.years import FIRST_YEAR, LAST_YEAR

__all__ = ["ListingPolicy"]

_TECHNICAL = "listing.review.technical"


@attrs.frozen(kw_only=True)
class ListingPolicy(Policy):
    """The numbers and lists of selection and listing, each by the clause whose words fix it.

    None has a default: what an edition does not say is unknown. ``attrs.evolve`` makes a what-if of one.

    >>> ListingPolicy().minimum_term
    UNKNOWN
    """

    announced_on: Fact[date] = given(
        zh="遴選公告日",
        en="Day of the announcement",
        clause="listing.window.submission",
        known_by="office",
    )
    surely_open_from: Fact[date] = given(
        zh="確知已受理之日",
        en="Day by which intake is known to have opened",
        clause="listing.window.submission",
        in_law=False,
    )
    submissions_until: Fact[date] = given(
        zh="送件截止日",
        en="Last day of complete submission",
        clause="listing.window.submission",
    )
    moved_last_day: Fact[date] = given(
        zh="送件截止日順延至",
        en="Day to which the last day of submission moved (or the last day itself, if it did not)",
        clause="listing.window.submission",
        known_by="text",
        ask=Text(
            zh="送件截止日為休息日時，是否順延至次一工作日？",
            en="The last day is a rest day: does it move to the next working day?",
        ),
    )
    holidays: Fact[tuple[date, ...]] = given(
        zh="放假日（未列者僅以星期六、日為休息日）",
        en="Holidays (if none are given, only Saturdays and Sundays are rest days)",
        clause="listing.window.submission",
    )
    make_up_days: Fact[tuple[date, ...]] = given(
        zh="補行上班日",
        en="Saturdays and Sundays that are worked",
        clause="listing.window.submission",
    )
    valid_until: Fact[date] = given(
        zh="入選有效期間末日",
        en="Last day on which a selection is valid",
        clause="listing.window.validity",
    )
    business_codes: Fact[tuple[str, ...]] = given(
        zh="營業項目",
        en="Business codes, any one of which is enough",
        clause="listing.vendor.business-code",
    )
    paid_in_capital_floor: Fact[int] = given(
        zh="實收資本額下限",
        en="Minimum paid-in capital",
        unit="TWD",
        clause="listing.vendor.paid-in-capital",
    )
    quality_records: Fact[tuple[str, ...]] = given(
        zh="實力或品質證明種類",
        en="Kinds of proof of quality",
        clause="listing.vendor.quality-record",
    )
    carried_over_year: Fact[int] = given(
        zh="上架即免重新遴選之年度",
        en="Year of listing that needs no new selection",
        unit="year",
        least=FIRST_YEAR,
        most=LAST_YEAR,
        clause="listing.carry-over",
    )
    breaches_counted_from: Fact[date] = given(
        zh="違規及停權紀錄起算日",
        en="First day whose breaches and debarments count",
        clause="listing.vendor.no-violation",
        known_by="office",
    )
    categories: Fact[tuple[str, ...]] = given(
        zh="申請類別",
        en="Categories",
        clause="listing.solution.category",
    )
    minimum_term: Fact[int] = given(
        zh="最短服務期間",
        en="Shortest service per purchase",
        unit="months",
        clause="listing.solution.minimum-term",
    )
    qualification_days_from: Fact[int] = given(
        zh="資格審查預計日數（最短）",
        en="Expected days of the qualification check, at the least",
        unit="days",
        clause="listing.review.qualification",
    )
    qualification_days_to: Fact[int] = given(
        zh="資格審查預計日數（最長）",
        en="Expected days of the qualification check, at the most",
        unit="days",
        clause="listing.review.qualification",
    )
    session_vendors_from: Fact[int] = given(
        zh="審查會議家數（最少）", en="Vendors for which a session is convened", clause=_TECHNICAL
    )
    session_vendors_to: Fact[int] = given(
        zh="審查會議家數（最多）", en="Most vendors in a session", clause=_TECHNICAL, least=1
    )
    session_solutions_from: Fact[int] = given(
        zh="審查會議方案數（最少）",
        en="Solutions for which a session is convened",
        clause=_TECHNICAL,
    )
    reviewers_from: Fact[int] = given(
        zh="審查委員人數（最少）", en="Fewest reviewers", unit="persons", clause=_TECHNICAL
    )
    reviewers_to: Fact[int] = given(
        zh="審查委員人數（最多）", en="Most reviewers", unit="persons", clause=_TECHNICAL
    )
    acceptable_risks: Fact[tuple[str, ...]] = given(
        zh="可接受之資安風險",
        en="Security risks below medium",
        clause="listing.review.technical-criteria",
    )

    @fact(
        zh="截止日或其次一工作日",
        en="Last day, or the next working day where that is a rest day",
        opaque=1,
        reads=("submissions_until", "holidays", "make_up_days"),
        clause="listing.window.submission",
        in_law=False,
    )
    def last_day_if_moved(self) -> Fact[date]:
        """The latest day on which it may still have been in time: 民法 122 moves a last day that is a rest day."""
        return last_day_if_moved(self.submissions_until, self.holidays, self.make_up_days)

    def incoherent(self) -> Iterable[Problem]:
        yield from moving_problems(
            self.submissions_until, self.moved_last_day, self.holidays, self.make_up_days
        )
        yield from order_problems(
            self,
            ("announced_on", "surely_open_from"),
            ("surely_open_from", "submissions_until"),
            ("submissions_until", "valid_until"),
            ("qualification_days_from", "qualification_days_to"),
            ("session_vendors_from", "session_vendors_to"),
            ("reviewers_from", "reviewers_to"),
        )
