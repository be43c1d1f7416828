"""JSON Schema accepts what ``load`` accepts, and refuses what it refuses, but for what it cannot say."""

from __future__ import annotations

from collections import Counter
from functools import cache
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import cloudgrant as cg
from cloudgrant import portable
from data.test_every_kind import RECORDS
from portable.spoilt import DUMPS, spoilt

BEYOND = {
    "ubn.check_digit",
}


@cache
def reader(kind: str) -> Draft202012Validator:
    return Draft202012Validator(portable.schema(RECORDS[kind]))


def refusals(kind: str, data: Any) -> set[str]:
    """The codes of what ``load`` finds wrong; none where it takes the data."""
    try:
        cg.load(RECORDS[kind], data)
    except cg.InvalidInput as error:
        return {problem.code for problem in error.problems}
    return set()


def differs(kind: str, data: Any, accepted: bool) -> str:
    """What is odd of a schema that accepted the data or did not; nothing where it is in order."""
    codes = refusals(kind, data)
    if not codes:
        return "" if accepted else "refused by the schema alone"
    return f"refused by load alone: {sorted(codes)}" if accepted and not codes <= BEYOND else ""


@pytest.mark.parametrize("kind", sorted(DUMPS))
def test_a_dump_is_accepted(kind: str) -> None:
    Draft202012Validator.check_schema(portable.schema(RECORDS[kind]))
    assert [*reader(kind).iter_errors(DUMPS[kind])] == []


@settings(max_examples=500, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.integers(0, 2**64))
def test_it_accepts_what_load_accepts(seed: int) -> None:
    kind, data = spoilt(Random(seed))
    assert differs(kind, data, reader(kind).is_valid(data)) == ""
