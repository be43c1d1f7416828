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
        default=date(2022, 8, 31),
        zh="受理截止日",
        en="Last day of intake",
        clause="points.window.application",
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
    grant_ceiling: int = given(
        default=200_000,
        zh="核給點數上限",
        en="Most points granted to a firm",
        unit="points",
        clause="points.grant.ceiling",
    )
    grant: Fact[int] = given(
        default=200_000, zh="核給點數", en="Points granted", unit="points", clause="points.grant.ceiling"
    )
    offset_share: Share = given(
        default=Share.of("1/2"),
        zh="折抵比率上限",
        en="Largest share paid in points",
        clause="points.use.offset",
    )
    offset_ceiling: int = given(
        default=200_000,
        zh="折抵點數合計上限",
        en="Most points in all purchases together",
        unit="points",
        clause="points.use.offset",
    )

    def incoherent(self) -> Iterable[Problem]:
        if self.applications_from is not UNKNOWN and self.applications_from > self.surely_open_from:
            yield _order(self, "applications_from", "surely_open_from")
        if self.surely_open_from > self.applications_until:
            yield _order(self, "surely_open_from", "applications_until")
        if self.grant is not UNKNOWN and self.grant > self.grant_ceiling:
            limit = f"{self.grant_ceiling:,}"
            yield Problem.at(["grant"], "too_large", given=f"{self.grant:,}", limit=limit)


def _order(policy: PointsPolicy, start: str, end: str) -> Problem:
    dates = {"from_": getattr(policy, start), "to": getattr(policy, end)}
    return Problem.at([end], "order", start=start, end=end, **dates)


ROC_111 = PointsPolicy()
"""The edition of 2022 (民國 111 年), as the briefing of 13 April 2022 states it."""
