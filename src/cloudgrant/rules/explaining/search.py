"""Which facts would have to be different for a tree to come out as wanted.

Remedies search among what the firm may change; boundary cases and examples among everything. Each
comparison is taken to be monotone in each single fact, which linear rules are; every answer is
checked by reading the tree again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from typing import Any, TypeAlias

from cloudgrant.rules.deciding.evaluate import ON, Case, value_of
from cloudgrant.rules.records.fact_info import FILING, FactInfo
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.rewriting import choices_outside
from cloudgrant.values.money import MOST_DOLLARS
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["Changes", "May", "anything", "firm_may_change", "nearest", "place_of", "searched", "ways"]

Changes: TypeAlias = Mapping[tuple[str, ...], Any]
"""New values of facts, by path."""

May: TypeAlias = Callable[[FactInfo, Any, Any, Fact[date]], bool]
"""Whether a fact may go from an old value to a new one, as of the date of filing."""

_MOST_WAYS = 64


def anything(info: FactInfo, old: Any, new: Any, on: Fact[date]) -> bool:
    """Every given fact may take every value: for examples, not for firms."""
    return not info.derived or info.repair is not None


def firm_may_change(info: FactInfo, old: Any, new: Any, on: Fact[date]) -> bool:
    """What the firm itself can change, by the fact's own declaration; an unknown is asked, not changed.

    A day that it can only put off is no earlier than the filing: nobody can act in the past.
    """
    if old is UNKNOWN or info.change == "never":
        return False
    if info.type == "int" and info.sensible is not None and new < info.sensible:
        return False  # it would answer the rule and defeat the project
    if info.type == "date" and info.change == "to_more" and on is not UNKNOWN and new < on:
        return False
    if info.type == "text":
        return not info.reachable or new in info.reachable
    if info.type == "list" and info.change != "both_ways":
        less, more = (old, new) if info.change == "to_more" else (new, old)
        return all(item in more for item in less)
    if info.change == "both_ways":
        return True
    return bool(new > old) if info.change == "to_more" else bool(new < old)


def ways(node: tree.Node, wanted: bool, case: Case, may: May) -> list[Changes]:
    """Alternative changes, each of which makes the tree come out as wanted; ``[{}]`` if it does already."""
    return searched(node, wanted, case, may)[0]


def searched(node: tree.Node, wanted: bool, case: Case, may: May) -> tuple[list[Changes], bool]:
    """The same, and whether every way was tried."""
    found: list[Changes] = []
    alternatives = _ways(node, wanted, case, may)
    for changes in islice(alternatives, _MOST_WAYS):
        if changes not in found and value_of(node, case.assuming(changes)) is wanted:
            found.append(changes)
    return found, next(alternatives, None) is None


def _ways(node: tree.Node, wanted: bool, case: Case, may: May) -> Iterator[Changes]:
    if value_of(node, case) is wanted:
        yield {}
        return
    match node:
        case tree.Not(part):
            yield from _ways(part, not wanted, case, may)
        case tree.And(parts):
            yield from _all_of(parts, True, case, may) if wanted else _any_of(parts, False, case, may)
        case tree.Or(parts):
            yield from _any_of(parts, True, case, may) if wanted else _all_of(parts, False, case, may)
        case tree.Pick(condition, yes, no):
            for asked, branch in ((True, yes), (False, no)):
                for first in _ways(condition, asked, case, may):
                    for second in _ways(branch, wanted, case.assuming(first), may):
                        yield {**first, **second}
        case tree.Comparison() if (choice := choices_outside(node)) is not node:
            yield from _ways(choice, wanted, case, may)
        case tree.FactOf(path, info):
            if may(info, value_of(node, case), wanted, case.on):
                yield {path: wanted}
        case tree.OneOf(tree.FactOf(path, info) as fact, options):
            listed = value_of(options, case) if isinstance(options, tree.PolicyValue) else options
            old = value_of(fact, case)
            for new in _choices(info, listed if listed is not UNKNOWN else (), wanted):
                if may(info, old, new, case.on):
                    yield {path: new}
        case tree.AnyOf(tree.FactOf(path, info) as fact, options):
            old, listed = value_of(fact, case), value_of(options, case)
            for new in _lists(old, listed, wanted):
                if may(info, old, new, case.on):
                    yield {path: new}
        case tree.AllOf(tree.FactOf(path, info) as fact, options):
            old, listed = value_of(fact, case), value_of(options, case)
            for new in _whole_lists(old, listed, wanted):
                if may(info, old, new, case.on):
                    yield {path: new}
        case _:
            found = False
            for leaf in tree.leaves(node):
                if not isinstance(leaf, tree.PolicyValue):
                    changed = nearest(node, wanted, leaf, case, may)
                    if changed is not UNKNOWN:
                        found = True
                        yield {place_of(leaf): changed}
            if not found:
                yield from _seeded(node, wanted, case, may)


def _seeded(node: tree.Node, wanted: bool, case: Case, may: May) -> Iterator[Changes]:
    """Where no single fact is enough because others are unknown: one of those at its least, then the rest."""
    for leaf in tree.leaves(node):
        if isinstance(leaf, tree.PolicyValue) or value_of(leaf, case) is not UNKNOWN:
            continue
        info = leaf.info if isinstance(leaf, tree.FactOf) else FILING
        if info.type not in ("int", "date"):
            continue
        seed = _value(info, _seed(info, case))
        if may(info, UNKNOWN, seed, case.on):
            first = {place_of(leaf): seed}
            rest = list(_ways(node, wanted, case.assuming(first), may))
            if rest:
                yield from ({**first, **changes} for changes in rest)
                return


def _any_of(parts: Iterable[tree.Node], wanted: bool, case: Case, may: May) -> Iterator[Changes]:
    for part in parts:
        yield from _ways(part, wanted, case, may)


def _all_of(
    parts: tuple[tree.Node, ...], wanted: bool, case: Case, may: May, done: tuple[tree.Node, ...] = ()
) -> Iterator[Changes]:
    """All parts as wanted, one after the other; what undoes a part that is ``done`` leads nowhere."""
    if not parts:
        yield {}
        return
    for first in _ways(parts[0], wanted, case, may):
        then = case.assuming(first)
        if first and any(value_of(part, then) is not wanted for part in done):
            continue
        for rest in _all_of(parts[1:], wanted, then, may, (*done, parts[0])):
            yield {**first, **rest}


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
    else:
        yield from _steps_around(info, listed)


def _steps_around(info: FactInfo, listed: tuple[Any, ...]) -> Iterator[Any]:
    """The nearest numbers that are not among those listed."""
    numbers = [_number(value) for value in listed]
    least = 1 if info.type == "date" else info.least
    for number in numbers:
        for new in (number + info.step, number - info.step):
            if new not in numbers and (least is None or new >= least):
                yield _value(info, new)


def place_of(leaf: tree.FactOf | tree.Filing) -> tuple[str, ...]:
    """The path under which a case assumes another value of a leaf."""
    return leaf.path if isinstance(leaf, tree.FactOf) else ON


def nearest(node: tree.Node, wanted: bool, leaf: tree.FactOf | tree.Filing, case: Case, may: May) -> Any:
    """The value of one fact, nearest to what it is now, with which a comparison comes out as wanted.

    The date of filing counts as a fact. An unknown fact is looked for from its least value on.
    ``UNKNOWN`` when there is none.
    """
    info, place = leaf.info if isinstance(leaf, tree.FactOf) else FILING, place_of(leaf)
    if info.type not in ("int", "date"):
        return UNKNOWN
    old = value_of(leaf, case)
    start = _number(old) if old is not UNKNOWN else _seed(info, case)
    least = date.min.toordinal() if info.type == "date" else info.least
    most = date.max.toordinal() if info.type == "date" else info.most or MOST_DOLLARS

    def fits(number: int) -> bool:
        return value_of(node, case.assuming({place: _value(info, number)})) is wanted

    if old is UNKNOWN and fits(start) and may(info, old, _value(info, start), case.on):
        return _value(info, start)
    found: list[int] = []
    for sign, bound in ((1, most), (-1, least)):
        reached = _gallop(start, sign * info.step, bound, fits)
        for number in (reached, _today(info, case)):
            # Where the nearest day is over, the day of the filing may do.
            if number is not None and fits(number) and may(info, old, _value(info, number), case.on):
                found.append(number)
                break
    return _value(info, min(found, key=lambda number: abs(number - start))) if found else UNKNOWN


def _today(info: FactInfo, case: Case) -> int | None:
    return case.on.toordinal() if info.type == "date" and case.on is not UNKNOWN else None


def _gallop(start: int, step: int, bound: int | None, fits: Callable[[int], bool]) -> int | None:
    """The first multiple of ``step`` from ``start`` that fits, by doubling and then halving the stride."""
    limit = MOST_DOLLARS // abs(step) if bound is None else (bound - start) // step
    if limit <= 0:
        return None
    low, high = 0, 1
    while not fits(start + high * step):
        if high >= limit:
            return None
        low, high = high, min(high * 2, limit)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if fits(start + middle * step) else (middle, high)
    return start + high * step


def _seed(info: FactInfo, case: Case) -> int:
    if info.type == "date":
        return case.on.toordinal() if case.on is not UNKNOWN else date(2022, 1, 1).toordinal()
    return info.least or 0


def _number(value: Any) -> int:
    return value.toordinal() if isinstance(value, date) else value


def _value(info: FactInfo, number: int) -> Any:
    return date.fromordinal(number) if info.type == "date" else number
