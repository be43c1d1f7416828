"""Columns under other headings, in other units and words: read exactly or refused, and slips are told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
import duckdb
import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant import frames
from cloudgrant.frames.libraries import as_table
from cloudgrant.rules import Fact, Record
from cloudgrant.rules import given as given_fact

DAY = date(2022, 5, 2)
SIZE = "points.applicant.size"
DATABASE = duckdb.connect()
ENGINES: Mapping[str, Callable[[pl.DataFrame], Any]] = {
    "polars": pl.DataFrame.clone,
    "lazy polars": pl.DataFrame.lazy,
    "pandas": pl.DataFrame.to_pandas,
    "pyarrow": pl.DataFrame.to_arrow,
    "duckdb": lambda frame: DATABASE.from_arrow(frame.to_arrow()),
}
every_engine = pytest.mark.parametrize("made", ENGINES.values(), ids=ENGINES)


@attrs.frozen(kw_only=True)
class Ledger(Record):
    """A sum of money that may be anything that 64 bits hold."""

    total: Fact[int] = given_fact(zh="合計", en="Total", unit="TWD", least=-(2**62), most=2**62)
    months: Fact[int] = given_fact(zh="期間", en="Term", unit="months")
    word: Fact[str] = given_fact(zh="字", en="Word")
    closed: Fact[bool] = given_fact(zh="結案", en="Closed")


def cells(frame: Any, name: str) -> list[Any]:
    table = as_table(frame)
    table = table.select(name)
    if hasattr(table, "collect"):
        table = table.collect()
    found: list[Any] = table[name].to_list()
    return found


def problems(call: Callable[[], Any]) -> list[tuple[str, str]]:
    with pytest.raises(cg.InvalidInput) as caught:
        call()
    for one in caught.value.problems:
        assert one.message("en") != one.message("zh_Hant_TW")
    return [(one.path.pointer, one.code) for one in caught.value.problems]


# Units.

numbers: dict[str, tuple[Any, Any, Any]] = {
    "whole": (pl.Int64, st.integers(-(2**63) + 1, 2**63 - 1) | st.integers(-(10**7), 10**7), Fraction),
    "narrow": (pl.Int32, st.integers(-(2**31), 2**31 - 1), Fraction),
    "floats": (
        pl.Float64,
        st.floats(-1e17, 1e17) | st.integers(-(10**9), 10**9).map(lambda number: number / 1000),
        lambda cell: Fraction(repr(cell)),
    ),
    "decimals": (
        pl.Decimal(24, 4),
        st.decimals(-(10**19), 10**19, places=4) | st.decimals(-(10**6), 10**6, places=1),
        Fraction,
    ),
}  # fmt: skip


@every_engine
@pytest.mark.parametrize("kind", numbers)
@settings(max_examples=6, deadline=None)
@given(data=st.data())
def test_units_are_converted_exactly_or_refused(
    made: Callable[..., Any], kind: str, data: st.DataObject
) -> None:
    dtype, values, exact = numbers[kind]
    given_cells = data.draw(st.lists(st.none() | values, min_size=1, max_size=12).filter(any))
    unit, times = data.draw(st.sampled_from([("元", 1), ("千元", 1000), ("萬元", 10_000), ("億元", 10**8)]))
    frame = pl.DataFrame({"row": range(len(given_cells)), "金額": pl.Series(given_cells, dtype=dtype)})
    expected: list[Any] = []
    for cell in given_cells:
        whole = None if cell is None else exact(cell) * times
        limit = 2**53 if kind == "floats" else 2**62
        is_there = whole is not None and whole.denominator == 1 and abs(whole) <= limit
        expected.append(int(whole) if is_there and whole is not None else None)
    wrong = sum(one is None and cell is not None for one, cell in zip(expected, given_cells, strict=True))
    if made is pl.DataFrame.to_pandas and kind in ("whole", "narrow") and None in given_cells:
        return  # pandas has made floats of them
    columns = {"金額": ("total", unit)}
    found = frames.problems(made(frame), Ledger, columns=columns)
    assert sum(int(str(one.params["rows"])) for one in found) == wrong
    if wrong:
        assert [one.path.key for one in found] == ["金額"]
    else:
        told = frames.with_facts(made(frame), Ledger, columns)
        assert sorted(cells(told, "total"), key=str) == sorted(expected, key=str)
        assert sorted(cells(told, "金額"), key=str) == sorted(cells(made(frame), "金額"), key=str)


@every_engine
def test_a_column_in_thousands_decides_as_its_dollars(made: Callable[..., Any]) -> None:
    frame = pl.DataFrame({"實收資本額": [100_000.0, 100_000.001, None], "regular_employees": [201] * 3})
    columns = {"實收資本額": ("paid_in_capital", "千元")}
    decided = frames.assess(made(frame), cg.points, on=DAY, columns=columns)
    assert sorted(cells(decided, SIZE)) == ["met", "not_met", "undetermined"]
    assert "paid_in_capital" not in as_table(decided).collect_schema().names()
    same = frames.assess(
        made(frame.rename({"實收資本額": "paid_in_capital"})),
        cg.points,
        on=DAY,
        columns={"paid_in_capital": ("paid_in_capital", "千元")},
    )
    assert sorted(cells(same, SIZE)) == ["met", "not_met", "undetermined"]
    assert [one for one in cells(same, "paid_in_capital") if one == one and one is not None] == [
        100_000.0,
        100_000.001,
    ]


def test_months_and_years() -> None:
    told = frames.with_facts(pl.DataFrame({"期間（年）": [1, 2]}), Ledger, {"期間（年）": ("months", "年")})
    assert told["months"].to_list() == [12, 24]


@every_engine
def test_words_stand_for_what_is_said_of_them(made: Callable[..., Any]) -> None:
    frame = pl.DataFrame({"row": [0, 1, 2], "工廠": ["已登記", "免登記", None], "製造業": [1, 0, None]})
    columns = {
        "工廠": ("factory", {"已登記": "registered", "免登記": "exempt"}),
        "製造業": ("manufacturer", {1: True, 0: False}),
    }
    told = frames.with_facts(made(frame), cg.Company, columns)
    assert cells(told, "factory") == ["registered", "exempt", None]
    assert cells(told, "manufacturer") == [True, False, None]
    other = {**columns, "工廠": ("factory", {"已登記": "registered"})}
    [problem] = frames.problems(made(frame), cg.Company, columns=other)
    assert (problem.path.key, problem.params["rows"]) == ("工廠", 1)


def test_a_number_is_neither_yes_nor_no() -> None:
    frame = pl.DataFrame({"manufacturer": [1, 0], "paid_in_capital": [1, 1]})
    assert problems(lambda: frames.assess(frame, cg.points, on=DAY)) == [("/manufacturer", "frame.type")]


@pytest.mark.parametrize(
    ("columns", "problem"),
    [
        ({"capital": "paid_in_capital"}, ("/columns/capital", "unknown_key")),
        ({"資本": "paid_in_captial"}, ("/columns/資本", "heading.fact")),
        ({"資本": ("paid_in_capital", "仟圓")}, ("/columns/資本", "unit")),
        ({"資本": ("paid_in_capital", "年")}, ("/columns/資本", "unit")),
        ({"資本": ("factory", "千元")}, ("/columns/資本", "unit")),
        ({"資本": 5}, ("/columns/資本", "type")),
        ({"資本": ("paid_in_capital",)}, ("/columns/資本", "type")),
        ("資本", ("/columns", "type")),
        ({"資本": "paid_in_capital", "其他": "paid_in_capital"}, ("/columns/其他", "duplicate")),
        ({"資本": "regular_employees"}, ("/columns/資本", "duplicate")),
        ({"nowhere": {"資本": "amount"}}, ("/columns/nowhere", "unknown_key")),
    ],
)
def test_headings_that_mean_nothing_are_told(columns: Any, problem: tuple[str, str]) -> None:
    frame = pl.DataFrame({"資本": [1], "其他": [1], "regular_employees": [5]})
    for call in (
        lambda: frames.assess(frame, cg.points, on=DAY, columns=columns),
        lambda: frames.problems(frame, cg.Company, columns=columns),
        lambda: frames.missing(frame, cg.points, columns=columns),
        lambda: frames.with_facts(frame, cg.Company, columns),
    ):
        assert problem in problems(call)


@every_engine
def test_headings_of_lists(made: Callable[..., Any]) -> None:
    tables = {
        "": made(pl.DataFrame({"案號": ["A", "B"]})),
        "lines": made(pl.DataFrame({"案號": ["A", "B"], "來源": ["補助款"] * 2, "金額": [1000.0, 10_000.5]})),
    }
    columns = {"lines": {"來源": ("source", {"補助款": "subsidy"}), "金額": ("amount", "千元")}}
    decided = frames.assess(tables, cg.research, key="案號", on=DAY, columns=columns)
    plain = {
        "": made(pl.DataFrame({"案號": ["A", "B"]})),
        "lines": made(
            pl.DataFrame({"案號": ["A", "B"], "source": ["subsidy"] * 2, "amount": [1_000_000, 10_000_500]})
        ),
    }
    expected = frames.assess(plain, cg.research, key="案號", on=DAY)
    for name in cg.research.rule_ids():
        assert sorted(cells(decided, name)) == sorted(cells(expected, name))
    told = frames.with_facts(tables, cg.Proposal, columns, key="案號")
    assert cells(told["lines"], "amount") == [1_000_000, 10_000_500]


def test_headings_inside_a_column_of_lists() -> None:
    items = pl.Series([[{"來源": "subsidy", "金額": 1000.0}], []])
    frame = {"": pl.DataFrame({"明細": items})}
    columns = {"": {"明細": "lines"}, "lines": {"來源": "source", "金額": ("amount", "千元")}}
    decided = frames.assess(frame, cg.research, on=DAY, columns=columns)
    named = {"": pl.DataFrame({"lines": pl.Series([[{"source": "subsidy", "amount": 1_000_000}], []])})}
    expected = frames.assess(named, cg.research, on=DAY)
    assert decided.select(cg.research.rule_ids()).equals(expected.select(cg.research.rule_ids()))


# Slips.


@every_engine
@pytest.mark.parametrize(
    "heading", ["paid_in_captial", "Paid-in capital", "實收資本額", "實收資本額（千元）"]
)
def test_a_heading_that_was_meant_for_a_fact_is_told(made: Callable[..., Any], heading: str) -> None:
    frame = made(pl.DataFrame({heading: [1], "regular_employees": [201], "county": ["x"]}))
    with pytest.raises(cg.InvalidInput) as caught:
        frames.assess(frame, cg.points, on=DAY)
    [problem] = caught.value.problems
    assert (problem.path.key, problem.code, problem.params["fact"]) == (
        heading,
        "frame.heading",
        "paid_in_capital",
    )
    assert f'columns={{"{heading}": "paid_in_capital"}}' in problem.message("en")
    assert f'columns={{"{heading}": "paid_in_capital"}}' in problem.message("zh_Hant_TW")
    ways: tuple[dict[str, Any], ...] = ({"unmatched": "ignore"}, {"columns": {heading: ""}})
    for options in ways:
        decided = frames.assess(frame, cg.points, on=DAY, **options)
        assert cells(decided, SIZE) == ["undetermined"]


def test_other_columns_are_nobodys_business() -> None:
    frame = pl.DataFrame({"regular_employees": [201], "employees": [5], "capital": [1], "last_used": ["x"]})
    assert frames.assess(frame, cg.points, on=DAY)[SIZE].to_list() == ["undetermined"]
    near = pl.DataFrame({"paid_in_capital": [1], "paid_in_captial": [1], "Paid-in capital": [2]})
    assert frames.assess(near, cg.points, on=DAY)[SIZE].to_list() == ["met"]


def test_a_slip_in_a_list_is_told_at_its_table() -> None:
    lines = pl.DataFrame({"case": ["A"], "amuont": [1], "source": ["subsidy"]})
    tables = {"": pl.DataFrame({"case": ["A"]}), "lines": lines}
    found = problems(lambda: frames.assess(tables, cg.research, key="case", on=DAY))
    assert found == [("/lines/amuont", "frame.heading")]


def test_a_heading_of_no_fact_is_not_read_though_it_is_called_like_one() -> None:
    frame = pl.DataFrame({"paid_in_capital": ["text"], "regular_employees": [200]})
    decided = frames.assess(frame, cg.points, on=DAY, columns={"paid_in_capital": ""})
    assert decided[SIZE].to_list() == ["met"]
    lacks = frames.missing(frame, cg.points, columns={"paid_in_capital": ""})
    assert "paid_in_capital" in lacks[SIZE]


@pytest.mark.parametrize("made", [pl.DataFrame, pl.LazyFrame, pd.DataFrame])
def test_a_frame_without_any_fact_is_told(made: Callable[..., Any]) -> None:
    frame = made({"capital": [1], "name": ["x"]})
    assert problems(lambda: frames.assess(frame, cg.points, on=DAY)) == [("", "frame.nothing")]
    assert cells(frames.assess(frame, cg.points, on=DAY, unmatched="ignore"), SIZE) == ["undetermined"]
    other: Any = "no"
    assert problems(lambda: frames.assess(frame, cg.points, on=DAY, unmatched=other)) == [
        ("/unmatched", "option")
    ]


def test_decimals_beyond_all_digits_are_refused() -> None:
    frame = pl.DataFrame({"金額": pl.Series([Decimal(10) ** 25], dtype=pl.Decimal(38, 6))})
    [problem] = frames.problems(frame, Ledger, columns={"金額": ("total", "元")})
    assert problem.params["rows"] == 1
