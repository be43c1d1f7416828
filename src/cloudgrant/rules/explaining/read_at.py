"""Where a tree is read: against which subject, at which place of it, at which items of its lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

import attrs

from cloudgrant.rules.deciding.evaluate import Case, read
from cloudgrant.rules.explaining.partly import bounds_in
from cloudgrant.rules.records.fact_info import MOST, FactInfo
from cloudgrant.rules.records.record import item_key
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.derived import body_of
from cloudgrant.values.between import Between, settled
from cloudgrant.values.paths import Item, Path
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["GoneThrough", "Leaf", "ReadAt", "branches", "list_info"]

GoneThrough: TypeAlias = tree.Total | tree.Distinct | tree.Some
"""A word that goes through the items of a list."""

Leaf: TypeAlias = tree.FactOf | tree.PolicyValue | tree.Filing
"""What a tree reads."""


@attrs.frozen
class ReadAt:
    """A place at which a tree is read: the case, where its subject is, the items gone through around it."""

    case: Case
    prefix: Path
    items: tuple[Any, ...] = ()
    paths: tuple[Path, ...] = ()

    def known(self, node: tree.Node) -> Any:
        """What a node comes to here, a number with what is sure of it."""
        return read(node, self.case, self.items)

    def value(self, node: tree.Node) -> Any:
        """What a node comes to here; ``UNKNOWN`` until it is settled."""
        return settled(self.known(node))

    def bounds(self, node: tree.Node) -> Between | None:
        """Between what a number lies here that is not known, where anything is sure of it.

        How many items a list may turn out to have that nobody has given is nothing sure.
        """
        known = self.known(node)
        if isinstance(known, Between) and self._unlisted(node):
            known = Between(known.least, max(known.most, MOST))
        return bounds_in(known)

    def _unlisted(self, node: tree.Node) -> bool:
        """Whether a number is made of a list that is not known."""
        match node:
            case tree.FactOf() | tree.PolicyValue():
                inside = self.body(node)
                return inside is not None and inside[1]._unlisted(inside[0])
            case tree.Total() | tree.Distinct() | tree.Some():
                return self.at_items(node) is None
            case _:
                return any(map(self._unlisted, tree.parts_of(node)))

    def path_of(self, leaf: Leaf) -> Path:
        """Where what is read stands."""
        match leaf:
            case tree.FactOf(path, _, level):
                return (self.paths[level - 1] if level else self.prefix).child(*path)
            case tree.PolicyValue(name, _):
                return Path(["policy", name])
            case _:
                return Path(["on"])

    def at_items(self, node: GoneThrough) -> tuple[ReadAt, ...] | None:
        """The same place at each item of a list, or value of a map; ``None`` of one that is not known."""
        listed = self.value(node.items)
        if listed is UNKNOWN:
            return None
        assert isinstance(node.items, tree.FactOf | tree.PolicyValue)  # there are no other lists
        around, path = node.level - 1, self.path_of(node.items)
        each: Iterable[tuple[Any, Any]] = (
            listed.items()
            if isinstance(listed, Mapping)
            else ((Item(index, item_key(item)), item) for index, item in enumerate(listed))
        )
        return tuple(
            attrs.evolve(
                self,
                items=(*self.items[:around], item),
                paths=(*self.paths[:around], path.child(step)),
            )
            for step, item in each
        )

    def body(self, leaf: tree.FactOf | tree.PolicyValue) -> tuple[tree.Node, ReadAt] | None:
        """The tree of what is derived, and where it is read; nothing of what is given, opaque or unknown."""
        if not leaf.info.derived:
            return None
        if isinstance(leaf, tree.PolicyValue):
            holder, path, name = self.case.policy, Path(["policy"]), leaf.name
        else:
            holder = self.items[leaf.level - 1] if leaf.level else self.case.subject
            for step in leaf.path[:-1]:
                holder = UNKNOWN if holder is UNKNOWN else getattr(holder, step)
            path, name = Path(self.path_of(leaf)[:-1]), leaf.path[-1]
        body = None if holder is UNKNOWN else body_of(type(holder), name)
        return None if body is None else (body, ReadAt(Case(holder, UNKNOWN), path))


def list_info(node: GoneThrough) -> FactInfo:
    """What is known of the list that is gone through."""
    assert isinstance(node.items, tree.FactOf | tree.PolicyValue)
    return node.items.info


def branches(node: tree.Pick, place: ReadAt) -> Iterator[tree.Node]:
    """The branch of a choice that was taken; both while that is open."""
    picked = place.value(node.condition)
    if picked is not False:
        yield node.yes
    if picked is not True:
        yield node.no
