"""An opaque fact names all that it waits for: found by working it out with one fact after another unknown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import attrs
import pytest

import cloudgrant as cg
from cloudgrant.programmes.research.adoption.measured_rate import MeasuredRate
from cloudgrant.programmes.research.adoption.stickiness_kpi import StickinessKPI
from cloudgrant.rules import UNKNOWN, FactInfo
from cloudgrant.rules.records.implied import reached
from laws.seeds import PROGRAMMES, seeds

RATE = MeasuredRate(
    kpi=StickinessKPI(rate="renewal", target=cg.Share("1/2")),
    first=date(2022, 7, 1),
    last=date(2022, 12, 31),
    numerator=3,
    denominator=5,
    undecided=1,
    least_hits=3,
    least_of=6,
    most_hits=4,
    most_of=6,
    sme_only=True,
    readings_decide=False,
)


def opaque() -> dict[tuple[type[Any], str], FactInfo]:
    """Every opaque fact of the records and policies of the programmes."""
    classes = {
        inner
        for programme in PROGRAMMES.values()
        for cls in (*programme.subjects.values(), programme.policy)
        for inner in reached(cls)
    }
    return {
        (cls, name): info
        for cls in sorted(classes, key=lambda cls: (cls.__module__, cls.__name__))
        for name, info in cg.facts(cls).items()
        if info.opaque is not None and getattr(cls, name) is getattr(info.owner, name)
    }


def holders(cls: type[Any]) -> Iterator[Any]:
    """Objects of a class of which much is known."""
    yield RATE
    holidays = (date(2022, 9, 9),)
    yield attrs.evolve(cg.listing.policy_on(date(2022, 5, 2)), holidays=holidays)
    yield attrs.evolve(cg.points.policy_on(date(2022, 5, 2)), holidays=holidays)
    for programme, judged in PROGRAMMES.items():
        yield cg.research.policy_on(date(2022, 5, 2)).complete(closing_date=date(2022, 5, 31))
        for stage in judged.subjects:
            for seed in seeds(programme, stage):
                yield from _within(seed.subject, 4)


def _within(value: Any, depth: int) -> Iterator[Any]:
    if isinstance(value, tuple):
        for item in value:
            yield from _within(item, depth)
    elif attrs.has(type(value)) and depth:
        yield value
        for field in attrs.fields(type(value)):
            yield from _within(getattr(value, field.name), depth - 1)


def test_no_more_than_five_facts_are_opaque() -> None:
    assert sorted(f"{cls.__name__}.{name}" for cls, name in opaque()) == [
        "ListingPolicy.last_day_if_moved",
        "MeasuredRate.reached",
        "Order.months",
        "PointsPolicy.last_day_if_moved",
        "ResearchPolicy.last_day_if_moved",
    ]


@pytest.mark.parametrize(
    ("cls", "name"), [pytest.param(*at, id=f"{at[0].__name__}.{at[1]}") for at in opaque()]
)
def test_what_it_becomes_unknown_without_is_named(cls: type[Any], name: str) -> None:
    named = {read.partition(".")[0] for read in cg.facts(cls)[name].reads}
    given = [one for one, info in cg.facts(cls).items() if not info.derived and info.may_be_unknown]
    tried = 0
    for holder in holders(cls):
        if not isinstance(holder, cls) or getattr(holder, name) is UNKNOWN:
            continue
        for fact in given:
            if getattr(holder, fact) is UNKNOWN:
                continue
            try:
                without = attrs.evolve(holder, **{fact: UNKNOWN})
            except cg.InvalidInput:
                continue
            tried += 1
            if getattr(without, name) is UNKNOWN:
                assert fact in named, fact
    assert tried
