"""Frames of every library alike: made readable, written to, and made anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import narwhals as nw

__all__ = ["as_table", "collected", "extended", "made_like", "rows_of"]


def extended(
    frame: Any, expressions: Mapping[str, nw.Expr], using: Mapping[str, nw.Expr] | None = None
) -> Any:
    """The frame with a column for each expression over its columns; a frame of the same kind.

    The expressions may be ``using`` columns that are worked out before them and then dropped.
    """
    table = as_table(frame)
    table = table.with_columns(**using) if using else table
    table = table.with_columns(**expressions)
    if _is_pandas(frame):
        return _beside(frame, table.select(*expressions).to_native())
    return (table.drop(*using) if using else table).to_native()


def _is_pandas(frame: Any) -> bool:
    return (
        isinstance(frame, nw.dependencies.get_pandas().DataFrame) if nw.dependencies.get_pandas() else False
    )


def collected(frame: Any) -> Any:
    """A frame whose rows can be read; one of pandas as it is, which may hold what narwhals refuses."""
    if _is_pandas(frame):
        return frame
    table = nw.from_native(frame)
    return table.collect() if isinstance(table, nw.LazyFrame) else table


def rows_of(frame: Any) -> Iterator[dict[str, Any]]:
    """Each row of a collected frame as Python's own values; what pandas takes for missing is ``None``."""
    if not _is_pandas(frame):
        yield from frame.iter_rows(named=True)
        return
    names = [str(name) for name in frame.columns]
    for row in _nullable(frame).astype(object).itertuples(index=False, name=None):
        yield dict(zip(names, map(_cell, row), strict=True))


def _nullable(frame: Any) -> Any:
    """A pandas frame in types that tell a whole number beside a missing one from one with a fraction.

    Those of arrow do, and pandas has none of its own for some of them.
    """
    import pandas as pd

    is_arrow = [isinstance(one, pd.ArrowDtype) for one in frame.dtypes]
    if not any(is_arrow):
        return frame.convert_dtypes()
    columns = [frame.iloc[:, place] for place in range(len(is_arrow))]
    return pd.concat(
        [one if kept else one.convert_dtypes() for one, kept in zip(columns, is_arrow, strict=True)], axis=1
    )


def _cell(value: Any) -> Any:
    import pandas as pd

    if value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and value != value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.to_pydatetime()
    scalar = getattr(
        value, "item", None
    )  # of a numpy scalar; an array, which has a length, is left to be refused
    return value if scalar is None or hasattr(value, "__len__") else scalar()


def made_like(
    frame: Any, columns: Mapping[str, list[Any]], *, numbers: Iterable[str], texts: Iterable[str]
) -> Any:
    """A frame of the kind of a collected one, whole ``numbers`` and ``texts`` in it possibly missing."""
    if _is_pandas(frame):
        import pandas as pd

        whole = {name: pd.array(columns[name], dtype="Int64") for name in numbers}
        words = {name: pd.array(columns[name], dtype="string") for name in texts}
        return pd.DataFrame({**columns, **whole, **words})
    table = nw.from_dict(columns, backend=frame.implementation)
    types: dict[str, Any] = {**dict.fromkeys(numbers, nw.Int64()), **dict.fromkeys(texts, nw.String())}
    return table.with_columns(nw.col(name).cast(kind) for name, kind in types.items()).to_native()


def as_table(frame: Any) -> Any:
    """The frame for narwhals; a pandas frame through arrow, whose columns tell a null from a number."""
    if not _is_pandas(frame):
        return nw.from_native(frame)
    import pyarrow as pa

    named = frame[[name for name in frame.columns if isinstance(name, str)]]
    if not len(frame):
        return nw.from_native(pa.table({name: pa.nulls(0) for name in named.columns}), eager_only=True)
    return nw.from_native(pa.Table.from_pandas(_nullable(named), preserve_index=False), eager_only=True)


def _beside(frame: Any, decided: Any) -> Any:
    """A pandas frame with the decided columns added, numbers in pandas' own nullable type."""
    import pandas as pd
    import pyarrow as pa

    whole = {pa.int64(): pd.Int64Dtype()}
    added = decided.to_pandas(types_mapper=whole.get).set_index(frame.index)
    return frame.assign(**{name: added[name] for name in added.columns})
