"""Every library's frames: equal to the objects in every cell, or refused with what to do instead."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from importlib import import_module
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import attrs
import duckdb
import narwhals as nw
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import cloudgrant as cg
from cloudgrant import frames
from cloudgrant.programmes.research import BudgetLine
from cloudgrant.reform import Reform, compare
from cloudgrant.rules import UNKNOWN, Share
from readings.engines import ENGINES, rows_of
from toys.stalls import PUBLISHED, Pitch, Stall, stalls

DAY = date(2022, 5, 2)
ROC_111 = cg.points.policy_on(DAY)
LARGEST = 10**14
POINTS = ("outcome", "award", *cg.points.rule_ids())

every_engine = pytest.mark.parametrize("engine", ENGINES)


def assess(frame: Any, **changes: Any) -> Any:
    given = {"subject": cg.Company, "on": "filed", "policy": ROC_111, **changes}
    return frames.assess(frame, cg.points, **given)


@cache
def firms() -> tuple[tuple[dict[str, Any], ...], tuple[dict[str, Any], ...]]:
    """Firms on and around every limit, with gaps; and what their objects come to."""
    capital, staff = ROC_111.paid_in_capital_ceiling, ROC_111.regular_employee_ceiling
    limit = ROC_111.applications_until
    one_day = timedelta(days=1)
    cells: Mapping[str, Sequence[Any]] = {
        "paid_in_capital": (0, capital, capital + 1, 2**31 - 1, 2**31, 2**32 + 1, LARGEST, None),
        "regular_employees": (0, staff, staff + 1, 2**31, LARGEST, None),
        "manufacturer": (True, False, None),
        "factory": ("registered", "exempt", "none", None),
        "points_last_used_in": (0, 2020, 2021, None),
        "points_used_before_in": (0, 2020, 2021, None),
        "filed": (date(2022, 4, 12), date(2022, 4, 13), limit, limit + one_day, None),
    }
    every = [dict(zip(cells, values, strict=True)) for values in product(*cells.values())]
    rows = [{"row": number, **one} for number, one in enumerate(Random(17).sample(every, 700))]
    return tuple(rows), tuple(map(by_object, rows))


def by_object(row: Mapping[str, Any]) -> dict[str, Any]:
    given = {name: UNKNOWN if value is None else value for name, value in row.items()}
    on, _ = given.pop("filed"), given.pop("row")
    return said(cg.points.assess(cg.Company(**given), on=on, policy=ROC_111))


def said(decision: cg.Assessment[Any, Any]) -> dict[str, Any]:
    return {"outcome": decision.outcome.value, "award": decision.award, **decision.words}


def table() -> pl.DataFrame:
    return pl.DataFrame(list(firms()[0]), infer_schema_length=None)


def in_rows(frame: Any, names: Sequence[str] = POINTS) -> list[dict[str, Any]]:
    """The decided cells of a frame of any library, in the order of the rows that were given."""
    rows = sorted(rows_of(frame, "row", *names), key=lambda row: row["row"])
    return [{name: row[name] for name in names} for row in rows]


# Single frames.


@every_engine
def test_every_cell_is_as_of_the_object(engine: str) -> None:
    assert in_rows(assess(ENGINES[engine](table()))) == list(firms()[1])
    for name in POINTS:
        assert len({row[name] for row in firms()[1]}) == 3


def test_streams_of_polars(tmp_path: Path) -> None:
    given, decided = tmp_path / "firms.parquet", tmp_path / "decided.parquet"
    table().write_parquet(given)
    query = assess(pl.scan_parquet(given))
    assert in_rows(query.collect(engine="streaming")) == list(firms()[1])
    query.sink_parquet(decided)
    assert in_rows(pl.read_parquet(decided)) == list(firms()[1])


def test_files_that_duckdb_reads(tmp_path: Path) -> None:
    table().write_parquet(tmp_path / "firms.parquet")
    relation = duckdb.connect().read_parquet(str(tmp_path / "firms.parquet"))
    assert in_rows(assess(relation)) == list(firms()[1])


def test_a_table_of_pyarrow_in_several_chunks() -> None:
    whole = table().to_arrow()
    assert in_rows(assess(pa.concat_tables([whole[:13], whole[13:13], whole[13:]]))) == list(firms()[1])


def test_a_frame_that_is_wrapped_for_narwhals() -> None:
    for engine in ("polars", "pandas of numpy", "nullable pandas", "pyarrow"):
        assert in_rows(assess(nw.from_native(ENGINES[engine](table())))) == list(firms()[1])
    wrapped = nw.from_native(table().select("row", "regular_employees"))
    assert cg.load_tables(cg.Company, keys="row", firms=wrapped).objects[0] is not None


@pytest.mark.parametrize("kind", ["date", "us", "ms", "ns"])
@every_engine
def test_days_with_and_without_a_time(engine: str, kind: Any) -> None:
    days = pl.col("filed")
    if kind != "date":
        days = days.cast(pl.Datetime(kind)) + pl.duration(hours=23, minutes=59)
    assert in_rows(assess(ENGINES[engine](table().with_columns(days)))) == list(firms()[1])


@pytest.mark.parametrize("column", ["datetime64[s]", "datetime64[ms]", "datetime64[us]", "datetime64[ns]"])
def test_days_of_pandas(column: str) -> None:
    frame = ENGINES["pandas of numpy"](table())
    days = frame["filed"].astype(column)
    assert in_rows(assess(frame.assign(filed=days))) == list(firms()[1])
    cells: Any = [None if row["filed"] is None else row["filed"] for row in firms()[0]]
    assert in_rows(assess(frame.assign(filed=pd.Series(cells, dtype=object)))) == list(firms()[1])


@pytest.mark.parametrize("kind", [pl.Categorical(), pl.Enum(["none", "exempt", "registered"])])
@every_engine
def test_texts_as_categories(engine: str, kind: pl.DataType) -> None:
    frame = table().with_columns(pl.col("factory").cast(kind))
    made = ENGINES[engine](frame)
    if engine == "nullable pandas":
        made["factory"] = made["factory"].astype("category")
    assert in_rows(assess(made)) == list(firms()[1])


@every_engine
def test_days_written_as_texts_are_refused(engine: str) -> None:
    frame = table().with_columns(pl.col("filed").cast(pl.String))
    with pytest.raises(cg.InvalidInput) as caught:
        assess(ENGINES[engine](frame))
    [problem] = caught.value.problems
    assert (problem.path.pointer, problem.code) == ("/filed", "frame.type")


@every_engine
def test_columns_of_nothing_but_nulls(engine: str) -> None:
    names = [name for name in table().columns if name != "row"]
    for kind in (None, pl.Int64, pl.String, pl.Boolean, pl.Date):
        nulls = {name: pl.lit(None, kind) for name in names}
        if kind is not None:
            nulls = {name: one for name, one in nulls.items() if isinstance(table().schema[name], kind)}
        rows = in_rows(assess(ENGINES[engine](table().with_columns(**nulls))))
        given = [{name: None if name in nulls else cell for name, cell in row.items()} for row in firms()[0]]
        distinct = {tuple(row.values())[1:]: by_object(row) for row in given}
        assert rows == [distinct[tuple(row.values())[1:]] for row in given]


@every_engine
def test_frames_without_rows(engine: str) -> None:
    assert in_rows(assess(ENGINES[engine](table().clear()))) == []


# Numbers.


def terms() -> Any:
    """Limits that lie where a float no longer tells two numbers apart."""
    return attrs.evolve(PUBLISHED, own_share=Share("9999/10000"), budget=LARGEST, levy=LARGEST)


@cache
def large_stalls() -> tuple[tuple[dict[str, Any], ...], tuple[dict[str, Any], ...]]:
    """Stalls whose amounts are as large as may be: shares of them differ by one in ten to the eighteenth."""
    halves = (LARGEST // 2, LARGEST // 2 - 1, 2**31, None)
    around = [LARGEST // 10_000 * 9_999 + step for step in (-1, 0, 1)]
    cells: Mapping[str, Sequence[Any]] = {
        "rent": halves,
        "wages": halves,
        "stock": (0, 1, 2**32, LARGEST, None),
        "savings": (0, *around, LARGEST, None),
    }
    rows = [
        {"row": number, **dict(zip(cells, values, strict=True))}
        for number, values in enumerate(product(*cells.values()))
    ]
    answers = []
    for row in rows:
        given = {name: UNKNOWN if cell is None else cell for name, cell in row.items() if name != "row"}
        decision = stalls.assess(Stall(pitch=Pitch(), **given), on=DAY, policy=terms())
        answers.append({"outcome": decision.outcome.value, **decision.words})
    return tuple(rows), tuple(answers)


@every_engine
def test_the_largest_amounts_that_are_declared(engine: str) -> None:
    rows, answers = large_stalls()
    frame = pl.DataFrame(list(rows), infer_schema_length=None)
    names = ("outcome", *stalls.rule_ids())
    decided = frames.assess(ENGINES[engine](frame), stalls, on=DAY, policy=terms())
    assert in_rows(decided, names) == list(answers)
    for name in ("stall.savings", "stall.budget"):
        assert {row[name] for row in answers} == {"met", "not_met", "undetermined"}


BEYOND = (-(2**63), -1, LARGEST + 1, 2**53 + 1, 2**62, 2**63 - 1)


@every_engine
def test_amounts_beyond_what_is_declared_are_as_if_they_were_not_known(engine: str) -> None:
    rows = [dict(zip(("rent", "wages"), pair, strict=True)) for pair in product((*BEYOND, 1), repeat=2)]
    frame = pl.DataFrame(rows).with_columns(row=pl.int_range(pl.len()), stock=0, savings=LARGEST)
    names = ("outcome", *stalls.rule_ids())
    given = ENGINES[engine](frame)
    decided = in_rows(frames.assess(given, stalls, on=DAY, policy=terms(), invalid="unknown"), names)
    possible = pl.when(pl.col("rent", "wages").is_between(0, LARGEST)).then(pl.col("rent", "wages"))
    unknown = frame.with_columns(possible.name.keep())
    expected = in_rows(frames.assess(unknown, stalls, on=DAY, policy=terms()), names)
    assert decided == expected
    assert {row["stall.budget"] for row in decided} == {"met", "undetermined"}


def of_wide_numbers(engine: str, kind: pl.DataType) -> Any:
    """Two rows with a column of numbers that are wider than 64 bits with their sign, or ``None``."""
    if engine == "spark":
        return None
    cells = {"row": [0, 1], "regular_employees": [2**63, 5]}
    if kind == pl.UInt64() or "polars" in engine:
        return ENGINES[engine](pl.DataFrame(cells, schema_overrides={"regular_employees": kind}))
    if "pandas" in engine:
        return pd.DataFrame(cells, dtype=object)
    if engine == "duckdb":
        return duckdb.sql(
            "select * from (values (0, 9223372036854775808::hugeint), (1, 5)) as t(row, regular_employees)"
        )
    return None


@pytest.mark.parametrize("kind", [pl.UInt64(), pl.Int128()])
@every_engine
def test_numbers_that_64_bits_do_not_hold(engine: str, kind: pl.DataType) -> None:
    frame = of_wide_numbers(engine, kind)
    if frame is None:
        pytest.skip("there are no such numbers")
    size = "points.applicant.size"
    decided = in_rows(assess(frame, on=DAY, invalid="unknown"), [size])
    assert [row[size] for row in decided] == ["undetermined", "met"]
    with pytest.raises(cg.InvalidInput) as caught:
        assess(frame, on=DAY)
    [problem] = caught.value.problems
    assert problem.path.pointer == "/regular_employees"


# Tables of lists.

CAPS = ("research.funding.case-cap", "research.funding.share-cap")
ONLY_CAPS = Reform("caps", without=[one for one in cg.research.rule_ids() if one not in CAPS]).of(cg.research)


@cache
def budgets() -> tuple[pl.DataFrame, pl.DataFrame, tuple[dict[str, Any], ...]]:
    """Proposals with budgets around their caps and as large as may be, and what their objects come to."""
    policy: Any = cg.research.policy_on(DAY)
    cap, random = policy.case_cap, Random(17)
    most = 10**12
    amounts = (0, 1, cap - 1, cap, cap + 1, 2**31, 2**32 + 1, most - 1, most, None)
    lines, answers = [], []
    for case in range(120):
        few = random.choice((0, 1, 2, 2, 3, 40))
        mine = [
            (random.choice(("subsidy", "self_funding", None)), random.choice(amounts)) for _ in range(few)
        ]
        if case % 3 == 0:  # what is asked for is half of the whole, give or take a dollar
            half = random.choice((cap, cap - 1, most))
            mine = [("subsidy", half), ("self_funding", min(most, half + random.choice((-1, 0, 1))))]
        lines += [{"case": case, "source": source, "amount": amount} for source, amount in mine]
        known = [
            BudgetLine(
                source=UNKNOWN if source is None else source,  # type: ignore[arg-type]
                amount=UNKNOWN if amount is None else amount,
            )
            for source, amount in mine
        ]
        decision = ONLY_CAPS.assess(cg.Proposal(lines=tuple(known)), on=DAY)
        answers.append({"outcome": decision.outcome.value, **decision.words})
    schema = {"case": pl.Int64, "source": pl.String, "amount": pl.Int64}
    return (
        pl.DataFrame({"case": range(120), "row": range(120)}),
        pl.DataFrame(lines, schema=schema),
        tuple(answers),
    )


@every_engine
def test_tables_of_the_largest_budgets(engine: str) -> None:
    proposals, lines, answers = budgets()
    make = ENGINES[engine]
    names = ("outcome", *CAPS)
    decided = frames.assess({"": make(proposals), "lines": make(lines)}, ONLY_CAPS, key="case", on=DAY)
    assert in_rows(decided, names) == [{name: row[name] for name in names} for row in answers]
    for name in CAPS:
        assert {row[name] for row in answers} == {"met", "not_met", "undetermined"}


def test_streams_of_tables(tmp_path: Path) -> None:
    proposals, lines, answers = budgets()
    for name, frame in (("proposals", proposals), ("lines", lines)):
        frame.write_parquet(tmp_path / f"{name}.parquet")
    tables = {
        "": pl.scan_parquet(tmp_path / "proposals.parquet"),
        "lines": pl.scan_parquet(tmp_path / "lines.parquet"),
    }
    query = frames.assess(tables, ONLY_CAPS, key="case", on=DAY)
    names = ("outcome", *CAPS)
    expected = [{name: row[name] for name in names} for row in answers]
    assert in_rows(query.collect(engine="streaming"), names) == expected
    query.sink_parquet(tmp_path / "decided.parquet")
    assert in_rows(pl.read_parquet(tmp_path / "decided.parquet"), names) == expected


@every_engine
def test_tables_of_lists_without_rows(engine: str) -> None:
    proposals, lines, _ = budgets()
    make = ENGINES[engine]
    decided = frames.assess(
        {"": make(proposals), "lines": make(lines.clear())}, ONLY_CAPS, key="case", on=DAY
    )
    none = ONLY_CAPS.assess(cg.Proposal(lines=()), on=DAY).words
    assert in_rows(decided, CAPS) == [none] * proposals.height
    decided = frames.assess(
        {"": make(proposals.clear()), "lines": make(lines.clear())}, ONLY_CAPS, key="case", on=DAY
    )
    assert in_rows(decided, CAPS) == []


# What pandas holds and arrow does not.


@pytest.mark.parametrize(
    "cells",
    [
        [1, "a"],
        [object(), object()],
        [2**70, 1],
        list(pd.interval_range(0, 2)),
        list(pd.period_range("2022", periods=2)),
    ],
    ids=["mixed", "objects", "large", "intervals", "periods"],
)
def test_columns_of_pandas_that_hold_no_fact_may_hold_anything(cells: list[Any]) -> None:
    given = {"row": [0, 1], "regular_employees": [5, 6]}
    decided = assess(pd.DataFrame({**given, "note": pd.Series(cells)}), on=DAY)
    assert in_rows(decided) == in_rows(assess(pd.DataFrame(given), on=DAY))
    assert decided["note"].tolist() == cells
    with pytest.raises(cg.InvalidInput) as caught:
        assess(pd.DataFrame({**given, "paid_in_capital": pd.Series(cells)}), on=DAY)
    [problem] = caught.value.problems
    assert (problem.path.pointer, problem.code) == ("/paid_in_capital", "frame.type")


def test_columns_of_pandas_of_one_name_are_told() -> None:
    for name in ("regular_employees", "note"):
        with pytest.raises(cg.InvalidInput) as caught:
            assess(pd.DataFrame([[1, 2]], columns=[name, name]), on=DAY)
        [problem] = caught.value.problems
        assert (problem.path.pointer, problem.code) == (f"/{name}", "duplicate")


def test_a_frame_of_pandas_without_a_column_that_is_named_by_a_text() -> None:
    frame = pd.DataFrame([[1], [2]], columns=[111])
    with pytest.raises(cg.InvalidInput) as caught:
        assess(frame, on=DAY)
    assert [problem.code for problem in caught.value.problems] == ["frame.nothing"]
    decided = assess(frame, on=DAY, unmatched="ignore")
    assert decided["outcome"].tolist() == ["undetermined"] * 2


# Libraries that are not decided on.


def refused(given: Any, **changes: Any) -> cg.Problem:
    with pytest.raises(cg.InvalidInput) as caught:
        assess(given, **changes)
    [problem] = caught.value.problems
    assert problem.code == "frame.engine"
    for locale in ("zh_Hant_TW", "en"):
        assert "polars, pandas, pyarrow, DuckDB, PySpark" in problem.message(locale)
    return problem


def library(name: str) -> Any:
    pytest.importorskip(name, reason=f"{name} is not installed")  # nox -s engines installs those it can
    return import_module(name)


def of_dask() -> Any:
    return library("dask.dataframe").from_pandas(ENGINES["nullable pandas"](table()), npartitions=3)


def of_ibis() -> Any:
    return library("ibis").memtable(table().to_arrow())


def of_sqlframe() -> Any:
    session = library("sqlframe.duckdb").DuckDBSession()
    return session.createDataFrame(table().rows(), schema=table().columns)


def of_modin() -> Any:
    """Of a library that takes an older pandas: tried where it is installed, with MODIN_ENGINE=Python."""
    library("modin")
    return import_module("modin.pandas").DataFrame(ENGINES["nullable pandas"](table()))


OTHERS: Mapping[str, tuple[Callable[[], Any], str]] = {
    "Dask": (of_dask, ".compute()"),
    "Ibis": (of_ibis, ".to_polars()"),
    "SQLFrame": (of_sqlframe, ".toArrow()"),
    "Modin": (of_modin, ".modin.to_pandas()"),
}


@pytest.mark.parametrize("name", OTHERS)
def test_another_library_is_refused_with_what_to_do(name: str) -> None:
    make, advice = OTHERS[name]
    frame = make()
    problem = refused(frame)
    assert problem.path.pointer == ""
    for locale in ("zh_Hant_TW", "en"):
        assert name in problem.message(locale)
        assert advice in problem.message(locale)


@pytest.mark.parametrize("name", OTHERS)
def test_another_library_is_refused_wherever_frames_are_taken(name: str) -> None:
    frame = OTHERS[name][0]()
    for ask in (
        lambda: frames.problems(frame, cg.Company),
        lambda: frames.missing(frame, cg.points),
        lambda: compare(frame, cg.points, {"now": None, "then": None}, subject=cg.Company, on=DAY),
        lambda: cg.load_tables(cg.Company, keys="row", firms=frame),
    ):
        with pytest.raises(cg.InvalidInput) as caught:
            ask()
        assert [one.code for one in caught.value.problems] == ["frame.engine"]


@pytest.mark.parametrize("name", OTHERS)
def test_a_table_of_a_list_of_another_library_is_refused_at_its_place(name: str) -> None:
    problem = refused({"": table(), "evidence": OTHERS[name][0]()}, key="row")
    assert problem.path.pointer == "/evidence"


def test_what_is_advised_of_dask_is_equal_in_every_cell() -> None:
    frame = of_dask()
    assert in_rows(assess(frame.compute())) == list(firms()[1])
    decided = frame.map_partitions(assess, meta=assess(frame._meta))
    assert in_rows(decided.compute()) == list(firms()[1])


@pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning")  # Ibis's own
def test_what_is_advised_of_ibis_is_equal_in_every_cell(tmp_path: Path) -> None:
    ibis = library("ibis")
    for fetched in (of_ibis().to_polars(), of_ibis().to_pyarrow()):
        assert in_rows(assess(fetched)) == list(firms()[1])
    table().write_parquet(tmp_path / "firms.parquet")
    connection = ibis.duckdb.connect()
    lazy = connection.read_parquet(tmp_path / "firms.parquet")
    assert in_rows(assess(connection.con.sql(ibis.to_sql(lazy)))) == list(firms()[1])


def test_why_ibis_is_not_decided_on() -> None:
    """It writes “is not x unknown?” as “not: is x unknown?”; once it does not, it may be tried again."""
    table = library("ibis").memtable({"x": [True, None]})
    assert (~table.x).isnull().name("y").as_table().to_pyarrow()["y"].to_pylist() == [True, False]


def test_what_is_advised_of_others_is_equal_in_every_cell() -> None:
    found = of_sqlframe().toArrow()
    assert in_rows(assess(found)) == list(firms()[1])


def test_what_is_advised_of_modin_is_equal_in_every_cell() -> None:
    assert in_rows(assess(of_modin().modin.to_pandas())) == list(firms()[1])


@pytest.mark.parametrize(
    ("library", "name"),
    [
        (nw.Implementation.CUDF, "cuDF"),
        (nw.Implementation.PYSPARK_CONNECT, "Spark Connect"),
        (nw.Implementation.UNKNOWN, "unknown"),
    ],
)
def test_a_library_that_cannot_be_tried_here_is_refused(
    library: nw.Implementation, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It takes a graphics card or a server, or is somebody's own: what narwhals says of it is enough."""

    class Told:
        implementation = library

    monkeypatch.setattr(nw, "from_native", lambda *_, **__: Told())
    problem = refused(object())
    assert problem.params["given"] == name
