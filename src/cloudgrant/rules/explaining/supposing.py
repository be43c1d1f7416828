"""What if some facts were different: a case, the items gone through in it, and changes of their facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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

__all__ = ["Changes", "Place", "Supposed"]

Place: TypeAlias = tuple[str | int, ...]
"""Where a fact stands: names, and the places of items in lists; ``ON`` for the date of filing."""

Changes: TypeAlias = Mapping[Place, Any]
"""New values of facts, by their places."""


@attrs.frozen
class Supposed:
    """A case with what is supposed in it, at the items of the lists that are gone through.

    Its trees have no derived facts but opaque ones and those that have a repair.
    """

    case: Case
    around: tuple[Place, ...] = ()
    """The places of the items, from the outermost list to the innermost."""

    @property
    def items(self) -> tuple[Any, ...]:
        """The items as they are supposed to be."""
        return tuple(self._at(place) for place in self.around)

    def value(self, node: tree.Node) -> Any:
        """What a tree comes to; ``UNKNOWN`` until it is settled."""
        return settled(read(node, self.case, self.items))

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
        for place, new in changes.items():
            at = next((at for at, step in enumerate(place) if isinstance(step, int)), None)
            if at is None:
                assumed[place] = new
                continue
            path: Any = place[:at]
            items = list(assumed.get(path, self.case.assumed.get(path, fact_value(self.case.subject, path))))
            index, within = int(place[at]), Path(place[at + 1 :])
            try:
                items[index] = changed(items[index], {within: new}) if within else new
            except InvalidInput:
                return None
            assumed[path] = tuple(items)
        return attrs.evolve(self, case=self.case.assuming(assumed))

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
