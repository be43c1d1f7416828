"""Drafts of every programme and stage as the rows of tables, lists and all: each answered as its object.

The drafts are the same on every run: some facts unknown, some at or beside a number of the policy or as
large as they may be. ``--rows-size 715`` asks about ten thousand in all, of each library; ``nox -s spark``
asks Spark.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import Any

import attrs
import pytest

import cloudgrant as cg
from cloudgrant import frames
from cloudgrant.rules import Stage
from laws.partial import Case
from portable.asked import STAGES, drafts, programme_of, whole
from readings.engines import ENGINES, rows_of
from readings.tables_of_lists import KEYS, Sheets

OTHERS = [one for one in ENGINES if one != "polars"]
WITH_LISTS: list[tuple[str, Stage]] = [
    ("listing", "application"),
    ("research", "application"),
    ("research", "acceptance"),
    ("research", "tracking"),
    ("coaching", "closing"),
    ("lanterns", "application"),
]


@pytest.fixture
def size(request: pytest.FixtureRequest) -> int:
    """How many rows there are of each stage."""
    asked: Any = request.config.getoption("--rows-size")
    return int(asked)


@cache
def cases(name: str, stage: Stage, size: int) -> tuple[Case, ...]:
    """Drafts under one policy or the other: as published, and completed."""
    policies = (programme_of(name).edition.policy, whole(name, stage).policy)
    return tuple(
        attrs.evolve(one, policy=policies[number % 2]) for number, one in enumerate(drafts(name, stage, size))
    )


@cache
def answers(name: str, stage: Stage, size: int) -> tuple[Mapping[str, Any], ...]:
    """What the objects say."""
    programme = one_text(name)
    found = []
    for one in cases(name, stage, size):
        decision = programme.assess(one.subject, on=one.on, policy=one.policy, stage=stage)
        said: dict[str, Any] = {"outcome": decision.outcome.value, **decision.words}
        if programme.award_at(stage) is not None:
            said["award"] = decision.award
        if programme.ceiling_at(stage) is not None:
            said["ceiling"] = decision.ceiling
        found.append(said)
    return tuple(found)


@cache
def one_text(name: str) -> cg.Programme[Any, Any]:
    programme = programme_of(name)
    return programme.under(programme.edition)


def differing(name: str, stage: Stage, size: int, library: str, form: str) -> list[Any]:
    """The rows that are answered otherwise than their objects, with what differs."""
    programme, make = one_text(name), ENGINES[library]
    found: list[Any] = []
    every, said = cases(name, stage, size), answers(name, stage, size)
    for policy in dict.fromkeys(one.policy for one in every):
        chosen = [number for number, one in enumerate(every) if one.policy == policy]
        sheets = Sheets(programme.subjects[stage], [(every[at].subject, every[at].on) for at in chosen])
        given: Any
        if form == "tables":
            given = {place: make(frame) for place, frame in sheets.frames().items()}
        else:
            given = make(sheets.nested())
        decided = frames.assess(given, programme, key=KEYS, on="filed", stage=stage, policy=policy)
        rows = sorted(rows_of(decided, KEYS[0], *said[0]), key=lambda row: row[KEYS[0]])
        assert len(rows) == len(chosen)
        for at, row in zip(chosen, rows, strict=True):
            wrong = {key: (said[at][key], row[key]) for key in said[at] if said[at][key] != row[key]}
            if wrong:
                found.append((wrong, every[at]))
    return found


@pytest.mark.parametrize(("name", "stage"), [pytest.param(*at, id="/".join(at)) for at in STAGES])
def test_tables_of_polars(name: str, stage: Stage, size: int) -> None:
    assert not differing(name, stage, size, "polars", "tables")
    seen = Counter(word for one in answers(name, stage, size) for word in one.values())
    assert seen["undetermined"]
    assert seen["met"] or seen["not_met"]


@pytest.mark.parametrize("library", OTHERS)
@pytest.mark.parametrize(("name", "stage"), [pytest.param(*at, id="/".join(at)) for at in WITH_LISTS])
def test_tables_of_other_libraries(name: str, stage: Stage, library: str, size: int) -> None:
    assert not differing(name, stage, size, library, "tables")


@pytest.mark.parametrize("library", ENGINES)
@pytest.mark.parametrize(("name", "stage"), [pytest.param(*at, id="/".join(at)) for at in WITH_LISTS])
def test_columns_of_lists(name: str, stage: Stage, library: str, size: int) -> None:
    assert not differing(name, stage, size, library, "nested")
