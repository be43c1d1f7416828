"""Where years are counted by the ROC calendar, everything that says a date counts so; nothing elsewhere."""

from __future__ import annotations

from datetime import date

import pytest

from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.roc_calendar import typed_year
from cloudgrant.values.roc_dates import format_date, parse_date
from cloudgrant.values.years import NEVER, format_year, parse_year

DAY = date(2022, 8, 31)


@pytest.mark.parametrize(
    ("locale", "roc"),
    [
        ("zh", True), ("zh_Hant", True), ("zh_TW", True), ("zh-tw", True), ("zh_Hant_TW", True),
        ("zh_CN", True), ("zh_Hans", True), ("zh_HK", False), ("zh_Hant_HK", False), ("en", False),
    ],
)  # fmt: skip
def test_a_problem_says_a_day_by_the_calendar_of_its_locale(locale: str, roc: bool) -> None:
    message = Problem.at((), "date", given=DAY, expected="").message(locale)
    assert ("111年8月31日" in message) is roc
    assert ("2022-08-31" in message) is not roc
    assert (format_date(DAY, locale) == "111年8月31日") is roc
    assert (format_year(2022, locale) == "111年") is roc


@pytest.mark.parametrize(
    "text", ["0110", "00110", "0111年", "民國0110年", "〇一一〇", "零一一〇年度", "02021", "西元02021年"]
)
def test_a_year_filled_up_to_four_digits_is_not_guessed(text: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        parse_year(text)
    assert [one.code for one in caught.value.problems] == ["year"]


@pytest.mark.parametrize(
    "text", ["00110年8月31日", "民國00111年8月31日", "02022年8月31日", "〇〇一一一年八月三十一日"]
)
def test_a_day_in_such_a_year_is_not_guessed_either(text: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        parse_date(text)
    assert [one.code for one in caught.value.problems] == ["date"]


def test_a_roc_year_is_filled_up_to_three_digits_as_forms_do() -> None:
    assert parse_year("099") == typed_year("099") + 1911 == 2010
    assert (
        parse_date("099年12月31日") == parse_date("099/12/31") == parse_date("0991231") == date(2010, 12, 31)
    )


@pytest.mark.parametrize("text", ["0", "０", " 0 ", "從未"])
def test_the_year_of_what_never_happened_may_be_typed_as_data_have_it(text: str) -> None:
    assert parse_year(text, never=True) == NEVER
    with pytest.raises(InvalidInput):
        parse_year(text)


@pytest.mark.parametrize("text", ["00", "000", "0000", "0年"])
def test_other_zeros_are_no_year(text: str) -> None:
    with pytest.raises(InvalidInput):
        parse_year(text, never=True)
