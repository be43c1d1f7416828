"""Two versions of a programme read side by side, over the *same* completion of each unknown.

Reading each version by itself and holding the two answers together claims too much: where the capital
is unknown, both "at most 100" and "at most 200" are unknown, and it would look as if the second could
fail where the first holds. Here the trees are walked in pairs, and whether one can hold while the other
fails is asked comparison by comparison: "at most 100" cannot hold where "at most 200" fails, whatever
the number is.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import lru_cache, reduce
from operator import and_, or_
from typing import Any, Literal, NamedTuple

import attrs

from cloudgrant.rules.deciding.evaluate import Case, value_of
from cloudgrant.rules.programme import Programme
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.declaration import TracedRule
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["Change", "Effect", "Found", "Reader", "Side", "change_of", "effect_on", "granted"]

Effect = Literal["gains", "loses", "same", "may gain", "may lose", "may do either"]
"""How a subject comes out under a reform; the last three are undetermined."""

Truth = Any
"""A Python truth, or an expression over columns: both know ``&``, ``|`` and a negation."""


@attrs.frozen
class Side:
    """One version: a programme and the policy it decides by."""

    programme: Programme[Any, Any]
    policy: Any


@attrs.frozen
class Found:
    """How many subjects of a group had an effect under a variant, and what their awards change by."""

    variant: str
    group: tuple[Any, ...]
    effect: Effect
    number: int
    award: int


class Term(NamedTuple):
    """A tree and where its subject stands: nowhere in particular, or an item of a list."""

    node: tree.Node
    over: str = ""
    item: int | None = None


class Change(NamedTuple):
    """What can be said of a subject: whether it surely gains or loses, and whether it may."""

    gains: Truth
    loses: Truth
    may_gain: Truth
    may_lose: Truth


class Reader(ABC):
    """Reads trees of either side against a subject, or against every row of a frame."""

    @abstractmethod
    def may_hold(self, term: Term, policy: Any) -> Truth:
        """Whether the tree is not surely false."""

    @abstractmethod
    def may_fail(self, term: Term, policy: Any) -> Truth:
        """Whether the tree is not surely true."""

    @abstractmethod
    def negated(self, truth: Truth) -> Truth:
        """Not; of truths without a third value."""

    @abstractmethod
    def more(self, left: tuple[tree.Node, Any], right: tuple[tree.Node, Any]) -> tuple[Truth, Truth]:
        """Whether one amount surely is, and whether it may be, more than another."""

    @abstractmethod
    def items(self, over: str) -> int | None:
        """How many items a list has, or nothing where that is not known."""

    def no(self, truth: Truth) -> Truth:
        """Not, of a Python truth or of the reader's own."""
        return not truth if isinstance(truth, bool) else self.negated(truth)


def every(truths: Iterable[Truth]) -> Truth:
    """All of them; Python's own truths are settled on the spot."""
    open_: list[Truth] = []
    for truth in truths:
        if truth is False:
            return False
        if truth is not True:
            open_.append(truth)
    return reduce(and_, open_) if open_ else True


def some(truths: Iterable[Truth]) -> Truth:
    """At least one of them."""
    open_: list[Truth] = []
    for truth in truths:
        if truth is True:
            return True
        if truth is not False:
            open_.append(truth)
    return reduce(or_, open_) if open_ else False


# What makes eligible: all of some conditions, each of which is one of some terms.

Condition = tuple[Term, ...]


def conditions(side: Side, items: Callable[[str], int | None]) -> tuple[Condition, ...]:
    """Every required rule of the application holds where it applies, and some rule does apply."""
    required = [traced for traced in side.programme.traced_at() if traced.rule.force == "required"]
    found: list[Condition] = []
    applying: list[Term] = []
    for traced in required:
        found += [(Term(_clear(traced), *place),) for place in _places(traced, items)]
        applies = tree.Constant(True) if traced.applies is None else _plain(traced.applies)
        applying += [Term(applies, *place) for place in _places(traced, items)]
    if not any(term.node == tree.Constant(True) and not term.over for term in applying):
        found.append(tuple(applying))
    return tuple(found)


def _places(traced: TracedRule, items: Callable[[str], int | None]) -> Iterator[tuple[str, int | None]]:
    if not traced.over:
        yield "", None
        return
    count = items(traced.over)
    if count is None:
        yield traced.over, None
    else:
        yield from ((traced.over, index) for index in range(count))


def _clear(traced: TracedRule) -> tree.Node:
    holds = _plain(traced.holds)
    return holds if traced.applies is None else tree.Or((_plain(tree.Not(traced.applies)), holds))


@lru_cache(maxsize=4096)
def _plain(node: tree.Node) -> tree.Node:
    """A truth with ``and`` and ``or`` outside and negations inside, next to single comparisons."""
    match node:
        case tree.And(parts):
            return tree.And(tuple(map(_plain, parts)))
        case tree.Or(parts):
            return tree.Or(tuple(map(_plain, parts)))
        case tree.Pick(condition, yes, no):
            return _plain(tree.And((tree.Or((tree.Not(condition), yes)), tree.Or((condition, no)))))
        case tree.Not(tree.Not(part)):
            return _plain(part)
        case tree.Not(tree.And(parts)):
            return tree.Or(tuple(_plain(tree.Not(part)) for part in parts))
        case tree.Not(tree.Or(parts)):
            return tree.And(tuple(_plain(tree.Not(part)) for part in parts))
        case tree.Not(tree.Pick(condition, yes, no)):
            return _plain(tree.Pick(condition, tree.Not(yes), tree.Not(no)))
        case tree.Not(tree.Comparison(order, left, right)):
            return tree.Comparison(tree.OPPOSITE[order], left, right)
        case tree.Not(tree.Constant(value)):
            return tree.Constant(not value)
        case _:
            return node


# One side holds while the other fails.


def change_of(reader: Reader, before: Side, after: Side) -> Change:
    """What a subject gains or loses from one side to the other."""
    old, new = conditions(before, reader.items), conditions(after, reader.items)
    was, now = _settled(reader, old, before.policy), _settled(reader, new, after.policy)
    gains = every((was.refused, now.granted))
    loses = every((was.granted, now.refused))
    may_gain = _only(reader, (new, after.policy), (old, before.policy))
    may_lose = _only(reader, (old, before.policy), (new, after.policy))
    awards = before.programme.award_tree, after.programme.award_tree
    if awards[0] is not None and awards[1] is not None:
        earlier, later = (awards[0], before.policy), (awards[1], after.policy)
        both = every((was.granted, now.granted))
        maybe = every((reader.no(was.refused), reader.no(now.refused)))
        for more, less, up in ((later, earlier, True), (earlier, later, False)):
            if _at_most(*more, *less):
                continue
            surely, possibly = reader.more(more, less)
            if up:
                gains = some((gains, every((both, surely))))
                may_gain = some((may_gain, every((maybe, possibly))))
            else:
                loses = some((loses, every((both, surely))))
                may_lose = some((may_lose, every((maybe, possibly))))
    return Change(gains, loses, may_gain, may_lose)


def granted(reader: Reader, side: Side) -> Truth:
    """Whether a subject is surely eligible on a side."""
    return _settled(reader, conditions(side, reader.items), side.policy).granted


class _Settled(NamedTuple):
    granted: Truth
    refused: Truth


def _settled(reader: Reader, wanted: tuple[Condition, ...], policy: Any) -> _Settled:
    return _Settled(
        every(reader.no(every(reader.may_fail(term, policy) for term in one)) for one in wanted),
        some(reader.no(some(reader.may_hold(term, policy) for term in one)) for one in wanted),
    )


def _only(
    reader: Reader, first: tuple[tuple[Condition, ...], Any], second: tuple[tuple[Condition, ...], Any]
) -> Truth:
    """Whether all conditions of the first side may hold while one of the second fails."""
    (wanted, policy), (others, other) = first, second
    return some(
        every(
            some(every(_lost(reader, term, policy, one, other) for one in failing) for term in holding)
            for holding in wanted
        )
        for failing in others
        if not any(_alike(holding, policy, failing, other) for holding in wanted)
    )


def _alike(first: Condition, policy: Any, second: Condition, other: Any) -> bool:
    return len(first) == len(second) and all(
        one[1:] == two[1:] and _same(one.node, policy, two.node, other)
        for one, two in zip(first, second, strict=True)
    )


def _lost(reader: Reader, holds: Term, policy: Any, fails: Term, other: Any) -> Truth:
    """Whether one term may hold while the other fails."""
    if holds[1:] != fails[1:]:
        return every((reader.may_hold(holds, policy), reader.may_fail(fails, other)))
    if _same(holds.node, policy, fails.node, other):
        return False

    def lost(first: tree.Node, second: tree.Node) -> Truth:
        return _lost(reader, holds._replace(node=first), policy, fails._replace(node=second), other)

    match holds.node, fails.node:
        case tree.Or(parts), _:
            return some(lost(part, fails.node) for part in parts)
        case _, tree.And(parts):
            return some(lost(holds.node, part) for part in parts)
        case tree.And(parts), _:
            return every(lost(part, fails.node) for part in parts)
        case _, tree.Or(parts):
            return every(lost(holds.node, part) for part in parts)
        case _ if _implied(holds.node, policy, fails.node, other):
            return False
        case _:
            return every((reader.may_hold(holds, policy), reader.may_fail(fails, other)))


def _same(first: tree.Node, policy: Any, second: tree.Node, other: Any) -> bool:
    """Whether two trees say the same, numbers included."""
    return first == second and all(
        getattr(policy, leaf.name) == getattr(other, leaf.name)
        for leaf in tree.leaves(first)
        if isinstance(leaf, tree.PolicyValue)
    )


def _implied(first: tree.Node, policy: Any, second: tree.Node, other: Any) -> bool:
    """Whether the second surely holds where the first does, whatever the facts are."""
    match first, second:
        case tree.Comparison(), tree.Comparison():
            return _still_within(_upward(first), policy, _upward(second), other)
        case tree.OneOf(value, options), tree.OneOf(other_value, other_options):
            return _same(value, policy, other_value, other) and _within(options, policy, other_options, other)
        case tree.AnyOf(items, options), tree.AnyOf(other_items, other_options):
            return items == other_items and _within(options, policy, other_options, other)
        case tree.AllOf(items, options), tree.AllOf(other_items, other_options):
            return items == other_items and _within(other_options, other, options, policy)
        case tree.SumAtMost(limit, parts), tree.SumAtMost(other_limit, other_parts):
            return (
                len(parts) == len(other_parts)
                and _at_most(limit, policy, other_limit, other)
                and all(
                    _at_most(two, other, one, policy) for one, two in zip(parts, other_parts, strict=True)
                )
            )
        case tree.ShareLimit(order, part, whole, share), tree.ShareLimit(again, part_2, whole_2, share_2):
            alike = (
                order == again and _same(part, policy, part_2, other) and _same(whole, policy, whole_2, other)
            )
            shares = value_of(share, Case(None, policy)), value_of(share_2, Case(None, other))
            if not alike or UNKNOWN in shares:
                return False
            return bool(shares[0] <= shares[1]) if order == "<=" else bool(shares[0] >= shares[1])
        case tree.Not(part), tree.Not(other_part):
            return _implied(other_part, other, part, policy)
        case _:
            return False


def _upward(node: tree.Comparison) -> tree.Comparison:
    """The comparison with the lesser side first."""
    if node.order in ("<=", "<"):
        return node
    return tree.Comparison("<=" if node.order == ">=" else "<", node.right, node.left)


def _still_within(first: tree.Comparison, policy: Any, second: tree.Comparison, other: Any) -> bool:
    lower = _at_most(second.left, other, first.left, policy)
    upper = _at_most(first.right, policy, second.right, other)
    if (first.order, second.order) != ("<=", "<"):
        return lower and upper
    # From "at most" to "less than" something has to give.
    return (lower and upper) and (
        _less(second.left, other, first.left, policy) or _less(first.right, policy, second.right, other)
    )


def _within(options: Any, policy: Any, others: Any, other: Any) -> bool:
    listed, wider = _listed(options, policy), _listed(others, other)
    return listed is not UNKNOWN and wider is not UNKNOWN and set(listed) <= set(wider)


def _listed(options: Any, policy: Any) -> Any:
    return getattr(policy, options.name) if isinstance(options, tree.PolicyValue) else options


def _known(node: tree.Node, policy: Any) -> Any:
    """What an amount without facts comes to; unknown where there are facts, or it is not published."""
    if any(isinstance(leaf, tree.FactOf | tree.Filing) for leaf in tree.leaves(node)):
        return UNKNOWN
    return value_of(node, Case(None, policy))


def _less(first: tree.Node, policy: Any, second: tree.Node, other: Any) -> bool:
    one, two = _known(first, policy), _known(second, other)
    return type(one) is type(two) and one is not UNKNOWN and bool(one < two)


def _at_most(first: tree.Node, policy: Any, second: tree.Node, other: Any) -> bool:
    """Whether the first amount or date is at most the second, whatever the facts are."""
    if _same(first, policy, second, other):
        return True
    one, two = _known(first, policy), _known(second, other)
    if one is not UNKNOWN and two is not UNKNOWN:
        return type(one) is type(two) and bool(one <= two)

    def at_most(left: tree.Node, right: tree.Node) -> bool:
        return _at_most(left, policy, right, other)

    match first, second:
        case _, tree.Lesser(left, right):
            return at_most(first, left) and at_most(first, right)
        case tree.Lesser(left, right), _:
            return at_most(left, second) or at_most(right, second)
        case tree.Arithmetic("+", left, right), tree.Arithmetic("+", left_2, right_2) if at_most(
            left, left_2
        ) and at_most(right, right_2):
            return True
        case _, tree.Arithmetic("+", left, right):
            # Something is added that is surely not negative.
            return (_positive(right, other) and at_most(first, left)) or (
                _positive(left, other) and at_most(first, right)
            )
        case tree.Arithmetic("-", left, right), tree.Arithmetic("-", left_2, right_2):
            return at_most(left, left_2) and _at_most(right_2, other, right, policy)
        case tree.Arithmetic("//", left, by), tree.Arithmetic("//", left_2, by_2):
            return by == by_2 and at_most(left, left_2)
        case tree.Pick(condition, yes, no), tree.Pick(condition_2, yes_2, no_2):
            return _same(condition, policy, condition_2, other) and at_most(yes, yes_2) and at_most(no, no_2)
        case _:
            return False


def _positive(node: tree.Node, policy: Any) -> bool:
    """Whether an amount without facts is known, and not negative."""
    amount = _known(node, policy)
    return isinstance(amount, int) and amount >= 0


# One subject.


class _OfSubject(Reader):
    """Reads one object; items of its lists by their place."""

    def __init__(self, subject: Any, on: Fact[date]) -> None:
        self._subject = subject
        self._on = on

    def _value(self, term: Term, policy: Any) -> Any:
        subject = self._subject
        if term.over:
            items = getattr(subject, term.over)
            subject = UNKNOWN if items is UNKNOWN or term.item is None else items[term.item]
        return UNKNOWN if subject is UNKNOWN else value_of(term.node, Case(subject, policy, self._on))

    def may_hold(self, term: Term, policy: Any) -> Truth:
        return self._value(term, policy) is not False

    def may_fail(self, term: Term, policy: Any) -> Truth:
        return self._value(term, policy) is not True

    def negated(self, truth: Truth) -> Truth:
        return not truth

    def more(self, left: tuple[tree.Node, Any], right: tuple[tree.Node, Any]) -> tuple[Truth, Truth]:
        one, two = (value_of(node, Case(self._subject, policy, self._on)) for node, policy in (left, right))
        if one is UNKNOWN or two is UNKNOWN:
            return False, True
        return one > two, one > two

    def items(self, over: str) -> int | None:
        items = getattr(self._subject, over)
        return None if items is UNKNOWN else len(items)


def effect_on(subject: Any, before: Side, after: Side, on: Fact[date]) -> tuple[Effect, int]:
    """How a subject comes out on one side, held against the other, and what its award changes by.

    The change of the award is 0 where it is not known.
    """
    change = change_of(_OfSubject(subject, on), before, after)
    match change:
        case Change(True, _, _, _):
            effect: Effect = "gains"
        case Change(_, True, _, _):
            effect = "loses"
        case Change(_, _, may_gain, may_lose):
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
