"""Whole numbers of every row, with what is sure of those that are not known.

As :mod:`cloudgrant.rules.deciding.knowing` has them: in a row a number is known, lies between two, or nothing
is known of it. One that is the same in all rows is Python's own. A column is one expression (:class:`Stated`)
as long as it alone is computed with; what two of them come to has an expression for the least that it may be
and one for the most (:class:`Open`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from typing import Any, TypeAlias

import attrs
import narwhals as nw

from cloudgrant.frames.cells import literal
from cloudgrant.frames.truths import OfRows, all_hold, choose, decided, no, some_holds
from cloudgrant.rules.deciding import knowing
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.ranges import WIDEST
from cloudgrant.values.between import Between, either, least_of, most_of, settled
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN

__all__ = [
    "OPERATIONS",
    "Number",
    "Open",
    "Stated",
    "agreed",
    "arithmetic",
    "bounded",
    "by_row",
    "compared",
    "computable",
    "exact",
    "higher",
    "in_rows",
    "is_number",
    "least_in",
    "lesser",
    "lower",
    "most_in",
    "nullable",
    "one_of",
    "picked",
    "repeated",
    "said",
    "same",
    "span_of",
    "stated_or",
    "within_64_bits",
]

OPERATIONS: Mapping[str, Callable[[Any, Any], Any]] = knowing.OPERATORS
"""What each sign does, of expressions too."""

_TOO_WIDE = Text(
    "numbers.too_wide",
    zh="計算結果可達 {given}，超出 64 位元整數，資料框無法算；請為各數宣告較小的 most，或改以物件逐件評定",
    en="what is computed may reach {given}, beyond 64 bits, which a frame cannot hold: declare a smaller "
    "`most` of the numbers, or assess the subjects one by one as objects",
)


@attrs.frozen(eq=False)
class Stated:
    """A number that is null where it is not known, and what it ``unknown`` comes to there.

    ``span`` is between what it lies by its declaration. What lies outside is not computed with where the
    values of a frame have not been looked at (``unseen``): it is not known, lest 64 bits wrap.
    """

    value: nw.Expr
    unknown: Any
    span: Any
    unseen: bool = False

    @property
    def least(self) -> nw.Expr:
        """The least that it may be."""
        return self.value if self.nullable else self.value.fill_null(least_of(self.unknown))

    @property
    def most(self) -> nw.Expr:
        """The most that it may be."""
        return self.value if self.nullable else self.value.fill_null(most_of(self.unknown))

    @property
    def nullable(self) -> bool:
        """Whether nothing at all is known of it in some rows."""
        return self.unknown is UNKNOWN


@attrs.frozen(eq=False)
class Open:
    """A number between two of every row, which are the same where it is known; null where nothing is."""

    least: nw.Expr
    most: nw.Expr
    span: Any
    nullable: bool


Number: TypeAlias = "int | Between | Stated | Open"


def is_number(value: Any) -> bool:
    """Whether a value of every row is a whole number; not told of one that is unknown in all of them."""
    return isinstance(value, int | Between | Stated | Open) and not isinstance(value, bool)


def span_of(number: Any) -> Any:
    """Between what a number lies by the declarations of what it is made of."""
    return number.span if isinstance(number, Stated | Open) else number


def nullable(number: Any) -> bool:
    """Whether nothing at all is known of a number in some rows."""
    return isinstance(number, Stated | Open) and number.nullable


def least_in(number: Any) -> Any:
    """The least that a number may be in each row."""
    return number.least if isinstance(number, Stated | Open) else least_of(number)


def most_in(number: Any) -> Any:
    """The most that a number may be in each row."""
    return number.most if isinstance(number, Stated | Open) else most_of(number)


def in_rows(*numbers: Any) -> bool:
    """Whether any of these differs by row."""
    return any(isinstance(number, Stated | Open) for number in numbers)


def computable(number: Any) -> Any:
    """A number that can be computed with."""
    if not isinstance(number, Stated) or not number.unseen:
        return number
    inside = (number.value >= least_of(number.span)) & (number.value <= most_of(number.span))
    return attrs.evolve(number, value=nw.when(inside).then(number.value), unseen=False)


def _one_expression(one: Any, two: Any) -> bool:
    """Whether what two numbers come to is null where one is, and nothing more is known there."""
    return all(isinstance(number, int) or (isinstance(number, Stated) and number.nullable)
               for number in (one, two))  # fmt: skip


def _value(number: Any) -> nw.Expr:
    return number.value if isinstance(number, Stated) else literal(number)


def exact(number: Any) -> OfRows:
    """A number where it is known, and null elsewhere."""
    if isinstance(number, Open):
        return nw.when(number.least == number.most).then(number.least)
    if not isinstance(number, Stated):
        return settled(number)  # of what is none, itself
    known = settled(number.unknown)
    return number.value if known is UNKNOWN else number.value.fill_null(known)


def stated_or(column: Stated, body: Any) -> Any:
    """A number that is in a column, or else what its formula comes to."""
    if not isinstance(body, Stated | Open):
        return attrs.evolve(column, unknown=column.unknown if body is UNKNOWN else body)
    given = ~column.value.is_null()
    least, most = (choose((given, column.value), otherwise=end) for end in (body.least, body.most))
    return Open(least, most, either(column.span, body.span), body.nullable)


def bounded(number: Any, bounds: Any) -> Any:
    """A number of which so much is sure where nothing else is."""
    if bounds is UNKNOWN or not nullable(number):
        return bounds if number is UNKNOWN else number
    if isinstance(number, Stated):
        return attrs.evolve(number, unknown=bounds)
    least, most = number.least.fill_null(least_of(bounds)), number.most.fill_null(most_of(bounds))
    return Open(least, most, either(number.span, bounds), False)


def arithmetic(sign: str, left: Any, right: Any) -> Any:
    """``+``, ``-``, ``*``, or ``//`` by a positive constant."""
    operation = OPERATIONS[sign]
    if left is UNKNOWN or right is UNKNOWN:
        return UNKNOWN
    if not in_rows(left, right):
        return operation(left, right)
    span = within_64_bits(operation(span_of(left), span_of(right)))
    left, right = computable(left), computable(right)
    if isinstance(left, Stated) and isinstance(right, int):
        return Stated(operation(left.value, literal(right)), operation(left.unknown, right), span)
    if isinstance(right, Stated) and isinstance(left, int):
        return Stated(operation(literal(left), right.value), operation(left, right.unknown), span)
    if _one_expression(left, right):
        return Stated(operation(_value(left), _value(right)), UNKNOWN, span)
    least, most = _ends(sign, left, right)
    return Open(literal(least), literal(most), span, nullable(left) or nullable(right))


def within_64_bits(span: Any) -> Any:
    """The span of what is computed, which 64 bits must hold."""
    reach = max(abs(least_of(span)), abs(most_of(span)))
    if reach > WIDEST:
        raise InvalidInput([Problem.at(["policy"], "frame.range", _TOO_WIDE, given=f"{reach:,}")])
    return span


def _ends(sign: str, left: Any, right: Any) -> tuple[Any, Any]:
    operation = OPERATIONS[sign]
    if sign == "-":
        return least_in(left) - most_in(right), most_in(left) - least_in(right)
    if sign != "*":
        return operation(least_in(left), least_in(right)), operation(most_in(left), most_in(right))
    if least_of(span_of(left)) >= 0 and least_of(span_of(right)) >= 0:
        return least_in(left) * least_in(right), most_in(left) * most_in(right)
    if isinstance(right, int) or isinstance(left, int):
        by, other = (right, left) if isinstance(right, int) else (left, right)
        ends = least_in(other) * by, most_in(other) * by
        return ends if by >= 0 else (ends[1], ends[0])
    corners = [
        one * two for one in (least_in(left), most_in(left)) for two in (least_in(right), most_in(right))
    ]
    return reduce(lower, corners), reduce(higher, corners)


def lower(one: Any, two: Any) -> Any:
    """The lesser of two ends that are null together or not at all."""
    if isinstance(one, int) and isinstance(two, int):
        return min(one, two)
    return nw.min_horizontal(literal(one), literal(two))


def higher(one: Any, two: Any) -> Any:
    """The greater of two ends that are null together or not at all."""
    if isinstance(one, int) and isinstance(two, int):
        return max(one, two)
    return nw.max_horizontal(literal(one), literal(two))


def _where_both(left: Any, right: Any, end: Any) -> nw.Expr:
    """An end where something is known of both numbers, and null elsewhere."""
    steps = [literal(least_in(one)).is_null() for one in (left, right) if nullable(one)]
    if not steps:
        return literal(end)
    return nw.when(~reduce(lambda one, two: one | two, steps)).then(literal(end))


def compared(order: Any, left: Any, right: Any) -> OfRows:
    """A comparison: known as soon as nothing that is still open can change it."""
    if left is UNKNOWN or right is UNKNOWN:
        return UNKNOWN
    if not in_rows(left, right):
        return OPERATIONS[order](left, right)
    if isinstance(left, int) and isinstance(right, Stated):
        # The column first: polars makes one value of a literal held against a constant column.
        return compared(tree.MIRRORED[order], right, left)
    if isinstance(left, Stated) and isinstance(right, int):
        return _filled(OPERATIONS[order](left.value, literal(right)), OPERATIONS[order](left.unknown, right))
    if _one_expression(left, right):
        return OPERATIONS[order](_value(left), _value(right))
    if order in (">", ">="):
        return compared(tree.MIRRORED[order], right, left)
    fails = tree.OPPOSITE[order]
    return decided(_held(order, most_in(left), least_in(right)), _held(fails, least_in(left), most_in(right)))


def _held(order: Any, left: Any, right: Any) -> OfRows:
    if isinstance(left, int) and isinstance(right, int):
        return OPERATIONS[order](left, right)
    if isinstance(left, int):
        return OPERATIONS[tree.MIRRORED[order]](right, literal(left))
    return OPERATIONS[order](left, literal(right))


def _filled(truth: nw.Expr, unknown: Any) -> nw.Expr:
    return truth if unknown is UNKNOWN else truth.fill_null(unknown)


def said(number: Any) -> OfRows:
    """True where it is known."""
    if isinstance(number, Open):
        return nw.when(number.least == number.most).then(literal(True))
    if isinstance(number, Stated) and settled(number.unknown) is UNKNOWN:
        return nw.when(~number.value.is_null()).then(literal(True))
    return UNKNOWN if settled(number) is UNKNOWN else True


def same(left: Any, right: Any) -> OfRows:
    """Equality; where the two surely differ, it is known to fail."""
    if left is UNKNOWN or right is UNKNOWN or not in_rows(left, right):
        return knowing.same(left, right)
    if isinstance(left, int):
        left, right = right, left
    if isinstance(left, Stated) and isinstance(right, int):
        return _filled(left.value == literal(right), knowing.same(left.unknown, right))
    if _one_expression(left, right):
        return _value(left) == _value(right)
    holds = [_held("<=", most_in(left), least_in(right)), _held(">=", least_in(left), most_in(right))]
    apart = [_held(">", least_in(left), most_in(right)), _held("<", most_in(left), least_in(right))]
    return decided(all_hold(holds), some_holds(apart))


def one_of(number: Any, options: Iterable[Any]) -> OfRows:
    """Whether a number is among some; where none of them is possible, it is known not to be."""
    listed = tuple(options)
    if not in_rows(number):
        return knowing.one_of(number, listed)
    if not listed:
        return False if not number.nullable else decided(False, ~number.least.is_null())
    if isinstance(number, Stated):
        inside = number.value.is_in(listed)
        within = choose((number.value.is_null(), literal(UNKNOWN)), otherwise=inside)
        return _filled(within, knowing.one_of(number.unknown, listed))
    holds = (number.least == number.most) & number.least.is_in(listed)
    possible = [(number.least <= literal(one)) & (number.most >= literal(one)) for one in listed]
    return decided(holds, no(some_holds(possible)))


def lesser(left: Any, right: Any) -> Any:
    """The lesser of two, at most as much as either may be."""
    if left is UNKNOWN or right is UNKNOWN or not in_rows(left, right):
        return knowing.lesser(left, right)
    span = knowing.lesser(span_of(left), span_of(right))
    ends = (lower(least_in(left), least_in(right)), lower(most_in(left), most_in(right)))
    least, most = (_where_both(left, right, end) for end in ends)
    return Open(least, most, span, nullable(left) or nullable(right))


def picked(condition: OfRows, yes: Any, other: Any) -> Any:
    """One of two numbers; where it is not known which, between the least and the most of both."""
    if condition is UNKNOWN:
        return _either(yes, other)
    if yes is UNKNOWN or other is UNKNOWN:
        number = other if yes is UNKNOWN else yes
        met = ~condition if yes is UNKNOWN else condition
        ends = [nw.when(met).then(literal(end)) for end in (least_in(number), most_in(number))]
        return Open(ends[0], ends[1], span_of(number), True)
    span = either(span_of(yes), span_of(other))
    if isinstance(yes, int) and isinstance(other, int):
        if yes == other:
            return yes
        value = nw.when(condition).then(literal(yes)).otherwise(nw.when(~condition).then(literal(other)))
        return Stated(value, span, span)
    least, most = (
        choose(
            (condition, literal(end(yes))),
            (~condition, literal(end(other))),
            otherwise=_where_both(yes, other, outer(end(yes), end(other))),
        )
        for end, outer in ((least_in, lower), (most_in, higher))
    )
    return Open(least, most, span, nullable(yes) or nullable(other))


def repeated(amount: Any, holds: OfRows, most: int) -> Any:
    """Up to so many amounts, each of which may count or not; nothing where it surely does not."""
    if amount is UNKNOWN:
        many: Any = UNKNOWN
    else:
        many = arithmetic("*", _either(0, amount), most)
    if isinstance(holds, nw.Expr):
        return picked((~holds).fill_null(False), 0, many)
    return 0 if holds is False else many


def _either(one: Any, two: Any) -> Any:
    if one is UNKNOWN or two is UNKNOWN or not in_rows(one, two):
        return either(one, two)
    ends = (lower(least_in(one), least_in(two)), higher(most_in(one), most_in(two)))
    least, most = (_where_both(one, two, end) for end in ends)
    return Open(least, most, either(span_of(one), span_of(two)), nullable(one) or nullable(two))


def by_row(cases: Iterable[tuple[OfRows, Any]]) -> Any:
    """The number of the case that is meant in a row; nothing is known where none is."""
    found = list(cases)
    if not found or all(number is UNKNOWN for _, number in found):
        return UNKNOWN
    known = [(where, number) for where, number in found if number is not UNKNOWN]
    span = reduce(either, (span_of(number) for _, number in known))
    if all(_one_expression(number, number) for _, number in known):
        return Stated(choose(*((where, _value(number)) for where, number in known)), UNKNOWN, span)
    ends = [
        choose(*((where, literal(end(number))) for where, number in known)) for end in (least_in, most_in)
    ]
    return Open(ends[0], ends[1], span, True)


def agreed(one: Any, two: Any) -> Any:
    """One number that is told in two ways: the one that is known, else what both leave open."""
    if one is UNKNOWN or two is UNKNOWN or not in_rows(one, two):
        return knowing.agreed((one, two))
    least, most = higher(least_in(one), least_in(two)), lower(most_in(one), most_in(two))
    possible = least <= most  # else they contradict each other: the one that is known is taken, or the first
    other = (literal(least_in(two)) == literal(most_in(two))) & (
        literal(least_in(one)) != literal(most_in(one))
    )
    ends = []
    for end, first, second in ((least, least_in(one), least_in(two)), (most, most_in(one), most_in(two))):
        steps = [(literal(first).is_null(), literal(second))] if nullable(one) else []
        steps += [(literal(second).is_null(), literal(first))] if nullable(two) else []
        steps += [(possible, literal(end)), (other, literal(second))]
        ends.append(choose(*steps, otherwise=literal(first)))
    return Open(ends[0], ends[1], either(span_of(one), span_of(two)), nullable(one) and nullable(two))
