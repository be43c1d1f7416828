from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloudgrant.values.formatting import formatted
from cloudgrant.values.money import MOST_DOLLARS, parse_amount
from cloudgrant.values.problems import InvalidInput
from values.numerals import DEEDS, EVERYDAY, written


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("8,000萬", 80_000_000),
        ("8000萬元", 80_000_000),
        ("８，０００萬元", 80_000_000),
        ("新臺幣 8,000 萬元", 80_000_000),
        ("新台幣8,000萬元整", 80_000_000),
        ("NT$80,000,000", 80_000_000),
        ("nt$ 80,000,000 元", 80_000_000),
        ("新臺幣NT$80,000,000", 80_000_000),
        ("NTD 80000000", 80_000_000),
        ("NT 80000000", 80_000_000),
        ("TWD80000000", 80_000_000),
        ("$80,000,000", 80_000_000),
        ("80,000,000元", 80_000_000),
        ("80,000,000.00", 80_000_000),
        ("8千萬", 80_000_000),
        ("8000万", 80_000_000),
        ("1億", 100_000_000),
        ("1億2,000萬", 120_000_000),
        ("1億2千萬", 120_000_000),
        ("1億2000萬5千", 120_005_000),
        ("1億2,000萬3,456元", 120_003_456),
        ("2.5億", 250_000_000),
        ("1億2.5萬", 100_025_000),
        ("0.5萬", 5_000),
        ("2千5百萬", 25_000_000),
        ("2千5百億", 250_000_000_000),
        ("3千5百", 3_500),
        ("1萬5千", 15_000),
        ("1萬5元", 10_005),
        ("1億2千元", 100_002_000),
        ("八千萬", 80_000_000),
        ("一億", 100_000_000),
        ("壹億元整", 100_000_000),
        ("新臺幣捌仟萬元整", 80_000_000),
        ("新台幣捌仟萬圓正", 80_000_000),
        ("新臺幣：捌仟萬元整", 80_000_000),
        ("臺幣8,000萬", 80_000_000),
        ("捌仟萬整", 80_000_000),
        ("NT$80,000,000.-", 80_000_000),
        ("NT$ 8,000", 8_000),
        ("8仟萬", 80_000_000),
        ("8000 万", 80_000_000),
        ("一百二十萬", 1_200_000),
        ("十萬", 100_000),
        ("兩萬", 20_000),
        ("廿萬元", 200_000),
        ("80.5萬", 805_000),
        ("1億零2000", 100_002_000),
        ("5,000 TWD", 5_000),
        ("-5", -5),
        ("−5,000萬", -50_000_000),
        ("－５，０００萬", -50_000_000),
        ("–5,000萬元", -50_000_000),
        ("負五千萬元", -50_000_000),
        ("-NT$5,000", -5_000),
        ("NT$-5,000", -5_000),
        ("(5,000)", -5_000),
        ("（５，０００）", -5_000),
        ("(NT$5,000)", -5_000),
        ("NT$(5,000)", -5_000),
        ("(5,000)元", -5_000),
        ("(5,000元)", -5_000),
        ("-0", 0),
        ("260", 260),
        ("２６０", 260),
        ("0", 0),
        ("007", 7),
        ("1,000", 1_000),
        ("999", 999),
        ("1000", 1_000),
        ("1,000,000億元", 10**14),
        ("一百兆元", 10**14),
        (f"-{MOST_DOLLARS}", -MOST_DOLLARS),
        (f"{MOST_DOLLARS}", MOST_DOLLARS),
        (f"{MOST_DOLLARS - 1}", MOST_DOLLARS - 1),
    ],
)
def test_amounts_as_people_type_them(text: str, amount: int) -> None:
    assert parse_amount(text) == amount


@pytest.mark.parametrize("text", ["二十萬點", "20萬點", "200,000 points", "200000", "２０萬點", "1 point"])
def test_points(text: str) -> None:
    assert parse_amount(text, "points") == (1 if text == "1 point" else 200_000)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "abc",
        "元",
        "萬",
        "NT$",
        "1e5",
        "0x10",
        "1_000",
        "1,00,00",
        "1,0000",
        "1,2340元",
        "10000,000",
        ",000",
        "1,",
        "1.",
        ".5億",
        "+5",
        "--5",
        "-(5,000)",
        "((5,000))",
        "(5,000",
        "5,000)",
        "()",
        "-",
        "負",
        "5,000-",
        "1 000",
        "1  000",
        "1萬億",
        "百萬",
        "8000萬萬",
        "2,000萬1億",
        "1億20,000萬",
        "1億10,000萬",
        "1.5億2,000萬",
        "1億2億",
        "260人",
        "20萬點",
        "US$5",
        "5美元",
        "人民幣5元",
        "約8000萬",
        "8000萬以下",
        "八千多萬",
        "٢٦٠",
        "½",
        "10²",
        "①",
        "5\u200b",
        "inf",
        "NaN",
    ],
)
def test_what_is_no_amount_is_refused_in_both_languages(text: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        parse_amount(text)
    [problem] = refusal.value.problems
    assert (problem.code, problem.path) == ("number", ())
    assert problem.message("zh").endswith("不是數字，應如 8,000萬")
    assert problem.message("en").endswith("is not a number; write it as 80,000,000")
    assert len(str(refusal.value)) < 250


@pytest.mark.parametrize("text", ["1.5", "1.5元", "0.00005萬", "1." + "0" * 60 + "1", "NT$0.5", "-0.1"])
def test_parts_of_a_dollar_are_refused(text: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        parse_amount(text)
    [problem] = refusal.value.problems
    assert problem.code == "whole"
    assert problem.message("zh").endswith("不是整數，應填整數，如 8,000萬")
    assert problem.message("en").endswith("is not a whole number; write one, such as 80,000,000")


@pytest.mark.parametrize(
    "text", ["1億2", "1億2千", "1萬5", "3千5", "2千萬5百", "2千5萬", "一億二", "一萬五", "一萬五元", "三五萬"]
)
def test_what_may_be_two_amounts_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        parse_amount(text)
    [problem] = refusal.value.problems
    assert problem.code == "ambiguous"
    assert problem.message("zh").endswith("有兩種讀法，請寫明，如 8,000萬")


@pytest.mark.parametrize("text", ["5元", "NT$5", "5人", "5%"])
def test_points_are_no_dollars(text: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        parse_amount(text, "points")
    [problem] = refusal.value.problems
    assert problem.message("zh").endswith("應如 20萬點")


@pytest.mark.parametrize(
    ("text", "code", "limit"),
    [
        (f"{MOST_DOLLARS + 1}", "too_large", "不得超過 100,000,000,000,000"),
        ("1,000,001億", "too_large", "不得超過 100,000,000,000,000"),
        ("9" * 200, "too_large", "不得超過 100,000,000,000,000"),
        (f"-{MOST_DOLLARS + 1}", "too_small", "不得小於 -100,000,000,000,000"),
    ],
)
def test_more_than_the_most_is_refused(text: str, code: str, limit: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        parse_amount(text)
    [problem] = refusal.value.problems
    assert problem.code == code
    assert problem.message("zh").startswith(limit)
    assert len(str(refusal.value)) < 250


@pytest.mark.parametrize(
    "text",
    ["9" * 201, "9" * 5000, pytest.param("9" * 10**6, id="a million"), "5" + " " * 300 + "x", "ﷺ" * 20],
)
def test_longer_text_than_any_amount_is_refused_at_once(text: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        parse_amount(text)
    [problem] = refusal.value.problems
    assert problem.code == "length"
    assert problem.message("zh").endswith("不得超過 200 字")


@pytest.mark.parametrize("given_", [5, None, b"5", ["5"], pytest.param(10**5000, id="huge")])
def test_what_is_no_text_is_refused(given_: Any) -> None:
    with pytest.raises(InvalidInput) as refusal:
        parse_amount(given_)
    assert [problem.code for problem in refusal.value.problems] == ["type"]
    assert str(refusal.value)


@given(st.integers(min_value=-MOST_DOLLARS, max_value=MOST_DOLLARS))
def test_reading_undoes_the_writing_of_the_library(amount: int) -> None:
    for locale in ("zh_Hant_TW", "en"):
        assert parse_amount(formatted(amount, "TWD", locale)) == amount
        assert parse_amount(formatted(amount, "points", locale), "points") == amount


@given(st.integers(min_value=0, max_value=MOST_DOLLARS))
def test_reading_undoes_writing(amount: int) -> None:
    for text in (
        written(amount),
        f"新臺幣{written(amount, DEEDS)}元整",
        f"{written(amount, EVERYDAY)}元",
        f"NT${amount:,}.-",
        f"{amount}",
        f"{amount:,}",
        f"{amount // 10_000}萬{amount % 10_000}元",
    ):
        assert parse_amount(text) == amount


@given(st.text(alphabet="0123456789,.億萬千百元點$-() 一二十零壹仟") | st.text())
def test_any_text_gives_a_whole_amount_or_a_problem(text: str) -> None:
    try:
        amount = parse_amount(text)
    except InvalidInput as error:
        [problem] = error.problems
        codes = ("number", "whole", "ambiguous", "length", "too_large", "too_small")
        assert problem.code in codes
    else:
        assert type(amount) is int
        assert -MOST_DOLLARS <= amount <= MOST_DOLLARS
