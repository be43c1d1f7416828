"""Where an edition comes from: agencies, contact, documents it defers to, figures lost (edition.sources)."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from cloudgrant.programmes.briefing import BRIEFING
from cloudgrant.rules.law.clause import Clause
from cloudgrant.rules.law.notice import Notice
from cloudgrant.rules.records.fact_info import given
from cloudgrant.rules.records.record import Record
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import Fact

__all__ = ["CLAUSES", "SOURCES", "Agency", "DeferredDocument", "LostFigure", "Sources"]


@attrs.frozen(kw_only=True)
class Agency(Record):
    """An agency 機關 and what it does for which programme; ``words`` are the briefing's own."""

    name: str = given(zh="機關", en="Agency")
    english: Fact[str] = given(zh="英文名稱", en="Name in English")
    role: Mapping[str, str] = given(mapping=True, zh="角色", en="Role")
    words: str = given(multiline=True, zh="原文", en="Original words")
    heading: str = given(zh="出處", en="Where it stands")


@attrs.frozen(kw_only=True)
class DeferredDocument(Record):
    """A document that the briefing defers to without giving it; what stands in it is unknown policy data."""

    name: str = given(zh="文件", en="Document")
    settles: Mapping[str, str] = given(multiline=True, mapping=True, zh="規定事項", en="What it settles")
    words: str = given(multiline=True, zh="原文", en="Original words")
    heading: str = given(zh="出處", en="Where it stands")
    clauses: tuple[str, ...] = given(
        identifies=True, default=(), zh="相關條文", en="Clauses that wait for it"
    )


@attrs.frozen(kw_only=True)
class LostFigure(Record):
    """A figure of the briefing that its text does not give back; nothing is inferred without saying so."""

    heading: str = given(zh="出處", en="Where it stands")
    held: Mapping[str, str] = given(multiline=True, mapping=True, zh="內容", en="What it held")


@attrs.frozen(kw_only=True)
class Sources(Record):
    """All that is said of where an edition comes from."""

    notice: Notice = given(zh="資料名稱及日期", en="The document and its day")
    agencies: tuple[Agency, ...] = given(zh="機關", en="Agencies")
    contact: str = given(zh="聯絡窗口", en="Contact")
    deferred: tuple[DeferredDocument, ...] = given(zh="另行公告之文件", en="Documents deferred to")
    lost: tuple[LostFigure, ...] = given(default=(), zh="佚失之圖", en="Figures lost")


_HALL = "雲市集工業館數位點數補助計畫"
_RESEARCH = "數位雲服務主題式研發補助計畫"

SOURCES_OF_THE_BRIEFING = Sources(
    notice=BRIEFING,
    agencies=(
        Agency(
            name="經濟部工業局",
            english="Industrial Development Bureau, Ministry of Economic Affairs",
            role={"zh": "推動雲市集工業館", "en": "promotes the Industry Hall"},
            words="工業局為協助中小型製造業上雲普及化，推動雲市集工業館，規劃補助點數採購雲服務，以提升生產或營運效能",
            heading=f"{_HALL} 壹、背景緣起 一、推動目的",
        ),
        Agency(
            name="經濟部中小企業處",
            english="Small and Medium Enterprise Administration, Ministry of Economic Affairs",
            role={"zh": "推動臺灣雲市集", "en": "promotes the Taiwan Cloud Marketplace"},
            words="在行政院科技會報辦公室指導之下，經濟部中小企業處於去年推動「臺灣雲市集」",
            heading=f"{_HALL} 壹、背景緣起 一、推動目的",
        ),
        Agency(
            name="資策會",
            english="Institute for Information Industry",
            role={
                "zh": "執行：遴選之資格審查與通知、輔導之對接",
                "en": "executor: checks and notifies applicants of the selection, links up those coached",
            },
            words="申請業者於遴選系統送件方案，由資策會進行資料資格審查，如缺漏者會通知限期內補件。",
            heading=f"{_HALL} 貳、雲端方案遴選(供給端)",
        ),
    ),
    contact="(02)2784-4792 分機16(劉小姐)或18(卜小姐)",
    deferred=(
        DeferredDocument(
            name="申請須知 附件二",
            settles={"zh": "員工薪資提升之查核辦法", "en": "how the rise of salaries is checked"},
            words="查核辦法請詳參申請須知附件二",
            heading=f"{_RESEARCH} 肆、審查原則(3/3) 收益流",
            clauses=("research.benefit.salary",),
        ),
        DeferredDocument(
            name="申請須知 附件四",
            settles={"zh": "資訊安全規劃", "en": "the security plan"},
            words="詳申請須知附件四",
            heading=f"{_RESEARCH} 肆、審查原則(2/3) 關鍵活動",
            clauses=("research.security.plan",),
        ),
        DeferredDocument(
            name="數位點數申請須知",
            settles={
                "zh": "可申請之點數、點數核銷",
                "en": "how many points may be applied for, and how they are claimed",
            },
            words="依「數位點數申請須知」公告為準。",
            heading=f"{_HALL} 肆、常見問題 3、5",
            clauses=("points.grant.ceiling", "points.claim"),
        ),
    ),
    lost=(
        LostFigure(
            heading=f"{_RESEARCH} 參、提案重點(1/4)",
            held={
                "zh": "數位雲服務規劃應敘明之各點（由審查項目推得為商業模式圖九格）",
                "en": "the points that a proposal describes (inferred from the review criteria: the nine "
                "blocks of a business model canvas)",
            },
        ),
        LostFigure(
            heading=f"{_HALL} 貳、雲端方案遴選(供給端) 五、申請時程",
            held={"zh": "遴選之時程圖", "en": "the timeline of the selection"},
        ),
        LostFigure(
            heading=f"{_HALL} 參、數位點數申請(需求端) 五、申請時程",
            held={"zh": "點數申請之時程圖", "en": "the timeline of applications for points"},
        ),
    ),
)
"""Clause ``edition.sources``: every name and number is the briefing's own."""

SOURCES = (SOURCES_OF_THE_BRIEFING,)
"""What is said of where editions come from, one for each document."""

CLAUSES = (
    Clause(
        "edition.roc-111",
        heading="數位雲服務政府資源說明會",
        source="111年4月13日",
        text=Text(
            zh="說明會所述各計畫之規定，為民國 111 年版",
            en="What the briefing says of its programmes is one edition, that of ROC 111 (2022)",
        ),
        reading=Text(
            zh="說明會未載明適用期間；讀為自 111 年 1 月 1 日起至 111 年 12 月 31 日止（含首末日）。其後之規定於公布前"
            "無法判定，不沿用 111 年之規定；受理期間屆滿後、年底前之申請，認定為不符合。採購、請領、驗收、結案與追蹤，均依申請時之版本。",
            en="The briefing does not say from when to when it applies; it is read as applying from 1 January to 31 "
            "December 2022, both included. What applies afterwards is undetermined until it is published, and last "
            "year's text is not carried on; an application after the intake and before the end of the year is not "
            "met. Purchases, claims, acceptance, closing and tracking go by the edition of the application.",
        ),
    ),
    Clause(
        "edition.sources",
        heading=f"{_HALL} 肆、常見問題",
        source="任何疑問或意見指教，歡迎電洽專案辦公室……聯絡窗口：(02)2784-4792 分機16(劉小姐)或18(卜小姐)",
        text=Text(
            zh="主辦與執行機關、聯絡窗口、另行公告之文件、佚失之圖",
            en="Agencies, contact, documents that the briefing defers to, figures lost",
        ),
    ),
)
"""The clauses about an edition as a whole."""
