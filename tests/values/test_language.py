from __future__ import annotations

import copy
import pickle
import re
from datetime import date
from typing import Any

import attrs
import pytest

import cloudgrant as cg
from cloudgrant import rules
from cloudgrant.rules import Language, Share, Text
from cloudgrant.values.formatting import formatted
from cloudgrant.values.locales import locale
from cloudgrant.values.sentences import SENTENCES

JA = Language(
    "ja",
    {
        "result.met": "適合",
        "unit.TWD": "{number}新台湾ドル",
        "unit.persons.other": "{number}人",
        "separator.and": "、",
    },
)


def test_words_stand_in_for_the_library_s_english() -> None:
    assert cg.Result.MET.label(JA) == "適合"
    assert cg.Result.NOT_MET.label(JA) == "not met"  # what it has no word for stays English
    assert Text(zh="符合", en="met").in_(JA) == "met"  # the same English, and no sentence of the library's


def test_two_sentences_of_the_same_english_differ() -> None:
    same = {id for id, (_, en) in SENTENCES.items() if en == "undetermined"}
    assert same >= {"result.undetermined", "outcome.undetermined", "report.outcomes.undetermined"}
    words = {"result.undetermined": "判定できません", "outcome.undetermined": "審査未了"}
    japanese = Language("ja", words)
    assert cg.Result.UNDETERMINED.label("en") == cg.Outcome.UNDETERMINED.label("en")
    assert cg.Result.UNDETERMINED.label(japanese) == "判定できません"
    assert cg.Outcome.UNDETERMINED.label(japanese) == "審査未了"


def test_a_text_s_own_wording_goes_first() -> None:
    assert Text(ja="合格", en="met").in_(JA) == "合格"


def test_a_text_without_english_is_as_ever() -> None:
    assert Text(zh="符合").in_(JA) == "符合"
    assert Text().in_(JA) == ""


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [
        (1_000, "TWD", "1,000新台湾ドル"),
        (-1_000, "TWD", "-1,000新台湾ドル"),
        (2, "persons", "2人"),
        (1, "persons", "1 person"),
        (1_000, "JPY", "1,000 JPY"),
        (date(2022, 8, 31), "", "2022年8月31日"),
        ((1, 2), "", "1、2"),
        (Share("1/2"), "", "50%"),
    ],
)
def test_formatting(value: Any, unit: str, written: str) -> None:
    assert formatted(value, unit, JA) == written


def test_english_can_be_put_in_other_words() -> None:
    english = Language("en", {"outcome.eligible": "qualifies", "unit.JPY": "¥{number}"})
    assert cg.Outcome.ELIGIBLE.label(english) == "qualifies"
    assert formatted(1_000, "JPY", english) == "¥1,000"
    assert formatted(1_000, "JPY", "en") == "1,000 JPY"


def test_it_is_a_locale_and_stays_itself() -> None:
    assert JA == "ja"
    assert isinstance(JA, str)
    assert locale(JA) is JA
    assert type(locale("ja", among=["ja"])) is str  # and no cache keeps it for others
    assert Language("ja-JP", {}) == "ja_JP"


def test_two_languages_with_other_words_differ() -> None:
    assert Language("ja", {"result.met": "適合"}) == Language("ja", {"result.met": "適合"})
    assert Language("ja", {"result.met": "適合"}) != Language("ja", {"result.met": "合格"})
    assert len({Language("ja", {}), Language("ja", {"result.met": "適合"})}) == 2


def test_it_is_immutable_and_travels() -> None:
    for again in (pickle.loads(pickle.dumps(JA)), copy.copy(JA), copy.deepcopy(JA)):
        assert again == JA
        assert again.words == JA.words
    with pytest.raises(AttributeError):
        JA.words = {}
    with pytest.raises(TypeError):
        JA.words["result.met"] = "x"  # type: ignore[index]


@pytest.mark.parametrize("tag", ["", "xx", "%%%", "tlh"])
def test_a_tag_that_names_no_locale(tag: str) -> None:
    with pytest.raises(ValueError, match="no locale"):
        Language(tag, {})


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"outcome.eligble": "適合"}, "there is no sentence 'outcome.eligble' — outcome.eligible?"),
        ({"eligible": "適合"}, "there is no sentence 'eligible'"),  # by its English: as it was once
        ({"unit.persons.many": "{number}人"}, "there is no sentence 'unit.persons.many'"),
        ({"report.filed": "申請日"}, "report.filed: the names in '申請日' must be {on}"),
        ({"report.filed": "申請日：{on}{day}"}, "must be {on}"),
        ({"result.met": "{x}"}, "must be none"),
        ({"result.met": "{"}, "must be none"),
        ({"result.met": 3}, "the names in 3 must be none"),
        ({"unit.JPY": "円"}, "unit.JPY: the names in '円' must be {number}"),
        ({3: "x"}, "there is no sentence 3"),
    ],
)
def test_words_for_no_sentence_or_with_other_names_are_refused(words: Any, told: str) -> None:
    with pytest.raises(ValueError, match=re.escape(told)):
        Language("ja", words)


def test_names_may_be_those_of_the_chinese_or_of_the_english() -> None:
    as_in_chinese = Language("ja", {"unit.TWD": "{myriads}新台湾ドル", "number.ten_thousands": "{number}万"})
    assert formatted(120_000_000, "TWD", as_in_chinese) == "1億2,000万新台湾ドル"
    both = Language("ja", {"unit.TWD": "{number}（{myriads}）"})
    assert formatted(20_000, "TWD", both) == "20,000（2萬）"


def test_every_problem_is_told_at_once_and_no_more_than_a_page_of_them() -> None:
    with pytest.raises(ValueError, match="no sentence") as refused:
        Language("ja", {f"x{number}" * 10_000: "" for number in range(50)})
    lines = str(refused.value).splitlines()
    assert lines[-1] == "另有 30 項 · and 30 more"
    assert len(lines) == 21
    assert max(map(len, lines)) < 300


def test_a_rule_of_one_s_own_is_not_spoken_of_in_the_words_of_the_library_s() -> None:
    japanese = Language("ja", {"rule.points.applicant.factory": "工場登録があること"})
    assert (
        next(one for one in cg.points.rules if one.id == "points.applicant.factory").text.in_(japanese)
        == "工場登録があること"
    )

    @rules.rule("points.applicant.factory", zh="須有三座工廠", en="Has three factories")
    def other(firm: cg.Company, policy: Any) -> rules.Truth:
        return firm.manufacturer

    assert other.text.in_(japanese) == "Has three factories"


def test_facts_of_one_s_own_neither_and_those_that_it_inherits_are() -> None:
    words = {"fact.company.paid_in_capital.label": "払込資本金", "fact.company.name.label": "社名"}
    japanese = Language("ja", words)

    @attrs.frozen(kw_only=True)
    class Shop(cg.Company):
        name: rules.Fact[str] = rules.given(zh="店名", en="Name of the shop")

    assert cg.facts(cg.Manufacturer)["paid_in_capital"].label.in_(japanese) == "払込資本金"
    assert cg.facts(Shop)["paid_in_capital"].label.in_(japanese) == "払込資本金"
    assert cg.facts(Shop)["name"].label.in_(japanese) == "Name of the shop"


def test_a_report_keeps_its_language() -> None:
    decision = cg.points.assess(cg.Company(manufacturer=True), on=date(2022, 5, 2))
    report = decision.report(JA)
    assert "✓ 適合" in str(report)
    assert "✓ 適合" in report.as_markdown()
    assert '<article class="cg-text" lang="ja">' in report._repr_html_()
    assert "適合" not in str(decision.report("ja"))


def test_a_language_without_texts_is_answered_in_english_and_says_so() -> None:
    report = cg.points.assess(cg.Company(manufacturer=True), on=date(2022, 5, 2)).report("ja")
    assert str(report).splitlines()[1] == "Filed on 2 May 2022"
    assert report._repr_html_().startswith('<article class="cg-text" lang="en">')
    assert (
        attrs.evolve(report, locale="ja")._repr_html_().startswith('<article class="cg-text" lang="en">')
    )  # of its own sentences
