"""Rows of a frame whose facts contradict one another, by what the subject's class declares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import reduce
from operator import and_, or_
from typing import Any

import narwhals as nw

from cloudgrant.frames.columns import DTYPES, bare, holds, passing
from cloudgrant.rules.records.coherence import Declaration, denied
from cloudgrant.rules.records.coherent import coherence_of
from cloudgrant.rules.records.fact_info import FactInfo, facts
from cloudgrant.values.paths import Path
from cloudgrant.values.problems import Problem
from cloudgrant.values.separators import AND
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["contradictions"]

_AT_ODDS = Text(
    zh="有 {rows} 列的資料互相矛盾（{columns}）",
    en="{rows} rows contradict themselves ({columns})",
)


def contradictions(table: Any, schema: Mapping[str, Any], subject: type[Any]) -> Iterator[Problem]:
    """One problem for each declaration that some rows contradict, at the first of its columns.

    Looked at where each fact of the declaration has a column that can hold it, or where the class presets it;
    what leads through a list has none.
    """
    preset = subject()
    for prefix, declaration in _declared(subject, ""):
        infos = {f"{prefix}{name}": _info(subject, f"{prefix}{name}") for name in declaration.names}
        if not any(name in schema for name in infos):
            continue
        found = {name: _column(name, info, schema, preset) for name, info in infos.items()}
        columns = {name: column for name, column in found.items() if column is not None}
        if len(columns) == len(found):
            rows = _rows(table.select(**columns), list(infos), prefix, declaration)
            if rows:
                names = list(infos)
                yield Problem.at(
                    Path(names[:1]), declaration.code, _AT_ODDS, rows=rows, columns=_listed(names)
                )


def _info(cls: Any, name: str) -> FactInfo | None:
    """What is known of a fact by the name of its column; nothing where a list stands between."""
    info = None
    for step in name.split("."):
        info = facts(cls)[step] if cls is not None else None
        cls = info.record if info is not None else None
    return info


def _column(name: str, info: FactInfo | None, schema: Mapping[str, Any], preset: Any) -> nw.Expr | None:
    """A column as its fact is read, or what the class presets; nothing where it can hold no such fact."""
    dtype = None if info is None else DTYPES.get(info.type)
    if info is None or dtype is None or (name in schema and not holds(schema[name], info.type)):
        return None
    if name in schema:
        return nw.col(name).cast(dtype)
    value = preset
    for step in name.split("."):
        value = getattr(value, step)
    return nw.lit(None if value is UNKNOWN else bare(value), dtype)


def _listed(names: list[str]) -> Text:
    return Text({locale: AND.in_(locale).join(names) for locale in AND})


def _declared(cls: type[Any], prefix: str) -> Iterator[tuple[str, Declaration]]:
    """Every declaration of a class, and of the records inside it, with the prefix of its columns."""
    for declaration in coherence_of(cls).declarations:
        yield prefix, declaration
    for name, info in facts(cls).items():
        if info.type == "record" and info.record is not None and not info.derived:
            yield from _declared(info.record, f"{prefix}{name}.")


def _rows(table: Any, names: list[str], prefix: str, declaration: Declaration) -> int:
    stated = reduce(and_, (~nw.col(name).is_null() for name in names))
    if declaration.wrong is None:
        broken = reduce(
            or_,
            (
                reduce(and_, (passing(nw.col(f"{prefix}{name}"), denied(test)) for name, test in one))
                for one in declaration.clauses
            ),
        )
        counted = table.select(rows=(stated & broken).cast(nw.Int64()).sum())
        counted = counted.collect() if isinstance(counted, nw.LazyFrame) else counted
        return int(counted["rows"][0] or 0)
    known = table.select(*map(nw.col, names)).filter(stated)
    known = known.collect() if isinstance(known, nw.LazyFrame) else known
    wrong = declaration.wrong
    return sum(wrong(*map(_plain, row)) is True for row in known.iter_rows())


def _plain(value: Any) -> Any:
    """A value of a cell as facts have it: a day without an hour."""
    return value.date() if isinstance(value, datetime) and isinstance(value, date) else value
