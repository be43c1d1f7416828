"""The tidy table of an impact: of frames as of objects, sound where facts are missing, in one pass."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import product
from typing import Any

import attrs
import duckdb
import narwhals as nw
import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant.reform import Impact, Reform, compare, sweep
from cloudgrant.rules import InvalidInput
from toys.shops import ON, Shop, fund

UNKNOWN: Any = cg.UNKNOWN
DUCKDB = duckdb.connect()
MAKERS: Mapping[str, Callable[[pl.DataFrame], Any]] = {
    "polars": lambda frame: frame,
    "lazy polars": lambda frame: frame.lazy(),
    "pyarrow": lambda frame: frame.to_arrow(),
    "pandas": lambda frame: frame.to_pandas(),
    "duckdb": lambda frame: DUCKDB.from_arrow(frame.to_arrow()),
}
TYPES = {"rent": pl.Int64, "wages": pl.Int64, "style": pl.String, "public": pl.Boolean,
         "fined": pl.Boolean, "county": pl.String, "founded": pl.Date}  # fmt: skip
VARIANTS: Mapping[str, Any] = {
    "now": None,
    "more": Reform("more", policy={"grant": 9}),
    "less": Reform("less", policy={"grant": 1, "rent": 4}),
    "without": Reform("without", without=["fund.most"], policy={"kinds": ("silk", "glass")}),
}


SHOPS = st.builds(
    Shop,
    rent=st.sampled_from([0, 1, 2, 3, 4, UNKNOWN]),
    wages=st.sampled_from([0, 1, 2, 9, UNKNOWN]),
    style=st.sampled_from(["paper", "silk", "glass", UNKNOWN]),
    public=st.sampled_from([True, False, UNKNOWN]),
    fined=st.sampled_from([True, False, UNKNOWN]),
    county=st.sampled_from(["南", "北", UNKNOWN]),
)


def framed(shops: Sequence[Shop], **more: Sequence[Any]) -> pl.DataFrame:
    columns = {
        name: [None if getattr(shop, name) is UNKNOWN else getattr(shop, name) for shop in shops]
        for name in TYPES
    }
    return pl.DataFrame({**columns, **more}, schema_overrides=TYPES)


def rows_of(table: Any) -> list[dict[str, Any]]:
    """The rows of a table, in an order of their own; what is not known of a group is null in frames."""
    found = (
        table if isinstance(table, tuple) else nw.from_native(table, eager_only=True).iter_rows(named=True)
    )
    rows = [
        {
            name: None if cell is UNKNOWN or cell is pd.NA or cell != cell else cell
            for name, cell in row.items()
        }
        for row in found
    ]
    return sorted(rows, key=lambda row: [str(cell) for cell in row.values()])


@settings(max_examples=8)
@given(st.lists(SHOPS, max_size=12))
@pytest.mark.parametrize("library", MAKERS)
def test_a_table_of_rows_is_that_of_the_objects(library: str, shops: list[Shop]) -> None:
    objects = compare(shops, fund, VARIANTS, by="county", on=ON)
    rows = compare(MAKERS[library](framed(shops)), fund, VARIANTS, by="county", on=ON)
    assert rows_of(rows.table()) == rows_of(objects.table())
    assert rows_of(rows.table(by=())) == rows_of(objects.table(by=()))
    assert rows.footnote == objects.footnote


@settings(max_examples=5)
@given(st.lists(SHOPS, min_size=1, max_size=8), st.data())
@pytest.mark.parametrize("library", MAKERS)
def test_a_weight_is_as_many_rows(library: str, shops: list[Shop], data: st.DataObject) -> None:
    weights = [data.draw(st.integers(0, 4)) for _ in shops]
    make = MAKERS[library]
    once = compare(make(framed(shops, weight=weights)), fund, VARIANTS, by="county", weights="weight", on=ON)
    every = [shop for shop, weight in zip(shops, weights, strict=True) for _ in range(weight)]
    apart = {(row["variant"], row["county"]): row for row in rows_of(compare(
        every, fund, VARIANTS, by="county", on=ON).table())}  # fmt: skip
    for row in rows_of(once.table()):
        as_often = apart.get((row["variant"], row["county"]))
        if as_often is None:
            assert row["weight"] == row["winners_high"] == row["cost_high"] == 0
        else:
            assert {**row, "rows": 0} == {**as_often, "rows": 0}
    later = compare(make(framed(shops, weight=weights)), fund, VARIANTS, by="county", on=ON)
    assert rows_of(later.table(weights="weight")) == rows_of(once.table())


POSSIBLE: Mapping[str, tuple[Any, ...]] = {
    "rent": (0, 2, 3, 5), "wages": (0, 1, 2, 20), "style": ("paper", "silk", "glass"),
    "public": (True, False), "fined": (True, False), "founded": (date(2022, 3, 1), date(2022, 5, 1)),
}  # fmt: skip


def completions(shop: Shop) -> Iterator[Shop]:
    open_ = [name for name in POSSIBLE if getattr(shop, name) is UNKNOWN]
    for values in product(*(POSSIBLE[name] for name in open_)):
        yield attrs.evolve(shop, **dict(zip(open_, values, strict=True)))


@settings(max_examples=25)
@given(SHOPS, st.sampled_from(list(VARIANTS)[1:]))
def test_whatever_the_facts_are_the_award_changes_within_the_band(shop: Shop, name: str) -> None:
    held = {"now": VARIANTS["now"], name: VARIANTS[name]}
    [row] = compare([shop], fund, held, on=ON).table()
    for complete in completions(shop):
        [exact] = compare([complete], fund, held, on=ON).table()
        before, after = (
            (variant or Reform("as it is")).of(fund).assess(complete, on=ON).award or 0
            for variant in held.values()
        )
        assert exact["cost_low"] == exact["cost_high"] == after - before
        assert row["cost_low"] <= after - before <= row["cost_high"]
        assert row["winners_low"] <= exact["winners_low"] == exact["winners_high"] <= row["winners_high"]
        assert row["losers_low"] <= exact["losers_low"] == exact["losers_high"] <= row["losers_high"]


def test_an_award_that_is_not_known_is_not_nothing() -> None:
    shop = Shop(rent=0, public=False, fined=False, style="paper")
    [row] = compare([shop], fund, {"now": None, "more": VARIANTS["more"]}, on=ON).table()
    assert (row["winners_low"], row["winners_high"], row["undetermined"]) == (0, 1, 1)
    # The award is at least 1 of 3 today, whatever the wages are, and at most 9 then.
    assert (row["cost_low"], row["cost_high"]) == (0, 9 - 1)
    firms = pl.DataFrame({"paid_in_capital": [1, None], "factory": "exempt", "points_last_used_in": None},
                         schema_overrides={"points_last_used_in": pl.Int64})  # fmt: skip
    impact = compare(firms, cg.points, {"now": None, "less": Reform("less", policy={"grant": 150_000})},
                     subject=cg.Manufacturer, on=date(2022, 5, 2))  # fmt: skip
    [less] = impact.table().rows(named=True)
    assert (less["losers_low"], less["losers_high"]) == (0, 2)
    assert (less["cost_low"], less["cost_high"], less["undetermined_share"]) == (-100_000, 0, 1.0)


def test_rows_without_a_day_may_cost_whatever_any_edition_grants() -> None:
    shops = [Shop(rent=0, wages=9, public=False, fined=False, style="paper")]
    frame = framed(shops * 2, filed=[ON, None])
    [row] = compare(frame, fund, {"now": None, "more": VARIANTS["more"]}, on="filed").table().rows(named=True)
    assert (row["winners_low"], row["winners_high"], row["losers_high"]) == (1, 2, 1)
    assert (row["cost_low"], row["cost_high"]) == (6 - 3, 6 + 9)


def test_no_band_is_told_where_nothing_is_granted_or_sums_may_wrap() -> None:
    shops = [Shop(rent=0, wages=9, public=False, fined=False, style="paper")]
    huge = Reform("huge", policy={"grant": 10**14})
    frame = framed([attrs.evolve(shops[0], wages=UNKNOWN)] * 3, weight=[10**4, 1, 1])
    impact = compare(frame, fund, {"now": None, "huge": huge}, on=ON)
    assert impact.table()["cost_high"].to_list() == [3 * (10**14 - 1)]
    assert impact.table(weights="weight")["cost_high"].to_list() == [10_002 * (10**14 - 1)]
    more = framed([attrs.evolve(shops[0], wages=UNKNOWN)] * 3, weight=[9 * 10**4, 9 * 10**4, 9 * 10**4])
    table = compare(more, fund, {"now": None, "huge": huge}, on=ON).table(weights="weight")
    assert table["cost_high"].to_list() == [None]
    assert table["winners_high"].to_list() == [27 * 10**4]


def test_a_lazy_frame_is_collected_once(monkeypatch: pytest.MonkeyPatch) -> None:
    collects = []
    collect = pl.LazyFrame.collect

    def counted(self: pl.LazyFrame, *args: Any, **more: Any) -> Any:
        collects.append(self)
        return collect(self, *args, **more)

    monkeypatch.setattr(pl.LazyFrame, "collect", counted)
    frame = framed([Shop(rent=1), Shop(rent=3)], weight=[2, 3]).lazy()
    impact = compare(frame, fund, VARIANTS, by="county", weights="weight", on=ON, invalid="trust")
    impact.table()
    impact.table(locale="zh_Hant_TW")
    impact.as_html()
    assert len(collects) == 1
    sweep(fund, "grant", range(10), frame, on=ON, invalid="trust")
    assert len(collects) == 2
    compare(frame, fund, VARIANTS, on=ON)
    assert len(collects) > 3  # it was looked at before


# Kinds of tables, and what they are called.


def test_the_table_is_a_frame_of_the_users_own_kind() -> None:
    shops = framed([Shop(rent=1)])
    kinds = {name: type(compare(make(shops), fund, VARIANTS, on=ON).table()).__module__.split(".")[0]
             for name, make in MAKERS.items()}  # fmt: skip
    assert kinds == {"polars": "polars", "lazy polars": "polars", "pyarrow": "pyarrow",
                     "pandas": "pandas", "duckdb": "pyarrow"}  # fmt: skip


def test_headings_in_chinese() -> None:
    impact = compare([Shop(rent=1)], fund, VARIANTS, by="county", on=ON)
    assert list(impact.table(locale="zh_Hant_TW")[0]) == [
        "方案", "county", "件數", "權數", "受益下限", "受益上限", "受損下限", "受損上限",
        "經費增減下限", "經費增減上限", "未定", "未定比率", "版本", "政策摘要",
    ]  # fmt: skip
    with pytest.raises(InvalidInput) as error:
        compare(framed([Shop(rent=1)], rows=[1]), fund, VARIANTS, on=ON).table(by="rows")
    assert codes(error.value) == [("by.rows", "duplicate")]


def codes(error: InvalidInput) -> list[tuple[str, str]]:
    return [(problem.path.key, problem.code) for problem in error.problems]


# Weights.


@pytest.mark.parametrize("library", MAKERS)
@pytest.mark.parametrize("weights", [[1, None], [1, -1], [2**62, 2**62]])
def test_weights_that_count_nothing_are_told(library: str, weights: list[Any]) -> None:
    frame = MAKERS[library](
        framed([Shop(rent=1)] * 2, weight=weights).with_columns(pl.col("weight").cast(pl.Int64))
    )
    with pytest.raises(InvalidInput) as error:
        compare(frame, fund, VARIANTS, weights="weight", on=ON)
    assert codes(error.value) == [("weights.weight", "reform.weights")]


def test_weights_that_are_no_whole_numbers_are_refused() -> None:
    impact = compare(framed([Shop(rent=1)], half=[0.5]), fund, VARIANTS, on=ON)
    with pytest.raises(InvalidInput) as error:
        impact.table(weights="half", by=["nowhere"])
    assert codes(error.value) == [("by.nowhere", "reform.by")]
    with pytest.raises(InvalidInput) as error:
        impact.table(weights="half")
    assert codes(error.value) == [("weights.half", "reform.weights")]
    with pytest.raises(InvalidInput) as error:
        impact.table(weights="county")
    assert codes(error.value) == [("weights", "reform.weights")]
    with pytest.raises(InvalidInput) as error:
        compare([Shop(rent=1)], fund, VARIANTS, on=ON).table(weights="county")
    assert codes(error.value) == [("[0].county", "reform.weights")]


def test_objects_count_by_an_attribute() -> None:
    shop = Shop(rent=0, wages=9, public=False, fined=False, style="paper")
    [row] = compare([shop], fund, {"now": None, "more": VARIANTS["more"]}, on=ON, weights="wages").table()
    assert (row["rows"], row["weight"], row["winners_low"], row["cost_low"]) == (1, 9, 9, 54)


# Many values of one number.


@settings(max_examples=5)
@given(st.lists(SHOPS, max_size=8))
@pytest.mark.parametrize("library", MAKERS)
def test_a_sweep_is_a_reform_for_each_value(library: str, shops: list[Shop]) -> None:
    found = rows_of(sweep(fund, "grant", [1, 3, 9], MAKERS[library](framed(shops)), by="county", on=ON))
    variants = {"now": None, **{str(value): Reform(f"grant = {value}", policy={"grant": value})
                                for value in (1, 3, 9)}}  # fmt: skip
    expected = rows_of(compare(shops, fund, variants, by="county", on=ON).table())
    assert [{**row, "grant": str(row["grant"])} for row in found] == [
        {("grant" if name == "variant" else name): cell for name, cell in row.items()} for row in expected
    ]
    assert not any(isinstance(row["grant"], str) for row in found)


def test_all_that_is_wrong_with_the_values_at_once() -> None:
    with pytest.raises(InvalidInput) as error:
        sweep(cg.points, "grant", [1, -1, 1, "much"], [], on=date(2022, 5, 2))
    assert codes(error.value) == [
        ("values[1].policy.grant", "negative"), ("values[2]", "duplicate"),
        ("values[3].policy.grant", "type"),
    ]  # fmt: skip
    with pytest.raises(InvalidInput) as error:
        sweep(cg.points, "gratn", [1], [], on=date(2022, 5, 2))
    assert codes(error.value) == [("number", "unknown_key")]
    assert "grant?" in str(error.value)
    with pytest.raises(InvalidInput) as error:
        sweep(cg.points, "grant", [], [], on=date(2022, 5, 2))
    assert codes(error.value) == [("values", "reform.values")]


# What it rests on.


def shown() -> Impact:
    variants = {"<now>": None, "<b>more</b>": VARIANTS["more"]}
    frame = framed([Shop(county="<script>"), Shop(rent=0, wages=9, public=False, fined=False, style="paper")])
    return compare(frame, fund, variants, by="county", on=ON)


def test_the_footnote_tells_texts_policies_and_what_is_open() -> None:
    footnote = shown().footnote
    assert (footnote.rows, dict(footnote.undetermined), footnote.first) == (2, {"<b>more</b>": 1}, "<now>")
    assert [one.variant for one in footnote.sources] == ["<now>", "<b>more</b>"]
    assert footnote.sources[1].edition.endswith(" + more")
    assert len({one.digest for one in footnote.sources}) == 2
    assert "1 undetermined (50%)" in footnote.message("en")
    assert "未定 1 件（50%）" in footnote.message("zh_Hant_TW")
    assert footnote.message() in str(shown())


@pytest.mark.parametrize(("locale", "lang"), [("en", "en"), ("zh_Hant_TW", "zh-Hant-TW")])
def test_a_notebook_shows_a_table_that_is_escaped(locale: str, lang: str) -> None:
    html = shown().as_html(locale)
    assert html.startswith(f'<table class="cg-impact" lang="{lang}">\n<caption>')
    for part in (
        '<th scope="col">',
        '<th scope="row">&lt;b&gt;more&lt;/b&gt;</th>',
        "<tfoot>",
        "&lt;script&gt;",
    ):
        assert part in html
    assert "<b>" not in html
    assert "<script>" not in html
    assert shown()._repr_html_() == shown().as_html("en")


def test_a_notebook_is_told_what_it_is_not_shown() -> None:
    frame = framed([Shop(rent=1)] * 250, place=list(range(250)))
    html = compare(frame, fund, {"now": None, "more": VARIANTS["more"]}, by="place", on=ON).as_html()
    assert html.count('scope="row"') == 200
    assert "50 more rows are not shown." in html
