"""What a tree comes to in every row: what :func:`cloudgrant.rules.deciding.evaluate.read` says of one."""

from __future__ import annotations

from abc import ABC, abstractmethod
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

__all__ = ["Room", "TreeReader"]


class Room(ABC):
    """Where the facts of every row are found."""

    __slots__ = ()

    @abstractmethod
    def fact(self, path: tuple[str, ...], info: FactInfo) -> OfRows:
        """A fact of every row, by its path of names."""

    @abstractmethod
    def filing(self) -> OfRows:
        """The date of filing of every row."""


@attrs.frozen(eq=False)
class TreeReader:
    """Reads trees in a room, by a policy.

    ``prefix`` is the path of the record that a tree is about, ``items`` those of the policy's lists that are
    gone through around it.
    """

    room: Room
    policy: Any
    prefix: tuple[str, ...] = ()
    items: tuple[Any, ...] = ()

    def read(self, node: tree.Node) -> OfRows:
        """What a tree comes to: a value of Python's own, an expression, a number, a day or a share by row."""
        of = self.read
        match node:
            case tree.Constant(value):
                return value
            case tree.FactOf(path, info, 0):
                return self.room.fact((*self.prefix, *path), info)
            case tree.FactOf() | tree.PolicyValue():
                return read(node, Case(None, self.policy), self.items)
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
                return numbers.lesser(of(left), of(right))
            case tree.Pick(condition, yes, other):
                return words.pick(of(condition), of(yes), of(other))
            case tree.OneOf(value, options):
                listed = of(options) if isinstance(options, tree.PolicyValue) else options
                return words.one_of(of(value), listed)
            case tree.ShareLimit(order, part, whole, share):
                return words.share_limit(order, of(part), of(whole), of(share))
            case tree.ShareOf(whole, share, rounding):
                return words.share_of(of(whole), of(share), rounding)
            case tree.Same(left, right):
                return words.same(of(left), of(right))
            case tree.Said(value):
                return words.said(of(value))
            case tree.Agreed(ways):
                return reduce(words.agreed, map(of, ways))
            case tree.Shifted(day, months, last):
                return shifted(of(day), of(months), last)
            case tree.Entry(table, key):
                return words.entry(of(table), of(key))
            case tree.Some() | tree.Total() | tree.Distinct():
                return self._gone_through(node)
            case tree.AnyOf(items, _) | tree.AllOf(items, _):
                raise refused((*self.prefix, *items.path))

    def _gone_through(self, node: tree.Some | tree.Total | tree.Distinct) -> OfRows:
        """A list of the policy, item by item; a subject's has no column."""
        if not isinstance(node.items, tree.PolicyValue):
            raise refused((*self.prefix, *getattr(node.items, "path", ())))
        listed = self.read(node.items)
        if listed is UNKNOWN:
            return self._not_published(node)
        found = [(at.read(node.where), at) for at in (self._at(item, node.level) for item in listed)]
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
                    raise refused(("policy", node.items.name))
                return number

    def _at(self, item: Any, level: int) -> TreeReader:
        return attrs.evolve(self, items=(*self.items[: level - 1], item))

    def _not_published(self, node: tree.Some | tree.Total | tree.Distinct) -> OfRows:
        """What a list of the policy comes to that is not known: up to so many items, of which nothing is."""
        unseen = self._at(UNKNOWN, node.level)
        holds = unseen.read(node.where)
        if isinstance(node, tree.Some):
            return decided(False, no(holds)) if isinstance(holds, nw.Expr) else all_hold([holds, UNKNOWN])
        one = unseen.read(node.of) if isinstance(node, tree.Total) else 1
        return numbers.repeated(one, holds, tree.list_of(node).info.most_items)
