"""Any tree over tables of lists comes to the same in every row as of the row's object, unknowns included."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

import narwhals as nw
import polars as pl
import pytest

from cloudgrant.frames import numbers
from cloudgrant.frames.cells import literal
from cloudgrant.frames.rows import Rows
from cloudgrant.frames.tables import SUBJECTS, Tables
from cloudgrant.rules import UNKNOWN, facts
from cloudgrant.rules.deciding.evaluate import Case, read
from cloudgrant.rules.writing import tree
from cloudgrant.values.between import least_of, most_of
from readings.engines import ENGINES
from toys.random_trees import Dossier, Limits, Peer, Row, Trees, drafted

TYPES: Mapping[str, Any] = {"int": pl.Int64, "bool": pl.Boolean, "text": pl.String}
LISTS: Mapping[str, type[Any]] = {"rows": Row, "peers": Peer}


def cells(record: Any, cls: type[Any]) -> dict[str, Any]:
    return {
        name: None if (value := getattr(record, name)) is UNKNOWN else value
        for name, info in facts(cls).items()
        if info.type in TYPES
    }


def schema(cls: type[Any]) -> dict[str, Any]:
    return {name: TYPES[info.type] for name, info in facts(cls).items() if info.type in TYPES}


def tables(dossiers: Sequence[Dossier]) -> dict[str, pl.DataFrame]:
    """A table of the dossiers and one of each list, whose rows come in another order."""
    listed = dict.fromkeys(LISTS, pl.Boolean)
    subjects = [
        {"case": number, **cells(one, Dossier), **{name: getattr(one, name) is not UNKNOWN for name in LISTS}}
        for number, one in enumerate(dossiers)
    ]
    made = {SUBJECTS: pl.DataFrame(subjects, schema={"case": pl.Int64, **schema(Dossier), **listed})}
    for name, cls in LISTS.items():
        items = [
            {"case": number, **cells(item, cls)}
            for number, one in enumerate(dossiers)
            for item in ([] if getattr(one, name) is UNKNOWN else getattr(one, name))
        ]
        made[name] = pl.DataFrame(items[::-1], schema={"case": pl.Int64, **schema(cls)})
    return made


def nested(dossiers: Sequence[Dossier]) -> pl.DataFrame:
    """One table whose lists are columns of records."""
    kinds = {name: pl.List(pl.Struct(schema(cls))) for name, cls in LISTS.items()}
    return pl.DataFrame(
        [
            {
                "case": number,
                **cells(one, Dossier),
                **{
                    name: None
                    if getattr(one, name) is UNKNOWN
                    else [cells(item, cls) for item in getattr(one, name)]
                    for name, cls in LISTS.items()
                },
            }
            for number, one in enumerate(dossiers)
        ],
        schema={"case": pl.Int64, **schema(Dossier), **kinds},
    )


def answers(given: Any, nodes: Mapping[str, tree.Node], policy: Limits) -> list[tuple[Any, ...]]:
    """The least and the most of numbers and the answers of truths, by case."""
    found = Tables(given, Dossier, keys=("case",))
    rows = Rows(found.subjects, found)

    def read_all() -> dict[str, nw.Expr]:
        expressions: dict[str, nw.Expr] = {}
        for name, node in nodes.items():
            value = rows.value(node, policy)
            if name.startswith("number"):
                for end, of in (("least", numbers.least_in), ("most", numbers.most_in)):
                    column = nw.lit(None, nw.Int64()) if value is UNKNOWN else literal(of(value), "int")
                    expressions[f"{name}/{end}"] = column
            else:
                expressions[name] = literal(value)
        return expressions

    table = nw.from_native(rows.extended(found.given[SUBJECTS], read_all))
    table = table.collect() if isinstance(table, nw.LazyFrame) else table
    names = [name for name in table.columns if name.partition("/")[0] in nodes]
    return [row[1:] for row in sorted(table.select("case", *names).iter_rows(), key=lambda row: row[0])]


def expected(dossiers: Sequence[Dossier], nodes: Mapping[str, tree.Node], policy: Limits) -> list[Any]:
    rows = []
    for one in dossiers:
        row: list[Any] = []
        for name, node in nodes.items():
            value = read(node, Case(one, policy))
            if name.startswith("number"):
                row += [None, None] if value is UNKNOWN else [least_of(value), most_of(value)]
            else:
                row.append(None if value is UNKNOWN else value)
        rows.append(tuple(row))
    return rows


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("library", ENGINES)
def test_every_row_is_read_as_its_object(library: str, seed: int) -> None:
    random = Random(seed)
    policy = Limits()
    trees = Trees(random)
    nodes = {f"truth{number}": trees.truth(4) for number in range(3)}
    nodes |= {f"number{number}": trees.number(4) for number in range(3)}
    dossiers = [drafted(random, unknown=random.choice((0.0, 0.2, 0.4))) for _ in range(40)]
    want = expected(dossiers, nodes, policy)
    make = ENGINES[library]
    for given in ({name: make(frame) for name, frame in tables(dossiers).items()}, make(nested(dossiers))):
        got = answers(given, nodes, policy)
        wrong = [(w, g, d) for w, g, d in zip(want, got, dossiers, strict=True) if w != g]
        assert not wrong, (nodes, wrong[0])
