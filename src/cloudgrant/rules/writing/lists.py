"""What a rule, a derived fact or a calculation says about lists: sums, counts, some, every.

Each word takes a list (or a map, of which it goes through the values) and functions of *one* item. Traced, it
calls each function once with a symbol for any item and makes one node; with objects it is plain Python in
Kleene logic, and may know less than the tree.
``where`` is left out for all items, ``of`` for the items themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.helpers import no, pick
from cloudgrant.rules.writing.subjects import DEPTH, item_symbol
from cloudgrant.rules.writing.symbols import Symbol, amount, as_node, refuse, symbol, truth
from cloudgrant.values.unknown import UNKNOWN, Fact, Truth

__all__ = ["at_least", "count", "distinct", "every", "some", "total"]

T = TypeVar("T")


def total(
    items: Fact[Iterable[Fact[T]]],
    of: Callable[[T], Fact[int]] | None = None,
    where: Callable[[T], Truth] | None = None,
) -> Fact[int]:
    """The sum of ``of`` over the items of which ``where`` holds; 0 of none.

    >>> total([1, 2]), total([1, UNKNOWN]), total([3, 4], of=lambda n: n * 10, where=lambda n: n > 3)
    (3, UNKNOWN, 40)
    >>> total([1, 2], of=lambda n: n - 1, where=lambda n: pick(n > 1, True, UNKNOWN))  # 0 counts or not
    1
    """
    if symbol(items) is not None:
        listed, value, holds, level = _traced(items, of, where, "total")
        return amount(tree.Total(listed, as_node(value, "int", operator="total()"), holds, level))
    if items is UNKNOWN:
        return UNKNOWN
    answer: Fact[int] = 0
    for item in _each(items):
        counts = True if where is None else UNKNOWN if item is UNKNOWN else where(item)
        if counts is not False:
            part: Any = item if of is None or item is UNKNOWN else of(item)
            answer = answer + pick(counts, part, 0)
    return answer


def count(items: Fact[Iterable[Fact[T]]], where: Callable[[T], Truth] | None = None) -> Fact[int]:
    """How many items there are of which ``where`` holds.

    >>> count([1, 5, 9], where=lambda n: n > 4), count([1, UNKNOWN], where=lambda n: n > 4)
    (2, UNKNOWN)
    >>> count([1, UNKNOWN])
    2
    """
    if symbol(items) is not None:
        listed, _, holds, level = _traced(items, lambda _: 1, where, "count")
        return amount(tree.Total(listed, tree.Constant(1), holds, level))
    if items is UNKNOWN:
        return UNKNOWN
    if where is None:
        return sum(1 for _ in items)
    return total([_counted(item, where) for item in _each(items)])


def distinct(
    items: Fact[Iterable[Fact[T]]],
    of: Callable[[T], Any] | None = None,
    where: Callable[[T], Truth] | None = None,
) -> Fact[int]:
    """How many different values ``of`` has among the items of which ``where`` holds.

    ``of`` may give several values as a tuple: then items are the same that are so in each of them.

    >>> distinct(["a", "b", "a"]), distinct(["a", UNKNOWN]), distinct(["a", "b"], where=lambda n: n > "a")
    (2, UNKNOWN, 1)
    >>> distinct([("a", 1), ("b", 1), ("a", 1)]), distinct([("a", 1), ("a", UNKNOWN)])
    (2, UNKNOWN)
    """
    if symbol(items) is not None:
        listed, value, holds, level = _traced(items, of, where, "distinct")
        return amount(tree.Distinct(listed, _told_apart_by(value), holds, level))
    values = [item if of is None or item is UNKNOWN else of(item) for item in _chosen(items, where)]
    parts = [part for value in values for part in (value if isinstance(value, tuple) else (value,))]
    return UNKNOWN if UNKNOWN in parts else len(set(values))


def some(items: Fact[Iterable[Fact[T]]], where: Callable[[T], Truth] | None = None) -> Truth:
    """``where`` holds of at least one item; of none in an empty list.

    >>> some([True, UNKNOWN]), some([3, UNKNOWN], where=lambda n: n > 3), some([])
    (True, UNKNOWN, False)
    """
    if symbol(items) is not None:
        listed, _, holds, level = _traced(items, None, where, "some", itself=True)
        return truth(tree.Some(listed, holds, level))
    if items is UNKNOWN:
        return UNKNOWN
    answer: Truth = False
    for item in _each(items):
        holds_of: Any = item if where is None or item is UNKNOWN else where(item)
        answer = answer | holds_of
    return answer


def every(items: Fact[Iterable[Fact[T]]], where: Callable[[T], Truth] | None = None) -> Truth:
    """``where`` holds of each item; vacuously of an empty list.

    >>> every([True, UNKNOWN]), every([3, UNKNOWN], where=lambda n: n > 3), every([])
    (UNKNOWN, False, True)
    """
    if symbol(items) is not None:
        asked: Callable[[Any], Any] = where or (lambda item: item)
        return no(some(items, lambda item: no(asked(item))))
    if items is UNKNOWN:
        return UNKNOWN
    answer: Truth = True
    for item in _each(items):
        holds_of: Any = item if where is None or item is UNKNOWN else where(item)
        answer = answer & holds_of
    return answer


def at_least(least: Fact[int], *truths: Truth) -> Truth:
    """At least so many of these hold.

    >>> at_least(2, True, True, UNKNOWN), at_least(2, True, UNKNOWN, False), at_least(2, True, False, False)
    (True, UNKNOWN, False)
    """
    if symbol(least) is None and not any(symbol(one) is not None for one in truths):
        if least is UNKNOWN:
            return UNKNOWN
        sure, open_ = truths.count(True), truths.count(UNKNOWN)
        return True if sure >= least else False if sure + open_ < least else UNKNOWN
    if least is UNKNOWN or any(one is UNKNOWN for one in truths):
        refuse("rule.unknown_inside")
    number: Any = 0
    for one in truths:
        number = number + (pick(one, 1, 0) if symbol(one) is not None else int(one is True))
    held: Truth = number >= least
    return held


def _traced(
    items: Any,
    of: Callable[[Any], Any] | None,
    where: Callable[[Any], Truth] | None,
    word: str,
    *,
    itself: bool = False,
) -> tuple[tree.Node, Any, tree.Node, int]:
    """The list, what both functions say of a symbol for any one item, and the level of that item."""
    info = items.info if isinstance(items, Symbol) and items.type in ("list", "map") else None
    if info is None or info.item is None:
        refuse("rule.not_a_list", word=word)
    level = DEPTH.get() + 1
    depth = DEPTH.set(level)
    try:
        item = item_symbol(info.item, level)
        value = item if of is None else of(item)
        asked = (item if itself else True) if where is None else where(item)
        holds = as_node(asked, "bool", operator=f"{word}()")
    finally:
        DEPTH.reset(depth)
    return items.node, value, holds, level


def _told_apart_by(value: Any) -> tree.Node:
    if isinstance(value, Symbol) or not isinstance(value, tuple):
        node: tree.Node = value.node
        return node
    return tree.Together(
        tuple(part.node if isinstance(part, Symbol) else tree.Constant(part) for part in value)
    )


def _chosen(items: Any, where: Callable[[Any], Truth] | None) -> list[Any]:
    """The items that count; an unknown in place of one of which that is not known."""
    if items is UNKNOWN:
        return [UNKNOWN]
    if where is None:
        return list(_each(items))
    answers = [(item, UNKNOWN if item is UNKNOWN else where(item)) for item in _each(items)]
    return [UNKNOWN if holds is UNKNOWN else item for item, holds in answers if holds is not False]


def _each(items: Any) -> Iterable[Any]:
    """The items of a list, or the values of a map."""
    return items.values() if isinstance(items, Mapping) else items


def _counted(item: Any, where: Callable[[Any], Truth]) -> Fact[int]:
    holds = UNKNOWN if item is UNKNOWN else where(item)
    return UNKNOWN if holds is UNKNOWN else int(holds)
