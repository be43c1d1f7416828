"""Whole numbers read exactly from columns that hold them otherwise: as floats, as decimals, in another unit.

A float is read as the decimal that it prints as: 80000.5 thousand dollars are 80,000,500. What is then no
whole number, or lies beyond what its type holds exactly (2**53 for floats, 64 bits for all), is none.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Final

import narwhals as nw

from cloudgrant.frames.cells import literal
from cloudgrant.frames.truths import choose
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["holds_numbers", "is_read_anew", "whole"]

_MOST: Final = 2**63 - 1
_MOST_OF_FLOATS: Final = 2**53
"""Up to here every whole number is a float of its own."""

_MOST_DIGITS: Final = 18
"""So many digits fit into 64 bits, whichever they are."""

_MOST_DECIMALS: Final = 9
"""More places behind the point are looked at only for whether they are all zero."""

_WIDER: Final = ("UInt64", "Int128", "UInt128")


def holds_numbers(kind: Any) -> bool:
    """Whether a column of this type holds numbers of any sort of which the whole ones can be told."""
    if kind.is_decimal():
        return getattr(kind, "scale", None) is not None  # which older releases of narwhals do not say
    return bool(kind.is_numeric())


def is_read_anew(kind: Any, times: Fraction) -> bool:
    """Whether what a column of numbers holds is not, as it stands, the whole numbers that are meant."""
    return times != 1 or not kind.is_integer() or str(kind) in _WIDER


def whole(column: nw.Expr, kind: Any, times: Fraction) -> tuple[nw.Expr, nw.Expr]:
    """A column of numbers, so many ``times`` each, as whole numbers in 64 bits; and where there is none.

    A null, and a float that is no number (NaN), is not known, and is not told as wrong.
    """
    if kind.is_float():
        return _of_floats(column.cast(nw.Float64()), times)
    if kind.is_integer():
        return _of_whole(column, kind, times)
    return _of_decimals(column, kind.scale, times)


def _number(value: int) -> nw.Expr:
    return nw.lit(value, nw.Int64())


def _of_floats(column: nw.Expr, times: Fraction) -> tuple[nw.Expr, nw.Expr]:
    known = ~column.is_null() & ~column.is_nan()
    reach = float(_MOST_OF_FLOATS / max(times, Fraction(1)))
    within = (column >= -reach) & (column <= reach)
    near = choose((known & within, column), otherwise=nw.lit(None, nw.Float64()))
    top, bottom = float(times.numerator), float(times.denominator)
    found = (near * top / bottom).round(0)
    # Back again: a float is the nearest to one decimal number of so few digits, and to no other.
    # (Divided by a column: polars takes one number times what is left of one, which is another float.)
    exact = (found * bottom / (near * 0.0 + top)) == near
    value = choose((exact, found), otherwise=nw.lit(None, nw.Float64())).cast(nw.Int64())
    return value, known & ~exact.fill_null(False)


def _of_whole(column: nw.Expr, kind: Any, times: Fraction) -> tuple[nw.Expr, nw.Expr]:
    within: nw.Expr = literal(True)
    if str(kind) in _WIDER:
        within = column <= nw.lit(_MOST, kind)
        if kind.is_signed_integer():
            within &= column >= nw.lit(-_MOST, kind)
        column = choose((within, column), otherwise=nw.lit(None, kind))
    value, exact = _times(column.cast(nw.Int64()), times)
    return value, ~(within & exact.fill_null(True)).fill_null(True)


def _times(number: nw.Expr, times: Fraction) -> tuple[nw.Expr, nw.Expr]:
    """A number times a fraction, null where that is not whole or too large; and where it is neither."""
    top, bottom = times.numerator, times.denominator
    if bottom > _MOST or top > _MOST:
        exact = number == _number(0)
        return choose((exact, _number(0)), otherwise=literal(UNKNOWN, "int")), exact
    parts = number if bottom == 1 else number // _number(bottom)
    exact = (parts <= _number(_MOST // top)) & (parts >= _number(-(_MOST // top)))
    if bottom > 1:
        exact &= parts * _number(bottom) == number
    kept = choose((exact, parts), otherwise=literal(UNKNOWN, "int"))
    return (kept if top == 1 else kept * _number(top)), exact


def _of_decimals(column: nw.Expr, scale: int, times: Fraction) -> tuple[nw.Expr, nw.Expr]:
    """Of decimals, by the digits that they are written in: every engine writes those alike."""
    text = choose((column == 0, nw.lit("0." + "0" * scale)), otherwise=column.cast(nw.String()))
    negative = text.str.starts_with("-")
    bare = text.str.replace_all("-", "", literal=True)
    units = bare.str.replace_all(r"\..*", "").str.replace_all("^0+", "")
    parts = bare.str.replace_all(r"^[^.]*\.?", "")
    plain = ~text.str.contains("E", literal=True)  # as arrow writes what is less than a millionth
    short = (units.str.len_chars() <= _MOST_DIGITS) & plain
    if scale > _MOST_DECIMALS:
        short &= parts.str.slice(_MOST_DECIMALS) == nw.lit("0" * (scale - _MOST_DECIMALS))
        parts, scale = parts.str.slice(0, _MOST_DECIMALS), _MOST_DECIMALS
    found, exact = _times(_digits(units, short), times)
    if scale:
        more, whole_too = _times(_digits(parts, short), times / 10**scale)
        exact &= whole_too & (found <= _number(_MOST - times.numerator))
        found += more
    value = choose((exact & negative, _number(0) - found), (exact, found), otherwise=literal(UNKNOWN, "int"))
    return value, ~column.is_null() & ~(short & exact).fill_null(False)


def _digits(text: nw.Expr, short: nw.Expr) -> nw.Expr:
    some = text.str.len_chars() > 0
    return choose((short & some, text), (short, nw.lit("0")), otherwise=nw.lit(None, nw.String())).cast(
        nw.Int64()
    )
