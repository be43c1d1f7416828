"""What becomes of nonsense in a frame: it is refused with its rows, or not known and told beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import reduce
from operator import or_
from typing import Literal, TypeAlias, get_args

import narwhals as nw

from cloudgrant.frames.cells import literal
from cloudgrant.frames.check import Check
from cloudgrant.frames.checking import strange_editions, told, values_of, wrong_values
from cloudgrant.frames.contradictions import contradictions, contradictions_of_items
from cloudgrant.frames.keys import wrong_keys
from cloudgrant.frames.rows import Items, Rows
from cloudgrant.frames.tables import Table, Tables
from cloudgrant.frames.truths import choose
from cloudgrant.values.problems import InvalidInput

__all__ = ["INVALID", "Invalid", "made_sound", "told_in"]

Invalid: TypeAlias = Literal["raise", "unknown", "column", "trust"]
"""What becomes of nonsense: refused, read as not known, or that with a column that tells it; or, in frames
that were looked at before, nobody looks for it."""

INVALID = get_args(Invalid)


def told_in(rows: Rows) -> nw.Expr:
    """What is wrong with each row and its lists, ``fact: code`` with semicolons; null where nothing is."""
    said = [(where, f"{name}: {code}") for name, code, where in _told_of(rows)]
    nothing = nw.lit(None, nw.String())
    if not said:
        return nothing
    each = [choose((where, nw.lit(text)), otherwise=nothing) for where, text in said]
    together = nw.concat_str(*each, separator="; ", ignore_nulls=True)
    return choose((reduce(or_, (where for where, _ in said)), together), otherwise=nothing)


def _told_of(rows: Rows) -> Iterator[tuple[str, str, nw.Expr]]:
    """What may be wrong with rows, and with those of their lists: its place, its code, and in which rows."""
    table = rows.table
    for check in rows.tables.checks.get(table.place, ()):
        yield _placed(table, table.at(check.name)), check.code, check.wrong
    for holder, inner in rows.tables.lists():
        if holder is table:
            path = tuple(inner.place.removeprefix(f"{table.place}.").split("."))
            items = rows.items(rows, path)
            assert items is not None
            with items.recording() as uses:
                inside = list(_told_of(items))
            for name, code, where in inside:
                yield name, code, items.gathered("max", where.cast(nw.Int64()), uses) > literal(0)
            yield from _of_list(rows, items, path)


def _placed(table: Table, name: str) -> str:
    return f"{table.place}.{name}" if table.place else name


def _of_list(rows: Rows, items: Items, path: tuple[str, ...]) -> Iterator[tuple[str, str, nw.Expr]]:
    """That a list is longer than it may be, or has items although it is said not to be known."""
    number = items.gathered("sum", nw.lit(1, nw.Int64()), frozenset())
    info = dict(rows.table.named)[".".join(path)]
    yield items.table.place, "too_many", number > nw.lit(info.most_items, nw.Int64())
    listed = rows.table.listed(path)
    if isinstance(listed, nw.Expr):
        yield items.table.place, "frame.values", ~listed & (number > literal(0))


def made_sound(tables: Tables, invalid: Invalid, carried: str = "", editions: Iterable[str] = ()) -> None:
    """Tables in which nothing is nonsense; raises where it is to be refused, and for keys in any case.

    Whose rows are meant where keys are wrong cannot be told, and so not beside any. Tables that are to be
    trusted are not looked at. ``carried`` is the column
    of the edition that rows bear, if they are to bear one of ``editions``.
    """
    if invalid == "trust":
        return
    if invalid == "raise":
        found = wrong_values(tables)
        if carried:
            check = strange_editions(tables.subjects, carried, tuple(editions))
            found += told(tables.subjects, tables, [check])
        if found:
            raise InvalidInput(found)
        tables.looked_at = tables.counted = True
        return
    problems = list(wrong_keys(tables))
    if problems:
        raise InvalidInput(problems)
    checks = tables.checks
    for holder, table in ((None, tables.subjects), *tables.lists()):
        checks[table.place] = values_of(table)
        if carried and table is tables.subjects:
            checks[table.place].append(strange_editions(table, carried, tuple(editions)))
        _left_out(table, checks[table.place], tables)
        # What is nonsense by itself contradicts nothing.
        at_odds = list(contradictions(table))
        at_odds += [] if holder is None else contradictions_of_items(holder, table)
        _left_out(table, at_odds, tables)
        checks[table.place] += at_odds
    tables.looked_at = True


def _left_out(table: Table, checks: list[Check], tables: Tables) -> None:
    """What is nonsense becomes a null, in columns beside those that were given."""
    wrong: dict[str, nw.Expr] = {}
    for check in checks:
        for name, where in check.blamed.items():
            wrong[name] = wrong[name] | where if name in wrong else where
    schema, written, made = table.schema, dict(table.written), {}
    for name, where in wrong.items():
        if _tells_nothing(schema[name]):
            continue
        written[name] = next(tables.names)
        nothing = nw.lit(None, schema[name])
        made[written[name]] = choose((~where, table.cell(name)), otherwise=nothing)
    table.frame = table.frame.with_columns(**made) if made else table.frame
    table.written = written


def _tells_nothing(kind: object) -> bool:
    """Whether a column has nothing but nulls, of whichever type."""
    return isinstance(kind, nw.Unknown) or str(kind) in ("Null", "Unknown")
