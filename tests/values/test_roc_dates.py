from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloudgrant.values.locales import Language
from cloudgrant.values.problems import InvalidInput
from cloudgrant.values.roc_calendar import roc_year
from cloudgrant.values.roc_dates import format_date, parse_date

DAY = date(2022, 8, 31)
roc_days = st.dates(min_value=date(1912, 1, 1), max_value=date(2910, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "111年8月31日",
        "111年08月31日",
        "民國111年8月31日",
        "中華民國111年8月31日",
        "中華民國 111 年 8 月 31 日",
        "111/8/31",
        "111/08/31",
        "民國111/8/31",
        "111-08-31",
        "111.8.31",
        "1110831",
        "2022-08-31",
        "2022-8-31",
        "2022/8/31",
        "2022.8.31",
        "2022年8月31日",
        "西元2022年8月31日",
        "１１１年８月３１日",
        "１１１／０８／３１",
        "\u3000111 / 8 / 31 ",
        "20220831",
        "２０２２０８３１",
        "民國111.8.31",
        "111. 8. 31",
        "民國一一一年八月三十一日",
        "中華民國一百一十一年八月卅一日",
        "一百十一年八月三十一號",
        "二〇二二年八月三十一日",
        "西元二○二二年八月三一日",
        "31 August 2022",
        "31 Aug. 2022",
        "August 31, 2022",
    ],
)
def test_one_day_written_in_many_ways(text: str) -> None:
    assert parse_date(text) == DAY


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("民國元年1月1日", date(1912, 1, 1)),
        ("1年1月1日", date(1912, 1, 1)),
        ("99/12/31", date(2010, 12, 31)),
        ("0991231", date(2010, 12, 31)),
        ("100/1/1", date(2011, 1, 1)),
        ("113年2月29日", date(2024, 2, 29)),
        ("1911-12-31", date(1911, 12, 31)),
        ("1000-01-01", date(1000, 1, 1)),
    ],
)
def test_edges_of_the_calendar(text: str, day: date) -> None:
    assert parse_date(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "今天",
        "111年2月30日",
        "112年2月29日",
        "民國0年1月1日",
        "0/1/1",
        "0000101",
        "111年13月1日",
        "111年0月1日",
        "111年1月0日",
        "111年4月31日",
        "1111301",
        "111年8月",
        "8月31日",
        "111/8-31",
        "111/8",
        "民國2022年8月31日",
        "西元111年8月31日",
        "民國前1年1月1日",
        "民國-1年1月1日",
        "990831",  # six digits: which year?
        "01110831",  # a ROC year filled up with a zero?
        "20221301",
        "31082022",
        "08312022",
        "11108311",
        "0111年8月31日",
        "〇一一一年八月三十一日",
        "111年元月元日",
        "一一一年八月八百日",
        "三五百年八月三日",
        "31 Augustus 2022",
        "31 August 111",
        "111年8月31²日",
        "0111-08-31",  # a ROC year filled up with a zero, or the year 111?
        "0000-01-01",
        "2022-08-31T00:00:00",
        "2022-08-31 x",
        "1 11/8/31",
        "١١١/٨/٣١",
    ],
)
def test_what_is_no_date_is_refused_in_both_languages(text: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        parse_date(text)
    [problem] = refusal.value.problems
    assert problem.code == "date"
    assert problem.message("zh").endswith("不是有效的日期，應如 111年4月13日")
    assert problem.message("en").endswith("is not a date; write it as 111/4/13 or 2022-04-13")


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("31/8/2022", "2022/8/31", "2022/8/31"),
        ("8/31/2022", "2022/8/31", "2022/8/31"),
        ("08-31-2022", "2022/8/31", "2022/8/31"),
        ("4/13/2022", "2022/4/13", "2022/4/13"),
        ("4/5/2022", "2022/4/5 或 2022/5/4", "2022/4/5 or 2022/5/4"),
        ("5.5.2022", "2022/5/5", "2022/5/5"),
    ],
)
def test_a_year_at_the_end_is_told_to_stand_first(text: str, zh: str, en: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        parse_date(text)
    [problem] = refusal.value.problems
    assert problem.code == "date.year_first"
    assert problem.message("zh") == f"{text!r} 的年份應寫在前面，如 {zh}"
    assert problem.message("en") == f"{text!r}: write the year first, as in {en}"


def test_a_year_that_may_be_a_day_or_a_century_is_not_guessed() -> None:
    for text in ("22/4/13", "1/2/22", "31-1-1", "13.4.22"):
        with pytest.raises(InvalidInput) as refusal:
            parse_date(text)
        assert [problem.code for problem in refusal.value.problems] == ["ambiguous"]
    assert (
        parse_date("民國22/4/13") == parse_date("22年4月13日") == parse_date("022/4/13") == date(1933, 4, 13)
    )
    assert parse_date("32/4/13") == date(1943, 4, 13)


def test_more_text_than_a_date_takes_is_refused_at_once() -> None:
    for text in ("111/8/31" * 100, "1" * 10**6):
        with pytest.raises(InvalidInput) as refusal:
            parse_date(text)
        assert [problem.code for problem in refusal.value.problems] == ["length"]


DIGITS = "〇一二三四五六七八九"


@given(roc_days)
def test_dates_in_numerals(day: date) -> None:
    def numeral(number: int) -> str:
        tens, ones = divmod(number, 10)
        return ("" if tens == 0 else ("" if tens == 1 else DIGITS[tens]) + "十") + (
            DIGITS[ones] if ones else ""
        )

    month_and_day = f"{numeral(day.month)}月{numeral(day.day)}日"
    for year in (str(roc_year(day)), str(day.year)):
        spelt = "".join(DIGITS[int(digit)] for digit in year)
        assert parse_date(f"{spelt}年{month_and_day}") == day


@given(roc_days)
def test_reading_undoes_writing(day: date) -> None:
    assert parse_date(format_date(day)) == day
    assert parse_date(format_date(day, "en")) == day
    assert parse_date(day.isoformat()) == parse_date(f"{day:%Y%m%d}") == day
    assert parse_date(f"{roc_year(day):03}{day:%m%d}") == day


@given(st.dates(max_value=date(1911, 12, 31), min_value=date(1000, 1, 1)))
def test_days_before_the_republic_are_written_by_the_western_year(day: date) -> None:
    assert format_date(day).startswith("西元")
    assert parse_date(format_date(day)) == day


@given(st.text(alphabet="0123456789年月日民國/-. ") | st.text())
def test_any_text_gives_a_date_or_a_problem(text: str) -> None:
    try:
        assert type(parse_date(text)) is date
    except InvalidInput as error:
        [problem] = error.problems
        assert problem.code in ("date", "date.year_first", "ambiguous", "length")


def test_roc_year_begins_in_1912() -> None:
    assert roc_year(date(1912, 1, 1)) == 1
    assert roc_year(date(2022, 12, 31)) == 111
    with pytest.raises(ValueError, match="民國元年 · is before the ROC calendar"):
        roc_year(date(1911, 12, 31))


@pytest.mark.parametrize(
    ("locale", "written"),
    [
        ("zh_Hant_TW", "111年8月31日"),
        ("zh-TW", "111年8月31日"),
        ("zh", "111年8月31日"),
        ("ZH-HANT", "111年8月31日"),
        ("zh_Hans_CN", "111年8月31日"),
        ("zh_Hant_HK", "2022年8月31日"),
        ("en", "31 August 2022"),
        ("en_US", "31 August 2022"),
        ("en-GB", "31 August 2022"),
        ("de", "31 August 2022"),
        ("ja", "31 August 2022"),
        (Language("ja", {}), "2022年8月31日"),
        (Language("zh_Hans_CN", {}), "2022年8月31日"),
        (Language("ja", {"date.pattern": "y/MM/dd"}), "2022/08/31"),
        ("", "111年8月31日"),
        ("%%%", "111年8月31日"),
        ("xx_nonsense", "31 August 2022"),
    ],
)
def test_written_as_each_locale_writes_it(locale: str, written: str) -> None:
    assert format_date(DAY, locale) == written
