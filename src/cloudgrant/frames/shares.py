"""Shares of numbers of every row: compared and taken exactly, within 64 bits."""

from __future__ import annotations

from typing import Any

import narwhals as nw

from cloudgrant.frames.cells import literal
from cloudgrant.frames.numbers import (
    Open,
    Stated,
    arithmetic,
    compared,
    computable,
    in_rows,
    span_of,
    within_64_bits,
)
from cloudgrant.frames.truths import OfRows
from cloudgrant.rules.deciding import knowing
from cloudgrant.rules.writing.ranges import WIDEST
from cloudgrant.values.between import least_of, most_of
from cloudgrant.values.shares import Share
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["share_limit", "share_of"]


def share_limit(order: Any, part: Any, whole: Any, share: Share) -> OfRows:
    """A part held against a share of a whole, exactly."""
    if part is UNKNOWN or whole is UNKNOWN:
        return UNKNOWN
    reach = max(abs(end(span_of(one))) for one in (part, whole) for end in (least_of, most_of))
    if reach * max(share.numerator, share.denominator) <= WIDEST:
        times = arithmetic("*", part, share.denominator), arithmetic("*", whole, share.numerator)
        return compared(order, *times)
    # A whole number is at most the share of an amount where it is at most the whole part of that share.
    return compared(order, part, share_of(whole, share, "down" if order == "<=" else "up"))


def share_of(whole: Any, share: Share, rounding: str) -> Any:
    """A share of an amount; it grows with the amount, so that bounds keep their places."""
    if not in_rows(whole):
        return knowing.share_of(whole, share, rounding)
    span, whole = within_64_bits(knowing.share_of(whole.span, share, rounding)), computable(whole)
    if isinstance(whole, Stated):
        unknown = knowing.share_of(whole.unknown, share, rounding)
        return Stated(_rounded(whole.value, share, rounding), unknown, span)
    least, most = (_rounded(end, share, rounding) for end in (whole.least, whole.most))
    return Open(least, most, span, whole.nullable)


def _rounded(whole: nw.Expr, share: Share, rounding: str) -> nw.Expr:
    """The share of whole units first and of what is left after: the product itself may leave 64 bits."""
    if rounding == "up":
        return literal(0) - _rounded(literal(0) - whole, share, "down")
    top, bottom = literal(share.numerator), literal(share.denominator)
    units = whole // bottom
    return units * top + ((whole - units * bottom) * top) // bottom
