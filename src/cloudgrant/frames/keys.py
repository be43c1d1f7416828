"""Rows of tables that belong to no other, or of which it cannot be told to which they belong."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from operator import or_
from typing import Any

import narwhals as nw

from cloudgrant.frames.tables import Table, Tables, list_at
from cloudgrant.values.paths import Path
from cloudgrant.values.problems import Problem
from cloudgrant.values.text import Text

__all__ = ["wrong_keys", "wrong_lists"]

_NONE = Text("keys.none", zh="有 {rows} 列沒有鍵值", en="{rows} rows have no key")
_TWICE = Text("keys.twice", zh="有 {rows} 個鍵值重複", en="{rows} keys stand in more than one row")
_NOWHERE = Text(
    "keys.nowhere", zh="有 {rows} 列不屬於{main}的任何一列", en="{rows} rows belong to no row of {main}"
)
_SUBJECTS = Text("keys.subjects", zh="主表", en="the subjects' table")
_UNTOLD = Text(
    "keys.untold",
    zh="有 {rows} 筆的清單標示為未知，卻附有明細",
    en="{rows} rows say that the list is not known, and it has items",
)
_MANY = Text(
    "keys.many",
    zh="有 {rows} 筆的清單超過 {limit} 項",
    en="{rows} rows have a list of more than {limit} items",
)


def wrong_keys(tables: Tables) -> Iterator[Problem]:
    """Problems with the keys of tables, at the column of the key: whose rows are meant cannot be told."""
    yield from _own(tables.subjects, tables)
    for holder, table in tables.lists():
        if table.place in tables.given:
            yield from (problem.below(table.place) for problem in _of_list(holder, table, tables))


def wrong_lists(tables: Tables) -> Iterator[Problem]:
    """Problems with lists, at their table: longer than they may be, or told although they are not known."""
    for holder, table in tables.lists():
        yield from _number_of_items(holder, table)


def _own(table: Table, tables: Tables) -> Iterator[Problem]:
    """Of the rows of a table that bear a key of their own: that there is one, and that it is no other's."""
    named = [name for name in table.own if tables.key_named(name)]
    if not named:
        return
    at = Path([tables.key_named(named[-1])])
    ids = list(table.ids)
    missing = _rows(table.frame.filter(_null(named)))
    if missing:
        yield Problem.at(at, "frame.key", _NONE, rows=missing)
    each = table.frame.filter(~_null(ids)).select(*ids).with_columns(nw.lit(1, nw.Int64()).alias("@rows"))
    several = each.group_by(*ids).agg(nw.col("@rows").sum()).filter(nw.col("@rows") > 1)
    twice = _rows(several)
    if twice:
        yield Problem.at(at, "frame.key", _TWICE, rows=twice)


def _of_list(holder: Table, table: Table, tables: Tables) -> Iterator[Problem]:
    at = Path([tables.key_named(table.owner[-1]) or ""])
    missing = _rows(table.frame.filter(_null(table.owner)))
    if missing:
        yield Problem.at(at, "frame.key", _NONE, rows=missing)
    ids = list(holder.ids)
    rows = table.frame.filter(~_null(table.owner)).select(*table.owner)
    nowhere = _rows(rows.join(holder.frame.select(*ids), left_on=list(table.owner), right_on=ids, how="anti"))
    if nowhere:
        yield Problem.at(at, "frame.key", _NOWHERE, rows=nowhere, main=holder.place or _SUBJECTS)
    yield from _own(table, tables)


def _number_of_items(holder: Table, table: Table) -> Iterator[Problem]:
    path = tuple(table.place.removeprefix(f"{holder.place}.").split("."))
    info = list_at(holder.record, path)
    assert info is not None
    ids = list(holder.ids)
    each = table.frame.select(*table.owner).with_columns(nw.lit(1, nw.Int64()).alias("@rows"))
    counted = each.group_by(*table.owner).agg(nw.col("@rows").sum())
    many = _rows(counted.filter(nw.col("@rows") > info.most_items))
    if many:
        yield Problem.at([table.place], "too_many", _MANY, rows=many, limit=f"{info.most_items:,}")
    listed = holder.listed(path)
    if isinstance(listed, nw.Expr):
        unknown = holder.frame.filter(~listed).select(*ids)
        told = _rows(unknown.join(counted, left_on=ids, right_on=list(table.owner), how="inner"))
        if told:
            yield Problem.at([table.place], "frame.values", _UNTOLD, rows=told)


def _null(names: Any) -> nw.Expr:
    return reduce(or_, (nw.col(name).is_null() for name in names))


def _rows(table: Any) -> int:
    counted = table.select(nw.len().alias("@rows"))
    counted = counted.collect() if isinstance(counted, nw.LazyFrame) else counted
    return int(counted["@rows"][0])
