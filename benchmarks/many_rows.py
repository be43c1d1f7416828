"""A million firms in frames, outcome, award and every rule's result: against queries by hand, and models.

By hand over polars (words as texts, as an Enum, and booleans alone), pandas and DuckDB's SQL, with gaps in
the facts; and as a country package of OpenFisca-Core and PolicyEngine-Core, where a fact has a default and
nothing is unknown, of firms whose facts are complete.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

import duckdb
import pandas as pd
import polars as pl

import cloudgrant as cg
from cases import FILING, PUBLISHED
from cloudgrant import frames
from peers import points_country, points_duckdb, points_pandas, points_polars
from population import firms
from report import Line
from timing import interleaved_spending

__all__ = ["check", "lines"]

_NAMES = ("outcome", "award", *points_polars.RULES)
_NULLABLE = {pl.Int64(): "Int64", pl.Boolean(): "boolean"}
_QUOTED = ", ".join(f'"{name}"' for name in _NAMES)

Query = Callable[[], Any]


def _assess(frame: Any) -> Any:
    return frames.assess(frame, cg.points, subject=cg.Company, on=FILING)


def _ours_lazy(given: pl.DataFrame) -> pl.DataFrame:
    decided: pl.DataFrame = _assess(given.lazy()).select(_NAMES).collect()
    return decided


def _ours_eager(given: pl.DataFrame) -> pl.DataFrame:
    decided: pl.DataFrame = _assess(given).select(_NAMES)
    return decided


def _ours_pandas(given: Any) -> Any:
    return _assess(given)[list(_NAMES)]


def _ours_duckdb(given: Any) -> Any:
    return _assess(given).select(_QUOTED).to_arrow_table()


def _by_hand(given: pl.DataFrame, words: Any) -> pl.DataFrame:
    return points_polars.decide(given.lazy(), PUBLISHED, FILING, words).collect()


def _by_hand_duckdb(connection: Any) -> Any:
    return connection.sql(points_duckdb.statement("firms", PUBLISHED, FILING)).to_arrow_table()


def _of_pandas(given: pl.DataFrame) -> Any:
    """A frame of pandas in its own nullable types."""
    columns = {
        name: pd.Series(given[name].to_list(), dtype=_NULLABLE.get(kind, "string"))
        for name, kind in given.schema.items()
    }
    return pd.DataFrame(columns)


def _with_gaps(given: pl.DataFrame) -> Mapping[str, Query]:
    """Everybody who answers while facts are unknown."""
    of_pandas, connection = _of_pandas(given), duckdb.connect()
    connection.register("held", given.to_arrow())
    connection.sql("create table firms as select * from held")
    return {
        "ours, lazy": partial(_ours_lazy, given),
        "ours, eager": partial(_ours_eager, given),
        "ours, pandas": partial(_ours_pandas, of_pandas),
        "ours, DuckDB": partial(_ours_duckdb, connection.table("firms")),
        "texts": partial(_by_hand, given, "text"),
        "Enum": partial(_by_hand, given, "enum"),
        "booleans": partial(_by_hand, given, "bool"),
        "pandas": partial(points_pandas.decide, of_pandas, PUBLISHED, FILING),
        "SQL": partial(_by_hand_duckdb, connection),
    }


def _countries() -> Mapping[str, points_country.Country]:
    return {
        name: points_country.Country(library, PUBLISHED) for library, name in points_country.LIBRARIES.items()
    }


def check(rows: int = 1_000_000) -> int:
    """Hold everybody to cloudgrant's answers in every row, and those to objects; how many rows there were."""
    given = firms(rows, gaps=True)
    queries = _with_gaps(given)
    ours = _words(queries["ours, lazy"]())
    _as_objects(given[:2_000], ours[:2_000])
    for name, query in queries.items():
        found = query()
        _same(name, ours, _from_booleans(found) if name == "booleans" else _words(found))
    complete = firms(rows, gaps=False)
    ours = _words(_ours_lazy(complete))
    for name, country in _countries().items():
        _same(name, ours, country.in_words(country.decide(country.arrays(complete), FILING)))
    return rows


def _words(found: Any) -> pl.DataFrame:
    """A decided frame of any library with its words as texts."""
    frame = pl.from_pandas(found) if isinstance(found, pd.DataFrame) else pl.DataFrame(found)
    texts = (pl.col(name).cast(pl.String) for name in _NAMES if name != "award")
    return frame.select(_NAMES).with_columns(*texts, pl.col("award").cast(pl.Int64))


def _from_booleans(found: pl.DataFrame) -> pl.DataFrame:
    def word(name: str, yes: str, no: str) -> pl.Expr:
        chosen = pl.when(pl.col(name)).then(pl.lit(yes)).when(~pl.col(name)).then(pl.lit(no))
        return chosen.otherwise(pl.lit("undetermined")).alias(name)

    results = (word(rule, "met", "not_met") for rule in points_polars.RULES)
    return _words(found.with_columns(word("outcome", "eligible", "ineligible"), *results))


def _as_objects(given: pl.DataFrame, decided: pl.DataFrame) -> None:
    for facts, row in zip(given.iter_rows(named=True), decided.iter_rows(named=True), strict=True):
        known = {name: cg.UNKNOWN if fact is None else fact for name, fact in facts.items()}
        decision = cg.points.assess(cg.Company(**known), on=FILING)
        if row != {"outcome": decision.outcome.value, "award": decision.award, **decision.words}:
            raise AssertionError(f"the frame differs from the object of {facts}: {row}")


def _same(who: str, ours: pl.DataFrame, theirs: pl.DataFrame) -> None:
    # A table of DuckDB keeps the order in which its rows were put in.
    if not ours.equals(theirs):
        wrong = next(name for name in _NAMES if not ours[name].equals(theirs[name]))
        raise AssertionError(f"{who} differs in {wrong}")


def lines(*, quick: bool) -> Iterator[Line]:
    """Time them: CPU of all threads, and beside it the wall."""
    rows, rounds = (100_000, 3) if quick else (1_000_000, 7)
    queries = _with_gaps(firms(rows, gaps=True))
    spent = interleaved_spending(queries, rounds=rounds)

    def line(what: str, name: str, peer: str, most: float | None = None) -> Line:
        ratio = spent.cpu.ratio(name, peer)
        target = "" if most is None else f"at most {most:g} ×, CPU"
        met = None if most is None else ratio <= most
        return Line(what, spent.of(name), spent.of(peer), spent.ratio(name, peer), target, met)

    # The target is that of a query with the same columns as ours.
    enum = isinstance(queries["ours, lazy"]().schema["outcome"], pl.Enum)
    texts, words = (None, 1) if enum else (1, None)
    yield line(f"{rows:,} firms, polars lazy : by hand, words as texts", "ours, lazy", "texts", texts)
    yield line("the same : by hand, words as an Enum", "ours, lazy", "Enum", words)
    yield line("the same : by hand, booleans and no words", "ours, lazy", "booleans")
    yield line("polars eager, values looked at : by hand, words as texts", "ours, eager", "texts")
    yield line("pandas : by hand", "ours, pandas", "pandas")
    yield line("pandas : polars eager, ours both", "ours, pandas", "ours, eager", 2)
    yield line("DuckDB : SQL by hand", "ours, DuckDB", "SQL")
    complete = firms(rows, gaps=False)
    contestants: dict[str, Query] = {"ours": partial(_ours_lazy, complete)}
    for name, country in _countries().items():
        contestants[name] = partial(country.decide, country.arrays(complete), FILING)
    spent = interleaved_spending(contestants, rounds=rounds)
    for name in points_country.LIBRARIES.values():
        yield line(f"{rows:,} complete firms, polars lazy : {name}", "ours", name)
