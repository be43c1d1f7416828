"""Which facts would have to be different for a tree to come out as wanted.

Remedies search among what the firm may change; boundary cases and examples among everything, the facts of
items of lists included. Each comparison is taken to be monotone in each single fact, which linear rules are;
every answer is checked by reading the tree again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, combinations, islice
from typing import Any

import attrs

from cloudgrant.rules.deciding.evaluate import MOST_KEPT, Case
from cloudgrant.rules.explaining.nearest import (
    May,
    firm_may_change,
    leaves_at,
    nearest,
    number_of,
    stands_for_itself,
    value_of_number,
)
from cloudgrant.rules.explaining.several import as_few_as_do, steps_nearer, together
from cloudgrant.rules.explaining.supposing import Changes, Effort, Extent, GivenUp, Place, Supposed
from cloudgrant.rules.explaining.untried import note_lists, note_numbers, note_values
from cloudgrant.rules.records.fact_info import FactInfo
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.inlining import inlined
from cloudgrant.rules.writing.rewriting import choices_outside
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["searched", "ways"]

_MOST_WAYS = 64
_MOST_TOLD = 256
_MOST_SETS = 64
_MOST_CHANGES = 64


def ways(node: tree.Node, wanted: bool, case: Case, may: May, effort: Effort | None = None) -> list[Changes]:
    """Alternative changes, each of which makes the tree come out as wanted; ``[{}]`` if it does already."""
    return searched(node, wanted, case, may, effort)[0]


def searched(
    node: tree.Node, wanted: bool, case: Case, may: May, effort: Effort | None = None
) -> tuple[list[Changes], Extent]:
    """The same, and how much was tried, which is no more than the ``effort`` allows.

    Where one change is enough for a comparison, ways with several are no ways; where none is, those with
    as few as do are.
    """
    found: list[Changes] = []
    whole = Supposed(attrs.evolve(case, remembered={}), effort=Effort() if effort is None else effort)
    given = _inlined(node, may)
    alternatives = ways_from(given, wanted, whole, may)
    told = 0
    try:
        for changes in islice(alternatives, _MOST_WAYS):
            supposed = whole.trying(changes)
            if supposed is None or changes in found:
                continue
            if supposed.value(given) is wanted:
                found.append(changes)
                told += len(changes)
            else:
                whole.effort.leave_out()  # one part undoes another, and nothing was tried against that
            if told > _MOST_TOLD:
                break
        if next(alternatives, None) is not None:
            whole.effort.leave_out()
    except GivenUp:
        pass  # and the effort says so
    return found, whole.effort.extent


_INLINED: dict[int, tuple[tree.Node, tree.Node]] = {}


def _inlined(node: tree.Node, may: May) -> tree.Node:
    """A tree without its derived facts, but those that are changed as a whole; of a rule made once.

    The goals of examples are made anew each time, and are not kept.
    """
    if may is not firm_may_change:
        return inlined(node, lambda info: stands_for_itself(info, may))
    kept = _INLINED.get(id(node))  # by its identity: it is kept, so that it stays so
    if kept is None:
        if len(_INLINED) >= MOST_KEPT:  # a long life sees many
            _INLINED.clear()
        made = inlined(node, lambda info: stands_for_itself(info, firm_may_change))
        kept = _INLINED.setdefault(id(node), (node, made))
    return kept[1]


def ways_from(node: tree.Node, wanted: bool, at: Supposed, may: May) -> Iterator[Changes]:
    if at.value(node) is wanted:
        yield {}
        return
    match node:
        case tree.Not(part):
            yield from ways_from(part, not wanted, at, may)
        case tree.And(parts) | tree.Or(parts):
            here = [(part, at.around) for part in parts]
            each = isinstance(node, tree.And) is wanted
            yield from _all_of(here, wanted, at, may) if each else _any_of(here, wanted, at, may)
        case tree.Some(_, where):
            items = [(where, item.around) for item in at.each(node)]
            apart = tree.of_its_items_alone(node)
            yield from _any_of(items, True, at, may) if wanted else _all_of(items, False, at, may, apart)
            if wanted:
                yield from _one_more(node, at, may)
            note_lists(node, wanted, at, may)
        case tree.Pick(condition, yes, no):
            for asked, branch in ((True, yes), (False, no)):
                for first in ways_from(condition, asked, at, may):
                    then = at.trying(first)
                    for second in ways_from(branch, wanted, then, may) if then is not None else ():
                        yield {**first, **second}
        case tree.Agreed(several):
            yield from _any_of([(way, at.around) for way in several], wanted, at, may)
        case tree.Comparison() if (choice := choices_outside(node)) is not node:
            yield from ways_from(choice, wanted, at, may)
        case tree.FactOf() | tree.OneOf() | tree.AnyOf() | tree.AllOf() | tree.Same():
            yield from _values(node, wanted, at, may)
            note_values(node, wanted, at, may)
        case _:
            yield from _numbers(node, wanted, at, may)


def _one_more(node: tree.Some, at: Supposed, may: May) -> Iterator[Changes]:
    """A list of options with one more of them, of which what is asked holds."""
    listed = node.items
    if not isinstance(listed, tree.FactOf) or listed.info.item is None:
        return
    old, place = at.value(listed), at.place(listed)
    if old is UNKNOWN:
        return
    for option, _ in listed.info.item.options:
        new = (*old, option)
        if option not in old and may(listed.info, old, new, at.case.on):
            then = at.trying({place: new})
            if then is not None and then.value(node) is True:
                yield {place: new}


def _any_of(
    parts: Iterable[tuple[tree.Node, tuple[Place, ...]]], wanted: bool, at: Supposed, may: May
) -> Iterator[Changes]:
    for part, around in parts:
        yield from ways_from(part, wanted, attrs.evolve(at, around=around), may)


def _all_of(
    parts: Sequence[tuple[tree.Node, tuple[Place, ...]]],
    wanted: bool,
    at: Supposed,
    may: May,
    apart: bool = False,
) -> Iterator[Changes]:
    """All parts as wanted, one after the other; what undoes a part that is done leads nowhere.

    Parts that are ``apart`` cannot undo one another.
    """

    def begun(then: Supposed, number: int) -> Iterator[Changes]:
        part, around = parts[number]
        return ways_from(part, wanted, attrs.evolve(then, around=around), may)

    if not parts:
        yield {}
        return
    if len(parts) > 1 and any(next(begun(at, number), None) is None for number in range(len(parts))):
        return  # what has no way by itself has none beside others: their changes would have been its own
    so_far: list[tuple[Supposed, Changes]] = [(at, {})]
    trying = [begun(at, 0)]  # the ways of each part that is begun: a stack, for there may be very many
    while trying:
        first = next(trying[-1], None)
        if first is None:
            trying.pop()
            so_far.pop()
            continue
        before, changes = so_far[-1]
        then = before.trying(first)
        if then is None:
            continue
        if first and not apart and not _all_hold(parts[: len(trying) - 1], wanted, then):
            at.effort.leave_out()
            continue
        both = {**changes, **first}
        if len(trying) == len(parts):
            yield both
        else:
            so_far.append((then, both))
            trying.append(begun(then, len(trying)))


def _all_hold(parts: Sequence[tuple[tree.Node, tuple[Place, ...]]], wanted: bool, at: Supposed) -> bool:
    return all(attrs.evolve(at, around=around).value(part) is wanted for part, around in parts)


def _values(node: tree.Node, wanted: bool, at: Supposed, may: May) -> Iterator[Changes]:
    """One fact to another of its values: a truth, an option, a list."""
    for fact, new in _candidates(node, wanted, at):
        if not fact.path and fact.info.change != "both_ways":
            continue  # an item of a list that only grows, or never changes, stays what it is
        if not fact.info.derived or stands_for_itself(fact.info, may):
            old = at.value(fact)
            if new is not UNKNOWN and new != old and may(fact.info, old, new, at.case.on):
                yield {at.place(fact): new}


def _candidates(node: tree.Node, wanted: bool, at: Supposed) -> Iterator[tuple[tree.FactOf, Any]]:
    match node:
        case tree.FactOf():
            yield node, wanted
        case tree.OneOf(tree.FactOf() as fact, options):
            listed = at.value(options) if isinstance(options, tree.PolicyValue) else options
            for new in _choices(fact.info, listed if listed is not UNKNOWN else (), wanted):
                yield fact, new
        case tree.AnyOf(tree.FactOf() as fact, options):
            for new in _lists(at.value(fact), at.value(options), wanted):
                yield fact, new
        case tree.AllOf(tree.FactOf() as fact, options):
            for new in _whole_lists(at.value(fact), at.value(options), wanted):
                yield fact, new
        case tree.Same(left, right):
            for one, other in ((left, right), (right, left)):
                if isinstance(one, tree.FactOf):
                    held = at.value(other)
                    for new in _choices(one.info, () if held is UNKNOWN else (held,), wanted):
                        yield one, new


def _numbers(node: tree.Node, wanted: bool, at: Supposed, may: May) -> Iterator[Changes]:
    """A comparison by one of its numbers or days, or by what of a list counts; else by several together."""
    found = False
    for changes in _enough(node, wanted, at, may):
        found = True
        yield changes
    if found:
        if _reads_several(chain(_furthest(node, at, may), _counting(node, at, may))):
            at.effort.leave_out(Extent.FEWEST)
    else:
        yield from _several(node, wanted, at, may)
        yield from _seeded(node, wanted, at, may)
    note_numbers(node, at, may)


def _reads_several(all_changes: Iterable[Changes]) -> bool:
    """Whether changes touch more than one fact."""
    places: set[Place] = set()
    for changes in all_changes:
        places.update(changes)
        if len(places) > 1:
            return True
    return False


def _enough(node: tree.Node, wanted: bool, at: Supposed, may: May) -> Iterator[Changes]:
    """The single changes that are enough."""
    for leaf in leaves_at(node, at):
        changed = nearest(node, wanted, leaf, at, may)
        if changed is not UNKNOWN:
            yield {leaf.place: changed}
    for changes in _counting(node, at, may):
        then = at.trying(changes)
        if then is not None and then.value(node) is wanted:
            yield changes


def _several(node: tree.Node, wanted: bool, at: Supposed, may: May) -> Iterator[Changes]:
    """As few changes together as are enough: each as far as it may go or counts, but the last."""
    if not isinstance(node, tree.Comparison | tree.ShareLimit):
        return
    steps = steps_nearer(node, wanted, at, (*_furthest(node, at, may), *_counting(node, at, may)))
    few = as_few_as_do(node, wanted, at, steps)
    if few is None:
        return
    if len(steps) > len(few):
        at.effort.leave_out(Extent.FEWEST)
    # The more facts have to be changed, the less is gained by going through all the ways to choose them.
    most = max(1, _MOST_CHANGES // len(few))
    first, found = tuple(few[:-1]), list[Changes]()
    others = (one for one in combinations(steps, len(first)) if one != first)
    for beside in chain([first], islice(others, _MOST_SETS)):
        then = at.trying(together(beside))
        for last in _enough(node, wanted, then, may) if then is not None else ():
            changes = {**together(beside), **last}
            if changes in found:
                continue
            if len(found) == most:
                at.effort.leave_out()
                return
            found.append(changes)
            yield changes
    if next(others, None) is not None:
        at.effort.leave_out()


def _counting(node: tree.Node, at: Supposed, may: May) -> Iterator[Changes]:
    """One item of a list that comes to count, or no longer does."""
    match node:
        case tree.Total(_, _, where) | tree.Distinct(_, _, where):
            for item in at.each(node):
                holds = item.value(where)
                for wanted in (True, False):
                    if holds is not wanted:
                        yield from ways_from(where, wanted, item, may)
        case _:
            for part in tree.parts_of(node):
                yield from _counting(part, at, may)


def _furthest(node: tree.Node, at: Supposed, may: May) -> Iterator[Changes]:
    """Each number at the least and at the most that it may be made."""
    for leaf in leaves_at(node, at):
        old, info = leaf.value, leaf.info
        lowest = max((one for one in (info.least, info.sensible) if one is not None), default=None)
        for bound in (lowest, info.most):
            if info.type != "int" or old is UNKNOWN or bound is None or bound == old:
                continue
            if may(info, old, bound, at.case.on):
                yield {leaf.place: bound}


def _seeded(node: tree.Node, wanted: bool, at: Supposed, may: May) -> Iterator[Changes]:
    """Where no single fact is enough because others are unknown: one of those at its least, then the rest."""
    for leaf in leaves_at(node, at):
        seed = leaf.seed(at.case)
        if leaf.value is UNKNOWN and seed is not UNKNOWN and may(leaf.info, UNKNOWN, seed, at.case.on):
            first = {leaf.place: seed}
            then = at.trying(first)
            rest = list(ways_from(node, wanted, then, may)) if then is not None else []
            if rest:
                yield from ({**first, **changes} for changes in rest)
                at.effort.leave_out()  # the other facts that are unknown were not tried first
                return


def _lists(old: Any, listed: Any, wanted: bool) -> Iterator[tuple[Any, ...]]:
    """The list with one listed item more, or without those that are listed."""
    had: tuple[Any, ...] = () if old is UNKNOWN else old
    if listed is UNKNOWN:
        return
    if wanted:
        yield from ((*had, item) for item in listed)
    else:
        yield tuple(item for item in had if item is UNKNOWN or item not in listed)


def _whole_lists(old: Any, listed: Any, wanted: bool) -> Iterator[tuple[Any, ...]]:
    """The list with every listed item that it lacks, or without one of them."""
    had: tuple[Any, ...] = () if old is UNKNOWN else old
    if listed is UNKNOWN:
        return
    if wanted:
        yield (*had, *(item for item in listed if item not in had))
    else:
        yield from (tuple(part for part in had if part is not UNKNOWN and part != item) for item in listed)


def _choices(info: FactInfo, listed: tuple[Any, ...], wanted: bool) -> Iterator[Any]:
    if wanted:
        yield from listed
    elif info.type == "text":
        yield from (option for option, _ in info.options if option not in listed)
    elif info.type == "bool":
        yield from (truth for truth in (True, False) if truth not in listed)
    elif info.type in ("int", "date"):  # of shares and records none is the nearest
        yield from _steps_around(info, listed)


def _steps_around(info: FactInfo, listed: tuple[Any, ...]) -> Iterator[Any]:
    """The nearest numbers that are not among those listed."""
    numbers = [number_of(value) for value in listed]
    least = 1 if info.type == "date" else info.least
    for number in numbers:
        for new in (number + info.step, number - info.step):
            if new not in numbers and (least is None or new >= least):
                yield value_of_number(info, new)
