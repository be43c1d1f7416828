"""The steps of what is said of lists: item by item, and of very many what the others come to."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from typing import Any

from cloudgrant.rules.deciding import knowing
from cloudgrant.rules.explaining.evidence import facts_within
from cloudgrant.rules.explaining.items import labelled, name_of
from cloudgrant.rules.explaining.partly import bounds_in
from cloudgrant.rules.explaining.read_at import GoneThrough, ReadAt, list_info
from cloudgrant.rules.explaining.step_units import unit_in
from cloudgrant.rules.explaining.steps import Kind, WorkedStep
from cloudgrant.rules.records.fact_info import FactInfo
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.helpers import no
from cloudgrant.values.between import either, settled
from cloudgrant.values.paths import Path
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["MOST_SHOWN", "ListSteps", "chosen"]

MOST_SHOWN = 20
"""Of how many items of one list there are steps; what the others come to is one step."""


class ListSteps(ABC):
    """What makes the steps of lists; of what is said of one item, whoever makes the steps of any tree."""

    __slots__ = ()

    @abstractmethod
    def of(self, node: tree.Node, place: ReadAt, wanted: bool = True) -> WorkedStep:
        """The step of any node."""

    def truth(
        self,
        kind: Kind,
        node: tree.Node,
        place: ReadAt,
        wanted: bool,
        steps: Iterable[WorkedStep],
        **parts: Any,
    ) -> WorkedStep:
        """The step of a truth that comes from these."""
        value = place.value(node)
        return WorkedStep(kind=kind, value=value if wanted else no(value), steps=tuple(steps), **parts)

    def computed(
        self,
        kind: Kind,
        node: tree.Node,
        place: ReadAt,
        steps: Iterable[WorkedStep],
        *,
        unit: str = "",
        wanted: bool = True,
        **parts: Any,
    ) -> WorkedStep:
        """The step of a value that comes from these."""
        value = place.value(node)
        if isinstance(value, bool) and not wanted:
            value = not value
        return WorkedStep(
            kind=kind, value=value, bounds=place.bounds(node), unit=unit, steps=tuple(steps), **parts
        )

    def of_items(self, node: tree.Some, where: tree.Node, place: ReadAt, wanted: bool) -> WorkedStep:
        """The step of what is so of some item, of each or of none."""
        kind: Kind = "some" if wanted else "none"
        if not wanted and isinstance(where, tree.Not):
            kind, where = "every", where.part
        places = place.at_items(node)
        steps = [self.of(node.items, place)] if places is None else []
        if places is not None:
            answers = [here.value(where) for here in places]
            shown = chosen(answers, kind == "every")
            steps = [self._item(node, at, places[at], where, answers[at]) for at in shown]
            rest = [answer for at, answer in enumerate(answers) if at not in shown]
            if rest:
                together = knowing.all_hold(rest) if kind == "every" else knowing.some_holds(rest)
                steps.append(
                    WorkedStep(kind="others", value=together, number=len(rest), reads=_reads(node, place))
                )
        return self.truth(
            kind, node, place, wanted, steps, label=list_info(node).label, path=_path(node, place),
            reads=_reads(node, place), telling=len(places or ()) > MOST_SHOWN,
        )  # fmt: skip

    def _item(self, node: GoneThrough, at: int, here: ReadAt, where: tree.Node, value: Any) -> WorkedStep:
        """An item by what is so of it, and why; of a single fact, that it is so is all there is to say."""
        plain = isinstance(where, tree.FactOf) and not where.info.derived
        inner = self.of(where, here)
        if inner.kind == "fact" and inner.steps:
            inner = inner.steps[0]
        return WorkedStep(
            kind="item", value=value, label=_name(node, at, here), path=here.paths[-1],
            steps=() if plain else inner.steps if inner.kind == "all" else (inner,),
            reads=_reads_at(where, here),
        )  # fmt: skip

    def over(self, node: tree.Total | tree.Distinct, place: ReadAt) -> WorkedStep:
        """The step of a sum or a count over the items of a list."""
        info = list_info(node)
        counting = isinstance(node.of, tree.Constant)
        kind: Kind = "different" if isinstance(node, tree.Distinct) else "count" if counting else "total"
        places = place.at_items(node)
        of = node.of.info if isinstance(node.of, tree.FactOf) else None
        label = of.label if kind == "different" and of else info.label
        label = _total_label(info, of) if kind == "total" else label
        unit = unit_in(node)
        steps = [self.of(node.items, place)] if places is None else []
        if places is not None:
            holds = [here.value(node.where) for here in places]
            counted = [at for at, one in enumerate(holds) if one is not False]
            steps += [self._counted(node, at, places[at], holds[at]) for at in counted[:MOST_SHOWN]]
            rest = counted[MOST_SHOWN:]
            if rest:
                steps.append(self._rest(node, place, [(holds[at], places[at]) for at in rest], unit))
            if len(holds) > len(counted):
                steps.append(WorkedStep(kind="uncounted", value=UNKNOWN, number=len(holds) - len(counted)))
        return self.computed(
            kind, node, place, steps, unit=unit, label=label, path=_path(node, place),
            reads=_reads(node, place), telling=node.where != tree.Constant(True),
        )  # fmt: skip

    def _counted(self, node: tree.Total | tree.Distinct, at: int, here: ReadAt, holds: Any) -> WorkedStep:
        name, path = _name(node, at, here), here.paths[-1]
        reads = (*_reads_at(node.of, here), *_reads_at(node.where, here))
        steps = [self.of(node.where, here)] if holds is UNKNOWN else []
        if isinstance(node.of, tree.Constant):
            known: Any = holds
            return WorkedStep(
                kind="item", value=known, label=name, path=path, steps=tuple(steps), reads=reads
            )
        inner, known = self.of(node.of, here), here.known(node.of)
        if isinstance(node, tree.Total) and holds is UNKNOWN:
            known = either(0, known)
        if not (isinstance(node.of, tree.FactOf) and not node.of.info.derived):
            steps = [inner, *steps] if inner.kind != "fact" else [*inner.steps, *steps]
        return WorkedStep(
            kind="item", value=settled(known), bounds=bounds_in(known), unit=inner.unit, label=name,
            path=path, steps=tuple(steps), info=inner.info, reads=reads,
        )  # fmt: skip

    def _rest(
        self, node: tree.Total | tree.Distinct, place: ReadAt, rest: list[tuple[Any, ReadAt]], unit: str
    ) -> WorkedStep:
        """What the items come to together of which there is no step of their own."""
        if isinstance(node, tree.Distinct):
            known = knowing.distinct((holds, settled(here.known(node.of))) for holds, here in rest)
        else:
            amounts = [knowing.pick(holds, here.known(node.of), 0) for holds, here in rest]
            known = UNKNOWN if UNKNOWN in amounts else sum(amounts, start=0)
        return WorkedStep(
            kind="others", value=settled(known), bounds=bounds_in(known), unit=unit, number=len(rest),
            reads=_reads(node, place),
        )  # fmt: skip


def _path(node: GoneThrough, place: ReadAt) -> Path:
    assert isinstance(node.items, tree.FactOf | tree.PolicyValue)
    return place.path_of(node.items)


def _name(node: GoneThrough, at: int, here: ReadAt) -> Text:
    return name_of(here.items[-1], at, labelled(list_info(node), node.where, node.level))


def chosen(answers: Sequence[Any], plain: bool) -> dict[int, None]:
    """Which of many items are shown, by their numbers: first those whose answer is not the plain one."""
    numbers = sorted(range(len(answers)), key=lambda at: answers[at] is plain)[:MOST_SHOWN]
    return dict.fromkeys(sorted(numbers))


_SUMMED = Text("steps_of_lists.summed", zh="「{list}」{fact}", en="{fact} of “{list}”")


def _total_label(info: FactInfo, of: FactInfo | None) -> Text:
    if of is None or not of.label:
        return info.label
    locales = [locale for locale in info.label if locale in of.label]
    return _SUMMED.filled_with({"list": info.label, "fact": of.label}, languages=locales)


def _reads(node: GoneThrough, place: ReadAt) -> tuple[Path, ...]:
    """The facts of the items, without numbers: of whoever's they are."""
    return tuple(dict.fromkeys(path for path, _ in facts_within(node, place.prefix, place.paths)))


def _reads_at(node: tree.Node, here: ReadAt) -> tuple[Path, ...]:
    return tuple(dict.fromkeys(path for path, _ in facts_within(node, here.prefix, here.paths)))
