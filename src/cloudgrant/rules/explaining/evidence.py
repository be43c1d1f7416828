"""What a finding rests on: everything that its tree reads, and what that comes from in its turn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from cloudgrant.rules.deciding.evaluate import Case
from cloudgrant.rules.explaining.following import stated_grounds
from cloudgrant.rules.explaining.read import Read
from cloudgrant.rules.explaining.read_at import Leaf, ReadAt, branches
from cloudgrant.rules.records.fact_info import FactInfo, facts
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.derived import body_in
from cloudgrant.values.between import Between, settled
from cloudgrant.values.paths import Path

__all__ = ["evidence_of", "fact_within", "facts_within", "inside"]


def evidence_of(
    trees: Iterable[tree.Node],
    case: Case,
    prefix: Path,
    act: FactInfo,
    subject: object,
    *,
    deep: bool = True,
    whole: bool = False,
    policies: bool = True,
) -> tuple[Read, ...]:
    """What trees read, each once, in reading order; of a choice, the branch that was taken.

    ``deep`` gives each piece what it comes from: a derived fact what its tree reads, a list that is gone
    through what is read of each of its items. ``subject`` is what was stated, before anything followed.
    ``whole`` gives of a choice both branches. Without ``policies`` values of the policy are left out.
    """
    place, reader = ReadAt(case, prefix), _Reader(act, subject, deep, whole, policies)
    found: dict[Path, Read] = {}
    for one in trees:
        reader.gather(one, place, found)
    return tuple(found.values())


@attrs.frozen
class _Reader:
    act: FactInfo
    subject: object
    deep: bool
    whole: bool
    policies: bool

    def gather(self, node: tree.Node, place: ReadAt, found: dict[Path, Read]) -> None:
        """Add what a node reads to what was found."""
        match node:
            case tree.PolicyValue() if not self.policies:
                return
            case tree.FactOf() | tree.PolicyValue() | tree.Filing():
                path = place.path_of(node)
                if path not in found and not (isinstance(node, tree.FactOf) and not node.path):
                    found[path] = self._read(node, path, place)
            case tree.Pick(condition) if not self.whole:
                for part in (condition, *branches(node, place)):
                    self.gather(part, place, found)
            case tree.Total() | tree.Distinct() | tree.Some():
                self._gone_through(node, place, found)
            case _:
                for part in tree.parts_of(node):
                    self.gather(part, place, found)

    def _gone_through(
        self, node: tree.Total | tree.Distinct | tree.Some, place: ReadAt, found: dict[Path, Read]
    ) -> None:
        self.gather(node.items, place, found)
        assert isinstance(node.items, tree.FactOf | tree.PolicyValue)
        path, parts = place.path_of(node.items), tree.parts_of(node)[1:]
        places = place.at_items(node)
        if not self.deep or not places:
            for leaf in _beside(parts, node.level):  # what the items are held against
                self.gather(leaf, place, found)
            return
        inner = {piece.path: piece for piece in found[path].rests_on}
        for here in places:
            read: dict[Path, Read] = {}
            for part in parts:
                self.gather(part, here, read)
            for one in read.values():
                (inner if one.path[: len(path)] == path else found).setdefault(one.path, one)
        found[path] = attrs.evolve(found[path], rests_on=tuple(inner.values()))

    def _read(self, leaf: Leaf, path: Path, place: ReadAt) -> Read:
        known = place.known(leaf)
        value = settled(known)
        if isinstance(leaf, tree.Filing):
            return Read(path, value, self.act)
        follows: tuple[Read, ...] = ()
        if isinstance(leaf, tree.FactOf) and not leaf.info.derived:
            follows = stated_grounds(self.subject, path)
        within: dict[Path, Read] = {}
        inside = place.body(leaf) if self.deep else None
        if inside is not None:
            self.gather(*inside, within)
        bounds = place.bounds(leaf) if leaf.info.derived and isinstance(known, Between) else None
        rests_on = tuple(within.values())
        return Read(path, value, leaf.info, follows_from=follows, rests_on=rests_on, bounds=bounds)


def _beside(parts: Iterable[tree.Node], level: int) -> Iterator[Leaf]:
    """What is read within a list and is not of its items, nor of lists within them."""
    for part in parts:
        if isinstance(part, tree.FactOf | tree.PolicyValue | tree.Filing):
            if getattr(part, "level", 0) < level:
                yield part
        else:
            yield from _beside(tree.parts_of(part), level)


def facts_within(
    node: tree.Node, prefix: Path, lists: tuple[Path, ...] = ()
) -> Iterator[tuple[Path, FactInfo]]:
    """Each fact that a tree reads and what that comes from, by places in which lists have no numbers.

    All of it: branches that were not taken, and derived facts themselves beside what they come from.
    """
    if isinstance(node, tree.FactOf):
        yield from fact_within(_place_of(node, prefix, lists), node.info)
        return
    for one, place, around in inside(node, prefix, lists):
        yield from facts_within(one, place, around)


def inside(
    node: tree.Node, prefix: Path, lists: tuple[Path, ...]
) -> Iterator[tuple[tree.Node, Path, tuple[Path, ...]]]:
    """What a node is made of, each at its place: parts, those of an item of its list, the formula of a fact.

    Places are those in which lists have no numbers.
    """
    match node:
        case tree.FactOf(info=info) if info.derived:
            body = body_in(info)
            if body is not None:
                yield body, Path(_place_of(node, prefix, lists)[:-1]), ()
        case tree.Total(items) | tree.Distinct(items) | tree.Some(items):
            yield items, prefix, lists
            here = Path(["policy", items.name]) if isinstance(items, tree.PolicyValue) else prefix
            here = _place_of(items, prefix, lists) if isinstance(items, tree.FactOf) else here
            for part in tree.parts_of(node)[1:]:
                yield part, prefix, (*lists[: node.level - 1], here)
        case _:
            for part in tree.parts_of(node):
                yield part, prefix, lists


def _place_of(leaf: tree.FactOf, prefix: Path, lists: tuple[Path, ...]) -> Path:
    return (lists[leaf.level - 1] if leaf.level else prefix).child(*leaf.path)


def fact_within(path: Path, info: FactInfo) -> Iterator[tuple[Path, FactInfo]]:
    """A fact at a place, and all that it comes from."""
    yield path, info
    if not info.derived or info.owner is None:
        return
    holder, body = Path(path[:-1]), body_in(info)
    if body is not None:
        yield from facts_within(body, holder)
        return
    for name in info.reads:
        yield from _named(info.owner, tuple(name.split(".")), holder)


def _named(cls: type[object], names: tuple[str, ...], holder: Path) -> Iterator[tuple[Path, FactInfo]]:
    name, *rest = names
    info = facts(cls)[name]
    yield from fact_within(holder.child(name), info)
    if rest and info.inner_record is not None:
        yield from _named(info.inner_record, tuple(rest), holder.child(name))
