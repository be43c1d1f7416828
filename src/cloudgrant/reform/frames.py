"""Reforms over data frames: each row's effect as an expression, and their numbers by group."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import narwhals as nw

from cloudgrant.frames.assessing import decided_by, rows_of
from cloudgrant.frames.by_edition import within
from cloudgrant.frames.cells import literal
from cloudgrant.frames.engines import refuse_others
from cloudgrant.frames.reading import TreeReader
from cloudgrant.frames.rows import How, Items, Rows
from cloudgrant.frames.tables import SUBJECTS
from cloudgrant.frames.truths import OfRows, choose, no
from cloudgrant.frames.words import compared
from cloudgrant.reform.pairs import granted, refused, shift_of
from cloudgrant.reform.sides import Found, Held, Reader, Shift, Side, Sure, Term, in_all, in_any, in_several
from cloudgrant.rules.records.fact_info import facts
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.rewriting import lifted
from cloudgrant.values.problems import Gathered, InvalidInput, Problem, Problems
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["impact_on_frame"]

_COLUMN = Text("frames.column", zh="沒有「{given}」這個欄位", en="there is no column {given!r}")


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


def impact_on_frame(
    frame: Any,
    held: Sequence[Held],
    by: tuple[str, ...],
    *,
    subject: type[Any],
    key: str | tuple[str, ...] | None,
    on: date | str,
) -> tuple[Any, list[Found], Callable[[str, tuple[str, ...]], Any]]:
    """The frame with a column for each variant, what was found in it, and a choice of rows by effect."""
    _, *names = held[0].sides
    rows = _looked_at(frame, held, by, subject, key, on)

    def read() -> dict[str, nw.Expr]:
        return _effects(rows, held, names)

    table = nw.from_native(rows.extended(rows.tables.given[SUBJECTS], read))
    rows_found = table.drop(*(_AWARD + name for name in names)).to_native()

    def chosen(variant: str, effects: tuple[str, ...]) -> Any:
        return nw.from_native(rows_found).filter(nw.col(variant).is_in(effects)).to_native()

    return rows_found, _numbers(table, names, by), chosen


def _looked_at(
    frame: Any,
    held: Sequence[Held],
    by: tuple[str, ...],
    subject: type[Any],
    key: str | tuple[str, ...] | None,
    on: date | str,
) -> Rows:
    """The rows of the subjects; raises for all that a comparison cannot be made of."""
    first, *names = held[0].sides
    before = held[0].sides[first]
    given = frame.get(SUBJECTS) if isinstance(frame, Mapping) else frame
    refuse_others(given)
    schema = () if given is None else nw.from_native(given).collect_schema().names()
    wrong = Gathered(once=True)
    wrong += [Problem.at(["by", name], "reform.by", _COLUMN, given=name) for name in by if name not in schema]
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
        raise InvalidInput(wrong)
    return rows


def _effects(rows: Rows, held: Sequence[Held], names: Sequence[str]) -> dict[str, nw.Expr]:
    """Of each variant its effect on every row, and what it changes the award by."""
    reader = _OfRows(rows)
    added: dict[str, nw.Expr] = {}
    # Rows without a day come first: a period that is open on both sides would take them in.
    undated = [] if held[0].period is None else [rows.filing().is_null()]
    for name in names:
        effects = [(some, nw.lit("may do either")) for some in undated]
        awards = [(some, nw.lit(0, nw.Int64())) for some in undated]
        for period, sides in held:
            before, after = next(iter(sides.values())), sides[name]
            shift = shift_of(reader, before, after)
            some = True if period is None else within(rows.filing(), period)
            effects.append((some, _effect(shift)))
            awards.append((some, _award_change(reader, shift, before, after)))
        added[name] = choose(*effects, otherwise=nw.lit("same"))
        added[_AWARD + name] = choose(*awards, otherwise=nw.lit(0, nw.Int64()))
    return added


def _not_surely(truth: OfRows) -> Sure:
    """True in every row but those where it surely holds."""
    if not isinstance(truth, nw.Expr):
        return truth is not True
    return choose((truth, nw.lit(False)), otherwise=nw.lit(True))


def _effect(shift: Shift) -> nw.Expr:
    return choose(
        (_expr(shift.gains), nw.lit("gains")),
        (_expr(shift.loses), nw.lit("loses")),
        (_expr(shift.may_gain) & _expr(shift.may_lose), nw.lit("may do either")),
        (_expr(shift.may_gain), nw.lit("may gain")),
        (_expr(shift.may_lose), nw.lit("may lose")),
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
        (refused(reader, side), literal(0)),
        (granted(reader, side), reader.amount(award, side.policy)),
        otherwise=literal(UNKNOWN, "int"),
    )


def _numbers(table: Any, names: Sequence[str], by: tuple[str, ...]) -> list[Found]:
    """How many rows of each group have each effect, and what their awards change by: in one pass."""
    chosen = table.select(*by, *names, *(_AWARD + name for name in names))
    if isinstance(chosen, nw.DataFrame) and chosen.implementation.is_pandas():
        chosen = nw.from_native(chosen.to_arrow(), eager_only=True)  # where a group of nulls is one of nulls
    changes = [nw.col(_AWARD + name).sum() for name in names]
    counts = chosen.group_by(*by, *names).agg(nw.len().alias(_NUMBER), *changes)
    counts = counts.collect() if isinstance(counts, nw.LazyFrame) else counts
    return [
        Found(
            name,
            tuple(row[key] for key in by),
            row[name],
            int(row[_NUMBER]),
            int(row[_AWARD + name]),
        )
        for row in counts.iter_rows(named=True)
        for name in names
    ]


_AWARD, _NUMBER = "@award ", "@number"
