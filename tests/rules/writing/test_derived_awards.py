"""An award made of a derived number is taken only where that is declared to be never negative."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest

from cloudgrant.rules import (
    Fact,
    Programme,
    Record,
    RuleRefused,
    calculation,
    fact,
    given,
    lesser,
    pick,
    rule,
)
from cloudgrant.rules.deciding.evaluate import Case, value_of
from cloudgrant.rules.writing.derived import body_in
from cloudgrant.rules.writing.ranges import range_of
from cloudgrant.rules.writing.tracing import trace
from cloudgrant.values.text import Text
from toys.workshops import FILED, clause


@attrs.frozen(kw_only=True)
class Books(Record):
    revenue: Fact[int] = given(en="Revenue", most=100)
    costs: Fact[int] = given(en="Costs", most=100)

    @fact(en="Profit")
    def profit(self) -> Fact[int]:
        return self.revenue - self.costs

    @fact(en="Turnover", least=0, most=200)
    def turnover(self) -> Fact[int]:
        return self.revenue + self.costs


@attrs.frozen(kw_only=True)
class Terms(Record):
    cap: int = given(default=50, en="Cap")


def _with_revenue(books: Any, terms: Any) -> Any:
    return books.revenue >= 0


def granting(amount: Any, as_: str = "award") -> Programme[Books, Terms]:
    parts: dict[str, Any] = {as_: calculation("p.x", en="Amount")(amount)}
    return Programme(
        "books",
        title=Text(en="Books"),
        subject=Books,
        policies={date(2022, 1, 1): Terms()},
        clauses=[clause("p.x")],
        rules=[rule("p.x", en="…")(_with_revenue)],
        **parts,
    )


@pytest.mark.parametrize(
    "award",
    [
        lambda s, p: s.profit,
        lambda s, p: s.profit // 2,
        lambda s, p: lesser(p.cap, s.profit),
        lambda s, p: pick(s.revenue >= 5, s.profit, s.turnover),
        lambda s, p: s.turnover + s.profit,
    ],
)
def test_a_derived_number_that_may_be_anything_is_no_award(award: Any) -> None:
    with pytest.raises(RuleRefused) as caught:
        granting(award)
    assert [one.code for one in caught.value.problems] == ["declaration.negative_award"]


@pytest.mark.parametrize("award", [lambda s, p: s.revenue >= 3, lambda s, p: None, lambda s, p: "3"])
def test_an_award_is_a_whole_number(award: Any) -> None:
    with pytest.raises(
        RuleRefused, match=r"a calculation must return a whole number.*計算須回傳整數"
    ) as caught:
        granting(award)
    assert [one.code for one in caught.value.problems] == ["rule.amount"]


@pytest.mark.parametrize(
    ("award", "expected"),
    [
        (lambda s, p: s.turnover, 10),
        (lambda s, p: lesser(p.cap, s.turnover // 2), 5),
        (lambda s, p: pick(s.profit >= 0, s.turnover, 0), 0),
        (lambda s, p: p.cap - lesser(p.cap, s.profit), 54),
        (lambda s, p: pick(s.revenue >= s.costs, s.revenue - s.costs, 0), 0),
    ],
)
def test_what_is_declared_or_guarded_is_granted(award: Any, expected: int) -> None:
    assert granting(award).assess(Books(revenue=3, costs=7), on=FILED).award == expected


def test_a_ceiling_is_held_to_the_same() -> None:
    assert (
        granting(lambda s, p: s.turnover, "ceiling").assess(Books(revenue=3, costs=7), on=FILED).ceiling == 10
    )
    for amount, code in (
        (lambda s, p: s.profit, "declaration.negative_award"),
        (_by_hand, "rule.min"),
    ):
        with pytest.raises(RuleRefused) as caught:
            granting(amount, "ceiling")
        assert [one.code for one in caught.value.problems] == [code]


def _by_hand(books: Any, terms: Any) -> Any:
    return min(books.revenue, terms.cap)


def test_what_a_derived_number_declares_is_its_range() -> None:
    node = trace("p.x", lambda s, p: s.turnover + 1, Books, Terms, "int")
    assert range_of(node) == range_of(node, by=body_in) == (1, 201)
    assert value_of(node, Case(Books(revenue=100, costs=100), Terms())) == 201
