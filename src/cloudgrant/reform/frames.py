"""Reforms over data frames: each row's effect as an expression, and their numbers by group."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import partial
from itertools import product
from typing import Any, NamedTuple

import narwhals as nw

from cloudgrant.frames.assessing import decided_by, rows_of
from cloudgrant.frames.by_edition import within
from cloudgrant.frames.cells import literal
from cloudgrant.frames.exactly import holds_numbers, whole
from cloudgrant.frames.libraries import as_table, made_like
from cloudgrant.frames.nonsense import Invalid
from cloudgrant.frames.reading import TreeReader
from cloudgrant.frames.rows import How, Items, Rows
from cloudgrant.frames.tables import SUBJECTS
from cloudgrant.frames.truths import OfRows, choose, no
from cloudgrant.frames.unmatched import Unmatched
from cloudgrant.frames.words import compared
from cloudgrant.reform.amounts import State, award_range, changes_between, reach_of
from cloudgrant.reform.pairs import granted, refused, shift_of
from cloudgrant.reform.sides import Held, Reader, Shift, Side, Sure, Term, in_all, in_any, in_several
from cloudgrant.reform.tallies import Found, Tally
from cloudgrant.rules.records.fact_info import facts
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.ranges import WIDEST, Range
from cloudgrant.rules.writing.rewriting import lifted
from cloudgrant.values.problems import Gathered, InvalidInput, Problem, Problems
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
        self._read: set[str] = set()

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

    def once(self, asked: Any, make: Callable[[], Sure], *kept: Any) -> Sure:
        """A truth of the subjects that much else reads, in a column of its own."""
        key = ("once", asked)
        if key not in self._kept:
            with self._rows.recording() as uses:
                value = make()
            # What a condition keeps of itself tells only once which columns it reads.
            self._read |= uses
            if isinstance(value, nw.Expr):
                value = self._rows.keep(value, self._read)
            self._kept[key] = value, kept
        value, _ = self._kept[key]
        if isinstance(value, str):
            self._rows.note((value,))
            return nw.col(value)
        return value

    def shift(self, before: Side, after: Side) -> Shift:
        """What can be said of every row from one side to the other."""
        with self._rows.recording() as uses:
            shift = shift_of(self, before, after)
        self._read |= uses
        asked = "shift", id(before), id(after)

        def read(at: int) -> Callable[[], Sure]:
            return lambda: shift[at]

        return Shift(*(self.once((*asked, at), read(at), before, after) for at in range(6)))

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
    columns: Any = None,
    unmatched: Unmatched = "raise",
    invalid: Invalid = "raise",
) -> OnFrame:
    """The frame with a column for each variant, and what was counted in it, in one pass over it."""
    _, *names = held[0].sides
    reach = {name: _reach(held, name) for name in names}
    read_as = partial(
        rows_of, frame, subject=subject, key=key, on=on, columns=columns, unmatched=unmatched, invalid=invalid
    )
    rows = _looked_at(frame, held, by, weights, read_as)

    sums = _Sums(reach)

    def read() -> dict[str, nw.Expr]:
        return sums.columns(_effects(rows, held, names))

    given = rows.tables.given[SUBJECTS]
    table = nw.from_native(rows.extended(given, read))
    rows_found = table.drop(*sums.names).to_native()
    like: list[Any] = []

    def again(groups: tuple[str, ...], weight: str | None) -> list[Found]:
        schema = as_table(rows_found).collect_schema()
        wrong = [*_strange_groups(groups, schema), *_strange_weights(weight, schema)]
        if wrong:
            raise InvalidInput(wrong)
        counted = _counted(table, sums, groups, weight)
        like[:] = [given if isinstance(given, _pandas()) else counted]
        return sums.found(counted, groups, weight)

    def chosen(variant: str, effects: tuple[str, ...]) -> Any:
        return nw.from_native(rows_found).filter(nw.col(variant).is_in(effects)).to_native()

    def made(columns: Mapping[str, list[Any]], numbers: list[str], texts: list[str]) -> Any:
        return made_like(like[0], columns, numbers=numbers, texts=texts)

    return OnFrame(rows_found, again(by, weights), chosen, again, made)


def _pandas() -> Any:
    pandas = nw.dependencies.get_pandas()
    return pandas.DataFrame if pandas else ()


def _columns_of(given: Any) -> Mapping[str, Any]:
    """The columns of the table of the subjects; none where that is no frame, which is told elsewhere."""
    try:
        columns: Mapping[str, Any] = as_table(given).collect_schema()
    except TypeError:
        return {}
    return columns


def _strange_groups(by: Iterable[str], schema: Iterable[str]) -> list[Problem]:
    return [Problem.at(["by", name], "reform.by", _COLUMN, given=name) for name in by if name not in schema]


def _strange_weights(weights: str | None, schema: Mapping[str, Any]) -> list[Problem]:
    if weights is None:
        return []
    if weights not in schema:
        return [Problem.at(["weights"], "reform.by", _COLUMN, given=weights)]
    if not holds_numbers(schema[weights]):
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
    read_as: Callable[..., Rows],
) -> Rows:
    """The rows of the subjects; raises for all that a comparison cannot be made of."""
    first, *names = held[0].sides
    before = held[0].sides[first]
    given = frame.get(SUBJECTS) if isinstance(frame, Mapping) else frame
    schema = _columns_of(given)
    wrong = Gathered(once=True)
    wrong += [*_strange_groups(by, schema), *_strange_weights(weights, schema)]
    wrong += [Problem.at(["variants", name], "duplicate", given=name) for name in names if name in schema]
    try:
        rows = read_as(before.programme, policy=before.policy)
    except InvalidInput as error:
        raise InvalidInput(Problems.of([wrong, error.problems])) from None
    decided: set[tuple[int, ...]] = set()
    for _, sides in held:
        for side in sides.values():
            law = side.programme
            # What a frame lacks is a matter of rules, whatever their numbers are.
            read = tuple(id(one) for one in (*(each.rule for each in law.traced_at()), law.award))
            if read in decided:
                continue
            decided.add(read)
            try:  # decided as any frame is, each refuses whatever cannot be decided on
                decided_by(rows, side.programme, side.policy)
            except InvalidInput as error:
                wrong += error.problems
    if wrong:
        raise InvalidInput(wrong)
    return rows


def _effects(rows: Rows, held: Sequence[Held], names: Sequence[str]) -> dict[str, _Read]:
    """Of each variant its effect on every row, and what is added up of it."""
    reader = _OfRows(rows)
    return {name: _Read.of(reader, rows, held, name) for name in names}


class _Part(NamedTuple):
    """A column that is added up, a truth or a number: it counts for a part of a tally so many times."""

    at: str
    times: int
    column: nw.Expr
    is_truth: bool


class _Read(NamedTuple):
    """What is read of every row for one variant: the effect in words, and what is added up."""

    effect: nw.Expr
    parts: tuple[_Part, ...]

    @classmethod
    def of(cls, reader: _OfRows, rows: Rows, held: Sequence[Held], name: str) -> _Read:
        steps: list[tuple[OfRows, nw.Expr]] = []
        parts: list[_Part] = []
        if held[0].period is not None:
            # Rows without a day come first: a period that is open on both sides would take them in.
            undated = rows.filing().is_null()
            steps.append((undated, nw.lit("may do either")))
            parts += _truths(undated, dict.fromkeys(("open_", "may_gain", "may_lose"), 1))
            parts += _truths(undated, _apart(held, name))
        for period, sides in held:
            before, after = next(iter(sides.values())), sides[name]
            shift = reader.shift(before, after)
            some = True if period is None else within(rows.filing(), period)
            steps.append((some, _effect(shift)))
            parts += _counts(reader, shift, some)
            parts += _changes(reader, shift, before, after, some)
        return cls(choose(*steps, otherwise=nw.lit("same")), tuple(parts))


def _truths(truth: Sure, times: Mapping[str, int]) -> Iterator[_Part]:
    """A truth that counts for parts of a tally, each so many times."""
    if truth is not False:
        yield from (_Part(at, number, _expr(truth), True) for at, number in times.items() if number)


def _counts(reader: _OfRows, shift: Shift, some: Sure) -> Iterator[_Part]:
    """How the rows come out; of those in doubt, what they may."""
    loses = in_all((shift.loses, reader.no(shift.gains)))
    doubt = reader.no(in_any((shift.gains, shift.loses)))
    counted = {
        "gains": shift.gains,
        "loses": loses,
        "open_": in_all((doubt, in_any((shift.may_gain, shift.may_lose)))),
        "may_gain": in_all((doubt, shift.may_gain)),
        "may_lose": in_all((doubt, shift.may_lose)),
    }
    for at, truth in counted.items():
        yield from _truths(in_all((some, truth)), {at: 1})


def _apart(held: Sequence[Held], name: str) -> dict[str, int]:
    """What the award of a row may change by at the least and at the most of which no day is known."""
    low = high = 0
    for _, sides in held:
        before, after = next(iter(sides.values())), sides[name]
        if before.programme.award_tree is not None and after.programme.award_tree is not None:
            was = award_range(before.programme.award_tree, before.policy)
            now = award_range(after.programme.award_tree, after.policy)
            low = min(low, min(0, now.least) - max(0, was.most))
            high = max(high, max(0, now.most) - min(0, was.least))
    return {"low": low, "high": high}


def _changes(reader: _OfRows, shift: Shift, before: Side, after: Side, some: Sure) -> Iterator[_Part]:
    """What the awards change by: surely, and at the least and at the most."""
    trees = before.programme.award_tree, after.programme.award_tree
    if trees[0] is None or trees[1] is None:
        return
    was, now = award_range(trees[0], before.policy), award_range(trees[1], after.policy)
    if was.least == was.most and now.least == now.most:
        yield from _steps(reader, shift, (before, was.most), (after, now.most), some)
        return
    low, high = _award_between(reader, shift, before, after)
    award = _award_change(reader, shift, before, after)
    for at, amount in (("award", award), ("low", low), ("high", high)):
        yield _Part(at, 1, choose((some, amount), otherwise=literal(0)), False)


def _steps(
    reader: _OfRows, shift: Shift, before: tuple[Side, int], after: tuple[Side, int], some: Sure
) -> Iterator[_Part]:
    """The same of awards that are one number on each side: truths alone, so many times that number."""
    sure = in_any((shift.gains, shift.loses))
    falls, rises = _may_fall(reader, shift), _may_rise(reader, shift)
    found: dict[tuple[str, int], list[Sure]] = {}
    old, new = Range(before[1], before[1]), Range(after[1], after[1])
    turns = list(product(_either(reader, shift.may_enter), _either(reader, shift.may_leave)))
    states = list(_states(reader, after[0]))
    for (was, state), (now, other) in product(_states(reader, before[0]), states):
        if "open" not in (was, now):
            amount = (new.most if now == "granted" else 0) - (old.most if was == "granted" else 0)
            found.setdefault(("award", amount), []).append(in_all((some, state, other, sure)))
        for (enters, entering), (leaves, leaving) in turns:
            between = changes_between(was, now, old, new, enters=enters, leaves=leaves)
            low, high = between or Range(0, 0)
            both = (some, state, other, entering, leaving)
            found.setdefault(("low", low), []).append(in_all((*both, falls) if low < 0 else both))
            found.setdefault(("high", high), []).append(in_all((*both, rises) if high > 0 else both))
    for (at, number), truths in found.items():
        if number:
            yield from _truths(in_any(truths), {at: number})


def _either(reader: _OfRows, truth: Sure) -> Iterator[tuple[bool, Sure]]:
    """What is so, and what not; a truth of Python's own is one of them."""
    yield from ((so, told) for so, told in ((True, truth), (False, reader.no(truth))) if told is not False)


def _states(reader: _OfRows, side: Side) -> Iterator[tuple[State, Sure]]:
    """Who is surely refused, who surely granted an award, and who neither."""
    never, surely = _never(reader, side), _surely(reader, side)
    yield "refused", never
    yield "granted", surely
    yield "open", reader.no(in_any((never, surely)))


def _never(reader: _OfRows, side: Side) -> Sure:
    return reader.once(("refused", id(side)), lambda: refused(reader, side), side)


def _surely(reader: _OfRows, side: Side) -> Sure:
    """Who is granted an award: nobody that is refused is."""
    return reader.once(("granted", id(side)), lambda: granted(reader, side), side)


def _may_fall(reader: _OfRows, shift: Shift) -> Sure:
    """Whether the award may be less than before."""
    return in_all((reader.no(shift.gains), in_any((shift.loses, shift.may_lose))))


def _may_rise(reader: _OfRows, shift: Shift) -> Sure:
    """Whether the award may be more than before: where nobody surely loses that does not gain."""
    return in_any((shift.gains, in_all((reader.no(shift.loses), shift.may_gain))))


def _not_surely(truth: OfRows) -> Sure:
    """True in every row but those where it surely holds."""
    if not isinstance(truth, nw.Expr):
        return truth is not True
    return choose((truth, nw.lit(False)), otherwise=nw.lit(True))


def _effect(shift: Shift) -> nw.Expr:
    return choose(
        (shift.gains, nw.lit("gains")),
        (shift.loses, nw.lit("loses")),
        (in_all((shift.may_gain, shift.may_lose)), nw.lit("may do either")),
        (shift.may_gain, nw.lit("may gain")),
        (shift.may_lose, nw.lit("may lose")),
        otherwise=nw.lit("same"),
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
        (_never(reader, side), literal(0)),
        (_surely(reader, side), reader.amount(award, side.policy)),
        otherwise=literal(UNKNOWN, "int"),
    )


def _award_between(reader: _OfRows, shift: Shift, before: Side, after: Side) -> tuple[nw.Expr, nw.Expr]:
    """What a row's award changes by at the least and at the most."""
    trees = before.programme.award_tree, after.programme.award_tree
    if trees[0] is None or trees[1] is None:
        return literal(0), literal(0)
    was, now = _bounds(reader, before, trees[0]), _bounds(reader, after, trees[1])
    out, into = _never(reader, before), _surely(reader, before)
    gone, kept = _never(reader, after), _surely(reader, after)
    no, nothing = reader.no, literal(0)
    ways = (
        (in_all((no(into), no(kept))), nothing, nothing),
        (in_all((no(out), no(gone))), now[0] - was[1], now[1] - was[0]),
        (in_all((shift.may_enter, no(into), no(gone))), *now),
        (in_all((shift.may_leave, no(out), no(kept))), nothing - was[1], nothing - was[0]),
    )
    low: nw.Expr | None = None
    high: nw.Expr | None = None
    for possible, least, most in ways:
        if possible is False:
            continue
        # None yet where nothing before was possible: such is null.
        one, two = (choose((possible, end), otherwise=literal(UNKNOWN, "int")) for end in (least, most))
        low = one if low is None else nw.min_horizontal(low, one)
        high = two if high is None else nw.max_horizontal(high, two)
    low, high = (nothing if end is None else end.fill_null(0) for end in (low, high))
    falls, rises = _may_fall(reader, shift), _may_rise(reader, shift)
    more, less = choose((low > 0, low), otherwise=nothing), choose((high < 0, high), otherwise=nothing)
    return choose((falls, low), otherwise=more), choose((rises, high), otherwise=less)


def _bounds(reader: _OfRows, side: Side, award: tree.Node) -> tuple[nw.Expr, nw.Expr]:
    """Between what a row's award lies where it is granted."""
    declared, amount = award_range(award, side.policy), reader.amount(award, side.policy)
    least, most = (
        choose((amount.is_null(), literal(end)), otherwise=amount) for end in (declared.least, declared.most)
    )
    return least, most


def _counted(table: Any, sums: _Sums, by: tuple[str, ...], weights: str | None) -> Any:
    """What is added up of each group, collected: in one pass over the frame, whatever the variants are."""
    truths = set(sums.truths)
    columns: dict[str, nw.Expr] = {_NUMBER: literal(1)}
    columns |= {name: _number(nw.col(name), name in truths) for name in sums.names}
    chosen = table.select(*dict.fromkeys((*by, *sums.names, *(() if weights is None else (weights,)))))
    if isinstance(chosen, nw.DataFrame) and chosen.implementation.is_pandas():
        chosen = nw.from_native(chosen.to_arrow(), eager_only=True)  # where a group of nulls is one of nulls
    if weights is not None:
        weight, _ = whole(nw.col(weights), chosen.collect_schema()[weights], Fraction(1))
        most = WIDEST // max(1, *(one or 1 for one in sums.reach.values()))
        fits = ~weight.is_null() & (weight >= 0) & (weight <= most)
        counts = choose((fits, weight), otherwise=literal(0))
        columns |= {_WRONG: choose((fits, literal(0)), otherwise=literal(1)), _WEIGHT: counts}
        for name in sums.names:
            one = nw.col(name)
            columns[_WEIGHED + name] = (
                choose((one, counts), otherwise=literal(0)) if name in truths else one * counts
            )
    if chosen.implementation.is_polars():
        # Its truths add up as they are, ten times as fast as numbers.
        columns |= {name: nw.col(name) for name in sums.truths}
    chosen = chosen.with_columns(**columns).select(*by, *columns)
    added = [nw.col(name).sum() for name in columns]
    largest = [] if weights is None else [nw.col(_WEIGHT).max().alias(_LARGEST)]
    counted = chosen.group_by(*by).agg(*added, *largest) if by else chosen.select(*added, *largest)
    return counted.collect() if isinstance(counted, nw.LazyFrame) else counted


def _number(column: nw.Expr, is_truth: bool) -> nw.Expr:
    return choose((column, literal(1)), otherwise=literal(0)) if is_truth else column


class _Sums:
    """The columns that are added up, and which part of which variant's tally each of them counts for."""

    names: list[str]
    truths: list[str]
    reach: Mapping[str, int | None]

    def __init__(self, reach: Mapping[str, int | None]) -> None:
        self.names, self.truths, self.reach = [], [], reach
        self._counting: dict[str, list[tuple[str, str, int]]] = {name: [] for name in reach}

    def columns(self, read: Mapping[str, _Read]) -> dict[str, nw.Expr]:
        """A column for each variant, and for all that is added up."""
        added = {name: one.effect for name, one in read.items()}
        for variant, one in read.items():
            for place, part in enumerate(one.parts):
                name = f"@{part.at} {place} {variant}"
                added[name] = part.column
                self.names.append(name)
                if part.is_truth:
                    self.truths.append(name)
                self._counting[variant].append((part.at, name, part.times))
        return added

    def found(self, counted: Any, by: tuple[str, ...], weights: str | None) -> list[Found]:
        """What was counted of each variant and group."""
        found: list[Found] = []
        wrong, beyond = 0, False
        for row in counted.iter_rows(named=True):
            number, group = int(row[_NUMBER] or 0), tuple(row[key] for key in by)
            weight = most = 0
            if weights is not None:
                wrong += int(row[_WRONG] or 0)
                weight, most = int(row[_WEIGHT] or 0), number * int(row[_LARGEST] or 0)
                beyond = beyond or most > WIDEST
            for name in self.reach:
                by_weight = None if weights is None else self._tally(row, name, _WEIGHED, weight, most)
                found.append(Found(name, group, self._tally(row, name, "", number, number), by_weight))
        if wrong or beyond:
            raise InvalidInput(
                [Problem.at(["weights", str(weights)], "reform.weights", _WRONG_WEIGHTS, rows=wrong)]
            )
        return found

    def _tally(self, row: Mapping[str, Any], variant: str, mark: str, number: int, most: int) -> Tally:
        """What was added up; sums of awards that may not fit into 64 bits are not told."""
        parts = dict.fromkeys(Tally._fields[1:], 0)
        for at, name, times in self._counting[variant]:
            parts[at] += times * int(row[mark + name] or 0)
        tally = Tally(number, **parts)
        reach = self.reach[variant]
        told = reach is not None and most * reach <= WIDEST
        return tally if told else tally._replace(low=None, high=None)


_NUMBER, _WEIGHED, _WEIGHT, _WRONG, _LARGEST = "@number", "@weighed ", "@weight", "@wrong", "@largest"
