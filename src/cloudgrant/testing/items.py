"""Lists with items in them, of which nothing is known: what rules that go through lists are tried on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from cloudgrant.rules.deciding.evaluate import Case, fact_value, value_of
from cloudgrant.rules.explaining.evidence import fact_within
from cloudgrant.rules.explaining.following import at
from cloudgrant.rules.explaining.remedies import changed
from cloudgrant.rules.explaining.supposing import Changes
from cloudgrant.rules.records.fact_info import FactInfo, facts
from cloudgrant.rules.records.record import Record
from cloudgrant.rules.writing import tree
from cloudgrant.testing.conditions import GoneThrough
from cloudgrant.values.paths import Path
from cloudgrant.values.problems import InvalidInput
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["blank_item", "copies", "forgotten", "telling", "telling_all", "with_items", "with_one_item"]

_MOST_ITEMS = 64
_MOST_CONTRADICTED = 4


def with_items(subject: Any, node: tree.Node, policy: Any, count: int = 1) -> Any:
    """The subject with some items in each list of it that a tree goes through and that has none."""
    for gone, times in _lists(node, 0, Case(None, policy)):
        path = gone.items.path if isinstance(gone.items, tree.FactOf) else ()
        if fact_value(subject, path) in (UNKNOWN, ()):
            subject = _with(subject, path, (blank_item(gone),) * min(count * times, _MOST_ITEMS))
    return subject


def with_one_item(subject: Any, node: tree.Node) -> Any:
    """The subject with no item but the first in each list of it that a comparison sums up."""
    for gone, _ in _lists(node, 0, Case(None, None)):
        path = tree.list_of(gone).path  # type: ignore[union-attr]
        listed = fact_value(subject, path)
        if isinstance(gone, tree.Total) and isinstance(listed, tuple) and len(listed) > 1:
            subject = _with(subject, path, listed[:1])
    return subject


def _lists(node: tree.Node, level: int, silent: Case, times: int = 1) -> Iterator[tuple[GoneThrough, int]]:
    """The lists of the record at a level that are gone through, and for how many entries of the policy's."""
    if isinstance(node, tree.Total | tree.Distinct | tree.Some):
        listed = node.items
        if isinstance(listed, tree.FactOf) and listed.level == level and not listed.info.derived:
            yield node, times
        if isinstance(listed, tree.PolicyValue):
            entries = value_of(listed, silent)
            times *= 1 if entries is UNKNOWN else max(1, len(entries))
    for part in tree.parts_of(node):
        yield from _lists(part, level, silent, times)


def blank_item(gone: GoneThrough) -> Any:
    """An item of which nothing is known; of a list of options, the first of them."""
    info = tree.list_of(gone).info
    record = info.inner_record
    if record is None:
        return info.item.options[0][0] if info.item is not None and info.item.options else UNKNOWN
    try:
        item = record()
    except (InvalidInput, TypeError):
        return UNKNOWN  # it cannot be of what nothing is known
    for inner, _ in _lists(gone, gone.level, Case(None, None)):
        item = _with(item, tree.list_of(inner).path, (blank_item(inner),))  # type: ignore[union-attr]
    return item


def _with(holder: Any, path: tuple[str, ...], items: tuple[Any, ...]) -> Any:
    if UNKNOWN in items:
        return holder
    try:
        return changed(holder, {Path(path): items})
    except (InvalidInput, TypeError, AttributeError):
        return holder  # it is in a record that is not known


def forgotten(subject: Any, path: Path, info: FactInfo) -> Any:
    """The subject with a fact unknown; a derived one through all that it follows from."""
    read = dict(fact_within(path, info)) if info.derived else {path: info}
    lists = [place for place, one in read.items() if one.type == "list"]
    stated = {
        place: UNKNOWN
        for place, one in read.items()
        if not one.derived and one.may_be_unknown and not any(_inside(place, listed) for listed in lists)
    }
    return changed(
        subject, {place: one for place, one in stated.items() if at(subject, place) is not UNKNOWN}
    )


def telling(subject: Any, path: Path, value: Any) -> Any:
    """The subject with another value of a fact, without what contradicts it; ``None`` for nonsense."""
    return telling_all(subject, {path: value})


def telling_all(subject: Any, told: Changes) -> Any:
    """The subject with other values of some facts, without what contradicts them; ``None`` for nonsense."""
    changes = {Path(place): value for place, value in told.items()}
    for _ in range(_MOST_CONTRADICTED):
        try:
            return changed(subject, changes)
        except InvalidInput as error:
            blamed = {place for one in error.problems for place in _blamed(subject, changes, one.path)}
            if not blamed:
                return None
        try:
            subject = changed(subject, dict.fromkeys(blamed, UNKNOWN))
        except InvalidInput:
            return None
    return None


def _blamed(subject: Any, told: Mapping[Path, Any], problem: Path) -> Iterator[Path]:
    """The facts that a problem blames, other than those told."""
    for path in told:
        for place in _stated(subject, path, problem):
            if not any(one[: len(place)] == place for one in told):
                yield place


def _stated(subject: Any, path: Path, problem: Path) -> Iterator[Path]:
    """The fact that a problem blames, other than the one told: in the record of that, or around it."""
    for end in range(len(path) - 1, -1, -1):
        holder, *names = at(subject, Path(path[:end])), *problem[:1]
        known = facts(type(holder)) if names and isinstance(holder, Record) else {}
        if names and names[0] in known:
            place, info = Path((*path[:end], names[0])), known[str(names[0])]
            for step in problem[1:]:  # into the records that are in it
                inner = at(subject, place)
                if not isinstance(inner, Record) or step not in facts(type(inner)):
                    break
                place, info = place.child(step), facts(type(inner))[str(step)]
            inside = place == path[: len(place)]
            if not inside and not info.derived and info.may_be_unknown and at(subject, place) is not UNKNOWN:
                yield place
            return


def _inside(place: Path, listed: Path) -> bool:
    return len(place) > len(listed) and place[: len(listed)] == listed


def copies(item: Any, count: int, told_apart: tuple[str, ...]) -> tuple[Any, ...] | None:
    """So many items alike, but for what tells them apart; nothing where they cannot be told apart."""
    if count <= 1:
        return (item,) * count
    known = facts(type(item)) if attrs.has(type(item)) else {}
    for name in getattr(type(item), "__keys__", ()):
        if name in told_apart:
            continue
        if known[name].derived or known[name].may_be_unknown:
            item = forgotten(item, Path([name]), known[name])
        else:
            told_apart = (*told_apart, name)
    made = []
    for number in range(count):
        other: dict[str, Any] = {}
        for name in told_apart:
            value = _nth(known[name], number)
            if value is UNKNOWN:
                return None
            other[name] = value
        made.append(attrs.evolve(item, **other) if other else item)
    return tuple(made)


def _nth(info: FactInfo, number: int) -> Any:
    """A value of a fact that differs from those of other numbers."""
    if info.type == "int":
        return (info.least or 0) + number * info.step
    if info.type == "text":
        if info.options:
            return info.options[number][0] if number < len(info.options) else UNKNOWN
        return f"{number + 1}"
    return UNKNOWN
