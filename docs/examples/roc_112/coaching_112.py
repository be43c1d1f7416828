"""Coaching of ROC 112: an invented notice, worked out by the page "Add a year".

No agency published it. Its words are the fourth of the notices in ``notices.md``.
"""

from __future__ import annotations

from datetime import date

import cloudgrant as cg
from cloudgrant.programmes.coaching.policy import CoachingPolicy
from cloudgrant.rules import Clause, Notice, Text, Truth, rule

__all__ = ["ROC_112"]

BEFORE = cg.coaching.edition
FIRST, LAST = date(2023, 3, 1), date(2023, 5, 31)


@rule(
    "coaching.intake",
    zh="於受理期間（112 年 3 月 1 日至 5 月 31 日）內申請",
    en="Filed while intake is open (1 March to 31 May 2023)",
)
def in_time(firm: cg.Company, policy: CoachingPolicy, on: date) -> Truth:
    """受理期間：112年3月1日至112年5月31日, both days included."""
    return (on >= FIRST) & (on <= LAST)


ROC_112 = BEFORE.followed_by(
    "roc-112",
    title=Text(zh="112 年版（虛構）", en="ROC 112 (invented)"),
    since=date(2023, 1, 1),
    until=date(2023, 12, 31),
    notice=Notice(title="112年度輔導資服產業轉型雲服務作業說明（虛構）", on=date(2023, 3, 1)),
    says=[
        Clause(
            "coaching.intake",
            heading="二、受理期間",
            source="112年3月1日至112年5月31日。",
            text=Text(zh="112 年 3 月 1 日至 5 月 31 日受理", en="Open from 1 March to 31 May 2023"),
            reading=Text(
                zh="首末日均含。截止日為休息日時是否順延未載明；5 月 31 日為星期三。",
                en="Both days are included. Whether a last day that is a rest day moves is not said; 31 May is a "
                "Wednesday.",
            ),
        ),
        Clause(
            "coaching.target",
            heading="第三點",
            source="輔導對象、轉型方式、輔導資源及作法，依111年4月13日說明會資料。",
            text=BEFORE.clauses["coaching.target"].text,
            reading=Text(
                zh="「0-1」讀為自己尚無雲服務而欲發展第一項；已有雲服務營運者不在此列。三類基礎具其一即可，並以此三類為限。"
                "名額未載明，故不設此類規則。",
                en="0-1 is read as having no cloud service of one's own yet and wanting a first one; a firm that runs "
                "one already is outside. The three bases are all there are, and one is enough. The number of places is "
                "not said, so there is no rule on it.",
            ),
            question=Text(
                zh="名額多少？已有雲服務而欲另發展一項者，是否仍屬 0-1？",
                en="How many places are there? Does a firm that runs a cloud service and wants another one still "
                "count as 0-1?",
            ),
        ),
        Clause(
            "coaching.self-fund",
            heading="第四點",
            source="資服業者需自籌投入12萬元。",
            text=Text(
                zh="資服業者自籌投入 12 萬元", en="The provider contributes NT$120,000 of its own money"
            ),
            reading=Text(
                zh="讀為至少 12 萬元。申請時看承諾投入之金額，輔導結束時看實際投入之金額。",
                en="Read as at least NT$120,000. At the application the amount promised counts, at the closing the "
                "amount put in.",
            ),
            question=BEFORE.clauses["coaching.self-fund"].question,
            numbers={"self_fund": 120_000},
        ),
        Clause(
            "coaching.deliverable",
            heading="第三點；第五點",
            source="輔導對象、轉型方式、輔導資源及作法，依111年4月13日說明會資料。……參與的資服業者需產出能給企業客戶試用的方案，並有試用佐證2份以上。",
            text=Text(
                zh="參與 POC 規劃，產出能給企業客戶試用的方案，並有試用佐證 2 份以上",
                en="Takes part in planning the proof of concept and produces a solution that business customers can "
                "try, with at least two proofs of trial",
            ),
            reading=Text(
                zh="於輔導結束時認定。參與 POC 規劃屬說明會資料之作法，讀為仍須參與；每一份佐證讀為一件試用，形式未載明。",
                en="Judged when the coaching closes. Planning the proof of concept belongs to the way of working, "
                "which is kept; each proof is read as one trial, and its form is not said.",
            ),
            question=Text(
                zh="試用佐證須為何種文件？二份以上得否出自同一家企業客戶？",
                en="What documents prove a trial, and may both be of one business customer?",
            ),
            numbers={"least_proofs": 2},
        ),
    ],
    keeps=["coaching.transition", "coaching.resources", "coaching.steps"],
    rules=[in_time],
)
