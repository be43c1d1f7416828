"""An invented year after the briefing's: digital points as a notice of 1 February 2023 might have them.

It says some sentences anew, one of them with another rule, keeps some, drops one, and says nothing of claims.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs

import cloudgrant as cg
from cloudgrant.programmes.points.policy import PointsPolicy
from cloudgrant.programmes.points.roc_111 import ROC_111
from cloudgrant.rules import Clause, Notice, Text, Truth, one_of, rule

__all__ = ["NOTICE", "POINTS", "ROC_112", "restated"]

NOTICE = Notice(title="112年度數位點數申請須知", on=date(2023, 2, 1))


def restated(id: str, source: str = "", **numbers: Any) -> Clause:
    """A clause of the briefing as a correction would have it: in other words, or with other numbers."""
    old = cg.points.clauses[id]
    return attrs.evolve(old, source=source or old.source, numbers={**old.numbers, **numbers})


@rule("points.applicant.factory", zh="有工廠登記", en="Has factory registration")
def registered(firm: cg.Company, policy: PointsPolicy) -> Truth:
    """須有工廠登記證: an exemption no longer does."""
    return one_of(firm.factory, "registered")


ROC_112 = ROC_111.followed_by(
    "roc-112",
    title=Text(zh="112 年版", en="ROC 112"),
    since=date(2023, 1, 1),
    until=date(2023, 12, 31),
    notice=NOTICE,
    says=(
        Clause(
            "points.window.application",
            heading="三、受理期間",
            source="自112年3月1日起至112年9月30日止",
            text=Text(zh="112 年 3 月 1 日至 9 月 30 日", en="From 1 March to 30 September 2023"),
            numbers={
                "applications_from": date(2023, 3, 1),
                "surely_open_from": date(2023, 3, 1),
                "applications_until": date(2023, 9, 30),
            },
        ),
        Clause(
            "points.applicant.size",
            heading="二、申請對象",
            source="實收資本額1億元以下或經常僱用員工數250人以下之中小型製造業",
            text=Text(zh="資本 1 億元以下，或員工 250 人以下", en="NT$100 million, or 250 staff"),
            numbers={"paid_in_capital_ceiling": 100_000_000, "regular_employee_ceiling": 250},
        ),
        Clause(
            "points.applicant.factory",
            heading="二、申請對象",
            source="須有工廠登記證",
            text=Text(zh="有工廠登記", en="Has factory registration"),
        ),
        Clause(
            "points.grant.ceiling",
            heading="四、點數",
            source="每家核給15萬點",
            text=Text(zh="每家 15 萬點", en="150,000 points per firm"),
            numbers={"grant_ceiling": 150_000, "grant": 150_000},
        ),
        Clause(
            "points.use.listed-solution",
            heading="五、使用方式",
            source="可採購112年12月31日前有效之工業館解決方案",
            text=Text(zh="限 112 年有效之方案", en="Solutions that are valid in 2023"),
            numbers={
                "solutions_valid_until": date(2023, 12, 31),
                "carried_over_valid_until": date(2023, 12, 31),
            },
        ),
    ),
    keeps=("points.applicant.manufacturer", "points.use.offset", "points.application", "listing.solution"),
    drops=("points.applicant.not-repeat",),
    rules=(registered,),
)

POINTS = cg.points.with_editions(ROC_112)
