"""Rows of a frame whose facts contradict one another, by what the subject's class declares."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import reduce
from operator import and_, or_
from typing import Any, Final

import narwhals as nw

from cloudgrant.frames.cells import bare
from cloudgrant.frames.check import Check
from cloudgrant.frames.columns import Columns, passing
from cloudgrant.frames.tables import Table
from cloudgrant.rules.records.coherence import Declaration, denied
from cloudgrant.rules.records.compiled_coherence import coherence_of
from cloudgrant.rules.records.fact_info import FactInfo, facts
from cloudgrant.values.separators import listed
from cloudgrant.values.text import Text

__all__ = ["contradictions", "contradictions_of_items"]

_AT_ODDS: Final = Text(
    "contradictions.at_odds",
    zh="有 {rows} 列的資料互相矛盾（{columns}）{which}",
    en="{rows} rows contradict themselves ({columns}){which}",
)


def contradictions(of: Table) -> Iterator[Check]:
    """A check for each declaration that rows may contradict, at the first of its columns.

    Looked at where each fact has a column that can hold it, where the class presets it, or where it follows
    from such facts; what leads through a list has none. The columns that are told are those that the frame
    has: for a fact that only follows, those that it may follow from.
    """
    schema = of.schema
    columns = Columns(of.record, schema=schema, written=of.written)
    for prefix, declaration in _declared(of.record, ""):
        sources = {name: columns.sources(f"{prefix}{name}") for name in declaration.names}
        told = dict.fromkeys(one for found in sources.values() for one in found)
        if schema.keys().isdisjoint(told):
            continue
        found = {
            name: column
            for name in declaration.names
            if (column := columns.told(f"{prefix}{name}")) is not None
        }
        wrong = _wrong(of, found, declaration)
        if not wrong:
            continue
        blamed: dict[str, nw.Expr] = {}
        for names, where in wrong:
            for name in set(names).intersection(declaration.blames) or names:
                for one in sources[name]:
                    if one in schema:
                        blamed[one] = blamed[one] | where if one in blamed else where
        anywhere = reduce(or_, (where for _, where in wrong))
        yield Check(
            name=next(iter(told)),
            code=declaration.code,
            wrong=anywhere,
            blamed=blamed or {one: anywhere for one in told if one in schema},
            text=_AT_ODDS,
            params={"columns": listed([of.at(one) for one in told])},
        )  # fmt: skip


def contradictions_of_items(holder: Table, inner: Table) -> Iterator[Check]:
    """The same for declarations about facts of the items of a list, and of the rows that these belong to."""
    if isinstance(inner.facts_of, FactInfo):
        return
    path = inner.place.removeprefix(f"{holder.place}.") if holder.place else inner.place
    outside = Columns(holder.record, schema=holder.schema, written=holder.written)
    inside = Columns(inner.record, schema=inner.schema, written=inner.written)
    for prefix, declaration in _declared(holder.record, ""):
        names = {name: f"{prefix}{name}" for name in declaration.names}
        own = {
            name: place.removeprefix(f"{path}.")
            for name, place in names.items()
            if place.startswith(f"{path}.")
        }
        columns = {
            name: inside.told(own[name]) if name in own else outside.told(place)
            for name, place in names.items()
        }
        told = {name: one for name, one in columns.items() if one is not None}
        if not own or len(told) < len(columns):
            continue
        brought = {name: (next(inner.names), one) for name, one in told.items() if name not in own}
        if brought:
            ids = list(inner.owner)
            made = holder.frame.select(*ids, **dict(brought.values()))
            inner.frame = inner.frame.join(made, on=ids, how="left")
        found = {name: nw.col(brought[name][0]) if name in brought else one for name, one in told.items()}
        for _, where in _wrong(inner, found, declaration):
            blamed = [own[name] for name in declaration.blames if name in own] or [*own.values()]
            yield Check(
                name=blamed[0],
                code=declaration.code,
                wrong=where,
                blamed=dict.fromkeys(blamed, where),
                text=_AT_ODDS,
                params={"columns": listed([inner.at(one) for one in own.values()])},
            )


def _declared(cls: type[Any], prefix: str) -> Iterator[tuple[str, Declaration]]:
    """Every declaration of a class, and of the records inside it, with the prefix of its columns."""
    for declaration in coherence_of(cls).declarations:
        yield prefix, declaration
    for name, info in facts(cls).items():
        if info.type == "record" and info.record is not None and not info.derived:
            yield from _declared(info.record, f"{prefix}{name}.")


def _wrong(
    of: Table, columns: Mapping[str, nw.Expr], declaration: Declaration
) -> list[tuple[tuple[str, ...], nw.Expr]]:
    """The facts that contradict one another, and in which rows they do; never null."""
    if declaration.wrong is None:
        return [
            (tuple(name for name, _ in clause), reduce(and_, broken))
            for clause in declaration.clauses
            if all(name in columns for name, _ in clause)
            for broken in [[passing(columns[name], denied(test)) for name, test in clause]]
        ]
    if len(columns) < len(declaration.names):
        return []
    stated = reduce(and_, (~column.is_null() for column in columns.values()))
    where = _as_expression(declaration.wrong, columns.values())
    if where is None:
        where = _by_value(of, columns, stated, declaration.wrong)
    return [] if where is None else [(declaration.names, stated & where.fill_null(False))]


def _as_expression(wrong: Callable[..., Any], columns: Iterable[nw.Expr]) -> nw.Expr | None:
    """What a function says of every row at once; nothing where it does more than compare and compute."""
    try:
        found = wrong(*map(_Cells, columns))
    except Exception:  # whatever it does with what is no value of its facts
        return None
    return found.column if isinstance(found, _Cells) else None


class _Cells:
    """The values of a fact in every row, as far as one may compute with them without looking at any."""

    __slots__ = ("column",)
    __hash__ = None  # type: ignore[assignment]

    def __init__(self, column: nw.Expr) -> None:
        self.column = column

    def __bool__(self) -> bool:
        raise TypeError("true of some rows, and false of others")

    @property
    def year(self) -> _Cells:
        return _Cells(self.column.dt.year().cast(nw.Int64()))

    @property
    def month(self) -> _Cells:
        return _Cells(self.column.dt.month().cast(nw.Int64()))

    @property
    def day(self) -> _Cells:
        return _Cells(self.column.dt.day().cast(nw.Int64()))

    def __lt__(self, other: Any) -> _Cells:
        return _Cells(self.column < _of(other))

    def __le__(self, other: Any) -> _Cells:
        return _Cells(self.column <= _of(other))

    def __gt__(self, other: Any) -> _Cells:
        return _Cells(self.column > _of(other))

    def __ge__(self, other: Any) -> _Cells:
        return _Cells(self.column >= _of(other))

    def __eq__(self, other: Any) -> _Cells:  # type: ignore[override]
        return _Cells(self.column == _of(other))

    def __ne__(self, other: Any) -> _Cells:  # type: ignore[override]
        return _Cells(self.column != _of(other))

    def __and__(self, other: Any) -> _Cells:
        return _Cells(self.column & _of(other))

    def __or__(self, other: Any) -> _Cells:
        return _Cells(self.column | _of(other))

    def __add__(self, other: Any) -> _Cells:
        return _Cells(self.column + _of(other))

    def __sub__(self, other: Any) -> _Cells:
        return _Cells(self.column - _of(other))


def _of(value: Any) -> Any:
    if isinstance(value, _Cells):
        return value.column
    if type(value) is int:
        return nw.lit(value, nw.Int64())
    if isinstance(value, bool | str | date):
        return nw.lit(bare(value))
    raise TypeError(type(value).__name__)


def _by_value(
    of: Table, columns: Mapping[str, nw.Expr], stated: nw.Expr, wrong: Callable[..., Any]
) -> nw.Expr | None:
    """The same, by asking the function once of all values that stand together in some row."""
    together = nw.concat_str(*(column.cast(nw.String()) for column in columns.values()), separator="\x1f")
    found = of.frame.filter(stated).select(together=together, **columns).unique()
    found = found.collect() if isinstance(found, nw.LazyFrame) else found
    bad = [row[0] for row in found.iter_rows() if wrong(*map(_plain, row[1:])) is True]
    return together.is_in(bad) if bad else None


def _plain(value: Any) -> Any:
    """A value of a cell as facts have it: a day without an hour."""
    return value.date() if isinstance(value, datetime) else value
