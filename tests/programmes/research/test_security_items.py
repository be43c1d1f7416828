"""The table of the security self-assessment: 21 items in the briefing's words, replaceable as data."""

from __future__ import annotations

import attrs
import pytest

import cloudgrant as cg
from cloudgrant.programmes.research import FACETS, Facet, SecurityItem
from cloudgrant.programmes.research.roc_111.security_items import SECURITY_ITEMS, SENTENCES
from cloudgrant.programmes.research.security.items import REALISED
from cloudgrant.rules.law.realised import Realised
from programmes.research.tables import POLICY, all_required, listed

# ruff: noqa: E501 - the passages are quoted whole
# Copied as the briefing of 13 April 2022 prints the table of 參、提案重點(2/4).
PRINTED = """
1	網路管理	須有防火牆、入侵偵測等資安設備保護，若透過遠端連線進行管理則必須透過加密通道，登入時必須採用安全的身分鑑別機制。
2	資料安全	應具體說明包含啟用資料加密、保護資料之傳輸、紀錄存取機敏資料，以及定期備份資料等。
3	存取控制	應具體說明包含實體存取限制、異常通報機制、異常日誌紀錄以及防竄改機制等。
4	資安管理	應具體說明包含強制使用強密碼、限制遠端對安全網路的存取、密鑰管理的職責分離以及保持軟體/韌體更新等。
5	營運持續	應具體說明包含加密備份、自我監測、監控及偵測容量使用情況等。
6	生命週期保護	應具體說明包含資通訊系統須於上線前及營運期間定期進行弱點掃描及滲透測試，高風險漏洞應被評估並依計畫可接受方式處理。
"""
FORM = "對於資通訊系統中的資料應評估決定是否採取加密保護措施"


def test_the_six_facets_stand_as_printed() -> None:
    rows = [line.split("\t") for line in PRINTED.strip().splitlines()]
    assert [(name, sentence) for _, name, sentence in rows] == [
        (FACETS[facet]["zh"], SENTENCES[facet]) for facet in FACETS
    ]
    assert tuple(FACETS) == POLICY.security_facets


def test_the_items_in_their_order() -> None:
    assert [item.id for item in SECURITY_ITEMS] == [
        "network.firewall",
        "network.encrypted_channel",
        "network.authentication",
        "data.encryption",
        "data.transmission",
        "data.access_records",
        "data.backup",
        "access.physical",
        "access.anomaly_notice",
        "access.anomaly_logs",
        "access.tamper_protection",
        "management.strong_passwords",
        "management.remote_access",
        "management.key_duties",
        "management.updates",
        "continuity.encrypted_backup",
        "continuity.self_monitoring",
        "continuity.capacity",
        "life_cycle.vulnerability_scans",
        "life_cycle.penetration_tests",
        "life_cycle.high_risk_findings",
    ]
    assert POLICY.security_items == SECURITY_ITEMS


@pytest.mark.parametrize("item", SECURITY_ITEMS, ids=lambda item: item.id)
def test_each_item_rests_on_words_of_its_facet(item: SecurityItem) -> None:
    assert item.facet == item.id.partition(".")[0]
    assert item.source is not cg.UNKNOWN
    assert item.source in SENTENCES[item.facet]
    assert set(item.text) == {"zh", "en"}
    assert item.text["en"].isascii()
    assert not item.text["zh"].isascii()


def test_no_words_of_the_measures_are_left_over() -> None:
    """What remains of each sentence without its items is only the words that join them."""
    joining = set("，、。") | set("應具體說明包含以及等")
    for facet, sentence in SENTENCES.items():
        left = sentence
        for item in SECURITY_ITEMS:
            if item.facet == facet:
                left = left.replace(str(item.source), "")
        assert set(left) <= joining, left


def test_what_else_is_needed() -> None:
    by_id = {item.id: item for item in SECURITY_ITEMS}
    assert [item.id for item in SECURITY_ITEMS if item.condition] == ["network.encrypted_channel"]
    assert by_id["network.encrypted_channel"].condition["en"] == "if there is remote management"
    assert [item.id for item in SECURITY_ITEMS if item.reading] == ["data.encryption"]
    assert FORM in by_id["data.encryption"].reading["zh"]
    assert "reasoned decision" in by_id["data.encryption"].reading["en"]


def test_all_facets_but_the_first_ask_for_a_concrete_explanation() -> None:
    assert {item.facet for item in SECURITY_ITEMS if not item.explain} == {"network"}
    assert {item.facet for item in SECURITY_ITEMS if item.explain} == set(FACETS) - {"network"}


def test_which_items_are_required_at_acceptance_is_not_said_until_the_policy_does() -> None:
    assert {item.necessary for item in listed(POLICY)} == {cg.UNKNOWN}
    assert {item.necessary for item in listed(all_required(POLICY))} == {True}


def test_an_item_of_another_year_is_data() -> None:
    item = cg.load(
        SecurityItem,
        {"id": "data.residency", "facet": "data", "wording": {"zh": "資料落地", "ja": "国内保存"}},
    )
    assert (item.text["ja"], item.necessary, item.explain, item.source) == (
        "国内保存",
        cg.UNKNOWN,
        True,
        cg.UNKNOWN,
    )
    assert (item.called("ja"), item.called("en")) == ("国内保存", "資料落地")
    assert attrs.evolve(POLICY, security_items=(item,)).security_items == (item,)


def test_everything_that_is_wrong_with_an_item() -> None:
    with pytest.raises(cg.InvalidInput) as refused:
        cg.load(SecurityItem, {"facet": "datum", "wording": {"zh": " "}})
    found = {(problem.path.pointer, problem.code) for problem in refused.value.problems}
    assert found == {("/id", "required"), ("/facet", "option"), ("/wording/zh", "empty")}


def test_an_item_without_wording_goes_by_its_id() -> None:
    assert SecurityItem(id="zero_trust", facet="network").text.in_("zh_Hant_TW") == "zero_trust"


def test_the_same_item_twice_is_refused() -> None:
    with pytest.raises(cg.InvalidInput) as refused:
        attrs.evolve(POLICY, security_items=(SECURITY_ITEMS[0], *SECURITY_ITEMS))
    [problem] = refused.value.problems
    assert (problem.path.key, problem.code) == ("security_items[id=network.firewall]", "duplicate")


def test_a_table_goes_through_data_unchanged() -> None:
    for item in SECURITY_ITEMS:
        assert cg.load(SecurityItem, cg.dump(item)) == item
        assert hash(item) == hash(cg.load(SecurityItem, cg.dump(item)))


def test_the_table_is_named_as_what_realises_its_clause() -> None:
    [realised] = REALISED
    assert isinstance(realised, Realised)
    assert (realised.clause, realised.kind) == ("research.security.self-assessment", "information")
    assert realised.clause in cg.research.clauses
    facet: Facet = "life_cycle"
    assert facet in FACETS


def test_that_an_item_is_required_was_nothing_told_in_version_1() -> None:
    old = {"id": "data.backup", "facet": "data"}
    for told, now in ((True, cg.UNKNOWN), (False, False)):
        row = {**old, "necessary": told}
        assert cg.load(SecurityItem, {"kind": "security_item", "version": 1, **row}).necessary is now
        form = {"kind": "security_self_assessment", "version": 1, "items": [row]}
        items = cg.load(cg.SecuritySelfAssessment, form).items
        assert items is not cg.UNKNOWN
        assert items[0].necessary is now
        today = cg.load(SecurityItem, {"kind": "security_item", "version": 2, **row})
        assert today.necessary is told
