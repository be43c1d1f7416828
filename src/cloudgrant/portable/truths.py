"""Truths in CEL: of each what is surely so and what possibly is, and how truths are made of what is known."""

from __future__ import annotations

from typing import NamedTuple

import attrs

from cloudgrant.portable.amounts import Amount
from cloudgrant.portable.texts import TRUE, both, chosen, either, opposite

__all__ = [
    "Pair",
    "Value",
    "all_of",
    "any_of",
    "compared",
    "first_known",
    "if_known",
    "picked",
    "picked_value",
    "together",
]


class Pair(NamedTuple):
    """A truth: where it surely holds, and where it possibly does."""

    surely: str
    possibly: str

    @property
    def opposite(self) -> Pair:
        """That it does not hold."""
        return Pair(opposite(self.possibly), opposite(self.surely))

    @property
    def known(self) -> str:
        """That it is known whether it holds."""
        return either(self.surely, opposite(self.possibly))


@attrs.frozen
class Value:
    """A date, text, share or list: what must be known for it to be known, and what it then is."""

    known: tuple[str, ...]
    text: str


def together(*known: tuple[str, ...]) -> tuple[str, ...]:
    """All that must be known for several to be."""
    return tuple(dict.fromkeys(text for texts in known for text in texts))


def if_known(known: tuple[str, ...], pair: Pair) -> Pair:
    """A truth that is open while something is not known."""
    return Pair(both(*known, pair.surely), either(opposite(both(*known)), pair.possibly))


def picked(condition: Pair, yes: Pair, no: Pair) -> Pair:
    """Where the condition is open, what both come to alike."""
    return Pair(
        both(either(yes.surely, opposite(condition.possibly)), either(no.surely, condition.surely)),
        either(both(yes.possibly, condition.possibly), both(no.possibly, opposite(condition.surely))),
    )


def picked_value(condition: Pair, yes: Value, no: Value) -> Value:
    """One of two; where the condition is open, what both are if they are the same."""
    first, second = both(*yes.known), both(*no.known)
    alike = TRUE if yes.text == no.text else f"({yes.text} == {no.text})"
    surely, not_at_all = condition.surely, opposite(condition.possibly)
    known = both(either(not_at_all, first), either(surely, second), either(surely, not_at_all, alike))
    return Value(() if known == TRUE else (known,), chosen(condition.surely, yes.text, no.text))


def first_known(one: Pair, other: Pair) -> Pair:
    """A truth that is told in two ways."""
    return Pair(
        either(one.surely, both(one.possibly, other.surely)),
        both(one.possibly, either(one.surely, other.possibly)),
    )


def compared(order: str, one: Amount, two: Amount) -> Pair:
    """Two numbers held against each other, as far as their ends tell."""
    up = order in ("<=", "<")
    surely = f"({one.most} {order} {two.least})" if up else f"({one.least} {order} {two.most})"
    possibly = f"({one.least} {order} {two.most})" if up else f"({one.most} {order} {two.least})"
    return if_known(together(one.known, two.known), Pair(surely, possibly))


def any_of(items: Value, options: Value) -> Pair:
    """Some item of a list is in another."""
    found = f"o != null && o in {options.text}"
    may = either("o == null", opposite(both(*options.known)), f"o in {options.text}")
    return Pair(
        both(*items.known, *options.known, f"{items.text}.exists(o, {found})"),
        either(opposite(both(*items.known)), f"{items.text}.exists(o, {may})"),
    )


def all_of(items: Value, options: Value) -> Pair:
    """Every item of the second list is in the first."""
    listed, given = both(*options.known), both(*items.known)
    among = f"{options.text}.all(o, o in {items.text})"
    surely = chosen(given, among, f"(size({options.text}) == 0)")
    may = either(opposite(given), among, f"{items.text}.exists(o, o == null)")
    return Pair(both(listed, surely), either(opposite(listed), may))
