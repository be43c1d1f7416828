"""Drafts of every programme and stage: rule books answer as the objects do, by every engine of CEL.

The drafts are the same on every run. ``pytest tests/portable/test_asked.py --books-size 715`` (or
``nox -s rule_books``) asks about so many of each stage, ten thousand in all of each engine; those for
JavaScript are in the folder that ``CLOUDGRANT_NODE_MODULES`` names.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs
import pytest
from rule_book import answers

from cloudgrant.rules import Stage
from laws.partial import Case
from portable.asked import FARTHEST, STAGES, answer_of, book_of, bound_of, derived_of, drafts
from readings.cel_answers import valued
from readings.javascript import ENGINES, NO_ENGINES, answered, in_texts
from toys import lanterns
from toys.workshops import LIMITS, Maker

EVERY_STAGE = pytest.mark.parametrize(
    ("name", "stage"), [pytest.param(*at, id="/".join(at)) for at in STAGES]
)
UNASKED = pytest.mark.skipif(bool(NO_ENGINES), reason=NO_ENGINES)


@pytest.fixture
def size(request: pytest.FixtureRequest) -> int:
    """How many drafts of each stage are asked about."""
    asked: Any = request.config.getoption("--books-size")
    return int(asked)


def expected(name: str, stage: Stage, size: int) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """What is bound, and what the objects answer."""
    cases, book = list(drafts(name, stage, size)), book_of(name, stage)
    objects = [{**answer_of(name, stage, one), "derived": derived_of(book, one)} for one in cases]
    return [bound_of(one) for one in cases], objects


def by_python(book: Mapping[str, Any], bound: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "results": answers.results(book, bound, valued),
        "outcome": answers.outcome(book, bound, valued),
        "award": answers.award(book, bound, valued),
        "ceiling": answers.ceiling(book, bound, valued),
        "derived": dict(derived(book["facts"], bound["subject"], "")),
    }


def derived(facts: Mapping[str, Any], record: Mapping[str, Any], at: str) -> Iterator[tuple[str, Any]]:
    """Each derived fact with a formula of a record and of the records in it, by its pointer."""
    for name, told in facts.items():
        place, formula = f"{at}/{name}", told["formula"]
        if formula is not None:
            ends = answers.between(formula, record, valued) if "least" in formula else None
            value = answers.derived(formula, record, valued)
            yield place, {"value": value, "between": None if ends is None else list(ends)}
        elif "facts" in told and record.get(name) is not None:
            inner = record[name]
            for index, item in enumerate(inner) if isinstance(inner, list) else ():
                if item is not None:
                    yield from derived(told["facts"], item, f"{place}/{index}")
            if not isinstance(inner, list):
                yield from derived(told["facts"], inner, place)


def told_apart(said: list[Any], objects: list[dict[str, Any]]) -> list[str]:
    """What differs between two answers to the same cases, by the number of the case."""
    pairs = zip(map(flat, said), map(flat, objects), strict=True)
    return [
        f"{number} {key}: {one.get(key)}, not {other.get(key)}"
        for number, (one, other) in enumerate(pairs)
        for key in one | other
        if one.get(key) != other.get(key)
    ]


def flat(answer: Mapping[str, Any]) -> dict[str, str]:
    """An answer with whole numbers as texts, and ends cut off where a reader of rule books does."""
    parts = {f"{part} {key}": value for part in ("results", "derived") for key, value in answer[part].items()}
    parts |= {part: answer[part] for part in ("outcome", "award", "ceiling")}
    for one in parts.values():
        if isinstance(one, dict) and one["between"] is not None:
            one["between"] = [str(max(-FARTHEST, min(int(end), FARTHEST))) for end in one["between"]]
    return {key: json.dumps(in_texts(value)) for key, value in parts.items()}


@EVERY_STAGE
def test_python_answers_as_the_objects_do(name: str, stage: Stage, size: int) -> None:
    cases, objects = expected(name, stage, size)
    book = book_of(name, stage)
    assert told_apart([by_python(book, bound) for bound in cases], objects) == []


@UNASKED
@EVERY_STAGE
@pytest.mark.parametrize("engine", ENGINES)
def test_javascript_answers_as_the_objects_do(
    engine: str, name: str, stage: Stage, size: int, tmp_path: Path
) -> None:
    cases, objects = expected(name, stage, size)
    [said] = answered(engine, tmp_path, books=[{"book": book_of(name, stage), "bounds": cases}])["decided"]
    assert told_apart(said, objects) == []


def test_sums_beyond_what_is_declared_of_them_are_read_as_they_are() -> None:
    """Of years together ten thousand are declared; of one maker nothing is."""
    makers = tuple(Maker(number=str(n), apprentice=n > 0, years=10**14) for n in range(3))
    case = Case(attrs.evolve(lanterns.FIRST, makers=makers), lanterns.FILED, LIMITS)
    answer = answer_of("lanterns", "application", case)
    assert answer["results"]["fund.share"] == "not_met"
    found = by_python(book_of("lanterns", "application"), bound_of(case))
    assert {part: found[part] for part in answer} == answer


def test_the_drafts_are_worth_asking_about(size: int) -> None:
    """Every outcome of every programme, awards and ceilings known and open, and numbers at their largest."""
    seen: dict[str, Counter[Any]] = {}
    for name, stage in STAGES:
        tally = seen.setdefault(name, Counter())
        for case in drafts(name, stage, max(size, 40)):
            answer = answer_of(name, stage, case)
            tally.update([answer["outcome"], *answer["results"].values()])
            tally["award"] += bool(answer["award"])
            tally["ceiling"] += answer["ceiling"] is not None
            tally["no ceiling"] += answer["ceiling"] is None
            tally["largest"] += any(
                spot.value == spot.info.most and spot.info.type == "int" for spot in case.spots()
            )
    for name, tally in seen.items():
        assert {"eligible", "ineligible", "undetermined", "met", "not_met"} <= set(tally), name
        assert tally["largest"], name
    assert seen["points"]["award"]
    assert seen["stalls"]["award"]
    assert all(seen[name]["ceiling"] and seen[name]["no ceiling"] for name in ("research", "lanterns"))
