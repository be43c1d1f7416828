"""What every row comes to, written over other columns: where a value is looked at beside other rows."""

from __future__ import annotations

from collections.abc import Callable

import attrs
import narwhals as nw

from cloudgrant.frames.days import Day
from cloudgrant.frames.numbers import Open, Stated
from cloudgrant.frames.truths import OfRows
from cloudgrant.frames.words import SharesByRow

__all__ = ["carried"]


def carried(value: OfRows, column: Callable[[nw.Expr], nw.Expr]) -> OfRows:
    """The same value with ``column`` in place of each expression; what is Python's own stays."""
    match value:
        case nw.Expr():
            return column(value)
        case Stated():
            return attrs.evolve(value, value=column(value.value))
        case Open():
            return attrs.evolve(value, least=column(value.least), most=column(value.most))
        case Day():
            return Day(column(value.month), column(value.day))
        case SharesByRow():
            return SharesByRow(tuple((carried(where, column), share) for where, share in value.cases))
        case _:
            return value
