"""Between what an amount lies, by the declarations alone: no number that a rule computes leaves 64 bits.

Asked where a rule joins a programme: what might wrap in a data frame is refused with its place, before any
frame is read.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from cloudgrant.rules.records.fact_info import MOST, FactInfo
from cloudgrant.rules.writing import tree
from cloudgrant.values.shares import MOST_PARTS

__all__ = ["WIDEST", "Range", "range_of", "widest_of"]

WIDEST = 2**63 - 1
"""The largest whole number that every reading computes with."""


class Range(NamedTuple):
    """The least and the most that an amount may come to, both included."""

    least: int
    most: int

    @property
    def reach(self) -> int:
        """The greatest distance from zero."""
        return max(abs(self.least), abs(self.most))


def range_of(node: tree.Node, *, by: Callable[[FactInfo], tree.Node | None] | None = None) -> Range:
    """Between what an amount lies, whatever the subject and the policy are.

    A derived number that does not declare its least is taken to be at least zero, as sums and counts are: its
    author answers for that where it is compared. With ``by``, which gives the formula of a derived fact, it
    is what the formula says, and may be anything where there is none: so is an award looked at, which nobody
    compares.
    """

    def of(part: tree.Node) -> Range:
        return range_of(part, by=by)

    match node:
        case tree.Constant(value):
            return Range(value, value)
        case tree.FactOf(_, info) | tree.PolicyValue(_, info):
            body = by(info) if by is not None else None
            return _declared(info, by is not None) if body is None else _both(info, of(body))
        case tree.Entry(tree.PolicyValue(_, info)) if info.item is not None:
            return _declared(info.item, by is not None)
        case tree.Agreed(ways):
            told = [of(way) for way in ways]
            return Range(max(one.least for one in told), min(one.most for one in told))
        case tree.Arithmetic("-", left, right) if _covers(left, right):
            return Range(0, max(0, of(left).most - of(right).least))
        case tree.Arithmetic(sign, left, right):
            return _computed(sign, of(left), of(right))
        case tree.Lesser(left, right):
            one, other = of(left), of(right)
            return Range(min(one.least, other.least), min(one.most, other.most))
        case tree.Pick(condition, yes, no):
            one, other = _where(condition, yes, True, of(yes)), _where(condition, no, False, of(no))
            return Range(min(one.least, other.least), max(one.most, other.most))
        case tree.Total(_, amount):
            one, times = of(amount), tree.list_of(node).info.most_items
            return Range(min(0, one.least) * times, max(0, one.most) * times)
        case tree.Distinct():
            return Range(0, tree.list_of(node).info.most_items)
        case tree.ShareOf(whole):
            one = of(whole)
            return Range(min(0, one.least), max(0, one.most))
        case _:
            return Range(-MOST, MOST)


def widest_of(node: tree.Node) -> int:
    """The greatest number that comparing or computing this node itself may have to hold, its parts apart."""
    match node:
        case tree.ShareLimit(_, part, whole, _):
            return MOST_PARTS * max(range_of(part).reach, range_of(whole).reach)
        case tree.Constant(value):
            return abs(value) if isinstance(value, int) else 0
        case tree.Arithmetic():
            return range_of(node).reach
        case _:
            return 0


def _declared(info: FactInfo, only_stated: bool) -> Range:
    unstated = 0 if info.derived and not only_stated else -MOST
    least = unstated if info.least is None else info.least
    return Range(least, MOST if info.most is None else info.most)


def _both(info: FactInfo, said: Range) -> Range:
    """What the formula says, within what is declared."""
    least = said.least if info.least is None else max(said.least, info.least)
    return Range(least, said.most if info.most is None else min(said.most, info.most))


def _computed(sign: str, one: Range, other: Range) -> Range:
    match sign:
        case "+":
            return Range(one.least + other.least, one.most + other.most)
        case "-":
            return Range(one.least - other.most, one.most - other.least)
        case "*":
            corners = [left * right for left in one for right in other]
            return Range(min(corners), max(corners))
        case _:  # by a positive constant
            return Range(one.least // other.most, one.most // other.most)


def _covers(whole: tree.Node, part: tree.Node) -> bool:
    """Whether a part is surely no more than the whole: ``a - lesser(a, b)`` leaves at least nothing."""
    return isinstance(part, tree.Lesser) and whole in (part.left, part.right)


def _where(condition: tree.Node, chosen: tree.Node, holds: bool, found: Range) -> Range:
    """The range of what is chosen where the condition holds, or fails: ``pick(a >= b, a - b, 0)``."""
    match condition, chosen:
        case tree.Comparison(order, left, right), tree.Arithmetic("-", whole, part):
            order = order if holds else tree.OPPOSITE[order]
            if (order[0], left, right) in ((">", whole, part), ("<", part, whole)):
                return Range(0, max(0, found.most))
    return found
