"""Each clause of the coaching quotes the briefing of 13 April 2022 word for word.

The passages are copied as the briefing prints them.
"""

from __future__ import annotations

import pytest

import cloudgrant as cg
from cloudgrant.rules.law.traceability import realisations

TARGET = (
    "針對欲發展雲服務(0-1)之資服業者，由技術法人偕同領域專家，輔導業者從專案導向(一次收費)的做法轉型雲服務的商業模式"
    "(訂閱制)，分成以下對象："
)
KINDS = ("具軟體/產品基礎", "具客群/數據經營基礎", "具硬體/地瑞基礎")
TECHNICAL = "(一).技術面，著眼於「資服業轉型雲化的解惑」，引導欲跨入雲服務之業者或軟體開發人士掌握關鍵契機。"
MARKETING = (
    "(二)行銷面，鏈結其他計畫分項資源，如參加數位轉型交流活動、SIG聯盟、產業高峰論壇及黃頁網站媒合服務等行銷資源進行"
    "露出，以帶動更多需求端使用雲服務。"
)
STEPS = ("雲端服務評估", "雲端服務遷移", "測試", "雲端服務管理/優化")
POC = "推動規劃POC規劃"
TRIAL = "參與的資服業者需產出能給企業客戶試用的方案，並有試用佐證"
MONEY = "資服業者需自籌投入10萬元"
QUOTED = {
    "coaching.target": (TARGET, *KINDS),
    "coaching.transition": (TARGET,),
    "coaching.resources": (TECHNICAL, MARKETING),
    "coaching.steps": STEPS,
    "coaching.deliverable": (POC, TRIAL),
    "coaching.self-fund": (MONEY,),
}


def test_these_are_all_the_clauses() -> None:
    assert list(cg.coaching.clauses) == list(QUOTED)


@pytest.mark.parametrize("clause", QUOTED)
def test_the_quotation_is_verbatim(clause: str) -> None:
    pieces = cg.coaching.clauses[clause].source.split("……")
    assert all(any(piece and piece in passage for passage in QUOTED[clause]) for piece in pieces)


def test_the_three_kinds_are_quoted_and_the_misprint_is_owned_up_to() -> None:
    clause = cg.coaching.clauses["coaching.target"]
    assert all(kind in clause.source for kind in KINDS)
    assert "地瑞" in clause.source  # as printed
    for locale in ("zh", "en"):
        assert "地瑞" in clause.reading[locale]
        assert "地端" in clause.reading[locale]
    assert "地端" in clause.text["zh"]


@pytest.mark.parametrize("clause", QUOTED)
def test_each_is_said_in_both_languages_and_stands_somewhere(clause: str) -> None:
    found = cg.coaching.clauses[clause]
    assert found.heading.startswith("輔導資服產業轉型雲服務 ")
    assert found.text["zh"] != found.text["en"]
    assert set(found.reading) == {"zh", "en"}


@pytest.mark.parametrize("clause", QUOTED)
def test_each_is_realised_by_code(clause: str) -> None:
    assert [one for one in realisations(cg.coaching) if one.clause.id == clause]


def test_each_rule_rests_on_its_clause() -> None:
    for rule in cg.coaching.rules:
        assert rule.clause in cg.coaching.clauses
        assert rule.text["zh"]
        assert rule.text["en"]
