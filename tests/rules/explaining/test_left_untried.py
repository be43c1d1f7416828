"""What a search for remedies leaves untried is told: nothing is said to be beyond mending for it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

import attrs
import pytest

from cloudgrant.rules import (
    UNKNOWN,
    Fact,
    Record,
    count,
    every,
    fact,
    given,
    no,
    one_of,
    pick,
    rule,
    same,
    some,
    total,
)
from cloudgrant.values.problems import Problem
from toys.workshops import FILED, programme


@attrs.frozen(kw_only=True)
class Part(Record):
    cost: Fact[int] = given(en="Cost", change="to_less")
    used: Fact[int] = given(en="Used", change="to_less")
    proven: Fact[bool] = given(en="Proven", change="both_ways")
    fixed: Fact[bool] = given(en="Fixed")

    def incoherent(self) -> Iterable[Problem]:
        if self.cost is not UNKNOWN and self.used is not UNKNOWN and self.used > self.cost:
            yield Problem.at(["used"], "too_large", given=self.used, limit=self.cost)


@attrs.frozen(kw_only=True)
class Plan(Record):
    parts: Fact[tuple[Part, ...]] = given(en="Parts", change="both_ways")
    kept: Fact[tuple[Part, ...]] = given(en="Kept")
    shown: Fact[tuple[Literal["a", "b"], ...]] = given(en="Shown", change="to_less")
    first: Fact[int] = given(en="First", change="to_more")
    second: Fact[int] = given(en="Second", change="to_more")
    proven: Fact[bool] = given(en="Proven", change="to_more")
    never: Fact[bool] = given(en="Never")
    stated: Fact[int] = given(en="Stated")
    name: Fact[str] = given(en="Name", change="both_ways")
    fixed_name: Fact[str] = given(en="Fixed name")

    @fact(en="Looked up", opaque=1, reads=("first",), least=0, most=9)
    def looked_up(self) -> Fact[int]:
        return UNKNOWN if self.first is UNKNOWN else self.first % 10

    @fact(en="Given up", opaque=1, reads=("stated",), least=0, most=9)
    def given_up(self) -> Fact[int]:
        return UNKNOWN if self.stated is UNKNOWN else self.stated % 10


PART = Part(cost=10, used=10, proven=False, fixed=False)


def told(function: Any, **known: Any) -> tuple[int, bool, int]:
    """How many remedies, whether that is all, and how much is told to be beyond mending."""
    decision = programme(rule("fund.x", en="…")(function), subject=Plan).assess(Plan(**known), on=FILED)
    return len(decision.remedies), decision.remedies_complete, len(decision.unmendable)


UNTRIED = (0, False, 0)
BEYOND = (0, True, 1)


@pytest.mark.parametrize(
    ("function", "known"),
    [
        pytest.param(lambda s, p: some(s.parts, lambda one: one.fixed), {"parts": ()}, id="a record more"),
        pytest.param(
            lambda s, p: every(s.parts, lambda one: one.fixed), {"parts": (PART,)}, id="a record less"
        ),
        pytest.param(
            lambda s, p: count(s.parts, lambda one: one.fixed) >= 1, {"parts": (PART,)}, id="one more"
        ),
        pytest.param(
            lambda s, p: no(some(s.shown, lambda one: one_of(one, "a"))), {"shown": ("a",)}, id="one less"
        ),
        pytest.param(lambda s, p: total(s.kept, of=lambda one: one.cost) <= 5, {"kept": (PART,)}, id="used"),
        pytest.param(
            lambda s, p: total(s.kept, of=lambda one: pick(one.proven, 1, 0)) >= 1,
            {"kept": (PART,)},
            id="what an item counts for",
        ),
        pytest.param(lambda s, p: one_of(s.first + s.second, 5, 6), {"first": 1, "second": 1}, id="a sum"),
        pytest.param(lambda s, p: s.looked_up >= 5, {"first": 1}, id="what no tree says"),
        pytest.param(
            lambda s, p: no(same(s.name, s.fixed_name)), {"name": "x", "fixed_name": "x"}, id="text"
        ),
    ],
)
def test_what_could_be_changed_and_is_not_tried(function: Any, known: dict[str, Any]) -> None:
    assert told(function, **known) == UNTRIED


@pytest.mark.parametrize(
    ("function", "known"),
    [
        pytest.param(lambda s, p: some(s.kept, lambda one: one.fixed), {"kept": ()}, id="no record more"),
        pytest.param(lambda s, p: every(s.kept, lambda one: one.fixed), {"kept": (PART,)}, id="none less"),
        pytest.param(lambda s, p: some(s.shown, lambda one: one_of(one, "a")), {"shown": ()}, id="none"),
        pytest.param(lambda s, p: s.never, {"never": False}, id="never"),
        pytest.param(lambda s, p: s.given_up >= 5, {"stated": 1}, id="opaque, of what never changes"),
        pytest.param(lambda s, p: s.first + s.second <= 5, {"first": 6, "second": 6}, id="no way"),
        pytest.param(lambda s, p: s.never & (s.first >= 5), {"never": False, "first": 1}, id="one of two"),
    ],
)
def test_what_cannot_be_changed_is_beyond_mending(function: Any, known: dict[str, Any]) -> None:
    assert told(function, **known) == BEYOND


def _both(first: Any, second: Any, **known: Any) -> tuple[int, bool, int]:
    one, two = rule("fund.one", en="One")(first), rule("fund.two", en="Two")(second)
    decision = programme(one, two, subject=Plan).assess(Plan(**known), on=FILED)
    return len(decision.remedies), decision.remedies_complete, len(decision.unmendable)


def test_more_changes_than_are_enough_are_not_tried_and_that_is_told_where_nothing_is_found() -> None:
    costs = Plan(kept=tuple(Part(cost=cost, used=0) for cost in (150, 30, 30, 30)))

    def capped(s: Any, p: Any) -> Any:
        return total(s.kept, of=lambda one: one.cost) <= 100

    def one_is_large(s: Any, p: Any) -> Any:
        return some(s.kept, lambda one: one.cost >= 60)

    # The large one alone can be cut to 10, which the other rule refuses; to 60 beside others would do.
    assert _both(capped, one_is_large, kept=costs.kept) == (0, False, 0)
    assert told(capped, kept=costs.kept) == (1, True, 0)


def test_a_stated_target_that_cannot_be_tried_is_not_the_end_of_the_search() -> None:
    @attrs.frozen(kw_only=True)
    class Sold(Record):
        sales: Fact[int] = given(en="Sales")

        @fact(en="Size", change="to_more")
        def size(self) -> Fact[int]:
            return self.sales

    decision = programme(rule("fund.x", en="…")(lambda s, p: s.size >= 5), subject=Sold).assess(
        Sold(sales=1), on=FILED
    )
    assert (decision.remedies, decision.remedies_complete) == ((), False)
    assert [len(one.remedies) for one in decision.mendable] == [1]
