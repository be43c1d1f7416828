"""Which values of a fact make a condition come out either way: next to its edge, or one on each side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any, NamedTuple

import attrs

from cloudgrant.rules.deciding.evaluate import ON
from cloudgrant.rules.explaining.nearest import Leaf, anything, leaves_at, nearest, number_of, value_of_number
from cloudgrant.rules.explaining.supposing import Place, Supposed
from cloudgrant.rules.records.fact_info import FactInfo
from cloudgrant.rules.writing import tree
from cloudgrant.testing.boundary_case import Position
from cloudgrant.testing.conditions import Condition
from cloudgrant.testing.items import copies, telling
from cloudgrant.values.paths import Path
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["Asked", "Values", "asked_at", "numbers_of", "otherwise", "values_of"]

_MOST_ITEMS = 64
_MOST_OTHERS = 4
"""How many values are tried with which something is not one of some."""


class Values(NamedTuple):
    """The values of a fact to be tried, each with where it stands, and the two between which it turns."""

    each: tuple[tuple[Position, Any], ...] = ()
    sides: tuple[Position, Position] | None = None
    """None of a table, which turns from key to key."""


_NONE = Values()


class Asked(NamedTuple):
    """A condition at the place where it is asked: of the subject, or of one item of a list."""

    node: tree.Node
    at: Supposed

    def leaves(self) -> tuple[Leaf, ...]:
        """The facts that are held against something here, each once.

        What only tells which items count, or which branch is taken, is asked in a condition of its own.
        """
        node = self.node.key if isinstance(self.node, tree.Entry) else self.node
        read = {leaf.place: leaf for leaf in _leaves(node, self.at) if leaf.place[:1] != ("policy",)}
        if isinstance(node, tree.Comparison | tree.ShareLimit):
            return tuple(leaf for leaf in read.values() if leaf.info.type in ("int", "date"))
        return tuple(read.values())

    def pinned(self, leaf: Leaf, value: Any) -> tree.Node | None:
        """That a fact has a value, of one that is read here itself and not of items of a further list."""
        for one in _facts(self.node):
            if self.at.place(one) == leaf.place:
                return tree.Same(one, tree.Constant(value))
        return None


def _facts(node: tree.Node) -> Iterator[tree.FactOf | tree.Filing]:
    if isinstance(node, tree.FactOf | tree.Filing):
        yield node
    elif not isinstance(node, tree.Total | tree.Distinct | tree.Some):
        for part in tree.parts_of(node):
            yield from _facts(part)


def _leaves(node: tree.Node, at: Supposed) -> Iterator[Leaf]:
    match node:
        case tree.FactOf() | tree.Filing():
            yield from leaves_at(node, at)
        case tree.Total(_, of):
            for item in at.each(node):
                yield from _leaves(of, item)
        case tree.Distinct() | tree.Some() | tree.Entry():
            return
        case tree.Pick(_, yes, no):
            yield from _leaves(yes, at)
            yield from _leaves(no, at)
        case _:
            for part in tree.parts_of(node):
                yield from _leaves(part, at)


def asked_at(condition: Condition, at: Supposed) -> Iterator[Asked]:
    """The places at which a condition is asked, those of the first items first."""
    places: Iterable[Supposed] = [at]
    for gone, _ in condition.through:
        places = [item for place in places for item in place.each(gone)]
    return (Asked(condition.node, place) for place in places)


def values_of(asked: Asked, leaf: Leaf) -> Iterator[Values]:
    """The values of a fact on either side of a condition; none where it does not cross it by itself.

    Of what is one of some, once for each value with which it is not: another condition may ask for that.
    """
    node, at = asked
    if leaf.info.derived and leaf.info.repair is None:
        return
    match node:
        case tree.Comparison() | tree.ShareLimit():
            yield _around(node, leaf, at)
        case tree.Said():
            known = leaf.value if leaf.value is not UNKNOWN else _first(_candidates(asked, leaf))
            yield _NONE if known is UNKNOWN else Values((("stated", known),), ("stated", "unknown"))
        case tree.Entry():
            yield _keys(node, leaf, at)
        case _:
            yield from _either(asked, leaf)


def _keys(node: tree.Entry, leaf: Leaf, at: Supposed) -> Values:
    """Each key of a table, and one that is none."""
    table = at.value(node.table)
    if table is UNKNOWN:
        return _NONE
    strangers = (value for value in _candidates(Asked(node, at), leaf) if value not in table)
    return Values((*(("in", key) for key in table), *(("out", value) for value in islice(strangers, 1))))


def _either(asked: Asked, leaf: Leaf) -> Iterator[Values]:
    """A value with which a condition holds, and one with which it does not."""
    node, at = asked
    found: dict[bool, list[Any]] = {True: [], False: []}
    for value in dict.fromkeys((leaf.value, *_candidates(asked, leaf))):
        then = None if value is UNKNOWN else _telling(at, leaf.place, value)
        holds = UNKNOWN if then is None else then.value(node)
        if holds is not UNKNOWN:
            found[holds].append(value)
            new = not holds or len(found[True]) == 1
            if new and found[True] and 0 < len(found[False]) <= _MOST_OTHERS:
                having, lacking = _SIDES.get(type(node), ("in", "out"))
                each: tuple[tuple[Position, Any], ...] = (having, found[True][0]), (lacking, found[False][-1])
                yield Values(each, (having, lacking))


def _telling(at: Supposed, place: Place, value: Any) -> Supposed | None:
    """The same with another value of a fact, without what contradicts it."""
    then = at.supposing({place: value})
    if then is not None or place == ON:
        return then
    subject = telling(at.case.subject, Path(place), value)
    return None if subject is None else attrs.evolve(at, case=attrs.evolve(at.case, subject=subject))


def otherwise(node: tree.Node, wanted: bool, at: Supposed) -> Iterator[tuple[Place, Any]]:
    """The values of single facts with which a condition comes out as wanted, less what contradicts them."""
    asked = Asked(node, at)
    for leaf in asked.leaves():
        for value in dict.fromkeys((*_candidates(asked, leaf), UNKNOWN)):
            then = None if value == leaf.value else _telling(at, leaf.place, value)
            if then is not None and then.value(node) is wanted:
                yield leaf.place, value


_SIDES: dict[type[Any], tuple[Position, Position]] = {
    tree.FactOf: ("true", "false"),
    tree.Same: ("same", "different"),
}


def _around(node: tree.Comparison | tree.ShareLimit, leaf: Leaf, at: Supposed) -> Values:
    edge = _edge(node, leaf, at)
    return _NONE if edge is None else _sides(node, *edge)


def _sides(node: tree.Node, last: Any, past: Any) -> Values:
    """The threshold itself passes where it is included, else it is the first value that does not."""
    included = not isinstance(node, tree.Comparison) or node.order in ("<=", ">=")
    middle, other = (last, past) if included else (past, last)
    try:
        opposite = middle - (other - middle)
    except OverflowError:  # the calendar ends here
        opposite = middle
    below, above = sorted((other, opposite))
    each: tuple[tuple[Position, Any], ...] = ("below", below), ("at", middle), ("above", above)
    return Values(each, ("at", "above") if other > middle else ("below", "at"))


def numbers_of(asked: Asked, gone: tree.Total | tree.Distinct) -> Values:
    """Of how many items a list must be for a condition on their number to come out either way."""
    node, at = asked
    items = at.value(gone.items)
    if items is UNKNOWN or not items or not isinstance(gone.items, tree.FactOf):
        return _NONE
    place = at.place(gone.items)
    if any(item[: len(place)] == place for item in at.around):
        return _NONE  # it is asked of an item of that list, which would be gone
    before: Any = UNKNOWN
    apart = _told_apart_by(gone)
    for number in range(_MOST_ITEMS):
        made = copies(items[0], number, apart)
        then = None if made is None else at.supposing({place: made})
        holds = UNKNOWN if then is None else then.value(node)
        if UNKNOWN not in (holds, before) and holds is not before:
            counts = _sides_of_number(node, number, holds)
            lists = ((position, copies(items[0], count, apart)) for position, count in counts.each)
            each = tuple((position, listed) for position, listed in lists if listed is not None)
            return counts._replace(each=each)
        before = holds
    return _NONE


def _sides_of_number(node: tree.Node, number: int, holds: Any) -> Values:
    last, past = (number, number - 1) if holds else (number - 1, number)
    if isinstance(node, tree.Comparison):
        found = _sides(node, last, past)
        return found._replace(each=tuple(one for one in found.each if one[1] >= 0))
    return Values((("same", last), ("different", past)), ("same", "different"))


def _told_apart_by(gone: tree.Total | tree.Distinct) -> tuple[str, ...]:
    """The facts of an item by which different ones are told apart."""
    if not isinstance(gone, tree.Distinct):
        return ()
    parts = gone.of.parts if isinstance(gone.of, tree.Together) else (gone.of,)
    return tuple(
        part.path[0] for part in parts if isinstance(part, tree.FactOf) and part.level and len(part.path) == 1
    )


def _edge(node: tree.Comparison | tree.ShareLimit, leaf: Leaf, at: Supposed) -> tuple[Any, Any] | None:
    """The last value with which a threshold is kept, and the next, with which it is not."""
    kept = at.value(node)
    if kept is UNKNOWN:
        return None
    across = nearest(node, not kept, leaf, at, anything)
    if across is UNKNOWN:
        across = next(
            (value for place, value in otherwise(node, not kept, at) if place == leaf.place), UNKNOWN
        )
    then = None if across is UNKNOWN else _telling(at, leaf.place, across)
    if then is None:
        return None
    back = nearest(node, kept, leaf._replace(value=across), then, anything)
    if back is UNKNOWN or abs(number_of(across) - number_of(back)) != leaf.info.step:
        return None  # between them it is not known
    return (back, across) if kept else (across, back)


def _first(values: Iterable[Any]) -> Any:
    return next(iter(values), UNKNOWN)


def _candidates(asked: Asked, leaf: Leaf) -> Iterator[Any]:
    """Values that may make a condition come out either way: those that it names, and strangers to them."""
    info = leaf.info
    if info.derived and info.repair is None:
        return
    named = [value for value in _named(asked.node, asked.at) if _is_of(info, value)]
    match info.type:
        case "bool":
            yield from (True, False)
        case "text":
            yield from named
            yield from (option for option, _ in info.options)
            if not info.options:
                yield from (text for text in ("other", "1") if text not in named)
        case "int" | "date":
            yield from named
            seed = leaf.seed(asked.at.case)
            for value in (*named, seed):
                number = number_of(value)
                for other in (number + info.step, number - info.step):
                    if info.type == "int" or other > 0:
                        yield value_of_number(info, other)
            yield seed
        case "list":
            options = [value for one in named for value in one]
            options += [option for option, _ in (info.item.options if info.item else ())]
            yield ()
            yield tuple(dict.fromkeys(options))
            yield from ((option,) for option in dict.fromkeys(options))
            listed = tuple(dict.fromkeys(value for one in named for value in one))
            yield listed
            yield listed[1:]
        case _:
            yield from named


def _named(node: tree.Node, at: Supposed) -> Iterator[Any]:
    """What a condition holds a fact against: values in the rule, the policy's, those of other facts."""
    match node:
        case tree.OneOf(_, tuple() as options):
            yield from options
        case tree.Constant(value):
            yield value
        case tree.PolicyValue() | tree.FactOf():
            within = isinstance(node, tree.PolicyValue) or node.level <= len(at.around)
            value = at.value(node) if within else UNKNOWN
            if value is not UNKNOWN:
                yield value
                if isinstance(value, tuple):
                    yield from value
        case tree.Entry(table):
            entries = at.value(table)
            yield from () if entries is UNKNOWN else entries
    if not isinstance(node, tree.Total | tree.Distinct | tree.Some):  # what is in them is held against items
        for part in tree.parts_of(node):
            yield from _named(part, at)


_KINDS: dict[str, type[Any]] = {"bool": bool, "int": int, "text": str, "list": tuple}


def _is_of(info: FactInfo, value: Any) -> bool:
    kind = _KINDS.get(info.type, date if info.type == "date" else object)
    return isinstance(value, kind) and (info.type != "int" or not isinstance(value, bool))
