from __future__ import annotations

import copy
import pickle

import pytest

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
