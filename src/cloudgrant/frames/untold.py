"""What rules read that no column and no table holds."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from cloudgrant.frames.checking import class_at
from cloudgrant.frames.columns import class_of, preset
from cloudgrant.frames.tables import Table, Tables, of_keys
from cloudgrant.rules.programme import Programme
from cloudgrant.rules.records.compiled_coherence import coherence_of
from cloudgrant.rules.records.fact_info import FactInfo, facts
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.declaration import Stage
from cloudgrant.rules.writing.inlining import inlined
from cloudgrant.rules.writing.rewriting import lifted
from cloudgrant.values.problems import InvalidInput
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["Lacks", "lacking", "missing"]


def missing(
    frame: Any,
    programme: Programme[Any, Any],
    *,
    subject: type[Any] | None = None,
    key: str | tuple[str, ...] | None = None,
    stage: Stage = "application",
    columns: Any = None,
) -> dict[str, tuple[str, ...]]:
    """By the id of each rule that lacks any, the facts that it reads and the frame does not tell of any row.

    They are unknown in every row, and the rule is open as far as it turns on them. ``frame``, ``key`` and
    ``columns`` are as :func:`~cloudgrant.frames.assess` takes them; a fact of the items of a list is named
    after the list. A fact that ``subject`` presets is told.

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
    tables = Tables(frame, subject, keys=of_keys(key), columns=columns)
    if wrong := tables.wrong_headings():
        raise InvalidInput(wrong)
    found: dict[str, tuple[str, ...]] = {}
    for rule, facts_of_rule in _read(tables, programme, stage):
        names = dict.fromkeys(name for name, told in facts_of_rule if told == "nowhere")
        if names:
            found[rule] = tuple(names)
    return found


class Lacks(NamedTuple):
    """The facts that rules read without column or preset; and whether there is a column of any fact."""

    untold: tuple[str, ...]
    told: bool


def lacking(tables: Tables, programme: Programme[Any, Any], stage: Stage) -> Lacks:
    """Which of the facts that rules read no table tells."""
    found: dict[str, str] = {}
    for _, facts_of_rule in _read(tables, programme, stage):
        found |= dict(facts_of_rule)
    every = [tables.subjects, *(table for _, table in tables.lists())]
    return Lacks(
        tuple(name for name, told in found.items() if told == "nowhere"),
        "column" in found.values() or any(any(_leading(table)) for table in every),
    )


def _leading(table: Table) -> Iterator[bool]:
    """Whether a column holds a fact that others follow from, or that follows itself, by a formula."""
    schema = table.schema
    for name, info in table.named:
        before, _, last = name.rpartition(".")
        holder: Any = class_of(table.record, before.split(".") if before else ())
        premises = (
            premise
            for one in (() if holder is None else coherence_of(holder).conclusions)
            for premise, _ in one.premises
        )
        opaque = (
            read
            for one in ({} if holder is None else facts(holder)).values()
            if one.opaque is not None
            for read in one.reads
        )
        yield name in schema and (info.derived or last in premises or last in opaque)


_Told = Literal["column", "preset", "nowhere"]
"""Whether a fact is told by a column, by the class of the subjects, or by nothing."""


def _read(
    tables: Tables, programme: Programme[Any, Any], stage: Stage
) -> Iterator[tuple[str, list[tuple[str, _Told]]]]:
    """By the id of each rule the facts that it reads, with where they are told."""
    for traced in programme.traced_at(stage):
        read: list[tuple[str, _Told]] = []
        for node in (traced.holds, traced.applies):
            if node is None:
                continue
            given = _given(node, traced.over != "")
            levels: tuple[Table | None, ...] = (tables.subjects,)
            if traced.over:
                items = tables.of_list(tables.subjects, (traced.over,))
                read.append((traced.over, _of_list(items, tables.subjects, (traced.over,))))
                if items is None:
                    continue
                levels = (tables.subjects, items)
            read += _facts(given, levels, tables)
        yield traced.rule.id, read


@lru_cache(maxsize=1024)
def _given(node: tree.Node, over: bool) -> tree.Node:
    """A tree with the formula of each derived fact in its place."""
    return inlined(lifted(node) if over else node, lambda info: info.opaque is not None)


def _facts(node: tree.Node, levels: tuple[Table | None, ...], tables: Tables) -> Iterator[tuple[str, _Told]]:
    """The facts of a tree, with where they are told; ``levels`` are the tables of the items gone through."""
    match node:
        case tree.Some(items) | tree.Total(items) | tree.Distinct(items) if isinstance(items, tree.FactOf):
            table = _list_of(items, levels, tables)
            yield from _list_named(items, levels, table)
            if table is None:
                return
            for part in tree.parts_of(node)[1:]:
                yield from _facts(part, (*levels[: node.level], table), tables)
        case tree.Some() | tree.Total() | tree.Distinct():
            for part in tree.parts_of(node)[1:]:
                yield from _facts(part, (*levels[: node.level], None), tables)
        case tree.AnyOf(items) | tree.AllOf(items):
            yield from _list_named(items, levels, _list_of(items, levels, tables))
        case tree.FactOf(path, info, level):
            table = levels[level]
            if table is not None and path:
                yield from _named(node, levels, _where(table, path, info))
        case _:
            for part in tree.parts_of(node):
                yield from _facts(part, levels, tables)


def _list_named(
    items: tree.FactOf, levels: tuple[Table | None, ...], table: Table | None
) -> Iterator[tuple[str, _Told]]:
    holder = levels[items.level]
    if holder is not None:
        yield from _named(items, levels, _of_list(table, holder, items.path))


def _of_list(table: Table | None, holder: Table, path: tuple[str, ...]) -> _Told:
    if table is not None:
        return "column"
    return "nowhere" if preset(holder.record, path) is UNKNOWN else "preset"


def _where(table: Table, path: tuple[str, ...], info: FactInfo) -> _Told:
    if table.has_column(path, info.type == "record"):
        return "column"
    return "nowhere" if preset(table.record, path) is UNKNOWN else "preset"


def _list_of(items: tree.FactOf, levels: tuple[Table | None, ...], tables: Tables) -> Table | None:
    holder = levels[items.level]
    return None if holder is None else tables.of_list(holder, items.path)


def _named(fact: tree.FactOf, levels: tuple[Table | None, ...], told: _Told) -> Iterator[tuple[str, _Told]]:
    table = levels[fact.level]
    if table is not None:
        yield ".".join((table.place, *fact.path) if table.place else fact.path), told
