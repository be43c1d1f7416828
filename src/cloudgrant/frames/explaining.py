"""One row of a frame, decided as its object: with reports, remedies and letters."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

import narwhals as nw

from cloudgrant.frames.assessing import rows_of
from cloudgrant.frames.libraries import as_table, in_order
from cloudgrant.frames.nonsense import Invalid
from cloudgrant.frames.tables import SUBJECTS, Table, Tables, of_keys
from cloudgrant.frames.unmatched import Unmatched
from cloudgrant.rules.assessment import Assessment
from cloudgrant.rules.programme import Programme
from cloudgrant.rules.records.fact_info import FactInfo, facts
from cloudgrant.rules.writing.declaration import Stage
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.shares import Share
from cloudgrant.values.shown import shown
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["explain"]

_NO_ROW: Final = Text("explaining.no_row", zh="沒有 {given} 這一列", en="there is no row {given}")
_SEVERAL: Final = Text(
    "explaining.several", zh="有 {rows} 列的鍵值是 {given}", en="{rows} rows have the key {given}"
)
_NO_ORDER: Final = Text(
    "explaining.no_order",
    zh="此種資料框的列沒有順序；請以 key= 指明鍵值欄，再給該列的鍵值",
    en="the rows of such a frame have no order: say by key= which column tells them apart, and give its "
    "value",
)
_A_PLACE: Final = Text("explaining.a_place", zh="列號（自 0 起算）", en="the number of a row, counted from 0")
_FORMULA: Final = Text(
    "explaining.formula",
    zh="此欄代替算式所得，物件不能另給；請提供其所由得出之事實",
    en="this column stands for what a formula gives, which an object is not told: give the facts that it "
    "reads",
)


def explain(
    frame: Any,
    programme: Programme[Any, Any],
    row: Any,
    *,
    subject: type[Any] | None = None,
    key: str | tuple[str, ...] | None = None,
    on: date | str,
    policy: Any = None,
    stage: Stage = "application",
    columns: Any = None,
    unmatched: Unmatched = "raise",
    invalid: Invalid = "raise",
) -> Assessment[Any, Any]:
    """The whole decision on one row: what :meth:`cloudgrant.Programme.assess` says of its object.

    ``row`` is its key where ``key`` is given, else its number, counted from 0 (of a frame whose rows have an
    order). All else is as :func:`~cloudgrant.frames.assess` takes it; only this row, and what belongs to it,
    is looked at. Raises :class:`~cloudgrant.values.problems.InvalidInput` as that does, where there is no
    such row, and for a column that stands for the outcome of a formula, which no object is told.

    >>> import polars as pl
    >>> import cloudgrant as cg
    >>> from cloudgrant import frames
    >>> from datetime import date
    >>> firms = pl.DataFrame({"案號": ["A-1", "A-2"], "paid_in_capital": [80_000_000, 200_000_000],
    ...                       "regular_employees": [260, 201]})
    >>> decision = frames.explain(firms, cg.points, "A-2", key="案號", on=date(2022, 5, 2))
    >>> [margin.distance for margin in decision["points.applicant.size"].margins]
    [-100000000, -1]
    """
    keys = of_keys(key)
    given = frame if isinstance(frame, Mapping) else {SUBJECTS: frame}
    if SUBJECTS not in given:
        raise InvalidInput([Problem.at([SUBJECTS], "required")])
    found = {place: _of_row(one, place, keys, row) for place, one in given.items()}
    if isinstance(found[SUBJECTS], nw.DataFrame | nw.LazyFrame):
        _refuse_unless_one(found[SUBJECTS], row)
    rows = rows_of(
        found if isinstance(frame, Mapping) else found[SUBJECTS], programme, subject=subject, key=key, on=on,
        policy=policy, stage=stage, columns=columns, unmatched=unmatched, invalid=invalid,
    )  # fmt: skip
    table = rows.table
    [cells] = _cells(table, rows.carried)
    values = _facts(table.record, "", cells, _items(rows.tables, table, cells))
    judged = _made(table.record, values, invalid)
    day: Any = on
    if isinstance(on, str):
        told = table.frame.select(rows.filing().alias("on"))
        told = told.collect() if isinstance(told, nw.LazyFrame) else told
        day = _plain(told["on"][0])
    edition = None if stage == "application" or programme.bound else cells.get("edition")
    return programme.assess(
        judged, on=UNKNOWN if day is None else day, policy=policy, stage=stage, edition=edition
    )


def _of_row(frame: Any, place: str, keys: tuple[str, ...], row: Any) -> Any:
    """The part of a table that is about one subject."""
    try:
        table = as_table(frame)
    except TypeError:
        return frame  # refused with the others
    if keys:
        if keys[0] not in table.collect_schema().names():
            return table
        kind = dict(table.collect_schema())[keys[0]]
        if kind.is_integer() != (isinstance(row, int) and not isinstance(row, bool)):
            raise InvalidInput([Problem.at(["row"], "frame.row", _NO_ROW, given=shown(row))])
        return table.filter(nw.col(keys[0]) == nw.lit(row))
    if place != SUBJECTS:
        return table
    if isinstance(row, bool) or not isinstance(row, int):
        raise InvalidInput([Problem.at(["row"], "type", expected=_A_PLACE, given=shown(row))])
    name = "@row"
    while name in table.collect_schema().names():
        name += "@"
    numbered = in_order(table, name)
    if name not in numbered.collect_schema().names():
        raise InvalidInput([Problem.at(["key"], "frame.key", _NO_ORDER)])
    return numbered.filter(nw.col(name) == row).drop(name)


def _refuse_unless_one(table: Any, row: Any) -> None:
    counted = nw.from_native(table).select(rows=nw.len())
    counted = counted.collect() if isinstance(counted, nw.LazyFrame) else counted
    rows = int(counted["rows"][0])
    if rows != 1:
        text = _SEVERAL if rows else _NO_ROW
        raise InvalidInput([Problem.at(["row"], "frame.row", text, given=shown(row), rows=rows)])


def _cells(table: Table, carried: str = "") -> list[dict[str, Any]]:
    """Each row as what it says of facts, by their names, and of whose it is; and of ``carried``."""
    schema = table.schema
    told = {f"fact {name}": table.cell(name) for name, _ in table.named if name in schema}
    told |= {f"list {name}": nw.col(mark) for name, mark in table.told.items()}
    told |= {f"id {name}": nw.col(name) for name in (*table.owner, *table.own)}
    if carried in schema:
        told["edition"] = table.cell(carried).cast(nw.String())
    for name in table.told:  # the items are read from the table that is made of them
        told.pop(f"fact {name}", None)
    found = table.frame.select(**told)
    found = found.collect() if isinstance(found, nw.LazyFrame) else found
    return [
        {name.removeprefix("fact "): _plain(cell) for name, cell in row.items()}
        for row in found.iter_rows(named=True)
    ]


def _plain(value: Any) -> Any:
    """A cell as facts have it: a day without an hour."""
    return value.date() if isinstance(value, datetime) else value


def _items(tables: Tables, table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
    """The lists of a row, by their names; of one that is not known, that."""
    found: dict[str, Any] = {}
    for holder, inner in tables.lists():
        if holder is not table:
            continue
        name = inner.place.removeprefix(f"{table.place}.")
        if row.get(f"list {name}") is False or (
            f"list {name}" not in row and row.get(name, True) is not True
        ):
            found[name] = UNKNOWN
            continue
        ids = [row[f"id {one}"] for one in (*table.owner, *table.own)]
        each = [
            one for one in _cells(inner) if [one[f"id {owner}"] for owner in inner.owner] == ids or not ids
        ]
        found[name] = tuple(_item(tables, inner, one) for one in each)
    return found


def _item(tables: Tables, table: Table, row: Mapping[str, Any]) -> Any:
    if isinstance(table.facts_of, FactInfo):
        return _value(table.facts_of, row[""])
    return table.facts_of(**_facts(table.facts_of, "", row, _items(tables, table, row)))


def _facts(cls: type[Any], prefix: str, row: Mapping[str, Any], lists: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of a record that a row tells; a null is told as not known."""
    found: dict[str, Any] = {}
    for name, info in facts(cls).items():
        column = f"{prefix}{name}"
        if column in lists:
            found[name] = lists[column]
        elif info.derived:
            if row.get(column) is not None:
                raise InvalidInput([Problem.at([column], "frame.formula", _FORMULA)])
        elif info.type == "record" and info.record is not None:
            inner = _facts(info.record, f"{column}.", row, lists)
            told = row.get(column) is True or any(value is not UNKNOWN for value in inner.values())
            if told or (inner and not info.may_be_unknown):
                found[name] = info.record(**inner)
        elif info.type not in ("list", "map") and column in row:
            found[name] = _value(info, row[column])
    return found


def _value(info: FactInfo, cell: Any) -> Any:
    if cell is None:
        return UNKNOWN
    return Share(cell) if info.type == "share" else cell


def _made(cls: type[Any], values: dict[str, Any], invalid: Invalid) -> Any:
    """The object; where nonsense is not refused, without facts that an object is more particular about."""
    while True:
        try:
            return cls(**values)
        except InvalidInput as error:
            blamed = {str(one.path[0]) for one in error.problems if one.path}.intersection(values)
            if invalid == "raise" or not blamed:
                raise
            values = {name: value for name, value in values.items() if name not in blamed}
