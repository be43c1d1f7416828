"""The nearest value of a number or day with which a comparison comes out otherwise, and who may change it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, NamedTuple, TypeAlias

from cloudgrant.rules.deciding.evaluate import Case
from cloudgrant.rules.explaining.supposing import Place, Supposed
from cloudgrant.rules.records.fact_info import FILING, FactInfo, facts
from cloudgrant.rules.writing import tree
from cloudgrant.values.money import MOST_DOLLARS
from cloudgrant.values.unknown import UNKNOWN, Fact
from cloudgrant.values.years import FIRST_YEAR

__all__ = [
    "Leaf",
    "May",
    "anything",
    "firm_may_change",
    "leaves_at",
    "nearest",
    "number_of",
    "stands_for_itself",
    "value_of_number",
]

May: TypeAlias = Callable[[FactInfo, Any, Any, Fact[date]], bool]
"""Whether a fact may go from an old value to a new one, as of the date of filing."""


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


def stands_for_itself(info: FactInfo, may: May) -> bool:
    """Whether a derived fact is changed as a whole, and not through the facts that it comes from.

    A firm changes what is declared so; an example is made by any repair.
    """
    return info.change != "never" or (may is anything and info.repair is not None)


class Leaf(NamedTuple):
    """A fact that a tree reads, at one place: of the subject, or of one item of a list."""

    place: Place
    info: FactInfo
    value: Any

    def seed(self, case: Case) -> Any:
        """The first value to try where nothing is known; ``UNKNOWN`` of what is neither number nor day."""
        if self.info.type not in ("int", "date"):
            return UNKNOWN
        return value_of_number(self.info, _seed(self.info, case))


def leaves_at(node: tree.Node, at: Supposed) -> tuple[Leaf, ...]:
    """Each fact that a tree reads, by its place, those of each item of its lists among them."""
    return tuple({leaf.place: leaf for leaf in _leaves(node, at)}.values())


def _leaves(node: tree.Node, at: Supposed) -> Iterator[Leaf]:
    match node:
        case tree.FactOf():
            yield Leaf(at.place(node), node.info, at.value(node))
        case tree.Filing():
            yield Leaf(at.place(node), FILING, at.value(node))
        case tree.Total(_, of, where) | tree.Distinct(_, of, where):
            for item in at.each(node):
                yield from _leaves(of, item)
                yield from _leaves(where, item)
        case tree.Some(_, where):
            for item in at.each(node):
                yield from _leaves(where, item)
        case _:
            for part in tree.parts_of(node):
                yield from _leaves(part, at)


def nearest(node: tree.Node, wanted: bool, leaf: Leaf, at: Supposed, may: May) -> Any:
    """The value of one fact, nearest to what it is now, with which a comparison comes out as wanted.

    The date of filing counts as a fact. An unknown fact is looked for from its least value on.
    ``UNKNOWN`` when there is none.
    """
    info, old = leaf.info, leaf.value
    if info.type not in ("int", "date") or (info.derived and not stands_for_itself(info, may)):
        return UNKNOWN
    start = number_of(old) if old is not UNKNOWN else _seed(info, at.case)
    least = date.min.toordinal() if info.type == "date" else info.least
    most = date.max.toordinal() if info.type == "date" else MOST_DOLLARS if info.most is None else info.most

    nonsense = False

    def allowed(number: int) -> bool:
        return may(info, old, value_of_number(info, number), at.case.on)

    def fits(number: int) -> bool:
        nonlocal nonsense
        then = at.supposing({leaf.place: value_of_number(info, number)})
        nonsense = nonsense or then is None
        return then is not None and then.value(node) is wanted

    def never_fits(number: int) -> bool:
        then = at.supposing({leaf.place: value_of_number(info, number)})
        return then is not None and then.value(node) is (not wanted)

    if old is UNKNOWN and fits(start) and allowed(start):
        return value_of_number(info, start)
    found: list[int] = []
    for sign, bound in ((1, most), (-1, least)):
        step = sign * info.step
        steps = MOST_DOLLARS // info.step if bound is None else (bound - start) // step
        # What is allowed reaches from the start, or to the bound: else nothing is on this side.
        if steps <= 0 or not (allowed(start + step) or allowed(start + steps * step)):
            continue
        if steps > 1 and never_fits(start + steps * step):
            continue  # and nothing before it does
        reached = _gallop(start, step, steps, fits)
        for number in (reached, _today(info, at.case)):
            # Where the nearest day is over, the day of the filing may do.
            if number is not None and fits(number) and allowed(number):
                found.append(number)
                break
    if not found and nonsense:
        at.effort.leave_out()
    return value_of_number(info, min(found, key=lambda number: abs(number - start))) if found else UNKNOWN


def _today(info: FactInfo, case: Case) -> int | None:
    return case.on.toordinal() if info.type == "date" and case.on is not UNKNOWN else None


def _gallop(start: int, step: int, limit: int, fits: Callable[[int], bool]) -> int | None:
    """The first multiple of ``step`` from ``start`` that fits, by doubling and then halving the stride."""
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
        return (_first_day(case.policy) if case.on is UNKNOWN else case.on).toordinal()
    return info.least or 0


def _first_day(policy: Any) -> date:
    """The first of the days that the numbers name: about then, what has no day is looked for."""
    days = [getattr(policy, name) for name, info in facts(type(policy)).items() if info.type == "date"]
    return min((day for day in days if day is not UNKNOWN), default=date(FIRST_YEAR, 12, 31))


def number_of(value: Any) -> int:
    """A value of a fact as a number: a day by its ordinal."""
    return value.toordinal() if isinstance(value, date) else value


def value_of_number(info: FactInfo, number: int) -> Any:
    """A number as a value of a fact: a day by its ordinal."""
    return date.fromordinal(number) if info.type == "date" else number
