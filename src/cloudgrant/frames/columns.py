"""Columns in place of a firm: a rule's tree as an expression that answers for every row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Set
from datetime import date, datetime
from functools import reduce
from operator import and_, or_
from types import MappingProxyType
from typing import Any

import narwhals as nw

from cloudgrant.rules.deciding.evaluate import Case, value_of
from cloudgrant.rules.records.coherence import STATED, Test, listed_in
from cloudgrant.rules.records.compiled_coherence import coherence_of
from cloudgrant.rules.records.fact_info import FILING, FactInfo, FactType, facts
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.reading import Reading
from cloudgrant.rules.writing.tracing import trace
from cloudgrant.values.periods import is_civil_date
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.shares import Share
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["DTYPES", "LISTS", "Columns", "bare", "choose", "columns_of", "holds", "passing"]

DTYPES: Mapping[FactType, Any] = MappingProxyType(
    {
        "bool": nw.Boolean(),
        "int": nw.Int64(),
        "text": nw.String(),
        # Dates are compared as midnights: pandas has no date of its own.
        "date": nw.Datetime("us"),
    }
)
"""What columns hold each type of fact; a type that is not here has no place in a column."""

LISTS = Text(
    zh="規則 {rule} 逐項檢視清單，資料框中請改用衍生欄位",
    en="rule {rule} judges the items of a list; in a frame, give it as a derived column",
)
"""What to tell of a rule about the items of a list."""


def choose(*steps: tuple[nw.Expr, nw.Expr], otherwise: nw.Expr) -> nw.Expr:
    """The value of the first step whose condition is true; a null condition is passed over."""
    chosen = otherwise
    for condition, value in reversed(steps):
        chosen = nw.when(condition).then(value).otherwise(chosen)
    return chosen


class Columns(Reading):
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

    __slots__ = ("_on", "_schema", "_subject", "problems")
    problems: list[Problem]

    def __init__(
        self, subject: type[Any], *, schema: Mapping[str, Any], on: date | str | None = None
    ) -> None:
        self._subject = subject
        self._schema = dict(schema)
        self._on = on
        self.problems = list(self._type_problems())
        """Each column whose type cannot hold its fact."""

    def read(self, rule: Any, policy: Any, on: Any = None) -> Any:
        """What a rule says of every row: a narwhals expression, null where undetermined."""
        return Columns(self._subject, schema=self._schema, on=on or self._on).expression(
            trace(rule.id, rule.function, self._subject, type(policy), rule.result_type), policy
        )

    def expression(self, node: tree.Node, policy: Any) -> nw.Expr:
        """A tree as an expression over the columns."""

        def of(inner: tree.Node) -> nw.Expr:
            return self.expression(inner, policy)

        match node:
            case tree.Constant(value):
                return _literal(value)
            case tree.FactOf(path, info):
                return self._completed(path, info)
            case tree.PolicyValue(name, info):
                value = getattr(policy, name)
                return nw.lit(None, DTYPES[info.type]) if value is UNKNOWN else _literal(value)
            case tree.Filing():
                return self._filing()
            case tree.Comparison(order, tree.Constant() | tree.PolicyValue() as bound, other):
                # The column first: polars makes one value of a literal held against a constant column.
                return _OPERATIONS[tree.MIRRORED[order]](of(other), of(bound))
            case tree.Arithmetic(sign, left, right) | tree.Comparison(sign, left, right):
                return _OPERATIONS[sign](of(left), of(right))
            case tree.And(parts):
                return reduce(and_, map(of, parts))
            case tree.Or(parts):
                return reduce(or_, map(of, parts))
            case tree.Not(part):
                return ~of(part)
            case tree.Lesser(left, right):
                return choose((of(left) <= of(right), of(left)), (of(left) > of(right), of(right)),
                               otherwise=nw.lit(None, nw.Int64()))  # fmt: skip
            case tree.Pick(condition, yes, no):
                alike = (of(condition).is_null() & (of(yes) == of(no))).fill_null(False)
                nothing = nw.lit(None)
                return choose((of(condition), of(yes)), (~of(condition), of(no)), (alike, of(yes)),
                               otherwise=nothing)  # fmt: skip
            case tree.OneOf(value, options):
                listed = getattr(policy, options.name) if isinstance(options, tree.PolicyValue) else options
                if listed is UNKNOWN:
                    return nw.lit(None, nw.Boolean())
                members = [bare(option) for option in listed]
                # Nothing is in an empty list, which has no type that Arrow could hold a column against.
                within = of(value).is_in(members) if members else nw.lit(False)
                return choose((of(value).is_null(), nw.lit(None, nw.Boolean())), otherwise=within)
            case tree.AnyOf(items, _) | tree.AllOf(items, _):
                helper = "any_of" if isinstance(node, tree.AnyOf) else "all_of"
                raise InvalidInput([Problem.at(items.path, "frame.list", LISTS, rule=helper)])
            case tree.SumAtMost(limit, parts):
                known = reduce(lambda left, right: left + right, (of(part).fill_null(0) for part in parts))
                unknown = reduce(or_, (of(part).is_null() for part in parts))
                return choose(
                    ((known > of(limit)), nw.lit(False)),
                    ((unknown | of(limit).is_null()), nw.lit(None, nw.Boolean())),
                    otherwise=nw.lit(True),
                )
            case tree.ShareLimit(order, part, whole, share):
                ratio = value_of(share, Case(None, policy))
                if ratio is UNKNOWN:
                    return nw.lit(None, nw.Boolean())
                return _OPERATIONS[order](of(part) * ratio.denominator, of(whole) * ratio.numerator)
            case _:  # what is said of a list or of days
                word = type(node).__name__.lower()
                raise InvalidInput([Problem.at([word], "frame.list", LISTS, rule=word)])

    def told(self, name: str) -> nw.Expr | None:
        """The column of a fact by its name, with what follows; nothing where none can hold it."""
        info = self._info(name)
        path = tuple(name.split("."))
        if info is None or info.type not in DTYPES or not self._may_be_known(path):
            return None
        if name in self._schema and not holds(self._schema[name], info.type):
            return None
        return self._completed(path, info)

    def sources(self, name: str, asking: Set[str] = frozenset()) -> tuple[str, ...]:
        """The columns that a fact is told by: its own, or those that it may follow from; itself if preset."""
        *before, last = name.split(".")
        holder: Any = _class_at(self._subject, before)
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
        holder = _class_at(self._subject, before)
        return None if holder is None else facts(holder).get(last)

    def _completed(self, path: tuple[str, ...], info: FactInfo, asking: Set[str] = frozenset()) -> nw.Expr:
        """A column, with the values that follow from other columns where it has none.

        ``asking`` are the facts for whose sake it is looked at, which nothing can follow from.
        """
        *before, name = path
        holder: Any = _class_at(self._subject, before)
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
                    steps.append((reduce(and_, tests), _literal(one.value)))
        column = self._column(path, info)
        return choose((~column.is_null(), column), *steps, otherwise=column) if steps else column

    def _may_be_known(self, path: tuple[str, ...]) -> bool:
        if ".".join(path) in self._schema or self._preset(path) is not UNKNOWN:
            return True
        *before, name = path
        return any(one.name == name for one in coherence_of(_class_at(self._subject, before)).conclusions)

    def _column(self, path: tuple[str, ...], info: FactInfo) -> nw.Expr:
        name = ".".join(path)
        dtype = DTYPES.get(info.type)
        if dtype is None:
            raise InvalidInput([Problem.at(path, "frame.list", LISTS, rule=name)])
        if name not in self._schema:
            preset = self._preset(path)
            return nw.lit(None, dtype) if preset is UNKNOWN else _literal(preset)
        column = nw.col(name)
        if info.type == "date" and isinstance(self._schema[name], nw.Datetime):
            column = column.dt.truncate("1d")
        # Every number in 64 bits: smaller ones wrap silently where they are multiplied.
        return column.cast(dtype)

    def _preset(self, path: tuple[str, ...]) -> Any:
        """The value that the subject's class itself gives a fact, such as a kind of firm."""
        value: Any = self._subject()
        for name in path:
            if value is UNKNOWN:
                return UNKNOWN
            value = getattr(value, name)
        return value

    def _filing(self) -> nw.Expr:
        if self._on is None:
            return nw.lit(None, DTYPES["date"])
        return self._column((self._on,), FILING) if isinstance(self._on, str) else _literal(self._on)

    def _type_problems(self) -> Any:
        if not (self._on is None or isinstance(self._on, str) or is_civil_date(self._on)):
            text = Text(
                zh="日期（不含時刻）或日期欄位", en="a date (without a time) or the name of a date column"
            )
            yield Problem.at(["on"], "type", expected=text, given=repr(self._on))
        if isinstance(self._on, str) and self._on not in self._schema:
            yield Problem.at([self._on], "required")
        elif isinstance(self._on, str) and not holds(self._schema[self._on], "date"):
            given = str(self._schema[self._on])
            yield Problem.at([self._on], "frame.type", _TYPES, expected="date", given=given)
        for name, info in columns_of(self._subject):
            dtype = self._schema.get(name)
            if dtype is not None and info.type in DTYPES and not holds(dtype, info.type):
                yield Problem.at([name], "frame.type", _TYPES, expected=info.type, given=str(dtype))


_TYPES = Text(zh="欄位應為 {expected}，卻是 {given}", en="the column must hold {expected}, not {given}")


_OPERATIONS: Mapping[str, Callable[[nw.Expr, nw.Expr], nw.Expr]] = {
    "<=": lambda left, right: left <= right,
    "<": lambda left, right: left < right,
    ">=": lambda left, right: left >= right,
    ">": lambda left, right: left > right,
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "//": lambda left, right: left // right,
}


def holds(dtype: Any, type_: FactType) -> bool:
    """Whether a column of this type can hold facts of that one."""
    if isinstance(dtype, nw.Unknown) or str(dtype) in ("Null", "Unknown"):
        return True  # a column of nothing but nulls
    match type_:
        case "int":
            return bool(dtype.is_integer())
        case "bool":
            return isinstance(dtype, nw.Boolean)
        case "date":
            return isinstance(dtype, nw.Date) or (isinstance(dtype, nw.Datetime) and dtype.time_zone is None)
        case _:
            return isinstance(dtype, nw.String | nw.Categorical | nw.Enum)


def passing(column: nw.Expr, test: Test) -> nw.Expr:
    """Whether what is in a column is known and passes a test of a declaration."""
    if test is STATED:
        return ~column.is_null()
    listed = [bare(value) for value in listed_in(test)]
    inside = column.is_in(listed).fill_null(False)
    return inside if isinstance(test, frozenset) else ~column.is_null() & ~inside


def _class_at(cls: Any, path: Iterable[str]) -> Any:
    """The class of the record at a path of names from a subject of a class."""
    for name in path:
        info = facts(cls).get(name)
        cls = info.record if info is not None else None
        if cls is None:
            return None
    return cls


def columns_of(cls: type[Any], prefix: str = "") -> Any:
    """Each fact of a class, those inside its records too, by the name that its column bears."""
    for name, info in facts(cls).items():
        if info.type == "record" and info.record is not None:
            yield from columns_of(info.record, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", info


def bare(value: Any) -> Any:
    """A value as columns hold it: days are midnights."""
    return datetime(value.year, value.month, value.day) if isinstance(value, date) else value  # noqa: DTZ001


def _literal(value: Any) -> nw.Expr:
    if isinstance(value, Share):
        raise TypeError("a share is compared with share_at_most or share_at_least only")
    if isinstance(value, bool):
        return nw.lit(value)
    return nw.lit(bare(value), nw.Int64()) if isinstance(value, int) else nw.lit(bare(value))
