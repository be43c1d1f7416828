"""Rows of a frame whose facts contradict one another, by what the subject's class declares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import reduce
from operator import and_, or_
from typing import Any

import narwhals as nw

from cloudgrant.frames.columns import Columns, passing
from cloudgrant.frames.tables import Table
from cloudgrant.rules.records.coherence import Declaration, denied
from cloudgrant.rules.records.compiled_coherence import coherence_of
from cloudgrant.rules.records.fact_info import facts
from cloudgrant.values.paths import Path
from cloudgrant.values.problems import Problem
from cloudgrant.values.separators import listed
from cloudgrant.values.text import Text

__all__ = ["contradictions"]

_AT_ODDS = Text(
    "contradictions.at_odds",
    zh="有 {rows} 列的資料互相矛盾（{columns}）",
    en="{rows} rows contradict themselves ({columns})",
)


def contradictions(of: Table) -> Iterator[Problem]:
    """One problem for each declaration that some rows contradict, at the first of its columns.

    Looked at where each fact has a column that can hold it, where the class presets it, or where it follows
    from such facts; what leads through a list has none. The columns that a problem names are those that the
    frame has: for a fact that only follows, those that it may follow from.
    """
    table, schema, subject = of.frame, of.schema, of.record
    columns = Columns(subject, schema=schema, written=of.written)
    for prefix, declaration in _declared(subject, ""):
        told = dict.fromkeys(one for name in declaration.names for one in columns.sources(f"{prefix}{name}"))
        if schema.keys().isdisjoint(told):
            continue
        found = {
            name: column
            for name in declaration.names
            if (column := columns.told(f"{prefix}{name}")) is not None
        }
        rows = _rows(table, found, declaration)
        if rows:
            names = [*told]
            yield Problem.at(Path(names[:1]), declaration.code, _AT_ODDS, rows=rows, columns=listed(names))


def _declared(cls: type[Any], prefix: str) -> Iterator[tuple[str, Declaration]]:
    """Every declaration of a class, and of the records inside it, with the prefix of its columns."""
    for declaration in coherence_of(cls).declarations:
        yield prefix, declaration
    for name, info in facts(cls).items():
        if info.type == "record" and info.record is not None and not info.derived:
            yield from _declared(info.record, f"{prefix}{name}.")


def _rows(table: Any, columns: Mapping[str, nw.Expr], declaration: Declaration) -> int:
    """How many rows contradict a declaration, of whose facts these may be known."""
    if declaration.wrong is None:
        broken = [
            reduce(and_, (passing(columns[name], denied(test)) for name, test in clause))
            for clause in declaration.clauses
            if all(name in columns for name, _ in clause)
        ]
        if not broken:
            return 0
        # A column first: what is preset alone is one value, of which there is no sum.
        counted = table.with_columns(rows=reduce(or_, broken).cast(nw.Int64())).select(nw.col("rows").sum())
        counted = counted.collect() if isinstance(counted, nw.LazyFrame) else counted
        return int(counted["rows"][0] or 0)
    if len(columns) < len(declaration.names):
        return 0
    stated = reduce(and_, (~nw.col(name).is_null() for name in columns))
    known = table.select(**columns).filter(stated)
    known = known.collect() if isinstance(known, nw.LazyFrame) else known
    wrong = declaration.wrong
    return sum(wrong(*map(_plain, row)) is True for row in known.iter_rows())


def _plain(value: Any) -> Any:
    """A value of a cell as facts have it: a day without an hour."""
    return value.date() if isinstance(value, datetime) and isinstance(value, date) else value
