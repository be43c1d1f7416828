"""Columns that were drawn, as a frame of the engine that is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

import attrs
import narwhals as nw
import numpy as np
from numpy.typing import NDArray

from cloudgrant.values.problems import InvalidInput, Problem

__all__ = ["EAGER", "ENGINES", "Column", "frame_of", "problem_of_engine"]

EAGER: Final = ("pandas", "polars", "pyarrow")
"""The libraries whose frames hold their rows."""

ENGINES: Final = (*EAGER, "dask", "duckdb", "ibis")
"""What a frame may be of; Spark has a session of its own: hand it a frame of pandas or pyarrow."""

_KINDS: Final[Mapping[str, Any]] = MappingProxyType(
    {"i": nw.Int64, "b": nw.Boolean, "M": nw.Date, "O": nw.String}
)
_NULLABLE: Final[Mapping[str, str]] = MappingProxyType({"i": "Int64", "b": "boolean", "O": "string"})
"""How pandas calls the columns that have a null, by the kind of what was drawn."""


@attrs.frozen(eq=False)
class Column:
    """What was drawn for a column, and in which rows it is not known; nothing where it is in all."""

    values: NDArray[Any]
    unknown: NDArray[np.bool_] | None = None

    def only(self, rows: NDArray[np.bool_]) -> Column:
        """The column of these rows alone."""
        return Column(self.values[rows], None if self.unknown is None else self.unknown[rows])

    def also_unknown(self, rows: NDArray[np.bool_]) -> Column:
        """The column, unknown in these rows too."""
        return Column(self.values, rows if self.unknown is None else self.unknown | rows)


def problem_of_engine(engine: Any) -> list[Problem]:
    """What is wrong with the name of an engine."""
    if engine in ENGINES:
        return []
    return [Problem.at(["engine"], "option", given=f"{engine}", expected=", ".join(ENGINES), hint="")]


def frame_of(columns: Mapping[str, Column], engine: str) -> Any:
    """The columns as a frame of that engine; what is not known is null.

    Raises :class:`~cloudgrant.values.problems.InvalidInput` for another engine, and ``ModuleNotFoundError``
    where it is not installed.
    """
    if problems := problem_of_engine(engine):
        raise InvalidInput(problems)
    held = engine if engine in EAGER else "pyarrow"
    given: dict[str, Any] = {}
    masks: dict[str, str] = {}
    for name, column in columns.items():
        given[name] = column.values
        if column.unknown is not None:
            masks[name] = f"{name}?"
            given[masks[name]] = column.unknown
    backend: Any = held
    if held == "pandas":  # whose plain columns of whole numbers have no null
        native = nw.from_dict(given, backend=backend).to_native()
        kinds = {name: _NULLABLE.get(values.dtype.kind) for name, values in given.items()}
        native = native.astype({name: kind for name, kind in kinds.items() if kind is not None})
        frame = nw.from_native(native, eager_only=True)
    else:
        schema = {name: _KINDS[values.dtype.kind] for name, values in given.items()}
        frame = nw.from_dict(given, schema, backend=backend)
    known = [
        nw.when(~nw.col(masks[name])).then(nw.col(name)).alias(name) if name in masks else nw.col(name)
        for name in columns
    ]
    frame = frame.select(*known)
    if engine == held:
        return frame.to_native()
    lazily: Any = engine
    return frame.lazy(backend=lazily).to_native()
