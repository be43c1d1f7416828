"""How far each fact is from its threshold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

import attrs

from cloudgrant.rules.deciding import knowing
from cloudgrant.rules.deciding.evaluate import MOST_KEPT, Case, over_share_of_one_list, read, value_of
from cloudgrant.rules.explaining.evidence import facts_within
from cloudgrant.rules.explaining.partly import bounds_in, bounds_said, mean_of
from cloudgrant.rules.explaining.read_at import ReadAt, list_info
from cloudgrant.rules.records.fact_info import FILING, FactInfo
from cloudgrant.rules.writing import tree
from cloudgrant.values.between import Between, both, settled
from cloudgrant.values.formatting import formatted
from cloudgrant.values.paths import Path
from cloudgrant.values.text import Text, sentences
from cloudgrant.values.unknown import UNKNOWN, Fact, Truth
from cloudgrant.values.years import NEVER

__all__ = ["Margin", "is_of_subject", "margins_of", "not_in_law", "spoken"]


@attrs.frozen(kw_only=True)
class Margin:
    """One comparison of a rule: ``value order threshold``, and the room to spare.

    ``distance`` is positive where there is room to spare, negative where the value is past the
    threshold, in ``unit`` (``days`` for dates, ``years`` for calendar years), and unknown while either
    side is. At a distance of zero the comparison holds where ``inclusive``. ``path`` names the fact (the
    first of several, all in ``paths``); ``on`` stands for the date of filing.
    """

    path: Path
    paths: tuple[Path, ...]
    order: tree.Sign
    value: Any
    threshold: Any
    distance: Fact[int]
    unit: str
    info: FactInfo = attrs.field(eq=False, repr=False)
    surely: Fact[int] = UNKNOWN
    """The least that ``distance`` comes to on its side, where it is not known but its side is."""
    bounds: tuple[Between | None, Between | None] = attrs.field(default=(None, None), repr=False)
    """Between what value and threshold lie, each where it is not known and something is sure of it."""
    reads: tuple[Path, ...] = attrs.field(default=(), eq=False, repr=False)
    """All facts that either side comes from, by places in which lists have no numbers."""
    terms: int = attrs.field(default=1, eq=False, repr=False)
    """Of how many facts a mean is held against the limit; ``value`` and ``threshold`` are the totals."""

    @property
    def inclusive(self) -> bool:
        """Whether the threshold itself is within."""
        return self.order in ("<=", ">=")

    @property
    def holds(self) -> Truth:
        """Whether the value is within the threshold, as far as is known."""
        distance = self.surely if self.distance is UNKNOWN else self.distance
        if distance is UNKNOWN:
            return UNKNOWN
        return distance > 0 or (distance == 0 and self.inclusive)

    def message(self, locale: str) -> str:
        """The comparison in words, as a line of a report has it; a sum against n times a limit as a mean."""
        unit, fact = self.info.unit, self.info.label.in_(locale) or self.path.key
        value, threshold = self.value, self.threshold
        if self.terms > 1:
            fact = _MEAN.filled(locale, lambda _: fact)
            value = _mean(value, threshold, self.terms)
            threshold = threshold if threshold is UNKNOWN else threshold // self.terms
        said = [
            formatted(one, unit, locale)
            if sure is None or one is not UNKNOWN
            else bounds_said(sure if self.terms == 1 else mean_of(sure, self.terms), unit, locale)
            for one, sure in zip((value, threshold), self.bounds, strict=True)
        ]
        words = {"fact": fact, "value": said[0], "threshold": said[1], "sign": _SIGNS[self.order]}
        return self._line().filled(locale, words.__getitem__) + self._room(locale)

    @property
    def _at_edge(self) -> bool:
        """Whether it fails because the threshold itself is not within."""
        return not self.inclusive and 0 in (self.distance, self.surely)

    def _line(self) -> Text:
        """A comparison that holds is written with its sign; one that does not hold says what is so."""
        if self.info.unit == "year" and self.value is not UNKNOWN and self.threshold is not UNKNOWN:
            away = self.value - self.threshold
            return _LINES["date above" if away > 0 else "date below" if away < 0 else "same year"]
        if self.distance is UNKNOWN and self._at_edge:
            return _LINES["not above" if self.order in (">=", ">") else "not below"]
        distance = self.surely if self.distance is UNKNOWN else self.distance
        if self.holds is not False:
            return _LINES["holds"]
        if distance == 0:
            return _LINES["at"]
        kind = "date" if self.unit == "days" and self.info.type == "date" else "number"
        return _LINES[f"{kind} {'below' if self.order in ('>=', '>') else 'above'}"]

    def _room(self, locale: str) -> str:
        if self._at_edge:
            return _ROOM["surely at" if self.distance is UNKNOWN else "at"].in_(locale)
        if self.terms > 1 or self.info.unit == "year":
            return ""
        if self.distance is UNKNOWN:
            return "" if self.surely is UNKNOWN else self._sure_room(self.surely, locale)
        room = formatted(abs(self.distance), self.unit, locale)
        dated = self.unit == "days" and self.info.type == "date"
        past = ("early" if dated else "below") if self.order in (">=", ">") else "late" if dated else "above"
        return _ROOM["spare" if self.distance >= 0 else past].filled(locale, lambda _: room)

    def _sure_room(self, surely: int, locale: str) -> str:
        past = "surely below" if self.order in (">=", ">") else "surely above"
        room = formatted(abs(surely), self.unit, locale)
        return _ROOM["surely spare" if surely >= 0 else past].filled(locale, lambda _: room)


_SIGNS: Mapping[tree.Sign, str] = {"<=": "≤", "<": "<", ">=": "≥", ">": ">"}
_LINES = sentences("margins", {
    "holds": Text(en="{fact} {value} {sign} {threshold}"),
    "at": Text(zh="{fact} {value}，等於 {threshold}", en="{fact} {value}, exactly {threshold}"),
    "number above": Text(zh="{fact} {value}，超過 {threshold}", en="{fact} {value}, more than {threshold}"),
    "number below": Text(zh="{fact} {value}，低於 {threshold}", en="{fact} {value}, less than {threshold}"),
    "not above": Text(
        zh="{fact} {value}，未超過 {threshold}", en="{fact} {value}, not more than {threshold}"
    ),
    "not below": Text(
        zh="{fact} {value}，不低於 {threshold}", en="{fact} {value}, not less than {threshold}"
    ),
    "same year": Text(en="{fact} {value}"),
    "date above": Text(zh="{fact} {value}，晚於 {threshold}", en="{fact} {value}, after {threshold}"),
    "date below": Text(zh="{fact} {value}，早於 {threshold}", en="{fact} {value}, before {threshold}"),
})  # fmt: skip
_ROOM = sentences("margins.room", {
    "spare": Text(zh="（尚餘 {room}）", en=" ({room} to spare)"),
    "at": Text(zh="（恰為界限，惟不含本數）", en=" (exactly at the limit, which does not count)"),
    "surely at": Text(zh="（界限不含本數）", en=" (the limit itself does not count)"),
    "above": Text(zh="（超出 {room}）", en=" (over by {room})"),
    "below": Text(zh="（不足 {room}）", en=" ({room} short)"),
    "late": Text(zh="（逾 {room}）", en=" (late by {room})"),
    "early": Text(zh="（早 {room}）", en=" (early by {room})"),
    "surely spare": Text(zh="（至少尚餘 {room}）", en=" (at least {room} to spare)"),
    "surely above": Text(zh="（至少超出 {room}）", en=" (over by at least {room})"),
    "surely below": Text(zh="（至少不足 {room}）", en=" (at least {room} short)"),
})  # fmt: skip
_MEAN = Text("margins.mean", zh="{fact}之平均", en="Mean of {fact}")


def _mean(total: Any, limit: Any, terms: int) -> Any:
    """A mean as people say it: in 萬 where that is on the same side of the limit, else to the dollar."""
    if total is UNKNOWN or limit is UNKNOWN:
        return UNKNOWN if total is UNKNOWN else total // terms
    if total % terms == 0:
        return total // terms
    rounded = (total + terms * 5_000) // (terms * 10_000) * 10_000
    if (
        abs(total) > terms * 10**7
        and (rounded * terms > limit) == (total > limit)
        and rounded * terms != limit
    ):
        return rounded
    return -(-total // terms) if total > limit else total // terms


_BETWEEN = {
    "+": Text("margins.plus", zh="{one}＋{other}", en="{one} + {other}"),
    "-": Text("margins.minus", zh="{one}－{other}", en="{one} − {other}"),
}
_NOTHING = Text()


def margins_of(node: tree.Node, case: Case, prefix: Path, negated: bool = False) -> Iterator[Margin]:
    """A margin for each comparison with a threshold of the law in a tree, in reading order."""
    match node:
        case tree.Comparison():
            sides = _sides(node)
            if sides is None:
                return
            compared = _margin(sides, case, prefix, negated)
            if compared.unit != "years" or compared.value != NEVER:
                yield compared  # what never was is neither early nor late
        case tree.ShareLimit(order):
            margin = _share_margin(tree.OPPOSITE[order] if negated else order, node, case, prefix)
            if margin is not None:
                yield margin
        case tree.Total() | tree.Distinct() | tree.Some():
            return  # what is held against an item is no threshold of the subject's
        case tree.Not(part):
            yield from margins_of(part, case, prefix, not negated)
        case tree.Pick(condition, yes, no) if (picked := value_of(condition, case)) is not UNKNOWN:
            yield from margins_of(yes if picked else no, case, prefix, negated)
        case _:
            for inner in tree.parts_of(node):
                yield from margins_of(inner, case, prefix, negated)


def is_of_subject(node: tree.Node) -> bool:
    """Whether a tree says anything of the subject, or of its act."""
    return any(isinstance(leaf, tree.FactOf | tree.Filing) for leaf in tree.leaves(node))


def not_in_law(node: tree.Node) -> bool:
    """Whether a tree reads a policy value that is no threshold of the law."""
    return any(isinstance(leaf, tree.PolicyValue) and not leaf.info.in_law for leaf in tree.leaves(node))


def _named(node: tree.Node, prefix: Path) -> tuple[tuple[Path, ...], FactInfo | None]:
    paths: list[Path] = []
    for leaf in tree.leaves(node):
        if isinstance(leaf, tree.FactOf):
            paths.append(prefix.child(*leaf.path))
        elif isinstance(leaf, tree.Filing):
            paths.append(Path(["on"]))
    return tuple(paths), spoken(node)


def spoken(node: tree.Node) -> FactInfo | None:
    """What an amount is spoken of as: the first fact in it; a sum over a list by what it sums up."""
    match node:
        case tree.FactOf(_, info):
            return info
        case tree.Filing():
            return FILING
        case tree.Total() | tree.Distinct():
            return _of_list(node)
        case _:
            return next((one for part in tree.parts_of(node) if (one := spoken(part)) is not None), None)


def _of_list(node: tree.Total | tree.Distinct) -> FactInfo:
    of = spoken(node.of)
    info, unit = of or list_info(node), ""
    if isinstance(node, tree.Distinct):
        words = _LISTS["different"]
    elif of is None:
        words = _LISTS["all" if node.where == tree.Constant(True) else "counted"]
    else:
        words, unit = _LISTS["total"], info.unit
    label = words.filled_with({"name": info.label}, languages=info.label)
    return FactInfo(name=info.name, type="int", label=label, unit=unit)


_LISTS = sentences("margins.lists", {
    "total": Text(zh="{name}合計", en="{name} in all"),
    "all": Text(zh="{name}（項數）", en="{name} (number)"),
    "counted": Text(zh="計入之{name}（項數）", en="{name} that count (number)"),
    "different": Text(zh="不同之{name}數", en="{name} (how many different)"),
})  # fmt: skip


def _sum_of(node: tree.Node) -> Text:
    """What a sum or difference of facts is called: all of them; of anything else, nothing."""
    match node:
        case tree.FactOf(_, info):
            return info.label
        case tree.Arithmetic("+" | "-" as sign, left, right):
            labels = _sum_of(left), _sum_of(right)
            shared = [locale for locale in labels[0] if locale in labels[1]]
            words = {"one": labels[0], "other": labels[1]}
            return _BETWEEN[sign].filled_with(words, languages=shared) if shared else _NOTHING
        case _:
            return _NOTHING


class _Sides(NamedTuple):
    """A comparison with a threshold of the law, whatever the case: its sides, and what it is called."""

    order: tree.Sign
    left: tree.Node
    right: tree.Node
    paths: tuple[Path, ...]
    info: FactInfo
    terms: int
    reads: tuple[Path, ...]


# By its identity, for the hash of a tree goes through all of it; it is kept, so that it stays its own.
_SIDES: dict[int, tuple[tree.Comparison, _Sides | None]] = {}


def _sides(node: tree.Comparison) -> _Sides | None:
    kept = _SIDES.get(id(node))
    if kept is None:
        if len(_SIDES) >= MOST_KEPT:
            _SIDES.clear()
        kept = _SIDES.setdefault(id(node), (node, _sides_of(node)))
    return kept[1]


def _sides_of(node: tree.Comparison) -> _Sides | None:
    """``None`` where the law sets no threshold, or holds nothing of the subject's against it."""
    order, left, right = node.order, node.left, node.right
    if not_in_law(left) or not_in_law(right):
        return None
    if not is_of_subject(left):
        if not is_of_subject(right):
            return None  # two policy values: nothing of the subject's
        order, left, right = tree.MIRRORED[order], right, left
    paths, info = _named(left, Path())
    assert info is not None  # there is a fact in it
    if isinstance(left, tree.Arithmetic) and (whole := _sum_of(left)):
        info = attrs.evolve(info, label=whole)
    return _Sides(order, left, right, paths, info, _terms(left, right), _reads((left, right), Path()))


def _margin(sides: _Sides, case: Case, prefix: Path, negated: bool) -> Margin:
    order, left, right, paths, info, terms, reads = sides
    value, threshold = read(left, case), read(right, case)
    if prefix:
        paths, reads = _named(left, prefix)[0], _reads((left, right), prefix)
    bounds: tuple[Between | None, Between | None] = (None, None)
    if isinstance(value, Between) or isinstance(threshold, Between):
        place, both_sides = ReadAt(case, prefix), ((left, value), (right, threshold))
        one, other = (
            place.bounds(side) if isinstance(known, Between) else None for side, known in both_sides
        )
        bounds = one, other
    return _held_against(
        tree.OPPOSITE[order] if negated else order, value, threshold, path=paths[0], paths=paths, info=info,
        terms=terms, reads=reads, bounds=bounds,
    )  # fmt: skip


def _held_against(
    order: tree.Sign, value: Any, threshold: Any, *, info: FactInfo, room: Any = UNKNOWN, **parts: Any
) -> Margin:
    """``room`` is what else is sure of the distance, where value and threshold are no strangers."""
    between = UNKNOWN if value is UNKNOWN or threshold is UNKNOWN else threshold - value
    if isinstance(value, date) or isinstance(threshold, date):
        between = between if between is UNKNOWN else between.days
    distance = both(-between if between is not UNKNOWN and order in (">=", ">") else between, room)
    unit = "days" if info.type == "date" else "years" if info.unit == "year" else info.unit
    return Margin(
        order=order, value=settled(value), threshold=settled(threshold), distance=settled(distance),
        unit=unit, info=info, surely=_surely(distance, order), **parts,
    )  # fmt: skip


def _surely(distance: Any, order: tree.Sign) -> Fact[int]:
    """The least distance, of one that is not known but surely on one side of the threshold."""
    if not isinstance(distance, Between):
        return UNKNOWN
    inclusive = order in ("<=", ">=")
    if distance.most < 0 or (distance.most == 0 and not inclusive):
        return distance.most
    return distance.least if distance.least > 0 or (distance.least == 0 and inclusive) else UNKNOWN


def _reads(sides: Iterable[tree.Node], prefix: Path) -> tuple[Path, ...]:
    return tuple(dict.fromkeys(path for side in sides for path, _ in facts_within(side, prefix)))


def _terms(left: tree.Node, right: tree.Node) -> int:
    """Of how many facts the mean is meant, where a sum of n is held against n times a limit; else one."""
    match right:
        case tree.Arithmetic("*", _, tree.Constant(int() as times)) | tree.Arithmetic(
            "*", tree.Constant(int() as times), _
        ) if times > 1 and _summed(left) == times:
            return times
    return 1


def _summed(node: tree.Node) -> int:
    match node:
        case tree.Arithmetic("+", left, right):
            return _summed(left) + _summed(right)
        case _:
            return 1


def _share_margin(order: tree.Sign, node: tree.ShareLimit, case: Case, prefix: Path) -> Margin | None:
    part, whole = node.part, node.whole
    value, base, ratio = read(part, case), read(whole, case), read(node.share, case)
    threshold: Any = UNKNOWN
    if base is not UNKNOWN and ratio is not UNKNOWN:
        # The bound in whole dollars: a ceiling rounds down, a floor rounds up, so that it holds.
        threshold = knowing.share_of(base, ratio, "down" if order in ("<=", ">") else "up")
    (paths, info), (others, other) = _named(part, prefix), _named(whole, prefix)
    info = info or other
    if info is None:
        return None
    paths = (*paths, *others)
    return _held_against(
        order, value, threshold, path=paths[0], paths=paths, info=info, reads=_reads((part, whole), prefix),
        room=_room_of_one_list(node, order, case),
        bounds=(ReadAt(case, prefix).bounds(part), bounds_in(threshold)),
    )  # fmt: skip


def _room_of_one_list(node: tree.ShareLimit, order: tree.Sign, case: Case) -> Any:
    """The room where part and whole are of one list, so that what is open in one is open in the other."""
    over, share = over_share_of_one_list(node, case), read(node.share, case)
    if over is UNKNOWN:
        return UNKNOWN
    under = (0 - over) if node.order == "<=" else over
    room = under // share.denominator  # the threshold is rounded so that it holds
    return room if order == node.order else 0 - room
