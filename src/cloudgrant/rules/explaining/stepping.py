"""How the steps of an answer are made: each node of a tree with what it comes to, lists item by item."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

import attrs

from cloudgrant.rules.deciding.evaluate import Case
from cloudgrant.rules.deciding.results import Result
from cloudgrant.rules.explaining.partly import bounds_in
from cloudgrant.rules.explaining.read_at import ReadAt, branches
from cloudgrant.rules.explaining.step_units import alike, unit_in, unit_of, with_unit
from cloudgrant.rules.explaining.steps import Kind, WorkedStep
from cloudgrant.rules.explaining.steps_of_lists import ListSteps, chosen
from cloudgrant.rules.records.fact_info import FILING, FactInfo, facts
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.declaration import Calculation
from cloudgrant.rules.writing.helpers import no
from cloudgrant.rules.writing.tracing import trace
from cloudgrant.values.between import between, least_of, most_of, settled
from cloudgrant.values.paths import Path
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["calculation_steps", "step_of", "steps_of_amount", "steps_of_parts"]


_ARITHMETIC: dict[str, Kind] = {"+": "sum", "-": "difference", "*": "product", "//": "quotient"}


def step_of(node: tree.Node, case: Case, prefix: Path, act: FactInfo = FILING) -> WorkedStep:
    """The steps of a tree read against a subject that stands at a place."""
    return _Steps(act).of(node, ReadAt(case, prefix))


def steps_of_amount(
    calculation: Calculation[..., Any], node: tree.Node, case: Case, act: FactInfo = FILING
) -> WorkedStep:
    """The steps of a calculation that was traced."""
    inner = step_of(node, case, Path(), act)
    unit = calculation.unit or inner.unit
    return WorkedStep(
        kind="calculation", value=inner.value, bounds=inner.bounds, unit=unit, label=calculation.text,
        steps=(inner,),
    )  # fmt: skip


def steps_of_parts(
    parts: Sequence[tuple[Path, Result, Callable[[], Iterable[WorkedStep]]]], name: Callable[[Path], Text]
) -> Iterator[WorkedStep]:
    """The steps of each item that a rule is about; of very many, first those of which it is not met."""
    results = [result for _, result, _ in parts]
    worst = next((one for one in (Result.NOT_MET, Result.UNDETERMINED) if one in results), Result.MET)
    shown = chosen([result is not worst for result in results], True)
    for at in shown:
        path, result, steps = parts[at]
        yield WorkedStep(kind="item", value=result, label=name(path), path=path, steps=tuple(steps()))
    if len(parts) > len(shown):
        rest = [result for at, result in enumerate(results) if at not in shown]
        together = next((one for one in Result if one is not Result.MET and one in rest), Result.MET)
        yield WorkedStep(kind="others", value=together, number=len(rest))


def calculation_steps(
    calculation: Calculation[..., Any], subject: Any, policy: Any, on: Fact[date] = UNKNOWN
) -> WorkedStep:
    """The steps of any calculation, of ``(subject, policy)`` or ``(subject, policy, on)``, of a whole number.

    Raises :class:`~cloudgrant.rules.writing.refusals.RuleRefused` with each place that cannot be followed:
    what is written in other words than rules are.

    >>> import cloudgrant as cg
    >>> from cloudgrant.rules import calculation, calculation_steps
    >>> half = calculation("points.half", unit="TWD", zh="資本額之半", en="Half the capital")(
    ...     lambda firm, policy: firm.paid_in_capital // 2)
    >>> policy = cg.points.edition.policy
    >>> print(calculation_steps(half, cg.Manufacturer(paid_in_capital=7), policy))
    Half the capital: NT$3
      NT$7 ÷ 2 = NT$3 (rounded down)
        Paid-in capital: NT$7
    """
    node = trace(calculation.id, calculation.function, type(subject), type(policy), "int")
    return steps_of_amount(calculation, node, Case(subject, policy, on))


@attrs.frozen
class _Steps(ListSteps):
    act: FactInfo
    seen: set[Path] = attrs.field(factory=set)
    """The derived facts that were followed already; they are not followed again."""

    def of(self, node: tree.Node, place: ReadAt, wanted: bool = True) -> WorkedStep:
        """The step of a node; of a truth that is to fail, of its opposite: every line says what is so."""
        match node:
            case tree.Not(part):
                return self.of(part, place, not wanted)
            case tree.And(parts) | tree.Or(parts):
                kind: Kind = "all" if isinstance(node, tree.And) is wanted else "any"
                return self.truth(kind, node, place, wanted, [self.of(one, place, wanted) for one in parts])
            case tree.Comparison(order, left, right):
                sign = order if wanted else tree.OPPOSITE[order]
                return self._compared(sign, node, place, wanted, self.of(left, place), self.of(right, place))
            case tree.ShareLimit(order, part, whole, share):
                sign = order if wanted else tree.OPPOSITE[order]
                bound = self._share(whole, share, place)
                return self._compared(sign, node, place, wanted, self.of(part, place), bound)
            case tree.OneOf() | tree.AnyOf() | tree.AllOf() | tree.Same() | tree.Said():
                return self._held(node, place, wanted)
            case tree.Some(_, where):
                return self.of_items(node, where, place, wanted)
            case tree.Pick(condition):
                steps = [self.of(condition, place)]
                steps += [self.of(one, place, wanted) for one in branches(node, place)]
                unit = unit_in(node)
                return self.computed("choice", node, place, steps, unit=unit, wanted=wanted, telling=True)
            case tree.FactOf(_, info) | tree.PolicyValue(_, info) if info.type == "bool" and not wanted:
                return self.truth("not", node, place, False, [self.of(node, place)])
            case tree.Agreed(ways):
                steps = [self.of(one, place, wanted) for one in ways]
                return self.computed("agreed", node, place, steps, unit=unit_of(steps), wanted=wanted)
            case _:
                return self._amount(node, place)

    # Truths.

    def _compared(
        self, sign: str, node: tree.Node, place: ReadAt, wanted: bool, left: WorkedStep, right: WorkedStep
    ) -> WorkedStep:
        left, right = alike(left, right), alike(right, left)
        return self.truth("comparison", node, place, wanted, (left, right), sign=sign)

    def _held(
        self,
        node: tree.OneOf | tree.AnyOf | tree.AllOf | tree.Same | tree.Said,
        place: ReadAt,
        wanted: bool,
    ) -> WorkedStep:
        match node:
            case tree.OneOf(value, (bool() as truth,)):
                return self.of(value, place, wanted is truth)
            case tree.OneOf(value, options):
                first = self.of(value, place)
                steps = [first, self._options(options, first, place)]
                return self.truth("among" if wanted else "not_among", node, place, wanted, steps)
            case tree.AnyOf(items, options):
                steps = [self.of(items, place), self._labelled(options, items.info, place)]
                return self.truth("overlap" if wanted else "no_overlap", node, place, wanted, steps)
            case tree.AllOf(items, options):
                steps = [self.of(items, place), self._labelled(options, items.info, place)]
                within = self.truth("within", node, place, True, steps)
            case tree.Same(left, right):
                infos = [side.info if isinstance(side, tree.FactOf) else None for side in (left, right)]
                steps = [self._labelled(left, infos[1], place), self._labelled(right, infos[0], place)]
                return self.truth("same" if wanted else "not_same", node, place, wanted, steps)
            case tree.Said(value):
                step = self.of(value, place)
                within = self.truth("stated", node, place, True, [step], label=step.label)
        return within if wanted else WorkedStep(kind="not", value=no(within.value), steps=(within,))

    def _labelled(self, node: tree.Node, other: FactInfo | None, place: ReadAt) -> WorkedStep:
        """The step of a text without labels by those of the fact that it is held against."""
        step = self.of(node, place)
        info = step.info
        if info is None or other is None or "text" not in {info.type, (info.item or info).type}:
            return step
        plain = not (info.item or info).options
        return attrs.evolve(step, info=attrs.evolve(other, label=info.label)) if plain else step

    def _options(
        self, options: tuple[Any, ...] | tree.PolicyValue, first: WorkedStep, place: ReadAt
    ) -> WorkedStep:
        if isinstance(options, tree.PolicyValue):
            listed = self._labelled(options, first.info, place)
            return attrs.evolve(listed, unit=first.unit)
        return WorkedStep(kind="constant", value=options, unit=first.unit, info=first.info)

    # Numbers, days and what is read.

    def _amount(self, node: tree.Node, place: ReadAt) -> WorkedStep:
        match node:
            case tree.Constant(value):
                return WorkedStep(kind="constant", value=value)
            case tree.FactOf() | tree.PolicyValue():
                return self._read(node, place)
            case tree.Filing():
                return WorkedStep(
                    kind="day", value=place.value(node), label=self.act.label, path=Path(["on"])
                )
            case tree.Awaited(_, info):
                return WorkedStep(kind="policy", value=UNKNOWN, label=info.label)
            case tree.Arithmetic("+"):
                parts = tuple(_terms(node))
                return self._sum([self.of(one, place) for one in parts], place, parts)
            case tree.Arithmetic(operator, left, right):
                steps = [self.of(left, place), self.of(right, place)]
                if operator == "-":
                    steps = [alike(steps[0], steps[1]), alike(steps[1], steps[0])]
                return self.computed(_ARITHMETIC[operator], node, place, steps, unit=unit_of(steps))
            case tree.Lesser(left, right):
                first, second = self.of(left, place), self.of(right, place)
                steps = [alike(first, second), alike(second, first)]
                return self.computed("lesser", node, place, steps, unit=unit_of(steps))
            case tree.ShareOf(whole, share, rounding):
                steps = [self.of(share, place), self.of(whole, place)]
                return self.computed("rounded_share", node, place, steps, unit=steps[1].unit, sign=rounding)
            case tree.Shifted(day, months, last):
                counted = attrs.evolve(self.of(months, place), unit="months", info=None)
                kind: Kind = "term_end" if last else "months_after"
                if isinstance(counted.value, int) and counted.value < 0:
                    kind, counted = "months_before", attrs.evolve(counted, value=-counted.value)
                return self.computed(kind, node, place, [self.of(day, place), counted])
            case tree.Entry(table, key):
                steps = [self.of(table, place), self.of(key, place)]
                item = table.info.item if isinstance(table, tree.PolicyValue) else None
                unit = item.unit if item is not None else ""
                return self.computed("entry", node, place, steps, unit=unit, label=steps[0].label)
            case tree.Total() | tree.Distinct():
                return self.over(node, place)
            case _:
                return self.computed("agreed", node, place, ())

    def _sum(self, steps: Sequence[WorkedStep], place: ReadAt, parts: Iterable[tree.Node]) -> WorkedStep:
        if len(steps) == 1:
            return steps[0]
        unit, amounts = unit_of(steps), [place.known(one) for one in parts]
        known: Any = UNKNOWN if UNKNOWN in amounts else sum(amounts, start=0)
        terms = tuple(with_unit(one, unit) for one in steps)
        return WorkedStep(kind="sum", value=settled(known), bounds=bounds_in(known), unit=unit, steps=terms)

    def _share(self, whole: tree.Node, share: tree.Node, place: ReadAt) -> WorkedStep:
        """A share of an amount, exactly: what a part is held against."""
        steps = (self.of(share, place), self.of(whole, place))
        ratio, amount = place.value(share), place.known(whole)
        known: Any = UNKNOWN
        if ratio is not UNKNOWN and amount is not UNKNOWN:
            ends = [Fraction(ratio.numerator, ratio.denominator) * end(amount) for end in (least_of, most_of)]
            exact = ends[0] if ends[0].denominator != 1 else int(ends[0])
            known = exact if ends[0] == ends[1] else between(int(ends[0] // 1), int(-(-ends[1] // 1)))
        return WorkedStep(
            kind="product", value=settled(known), bounds=bounds_in(known), unit=steps[1].unit, steps=steps
        )  # fmt: skip

    def _read(self, leaf: tree.FactOf | tree.PolicyValue, place: ReadAt) -> WorkedStep:
        info, path, known = leaf.info, place.path_of(leaf), place.known(leaf)
        steps: tuple[WorkedStep, ...] = ()
        inside, telling = place.body(leaf), False
        if info.derived and path not in self.seen:
            self.seen.add(path)
            inner = self.of(*inside) if inside is not None else None
            steps = tuple(self._named(leaf, place)) if inner is None else _spliced(inner)
            telling = inner is not None and inner.telling
        kind: Kind = "fact" if isinstance(leaf, tree.FactOf) else "policy"
        return WorkedStep(
            kind=kind, value=settled(known), bounds=place.bounds(leaf), unit=info.unit, label=info.label,
            path=path, steps=steps, info=info, telling=telling,
        )  # fmt: skip

    def _named(self, leaf: tree.FactOf | tree.PolicyValue, place: ReadAt) -> Iterator[WorkedStep]:
        """What is read by a fact that is opaque, as far as it is a fact of the same record."""
        if isinstance(leaf, tree.PolicyValue):
            holder: Any = place.case.policy
        else:
            holder = place.items[leaf.level - 1] if leaf.level else place.case.subject
            for step in leaf.path[:-1]:
                holder = UNKNOWN if holder is UNKNOWN else getattr(holder, step)
        names = dict.fromkeys(name.partition(".")[0] for name in leaf.info.reads)
        for name in names if holder is not UNKNOWN else ():
            info = facts(type(holder))[name]
            yield WorkedStep(
                kind="fact", value=getattr(holder, name), unit=info.unit, label=info.label, info=info,
                path=Path(place.path_of(leaf)[:-1]).child(name),
            )  # fmt: skip


def _spliced(step: WorkedStep) -> tuple[WorkedStep, ...]:
    """What a derived fact comes from; of one that is a total of a list, the items of it."""
    return step.steps if step.kind in ("total", "count", "different") and step.steps else (step,)


def _terms(node: tree.Node) -> Iterator[tree.Node]:
    """What a sum of sums adds up."""
    match node:
        case tree.Arithmetic("+", left, right):
            yield from _terms(left)
            yield from _terms(right)
        case _:
            yield node
