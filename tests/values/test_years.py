"""Years: Gregorian as data, ROC years to read and to type."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant.values.formatting import formatted
from cloudgrant.values.years import (
    FIRST_YEAR,
    LAST_YEAR,
    NEVER,
    format_year,
    parse_year,
    year_or_never,
    year_problem,
)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("110", 2021), ("110年", 2021), (" １１０ 年度", 2021), ("民國110年", 2021),
        ("中華民國一一〇年", 2021),
        ("一百一十年", 2021), ("民國元年", 1912), ("1", 1912), ("2021", 2021), ("西元2021年", 2021),
        ("公元 2021", 2021),
    ],
)  # fmt: skip
def test_years_as_people_type_them(text: str, year: int) -> None:
    assert parse_year(text) == year


@pytest.mark.parametrize(
    "text",
    ["", "0", "民國2021年", "西元110年", "1911", "110年4月", "110.5", "-110", "去年", "從未", "1234567890"],
)
def test_what_is_no_year_is_refused(text: str) -> None:
    with pytest.raises(cg.InvalidInput) as refused:
        parse_year(text)
    assert [problem.code for problem in refused.value.problems] == ["year"]


@pytest.mark.parametrize("text", ["從未", "無", "沒有", "否", "Never", "no"])
def test_never_is_a_word_where_it_may_be(text: str) -> None:
    assert parse_year(text, never=True) == NEVER


@given(st.integers(FIRST_YEAR, LAST_YEAR))
def test_what_is_written_is_read(year: int) -> None:
    assert parse_year(format_year(year, "en")) == year
    if year - 1911 < 1000:
        assert parse_year(format_year(year, "zh_Hant_TW")) == year
    assert year_problem(year) is None


@pytest.mark.parametrize(
    ("year", "sound"), [(0, True), (1911, False), (1912, True), (9999, True), (10_000, False)]
)
def test_the_bounds_of_a_year(year: int, sound: bool) -> None:
    assert (year_or_never(year) is None) is sound


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("zh_Hant_TW", "110年"),
        ("zh_Hans_CN", "110年"),
        ("zh_HK", "西元2021年"),
        ("en", "2021"),
        ("de", "2021"),
    ],
)
def test_a_year_in_words(locale: str, text: str) -> None:
    assert formatted(2021, "year", locale) == text
    assert formatted(NEVER, "year", locale) == ("從未" if locale.startswith("zh") else "never")
