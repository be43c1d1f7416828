"""What rules read that no column and no table holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cloudgrant.frames.checking import class_at
from cloudgrant.frames.tables import Table, Tables, of_keys
from cloudgrant.rules.programme import Programme
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.declaration import Stage
from cloudgrant.rules.writing.inlining import inlined
from cloudgrant.rules.writing.rewriting import lifted

__all__ = ["missing"]


def missing(
    frame: Any,
    programme: Programme[Any, Any],
    *,
    subject: type[Any] | None = None,
    key: str | tuple[str, ...] | None = None,
    stage: Stage = "application",
) -> dict[str, tuple[str, ...]]:
    """By the id of each rule that lacks any, the facts that it reads and the frame does not tell of any row.

    They are unknown in every row, and the rule is open as far as it turns on them. ``frame`` and ``key`` are
    as :func:`~cloudgrant.frames.assess` takes them; a fact of the items of a list is named after the list. A
    fact that ``subject`` presets is told.

    >>> import polars as pl
    >>> import cloudgrant as cg
    >>> from cloudgrant import frames
    >>> tables = {"": pl.DataFrame({"case": ["A"]}), "lines": pl.DataFrame({"case": ["A"], "amount": [1]})}
    >>> lacks = frames.missing(tables, cg.research, key="case")
    >>> lacks["research.funding.case-cap"]
    ('lines.source', 'stated_subsidy', 'stated_total')
    >>> lacks["research.subject.scope"]
    ('lines.scope', 'lines.reviewer_accepts_scope')
    """
    subject = class_at(programme, stage, subject)
    tables = Tables(frame, subject, keys=of_keys(key))
    found: dict[str, tuple[str, ...]] = {}
    for traced in programme.traced_at(stage):
        nodes = [one for one in (traced.holds, traced.applies) if one is not None]
        names: dict[str, None] = {}
        for node in nodes:
            given = inlined(lifted(node) if traced.over else node, lambda info: info.opaque is not None)
            levels: tuple[Table | None, ...] = (tables.subjects,)
            if traced.over:
                items = tables.of_list(tables.subjects, (traced.over,))
                if items is None:
                    names[traced.over] = None
                    continue
                levels = (tables.subjects, items)
            names |= dict.fromkeys(_lacking(given, levels, tables))
        if names:
            found[traced.rule.id] = tuple(names)
    return found


def _lacking(node: tree.Node, levels: tuple[Table | None, ...], tables: Tables) -> Iterator[str]:
    """The facts of a tree that are told nowhere; ``levels`` are the tables of the items gone through."""
    match node:
        case tree.Some(items) | tree.Total(items) | tree.Distinct(items) if isinstance(items, tree.FactOf):
            table = _list_of(items, levels, tables)
            if table is None:
                yield from _named(items, levels)
                return
            for part in tree.parts_of(node)[1:]:
                yield from _lacking(part, (*levels[: node.level], table), tables)
        case tree.Some() | tree.Total() | tree.Distinct():
            for part in tree.parts_of(node)[1:]:
                yield from _lacking(part, (*levels[: node.level], None), tables)
        case tree.AnyOf(items) | tree.AllOf(items):
            if _list_of(items, levels, tables) is None:
                yield from _named(items, levels)
        case tree.FactOf(path, info, level):
            table = levels[level]
            if table is not None and path and not table.tells(path, info.type == "record"):
                yield from _named(node, levels)
        case _:
            for part in tree.parts_of(node):
                yield from _lacking(part, levels, tables)


def _list_of(items: tree.FactOf, levels: tuple[Table | None, ...], tables: Tables) -> Table | None:
    holder = levels[items.level]
    return None if holder is None else tables.of_list(holder, items.path)


def _named(fact: tree.FactOf, levels: tuple[Table | None, ...]) -> Iterator[str]:
    table = levels[fact.level]
    if table is not None:
        yield ".".join((table.place, *fact.path) if table.place else fact.path)
