"""Digital points of ROC 112: an invented notice, worked out by the page "Add a year".

No agency published it. Its words are the first of the notices in ``notices.md``.
"""

from __future__ import annotations

from datetime import date

import cloudgrant as cg
from cloudgrant.programmes.points.policy import PointsPolicy
from cloudgrant.rules import Clause, Notice, Text, Truth, one_of, rule

__all__ = ["ROC_112"]

BEFORE = cg.points.edition


@rule("points.applicant.factory", zh="有工廠登記", en="Has factory registration")
def registered(firm: cg.Company, policy: PointsPolicy) -> Truth:
    """須有工廠登記證；免工廠登記者，不受理: an exemption no longer does."""
    return one_of(firm.factory, "registered")


ROC_112 = BEFORE.followed_by(
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
            reading=Text(
                zh="首末日均含。112 年 9 月 30 日為星期六，是否順延至次一工作日未載明，故其後至該工作日止申請者，無法判定。",
                en="Both days are included. 30 September 2023 is a Saturday; whether it moves to the next working "
                "day is not said, so that an application after it, up to that day, is undetermined.",
            ),
            question=Text(
                zh="截止日為星期六，是否順延？",
                en="The last day is a Saturday: does it move to the next working day?",
            ),
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
            reading=Text(
                zh="含 250 人。經常僱用員工數為平均值，有小數者進位。",
                en="250 is allowed. The number of staff is an average; a fraction is rounded up.",
            ),
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
            reading=Text(
                zh="每家均核給 15 萬點，故亦為上限。", en="Each firm gets as many, which is the ceiling too."
            ),
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
            reading=Text(
                zh="以採購當日方案已上架且尚未下架認定，首末日均含。「亦同」讀為有效期限相同。",
                en="The solution is listed on the day of the purchase, first and last day included. 亦同 is read as "
                "valid until the same day.",
            ),
        ),
        Clause(
            "points.use.offset",
            heading="五、使用方式",
            source="最高折抵5成費用（未稅），所有採購合計上限15萬點，點數使用至112年12月31日止。",
            text=Text(
                zh="以點數折抵未稅費用至多一半，合計上限 15 萬點，使用至 112 年 12 月 31 日止",
                en="Points pay at most half of a price without tax, at most 150,000 in all, until 31 December 2023",
            ),
            numbers={
                "offset_share": cg.Share.of("1/2"),
                "offset_ceiling": 150_000,
                "offset_counts_tax": False,
                "surely_usable_until": date(2023, 12, 31),
                "points_usable_until": date(2023, 12, 31),
            },
            reading=Text(
                zh="1 點折抵新臺幣 1 元；半價不是整數元時，點數無條件捨去。",
                en="A point offsets NT$1; where half the price is no whole dollar, the points round down.",
            ),
        ),
        Clause(
            "points.claim",
            heading="第七點",
            source="雲端方案之售價、最短期間及請領，依111年4月13日說明會資料。",
            text=Text(
                zh="契約期滿後由資服業者以點數請領補助款",
                en="After the contract term the vendor claims the subsidy against points",
            ),
            reading=Text(
                zh="核銷文件未載明，公布前無法判定。契約早於採購日開始、提前終止、退費或契約期間方案下架者，亦未載明，不予推定。"
                "契約期間之始日算入，以相當日之前一日為期滿日，翌日起得請領；契約另載末日者，以所載為準，並附註其差異。"
                "下單後至核銷前之「保留」狀態，為本程式庫之設計。",
                en="The documents are not said; undetermined until they are published. A contract that began before "
                "the purchase or ended early, a price paid back and a listing that lapsed are not said either, and "
                "nothing is assumed. The first day of the term counts, so that it ends on the day before the "
                "corresponding day, and a claim is good from the day after; another last day that the contract "
                "states counts, and the difference is noted. That points are reserved between order and claim is "
                "our convention.",
            ),
            question=BEFORE.clauses["points.claim"].question,
        ),
    ],
    keeps=["listing.solution", "points.application.steps"],
    drops=["points.applicant.not-repeat"],
    rules=[registered],
)
