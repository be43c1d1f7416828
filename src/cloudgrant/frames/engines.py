"""Which libraries' frames are decided, and what to do with a frame of another.

A library is decided on where the tests hold every cell of it to the objects. Of the others narwhals reads
some, but not all of what rules ask of it: they are refused before anything is made of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

import narwhals as nw

from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.text import Text

__all__ = ["ENGINE", "refuse_others"]

ENGINE: Final = "frame.engine"
"""The code of every problem with a frame of a library that is not decided on."""

_ENGINES: Final = "polars, pandas, pyarrow, DuckDB, PySpark"

_OTHER: Final = Text(
    "engines.other",
    zh="不支援 {given} 的資料框；支援 {engines}。{advice}",
    en="frames of {given} are not decided on; those of {engines} are. {advice}",
)

_DASK: Final = Text(
    "engines.dask",
    zh="請先以 .compute() 轉成 pandas；單一資料框也可逐分割區評定："
    "frame.map_partitions(lambda part: frames.assess(part, …), meta=frames.assess(frame._meta, …))",
    en="Make it one of pandas by .compute(); or, of a single frame, decide each partition: "
    "frame.map_partitions(lambda part: frames.assess(part, …), meta=frames.assess(frame._meta, …))",
)
_MODIN: Final = Text(
    "engines.modin",
    zh="請先以 .modin.to_pandas() 轉成 pandas",
    en="Make it one of pandas by .modin.to_pandas()",
)
_CUDF: Final = Text(
    "engines.cudf",
    zh="請先以 .to_arrow() 轉成 pyarrow",
    en="Make it one of pyarrow by .to_arrow()",
)
_SQLFRAME: Final = Text(
    "engines.sqlframe",
    zh="請先以 .toArrow() 轉成 pyarrow，或直接交給 DuckDB 或 PySpark",
    en="Make it one of pyarrow by .toArrow(), or give the tables to DuckDB or PySpark themselves",
)
_CONNECT: Final = Text(
    "engines.connect",
    zh="請先以 .toArrow() 轉成 pyarrow，或在 Spark 的 session 裡評定",
    en="Make it one of pyarrow by .toArrow(), or decide in a session of Spark itself",
)
_IBIS: Final = Text(
    "engines.ibis",
    zh="請先以 .to_polars() 或 .to_pyarrow() 取出資料，或直接交給 DuckDB：connection.sql(ibis.to_sql(table))",
    en="Fetch its rows by .to_polars() or .to_pyarrow(), or give it to DuckDB itself: "
    "connection.sql(ibis.to_sql(table))",
)
_ANY: Final = Text(
    "engines.any",
    zh="請先轉成其中一種",
    en="Make it one of these first",
)

_DECIDED: Final = frozenset(
    {
        nw.Implementation.POLARS,
        nw.Implementation.PANDAS,
        nw.Implementation.PYARROW,
        nw.Implementation.DUCKDB,
        nw.Implementation.PYSPARK,
    }
)

_ADVICE: Final[Mapping[nw.Implementation, tuple[str, Text]]] = MappingProxyType(
    {
        nw.Implementation.DASK: ("Dask", _DASK),
        nw.Implementation.MODIN: ("Modin", _MODIN),
        nw.Implementation.CUDF: ("cuDF", _CUDF),
        nw.Implementation.SQLFRAME: ("SQLFrame", _SQLFRAME),
        nw.Implementation.PYSPARK_CONNECT: ("Spark Connect", _CONNECT),
        nw.Implementation.IBIS: ("Ibis", _IBIS),
    }
)


def refuse_others(frame: Any) -> None:
    """Raises :class:`~cloudgrant.values.problems.InvalidInput` for a frame of a library not decided on.

    What is no frame at all is left to narwhals.
    """
    other = _other(frame)
    if other is not None:
        given, advice = other
        raise InvalidInput([Problem.at([], ENGINE, _OTHER, given=given, engines=_ENGINES, advice=advice)])


def _other(frame: Any) -> tuple[str, Text] | None:
    """The library of a frame that is not decided on, and what to do."""
    frame = nw.to_native(frame, pass_through=True)
    if nw.dependencies.is_dask_dataframe(frame):  # asked before narwhals, which warns
        return _ADVICE[nw.Implementation.DASK]
    if nw.dependencies.is_pandas_dataframe(frame):  # which may have what narwhals refuses
        return None
    try:
        library = nw.from_native(frame).implementation
    except TypeError:
        return None
    return None if library in _DECIDED else _ADVICE.get(library, (str(library.value), _ANY))
