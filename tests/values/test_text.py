from __future__ import annotations

import copy
import pickle

import pytest

from cloudgrant.values.locales import Language
from cloudgrant.values.text import Text

CAPITAL = Text(zh="實收資本額", en="Paid-in capital")


@pytest.mark.parametrize(
    ("text", "locale", "wording"),
    [
        (CAPITAL, "zh_Hant_TW", "實收資本額"),
        (CAPITAL, "zh-TW", "實收資本額"),
        (CAPITAL, "zh", "實收資本額"),
        (CAPITAL, "en_US", "Paid-in capital"),
        (CAPITAL, "fr", "Paid-in capital"),
        (CAPITAL, "", "實收資本額"),
        (Text(zh="是", ja="はい"), "ja_JP", "はい"),
        (Text(zh="是"), "fr", "是"),
        (Text({"zh_Hant_TW": "臺", "zh": "台", "en": "Taiwan"}), "zh_Hant_TW", "臺"),
        (Text({"zh": "台", "zh_Hant_TW": "臺"}), "zh-TW", "臺"),
        (Text({"zh": "台", "zh_Hant_TW": "臺"}), "zh_Hans_CN", "台"),
        (Text(), "zh", ""),
    ],
)
def test_the_closest_wording(text: Text, locale: str, wording: str) -> None:
    assert text.in_(locale) == wording


def test_a_mapping_of_wordings() -> None:
    assert dict(CAPITAL) == {"zh": "實收資本額", "en": "Paid-in capital"}
    assert len(CAPITAL) == 2
    assert CAPITAL["en"] == "Paid-in capital"
    assert "fr" not in CAPITAL
    with pytest.raises(KeyError):
        CAPITAL["fr"]
    assert repr(Text(zh="是")) == "Text(zh='是')"


def test_equal_whatever_the_order() -> None:
    other = Text(en="Paid-in capital", zh="實收資本額")
    assert other == CAPITAL
    assert hash(other) == hash(CAPITAL)
    assert Text(zh="是") != CAPITAL
    assert CAPITAL == {"zh": "實收資本額", "en": "Paid-in capital"}


def test_immutable() -> None:
    with pytest.raises(AttributeError, match="immutable"):
        CAPITAL.zh = "x"
    with pytest.raises(TypeError):
        CAPITAL["zh"] = "x"  # type: ignore[index]


def test_copies_and_pickles() -> None:
    for other in (copy.copy(CAPITAL), copy.deepcopy(CAPITAL), pickle.loads(pickle.dumps(CAPITAL))):
        assert isinstance(other, Text)
        assert other == CAPITAL
        assert list(other) == list(CAPITAL)


def test_filling_in() -> None:
    text = Text(zh="{policy.ceiling} 以下，{{原文}}", en="at most {policy.ceiling} for {name}")
    assert text.filled("zh", {"policy.ceiling": "8,000萬元"}.__getitem__) == "8,000萬元 以下，{原文}"
    assert text.filled("en", str.upper) == "at most POLICY.CEILING for NAME"
    assert text.names() == {"policy.ceiling", "name"}
    assert CAPITAL.names() == frozenset()


def test_in_however_many_locales_it_is_asked_for_it_says_the_same() -> None:
    kept = Text("report.award", zh="營業{award}", en="open {award}", ja="開店{award}")
    names = [
        *(f"{language}_{territory}" for language in ("en", "fr", "zh", "ja") for territory in TERRITORIES)
    ]
    for name in (*names, *names):
        said = Text("report.award", **kept).spoken(name)[0]
        assert kept.in_(name) == said
        assert kept.filled(name, str.upper) == said.replace("{award}", "AWARD")
    own = Language("en_GB", {"report.award": "geöffnet {award}"})
    assert kept.in_(own) == "geöffnet {award}"
    assert kept.filled(own, str.upper) == "geöffnet AWARD"
    assert kept.in_("en_GB") == "open {award}"


TERRITORIES = ("GB", "US", "TW", "HK", "SG", "JP", "AU")
