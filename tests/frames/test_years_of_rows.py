"""Rows whose days fall in several years: each goes by the edition of its own day, as an object does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

import attrs
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant import frames
from cloudgrant.reform import Reform, compare
from cloudgrant.rules import Clause, Notice, Text
from toys.next_year import registered

POINTS = cg.points.edition


# Unlike toys.next_year: nothing is in force in January.
LATER = POINTS.followed_by(
    "roc-112",
    since=date(2023, 2, 1),
    until=date(2023, 12, 31),
    notice=Notice(title="112年度須知（虛構）", on=date(2023, 1, 20)),
    says=[
        Clause(
            "points.window.application",
            heading="二",
            source="自2月1日起至9月30日止（虛構）",
            text=Text(zh="2 月 1 日至 9 月 30 日", en="1 February to 30 September"),
            numbers={
                "applications_from": date(2023, 2, 1),
                "surely_open_from": date(2023, 2, 1),
                "applications_until": date(2023, 9, 30),
            },
        ),
        Clause(
            "points.grant.ceiling",
            heading="四",
            source="每家核給15萬點（虛構）",
            text=Text(zh="15 萬點", en="150,000 points"),
            numbers={"grant_ceiling": 150_000, "grant": 150_000},
        ),
    ],
    keeps=["points.applicant.size", "points.applicant.manufacturer", "points.applicant.factory"],
    drops=["points.applicant.not-repeat"],
    rules=[registered],
)
YEARS = cg.points.with_editions(LATER)

MAKERS: Mapping[str, Callable[[dict[str, list[Any]]], Any]] = {
    "polars": pl.DataFrame,
    "lazy polars": pl.LazyFrame,
    "pandas": pd.DataFrame,
    "pyarrow": pa.table,
}

unknown = st.none()
firms = st.lists(
    st.fixed_dictionaries(
        {
            "paid_in_capital": st.one_of(unknown, st.sampled_from([100_000_000, 100_000_001])),
            "regular_employees": st.one_of(unknown, st.sampled_from([200, 201])),
            "factory": st.one_of(unknown, st.sampled_from(["registered", "exempt", "none"])),
            "points_last_used_in": st.one_of(unknown, st.sampled_from([0, 2021])),
            "filed": st.one_of(
                unknown,
                st.sampled_from([date(2021, 12, 31), date(2022, 1, 1), date(2022, 8, 31), date(2022, 9, 1)]),
                st.sampled_from([date(2022, 12, 31), date(2023, 1, 1), date(2023, 1, 31), date(2023, 2, 1)]),
                st.sampled_from([date(2023, 9, 30), date(2023, 10, 1), date(2024, 1, 1), date(2030, 5, 2)]),
            ),
        }
    ),
    min_size=1,
    max_size=8,
)


def columns(rows: list[dict[str, Any]]) -> dict[str, list[Any]]:
    return {name: [row[name] for row in rows] for name in rows[0]}


def typed(make: Callable[[dict[str, list[Any]]], Any], cells: dict[str, list[Any]]) -> Any:
    """A frame in which a column of nothing but nulls has its type."""
    kinds = {"paid_in_capital": pl.Int64, "regular_employees": pl.Int64, "factory": pl.String,
             "points_last_used_in": pl.Int64, "filed": pl.Date}  # fmt: skip
    frame = pl.DataFrame(cells, schema=kinds)
    if make is pl.DataFrame:
        return frame
    if make is pl.LazyFrame:
        return frame.lazy()
    return frame.to_pandas() if make is pd.DataFrame else frame.to_arrow()


def cells(frame: Any, name: str) -> list[Any]:
    frame = frame.collect() if isinstance(frame, pl.LazyFrame) else frame
    if isinstance(frame, pd.DataFrame):
        return [None if pd.isna(value) else value for value in frame[name]]
    if isinstance(frame, pa.Table):
        found: list[Any] = frame.column(name).to_pylist()
        return found
    found = frame[name].to_list()
    return found


def of_object(row: dict[str, Any]) -> tuple[Any, ...]:
    """Outcome, award and the answers of an object: nothing where no edition is in force."""
    facts = {name: value for name, value in row.items() if name != "filed" and value is not None}
    if row["filed"] is None:
        return "undetermined", None, {}
    try:
        decision = YEARS.assess(cg.Manufacturer(**facts), on=row["filed"])
    except cg.NoEdition:
        return None, None, {}
    return decision.outcome.value, decision.award, decision.words


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
@settings(max_examples=40)
@given(rows=firms)
def test_each_row_goes_by_the_edition_of_its_day(
    make: Callable[[dict[str, list[Any]]], Any], rows: list[dict[str, Any]]
) -> None:
    decided = frames.assess(typed(make, columns(rows)), YEARS, subject=cg.Manufacturer, on="filed")
    expected = [of_object(row) for row in rows]
    assert cells(decided, "outcome") == [outcome for outcome, _, _ in expected]
    assert cells(decided, "award") == [award for _, award, _ in expected]
    for rule_id in {*YEARS.under("roc-111").rule_ids(), *YEARS.under("roc-112").rule_ids()}:
        for row, answer, (_, _, words) in zip(rows, cells(decided, rule_id), expected, strict=True):
            if row["filed"] is not None:
                assert answer == words.get(rule_id), (rule_id, row)


def test_a_rule_that_an_edition_does_not_have_is_null() -> None:
    days = [date(2022, 5, 2), date(2023, 5, 2), date(2024, 5, 2)]
    firm = {"paid_in_capital": 1, "factory": "registered", "points_last_used_in": 2021}
    frame = pl.DataFrame({**firm, "filed": days})
    decided = frames.assess(frame, YEARS, subject=cg.Manufacturer, on="filed")
    assert decided["points.applicant.not-repeat"].to_list() == ["not_met", None, None]
    assert decided["outcome"].to_list() == ["ineligible", "eligible", "undetermined"]
    assert decided["award"].to_list() == [0, 150_000, None]


def test_rows_of_a_programme_under_one_edition_all_go_by_it() -> None:
    frame = pl.DataFrame({"paid_in_capital": [1], "factory": ["exempt"], "points_last_used_in": [0],
                          "filed": [date(2022, 5, 2)]})  # fmt: skip
    for name, expected in (("roc-111", "met"), ("roc-112", "not_met"), ("after roc-112", "undetermined")):
        bound = YEARS.under(name)
        decided = frames.assess(frame, bound, subject=cg.Manufacturer, on="filed")
        assert decided["points.applicant.factory"].to_list() == [expected]


def test_a_later_stage_without_its_edition_is_refused_where_there_are_several() -> None:
    frame = pl.DataFrame({"points_available": [5]})
    day = date(2023, 6, 1)
    with pytest.raises(cg.InvalidInput) as refused:
        frames.assess(frame, YEARS, subject=cg.Purchase, on=day, stage="purchase")
    assert [problem.code for problem in refused.value.problems] == ["edition.required"]


@pytest.mark.parametrize("made", [pl.DataFrame, pd.DataFrame, pa.table])
def test_a_row_that_names_no_edition_there_is_is_told(made: Any) -> None:
    day = date(2023, 6, 1)

    def bought(programme: Any, *names: str | None) -> Any:
        frame = made({"points_available": [5] * len(names), "wallet.edition": list(names)})
        return frames.assess(frame, programme, subject=cg.Purchase, on=day, stage="purchase")

    assert len(bought(YEARS, "roc-111", "roc-112", "after roc-112")) == 3
    for programme, names, rows in (
        (YEARS, ("roc-111", "roc-1111", "roc-110"), 2),
        (YEARS.under("roc-112"), ("roc-112", "roc-111"), 1),
    ):
        with pytest.raises(cg.InvalidInput) as refused:
            bought(programme, *names)
        [problem] = refused.value.problems
        assert (problem.path.pointer, problem.code) == ("/wallet.edition", "frame.values")
        assert problem.params["rows"] == rows
        assert "roc-112" in problem.message("en")


def test_a_row_that_says_no_edition_is_as_one_without_the_column() -> None:
    rule_id = "points.use.offset/in-time"
    unsaid = pl.Series([None], dtype=pl.String)

    def answers(on: date, **cells: Any) -> list[Any]:
        frame = pl.DataFrame({"points_available": [5], **cells})
        decided = frames.assess(frame, YEARS, subject=cg.Purchase, on=on, stage="purchase")
        found: list[Any] = decided[rule_id].to_list()
        return found

    early = date(2022, 6, 1)
    assert answers(early, **{"wallet.edition": unsaid}) == answers(early) == ["met"]
    assert answers(date(2023, 6, 1), **{"wallet.edition": unsaid}) == ["undetermined"]  # of two, nobody knows


REFORM = Reform("wider", since=date(2023, 6, 1), policy={"regular_employee_ceiling": 201})


@settings(max_examples=40)
@given(rows=firms)
def test_a_reform_from_a_day_on_is_held_day_by_day(rows: list[dict[str, Any]]) -> None:
    rows = [row for row in rows if row["filed"] is not None and row["filed"] >= date(2022, 1, 1)]
    if not rows:
        return
    frame = typed(pl.DataFrame, columns(rows))
    impact = compare(frame, YEARS, {"now": None, "wider": REFORM}, subject=cg.Manufacturer, on="filed")
    for row, effect in zip(rows, impact.rows["wider"].to_list(), strict=True):
        facts = {name: value for name, value in row.items() if name != "filed" and value is not None}
        one = compare([cg.Manufacturer(**facts)], YEARS, {"now": None, "wider": REFORM}, on=row["filed"])
        assert effect == one.rows[0]["wider"]


def test_only_days_from_then_on_are_touched() -> None:
    days = [date(2023, 5, 31), date(2023, 6, 1), date(2023, 12, 31) + timedelta(1)]
    cells = {"paid_in_capital": 10**9, "regular_employees": 201, "factory": "registered", "filed": days}
    frame = pl.DataFrame(cells)
    impact = compare(frame, YEARS, {"now": None, "wider": REFORM}, subject=cg.Manufacturer, on="filed")
    assert impact.rows["wider"].to_list() == ["same", "gains", "same"]
    undated = frame.with_columns(filed=pl.lit(None, pl.Date))
    impact = compare(undated, YEARS, {"now": None, "wider": REFORM}, subject=cg.Manufacturer, on="filed")
    assert set(impact.rows["wider"].to_list()) == {"may do either"}


def test_beside_numbers_a_day_before_the_first_edition_is_held_by_it() -> None:
    policy, wider = POINTS.policy, Reform("wider", policy={"regular_employee_ceiling": 250})
    same = {"regular_employees": 230, "paid_in_capital": 10**9, "factory": "registered"}
    frame = pl.DataFrame({"filed": [date(2021, 5, 2), None], **same, "points_last_used_in": 0})

    def effects(programme: Any, on: Any, policy: Any = policy) -> list[str]:
        variants = {"now": None, "wider": wider}
        found = compare(frame, programme, variants, subject=cg.Manufacturer, on=on, policy=policy)
        effects: list[str] = found.rows["wider"].to_list()
        return effects

    for programme in (cg.points, YEARS):
        assert effects(programme, "filed") == [effects(programme, date(2021, 5, 2))[0], "may do either"]
        assert effects(programme, "filed", None) == ["same", "may do either"]


def test_other_numbers_are_held_under_one_text() -> None:
    frame = pl.DataFrame(
        {"paid_in_capital": [10**9], "regular_employees": [201], "filed": [date(2022, 5, 2)]}
    )
    wider = attrs.evolve(POINTS.policy, regular_employee_ceiling=201)
    decided = frames.assess(frame, YEARS, subject=cg.Manufacturer, on="filed", policy=wider)
    assert decided["points.applicant.size"].to_list() == ["met"]
