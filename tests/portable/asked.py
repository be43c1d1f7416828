"""What rule books are asked: drafts of every programme and stage, and what the objects answer to each.

A draft is a complete case of ``laws.seeds``, or of a user's own programme, with some values otherwise, some
at or beside a number of the policy or as large as they may be, and with facts taken out of it at any depth.
The policy is as published, completed, or silent in places.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from random import Random
from typing import Any, Final

import attrs

import cloudgrant as cg
from cloudgrant import portable
from cloudgrant.rules import UNKNOWN, Stage
from cloudgrant.rules.deciding.written import derived_value
from cloudgrant.rules.records.implied import completed as implied
from cloudgrant.rules.records.record import Record
from cloudgrant.values.between import Between, settled
from cloudgrant.values.money import MOST_DOLLARS
from cloudgrant.values.shares import Share
from laws.drafting import completed, hidden_in, varied
from laws.partial import Case
from laws.seeds import PROGRAMMES, seeds
from laws.seeds import STAGES as STAGES_OF_THE_LIBRARY
from toys import lanterns, stalls
from toys.workshops import LIMITS

__all__ = [
    "FARTHEST",
    "STAGES",
    "answer_of",
    "book_of",
    "bound_of",
    "derived_of",
    "drafts",
    "programme_of",
    "whole",
]

OWN: Final[Mapping[str, tuple[cg.Programme[Any, Any], tuple[Case, ...]]]] = {
    "stalls": (
        stalls.stalls,
        tuple(Case(stalls.GOOD, stalls.FILED, one) for one in (stalls.TERMS, stalls.PUBLISHED)),
    ),
    "lanterns": (
        lanterns.lanterns,
        tuple(Case(lanterns.FIRST, lanterns.FILED, attrs.evolve(LIMITS, levy=one)) for one in (UNKNOWN, 40)),
    ),
}
"""Programmes as a user writes them, and complete cases of each."""

STAGES: Final[tuple[tuple[str, Any], ...]] = (
    *STAGES_OF_THE_LIBRARY,
    *((name, "application") for name in OWN),
)

FARTHEST: Final = 10**18
"""Where a reader of rule books cuts numbers off."""


def programme_of(name: str) -> cg.Programme[Any, Any]:
    """A programme under the one text that its rule book tells."""
    return OWN[name][0] if name in OWN else PROGRAMMES[name]


@cache
def book_of(name: str, stage: Stage) -> dict[str, Any]:
    """The rule book of a stage."""
    return portable.rulebook(programme_of(name), stage=stage)


@cache
def _complete(name: str, stage: Stage) -> tuple[Case, ...]:
    first = OWN[name][1] if name in OWN else seeds(name, stage)
    return completed(f"{name}/{stage}", first)


def whole(name: str, stage: Stage) -> Case:
    """A complete case of a stage, what its seed leaves out filled in."""
    return _complete(name, stage)[1]


def drafts(name: str, stage: Stage, size: int) -> Iterator[Case]:
    """So many drafts of a stage, always the same ones."""
    for index in range(size):
        rng = Random(f"rule book/{name}/{stage}/{index}")
        whole = varied(rng.choice(_complete(name, stage)), rng)
        if rng.random() < 0.5:
            whole = _at_the_edge(whole, rng)
        hidden = hidden_in(whole, rng) if rng.random() < 0.8 else ()
        yield whole.fitting(dict.fromkeys(hidden, UNKNOWN)) if hidden else whole


def _at_the_edge(case: Case, rng: Random) -> Case:
    """The case with some of its numbers at a number of the policy, beside it, or as large as declared."""
    numbers = [spot for spot in case.spots() if spot.info.type == "int" and spot.place[0] != "policy"]
    for spot in rng.sample(numbers, min(len(numbers), rng.choice((1, 1, 2, 3, 8)))):
        info = spot.info
        least = -MOST_DOLLARS if info.least is None else info.least
        most = MOST_DOLLARS if info.most is None else info.most
        near = [
            value + step
            for name, one in cg.facts(type(case.policy)).items()
            if one.type == "int" and one.unit == info.unit
            if (value := getattr(case.policy, name)) is not UNKNOWN
            for step in (-1, 0, 1)
        ]
        may = [number for number in near if least <= number <= most]
        case = case.fitting({spot.place: rng.choice([*may, most] if rng.random() < 0.8 else [least, most])})
    return case


def bound_of(case: Case) -> dict[str, Any]:
    """What is bound where a rule book is asked about a case."""
    return portable.bindings(case.subject, case.policy, case.on)


def answer_of(name: str, stage: Stage, case: Case) -> dict[str, Any]:
    """What the objects answer: each rule's result, the outcome, the award, the ceiling."""
    programme = programme_of(name)
    decision = programme.assess(case.subject, on=case.on, policy=case.policy, stage=stage)
    granted = programme.award_at(stage) is not None
    return {
        "results": dict(decision.words),
        "outcome": decision.outcome.value,
        "award": decision.award if granted else None,
        "ceiling": decision.ceiling,
    }


def derived_of(book: Mapping[str, Any], case: Case) -> dict[str, Any]:
    """What each derived fact with a formula comes to, and between what a number lies, by its pointer.

    As plain data, with ``None`` for what is not known.
    """
    return dict(_derived(book["facts"], implied(case.subject), ""))


def _derived(told: Mapping[str, Any], record: Any, at: str) -> Iterator[tuple[str, Any]]:
    for name, described in told.items():
        place = f"{at}/{name}"
        if described["formula"] is not None:
            found = derived_value(record, name)
            value = plain(settled(found))
            ends = None
            if described["type"] == "int" and found is not UNKNOWN:
                ends = [found.least, found.most] if isinstance(found, Between) else [found, found]
            yield place, {"value": value, "between": ends}
        elif "facts" in described:
            inner = getattr(record, name)
            if isinstance(inner, Record):
                yield from _derived(described["facts"], inner, place)
            elif isinstance(inner, tuple):
                for index, item in enumerate(inner):
                    if item is not UNKNOWN:
                        yield from _derived(described["facts"], item, f"{place}/{index}")


def plain(value: Any) -> Any:
    """A value as it is bound."""
    if value is UNKNOWN:
        return None
    if isinstance(value, Share):
        return {"numerator": value.numerator, "denominator": value.denominator}
    return value.isoformat() if isinstance(value, date) else value
