"""What is not known and may still matter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, Literal

import attrs

from cloudgrant.rules.deciding.evaluate import Case, read
from cloudgrant.rules.records.fact_info import FILING, FactInfo, KnownBy, facts
from cloudgrant.rules.records.record import item_key
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.derived import body_in, body_of, given_facts
from cloudgrant.values.between import settled
from cloudgrant.values.paths import Item, Path
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["BECAUSE", "Because", "Gap", "gaps_of", "policy_gaps", "unknowns_in"]

Because = Literal["fact", "policy", "event", "reviewer", "text"]
"""Why something is undetermined: the applicant has not said (``fact``), it is not published
(``policy``), it is awaited (``event``), it is at a reviewer's discretion, or the text is silent."""

BECAUSE: Mapping[KnownBy, Because] = MappingProxyType(
    {
        "applicant": "fact",
        "office": "event",
        "event": "event",
        "reviewer": "reviewer",
        "text": "text",
    }
)
"""Why a fact is not known, by who knows it."""

_ASK = Text("gaps.ask", zh="請提供：{label}", en="Please give: {label}")
_SILENT = Text("gaps.silent", zh="條文未載明：{label}", en="The text does not say: {label}")
_PUBLISH = Text("gaps.publish", zh="主辦單位尚未公布：{label}", en="Not published yet: {label}")


@attrs.frozen
class Gap:
    """One thing that is not known and may still matter.

    ``path`` is the fact's place in the subject (``policy/…`` for a policy value, ``on`` for the
    date of filing), ``because`` who or what it waits for, ``rules`` the ids that wait. An answer is told at
    ``answered_at``, which is another place where a derived fact is asked for (figures, but of another year).

    >>> import cloudgrant as cg
    >>> from datetime import date
    >>> firm = cg.Manufacturer(paid_in_capital=80_000_000, factory="registered")
    >>> [gap] = cg.points.assess(firm, on=date(2022, 5, 2)).missing
    >>> gap.path.pointer, gap.because, gap.rules
    ('/points_last_used_in', 'fact', ('points.applicant.not-repeat',))
    """

    path: Path
    because: Because
    info: FactInfo = attrs.field(eq=False, repr=False)
    rules: tuple[str, ...] = ()
    anew: FactInfo | None = attrs.field(default=None, eq=False, repr=False)
    """The given fact to be told anew, where a derived one is unknown although all that it reads is known."""

    @property
    def answered_at(self) -> Path:
        """Where the answer is told: ``path`` itself, or the place of the fact that is to be told anew."""
        return self.path if self.anew is None else Path(self.path[:-1]).child(self.anew.name)

    def question(self, locale: str) -> str:
        """What to ask, in words."""
        asked = self.info.question.in_(locale)
        if asked:
            return asked
        label = self.info.label.in_(locale) or self.path.key
        said = {"policy": _PUBLISH, "text": _SILENT}.get(self.because, _ASK)
        return said.filled(locale, lambda _: label)


@attrs.frozen
class _Place:
    """Where a tree is read: the case, the place of its subject, and of the items gone through around it."""

    case: Case
    prefix: Path
    items: tuple[Any, ...] = ()
    paths: tuple[Path, ...] = ()
    waiting: bool = False
    """Within a branch that may not be taken: there nobody has to have said anything yet."""

    def value(self, node: tree.Node) -> Any:
        return settled(read(node, self.case, self.items))

    def holder(self, level: int) -> tuple[Any, Path]:
        """Whose facts are meant, and where it is."""
        return (self.items[level - 1], self.paths[level - 1]) if level else (self.case.subject, self.prefix)

    def at(self, item: Any, path: Path, level: int) -> _Place:
        """The same, at an item of the list of a level."""
        around = level - 1
        return attrs.evolve(self, items=(*self.items[:around], item), paths=(*self.paths[:around], path))


def gaps_of(node: tree.Node, case: Case, prefix: Path) -> Iterator[Gap]:
    """The unknowns on which the value of a tree may still depend; nothing once it is settled.

    Of a subject that is unknown itself, its facts are none of them: who reads this asks for it as a whole.
    """
    yield from _gaps(node, _Place(case, prefix))


def _gaps(node: tree.Node, place: _Place) -> Iterator[Gap]:
    if place.value(node) is not UNKNOWN:
        return
    case = place.case
    match node:
        case tree.FactOf(path, info, level):
            holder, prefix = place.holder(level)
            if holder is not UNKNOWN or not level:  # of an unknown item or list, that is asked for itself
                yield from _fact_gaps(holder, path, info, prefix)
        case tree.PolicyValue(name, info):
            yield from policy_gaps(case.policy, name, info)
        case tree.Filing():
            yield Gap(Path(["on"]), "fact", FILING)
        case tree.Awaited(clause, info):
            yield Gap(Path(["policy", clause]), "policy", info)
        case tree.AnyOf(items, options) | tree.AllOf(items, options):
            yield from _gaps_or_inside(options, place)
            yield from _gaps_or_inside(items, place)
        case tree.OneOf() | tree.Same():
            for part in tree.parts_of(node):
                yield from _gaps_or_inside(part, place)
        case tree.Pick(condition, yes, no) if (picked := place.value(condition)) is not UNKNOWN:
            yield from _gaps(yes if picked else no, place)
        case tree.Pick(condition, yes, no):
            yield from _gaps(condition, place)
            for branch in (yes, no):
                yield from _gaps(branch, attrs.evolve(place, waiting=True))
        case tree.Said() if place.waiting or UNKNOWN in place.items:
            return  # any value of it will do: it is asked for once it is known to be needed at all
        case tree.Total() | tree.Distinct() | tree.Some():
            yield from _gaps_of_items(node, place)
        case tree.Entry(tree.PolicyValue(name, info), key) if place.value(key) is not UNKNOWN:
            yield from policy_gaps(case.policy, name, info)
        case _:
            for part in tree.parts_of(node):
                yield from _gaps(part, place)


def _gaps_or_inside(node: tree.Node, place: _Place) -> Iterator[Gap]:
    """The unknowns of a value, also those inside it where it is known itself."""
    value = place.value(node)
    match node:
        case tree.PolicyValue(name, info) if isinstance(value, tuple) and UNKNOWN in value:
            yield from policy_gaps(place.case.policy, name, info)
        case tree.FactOf(path, info, level) if value is not UNKNOWN:
            holder, prefix = place.holder(level)
            inside = list(unknowns_in(value, info, prefix.child(*path)))
            yield from _fact_gaps(holder, path, info, prefix) if inside and info.derived else inside
        case _:
            yield from _gaps(node, place)


def _gaps_of_items(node: tree.Total | tree.Distinct | tree.Some, place: _Place) -> Iterator[Gap]:
    """What is unknown of each item that counts or may count, and of what it is held against.

    Of a list that is unknown, the list itself; any item of it may come to be held against the same.
    """
    listed = place.value(node.items)
    if listed is UNKNOWN or not isinstance(node.items, tree.FactOf | tree.PolicyValue):
        yield from _gaps(node.items, place)
        yield from _gaps_of_item(node, place.at(UNKNOWN, Path(), node.level))
        return
    info = node.items.info
    if isinstance(node.items, tree.PolicyValue):
        yield from _gaps_of_each(node, place, _placed(listed, Path(["policy", node.items.name])))
        return
    holder, prefix = place.holder(node.items.level)
    path, made = prefix.child(*node.items.path), info
    while made.derived and isinstance(other := body_in(made), tree.FactOf):  # a list by another name
        path, made = Path(path[:-1]).child(*other.path), other.info
    found = _gaps_of_each(node, place, _placed(listed, path))
    if not made.derived:
        yield from found
        return
    # An item of a list that is made stands nowhere: it is told where the list comes from.
    for gap in found:
        yield from (
            _fact_gaps(holder, node.items.path, info, prefix) if gap.path[: len(path)] == path else [gap]
        )


def _gaps_of_each(
    node: tree.Total | tree.Distinct | tree.Some, place: _Place, items: list[tuple[Path, Any]]
) -> Iterator[Gap]:
    info = tree.list_of(node).info
    for here, item in items:
        if item is UNKNOWN:
            yield Gap(here, BECAUSE[info.known_by], info)
        yield from _gaps_of_item(node, place.at(item, here, node.level))


def _placed(listed: Any, path: Path) -> list[tuple[Path, Any]]:
    """The items of a list, or the entries of a map, with their places."""
    if isinstance(listed, Mapping):
        return [(path.child(key), item) for key, item in listed.items()]
    return [(path.child(Item(index, item_key(item))), item) for index, item in enumerate(listed)]


def _gaps_of_item(node: tree.Total | tree.Distinct | tree.Some, at: _Place) -> Iterator[Gap]:
    if at.value(node.where) is False:
        return
    yield from _gaps(node.where, at)
    if not isinstance(node, tree.Some):
        yield from _gaps(node.of, at)


def policy_gaps(policy: Any, name: str, info: FactInfo) -> Iterator[Gap]:
    """What is not published; of a value that follows from others, those of them that are not."""
    known = facts(type(policy))
    read = dict.fromkeys(path[0] for path in given_facts(info)) if info.derived else ()
    unknown = [one for one in read if one in known and getattr(policy, one) is UNKNOWN]
    for one in unknown:
        yield from policy_gaps(policy, one, known[one])
    if not unknown:
        # What no text settles waits for an answer, and a ruling may give it; the rest for publication.
        yield Gap(Path(["policy", name]), "text" if info.known_by == "text" else "policy", info)


def _fact_gaps(subject: Any, path: tuple[str, ...], info: FactInfo, prefix: Path) -> Iterator[Gap]:
    if subject is UNKNOWN:
        return
    place = prefix.child(*path)
    if not info.derived:
        holder, within = _known_holder(subject, path[:-1], prefix)
        yield from within if holder is UNKNOWN else [Gap(place, BECAUSE[info.known_by], info)]
        return
    holder, within = _known_holder(subject, path[:-1], prefix)
    if holder is UNKNOWN:
        yield from within
        return
    inside = prefix.child(*path[:-1])
    body = body_of(type(holder), path[-1])
    if body is not None:
        found = list(_gaps_or_inside(body, _Place(Case(holder, UNKNOWN), inside)))
    else:
        found = [gap for name in info.reads for gap in _unknown_at(holder, name, inside)]
    # A derived fact can be unknown although each fact it reads is known: then it is asked for itself.
    anew = facts(type(holder))[info.answered_by] if info.answered_by else None
    if anew is not None and not found and getattr(holder, anew.name) is UNKNOWN:
        found = list(_fact_gaps(holder, (anew.name,), anew, inside))  # it is first to be told at all
    asked = None if anew is None else attrs.evolve(anew, question=info.question)
    yield from found or [Gap(place, BECAUSE[info.known_by], info, anew=asked)]


def _known_holder(subject: Any, path: tuple[str, ...], prefix: Path) -> tuple[Any, list[Gap]]:
    """The record at a path; of one that is unknown, that it is asked for itself."""
    for depth, name in enumerate(path):
        info = facts(type(subject))[name]
        subject = getattr(subject, name)
        if subject is UNKNOWN:
            return UNKNOWN, [Gap(prefix.child(*path[: depth + 1]), BECAUSE[info.known_by], info)]
    return subject, []


def _unknown_at(holder: Any, name: str, prefix: Path) -> Iterator[Gap]:
    """What is unknown in a fact, or in one fact of what it holds (``rows.amount``)."""
    name, _, inner = name.partition(".")
    info = facts(type(holder))[name]
    value = getattr(holder, name)
    if value is UNKNOWN:
        yield from _fact_gaps(holder, (name,), info, prefix)
    elif not inner:
        yield from unknowns_in(value, info, prefix.child(name))
    elif not isinstance(value, tuple | Mapping):
        yield from _unknown_at(value, inner, prefix.child(name))
    else:
        for place, item in _placed(value, prefix.child(name)):
            if item is UNKNOWN:
                yield Gap(place, BECAUSE[info.known_by], info)
            else:
                yield from _unknown_at(item, inner, place)


def unknowns_in(value: Any, info: FactInfo, place: Path) -> Iterator[Gap]:
    """Every unknown inside a known value: a list's items, a record's facts."""
    if value is UNKNOWN:
        yield Gap(place, BECAUSE[info.known_by], info)
    elif isinstance(value, tuple | Mapping) and info.item is not None:
        for here, item in _placed(value, place):
            yield from unknowns_in(item, info.item, here)
    elif info.type == "record":
        for name, inner in facts(type(value)).items():
            if not inner.derived:
                yield from _unknown_at(value, name, place)
