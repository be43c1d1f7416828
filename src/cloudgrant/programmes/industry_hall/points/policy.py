"""The numbers of the points programme, edition by edition."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs

from cloudgrant.rules.facts import given
from cloudgrant.rules.records import Record
from cloudgrant.values.problems import Problem
from cloudgrant.values.shares import Share
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["ROC_111", "PointsPolicy"]


@attrs.frozen(kw_only=True)
class PointsPolicy(Record):
    """What the points programme's clauses leave to numbers; ``attrs.evolve`` makes a reform.

    >>> import attrs
    >>> attrs.evolve(ROC_111, regular_employee_ceiling=250).regular_employee_ceiling
    250
    """

    applications_from: Fact[date] = given(
        zh="開始受理日", en="First day of intake", clause="points.window.application", known_by="office"
    )
    surely_open_from: date = given(
        default=date(2022, 4, 13),
        zh="確知已受理之日",
        en="Day by which intake was surely open",
        clause="points.window.application",
    )
    applications_until: date = given(
        default=date(2022, 8, 31), zh="受理截止日", en="Last day of intake", clause="points.window.application"
    )
    paid_in_capital_ceiling: int = given(
        default=100_000_000,
        zh="實收資本額上限",
        en="Ceiling of paid-in capital",
        unit="TWD",
        clause="points.applicant.size",
    )
    regular_employee_ceiling: int = given(
        default=200,
        zh="經常僱用員工數上限",
        en="Ceiling of regularly employed staff",
        unit="persons",
        clause="points.applicant.size",
    )
    grant: int = given(
        default=200_000, zh="核給點數", en="Points granted", unit="points", clause="points.grant.ceiling"
    )
    offset_share: Share = given(
        default=Share.of("1/2"), zh="折抵比率上限", en="Largest share paid in points", clause="points.use.offset"
    )
    offset_ceiling: int = given(
        default=200_000,
        zh="折抵點數合計上限",
        en="Most points in all purchases together",
        unit="points",
        clause="points.use.offset",
    )

    def incoherent(self) -> Iterable[Problem]:
        opening = self.surely_open_from if self.applications_from is UNKNOWN else self.applications_from
        if opening > self.applications_until:
            yield Problem.at(
                ["applications_until"],
                "order",
                start="applications_from",
                from_=opening,
                end="applications_until",
                to=self.applications_until,
            )


ROC_111 = PointsPolicy()
"""The edition of 2022 (民國 111 年), as the briefing of 13 April 2022 states it."""
