"""More columns on request, names for columns, and one row explained whole: as the objects have it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import duckdb
import narwhals as nw
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant import frames
from cloudgrant.frames.detail import DETAILS

DAY = date(2022, 5, 2)
SIZE, REPEAT = "points.applicant.size", "points.applicant.not-repeat"
DATABASE = duckdb.connect()
ENGINES: Mapping[str, Callable[[pl.DataFrame], Any]] = {
    "polars": pl.DataFrame.clone,
    "lazy polars": pl.DataFrame.lazy,
    "pandas": pl.DataFrame.to_pandas,
    "pyarrow": pl.DataFrame.to_arrow,
    "duckdb": lambda frame: DATABASE.from_arrow(frame.to_arrow()),
}
every_engine = pytest.mark.parametrize("made", ENGINES.values(), ids=ENGINES)
KINDS: Mapping[str, Any] = {
    "row": pl.Int64,
    "paid_in_capital": pl.Int64,
    "regular_employees": pl.Int64,
    "factory": pl.String,
    "points_last_used_in": pl.Int64,
    "points_used_before_in": pl.Int64,
    "manufacturer": pl.Boolean,
    "foreign_enterprise_branch": pl.Boolean,
    "branch_office": pl.Boolean,
    "filed": pl.Date,
}
FIRMS = st.fixed_dictionaries(
    {
        "paid_in_capital": st.sampled_from((None, 0, 10**8, 10**8 + 1, 10**14)),
        "regular_employees": st.sampled_from((None, 0, 200, 201)),
        "factory": st.sampled_from((None, "registered", "exempt", "none")),
        "points_last_used_in": st.sampled_from((None, 0, 2021, 2022)),
        "points_used_before_in": st.sampled_from((None, 0, 2020)),
        "manufacturer": st.sampled_from((None, True, False)),
        "foreign_enterprise_branch": st.sampled_from((None, True, False)),
        "branch_office": st.sampled_from((None, True, False)),
        "filed": st.sampled_from((date(2022, 4, 12), date(2022, 4, 13), DAY, date(2022, 9, 1), None)),
    }
)  # fmt: skip


def rows_of(frame: Any) -> list[dict[str, Any]]:
    """The rows of a frame of any library by their numbers; what pandas takes for missing is None."""
    if isinstance(frame, pd.DataFrame):
        frame = pa.Table.from_pandas(frame.convert_dtypes(), preserve_index=False)
    table = nw.from_native(frame)
    table = table.collect() if isinstance(table, nw.LazyFrame) else table
    return sorted((dict(row) for row in table.iter_rows(named=True)), key=lambda row: int(row["row"]))


def firm_of(row: Mapping[str, Any]) -> cg.Company:
    told = {name: value for name, value in row.items() if value is not None and name not in ("row", "filed")}
    return cg.Company(**told)


def sound(cells: list[dict[str, Any]]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for one in cells:
        try:
            firm_of(one)
        except cg.InvalidInput:
            continue
        found.append({"row": len(found), **one})
    return found


def listed(cell: Any) -> list[str]:
    return [] if cell is None else str(cell).split(", ")


def distances(finding: cg.Finding) -> list[Any]:
    return [None if one.distance is cg.UNKNOWN else one.distance for one in finding.margins]


@every_engine
@settings(max_examples=5, deadline=None)
@given(cells=st.lists(FIRMS, min_size=1, max_size=8))
def test_each_rule_tells_what_its_finding_says(made: Callable[..., Any], cells: list[dict[str, Any]]) -> None:
    rows = sound(cells)
    frame = pl.DataFrame(rows, schema=KINDS)
    if not rows:
        return
    decided = frames.assess(made(frame), cg.points, subject=cg.Company, on=DAY, detail=DETAILS)
    for row, given_row in zip(rows_of(decided), rows, strict=True):
        decision = cg.points.assess(firm_of(given_row), on=DAY)
        failed = [
            one.rule
            for one in decision.findings
            if one.result is cg.Result.NOT_MET and one.declaration.force == "required"
        ]
        assert row["first_failing"] == (failed[0] if failed else None)
        for finding in decision.findings:
            because = dict.fromkeys(one.path.key for one in finding.because)
            assert sorted(listed(row[f"{finding.rule}.because"])) == sorted(because)
            missing = dict.fromkeys(one.path.key for one in finding.because if one.because == "fact")
            assert sorted(listed(row[f"{finding.rule}.missing"])) == sorted(missing)
            told = [cell for name, cell in row.items() if name.startswith(f"{finding.rule}.margin")]
            known = [one for one in distances(finding) if one is not None]
            assert [one for one in told if one is not None] == known


@every_engine
@settings(max_examples=4, deadline=None)
@given(cells=st.lists(FIRMS, min_size=1, max_size=6))
def test_margins_go_by_the_day_of_each_row(made: Callable[..., Any], cells: list[dict[str, Any]]) -> None:
    rows = sound(cells)
    if not rows:
        return
    frame = pl.DataFrame(rows, schema=KINDS)
    decided = frames.assess(
        made(frame), cg.points, subject=cg.Company, on="filed", detail=("margin", "because", "first_failing")
    )
    name = "points.window.application"
    for row, given_row in zip(rows_of(decided), rows, strict=True):
        margins = [cell for one, cell in row.items() if one.startswith(f"{name}.margin")]
        if given_row["filed"] is None:
            assert margins == [None] * len(margins)
            continue
        decision = cg.points.assess(firm_of(given_row), on=given_row["filed"])
        told = [one for one in distances(decision[name]) if one is not None]
        assert [one for one in margins if one is not None] == told


def test_where_a_margin_cannot_be_one_number_there_is_none() -> None:
    cases = pl.DataFrame({"case": ["A"], "stated_total": [20_000_000]})
    members = pl.DataFrame({"case": ["A", "A"], "firm.regular_employees": [5, 6]})
    decided = frames.assess(
        {"": cases, "members": members}, cg.research, key="case", on=DAY, detail=("margin", "because")
    )
    over_items = {one.rule.id: one.over for one in cg.research.traced_at("application") if one.over}
    assert over_items
    for rule, over in over_items.items():
        assert decided[f"{rule}.margin"].to_list() == [None]
        open_ = decided[rule].to_list() == ["undetermined"]
        assert decided[f"{rule}.because"].to_list() == [over if open_ else None]


@every_engine
def test_a_sum_over_a_list_has_a_margin(made: Callable[..., Any]) -> None:
    cases = pl.DataFrame({"row": [0, 1]})
    lines = pl.DataFrame({"row": [0, 0, 1], "source": ["subsidy"] * 3, "amount": [1_000_000, 2, 3]})
    tables = {"": made(cases), "lines": made(lines)}
    decided = frames.assess(tables, cg.research, key="row", on=DAY, detail="margin")
    for row, amounts in zip(rows_of(decided), ([1_000_000, 2], [3]), strict=True):
        data = {"lines": [{"source": "subsidy", "amount": one} for one in amounts]}
        decision = cg.research.assess(cg.load(cg.Proposal, data), on=DAY)
        for finding in decision.findings:
            if cg.research.traced(finding.rule).over:
                continue
            told = [cell for name, cell in row.items() if name.startswith(f"{finding.rule}.margin")]
            known = [one for one in distances(finding) if one is not None]
            assert [one for one in told if one is not None] == known


def test_what_may_be_asked_for_is_told() -> None:
    with pytest.raises(cg.InvalidInput) as caught:
        frames.assess(pl.DataFrame({"paid_in_capital": [1]}), cg.points, on=DAY, detail="margins")  # type: ignore[arg-type]
    assert [(one.path.key, one.code) for one in caught.value.problems] == [("detail", "option")]


# Names.


def test_columns_that_need_no_quoting() -> None:
    frame = pl.DataFrame({"paid_in_capital": [1]})
    decided = frames.assess(frame, cg.points, on=DAY, names="plain", detail="margin")
    added = decided.columns[1:]
    assert "points_applicant_not_repeat" in added
    assert "points_applicant_size_margin_paid_in_capital" in added
    assert all(name.isidentifier() for name in added)
    upper = frames.assess(frame, cg.points, on=DAY, names=str.upper, prefix="NOW ")
    assert [name.removeprefix("NOW ") for name in upper.columns[1:3]] == ["OUTCOME", "AWARD"]


@every_engine
def test_no_column_is_overwritten_without_a_word(made: Callable[..., Any]) -> None:
    own = pl.DataFrame({"paid_in_capital": [1], "outcome": ["mine"], SIZE: ["mine"]})
    with pytest.raises(cg.InvalidInput) as caught:
        frames.assess(made(own), cg.points, on=DAY)
    assert [(one.path.key, one.code) for one in caught.value.problems] == [
        ("outcome", "frame.taken"),
        (SIZE, "frame.taken"),
    ]
    kept = frames.assess(made(own.with_columns(row=0)), cg.points, on=DAY, prefix="new ")
    [row] = rows_of(kept)
    assert (row["outcome"], row[SIZE], row[f"new {SIZE}"]) == ("mine", "mine", "met")
    gone = frames.assess(made(own.with_columns(row=0)), cg.points, on=DAY, replace=["outcome", SIZE])
    [row] = rows_of(gone)
    assert (row["outcome"], row[SIZE]) == ("undetermined", "met")
    with pytest.raises(cg.InvalidInput) as caught:
        frames.assess(made(own), cg.points, on=DAY, replace=["outcome"])
    assert [one.path.key for one in caught.value.problems] == [SIZE]


@pytest.mark.parametrize(
    ("options", "place"),
    [({"names": "short"}, "names"), ({"prefix": 5}, "prefix"), ({"replace": "outcome"}, "replace")],
)
def test_names_that_are_none_are_told(options: dict[str, Any], place: str) -> None:
    with pytest.raises(cg.InvalidInput) as caught:
        frames.assess(pl.DataFrame({"paid_in_capital": [1]}), cg.points, on=DAY, **options)
    assert [one.path.key for one in caught.value.problems] == [place]


def test_two_columns_never_bear_one_name() -> None:
    with pytest.raises(cg.InvalidInput) as caught:
        frames.assess(pl.DataFrame({"paid_in_capital": [1]}), cg.points, on=DAY, names=lambda _: "x")
    assert {one.code for one in caught.value.problems} == {"duplicate"}


# One row.


@every_engine
@settings(max_examples=4, deadline=None)
@given(cells=st.lists(FIRMS, min_size=1, max_size=5), data=st.data())
def test_a_row_is_explained_as_its_object(
    made: Callable[..., Any], cells: list[dict[str, Any]], data: st.DataObject
) -> None:
    rows = sound(cells)
    if not rows:
        return
    frame = made(pl.DataFrame(rows, schema=KINDS))
    one = data.draw(st.sampled_from(rows))
    decision = frames.explain(frame, cg.points, one["row"], key="row", subject=cg.Company, on=DAY)
    expected = cg.points.assess(firm_of(one), on=DAY)
    assert decision == expected
    assert str(decision.report("zh_Hant_TW")) == str(expected.report("zh_Hant_TW"))
    if one["filed"] is not None:
        by_day = frames.explain(frame, cg.points, one["row"], key="row", subject=cg.Company, on="filed")
        assert by_day == cg.points.assess(firm_of(one), on=one["filed"])
    if made is not ENGINES["duckdb"]:
        assert frames.explain(frame, cg.points, rows.index(one), subject=cg.Company, on=DAY) == expected


@every_engine
def test_a_row_is_explained_with_its_lists(made: Callable[..., Any]) -> None:
    tables = {
        "": made(pl.DataFrame({"案號": ["A", "B"], "title": ["甲", "乙"], "members": [True, False]})),
        "lines": made(
            pl.DataFrame(
                {
                    "案號": ["B", "A", "A"],
                    "source": ["subsidy"] * 3,
                    "金額": [1.0, 2.5, None],
                    "year": [2022] * 3,
                }
            )
        ),
        "members": made(
            pl.DataFrame(
                {"案號": ["A"], "role": ["lead"], "firm.ubn": ["12345675"], "firm.regular_employees": [5]}
            )
        ),
    }
    options: Any = {"key": "案號", "on": DAY, "columns": {"lines": {"金額": ("amount", "千元")}}}
    decision = frames.explain(tables, cg.research, "A", **options)
    lines = [{"source": "subsidy", "amount": 2500, "year": 2022}, {"source": "subsidy", "year": 2022}]
    members = [{"role": "lead", "firm": {"ubn": "12345675", "regular_employees": 5}}]
    data = {"title": "甲", "lines": lines, "members": members}
    expected = cg.research.assess(cg.load(cg.Proposal, data), on=DAY)
    assert {one.rule: one.result for one in decision.findings} == {
        one.rule: one.result for one in expected.findings
    }
    other = frames.explain(tables, cg.research, "B", **options)
    assert other.subject.members is cg.UNKNOWN
    assert [one.amount for one in other.subject.lines] == [1000]


def test_what_cannot_be_explained_is_told() -> None:
    frame = pl.DataFrame({"key": ["A", "A", "B"], "paid_in_capital": [1, 2, -3]})
    for key, row, code in (
        ("key", "A", "frame.row"),
        ("key", "C", "frame.row"),
        ("key", 5, "frame.row"),
        (None, 3, "frame.row"),
        (None, "A", "type"),
        ("key", "B", "frame.values"),
    ):
        with pytest.raises(cg.InvalidInput) as caught:
            frames.explain(frame, cg.points, row, on=DAY, key=key)
        assert [one.code for one in caught.value.problems] == [code]
    unknown = frames.explain(frame, cg.points, "B", key="key", on=DAY, invalid="unknown")
    assert unknown.subject.paid_in_capital is cg.UNKNOWN
    with pytest.raises(cg.InvalidInput) as caught:
        frames.explain(ENGINES["duckdb"](frame), cg.points, 0, on=DAY)
    assert [one.code for one in caught.value.problems] == ["frame.key"]


def test_a_column_that_stands_for_a_formula_cannot_be_explained() -> None:
    frame = pl.DataFrame({"total": [5], "stated_total": [5]})
    derived = [name for name, one in cg.facts(cg.Proposal).items() if one.derived and one.type == "int"]
    frame = pl.DataFrame({derived[0]: [5]})
    with pytest.raises(cg.InvalidInput) as caught:
        frames.explain({"": frame}, cg.research, 0, on=DAY)
    assert [(one.path.key, one.code) for one in caught.value.problems] == [(derived[0], "frame.formula")]


@pytest.mark.parametrize("given", [5, None, "x", {"": object()}])
def test_what_is_no_frame_has_no_row_to_explain(given: Any) -> None:
    with pytest.raises(cg.InvalidInput) as refused:
        frames.explain(given, cg.points, 0, on=DAY)
    assert [one.code for one in refused.value.problems] == ["type"]
