"""Data frames: what each column may hold, what a null and an absent column mean, what is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import narwhals as nw
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import cloudgrant as cg
from cloudgrant import frames
from cloudgrant.programmes.points import rules
from toys.stalls import PUBLISHED, Stall, stalls

FILED = date(2022, 5, 2)
ROC_111 = cg.points.policy_on(FILED)
SIZE, FACTORY = "points.applicant.size", "points.applicant.factory"
WINDOW, REPEAT = "points.window.application", "points.applicant.not-repeat"
GOOD: Mapping[str, Any] = {
    "paid_in_capital": 80_000_000,
    "regular_employees": 260,
    "factory": "registered",
    "points_last_used_in": 0,
}
MAKERS: Mapping[str, Callable[[dict[str, list[Any]]], Any]] = {
    "polars": pl.DataFrame,
    "lazy polars": pl.LazyFrame,
    "pandas": pd.DataFrame,
    "pyarrow": pa.table,
}

every_library = pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
every_eager_library = pytest.mark.parametrize(
    "make",
    [make for name, make in MAKERS.items() if name != "lazy polars"],
    ids=["polars", "pandas", "pyarrow"],
)


def rows(count: int = 1, /, **changes: Any) -> dict[str, list[Any]]:
    """Good firms by column; a change is a list with a value for each row."""
    return {name: [value] * count for name, value in GOOD.items()} | changes


def without(name: str, count: int = 1) -> dict[str, list[Any]]:
    return {key: cells for key, cells in rows(count).items() if key != name}


def assess(frame: Any, subject: type[cg.Company] = cg.Manufacturer, **changes: Any) -> Any:
    return frames.assess(frame, cg.points, **{"subject": subject, "on": FILED, **changes})


def listed(frame: Any, column: str) -> list[Any]:
    """A column of any library's frame, a missing value as ``None``."""
    if isinstance(frame, pl.LazyFrame):
        frame = frame.collect()
    if isinstance(frame, pd.DataFrame):
        return [
            None if missing else value
            for value, missing in zip(frame[column], frame[column].isna(), strict=True)
        ]
    found: list[Any] = nw.from_native(frame, eager_only=True)[column].to_list()
    return found


def refused(frame: Any, **changes: Any) -> list[cg.Problem]:
    with pytest.raises(cg.InvalidInput) as caught:
        assess(frame, **changes)
    return list(caught.value.problems)


def moment(*parts: int) -> datetime:
    """A time of day without a zone, as data frames hold it."""
    return datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001


# Unknown.


@every_library
def test_a_null_is_an_unknown_fact(make: Callable[..., Any]) -> None:
    decided = assess(make(rows(3, regular_employees=[200, 201, None], paid_in_capital=[10**9] * 3)))
    assert listed(decided, SIZE) == ["met", "not_met", "undetermined"]
    assert listed(decided, "outcome") == ["eligible", "ineligible", "undetermined"]
    assert listed(decided, "award") == [200_000, 0, None]


@every_library
def test_a_null_that_no_longer_matters(make: Callable[..., Any]) -> None:
    decided = assess(
        make(rows(2, regular_employees=[None, None], paid_in_capital=[100_000_000, 100_000_001]))
    )
    assert listed(decided, SIZE) == ["met", "undetermined"]


@every_library
def test_an_absent_column_is_unknown_in_every_row(make: Callable[..., Any]) -> None:
    decided = assess(make(without("points_last_used_in", 2)))
    assert listed(decided, REPEAT) == ["undetermined"] * 2
    assert listed(decided, "outcome") == ["undetermined"] * 2


@every_library
def test_without_any_column_of_a_fact_every_row_is_answered(make: Callable[..., Any]) -> None:
    frame = make({"county": ["Taipei", "Tainan", "Hualien"]})
    [problem] = refused(frame)
    assert (problem.path.pointer, problem.code) == ("", "frame.nothing")
    decided = assess(frame, unmatched="ignore")
    assert listed(decided, "county") == ["Taipei", "Tainan", "Hualien"]
    assert listed(decided, "outcome") == ["undetermined"] * 3
    assert listed(decided, WINDOW) == ["met"] * 3


@every_library
def test_a_subject_presets_a_fact_without_a_column(make: Callable[..., Any]) -> None:
    manufacturer = "points.applicant.manufacturer"
    assert listed(assess(make(rows()), cg.Manufacturer), manufacturer) == ["met"]
    assert listed(assess(make(rows()), cg.Company), manufacturer) == ["undetermined"]
    given = make(rows(3, manufacturer=[True, False, None]))
    assert listed(assess(given, cg.Company), manufacturer) == ["met", "not_met", "undetermined"]


def test_a_row_that_contradicts_its_subject_is_refused_like_its_object() -> None:
    with pytest.raises(cg.InvalidInput):
        cg.load(cg.Manufacturer, {"manufacturer": False})
    [problem] = refused(pl.DataFrame(rows(2, manufacturer=[True, False])))
    assert problem.path.pointer == "/manufacturer"


# What a column may hold.


@pytest.mark.parametrize("dtype", [pl.Int8, pl.UInt8, pl.Int16, pl.Int32, pl.UInt32, pl.Int64, pl.UInt64])
def test_whole_numbers_of_every_width(dtype: type[pl.DataType]) -> None:
    frame = pl.DataFrame(rows(2, regular_employees=[100, None], paid_in_capital=[None, None]))
    decided = assess(frame.with_columns(pl.col("regular_employees").cast(dtype)))
    assert listed(decided, SIZE) == ["met", "undetermined"]
    assert decided.schema["regular_employees"] == dtype()


@pytest.mark.parametrize("dtype", [pl.Int32, pl.UInt32])
def test_narrow_numbers_do_not_wrap(dtype: type[pl.DataType]) -> None:
    large = 2_000_000_000
    cells = {"rent": [large], "wages": [large], "stock": [0], "savings": [1_333_333_333]}
    frame = pl.DataFrame(cells, schema=dict.fromkeys(cells, dtype()))
    decided = frames.assess(frame, stalls, subject=Stall, on=FILED, policy=PUBLISHED)
    # Four thousand million do not fit in 32 bits, nor does their double.
    assert listed(decided, "stall.budget") == ["not_met"]
    assert listed(decided, "stall.savings") == ["not_met"]
    enough = frame.with_columns(savings=pl.lit(1_333_333_334, dtype()))
    decided = frames.assess(enough, stalls, subject=Stall, on=FILED, policy=PUBLISHED)
    assert listed(decided, "stall.savings") == ["met"]


@pytest.mark.parametrize(
    "cells",
    [
        {"regular_employees": ["200"]},
        {"regular_employees": [True]},
        {"points_last_used_in": [False]},
        {"points_last_used_in": ["no"]},
        {"factory": [1]},
        {"factory": [True]},
    ],
)
@every_library
def test_a_column_of_another_type_is_refused(cells: dict[str, list[Any]], make: Callable[..., Any]) -> None:
    [name] = cells
    [problem] = refused(make(rows(**cells)))
    assert (problem.path.pointer, problem.code) == (f"/{name}", "frame.type")
    for locale in ("zh_Hant_TW", "en"):
        assert {"int": "int", "bool": "bool", "text": "text"}[cg.facts(cg.Company)[name].type] in (
            problem.message(locale)
        )


@every_library
def test_whole_numbers_as_floats_are_whole_numbers_in_every_library(make: Callable[..., Any]) -> None:
    found = assess(make(rows(3, regular_employees=[200.0, 201.0, None], paid_in_capital=[100000001.0] * 3)))
    assert listed(found, SIZE) == ["met", "not_met", "undetermined"]


@every_library
@pytest.mark.parametrize("cell", [1.5, float("inf"), 2.0**53 + 2, -1e300])
def test_floats_that_are_no_whole_numbers_are_nonsense(cell: float, make: Callable[..., Any]) -> None:
    frame = make(rows(3, regular_employees=[200.0, cell, 5.0]))
    [problem] = refused(frame)
    assert (problem.path.pointer, problem.code, problem.params["rows"]) == (
        "/regular_employees",
        "frame.values",
        1,
    )
    assert problem.message("en").endswith("rows 1, counted from 0")
    assert problem.message("zh_Hant_TW").endswith("自 0 起算第 1 列")


def test_a_float_that_is_no_number_is_not_known() -> None:
    cells = rows(1, regular_employees=[float("nan")], paid_in_capital=[float("nan")])
    for make in (pl.DataFrame, pl.LazyFrame, pd.DataFrame, pa.table):
        assert listed(assess(make(cells)), SIZE) == ["undetermined"]


def test_pandas_whole_numbers_with_gaps_are_taken_as_whole_numbers() -> None:
    frame = pd.DataFrame(rows(2, regular_employees=[200, None], paid_in_capital=[None, None]))
    assert str(frame["regular_employees"].dtype) == "float64"  # pandas has no other way to say it
    assert listed(assess(frame), SIZE) == ["met", "undetermined"]


def test_every_wrong_column_is_reported_at_once() -> None:
    frame = pl.DataFrame(rows(paid_in_capital=["1"], regular_employees=["9"], factory=[3]))
    assert {problem.path.pointer for problem in refused(frame)} == {
        "/paid_in_capital",
        "/regular_employees",
        "/factory",
    }


@pytest.mark.parametrize("dtype", [pl.Categorical(), pl.Enum(["registered", "exempt", "none"])])
def test_texts_as_categories(dtype: pl.DataType) -> None:
    frame = pl.DataFrame(rows(3, factory=["none", None, "exempt"]))
    decided = assess(frame.with_columns(pl.col("factory").cast(dtype)))
    assert listed(decided, FACTORY) == ["not_met", "undetermined", "met"]


def test_pandas_texts_as_categories() -> None:
    frame = pd.DataFrame(rows(2, factory=pd.Categorical(["none", None])))
    assert listed(assess(frame), FACTORY) == ["not_met", "undetermined"]


def test_pandas_objects_of_yes_no_and_none() -> None:
    frame = pd.DataFrame(rows(3, manufacturer=pd.Series([True, None, False], dtype=object)))
    decided = assess(frame, cg.Company)
    assert listed(decided, "points.applicant.manufacturer") == ["met", "undetermined", "not_met"]


@every_library
def test_a_column_of_nothing_but_nulls(make: Callable[..., Any]) -> None:
    decided = assess(make(rows(2, **{name: [None, None] for name in GOOD})))
    for rule in (SIZE, FACTORY, REPEAT):
        assert listed(decided, rule) == ["undetermined"] * 2


# Dates.


def test_the_time_of_day_does_not_matter() -> None:
    late = [moment(2022, 8, 31, 23, 59, 59), moment(2022, 9, 1), None]
    for column in (
        pl.Series(late, dtype=pl.Datetime("us")),
        pl.Series(late, dtype=pl.Datetime("ms")),
        pl.Series(late, dtype=pl.Datetime("ns")),
    ):
        frame = pl.DataFrame(rows(3)).with_columns(filed=column)
        decided = assess(frame, on="filed", policy=ROC_111)
        assert listed(decided, WINDOW) == ["met", "not_met", "undetermined"]
    decided = assess(pd.DataFrame(rows(3, filed=late)), on="filed", policy=ROC_111)
    assert listed(decided, WINDOW) == ["met", "not_met", "undetermined"]


def test_two_moments_of_one_day_are_the_same_day() -> None:
    cells = {"founded": [moment(2022, 1, 1, 8)], "lease_until": [moment(2022, 1, 1, 20)]}
    decided = frames.assess(pl.DataFrame(cells), stalls, subject=Stall, on=date(2021, 1, 1), policy=PUBLISHED)
    assert listed(decided, "stall.lease") == ["not_met"]


@pytest.mark.parametrize("cells", [[date(2022, 8, 31), date(2022, 9, 1), None]])
@every_library
def test_a_column_of_dates_of_filing(make: Callable[..., Any], cells: list[Any]) -> None:
    decided = assess(make(rows(3, filed=cells)), on="filed", policy=ROC_111)
    assert listed(decided, WINDOW) == ["met", "not_met", "undetermined"]
    assert listed(decided, "filed")[:2] == cells[:2]


def test_moments_with_a_time_zone_are_refused() -> None:
    moment = datetime(2022, 5, 2, tzinfo=ZoneInfo("Asia/Taipei"))
    for make in (pl.DataFrame, pd.DataFrame, pa.table):
        [problem] = refused(make(rows(filed=[moment])), on="filed", policy=ROC_111)
        assert problem.path.pointer == "/filed"


@pytest.mark.parametrize("cells", [["2022-05-02"], [20220502], [True]])
@every_library
def test_a_column_of_no_dates_is_refused(make: Callable[..., Any], cells: list[Any]) -> None:
    [problem] = refused(make(rows(filed=cells)), on="filed", policy=ROC_111)
    assert problem.path.pointer == "/filed"


def test_a_column_of_dates_that_is_not_there() -> None:
    [problem] = refused(pl.DataFrame(rows()), on="filed", policy=ROC_111)
    assert (problem.path.pointer, problem.code) == ("/filed", "required")


@pytest.mark.parametrize("policy", [None, ROC_111])
@pytest.mark.parametrize("on", [moment(2022, 5, 2), 20220502])
def test_what_is_no_date_is_refused_as_for_an_object(on: Any, policy: Any) -> None:
    [problem] = refused(pl.DataFrame(rows()), on=on, policy=policy)
    assert problem.path.pointer == "/on"


def test_a_subclass_of_date_is_a_date() -> None:
    class Day(date):
        pass

    assert listed(assess(pl.DataFrame(rows()), on=Day(2022, 9, 1)), WINDOW) == ["not_met"]


def test_the_policy_is_that_of_the_day_or_the_one_given() -> None:
    reform = attrs.evolve(ROC_111, paid_in_capital_ceiling=1)
    frame = pl.DataFrame(rows())
    assert listed(assess(frame), SIZE) == ["met"]
    assert listed(assess(frame, policy=reform), SIZE) == ["not_met"]
    with pytest.raises(LookupError):
        assess(frame, on=date(2021, 12, 31))


# Nonsense in the rows.


@every_eager_library
def test_nonsense_is_reported_with_the_number_of_rows(make: Callable[..., Any]) -> None:
    frame = make(
        rows(
            3,
            regular_employees=[-1, None, -7],
            paid_in_capital=[1, 10**14 + 1, 2],
            factory=["none", "yes", None],
        )
    )
    found = frames.problems(frame, cg.Company)
    assert {problem.path.pointer: problem.params["rows"] for problem in found} == {
        "/paid_in_capital": 1,
        "/regular_employees": 2,
        "/factory": 1,
    }
    assert refused(frame) == found
    for problem in found:
        assert str(problem.params["rows"]) in problem.message("zh_Hant_TW")
        assert str(problem.params["rows"]) in problem.message("en")


def test_a_sound_frame_has_no_problems() -> None:
    edge = rows(3, regular_employees=[0, 1, None], paid_in_capital=[0, 10**14, None])
    assert frames.problems(pl.DataFrame(edge), cg.Company) == []
    assert frames.problems(pl.DataFrame({"county": [1.5]}), cg.Company) == []


def test_facts_inside_a_record_have_dotted_columns() -> None:
    frame = pl.DataFrame({"pitch.width": [3, 51], "pitch.county": ["north", "nowhere"]})
    assert {problem.path[-1] for problem in frames.problems(frame, Stall)} == {"pitch.width", "pitch.county"}
    sound = pl.DataFrame({"pitch.width": [3, 5, 5], "pitch.county": ["north", "north", "islands"]})
    decided = frames.assess(sound, stalls, subject=Stall, on=FILED, policy=PUBLISHED)
    assert listed(decided, "stall.pitch") == ["met", "not_met", "not_applicable"]


def test_nonsense_in_a_lazy_frame_is_never_decided() -> None:
    nonsense, unknown = rows(2, paid_in_capital=[-1000, 1]), rows(2, paid_in_capital=[None, 1])
    lazy = pl.LazyFrame(nonsense)
    assert refused(lazy) == refused(pl.DataFrame(nonsense)) == frames.problems(lazy, cg.Company)
    for given in (lazy, pl.DataFrame(nonsense)):
        decided = assess(given, invalid="unknown")
        assert isinstance(decided, type(given))
        expected = assess(pl.DataFrame(unknown))
        assert decided.lazy().collect().drop("paid_in_capital").equals(expected.drop("paid_in_capital"))
        assert listed(decided, "paid_in_capital") == [-1000, 1]


# What is kept.


@every_library
def test_other_columns_are_kept_and_come_first(make: Callable[..., Any]) -> None:
    frame = make({"id": ["a", "b"], **rows(2), "staff": [1.5, None]})
    decided = assess(frame)
    names = list(nw.from_native(decided).collect_schema().names())
    assert names == ["id", *GOOD, "staff", "outcome", "award", *cg.points.rule_ids()]
    assert listed(decided, "id") == ["a", "b"]
    assert listed(decided, "staff") == [1.5, None]


@every_library
def test_the_frame_given_is_left_alone(make: Callable[..., Any]) -> None:
    frame = make(rows(2))
    assess(frame)
    assert list(nw.from_native(frame).collect_schema().names()) == list(GOOD)


@every_library
def test_the_frame_comes_back_in_its_own_library(make: Callable[..., Any]) -> None:
    frame = make(rows(2))
    assert type(assess(frame)) is type(frame)


def test_pandas_keeps_its_index_and_the_types_of_its_columns() -> None:
    for index in (["x", "y", "x"], [7, 7, 7], pd.date_range("2022-01-01", periods=3)):
        frame = pd.DataFrame(
            rows(3, regular_employees=[200, 201, 5], paid_in_capital=[10**9] * 3), index=index
        )
        decided = assess(frame)
        assert decided.index.equals(frame.index)
        assert decided[list(GOOD)].equals(frame)
        assert decided["outcome"].tolist() == ["eligible", "ineligible", "eligible"]


def test_pandas_columns_that_are_no_texts_are_kept() -> None:
    frame = pd.DataFrame(rows(2)).assign(other=1).rename(columns={"other": 111})
    assert assess(frame)[111].tolist() == [1, 1]


@every_library
def test_an_empty_frame(make: Callable[..., Any]) -> None:
    decided = assess(make({name: [] for name in GOOD}))
    assert listed(decided, "outcome") == listed(decided, "award") == listed(decided, SIZE) == []


def test_an_empty_frame_with_types() -> None:
    decided = assess(pl.DataFrame(rows()).clear())
    assert decided.height == 0
    assert decided.schema["award"] == pl.Int64()
    assert decided.schema["outcome"] == pl.Enum(["eligible", "ineligible", "undetermined"])


@every_library
def test_an_earlier_decision_is_replaced_where_that_is_said(make: Callable[..., Any]) -> None:
    once = assess(make(rows(2)), policy=attrs.evolve(ROC_111, paid_in_capital_ceiling=0))
    assert listed(once, "outcome") == ["ineligible"] * 2
    problems = refused(once)
    assert [one.path.key for one in problems] == ["outcome", "award", *cg.points.rule_ids()]
    assert {one.code for one in problems} == {"frame.taken"}
    again = assess(once, replace=True)
    assert listed(again, "outcome") == ["eligible"] * 2
    assert listed(again, "award") == [200_000] * 2
    names = list(nw.from_native(again).collect_schema().names())
    assert names == [*GOOD, "outcome", "award", *cg.points.rule_ids()]


# A rule called with columns.

SMALL: Any = rules.small_enough  # in words of types a rule takes its subject; columns stand in for it
IN_TIME: Any = rules.in_time


def test_a_rule_called_with_columns_gives_an_expression() -> None:
    frame = pl.DataFrame(
        {"paid_in_capital": [100_000_000, 100_000_001, None], "regular_employees": [201, 201, None]}
    )
    columns = frames.Columns(cg.Company, schema=nw.from_native(frame).schema)
    decided = nw.from_native(frame).select(holds=SMALL(columns, ROC_111)).to_native()
    assert decided["holds"].to_list() == [True, False, None]


def test_a_rule_of_the_date_called_with_columns() -> None:
    frame = pl.DataFrame({"filed": [date(2022, 4, 12), date(2022, 4, 13), date(2022, 9, 1), None]})
    schema = nw.from_native(frame).schema
    for holds in (
        IN_TIME(frames.Columns(cg.Company, schema=schema, on="filed"), ROC_111, "filed"),
        frames.Columns(cg.Company, schema=schema, on="filed").read(IN_TIME, ROC_111),
    ):
        decided = nw.from_native(frame).select(holds=holds).to_native()
        assert decided["holds"].to_list() == [None, True, False, None]
    columns = frames.Columns(cg.Company, schema=schema)
    decided = nw.from_native(frame).with_columns(holds=IN_TIME(columns, ROC_111, FILED)).to_native()
    assert decided["holds"].to_list() == [True] * 4


def test_columns_tell_which_of_them_cannot_hold_their_fact() -> None:
    schema = nw.from_native(pl.DataFrame({"regular_employees": [1.5], "factory": ["none"]})).schema
    [problem] = frames.Columns(cg.Company, schema=schema).problems
    assert (problem.path.pointer, problem.code) == ("/regular_employees", "frame.type")
