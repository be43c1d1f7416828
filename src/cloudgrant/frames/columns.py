"""Columns in place of a firm: a rule's tree as an expression that answers for every row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

import attrs
import narwhals as nw

from cloudgrant.frames import numbers, words
from cloudgrant.frames.cells import DTYPES, bare, holds, literal, whole
from cloudgrant.frames.lists import IN_NO_CELL, refused, without_columns
from cloudgrant.frames.reading import Gone, Room, TreeReader
from cloudgrant.frames.truths import OfRows, all_hold, choose
from cloudgrant.rules.deciding import knowing
from cloudgrant.rules.records.coherence import STATED, Test, listed_in, passes
from cloudgrant.rules.records.compiled_coherence import coherence_of
from cloudgrant.rules.records.fact_info import FILING, MOST, FactInfo, FactType, facts
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.derived import body_in
from cloudgrant.rules.writing.ranges import range_of
from cloudgrant.rules.writing.reading import Reading
from cloudgrant.rules.writing.tracing import trace
from cloudgrant.values.between import between
from cloudgrant.values.periods import is_civil_date
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.shown import shown
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN

__all__ = [
    "WRONG_TYPE",
    "Columns",
    "bounds_stated",
    "class_of",
    "columns_of",
    "passing",
    "preset",
    "wrong_type",
]

_A_DAY = Text(
    "columns.day", zh="日期（不含時刻）或日期欄位", en="a date (without a time) or the name of a date column"
)


class Columns(Reading, Room):
    """The columns of a frame as a subject: give it to a rule, and get an expression.

    >>> import cloudgrant as cg
    >>> from datetime import date
    >>> from cloudgrant.frames import Columns
    >>> small_enough = cg.points.traced("points.applicant.size").rule
    >>> import narwhals as nw, polars as pl
    >>> firms = pl.DataFrame({"paid_in_capital": [80_000_000, None], "regular_employees": [None, 201]})
    >>> holds = small_enough(Columns(cg.Company, schema=nw.from_native(firms).schema),
    ...                      cg.points.policy_on(date(2022, 5, 2)))
    >>> nw.from_native(firms).select(holds=holds).to_native()["holds"].to_list()
    [True, None]
    """

    __slots__ = ("_on", "_schema", "_subject", "_unseen", "_written", "problems")
    problems: list[Problem]

    def __init__(
        self,
        subject: type[Any],
        *,
        schema: Mapping[str, Any],
        on: date | str | None = None,
        looked_at: bool = False,
        written: Mapping[str, str] | None = None,
    ) -> None:
        """The columns of a schema; ``written`` are those of facts that bear another name."""
        self._subject = subject
        self._unseen = not looked_at  # whether numbers may lie beyond what is declared
        self._schema = dict(schema)
        self._written = dict(written or {})
        self._on = on
        self.problems = list(self._type_problems())
        """Each column whose type cannot hold its fact."""

    def read(self, rule: Any, policy: Any, on: Any = None) -> Any:
        """What a rule says of every row: a narwhals expression, null where undetermined."""
        columns = Columns(
            self._subject,
            schema=self._schema,
            on=on or self._on,
            looked_at=not self._unseen,
            written=self._written,
        )
        node = trace(rule.id, rule.function, self._subject, type(policy), rule.result_type)
        return columns.expression(node, policy, rule.result_type)

    def expression(self, node: tree.Node, policy: Any, type_: FactType = "bool") -> nw.Expr:
        """A truth or an amount as an expression over the columns, null where it is not known.

        Raises :class:`~cloudgrant.values.problems.InvalidInput` for what no column holds or leads to.
        """
        value = self.value(node, policy)
        return literal(numbers.exact(value) if type_ == "int" else value, type_)

    def value(self, node: tree.Node, policy: Any, rule: str = "") -> OfRows:
        """The same with what is sure of numbers that are not known; problems are told of ``rule``."""
        found = list(without_columns(node, self._schema, rule))
        if found:
            raise InvalidInput(found)
        return TreeReader(self, policy).read(node)

    def fact(self, path: tuple[str, ...], info: FactInfo) -> OfRows:
        """A fact of every row: of its own column, or by what it follows from, or by its formula."""
        if info.type == "record":
            return self._given(path)
        if info.type not in DTYPES:
            raise refused(path)
        if not info.derived:
            return self._completed(path, info)
        body = self._worked_out(path, info)
        if ".".join(path) not in self._schema:
            return body
        column = self._column(path, info)
        return numbers.stated_or(column, body) if info.type == "int" else words.agreed(column, body)

    def _given(self, path: tuple[str, ...]) -> OfRows:
        """A record, known where any of its facts is, or where a column of its own name is true."""
        name = ".".join(path)
        known = [~self.column_of(one).is_null() for one in self._schema if one.startswith(f"{name}.")]
        if self.has(name):
            known.append(self.column_of(name).cast(nw.Boolean()).fill_null(False))
        return nw.when(reduce(or_, known)).then(literal(True)) if known else UNKNOWN

    def _worked_out(self, path: tuple[str, ...], info: FactInfo) -> OfRows:
        """What a derived fact comes to by its formula; of one that is opaque, so much as is declared."""
        body = body_in(info)
        try:
            reader = TreeReader(self, UNKNOWN, path[:-1])
            value = self.preset(path) if body is None else reader.read(body)
        except InvalidInput as error:
            if any(problem.code != IN_NO_CELL for problem in error.problems) or not self.has(".".join(path)):
                raise
            value = UNKNOWN  # its formula leads through what no column holds: its own is all that there is
        return numbers.bounded(value, knowing.bounds_of(info))

    def told(self, name: str) -> nw.Expr | None:
        """The column of a fact by its name, with what follows; nothing where none can hold it."""
        info = self._info(name)
        path = tuple(name.split("."))
        if info is None or info.type not in DTYPES or not self._may_be_known(path):
            return None
        if name in self._schema and not holds(self._schema[name], info.type):
            return None
        value = self._completed(path, info)
        return literal(numbers.exact(value) if info.type == "int" else value, info.type)

    def sources(self, name: str, asking: Set[str] = frozenset()) -> tuple[str, ...]:
        """The columns that a fact is told by: its own, or those that it may follow from; itself if preset."""
        *before, last = name.split(".")
        holder: Any = class_of(self._subject, before)
        found = [
            one
            for conclusion in (() if holder is None else coherence_of(holder).conclusions)
            if name not in self._schema and conclusion.name == last
            for premise, _ in conclusion.premises
            if (place := ".".join((*before, premise))) not in asking
            for one in self.sources(place, {*asking, name})
            if one in self._schema
        ]
        return tuple(dict.fromkeys(found)) or (name,)

    def _info(self, name: str) -> FactInfo | None:
        *before, last = name.split(".")
        holder = class_of(self._subject, before)
        return None if holder is None else facts(holder).get(last)

    def _completed(self, path: tuple[str, ...], info: FactInfo, asking: Set[str] = frozenset()) -> OfRows:
        """A column, with the values that follow from other columns where it has none.

        ``asking`` are the facts for whose sake it is looked at, which nothing can follow from.
        """
        *before, name = path
        holder: Any = class_of(self._subject, before)
        known = {} if holder is None else facts(holder)
        steps = []
        for one in () if holder is None else coherence_of(holder).conclusions:
            if one.name == name and asking.isdisjoint(premise for premise, _ in one.premises):
                tests = []
                for premise, test in one.premises:
                    place = (*before, premise)
                    if known[premise].type not in DTYPES or not self._may_be_known(place):
                        break
                    tests.append(passing(self._completed(place, known[premise], {*asking, name}), test))
                else:
                    steps.append((all_hold(tests), literal(one.value)))
        column = self._column(path, info)
        if not any(holds is not False for holds, _ in steps):
            return column
        own = literal(column, info.type)
        return choose((~own.is_null(), own), *steps, otherwise=own)

    def _may_be_known(self, path: tuple[str, ...]) -> bool:
        if ".".join(path) in self._schema or self.preset(path) is not UNKNOWN:
            return True
        *before, name = path
        return any(one.name == name for one in coherence_of(class_of(self._subject, before)).conclusions)

    def _column(self, path: tuple[str, ...], info: FactInfo) -> OfRows:
        """The column of a fact; where there is none, what the class presets, or what is sure of any."""
        name = ".".join(path)
        bounds = knowing.bounds_of(info)
        if name not in self._schema:
            preset = self.preset(path)
            return bounds if preset is UNKNOWN else preset
        column = self.column_of(name)
        if info.type == "date" and isinstance(self._schema[name], nw.Datetime):
            column = column.dt.truncate("1d")
        if info.type != "int":
            return column.cast(DTYPES[info.type])
        column = whole(column, self._schema[name])
        span = between(*bounds_stated(info))
        return numbers.Stated(column, bounds, span, self._unseen)

    def preset(self, path: tuple[str, ...]) -> Any:
        """The value that the subject's class itself gives a fact, such as a kind of firm."""
        return preset(self._subject, path)

    def column_of(self, name: str) -> nw.Expr:
        """The column of a fact by its name, as it is in the frame."""
        return nw.col(self._written.get(name, name))

    def settled(self, read: Callable[[], OfRows]) -> OfRows:
        """The value as it is: an expression stands by itself."""
        return read()

    def brought(self, node: tree.Node, reader: TreeReader) -> OfRows:
        """There are no rows that these belong to."""
        raise AssertionError(f"{node} is about no row")

    def gone_through(self, node: Gone, reader: TreeReader, path: tuple[str, ...], info: FactInfo) -> OfRows:
        """A list of which there is no table."""
        raise refused(path)

    def share_of_items(self, node: tree.ShareLimit, reader: TreeReader, held: OfRows) -> OfRows:
        """What the ends say: there are no items to look at."""
        return held

    def has(self, name: str) -> bool:
        """Whether the frame has a column of a name."""
        return name in self._schema

    @property
    def carried(self) -> str:
        """The name of the column in which a later act says under which edition was applied."""
        path: tuple[str, ...] = getattr(self._subject, "__edition__", ("edition",))
        return ".".join(path)

    def filing(self) -> OfRows:
        """The date of filing of every row."""
        if self._on is None:
            return UNKNOWN
        return self._column((self._on,), FILING) if isinstance(self._on, str) else self._on

    def _type_problems(self) -> Any:
        if not (self._on is None or isinstance(self._on, str) or is_civil_date(self._on)):
            yield Problem.at(["on"], "type", expected=_A_DAY, given=shown(self._on))
        if isinstance(self._on, str) and self._on not in self._schema:
            yield Problem.at([self._on], "required")
        elif isinstance(self._on, str) and not holds(self._schema[self._on], "date"):
            given = str(self._schema[self._on])
            yield Problem.at([self._on], "frame.type", WRONG_TYPE, expected="date", given=given)
        for name, info in _needed(self._subject):
            if info.type in DTYPES and name not in self._schema:
                yield Problem.at([name], "required")
        for name, info in columns_of(self._subject):
            dtype = self._schema.get(name)
            if dtype is not None and info.type in DTYPES and not holds(dtype, info.type):
                yield wrong_type(name, info, dtype)


def wrong_type(name: str, info: FactInfo, dtype: Any) -> Problem:
    """What is wrong with a column that cannot hold its fact."""
    return Problem.at([name], "frame.type", WRONG_TYPE, expected=info.type, given=str(dtype))


WRONG_TYPE = Text(
    "columns.wrong_type",
    zh="欄位應為 {expected}，卻是 {given}",
    en="the column must hold {expected}, not {given}",
)


def bounds_stated(info: FactInfo) -> tuple[int, int]:
    """Between what the numbers in a column lie: as declared, else by the formula, else as any number."""
    body = body_in(info)
    least, most = (-MOST, MOST) if body is None else range_of(body)
    return least if info.least is None else info.least, most if info.most is None else info.most


def passing(column: OfRows, test: Test) -> OfRows:
    """Whether what is in a column is known and passes a test of a declaration."""
    if numbers.is_number(column):
        column = numbers.exact(column)
    if not isinstance(column, nw.Expr):
        return passes(column, test)
    if test is STATED:
        return ~column.is_null()
    listed = [bare(value) for value in listed_in(test)]
    inside = column.is_in(listed).fill_null(False)
    return inside if isinstance(test, frozenset) else ~column.is_null() & ~inside


def class_of(cls: Any, path: Iterable[str]) -> Any:
    """The class of the record at a path of names from a subject of a class."""
    for name in path:
        info = facts(cls).get(name)
        cls = info.record if info is not None else None
        if cls is None:
            return None
    return cls


def preset(cls: type[Any], path: tuple[str, ...]) -> Any:
    """The value that a class itself gives a fact, such as a kind of firm; ``UNKNOWN`` where it gives none."""
    first, *rest = path
    if any(_needed(cls)):  # there is no subject of which nothing is given
        field = attrs.fields_dict(cls).get(first)
        value: Any = UNKNOWN if field is None else field.default
    else:
        value = getattr(cls(), first)
    for name in rest:
        if value is UNKNOWN:
            return UNKNOWN
        value = getattr(value, name)
    return value


def _needed(cls: type[Any]) -> Iterator[tuple[str, FactInfo]]:
    """The facts that must be given."""
    defaults = {field.name: field.default for field in attrs.fields(cls)}
    for name, info in facts(cls).items():
        if not info.derived and not info.may_be_unknown and defaults[name] is UNKNOWN:
            yield name, info


def columns_of(cls: type[Any], prefix: str = "") -> Any:
    """Each fact of a class, those inside its records too, by the name that its column bears."""
    for name, info in facts(cls).items():
        if info.type == "record" and info.record is not None:
            yield from columns_of(info.record, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", info
