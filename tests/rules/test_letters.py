"""Decisions in words: reports, letters that do not change, and dumps of every released shape."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest

import cloudgrant as cg
from cloudgrant.data import migrations
from cloudgrant.data.migrations import VERSION, migrated

FILED = date(2022, 5, 2)
DUMPS = Path(__file__).parents[1] / "dumps"
FIRM = cg.Manufacturer(
    ubn="12345675",
    name="示範精密",
    paid_in_capital=80_000_000,
    regular_employees=260,
    factory="registered",
    points_last_used_in=0,
)
DECISION = cg.points.assess(FIRM, on=FILED)


def released(name: str) -> Any:
    return json.loads((DUMPS / "v1" / name).read_text(encoding="utf-8"))


# Dumps of released shapes: they are never edited, and always load.


def test_a_firm_of_version_1() -> None:
    """That it used no points "last year" says nothing of any other year: the year of the last use is open."""
    loaded = cg.load(cg.Company, released("manufacturer.json"))
    assert loaded == attrs.evolve(FIRM, points_last_used_in=cg.UNKNOWN)
    told = {name: value for name, value in released("manufacturer.json").items() if "last_year" not in name}
    assert cg.dump(loaded) == {**told, "version": VERSION}


def test_a_use_of_last_year_was_one_of_2021() -> None:
    data = {**released("manufacturer.json"), "used_points_last_year": True}
    assert cg.load(cg.Company, data) == attrs.evolve(FIRM, points_last_used_in=2021)
    proven = {**data, "evidence": {"used_points_last_year": {"ref": "a"}}}
    assert "points_last_used_in" in cg.dump(cg.load(cg.Company, proven))["evidence"]


def test_a_decision_of_version_1() -> None:
    letter = cg.load(cg.IssuedDecision, released("assessment.json"))
    assert (letter.outcome, letter.award, letter.on) == ("eligible", 200_000, FILED)
    assert letter.report("en").startswith(
        "Digital points of the Industry Hall — eligible\nFiled on 2 May 2022"
    )
    assert letter.decided() is cg.Outcome.ELIGIBLE
    assert letter.result("points.applicant.size") is cg.Result.MET
    assert cg.load(cg.IssuedDecision, cg.dump(letter)) == letter


def test_a_receipt_of_version_1() -> None:
    assert cg.load(cg.Receipt, released("receipt.json")).programme == "points"


@pytest.mark.parametrize("version", [0, VERSION + 1, "1", True, None, 1.0])
def test_other_versions(version: Any) -> None:
    data = {**cg.dump(FIRM), "version": version}
    if version is None:  # null is the same as absent: today's
        assert cg.load(cg.Manufacturer, data) == FIRM
        return
    with pytest.raises(cg.InvalidInput) as refused:
        cg.load(cg.Manufacturer, data)
    assert [(one.path.pointer, one.code) for one in refused.value.problems] == [("/version", "version")]


def test_data_migrate_step_by_step() -> None:
    steps = {
        ("shop", 1): lambda data: {"staff": data.pop("people"), **data},
        ("shop", 3): lambda data: {**data, "staff": data["staff"] * 10},
    }
    assert migrated("shop", {"version": 1, "people": 3}, to=4, steps=steps) == {"staff": 30, "version": 4}
    assert migrated("shop", {"version": 4, "staff": 3}, to=4, steps=steps) == {"staff": 3, "version": 4}
    assert migrated("shop", {"version": 5}, to=4, steps=steps) is None
    assert migrated("other", {"version": 1, "people": 3}, to=4, steps=steps) == {"people": 3, "version": 4}


def test_a_record_inside_another_is_as_old_as_that(monkeypatch: pytest.MonkeyPatch) -> None:
    """Inside lists too; data without a version are of today, inside and out."""
    known = {("company", 1): lambda data: {**data, "paid_in_capital": data["paid_in_capital"] * 1_000}}
    monkeypatch.setattr(migrations, "STEPS", known)
    monkeypatch.setattr(migrations.migrated, "__kwdefaults__", {"to": VERSION, "steps": known})
    firm = {"name": "示範精密", "paid_in_capital": 80_000}

    def capital(data: Any) -> Any:
        proposal: Any = cg.load(cg.Proposal, data)
        return proposal.members[0].firm.paid_in_capital

    inside = {"members": [{"role": "lead", "firm": firm}]}
    assert capital({"version": 1, **inside}) == 80_000_000
    assert capital({"version": VERSION, **inside}) == capital(inside) == 80_000
    drafted: Any
    drafted, problems = cg.draft(cg.Proposal, {"version": 1, **inside, "title": 3})
    assert drafted.members[0].firm.paid_in_capital == 80_000_000
    assert [one.path.pointer for one in problems] == ["/title"]


# Letters.


def test_a_letter_is_found_by_language() -> None:
    letter = cg.load(cg.IssuedDecision, cg.dump(DECISION, texts=("zh_Hant_TW",)))
    for asked in ("zh_Hant_TW", "zh-TW", "zh"):
        assert letter.report(asked) == str(DECISION.report("zh_Hant_TW"))
    with pytest.raises(KeyError, match="not issued in 'en'"):
        letter.report("en")
    assert letter.receipt == DECISION.receipt


def test_a_decision_without_texts() -> None:
    plain = cg.dump(DECISION)
    assert "texts" not in plain
    assert "receipt" not in plain
    assert cg.dump(DECISION, receipt=True)["receipt"]
    assert "receipt" not in cg.dump(DECISION, texts=("en",), receipt=False)
    assert cg.load(cg.IssuedDecision, plain).results == plain["results"]


def test_problems_are_dumped_with_their_texts() -> None:
    with pytest.raises(cg.InvalidInput) as refused:
        cg.load(cg.Manufacturer, {"paid_in_capital": -1})
    assert cg.dump(refused.value) == {
        "kind": "problems",
        "version": VERSION,
        "problems": [
            {
                "pointer": "/paid_in_capital",
                "key": "paid_in_capital",
                "code": "negative",
                "params": {"given": "-1", "limit": "0"},
                "texts": {"zh": "不得為負數（-1）", "en": "must not be negative (-1)"},
            }
        ],
        "more": 0,
    }


# Reports, byte for byte.


def test_the_plain_report_is_pinned() -> None:
    texts = released("assessment.json")["texts"]
    # Since then a threshold that is exceeded is told as such, the use of points by its year; a threshold
    # that no text states is none; the edition applied is told; what is met stands under a heading, and an
    # alternative that was not needed is told as such; the stored letter keeps its words.
    since: dict[str, dict[str, str]] = {
        "zh_Hant_TW": {
            "111年5月2日\n核給": "111年5月2日\n依據版本：111 年版"
            "（數位雲服務政府資源說明會，111年4月13日）\n核給",
            "200,000點\n": "200,000點\n\n符合之規定\n",
            " ≤ 200人（超出 60人）": "，超過 200人（超出 60人）——擇一符合即可，本項不影響結果",
            "    · 申請日期 111年5月2日 ≥ 111年4月13日（尚餘 19日）\n": "",
            "符合：去年未使用過": "符合：110年未使用過",
            "（去年使用過雲市集或工業館點數：否）": "（最近一次使用雲市集或工業館點數之年度：從未）",
        },
        "en": {
            "2 May 2022\nAward": "2 May 2022\nDecided under: ROC 111 "
            "(數位雲服務政府資源說明會, 13 April 2022)\nAward",
            "200,000 points\n": "200,000 points\n\nRequirements met\n",
            " ≤ 200 people (60 people too much)": ", more than 200 people (over by 60 people) — "
            "either will do; this one is not needed",
            "    · Date of filing 2 May 2022 ≥ 13 April 2022 (19 days to spare)\n": "",
            "Industry Hall points last year (Used": "Industry Hall points in 2021 (Used",
            "(Used Cloud Marketplace or Industry Hall points last year: no)": "(Year in which Cloud "
            "Marketplace or Industry Hall points were last used: never)",
        },
    }
    for locale, changes in since.items():
        now = texts[locale]
        for then, words in changes.items():
            assert now.count(then) == 1
            now = now.replace(then, words)
        assert str(DECISION.report(locale)) == now


HOSTILE = '<script>alert("x")</script> **bold** [link](javascript:x) | `code`'


def hostile_decision() -> cg.Assessment[Any, Any]:
    confirmed = cg.Confirmation(source=HOSTILE, on=date(2022, 4, 1))
    return cg.points.assess(attrs.evolve(FIRM, ubn="12345678", confirmed=confirmed), on=FILED)


def test_html_is_escaped() -> None:
    html = hostile_decision().report("en")._repr_html_()
    assert "<script>" not in html
    assert "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;" in html
    assert html.startswith('<article class="cg-text" lang="en">')


def test_markdown_is_escaped() -> None:
    markdown = hostile_decision().report("en").as_markdown()
    assert "\\<script\\>alert" in markdown
    assert "\\*\\*bold\\*\\* \\[link\\]\\(javascript:x\\) \\| \\`code\\`" in markdown


def test_a_confirmed_number_is_noted() -> None:
    confirmed = cg.Confirmation(source="商工登記公示資料", on=date(2022, 4, 1))
    firm = attrs.evolve(FIRM, ubn="12345678", confirmed=confirmed)
    decision = cg.points.assess(firm, on=FILED)
    note = "統一編號 12345678 檢查碼不符，經 商工登記公示資料 於 2022-04-01 查證屬實。"
    assert note in str(decision.report("zh_Hant_TW"))
    assert [text.in_("zh") for text in decision["points.applicant.size"].notes] == [note]
    assert not DECISION["points.applicant.size"].notes


@pytest.mark.parametrize("ubn", ["1234567", "1234567A", "１２３４５６７８", ""])
def test_a_number_of_the_wrong_form_is_never_confirmed(ubn: str) -> None:
    confirmed = cg.Confirmation(source="登記", on=date(2022, 4, 1))
    with pytest.raises(cg.InvalidInput):
        cg.Company(ubn=ubn, confirmed=confirmed)


def test_evidence_is_kept_by_fact() -> None:
    firm = attrs.evolve(
        FIRM, evidence={"factory": cg.Document(issuer="經濟部", ref="file-7", status="checked")}
    )
    assert cg.load(cg.Manufacturer, cg.dump(firm)) == firm
    assert firm.evidence is not cg.UNKNOWN
    assert firm.evidence["factory"].ref == "file-7"
    with pytest.raises(cg.InvalidInput, match="factory\\?"):
        cg.Company(evidence={"factry": cg.Document()})
