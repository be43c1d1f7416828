"""Which rows are meant: the first few by their keys, or by their places, and how many more there are."""

from __future__ import annotations

from typing import Any, Final

import narwhals as nw

from cloudgrant.frames.tables import Table, Tables
from cloudgrant.values.shown import shown
from cloudgrant.values.text import Text

__all__ = ["MOST_NAMED", "rows_named"]

MOST_NAMED: Final = 5
"""So many rows are named; of the rest the number is told."""

_PLACES: Final = Text(
    "rows_named.places", zh="：自 0 起算第 {first} 列{more}", en=": rows {first}{more}, counted from 0"
)
_KEYS: Final = Text("rows_named.keys", zh="：{key} 為 {first}{more}", en=": {key} {first}{more}")
_MORE: Final = Text("rows_named.more", zh="，另有 {number} 列", en=" and {number} more")
_NOTHING: Final = Text()


def rows_named(table: Table, tables: Tables, wrong: nw.Expr, rows: int) -> Text:
    """The tail of a message about so many ``rows`` of a table; empty if they have neither key nor place."""
    frame = table.frame.filter(wrong)
    keys = {tables.key_named(name): name for name in (*table.owner, *table.own) if tables.key_named(name)}
    names = list(keys.values()) or (
        [tables.order] if tables.order in table.frame.collect_schema().names() else []
    )
    if not names:
        return _NOTHING
    found = frame.select(*names)
    found = (found.sort(*names) if not keys or isinstance(found, nw.LazyFrame) else found).head(MOST_NAMED)
    found = found.collect() if isinstance(found, nw.LazyFrame) else found
    each = [" / ".join(_said(cell) for cell in row) for row in found.iter_rows()]
    more = _MORE.filled_with({"number": f"{rows - len(each):,}"}) if rows > len(each) else _NOTHING
    words: dict[str, Any] = {"first": ", ".join(each), "more": more, "key": " / ".join(keys)}
    return (_KEYS if keys else _PLACES).filled_with(words)


def _said(cell: Any) -> str:
    return str(cell) if isinstance(cell, int) else shown(cell)
