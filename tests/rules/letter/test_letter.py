"""Letters: to whom, what comes first, what is told and what is not, in which language, and what is kept."""

from __future__ import annotations

import json
import pickle
import re
from datetime import date
from typing import Any

import attrs
import pytest

import cloudgrant as cg
from cloudgrant.programmes.catalogue import NAMES
from cloudgrant.programmes.catalogue import programme as programme_of
from cloudgrant.rules import Text, Truth, rule
from cloudgrant.rules.letter.blocks import Items, JudgedList, Quotation
from cloudgrant.testing import eligible
from toys.next_year import POINTS

FILED = date(2022, 5, 2)
FIRM = cg.Manufacturer(
    ubn="12345675",
    name="示範精密",
    paid_in_capital=80_000_000,
    regular_employees=260,
    factory="registered",
    points_last_used_in=0,
)
REFUSED = attrs.evolve(FIRM, paid_in_capital=180_000_000, factory="none")
OPEN = attrs.evolve(FIRM, paid_in_capital=cg.UNKNOWN, points_last_used_in=cg.UNKNOWN)
OFFICE = "雲市集工業館計畫辦公室"
SENT: dict[str, Any] = {"case": "點數字第1110001號", "issued": date(2022, 5, 9), "by": OFFICE}


SENT_LATER: Any = {**SENT, "issued": date(2030, 1, 8)}


def letter(firm: cg.Company, locale: str = "zh_Hant_TW", **more: Any) -> cg.Letter:
    return cg.points.assess(firm, on=FILED).letter(**SENT, locale=locale, **more)


def roles(of: cg.Letter) -> list[str]:
    return [section.role for section in of.texts[0].sections]


# What it is.


def test_it_says_to_whom_about_what_by_whom_and_on_which_day() -> None:
    decision = cg.points.assess(FIRM, on=FILED)
    one = letter(FIRM)
    assert (one.to, one.ubn, one.case, one.issued, one.by) == (
        "示範精密", "12345675", SENT["case"], SENT["issued"], SENT["by"],
    )  # fmt: skip
    assert (one.programme, one.stage, one.on, one.outcome) == ("points", "application", FILED, "eligible")
    assert (one.edition, one.notice, one.noticed_on) == (
        "roc-111", "數位雲服務政府資源說明會", date(2022, 4, 13),
    )  # fmt: skip
    assert one.receipt == decision.receipt.digest
    assert one.short_receipt == decision.receipt.digest.removeprefix("sha256:")[:12]
    assert one.decided() is cg.Outcome.ELIGIBLE
    edition = "111 年版（數位雲服務政府資源說明會，111年4月13日）"
    told = (
        "示範精密",
        "12345675",
        SENT["case"],
        "111年5月9日",
        OFFICE,
        edition,
        one.short_receipt,
        one.receipt,
    )
    for said in told:
        assert str(said) in str(one)


@pytest.mark.parametrize(
    ("firm", "locale", "answer", "told"),
    [
        (FIRM, "zh_Hant_TW", "審查結果通知：符合資格", "經審查符合資格，請查照。"),
        (REFUSED, "zh_Hant_TW", "審查結果通知：不符合資格", "經審查不符合資格，理由如下，請查照。"),
        (OPEN, "zh_Hant_TW", "審查結果通知：尚無法判定", "目前無法判定是否符合資格，請查照。"),
        (FIRM, "en", "Notice of decision: eligible", "meets the requirements: you are eligible."),
        (REFUSED, "en", "Notice of decision: not eligible", "you are not eligible."),
        (OPEN, "en", "Notice of decision: not decided yet", "cannot be decided yet"),
    ],
)
def test_the_answer_comes_first(firm: cg.Company, locale: str, answer: str, told: str) -> None:
    one = letter(firm, locale)
    assert str(one).splitlines()[0] == answer
    assert told in str(one).split("\n\n")[1]
    assert one.as_markdown().startswith(f"# {answer}\n")
    assert f">{answer}</h1>" in one.as_html()


def test_then_what_stands_in_the_way_then_the_rest() -> None:
    assert roles(letter(FIRM)) == ["head", "answer", "met", "receipt"]
    assert roles(letter(REFUSED)) == [
        "head", "answer", "not_met", "mendable", "unmendable", "met", "readings", "receipt",
    ]  # fmt: skip
    assert roles(letter(OPEN)) == [
        "head", "answer", "open", "missing", "awaiting", "met", "readings", "receipt",
    ]  # fmt: skip
    small = attrs.evolve(FIRM, factory="none")
    assert roles(letter(small)) == ["head", "answer", "not_met", "remedies", "met", "receipt"]


def test_what_is_missing_says_who_is_to_supply_it() -> None:
    text = str(letter(OPEN))
    assert "仍需申請人提供\n    · 貴公司的實收資本額是多少（新臺幣元）？" in text
    assert "在哪一年使用過點數？（由審查者認定）" in text
    waiting = cg.points.assess(FIRM, on=date(2030, 1, 1)).letter(**SENT_LATER, locale="en")
    assert "(to be published)" in str(waiting)


def test_what_is_not_published_is_told_without_ids() -> None:
    waiting = cg.points.assess(FIRM, on=date(2030, 1, 1)).letter(**SENT_LATER)
    assert "? 下列規定是否適用，尚未公布\n    · 已公告受理" in str(waiting)
    assert "points." not in str(waiting)


@pytest.mark.parametrize("firm", [FIRM, REFUSED, OPEN])
def test_rules_are_not_named_by_their_ids_unless_asked(firm: cg.Company) -> None:
    plain, named = letter(firm), letter(firm, rule_ids=True)
    for shown in (str(plain), plain.as_markdown(), plain.as_html(page=True)):
        assert "points.applicant" not in shown
    for id in cg.points.rule_ids("application"):
        assert id in str(named)


def test_an_alternative_that_was_not_needed_is_told_as_such() -> None:
    decision = cg.points.assess(FIRM, on=FILED)
    spare = "經常僱用員工數 260人，超過 200人（超出 60人）——擇一符合即可，本項不影響結果"
    needed = "· 實收資本額 8,000萬元 ≤ 1億元（尚餘 2,000萬元）"
    assert f"· {spare}" in str(decision.report("zh_Hant_TW"))
    assert needed in str(decision.report("zh_Hant_TW"))
    assert str(decision.report("zh_Hant_TW")).count("經常僱用員工數 260人，超過") == 1
    assert f"· {spare}" in str(letter(FIRM))
    assert needed not in str(letter(FIRM))  # in short
    assert "(over by 60 people) — either will do; this one is not needed" in str(letter(FIRM, "en"))
    assert '<ul class="cg-items cg-spare">' in letter(FIRM).as_html()
    # Where neither is met, neither was spared.
    assert "擇一符合即可" not in str(cg.points.assess(REFUSED, on=FILED).report("zh_Hant_TW"))
    assert "cg-spare" not in letter(REFUSED).as_html()


def test_an_alternative_of_an_item_that_was_not_needed() -> None:
    """Last year's revenue is past the ceiling, the mean of three years is not."""
    text = textile().letter(to="示範", **SENT)
    assert "最近年度營業收入 21億4,000萬元，超過 20億元（超出 1億4,000萬元）——擇一符合即可" in str(text)


def textile() -> cg.Assessment[Any, Any]:
    from pathlib import Path

    data = Path(__file__).parents[3] / "docs" / "examples" / "textile" / "proposal.json"
    return cg.research.assess(cg.load(cg.Proposal, json.loads(data.read_text(encoding="utf-8"))), on=FILED)


def test_of_a_list_the_items_that_decide_are_told_and_say_no_more_than_the_whole() -> None:
    decision = textile()
    findings = {
        one.text: one
        for section in decision.letter(to="示範", **SENT).texts[0].sections
        for block in section.blocks
        if isinstance(block, JudgedList)
        for one in block.findings
    }
    rule_id = "research.provider.capability-registration"
    whole = decision[rule_id]
    told = next(one for text, one in findings.items() if whole.wording("zh_Hant_TW") in text)
    assert len(whole.parts) == 3
    assert [part.result for part in told.parts] == ["undetermined"]
    assert told.parts[0].text.startswith("申請業者 示範雲端平台有限公司 (00501508)：無法判定（")
    report = decision.report("zh_Hant_TW").text
    shown = (one for section in report.sections for block in section.blocks if isinstance(block, JudgedList)
             for one in block.findings)  # fmt: skip
    assert [len(one.parts) for one in shown if whole.wording("zh_Hant_TW") in one.text] == [3]


def test_how_the_text_was_read_is_told_of_what_stands_in_the_way() -> None:
    size = cg.points.clauses["points.applicant.size"].reading.in_("zh_Hant_TW")
    assert size in str(letter(REFUSED))
    assert size not in str(letter(FIRM))


def test_who_is_refused_is_told_nothing_of_an_award() -> None:
    assert "核給：200,000點" in str(letter(FIRM))
    assert "核給" not in str(letter(REFUSED))


# To whom.


def test_to_whom_it_goes() -> None:
    decision = cg.points.assess(FIRM, on=FILED)
    other = cg.Company(ubn="00501508", name="代收人")
    for to, ubn, whom in (
        (None, cg.UNKNOWN, ("示範精密", "12345675")),
        (other, cg.UNKNOWN, ("代收人", "00501508")),
        (other, "12345675", ("代收人", "12345675")),
        ("某人", cg.UNKNOWN, ("某人", cg.UNKNOWN)),
        ("某人", "12345675", ("某人", "12345675")),
    ):
        one = decision.letter(to=to, ubn=ubn, **SENT)
        assert (one.to, one.ubn) == whom
        assert ("統一編號" in str(one)) == (one.ubn is not cg.UNKNOWN)


def test_it_goes_to_the_firm_whose_purchase_it_is() -> None:
    purchase = cg.Purchase(firm=FIRM)
    assert cg.points.assess(purchase, on=FILED, stage="purchase").letter(**SENT).to == "示範精密"
    with pytest.raises(TypeError, match="to whom"):
        textile().letter(**SENT)


def test_what_makes_no_letter_is_refused_before_it_is_written() -> None:
    decision = cg.points.assess(attrs.evolve(FIRM, name=cg.UNKNOWN), on=FILED)
    wrong: dict[str, Any] = {**SENT, "case": " ", "issued": "2022-05-09"}
    with pytest.raises(cg.InvalidInput) as refused:
        decision.letter(**wrong)
    assert sorted((one.path.pointer, one.code) for one in refused.value.problems) == [
        ("/case", "empty"), ("/issued", "type"), ("/to", "required"),
    ]  # fmt: skip
    with pytest.raises(cg.InvalidInput) as refused:
        letter(FIRM, locale=())  # type: ignore[arg-type]
    assert [(one.path.pointer, one.code) for one in refused.value.problems] == [("/texts", "empty")]


def test_a_party_s_letter_has_what_it_may_see_and_no_receipt() -> None:
    view = textile().for_party("00501508")
    one = view.letter(**SENT)
    assert (one.to, one.ubn, one.receipt, one.short_receipt) == (
        "示範雲端平台有限公司", "00501508", cg.UNKNOWN, "",
    )  # fmt: skip
    assert "收據" not in str(one)
    assert "members[ubn=00501508]" in str(one)
    hidden = "4億1,200萬元"  # the net worth of another
    assert hidden in str(textile().report("zh_Hant_TW"))
    assert hidden not in str(one)


# Languages.


def test_several_languages_in_their_order() -> None:
    both = cg.points.assess(REFUSED, on=FILED).letter(**SENT, locale=("en", "zh-TW"))
    assert both.locales == ("en", "zh_Hant_TW")
    assert str(both) == f"{letter(REFUSED, 'en')}\n\n{'─' * 24}\n\n{letter(REFUSED)}"
    assert both.as_html() == letter(REFUSED, "en").as_html() + letter(REFUSED).as_html()
    assert both.as_html(page=True).count("<article") == 2
    assert '<html lang="en">' in both.as_html(page=True)
    for asked in ("zh", "zh-TW", "zh_Hant_TW"):
        assert both.in_(asked) == letter(REFUSED)
    with pytest.raises(KeyError, match="not written in 'ja', only in"):
        both.in_("ja")


def test_a_language_that_is_asked_for_twice_is_written_once() -> None:
    assert cg.points.assess(FIRM, on=FILED).letter(**SENT, locale=("zh", "zh-TW")).locales == ("zh_Hant_TW",)


def test_chinese_in_an_english_letter_says_that_it_is() -> None:
    html = letter(REFUSED, "en").as_html()
    assert html.startswith('<article class="cg-text" lang="en">')
    assert '<p lang="zh-Hant-TW">“實收資本額1億元以下或經常僱用員工數200人以下之中小型製造業”</p>' in html
    assert '<dd><span lang="zh-Hant-TW">示範精密</span></dd>' in html
    outside = re.sub(r'<(\w+) lang="zh-Hant-TW">.*?</\1>', "", html)
    assert not re.search("[\u4e00-\u9fff]", outside)
    chinese = letter(REFUSED).as_html()
    assert chinese.count("lang=") == 1
    quoted = [one for section in letter(REFUSED, "en").texts[0].sections for block in section.blocks
              if isinstance(block, JudgedList) for judged in block.findings for one in judged.details
              if isinstance(one, Quotation)]  # fmt: skip
    assert {one.lang for one in quoted} == {"zh-Hant-TW"}


# As HTML.


def test_headings_are_in_order() -> None:
    for level in (1, 3, 5, 99, -1):
        html = letter(REFUSED).as_html(level=level)
        headings = [int(found) for found in re.findall("<h([1-6])[ >]", html)]
        first = min(max(level, 1), 5)
        assert headings == [first, *[first + 1] * (len(roles(letter(REFUSED))) - 1)]
    assert "# 審查" in letter(REFUSED).as_markdown(level=2).splitlines()[0]
    assert letter(REFUSED).as_markdown(level=2).startswith("## ")
    assert "\n### 不符合之規定\n" in letter(REFUSED).as_markdown(level=2)


def test_a_page_is_whole_and_loads_nothing() -> None:
    page = letter(REFUSED).as_html(page=True)
    assert page.startswith('<!doctype html>\n<html lang="zh-Hant-TW">\n')
    assert "<title>審查結果通知：不符合資格</title>" in page
    assert cg.Letter.stylesheet().strip() in page
    assert not re.search(r"<script|<link|src=|url\(|@import|https?:", page)


def test_an_article_has_no_style_and_no_ids() -> None:
    html = letter(REFUSED).as_html()
    assert not re.search(r"style|<html| id=", html)
    assert html == letter(REFUSED)._repr_html_().replace("h3", "h1").replace("h4", "h2")


def test_the_stylesheet_styles_what_is_there() -> None:
    css = cg.Letter.stylesheet()
    html = "".join(letter(firm).as_html() for firm in (FIRM, REFUSED, OPEN))
    shown = {name for found in re.findall('class="([^"]+)"', html) for name in found.split()}
    assert all(name.startswith("cg-") for name in shown)
    for name in (
        "cg-text",
        "cg-title",
        "cg-terms",
        "cg-finding",
        "cg-said",
        "cg-mark",
        "cg-quote",
        "cg-spare",
    ):
        assert name in shown
        assert f".{name}" in css
    for wanted in (
        "@page",
        "@media print",
        "break-inside: avoid",
        "prefers-color-scheme: dark",
        "max-width: 30rem",
    ):
        assert wanted in css


COLOURS = re.compile(r"--cg-(\w+): (#[0-9a-f]{6})")


@pytest.mark.parametrize("theme", [0, 1, 2])
def test_every_colour_can_be_read_on_its_paper(theme: int) -> None:
    """Light, dark and print: at least 4.5 to 1, as WCAG asks of text."""
    blocks = re.findall(r"\.cg-text \{([^}]*--cg-ink[^}]*)\}", cg.Letter.stylesheet())
    colours = dict(COLOURS.findall(blocks[theme]))
    for paper in ("paper", "quote"):
        for ink in ("ink", "soft", "good", "bad", "open"):
            assert contrast(colours[ink], colours.get(paper, "#ffffff")) >= 4.5, (theme, ink, paper)


def contrast(one: str, other: str) -> float:
    def luminance(colour: str) -> float:
        parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


# Every programme and stage.


STAGES = [(name, stage) for name in NAMES for stage in programme_of(name).subjects]


@pytest.mark.parametrize(("name", "stage"), STAGES)
@pytest.mark.parametrize("locale", ["zh_Hant_TW", "en"])
def test_a_letter_of_each_stage_tells_all_that_is_open(name: str, stage: Any, locale: str) -> None:
    programme = programme_of(name)
    decision = programme.assess(programme.subjects[stage](), on=FILED, stage=stage)
    one = decision.letter(to="示範", **SENT, locale=locale)
    text = str(one)
    for gap in (*decision.missing, *decision.awaiting):
        assert gap.question(locale) in text
    for finding in decision.findings:
        assert finding.wording(locale) in text
    assert programme.title.in_(locale) in text
    assert cg.load(cg.Letter, json.loads(json.dumps(cg.dump(one)))) == one


MET = [
    ("points", "application"),
    ("points", "purchase"),
    ("listing", "application"),
    ("listing", "purchase"),
    ("listing", "acceptance"),
    ("research", "closing"),
    ("coaching", "application"),
]


@pytest.mark.parametrize(("name", "stage"), MET)
def test_a_letter_of_each_stage_that_an_example_can_be_worked_out_for(name: str, stage: Any) -> None:
    programme = programme_of(name)
    example = eligible(programme, stage=stage)
    decision = programme.assess(example.subject, on=example.on, policy=example.policy, stage=stage)
    title = str(decision.letter(to="示範", **SENT)).splitlines()[0]
    assert title == ("審查結果通知：符合資格" if stage == "application" else "審查結果通知：符合規定")


def test_a_law_that_is_not_chinese_is_quoted_in_no_language_but_the_letter_s() -> None:
    def small(firm: cg.Company, policy: Any) -> Truth:
        return firm.regular_employees <= 9

    stated = rule("fund.small", zh="九人以下", en="At most 9 people")(small)
    clause = cg.Clause("fund.small", heading="Art. 3", source="no more than nine", text=Text(en="Small"))
    fund: cg.Programme[Any, Any] = cg.Programme(
        "fund", title=Text(en="Fund"), subject=cg.Company, rules=[stated],
        policies={date(2022, 1, 1): POINTS.edition.policy}, clauses=[clause],
    )  # fmt: skip
    html = (
        fund.assess(cg.Company(regular_employees=10), on=FILED).letter(to="A", **SENT, locale="en").as_html()
    )
    assert "<p>“no more than nine”</p>" in html
    assert html.count('lang="zh-Hant-TW"') == 2  # who issues it, and the case reference


# Kept.


def test_what_was_stored_reads_the_same_in_every_form() -> None:
    for firm in (FIRM, REFUSED, OPEN):
        sent = cg.points.assess(firm, on=FILED).letter(**SENT, locale=("zh_Hant_TW", "en"))
        kept = cg.load(cg.Letter, json.loads(json.dumps(cg.dump(sent))))
        assert kept == sent == pickle.loads(pickle.dumps(sent))
        assert hash(kept) == hash(sent)
        assert (str(kept), kept.as_markdown(), kept.as_html()) == (
            str(sent),
            sent.as_markdown(),
            sent.as_html(),
        )


def test_it_reads_no_rule_any_more() -> None:
    """Of a programme that is gone, under an edition that nobody knows, it reads as it was sent."""
    data = {**cg.dump(letter(REFUSED)), "programme": "gone", "stage": "gone", "edition": "gone"}
    kept = cg.load(cg.Letter, data)
    assert (str(kept), kept.as_html(page=True)) == (str(letter(REFUSED)), letter(REFUSED).as_html(page=True))


def test_a_letter_names_the_decision_that_was_filed() -> None:
    decision = cg.points.assess(FIRM, on=FILED)
    filed = cg.load(cg.IssuedDecision, cg.dump(decision, receipt=True))
    assert filed.receipt is not cg.UNKNOWN
    assert decision.letter(**SENT).receipt == filed.receipt.digest
    assert cg.points.assess(REFUSED, on=FILED).receipt.digest != decision.receipt.digest
    newer = attrs.evolve(decision.receipt, library="99")
    assert newer != decision.receipt
    assert newer.digest == decision.receipt.digest


def test_items_are_marked_where_nothing_turns_on_them() -> None:
    blocks = [block for section in letter(FIRM).texts[0].sections for block in section.blocks]
    details = [
        one
        for block in blocks
        if isinstance(block, JudgedList)
        for each in block.findings
        for one in each.details
    ]
    assert [one.spare for one in details if isinstance(one, Items)] == [True]
