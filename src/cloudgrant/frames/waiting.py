"""What an undetermined rule waits for in every row.

As :func:`cloudgrant.rules.deciding.gaps.gaps_of` has it, with a list told as one: which of its items, no
cell says.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import narwhals as nw

from cloudgrant.frames import numbers
from cloudgrant.frames.columns import class_of, passing
from cloudgrant.frames.days import Day
from cloudgrant.frames.reading import TreeReader
from cloudgrant.frames.rows import Rows
from cloudgrant.frames.truths import OfRows, all_hold, no, some_holds
from cloudgrant.frames.words import SharesByRow
from cloudgrant.rules.deciding.gaps import BECAUSE, Because, policy_gaps
from cloudgrant.rules.records.compiled_coherence import coherence_of
from cloudgrant.rules.records.fact_info import FactInfo, facts
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.declaration import TracedRule
from cloudgrant.rules.writing.derived import body_in
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["waiting"]

Waits = Iterator[tuple[str, Because, OfRows]]
"""A fact, by whom it is known, and in which rows it is waited for."""


def waiting(traced: TracedRule, rows: Rows, policy: Any) -> Waits:
    """Each fact that a rule may wait for, with where it does, in the order in which it is read."""
    subject = rows.table.record
    if traced.over:
        info = facts(subject)[traced.over]
        yield traced.over, BECAUSE[info.known_by], True
        return
    reader = TreeReader(rows, policy)
    for node in (traced.applies, traced.holds):
        if node is not None:
            found = list(_Gaps(rows, policy).of(node, reader, True))
            yield from found
            for name, _, where in found:
                yield from _further(rows, name, where)


class _Gaps:
    """The unknowns on which the value of a tree may still depend, in every row."""

    def __init__(self, rows: Rows, policy: Any) -> None:
        self.rows, self.policy = rows, policy

    def of(self, node: tree.Node, reader: TreeReader, where: OfRows, waiting: bool = False) -> Waits:
        if isinstance(node, tree.FactOf) and node.info.type in ("list", "map"):
            if node.level == 0:
                yield from self._fact(node.path, node.info, reader.prefix, where)
            return
        where = all_hold((where, _unknown(reader.read(node))))
        if where is False:
            return
        match node:
            case tree.FactOf(path, info, level):
                if level == 0:
                    yield from self._fact(path, info, reader.prefix, where)
            case tree.PolicyValue(name, info):
                yield from self._policy(name, info, where)
            case tree.Filing():
                yield "on", "fact", where
            case tree.Awaited(clause, _):
                yield f"policy.{clause}", "policy", where
            case tree.AnyOf(items, options) | tree.AllOf(items, options):
                yield from self._options(options, where)
                yield from self.of(items, reader, where, waiting)
            case tree.OneOf(value, options):
                yield from self.of(value, reader, where, waiting)
                yield from self._options(options, where)
            case tree.Pick(condition, yes, other):
                picked = reader.read(condition)
                open_ = _unknown(picked)
                yield from self.of(condition, reader, all_hold((where, open_)))
                for branch, taken in ((yes, picked), (other, no(picked))):
                    sure = taken.fill_null(False) if isinstance(taken, nw.Expr) else taken is True
                    yield from self.of(branch, reader, all_hold((where, sure)), waiting)
                    yield from self.of(branch, reader, all_hold((where, open_)), True)
            case tree.Said() if waiting:
                return
            case tree.Total(items) | tree.Distinct(items) | tree.Some(items):
                yield from self._items(node, items, reader, where, waiting)
            case tree.Entry(tree.PolicyValue(name, info), key):
                known = no(_unknown(reader.read(key)))
                yield from self._policy(name, info, all_hold((where, known)))
                yield from self.of(key, reader, where, waiting)
            case _:
                for part in tree.parts_of(node):
                    yield from self.of(part, reader, where, waiting)

    def _policy(self, name: str, info: FactInfo, where: OfRows) -> Waits:
        for gap in policy_gaps(self.policy, name, info):
            yield gap.path.key, gap.because, where

    def _options(self, options: Any, where: OfRows) -> Waits:
        if isinstance(options, tree.PolicyValue):
            value = getattr(self.policy, options.name)
            if value is UNKNOWN or UNKNOWN in value:
                yield from self._policy(options.name, options.info, where)

    def _items(self, node: Any, items: tree.Node, reader: TreeReader, where: OfRows, waiting: bool) -> Waits:
        if isinstance(items, tree.PolicyValue):
            listed = reader.read(items)
            if listed is UNKNOWN:
                yield from self._policy(items.name, items.info, where)
                return
            for item in listed:
                among = reader.among(item, node.level)
                counts = no(among.read(node.where))
                possible = no(counts.fill_null(False)) if isinstance(counts, nw.Expr) else counts is not True
                for part in tree.parts_of(node)[1:]:
                    yield from self.of(part, among, all_hold((where, possible)), waiting)
            return
        yield from self.of(items, reader, where, waiting)
        for part in tree.parts_of(node)[1:]:
            for leaf in tree.leaves(part):
                if isinstance(leaf, tree.FactOf) and leaf.level == 0:
                    yield from self.of(leaf, reader, where, waiting)

    def _fact(self, path: tuple[str, ...], info: FactInfo, prefix: tuple[str, ...], where: OfRows) -> Waits:
        place = (*prefix, *path)
        for depth in range(1, len(place)):  # of a record that is not known, that it is asked for itself
            before = place[:depth]
            holder = facts(class_of(self.rows.table.record, before[:-1]))[before[-1]]
            if holder.type == "record" and holder.may_be_unknown:
                unknown = _unknown(self.rows.fact(before, holder))
                yield ".".join(before), BECAUSE[holder.known_by], all_hold((where, unknown))
                where = all_hold((where, no(unknown)))
        if not info.derived:
            yield ".".join(place), BECAUSE[info.known_by], where
            return
        inside, body = TreeReader(self.rows, UNKNOWN, place[:-1]), body_in(info)
        if body is not None:
            found = list(self.of(body, inside, where))
        else:
            known = facts(class_of(self.rows.table.record, place[:-1]))
            found = [
                wait
                for read in dict.fromkeys(one.partition(".")[0] for one in info.reads)
                for wait in self._unless_known((read,), known[read], place[:-1], where)
            ]
        yield from found
        rest = all_hold((where, no(some_holds([False, *(one for _, _, one in found)]))))
        if rest is False:
            return
        if info.answered_by:
            known = facts(class_of(self.rows.table.record, place[:-1]))
            anew = known[info.answered_by]
            asked = (*place[:-1], anew.name)
            unknown = _unknown(self.rows.fact(asked, anew)) if anew.type not in ("list", "map") else True
            yield from self._fact((anew.name,), anew, place[:-1], all_hold((rest, unknown)))
            rest = all_hold((rest, no(unknown)))
        if rest is not False:
            yield ".".join(place), BECAUSE[info.known_by], rest

    def _unless_known(
        self, path: tuple[str, ...], info: FactInfo, prefix: tuple[str, ...], where: OfRows
    ) -> Waits:
        if info.type not in ("list", "map"):
            where = all_hold((where, _unknown(self.rows.fact((*prefix, *path), info))))
        if where is not False:
            yield from self._fact(path, info, prefix, where)


def _further(rows: Rows, name: str, where: OfRows) -> Waits:
    """What else is not known and matters, because a fact that is missing may yet follow from it."""
    *before, last = name.split(".")
    holder: Any = class_of(rows.table.record, before)
    if holder is None or last not in facts(holder):
        return
    known = facts(holder)
    pending = [(last, where)]
    seen = {last}
    while pending:
        wanted, asked = pending.pop()
        for one in coherence_of(holder).conclusions:
            if one.name != wanted:
                continue
            values = [(fact, rows.fact((*before, fact), known[fact]), test) for fact, test in one.premises]
            can = all_hold(
                [asked, *(some_holds((_unknown(value), passing(value, test))) for _, value, test in values)]
            )
            for fact, value, _ in values:
                open_ = all_hold((can, _unknown(value)))
                if open_ is not False and fact not in seen:
                    seen.add(fact)
                    pending.append((fact, open_))
                    yield ".".join((*before, fact)), BECAUSE[known[fact].known_by], open_


def _unknown(value: OfRows) -> OfRows:
    """In which rows a value is not known."""
    if numbers.is_number(value):
        value = numbers.exact(value)
    if isinstance(value, Day):
        value = value.number
    if isinstance(value, SharesByRow):
        return no(some_holds([False, *(_sure(where) for where, _ in value.cases)]))
    return value.is_null() if isinstance(value, nw.Expr) else value is UNKNOWN


def _sure(where: OfRows) -> OfRows:
    return where.fill_null(False) if isinstance(where, nw.Expr) else where is True
