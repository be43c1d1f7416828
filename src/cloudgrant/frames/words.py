"""What each word of a tree comes to in every row, of numbers, days, texts, truths and shares alike."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import attrs
import narwhals as nw

from cloudgrant.frames import numbers, shares
from cloudgrant.frames.cells import bare, literal
from cloudgrant.frames.days import Day, numbered, of_number, ordered
from cloudgrant.frames.truths import OfRows, all_hold, choose, no, some_holds
from cloudgrant.rules.deciding import knowing
from cloudgrant.rules.writing import helpers, tree
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.shares import Share
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN

__all__ = [
    "SharesByRow",
    "agreed",
    "compared",
    "distinct",
    "entry",
    "one_of",
    "pick",
    "said",
    "same",
    "share_limit",
    "share_of",
    "shares_in",
]


_FEW = 4
"""So many values are sooner held against a column one by one than looked up in a list."""


@attrs.frozen(eq=False)
class SharesByRow:
    """A share that differs by row: each with where it is the one that is meant; elsewhere it is not known."""

    cases: tuple[tuple[OfRows, Share], ...]


def compared(order: Any, left: OfRows, right: OfRows) -> OfRows:
    """A comparison of numbers or of days."""
    if numbers.is_number(left) or numbers.is_number(right):
        return numbers.compared(order, left, right)
    if left is UNKNOWN or right is UNKNOWN:
        return UNKNOWN
    left, right = _alike(left, right)
    if isinstance(left, nw.Expr) or not isinstance(right, nw.Expr):
        operand = literal(right) if isinstance(left, nw.Expr) else right
        return knowing.OPERATORS[order](left, operand)
    # The column first: polars makes one value of a literal held against a constant column.
    return knowing.OPERATORS[tree.MIRRORED[order]](right, literal(left))


def same(left: OfRows, right: OfRows) -> OfRows:
    """Equality."""
    if numbers.is_number(left) or numbers.is_number(right):
        return numbers.same(left, right)
    if left is UNKNOWN or right is UNKNOWN:
        return UNKNOWN
    left, right = _alike(left, right)
    if isinstance(right, nw.Expr):
        left, right = right, left
    return left == literal(right) if isinstance(left, nw.Expr) else knowing.same(left, right)


def _alike(one: OfRows, two: OfRows) -> tuple[OfRows, OfRows]:
    """Two values, days written alike."""
    if isinstance(one, Day) or isinstance(two, Day):
        return ordered(one), ordered(two)
    return one, two


def _column(value: OfRows) -> nw.Expr:
    return value.number if isinstance(value, Day) else literal(value)


def one_of(value: OfRows, options: Any) -> OfRows:
    """Whether a value is among some."""
    if options is UNKNOWN:
        return UNKNOWN
    if UNKNOWN in options:
        known = tuple(option for option in options if option is not UNKNOWN)
        return some_holds((one_of(value, known), UNKNOWN))
    if numbers.is_number(value):
        return numbers.one_of(value, options)
    if not isinstance(value, nw.Expr | Day):
        return helpers.one_of(value, tuple(options))
    column = _column(value)
    members = [numbered(one) if isinstance(value, Day) else bare(one) for one in options]
    if 0 < len(members) <= _FEW:
        return some_holds(column == nw.lit(one) for one in members)
    # Nothing is in an empty list, which has no type that Arrow could hold a column against.
    within = column.is_in(members) if members else literal(False)
    return choose((column.is_null(), literal(UNKNOWN)), otherwise=within)


def said(value: OfRows) -> OfRows:
    """True once it is known."""
    if numbers.is_number(value):
        return numbers.said(value)
    if isinstance(value, nw.Expr | Day):
        return nw.when(~_column(value).is_null()).then(literal(True))
    return UNKNOWN if value is UNKNOWN else True


def agreed(one: OfRows, two: OfRows) -> OfRows:
    """One fact that is told in two ways: of numbers what both leave open, of others the first known."""
    if numbers.is_number(one) or numbers.is_number(two):
        return numbers.agreed(one, two)
    if not isinstance(one, nw.Expr | Day):
        return two if one is UNKNOWN else one
    if two is UNKNOWN:
        return one
    first, second = _alike(one, two)
    found = choose((~first.is_null(), first), otherwise=literal(second))
    return of_number(found) if isinstance(one, Day) or isinstance(two, Day) else found


def pick(condition: OfRows, yes: OfRows, other: OfRows) -> OfRows:
    """One of two; where it is not known which, what both have in common."""
    if condition is True or condition is False:
        return yes if condition else other
    if numbers.is_number(yes) or numbers.is_number(other):
        return numbers.picked(condition, yes, other)
    if isinstance(yes, Share | SharesByRow) or isinstance(other, Share | SharesByRow):
        return _picked_share(condition, yes, other)
    if not any(isinstance(one, nw.Expr | Day) for one in (condition, yes, other)):
        return knowing.pick(condition, yes, other)
    if yes is UNKNOWN and other is UNKNOWN:
        return UNKNOWN
    first, second = _alike(yes, other) if yes is not UNKNOWN and other is not UNKNOWN else (yes, other)
    found = _picked(condition, first, second)
    day = isinstance(yes, Day) or isinstance(other, Day)
    return of_number(found) if day and isinstance(found, nw.Expr) else found


def _picked(condition: OfRows, yes: OfRows, other: OfRows) -> OfRows:
    if yes is UNKNOWN or other is UNKNOWN:
        if condition is UNKNOWN:
            return UNKNOWN
        return nw.when(condition if other is UNKNOWN else ~condition).then(
            _column(yes if other is UNKNOWN else other)
        )
    alike = (literal(yes) == literal(other)).fill_null(False)
    if condition is UNKNOWN:
        return nw.when(alike).then(literal(yes))
    return choose(
        (condition, literal(yes)),
        (~condition, literal(other)),
        otherwise=nw.when(alike).then(literal(yes)),
    )


def _picked_share(condition: OfRows, yes: OfRows, other: OfRows) -> OfRows:
    first, second = shares_in(yes), shares_in(other)
    open_ = condition.is_null() if isinstance(condition, nw.Expr) else condition is UNKNOWN
    found = [(all_hold((condition, where)), share) for where, share in first]
    found += [(all_hold((no(condition), where)), share) for where, share in second]
    found += [
        (all_hold((open_, where, there)), share)
        for where, share in first
        for there, again in second
        if share == again
    ]
    return SharesByRow(
        tuple((where, share) for where, share in found if where is not False and where is not UNKNOWN)
    )


def shares_in(share: OfRows) -> tuple[tuple[OfRows, Share], ...]:
    """Each share that is meant in some rows, with where it is."""
    if share is UNKNOWN:
        return ()
    return share.cases if isinstance(share, SharesByRow) else ((True, share),)


def entry(table: Any, key: OfRows) -> OfRows:
    """The entry of a table of the policy under a text."""
    if table is UNKNOWN or key is UNKNOWN or not isinstance(key, nw.Expr):
        return knowing.entry(table, key)
    keys: dict[Any, list[str]] = {}
    for name, value in table.items():
        if value is not UNKNOWN:
            keys.setdefault(value, []).append(name)
    cases = tuple((key.is_in(names).fill_null(False), value) for value, names in keys.items())
    if not cases:
        return UNKNOWN
    if isinstance(cases[0][1], Share):
        return SharesByRow(cases)
    if numbers.is_number(cases[0][1]):
        return numbers.by_row(cases)
    return choose(*((where, literal(value)) for where, value in cases))


def share_limit(order: Any, part: OfRows, whole: OfRows, share: OfRows) -> OfRows:
    """A part held against a share of a whole, exactly."""
    _refuse_a_column(share)
    if not isinstance(share, SharesByRow):
        return UNKNOWN if share is UNKNOWN else shares.share_limit(order, part, whole, share)
    if not share.cases:
        return UNKNOWN
    limits = [(where, shares.share_limit(order, part, whole, one)) for where, one in share.cases]
    return choose(*((where, literal(limit)) for where, limit in limits))


def share_of(whole: OfRows, share: OfRows, rounding: Any) -> OfRows:
    """A share of an amount."""
    _refuse_a_column(share)
    if not isinstance(share, SharesByRow):
        if share is UNKNOWN or whole is UNKNOWN:
            return UNKNOWN
        return shares.share_of(whole, share, rounding)
    if whole is UNKNOWN:
        return UNKNOWN
    return numbers.by_row((where, shares.share_of(whole, one, rounding)) for where, one in share.cases)


_A_SHARE = Text(
    "words.a_share",
    zh="比率逐列不同時，資料框只能分辨是否相同，不能據以計算；請改以物件逐件評定",
    en="a share that is a fact of each row can be told from another, and not be computed with, in a frame: "
    "assess the subjects one by one as objects",
)


def _refuse_a_column(share: OfRows) -> None:
    if isinstance(share, nw.Expr):
        raise InvalidInput([Problem.at(["policy"], "frame.share", _A_SHARE)])


def distinct(values: Iterable[tuple[OfRows, OfRows]]) -> OfRows | None:
    """How many different values count, each given with whether it does; nothing where they differ by row."""
    counts: dict[Any, list[OfRows]] = {}
    for holds, value in values:
        if value is UNKNOWN or isinstance(value, nw.Expr | Day | numbers.Stated | numbers.Open):
            return None
        counts.setdefault(value, []).append(holds)
    number: Any = 0
    for holds in counts.values():
        number = numbers.arithmetic("+", number, pick(some_holds(holds), 1, 0))
    return number
