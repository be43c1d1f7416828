"""What is nonsense in a frame, column by column."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import partial, reduce
from operator import or_
from typing import Any, Final

import narwhals as nw

from cloudgrant.frames.cells import holds
from cloudgrant.frames.check import Check
from cloudgrant.frames.columns import Columns, bounds_stated, columns_of, wrong_type
from cloudgrant.frames.contradictions import contradictions, contradictions_of_items
from cloudgrant.frames.keys import wrong_keys, wrong_lists
from cloudgrant.frames.rows_named import rows_named
from cloudgrant.frames.tables import NO_LIST, SUBJECTS, Table, Tables, of_keys
from cloudgrant.rules.programme import Programme
from cloudgrant.rules.records.fact_info import FactInfo
from cloudgrant.rules.records.record import is_sound
from cloudgrant.rules.writing.declaration import Stage
from cloudgrant.values.names import did_you_mean
from cloudgrant.values.paths import Path
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.shares import Share
from cloudgrant.values.shown import shown
from cloudgrant.values.text import Text
from cloudgrant.values.years import FIRST_YEAR, NEVER

__all__ = [
    "problems",
    "strange_editions",
    "told",
    "values_of",
    "wrong_choices",
    "wrong_columns",
    "wrong_values",
]


def problems(
    frame: Any,
    subject: type[Any],
    *,
    key: str | tuple[str, ...] | None = None,
    columns: Any = None,
) -> list[Problem]:
    """What is nonsense in a frame, one problem for a column: numbers out of bounds, texts that are no option
    or that no record would take.

    And one for each declaration of the subject's class that rows contradict, under its own code. Of lists,
    given as :func:`~cloudgrant.frames.assess` takes them, the same; and rows without a key, rows that belong
    to no other, keys that two rows have, rows of a list that is said not to be known, and lists longer than
    they may be. A lazy frame is collected for it. Each problem says how many rows it is about.

    >>> import polars as pl
    >>> import cloudgrant as cg
    >>> from cloudgrant import frames
    >>> [problem] = frames.problems(pl.DataFrame({"regular_employees": [5, -1, -2]}), cg.Company)
    >>> problem.path.pointer, problem.params["rows"]
    ('/regular_employees', 2)
    >>> lines = pl.DataFrame({"case": ["A", "B"], "amount": [1, -1]})
    >>> tables = {"": pl.DataFrame({"case": ["A"]}), "lines": lines}
    >>> for problem in frames.problems(tables, cg.Proposal, key="case"):
    ...     print(problem.path.pointer, problem.message("en"))
    /lines/amount 1 rows hold impossible values (allowed: 0 – 1,000,000,000,000): case 'B'
    /lines/case 1 rows belong to no row of the subjects' table
    """
    tables = Tables(frame, subject, keys=of_keys(key), columns=columns)
    if wrong := tables.wrong_headings():
        raise InvalidInput(wrong)
    return wrong_values(tables)


def class_at(programme: Programme[Any, Any], stage: Stage, subject: type[Any] | None) -> type[Any]:
    """The class of the subjects at a stage, unless one is given; raises for a stage that there is not."""
    if stage not in programme.subjects:
        expected = ", ".join(programme.subjects)
        raise InvalidInput([Problem.at(["stage"], "option", given=stage, expected=expected)])
    return programme.subjects[stage] if subject is None else subject


def wrong_choices(**choices: tuple[Any, tuple[str, ...]]) -> Iterator[Problem]:
    """A problem for each argument that is none of the words that it may be."""
    for name, (given, options) in choices.items():
        if given not in options:
            hint = did_you_mean(str(given), options)
            yield Problem.at([name], "option", given=shown(given), expected=", ".join(options), hint=hint)


def wrong_columns(tables: Tables) -> list[Problem]:
    """What cannot be read, whatever the rows hold: columns of the wrong type, tables of no list, keys."""
    lists = list(tables.lists())
    places = {table.place for _, table in lists}
    found = tables.wrong_headings()
    found += [
        Problem.at(
            [place], "tables.list", NO_LIST, cls=tables.subjects.record.__name__, given=place, hint=hint
        )
        for place in tables.given
        if place != SUBJECTS and place not in places
        for hint in [did_you_mean(place, tables.may_be_given())]
    ]
    for holder in (tables.subjects, *(table for _, table in lists)):
        found += (
            problem.below(holder.place) if holder.place else problem for problem in _lists_of(holder, tables)
        )
    for _, table in lists:
        schema = table.schema
        if isinstance(table.facts_of, FactInfo):
            kind = schema.get("")
            if table.place not in tables.given:
                continue  # its column of lists was looked at
            if kind is None:
                found.append(Problem.at([table.place, "value"], "required"))
            elif not holds(kind, table.facts_of.type):
                found.append(wrong_type("value", table.facts_of, kind).below(table.place))
        else:
            columns = Columns(table.facts_of, schema=schema, written=table.written)
            found += (problem.below(table.place) for problem in columns.problems)
    return found


def _lists_of(holder: Table, tables: Tables) -> Iterator[Problem]:
    """Columns that are named as lists, and neither hold them nor say where they are known."""
    schema = holder.schema
    for name, info in columns_of(holder.record):
        kind = schema.get(name)
        if info.type != "list" or info.item is None or kind is None or holds(kind, "bool"):
            continue
        place = f"{holder.place}.{name}" if holder.place else name
        if place in tables.given:
            yield Problem.at([name], "duplicate", given=name)
        elif not isinstance(kind, nw.List) or not _holds_items(kind.inner, info.item):
            yield wrong_type(name, info, kind)


def _holds_items(kind: Any, item: FactInfo) -> bool:
    return isinstance(kind, nw.Struct) if item.record is not None else holds(kind, item.type)


def wrong_values(tables: Tables) -> list[Problem]:
    """What is nonsense in the values of tables, with the rows; those of lazy frames are collected."""
    found: list[Problem] = []
    for holder, table in ((None, tables.subjects), *tables.lists()):
        checks = [*values_of(table), *contradictions(table)]
        checks += [] if holder is None else contradictions_of_items(holder, table)
        each = told(table, tables, checks)
        found += (problem.below(table.place) if table.place else problem for problem in each)
    return found + list(wrong_keys(tables)) + list(wrong_lists(tables))


def told(table: Table, tables: Tables, checks: list[Check]) -> Iterator[Problem]:
    """A problem for each of the checks that rows of a table do not pass; all are counted at once."""
    if not checks:
        return
    # A column first: what is preset alone is one value, of which there is no sum.
    marks = {f"@{place}": one.wrong.cast(nw.Int64()) for place, one in enumerate(checks)}
    counts = table.frame.with_columns(**marks).select(*(nw.col(mark).sum() for mark in marks))
    counts = counts.collect() if isinstance(counts, nw.LazyFrame) else counts
    for mark, check in zip(marks, checks, strict=True):
        if rows := int(counts[mark][0] or 0):
            which = rows_named(table, tables, check.wrong, rows)
            path = Path([table.at(check.name)])
            yield Problem.at(path, check.code, check.text, rows=rows, **check.params, which=which)


def values_of(table: Table) -> list[Check]:
    """What may be wrong with each value of a table. Texts that may be nonsense are collected for it."""
    schema, checks = table.schema, []
    for name, info in table.named:
        if name not in schema or not holds(schema[name], info.type):
            continue
        found = [table.spoilt[name]] if name in table.spoilt else []
        wrong = _wrong(table.cell(name), info)
        found += [] if wrong is None else [wrong]
        if info.type == "share" or (info.type == "text" and not info.options):
            found += _strange_texts(table, name, info)
        if found:
            where = reduce(or_, found)
            params = {"allowed": _allowed(info)}
            checks.append(
                Check(name=name, code="frame.values", wrong=where, blamed={name: where}, text=_VALUES,
                      params=params)
            )  # fmt: skip
    return checks


def _strange_texts(table: Table, name: str, info: FactInfo) -> list[nw.Expr]:
    """Where a text is none that its fact may have: of those that are not plain, each is looked at once."""
    column = table.cell(name).cast(nw.String())
    suspect = ~column.is_null()
    if info.type == "text" and info.check is None and info.max_length is not None:
        plain = column.str.contains(_OF_A_KEY if info.identifies else _PLAIN)
        suspect &= ~(plain & (column.str.len_chars() <= info.max_length))
    found = table.frame.filter(suspect).select(text=column).unique()
    found = found.collect() if isinstance(found, nw.LazyFrame) else found
    sound = _is_share if info.type == "share" else partial(is_sound, info)
    strange = [text for text in found["text"].to_list() if text is not None and not sound(text)]
    return [column.is_in(strange).fill_null(False)] if strange else []


_OF_A_KEY: Final = "^[0-9A-Za-z]+$"
_PLAIN: Final = "^[0-9A-Za-z\u4e00-\u9fa5]+$"
"""Texts in which nothing can be wrong but their length."""


def _is_share(text: str) -> bool:
    """Whether a text is a share as dumps write it: in lowest terms: one share, one text."""
    try:
        return str(Share(text)) == text
    except InvalidInput:
        return False


def strange_editions(table: Table, column: str, names: Collection[str]) -> Check:
    """Where rows name an edition that is none of these; naming none is none."""
    given = table.cell(column).cast(nw.String())
    wrong = ~given.is_null() & ~given.is_in(list(names)).fill_null(False)
    params = {"allowed": ", ".join(names)}
    return Check(name=column, code="frame.values", wrong=wrong, blamed={column: wrong}, text=_VALUES,
                 params=params)  # fmt: skip


_VALUES = Text(
    "checking.values",
    zh="有 {rows} 列的值不可能（應為 {allowed}）{which}",
    en="{rows} rows hold impossible values (allowed: {allowed}){which}",
)


_ONE_LINE = Text("checking.one_line", zh="符合格式之一行文字", en="one line of text in the form of this fact")
_SEVERAL_LINES = Text("checking.several_lines", zh="不含控制字元之文字", en="text without control characters")
_A_SHARE = Text("checking.a_share", zh="最簡分數，如 1/2", en="a share in lowest terms, such as 1/2")


def _wrong(column: nw.Expr, info: FactInfo) -> nw.Expr | None:
    if info.type == "int":
        least, most = bounds_stated(info)
        tests = [column < least, column > most]
        if info.unit == "year":  # 110 is no year of data; 0 may say never
            tests.append((column > NEVER) & (column < FIRST_YEAR))
        return reduce(or_, tests).fill_null(False)
    if info.type == "bool" and info.options:
        return reduce(or_, (column != (option == "True") for option, _ in info.options)).fill_null(False)
    if info.type == "text" and info.options:
        return ~column.cast(nw.String()).is_in([option for option, _ in info.options]) & ~column.is_null()
    return None


def _allowed(info: FactInfo) -> str | Text:
    if info.type == "share":
        return _A_SHARE
    if info.type == "text" and not info.options:
        return _SEVERAL_LINES if info.multiline else _ONE_LINE
    if info.options:
        return ", ".join(option for option, _ in info.options)
    if info.unit == "year":
        return f"{'0, ' if info.least == NEVER else ''}{FIRST_YEAR} – {info.most}"
    least, most = (f"{bound:,}" for bound in bounds_stated(info))
    return f"{least} – {most}"
