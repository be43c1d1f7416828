"""Reforms over data frames: each row's effect as an expression, and their numbers by group."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import narwhals as nw

from cloudgrant.frames import Columns, assess, choose, extended
from cloudgrant.frames.by_edition import within
from cloudgrant.frames.lists import refused
from cloudgrant.frames.truths import OfRows, no
from cloudgrant.frames.words import compared
from cloudgrant.reform.pairs import granted, shift_of
from cloudgrant.reform.sides import Found, Held, Reader, Shift, Side, Sure, Term
from cloudgrant.rules.writing import tree
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.text import Text

__all__ = ["impact_on_frame"]

_COLUMN = Text(zh="沒有「{given}」這個欄位", en="there is no column {given!r}")


class _OfColumns(Reader):
    """Reads every row of a frame at once; what it reads is worked out once, in columns of its own."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._names: dict[Any, str] = {}
        self.read: dict[str, nw.Expr] = {}
        """The expression of each such column."""

    def _column(
        self, kind: str, nodes: tuple[tuple[tree.Node, Any], ...], make: Callable[[], nw.Expr]
    ) -> nw.Expr:
        numbers = tuple(
            getattr(policy, leaf.name)
            for node, policy in nodes
            for leaf in tree.leaves(node)
            if isinstance(leaf, tree.PolicyValue)
        )
        key = (kind, tuple(node for node, _ in nodes), numbers)
        if key not in self._names:
            self._names[key] = f"@{len(self._names)}"
            self.read[self._names[key]] = make()
        return nw.col(self._names[key])

    def may_hold(self, term: Term, policy: Any) -> Sure:
        if isinstance(term.node, tree.Constant):
            return bool(term.node.value)
        node = term.node
        return self._column(
            "holds", ((node, policy),), lambda: _not_surely(no(self._columns.value(node, policy)))
        )

    def may_fail(self, term: Term, policy: Any) -> Sure:
        if isinstance(term.node, tree.Constant):
            return not term.node.value
        node = term.node
        return self._column(
            "fails", ((node, policy),), lambda: _not_surely(self._columns.value(node, policy))
        )

    def negated(self, truth: Sure) -> Sure:
        return ~truth

    def amount(self, node: tree.Node, policy: Any) -> nw.Expr:
        """An amount of every row."""
        return self._column(
            "amount", ((node, policy),), lambda: self._columns.expression(node, policy, "int")
        )

    def more(self, left: tuple[tree.Node, Any], right: tuple[tree.Node, Any]) -> tuple[Sure, Sure]:
        def more() -> OfRows:
            return compared(">", *(self._columns.value(*side) for side in (left, right)))

        return (
            self._column("surely more", (left, right), lambda: ~_not_surely(more())),
            self._column("maybe more", (left, right), lambda: _not_surely(no(more()))),
        )

    def items(self, over: str) -> int | None:
        raise refused((over,))


def impact_on_frame(
    frame: Any, held: Sequence[Held], by: tuple[str, ...], subject: type[Any], on: date | str
) -> tuple[Any, list[Found], Callable[[str, tuple[str, ...]], Any]]:
    """The frame with a column for each variant, what was found in it, and a choice of rows by effect."""
    _, *names = held[0].sides
    given = nw.from_native(frame)
    schema = dict(given.collect_schema())
    wrong = [Problem.at(["by", name], "reform.by", _COLUMN, given=name) for name in by if name not in schema]
    wrong += [Problem.at(["variants", name], "duplicate", given=name) for name in names if name in schema]
    for _, sides in held:
        before = next(iter(sides.values()))
        try:  # the first variant, decided as any frame is, refuses whatever cannot be decided on
            assess(frame, before.programme, subject=subject, on=on, policy=before.policy)
        except InvalidInput as error:
            wrong += error.problems
    if wrong:
        raise InvalidInput(dict.fromkeys(wrong))
    columns = Columns(subject, schema=schema, on=on, looked_at=isinstance(given, nw.DataFrame))
    reader = _OfColumns(columns)
    added: dict[str, nw.Expr] = {}
    # Rows without a day come first: a period that is open on both sides would take them in.
    undated = [] if held[0].period is None else [columns.filing().is_null()]
    for name in names:
        effects = [(rows, nw.lit("may do either")) for rows in undated]
        awards = [(rows, nw.lit(0, nw.Int64())) for rows in undated]
        for period, sides in held:
            before, after = next(iter(sides.values())), sides[name]
            shift = shift_of(reader, before, after)
            rows = True if period is None else within(columns.filing(), period)
            effects.append((rows, _effect(shift)))
            awards.append((rows, _award_change(reader, shift, before, after)))
        added[name] = choose(*effects, otherwise=nw.lit("same"))
        added[_AWARD + name] = choose(*awards, otherwise=nw.lit(0, nw.Int64()))
    table = nw.from_native(extended(frame, added, reader.read))
    rows_found = table.drop(*(_AWARD + name for name in names)).to_native()

    def chosen(variant: str, effects: tuple[str, ...]) -> Any:
        return nw.from_native(rows_found).filter(nw.col(variant).is_in(effects)).to_native()

    return rows_found, [one for name in names for one in _numbers(table, name, by)], chosen


def _not_surely(truth: OfRows) -> nw.Expr:
    """True in every row but those where it surely holds."""
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


def _award_change(reader: _OfColumns, shift: Shift, before: Side, after: Side) -> nw.Expr:
    """What a row's award surely changes by; 0 where that is not known."""
    was, now = (
        nw.lit(0, nw.Int64())
        if side.programme.award_tree is None
        else choose(
            (_expr(granted(reader, side)), reader.amount(side.programme.award_tree, side.policy)),
            otherwise=nw.lit(0, nw.Int64()),
        )
        for side in (before, after)
    )
    sure = _expr(shift.gains) | _expr(shift.loses)
    return choose((sure, now - was), otherwise=nw.lit(0, nw.Int64())).fill_null(0)


def _numbers(table: Any, variant: str, by: tuple[str, ...]) -> list[Found]:
    """How many rows of each group have each effect, and what their awards change by."""
    chosen = table.select(*by, variant, _AWARD + variant)
    if isinstance(chosen, nw.DataFrame) and chosen.implementation.is_pandas():
        chosen = nw.from_native(chosen.to_arrow(), eager_only=True)  # where a group of nulls is one of nulls
    counts = chosen.group_by(*by, variant).agg(nw.len().alias(_NUMBER), nw.col(_AWARD + variant).sum())
    counts = counts.collect() if isinstance(counts, nw.LazyFrame) else counts
    return [
        Found(
            variant,
            tuple(row[key] for key in by),
            row[variant],
            int(row[_NUMBER]),
            int(row[_AWARD + variant]),
        )
        for row in counts.iter_rows(named=True)
    ]


_AWARD, _NUMBER = "@award ", "@number"
