"""The kinds of frames: what makes each of a table of polars, and what reads its rows."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from typing import Any

import duckdb
import narwhals as nw
import pandas as pd
import polars as pl

__all__ = ["ENGINES", "SPARK", "rows_of"]

SPARK = bool(os.environ.get("CLOUDGRANT_SPARK"))
"""Whether frames of Spark are tried too: it takes Java, and its time."""

_DUCKDB = duckdb.connect()


def _of_duckdb(frame: pl.DataFrame) -> Any:
    return _DUCKDB.from_arrow(frame.to_arrow())


@cache
def _session() -> Any:
    spark = import_module("pyspark.sql")
    builder = spark.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    # A time without a zone is one, as in every other library.
    builder = builder.config("spark.sql.timestampType", "TIMESTAMP_NTZ")
    # What Spark infers from so many columns grows without end; of small tables most partitions are empty.
    builder = builder.config("spark.sql.constraintPropagation.enabled", "false")
    return builder.config("spark.sql.shuffle.partitions", "2").getOrCreate()


def _of_spark(frame: pl.DataFrame) -> Any:
    return _session().createDataFrame(frame.to_arrow())


_NULLABLE: Mapping[Any, str] = {pl.Int64(): "Int64", pl.Boolean(): "boolean", pl.String(): "string"}


def _of_pandas(frame: pl.DataFrame, types: Mapping[Any, str]) -> Any:
    """A frame of pandas with columns of these types, the others as pandas itself makes them."""
    columns = {}
    for name, kind in frame.schema.items():
        cells = frame[name].to_list()
        if kind == pl.Date():
            columns[name] = pd.Series(cells, dtype="datetime64[ns]")
        elif kind.is_nested():
            columns[name] = frame.select(name).to_pandas(use_pyarrow_extension_array=True)[name]
        elif kind == pl.Int64() and None in cells and _beyond_floats(cells):
            columns[name] = pd.Series(cells, dtype=types.get(kind, "object"))  # else pandas makes it floats
        elif kind in types:
            columns[name] = pd.Series(cells, dtype=types[kind])
        else:
            columns[name] = pd.Series(cells)
    return pd.DataFrame(columns, index=range(frame.height))


def _beyond_floats(cells: list[Any]) -> bool:
    """Whether there are numbers that a float would not tell apart."""
    return any(abs(one) > 2**53 for one in cells if one is not None)


ENGINES: Mapping[str, Callable[[pl.DataFrame], Any]] = {
    "polars": lambda frame: frame,
    "lazy polars": lambda frame: frame.lazy(),
    "pyarrow": lambda frame: frame.to_arrow(),
    "pandas": lambda frame: frame.to_pandas(use_pyarrow_extension_array=True),
    "pandas of numpy": lambda frame: _of_pandas(frame, {}),
    "nullable pandas": lambda frame: _of_pandas(frame, _NULLABLE),
    "duckdb": _of_duckdb,
    **({"spark": _of_spark} if SPARK else {}),
}


def rows_of(frame: Any, *columns: str) -> list[dict[str, Any]]:
    """These columns of every row, as Python's own values."""
    if type(frame).__module__.startswith("pyspark"):
        found = frame.select(*(f"`{name}`" for name in columns)).collect()
        return [dict(zip(columns, row, strict=True)) for row in found]
    table = nw.from_native(frame)
    table = table.collect() if isinstance(table, nw.LazyFrame) else table
    rows = table.select(*columns).to_arrow().to_pylist()
    return [dict(row) for row in rows]
