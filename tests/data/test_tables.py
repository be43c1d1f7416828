"""Objects from several tables, with problems row by row, and findings as a tidy frame."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import attrs
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import cloudgrant as cg
from cloudgrant.rules import UNKNOWN, Fact, Outcome, Record, Truth, for_each, given, rule
from toys.workshops import FILED, Limits, Maker, Workshop, programme


@rule("fund.small", zh="員工 {policy.most_staff} 以下", en="At most {policy.most_staff}")
def small(shop: Workshop, policy: Limits) -> Truth:
    return shop.staff <= policy.most_staff


@rule("fund.rent", zh="租金", en="Rent and lease")
def cheap_enough(shop: Workshop, policy: Limits, on: date) -> Truth:
    return (shop.rent <= policy.most_rent) & (shop.lease_until >= on)


@rule("fund.style", zh="樣式", en="Style")
def public(shop: Workshop, policy: Limits) -> Truth:
    return shop.public


@rule("fund.years", zh="年資", en="Three years")
def practised(maker: Maker, policy: Limits) -> Truth:
    return maker.years >= 3


FUND = programme(small, cheap_enough, public, for_each("makers", practised))
SHOPS: dict[str, Any] = {
    "shop": [7, 8],
    "staff": [3, 12],
    "rent": [90, None],
    "lease_until": [date(2022, 5, 2), date(2022, 12, 31)],
    "public": [True, None],
    "address.area": [40, 50],
}
MAKERS = {"shop": [8, 7, 8], "number": ["A1", "A1", "B2"], "years": [2, 5, None]}

Maker_ = Callable[[dict[str, Any]], Any]
BACKENDS: dict[str, Any] = {
    "polars": pl.DataFrame,
    "polars, lazy": lambda data: pl.DataFrame(data).lazy(),
    "pandas": pd.DataFrame,
    "pandas, of arrow": lambda data: pl.DataFrame(data).to_pandas(use_pyarrow_extension_array=True),
    "pyarrow": pa.table,
}


@pytest.fixture(params=BACKENDS)
def frame(request: pytest.FixtureRequest) -> Maker_:
    made: Maker_ = BACKENDS[request.param]
    return made


def test_rows_become_objects_with_their_lists(frame: Maker_) -> None:
    tables = cg.load_tables(Workshop, shops=frame(SHOPS), makers=frame(MAKERS), keys="shop")
    assert tables.problems == ()
    assert list(tables.objects) == [7, 8]
    assert tables.objects[7] == cg.load(
        Workshop,
        {
            "staff": 3,
            "rent": 90,
            "lease_until": "2022-05-02",
            "public": True,
            "address": {"area": 40},
            "makers": [{"number": "A1", "years": 5}],
        },
    )
    assert tables.objects[8].rent is UNKNOWN
    assert tables.objects[8].makers == (Maker(number="A1", years=2), Maker(number="B2"))


def test_findings_as_a_tidy_frame(frame: Maker_) -> None:
    tables = cg.load_tables(Workshop, shops=frame(SHOPS), makers=frame(MAKERS), keys="shop")
    tidy = tables.findings(FUND, on=FILED)
    rows = tidy.to_dict("records") if isinstance(tidy, pd.DataFrame) else pl.DataFrame(tidy).to_dicts()
    told = [tuple(None if pd.isna(cell) else cell for cell in row.values()) for row in rows]
    assert list(rows[0]) == ["shop", "path", "rule", "result", "margin", "fact"]
    assert told == [
        (7, "", "fund.small", "met", 6, "staff"),
        (7, "", "fund.rent", "met", 0, "lease_until"),
        (7, "", "fund.style", "met", None, None),
        (7, "makers[number=A1]", "fund.years", "met", 2, "makers[number=A1].years"),
        (8, "", "fund.small", "not_met", -3, "staff"),
        (8, "", "fund.rent", "undetermined", 243, "lease_until"),
        (8, "", "fund.style", "undetermined", None, None),
        (8, "makers[number=A1]", "fund.years", "not_met", -1, "makers[number=A1].years"),
        (8, "makers[number=B2]", "fund.years", "undetermined", None, None),
    ]


def test_an_empty_list_has_the_combined_finding() -> None:
    tables = cg.load_tables(
        Workshop,
        shops=pl.DataFrame({"shop": ["x"]}),
        makers=pl.DataFrame({"shop": [], "years": []}, schema={"shop": pl.String, "years": pl.Int64}),
        keys="shop",
    )
    assert tables.objects["x"].makers == ()
    tidy = tables.findings(FUND, on=FILED)
    assert tidy.filter(pl.col("rule") == "fund.years").row(0) == ("x", "", "fund.years", "met", None, None)
    assert tidy.schema["margin"] == pl.Int64


def test_decisions_by_key() -> None:
    tables = cg.load_tables(Workshop, shops=pl.DataFrame(SHOPS), makers=pl.DataFrame(MAKERS), keys="shop")
    decided = tables.decisions(FUND, on=FILED)
    assert {key: one.outcome for key, one in decided.items()} == {
        7: Outcome.ELIGIBLE,
        8: Outcome.INELIGIBLE,
    }


def test_problems_are_told_by_table_and_row() -> None:
    tables = cg.load_tables(
        Workshop,
        shops=pl.DataFrame(
            {"shop": ["a", "b", "a", None], "staff": [-1, 2, 3, 4], "style": ["silk", "tin", "", ""]}
        ),
        makers=pl.DataFrame({"of": ["b", "b", "c", None, "a"], "number": ["N1", "N1", "N2", "N3", " "]}),
        keys={"shops": "shop", "makers": "of"},
    )
    assert [(p.table, p.row, p.key, p.problem.path.pointer, p.problem.code) for p in tables.problems] == [
        ("shops", 2, "a", "/shop", "duplicate"),
        ("shops", 3, None, "/shop", "required"),
        ("makers", 2, "c", "/of", "tables.object"),
        ("makers", 3, None, "/of", "required"),
        ("shops", 0, "a", "/staff", "negative"),
        ("makers", 4, "a", "/makers/0/number", "empty"),
        ("shops", 1, "b", "/style", "option"),
        ("makers", 1, "b", "/makers/1", "duplicate"),
    ]
    assert tables.problems[2].message("en") == "makers[2]: of: the table shops has no row for c"
    assert tables.problems[2].message("zh") == "makers[2]: of: 表格 shops 沒有 c 這一列"
    assert tables.objects["a"] == Workshop(style="silk", makers=(Maker(),))
    assert tables.objects["b"] == Workshop(staff=2)


def test_floats_and_times_are_no_whole_numbers_and_dates() -> None:
    tables = cg.load_tables(
        Workshop,
        shops=pl.DataFrame({"shop": [1], "staff": [2.5], "founded": [datetime(2022, 5, 2, 9)]}),  # noqa: DTZ001
        keys="shop",
    )
    assert [(p.problem.path.pointer, p.problem.code) for p in tables.problems] == [
        ("/staff", "type"),
        ("/founded", "type"),
    ]
    assert tables.objects == {1: Workshop()}


def test_a_day_kept_as_its_midnight_is_that_day() -> None:
    days = pd.DataFrame({"shop": [1], "founded": pd.to_datetime(["2020-02-29"])})
    assert cg.load_tables(Workshop, shops=days, keys="shop").objects[1].founded == date(2020, 2, 29)


def test_columns_under_other_names_and_lists_in_a_cell() -> None:
    shops = pl.DataFrame({"shop": [1], "員工": [3], "備註": ["x"], "crafts": [["folding", None]]})
    tables = cg.load_tables(
        Workshop, shops=shops, keys="shop", columns={"shops": {"員工": "staff", "備註": ""}}
    )
    assert tables.problems == ()
    assert tables.objects[1] == Workshop(staff=3, crafts=("folding", UNKNOWN))


def test_tables_that_cannot_be_read_are_refused_together() -> None:
    with pytest.raises(cg.InvalidInput) as refused:
        cg.load_tables(
            Workshop,
            shops=pl.DataFrame(
                {"shop": [1], "staf": [1], "costs": [1], "rent": [1], "address.aera": [2], "r": [1]}
            ),
            makers=pl.DataFrame({"shop": [1]}),
            keys={"shops": "shop", "makers": "shopp"},
            columns={"shops": {"r": "rent", "gone": "staff"}},
        )
    assert [(p.path.pointer, p.code) for p in refused.value.problems] == [
        ("/shops/gone", "unknown_key"),
        ("/shops/staf", "unknown_key"),
        ("/shops/costs", "unknown_key"),
        ("/shops/address.aera", "unknown_key"),
        ("/shops/r", "duplicate"),
        ("/makers/shopp", "unknown_key"),
        ("/makers/shop", "unknown_key"),
    ]
    assert "staff" in refused.value.problems[1].message("en")


def test_a_column_for_a_list_that_has_a_table() -> None:
    shops = pl.DataFrame({"shop": [1], "makers": [[{"number": "A1"}]]})
    assert cg.load_tables(Workshop, shops=shops, keys="shop").objects[1].makers == (Maker(number="A1"),)
    with pytest.raises(cg.InvalidInput, match="makers"):
        cg.load_tables(Workshop, shops=shops, makers=pl.DataFrame({"shop": [1]}), keys="shop")


def test_there_is_one_table_of_the_objects() -> None:
    with pytest.raises(cg.InvalidInput, match=r"tables\.main"):
        cg.load_tables(Workshop, makers=pl.DataFrame({"shop": [1]}), keys="shop")
    one = pl.DataFrame({"shop": [1]})
    with pytest.raises(cg.InvalidInput, match=r"has no list called maker.*makers"):
        cg.load_tables(Workshop, shops=one, maker=one, keys="shop")


def test_an_object_that_cannot_be_without_a_fact_is_told_and_left_out() -> None:
    @attrs.frozen(kw_only=True)
    class Named(Record):
        name: str = given(zh="名稱", en="Name")
        size: Fact[int] = given(zh="大小", en="Size")

    tables = cg.load_tables(
        Named, things=pl.DataFrame({"id": [1, 2], "name": ["a", None], "size": [1, 2]}), keys="id"
    )
    assert list(tables.objects) == [1]
    assert [(p.row, p.problem.code) for p in tables.problems] == [(1, "required")]


def test_a_null_is_unknown_where_a_class_has_a_default_too(frame: Maker_) -> None:
    prices = {"id": [1, 2, 3], "order.price": [10, 10, None], "order.tax": [None, 1, None]}
    tables = cg.load_tables(cg.Purchase, purchases=frame(prices), keys="id")
    assert tables.problems == ()
    assert [one.order.tax for one in tables.objects.values()] == [UNKNOWN, 1, UNKNOWN]


def test_the_order_of_rows_does_not_matter() -> None:
    makers = pl.DataFrame(MAKERS)
    forward = cg.load_tables(Workshop, shops=pl.DataFrame(SHOPS), makers=makers, keys="shop")
    backward = cg.load_tables(Workshop, shops=pl.DataFrame(SHOPS).reverse(), makers=makers, keys="shop")
    assert forward.objects == backward.objects


def test_findings_come_in_the_kind_of_frame_that_the_objects_came_in() -> None:
    for make, kind in ((pl.DataFrame, pl.DataFrame), (pd.DataFrame, pd.DataFrame), (pa.table, pa.Table)):
        tables = cg.load_tables(Workshop, shops=make({"shop": [1]}), keys="shop")
        tidy = tables.findings(FUND, on=FILED)
        assert isinstance(tidy, kind)
    assert str(tidy.schema.field("margin").type) == "int64"


def test_columns_of_pandas_that_hold_this_and_that() -> None:
    shops = pd.DataFrame(
        {"shop": ["a", 2, None], "style": ["silk", 3, "glass"], "staff": [1, float("nan"), "x"]}
    )
    tables = cg.load_tables(Workshop, shops=shops, keys="shop")
    assert tables.objects == {"a": Workshop(style="silk", staff=1), 2: Workshop()}
    assert [(p.row, p.problem.path.pointer, p.problem.code) for p in tables.problems] == [
        (2, "/shop", "required"),
        (1, "/style", "type"),
    ]


def test_a_key_that_is_no_single_value() -> None:
    tables = cg.load_tables(Workshop, shops=pl.DataFrame({"shop": [[1]], "staff": [1]}), keys="shop")
    assert tables.objects == {}
    assert [(p.row, p.problem.code) for p in tables.problems] == [(0, "tables.key")]


def test_names_of_tables_columns_and_keys_are_checked() -> None:
    one = pl.DataFrame({"shop": [1], "rule": [1], "staff": [1], "address": [{"area": 1}], "a": [1]})
    with pytest.raises(cg.InvalidInput) as refused:
        cg.load_tables(
            Workshop,
            shops=one,
            makers=pl.DataFrame({"shop": [1]}),
            keys={"shops": "rule", "shop": "shop"},
            columns={"shps": {"staff": "rent"}, "shops": {"shop": "", "a": "address.area"}},
        )
    assert [(p.path.pointer, p.code) for p in refused.value.problems] == [
        ("/keys/shop", "unknown_key"),
        ("/columns/shps", "unknown_key"),
        ("/keys/shops", "duplicate"),
        ("/shops/a", "duplicate"),
        ("/keys/makers", "required"),
        ("/makers/shop", "unknown_key"),
    ]
    twice = pd.DataFrame([[1, 2, 3]], columns=["shop", "staff", "staff"])
    with pytest.raises(cg.InvalidInput, match=r"shops\.staff: staff appears more than once"):
        cg.load_tables(Workshop, shops=twice, keys="shop")


@pytest.mark.parametrize("given", [5, None, "x", object()])
def test_what_is_no_frame_is_told_of_every_table(given: Any) -> None:
    with pytest.raises(cg.InvalidInput) as refused:
        cg.load_tables(cg.Proposal, keys="case", proposals=given, members=given)
    assert [(one.path.key, one.code) for one in refused.value.problems] == [
        ("proposals", "type"),
        ("members", "type"),
    ]
