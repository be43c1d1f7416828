"""No number that a rule computes leaves 64 bits, and no award is negative: by the declarations alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given as tried
from hypothesis import settings
from hypothesis import strategies as st

from cloudgrant.rules import (
    Fact,
    Programme,
    Record,
    RuleRefused,
    Share,
    calculation,
    given,
    lesser,
    pick,
    rule,
    share_at_most,
)
from cloudgrant.rules.deciding.evaluate import Case, value_of
from cloudgrant.rules.writing.ranges import WIDEST, range_of
from cloudgrant.rules.writing.tracing import trace
from cloudgrant.values.text import Text
from toys.workshops import FILED, clause

Function = Callable[..., Any]
HALF = Share.of("1/2")
LARGE = WIDEST // 10_000


@attrs.frozen(kw_only=True)
class Plan(Record):
    n: Fact[int] = given(en="N", most=10**15)
    within: Fact[int] = given(en="Within", most=LARGE)
    beyond: Fact[int] = given(en="Beyond", most=LARGE + 1)
    a: Fact[int] = given(en="A", most=9)
    b: Fact[int] = given(en="B", least=-4, most=6)
    yes: Fact[bool] = given(en="Yes")


@attrs.frozen(kw_only=True)
class Code(Record):
    k: int = given(default=10, en="K", most=WIDEST)
    grant: int = given(default=5, en="Grant", most=20)


def of(function: Function, **parts: Any) -> Programme[Plan, Code]:
    every: dict[str, Any] = {
        "title": Text(en="Plans"), "subject": Plan, "policies": {date(2022, 1, 1): Code()},
        "clauses": [clause("p.x")], "rules": [rule("p.x", en="…")(function)],
    }  # fmt: skip
    return Programme("plans", **{**every, **parts})


@pytest.mark.parametrize(
    "function",
    [
        lambda s, p: s.n * 10_000 <= p.k,
        lambda s, p: s.beyond * 10_000 <= p.k,
        lambda s, p: (s.within * 10_000) + 9_999 <= p.k,
        lambda s, p: s.a <= WIDEST + 1,
        lambda s, p: s.a <= -WIDEST - 2,
        lambda s, p: p.k * s.a <= 5,
        lambda s, p: p.k + 1 >= s.a,
        lambda s, p: share_at_most(s.beyond, s.a, HALF),
        lambda s, p: share_at_most(s.a, s.beyond, HALF),
        lambda s, p: s.a + p.k <= p.k,
        lambda s, p: s.within * s.n <= p.k,
    ],
)
def test_what_may_leave_64_bits_is_refused_with_its_place(function: Function) -> None:
    with pytest.raises(RuleRefused) as caught:
        of(function)
    [problem] = caught.value.problems
    assert problem.code == "rule.range"
    assert "declare a smaller `most`" in problem.message("en")
    assert f"line {function.__code__.co_firstlineno}," in problem.message("en")


@pytest.mark.parametrize(
    "function",
    [
        lambda s, p: s.within * 10_000 <= p.k,
        lambda s, p: s.a <= WIDEST,
        lambda s, p: s.n <= p.k,
        lambda s, p: share_at_most(s.within, s.a, HALF),
        lambda s, p: s.n * 9_000 - s.n <= p.k,
        lambda s, p: s.within * s.a <= p.k,
    ],
)
def test_what_stays_within_is_taken(function: Function) -> None:
    assert of(function).assess(Plan(), on=FILED).on == FILED


AMOUNTS: list[tuple[Function, int, int]] = [
    (lambda s, p: s.a + s.b, -4, 15),
    (lambda s, p: s.a - s.b, -6, 13),
    (lambda s, p: s.b * 3, -12, 18),
    (lambda s, p: s.b * -3, -18, 12),
    (lambda s, p: s.b * p.grant, -80, 120),
    (lambda s, p: s.a * s.b, -36, 54),
    (lambda s, p: s.b // 3, -2, 2),
    (lambda s, p: lesser(s.a, s.b), -4, 6),
    (lambda s, p: pick(s.yes, s.a, s.b), -4, 9),
    (lambda s, p: p.grant - lesser(p.grant, s.a), 0, 20),
    (lambda s, p: p.grant - lesser(s.a, p.grant), 0, 20),
    (lambda s, p: p.grant - lesser(s.a, s.b), -6, 24),
    (lambda s, p: pick(p.grant >= s.a, p.grant - s.a, 0), 0, 20),
    (lambda s, p: pick(p.grant < s.a, 0, p.grant - s.a), 0, 20),
    (lambda s, p: pick(s.a <= p.grant, p.grant - s.a, 1), 0, 20),
    (lambda s, p: pick(s.a >= p.grant, p.grant - s.a, 1), -9, 20),
    (lambda s, p: pick(p.grant < s.a, p.grant - s.a, 0), -9, 20),
]


@pytest.mark.parametrize(("function", "least", "most"), AMOUNTS)
def test_an_amount_lies_between(function: Function, least: int, most: int) -> None:
    assert range_of(trace("p.x", function, Plan, Code, "int")) == (least, most)


@settings(max_examples=200)
@tried(
    st.sampled_from([function for function, _, _ in AMOUNTS]),
    st.builds(Plan, a=st.integers(0, 9), b=st.integers(-4, 6), yes=st.booleans()),
    st.builds(Code, grant=st.integers(0, 20)),
)
def test_no_amount_leaves_its_range(function: Function, plan: Plan, code: Code) -> None:
    node = trace("p.x", function, Plan, Code, "int")
    reach = range_of(node)
    assert reach.least <= value_of(node, Case(plan, code)) <= reach.most


@pytest.mark.parametrize(("function", "least", "most"), AMOUNTS)
def test_an_award_that_may_be_negative_is_refused(function: Function, least: int, most: int) -> None:
    award = calculation("p.x", en="Award")(function)

    def made() -> object:
        return of(lambda s, p: s.yes, award=award)

    if least >= 0:
        assert made()
        return
    with pytest.raises(RuleRefused) as caught:
        made()
    [problem] = caught.value.problems
    assert problem.code == "declaration.negative_award"
    assert f"{least:,}" in problem.message("en")
    assert "a - lesser(a, b)" in problem.message("zh")
