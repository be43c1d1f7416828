"""What the firm could change to come out as wanted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

from cloudgrant.rules.explaining.following import at
from cloudgrant.rules.records.fact_info import FactInfo, facts
from cloudgrant.rules.records.record import item_key
from cloudgrant.rules.records.saying import shown
from cloudgrant.rules.records.whose import whose
from cloudgrant.values.paths import Item, Path
from cloudgrant.values.problems import InvalidInput
from cloudgrant.values.separators import THEN
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["Change", "Remedy", "changed", "merged", "together", "tried", "undominated"]

_CHANGE = Text("remedies.change", zh="{fact}由「{old}」改為「{new}」", en="change {fact} from {old} to {new}")


@attrs.frozen
class Change:
    """One fact, by its path, to a new value."""

    path: Path
    old: Any
    new: Any
    info: FactInfo = attrs.field(eq=False, repr=False)
    subject: Any = attrs.field(default=UNKNOWN, eq=False, repr=False)
    """What is changed, by which the place is called."""

    def whose(self, locale: str) -> str:
        """The item of a list that the fact is in, by its name and with a colon; empty outside of lists."""
        return whose(self.subject, self.path, locale)

    def message(self, locale: str) -> str:
        """The change in words: the act that brings it about, where the fact declares one."""
        label = self.info.label.in_(locale) or self.path.key
        old, new = (shown(self.info, value, locale) for value in (self.old, self.new))
        words = {"fact": label, "old": old, "new": new}
        act = self.info.act_for(self.old, self.new)
        return (act or _CHANGE).filled(locale, {**words, **self._between(locale)}.__getitem__)

    def _between(self, locale: str) -> dict[str, str]:
        """What a number or a list gains or loses."""
        old, new = self.old, self.new
        if self.info.type == "int" and old is not UNKNOWN:
            return {"difference": shown(self.info, abs(new - old), locale)}
        if isinstance(new, tuple):
            had: tuple[Any, ...] = () if old is UNKNOWN else old
            added = tuple(item for item in new if item not in had)
            removed = tuple(item for item in had if item not in new)
            return {"added": shown(self.info, added, locale), "removed": shown(self.info, removed, locale)}
        return {}


@attrs.frozen
class Remedy:
    """Changes that, made together, mend what they were found for.

    Each is of a fact that the firm may change by its declaration. ``apply`` gives the changed
    subject; where a changed fact is derived and declares no repair, the remedy only states the
    target, ``applicable`` is false and ``apply`` raises ``TypeError``.
    """

    changes: tuple[Change, ...]

    @property
    def applicable(self) -> bool:
        """Whether ``apply`` can make the changes."""
        return all(not change.info.derived or change.info.repair for change in self.changes)

    def apply(self, subject: Any) -> Any:
        """The subject with the changes made; the one given stays as it is."""
        if not self.applicable:
            raise TypeError("this remedy states a target for a derived fact; it cannot be applied by itself")
        return changed(subject, {change.path: change.new for change in self.changes})

    def stated(self, subject: Any) -> tuple[Change, ...]:
        """The same as changes of what is stated: what the repair of a derived fact does, item by item.

        Of a list that gains or loses items, the whole list. Raises as :meth:`apply` does.
        """
        return tuple(_differences(subject, self.apply(subject), Path(), subject))

    def message(self, locale: str) -> str:
        """The changes in words; one inside a list says in which item."""
        return THEN.in_(locale).join(
            f"{change.whose(locale)}{change.message(locale)}" for change in self.changes
        )


def _differences(one: Any, other: Any, path: Path, subject: Any) -> Iterator[Change]:
    """Each stated fact in which two records of a class differ, those of records inside and in lists too."""
    for name, info in facts(type(one)).items():
        old, new = (UNKNOWN, UNKNOWN) if info.derived else (getattr(one, name), getattr(other, name))
        if old == new:
            continue
        place = path.child(name)
        pairs: list[tuple[Path, Any, Any]] = [(place, old, new)]
        if isinstance(old, tuple) and isinstance(new, tuple) and len(old) == len(new):
            each = enumerate(zip(old, new, strict=True))
            pairs = [(place.child(Item(at, item_key(a))), a, b) for at, (a, b) in each if a != b]
        if all(attrs.has(type(a)) and type(a) is type(b) for _, a, b in pairs):
            for within, a, b in pairs:
                yield from _differences(a, b, within, subject)
        else:
            yield Change(place, old, new, info, subject)


def changed(subject: Any, changes: Mapping[Path, Any]) -> Any:
    """A copy of a subject with new values at some paths.

    Raises :class:`~cloudgrant.values.problems.InvalidInput` where they make no sense together.
    """
    here: dict[Any, Any] = {}
    deeper: dict[Any, dict[Path, Any]] = {}
    for path, new in changes.items():
        if len(path) == 1:
            here[path[0]] = new
        else:
            deeper.setdefault(path[0], {})[Path(path[1:])] = new
    if isinstance(subject, tuple):
        items = list(subject)
        for index, inner in deeper.items():
            items[index] = changed(items[index], inner)
        for index, new in here.items():
            items[index] = new
        return tuple(items)
    for name, inner in deeper.items():
        here[name] = changed(getattr(subject, name), inner)
    known = facts(type(subject))
    given = {name: new for name, new in here.items() if not known[name].derived}
    subject = attrs.evolve(subject, **given) if given else subject
    for name, new in here.items():
        repair = known[name].repair
        if known[name].derived and repair is not None:
            subject = repair(subject, new)
    return subject


def remedy(subject: Any, changes: Mapping[Path, tuple[FactInfo, Any]]) -> Remedy:
    """The remedy that makes these changes to a subject."""
    return Remedy(
        tuple(Change(path, at(subject, path), new, info, subject) for path, (info, new) in changes.items())
    )


def merged(first: Remedy, second: Remedy) -> Remedy:
    """Both remedies' changes, the later winning where both touch one fact."""
    by_path = {change.path: change for change in first.changes}
    for change in second.changes:
        earlier = by_path.get(change.path)
        by_path[change.path] = attrs.evolve(change, old=earlier.old) if earlier else change
    return Remedy(tuple(by_path.values()))


def together(remedies: Iterable[Remedy]) -> Remedy:
    """All remedies' changes of one subject; of those that move one fact the same way, the furthest."""
    by_path: dict[Path, Change] = {}
    for one in remedies:
        for change in one.changes:
            earlier = by_path.get(change.path)
            if earlier is None or not _as_far(earlier, change):
                by_path[change.path] = change
    return Remedy(tuple(by_path.values()))


def undominated(remedies: Iterable[Remedy]) -> tuple[Remedy, ...]:
    """The remedies without those that do all of another and more, or go further; fewest changes first."""
    found = list(dict.fromkeys(remedies))
    kept = [
        one
        for one in found
        if not any(_does_all_of(one, other) and not _does_all_of(other, one) for other in found)
    ]
    return tuple(sorted(kept, key=lambda one: len(one.changes)))


def _does_all_of(candidate: Remedy, other: Remedy) -> bool:
    by_path = {change.path: change for change in candidate.changes}
    return all(change.path in by_path and _as_far(by_path[change.path], change) for change in other.changes)


def _as_far(change: Change, other: Change) -> bool:
    """Whether a change is the same as another, or the same way and further."""
    if change.new == other.new:
        return True
    far, near = _distance(change), _distance(other)
    if far is None or near is None:
        return False
    return (change.new > change.old) == (other.new > other.old) and far >= near


def _distance(change: Change) -> int | None:
    """How far a number or date is moved; nothing of the kind for other facts."""
    if change.info.type not in ("int", "date") or change.old is UNKNOWN:
        return None
    moved: Any = change.new - change.old
    steps: int = moved if change.info.type == "int" else moved.days
    return abs(steps)


def tried(candidate: Remedy, subject: Any) -> Any:
    """The subject with a remedy applied, or ``None`` where that makes nonsense."""
    try:
        return candidate.apply(subject)
    except InvalidInput:
        return None
