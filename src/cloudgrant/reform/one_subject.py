"""How one subject comes out on two sides."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from cloudgrant.reform.amounts import State, award_range, changes_between
from cloudgrant.reform.pairs import granted, refused, shift_of
from cloudgrant.reform.sides import Effect, Reader, Shift, Side, Sure, Term, in_any, in_several
from cloudgrant.reform.tallies import Tally
from cloudgrant.rules.deciding.evaluate import Case, read, value_of
from cloudgrant.rules.records.implied import completed
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.ranges import Range
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["effect_on"]


class _OfSubject(Reader):
    """Reads one object; items of its lists by their place."""

    def __init__(self, subject: Any, on: Fact[date]) -> None:
        super().__init__()
        self._subject = subject
        self._on = on
        self._known: dict[tuple[int, int, str, int | None], tuple[Any, ...]] = {}

    def _value(self, term: Term, policy: Any) -> Any:
        key = id(term.node), id(policy), term.over, term.item
        kept = self._known.get(key)
        if kept is None:
            kept = self._known[key] = self._read(term, policy), term.node, policy
        return kept[0]

    def _read(self, term: Term, policy: Any) -> Any:
        subject = self._subject
        if term.over:
            items = getattr(subject, term.over)
            subject = UNKNOWN if items is UNKNOWN or term.item is None else items[term.item]
        return UNKNOWN if subject is UNKNOWN else value_of(term.node, Case(subject, policy, self._on))

    def may_hold(self, term: Term, policy: Any) -> Sure:
        return self._value(term, policy) is not False

    def may_fail(self, term: Term, policy: Any) -> Sure:
        return self._value(term, policy) is not True

    def amount(self, node: tree.Node, policy: Any) -> Any:
        """An amount, unknown as long as the facts do not settle it."""
        return value_of(node, Case(self._subject, policy, self._on))

    def negated(self, truth: Sure) -> Sure:
        return not truth

    def more(self, left: tuple[tree.Node, Any], right: tuple[tree.Node, Any]) -> tuple[Sure, Sure]:
        one, two = (read(node, Case(self._subject, policy, self._on)) for node, policy in (left, right))
        more = one > two
        return more is True, more is not False

    def some(self, over: str, truth: Callable[[Any], Sure]) -> Sure:
        return in_any(map(truth, self._places(over)))

    def several(self, over: str, truth: Callable[[Any], Sure]) -> Sure:
        return in_several(map(truth, self._places(over)))

    def _places(self, over: str) -> Iterable[int | None]:
        items = getattr(self._subject, over)
        return (None,) if items is UNKNOWN else range(len(items))


def effect_on(subject: Any, before: Side, after: Side, on: Fact[date]) -> tuple[Effect, Tally]:
    """How a subject comes out on one side, held against the other, and what it adds to the counts."""
    reader = _OfSubject(completed(subject), on)
    shift = shift_of(reader, before, after)
    match shift:
        case Shift(True, _, _, _):
            effect: Effect = "gains"
        case Shift(_, True, _, _):
            effect = "loses"
        case Shift(_, _, may_gain, may_lose):
            effect = _OPEN[bool(may_gain), bool(may_lose)]
    low, high = _change(reader, shift, effect, before, after)
    award = 0
    if effect in ("gains", "loses"):
        awards = [side.programme.assess(subject, policy=side.policy, on=on).award for side in (before, after)]
        award = 0 if awards[0] is None or awards[1] is None else awards[1] - awards[0]
    return effect, Tally(
        number=1,
        gains=effect == "gains",
        loses=effect == "loses",
        open_=effect.startswith("may"),
        may_gain=effect in ("may gain", "may do either"),
        may_lose=effect in ("may lose", "may do either"),
        award=award,
        low=low,
        high=high,
    )


def _change(
    reader: _OfSubject, shift: Shift, effect: Effect, before: Side, after: Side
) -> tuple[int | None, int | None]:
    """What the award changes by at the least and at the most."""
    if before.programme.award_tree is None or after.programme.award_tree is None:
        return None, None
    was = _awarded(reader, before, before.programme.award_tree)
    now = _awarded(reader, after, after.programme.award_tree)
    states = _state(reader, before), _state(reader, after)
    found = changes_between(*states, was, now, enters=bool(shift.may_enter), leaves=bool(shift.may_leave))
    low, high = found or Range(0, 0)
    if effect not in ("loses", "may lose", "may do either"):
        low = max(low, 0)
    if effect not in ("gains", "may gain", "may do either"):
        high = min(high, 0)
    return low, high


def _state(reader: _OfSubject, side: Side) -> State:
    return "refused" if refused(reader, side) else "granted" if granted(reader, side) else "open"


def _awarded(reader: _OfSubject, side: Side, award: tree.Node) -> Range:
    """Between what the award lies where it is granted."""
    amount = reader.amount(award, side.policy)
    return award_range(award, side.policy) if amount is UNKNOWN else Range(amount, amount)


_OPEN: dict[tuple[bool, bool], Effect] = {
    (False, False): "same",
    (True, False): "may gain",
    (False, True): "may lose",
    (True, True): "may do either",
}
