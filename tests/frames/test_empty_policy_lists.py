"""An empty list in a policy: nothing is in it, whatever reads the column."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
import narwhals as nw
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import cloudgrant as cg
from cloudgrant import frames
from toys.stalls import FILED, PUBLISHED, Stall, programme, right_kind, right_width

NONE = attrs.evolve(PUBLISHED, kinds=(), widths=())
ROWS: list[dict[str, Any]] = [
    {"trade": trade, "pitch.county": county, "pitch.width": width}
    for trade in ("food", None)
    for county in ("north", "islands", None)
    for width in (2, 3, None)
]
MAKERS: dict[str, Callable[[list[dict[str, Any]]], Any]] = {
    "polars": pl.DataFrame,
    "lazy": pl.LazyFrame,
    "pandas": lambda rows: pd.DataFrame(rows).astype({"pitch.width": "Int64"}),
    "arrow-backed pandas": lambda rows: pa.Table.from_pylist(rows).to_pandas(types_mapper=pd.ArrowDtype),
    "pyarrow": pa.Table.from_pylist,
}


def stall(row: dict[str, Any]) -> Stall:
    pitch = {"county": row["pitch.county"], "width": row["pitch.width"]}
    return cg.load(Stall, {"trade": row["trade"], "pitch": pitch})


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_every_frame_answers_as_its_objects(make: Callable[[list[dict[str, Any]]], Any]) -> None:
    judged = programme(right_kind, right_width, terms=NONE)
    table = nw.from_native(frames.assess(make(ROWS), judged, subject=Stall, on=FILED))
    table = table.collect() if isinstance(table, nw.LazyFrame) else table
    decisions = [judged.assess(stall(row), on=FILED) for row in ROWS]
    for rule in judged.rule_ids():
        assert table[rule].to_list() == [decision[rule].result.value for decision in decisions]
    assert table["outcome"].to_list() == [decision.outcome.value for decision in decisions]
