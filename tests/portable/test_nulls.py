"""JSON's null and a key that is absent are one thing to a rule book, wherever they stand: not known."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rule_book import answers

from cloudgrant.rules import UNKNOWN, Stage
from laws.partial import Case, Place, shape
from portable.asked import STAGES, answer_of, book_of, bound_of, whole
from readings.cel_answers import valued
from readings.javascript import ENGINES, NO_ENGINES, answered, in_texts

EVERY_STAGE = pytest.mark.parametrize(
    ("name", "stage"), [pytest.param(*at, id="/".join(at)) for at in STAGES]
)


_EACH = 12
"""Of single facts each twelfth is tried here; all the others are absent from some drafts."""


def places(case: Case) -> Iterator[Place]:
    """A place of each shape in a case: every record and list, every item, and some of the facts in them."""
    seen: set[tuple[str, bool]] = set()
    for spot in case.spots():
        kind = (shape(spot.place), isinstance(spot.place[-1], int))
        if spot.value is UNKNOWN or spot.place == ("on",) or kind in seen:
            continue
        seen.add(kind)
        if kind[1] or spot.info.type in ("record", "list", "map") or len(seen) % _EACH == 0:
            yield spot.place


def without(bound: dict[str, Any], place: Place, *, null: bool) -> dict[str, Any]:
    """What is bound, with a key absent or null; an item is null in either case."""
    again = copy.deepcopy(bound)
    *within, last = place if place[0] == "policy" else ("subject", *place)
    holder: Any = again
    for step in within:
        holder = holder[step]
    if null or isinstance(last, int):
        holder[last] = None
    else:
        holder.pop(last, None)
    return again


def cases(name: str, stage: Stage) -> tuple[list[dict[str, Any]], list[dict[str, Any] | None]]:
    """What is bound, absent and null in turn, and what the objects answer where one can be so."""
    case = whole(name, stage)
    full = bound_of(case)
    bounds: list[dict[str, Any]] = []
    expected: list[dict[str, Any] | None] = []
    for place in places(case):
        less = case.put({place: UNKNOWN})
        bound = full if less is None else bound_of(less)
        bounds += [without(bound, place, null=null) for null in (False, True)]
        # What follows from other facts is bound all the same, and taken out here: no object lacks it.
        so = less is not None and (isinstance(place[-1], int) or bounds[-2] == bound)
        expected += [answer_of(name, stage, less) if less is not None and so else None] * 2
    return bounds, expected


def asked(book: dict[str, Any], bound: dict[str, Any]) -> dict[str, Any]:
    return {
        "results": answers.results(book, bound, valued),
        "outcome": answers.outcome(book, bound, valued),
        "award": answers.award(book, bound, valued),
        "ceiling": answers.ceiling(book, bound, valued),
    }


def assert_alike(said: list[dict[str, Any]], expected: list[dict[str, Any] | None]) -> None:
    assert len(said) > 2
    assert said[::2] == said[1::2]
    for one, other in zip(said, expected, strict=True):
        assert one == (other or one)


@EVERY_STAGE
def test_absent_and_null_are_alike(name: str, stage: Stage) -> None:
    book = book_of(name, stage)
    bounds, expected = cases(name, stage)
    assert_alike([asked(book, bound) for bound in bounds], expected)


@pytest.mark.skipif(bool(NO_ENGINES), reason=NO_ENGINES)
@pytest.mark.parametrize("engine", ENGINES)
@EVERY_STAGE
def test_absent_and_null_are_alike_in_javascript(
    engine: str, name: str, stage: Stage, tmp_path: Path
) -> None:
    bounds, expected = cases(name, stage)
    [said] = answered(engine, tmp_path, books=[{"book": book_of(name, stage), "bounds": bounds}])["decided"]
    for one in said:
        del one["derived"]
    assert_alike(said, in_texts(expected))
