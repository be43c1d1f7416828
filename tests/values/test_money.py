from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloudgrant.values.formatting import formatted
from cloudgrant.values.money import MOST_DOLLARS, parse_amount


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
        ("20萬點", 200_000),
        ("200,000點", 200_000),
        ("260", 260),
        ("２６０", 260),
        ("0", 0),
        ("007", 7),
        ("1,000", 1_000),
        ("999", 999),
        ("1000", 1_000),
        ("10,000,000億元", 10**15),
        (f"{MOST_DOLLARS}", MOST_DOLLARS),
        (f"{MOST_DOLLARS - 1}", MOST_DOLLARS - 1),
    ],
)
def test_amounts_as_people_type_them(text: str, amount: int) -> None:
    assert parse_amount(text) == amount


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "abc",
        "元",
        "萬",
        "NT$",
        "1.5",
        "1.5元",
        "0.00005萬",
        "1." + "0" * 60 + "1",
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
        "-5",
        "−5",
        "-8,000萬",
        "+5",
        "1 000",
        "1  000",
        "1萬億",
        "百萬",
        "八千萬",
        "8000萬萬",
        "1億2",  # people mean 1億2,000萬
        "1億2千",
        "1萬5",
        "3千5",
        "2千萬5百",
        "2千5萬",
        "2,000萬1億",
        "1億20,000萬",
        "1億10,000萬",
        "1.5億2,000萬",
        "1億2億",
        "260人",
        "US$5",
        "5美元",
        "約8000萬",
        "8000萬以下",
        "٢٦٠",
        "½",
        "inf",
        "NaN",
        "5" + " " * 300 + "x",
    ],
)
def test_what_is_no_whole_amount_is_refused_in_both_languages(text: str) -> None:
    with pytest.raises(ValueError, match="不是整數金額 · is not a whole amount") as refusal:
        parse_amount(text)
    assert len(str(refusal.value)) < 150


@pytest.mark.parametrize("text", [f"{MOST_DOLLARS + 1}", "10,000,001億", "9" * 5000])
def test_more_than_the_most_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="不得超過 1,000,000,000,000,000 · must be at most"):
        parse_amount(text)


@given(st.integers(min_value=0, max_value=MOST_DOLLARS))
def test_reading_undoes_writing(amount: int) -> None:
    for text in (
        formatted(amount, "TWD", "zh_Hant_TW"),
        formatted(amount, "TWD", "en"),
        formatted(amount, "points", "zh_Hant_TW"),
        f"{amount}",
        f"{amount:,}",
        f"{amount // 10_000}萬{amount % 10_000}元",
    ):
        assert parse_amount(text) == amount


@given(st.text(alphabet="0123456789,.億萬千百元點$ ") | st.text())
def test_any_text_gives_a_whole_amount_or_a_value_error(text: str) -> None:
    try:
        amount = parse_amount(text)
    except ValueError as error:
        assert "is not a whole amount" in str(error) or "must be at most" in str(error)  # noqa: PT017
    else:
        assert type(amount) is int
        assert 0 <= amount <= MOST_DOLLARS
