"""Generated subjects as the rows of a table, and what their objects answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

import pandas as pd
import polars as pl
import pyarrow as pa
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant.rules import UNKNOWN, Fact, FactInfo, Programme

T = TypeVar("T")

Answer = Mapping[str, Any]
"""The outcome, the award and every rule's result of one row, as a frame has them."""

_POLARS: Mapping[str, Any] = {"bool": pl.Boolean, "int": pl.Int64, "text": pl.String, "date": pl.Date}
_PANDAS = {"bool": "boolean", "int": "Int64", "text": "string", "date": "datetime64[ns]"}
_ARROW = {"bool": pa.bool_(), "int": pa.int64(), "text": pa.string(), "date": pa.date32()}


def drawn(strategy: st.SearchStrategy[T], count: int) -> list[T]:
    """About ``count`` examples of a strategy, the same ones each time."""
    found: list[T] = []

    @settings(
        max_examples=count,
        database=None,
        derandomize=True,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
    )
    @given(strategy)
    def collect(example: T) -> None:
        found.append(example)

    collect()
    return found


def fact_columns(cls: type[Any], prefix: str = "") -> Iterator[tuple[str, FactInfo]]:
    """Every fact that a column can hold, under the name that its column has."""
    for name, info in cg.facts(cls).items():
        if info.record is not None and not info.may_be_unknown:  # no rule reads through one that may be
            yield from fact_columns(info.record, f"{prefix}{name}.")
        elif info.type in _POLARS:
            yield f"{prefix}{name}", info


def cell(subject: Any, column: str) -> Any:
    """A fact as a table holds it: ``None`` where it is unknown."""
    for name in column.split("."):
        subject = getattr(subject, name)
    return None if subject is UNKNOWN else subject


class Table:
    """Subjects and their days of filing, as the frame of any library."""

    def __init__(self, rows: Sequence[tuple[Any, Fact[date]]]) -> None:
        self.rows = rows
        infos = dict(fact_columns(type(rows[0][0])))
        self.types: dict[str, str] = {name: info.type for name, info in infos.items()}
        self.types["filed"] = "date"
        self.cells = {name: [cell(subject, name) for subject, _ in rows] for name in infos}
        self.cells["filed"] = [None if on is UNKNOWN else on for _, on in rows]

    def polars(self) -> pl.DataFrame:
        return pl.DataFrame(self.cells, schema={name: _POLARS[type_] for name, type_ in self.types.items()})

    def pandas(self) -> Any:
        series = {
            name: pd.Series(cells, dtype=_PANDAS[self.types[name]]) for name, cells in self.cells.items()
        }
        return pd.DataFrame(series)

    def arrow(self) -> Any:
        arrays = {name: pa.array(cells, _ARROW[self.types[name]]) for name, cells in self.cells.items()}
        return pa.table(arrays)

    def answers(self, programme: Programme[Any, Any], policy: Any) -> list[Answer]:
        """What the objects say, row by row."""
        return [answer_of(programme.assess(subject, on=on, policy=policy)) for subject, on in self.rows]


def answer_of(decision: cg.Assessment[Any, Any]) -> Answer:
    results = {rule: result.value for rule, result in decision.results.items()}
    return {"outcome": decision.outcome.value, "award": decision.award, **results}


def answers_in(columns: Mapping[str, Sequence[Any]], programme: Programme[Any, Any]) -> list[Answer]:
    """The same of a decided frame, given as lists by column."""
    names = ["outcome", "award", *programme.rule_ids()]
    return [
        dict(zip(names, row, strict=True)) for row in zip(*(columns[name] for name in names), strict=True)
    ]
