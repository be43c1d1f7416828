"""Reforms over data frames: each row's effect as an expression, and their numbers by group."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import narwhals as nw

from cloudgrant.frames.assessing import decided_by, rows_of
from cloudgrant.frames.by_edition import within
from cloudgrant.frames.cells import literal
from cloudgrant.frames.libraries import made_like
from cloudgrant.frames.reading import TreeReader
from cloudgrant.frames.rows import How, Items, Rows
from cloudgrant.frames.tables import SUBJECTS
from cloudgrant.frames.truths import OfRows, choose, no
from cloudgrant.frames.words import compared
from cloudgrant.reform.amounts import award_range, reach_of
from cloudgrant.reform.pairs import granted, refused, shift_of
from cloudgrant.reform.sides import Effect, Held, Reader, Shift, Side, Sure, Term, in_all, in_any, in_several
from cloudgrant.reform.tallies import Found, Tally
from cloudgrant.rules.records.fact_info import facts
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.ranges import WIDEST
from cloudgrant.rules.writing.rewriting import lifted
from cloudgrant.values.problems import InvalidInput, Problem, Problems
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["OnFrame", "impact_on_frame"]

_COLUMN = Text("frames.column", zh="沒有「{given}」這個欄位", en="there is no column {given!r}")
_NO_WEIGHTS = Text(
    "reform.no_weights",
    zh="權數應為整數欄位，卻是 {given}",
    en="weights are a column of whole numbers, not of {given}",
)
_WRONG_WEIGHTS = Text(
    "reform.wrong_weights",
    zh="{rows} 列之權數空白、為負數，或大至總和無法以 64 位元計算",
    en="weights of {rows} rows are missing, negative, or so large that sums do not fit into 64 bits",
)


class _OfRows(Reader):
    """Reads every row of the subjects at once; what it reads is worked out once, in columns of its own.

    A truth of an item of a list is read in every row of the list's table, and gathered from there.
    """

    def __init__(self, rows: Rows) -> None:
        super().__init__()
        self._rows = rows
        self._kept: dict[Any, tuple[OfRows, Any]] = {}
        self._listed: dict[str, OfRows] = {}

    def may_hold(self, term: Term, policy: Any) -> Sure:
        return self._of(term, policy, "holds", lambda truth: _not_surely(no(truth)))

    def may_fail(self, term: Term, policy: Any) -> Sure:
        return self._of(term, policy, "fails", _not_surely)

    def _of(self, term: Term, policy: Any, asked: str, of: Callable[[OfRows], Sure]) -> Sure:
        """What is asked of a term, in the rows of which it says something."""
        if term.over and term.item is None:
            return True
        room = self._room(term)

        def read() -> Sure:
            if not term.over:
                return of(room.value(term.node, policy))
            return of(TreeReader(self._rows, policy).among(term.item, 1, room).read(lifted(term.node)))

        about = asked, term.over, id(term.item)
        return self._column(room, about, ((term.node, policy),), read, term.item)

    def negated(self, truth: Sure) -> Sure:
        return ~truth

    def amount(self, node: tree.Node, policy: Any) -> nw.Expr:
        """An amount of every row."""
        rows = self._rows
        column = self._column(
            rows, ("amount",), ((node, policy),), lambda: rows.expression(node, policy, "int")
        )
        return literal(column)

    def more(self, left: tuple[tree.Node, Any], right: tuple[tree.Node, Any]) -> tuple[Sure, Sure]:
        def more() -> OfRows:
            return compared(">", *(self._rows.value(*side) for side in (left, right)))

        def surely() -> Sure:
            return self.no(_not_surely(more()))

        def maybe() -> Sure:
            return _not_surely(no(more()))

        return (
            self._column(self._rows, ("surely more",), (left, right), surely),
            self._column(self._rows, ("maybe more",), (left, right), maybe),
        )

    def _room(self, about: Term) -> Rows:
        return about.item if isinstance(about.item, Items) else self._rows

    def some(self, over: str, truth: Callable[[Any], Sure]) -> Sure:
        return self._gathered(over, truth, in_any, "max", 0)

    def several(self, over: str, truth: Callable[[Any], Sure]) -> Sure:
        return self._gathered(over, truth, in_several, "sum", 1)

    def _gathered(
        self,
        over: str,
        truth: Callable[[Any], Sure],
        of: Callable[[Iterable[Sure]], Sure],
        how: How,
        more_than: int,
    ) -> Sure:
        """What the truths of all items say of each row."""
        rows, path = self._rows, (over,)
        items = rows.items(rows, path)
        if items is None:
            preset = rows.preset(path)
            return of(map(truth, (None,) if preset is UNKNOWN else preset))
        with items.recording() as uses:
            found = truth(items)
        if found is not False:
            flags = choose((found, literal(1)), otherwise=literal(0))
            found = items.gathered(how, flags, uses) > literal(more_than)
        if over not in self._listed:
            self._listed[over] = rows.listed(rows, path, facts(rows.table.record)[over].most_items)
        listed = self._listed[over]
        return in_any((in_all((listed, found)), in_all((self.no(listed), of([truth(None)])))))

    def _column(
        self,
        room: Rows,
        asked: tuple[Any, ...],
        nodes: tuple[tuple[tree.Node, Any], ...],
        make: Callable[[], OfRows],
        *kept: Any,
    ) -> OfRows:
        """What is read of the rows of a room by these trees, whatever else their policies say."""
        numbers = tuple(
            getattr(policy, leaf.name)
            for node, policy in nodes
            for leaf in tree.leaves(node)
            if isinstance(leaf, tree.PolicyValue)
        )
        key = (asked, tuple(node for node, _ in nodes), numbers)
        if key not in self._kept:
            with room.recording() as uses:
                value = make()
            if isinstance(value, nw.Expr):
                value = room.keep(value, uses)
            self._kept[key] = value, kept
        value, _ = self._kept[key]
        if isinstance(value, str):
            room.note((value,))
            return nw.col(value)
        return value


class OnFrame(NamedTuple):
    """What was found in a frame, and what else it can be asked."""

    rows: Any
    found: list[Found]
    chosen: Callable[[str, tuple[str, ...]], Any]
    again: Callable[[tuple[str, ...], str | None], list[Found]]
    made: Callable[[Mapping[str, list[Any]], list[str], list[str]], Any]


def impact_on_frame(
    frame: Any,
    held: Sequence[Held],
    by: tuple[str, ...],
    weights: str | None,
    *,
    subject: type[Any],
    key: str | tuple[str, ...] | None,
    on: date | str,
) -> OnFrame:
    """The frame with a column for each variant, and what was counted in it, in one pass over it."""
    _, *names = held[0].sides
    reach = {name: _reach(held, name) for name in names}
    rows = _looked_at(frame, held, by, weights, subject, key, on)

    def read() -> dict[str, nw.Expr]:
        return _effects(rows, held, names)

    given = rows.tables.given[SUBJECTS]
    table = nw.from_native(rows.extended(given, read))
    rows_found = table.drop(*(mark + name for name in names for mark in _MARKS)).to_native()
    like: list[Any] = []

    def again(groups: tuple[str, ...], weight: str | None) -> list[Found]:
        schema = nw.from_native(rows_found).collect_schema()
        wrong = [*_strange_groups(groups, schema), *_strange_weights(weight, schema)]
        if wrong:
            raise InvalidInput(wrong)
        counted = _counted(table, names, groups, weight, reach)
        like[:] = [given if isinstance(given, _pandas()) else counted]
        return _found(counted, names, groups, weight, reach)

    def chosen(variant: str, effects: tuple[str, ...]) -> Any:
        return nw.from_native(rows_found).filter(nw.col(variant).is_in(effects)).to_native()

    def made(columns: Mapping[str, list[Any]], numbers: list[str], texts: list[str]) -> Any:
        return made_like(like[0], columns, numbers=numbers, texts=texts)

    return OnFrame(rows_found, again(by, weights), chosen, again, made)


def _pandas() -> Any:
    pandas = nw.dependencies.get_pandas()
    return pandas.DataFrame if pandas else ()


def _strange_groups(by: Iterable[str], schema: Iterable[str]) -> list[Problem]:
    return [Problem.at(["by", name], "reform.by", _COLUMN, given=name) for name in by if name not in schema]


def _strange_weights(weights: str | None, schema: Mapping[str, Any]) -> list[Problem]:
    if weights is None:
        return []
    if weights not in schema:
        return [Problem.at(["weights"], "reform.by", _COLUMN, given=weights)]
    if not schema[weights].is_integer():
        return [Problem.at(["weights"], "reform.weights", _NO_WEIGHTS, given=str(schema[weights]))]
    return []


def _reach(held: Sequence[Held], name: str) -> int | None:
    """The most that the change of one award may come to, in any of the periods."""
    found = [reach_of(next(iter(sides.values())), sides[name]) for _, sides in held]
    return None if None in found else max(one for one in found if one is not None)


def _looked_at(
    frame: Any,
    held: Sequence[Held],
    by: tuple[str, ...],
    weights: str | None,
    subject: type[Any],
    key: str | tuple[str, ...] | None,
    on: date | str,
) -> Rows:
    """The rows of the subjects; raises for all that a comparison cannot be made of."""
    first, *names = held[0].sides
    before = held[0].sides[first]
    given = frame.get(SUBJECTS) if isinstance(frame, Mapping) else frame
    schema: Mapping[str, Any] = {} if given is None else nw.from_native(given).collect_schema()
    wrong = [*_strange_groups(by, schema), *_strange_weights(weights, schema)]
    wrong += [Problem.at(["variants", name], "duplicate", given=name) for name in names if name in schema]
    try:
        rows = rows_of(frame, before.programme, subject=subject, key=key, on=on, policy=before.policy)
    except InvalidInput as error:
        raise InvalidInput(Problems.of([wrong, error.problems])) from None
    for _, sides in held:
        for side in sides.values():
            try:  # decided as any frame is, each refuses whatever cannot be decided on
                decided_by(rows, side.programme, side.policy)
            except InvalidInput as error:
                wrong += error.problems
    if wrong:
        raise InvalidInput(dict.fromkeys(wrong))
    return rows


def _effects(rows: Rows, held: Sequence[Held], names: Sequence[str]) -> dict[str, nw.Expr]:
    """Of each variant its effect on every row, and what it changes the award by."""
    reader = _OfRows(rows)
    added: dict[str, nw.Expr] = {}
    # Rows without a day come first: a period that is open on both sides would take them in.
    undated = [] if held[0].period is None else [rows.filing().is_null()]
    for name in names:
        apart = _apart(held, name)
        columns = _Columns(nw.lit("may do either"), literal(_EITHER), literal(0), *map(literal, apart))
        steps: list[tuple[OfRows, _Columns]] = [(some, columns) for some in undated]
        for period, sides in held:
            before, after = next(iter(sides.values())), sides[name]
            some = True if period is None else within(rows.filing(), period)
            steps.append((some, _columns(reader, shift_of(reader, before, after), before, after)))
        same = _Columns(nw.lit("same"), literal(_SAME), literal(0), literal(0), literal(0))
        for at, mark in enumerate(("", *_MARKS)):
            added[mark + name] = choose(*((some, one[at]) for some, one in steps), otherwise=same[at])
    return added


class _Columns(NamedTuple):
    """What is found of every row: its effect, in words and as a number, and what its award changes by."""

    effect: nw.Expr
    code: nw.Expr
    award: nw.Expr
    low: nw.Expr
    high: nw.Expr


def _apart(held: Sequence[Held], name: str) -> tuple[int, int]:
    """What the award of a row may change by at the least and at the most of which no day is known."""
    low = high = 0
    for _, sides in held:
        before, after = next(iter(sides.values())), sides[name]
        if before.programme.award_tree is not None and after.programme.award_tree is not None:
            was = award_range(before.programme.award_tree, before.policy)
            now = award_range(after.programme.award_tree, after.policy)
            low = min(low, min(0, now.least) - max(0, was.most))
            high = max(high, max(0, now.most) - min(0, was.least))
    return low, high


def _columns(reader: _OfRows, shift: Shift, before: Side, after: Side) -> _Columns:
    return _Columns(
        _effect(shift, nw.lit),
        _effect(shift, lambda effect: literal(_CODES[effect])),
        _award_change(reader, shift, before, after),
        *_award_between(reader, shift, before, after),
    )


def _not_surely(truth: OfRows) -> Sure:
    """True in every row but those where it surely holds."""
    if not isinstance(truth, nw.Expr):
        return truth is not True
    return choose((truth, nw.lit(False)), otherwise=nw.lit(True))


def _effect(shift: Shift, said: Callable[[Effect], nw.Expr]) -> nw.Expr:
    return choose(
        (shift.gains, said("gains")),
        (shift.loses, said("loses")),
        (in_all((shift.may_gain, shift.may_lose)), said("may do either")),
        (shift.may_gain, said("may gain")),
        (shift.may_lose, said("may lose")),
        otherwise=said("same"),
    )


def _expr(truth: Sure) -> nw.Expr:
    expression: nw.Expr = nw.lit(truth) if isinstance(truth, bool) else truth
    return expression


def _award_change(reader: _OfRows, shift: Shift, before: Side, after: Side) -> nw.Expr:
    """What a row's award surely changes by; 0 where that is not known."""
    trees = before.programme.award_tree, after.programme.award_tree
    if trees[0] is None or trees[1] is None:
        return literal(0)
    was, now = _awarded(reader, before, trees[0]), _awarded(reader, after, trees[1])
    sure = _expr(in_any((shift.gains, shift.loses)))
    return choose((sure, now - was), otherwise=literal(0)).fill_null(0)


def _awarded(reader: _OfRows, side: Side, award: tree.Node) -> nw.Expr:
    """A row's award as a decision gives it; null while it is not known."""
    return choose(
        (refused(reader, side), literal(0)),
        (granted(reader, side), reader.amount(award, side.policy)),
        otherwise=literal(UNKNOWN, "int"),
    )


def _award_between(reader: _OfRows, shift: Shift, before: Side, after: Side) -> tuple[nw.Expr, nw.Expr]:
    """What a row's award changes by at the least and at the most."""
    trees = before.programme.award_tree, after.programme.award_tree
    if trees[0] is None or trees[1] is None:
        return literal(0), literal(0)
    was, now = _bounds(reader, before, trees[0]), _bounds(reader, after, trees[1])
    low, high = now[0] - was[1], now[1] - was[0]
    more, less = choose((low > 0, low), otherwise=literal(0)), choose((high < 0, high), otherwise=literal(0))
    never_less = in_any((shift.gains, reader.no(in_any((shift.loses, shift.may_lose)))))
    never_more = in_all((reader.no(shift.gains), in_any((shift.loses, reader.no(shift.may_gain)))))
    return choose((never_less, more), otherwise=low), choose((never_more, less), otherwise=high)


def _bounds(reader: _OfRows, side: Side, award: tree.Node) -> tuple[nw.Expr, nw.Expr]:
    """Between what a row's award lies: nothing may be granted as long as it is open who is eligible."""
    declared = award_range(award, side.policy)
    never, surely = refused(reader, side), granted(reader, side)
    if declared.least == declared.most:
        least = most = literal(declared.least)
        lower, upper = literal(min(0, declared.least)), literal(max(0, declared.most))
    else:
        amount = reader.amount(award, side.policy)
        least = choose((amount.is_null(), literal(declared.least)), otherwise=amount)
        most = choose((amount.is_null(), literal(declared.most)), otherwise=amount)
        lower = choose((least < 0, least), otherwise=literal(0))
        upper = choose((most > 0, most), otherwise=literal(0))
    return (
        choose((never, literal(0)), (surely, least), otherwise=lower),
        choose((never, literal(0)), (surely, most), otherwise=upper),
    )


def _counted(
    table: Any,
    names: Sequence[str],
    by: tuple[str, ...],
    weights: str | None,
    reach: Mapping[str, int | None],
) -> Any:
    """What is added up of each group, collected: in one pass over the frame, whatever the variants are."""
    columns: dict[str, nw.Expr] = {_NUMBER: literal(1)}
    for name in names:
        columns |= {f"{_PLAIN}{at} {name}": one for at, one in enumerate(_parts(name))}
    if weights is not None:
        weight = nw.col(weights).cast(nw.Int64())
        most = WIDEST // max(1, *(one or 1 for one in reach.values()))
        fits = ~weight.is_null() & (weight >= 0) & (weight <= most)
        counts = choose((fits, weight), otherwise=literal(0))
        columns |= {_WRONG: choose((fits, literal(0)), otherwise=literal(1)), _WEIGHT: counts}
        for name in names:
            columns |= {f"{_WEIGHED}{at} {name}": one * counts for at, one in enumerate(_parts(name))}
    marks = [_CODE + name for name in names], [mark + name for name in names for mark in _MARKS[1:]]
    taken = dict.fromkeys((*by, *marks[0], *marks[1], *(() if weights is None else (weights,))))
    chosen = table.select(*taken)
    if isinstance(chosen, nw.DataFrame) and chosen.implementation.is_pandas():
        chosen = nw.from_native(chosen.to_arrow(), eager_only=True)  # where a group of nulls is one of nulls
    chosen = chosen.with_columns(**columns).select(*by, *columns)
    sums = [nw.col(name).sum() for name in columns]
    largest = [] if weights is None else [nw.col(_WEIGHT).max().alias(_LARGEST)]
    counted = chosen.group_by(*by).agg(*sums, *largest) if by else chosen.select(*sums, *largest)
    return counted.collect() if isinstance(counted, nw.LazyFrame) else counted


def _parts(name: str) -> list[nw.Expr]:
    """What a row adds to each part of a tally but its number."""
    code = nw.col(_CODE + name)

    def whether(truth: nw.Expr) -> nw.Expr:
        return truth.cast(nw.Int64())

    return [
        whether(code == _GAINS),
        whether(code == _LOSES),
        whether(code >= _MAY_GAIN),
        whether((code == _MAY_GAIN) | (code == _EITHER)),
        whether(code >= _MAY_LOSE),
        *(nw.col(mark + name) for mark in _MARKS[1:]),
    ]


def _found(
    counted: Any,
    names: Sequence[str],
    by: tuple[str, ...],
    weights: str | None,
    reach: Mapping[str, int | None],
) -> list[Found]:
    found: list[Found] = []
    wrong, beyond = 0, False
    for row in counted.iter_rows(named=True):
        number, group = int(row[_NUMBER] or 0), tuple(row[key] for key in by)
        wrong += int(row[_WRONG] or 0) if weights is not None else 0
        largest = int(row[_LARGEST] or 0) if weights is not None else 0
        beyond = beyond or number * largest > WIDEST
        for name in names:
            weighed = None
            if weights is not None:
                weighed = _tally(row, _WEIGHED, name, int(row[_WEIGHT] or 0), number * largest, reach[name])
            found.append(Found(name, group, _tally(row, _PLAIN, name, number, number, reach[name]), weighed))
    if wrong or beyond:
        raise InvalidInput([
            Problem.at(["weights", str(weights)], "reform.weights", _WRONG_WEIGHTS, rows=wrong)
        ])  # fmt: skip
    return found


def _tally(row: Mapping[str, Any], mark: str, name: str, number: int, most: int, reach: int | None) -> Tally:
    """What was added up; sums of awards that may not fit into 64 bits are not told."""
    parts = [int(row[f"{mark}{at} {name}"] or 0) for at in range(8)]
    told = reach is not None and most * reach <= WIDEST
    return Tally(number, *parts[:6], *(parts[6:] if told else (None, None)))


_CODES: Mapping[Effect, int] = {
    "same": 0, "gains": 1, "loses": 2, "may gain": 3, "may lose": 4, "may do either": 5,
}  # fmt: skip
_SAME, _GAINS, _LOSES, _MAY_GAIN, _MAY_LOSE, _EITHER = _CODES.values()
_MARKS = ("@code ", "@award ", "@low ", "@high ")
_CODE = _MARKS[0]
_NUMBER, _PLAIN, _WEIGHED, _WEIGHT, _WRONG, _LARGEST = (
    "@number", "@plain ", "@weighed ", "@weight", "@wrong", "@largest",
)  # fmt: skip
