"""Nonsense in frames: refused with its rows, or not known as a draft has it, alike in every engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NoReturn

import duckdb
import narwhals as nw
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant import frames

DAY = date(2022, 5, 2)
KINDS: Mapping[str, Any] = {
    "row": pl.Int64,
    "paid_in_capital": pl.Int64,
    "regular_employees": pl.Float64,
    "factory": pl.String,
    "points_last_used_in": pl.Int64,
    "manufacturer": pl.Boolean,
    "foreign_enterprise_branch": pl.Boolean,
    "branch_office": pl.Boolean,
    "registered_on": pl.Date,
    "capital_increased_on": pl.Date,
    "name": pl.String,
}
CELLS: Mapping[str, tuple[Any, ...]] = {
    "paid_in_capital": (None, -1000, 0, 100_000_000, 100_000_001, 10**14, 10**14 + 1, 2**62, 3_000_000_000),
    "regular_employees": (None, -1.0, 200.0, 201.0, 200.5, float("inf"), 2.0**53 + 2),
    "factory": (None, "registered", "exempt", "none", "yes"),
    "points_last_used_in": (None, 0, 2021, 110, -3),
    "manufacturer": (None, True, False),
    "foreign_enterprise_branch": (None, True, False),
    "branch_office": (None, True, False),
    "registered_on": (None, date(2020, 1, 1), date(2021, 6, 1)),
    "capital_increased_on": (None, date(2019, 1, 1), date(2021, 6, 1)),
    "name": (None, "示範", "a\tb", "示範 (股)"),
}


DATABASE = duckdb.connect()


def duck(frame: pl.DataFrame) -> Any:
    return DATABASE.from_arrow(frame.to_arrow())


ENGINES: Mapping[str, Callable[[pl.DataFrame], Any]] = {
    "polars": pl.DataFrame.clone,
    "lazy polars": pl.DataFrame.lazy,
    "pandas": pl.DataFrame.to_pandas,
    "pandas of arrow": lambda frame: frame.to_pandas(use_pyarrow_extension_array=True),
    "pyarrow": pl.DataFrame.to_arrow,
    "duckdb": duck,
}
every_engine = pytest.mark.parametrize("made", ENGINES.values(), ids=ENGINES)


def rows_of(frame: Any) -> list[dict[str, Any]]:
    """The rows of a frame of any library by their numbers; what pandas takes for missing is None."""
    if isinstance(frame, pd.DataFrame):
        is_arrow = any(isinstance(one, pd.ArrowDtype) for one in frame.dtypes)
        whole = frame if is_arrow else frame.convert_dtypes()
        frame = pa.Table.from_pandas(whole, preserve_index=False)
    table = nw.from_native(frame)
    table = table.collect() if isinstance(table, nw.LazyFrame) else table
    found = [dict(row) for row in table.iter_rows(named=True)]
    return sorted(found, key=lambda row: int(row["row"])) if found and "row" in found[0] else found


def as_data(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row as plain data that an object is made of; a whole float as the number that it is."""
    found = {name: value for name, value in row.items() if value is not None and name != "row"}
    heads = found.get("regular_employees")
    if heads is not None and heads == heads // 1 and abs(heads) <= 2**53:
        found["regular_employees"] = int(heads)
    return {name: one.isoformat() if isinstance(one, date) else one for name, one in found.items()}


some_rows = st.lists(
    st.fixed_dictionaries({name: st.sampled_from(cells) for name, cells in CELLS.items()}),
    min_size=1,
    max_size=8,
)


@every_engine
@settings(max_examples=5, deadline=None)
@given(cells=some_rows)
def test_nonsense_is_not_known_as_in_a_draft(made: Callable[..., Any], cells: list[dict[str, Any]]) -> None:
    frame = pl.DataFrame([{"row": place, **one} for place, one in enumerate(cells)], schema=KINDS)
    drafts = [cg.draft(cg.Company, as_data(one)) for one in cells]
    decided = frames.assess(
        made(frame),
        cg.points,
        subject=cg.Company,
        on=DAY,
        invalid="column",
        detail=("first_failing", "margin"),
    )
    for row, (firm, problems) in zip(rows_of(decided), drafts, strict=True):
        decision = cg.points.assess(firm, on=DAY)
        assert row["outcome"] == decision.outcome.value
        assert row["award"] == decision.award
        for finding in decision.findings:
            assert row[finding.rule] == finding.result.value
            told = [row[name] for name in row if name.startswith(f"{finding.rule}.margin")]
            distances = [None if one.distance is cg.UNKNOWN else one.distance for one in finding.margins]
            assert [one for one in told if one is not None] == [one for one in distances if one is not None]
        assert (row["invalid"] is None) == (not problems)
        said = "" if row["invalid"] is None else row["invalid"]
        assert all(str(problem.path[0]) in said for problem in problems if problem.code == "negative")
    sound = not any(problems for _, problems in drafts)
    try:
        frames.assess(made(frame), cg.points, subject=cg.Company, on=DAY)
    except cg.InvalidInput:
        assert not sound
    else:
        assert sound


@every_engine
def test_rows_are_named_by_their_keys_or_by_their_places(made: Callable[..., Any]) -> None:
    frame = pl.DataFrame(
        {
            "firm": [f"F{number}" for number in range(9)],
            "paid_in_capital": [-1] * 7 + [1, None],
            "factory": ["registered", "yes"] + ["none"] * 7,
        }
    )
    with pytest.raises(cg.InvalidInput) as caught:
        frames.assess(made(frame), cg.points, key="firm", on=DAY)
    assert [(one.path.key, one.code, one.params["rows"]) for one in caught.value.problems] == [
        ("paid_in_capital", "frame.values", 7),
        ("factory", "frame.values", 1),
    ]
    first, second = caught.value.problems
    assert first.message("en").endswith(": firm 'F0', 'F1', 'F2', 'F3', 'F4' and 2 more")
    assert first.message("zh_Hant_TW").endswith("：firm 為 'F0', 'F1', 'F2', 'F3', 'F4'，另有 2 列")
    assert second.message("en").endswith(": firm 'F1'")
    without = [one.message("en") for one in frames.problems(made(frame.drop("firm")), cg.Company)]
    has_order = made is not duck
    assert without[1].endswith(": rows 1, counted from 0") == has_order
    assert without[1].endswith(")") != has_order


@every_engine
def test_what_is_wrong_with_lists_is_told_beside_their_subject(made: Callable[..., Any]) -> None:
    cases = pl.DataFrame(
        {
            "row": [0, 1, 2],
            "starts_on": [date(2022, 6, 1)] * 3,
            "ends_on": [date(2023, 5, 31)] * 3,
            "members": [None, False, None],
        }
    )
    lines = pl.DataFrame(
        {
            "row": [0, 0, 1],
            "source": ["subsidy", "loan", "subsidy"],
            "amount": [1, -2, 3],
            "year": [2021, 2022, 2023],
        }
    )
    members = pl.DataFrame({"row": [1], "firm.paid_in_capital": [1]})
    tables = {"": made(cases), "lines": made(lines), "members": made(members)}
    decided = frames.assess(tables, cg.research, key="row", on=DAY, invalid="column")
    told = [set() if one["invalid"] is None else set(one["invalid"].split("; ")) for one in rows_of(decided)]
    assert told == [
        {"lines.source: frame.values", "lines.amount: frame.values", "lines.year: research.year_outside"},
        {"members: frame.values"},
        set(),
    ]
    with pytest.raises(cg.InvalidInput) as caught:
        frames.assess(tables, cg.research, key="row", on=DAY)
    assert {(one.path.key, one.params["rows"]) for one in caught.value.problems} == {
        ("lines.source", 1),
        ("lines.amount", 1),
        ("lines.year", 1),
        ("members", 1),
    }


@every_engine
def test_an_edition_that_there_is_not_is_none_that_is_named(made: Callable[..., Any]) -> None:
    orders = pl.DataFrame(
        {"row": [0, 1, 2], "wallet.edition": ["roc-111", "roc-000", None], "order.price": [10_000] * 3}
    )
    options: Any = {"stage": "purchase", "on": DAY}
    with pytest.raises(cg.InvalidInput) as caught:
        frames.assess(made(orders), cg.points, **options)
    [problem] = caught.value.problems
    assert (problem.path.key, problem.code, problem.params["rows"]) == ("wallet.edition", "frame.values", 1)
    found = rows_of(frames.assess(made(orders), cg.points, invalid="column", **options))
    assert [row["invalid"] for row in found] == [None, "wallet.edition: frame.values", None]
    assert found[1]["outcome"] == found[2]["outcome"] == "undetermined"


def test_what_becomes_of_nonsense_is_one_of_three() -> None:
    with pytest.raises(cg.InvalidInput) as caught:
        frames.assess(pl.DataFrame({"paid_in_capital": [1]}), cg.points, on=DAY, invalid="ignore")  # type: ignore[arg-type]
    [problem] = caught.value.problems
    assert (problem.path.key, problem.code) == ("invalid", "option")


def test_a_decimal_is_a_whole_number_where_it_is_whole() -> None:
    frame = pl.DataFrame(
        {
            "paid_in_capital": pl.Series(
                [Decimal("80000000.00"), Decimal("0.50"), None], dtype=pl.Decimal(20, 2)
            )
        }
    )
    for made in (pl.DataFrame.clone, pl.DataFrame.lazy, pl.DataFrame.to_arrow, duck):
        [problem] = frames.problems(made(frame), cg.Company)
        assert (problem.path.key, problem.params["rows"]) == ("paid_in_capital", 1)


@pytest.mark.parametrize("lazy", [False, True])
def test_a_frame_that_is_trusted_is_not_looked_at(lazy: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    sound = pl.DataFrame(
        {"paid_in_capital": [1, 10**14, None], "regular_employees": [200, 201, None], "factory": "exempt"}
    )
    given: Any = sound.lazy() if lazy else sound
    asked: dict[str, Any] = {"subject": cg.Manufacturer, "on": date(2022, 5, 2)}
    expected = frames.assess(given, cg.points, **asked)

    def looked(*_: object) -> NoReturn:
        raise AssertionError("it was looked at")

    monkeypatch.setattr("cloudgrant.frames.nonsense.wrong_values", looked)
    monkeypatch.setattr("cloudgrant.frames.nonsense.wrong_keys", looked)
    monkeypatch.setattr("cloudgrant.frames.nonsense.values_of", looked)
    trusted = frames.assess(given, cg.points, **asked, invalid="trust")
    assert trusted.lazy().collect().equals(expected.lazy().collect())
    with pytest.raises(AssertionError, match="looked at"):
        frames.assess(given, cg.points, **asked)
