"""Subjects as tables: one with a row for each, and one with a row for each item of a list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl

import cloudgrant as cg
from cloudgrant.rules import UNKNOWN, Fact, FactInfo

KEYS = ("case", "row_of_list")
"""Of a subject, and of an item that has lists of its own."""

_TYPES: Mapping[str, Any] = {
    "bool": pl.Boolean,
    "int": pl.Int64,
    "text": pl.String,
    "date": pl.Date,
    "share": pl.String,
}


class Sheets:
    """A table of the subjects under the empty name, and one of every list; what is not known is null."""

    def __init__(self, cls: type[Any], rows: Sequence[tuple[Any, Fact[date]]]) -> None:
        self._cells: dict[str, list[dict[str, Any]]] = {}
        self._types: dict[str, dict[str, Any]] = {}
        self._inside: dict[str, set[str]] = {}
        self._declare("", cls, 1)
        self._types[""]["filed"] = pl.Date
        for number, (subject, on) in enumerate(rows):
            row = self._add("", cls, subject, (number,))
            row["filed"] = None if on is UNKNOWN else on

    def frames(self) -> dict[str, pl.DataFrame]:
        """Each table by the name of its list."""
        return {place: pl.DataFrame(self._cells[place], schema=self._types[place]) for place in self._cells}

    def nested(self) -> pl.DataFrame:
        """The table of the subjects, each list of theirs a column of records."""
        return self._nested("", 1)

    def _nested(self, place: str, depth: int) -> pl.DataFrame:
        frame = self.frames()[place]
        keys = list(KEYS[:depth])
        for inner in self._lists_in(place):
            name = inner.removeprefix(f"{place}.") if place else inner
            items = self._nested(inner, depth + 1)
            facts = [column for column in items.columns if column not in KEYS]
            one = pl.struct(facts) if facts != ["value"] else pl.col("value")
            grouped = items.group_by(keys, maintain_order=True).agg(one.alias("@items"))
            told = frame.select(*keys, pl.col(name).alias("@told")).join(grouped, on=keys, how="left")
            empty = pl.lit([], dtype=grouped.schema["@items"])
            lists = pl.when("@told").then(pl.coalesce("@items", empty)).otherwise(None).alias(name)
            frame = frame.drop(name).join(
                told.select(*keys, lists), on=keys, how="left", maintain_order="left"
            )
        return frame

    def _lists_in(self, place: str) -> Iterator[str]:
        start = f"{place}." if place else ""
        for other in self._cells:
            if other and other.startswith(start) and other != place and other in self._inside[place]:
                yield other

    def _declare(self, place: str, cls: type[Any] | FactInfo, depth: int) -> None:
        self._cells[place] = []
        types = self._types[place] = dict.fromkeys(KEYS[:depth], pl.Int64)
        if isinstance(cls, FactInfo):
            types["value"] = _TYPES[cls.type]
            return
        for name, info in _facts(cls):
            if info.type in _TYPES:
                types[name] = _TYPES[info.type]
            elif info.type == "record":
                types[name] = pl.Boolean
            else:
                types[name] = pl.Boolean
                assert info.item is not None
                inner = f"{place}.{name}" if place else name
                self._inside.setdefault(place, set()).add(inner)
                self._declare(inner, info.item.record or info.item, depth + 1)
        self._inside.setdefault(place, set())

    def _add(
        self, place: str, cls: type[Any] | FactInfo, record: Any, key: tuple[int, ...]
    ) -> dict[str, Any]:
        row: dict[str, Any] = dict(zip(KEYS, key, strict=False))
        self._cells[place].append(row)
        if isinstance(cls, FactInfo):
            row["value"] = None if record is UNKNOWN else record
            return row
        for name, info in _facts(cls):
            value = _at(record, name)
            if info.type in _TYPES:
                row[name] = None if value is UNKNOWN else str(value) if info.type == "share" else value
                continue
            row[name] = value is not UNKNOWN
            if info.type == "record":
                continue
            inner = f"{place}.{name}" if place else name
            listed = () if value is UNKNOWN else value.values() if isinstance(value, Mapping) else value
            assert info.item is not None
            for item in listed:
                number = len(self._cells[inner])
                self._add(inner, info.item.record or info.item, item, (*key, number)[: len(KEYS)])
        return row


def _facts(cls: type[Any], prefix: str = "") -> Iterator[tuple[str, FactInfo]]:
    """Every stated fact, and every opaque one, that a cell or a table can hold."""
    for name, info in cg.facts(cls).items():
        if info.derived and info.opaque is None:
            continue
        item = info.item
        if info.type == "record" and info.record is not None:
            if info.may_be_unknown:
                yield f"{prefix}{name}", info
            yield from _facts(info.record, f"{prefix}{name}.")
        elif info.type in _TYPES or (
            info.type in ("list", "map") and item is not None and (item.record or item.type in _TYPES)
        ):
            yield f"{prefix}{name}", info


def _is_told(item: FactInfo) -> bool:
    """Whether a table can have the items of a list."""
    return item.record is not None or item.type in _TYPES


def _at(record: Any, name: str) -> Any:
    for step in name.split("."):
        if record is UNKNOWN:
            return UNKNOWN
        record = getattr(record, step)
    return record
