"""What a tree comes to in every row: what :func:`cloudgrant.rules.deciding.evaluate.read` says of one."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from functools import reduce
from typing import Any

import attrs
import narwhals as nw

from cloudgrant.frames import numbers, words
from cloudgrant.frames.days import shifted
from cloudgrant.frames.lists import refused
from cloudgrant.frames.truths import OfRows, all_hold, decided, no, some_holds
from cloudgrant.rules.deciding.evaluate import Case, read
from cloudgrant.rules.records.fact_info import FactInfo
from cloudgrant.rules.writing import tree
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["Gone", "Room", "TreeReader"]

Gone = tree.Some | tree.Total | tree.Distinct
"""What goes through a list."""


class Room(ABC):
    """Rows, and where the facts of each are found."""

    __slots__ = ()

    @abstractmethod
    def fact(self, path: tuple[str, ...], info: FactInfo) -> OfRows:
        """A fact of every row, by its path of names."""

    @abstractmethod
    def filing(self) -> OfRows:
        """The date of filing of every row."""

    @abstractmethod
    def settled(self, read: Callable[[], OfRows]) -> OfRows:
        """What is read, worked out once for all that read it: else what is made of it grows without end."""

    @abstractmethod
    def brought(self, node: tree.Node, reader: TreeReader) -> OfRows:
        """What a tree comes to that says nothing of these rows, but of those that they belong to."""

    @abstractmethod
    def gone_through(self, node: Gone, reader: TreeReader, path: tuple[str, ...], info: FactInfo) -> OfRows:
        """What goes through a list of each row comes to; ``UNKNOWN`` where nobody has told the list."""

    @abstractmethod
    def share_of_items(self, node: tree.ShareLimit, reader: TreeReader, held: OfRows) -> OfRows:
        """A share, which the ends of its two totals leave as ``held``, looked at item by item of one list."""


@attrs.frozen(eq=False)
class TreeReader:
    """Reads trees over the rows of a room, by a policy.

    ``prefix`` is the path of the record that a tree is about. ``levels`` says whose facts those of each level
    are: the rows of a room, or an item of a list of the policy; those of level 0 are the room's own where
    nothing is told.
    """

    room: Room
    policy: Any
    prefix: tuple[str, ...] = ()
    levels: tuple[Any, ...] = attrs.field(default=attrs.Factory(lambda self: (self.room,), takes_self=True))

    def read(self, node: tree.Node) -> OfRows:
        """What a tree comes to: a value of Python's own, an expression, a number, a day or a share by row."""
        if self._is_from_outside(node):
            return self.room.brought(node, self)
        of = self.read
        match node:
            case tree.Constant(value):
                return value
            case tree.FactOf(path, info, level) if isinstance(self.levels[level], Room):
                return self.levels[level].fact(self._place(path, level), info)
            case tree.FactOf() | tree.PolicyValue():
                return read(node, Case(None, self.policy), self.levels[1:])
            case tree.Filing():
                return self.room.filing()
            case tree.Awaited():
                return UNKNOWN
            case tree.Arithmetic(sign, left, right):
                return numbers.arithmetic(sign, of(left), of(right))
            case tree.Comparison(order, left, right):
                return words.compared(order, of(left), of(right))
            case tree.And(parts):
                return all_hold(map(of, parts))
            case tree.Or(parts):
                return some_holds(map(of, parts))
            case tree.Not(part):
                return no(of(part))
            case tree.Lesser(left, right):
                return self.room.settled(lambda: numbers.lesser(of(left), of(right)))
            case tree.Pick(condition, yes, other):
                return self.room.settled(lambda: words.pick(of(condition), of(yes), of(other)))
            case tree.OneOf(value, options):
                listed = of(options) if isinstance(options, tree.PolicyValue) else options
                return words.one_of(of(value), listed)
            case tree.ShareLimit(order, part, whole, share):
                held = words.share_limit(order, of(part), of(whole), of(share))
                return self.room.share_of_items(node, self, held)
            case tree.ShareOf(whole, share, rounding):
                return self.room.settled(lambda: words.share_of(of(whole), of(share), rounding))
            case tree.Same(left, right):
                return words.same(of(left), of(right))
            case tree.Said(value):
                return words.said(of(value))
            case tree.Agreed(ways):
                return self.room.settled(lambda: reduce(words.agreed, map(of, ways)))
            case tree.Shifted(day, months, last):
                return self.room.settled(lambda: shifted(of(day), of(months), last))
            case tree.Entry(table, key):
                return words.entry(of(table), of(key))
            case tree.Some() | tree.Total() | tree.Distinct():
                return self._gone_through(node)
            case tree.AnyOf(items, options):
                return of(_any_of(items, options))
            case tree.AllOf(items, options):
                listed = of(options)
                if listed is UNKNOWN:
                    return UNKNOWN
                return all_hold(UNKNOWN if one is UNKNOWN else of(_any_of(items, (one,))) for one in listed)

    def among(self, items: Any, level: int, room: Room | None = None) -> TreeReader:
        """A reader of what is said of an item at a level: of one of the policy, or of every row of a list."""
        return attrs.evolve(self, room=room or self.room, levels=(*self.levels[:level], items))

    def _place(self, path: tuple[str, ...], level: int) -> tuple[str, ...]:
        return path if level else (*self.prefix, *path)

    def _is_from_outside(self, node: tree.Node) -> bool:
        """Whether a tree says something of rows that these belong to, and nothing of these."""
        if self.room is self.levels[0]:
            return False
        rooms = [self.levels[level] for level in levels_in(node) if isinstance(self.levels[level], Room)]
        return bool(rooms) and self.room not in rooms

    def _gone_through(self, node: Gone) -> OfRows:
        """A list item by item: of the policy on the spot, of the rows by what their room knows of it."""
        if isinstance(node.items, tree.FactOf) and isinstance(self.levels[node.items.level], Room):
            path, info = self._place(node.items.path, node.items.level), node.items.info
            return self.room.gone_through(node, self, path, info)
        listed = self.read(node.items)
        return self.of_unknown(node) if listed is UNKNOWN else self.of_each(node, listed)

    def of_each(self, node: Gone, listed: Any) -> OfRows:
        """What goes through a list comes to whose items are Python's own."""
        readers = [self.among(item, node.level) for item in listed]
        found = [(at.read(node.where), at) for at in readers]
        counted = [(holds, at) for holds, at in found if holds is not False]
        match node:
            case tree.Some():
                return some_holds(holds for holds, _ in counted)
            case tree.Total(_, amount):
                total: Any = 0
                for holds, at in counted:
                    total = numbers.arithmetic("+", total, words.pick(holds, at.read(amount), 0))
                return total
            case tree.Distinct(_, value):
                number = words.distinct((holds, at.read(value)) for holds, at in counted)
                if number is None:
                    raise refused(getattr(node.items, "path", ("policy", getattr(node.items, "name", ""))))
                return number

    def of_unknown(self, node: Gone) -> OfRows:
        """What a list comes to that is not known: up to so many items, of which nothing is."""
        unseen = self.among(UNKNOWN, node.level)
        holds = unseen.read(node.where)
        if isinstance(node, tree.Some):
            return decided(False, no(holds)) if isinstance(holds, nw.Expr) else all_hold([holds, UNKNOWN])
        one = unseen.read(node.of) if isinstance(node, tree.Total) else 1
        return numbers.repeated(one, holds, tree.list_of(node).info.most_items)


def _any_of(items: tree.FactOf, options: tuple[Any, ...] | tree.PolicyValue) -> tree.Node:
    """That some item of a list of plain values is among these."""
    assert items.info.item is not None
    level = items.level + 1
    return tree.Some(items, tree.OneOf(tree.FactOf((), items.info.item, level), options), level)


def levels_in(node: tree.Node) -> frozenset[int]:
    """The levels of whose facts a tree says something, those of the items that it goes through apart."""
    match node:
        case tree.FactOf(_, _, level):
            return frozenset((level,))
        case tree.Filing():
            return frozenset((0,))
        case tree.Some() | tree.Total() | tree.Distinct():
            inside = _together(levels_in, tree.parts_of(node)[1:]) - {node.level}
            return inside | levels_in(node.items)
        case _:
            return _together(levels_in, tree.parts_of(node))


def _together(of: Callable[[tree.Node], frozenset[int]], nodes: tuple[tree.Node, ...]) -> frozenset[int]:
    return frozenset().union(*map(of, nodes))
