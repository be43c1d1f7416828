"""Lists of the largest numbers that may be declared: no sum and no product of columns wraps."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from random import Random
from typing import Any, Literal

import attrs
import polars as pl
import pytest

import cloudgrant as cg
from cloudgrant import frames
from cloudgrant.rules import (
    UNKNOWN,
    Clause,
    Fact,
    Programme,
    Record,
    Share,
    Text,
    Truth,
    fact,
    given,
    one_of,
    rule,
    share_at_least,
    share_at_most,
    total,
)
from readings.engines import ENGINES, rows_of

DAY = date(2022, 5, 2)
LARGEST = 10**14


@attrs.frozen(kw_only=True)
class Load(Record):
    """A part of a cargo."""

    weight: Fact[int] = given(en="Weight", least=0)
    kind: Fact[Literal["grain", "ore"]] = given(en="Kind")


@attrs.frozen(kw_only=True)
class Cargo(Record):
    """A cargo of many parts."""

    loads: Fact[tuple[Load, ...]] = given(en="Loads")

    @fact(en="Ore")
    def ore(self) -> Fact[int]:
        return total(self.loads, of=lambda load: load.weight, where=lambda load: one_of(load.kind, "ore"))

    @fact(en="Grain")
    def grain(self) -> Fact[int]:
        return total(self.loads, of=lambda load: load.weight, where=lambda load: one_of(load.kind, "grain"))

    @fact(en="All of it")
    def whole(self) -> Fact[int]:
        return total(self.loads, of=lambda load: load.weight)


@attrs.frozen(kw_only=True)
class Bounds(Record):
    """What is allowed."""

    share: Share = given(default=Share("6667/10000"), en="Share")


@rule("cargo.most", en="At most so much ore")
def little_ore(cargo: Cargo, bounds: Bounds) -> Truth:
    return share_at_most(cargo.ore, cargo.whole, bounds.share)


@rule("cargo.least", en="At least so much grain")
def much_grain(cargo: Cargo, bounds: Bounds) -> Truth:
    return share_at_least(cargo.grain, cargo.whole, bounds.share)


@rule("cargo.hundredth", en="At least a hundredth of a hundredth of ore")
def fine(cargo: Cargo, bounds: Bounds) -> Truth:
    return share_at_least(cargo.ore, cargo.whole, Share(1, 10_000))


RULES = (little_ore, much_grain, fine)
CARGOES: Programme[Cargo, Bounds] = Programme(
    "cargoes",
    title=Text(en="Cargoes"),
    subject=Cargo,
    policies={date(2022, 1, 1): Bounds()},
    clauses=[Clause(one.id, heading=one.id, source="x", text=Text(en="…")) for one in RULES],
    rules=RULES,
)


def cargoes(random: Random, number: int) -> list[Cargo]:
    weights = (0, 1, 3_333, 6_667, 10_000, LARGEST // 2, LARGEST - 1, LARGEST, LARGEST, UNKNOWN)
    kinds: Sequence[Any] = ("grain", "ore", "ore", UNKNOWN)
    found = []
    for _ in range(number):
        few = random.choice((0, 1, 2, 3, 5))
        loads = [Load(weight=random.choice(weights), kind=random.choice(kinds)) for _ in range(few)]
        many = random.choice((0, 0, 0, 9_000))  # of the largest: their sum is near what 64 bits hold
        heavy = Load(weight=LARGEST, kind=random.choice(("grain", "ore")))
        found.append(Cargo(loads=(*loads, *[heavy] * many)))
    return found


@pytest.mark.parametrize("library", ENGINES)
def test_sums_of_the_largest_numbers_never_wrap(library: str) -> None:
    every = cargoes(Random(7), 40)
    subjects = pl.DataFrame({"case": range(len(every))})
    items = [
        {"case": case, "weight": _cell(load.weight), "kind": _cell(load.kind)}
        for case, one in enumerate(every)
        for load in _listed(one)
    ]
    loads = pl.DataFrame(items, schema={"case": pl.Int64, "weight": pl.Int64, "kind": pl.String})
    make = ENGINES[library]
    decided = frames.assess({"": make(subjects), "loads": make(loads)}, CARGOES, key="case", on=DAY)
    names = ("outcome", *CARGOES.rule_ids())
    rows = sorted(rows_of(decided, "case", *names), key=lambda row: row["case"])
    for row, one in zip(rows, every, strict=True):
        decision = CARGOES.assess(one, on=DAY)
        expected = {"outcome": decision.outcome.value, **decision.words}
        assert {name: row[name] for name in names} == expected, _listed(one)[:6]
    for name in CARGOES.rule_ids():
        assert {row[name] for row in rows} == {"met", "not_met", "undetermined"}


def test_more_items_than_a_list_may_have_are_told_or_not_known() -> None:
    subjects = pl.DataFrame({"case": [1, 2]})
    loads = pl.DataFrame({"case": [1] * 10_001 + [2], "weight": [1] * 10_002, "kind": ["ore"] * 10_002})
    with pytest.raises(cg.InvalidInput) as caught:
        frames.assess({"": subjects, "loads": loads}, CARGOES, key="case", on=DAY)
    [problem] = caught.value.problems
    assert (problem.path.pointer, problem.code, problem.params["rows"]) == ("/loads", "too_many", 1)
    lazy = {"": subjects.lazy(), "loads": loads.lazy()}
    with pytest.raises(cg.InvalidInput) as caught:
        frames.assess(lazy, CARGOES, key="case", on=DAY)
    assert caught.value.problems[0] == problem
    for tables in ({"": subjects, "loads": loads}, lazy):
        decided = frames.assess(tables, CARGOES, key="case", on=DAY, invalid="column")
        decided = decided.lazy().collect()
        assert decided["cargo.most"].to_list() == ["undetermined", "not_met"]
        assert decided["invalid"].to_list() == ["loads: too_many", None]


def _cell(value: Any) -> Any:
    return None if value is UNKNOWN else value


def _listed(cargo: Cargo) -> tuple[Load, ...]:
    assert cargo.loads is not UNKNOWN
    return cargo.loads
