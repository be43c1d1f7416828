"""Cases with facts taken out of them, at any depth: what the laws about the unknown are tried on.

Everything here is read off the declarations of facts, so that a fact that is renamed or added is taken in
without a word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

import attrs

import cloudgrant as cg
from cloudgrant.rules import FactInfo

__all__ = ["Case", "Place", "Spot", "covers", "shape", "written"]

Place: TypeAlias = tuple[str | int, ...]
"""Steps to a fact: of the subject, or ``("on",)``, or ``("policy", name)``, as gaps have them."""

_ON = FactInfo(name="on", type="date")


@attrs.frozen
class Spot:
    """One fact of a case: where it stands, what is declared of it, and its value."""

    place: Place
    info: FactInfo
    value: Any


@attrs.frozen
class Case:
    """What is judged: a subject, the day, the policy; any of the facts may be unknown."""

    subject: Any
    on: Any
    policy: Any

    def spots(self) -> Iterator[Spot]:
        """Every stated fact, outer ones before those inside; of the policy only what may be unknown."""
        yield from _inside(self.subject, ())
        yield Spot(("on",), _ON, self.on)
        for spot in _inside(self.policy, ("policy",)):
            if len(spot.place) == 2 and spot.info.may_be_unknown:
                yield spot

    def at(self, place: Place) -> Any:
        """The value of a fact; unknown where what holds it is, or is not there."""
        match place:
            case ("on",):
                return self.on
            case ("policy", *rest):
                value, steps = self.policy, rest
            case _:
                value, steps = self.subject, list(place)
        for step in steps:
            if value is cg.UNKNOWN:
                return value
            if isinstance(step, int):
                value = value[step] if step < len(value) else cg.UNKNOWN
            else:
                value = getattr(value, step)
        return value

    def put(self, changes: Mapping[Place, Any]) -> Case | None:
        """The case with other values, or nothing where they make no sense together.

        Inside what is, or becomes, unknown nothing is changed.
        """
        subject = {place: new for place, new in changes.items() if place[0] not in ("on", "policy")}
        policy = {place[1:]: new for place, new in changes.items() if place[0] == "policy"}
        try:
            return Case(
                _rebuilt(self.subject, subject),
                changes.get(("on",), self.on),
                _rebuilt(self.policy, policy),
            )
        except cg.InvalidInput:
            return None

    def without(self, hidden: Iterable[Place]) -> Case | None:
        """The case with these facts unknown."""
        return self.put(dict.fromkeys(hidden, cg.UNKNOWN))

    def fitting(self, changes: Mapping[Place, Any]) -> Case:
        """The case with as many of these changes as make sense together."""
        changed = self.put(changes)
        if changed is not None:
            return changed
        if len(changes) == 1:
            return self
        items = list(changes.items())
        middle = len(items) // 2
        return self.fitting(dict(items[:middle])).fitting(dict(items[middle:]))


def _inside(value: Any, place: Place) -> Iterator[Spot]:
    """The facts of a record, and of the records in its lists."""
    for name, info in cg.facts(type(value)).items():
        if not info.derived:
            yield from _spot(Spot((*place, name), info, getattr(value, name)))


def _spot(spot: Spot) -> Iterator[Spot]:
    yield spot
    if isinstance(spot.value, tuple) and spot.info.item is not None:
        for index, item in enumerate(spot.value):
            yield from _spot(Spot((*spot.place, index), spot.info.item, item))
    elif spot.info.type == "record" and spot.value is not cg.UNKNOWN:
        yield from _inside(spot.value, spot.place)


def _rebuilt(value: Any, changes: Mapping[Place, Any]) -> Any:
    if () in changes:
        return changes[()]
    if not changes or value is cg.UNKNOWN:
        return value
    deeper: dict[Any, dict[Place, Any]] = {}
    for place, new in changes.items():
        deeper.setdefault(place[0], {})[place[1:]] = new
    if isinstance(value, tuple):
        return tuple(_rebuilt(item, deeper.get(index, {})) for index, item in enumerate(value))
    made = {name: _rebuilt(getattr(value, name), inner) for name, inner in deeper.items()}
    return attrs.evolve(value, **made)


def covers(asked: Iterable[Place], place: Place) -> bool:
    """Whether a place is asked for: itself, what holds it, or something in it."""
    return any(place[: len(one)] == one or one[: len(place)] == place for one in asked)


def shape(place: Place) -> str:
    """A place whichever item of its lists it is in."""
    return written(tuple(step for step in place if isinstance(step, str)))


def written(place: Place) -> str:
    """A place as people write it: ``members[0].firm.ubn``."""
    text = ""
    for step in place:
        text += f"[{int(step)}]" if isinstance(step, int) else f".{step}" if text else step
    return text
