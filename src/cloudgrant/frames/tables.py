"""The tables of many subjects: one with a row for each, and one with a row for each item of a list.

A list is told by a table of its own, whose rows bear the key of the subject that they belong to; or by a
column of lists, of which such a table is made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import count
from typing import Any, Final

import attrs
import narwhals as nw

from cloudgrant.frames.check import Check
from cloudgrant.frames.columns import WRONG_TYPE, columns_of
from cloudgrant.frames.headings import Headings, headings_of, made_of, unknown_headings
from cloudgrant.frames.libraries import as_table, computable, exploded, fields_of, in_order, numbered
from cloudgrant.frames.truths import OfRows
from cloudgrant.rules.records.fact_info import FactInfo, facts
from cloudgrant.rules.records.record import Record
from cloudgrant.values.names import did_you_mean
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.shown import shown
from cloudgrant.values.text import Text

__all__ = ["A_FRAME", "NO_LIST", "SUBJECTS", "Table", "Tables", "list_at", "of_keys"]

NO_LIST: Final = Text(
    "tables.no_list", zh="{cls} 沒有名為 {given} 的清單{hint}", en="{cls} has no list called {given}{hint}"
)
"""What is wrong with the name of a table that is no list's."""

SUBJECTS: Final = ""
"""The name of the table with a row for each subject."""


@attrs.frozen
class _PlainValue(Record):
    """An item that is a plain value, and has no facts."""


@attrs.define(eq=False)
class Table:
    """One table for narwhals: whose rows, by which columns they are told apart, and what they are about.

    ``place`` is the name of the list; ``facts_of`` the class whose facts a row holds, or what a plain value
    is. ``owner`` are the columns that say to which row of another table one belongs, ``own`` those that tell
    the rows of one owner apart, once anybody asks. ``written`` are the columns of facts that bear another
    name, ``told`` those that say of a column of lists in which rows it holds one. ``spoilt`` says of a fact
    in which rows its column cannot be read; ``headings`` are what the columns of facts are called where they
    came from.
    """

    place: str
    frame: Any
    owner: tuple[str, ...]
    own: tuple[str, ...]
    facts_of: type[Any] | FactInfo
    written: Mapping[str, str]
    told: Mapping[str, str]
    names: Iterator[str]
    spoilt: Mapping[str, nw.Expr] = attrs.field(factory=dict)
    headings: Mapping[str, str] = attrs.field(factory=dict)
    hidden: frozenset[str] = frozenset()

    @property
    def ids(self) -> tuple[str, ...]:
        """The columns by which all its rows are told apart."""
        if not self.own and self.place:
            name = next(self.names)
            self.frame, self.own = numbered(self.frame, name, self.owner), (name,)
        return (*self.owner, *self.own)

    def beside_itself(self) -> Table:
        """The same table, whose rows are told apart by columns of other names: to be held beside itself."""
        frame = self.frame.drop(*self.own) if self.own else self.frame
        return attrs.evolve(self, frame=frame, own=())

    @property
    def record(self) -> type[Any]:
        """The class whose facts the rows hold; of plain values one without facts."""
        return _PlainValue if isinstance(self.facts_of, FactInfo) else self.facts_of

    @property
    def schema(self) -> dict[str, Any]:
        """What each column holds, by the name of its fact."""
        facts_in: dict[str, str] = {column: fact for fact, column in self.written.items()}
        columns: dict[str, Any] = dict(self.frame.collect_schema())
        return {
            facts_in.get(name, name): kind
            for name, kind in columns.items()
            if name not in self.hidden or name in facts_in
        }

    @property
    def named(self) -> list[tuple[str, FactInfo]]:
        """Each fact of a row by the name of its column; a plain value has none."""
        if isinstance(self.facts_of, FactInfo):
            return [("", self.facts_of)]
        return list(columns_of(self.facts_of))

    def cell(self, name: str) -> nw.Expr:
        """The column of a fact by its name."""
        return nw.col(self.written.get(name, name))

    def at(self, name: str) -> str:
        """What the column of a fact is called in the frame that was given."""
        return self.headings.get(name, name or "value")

    @property
    def cells(self) -> Any:
        """The frame as it can be joined: without columns of lists, or of a type that tells nothing."""
        if not isinstance(self.frame, nw.DataFrame):
            return self.frame
        schema = self.frame.collect_schema()
        untold = [nw.col(name).cast(nw.Int64()) for name, kind in schema.items() if _held(kind) is None]
        frame = self.frame.with_columns(*untold) if untold else self.frame
        return frame.drop(*(name for name, kind in schema.items() if kind.is_nested()))

    def has_column(self, path: tuple[str, ...], record: bool) -> bool:
        """Whether a fact, or a record by any of its facts, has a column."""
        name, schema = ".".join(path), self.schema
        return name in schema or (record and any(column.startswith(f"{name}.") for column in schema))

    def listed(self, path: tuple[str, ...]) -> OfRows:
        """Whether a list is known of each row: where a column of its name says nothing else, it is."""
        name = ".".join(path)
        if name in self.told:
            return nw.col(self.told[name])
        if name not in self.schema:
            return True
        return nw.col(self.written.get(name, name)).cast(nw.Boolean()).fill_null(False)


class Tables:
    """Several tables that describe the same subjects, each list of theirs by its name."""

    given: Mapping[str, Any]
    frames: Mapping[str, Any]
    """Each table that was given, for narwhals."""
    several: bool
    keys: tuple[str, ...]
    on: date | str | None
    names: Iterator[str]
    looked_at: bool
    """Whether no value is read that is beyond what is declared: each has been looked at, or is left out."""
    counted: bool
    """Whether no list is longer than it may be: those of every row have been counted."""
    problems: list[Problem]
    """What is wrong with the headings that were told."""
    headings: Mapping[str, Headings]
    checks: dict[str, list[Check]]
    """What is left out of each table, by the name of its list, where that is to be told beside its rows."""
    order: str
    subjects: Table

    def __init__(
        self,
        given: Any,
        subject: type[Any],
        *,
        keys: tuple[str, ...] = (),
        on: date | str | None = None,
        columns: Any = None,
    ) -> None:
        frames = given if isinstance(given, Mapping) else {SUBJECTS: given}
        # One that is wrapped for narwhals is taken as the frame that it wraps.
        self.given = {place: nw.to_native(frame, pass_through=True) for place, frame in frames.items()}
        self.several = isinstance(given, Mapping)
        self.keys, self.on = keys, on
        self.headings = headings_of(columns, self.given)
        self.problems: list[Problem] = []
        self.checks: dict[str, list[Check]] = {}
        schemas = self._looked_through()
        own = "@"
        while any(name.startswith(own) for schema in schemas for name in schema):
            own += "@"  # no column that is made bears the name of one that is given
        self.names = (f"{own}{number:06d}" for number in count())
        self.looked_at = self.counted = False
        self._made: dict[str, Table | None] = {}
        self.order = next(self.names)
        self.subjects = self._table(SUBJECTS, subject)

    def _looked_through(self) -> list[Mapping[str, Any]]:
        """The columns of each table; raises where they are no frames, of several kinds, or have no key."""
        if SUBJECTS not in self.given:
            raise InvalidInput([Problem.at([SUBJECTS], "required")])
        tables: dict[str, Any] = {}
        problems: list[Problem] = []
        for place, frame in self.given.items():
            try:
                tables[place] = computable(as_table(frame))
            except InvalidInput as error:
                problems += (problem.below(place) if place else problem for problem in error.problems)
            except TypeError:
                given = type(frame).__name__
                problems.append(Problem.at([place], "type", expected=A_FRAME, given=given))
        kinds = {place: _kind(table) for place, table in tables.items()}
        for place, kind in kinds.items():
            if kind != kinds.get(SUBJECTS, kind):
                text = {"expected": kinds[SUBJECTS], "given": kind}
                problems.append(Problem.at([place], "frame.kind", _OTHER_KIND, **text))
        self.frames = tables
        schemas = {place: dict(table.collect_schema()) for place, table in tables.items()}
        if not self.keys and len(self.given) > 1:
            problems.append(Problem.at(["key"], "required"))
        for key in self.keys[:1]:
            if key not in schemas.get(SUBJECTS, {key: None}):
                hint = did_you_mean(key, schemas[SUBJECTS])
                problems.append(Problem.at([key], "unknown_key", hint=hint))
        if problems:
            raise InvalidInput(problems)
        return list(schemas.values())

    def of_list(self, holder: Table, path: tuple[str, ...]) -> Table | None:
        """The table of a list of the rows of another; nothing where nobody told it."""
        place = ".".join((holder.place, *path)) if holder.place else ".".join(path)
        if place not in self._made:
            info = list_at(holder.record, path)
            inside = (info.item or info).record or info.item if info is not None else None
            self._made[place] = None if inside is None else self._list(place, holder, path, inside)
        return self._made[place]

    def may_be_given(self, around: tuple[type[Any], ...] = (), prefix: str = "") -> Iterator[str]:
        """The names of the lists of the subjects, and of those inside these, as tables bear them."""
        classes = around or (self.subjects.record,)
        for name, info in columns_of(classes[-1]):
            if info.type in ("list", "map"):
                yield f"{prefix}{name}"
                inner = info.inner_record
                if inner is not None and inner not in classes:
                    yield from self.may_be_given((*classes, inner), f"{prefix}{name}.")

    def lists(self, holder: Table | None = None) -> Iterator[tuple[Table, Table]]:
        """The table of each list that somebody has told, beside that of the rows whose list it is."""
        holder = holder or self.subjects
        for name, info in columns_of(holder.record):
            table = self.of_list(holder, tuple(name.split("."))) if info.type in ("list", "map") else None
            if table is not None:
                yield holder, table
                yield from self.lists(table)

    def wrong_headings(self) -> list[Problem]:
        """What is wrong with the headings that were told: of each table, and of tables that there are not."""
        places = {SUBJECTS, *(table.place for _, table in self.lists())}
        elsewhere = [
            Problem.at(["columns", place], "unknown_key", hint=did_you_mean(place, places))
            for place in self.headings
            if place not in places
        ]
        return [*elsewhere, *self.problems]

    def _list(
        self, place: str, holder: Table, path: tuple[str, ...], inside: type[Any] | FactInfo
    ) -> Table | None:
        if place in self.given:
            return self._table(place, inside, holder)
        name = ".".join(path)
        if not isinstance(holder.schema.get(name), nw.List):
            return None
        ids = holder.ids  # the rows are told apart before they are written out
        frame = exploded(holder.frame, holder.written.get(name, name), ids)
        return self._of_facts(place, frame, ids, (), inside)

    def _table(self, place: str, inside: type[Any] | FactInfo, holder: Table | None = None) -> Table:
        given = self.frames[place]
        frame = in_order(given, self.order) if holder is None else given
        columns = dict(frame.collect_schema())
        made = {
            f"{self.order}{key}": nw.col(key).cast(self._kind_of(place, key, columns[key]))
            for key in self._keys_of(place)
            if key in columns
        }
        frame = frame.with_columns(**made) if made else frame
        ids = tuple(made)
        if holder is None:
            return self._of_facts(place, frame, (), ids[:1] or self._by_order(columns), inside)
        owner = holder.ids
        missing = [name for name in owner if name not in made]
        if missing:
            names = [self.key_named(name) or "key" for name in missing]
            raise InvalidInput([Problem.at([place, name], "required") for name in names])
        own = ids[len(owner) : len(owner) + 1]
        return self._of_facts(place, frame, owner, own, inside)

    def _keys_of(self, place: str) -> tuple[str, ...]:
        """The keys that a table has to bear: of the rows that it belongs to, and its own for its lists."""
        if place == SUBJECTS:
            return self.keys[:1]
        depth = sum(place.startswith(f"{other}.") for other in self.given if other)
        return self.keys[: 1 + depth + self._has_lists(place)]

    def _kind_of(self, place: str, key: str, kind: Any) -> Any:
        """How a key is held: alike in every table, as the first is that tells anything."""
        known = next(
            (
                held
                for other, frame in self.frames.items()
                if key in self._keys_of(other)
                for held in [_held(frame.collect_schema().get(key))]
                if held is not None
            ),
            nw.String(),
        )
        told = _held(kind)
        if told is not None and told != known:
            raise InvalidInput(
                [Problem.at([place, key], "frame.type", WRONG_TYPE, expected=f"{known}", given=f"{kind}")]
            )
        return known

    def key_named(self, column: str) -> str:
        """The key that a column holds, as it was given; nothing where it numbers rows."""
        name = column.removeprefix(self.order)
        return name if name in self.keys else ""

    def _by_order(self, columns: Mapping[str, Any]) -> tuple[str, ...]:
        return (self.order,) if self.order in columns else ()

    def _has_lists(self, place: str) -> bool:
        """Whether lists of the items of a list are given as tables of their own."""
        return any(name.startswith(f"{place}.") for name in self.given)

    def _of_facts(
        self,
        place: str,
        frame: Any,
        owner: tuple[str, ...],
        own: tuple[str, ...],
        inside: type[Any] | FactInfo,
    ) -> Table:
        schema = dict(frame.collect_schema())
        flat = {
            name: column
            for outer, kind in schema.items()
            if isinstance(kind, nw.Struct)
            for name, column in fields_of(outer, nw.col(outer), kind)
            if name not in schema
        }
        lists = [
            name
            for name, kind in (dict(frame.with_columns(**flat).collect_schema()) if flat else schema).items()
            if isinstance(kind, nw.List)
        ]
        frame = frame.with_columns(**flat) if flat else frame
        headings = self.headings.get(place, {})
        facts_at: dict[str, str] = {
            name.replace(".", "/"): heading.fact for name, heading in headings.items()
        }
        facts_at |= {name: heading.fact for name, heading in headings.items()}
        places = [facts_at[name] if name in facts_at else name.replace("/", ".") for name in lists]
        told = {place: next(self.names) for place in places}
        marks = {mark: ~nw.col(name).is_null() for name, mark in zip(lists, told.values(), strict=True)}
        frame = frame.with_columns(**marks) if marks else frame
        written = {name.replace("/", "."): name for name in frame.collect_schema().names() if "/" in name}
        if isinstance(inside, FactInfo):
            written[""] = self._value_column(frame)
        table = Table(place, frame, owner, own, inside, written, told, self.names)
        self._read_as_told(table, headings)
        return table

    def _read_as_told(self, table: Table, headings: Headings) -> None:
        """Columns that bear other names, or hold numbers otherwise, as those of their facts."""
        kinds = dict(table.frame.collect_schema())
        known = {name or "value": info for name, info in table.named}
        if headings:
            there = [name.replace("/", ".") for name in kinds if not name.startswith(self.order[:1])]
            self.problems += unknown_headings(table.place, headings, there, known)
        placed = {name if name in kinds else name.replace(".", "/"): one for name, one in headings.items()}
        named = {one.fact: name for name, one in placed.items() if one.fact and name in kinds}
        written, spoilt, made = dict(table.written), {}, {}
        for name, info in table.named:
            column = named.get(name or "value", written.get(name, name))
            if column not in kinds or (column in placed and placed[column].fact != (name or "value")):
                continue
            heading = placed.get(column)
            if heading is not None:
                written[name] = column
            try:
                read = made_of(heading, info, nw.col(column), kinds[column])
            except InvalidInput as error:
                self.problems += (one.below("columns", column) for one in error.problems)
                continue
            if read is not None:
                written[name] = next(self.names)
                made[written[name]], spoilt[name] = read
        table.frame = table.frame.with_columns(**made) if made else table.frame
        table.written, table.spoilt = written, spoilt
        table.hidden = frozenset(placed)
        table.headings = {one.fact: name for name, one in headings.items() if one.fact}

    def _value_column(self, frame: Any) -> str:
        """The column of a list's plain values: the one of that name, or else the only one beside the keys."""
        others = [
            name
            for name in frame.collect_schema().names()
            if name not in self.keys and not name.startswith(self.order.rstrip("0"))
        ]
        return others[0] if len(others) == 1 else "value"


A_FRAME: Final = Text("tables.a_frame", zh="資料框", en="a data frame")
"""What a table must be."""
_OTHER_KIND = Text(
    "tables.other_kind",
    zh="各表須出自同一套件，且同為立即或同為延遲：主表為 {expected}，此表為 {given}",
    en="all tables must be of one library, eager all or lazy all: that of the subjects is {expected}, "
    "this {given}",
)


def _kind(table: Any) -> str:
    """Of which library a table is, and whether it is lazy, in words."""
    lazy = " (lazy)" if isinstance(table, nw.LazyFrame) else ""
    return f"{table.implementation.value}{lazy}"


def _held(kind: Any) -> Any:
    """As what a key of a type is held; nothing where there are only nulls."""
    if kind is None or isinstance(kind, nw.Unknown) or str(kind) in ("Null", "Unknown"):
        return None
    if kind.is_integer():
        return nw.Int64()
    return nw.String() if isinstance(kind, nw.String | nw.Categorical | nw.Enum) else kind


def list_at(cls: type[Any], path: tuple[str, ...]) -> FactInfo | None:
    """The list of a class at a path of names."""
    *before, last = path
    for name in before:
        info = facts(cls).get(name)
        if info is None or info.record is None:
            return None
        cls = info.record
    info = facts(cls).get(last)
    return info if info is not None and info.type in ("list", "map") else None


def of_keys(key: str | Iterable[str] | None) -> tuple[str, ...]:
    """The columns by which rows are told apart, from one name or several; raises for what is neither."""
    keys = () if key is None else (key,) if isinstance(key, str) else key
    if not (isinstance(keys, tuple | list) and all(isinstance(one, str) for one in keys)):
        raise InvalidInput([Problem.at(["key"], "type", expected=_A_KEY, given=shown(key))])
    return tuple(keys)


_A_KEY = Text("tables.a_key", zh="欄位名稱，或數個欄位名稱", en="the name of a column, or several names")
