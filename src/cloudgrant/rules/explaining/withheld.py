"""What is withheld from one of several parties: what is confidential of the others, and whatever tells it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

import attrs

from cloudgrant.rules.explaining.evidence import fact_within, facts_within, inside
from cloudgrant.rules.explaining.following import at
from cloudgrant.rules.explaining.read import one_line
from cloudgrant.rules.explaining.remedies import Remedy
from cloudgrant.rules.records.fact_info import FactInfo, facts
from cloudgrant.rules.records.implied import completed
from cloudgrant.rules.records.record import Record
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.declaration import TracedRule
from cloudgrant.rules.writing.derived import body_in
from cloudgrant.values.frozen_map import FrozenMap
from cloudgrant.values.paths import Path
from cloudgrant.values.text import Text, composed
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["WITHHELD", "Withheld", "redacted", "redacted_but"]

WITHHELD = Text("withheld.withheld", zh="（保密）", en="(withheld)")
"""What is said instead of a value."""


@attrs.frozen
class Withheld:
    """Which places of a subject one party may not see, and what they are shown as instead."""

    subject: Any
    """The subject as the party may see it."""
    over: str
    own: Path
    _known: dict[tuple[bool, Path], bool] = attrs.field(factory=dict, eq=False, repr=False)

    @cached_property
    def completed(self) -> Any:
        """The subject as the party may see it, with every fact known that follows from what it sees."""
        return completed(self.subject)

    def hidden(self, path: Path) -> bool:
        """Whether a fact is confidential of another party, or comes from what is.

        Of a place in which lists have no numbers (``members.cash``), whether it may be another's.
        """
        mine = path[: len(self.own)] == self.own
        key = mine, _unnumbered(path)
        if key not in self._known:
            self._known[key] = any(self._anothers(one) for one in self._all_behind(path))
        return self._known[key]

    def any_hidden(self, paths: Iterable[Path]) -> bool:
        """Whether one of these is."""
        return any(map(self.hidden, paths))

    def _all_behind(self, path: Path) -> Iterator[Path]:
        yield path
        info = _info_at(type(self.subject), path)
        if info is not None:
            yield from (behind for behind, _ in fact_within(path, info))

    def _anothers(self, path: Path) -> bool:
        if path[:1] != (self.over,) or path[: len(self.own)] == self.own:
            return False
        return any(info.confidential for info in _infos(type(self.subject), path))

    def chooses(self, trees: Iterable[tree.Node | None], prefix: Path) -> bool:
        """Whether a tree at a place chooses by what is hidden: then what was taken would tell it."""
        conditions = (one for node in trees if node is not None for one in _conditions(node, prefix, ()))
        return any(map(self.any_hidden, conditions))

    def shown(self, path: Path, value: Any) -> Any:
        """A value at a place that is not hidden, without what is confidential inside it."""
        if path == (self.over,):
            return getattr(self.subject, self.over)
        other = path[:1] == (self.over,) and path[: len(self.own)] != self.own
        return redacted(value) if other else value

    def name(self, path: Path, name: Text, whole: Any) -> Text:
        """What the party may call an item of that name: what it calls itself without what is confidential."""
        seen, item = _standing(self.subject, path), _standing(whole, path)
        if not isinstance(seen, Record) or not isinstance(item, Record):
            return name
        if all(seen.called(locale) == item.called(locale) for locale in name):
            return name
        return composed(_called, seen, path.key, languages=tuple(name))

    def open_to_it(self, remedies: tuple[Remedy, ...], rules: Iterable[TracedRule]) -> tuple[Remedy, ...]:
        """The remedies that tell nothing hidden: what is changed is not, nor what it is changed up to."""
        if not remedies:
            return ()
        tied = list(self._tied(rules))
        return tuple(
            one
            for one in remedies
            if not any(self.hidden(change.path) or self._tells(change.path, tied) for change in one.changes)
        )

    def weighs(self, rules: Iterable[TracedRule]) -> bool:
        """Whether one of the rules reads what may be hidden, whatever its value."""
        for traced in rules:
            prefix = Path([traced.over] if traced.over else [])
            for node in (traced.applies, traced.holds):
                if node is not None and self.any_hidden(path for path, _ in facts_within(node, prefix, ())):
                    return True
        return False

    def _tied(self, rules: Iterable[TracedRule]) -> Iterator[tuple[str, tuple[Path, ...]]]:
        """What the rules hold against one another, by the list that a rule is about."""
        for traced in rules:
            for node in (traced.applies, traced.holds):
                for one in () if node is None else _comparisons(node, Path(), ()):
                    yield traced.over, one

    def _tells(self, path: Path, tied: Iterable[tuple[str, tuple[Path, ...]]]) -> bool:
        for over, paths in tied:
            base = Path(path[:2]) if over and path[:1] == (over,) else Path([over]) if over else Path()
            places = [Path((*base, *one)) for one in paths]
            changed = _unnumbered(path)
            if any(_unnumbered(one) == changed for one in places) and self.any_hidden(places):
                return True
        return False


def _comparisons(node: tree.Node, prefix: Path, lists: tuple[Path, ...]) -> Iterator[tuple[Path, ...]]:
    """All facts of each comparison in a tree, and in what it reads."""
    match node:
        case (
            tree.Comparison()
            | tree.ShareLimit()
            | tree.Same()
            | tree.OneOf()
            | tree.Pick()  # up to what something is to be changed may be chosen by what is hidden
        ):
            yield tuple(path for path, _ in facts_within(node, prefix, lists))
        case tree.FactOf(path, info, level) if info.derived and body_in(info) is None:
            # What it does with what it reads, nobody sees.
            here = (lists[level - 1] if level else prefix).child(*path)
            yield tuple(one for one, _ in fact_within(here, info))
        case _:
            for one, place, around in inside(node, prefix, lists):
                yield from _comparisons(one, place, around)


def _conditions(node: tree.Node, prefix: Path, lists: tuple[Path, ...]) -> Iterator[tuple[Path, ...]]:
    """All facts of each condition by which a tree, and what it reads, chooses."""
    if isinstance(node, tree.Pick):
        yield tuple(path for path, _ in facts_within(node.condition, prefix, lists))
    for one, place, around in inside(node, prefix, lists):
        yield from _conditions(one, place, around)


def _standing(subject: Any, path: Path) -> Any:
    """What stands at a place; unknown where nothing does."""
    try:
        return at(subject, path)
    except (AttributeError, LookupError, TypeError):
        return UNKNOWN


def _unnumbered(path: Path) -> Path:
    return Path(step for step in path if isinstance(step, str))


def _info_at(cls: type[Any] | None, path: Path) -> FactInfo | None:
    """The declaration of the fact at a place; nothing of an item, or where there is none."""
    last = None
    for step in path:
        last = None
        if not isinstance(step, int) and cls is not None:
            last = facts(cls).get(step)
            cls = None if last is None else last.inner_record
    return last


def _infos(cls: type[Any] | None, path: Path) -> Iterator[FactInfo]:
    """The declarations of all facts on the way to a place; a key of a mapping has none."""
    for step in path:
        if isinstance(step, int) or cls is None:
            continue
        info = facts(cls).get(step)
        if info is not None:
            yield info
            cls = info.inner_record


def redacted_but(subject: Any, over: str, own: Path) -> Any:
    """The subject without what is confidential of the other parties."""
    kept = own[-1]
    items = tuple(
        item if index == kept or item is UNKNOWN else redacted(item)
        for index, item in enumerate(getattr(subject, over))
    )
    return attrs.evolve(subject, **{over: items})


def _kept_back(known: Any, key: str) -> bool:
    return key in known and known[key].confidential


def redacted(value: Any) -> Any:
    """A fact's value without what is confidential inside it."""
    if isinstance(value, tuple):
        return tuple(redacted(part) for part in value)
    if isinstance(value, FrozenMap):
        return FrozenMap({key: redacted(part) for key, part in value.items()})
    if not isinstance(value, Record):
        return value
    changes: dict[str, Any] = {}
    known = facts(type(value))
    for name, info in known.items():
        if not info.derived:
            old = shown = getattr(value, name)
            if info.type == "map" and old is not UNKNOWN:  # what proves a fact is as confidential as that
                shown = FrozenMap({key: part for key, part in old.items() if not _kept_back(known, key)})
            new = UNKNOWN if info.confidential and info.may_be_unknown else redacted(shown)
            if new is not old:
                changes[name] = new
    return attrs.evolve(value, **changes) if changes else value  # type: ignore[misc]


def _called(locale: str, item: Record, key: str) -> str:
    return one_line(item.called(locale)) or key
