"""What the clauses on points leave to numbers; each edition says how much."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs

from cloudgrant.rules.law.policies import Policy, order_problems
from cloudgrant.rules.records.fact_info import fact, given
from cloudgrant.values.problems import Problem
from cloudgrant.values.rest_days import last_day_if_moved, moving_problems
from cloudgrant.values.shares import Share
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import Fact
from cloudgrant.values.years import FIRST_YEAR, LAST_YEAR

__all__ = ["PointsPolicy"]


@attrs.frozen(kw_only=True)
class PointsPolicy(Policy):
    """The numbers of the points programme, each by the clause whose words fix it.

    None has a default: what an edition does not say is unknown. ``attrs.evolve`` makes a what-if of one.

    >>> PointsPolicy().regular_employee_ceiling
    UNKNOWN
    """

    applications_from: Fact[date] = given(
        zh="開始受理日", en="First day of intake", clause="points.window.application", known_by="office"
    )
    surely_open_from: Fact[date] = given(
        zh="確知已受理之日",
        en="Day by which intake is known to have opened",
        clause="points.window.application",
        in_law=False,
    )
    applications_until: Fact[date] = given(
        zh="受理截止日",
        en="Last day of intake",
        clause="points.window.application",
    )
    moved_last_day: Fact[date] = given(
        zh="受理截止日順延至",
        en="Day to which the last day of intake moved (or the last day itself, if it did not)",
        clause="points.window.application",
        known_by="text",
        ask=Text(
            zh="受理截止日為休息日時，是否順延至次一工作日？",
            en="The last day is a rest day: does it move to the next working day?",
        ),
    )
    holidays: Fact[tuple[date, ...]] = given(
        zh="放假日（未列者僅以星期六、日為休息日）",
        en="Holidays (if none are given, only Saturdays and Sundays are rest days)",
        clause="points.window.application",
    )
    make_up_days: Fact[tuple[date, ...]] = given(
        zh="補行上班日",
        en="Saturdays and Sundays that are worked",
        clause="points.window.application",
    )
    paid_in_capital_ceiling: Fact[int] = given(
        zh="實收資本額上限",
        en="Ceiling of paid-in capital",
        unit="TWD",
        clause="points.applicant.size",
    )
    regular_employee_ceiling: Fact[int] = given(
        zh="經常僱用員工數上限",
        en="Ceiling of regularly employed staff",
        unit="persons",
        clause="points.applicant.size",
    )
    repeat_year: Fact[int] = given(
        zh="使用過點數即排除之年度",
        en="Year in which use of points excludes",
        unit="year",
        least=FIRST_YEAR,
        most=LAST_YEAR,
        clause="points.applicant.not-repeat",
    )
    grant_ceiling: Fact[int] = given(
        zh="核給點數上限",
        en="Most points granted to a firm",
        unit="points",
        clause="points.grant.ceiling",
    )
    grant: Fact[int] = given(zh="核給點數", en="Points granted", unit="points", clause="points.grant.ceiling")
    offset_share: Fact[Share] = given(
        zh="折抵比率上限",
        en="Largest share paid in points",
        clause="points.use.offset",
    )
    offset_ceiling: Fact[int] = given(
        zh="折抵點數合計上限",
        en="Most points in all purchases together",
        unit="points",
        clause="points.use.offset",
    )

    offset_counts_tax: Fact[bool] = given(
        zh="折抵比率以含稅費用計",
        en="The share is of the price with tax",
        clause="points.use.offset",
        known_by="text",
        ask=Text(
            zh="點數折抵之「費用」是否含營業稅？",
            en="Does the price of which points may pay a share include business tax?",
        ),
    )
    surely_usable_until: Fact[date] = given(
        zh="確知點數可用至之日",
        en="Day until which points are known to be usable",
        clause="points.use.offset",
    )
    points_usable_until: Fact[date] = given(
        zh="點數使用期限",
        en="Last day on which points may be used",
        clause="points.use.offset",
        known_by="office",
        ask=Text(zh="核給的點數最晚可使用到哪一天？", en="Until which day may the points granted be used?"),
    )
    solutions_valid_until: Fact[date] = given(
        zh="方案入選有效期限",
        en="Last day on which a selected solution is valid",
        clause="points.use.listed-solution",
    )
    carried_over_year: Fact[int] = given(
        zh="上架即免重新遴選之年度",
        en="Year of listing that needs no new selection",
        unit="year",
        least=FIRST_YEAR,
        most=LAST_YEAR,
        clause="points.use.listed-solution",
    )
    carried_over_valid_until: Fact[date] = given(
        zh="去年已上架之方案有效期限",
        en="Last day on which a solution listed last year is valid",
        clause="points.use.listed-solution",
        known_by="office",
        ask=Text(
            zh="去年已上架、免重新遴選之方案，有效至哪一天？",
            en="Until which day is a solution valid that was listed last year and needed no new selection?",
        ),
    )
    minimum_term: Fact[int] = given(
        zh="每次採購最短契約期間",
        en="Shortest contract of a purchase",
        unit="months",
        clause="listing.solution.minimum-term",
    )
    claim_documents: Fact[tuple[str, ...]] = given(
        zh="核銷文件",
        en="Claim documents",
        clause="points.claim",
        known_by="office",
        ask=Text(zh="點數核銷需要準備什麼文件？", en="Which documents does a claim need?"),
    )
    earlier_start_payable: Fact[bool] = given(
        zh="契約早於採購開始者得請領",
        en="A contract that began before the purchase may be claimed for",
        clause="points.claim",
        known_by="text",
        ask=Text(
            zh="契約起始日早於以點數採購之日者，點數得否請領？",
            en="May points be claimed for a contract that began before the purchase with points?",
        ),
    )
    early_end_payable: Fact[bool] = given(
        zh="提前終止之契約得請領",
        en="A contract that ended early may be claimed for",
        clause="points.claim",
        known_by="text",
        ask=Text(
            zh="契約在期滿前終止時，點數得否請領？如何計算？",
            en="May points be claimed when the contract ends before its term, and how many?",
        ),
    )
    refund_payable: Fact[bool] = given(
        zh="費用退還後仍得請領",
        en="An order paid back may be claimed for",
        clause="points.claim",
        known_by="text",
        ask=Text(
            zh="費用全部或一部退還購買者時，點數得否請領？",
            en="May points be claimed when the price was paid back, in whole or in part?",
        ),
    )
    lapsed_listing_payable: Fact[bool] = given(
        zh="契約期滿前已下架之方案得請領",
        en="A solution no longer listed when the term ends may be claimed for",
        clause="points.claim",
        known_by="text",
        ask=Text(
            zh="方案在契約期滿前已下架（或入選效期屆滿）時，點數得否請領？",
            en="May points be claimed when the solution's listing lapses before the contract's term ends?",
        ),
    )

    @fact(
        zh="截止日或其次一工作日",
        en="Last day, or the next working day where that is a rest day",
        opaque=1,
        reads=("applications_until", "holidays", "make_up_days"),
        clause="points.window.application",
        in_law=False,
    )
    def last_day_if_moved(self) -> Fact[date]:
        """The latest day on which it may still have been in time: 民法 122 moves a last day that is a rest day."""
        return last_day_if_moved(self.applications_until, self.holidays, self.make_up_days)

    def incoherent(self) -> Iterable[Problem]:
        yield from moving_problems(
            self.applications_until, self.moved_last_day, self.holidays, self.make_up_days
        )
        yield from order_problems(
            self,
            ("applications_from", "surely_open_from"),
            ("surely_usable_until", "points_usable_until"),
            ("surely_open_from", "applications_until"),
        )
        if (self.grant > self.grant_ceiling) is True:
            limit = f"{self.grant_ceiling:,}"
            yield Problem.at(["grant"], "too_large", given=f"{self.grant:,}", limit=limit)
