"""How one subject comes out on two sides."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from cloudgrant.reform.pairs import shift_of
from cloudgrant.reform.sides import Effect, Reader, Shift, Side, Sure, Term, in_any, in_several
from cloudgrant.rules.deciding.evaluate import Case, read, value_of
from cloudgrant.rules.records.implied import completed
from cloudgrant.rules.writing import tree
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


def effect_on(subject: Any, before: Side, after: Side, on: Fact[date]) -> tuple[Effect, int]:
    """How a subject comes out on one side, held against the other, and what its award changes by.

    The change of the award is 0 where it is not known.
    """
    shift = shift_of(_OfSubject(completed(subject), on), before, after)
    match shift:
        case Shift(True, _, _, _):
            effect: Effect = "gains"
        case Shift(_, True, _, _):
            effect = "loses"
        case Shift(_, _, may_gain, may_lose):
            effect = _OPEN[bool(may_gain), bool(may_lose)]
    if effect not in ("gains", "loses"):
        return effect, 0
    awards = [side.programme.assess(subject, policy=side.policy, on=on).award for side in (before, after)]
    return effect, 0 if awards[0] is None or awards[1] is None else awards[1] - awards[0]


_OPEN: dict[tuple[bool, bool], Effect] = {
    (False, False): "same",
    (True, False): "may gain",
    (False, True): "may lose",
    (True, True): "may do either",
}
