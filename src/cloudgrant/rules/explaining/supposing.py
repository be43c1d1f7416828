"""What if some facts were different: a case, the items gone through in it, and changes of their facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import IntEnum
from typing import Any, TypeAlias

import attrs

from cloudgrant.rules.deciding.evaluate import ON, Case, fact_value, read
from cloudgrant.rules.explaining.remedies import changed
from cloudgrant.rules.records.record import item_key
from cloudgrant.rules.writing import tree
from cloudgrant.values.between import settled
from cloudgrant.values.paths import Item, Path
from cloudgrant.values.problems import InvalidInput
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["Changes", "Effort", "Extent", "GivenUp", "Place", "Supposed"]

Place: TypeAlias = tuple[str | int, ...]
"""Where a fact stands: names, and the places of items in lists; ``ON`` for the date of filing."""

Changes: TypeAlias = Mapping[Place, Any]
"""New values of facts, by their places."""


_MOST_READ = 40_000
_ITEMS_AS_ONE = 256


class Extent(IntEnum):
    """How much of what could be changed a search has tried; of several searches, the least counts."""

    SOME = 0
    """It gave up, or left something untried."""
    FEWEST = 1
    """All, but no more changes together than are enough for a comparison by itself."""
    ALL = 2


class GivenUp(Exception):
    """A search has read as much as it may."""


@attrs.define
class Effort:
    """What a search may still read, and whether it has tried everything so far."""

    left: int = _MOST_READ
    extent: Extent = Extent.ALL
    _weights: dict[int, tuple[tree.Node, int]] = attrs.field(factory=dict, init=False, repr=False)

    def leave_out(self, extent: Extent = Extent.SOME) -> None:
        """Something is not tried."""
        self.extent = min(self.extent, extent)

    def spend(self, node: tree.Node, at: Supposed) -> None:
        """A tree is read once more; raises :class:`GivenUp` where that is too much."""
        kept = self._weights.get(id(node))  # by its identity: it is kept, so that it stays so
        if kept is None:
            kept = self._weights[id(node)] = node, 1 + _items_within(node, at) // _ITEMS_AS_ONE
        self.left -= kept[1]
        if self.left < 0:
            self.leave_out()
            raise GivenUp


def _items_within(node: tree.Node, at: Supposed) -> int:
    if isinstance(node, tree.Total | tree.Distinct | tree.Some):
        listed = read(node.items, at.case, at.items)
        return 0 if listed is UNKNOWN else len(listed)
    return sum(_items_within(part, at) for part in tree.parts_of(node))


@attrs.frozen
class Supposed:
    """A case with what is supposed in it, at the items of the lists that are gone through.

    Its trees have no derived facts but opaque ones and those that have a repair.
    """

    case: Case
    around: tuple[Place, ...] = ()
    """The places of the items, from the outermost list to the innermost."""
    effort: Effort = attrs.field(factory=Effort, eq=False, repr=False)

    @property
    def items(self) -> tuple[Any, ...]:
        """The items as they are supposed to be."""
        return tuple(self._at(place) for place in self.around)

    def value(self, node: tree.Node) -> Any:
        """What a tree comes to; ``UNKNOWN`` until it is settled."""
        return settled(self.known(node))

    def known(self, node: tree.Node) -> Any:
        """The same, a number with what is sure of it."""
        self.effort.spend(node, self)
        return read(node, self.case, self.items)

    def place(self, leaf: tree.FactOf | tree.Filing) -> Place:
        """Where a fact stands that a tree reads."""
        if isinstance(leaf, tree.Filing):
            return ON
        return (*(self.around[leaf.level - 1] if leaf.level else ()), *leaf.path)

    def each(self, node: tree.Total | tree.Distinct | tree.Some) -> Iterator[Supposed]:
        """The same at each item of a list that is gone through; none of one that is unknown, or of a map."""
        if not isinstance(node.items, tree.FactOf | tree.PolicyValue) or node.items.info.type != "list":
            return
        listed = self.value(node.items)
        of_policy = isinstance(node.items, tree.PolicyValue)
        path: Place = ("policy", node.items.name) if of_policy else self.place(node.items)  # type: ignore[union-attr,arg-type]
        for index, item in enumerate(() if listed is UNKNOWN else listed):
            yield attrs.evolve(
                self, around=(*self.around[: node.level - 1], (*path, Item(index, item_key(item))))
            )

    def supposing(self, changes: Changes) -> Supposed | None:
        """The same with some facts changed; ``None`` where an item would make no sense."""
        if not changes:
            return self
        assumed: dict[Any, Any] = {}
        lists: dict[Any, list[Any]] = {}
        for place, new in changes.items():
            at = next((at for at, step in enumerate(place) if isinstance(step, int)), None)
            if at is None:
                assumed[place] = new
                continue
            path: Any = place[:at]
            if path not in lists:
                lists[path] = list(assumed.get(path, self._at(path)))
            index, within = int(place[at]), Path(place[at + 1 :])
            items = lists[path]
            try:
                items[index] = changed(items[index], {within: new}) if within else new
            except InvalidInput:
                return None
        assumed.update({path: tuple(items) for path, items in lists.items()})
        return attrs.evolve(self, case=self.case.assuming(assumed))

    def trying(self, changes: Changes) -> Supposed | None:
        """The same; what makes no sense by itself may do so beside others, which are not tried."""
        then = self.supposing(changes)
        if then is None:
            self.effort.leave_out()
        return then

    def _at(self, place: Place) -> Any:
        """What is at a place, as it is supposed to be."""
        if place[:1] == ("policy",):
            value, steps = self.case.policy, place[1:]
        else:
            at = next((at for at, step in enumerate(place) if isinstance(step, int)), len(place))
            path: Any = place[:at]
            value, steps = self.case.assumed.get(path, UNKNOWN), place[at:]
            if value is UNKNOWN:
                value = fact_value(self.case.subject, path)
        for step in steps:
            if value is UNKNOWN:
                return UNKNOWN
            value = value[step] if isinstance(step, int) else getattr(value, step)
        return value
