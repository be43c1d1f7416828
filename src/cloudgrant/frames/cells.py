"""What the cells of a frame hold: a type of column for each type of fact, and values as columns have them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Final

import narwhals as nw

from cloudgrant.rules.records.fact_info import FactType
from cloudgrant.values.shares import Share
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["DTYPES", "LARGEST", "bare", "holds", "literal", "whole"]

LARGEST: Final = 2**63 - 1
"""The largest number that a column of 64 bits holds."""

DTYPES: Mapping[FactType, Any] = MappingProxyType(
    {
        "bool": nw.Boolean(),
        "int": nw.Int64(),
        "text": nw.String(),
        # Dates are compared as midnights: pandas has no date of its own.
        "date": nw.Datetime("us"),
        # As dumps write them, in lowest terms: enough to tell one from another.
        "share": nw.String(),
    }
)
"""What columns hold each type of fact; a type that is not here has no place in a column."""


def holds(dtype: Any, type_: FactType) -> bool:
    """Whether a column of this type can hold facts of that one."""
    if isinstance(dtype, nw.Unknown) or str(dtype) in ("Null", "Unknown"):
        return True  # a column of nothing but nulls
    match type_:
        case "int":
            return bool(dtype.is_integer())
        case "bool":
            return isinstance(dtype, nw.Boolean)
        case "date":
            return isinstance(dtype, nw.Date) or (isinstance(dtype, nw.Datetime) and dtype.time_zone is None)
        case _:
            return isinstance(dtype, nw.String | nw.Categorical | nw.Enum)


def whole(column: nw.Expr, dtype: Any) -> nw.Expr:
    """A column of whole numbers in 64 bits: smaller ones wrap silently where they are multiplied.

    A number beyond these is the last of them, which is as far beyond what any fact may be.
    """
    if isinstance(dtype, nw.UInt64):
        column = column.clip(upper_bound=LARGEST)
    elif isinstance(dtype, nw.Int128):
        column = column.clip(-LARGEST - 1, LARGEST)
    return column.cast(nw.Int64())


def bare(value: Any) -> Any:
    """A value as columns hold it: days are midnights, shares are written out."""
    if isinstance(value, Share):
        return str(value)
    return datetime(value.year, value.month, value.day) if isinstance(value, date) else value  # noqa: DTZ001


def literal(value: Any, type_: FactType = "bool") -> nw.Expr:
    """A value of Python's own as an expression; one that is not known is a null of the type."""
    if isinstance(value, nw.Expr):
        return value
    if value is UNKNOWN:
        return nw.lit(None, DTYPES[type_])
    if isinstance(value, bool):
        return nw.lit(value)
    return nw.lit(bare(value), nw.Int64()) if isinstance(value, int) else nw.lit(bare(value))
