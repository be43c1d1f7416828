"""Frames of every library alike: made readable, written to, and made anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import narwhals as nw

from cloudgrant.frames.cells import LARGEST
from cloudgrant.frames.engines import refuse_others
from cloudgrant.frames.worded import NUMBERED, numbers_words, words_of
from cloudgrant.values.problems import InvalidInput, Problem

__all__ = [
    "as_table",
    "beside",
    "collected",
    "computable",
    "exploded",
    "extended",
    "fields_of",
    "in_order",
    "is_spark",
    "made_like",
    "numbered",
    "rows_of",
]


def extended(frame: Any, expressions: Mapping[str, nw.Expr]) -> Any:
    """The frame with a column for each expression over its columns; a frame of the same kind."""
    return beside(frame, as_table(frame), expressions)


def beside(frame: Any, table: Any, expressions: Mapping[str, nw.Expr], order: str = "") -> Any:
    """The frame with a column for each expression over a table of the same rows; a frame of the same kind.

    The column ``order`` of the table numbers the rows as the frame has them, where it has an order.
    """
    ordered = order in table.collect_schema().names()
    if isinstance(table, nw.DataFrame):
        kept = (nw.col(order),) if ordered else ()
        # A column first: what is the same in all rows is else one value of its own.
        found = (table if ordered else table.with_row_index("@row")).select(
            *(kept or ("@row",)), **expressions
        )
        found = (found.sort(order) if ordered else found).select(*expressions)
        if _is_pandas(frame):
            return _beside(frame, found.to_native())
        if numbers_words(found.implementation):
            found = nw.from_native(_in_words(found.to_native()), eager_only=True)
        return as_table(frame).with_columns(*(found[name] for name in expressions)).to_native()
    names = as_table(frame).collect_schema().names()
    kept_names = [name for name in names if name not in expressions]
    table = table.sort(order) if ordered else table
    found = table.select(*kept_names, **expressions)
    native = found.to_native()
    if not is_spark(frame):
        return native
    given = dict(zip(names, nw.from_native(frame).collect_schema().names(), strict=True))
    return native.toDF(*(given.get(name, name) for name in (*kept_names, *expressions)))


def _is_pandas(frame: Any) -> bool:
    return (
        isinstance(frame, nw.dependencies.get_pandas().DataFrame) if nw.dependencies.get_pandas() else False
    )


def collected(frame: Any) -> Any:
    """A frame whose rows can be read; one of pandas as it is, which may hold what narwhals refuses."""
    refuse_others(frame)
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


def _nullable(frame: Any, *, floats: bool = True) -> Any:
    """A pandas frame in types that tell a whole number beside a missing one from one with a fraction.

    Those of arrow do, and pandas has none of its own for some of them. Floats stay what they are, unless
    ``floats`` are to be whole numbers where they can.
    """
    import pandas as pd

    kept = [
        isinstance(one, pd.ArrowDtype) or (not floats and pd.api.types.is_float_dtype(one))
        for one in frame.dtypes
    ]
    if not any(kept):
        return frame.convert_dtypes()
    columns = [frame.iloc[:, place] for place in range(len(kept))]
    return pd.concat(
        [one if stays else one.convert_dtypes() for one, stays in zip(columns, kept, strict=True)], axis=1
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


def is_spark(frame: Any) -> bool:
    """Whether it is a frame of Spark, or of what speaks its language."""
    return bool(nw.from_native(frame, allow_series=False).implementation.is_spark_like())


def in_order(frame: Any, name: str) -> Any:
    """A table for narwhals with the number of each row, where the rows have an order; else without."""
    table = as_table(frame)
    if isinstance(table, nw.DataFrame):
        return table.with_row_index(name)
    if table.implementation.is_polars():
        return nw.from_native(table.to_native().with_row_index(name))
    return table


def numbered(table: Any, name: str, within: Iterable[str]) -> Any:
    """The table with a number for each row, told apart from all that share the values of ``within``.

    Where rows have no order of their own, they are put in one by all that they hold: rows that are alike in
    everything may change places, which nobody can tell.
    """
    if isinstance(table, nw.DataFrame):
        return table.with_row_index(name)
    if table.implementation.is_polars():
        return nw.from_native(table.to_native().with_row_index(name))
    columns = [column for column, kind in table.collect_schema().items() if not kind.is_nested()]
    by = [*within]
    order = [*by, *(column for column in columns if column not in by)]
    counted = table.with_columns(nw.lit(1).alias(name))
    return counted.with_columns(nw.col(name).cum_sum().over(*by, order_by=order).cast(nw.Int64()))


def exploded(table: Any, column: str, ids: Iterable[str]) -> Any:
    """A row for each item of a column of lists, beside the columns ``ids``; the facts of records as columns.

    A null is no list, and has no rows. A fact inside a record bears a slash for the dot; a plain value is
    called ``value``.
    """
    by = [*ids]
    kind = dict(table.collect_schema())[column].inner
    if table.implementation.is_pyarrow():
        return _exploded_arrow(table, column, by, kind)
    told = table.filter(~nw.col(column).is_null())
    told = told.filter(nw.col(column).list.len() > 0).select(*by, nw.col(column).alias("value"))
    return told.explode("value").select(*by, **dict(fields_of("", nw.col("value"), kind)))


def fields_of(name: str, column: nw.Expr, kind: Any) -> Iterator[tuple[str, nw.Expr]]:
    """The facts of a column of records, those inside them too; what is no record is called as it is.

    A dot in the name of a field is a slash too: Spark would look for a field inside a field.
    """
    if not isinstance(kind, nw.Struct):
        yield name or "value", column
        return
    for field in kind.fields:
        inner = (f"{name}/{field.name}" if name else field.name).replace(".", "/")
        yield from fields_of(inner, column.struct.field(field.name), field.dtype)


def _exploded_arrow(table: Any, column: str, by: list[str], kind: Any) -> Any:
    import pyarrow as pa
    from pyarrow.compute import call_function

    native = table.to_native()
    lists = native[column].combine_chunks()
    rows = call_function("list_parent_indices", [lists])
    found = {name: native[name].take(rows) for name in by}
    pending = [("", lists.flatten())]
    while pending:
        name, values = pending.pop(0)
        if not isinstance(values, pa.StructArray):
            found[name or "value"] = values
            continue
        inner = [f"{name}/{field.name}" if name else field.name for field in values.type]
        pending[:0] = zip(inner, values.flatten(), strict=True)
    return nw.from_native(pa.table(found), eager_only=True)


def as_table(frame: Any) -> Any:
    """The frame for narwhals; a pandas frame through arrow, whose columns tell a null from a number.

    The dots in the names of columns are slashes in a frame of Spark. Raises
    :class:`~cloudgrant.values.problems.InvalidInput` for a frame of a library that is not decided on.
    """
    if isinstance(frame, nw.DataFrame | nw.LazyFrame):
        return frame
    refuse_others(frame)
    if not _is_pandas(frame):
        table = nw.from_native(frame)
        if table.implementation.is_spark_like():
            native = table.to_native()
            return nw.from_native(native.toDF(*(name.replace(".", "/") for name in native.columns)))
        return table
    return nw.from_native(_arrow_of(frame), eager_only=True)


def computable(table: Any) -> Any:
    """A table of pyarrow without what it cannot compute with; any other as it is.

    Numbers that 64 bits cannot hold with their sign become the largest that they hold: no fact may be as
    large, so that they are told, or not known, as before. Columns of types of somebody's own hold no fact.
    """
    if not (isinstance(table, nw.DataFrame) and table.implementation.is_pyarrow()):
        return table
    import pyarrow as pa
    from pyarrow.compute import call_function

    native = table.to_native()
    for place, field in enumerate(native.schema):
        column = native.column(place)
        if field.type == pa.uint64():
            most = pa.scalar(LARGEST, pa.uint64())
            beyond = call_function("greater", [column, most])
            native = native.set_column(place, field, call_function("if_else", [beyond, most, column]))
        elif isinstance(field.type, pa.BaseExtensionType):
            native = native.set_column(place, field.name, pa.nulls(len(column), pa.binary()))
    return nw.from_native(native, eager_only=True)


def _arrow_of(frame: Any) -> Any:
    """A pandas frame as a table of arrow: the columns that are named by a text.

    One of which arrow can make nothing, such as texts among numbers, holds no fact.
    """
    import pyarrow as pa

    names = [name for name in frame.columns if isinstance(name, str)]
    for name in names:
        if names.count(name) > 1:
            raise InvalidInput([Problem.at([name], "duplicate", given=name)])
    if not names:  # a table of arrow has no rows without columns
        return pa.table({"@": pa.nulls(len(frame))})
    named = frame[names]
    if not len(frame):
        return pa.table({name: pa.nulls(0) for name in names})
    try:
        return pa.Table.from_pandas(_nullable(named, floats=False), preserve_index=False)
    except _NOT_IN_ARROW:
        return pa.table({name: _arrow_column(named[[name]]) for name in names})


def _arrow_column(column: Any) -> Any:
    import pyarrow as pa

    try:
        return pa.Table.from_pandas(_nullable(column, floats=False), preserve_index=False).column(0)
    except _NOT_IN_ARROW:
        return pa.nulls(len(column), pa.binary())


_NOT_IN_ARROW: Final = (ValueError, TypeError, OverflowError, NotImplementedError)
"""What arrow raises of values of which it makes no column: its own errors are some of these."""


def _in_words(decided: Any) -> Any:
    """A table of arrow in which words stand that stood there as their numbers: each once, and where it is."""
    import pyarrow as pa

    kinds = {NUMBERED[kind].__class__: words_of(kind) for kind in NUMBERED}
    for place, (name, kind) in enumerate(nw.from_native(decided, eager_only=True).schema.items()):
        words = kinds.get(kind.__class__)
        if words is not None:
            numbers = decided.column(place).combine_chunks()
            decided = decided.set_column(place, name, pa.DictionaryArray.from_arrays(numbers, words))
    return decided


def _beside(frame: Any, decided: Any) -> Any:
    """A pandas frame with the decided columns added, numbers in pandas' own nullable type."""
    import pandas as pd
    import pyarrow as pa

    whole = {pa.int64(): pd.Int64Dtype()}
    added = _in_words(decided).to_pandas(types_mapper=whole.get)
    added.index = frame.index
    return frame.assign(**{name: added[name] for name in added.columns})
