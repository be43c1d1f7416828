"""How drafts are made of complete cases: some values otherwise, and facts taken out."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random

import cloudgrant as cg
from laws.partial import Case, Place, covers
from laws.values import Values

__all__ = ["completed", "hidden_in", "varied"]

_COMPLETIONS = 12  # ways of filling in what a seed leaves out
# An order that states no last day says so by its silence, and ends with its term: not a fact to be learnt.
_SAID_BY_SILENCE = ("stated_end",)


def completed(name: str, seeds: Iterable[Case]) -> tuple[Case, ...]:
    """Seeds as they are, and with what they leave out filled in, in several ways: by name the same ones."""
    found: list[Case] = []
    for number, seed in enumerate(seeds):
        found.append(seed)
        for way in range(_COMPLETIONS):
            rng = Random(f"{name}/{number}/{way}")
            values = Values(seed, rng)
            open_ = [spot for spot in seed.spots() if spot.value is cg.UNKNOWN and rng.random() < 0.9]
            if way % 2:  # every other one leaves the policy as silent as it is
                open_ = [spot for spot in open_ if spot.place[0] != "policy"]
            found.append(seed.fitting({spot.place: values.some(spot.info) for spot in open_}))
    return tuple(found)


def varied(case: Case, rng: Random) -> Case:
    """The case with some other values, lists and facts of the subject itself before others."""
    values, spots = Values(case, rng), list(case.spots())
    outer = [s for s in spots if s.info.type == "list" or len(s.place) == 1]
    for number in range(rng.choice((0, 1, 1, 2, 3, 5, 8))):
        spot = rng.choice(outer if number % 2 else spots)
        if spot.place[0] != "policy" or rng.random() < 0.3:
            case = case.fitting({spot.place: values.other(spot.info, case.at(spot.place))})
    return case


def hidden_in(case: Case, rng: Random) -> tuple[Place, ...]:
    """Facts of a case that are not to be known: few or many, whole lists and records, all of one item."""
    known = [s for s in case.spots() if s.value is not cg.UNKNOWN]
    able = [s.place for s in known if s.info.may_be_unknown and s.place[-1] not in _SAID_BY_SILENCE]
    outer = [s.place for s in known if s.info.may_be_unknown and isinstance(s.value, tuple)]
    items = [s.place for s in known if isinstance(s.place[-1], int)]
    match rng.choice(("few", "few", "some", "share", "share", "nearly all")):
        case "few":
            hidden = rng.sample(able, min(len(able), rng.randint(1, 3)))
        case "some":
            hidden = rng.sample(able, min(len(able), rng.randint(4, 15)))
        case "share":
            often = rng.choice((0.1, 0.3, 0.6))
            hidden = [place for place in able if rng.random() < often / (2 if place in outer else 1)]
        case _:
            shown = rng.sample(able, min(len(able), rng.randint(1, 6)))
            # Of the lists and records that hold what is shown all else is unknown.
            hidden = [place for place in able if not covers(shown, place)]
    if items and rng.random() < 0.3:
        item = rng.choice(items)
        hidden += [place for place in able if place[: len(item)] == item]
    if outer and rng.random() < 0.2:
        hidden.append(rng.choice(outer))
    if rng.random() < 0.8:  # most facts of the policy are no fact of the case
        hidden = [place for place in hidden if place[0] != "policy"] or hidden
    return tuple(dict.fromkeys(hidden))
