"""Numbers as people in Taiwan write them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloudgrant.values.numerals import NotRead, number_in, small_number
from values.numerals import DEEDS, EVERYDAY, written

numbers = st.one_of(
    st.integers(min_value=0, max_value=10**15),
    st.lists(st.sampled_from("0009125"), min_size=1, max_size=15).map(lambda digits: int("".join(digits))),
)


def test_the_oracle_writes_as_people_do() -> None:
    assert written(105) == "一百零五"
    assert written(20_050_000) == "二千零五萬"
    assert written(100_002_003) == "一億零二千零三"
    assert written(80_000_000, DEEDS) == "捌仟萬"
    assert written(12) == "一十二"


def test_every_number_to_twenty_thousand() -> None:
    for number in range(20_001):
        assert number_in(written(number)) == number
        assert number_in(written(number, DEEDS)) == number


@given(numbers, st.sampled_from([EVERYDAY, DEEDS]), st.booleans())
def test_reading_undoes_writing(number: int, style: tuple[str, str, str], counted: bool) -> None:
    assert number_in(written(number, style), counted=counted) == number


@given(numbers)
def test_other_forms_of_the_same_numerals(number: int) -> None:
    text = written(number)
    simplified = text.translate(str.maketrans("萬億", "万亿"))
    assert number_in(simplified) == number
    assert number_in(text.replace("零", "〇")) == number
    assert number_in(text.replace("二百", "兩百").replace("二千", "兩千").replace("二萬", "兩萬")) == number
    if text.startswith("一十"):
        assert number_in(text[1:]) == number
    assert number_in(text.replace("二十", "廿").replace("三十", "卅").replace("四十", "卌")) == number
    mixed = "".join(
        str("零一二三四五六七八九".index(one)) if one in "一二三四五六七八九" else one for one in text
    )
    assert number_in(mixed) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("十", 10),
        ("十五", 15),
        ("十萬", 100_000),
        ("一百十五", 115),
        ("一百零十五", 115),
        ("兩萬", 20_000),
        ("廿", 20),
        ("廿五", 25),
        ("卅萬", 300_000),
        ("叁拾万", 300_000),
        ("8仟萬", 80_000_000),
        ("八〇〇〇萬", 80_000_000),
        ("二〇", 20),
        ("一一一", 111),
        ("1億2千5百萬", 125_000_000),
        ("一億二千萬", 120_000_000),
        ("1億零2", 100_000_002),
        ("一萬零五", 10_005),
        ("壹拾萬零伍仟", 105_000),
        ("1,200仟", 1_200_000),
        ("80百萬", 80_000_000),
        ("1萬5000", 15_000),
        ("1兆", 10**12),
        ("007", 7),
    ],
)
def test_numbers(text: str, number: int) -> None:
    assert number_in(text) == number


def test_parts_of_one() -> None:
    assert number_in("80.5萬") == 805_000
    assert number_in("1.5") == Fraction(3, 2)
    assert number_in("0.00001萬") == Fraction(1, 10)


@pytest.mark.parametrize(
    "text",
    [
        "1億2",
        "1億2千",
        "一億二",
        "一億二千",
        "一萬五",
        "三千五",
        "一百五",
        "2千5萬",
        "一億二千五百",
        "三五",
        "二三十",
        "一二百",
        "七八萬",
    ],
)
def test_two_readings_are_not_guessed_between(text: str) -> None:
    with pytest.raises(NotRead) as refused:
        number_in(text)
    assert refused.value.why == "ambiguous"


@pytest.mark.parametrize(
    ("text", "number"),
    [("1億2", 100_000_002), ("1億2千", 100_002_000), ("一億二千", 100_002_000), ("1萬5", 10_005)],
)
def test_what_is_counted_settles_what_is_meant(text: str, number: int) -> None:
    assert number_in(text, counted=True) == number


@pytest.mark.parametrize("text", ["一萬五", "三千五", "2千5萬", "三五", "二三十"])
def test_but_not_what_is_said_loosely(text: str) -> None:
    with pytest.raises(NotRead):
        number_in(text, counted=True)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "萬",
        "百萬",
        "十十",
        "零零",
        "一百零",
        "零萬",
        "〇五",
        "一萬億",
        "8000萬萬",
        "1.5億2,000萬",
        "1.5千5百",
        "2,000萬1億",
        "1億20,000萬",
        "一二三百",
        "兩兩兩",
        "五百兩兩兩",
        "廿十",
        "1,00",
        "1,0000",
        "10000,000",
        "1.",
        ".5",
        "1.5.5",
        "1 000",
        "-5",
        "五5",
        "5五",
        "卅百",
        "一億一億",
        "abc",
    ],
)
def test_what_is_no_number(text: str) -> None:
    with pytest.raises(NotRead) as refused:
        number_in(text)
    assert refused.value.why == "number"


@given(st.text(alphabet="0123456789,.零〇一二兩五九十百千萬億兆廿壹拾仟", max_size=200), st.booleans())
def test_any_text_gives_a_number_or_none(text: str, counted: bool) -> None:
    try:
        number = number_in(text, counted=counted)
    except NotRead:
        return
    assert number >= 0
    if not counted:
        assert number_in(text, counted=True) == number


def test_small_numbers() -> None:
    texts = ("一一一", "九九", "一百一十一", "十三", "廿", "卅一", "元", "111", "03")
    assert [small_number(text) for text in texts] == [111, 99, 111, 13, 20, 31, 1, 111, 3]
    for text in ("", "1.5", "三五百", "元元"):
        with pytest.raises(NotRead):
            small_number(text)
