"""Objects from several tables: one row each, with rows of other tables for their lists.

polars, pandas, pyarrow, DuckDB and Spark (extra ``frames``). A null is an unknown fact.
Nothing is converted silently; what is wrong is told with its table and row, and everything else is kept.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Generic, TypeVar

import attrs

from cloudgrant.data.defaults import presumed
from cloudgrant.data.drafting import draft
from cloudgrant.frames.libraries import collected, made_like, rows_of
from cloudgrant.frames.tables import A_FRAME, NO_LIST
from cloudgrant.rules.assessment import Assessment
from cloudgrant.rules.explaining.finding import Finding
from cloudgrant.rules.programme import Programme
from cloudgrant.rules.records.fact_info import FactInfo, facts
from cloudgrant.rules.writing.declaration import Stage
from cloudgrant.values.names import did_you_mean
from cloudgrant.values.paths import Path
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["RowProblem", "Tables", "load_tables"]

T = TypeVar("T")

_NO_OBJECT = Text(
    "tables.no_object", zh="表格 {main} 沒有 {given} 這一列", en="the table {main} has no row for {given}"
)
_NO_KEY = Text("tables.no_key", zh="鍵值應為單一值", en="a key is a single value")

_ONE_TABLE = Text(
    "tables.one_table",
    zh="應有一個表格，每列一個 {cls}；此外每個表格以清單名稱命名（{given}）",
    en="there must be one table with a row for each {cls}; the others are named as its lists ({given})",
)


@attrs.frozen
class RowProblem:
    """One thing that is wrong with one row: the table, the row by its position, and the problem.

    ``row`` is ``None`` where a whole column is meant. ``key`` is that of the object, ``problem`` has its
    path from the object.
    """

    table: str
    row: int | None
    key: Any
    problem: Problem

    def message(self, locale: str = "en") -> str:
        """Table, row and problem in words."""
        where = self.table if self.row is None else f"{self.table}[{self.row}]"
        return f"{where}: {self.problem.path.key}: {self.problem.message(locale)}"


@attrs.frozen(eq=False)
class Tables(Generic[T]):
    """What several tables describe: the objects by their key, and what was wrong, row by row.

    Of one object a hundred problems are told at most; ``more`` is the number of those that are not.
    """

    objects: Mapping[Any, T]
    problems: tuple[RowProblem, ...]
    _key: str = attrs.field(repr=False)
    _frame: Any = attrs.field(repr=False)
    more: int = attrs.field(default=0, kw_only=True)

    def decisions(
        self,
        programme: Programme[T, Any],
        *,
        on: Fact[date] = UNKNOWN,
        policy: Any = None,
        stage: Stage = "application",
    ) -> dict[Any, Assessment[T, Any]]:
        """The decision on each object, by its key; arguments as of ``programme.assess``."""
        return {
            key: programme.assess(one, on=on, policy=policy, stage=stage) for key, one in self.objects.items()
        }

    def findings(
        self,
        programme: Programme[T, Any],
        *,
        on: Fact[date] = UNKNOWN,
        policy: Any = None,
        stage: Stage = "application",
    ) -> Any:
        """Every finding as a row of a tidy frame, of the kind in which the objects came.

        The columns are the key, ``path`` (empty for the object itself), ``rule``, ``result``, ``margin``
        and ``fact``: how far the fact nearest to its threshold is from it (room to spare is positive, days
        for dates), null where the rule has no threshold or the fact is not known. A rule about the items of
        a list has a row for each item.
        """
        rows: dict[str, list[Any]] = {name: [] for name in (self._key, *_COLUMNS)}
        decided = self.decisions(programme, on=on, policy=policy, stage=stage)
        for key, decision in decided.items():
            for finding in decision.findings:
                for part in finding.parts or (finding,):
                    for name, value in zip(rows, (key, *_row(part)), strict=True):
                        rows[name].append(value)
        return made_like(self._frame, rows, numbers=["margin"], texts=["path", "rule", "result", "fact"])


_COLUMNS = ("path", "rule", "result", "margin", "fact")


def _row(finding: Finding) -> tuple[Any, ...]:
    known = [(margin.distance, margin.path.key) for margin in finding.margins]
    nearest = min(
        ((distance, fact) for distance, fact in known if distance is not UNKNOWN),
        key=lambda pair: abs(pair[0]),
        default=(None, None),
    )
    return (finding.path.key, finding.rule, finding.result.value, *nearest)


def load_tables(
    cls: type[T],
    *,
    keys: str | Mapping[str, str],
    columns: Mapping[str, Mapping[str, str]] | None = None,
    **frames: Any,
) -> Tables[T]:
    """The objects of ``cls`` that several tables describe together.

    One keyword names the table with a row for each object (``proposals=``, as you like); each other is
    named as a list of the class (``members=``, ``lines=``) and has a row for each item. ``keys`` is the
    column that says which object a row is of: one name for all tables, or one by table. Other columns are
    named as the facts they hold, with dots for facts inside a record (``firm.ubn``); ``columns`` gives the
    facts of those that are called otherwise, by table, and leaves out those it gives the fact ``""``.

    Never raises for what rows hold: a value that is nonsense is unknown and told in ``problems``. Raises
    :class:`~cloudgrant.values.problems.InvalidInput` where the tables themselves cannot be read: a table
    that is no list, a key column or a fact that there is not.

    >>> import polars as pl
    >>> import cloudgrant as cg
    >>> tables = cg.load_tables(
    ...     cg.Proposal,
    ...     proposals=pl.DataFrame({"case": ["A-1"], "title": ["布料資料庫"]}),
    ...     members=pl.DataFrame({"case": ["A-1", "A-1"], "role": ["lead", "leader"],
    ...                           "統編": ["12345675", "00501508"]}),
    ...     keys="case",
    ...     columns={"members": {"統編": "firm.ubn"}},
    ... )
    >>> [member.role for member in tables.objects["A-1"].members]
    ['lead', UNKNOWN]
    >>> [(problem.table, problem.row, problem.problem.path.key) for problem in tables.problems]
    [('members', 1, 'members[ubn=00501508].role')]
    """
    lists = {name: info for name, info in facts(cls).items() if info.type == "list"}
    main = [name for name in frames if name not in lists]
    if len(main) != 1:
        raise InvalidInput(
            [_tables_problem(cls, name, lists) for name in main[1:]]
            or [Problem.at((), "tables.main", _ONE_TABLE, cls=cls.__name__, given=", ".join(frames))]
        )
    named = dict.fromkeys(frames, keys) if isinstance(keys, str) else keys
    renamed = columns or {}
    read: dict[str, _Table] = {}
    found: dict[str, Any] = {}
    strange = []
    for name, frame in frames.items():
        try:
            held = collected(frame)
        except TypeError:
            given = type(frame).__name__
            strange.append(Problem.at([name], "type", expected=A_FRAME, given=given))
        else:
            found[name] = held
    if strange:
        raise InvalidInput(strange)
    for name, frame in found.items():
        item = _class_of(cls, lists, name)
        read[name] = _Table(name, item, frame, named.get(name), renamed.get(name, {}), frames)
    problems = [
        Problem.at([argument, name], "unknown_key", hint=did_you_mean(name, frames))
        for argument, given in (("keys", named), ("columns", renamed))
        for name in given
        if name not in frames
    ]
    if named.get(main[0]) in _COLUMNS:
        problems.append(Problem.at(["keys", main[0]], "duplicate", given=named[main[0]]))
    problems += [problem for table in read.values() for problem in table.problems]
    if problems:
        raise InvalidInput(problems)
    return _loaded(cls, read, main[0])


def _tables_problem(cls: type[Any], name: str, lists: Mapping[str, FactInfo]) -> Problem:
    hint = did_you_mean(name, lists)
    return Problem.at([name], "tables.list", NO_LIST, cls=cls.__name__, given=name, hint=hint)


def _class_of(cls: type[Any], lists: Mapping[str, FactInfo], name: str) -> type[Any]:
    item = lists[name].item if name in lists else None
    return cls if item is None or item.record is None else item.record


class _Table:
    """One table: its rows as plain data, its key, and where each column goes."""

    def __init__(
        self,
        name: str,
        cls: type[Any],
        frame: Any,
        key: str | None,
        renamed: Mapping[str, str],
        frames: Mapping[str, Any],
    ) -> None:
        self.frame = frame
        self.name = name
        self.key = key or ""
        there = [str(column) for column in self.frame.columns]
        self.paths: dict[str, tuple[str, ...]] = {}
        self._presumed: dict[tuple[str, ...], list[FactInfo]] = {}  # with the records on the way
        self.problems = [
            Problem.at([name, column], "duplicate", given=column)
            for column in dict.fromkeys(there)
            if there.count(column) > 1
        ]
        if key is None:
            self.problems.append(Problem.at(["keys", name], "required"))
        for missing in [*([] if key is None else [key]), *renamed]:
            if missing not in there:
                hint = did_you_mean(missing, there)
                self.problems.append(Problem.at([name, missing], "unknown_key", hint=hint))
        for column in dict.fromkeys(there):
            fact = renamed.get(column, column)
            if column != key and fact:
                self._place(cls, column, fact, frames)

    def _place(self, cls: type[Any], column: str, fact: str, frames: Mapping[str, Any]) -> None:
        path = tuple(fact.split("."))
        inside: type[Any] | None = cls
        holders: list[FactInfo] = []
        for step in path:
            known = {} if inside is None else {n: i for n, i in facts(inside).items() if not i.derived}
            if step not in known:
                hint = did_you_mean(step, known)
                self.problems.append(Problem.at([self.name, column], "unknown_key", hint=hint))
                return
            if inside is not None and len(holders) == len(path) - 1 and step in presumed(inside):
                self._presumed[path] = [*holders]
            holders.append(known[step])
            inside = known[step].record
        inside_one_another = any(
            path[: len(other)] == other or other[: len(path)] == path for other in self.paths.values()
        )
        if inside_one_another or (len(path) == 1 and path[0] in frames and path[0] != self.name):
            self.problems.append(Problem.at([self.name, column], "duplicate", given=fact))
        self.paths[column] = path

    def rows(self) -> Iterator[tuple[Any, dict[str, Any]]]:
        """Each row's key and its data, nested as the class is."""
        for row in rows_of(self.frame):
            nested: dict[str, Any] = {}
            cells = {path: _plain(row[column]) for column, path in self.paths.items()}
            for path, value in cells.items():
                if value is not None:
                    inner = nested
                    for step in path[:-1]:
                        inner = inner.setdefault(step, {})
                    inner[path[-1]] = value
            for path, holders in self._presumed.items():
                if cells[path] is None:
                    _tell_unknown(path, holders, nested)
            yield _plain(row[self.key]), nested


def _tell_unknown(path: tuple[str, ...], holders: list[FactInfo], nested: dict[str, Any]) -> None:
    """That a fact is not known, for which a default would stand; of a record only where there is one."""
    for holder in holders:
        if holder.may_be_unknown and holder.name not in nested:
            return
        nested = nested.setdefault(holder.name, {})
    nested[path[-1]] = None


def _plain(value: Any) -> Any:
    """A cell as plain data: a day that is kept as its midnight is that day."""
    if isinstance(value, datetime) and value.tzinfo is None and value.time() == datetime.min.time():
        return value.date()
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return value


def _loaded(cls: type[T], tables: Mapping[str, _Table], main: str) -> Tables[T]:
    problems: list[RowProblem] = []
    data: dict[Any, dict[str, Any]] = {}
    rows: dict[Any, dict[str, list[int]]] = {}
    key_column = tables[main].key

    def tell(table: str, row: int, key: Any, code: str, text: Text | None = None, **params: Any) -> None:
        where = Path([tables[table].key])
        problems.append(RowProblem(table, row, key, Problem.at(where, code, text, **params)))

    for number, (key, nested) in enumerate(tables[main].rows()):
        if not _names_an_object(key):
            tell(main, number, None, *_no_key(key))
        elif key in data:
            tell(main, number, key, "duplicate", given=key)
        else:
            data[key], rows[key] = nested, {main: [number]}
    for name, table in tables.items():
        if name == main:
            continue
        for one in data.values():
            one[name] = []
        for number, (key, nested) in enumerate(table.rows()):
            if not _names_an_object(key):
                tell(name, number, None, *_no_key(key))
            elif key not in data:
                tell(name, number, key, "tables.object", _NO_OBJECT, main=main, given=key)
            else:
                data[key][name].append(nested)
                rows[key].setdefault(name, []).append(number)
    objects: dict[Any, T] = {}
    more = 0
    for key, nested in data.items():
        try:
            objects[key], found = draft(cls, nested)
        except InvalidInput as error:  # the class has a fact that may not be unknown, and is
            found = error.problems
        more += found.more
        problems += (RowProblem(*_row_of(problem.path, main, rows[key]), key, problem) for problem in found)
    return Tables(MappingProxyType(objects), tuple(problems), key_column, tables[main].frame, more=more)


def _names_an_object(key: Any) -> bool:
    return key is not None and isinstance(key, Hashable)


def _no_key(key: Any) -> tuple[str, Text | None]:
    """What is wrong with a key that is missing, or is no single value."""
    return ("required", None) if key is None else ("tables.key", _NO_KEY)


def _row_of(path: Path, main: str, rows: Mapping[str, list[int]]) -> tuple[str, int]:
    """The table and row of a place in an object."""
    if len(path) > 1 and path[0] in rows and path[0] != main:
        name, index = path[0], path[1]
        if isinstance(name, str) and isinstance(index, int):
            return name, rows[name][index]
    return main, rows[main][0]
