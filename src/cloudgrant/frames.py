"""Many subjects at once: the same rules over the columns of a data frame.

polars, pandas, pyarrow and whatever else narwhals reads (extra ``frames``). A null is an unknown
fact, and every row gets the answer that its object would get.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import reduce
from operator import and_, or_
from typing import Any

import narwhals as nw

from cloudgrant.rules.deciding.evaluate import Case, value_of
from cloudgrant.rules.deciding.results import Outcome, Result
from cloudgrant.rules.programme import Programme
from cloudgrant.rules.records.fact_info import FILING, FactInfo, FactType, facts
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.declaration import Stage, TracedRule
from cloudgrant.rules.writing.reading import Reading
from cloudgrant.rules.writing.tracing import trace
from cloudgrant.values.paths import Path
from cloudgrant.values.periods import is_civil_date
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.shares import Share
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["Columns", "assess", "choose", "extended", "problems"]

_DTYPES: Mapping[FactType, Any] = {
    "bool": nw.Boolean(),
    "int": nw.Int64(),
    "text": nw.String(),
    # Dates are compared as midnights: pandas has no date of its own.
    "date": nw.Datetime("us"),
}


def assess(
    frame: Any,
    programme: Programme[Any, Any],
    *,
    subject: type[Any],
    on: date | str,
    policy: Any = None,
    stage: Stage = "application",
) -> Any:
    """The frame with a column for the outcome, one for the award, and one for each rule's result.

    Columns are named as the subject's facts (``order.price`` for a fact inside a record); other
    columns are kept and ignored, but those of the names given here are replaced. A fact without a
    column is unknown, unless ``subject`` presets it.
    ``on`` is the date of filing, or the name of a date column, which needs a ``policy``. Results
    are the words of :class:`~cloudgrant.rules.deciding.results.Outcome` and
    :class:`~cloudgrant.rules.deciding.results.Result`.

    Raises :class:`~cloudgrant.values.problems.InvalidInput` listing each column that is of the
    wrong type or, in an eager frame, holds nonsense; values of a lazy frame are not looked at
    (see :func:`problems`).

    >>> import polars as pl
    >>> import cloudgrant as cg
    >>> from cloudgrant import frames
    >>> from datetime import date
    >>> firms = pl.DataFrame({"paid_in_capital": [80_000_000, 200_000_000], "regular_employees": [260, None],
    ...                       "factory": "registered", "used_points_last_year": False})
    >>> decided = frames.assess(firms, cg.points, subject=cg.Manufacturer, on=date(2022, 5, 2))
    >>> decided["outcome"].to_list(), decided["award"].to_list()
    (['eligible', 'undetermined'], [200000, None])
    """
    table = as_table(frame)
    columns = Columns(subject, schema=dict(table.collect_schema()), on=on)
    found = list(columns.problems)
    if policy is None and isinstance(on, str):
        found.append(Problem.at(["policy"], "required"))
    if stage not in programme.subjects:
        expected = ", ".join(programme.subjects)
        raise InvalidInput([Problem.at(["stage"], "option", given=stage, expected=expected)])
    if not issubclass(subject, programme.subjects[stage]):
        expected, given = programme.subjects[stage].__name__, subject.__name__
        found.append(Problem.at(["subject"], "subject", expected=expected, given=given))
    if policy is not None and not isinstance(policy, programme.policy):
        expected, given = programme.policy.__name__, type(policy).__name__
        found.append(Problem.at(["policy"], "subject", expected=expected, given=given))
    if isinstance(table, nw.DataFrame):
        found += problems(frame, subject)
    if found:
        raise InvalidInput(found)
    if policy is None and not isinstance(on, str):
        policy = programme.policy_on(on)
    return extended(frame, _decided(columns, programme, policy, stage))


def extended(
    frame: Any, expressions: Mapping[str, nw.Expr], using: Mapping[str, nw.Expr] | None = None
) -> Any:
    """The frame with a column for each expression over its columns; a frame of the same kind.

    The expressions may be ``using`` columns that are worked out before them and then dropped.
    """
    table = as_table(frame)
    table = table.with_columns(**using) if using else table
    table = table.with_columns(**expressions)
    if _is_pandas(frame):
        return _beside(frame, table.select(*expressions).to_native())
    return (table.drop(*using) if using else table).to_native()


def _is_pandas(frame: Any) -> bool:
    return (
        isinstance(frame, nw.dependencies.get_pandas().DataFrame) if nw.dependencies.get_pandas() else False
    )


def collected(frame: Any) -> Any:
    """A frame whose rows can be read; one of pandas as it is, which may hold what narwhals refuses."""
    if _is_pandas(frame):
        return frame
    table = nw.from_native(frame)
    return table.collect() if isinstance(table, nw.LazyFrame) else table


def rows_of(frame: Any) -> Iterator[dict[str, Any]]:
    """Each row of a collected frame as Python's own values; what pandas takes for missing is ``None``."""
    if not _is_pandas(frame):
        yield from frame.iter_rows(named=True)
        return
    names = [str(name) for name in frame.columns]
    # Nullable types tell a whole number beside a missing one from a number with a fraction.
    for row in frame.convert_dtypes().astype(object).itertuples(index=False, name=None):
        yield dict(zip(names, map(_cell, row), strict=True))


def _cell(value: Any) -> Any:
    import pandas as pd

    if value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and value != value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.to_pydatetime()
    scalar = getattr(
        value, "item", None
    )  # of a numpy scalar; an array, which has a length, is left to be refused
    return value if scalar is None or hasattr(value, "__len__") else scalar()


def made_like(
    frame: Any, columns: Mapping[str, list[Any]], *, numbers: Iterable[str], texts: Iterable[str]
) -> Any:
    """A frame of the kind of a collected one, whole ``numbers`` and ``texts`` in it possibly missing."""
    if _is_pandas(frame):
        import pandas as pd

        whole = {name: pd.array(columns[name], dtype="Int64") for name in numbers}
        words = {name: pd.array(columns[name], dtype="string") for name in texts}
        return pd.DataFrame({**columns, **whole, **words})
    table = nw.from_dict(columns, backend=frame.implementation)
    types: dict[str, Any] = {**dict.fromkeys(numbers, nw.Int64()), **dict.fromkeys(texts, nw.String())}
    return table.with_columns(nw.col(name).cast(kind) for name, kind in types.items()).to_native()


def as_table(frame: Any) -> Any:
    """The frame for narwhals; a pandas frame through arrow, whose columns tell a null from a number."""
    if not _is_pandas(frame):
        return nw.from_native(frame)
    import pyarrow as pa

    named = frame[[name for name in frame.columns if isinstance(name, str)]]
    if not len(frame):
        return nw.from_native(pa.table({name: pa.nulls(0) for name in named.columns}), eager_only=True)
    return nw.from_native(pa.Table.from_pandas(named.convert_dtypes(), preserve_index=False), eager_only=True)


def _beside(frame: Any, decided: Any) -> Any:
    """A pandas frame with the decided columns added, numbers in pandas' own nullable type."""
    import pandas as pd
    import pyarrow as pa

    whole = {pa.int64(): pd.Int64Dtype()}
    added = decided.to_pandas(types_mapper=whole.get).set_index(frame.index)
    return frame.assign(**{name: added[name] for name in added.columns})


def _decided(
    columns: Columns, programme: Programme[Any, Any], policy: Any, stage: Stage
) -> dict[str, nw.Expr]:
    truths, certain, results = [], [], {}
    for traced in programme.traced_at(stage):
        _refuse_lists(traced)
        holds, applies = _holds_and_applies(traced, columns, policy)
        results[traced.rule.id] = _result(holds, applies)
        if traced.rule.force == "required":
            truths.append(holds if applies is None else ~applies | holds)
            certain.append(nw.lit(True) if applies is None else applies.fill_null(False))
    overall = reduce(and_, truths, nw.lit(True))
    some_applies = reduce(or_, certain, nw.lit(False))
    eligible = overall.fill_null(False) & some_applies
    refused = (~overall).fill_null(False)
    outcome = choose(
        (refused, nw.lit(Outcome.INELIGIBLE.value)),
        (eligible, nw.lit(Outcome.ELIGIBLE.value)),
        otherwise=nw.lit(Outcome.UNDETERMINED.value),
    )
    decided = {"outcome": outcome}
    if programme.award_tree is not None:
        amount = columns.expression(programme.award_tree, policy)
        decided["award"] = choose(
            (refused, nw.lit(0, nw.Int64())), (eligible, amount), otherwise=nw.lit(None, nw.Int64())
        )
    return {**decided, **results}


def _refuse_lists(traced: TracedRule) -> None:
    """Refuse a rule that looks at the items of a list: a cell of a frame holds one value."""
    lists = [traced.over] if traced.over else []
    for node in (traced.holds, traced.applies):
        if node is not None:
            lists += [
                ".".join(leaf.path)
                for leaf in tree.leaves(node)
                if isinstance(leaf, tree.FactOf) and leaf.info.type not in _DTYPES
            ]
    if lists:
        raise InvalidInput([Problem.at([name], "frame.list", _LISTS, rule=traced.rule.id) for name in lists])


def _holds_and_applies(traced: TracedRule, columns: Columns, policy: Any) -> tuple[nw.Expr, nw.Expr | None]:
    applies = None if traced.applies is None else columns.expression(traced.applies, policy)
    return columns.expression(traced.holds, policy), applies


def _result(holds: nw.Expr, applies: nw.Expr | None) -> nw.Expr:
    steps = [
        (holds.is_null(), nw.lit(Result.UNDETERMINED.value)),
        (holds, nw.lit(Result.MET.value)),
    ]
    if applies is not None:
        steps[:0] = [
            (applies.is_null(), nw.lit(Result.UNDETERMINED.value)),
            (~applies, nw.lit(Result.NOT_APPLICABLE.value)),
        ]
    return choose(*steps, otherwise=nw.lit(Result.NOT_MET.value))


def choose(*steps: tuple[nw.Expr, nw.Expr], otherwise: nw.Expr) -> nw.Expr:
    """The value of the first step whose condition is true; a null condition is passed over."""
    chosen = otherwise
    for condition, value in reversed(steps):
        chosen = nw.when(condition).then(value).otherwise(chosen)
    return chosen


_LISTS = Text(
    zh="規則 {rule} 逐項檢視清單，資料框中請改用衍生欄位",
    en="rule {rule} judges the items of a list; in a frame, give it as a derived column",
)


class Columns(Reading):
    """The columns of a frame as a subject: give it to a rule, and get an expression.

    >>> import cloudgrant as cg
    >>> from datetime import date
    >>> from cloudgrant.frames import Columns
    >>> from cloudgrant.programmes.points.rules import small_enough
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
                return self._column(path, info)
            case tree.PolicyValue(name, info):
                value = getattr(policy, name)
                return nw.lit(None, _DTYPES[info.type]) if value is UNKNOWN else _literal(value)
            case tree.Filing():
                return self._filing()
            case tree.Comparison(order, tree.Constant() | tree.PolicyValue() as bound, other):
                # The column first: polars makes one value of a literal held against a constant column.
                return _OPERATIONS[_MIRRORED[order]](of(other), of(bound))
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
                members = [_bare(option) for option in listed]
                return choose(
                    (of(value).is_null(), nw.lit(None, nw.Boolean())), otherwise=of(value).is_in(members)
                )
            case tree.AnyOf(items, _) | tree.AllOf(items, _):
                helper = "any_of" if isinstance(node, tree.AnyOf) else "all_of"
                raise InvalidInput([Problem.at(items.path, "frame.list", _LISTS, rule=helper)])
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

    def _column(self, path: tuple[str, ...], info: FactInfo) -> nw.Expr:
        name = ".".join(path)
        dtype = _DTYPES.get(info.type)
        if dtype is None:
            raise InvalidInput([Problem.at(path, "frame.list", _LISTS, rule=name)])
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
            return nw.lit(None, _DTYPES["date"])
        return self._column((self._on,), FILING) if isinstance(self._on, str) else _literal(self._on)

    def _type_problems(self) -> Any:
        if not (self._on is None or isinstance(self._on, str) or is_civil_date(self._on)):
            text = Text(
                zh="日期（不含時刻）或日期欄位", en="a date (without a time) or the name of a date column"
            )
            yield Problem.at(["on"], "type", expected=text, given=repr(self._on))
        if isinstance(self._on, str) and self._on not in self._schema:
            yield Problem.at([self._on], "required")
        elif isinstance(self._on, str) and not _holds(self._schema[self._on], "date"):
            given = str(self._schema[self._on])
            yield Problem.at([self._on], "frame.type", _TYPES, expected="date", given=given)
        for name, info in _columns_of(self._subject):
            dtype = self._schema.get(name)
            if dtype is not None and info.type in _DTYPES and not _holds(dtype, info.type):
                yield Problem.at([name], "frame.type", _TYPES, expected=info.type, given=str(dtype))


_TYPES = Text(zh="欄位應為 {expected}，卻是 {given}", en="the column must hold {expected}, not {given}")

_MIRRORED: Mapping[tree.Order, str] = {"<=": ">=", "<": ">", ">=": "<=", ">": "<"}
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


def _holds(dtype: Any, type_: FactType) -> bool:
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


def _columns_of(cls: type[Any], prefix: str = "") -> Any:
    for name, info in facts(cls).items():
        if info.type == "record" and info.record is not None:
            yield from _columns_of(info.record, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", info


def _bare(value: Any) -> Any:
    return datetime(value.year, value.month, value.day) if isinstance(value, date) else value  # noqa: DTZ001


def _literal(value: Any) -> nw.Expr:
    if isinstance(value, Share):
        raise TypeError("a share is compared with share_at_most or share_at_least only")
    if isinstance(value, bool):
        return nw.lit(value)
    return nw.lit(_bare(value), nw.Int64()) if isinstance(value, int) else nw.lit(_bare(value))


def problems(frame: Any, subject: type[Any]) -> list[Problem]:
    """What is nonsense in a frame, one problem for a column: numbers out of bounds, texts that are no option.

    A lazy frame is collected for it. Each problem says how many rows it is about.

    >>> import polars as pl
    >>> import cloudgrant as cg
    >>> from cloudgrant import frames
    >>> [problem] = frames.problems(pl.DataFrame({"regular_employees": [5, -1, -2]}), cg.Company)
    >>> problem.path.pointer, problem.params["rows"]
    ('/regular_employees', 2)
    """
    table = as_table(frame)
    schema = dict(table.collect_schema())
    checks = {
        name: (info, wrong)
        for name, info in _columns_of(subject)
        if name in schema and _holds(schema[name], info.type) and (wrong := _wrong(name, info)) is not None
    }
    if not checks:
        return []
    counts = table.select(**{name: wrong.cast(nw.Int64()).sum() for name, (_, wrong) in checks.items()})
    counts = counts.collect() if isinstance(counts, nw.LazyFrame) else counts
    return [
        Problem.at(Path([name]), "frame.values", _VALUES, rows=int(counts[name][0]), allowed=_allowed(info))
        for name, (info, _) in checks.items()
        if counts[name][0]
    ]


_VALUES = Text(
    zh="有 {rows} 列的值不可能（應為 {allowed}）", en="{rows} rows hold nonsense (allowed: {allowed})"
)


def _wrong(name: str, info: FactInfo) -> nw.Expr | None:
    column = nw.col(name)
    if info.type == "int":
        tests = [column < info.least] if info.least is not None else []
        tests += [column > info.most] if info.most is not None else []
        return reduce(or_, tests).fill_null(False) if tests else None
    if info.type == "bool" and info.options:
        return reduce(or_, (column != (option == "True") for option, _ in info.options)).fill_null(False)
    if info.type == "text" and info.options:
        return ~column.cast(nw.String()).is_in([option for option, _ in info.options]) & ~column.is_null()
    return None


def _allowed(info: FactInfo) -> str:
    if info.options:
        return ", ".join(option for option, _ in info.options)
    least, most = ("…" if bound is None else f"{bound:,}" for bound in (info.least, info.most))
    return f"{least} – {most}"
