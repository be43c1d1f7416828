"""Any tree over what cells hold comes to the same in every row as of the row's object, unknowns included."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from random import Random
from typing import Any

import attrs
import narwhals as nw
import polars as pl
import pytest

from cloudgrant.frames import Columns, numbers
from cloudgrant.frames.cells import literal
from cloudgrant.frames.libraries import as_table, extended
from cloudgrant.rules import UNKNOWN
from cloudgrant.rules.deciding.evaluate import Case, read
from cloudgrant.values.between import least_of, most_of
from cloudgrant.values.problems import InvalidInput
from toys.random_sheets import DAYS, Sheet, SheetTrees, rates, sheet

TREES, ROWS = 4, 24
COLUMNS: Mapping[str, Any] = {
    "most": pl.Int64,
    "room": pl.Int32,
    "wide": pl.Int64,
    "public": pl.Boolean,
    "fined": pl.Boolean,
    "word": pl.String,
    "begun": pl.Date,
    "ended": pl.Datetime("us"),
    "place.width": pl.Int8,
    "place.town": pl.String,
    "filed": pl.Date,
}
MAKERS: Mapping[str, Callable[[pl.DataFrame], Any]] = {
    "polars": lambda frame: frame,
    "lazy polars": lambda frame: frame.lazy(),
    "pyarrow": lambda frame: frame.to_arrow(),
    "pandas": lambda frame: frame.to_pandas(),
    "pandas of arrow": lambda frame: frame.to_pandas(use_pyarrow_extension_array=True),
}


def cell(row: Sheet, name: str) -> Any:
    value: Any = row
    for step in name.split("."):
        value = getattr(value, step)
    return None if value is UNKNOWN else value


def table(rows: list[Sheet], filed: list[Any], absent: set[str]) -> pl.DataFrame:
    cells = {name: [cell(row, name) for row in rows] for name in COLUMNS if name != "filed"}
    cells["filed"] = filed
    return pl.DataFrame(
        {name: pl.Series(name, values, dtype=COLUMNS[name], strict=False) for name, values in cells.items()}
    ).drop(*absent)


def emptied(row: Sheet, absent: set[str]) -> Sheet:
    """The sheet without what its row has no column for."""
    inner = {name.partition(".")[2]: UNKNOWN for name in absent if "." in name}
    outer: dict[str, Any] = {name: UNKNOWN for name in absent if "." not in name}
    return attrs.evolve(row, **outer, place=attrs.evolve(row.place, **inner))


def ends(value: Any, shape: Any) -> dict[str, Any]:
    """A value of every row as columns: the least and the most of a number, a truth as it is."""
    if shape == "number":
        if isinstance(value, numbers.Stated | numbers.Open):
            return {"least": value.least, "most": value.most, "known": numbers.exact(value)}
        known = numbers.exact(value)
        low, high = (None, None) if value is UNKNOWN else (least_of(value), most_of(value))
        return {
            "least": nw.lit(low, nw.Int64()),
            "most": nw.lit(high, nw.Int64()),
            "known": nw.lit(None if known is UNKNOWN else known, nw.Int64()),
        }
    return {"truth": literal(value)}


def listed(frame: Any, names: list[str]) -> list[tuple[Any, ...]]:
    found = as_table(frame).select(*names)
    found = found.collect() if isinstance(found, nw.LazyFrame) else found
    return [tuple(row) for row in found.iter_rows()]


@pytest.mark.parametrize("shape", ["truth", "number"])
@pytest.mark.parametrize("seed", range(4))
def test_every_row_is_read_as_its_object(seed: int, shape: str) -> None:
    random = Random(f"{seed}{shape}")
    refused = 0
    for _ in range(TREES):
        trees = SheetTrees(random)
        node = trees.truth(3) if shape == "truth" else trees.number(3)
        policy = rates(random)
        rows = [sheet(random, random.choice((0.0, 0.3, 0.6))) for _ in range(ROWS)]
        facts = [name for name in COLUMNS if name != "filed"]
        absent = set(random.sample(facts, random.choice((0, 0, 1, 3))))
        days: list[date | None] = [random.choice((*DAYS, None)) for _ in rows]
        on: Any = random.choice(("filed", None, DAYS[2]))
        frame = table(rows, days, absent)
        expected = []
        for row, day in zip(rows, days, strict=True):
            filed = {"filed": UNKNOWN if day is None else day, None: UNKNOWN}.get(on, on)
            value = read(node, Case(emptied(row, absent), policy, filed))
            if shape == "number":
                known = numbers.exact(value)
                known_ends: Any = (
                    (None, None, None)
                    if value is UNKNOWN
                    else (least_of(value), most_of(value), None if known is UNKNOWN else known)
                )
                expected.append(known_ends)
            else:
                expected.append((None if value is UNKNOWN else value,))
        refusals: dict[str, set[str]] = {}
        for name, make in MAKERS.items():
            given = make(frame)
            columns = Columns(Sheet, schema=dict(as_table(given).collect_schema()), on=on)
            try:
                value = columns.value(node, policy)
            except InvalidInput as error:
                refusals[name] = {problem.code for problem in error.problems}
                continue
            found = ends(value, shape)
            answers = listed(extended(given, found), list(found))
            wrong = [
                (row, want, got)
                for row, want, got in zip(rows, expected, answers, strict=True)
                if want != got
            ]
            assert not wrong, (name, node, policy, on, absent, wrong[:2])
        refused += bool(refusals)
        assert not refusals or list(refusals) == [*MAKERS]
        assert all(codes == {"frame.range"} for codes in refusals.values())
    assert refused < TREES
