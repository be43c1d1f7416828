"""Derived facts in frames: worked out from columns, taken from their own, or refused with what helps."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import narwhals as nw
import polars as pl
import pytest

import cloudgrant as cg
from cloudgrant import frames
from cloudgrant.frames import Columns
from cloudgrant.rules import (
    Clause,
    Fact,
    Programme,
    Record,
    Text,
    Truth,
    count,
    fact,
    given,
    months_after,
    rule,
)
from cloudgrant.rules.writing import tree

DAY = date(2022, 5, 2)


@attrs.frozen(kw_only=True)
class Till(Record):
    """A till of a kiosk."""

    takings: Fact[int] = given(en="Takings")


@attrs.frozen(kw_only=True)
class Kiosk(Record):
    """A kiosk with facts that follow from others."""

    rent: Fact[int] = given(en="Rent")
    wages: Fact[int] = given(en="Wages")
    opened: Fact[date] = given(en="Opened")
    tills: Fact[tuple[Till, ...]] = given(en="Tills")
    stock: int = 0

    @fact(en="Costs")
    def costs(self) -> Fact[int]:
        return self.rent + self.wages

    @fact(en="Lease ends")
    def lease_ends(self) -> Fact[date]:
        return months_after(self.opened, 6)

    @fact(en="Number of tills")
    def till_number(self) -> Fact[int]:
        return count(self.tills)

    @fact(en="Rating", opaque=1, least=0, most=10**9, reads=("rent",))
    def rating(self) -> Fact[int]:
        return self.rent


@attrs.frozen(kw_only=True)
class Caps(Record):
    """What the programme allows."""

    costs: int = given(default=30, en="Costs")


@rule("kiosk.costs", en="Costs")
def within(kiosk: Kiosk, caps: Caps) -> Truth:
    return kiosk.costs <= caps.costs


@rule("kiosk.lease", en="Lease")
def leased(kiosk: Kiosk, caps: Caps, on: date) -> Truth:
    return on <= kiosk.lease_ends


@rule("kiosk.tills", en="Tills")
def few_tills(kiosk: Kiosk, caps: Caps) -> Truth:
    return kiosk.till_number <= 2


@rule("kiosk.rating", en="Rating")
def rated(kiosk: Kiosk, caps: Caps) -> Truth:
    return kiosk.rating >= 3


@rule("kiosk.stock", en="Stock")
def stocked(kiosk: Kiosk, caps: Caps) -> Truth:
    return kiosk.stock * 10_000 <= caps.costs


def programme(*rules: Any) -> Programme[Kiosk, Caps]:
    return Programme(
        "kiosks",
        title=Text(en="Kiosks"),
        subject=Kiosk,
        policies={date(2022, 1, 1): Caps()},
        clauses=[Clause(one.id, heading=one.id, source="x", text=Text(en="…")) for one in rules],
        rules=rules,
    )


def results(table: Any, judged: Any, **changes: Any) -> list[str]:
    decided = frames.assess(table, judged, subject=Kiosk, on=DAY, **changes)
    decided = decided.collect() if isinstance(decided, pl.LazyFrame) else decided
    [name] = judged.rule_ids()
    found: list[str] = decided[name].to_list()
    return found


def refused_all(table: Any, judged: Any) -> tuple[cg.Problem, ...]:
    with pytest.raises(cg.InvalidInput) as caught:
        frames.assess(table, judged, subject=Kiosk, on=DAY)
    return caught.value.problems


def refused(table: Any, judged: Any) -> cg.Problem:
    [problem] = refused_all(table, judged)
    return problem


def test_a_formula_is_worked_out_from_columns_and_a_part_of_a_sum_is_enough_to_fail() -> None:
    table = pl.DataFrame({"rent": [10, 31, 30, 10, None], "wages": [20, None, None, None, 31]})
    answers = ["met", "not_met", "undetermined", "undetermined", "not_met"]
    assert results(table, programme(within)) == answers
    assert results(table.lazy(), programme(within)) == answers


def test_its_own_column_comes_first_and_where_it_is_null_the_formula_answers() -> None:
    table = pl.DataFrame({"rent": [40, 10, None], "wages": [1, 10, 31], "costs": [30, None, None]})
    assert results(table, programme(within)) == ["met", "met", "not_met"]


def test_a_day_is_counted_from_a_column() -> None:
    opened = [date(2021, 11, 1), date(2021, 11, 2), date(2021, 11, 3), None, date(9999, 12, 31)]
    answers = ["not_met", "met", "met", "undetermined", "met"]
    assert results(pl.DataFrame({"opened": opened}), programme(leased)) == answers
    assert results(pl.DataFrame({"opened": opened}).to_pandas(), programme(leased)) == answers


def test_what_comes_from_a_list_needs_a_column_of_its_own_and_is_told_so() -> None:
    problem = refused(pl.DataFrame({"rent": [1]}), programme(few_tills))
    assert (problem.path.pointer, problem.code) == ("/till_number", "frame.list")
    assert "give a column till_number" in problem.message("en")
    assert "「till_number」欄" in problem.message("zh_Hant_TW")
    table = pl.DataFrame({"till_number": [2, 3, None]})
    assert results(table, programme(few_tills)) == ["met", "not_met", "undetermined"]


def test_an_opaque_formula_is_refused_where_a_column_that_it_reads_is_there() -> None:
    problem = refused(pl.DataFrame({"rent": [1]}), programme(rated))
    assert (problem.path.pointer, problem.code) == ("/rating", "frame.list")
    assert "give a column rating" in problem.message("en")
    assert results(pl.DataFrame({"rating": [2, 3]}), programme(rated)) == ["not_met", "met"]
    nothing = pl.DataFrame({"wages": [2]})
    assert [one.code for one in refused_all(nothing, programme(rated))] == ["frame.nothing"]
    assert results(nothing, programme(rated), unmatched="ignore") == ["undetermined"]


def test_a_product_of_what_no_fact_holds_never_wraps() -> None:
    judged, table = programme(stocked), pl.DataFrame({"stock": [10**15, 0]})
    assert judged.assess(Kiosk(stock=10**15), on=DAY).outcome is cg.Outcome.INELIGIBLE
    problem = refused(table, judged)
    assert (problem.path.pointer, problem.code, problem.params["rows"]) == ("/stock", "frame.values", 1)
    assert refused(table.lazy(), judged) == problem
    for made in (table, table.lazy()):
        assert results(made, judged, invalid="unknown") == ["undetermined", "met"]


def test_a_formula_that_comes_to_more_than_64_bits_hold_is_no_formula_of_nothing() -> None:
    @attrs.frozen(kw_only=True)
    class Square(Record):
        side: Fact[int] = given(en="Side")

        @fact(en="Area")
        def area(self) -> Fact[int]:
            return self.side * self.side

    columns = Columns(Square, schema={"side": nw.Int64(), "area": nw.Int64()})
    with pytest.raises(cg.InvalidInput, match=r"\[rule\.range\]"):
        columns.value(tree.FactOf(("area",), cg.facts(Square)["area"]), Caps())


@attrs.frozen(kw_only=True)
class Franchise(Kiosk):
    """A kiosk of which the house must be told, and some things go without saying."""

    house: int = given(en="House")
    wages: Fact[int] = given(default=20, en="Wages")


def test_what_must_be_given_needs_a_column_and_what_goes_without_saying_none() -> None:
    judged = programme(within)
    for given_, answers in (
        ({"house": [1, 2]}, ["undetermined"] * 2),
        ({"house": [1, 2], "rent": [10, 11]}, ["met", "not_met"]),
        ({"house": [1, 2], "rent": [11, 12], "wages": [19, None]}, ["met", "undetermined"]),
    ):
        decided = frames.assess(pl.DataFrame(given_), judged, subject=Franchise, on=DAY, unmatched="ignore")
        assert decided["kiosk.costs"].to_list() == answers
    assert judged.assess(Franchise(house=1, rent=10), on=DAY)["kiosk.costs"].result.value == "met"
    with pytest.raises(cg.InvalidInput) as caught:
        frames.assess(pl.DataFrame({"rent": [10]}), judged, subject=Franchise, on=DAY)
    assert [(one.path.pointer, one.code) for one in caught.value.problems] == [("/house", "required")]
