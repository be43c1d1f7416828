"""How far the facts of every row are from the thresholds of a rule.

As :func:`cloudgrant.rules.explaining.margins.margins_of` has it, a comparison at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import narwhals as nw

from cloudgrant.frames import numbers, words
from cloudgrant.frames.cells import literal
from cloudgrant.frames.days import Day, parted
from cloudgrant.frames.reading import TreeReader
from cloudgrant.frames.rows import Rows
from cloudgrant.frames.truths import OfRows, all_hold, choose, no
from cloudgrant.rules.explaining.margins import is_of_subject, not_in_law, spoken
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.declaration import TracedRule
from cloudgrant.values.problems import InvalidInput
from cloudgrant.values.unknown import UNKNOWN
from cloudgrant.values.years import NEVER

__all__ = ["margins"]


def margins(traced: TracedRule, rows: Rows, policy: Any) -> Iterator[tuple[str, nw.Expr]]:
    """The distance from each threshold of a rule, with the end of its column's name; a null if none."""
    found = [] if traced.over else list(_margins(traced.holds, TreeReader(rows, policy), True, False))
    if len(found) < 2:
        yield "", found[0][1] if found else literal(UNKNOWN, "int")
        return
    seen: dict[str, int] = {}
    for name, distance in found:
        seen[name] = seen.get(name, 0) + 1
        yield f".{name}" if seen[name] == 1 else f".{name}.{seen[name]}", distance


def _margins(
    node: tree.Node, reader: TreeReader, where: OfRows, negated: bool
) -> Iterator[tuple[str, nw.Expr]]:
    match node:
        case tree.Comparison(order, left, right):
            if not_in_law(left) or not_in_law(right):
                return
            if not is_of_subject(left):
                if not is_of_subject(right):
                    return
                order, left, right = tree.MIRRORED[order], right, left
            order = tree.OPPOSITE[order] if negated else order
            info = spoken(left)
            value = reader.read(left)
            if info is not None and info.unit == "year" and info.type != "date":
                where = all_hold((where, _is_another(value, NEVER)))
            yield _name(left), _within(where, _distance(order, value, reader.read(right)))
        case tree.ShareLimit(order, part, whole, share):
            if spoken(part) is None and spoken(whole) is None:
                return
            order = tree.OPPOSITE[order] if negated else order
            down = "down" if order in ("<=", ">") else "up"
            limit = words.share_of(reader.read(whole), reader.read(share), down)
            yield _name(part, whole), _within(where, _distance(order, reader.read(part), limit))
        case tree.Total() | tree.Distinct() | tree.Some():
            return
        case tree.Not(inner):
            yield from _margins(inner, reader, where, not negated)
        case tree.Pick(condition, yes, other):
            picked = reader.read(condition)
            if isinstance(picked, nw.Expr):
                unknown: OfRows = picked.is_null()
                not_yes, not_other = ~picked.fill_null(True), picked.fill_null(False)
                branches = ((yes, no(not_yes)), (other, no(not_other)))
            else:
                unknown = picked is UNKNOWN
                branches = ((yes, picked is not False), (other, picked is not True))
            for part, taken in ((condition, unknown), *branches):
                if taken is not False:
                    yield from _margins(part, reader, all_hold((where, taken)), negated)
        case _:
            for inner in tree.parts_of(node):
                yield from _margins(inner, reader, where, negated)


def _within(where: OfRows, distance: nw.Expr) -> nw.Expr:
    return distance if where is True else choose((where, distance), otherwise=literal(UNKNOWN, "int"))


def _is_another(value: OfRows, never: int) -> OfRows:
    exact = numbers.exact(value) if numbers.is_number(value) else value
    if isinstance(exact, nw.Expr):
        return (exact != literal(never)).fill_null(True)
    return exact != never


def _name(*sides: tree.Node) -> str:
    """The fact that a margin is named after: the first that is read."""
    for side in sides:
        for leaf in tree.leaves(side):
            if isinstance(leaf, tree.FactOf):
                return ".".join(leaf.path)
            if isinstance(leaf, tree.Filing):
                return "on"
    raise AssertionError("a comparison without a fact has no margin")


def _distance(order: tree.Sign, value: OfRows, threshold: OfRows) -> nw.Expr:
    """The room to spare; null where either is not known, or where 64 bits cannot hold it."""
    nothing = literal(UNKNOWN, "int")
    if value is UNKNOWN or threshold is UNKNOWN:
        return nothing
    if not (numbers.is_number(value) or numbers.is_number(threshold)):
        value, threshold = _day(value), _day(threshold)
        between: OfRows = threshold - value
    else:
        try:
            between = numbers.exact(numbers.arithmetic("-", threshold, value))
        except InvalidInput:
            return nothing
        if between is UNKNOWN:
            return nothing
    return literal(between) if order in ("<=", "<") else literal(0) - literal(between)


def _day(day: OfRows) -> nw.Expr:
    """The number of a day, counted without a gap."""
    if not isinstance(day, nw.Expr | Day):
        return literal(day.toordinal())
    known = parted(day)
    # As if the year began in March: then the day that some years have comes last.
    months = known.month - literal(2)
    year, month = months // literal(12), months % literal(12)
    before = year * literal(365) + year // literal(4) - year // literal(100) + year // literal(400)
    return before + (month * literal(153) + literal(2)) // literal(5) + known.day - literal(306)
