"""Which items of a list a finding turns on: each of those that fail, that are open, or that make it hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import attrs

from cloudgrant.rules.deciding.evaluate import Case
from cloudgrant.rules.deciding.results import Result
from cloudgrant.rules.explaining.evidence import facts_within
from cloudgrant.rules.explaining.read import Read, one_line
from cloudgrant.rules.explaining.read_at import GoneThrough, ReadAt, branches, list_info
from cloudgrant.rules.records.fact_info import FactInfo
from cloudgrant.rules.records.record import Record
from cloudgrant.rules.records.saying import said, shown
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.helpers import no
from cloudgrant.values.paths import Path
from cloudgrant.values.separators import AND, COLON
from cloudgrant.values.text import Text, composed
from cloudgrant.values.unknown import UNKNOWN, Truth

__all__ = ["JudgedItem", "items_of", "labelled", "name_of", "named", "not_yet_said"]

_NUMBERED = Text("items.numbered", zh="{list}第 {number} 項", en="{list} {number}")
_MOST_NAMED = 10
_AND_MORE = Text("items.and_more", zh="{names}等{count}項", en="{names} and {more} more")
_RESULTS = {True: Result.MET, False: Result.NOT_MET, UNKNOWN: Result.UNDETERMINED}


@attrs.frozen(kw_only=True)
class JudgedItem:
    """One item of a list that a rule goes through, and what the rule says of it.

    ``path`` is its place (``members[ubn=12345675]``, ``policy.security_items[id=data.backup]``), ``result``
    whether it is as the rule asks, ``name`` what people call it.
    """

    path: Path
    result: Result
    name: Text
    reads: tuple[Path, ...] = attrs.field(default=(), eq=False, repr=False)
    """The facts that the result comes from, by places in which inner lists have no numbers."""
    short: bool = attrs.field(default=False, eq=False, repr=False)
    """Whether it is told because too few count: any other might have counted in its stead."""

    def called(self, locale: str = "en") -> str:
        """The item by the name that people have for it; by its number in the list, where it has none."""
        return self.name.in_(locale)

    def message(self, locale: str = "en") -> str:
        """The answer and the item, in words."""
        return f"{self.result.label(locale)}{COLON.in_(locale)}{self.called(locale)}"


def named(items: Iterable[JudgedItem], locale: str) -> str:
    """The items by their names; of very many the first, and how many there are.

    >>> many = [JudgedItem(path=Path(), result=Result.MET, name=Text(en=str(n))) for n in range(13)]
    >>> named(many[:2], "en"), named(many, "en")
    ('0, 1', '0, 1, 2, 3, 4, 5, 6, 7, 8, 9 and 3 more')
    """
    names = list(dict.fromkeys(item.called(locale) for item in items))
    said = AND.in_(locale).join(names[:_MOST_NAMED])
    if len(names) <= _MOST_NAMED:
        return said
    words = {"names": said, "count": str(len(names)), "more": str(len(names) - _MOST_NAMED)}
    return _AND_MORE.filled(locale, words.__getitem__)


def not_yet_said(items: Iterable[JudgedItem], pieces: Iterable[Read], locale: str) -> tuple[JudgedItem, ...]:
    """The items without those that a list of texts in the evidence names, and no others."""
    found = tuple(items)
    names = {item.called(locale) for item in found}
    said: set[str] = set()
    for piece in pieces:
        if piece.info.item is not None and piece.info.item.type == "text" and piece.value is not UNKNOWN:
            listed = {shown(piece.info.item, one, locale) for one in piece.value}
            said |= listed if listed <= names else set()
    return tuple(item for item in found if item.called(locale) not in said)


def name_of(item: Any, index: int, info: FactInfo) -> Text:
    """What an item of a list is called: by itself, by its option's label, or by its number in the list."""
    locales = tuple(dict.fromkeys(("zh", "en", *info.label)))
    called: Any = item
    if not isinstance(item, Record):
        called = Text() if item is UNKNOWN else said(info.item or info, item)
    return composed(_name, called, index + 1, info.label or info.name, languages=locales)


def _name(locale: str, item: Record | Text, number: int, label: Text | str) -> str:
    called = item.in_(locale) if isinstance(item, Text) else one_line(item.called(locale))
    words = {"list": label if isinstance(label, str) else label.in_(locale), "number": str(number)}
    if called.isdigit():  # a number says nothing without what it numbers
        return f"{words['list']} {called}"
    return called or _NUMBERED.filled(locale, words.__getitem__)


def items_of(node: tree.Node, case: Case, prefix: Path, answer: Truth) -> tuple[JudgedItem, ...]:
    """The items on which it turns that a rule's tree comes to this answer, each once, in reading order."""
    found = _turning(node, True, ReadAt(case, prefix), answer)
    return tuple({item.path: item for item in _answering(found, answer)}.values())


def _answering(found: Iterable[JudgedItem], answer: Truth) -> Iterator[JudgedItem]:
    """Those of which the answer is this one: not those that are said to count where there are too few."""
    return (item for item in found if item.result is _RESULTS[answer])


def _of_any(found: Iterable[JudgedItem]) -> Iterator[JudgedItem]:
    """Of amounts that add up, or truths of which one would do: what counts in one is at fault of none."""
    items = tuple(found)
    counting = {item.path for item in items if item.result is Result.MET}
    for item in items:
        around = (Path(item.path[:steps]) for steps in range(1, len(item.path) + 1))
        if not item.short or counting.isdisjoint(around):
            yield item


def _turning(node: tree.Node, wanted: bool, place: ReadAt, answer: Truth) -> Iterator[JudgedItem]:
    """The items of a truth; ``wanted`` is whether the rule asks that it holds, or that it fails."""
    if _as_asked(place.value(node), wanted) is not answer:
        return
    match node:
        case tree.Not(part):
            yield from _turning(part, not wanted, place, answer)
        case tree.Pick(condition, tree.Constant(bool() as yes), tree.Constant(bool() as other)):
            if yes is not other:
                yield from _turning(condition, wanted is yes, place, answer)
        case tree.Pick():
            if place.value(node.condition) is UNKNOWN:
                yield from _turning(node.condition, True, place, answer)
            found = [item for one in branches(node, place) for item in _turning(one, wanted, place, answer)]
            if wanted and node.yes == tree.Constant(True):  # the condition alone would do
                instead = _turning(node.condition, True, place, False)
                found += (item for item in instead if item.result is Result.MET)
            yield from _of_any(found)
        case tree.Comparison(order, left, right) | tree.ShareLimit(order, left, right):
            more = (order in (">=", ">")) is wanted
            yield from _weighing(left, more, place, answer)
            yield from _weighing(right, not more, place, answer)
        case tree.OneOf(value, (bool() as truth,)):
            yield from _turning(value, wanted is truth, place, answer)
        case tree.OneOf(value, options):
            yield from _weighing(value, not wanted if options == (0,) else None, place, answer)
        case tree.Same(left, right):
            yield from _weighing(left, None, place, answer)
            yield from _weighing(right, None, place, answer)
        case tree.AllOf() | tree.AnyOf():
            yield from _listed(node, wanted, place, answer)
        case tree.Some(_, where):
            for index, here in enumerate(place.at_items(node) or ()):
                if _as_asked(here.value(where), wanted) is answer:
                    yield from _inner_or_itself(node, index, here, answer, where, wanted)
        case tree.FactOf() | tree.PolicyValue():
            inside = place.body(node)
            if inside is not None:
                yield from _turning(inside[0], wanted, inside[1], answer)
        case tree.And(parts) | tree.Or(parts) | tree.Agreed(parts):
            found = [item for part in parts for item in _turning(part, wanted, place, answer)]
            one_would_do = isinstance(node, tree.Or if wanted else tree.And)
            yield from _of_any(found) if one_would_do else _answering(found, answer)
        case _:
            return


def _weighing(node: tree.Node, more: bool | None, place: ReadAt, answer: Truth) -> Iterator[JudgedItem]:
    """The items of an amount; ``more`` is whether the rule is the sooner met, the more it is."""
    match node:
        case tree.Total() | tree.Distinct():
            yield from _counted(node, more, place, answer)
        case tree.Arithmetic("+", left, right):
            yield from _of_any(
                item for part in (left, right) for item in _weighing(part, more, place, answer)
            )
        case tree.Arithmetic("-", left, right):
            yield from _weighing(left, more, place, answer)
            yield from _weighing(right, None if more is None else not more, place, answer)
        case tree.Pick(condition, tree.Constant(yes), tree.Constant(no_)):  # how at_least() counts truths
            if more is not None and yes != no_:
                yield from _turning(condition, more is (yes > no_), place, answer)
        case tree.Pick():
            if place.value(node.condition) is UNKNOWN and answer is UNKNOWN:
                yield from _turning(node.condition, True, place, answer)
            for branch in branches(node, place):
                yield from _weighing(branch, more, place, answer)
        case tree.FactOf() | tree.PolicyValue():
            inside = place.body(node)
            if inside is not None:
                yield from _weighing(inside[0], more, inside[1], answer)
        case tree.Arithmetic() | tree.Lesser() | tree.Agreed() | tree.ShareOf():
            for part in tree.parts_of(node):
                yield from _weighing(part, more, place, answer)
        case _:
            return


def _counted(
    node: tree.Total | tree.Distinct, more: bool | None, place: ReadAt, answer: Truth
) -> Iterator[JudgedItem]:
    """The items that do not count where they should (or do where they should not), or that are open.

    Where too few count, those that do are told too, as met: they are not at fault of that.

    That an amount is too large or too small is the fault of no item: of those only what is open is told.
    """
    counting = isinstance(node, tree.Distinct) or isinstance(node.of, tree.Constant)
    naming = counting and node.where != tree.Constant(True)
    for index, here in enumerate(place.at_items(node) or ()):
        holds = here.value(node.where)
        if answer is UNKNOWN:
            if holds is UNKNOWN or (holds is True and here.value(node.of) is UNKNOWN):
                yield from _inner_or_itself(node, index, here, UNKNOWN, node.where, True)
        elif more is not None and naming and _as_asked(holds, more) is answer:
            for one in _inner_or_itself(node, index, here, answer, node.where, more):
                yield attrs.evolve(one, short=answer is False and more)
        elif more is True and naming and holds is True:
            yield JudgedItem(path=here.paths[-1], result=Result.MET, name=Text())


def _inner_or_itself(
    node: GoneThrough, index: int, here: ReadAt, answer: Truth, where: tree.Node, wanted: bool
) -> Iterator[JudgedItem]:
    """What is at fault inside an item, where that is a list of its own; else the item."""
    path = here.paths[-1]
    turning = _answering(_turning(where, wanted, here, answer), answer)
    inner = [one for one in turning if one.path[: len(path)] == path]
    if inner:
        yield from inner
    else:
        info = list_info(node)
        name = name_of(here.items[-1], index, labelled(info, where, node.level))
        read = (where,) if isinstance(node, tree.Some) else (where, node.of)
        reads = tuple(place for one in read for place, _ in facts_within(one, here.prefix, here.paths))
        yield JudgedItem(path=path, result=_RESULTS[answer], name=name, reads=reads)


def labelled(info: FactInfo, where: tree.Node, level: int) -> FactInfo:
    """What is known of a list; texts without labels by those of the fact that they are held against."""
    if info.item is None or info.item.type != "text" or info.item.options:
        return info
    for one in _within(where):
        if isinstance(one, tree.Same):
            sides = [side for side in (one.left, one.right) if isinstance(side, tree.FactOf)]
            if any(not side.path and side.level == level for side in sides):
                options = next((side.info.options for side in sides if side.info.options), ())
                return attrs.evolve(info, item=attrs.evolve(info.item, options=options))
    return info


def _within(node: tree.Node) -> Iterator[tree.Node]:
    yield node
    for part in tree.parts_of(node):
        yield from _within(part)


def _listed(
    node: tree.AllOf | tree.AnyOf, wanted: bool, place: ReadAt, answer: Truth
) -> Iterator[JudgedItem]:
    """The entries that are there, or lacking: of all, those of the policy; of any, those of the subject."""
    listed, options = place.value(node.items), place.value(node.options)
    if listed is UNKNOWN or options is UNKNOWN:
        return
    info = node.items.info
    if isinstance(node, tree.AllOf):
        info = attrs.evolve(node.options.info, item=info.item or node.options.info.item)
        entries, among, path = options, listed, place.path_of(node.options)
    elif wanted and answer is not True:
        return  # none of the list is: the evidence shows the list
    else:
        entries, among, path = listed, options, place.path_of(node.items)
    reads = (place.path_of(node.items),)
    for index, entry in enumerate(entries):
        there: Truth = True if entry in among and entry is not UNKNOWN else UNKNOWN
        if there is UNKNOWN and entry is not UNKNOWN and UNKNOWN not in among:
            there = False
        if _as_asked(there, wanted) is answer:
            name = name_of(entry, index, info)
            yield JudgedItem(path=path.child(index), result=_RESULTS[answer], name=name, reads=reads)


def _as_asked(truth: Any, wanted: bool) -> Any:
    return truth if wanted else no(truth)
