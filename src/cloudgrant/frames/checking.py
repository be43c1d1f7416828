"""What is nonsense in a frame, column by column."""

from __future__ import annotations

from collections.abc import Collection
from functools import reduce
from operator import or_
from typing import Any

import narwhals as nw

from cloudgrant.frames.cells import holds
from cloudgrant.frames.columns import bounds_stated, columns_of
from cloudgrant.frames.contradictions import contradictions
from cloudgrant.frames.libraries import as_table
from cloudgrant.rules.records.fact_info import FactInfo
from cloudgrant.values.paths import Path
from cloudgrant.values.problems import Problem
from cloudgrant.values.text import Text
from cloudgrant.values.years import FIRST_YEAR, NEVER

__all__ = ["problems"]


def problems(
    frame: Any, subject: type[Any], *, key: str | tuple[str, ...] | None = None
) -> list[Problem]:
    """What is nonsense in a frame, one problem for a column: numbers out of bounds, texts that are no option.

    And one for each declaration of the subject's class that rows contradict, under its own code. A lazy
    frame is collected for it. Each problem says how many rows it is about.

    >>> import polars as pl
    >>> import cloudgrant as cg
    >>> from cloudgrant import frames
    >>> [problem] = frames.problems(pl.DataFrame({"regular_employees": [5, -1, -2]}), cg.Company)
    >>> problem.path.pointer, problem.params["rows"]
    ('/regular_employees', 2)
    """
    table = as_table(frame)
    schema = dict(table.collect_schema())
    checks = {
        name: (info, wrong)
        for name, info in columns_of(subject)
        if name in schema and holds(schema[name], info.type) and (wrong := _wrong(name, info)) is not None
    }
    found = []
    if checks:
        counts = table.select(**{name: wrong.cast(nw.Int64()).sum() for name, (_, wrong) in checks.items()})
        counts = counts.collect() if isinstance(counts, nw.LazyFrame) else counts
        found = [
            Problem.at(
                Path([name]), "frame.values", _VALUES, rows=int(counts[name][0]), allowed=_allowed(info)
            )
            for name, (info, _) in checks.items()
            if counts[name][0]
        ]
    return found + list(contradictions(table, schema, subject))


def strange_editions(table: Any, column: str, names: Collection[str]) -> list[Problem]:
    """A problem where rows of an eager frame name an edition that is none of these; naming none is none."""
    given = nw.col(column).cast(nw.String())
    rows = table.select((~given.is_null() & ~given.is_in(list(names))).sum()).item()
    allowed = ", ".join(names)
    return [Problem.at(Path([column]), "frame.values", _VALUES, rows=rows, allowed=allowed)] if rows else []


_VALUES = Text(
    zh="有 {rows} 列的值不可能（應為 {allowed}）",
    en="{rows} rows hold impossible values (allowed: {allowed})",
)


def _wrong(name: str, info: FactInfo) -> nw.Expr | None:
    column = nw.col(name)
    if info.type == "int":
        least, most = bounds_stated(info)
        tests = [column < least, column > most]
        if info.unit == "year":  # 110 is no year of data; 0 may say never
            tests.append((column > NEVER) & (column < FIRST_YEAR))
        return reduce(or_, tests).fill_null(False)
    if info.type == "bool" and info.options:
        return reduce(or_, (column != (option == "True") for option, _ in info.options)).fill_null(False)
    if info.type == "text" and info.options:
        return ~column.cast(nw.String()).is_in([option for option, _ in info.options]) & ~column.is_null()
    return None


def _allowed(info: FactInfo) -> str:
    if info.options:
        return ", ".join(option for option, _ in info.options)
    if info.unit == "year":
        return f"{'0, ' if info.least == NEVER else ''}{FIRST_YEAR} – {info.most}"
    least, most = (f"{bound:,}" for bound in bounds_stated(info))
    return f"{least} – {most}"
