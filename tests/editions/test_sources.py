"""Clause edition.sources: every name, number and quotation is the briefing's own."""

from __future__ import annotations

from datetime import date

import pytest

import cloudgrant as cg
from cloudgrant.programmes.sources import CLAUSES, SOURCES, Agency, DeferredDocument, Sources

(BRIEFINGS,) = SOURCES

# Sentences of the briefing of 13 April 2022, as it prints them (``**`` and ``<u>`` are marks of emphasis).
BRIEFING = (
    "數位雲服務政府資源說明會",
    "111年4月13日",
    "在行政院科技會報辦公室指導之下，經濟部中小企業處於去年推動「臺灣雲市集」",
    "工業局為協助中小型製造業上雲普及化，推動雲市集工業館，規劃補助點數採購雲服務，以提升生產或營運效能",
    "應具有效期間內之「經濟部工業局資訊服務機構服務能量登錄證書」（IT類）",
    "申請業者於遴選系統送件方案，由資策會進行資料資格審查，如缺漏者會通知限期內補件。",
    "資安部署：網路管理、資料安全、存取控制、資安管理、營運持續、生命週期保護等面向規劃是否完整(詳申請須知附件四)",
    "第二年（112年）員工薪資提升5%（查核辦法請詳參申請須知附件二）、新增投資",
    "依「數位點數申請須知」公告為準。",
    "依「數位點數申請須知」內容，補助辦公室後續會舉辦點數核銷說明會，提前通知需要準備的文件。",
    "任何疑問或意見指教，歡迎電洽專案辦公室",
    "聯絡窗口：(02)2784-4792 分機16(劉小姐)或18(卜小姐)",
)


def quoted(words: str) -> bool:
    return all(any(piece in sentence for sentence in BRIEFING) for piece in words.split("……"))


def test_the_edition_says_where_it_comes_from() -> None:
    assert cg.editions.ROC_111.sources == (BRIEFINGS,)
    assert cg.editions.ROC_111.notices == (BRIEFINGS.notice,)
    assert quoted(BRIEFINGS.notice.title)
    assert BRIEFINGS.notice.on == date(2022, 4, 13)
    assert quoted(BRIEFINGS.contact)


@pytest.mark.parametrize("agency", BRIEFINGS.agencies, ids=lambda one: str(one.name))
def test_agencies(agency: Agency) -> None:
    assert quoted(agency.words)
    assert quoted(agency.name)
    assert set(agency.role) == {"zh", "en"}


@pytest.mark.parametrize("document", BRIEFINGS.deferred, ids=lambda one: str(one.name))
def test_documents_deferred_to(document: DeferredDocument) -> None:
    assert quoted(document.words)
    assert all(quoted(part) for part in document.name.split())
    assert document.clauses
    assert set(document.settles) == {"zh", "en"}


def test_the_documents_and_clauses_that_wait_for_them() -> None:
    assert {one.name: one.clauses for one in BRIEFINGS.deferred} == {
        "申請須知 附件二": ("research.benefit.salary",),
        "申請須知 附件四": ("research.security.plan",),
        "數位點數申請須知": ("points.grant.ceiling", "points.claim"),
    }


def test_the_clauses_about_an_edition() -> None:
    assert [clause.id for clause in CLAUSES] == ["edition.roc-111", "edition.sources"]
    for clause in CLAUSES:
        assert quoted(clause.source)
        assert set(clause.text) == {"zh", "en"}


def test_it_is_plain_data() -> None:
    assert cg.load(Sources, cg.dump(BRIEFINGS)) == BRIEFINGS
