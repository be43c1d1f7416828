"""What goes through a list of every row: what each item adds, summed up, and what that says of the row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs
import narwhals as nw

from cloudgrant.frames import numbers, words
from cloudgrant.frames.cells import literal
from cloudgrant.frames.days import Day
from cloudgrant.frames.numbers import Open, Stated
from cloudgrant.frames.reading import Gone, Room, TreeReader
from cloudgrant.frames.truths import OfRows, all_hold, choose, decided, no
from cloudgrant.rules.deciding.evaluate import beyond
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.derived import body_in
from cloudgrant.rules.writing.ranges import WIDEST
from cloudgrant.values.between import Between, between, either, least_of, most_of
from cloudgrant.values.shares import Share
from cloudgrant.values.unknown import UNKNOWN

if TYPE_CHECKING:
    from cloudgrant.frames.rows import Items

__all__ = ["ToldApart", "gone_through", "share_of_items"]


@attrs.frozen(eq=False)
class ToldApart:
    """By which values items are told apart before they are counted, and which surely or possibly count."""

    values: tuple[nw.Expr, ...]
    surely: nw.Expr
    possibly: nw.Expr
    uses: frozenset[str]


def gone_through(node: Gone, items: Items, reader: TreeReader, most: int) -> OfRows:
    """What a list comes to in every row, of up to so many items."""
    inner = reader.among(items, node.level, items)
    with items.recording() as uses:
        holds = inner.read(node.where)
        if holds is False:
            return False if isinstance(node, tree.Some) else 0
        match node:
            case tree.Some():
                return _some(items, holds, uses)
            case tree.Total(_, amount):
                return _total(items, words.pick(holds, inner.read(amount), 0), uses, most)
            case tree.Distinct(_, value):
                parts = value.parts if isinstance(value, tree.Together) else (value,)
                return _distinct(items, holds, [inner.read(part) for part in parts], uses, most)


def surely(truth: OfRows) -> nw.Expr:
    """1 where a truth is known to hold, 0 elsewhere."""
    return _flag(truth.fill_null(False) if isinstance(truth, nw.Expr) else truth is True)


def possibly(truth: OfRows) -> nw.Expr:
    """0 where a truth is known to fail, 1 elsewhere."""
    return _flag(truth.fill_null(True) if isinstance(truth, nw.Expr) else truth is not False)


def _flag(truth: nw.Expr | bool) -> nw.Expr:
    return choose((truth, literal(1)), otherwise=literal(0))


def _some(items: Items, holds: OfRows, uses: set[str]) -> OfRows:
    found = items.gathered("max", surely(holds), uses) > literal(0)
    if holds is True:
        return found
    return decided(found, items.gathered("max", possibly(holds), uses) == literal(0))


def _total(items: Items, one: Any, uses: set[str], most: int) -> Any:
    """A sum, of which each item adds between two numbers."""
    if one is UNKNOWN:
        nothing = items.gathered("max", literal(1), uses) == literal(0)
        return Stated(nw.when(nothing).then(literal(0)), UNKNOWN, 0)
    of_one = numbers.span_of(one)
    span = between(most * min(0, least_of(of_one)), most * max(0, most_of(of_one)))
    numbers.within_64_bits(span)
    one = numbers.computable(one)
    if isinstance(one, int):
        return Stated(items.gathered("sum", literal(one), uses), UNKNOWN, span)
    ends = [literal(end) for end in (numbers.least_in(one), numbers.most_in(one))]
    if not numbers.nullable(one):
        least, most_of_all = (items.gathered("sum", end, uses) for end in ends)
        return Open(least, most_of_all, span, False)
    known = items.gathered("max", _flag(ends[0].is_null()), uses) == literal(0)
    sums = (items.gathered("sum", end.fill_null(0), uses) for end in ends)
    least, most_of_all = (nw.when(known).then(total) for total in sums)
    return Open(least, most_of_all, span, True)


def _distinct(items: Items, holds: OfRows, values: list[OfRows], uses: set[str], most: int) -> Any:
    """How many different values: those that surely count, to those and each other that may."""
    told_apart = ToldApart(tuple(map(_value, values)), surely(holds), possibly(holds), frozenset(uses))
    sure, may, open_, any_sure = items.counted_apart(told_apart)
    return Open(numbers.higher(sure, any_sure), may + open_, Between(0, most), False)


def _value(value: OfRows) -> nw.Expr:
    """A value as items are told apart by it, null where it is not known."""
    if isinstance(value, Day):
        return value.number
    if numbers.is_number(value):
        return literal(numbers.exact(value), "int")
    return literal(value)


# A share of totals over one list, looked at item by item: what is open of an item is so in both.


class _Totalled(NamedTuple):
    """A total that a node is, is told as or is the name of; where it is read, and in which rows it is."""

    node: tree.Total
    reader: TreeReader
    where: OfRows
    path: tuple[str, ...]

    @property
    def holder(self) -> Any:
        """The rows whose list it is."""
        return self.reader.levels[_level(self.node)]

    @property
    def within(self) -> tuple[int, tuple[str, ...]]:
        """The record of whose items it is the total."""
        return id(self.holder), self.path[:-1]


def _level(node: tree.Total) -> int:
    assert isinstance(node.items, tree.FactOf)
    return node.items.level


def share_of_items(node: tree.ShareLimit, reader: TreeReader, held: OfRows) -> OfRows:
    """A share, which the ends of its two totals leave as ``held``, decided where the items of one list do."""
    share = reader.read(node.share)
    if not isinstance(held, nw.Expr) and held is not UNKNOWN:
        return held
    cases = words.shares_in(share)
    for part in _totalled(node.part, reader):
        for whole in _totalled(node.whole, reader):
            if part.holder is whole.holder and part.path == whole.path:
                for where, one in cases:
                    found = _of_one_list(node.order, part, whole, one, reader)
                    asked = all_hold((where, part.where, whole.where))
                    held = _first_known(held, asked, found)
    return held


def _first_known(held: OfRows, asked: OfRows, found: OfRows) -> OfRows:
    if asked is False or asked is UNKNOWN or found is UNKNOWN:
        return held
    column = literal(held)
    return choose((~column.is_null(), column), (asked, literal(found)), otherwise=column)


def _totalled(node: tree.Node, reader: TreeReader, where: OfRows = True) -> Iterator[_Totalled]:
    match node:
        case tree.Total(tree.FactOf(path, _, level)) if isinstance(reader.levels[level], Room):
            place = path if level else (*reader.prefix, *path)
            yield _Totalled(node, reader, where, place)
        case tree.Agreed(ways):
            found = (list(_totalled(way, reader, where)) for way in ways)
            yield from next((several for several in found if several), [])
        case tree.Pick(condition, yes, other):
            asked = reader.read(condition)
            yield from _totalled(yes, reader, all_hold((where, asked)))
            yield from _totalled(other, reader, all_hold((where, no(asked))))
        case tree.FactOf(path, info, level) if (
            info.derived and path and isinstance(reader.levels[level], Room)
        ):
            body = body_in(info)
            if body is not None:
                prefix = path[:-1] if level else (*reader.prefix, *path[:-1])
                holder = reader.levels[level]
                yield from _totalled(body, TreeReader(reader.room, UNKNOWN, prefix, (holder,)), where)
        case _:
            return


def _of_one_list(order: Any, part: _Totalled, whole: _Totalled, share: Share, reader: TreeReader) -> OfRows:
    """A total held against a share of one over the same list, item by item."""
    room: Any = reader.room
    items = room.items(part.holder, part.path)
    if items is None:
        return UNKNOWN
    alike = part.node.of == whole.node.of and part.within == whole.within
    more = beyond(part.node, whole.node) if alike else None
    with items.recording() as uses:
        in_part, of_part = _counted(part, more or part.node, items)
        in_whole, of_whole = _counted(whole, whole.node, items)
        if of_part is UNKNOWN or of_whole is UNKNOWN:
            return UNKNOWN
        ends: list[tuple[OfRows, Any]] = []
        for yes in (0, 1):
            for other in (0, 1):
                may = all_hold((_may_be(in_part, yes), _may_be(in_whole, other)))
                if may is False:
                    continue
                times = (yes * other if more is not None else yes) * share.denominator
                taken = other * share.numerator
                if alike:
                    value = numbers.arithmetic("*", of_part, times - taken)
                else:
                    sides = (
                        numbers.arithmetic("*", of_part, times),
                        numbers.arithmetic("*", of_whole, taken),
                    )
                    value = numbers.arithmetic("-", *sides)
                ends.append((may, value))
        one = _outermost(ends)
        held = _held_against_nothing(order, items, one, uses, tree.list_of(part.node).info.most_items)
    listed = room.listed(part.holder, part.path, tree.list_of(part.node).info.most_items)
    return _where(listed, held)


def _where(asked: OfRows, truth: OfRows) -> OfRows:
    """A truth in the rows of which something holds; not known in the others."""
    return truth if asked is True else choose((asked, literal(truth)))


_LIMB = 10**9
"""In what numbers are counted that one whole number of 64 bits may not hold: billions, and what is left."""


def _held_against_nothing(order: Any, items: Items, one: Any, uses: set[str], most: int) -> OfRows:
    """Whether the sum over all items is at most (``<=``) or at least nothing."""
    span = numbers.span_of(one)
    if max(abs(least_of(span)), abs(most_of(span))) * most <= WIDEST:
        return numbers.compared(order, _total(items, one, uses, most), 0)
    low, high = (_sign(items, literal(end), uses) for end in (numbers.least_in(one), numbers.most_in(one)))
    zero = literal(0)
    found = decided(high <= zero, low > zero) if order == "<=" else decided(low >= zero, high < zero)
    if not numbers.nullable(one):
        return found
    unknown = _flag(literal(numbers.least_in(one)).is_null())
    return choose((items.gathered("max", unknown, uses) == zero, found))


def _sign(items: Items, one: nw.Expr, uses: set[str]) -> nw.Expr:
    """A sum that may be more than 64 bits hold, as a number of the same sign."""
    limb, zero = literal(_LIMB), literal(0)
    billions = one // limb
    rest = items.gathered("sum", (one - billions * limb).fill_null(0), uses)
    whole = items.gathered("sum", billions.fill_null(0), uses) + rest // limb
    return choose((whole == zero, rest % limb), otherwise=whole)


def _counted(one: _Totalled, node: tree.Total, items: Items) -> tuple[OfRows, Any]:
    inner = one.reader.among(items, node.level, items)
    return inner.read(node.where), inner.read(node.of)


def _may_be(truth: OfRows, wanted: int) -> OfRows:
    """Whether a truth may come out so, of every row."""
    asked = truth if wanted else no(truth)
    return asked.fill_null(True) if isinstance(asked, nw.Expr) else asked is not False


def _outermost(ways: list[tuple[OfRows, Any]]) -> Any:
    """A number that is one of several, each where it is possible: from the least to the most of these."""
    span = numbers.span_of(ways[0][1])
    for _, value in ways[1:]:
        span = either(span, numbers.span_of(value))
    if len(ways) == 1:
        return ways[0][1]
    values = [(may, numbers.computable(value)) for may, value in ways]
    lows = [choose((may, literal(numbers.least_in(value)))) for may, value in values]
    highs = [choose((may, literal(numbers.most_in(value)))) for may, value in values]
    nullable = any(numbers.nullable(value) for _, value in values)
    least, most = nw.min_horizontal(*lows), nw.max_horizontal(*highs)
    if nullable:  # they are null together: nothing is known of an amount
        known = ~numbers.least_in(values[0][1]).is_null()
        least, most = nw.when(known).then(least), nw.when(known).then(most)
    return Open(least, most, span, nullable)
