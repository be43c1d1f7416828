"""Frames are decided in two steps truths first, then words: nothing of the first shows in what comes out."""

from __future__ import annotations

from datetime import date
from typing import Any

import narwhals as nw
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import cloudgrant as cg
from cloudgrant import frames

DAY = date(2022, 5, 2)
CAPITALS = [0, 99_999_999, 100_000_000, 100_000_001, 2**31 - 1, 2**31, 2**32 + 1, 10**14 - 1, 10**14, None]
FIRMS = pl.DataFrame(
    {
        "paid_in_capital": CAPITALS * 2,
        "regular_employees": [200] * 10 + [201] * 9 + [None],
        "factory": ["registered", "none"] * 10,
        "points_last_used_in": [0] * 20,
    }
)
ENGINES: dict[str, Any] = {
    "polars": FIRMS,
    "lazy": FIRMS.lazy(),
    "pyarrow": FIRMS.to_arrow(),
    "pandas": FIRMS.to_pandas(),
    "nullable": FIRMS.to_pandas().convert_dtypes(),
}


def decided(frame: Any, **more: Any) -> Any:
    given = {"subject": cg.Manufacturer, "on": DAY, **more}
    return frames.assess(frame, cg.points, **given)


def cells(frame: Any, name: str) -> list[Any]:
    table = nw.from_native(frame)
    table = table.collect() if isinstance(table, nw.LazyFrame) else table
    return [None if value is None or value is pd.NA else value for value in table[name].to_list()]


@pytest.mark.parametrize("engine", ENGINES)
def test_words_are_those_of_the_objects(engine: str) -> None:
    found = decided(ENGINES[engine])
    firms = [
        cg.Manufacturer(**{name: value for name, value in row.items() if value is not None})
        for row in FIRMS.iter_rows(named=True)
    ]
    decisions = [cg.points.assess(firm, on=DAY) for firm in firms]
    assert cells(found, "outcome") == [one.outcome.value for one in decisions]
    for rule in cg.points.rule_ids("application"):
        assert cells(found, rule) == [one[rule].result.value for one in decisions]


def test_words_are_one_of_a_few() -> None:
    words = [one.value for one in cg.Result]
    rule = "points.applicant.size"
    assert decided(FIRMS).schema[rule] == pl.Enum(words)
    assert decided(FIRMS.to_pandas())[rule].cat.categories.to_list() == words
    assert pa.types.is_dictionary(decided(FIRMS.to_arrow()).schema.field(rule).type)


@pytest.mark.parametrize("engine", ENGINES)
def test_columns_of_the_first_step_never_show(engine: str) -> None:
    """Nor do they take the place of those of the user that are named alike."""
    mine = {f"{'@' * depth}{number:06d}": pl.lit(number) for depth in (1, 2) for number in range(8)}
    given = FIRMS.with_columns(**mine)
    frame = {
        "polars": given,
        "lazy": given.lazy(),
        "pyarrow": given.to_arrow(),
        "pandas": given.to_pandas(),
        "nullable": given.to_pandas().convert_dtypes(),
    }[engine]
    found = decided(frame)
    names = list(nw.from_native(found).collect_schema().names())
    added = ["outcome", "award", *cg.points.rule_ids("application")]
    assert names == [*given.columns, *added]
    for name in mine:
        assert cells(found, name) == given[name].to_list()
    assert cells(found, "outcome") == cells(decided(FIRMS), "outcome")
