"""Digital points of ROC 112: an invented notice, worked out by the page "Add a year".

No agency published it. Its words are the first of the notices in ``notices.md``.
"""

from __future__ import annotations

from datetime import date

import cloudgrant as cg
from cloudgrant.programmes.points.policy import PointsPolicy
from cloudgrant.rules import Clause, Notice, Text, Truth, one_of, rule

__all__ = ["ROC_112"]


@rule("points.applicant.factory", zh="有工廠登記", en="Has factory registration")
def registered(firm: cg.Company, policy: PointsPolicy) -> Truth:
    """須有工廠登記證；免工廠登記者，不受理: an exemption no longer does."""
    return one_of(firm.factory, "registered")


ROC_112 = cg.points.edition.followed_by(
    "roc-112",
    title=Text(zh="112 年版（虛構）", en="ROC 112 (invented)"),
    since=date(2023, 1, 1),
    until=date(2023, 12, 31),
    notice=Notice(title="112年度數位點數申請須知（虛構）", on=date(2023, 2, 1)),
    says=[
        Clause(
            "points.window.application",
            heading="二、受理期間",
            source="自112年3月1日起至112年9月30日止。",
            text=Text(zh="112 年 3 月 1 日至 9 月 30 日受理", en="Open from 1 March to 30 September 2023"),
            numbers={
                "applications_from": date(2023, 3, 1),
                "surely_open_from": date(2023, 3, 1),
                "applications_until": date(2023, 9, 30),
            },
        ),
        Clause(
            "points.applicant.size",
            heading="三、申請對象",
            source="實收資本額1億元以下或經常僱用員工數250人以下之中小型製造業。",
            text=Text(
                zh="實收資本額 1 億元以下，或經常僱用員工數 250 人以下",
                en="Paid-in capital at most NT$100 million, or at most 250 regularly employed staff",
            ),
            numbers={"paid_in_capital_ceiling": 100_000_000, "regular_employee_ceiling": 250},
        ),
        Clause(
            "points.applicant.manufacturer",
            heading="三、申請對象",
            source="中小型製造業",
            text=Text(zh="申請對象為製造業", en="The applicant is a manufacturer"),
        ),
        Clause(
            "points.applicant.factory",
            heading="三、申請對象",
            source="須有工廠登記證；免工廠登記者，不受理。",
            text=Text(
                zh="有工廠登記；免工廠登記者不受理",
                en="Has factory registration; an exemption from it is not enough",
            ),
        ),
        Clause(
            "points.grant.ceiling",
            heading="四、點數",
            source="每家核給15萬點。",
            text=Text(zh="每家核給 15 萬點", en="150,000 points for each firm"),
            numbers={"grant": 150_000, "grant_ceiling": 150_000},
        ),
        Clause(
            "points.use.listed-solution",
            heading="五、使用方式",
            source="可採購112年12月31日前有效之工業館解決方案；去年（111年）已上架者，亦同。",
            text=Text(
                zh="點數限用於採購工業館之解決方案，至 112 年 12 月 31 日止；111 年已上架者亦同",
                en="Points buy solutions of the Industry Hall until 31 December 2023, those listed in 2022 too",
            ),
            numbers={
                "solutions_valid_until": date(2023, 12, 31),
                "carried_over_year": 2022,
                "carried_over_valid_until": date(2023, 12, 31),
            },
        ),
        Clause(
            "points.use.offset",
            heading="五、使用方式",
            source="最高折抵5成費用（未稅），所有採購合計上限15萬點，點數使用至112年12月31日止。",
            text=Text(
                zh="以點數折抵至多一半未稅費用，合計上限 15 萬點，使用至 112 年 12 月 31 日止",
                en="Points pay at most half of a price without tax, at most 150,000 in all, until 31 December 2023",
            ),
            numbers={
                "offset_share": cg.Share.of("1/2"),
                "offset_ceiling": 150_000,
                "offset_counts_tax": False,
                "surely_usable_until": date(2023, 12, 31),
                "points_usable_until": date(2023, 12, 31),
            },
        ),
    ],
    keeps=["listing.solution", "points.application.steps"],
    drops=["points.applicant.not-repeat"],
    rules=[registered],
)
