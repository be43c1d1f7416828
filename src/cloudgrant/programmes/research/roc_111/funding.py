"""貳、申請對象 二.補助上限、執行期程及補助標的: how much is subsidised, how long, and what."""

from __future__ import annotations

from datetime import date

from cloudgrant.programmes.research.roc_111.chapters import APPLICANTS
from cloudgrant.rules.law.clause import Clause
from cloudgrant.values.shares import Share
from cloudgrant.values.text import Text

__all__ = ["CLAUSES"]

_SUBSIDY = f"{APPLICANTS} 二.補助上限、執行期程及補助標的"

CLAUSES = (
    Clause(
        "research.funding.case-cap",
        heading=f"{_SUBSIDY} (一)補助上限",
        source="每案以政府補助3,000萬元為上限",
        numbers={"case_cap": 30_000_000},
        text=Text(
            "clause.research.funding.case-cap.text",
            zh="每案政府補助 3,000 萬元為上限（含）",
            en="Subsidy at most NT$30,000,000 a case",
        ),
        reading=Text(
            "clause.research.funding.case-cap.reading",
            zh="以整案計，不論提案家數與年度。符合資格並非核定：本計畫為競爭評選，上限不是補助金額。"
            "未申請補助款者未逾上限；各項上限均未要求須申請若干。",
            en="For the whole case, however many firms and years. To be eligible is not to be "
            "awarded: this is a competition, and a ceiling is not the amount granted. A "
            "proposal that asks for no subsidy is "
            "within every cap: no cap says that something must be asked for.",
        ),
    ),
    Clause(
        "research.funding.share-cap",
        heading=f"{_SUBSIDY} (一)補助上限",
        source="政府補助經費占總計畫經費以50%為上限",
        numbers={"share_cap": Share.of("1/2")},
        text=Text(
            "clause.research.funding.share-cap.text",
            zh="政府補助經費占總計畫經費 50% 為上限（含）",
            en="Subsidy at most 50% of the total project budget",
        ),
        reading=Text(
            "clause.research.funding.share-cap.reading",
            zh="總計畫經費讀為補助款與自籌款之和，以整案計；換算金額時捨去不足一元者。",
            en="The total is read as subsidy and self-raised funds together, of the whole case; as an amount of "
            "dollars it is rounded down.",
        ),
        question=Text(
            "clause.research.funding.share-cap.question",
            zh="50% 上限是否亦須逐一業者、逐一年度符合？",
            en="Must each firm and each year keep within 50% as well?",
        ),
    ),
    Clause(
        "research.funding.lead-share",
        heading=f"{_SUBSIDY} (一)補助上限",
        source="若多家聯合提案，則主導資訊服務業者應占上述政府補助經費之50%以上。",
        numbers={"lead_share_floor": Share.of("1/2")},
        text=Text(
            "clause.research.funding.lead-share.text",
            zh="多家聯合提案者，主導資服業者占申請補助款 50% 以上（含）",
            en="In a joint proposal the lead provider takes at least 50% of the subsidy asked for",
        ),
        reading=Text(
            "clause.research.funding.lead-share.reading",
            zh="讀為至少一半，而非僅為最多者；以申請之補助款計，不是以總經費計。換算金額時進位至元。單獨提案者不適用。",
            en="At least half, not merely the largest part; of the subsidy asked for, not of the budget. As an "
            "amount of dollars it is rounded up. It does not apply to a firm that proposes alone.",
        ),
    ),
    Clause(
        "research.term.window",
        heading=f"{_SUBSIDY} (二)執行期程",
        source="自公告日起至112年11月30日止。",
        numbers={"term_until": date(2023, 11, 30)},
        text=Text(
            "clause.research.term.window.text",
            zh="計畫期間在公告日至 112 年 11 月 30 日之內（首末日均含）",
            en="The project runs within the announcement date and 30 November 2023, both included",
        ),
        reading=Text(
            "clause.research.term.window.reading",
            zh="讀為計畫期間之起訖均在其內，不必等於。公告日未載明，未補入前起始日是否過早無法判定；起訖之一已在其外者，不符。",
            en="First and last day of the project lie within it and need not equal it. The announcement date is "
            "not given; until it is, whether the first day is too early is undetermined. Either end outside fails.",
        ),
        question=Text(
            "clause.research.term.window.question",
            zh="計畫得否自公告日起算，核定前之支出可否列入？",
            en="May the project begin on the day of the announcement, and does spending before the approval count?",
        ),
    ),
    Clause(
        "research.subject.service-model",
        heading=f"{_SUBSIDY} (三)補助標的；註4；註5",
        source="開發中小型製造業/中小型服務業等產業領域需要的SaaS服務或PaaS+SaaS服務。……SaaS(Software as a Service)指軟體僅需通過網路，不須經過傳統的安裝步驟即可使用，使用者通常經由網頁瀏覽器來存取服務。……PaaS(Platform as a Service)指提供中介軟體、開發工具、商業智慧(BI)服務、資料庫管理系統等服務，用來支援業者加快SaaS應用服務的建置、測試、部署、管理與更新。",
        numbers={"service_models": ("saas", "paas_saas")},
        text=Text(
            "clause.research.subject.service-model.text",
            zh="開發 SaaS 服務，或 PaaS+SaaS 服務",
            en="Builds SaaS, or PaaS together with SaaS",
        ),
        reading=Text(
            "clause.research.subject.service-model.reading",
            zh="僅 PaaS 者不符：PaaS 須與 SaaS 並行。SaaS 讀為經網路使用而不須安裝；以瀏覽器存取為通常情形，非要件。",
            en="PaaS alone fails: it must come with SaaS. SaaS is read as used over the "
            "network without installation; a browser is usual but not required.",
        ),
    ),
    Clause(
        "research.subject.scope",
        heading=f"{_SUBSIDY} (三)補助標的",
        source="技術發展……行銷推廣……維運服務……利用公有雲基礎打造雲服務……整合服務方案上雲/打通斷點，數據賦能加值……線上數位行銷操作，串連平台合作夥伴、社群經營……線下推廣(如折扣優惠、經銷分潤等)……規劃符合中小企業需求之彈性方案(如按月、按用量、訂閱制等)……規劃可行商模，需追蹤效益至結案後2年",
        numbers={
            "scopes": (
                "cloud_build",
                "integration",
                "online_marketing",
                "offline_promotion",
                "flexible_plans",
                "business_model",
            )
        },
        text=Text(
            "clause.research.subject.scope.text",
            zh="經費用於技術發展、行銷推廣、維運服務及其細項",
            en="The money is for technology development, marketing and operation service, each with its sub-items",
        ),
        reading=Text(
            "clause.research.subject.scope.reading",
            zh="六個細項各為一類，逐筆經費標示類別，非說明會所定，為本程式庫之設計。細項中之如…等為例示；未列舉之工作由審查委員認定。"
            "三欄不必全有。",
            en="Each of the six sub-items is a class; marking each budget line with one is our convention, not in the briefing. What follows 如…等 are examples; for work that is not named, the reviewers decide. A project need not cover all three columns.",
        ),
        question=Text(
            "clause.research.subject.scope.question",
            zh="補助標的是否限於所列六項？可編列之會計科目為何？",
            en="Is eligible work limited to the six items? Which accounts may be budgeted?",
        ),
    ),
    Clause(
        "research.subject.benefit-tracking",
        heading=f"{_SUBSIDY} (三)補助標的 維運服務",
        source="規劃可行商模，需追蹤效益至結案後2年",
        numbers={"tracking_months": 24},
        text=Text(
            "clause.research.subject.benefit-tracking.text",
            zh="追蹤效益至結案後 2 年",
            en="Benefits are tracked until two years after closing",
        ),
        reading=Text(
            "clause.research.subject.benefit-tracking.reading",
            zh="讀為曆年：結案日之後兩年的相當日，當日含；2 月 29 日結案者，至 2 月 28 日。間隔未載明，未補入前只知首末日。",
            en="Two calendar years, to the corresponding day after the day of closing, included; closed on 29 "
            "February, to 28 February. How often is not said: until it is, only first and last day are known.",
        ),
        question=Text(
            "clause.research.subject.benefit-tracking.question",
            zh="結案日以何日為準？追蹤效益多久填報一次、由誰填報、填報哪些項目？",
            en="Which day counts as the closing day? How often are the benefits reported, by whom, and which?",
        ),
    ),
)
"""The clauses of this chapter, in the briefing's order."""
