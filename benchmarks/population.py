"""Invented firms by the million, as frames and as files: on either side of every limit of the points."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pyarrow.parquet as pq

__all__ = ["FACTS", "firms", "write"]

FACTS = (
    "paid_in_capital",
    "regular_employees",
    "manufacturer",
    "factory",
    "points_last_used_in",
    "points_used_before_in",
)
"""What the rules of the points read of a firm."""

_FACTORIES = np.array(["registered", "exempt", "none"])
_LAST, _BEFORE = np.array([0, 2020, 2021, 2022]), np.array([0, 2019, 2020, 2021])
_UNKNOWN = 0.05
"""How many of the cells of each fact are gaps, where there are any."""

_AT_ONCE = 1_000_000


def firms(rows: int, *, gaps: bool, seed: int = 2022) -> pl.DataFrame:
    """So many firms; with ``gaps``, one fact in twenty is not known."""
    draw = np.random.default_rng(seed)
    cells: dict[str, Any] = {
        "paid_in_capital": draw.integers(0, 200_000_000, rows),
        "regular_employees": draw.integers(0, 400, rows),
        "manufacturer": draw.random(rows) < 0.9,
        "factory": _FACTORIES[draw.choice(3, rows, p=(0.7, 0.2, 0.1))],
        "points_last_used_in": _LAST[draw.choice(4, rows, p=(0.8, 0.1, 0.05, 0.05))],
    }
    before = _BEFORE[draw.choice(4, rows, p=(0.7, 0.1, 0.1, 0.1))]
    # The use before the last was before it.
    cells["points_used_before_in"] = np.where(before < cells["points_last_used_in"], before, 0)
    frame = pl.DataFrame(cells)
    if not gaps:
        return frame
    known = {name: pl.Series(draw.random(rows) >= _UNKNOWN) for name in FACTS}
    return frame.select(pl.when(known[name]).then(name).alias(name) for name in FACTS)


def write(path: Path, rows: int) -> None:
    """So many firms with gaps as a Parquet file, never more than a million of them in memory."""
    writer = None
    for chunk in _chunks(rows):
        table = chunk.to_arrow()
        writer = writer or pq.ParquetWriter(path, table.schema)
        writer.write_table(table)
    if writer is not None:
        writer.close()


def _chunks(rows: int) -> Iterator[pl.DataFrame]:
    for seed, start in enumerate(range(0, rows, _AT_ONCE)):
        yield firms(min(_AT_ONCE, rows - start), gaps=True, seed=seed)
