"""A violation made as small as it gets: as few facts learnt, and as few known, as show it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeAlias

import attrs

import cloudgrant as cg
from laws.partial import Case, Place, Spot

__all__ = ["Cases", "Wrong", "emptied", "fewest_learnt", "told"]

Cases: TypeAlias = tuple[Case, Case, Case]
"""A draft, and two cases that add to it; the first of these may be the draft itself."""

Wrong: TypeAlias = Callable[[Case, Case, Case], bool]
"""Whether a law is broken by such cases."""


def fewest_learnt(
    cases: Cases, places: list[Place], wrong_at: Callable[[list[Place]], Wrong]
) -> tuple[Cases, list[Place]]:
    """The cases with as few facts learnt as do, and these facts, outermost first."""
    draft, one, another = cases
    places = [place for place in places if one.at(place) != another.at(place)]
    places = [place for place in places if not _within(places, place)]
    if one is not draft:
        return cases, places  # they differ in one fact only
    for place in list(places):
        fewer = [other for other in places if other != place]
        less = another.without([place])
        if fewer and less is not None and wrong_at(fewer)(draft, one, less):
            another, places = less, fewer
    return (draft, one, another), places


def _within(places: Iterable[Place], place: Place) -> bool:
    return any(other != place and place[: len(other)] == other for other in places)


def emptied(cases: Cases, places: list[Place], published: Any, wrong: Wrong) -> Cases:
    """The cases with all taken out of them that it does not take to go wrong: outer facts first."""
    usual: dict[Place, Any] = {
        ("policy", name): getattr(published, name)
        for name, info in cg.facts(type(published)).items()
        if not info.derived and ("policy", name) not in places
    }
    for changes in (usual, *({place: value} for place, value in usual.items())):
        fewer = _all_put(cases, changes)
        if fewer is not None and wrong(*fewer):
            cases = fewer
    as_usual: list[Place] = []  # what is not given: nothing in it is told
    for spot in list(cases[0].spots()):
        if spot.place[0] == "policy" or _within(as_usual, spot.place):
            continue
        value = cases[0].at(spot.place)
        if value is cg.UNKNOWN or _within(places, spot.place) or spot.place in places:
            continue
        spot = attrs.evolve(spot, value=value)
        for less in _less(cases[0], spot, places):
            fewer = _all_put(cases, {spot.place: less})
            if fewer is not None and wrong(*fewer):
                cases = fewer
                break
        if spot.place != ("on",) and cases[0].at(spot.place) == _usual(cases[0], spot):
            as_usual.append(spot.place)
    return cases


def _less(case: Case, spot: Spot, places: list[Place]) -> Iterator[Any]:
    """What may stand for a fact's value so that there is less to read, the least first."""
    inside = [place for place in places if place[: len(spot.place)] == spot.place]
    if not inside:
        usual = _usual(case, spot)
        if spot.info.may_be_unknown:
            yield cg.UNKNOWN
        if usual is not cg.UNKNOWN and usual != spot.value:
            yield usual
        if usual == spot.value:
            return
        if spot.info.type == "map":
            yield type(spot.value)({})
    if isinstance(spot.value, tuple):
        least = max((int(place[len(spot.place)]) + 1 for place in inside), default=0)
        for length in range(least, len(spot.value)):
            yield spot.value[:length]


def _usual(case: Case, spot: Spot) -> Any:
    """What a fact is unless it is given."""
    *way, name = spot.place
    if isinstance(name, int):
        return cg.UNKNOWN
    owner = case.at(tuple(way)) if way else case.subject
    return _defaults(type(owner)).get(name, cg.UNKNOWN)


def _defaults(cls: type[Any]) -> dict[str, Any]:
    fields = attrs.fields(cls) if attrs.has(cls) else ()
    return {
        one.name: one.default
        for one in fields
        if one.default is not attrs.NOTHING and not hasattr(one.default, "factory")
    }


def _all_put(cases: Cases, changes: dict[Place, Any]) -> Cases | None:
    draft, one, another = (case.put(changes) for case in cases)
    if draft is None or one is None or another is None:
        return None
    return draft, draft if cases[1] is cases[0] else one, another


def told(case: Case, published: Any) -> Iterator[tuple[Place, Any]]:
    """The known facts of a case that are not as they are where nothing is given."""
    yield from _told(case.subject, ())
    if case.on is not cg.UNKNOWN:
        yield ("on",), case.on
    for name, info in cg.facts(type(published)).items():
        if not info.derived and getattr(case.policy, name) != getattr(published, name):
            yield ("policy", name), getattr(case.policy, name)


def _told(value: Any, place: Place) -> Iterator[tuple[Place, Any]]:
    defaults = _defaults(type(value))
    for name, info in cg.facts(type(value)).items():
        if info.derived:
            continue
        inner, here = getattr(value, name), (*place, name)
        if inner is cg.UNKNOWN or inner == defaults.get(name, cg.UNKNOWN):
            continue
        if isinstance(inner, tuple) and inner and attrs.has(type(inner[0])):
            yield (*here, "*"), f"{len(inner)} of them"
            for index, item in enumerate(inner):
                yield from _told(item, (*here, index))
        elif info.type == "record":
            yield from _told(inner, here)
        else:
            yield here, inner
