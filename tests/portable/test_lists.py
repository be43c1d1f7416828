"""Words over lists, days and tables in a rule book: by macros where CEL can say it, else as data."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import attrs
import pytest
from de_minimis import Aid, Linked, Request, programme
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from cloudgrant import portable
from cloudgrant.rules import (
    UNKNOWN,
    Fact,
    Record,
    Share,
    Table,
    at_least,
    count,
    distinct,
    every,
    fact,
    facts,
    given,
    months_after,
    no,
    one_of,
    said,
    share_at_least,
    share_at_most,
    some,
    term_end,
    total,
)
from cloudgrant.rules.deciding.evaluate import Case, value_of
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.tracing import trace
from readings.cel_answers import Expressions, evaluated


@attrs.frozen(kw_only=True)
class Part(Record):
    """A part of a lot."""

    weight: Fact[int] = given(en="Weight", least=0, most=9)


@attrs.frozen(kw_only=True)
class Lot(Record):
    """Something that is sold."""

    kind: Fact[str] = given(en="Kind")
    price: Fact[int] = given(en="Price", least=0, most=100)
    sold: Fact[bool] = given(en="Sold")
    since: Fact[date] = given(en="Since")
    parts: Fact[tuple[Part, ...]] = given(en="Parts")

    @fact(en="Heavy", unit="")
    def weight(self) -> Fact[int]:
        return total(self.parts, of=lambda part: part.weight)


@attrs.frozen(kw_only=True)
class Seller(Record):
    """One who sells."""

    lots: Fact[tuple[Fact[Lot], ...]] = given(en="Lots")
    kind: Fact[str] = given(en="Kind")
    began: Fact[date] = given(en="Began")
    months: Fact[int] = given(en="Months", least=-600, most=600)
    a: Fact[bool] = given(en="A")
    b: Fact[bool] = given(en="B")
    c: Fact[bool] = given(en="C")
    d: Fact[bool] = given(en="D")

    @fact(en="Turnover", unit="TWD")
    def turnover(self) -> Fact[int]:
        return total(self.lots, of=lambda lot: lot.price, where=lambda lot: lot.sold)

    @fact(en="Index of trade", unit="", opaque=1, least=0, most=10)
    def index(self) -> Fact[int]:
        return UNKNOWN if self.kind is UNKNOWN else len(self.kind)


@attrs.frozen(kw_only=True)
class Fees(Record):
    """What a market asks."""

    cap: int = given(default=100, en="Cap")
    late: Fact[int] = given(default=UNKNOWN, en="Late fee")
    kinds: tuple[str, ...] = given(default=("a", "b"), en="Kinds")
    rates: Table[int] = given(default=Table({"a": 1, "b": 5}), en="Rates")

    @fact(en="Twice the cap")
    def twice(self) -> Fact[int]:
        return self.cap * 2


FEES = Fees()

truths = st.sampled_from([True, False, UNKNOWN])
days = st.sampled_from([date(2022, 2, 28), date(2024, 2, 29), date(2022, 8, 31), date(1, 1, 1), UNKNOWN])
kinds = st.sampled_from(["a", "b", "c", UNKNOWN])
parts = st.lists(st.builds(Part, weight=st.sampled_from([0, 4, 9, UNKNOWN])), max_size=2).map(tuple)
lots = st.builds(
    Lot,
    kind=kinds,
    price=st.sampled_from([0, 40, 100, UNKNOWN]),
    sold=truths,
    since=days,
    parts=st.one_of(parts, st.just(UNKNOWN)),
)
sellers = st.builds(
    Seller,
    lots=st.one_of(st.lists(st.one_of(lots, st.just(UNKNOWN)), max_size=3).map(tuple), st.just(UNKNOWN)),
    kind=kinds,
    began=days,
    months=st.sampled_from([-600, -1, 0, 1, 6, 12, UNKNOWN]),
    a=truths,
    b=truths,
    c=truths,
    d=truths,
)
policies = st.builds(
    Fees, cap=st.sampled_from([0, 40, 140, 200]), late=st.sampled_from([UNKNOWN, 3]), kinds=st.just(("a",))
)


def tree_of(function: Any) -> tree.Node:
    return trace("market.x", function, Seller, Fees)


RULES: dict[str, Any] = {
    "turnover": lambda one, fees: one.turnover <= fees.cap,
    "a sum of what is not known at all": lambda one, fees: (
        total(one.lots, of=lambda lot: fees.late, where=lambda lot: lot.sold) <= fees.cap
    ),
    "a sum of sums": lambda one, fees: total(one.lots, of=lambda lot: lot.weight) <= 10,
    "some of which the sum": lambda one, fees: some(one.lots, lambda lot: lot.weight >= 9),
    "count": lambda one, fees: count(one.lots, lambda lot: one_of(lot.kind, fees.kinds)) >= 2,
    "how many": lambda one, fees: count(one.lots) <= 2,
    "every": lambda one, fees: every(one.lots, lambda lot: lot.sold | (lot.price <= 40)),
    "distinct": lambda one, fees: (
        distinct(one.lots, of=lambda lot: lot.kind, where=lambda lot: lot.sold) >= 2
    ),
    "told apart by two": lambda one, fees: distinct(one.lots, of=lambda lot: (lot.kind, lot.sold)) <= 2,
    "a share over one list": lambda one, fees: share_at_least(
        one.turnover, total(one.lots, of=lambda lot: lot.price), Share("1/2")
    ),
    "a share over one list, of other amounts": lambda one, fees: share_at_most(
        count(one.lots, lambda lot: lot.sold), total(one.lots, of=lambda lot: lot.price), Share("1/40")
    ),
    "the values of a map": lambda one, fees: some(fees.rates, lambda rate: rate >= 5) & one.a,
    "a record of a list": lambda one, fees: every(one.lots, lambda lot: said(lot) & said(lot.kind)),
    "at least two of four": lambda one, fees: at_least(2, one.a, one.b, one.c, one.d),
    "the corresponding day": lambda one, fees: months_after(one.began, one.months) <= date(2022, 8, 31),
    "a term": lambda one, fees: term_end(one.began, one.months) < date(2022, 8, 30),
    "a day in a list": lambda one, fees: some(
        one.lots, lambda lot: months_after(lot.since, 6) <= months_after(one.began, one.months)
    ),
    "an entry": lambda one, fees: fees.rates[one.kind] <= 3,
    "an entry in a list": lambda one, fees: total(one.lots, of=lambda lot: fees.rates[lot.kind]) <= 3,
    "a list of the policy": lambda one, fees: some(
        fees.kinds, lambda kind: some(one.lots, lambda lot: lot.sold & one_of(lot.kind, "a"))
    ),
    "a fact of the policy": lambda one, fees: one.turnover <= fees.twice,
    "an opaque fact": lambda one, fees: (one.index <= 10) & no(one.index <= 0),
}


@pytest.mark.parametrize("name", RULES)
@settings(max_examples=60)
@drawn(data=st.data())
def test_expressions_say_what_the_tree_says(name: str, data: st.DataObject) -> None:
    node = tree_of(RULES[name])
    expressions = portable.cel(node)
    for _ in range(4):
        one, fees = data.draw(sellers), data.draw(policies)
        found = evaluated(expressions, portable.bindings(one, fees))
        assert found is value_of(node, Case(one, fees)), (one, fees)


@pytest.mark.parametrize("months", [-24_000, -25, -12, -1, 0, 1, 2, 6, 12, 13, 48, 100_000])
def test_days_are_worked_out_as_the_calendar_has_them(months: int) -> None:
    shifted = [portable.cel(tree_of(RULES[name])) for name in ("the corresponding day", "a term")]
    nodes = [tree_of(RULES[name]) for name in ("the corresponding day", "a term")]
    first = date(2021, 12, 25)
    for day in [*(first + timedelta(days=n) for n in range(0, 800, 5)), date.min, date.max]:
        one = attrs.evolve(Seller(began=day), months=max(-600, min(months, 600)))
        for node, expressions in zip(nodes, shifted, strict=True):
            found = evaluated(expressions, portable.bindings(one, FEES))
            assert found is value_of(node, Case(one, FEES)), (day, months)


def test_so_many_of_several_is_said_in_the_size_of_what_is_said() -> None:
    def of(several: int) -> int:
        several_facts = [tree.FactOf((f"fact_{n:02}",), facts(Seller)["a"]) for n in range(several)]
        node: tree.Node = tree.Constant(0)
        for one in several_facts:
            picked = tree.Pick(one, tree.Constant(1), tree.Constant(0))
            node = tree.Arithmetic("+", node, picked)
        return len("".join(portable.cel(tree.Comparison(">=", node, tree.Constant(3)))[:2]))

    assert of(8) < 1_700
    assert of(16) - of(8) == of(24) - of(16) == of(32) - of(24)


def test_what_goes_through_a_list_without_adding_up_needs_nothing_first() -> None:
    for name in ("every", "count", "how many", "at least two of four", "a list of the policy"):
        assert portable.cel(tree_of(RULES[name])).first == ()


def test_a_sum_is_data() -> None:
    [entry] = portable.cel(tree_of(RULES["turnover"])).first
    assert (entry["kind"], entry["over"], entry["as"], entry["first"]) == ("total", "subject.lots", "i1", [])
    assert entry["where"]["surely"] == "(i1 != null && has(i1.sold) && i1.sold != null && i1.sold)"


def test_what_says_nothing_of_an_item_is_worked_out_once() -> None:
    day, window = portable.rulebook(programme)["rules"][2]["first"]
    assert (day["kind"], window["kind"], window["first"]) == ("day", "total", [])
    [sums] = portable.cel(tree_of(RULES["a sum of sums"])).first
    assert [one["over"] for one in sums["first"]] == ["i1.parts"]


def test_a_derived_fact_is_given_only_where_nothing_else_can_work_it_out() -> None:
    expressions = portable.cel(tree_of(RULES["an opaque fact"]))
    assert "subject.index" in expressions.surely
    assert "turnover" not in str(portable.cel(tree_of(RULES["turnover"])))
    assert "twice" not in str(portable.cel(tree_of(RULES["a fact of the policy"])))


requests = st.builds(
    Request,
    state=st.just("DE"),
    cents=st.sampled_from([10_000_000, UNKNOWN]),
    sector=st.sampled_from(["other", "other", UNKNOWN]),
    export_aid=st.sampled_from([False, UNKNOWN]),
    undertaking=st.one_of(
        st.lists(st.builds(Linked, name=st.sampled_from("ab"), linked=truths), max_size=2).map(tuple),
        st.just(UNKNOWN),
    ),
    aids=st.one_of(
        st.lists(
            st.builds(
                Aid,
                ref=st.uuids().map(str),
                to=st.sampled_from(["a", "b", UNKNOWN]),
                state=st.sampled_from(["DE", "DE", "FR", UNKNOWN]),
                granted_on=st.sampled_from([date(2025, 1, 1), date(2023, 5, 2), date(2023, 5, 3), UNKNOWN]),
                cents=st.sampled_from([10_000_000, 20_000_001, 30_000_000, UNKNOWN]),
            ),
            max_size=3,
        ).map(tuple),
        st.just(UNKNOWN),
    ),
)
BOOK = Expressions(programme)


@settings(max_examples=150)
@drawn(requests, st.sampled_from([date(2026, 5, 2), date(2026, 5, 3)]))
def test_a_rolling_window_of_another_law(request: Request, on: date) -> None:
    decision = programme.assess(request, on=on)
    policy = programme.policy_on(on)
    assert BOOK.answer(request, policy, on) == {**decision.words, "outcome": decision.outcome.value}
