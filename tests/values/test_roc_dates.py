from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloudgrant.values.roc_dates import format_date, parse_date, roc_year

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
        "31/8/2022",
        "民國2022年8月31日",
        "西元111年8月31日",
        "民國前1年1月1日",
        "民國-1年1月1日",
        "990831",  # six digits: which year?
        "20220831",
        "11108311",
        "0111-08-31",  # a ROC year filled up with a zero, or the year 111?
        "0000-01-01",
        "2022-08-31T00:00:00",
        "2022-08-31 x",
        "1 11/8/31",
        "١١١/٨/٣١",
        "111/8/31" * 100,
        "1" * 5000,
    ],
)
def test_what_is_no_date_is_refused_in_both_languages(text: str) -> None:
    with pytest.raises(ValueError, match="不是有效的日期 · is not a date") as refusal:
        parse_date(text)
    assert len(str(refusal.value)) < 150


@given(roc_days)
def test_reading_undoes_writing(day: date) -> None:
    assert parse_date(format_date(day)) == day
    assert parse_date(day.isoformat()) == day
    assert parse_date(f"{roc_year(day):03}{day:%m%d}") == day


@given(st.dates(max_value=date(1911, 12, 31), min_value=date(1000, 1, 1)))
def test_days_before_the_republic_are_written_by_the_western_year(day: date) -> None:
    assert format_date(day).startswith("西元")
    assert parse_date(format_date(day)) == day


@given(st.text(alphabet="0123456789年月日民國/-. ") | st.text())
def test_any_text_gives_a_date_or_a_value_error(text: str) -> None:
    try:
        assert type(parse_date(text)) is date
    except ValueError as error:
        assert "is not a date" in str(error)  # noqa: PT017  # either outcome is right


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
        ("zh_Hans_CN", "2022年8月31日"),
        ("zh_Hant_HK", "2022年8月31日"),
        ("en", "31 August 2022"),
        ("en_US", "31 August 2022"),
        ("en-GB", "31 August 2022"),
        ("de", "31. August 2022"),
        ("ja", "2022年8月31日"),
        ("", "111年8月31日"),
        ("xx_nonsense", "111年8月31日"),
    ],
)
def test_written_as_each_locale_writes_it(locale: str, written: str) -> None:
    assert format_date(DAY, locale) == written
