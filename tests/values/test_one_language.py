"""Words, dates and numbers of one sentence are of one language, whatever was asked for."""

from __future__ import annotations

from datetime import date

import pytest

import cloudgrant as cg
from cloudgrant.values.formatting import formatted
from cloudgrant.values.locales import locale
from cloudgrant.values.roc_calendar import counts_roc_years
from cloudgrant.values.text import Text

ASKED = [
    *("yue", "nan", "cmn", "hak", "wuu", "gan", "hsn", "yue-HK", "yue_Hant_HK", "nan-TW", "zh", "zh-CN"),
    *("!!", "root", "english", "C", "", "英文", "x" * 100, "x" * 100_000),
    *("en", "en-GB", "fr", "ja_JP", "tlh", "xx", "zh-TW,en;q=0.5", "en;q=0.9,zh;q=0.5", "ja,en"),
]


@pytest.mark.parametrize("asked", ASKED)
def test_words_numbers_and_dates_agree(asked: str) -> None:
    chinese = locale(asked).startswith("zh")
    said, tag = Text(zh="中文", en="English").spoken(asked)
    assert said == ("中文" if chinese else "English")
    assert tag.partition("-")[0] == ("zh" if chinese else "en")
    assert ("億" in formatted(100_000_000, "TWD", asked)) == chinese
    assert counts_roc_years(asked) == counts_roc_years(locale(asked))
    assert ("月" in formatted(date(2022, 5, 2), "", asked)) == chinese


@pytest.mark.parametrize(("asked", "as_if"), [("yue", "zh"), ("!!", "zh"), ("", "zh"), ("fr", "en")])
def test_a_finding_is_in_one_language(asked: str, as_if: str) -> None:
    firm = cg.Manufacturer(paid_in_capital=1, factory="exempt", points_last_used_in=0)
    finding = cg.points.assess(firm, on=date(2022, 5, 2))["points.applicant.size"]
    assert finding.message(asked) == finding.message(as_if)


def test_a_wording_of_its_own_goes_first() -> None:
    assert Text(zh="這是", yue="呢個係", en="this is").in_("yue-HK") == "呢個係"
    assert Text(zh_Hant_HK="港", zh="臺").in_("yue-HK") == "港"


def test_a_filed_decision_bears_the_language_that_it_is_in() -> None:
    decision = cg.points.assess(cg.Manufacturer(), on=date(2022, 5, 2))
    assert set(cg.dump(decision, texts=("ja",))["texts"]) == {"en"}
    assert set(cg.dump(decision, texts=("zh", "en_GB"))["texts"]) == {"zh", "en_GB"}
