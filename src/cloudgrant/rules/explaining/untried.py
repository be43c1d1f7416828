"""What a search does not try, although the firm could change it: the search is then not complete."""

from __future__ import annotations

from typing import Any

from cloudgrant.rules.explaining.nearest import May, anything
from cloudgrant.rules.explaining.supposing import Supposed
from cloudgrant.rules.records.fact_info import FactInfo, facts
from cloudgrant.rules.writing import tree
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["note_lists", "note_numbers", "note_values"]

_NUMBERS = ("int", "date")


def note_lists(node: tree.Some, wanted: bool, at: Supposed, may: May) -> None:
    """Of the list that is gone through: no record is added to it, and nothing is taken from it."""
    info = tree.list_of(node).info
    ways = ("to_more", "both_ways") if wanted else ("to_less", "both_ways")
    added = wanted and info.item is not None and bool(info.item.options)
    if may is not anything and info.change in ways and not added and at.value(node.items) is not UNKNOWN:
        at.effort.leave_out()


def note_values(node: tree.Node, wanted: bool, at: Supposed, may: May) -> None:
    """Of what is compared as a value: nothing that it is worked out from is changed, and no free text."""
    if may is anything:
        return
    match node:
        case tree.OneOf(value):
            sides: tuple[tree.Node, ...] = (value,)
        case tree.Same(left, right):
            sides = (left, right)
        case _:
            sides = tree.parts_of(node) or (node,)
    for side in sides:
        if isinstance(side, tree.FactOf):
            tried = wanted or bool(side.info.options) or side.info.type in ("bool", "list", *_NUMBERS)
            left_out = _from_changeable(side.info) if side.info.derived else not tried and _read_in(side, at)
        else:
            left_out = _read_in(side, at)
        if left_out:
            at.effort.leave_out()


def note_numbers(node: tree.Node, at: Supposed, may: May) -> None:
    """Of a comparison: only numbers and days are changed in it, and which items count."""
    if may is not anything and _read_in(node, at, but=_NUMBERS):
        at.effort.leave_out()


def _read_in(node: tree.Node, at: Supposed, but: tuple[str, ...] = ()) -> bool:
    """Whether a fact is read that the firm could change, but for those of some types."""
    match node:
        case tree.FactOf(_, info):
            if info.derived:
                return _from_changeable(info)
            return info.change != "never" and info.type not in but and at.value(node) is not UNKNOWN
        case tree.Total(items, of) | tree.Distinct(items, of):
            return _read_in(items, at) or any(_read_in(of, item, but) for item in at.each(node))
        case tree.Some(items, where):
            return _read_in(items, at) or any(_read_in(where, item) for item in at.each(node))
        case _:
            return any(_read_in(part, at, but) for part in tree.parts_of(node))


def _from_changeable(info: FactInfo) -> bool:
    """Whether a derived fact that is not changed as a whole follows from what the firm could change."""
    if info.change != "never" or info.owner is None:
        return False
    return any(_named_is_changeable(info.owner, tuple(name.split("."))) for name in info.reads)


def _named_is_changeable(cls: type[Any], path: tuple[str, ...]) -> bool:
    name, *rest = path
    info = facts(cls)[name]
    if rest and info.inner_record is not None:
        return _named_is_changeable(info.inner_record, tuple(rest))
    return info.change != "never" or (info.derived and _from_changeable(info))
