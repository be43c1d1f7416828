"""A policy whose list is empty: nothing is one of it, in every library alike."""

from __future__ import annotations

from datetime import date

import attrs
import pytest

import cloudgrant as cg
from cloudgrant import frames
from cloudgrant.rules import Fact, Record, Truth, given, one_of, rule


@attrs.frozen(kw_only=True)
class Stall(Record):
    kind: Fact[str] = given(zh="種類", en="Kind")


@attrs.frozen(kw_only=True)
class Allowed(Record):
    kinds: tuple[str, ...] = given(default=(), zh="種類", en="Kinds")


@rule("stall.kind", zh="種類", en="Kind")
def allowed(stall: Stall, policy: Allowed) -> Truth:
    return one_of(stall.kind, policy.kinds)


MARKET = cg.Programme(
    "market",
    title=cg.Text(zh="市集", en="Market"),
    subject=Stall,
    policies={date(2022, 1, 1): Allowed()},
    rules=[allowed],
    clauses=[cg.Clause("stall.kind", heading="一", source="種類", text=cg.Text(zh="種類", en="Kind"))],
)


@pytest.mark.parametrize("library", ["polars", "pandas", "pyarrow"])
def test_nothing_is_one_of_nothing(library: str) -> None:
    made = pytest.importorskip(library)
    columns = {"kind": ["fruit", None]}
    frame = made.table(columns) if library == "pyarrow" else made.DataFrame(columns)
    answers = frames.assess(frame, MARKET, on=date(2022, 5, 2))["outcome"]
    found = answers.to_pylist() if library == "pyarrow" else list(answers)
    assert found == ["ineligible", "undetermined"]
