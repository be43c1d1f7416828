"""Reading a tree against objects: truths in Kleene's logic, numbers with what is sure of them.

This is what a tree means; the compiled readings give the same answers faster. A number that is not known lies
between two, and so does what is made of it: a sum of which one part is missing already fails a cap that the
other parts exceed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple, TypeAlias

import attrs

from cloudgrant.rules.deciding import knowing
from cloudgrant.rules.records.fact_info import DerivedFact, FactInfo
from cloudgrant.rules.records.opaque_values import opaque_value
from cloudgrant.rules.writing import helpers, tree
from cloudgrant.rules.writing.days import shifted
from cloudgrant.rules.writing.derived import body_in, body_of
from cloudgrant.values.between import settled
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = [
    "MOST_KEPT",
    "ON",
    "Case",
    "beyond",
    "fact_value",
    "leaves_read",
    "may_be_of_one_list",
    "of_one_list",
    "over_share_of_one_list",
    "read",
    "value_of",
]

ON = ("@on",)
"""The path under which a case assumes another date of filing; no fact can have it."""


ReadOfItems: TypeAlias = dict[int, tuple[tree.Node, tuple[Any, ...], tuple[Any, ...]]]
"""By the identity of a node that goes through a list: the node, the items, and what each came to."""


@attrs.frozen
class Case:
    """What a tree is read against: a subject, a policy, and the date of filing.

    ``assumed`` facts take the place of the subject's own, by path: what if this one were different?
    """

    subject: Any
    policy: Any
    on: Fact[date] = UNKNOWN
    assumed: Mapping[tuple[str, ...], Any] = attrs.field(factory=dict)
    remembered: ReadOfItems | None = attrs.field(default=None, eq=False, repr=False)
    """Where a case is read many times with one item or another changed: what each item came to before."""

    def assuming(self, changes: Mapping[tuple[str, ...], Any]) -> Case:
        """The same case with other values for some facts."""
        return attrs.evolve(self, assumed={**self.assumed, **changes}) if changes else self


def fact_value(subject: Any, path: tuple[str, ...]) -> Any:
    """The value of a fact by its path of names, unknown within a record that is unknown."""
    return settled(_fact(subject, path))


def _fact(holder: Any, path: tuple[str, ...]) -> Any:
    """The same, with what is sure of a derived number that is not known."""
    for name in path[:-1]:
        holder = UNKNOWN if holder is UNKNOWN else getattr(holder, name)
    if holder is UNKNOWN or not path:
        return holder
    name = path[-1]
    if not _derived(holder, name):
        return getattr(holder, name)
    body = body_of(type(holder), name)
    return opaque_value(holder, name) if body is None else read(body, Case(holder, UNKNOWN))


def _derived(holder: Any, name: str) -> bool:
    return isinstance(getattr(type(holder), name, None), DerivedFact)


def value_of(node: tree.Node, case: Case) -> Any:
    """What a node comes to in a case; ``UNKNOWN`` as long as the facts do not settle it."""
    return settled(read(node, case))


def read(node: tree.Node, case: Case, items: tuple[Any, ...] = ()) -> Any:
    """What a node comes to in a case, numbers with what is sure of them.

    ``items`` are those of the lists that are gone through around it.
    """

    def of(inner: tree.Node) -> Any:
        return read(inner, case, items)

    match node:
        case tree.Constant(value):
            return value
        case tree.FactOf(path, info, level):
            return _stated(case, path, info, level, items)
        case tree.PolicyValue(name, info):
            return _fact(case.policy, (name,)) if info.derived else getattr(case.policy, name)
        case tree.Filing():
            return case.assumed.get(ON, case.on)
        case tree.Awaited():
            return UNKNOWN
        case tree.Arithmetic(sign, left, right) | tree.Comparison(sign, left, right):
            return knowing.OPERATORS[sign](of(left), of(right))
        case tree.And(parts):
            return knowing.all_hold(map(of, parts))
        case tree.Or(parts):
            return knowing.some_holds(map(of, parts))
        case tree.Not(part):
            return helpers.no(of(part))
        case tree.Lesser(left, right):
            return knowing.lesser(of(left), of(right))
        case tree.Pick(condition, yes, no):
            return knowing.pick(of(condition), of(yes), of(no))
        case tree.OneOf(value, options):
            return knowing.one_of(
                of(value), of(options) if isinstance(options, tree.PolicyValue) else options
            )
        case tree.AnyOf(listed, options):
            return helpers.any_of(of(listed), of(options))
        case tree.AllOf(listed, options):
            return helpers.all_of(of(listed), of(options))
        case tree.ShareLimit(order, part, whole, share):
            held = knowing.share_limit(order, of(part), of(whole), of(share))
            return held if held is not UNKNOWN else of_one_list(node, case, items)
        case tree.Same(left, right):
            return knowing.same(of(left), of(right))
        case tree.Together(parts):
            return knowing.together(map(of, parts))
        case tree.Said(value):
            return UNKNOWN if settled(of(value)) is UNKNOWN else True
        case tree.Agreed(ways):
            return knowing.agreed(map(of, ways))
        case tree.Shifted(day, months, last):
            return shifted(of(day), of(months), last)
        case tree.Entry(table, key):
            return knowing.entry(of(table), of(key))
        case tree.ShareOf(whole, share, rounding):
            return knowing.share_of(of(whole), of(share), rounding)
        case tree.Total() | tree.Distinct() | tree.Some():
            return _gone_through(node, of(node.items), case, items[: node.level - 1])


def _stated(case: Case, path: tuple[str, ...], info: FactInfo, level: int, items: tuple[Any, ...]) -> Any:
    if level == 0 and path in case.assumed:
        value = case.assumed[path]
    else:
        value = _fact(case.subject if level == 0 else items[level - 1], path)
    return knowing.bounds_of(info) if value is UNKNOWN else value


def _gone_through(
    node: tree.Total | tree.Distinct | tree.Some, listed: Any, case: Case, around: tuple[Any, ...]
) -> Any:
    def of(inner: tree.Node, item: Any) -> Any:
        return read(inner, case, (*around, item))

    if listed is UNKNOWN:
        amount = of(node.of, UNKNOWN) if isinstance(node, tree.Total) else UNKNOWN
        kind, most = type(node).__name__.lower(), tree.list_of(node).info.most_items
        return knowing.of_unknown_list(kind, of(node.where, UNKNOWN), amount, most)
    each = tuple(listed.values()) if isinstance(listed, Mapping) else listed
    found = _of_each(node, each, case, of)
    match node:
        case tree.Some():
            return knowing.some_holds(found)
        case tree.Total():
            return sum(found, start=0)
        case tree.Distinct():
            return knowing.distinct(one for one in found if one[0] is not False)


def _of_each(
    node: tree.Total | tree.Distinct | tree.Some,
    items: tuple[Any, ...],
    case: Case,
    of: Callable[[tree.Node, Any], Any],
) -> tuple[Any, ...]:
    """What each item comes to; of those that were read before, what was found then."""

    def one(item: Any) -> Any:
        holds = of(node.where, item)
        match node:
            case tree.Some():
                return holds
            case tree.Total(_, amount):
                return 0 if holds is False else knowing.pick(holds, of(amount, item), 0)
            case tree.Distinct(_, value):
                return holds, UNKNOWN if holds is False else settled(of(value, item))

    if case.remembered is None or not tree.of_its_items_alone(node):
        return tuple(map(one, items))
    before = case.remembered.get(id(node))
    if before is None or len(before[1]) != len(items):
        found = tuple(map(one, items))
    else:
        changed = [at for at, (old, new) in enumerate(zip(before[1], items, strict=True)) if old is not new]
        again = list(before[2])
        for at in changed:
            again[at] = one(items[at])
        found = tuple(again)
    case.remembered[id(node)] = node, items, found
    return found


def counted(node: tree.Total, listed: Any, case: Case, around: tuple[Any, ...]) -> Iterator[tuple[Any, Any]]:
    """Of each item, whether it counts, and with what amount."""
    for item in listed:
        yield read(node.where, case, (*around, item)), read(node.of, case, (*around, item))


def of_one_list(
    node: tree.ShareLimit,
    case: Case,
    items: tuple[Any, ...] = (),
    counting: Callable[..., Iterator[tuple[Any, Any]]] = counted,
) -> Any:
    """A share where part and whole are totals over one list: item by item, for what is open is so in both."""
    over = over_share_of_one_list(node, case, items, counting)
    return UNKNOWN if over is UNKNOWN else knowing.OPERATORS[node.order](over, 0)


def over_share_of_one_list(
    node: tree.ShareLimit,
    case: Case,
    items: tuple[Any, ...] = (),
    counting: Callable[..., Iterator[tuple[Any, Any]]] = counted,
) -> Any:
    """How far the part is over the share, times its denominator; unknown where they are not of one list."""
    share = read(node.share, case, items)
    part, whole = (_totalled(side, case, items) for side in (node.part, node.whole))
    if part is None or whole is None or share is UNKNOWN:
        return UNKNOWN
    if part.listed_at != whole.listed_at or part.listed != whole.listed or not isinstance(part.listed, tuple):
        return UNKNOWN
    alike = part.node.of == whole.node.of and part.within == whole.within
    more = beyond(part.node, whole.node) if alike else None
    each = zip(
        counting(more or part.node, part.listed, part.case, part.around),
        counting(whole.node, whole.listed, whole.case, whole.around),
        strict=True,
    )
    return knowing.over_share_of_items(each, share, alike=alike, inside=more is not None)


MOST_KEPT = 1024
"""Of how many trees at the most something is kept that was made of them: a long life sees many."""

_BEYOND: dict[tuple[int, int], tuple[tree.Total, tree.Total, tree.Total | None]] = {}


def beyond(part: tree.Total, whole: tree.Total) -> tree.Total | None:
    """The part with what it asks beyond the whole alone; nothing where it is no part of that."""
    # By their identities, for trees live long and take long to compare; they are kept, so that it stays so.
    kept = _BEYOND.get((id(part), id(whole)))
    if kept is None:
        asked, common = _conjuncts(part.where), _conjuncts(whole.where)
        others = tuple(one for one in asked if one not in common)
        rest = tree.And(others) if others else tree.Constant(True)
        found = attrs.evolve(part, where=rest) if {*common} <= {*asked} else None
        if len(_BEYOND) >= MOST_KEPT:
            _BEYOND.clear()
        kept = _BEYOND.setdefault((id(part), id(whole)), (part, whole, found))
    return kept[2]


def _conjuncts(node: tree.Node) -> tuple[tree.Node, ...]:
    return node.parts if isinstance(node, tree.And) else (node,)


def may_be_of_one_list(node: tree.ShareLimit) -> bool:
    """Whether part and whole may be totals over one list."""
    return _may_be_total(node.part) and _may_be_total(node.whole)


def _may_be_total(node: tree.Node | None) -> bool:
    match node:
        case tree.Total():
            return True
        case tree.Agreed(ways):
            return any(map(_may_be_total, ways))
        case tree.Pick(_, yes, no):
            return _may_be_total(yes) or _may_be_total(no)
        case tree.FactOf(path, info):
            return bool(path) and _may_be_total(body_in(info))
        case _:
            return False


class _Totalled(NamedTuple):
    """A total, and where it is read: the record that it is in, by its level and place, and its list."""

    node: tree.Total
    listed: Any
    case: Case
    around: tuple[Any, ...]
    within: tuple[int, tuple[str, ...]]

    @property
    def listed_at(self) -> tuple[int, tuple[str, ...]]:
        """The place of the list: two lists may hold the very same items."""
        items = tree.list_of(self.node)
        if isinstance(items, tree.PolicyValue):
            return -1, (items.name,)
        level, path = self.within
        return (items.level, items.path) if items.level else (level, (*path, *items.path))


def _totalled(
    node: tree.Node,
    case: Case,
    items: tuple[Any, ...],
    within: tuple[int, tuple[str, ...]] = (0, ()),
) -> _Totalled | None:
    """The total that a node is, is told as or is the name of, with its list, and where it is read."""
    match node:
        case tree.Total():
            return _Totalled(node, read(node.items, case, items), case, items[: node.level - 1], within)
        case tree.Agreed(ways):
            found = (_totalled(way, case, items, within) for way in ways)
            return next((one for one in found if one is not None), None)
        case tree.Pick(condition, yes, no) if (picked := read(condition, case, items)) is not UNKNOWN:
            return _totalled(yes if picked else no, case, items, within)
        case tree.FactOf(path, info, level) if info.derived and path and (level or path not in case.assumed):
            holder = _fact(items[level - 1] if level else case.subject, path[:-1])
            body = None if holder is UNKNOWN else body_of(type(holder), path[-1])
            if body is None:
                return None
            place = (level, path[:-1]) if level else (within[0], (*within[1], *path[:-1]))
            return _totalled(body, Case(holder, UNKNOWN), (), place)
        case _:
            return None


def leaves_read(node: tree.Node, case: Case) -> Iterator[tree.FactOf | tree.PolicyValue | tree.Filing]:
    """Each distinct leaf of a tree, in reading order, without those of a choice that was not taken."""
    seen: set[tree.Node] = set()
    pending = [node]
    while pending:
        current = pending.pop(0)
        if isinstance(current, tree.FactOf | tree.PolicyValue | tree.Filing):
            if current not in seen and not getattr(current, "level", 0):
                seen.add(current)
                yield current
        elif isinstance(current, tree.Total | tree.Distinct | tree.Some):
            pending[:0] = tree.leaves(current)  # of a choice about an item, each is some item's
        elif isinstance(current, tree.Pick) and (picked := value_of(current.condition, case)) is not UNKNOWN:
            pending[:0] = (current.condition, current.yes if picked else current.no)
        else:
            pending[:0] = tree.parts_of(current)
