"""Each clause quotes the briefing of 13 April 2022 word for word, and says where the words stand.

The sentences are copied as the briefing prints them; ``**`` is its mark of emphasis and not part of
the words.
"""

from __future__ import annotations

from datetime import date

import pytest

import cloudgrant as cg

WINDOW = "一、受理期間: **已公告**，申請至**8月底**"
APPLICANT = (
    "二、申請對象: 實收**資本額1億元以下**或經常僱用**員工數200人以下**之**中小型製造業**，"
    "須有**工廠登記證(或免工廠登記)**，符合資格最高核給20萬點"
)
USE = (
    "三、使用方式: 可採購雲市集工業館之解決方案，最高可用數位點數**折抵5成**費用 "
    "(即業者只需**自付1/2**費用，餘**1/2**以數位**點數抵用**，折抵上限20萬點)。"
)
OPENED = "六、工業館系統已開放，**歡迎**中小製造業者**申請點數並選購方案**。"
VALID = (
    "遴選作業：已開放遴選，採隨到隨受理，於文件備齊後安排審查，"
    "經審查通過之雲端解決方案自入選名單公告日起至111年12月31日止有效"
)
LISTED_LAST_YEAR = "如廠商已去年上架工業館，不用重新遴選，請於「工業館平台」登入即可進行方案調整及上架作業。"
HOW_MANY = "依「數位點數申請須知」公告為準。"
AGAIN = "因希望政府資源幫助到更多業者，會排除去年已使用過雲市集或工業館的數位點數之對象。"
STEPS = "領點數3步驟"
EACH_STEP = "Step1 填寫基本資料 完成註冊", "Step2 備妥 應附文件", "Step3 按出 送審點數資格"
CLAIM = "依「數位點數申請須知」內容，補助辦公室後續會舉辦點數核銷說明會，提前通知需要準備的文件。"
OMISSION = "……"

# A clause's id, the passages it may quote, the words it cannot do without, and where they stand.
QUOTED = [
    ("points.window.application", (WINDOW,), ("已公告", "申請至8月底"), ("參、", "一、受理期間")),
    (
        "points.applicant.size",
        (APPLICANT,),
        ("實收資本額1億元以下或經常僱用員工數200人以下",),
        ("參、", "二、申請對象"),
    ),
    ("points.applicant.manufacturer", (APPLICANT,), ("製造業",), ("參、", "二、申請對象")),
    ("points.applicant.factory", (APPLICANT,), ("須有工廠登記證(或免工廠登記)",), ("參、", "二、申請對象")),
    ("points.applicant.not-repeat", (AGAIN,), ("排除去年已使用過雲市集或工業館",), ("肆、常見問題", "4")),
    ("points.grant.ceiling", (APPLICANT, HOW_MANY), ("最高核給20萬點",), ("參、", "二、申請對象")),
    (
        "points.use.offset",
        (USE, OPENED),
        ("折抵5成", "自付1/2費用", "折抵上限20萬點"),
        ("參、", "三、使用方式"),
    ),
    (
        "points.use.listed-solution",
        (USE, VALID, LISTED_LAST_YEAR),
        ("雲市集工業館之解決方案",),
        ("參、", "三、使用方式"),
    ),
    ("points.application.steps", (STEPS, *EACH_STEP), ("3步驟", "註冊", "送審"), ("參、", "四、")),
    ("points.claim", (CLAIM,), ("點數核銷說明會", "需要準備的文件"), ("肆、常見問題", "5", "貳、")),
]


def words(passage: str) -> str:
    return passage.replace("**", "")


@pytest.mark.parametrize(("clause", "passages"), [(one[0], one[1]) for one in QUOTED])
def test_the_quotation_is_verbatim(clause: str, passages: tuple[str, ...]) -> None:
    """Whole or in pieces with the omission marked, each piece stands in the briefing as it is."""
    pieces = cg.points.clauses[clause].source.split(OMISSION)
    assert all(pieces)
    for piece in pieces:
        assert any(piece in words(passage) for passage in passages), piece


@pytest.mark.parametrize(("clause", "needed"), [(one[0], one[2]) for one in QUOTED])
def test_the_quotation_has_the_words_that_decide(clause: str, needed: tuple[str, ...]) -> None:
    source = cg.points.clauses[clause].source
    assert [word for word in needed if word not in source] == []


@pytest.mark.parametrize(("clause", "places"), [(one[0], one[3]) for one in QUOTED])
def test_the_heading_says_where_the_words_stand(clause: str, places: tuple[str, ...]) -> None:
    heading = cg.points.clauses[clause].heading
    assert [place for place in ("雲市集工業館數位點數補助計畫", *places) if place not in heading] == []


def test_each_rule_rests_on_the_clause_of_its_name() -> None:
    firm = cg.Manufacturer(paid_in_capital=80_000_000, factory="registered", points_last_used_in=0)
    decision = cg.points.assess(firm, on=date(2022, 5, 2))
    for finding in decision.findings:
        assert finding.clause == cg.points.clauses[finding.rule]
        assert finding.clause.id == finding.rule


@pytest.mark.parametrize("clause", [one[0] for one in QUOTED])
def test_each_clause_is_also_said_in_both_languages(clause: str) -> None:
    found = cg.points.clauses[clause]
    assert found.id == clause
    assert found.text.in_("zh_Hant_TW")
    assert found.text.in_("en")
    assert found.text.in_("zh_Hant_TW") != found.text.in_("en")


@pytest.mark.parametrize(
    ("clause", "said"),
    [
        ("points.window.application", "8 月 31 日"),  # 8月底 names no day
        ("points.applicant.size", "未滿 200 人"),  # the national standard, which is not followed
        ("points.applicant.not-repeat", "使用"),  # the question says 申請, the answer 使用
        ("points.grant.ceiling", "數位點數申請須知"),  # the exact amount is given there
        ("points.use.offset", "推得"),  # one point for one dollar is inferred
        ("points.use.offset", "未稅"),  # nor whether the price counts the tax
        ("points.use.offset", "失效"),  # nor when points expire
        ("points.claim", "提前終止"),
        ("points.claim", "本程式庫之設計"),  # points reserved are the library's device
        ("points.use.offset", "合計"),  # 折抵上限 does not say whether of one purchase or of all
    ],
)
def test_a_reading_owns_up_to_what_the_text_leaves_open(clause: str, said: str) -> None:
    assert said in cg.points.clauses[clause].reading.in_("zh_Hant_TW")


@pytest.mark.parametrize(
    "clause", ["points.window.application", "points.grant.ceiling", "points.use.offset", "points.claim"]
)
def test_what_the_briefing_does_not_give_is_a_question_for_the_office(clause: str) -> None:
    question = cg.points.clauses[clause].question
    assert question.in_("zh_Hant_TW")
    assert question.in_("en")


@pytest.mark.parametrize("locale", ["zh_Hant_TW", "en"])
def test_a_finding_speaks(locale: str) -> None:
    decision = cg.points.assess(
        cg.Manufacturer(paid_in_capital=80_000_000, regular_employees=260, factory="registered"),
        on=date(2022, 5, 2),
    )
    messages = {finding.rule: finding.message(locale) for finding in decision.findings}
    assert all(messages.values())
    size = messages["points.applicant.size"]
    assert ("8,000萬元" in size and "260人" in size) if locale == "zh_Hant_TW" else "260" in size
