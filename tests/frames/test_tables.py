"""Tables of lists that do not fit together: each told with its place, its code and the number of rows."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import polars as pl
import pytest

import cloudgrant as cg
from cloudgrant import frames
from cloudgrant.rules import Fact, Truth, for_each, given, rule
from toys.stalls import FILED
from toys.workshops import Limits, Maker, Workshop, programme

DAY = date(2022, 5, 2)
CASES = pl.DataFrame({"case": ["A", "B"]})
LINES = pl.DataFrame({"case": ["A", "A", "B"], "source": ["subsidy"] * 3, "amount": [1, 2, 3]})
CAP = "research.funding.case-cap"


@rule("fund.maker", en="Makers are licensed")
def licensed(maker: Maker, limits: Limits) -> Truth:
    return maker.licensed


def told(tables: Any, programme: Any = cg.research, key: Any = "case") -> list[tuple[str, str, Any]]:
    with pytest.raises(cg.InvalidInput) as caught:
        frames.assess(tables, programme, key=key, on=DAY)
    for problem in caught.value.problems:
        assert problem.message("en") != problem.message("zh_Hant_TW")
    return [(one.path.pointer, one.code, one.params.get("rows")) for one in caught.value.problems]


@pytest.mark.parametrize(
    ("tables", "problem"),
    [
        ({"": pl.DataFrame({"case": ["A", None]}), "lines": LINES[:2]}, ("/case", "frame.key", 1)),
        ({"": pl.DataFrame({"case": ["A", "A", "B"]}), "lines": LINES}, ("/case", "frame.key", 1)),
        ({"": CASES[:1], "lines": LINES}, ("/lines/case", "frame.key", 1)),
        (
            {"": CASES, "lines": LINES.with_columns(case=pl.Series(["A", None, None]))},
            ("/lines/case", "frame.key", 2),
        ),
        (
            {"": CASES.with_columns(lines=pl.Series([True, None])), "lines": LINES},
            ("/lines", "frame.values", 1),
        ),
        ({"": CASES, "lines": LINES, "line": LINES}, ("/line", "tables.list", None)),
        ({"": CASES, "lines": LINES.drop("case")}, ("/lines/case", "required", None)),
        ({"": CASES, "lines": LINES.with_columns(case=pl.lit(1))}, ("/lines/case", "frame.type", None)),
        ({"": CASES, "lines": LINES.with_columns(amount=-1)}, ("/lines/amount", "frame.values", 3)),
        ({"": CASES, "lines": LINES.with_columns(amount=pl.lit("1"))}, ("/lines/amount", "frame.type", None)),
        ({"": CASES, "outline": LINES}, ("/outline/value", "required", None)),
        ({"": CASES, "lines": None}, ("/lines", "type", None)),
        ({"": "cases"}, ("/", "type", None)),
        ({}, ("/", "required", None)),
        ({"": CASES.rename({"case": "kase"}), "lines": LINES}, ("/case", "unknown_key", None)),
        ({"": CASES, "lines": LINES.lazy()}, ("/lines", "frame.kind", None)),
        ({"": CASES, "lines": LINES.to_arrow()}, ("/lines", "frame.kind", None)),
        ({"": CASES.with_columns(lines=pl.lit("x"))}, ("/lines", "frame.type", None)),
        ({"": CASES.with_columns(lines=pl.Series([[1], [2]]))}, ("/lines", "frame.type", None)),
        ({"": CASES.with_columns(outline=pl.Series([[1], [2]]))}, ("/outline", "frame.type", None)),
        (
            {"": CASES.with_columns(lines=pl.Series([[{"amount": 1}], []])), "lines": LINES},
            ("/lines", "duplicate", None),
        ),
        (
            {"": CASES, "adoption.kpis": CASES, "adoption.kpis.basis": CASES.with_columns(value=pl.lit("x"))},
            ("/adoption.kpis.basis/key", "required", None),
        ),
        (
            {"": CASES, "adoption.kpis": CASES.with_columns(target=pl.Series(["3/5", "60%"]))},
            ("/adoption.kpis/target", "frame.values", 1),
        ),
    ],
)
def test_what_does_not_fit_is_told(tables: dict[str, Any], problem: tuple[str, str, Any]) -> None:
    assert told(tables) == [problem]


@pytest.mark.parametrize(("key", "code"), [(None, "required"), (5, "type"), ([1], "type")])
def test_what_is_no_key_is_told(key: Any, code: str) -> None:
    assert told({"": CASES, "lines": LINES}, key=key) == [("/key", code, None)]


def test_what_is_wrong_with_columns_and_with_values_is_told_at_once() -> None:
    tables = {"": CASES, "lines": LINES.with_columns(amount=-1), "line": LINES}
    assert told(tables) == [("/line", "tables.list", None), ("/lines/amount", "frame.values", 3)]


def test_columns_of_any_name_stay() -> None:
    odd = {"@000000": [1, 2], "@@000001": [3, 4], "@row": [5, 6]}
    tables = {"": CASES.with_columns(**{name: pl.Series(one) for name, one in odd.items()}), "lines": LINES}
    decided = frames.assess(tables, cg.research, key="case", on=DAY)
    assert decided.select(*odd).to_dict(as_series=False) == odd
    assert decided[CAP].to_list() == ["met", "met"]


def test_a_stage_that_there_is_not_is_told() -> None:
    nowhere: Any = "nowhere"
    with pytest.raises(cg.InvalidInput):
        frames.missing({"": CASES}, cg.research, stage=nowhere)


def test_two_items_with_one_key_are_told() -> None:
    plans = pl.DataFrame({"case": [1, 1], "plan": [1, 1], "name": ["a", "b"]})
    prices = pl.DataFrame({"case": [1], "plan": [1], "amount": [5], "per": ["month"]})
    tables = {"": pl.DataFrame({"case": [1]}), "solution.plans": plans, "solution.plans.prices": prices}
    assert told(tables, cg.listing, ("case", "plan")) == [("/solution.plans/plan", "frame.key", 1)]


@pytest.mark.parametrize("invalid", ["raise", "unknown", "column"])
def test_keys_of_lazy_tables_are_looked_at_whatever_becomes_of_nonsense(invalid: Any) -> None:
    """Of rows that belong to nobody no row of the answer could tell."""
    tables = {"": CASES[:1].lazy(), "lines": LINES.lazy()}
    with pytest.raises(cg.InvalidInput) as caught:
        frames.assess(tables, cg.research, key="case", on=DAY, invalid=invalid)
    assert [(one.path.pointer, one.code) for one in caught.value.problems] == [("/lines/case", "frame.key")]
    [problem] = frames.problems(tables, cg.Proposal, key="case")
    assert (problem.path.pointer, problem.code) == ("/lines/case", "frame.key")


def test_of_a_single_frame_each_list_that_rules_read_must_be_a_column() -> None:
    together = LINES.group_by("case", maintain_order=True).agg(lines=pl.struct("source", "amount"))
    problems = told(together)
    assert ("/lines", "frame.list", None) not in problems
    assert ("/members", "frame.list", None) in problems
    decided = frames.assess({"": together}, cg.research, on=DAY)
    assert decided[CAP].to_list() == ["met", "met"]


def test_rows_keep_their_order_and_their_other_columns() -> None:
    cases = pl.DataFrame({"county": ["新竹", "台南"], "case": ["B", "A"]})
    for make in (pl.DataFrame.clone, pl.DataFrame.lazy, pl.DataFrame.to_arrow, pl.DataFrame.to_pandas):
        tables = {"": make(cases), "lines": make(LINES)}
        decided = frames.assess(tables, cg.research, key="case", on=DAY)
        decided = decided.collect() if isinstance(decided, pl.LazyFrame) else decided
        assert [*map(str, decided["county"])] == ["新竹", "台南"]


def test_what_rules_read_and_no_table_holds_is_told() -> None:
    lacks = frames.missing({"": CASES, "lines": LINES.drop("source")}, cg.research, key="case")
    assert lacks[CAP] == ("lines.source", "stated_subsidy", "stated_total")
    assert lacks["research.common.registered"] == ("members",)
    members = pl.DataFrame({"case": ["A"], "firm.registered": [True]})
    lacks = frames.missing({"": CASES, "members": members}, cg.research, key="case")
    assert lacks["research.common.registered"] == ("members.firm.registered_on",)
    firm = pl.DataFrame(
        {"paid_in_capital": [1], "factory": ["exempt"], "regular_employees": [1], "points_last_used_in": [0]}
    )
    assert frames.missing(firm, cg.points, subject=cg.Manufacturer) == {
        "points.applicant.not-repeat": ("points_used_before_in",)
    }
    assert "points.applicant.manufacturer" in frames.missing(firm, cg.points)


@pytest.mark.parametrize(
    "made", [(), (Maker(licensed=True),), (Maker(licensed=True), Maker()), (Maker(licensed=False),)]
)
def test_a_list_that_the_class_itself_gives_needs_no_table(made: tuple[Maker, ...]) -> None:
    @attrs.frozen(kw_only=True)
    class Guild(Workshop):
        makers: Fact[tuple[Fact[Maker], ...]] = given(default=made, zh="師傅", en="Makers")

    judged = programme(for_each("makers", licensed))
    decided = frames.assess({"": pl.DataFrame({"staff": [1]})}, judged, subject=Guild, on=FILED)
    expected = judged.assess(Guild(staff=1), on=FILED)
    assert decided.select("outcome", "fund.maker").row(0) == (
        expected.outcome.value,
        expected["fund.maker"].result.value,
    )
