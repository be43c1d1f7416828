"""Selection of cloud solutions of ROC 112: an invented notice, worked out by the page "Add a year".

No agency published it. Its words are the second of the notices in ``notices.md``.
"""

from __future__ import annotations

from datetime import date

import cloudgrant as cg
from cloudgrant.rules import Clause, Notice, Text

__all__ = ["ROC_112"]

BEFORE = cg.listing.edition

ROC_112 = BEFORE.followed_by(
    "roc-112",
    title=Text(zh="112 年版（虛構）", en="ROC 112 (invented)"),
    since=date(2023, 1, 1),
    until=date(2023, 12, 31),
    notice=Notice(title="112年度雲端方案遴選公告（虛構）", on=date(2023, 2, 15)),
    says=[
        Clause(
            "listing.window.submission",
            heading="二、受理",
            source="自112年2月15日起開始受理，最遲應於112年9月15日前完成送件。",
            text=Text(
                zh="自 112 年 2 月 15 日起受理，最遲 9 月 15 日完成送件（含當日）",
                en="Open from 15 February 2023; completely submitted by 15 September 2023, that day included",
            ),
            reading=Text(
                zh="「9 月 15 日前」讀為含當日。以送件日為準；嗣後補正者，仍以原送件日為準。",
                en="By 15 September is read as including that day. The day of submission counts, of a file that "
                "is supplemented later too.",
            ),
            numbers={
                "announced_on": date(2023, 2, 15),
                "surely_open_from": date(2023, 2, 15),
                "submissions_until": date(2023, 9, 15),
            },
        ),
        Clause(
            "listing.window.validity",
            heading="三、效期",
            source="經審查通過之雲端解決方案自入選名單公告日起至112年12月31日止有效。",
            text=Text(
                zh="入選方案自入選名單公告日起至 112 年 12 月 31 日止有效（首末日均含）",
                en="A selected solution is valid from the publication of the list to 31 December 2023, both included",
            ),
            reading=BEFORE.clauses["listing.window.validity"].reading,
            question=BEFORE.clauses["listing.window.validity"].question,
            numbers={"valid_until": date(2023, 12, 31)},
        ),
        Clause(
            "listing.vendor.paid-in-capital",
            heading="四、申請廠商",
            source="實收資本額 200 萬以上",
            text=Text(zh="實收資本額 200 萬元以上（含）", en="Paid-in capital at least NT$2,000,000"),
            numbers={"paid_in_capital_floor": 2_000_000},
        ),
        Clause(
            "listing.solution.minimum-term",
            heading="五、方案",
            source="雲端方案服務提供至少6個月",
            text=Text(zh="每次採購服務至少 6 個月", en="Service of at least six months for each purchase"),
            reading=Text(
                zh="讀為每次採購承諾之服務期間，以曆月計；按月付款者，承諾滿六個月即可。",
                en="Read as the term committed to in each purchase, in calendar months; six that are paid monthly are "
                "fine.",
            ),
            numbers={"minimum_term": 6},
        ),
        Clause(
            "listing.solution.price",
            heading="五、方案",
            source="費用由申請廠商自訂，但不得高於市售價格",
            text=BEFORE.clauses["listing.solution.price"].text,
            reading=BEFORE.clauses["listing.solution.price"].reading,
            question=BEFORE.clauses["listing.solution.price"].question,
        ),
        Clause(
            "listing.carry-over",
            heading="第六點",
            source="去年（111年）已上架工業館之方案，不用重新遴選。",
            text=Text(
                zh="111 年已上架工業館的方案不用重新遴選",
                en="A solution listed in 2022 needs no new selection",
            ),
            reading=Text(
                zh="讀為就同一方案而言；同一廠商的新方案仍須遴選。免重新遴選讀為免送件與資格審查，價格、租期與類別仍須符合。",
                en="Read as being about the same solution: a new one of the same vendor must be selected. No new "
                "selection is read as no submission and no qualification check; price, term and category still bind.",
            ),
            numbers={"carried_over_year": 2022},
        ),
    ],
    keeps=[
        "listing.vendor.business-code",
        "listing.vendor.no-prc-or-foreign-branch",
        "listing.vendor.sales-record",
        "listing.vendor.quality-record",
        "listing.solution.category",
        "listing.solution.claim-after-term",
        "listing.documents",
        "listing.review",
    ],
)
