"""The way from one subject to another with which a goal is true, one change after the other.

Each subject is as far off as there are conditions in the goal that are not as they must be; of those
that were come to, the nearest is gone on from. What a change undoes is mended after it, so that no product
of the ways of each part is gone through.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from heapq import heappop, heappush
from itertools import chain, count, islice
from typing import Any, TypeAlias

import attrs

from cloudgrant.rules.deciding.evaluate import ON, Case
from cloudgrant.rules.explaining.nearest import anything, leaves_at, stands_for_itself
from cloudgrant.rules.explaining.search import ways_from
from cloudgrant.rules.explaining.supposing import Changes, Effort, GivenUp, Place, Supposed
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.inlining import inlined
from cloudgrant.rules.writing.rewriting import choices_outside
from cloudgrant.testing.items import blank_item, telling_all
from cloudgrant.testing.turning import otherwise
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["approached"]

_MOST_LEFT = 200
"""From how many subjects it is gone on."""
_MOST_CONDITIONS = 24
"""How many conditions of a subject are changed, each by itself."""
_MOST_WAYS = 6
"""In how many ways each."""

_MOST_FURTHER = 1
"""How much further off than the nearest an alternative may be that is tried."""
_MOST_ITEMS = 2
"""Of how many items of a list it is tried to change one."""


@attrs.frozen
class _Off:
    """A condition that is not as it must be, at the items that it is asked of."""

    node: tree.Node
    wanted: bool
    at: Supposed


_Distance: TypeAlias = tuple[int, tuple[_Off, ...]]
"""How many conditions are to be changed, and which may be: of alternatives, those of each."""

_Waiting: TypeAlias = tuple[int, int, int, Iterator[Changes], Any, Fact[date]]
"""How far off, after how many changes, its number, the changes from there, the subject and the day."""

_THERE: _Distance = 0, ()
_NEVER = 1_000_000
"""How far off is what only the policy could change."""


def approached(
    goal: tree.Node, subject: Any, on: Fact[date], policy: Any, effort: Effort
) -> Iterator[tuple[Any, Fact[date]]]:
    """Subjects and days with which a goal is true, the first found first; no more than the effort allows."""
    whole = inlined(goal, lambda info: stands_for_itself(info, anything))
    numbers = count()
    seen = {(subject, on)}
    waiting: list[_Waiting] = []

    def come_to(subject: Any, on: Fact[date], steps: int) -> int:
        far, off = _Distances().of(whole, True, _at(subject, on, policy, effort))
        moves = chain.from_iterable(map(_ways, _once(off)))
        if far < _NEVER:
            heappush(waiting, (far, steps, next(numbers), moves, subject, on))
        return far

    try:
        come_to(subject, on, 0)
        for _ in range(_MOST_LEFT):
            if not waiting:
                return
            here = heappop(waiting)
            far, steps, _, moves, subject, on = here
            if far == 0:
                yield subject, on
                continue
            for changes in moves:
                then = _changed(subject, on, changes)
                if then is None or then in seen:
                    continue
                seen.add(then)
                if come_to(*then, steps + 1) < far:
                    heappush(waiting, here)  # the rest of its moves, where this leads nowhere
                    break
    except GivenUp:
        return


def _at(subject: Any, on: Fact[date], policy: Any, effort: Effort) -> Supposed:
    return Supposed(Case(subject, policy, on, remembered={}), effort=effort)


def _changed(subject: Any, on: Fact[date], changes: Changes) -> tuple[Any, Fact[date]] | None:
    stated = {place: value for place, value in changes.items() if place != ON}
    made = telling_all(subject, stated) if stated else subject
    return None if made is None else (made, changes.get(ON, on))


def _once(off: Iterable[_Off]) -> Iterator[_Off]:
    each = {(id(one.node), one.wanted, one.at.around): one for one in off}
    return islice(each.values(), _MOST_CONDITIONS)


def _ways(off: _Off) -> Iterator[Changes]:
    """The ways to change a condition; what the policy says of an item of its own is not changed."""
    if isinstance(off.node, tree.Some):
        return iter(_list_changed(off.node, off.wanted, off.at))
    ways: Iterator[Changes] = ways_from(off.node, off.wanted, off.at, anything)
    first = next(ways, None)
    if first is None:
        ways = ({place: value} for place, value in otherwise(off.node, off.wanted, off.at))
    else:
        ways = chain((first,), ways)
    return islice((one for one in ways if all(place[:1] != ("policy",) for place in one)), _MOST_WAYS)


def _list_changed(node: tree.Some, wanted: bool, at: Supposed) -> list[Changes]:
    """A list without items, where none of them may be so; with one, where one must be and there is none."""
    if not isinstance(node.items, tree.FactOf) or node.items.info.derived:
        return []
    place, listed = at.place(node.items), at.value(node.items)
    if place[:1] == ("policy",) or (wanted and listed not in (UNKNOWN, ())):
        return []
    if not wanted:
        return [{place: () if node.items.info.type == "list" else {}}]
    item = blank_item(node)
    return [] if item is UNKNOWN else [{place: (item,)}]


class _Distances:
    """How far a subject is off, each condition being read once."""

    def __init__(self) -> None:
        self._read: dict[tuple[int, tuple[Place, ...]], tuple[tree.Node, Any]] = {}

    def of(self, node: tree.Node, wanted: bool, at: Supposed) -> _Distance:
        match node:
            case tree.Not(part):
                return self.of(part, not wanted, at)
            case tree.And(parts) | tree.Or(parts):
                each = (self.of(part, wanted, at) for part in parts)
                return _all(each) if isinstance(node, tree.And) is wanted else _any(each)
            case tree.Some(_, where):
                items = list(at.each(node))
                if items:
                    each = (self.of(where, wanted, item) for item in items)
                    found = _any(each, _MOST_ITEMS) if wanted else _all(each)
                    return found if found[0] < _NEVER else self._off(node, wanted, at)
            case tree.Pick(condition, yes, no):
                if self._value(node, at) is wanted:
                    return _THERE
                return _any(
                    _all((self.of(condition, asked, at), self.of(branch, wanted, at)))
                    for asked, branch in ((True, yes), (False, no))
                )
            case tree.Agreed(several):
                if self._value(node, at) is wanted:
                    return _THERE
                return _any(self.of(way, wanted, at) for way in several)
            case tree.Comparison() if (choice := choices_outside(node)) is not node:
                return self.of(choice, wanted, at)
            case tree.Constant(value):
                return _THERE if value is wanted else (_NEVER, ())
            case _:
                pass
        return self._off(node, wanted, at)

    def _off(self, node: tree.Node, wanted: bool, at: Supposed) -> _Distance:
        if self._value(node, at) is wanted:
            return _THERE
        if isinstance(node, tree.Some):
            return (1, (_Off(node, wanted, at),)) if _list_changed(node, wanted, at) else (_NEVER, ())
        open_ = any(leaf.place[:1] != ("policy",) for leaf in leaves_at(node, at))
        return (1, (_Off(node, wanted, at),)) if open_ else (_NEVER, ())

    def _value(self, node: tree.Node, at: Supposed) -> Any:
        key = id(node), at.around  # by its identity: it is kept, so that it stays so
        if key not in self._read:
            self._read[key] = node, at.value(node)
        return self._read[key][1]


def _all(each: Iterable[_Distance]) -> _Distance:
    distances = tuple(each)
    return sum(far for far, _ in distances), tuple(chain.from_iterable(off for _, off in distances))


def _any(each: Iterable[_Distance], most: int | None = None) -> _Distance:
    distances = sorted((one for one in each if one[0] < _NEVER), key=lambda one: one[0])
    if not distances:
        return _NEVER, ()
    nearest = distances[0][0]
    near = (off for far, off in distances[:most] if far <= nearest + _MOST_FURTHER)
    return nearest, () if nearest == 0 else tuple(chain.from_iterable(near))
