"""Truths of every row, in three values: an expression, or Python's own where it is the same in all rows."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import and_, or_
from typing import Any, TypeAlias

import narwhals as nw

from cloudgrant.frames.cells import literal
from cloudgrant.rules.writing import helpers
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["OfRows", "all_hold", "choose", "decided", "no", "some_holds"]

OfRows: TypeAlias = Any
"""A value in every row: one of Python's own, ``UNKNOWN`` among them, or an expression, null where unknown."""


def choose(*steps: tuple[OfRows, nw.Expr], otherwise: nw.Expr | None = None) -> nw.Expr:
    """The value of the first step whose condition is true; a null condition is passed over.

    A condition that is Python's own is settled on the spot. Where no step is taken and there is nothing
    ``otherwise``, a null.
    """
    chosen = otherwise
    for condition, value in reversed(steps):
        if condition is True:
            chosen = value
        elif isinstance(condition, nw.Expr):
            then = nw.when(condition).then(value)
            chosen = then if chosen is None else then.otherwise(chosen)
    return literal(UNKNOWN) if chosen is None else chosen


def no(truth: OfRows) -> OfRows:
    """Not."""
    return ~truth if isinstance(truth, nw.Expr) else helpers.no(truth)


def all_hold(truths: Iterable[OfRows]) -> OfRows:
    """Whether all hold."""
    return _together(truths, decides=False)


def some_holds(truths: Iterable[OfRows]) -> OfRows:
    """Whether at least one holds."""
    return _together(truths, decides=True)


def _together(truths: Iterable[OfRows], *, decides: bool) -> OfRows:
    open_: list[nw.Expr] = []
    unknown = False
    for truth in truths:
        if truth is decides:
            return decides
        if isinstance(truth, nw.Expr):
            open_.append(truth)
        unknown = unknown or truth is UNKNOWN
    if not open_:
        return UNKNOWN if unknown else not decides
    if unknown:
        open_.append(literal(UNKNOWN))
    return reduce(or_ if decides else and_, open_)


def decided(holds: OfRows, fails: OfRows) -> OfRows:
    """A truth that surely holds in some rows and surely fails in others; in the rest it is not known."""
    if holds is True or fails is True:
        return holds is True
    if fails is False:
        return UNKNOWN if holds is False else nw.when(holds).then(literal(True))
    if holds is False:
        return nw.when(fails).then(literal(False))
    either: Any = holds | fails
    return nw.when(either).then(~fails)
