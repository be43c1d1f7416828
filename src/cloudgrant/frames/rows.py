"""The rows of a table, and beside each what the lists in it come to.

Nothing is joined while trees are read: what a list comes to is a column yet to be made, summed up over the
list's own table by the key of the row that it belongs to. All that is asked of one list is summed up at once
and joined once; only what an item asks about its subject's sums waits for these.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Literal

import attrs
import narwhals as nw

from cloudgrant.frames.carrying import carried
from cloudgrant.frames.cells import literal
from cloudgrant.frames.columns import Columns
from cloudgrant.frames.going_through import ToldApart, gone_through, share_of_items
from cloudgrant.frames.libraries import beside
from cloudgrant.frames.lists import opaque, without_columns
from cloudgrant.frames.numbers import picked
from cloudgrant.frames.reading import Gone, TreeReader
from cloudgrant.frames.tables import Table, Tables
from cloudgrant.frames.truths import OfRows, choose
from cloudgrant.frames.worded import told, word
from cloudgrant.rules.deciding.results import Outcome, Result
from cloudgrant.rules.records.fact_info import FactInfo
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.derived import body_in, given_facts
from cloudgrant.values.problems import InvalidInput
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["How", "Items", "Rows"]

How = Literal["sum", "max"]
"""How what the items say is put together."""


@attrs.frozen(eq=False)
class _Kept:
    """A column worked out beside each row, once for all that read it.

    It is made after so many rounds of sums, and then after so many ``step``s of other such columns.
    """

    value: nw.Expr
    uses: frozenset[str]
    after: int
    step: int


@attrs.frozen(eq=False)
class _Gathered:
    """A column of what the items of a list come to together, by what each of them adds.

    It is made in the round of sums ``after``, which waits for what the items ask about the row outside.
    """

    items: Items
    how: How
    value: nw.Expr
    uses: frozenset[str]
    after: int
    told_apart: ToldApart | None = None


class Rows(Columns):
    """The rows of one table as a room: its columns, and what its lists come to."""

    table: Table
    tables: Tables

    def __init__(self, table: Table, tables: Tables) -> None:
        super().__init__(
            table.record,
            schema=table.schema,
            on=tables.on,
            looked_at=tables.looked_at,
            written=table.written,
        )
        self.table, self.tables = table, tables
        self._lists: dict[tuple[int, tuple[str, ...]], Items | None] = {}
        self._kept: dict[str, _Kept] = {}
        self._gathered: dict[str, _Gathered] = {}
        self._found: dict[Any, tuple[Any, OfRows, frozenset[str]]] = {}
        self._recording: list[set[str]] = []
        self._frames: dict[frozenset[str], Any] = {}

    @property
    def ids(self) -> tuple[str, ...]:
        """The columns by which its rows are told apart."""
        return self.table.ids

    def word(self, of: Outcome | Result) -> nw.Expr:
        """A result as it stands in the columns of this library."""
        return word(of, self.tables.subjects.frame.implementation)

    def in_words(self, truth: OfRows, kind: type[Outcome] | type[Result]) -> nw.Expr:
        """A truth in the words of a kind, as they stand in the columns of this library."""
        return told(truth, kind, self.tables.subjects.frame.implementation)

    # What is read of the rows.

    def fact(self, path: tuple[str, ...], info: FactInfo) -> OfRows:
        if not path:
            return self._column(path, info)
        if not info.derived:
            return super().fact(path, info)
        if self.table.place and body_in(info) is None:
            self._refuse_unless_told(path, info)
        return self.once(("fact", path), lambda: self.settled(lambda: super(Rows, self).fact(path, info)))

    def _refuse_unless_told(self, path: tuple[str, ...], info: FactInfo) -> None:
        """An opaque fact of items has a column of its own, or none of what it reads."""
        name, within = ".".join(path), path[:-1]
        reads = (".".join((*within, *read)) for read in given_facts(info))
        if not self.has(name) and any(map(self.has, reads)):
            raise InvalidInput([opaque(f"{self.table.place}.{name}")])

    def once(self, asked: Any, read: Any, *kept: Any) -> OfRows:
        """What was asked before, with the columns that it uses; ``kept`` lives as long as the answer."""
        if asked not in self._found:
            with self.recording() as uses:
                value = read()
            self._found[asked] = kept, value, frozenset(uses)
        _, value, used = self._found[asked]
        self.note(used)
        return value

    @contextmanager
    def recording(self) -> Iterator[set[str]]:
        """The names of the columns that are yet to be made, as they are used."""
        uses: set[str] = set()
        self._recording.append(uses)
        try:
            yield uses
        finally:
            self._recording.pop()

    def note(self, names: Iterable[str]) -> None:
        """That these columns, which are yet to be made, are used."""
        for uses in self._recording:
            uses.update(names)

    def settled(self, read: Callable[[], OfRows]) -> OfRows:
        with self.recording() as uses:
            value = read()
        return self.kept(value, uses)

    def kept(self, value: OfRows, uses: Iterable[str]) -> OfRows:
        """The same value, of which each expression over these columns is a column of its own."""

        def column(one: nw.Expr) -> nw.Expr:
            name = self.keep(one, uses)
            self.note((name,))
            return nw.col(name)

        return carried(value, column)

    def brought(self, node: tree.Node, reader: TreeReader) -> OfRows:
        raise AssertionError("a subject belongs to no other row")

    def gone_through(self, node: Gone, reader: TreeReader, path: tuple[str, ...], info: FactInfo) -> OfRows:
        holder: Rows = reader.levels[tree.list_of(node).level]  # type: ignore[union-attr]
        asked = (node, id(reader.policy), reader.prefix, *map(id, reader.levels))
        return self.once(
            asked, lambda: self.settled(lambda: self._gone_through(node, reader, holder, path, info)), reader
        )

    def _gone_through(
        self, node: Gone, reader: TreeReader, holder: Rows, path: tuple[str, ...], info: FactInfo
    ) -> OfRows:
        items = self.items(holder, path)
        if items is None:
            preset = holder.preset(path)
            return reader.of_unknown(node) if preset is UNKNOWN else reader.of_each(node, preset)
        answer = gone_through(node, items, reader, info.most_items)
        listed = self.listed(holder, path, info.most_items)
        if listed is True:
            return answer
        unknown = reader.of_unknown(node)
        if isinstance(node, tree.Some):
            return choose((listed, literal(answer)), otherwise=literal(unknown))
        return picked(listed, answer, unknown)

    def listed(self, holder: Rows, path: tuple[str, ...], most: int) -> OfRows:
        """Whether a list is known of each row, and no longer than it may be."""
        items = self.items(holder, path)
        assert items is not None
        told = holder.table.listed(path)
        if isinstance(told, nw.Expr) and holder is not self:
            told = self.beside(told, holder)
        if self.tables.counted:
            return told
        short = items.gathered("sum", nw.lit(1, nw.Int64()), frozenset()) <= nw.lit(most, nw.Int64())
        return short if told is True else told & short

    def beside(self, value: nw.Expr, holder: Rows) -> nw.Expr:
        raise AssertionError("a subject belongs to no other row")

    def items(self, holder: Rows, path: tuple[str, ...]) -> Items | None:
        """The rows of a list, of these rows or of what they belong to; nothing where nobody told it."""
        asked = (id(holder), path)
        if asked not in self._lists:
            table = self.tables.of_list(holder.table, path)
            self._lists[asked] = None if table is None else Items(table, self, holder)
        return self._lists[asked]

    def share_of_items(self, node: tree.ShareLimit, reader: TreeReader, held: OfRows) -> OfRows:
        return share_of_items(node, reader, held)

    # Columns that are made of others.

    def keep(self, value: nw.Expr, uses: Iterable[str]) -> str:
        """The name of a column that holds a value beside each row, for items to read."""
        name, used = next(self.tables.names), frozenset(uses)
        after = max(map(self._round, used), default=0)
        steps = (self._kept[one].step for one in used if one in self._kept)
        self._kept[name] = _Kept(value, used, after, 1 + max(steps, default=0))
        return name

    def gather(self, gathered: _Gathered) -> str:
        """The name of a column of what items come to."""
        name = next(self.tables.names)
        self._gathered[name] = gathered
        self.note((name,))
        return name

    def with_columns(self, names: Iterable[str]) -> Any:
        """The rows with these columns beside them."""
        needed: set[str] = set()
        pending = list(names)
        while pending:
            name = pending.pop()
            if name not in needed:
                needed.add(name)
                pending += self._kept[name].uses if name in self._kept else ()
        asked = frozenset(needed)
        if asked not in self._frames:
            self._frames[asked] = self._made(needed)
        return self._frames[asked]

    def _made(self, needed: set[str]) -> Any:
        """Columns of the rows outside; then round by round what lists come to, and what is made of it."""
        frame = self._base({name for name in needed if name not in self._kept and name not in self._gathered})
        rounds: dict[int, list[str]] = {}
        for name in sorted(needed):
            if name in self._kept or name in self._gathered:
                rounds.setdefault(self._round(name), []).append(name)
        for _, made in sorted(rounds.items()):
            batches: dict[tuple[int, int], list[str]] = {}
            for name in made:
                if name in self._gathered:
                    one = self._gathered[name]
                    batches.setdefault((id(one.items), id(one.told_apart)), []).append(name)
            for batch in batches.values():
                items = self._gathered[batch[0]].items
                summed = items.summed({name: self._gathered[name] for name in batch})
                frame = frame.join(summed, on=list(self.ids), how="left")
            steps: dict[int, dict[str, nw.Expr]] = {}
            for name in made:
                if name in self._kept:
                    steps.setdefault(self._kept[name].step, {})[name] = self._kept[name].value
            for _, columns in sorted(steps.items()):
                frame = frame.with_columns(**columns)
        return frame

    def _base(self, brought: set[str]) -> Any:
        return self.table.cells

    def _round(self, name: str) -> int:
        """After how many rounds of sums a column can be made."""
        if name in self._kept:
            return self._kept[name].after
        if name in self._gathered:
            return self._gathered[name].after
        return 0

    def value(self, node: tree.Node, policy: Any, rule: str = "") -> OfRows:
        def told(path: tuple[str, ...]) -> bool:
            """Whether a list may be gone through: where tables are given, one without is not known."""
            return self.tables.several or self.tables.of_list(self.table, path) is not None

        found = list(without_columns(node, self._schema, rule, told=told))
        if found:
            raise InvalidInput(found)
        return TreeReader(self, policy).read(node)

    def extended(self, given: Any, read: Callable[[], Mapping[str, nw.Expr]]) -> Any:
        """The frame that was given with a column for each expression; a frame of the same kind."""
        with self.recording() as uses:
            expressions = read()
        # Rows change their places only where tables were joined.
        order = self.tables.order if self._gathered else ""
        return beside(given, self.with_columns(uses), expressions, order)


class Items(Rows):
    """The rows of a list, each beside the row that it belongs to.

    ``outer`` are the rows that it is gone through beside: those of the ``holder``, whose list it is, or of
    another list of the same holder, of each of whose items every item of this list is asked.
    """

    outer: Rows
    holder: Rows

    def __init__(self, table: Table, outer: Rows, holder: Rows) -> None:
        super().__init__(table if outer is holder else table.beside_itself(), outer.tables)
        self.outer, self.holder = outer, holder
        _ = outer.ids  # the rows outside are told apart before anything is made of them

    @property
    def ids(self) -> tuple[str, ...]:
        own = self.table.ids
        return (
            own
            if self.outer is self.holder
            else (*self.outer.ids, *(one for one in own if one not in self.outer.ids))
        )

    def filing(self) -> OfRows:
        raise AssertionError("the day is that of the subject")

    def brought(self, node: tree.Node, reader: TreeReader) -> OfRows:
        asked = ("brought", node, id(reader.policy), reader.prefix, *map(id, reader.levels))
        return self.once(asked, lambda: self._from_outside(node, reader), reader)

    def _from_outside(self, node: tree.Node, reader: TreeReader) -> OfRows:
        with self.outer.recording() as uses:
            value = attrs.evolve(reader, room=self.outer).read(node)
        return carried(value, lambda one: self._column_of(one, uses))

    def _column_of(self, value: nw.Expr, uses: set[str]) -> nw.Expr:
        name = self.outer.keep(value, uses)
        self.note((name,))
        return nw.col(name)

    def beside(self, value: nw.Expr, holder: Rows) -> nw.Expr:
        if self.outer is not holder:
            with self.outer.recording() as uses:
                value = self.outer.beside(value, holder)
            return self._column_of(value, uses)
        return self._column_of(value, set())

    def gathered(self, how: How, value: nw.Expr, uses: Iterable[str]) -> nw.Expr:
        """What the items come to together, beside each row outside; 0 of none."""
        used = frozenset(uses)
        name = self.outer.gather(_Gathered(self, how, value, used, self._round_of_sums(used)))
        return nw.col(name).fill_null(0)

    def counted_apart(self, told_apart: ToldApart) -> tuple[nw.Expr, nw.Expr, nw.Expr, nw.Expr]:
        """How many values surely count, and may; how many unknown ones may; 1 where any item surely does.

        Beside each row outside; 0 of none.
        """
        used, after = told_apart.uses, self._round_of_sums(told_apart.uses)
        each = [_Gathered(self, "sum", told_apart.surely, used, after, told_apart) for _ in range(4)]
        sure, may, open_, any_ = (nw.col(self.outer.gather(one)).fill_null(0) for one in each)
        return sure, may, open_, any_

    def _round_of_sums(self, uses: Iterable[str]) -> int:
        """The round in which the rows outside can be told what items come to that use these columns."""
        return 1 + max((self.outer._round(name) for name in self._from_rows_outside(uses)), default=0)

    def _from_rows_outside(self, uses: Iterable[str]) -> Iterator[str]:
        for name in uses:
            if name in self._gathered:
                one = self._gathered[name]
                yield from self._from_rows_outside(one.items._from_rows_outside(one.uses))
            elif name in self._kept:
                yield from self._from_rows_outside(self._kept[name].uses)
            else:
                yield name

    def summed(self, columns: dict[str, _Gathered]) -> Any:
        """What the items come to, a row for each row outside that has any."""
        told_apart = next(iter(columns.values())).told_apart
        if told_apart is not None:
            return self._counted_apart(columns, told_apart)
        uses = {name for one in columns.values() for name in one.uses}
        added = {name: one.value for name, one in columns.items()}
        frame = self.with_columns(uses).select(*self.outer.ids, **added)
        return self._grouped(frame, {name: one.how for name, one in columns.items()})

    def _grouped(self, frame: Any, how: dict[str, How], *more: str) -> Any:
        by = [*self.outer.ids, *more]
        sums = [nw.col(name).sum() if one == "sum" else nw.col(name).max() for name, one in how.items()]
        # Some engines sum whole numbers up in a wider type.
        return frame.group_by(*by).agg(*sums).with_columns(nw.col(name).cast(nw.Int64()) for name in how)

    def _counted_apart(self, columns: dict[str, _Gathered], told_apart: ToldApart) -> Any:
        values = {next(self.tables.names): value for value in told_apart.values}
        sure, may, open_ = (next(self.tables.names) for _ in range(3))
        flags = {sure: told_apart.surely, may: told_apart.possibly, open_: told_apart.possibly}
        frame = self.with_columns(told_apart.uses).select(*self.outer.ids, **values, **flags)
        each = self._grouped(frame, {sure: "max", may: "max", open_: "sum"}, *values)
        names = list(columns)
        known = nw.all_horizontal(*(~nw.col(name).is_null() for name in values), ignore_nulls=False)
        counts = {
            names[0]: choose((known, nw.col(sure)), otherwise=literal(0)),
            names[1]: choose((known, nw.col(may)), otherwise=literal(0)),
            names[2]: choose((known, literal(0)), otherwise=nw.col(open_)),
            names[3]: nw.col(sure),
        }
        how: dict[str, How] = dict.fromkeys(names[:3], "sum")
        return self._grouped(each.select(*self.outer.ids, **counts), {**how, names[3]: "max"})

    def _base(self, brought: set[str]) -> Any:
        if self.outer is self.holder and not brought:
            return self.table.cells
        beside = self.outer.with_columns(brought)
        columns = dict.fromkeys((*self.outer.ids, *sorted(brought)))
        return self.table.cells.join(beside.select(*columns), on=list(self.holder.ids), how="inner")
