from __future__ import annotations

import copy
import pickle
from datetime import date
from typing import Any

import pytest

import cloudgrant as cg
from cloudgrant.rules import Language, Share, Text
from cloudgrant.values.formatting import formatted
from cloudgrant.values.locales import locale

JA = Language(
    "ja", {"met": "適合", "NT${number}": "{number}新台湾ドル", "{number} people": "{number}人", ", ": "、"}
)


def test_words_stand_in_for_the_library_s_english() -> None:
    assert cg.Result.MET.label(JA) == "適合"
    assert cg.Result.NOT_MET.label(JA) == "not met"  # what it has no word for stays English
    assert Text(zh="符合", en="met").in_(JA) == "適合"


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
    english = Language("en", {"eligible": "qualifies", "{number} JPY": "¥{number}"})
    assert cg.Outcome.ELIGIBLE.label(english) == "qualifies"
    assert formatted(1_000, "JPY", english) == "¥1,000"
    assert formatted(1_000, "JPY", "en") == "1,000 JPY"


def test_it_is_a_locale_and_stays_itself() -> None:
    assert JA == "ja"
    assert isinstance(JA, str)
    assert locale(JA) is JA
    assert type(locale("ja")) is str  # and no cache keeps it for others
    assert Language("ja-JP", {}) == "ja_JP"


def test_two_languages_with_other_words_differ() -> None:
    assert Language("ja", {"met": "適合"}) == Language("ja", {"met": "適合"})
    assert Language("ja", {"met": "適合"}) != Language("ja", {"met": "合格"})
    assert len({Language("ja", {}), Language("ja", {"met": "適合"})}) == 2


def test_it_is_immutable_and_travels() -> None:
    for again in (pickle.loads(pickle.dumps(JA)), copy.copy(JA), copy.deepcopy(JA)):
        assert again == JA
        assert again.words == JA.words
    with pytest.raises(AttributeError):
        JA.words = {}
    with pytest.raises(TypeError):
        JA.words["met"] = "x"  # type: ignore[index]


@pytest.mark.parametrize("tag", ["", "xx", "%%%", "tlh"])
def test_a_tag_that_names_no_locale(tag: str) -> None:
    with pytest.raises(ValueError, match="no locale"):
        Language(tag, {})


def test_a_report_keeps_its_language() -> None:
    decision = cg.points.assess(cg.Company(manufacturer=True), on=date(2022, 5, 2))
    report = decision.report(JA)
    assert "✓ 適合" in str(report)
    assert "✓ 適合" in report.as_markdown()
    assert '<article class="cg-text" lang="ja">' in report._repr_html_()
    assert "適合" not in str(decision.report("ja"))
