"""Whole numbers in CEL: the least and the most that each may be, as two texts.

Both are numbers whatever is absent, and within 64 bits: where an end may lie farther, as that of a sum over a
list of which nothing is known, it is cut off.
"""

from __future__ import annotations

from typing import Literal

import attrs

from cloudgrant.portable.texts import FALSE, TRUE, both, bracketed, chosen, either, extreme, once, opposite
from cloudgrant.rules.writing.ranges import WIDEST
from cloudgrant.values.shares import MOST_PARTS

__all__ = [
    "FARTHEST",
    "Amount",
    "Ratio",
    "agreed",
    "constant",
    "difference",
    "divided",
    "lesser",
    "one_or_other",
    "product",
    "scaled",
    "share_of",
    "total",
    "within",
]

FARTHEST = 10**18
"""Where the ends of sums over lists are cut off as they are worked out."""


@attrs.frozen
class Amount:
    """A number: what must be known for it to be known at all, its ends, and between what both lie.

    ``sure`` is how far from zero it may be by the declarations of what is read: while it is not known, the
    ends may lie farther.
    """

    known: tuple[str, ...]
    least: str
    most: str
    low: int
    high: int
    sure: int

    @property
    def reach(self) -> int:
        """The greatest distance from zero."""
        return max(abs(self.low), abs(self.high))


@attrs.frozen
class Ratio:
    """A share: what must be known, its two terms."""

    known: tuple[str, ...]
    numerator: str
    denominator: str


def constant(value: int) -> Amount:
    """A number that is written into the rule."""
    return Amount((), str(value), str(value), value, value, abs(value))


def total(one: Amount, two: Amount) -> Amount:
    """Both together."""
    if not one.known and "0" == one.least == one.most:  # a zero that is not known leaves the sum open
        return two
    one, two = _addable(one, two)
    ends = f"({one.least} + {two.least})", f"({one.most} + {two.most})"
    return Amount(_known(one, two), *ends, one.low + two.low, one.high + two.high, one.sure + two.sure)


def difference(one: Amount, two: Amount) -> Amount:
    """One less the other."""
    one, two = _addable(one, two)
    ends = f"({one.least} - {two.most})", f"({one.most} - {two.least})"
    return Amount(_known(one, two), *ends, one.low - two.high, one.high - two.low, one.sure + two.sure)


def product(one: Amount, two: Amount) -> Amount:
    """One times the other: between the least and the most of the products of their ends."""
    if one.reach * two.reach > WIDEST:
        one = within(one, WIDEST // max(two.sure, 1))
        two = within(two, WIDEST // max(one.reach, 1))
    corners = [left * right for left in (one.low, one.high) for right in (two.low, two.high)]
    least, most = _ends_of_product(one, two)
    return Amount(_known(one, two), least, most, min(corners), max(corners), one.sure * two.sure)


def _ends_of_product(one: Amount, two: Amount) -> tuple[str, str]:
    if one.low == one.high:
        one, two = two, one
    if two.low >= 0 and (one.low >= 0 or two.least == two.most):
        return f"({one.least} * {two.least})", f"({one.most} * {two.most})"
    if two.high <= 0 and two.least == two.most:
        return f"({one.most} * {two.least})", f"({one.least} * {two.least})"
    pairs = dict.fromkeys((left, right) for left in (one.least, one.most) for right in (two.least, two.most))
    least, *others = [f"({left} * {right})" for left, right in pairs]
    most = least
    for corner in others:
        least, most = extreme("<=", least, corner), extreme(">=", most, corner)
    return least, most


def divided(one: Amount, by: int) -> Amount:
    """Divided by a positive constant and rounded down; CEL's own division rounds towards zero."""

    def floor(text: str) -> str:
        if one.low >= 0:
            return f"({text} / {by})"
        return once("a", text, lambda a: f"({a} >= 0 ? {a} / {by} : -(({by - 1} - {a}) / {by}))")

    return Amount(
        one.known, floor(one.least), floor(one.most), one.low // by, one.high // by, one.sure // by + 1
    )


def scaled(one: Amount, term: str) -> Amount:
    """Times a term of a share."""
    if one.reach * MOST_PARTS > WIDEST:
        one = within(one, WIDEST // MOST_PARTS)
    if term == "1":
        return one
    return attrs.evolve(one, least=f"({one.least} * {term})", most=f"({one.most} * {term})")


def lesser(one: Amount, two: Amount) -> Amount:
    """The lesser of two."""
    ends = extreme("<=", one.least, two.least), extreme("<=", one.most, two.most)
    low, high = min(one.low, two.low), min(one.high, two.high)
    return Amount(_known(one, two), *ends, low, high, max(one.sure, two.sure))


def share_of(whole: Amount, share: Ratio, rounding: Literal["down", "up"]) -> Amount:
    """A share of an amount in whole units; one that is not known is not divided by."""
    if whole.reach * (MOST_PARTS + 1) > WIDEST:
        whole = within(whole, WIDEST // (MOST_PARTS + 1))
    d = share.denominator

    def rounded(text: str) -> str:
        parts = f"({text} * {share.numerator})"
        if whole.low >= 0:
            return f"({parts} / {d})" if rounding == "down" else f"(({parts} + {d} - 1) / {d})"
        if rounding == "down":
            return once("a", parts, lambda a: f"({a} >= 0 ? {a} / {d} : -(({d} - 1 - {a}) / {d}))")
        return once("a", parts, lambda a: f"({a} >= 0 ? ({a} + {d} - 1) / {d} : -(-({a}) / {d}))")

    least, most = (chosen(both(*share.known), rounded(end), "0") for end in (whole.least, whole.most))
    known = tuple(dict.fromkeys((*whole.known, *share.known)))
    return Amount(known, least, most, min(0, whole.low), max(0, whole.high), whole.sure)


def one_or_other(surely: str, possibly: str, yes: Amount, no: Amount) -> Amount:
    """One of two, by a truth; where that is open, what both have in common."""
    known: tuple[str, ...] = ()
    if yes.known or no.known:
        first, second = either(both(*yes.known), opposite(possibly)), either(both(*no.known), surely)
        known = () if both(first, second) == TRUE else (both(first, second),)
    return Amount(
        known,
        _chosen_end("<=", surely, possibly, yes.least, no.least, (yes.low, yes.high, no.low, no.high)),
        _chosen_end(">=", surely, possibly, yes.most, no.most, (yes.low, yes.high, no.low, no.high)),
        min(yes.low, no.low),
        max(yes.high, no.high),
        max(yes.sure, no.sure),
    )


def _chosen_end(
    order: str, surely: str, possibly: str, yes: str, no: str, bounds: tuple[int, int, int, int]
) -> str:
    low, high, other_low, other_high = bounds
    least = order == "<="
    if yes == no:
        return yes
    if high <= other_low or high < other_low:  # what is chosen where it holds is never more
        return chosen(possibly if least else surely, yes, no)
    if low >= other_high:
        return chosen(surely if least else possibly, yes, no)
    if surely == possibly or FALSE in (possibly, opposite(surely)):
        return chosen(surely, yes, no)
    return once(
        "a",
        yes,
        lambda a: once(
            "b",
            no,
            lambda b: f"({surely} ? {a} : (!{bracketed(possibly)} ? {b} : ({a} {order} {b} ? {a} : {b})))",
        ),
    )


def agreed(one: Amount, two: Amount) -> Amount:
    """One number that is told in two ways: what both leave open; of two at odds, the known, or the first."""
    first, second = both(*one.known), both(*two.known)

    def end(text: str, other: str, narrower: str, which: str) -> str:
        def joined(a: str, b: str, c: str, d: str) -> str:
            mine, others = (a, c) if which == "least" else (b, d)
            taken = f"{a} <= {d} && {c} <= {b} ? {others} {narrower} {mine} : {c} == {d} && {a} != {b}"
            return f"(({taken}) ? {others} : {mine})"

        met = once(
            "a",
            one.least,
            lambda a: once(
                "b",
                one.most,
                lambda b: once("c", two.least, lambda c: once("d", two.most, lambda d: joined(a, b, c, d))),
            ),
        )
        return chosen(first, chosen(second, met, text), other)

    known = either(first, second)
    return Amount(
        () if known == TRUE else (known,),
        end(one.least, two.least, ">", "least"),
        end(one.most, two.most, "<", "most"),
        min(one.low, two.low),
        max(one.high, two.high),
        max(one.sure, two.sure),
    )


def _addable(one: Amount, two: Amount) -> tuple[Amount, Amount]:
    if one.reach + two.reach <= WIDEST:
        return one, two
    room = FARTHEST if max(one.sure, two.sure) + FARTHEST <= WIDEST else 0
    return within(one, room), within(two, room)


def within(one: Amount, room: int) -> Amount:
    """The same number, its ends cut off where there is no more room.

    Never short of what the declarations are sure of; and no shorter than need be, for data may go beyond what
    is declared of its sums.
    """
    limit = max(one.sure, room)
    if one.reach <= limit:
        return one

    def cut(text: str) -> str:
        below = f"(a < -{limit} ? -{limit} : a)" if one.low < -limit else "a"
        whole = f"(a > {limit} ? {limit} : {below})" if one.high > limit else below
        return f"[{text}].map(a, {whole})[0]"

    return attrs.evolve(
        one,
        least=cut(one.least),
        most=cut(one.most),
        low=max(one.low, -limit),
        high=min(one.high, limit),
    )


def _known(*amounts: Amount) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for one in amounts for text in one.known))
