"""What boundary cases are of: a rule, or the amount that is granted, and when a condition in it decides."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Protocol

import attrs

from cloudgrant.rules.deciding.evaluate import Case, value_of
from cloudgrant.rules.deciding.judging import judge_rule, parts_judged
from cloudgrant.rules.deciding.results import Result
from cloudgrant.rules.explaining.nearest import anything, stands_for_itself
from cloudgrant.rules.programme import Programme
from cloudgrant.rules.records.fact_info import facts
from cloudgrant.rules.records.implied import completed
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.declaration import Stage, TracedRule
from cloudgrant.rules.writing.inlining import inlined
from cloudgrant.rules.writing.rewriting import lifted, replaced
from cloudgrant.testing.conditions import (
    Condition,
    GoneThrough,
    conditions,
    contrasts,
    leading,
    limbs_apart,
    published,
)
from cloudgrant.values.unknown import Fact

__all__ = ["Decisive", "decisive_at"]


class Decisive(Protocol):
    """A rule or an amount, in which conditions decide."""

    @property
    def id(self) -> str:
        """By which it goes."""
        ...

    @property
    def is_amount(self) -> bool:
        """Whether it comes to an amount: where two meet of which it is the lesser, it turns on one side."""
        ...

    @property
    def whole(self) -> tree.Node:
        """All that it reads, over the subject."""
        ...

    def conditions(self) -> tuple[Condition, ...]:
        """Each thing that is asked in it, once."""
        ...

    def decided_by(self, condition: Condition) -> Iterator[tree.Node]:
        """Goals, over the subject, with which a condition decides: alternatives, the best first."""
        ...

    def leading_to(self, condition: Condition, inner: tree.Node) -> Iterator[tree.Node]:
        """Goals, over the subject, that lead to where it decides, with ``inner`` being so of it there."""
        ...

    def answer(self, subject: Any, on: Fact[date], item: int | None) -> Result | Fact[int]:
        """What comes out, of a rule about the items of a list for one of them."""
        ...


@attrs.frozen
class _Rule:
    """A rule: whether it is met, and whether it applies and is not; with what waits so, and otherwise."""

    traced: TracedRule
    policy: Any
    trees: tuple[tree.Node, ...]
    over: GoneThrough | None
    is_amount: bool = False

    @property
    def id(self) -> str:
        return self.traced.rule.id

    @property
    def whole(self) -> tree.Node:
        return self._of_some(tree.And(self.trees))

    def conditions(self) -> tuple[Condition, ...]:
        through = () if self.over is None else ((self.over, False),)
        found: dict[tree.Node, Condition] = {}
        for node in self.trees:
            for one in conditions(node, through):
                found.setdefault(one.node, one)
        return tuple(found.values())

    def decided_by(self, condition: Condition) -> Iterator[tree.Node]:
        found = [
            (having, tree.Not(lacking))
            for node in self.trees
            for pair in contrasts(condition.node, Case(None, self.policy))
            for having, lacking in [tuple(replaced(node, condition.node, each) for each in pair)]
            if having != lacking
        ]
        for goals in found:
            yield self._of_some(tree.And(goals))

    def leading_to(self, condition: Condition, inner: tree.Node) -> Iterator[tree.Node]:
        through = condition.through[1:] if self.over else condition.through
        here = attrs.evolve(condition, through=through)
        goals = (goal for node in self.trees for goal in leading(node, here, inner, Case(None, self.policy)))
        yield from map(self._of_some, dict.fromkeys(goals))

    def _of_some(self, goal: tree.Node) -> tree.Node:
        return goal if self.over is None else attrs.evolve(self.over, where=goal)

    def answer(self, subject: Any, on: Fact[date], item: int | None) -> Result:
        whole = completed(subject)
        if item is None or not self.traced.over:
            return judge_rule(self.traced, whole, self.policy, on).result
        each = list(parts_judged(self.traced, whole, self.policy, on))
        return each[item][1].result


@attrs.frozen
class _Amount:
    """The amount that is granted."""

    id: str
    whole: tree.Node
    policy: Any
    is_amount: bool = True

    def conditions(self) -> tuple[Condition, ...]:
        found = (*conditions(self.whole, asked=False), *_meetings(self.whole))
        return tuple(dict.fromkeys(found))

    def decided_by(self, condition: Condition) -> Iterator[tree.Node]:
        for one, other in contrasts(condition.node, Case(None, self.policy)):
            having, lacking = (replaced(self.whole, condition.node, each) for each in (one, other))
            if having != lacking:
                yield tree.Comparison(">", having, lacking)
        if condition in _meetings(self.whole):
            # Where two amounts meet of which it is the lesser, it is the same of both: it need only be known.
            asked = [one.node for one in conditions(self.whole, asked=False) if not one.through]
            yield tree.And(tuple(tree.Or((one, tree.Not(one))) for one in asked))

    def leading_to(self, condition: Condition, inner: tree.Node) -> Iterator[tree.Node]:
        for goal in self.decided_by(condition):
            yield tree.And((goal, condition.somewhere(inner)))

    def answer(self, subject: Any, on: Fact[date], item: int | None) -> Fact[int]:
        amount: Fact[int] = value_of(self.whole, Case(completed(subject), self.policy, on))
        return amount


def _meetings(node: tree.Node) -> Iterator[Condition]:
    """Where it is the lesser of two amounts: which of them is the less."""
    if isinstance(node, tree.Lesser):
        yield Condition(tree.Comparison("<=", node.left, node.right), ())
    for part in tree.parts_of(node):
        yield from _meetings(part)


def decisive_at(programme: Programme[Any, Any], policy: Any, stage: Stage) -> Iterator[Decisive]:
    """Every rule of a stage, and the amount that is granted at it."""
    for traced in programme.traced_at(stage):
        yield _rule(traced, policy, programme.subjects[stage])
    award = programme.award_at(stage)
    if award is not None:
        yield _Amount(award[0].id, _plain(award[1]), policy)


def _rule(traced: TracedRule, policy: Any, cls: type[Any]) -> _Rule:
    over = None
    if traced.over:
        items = tree.FactOf((traced.over,), facts(cls)[traced.over])
        over = tree.Some(items, tree.Constant(True), 1)
    holds = limbs_apart(_plain(traced.holds))
    applies = tree.Constant(True) if traced.applies is None else limbs_apart(_plain(traced.applies))
    trees = [
        published(lifted(one) if traced.over else one, Case(None, policy), waiting)
        for one in (tree.And((applies, holds)), tree.And((applies, tree.Not(holds))))
        for waiting in (True, False)
    ]
    if traced.applies is None:
        trees = trees[:2]  # it is not met where it is not met, whether or not that is asked by itself
    return _Rule(traced, policy, tuple(dict.fromkeys(trees)), over)


def _plain(node: tree.Node) -> tree.Node:
    """A tree over the facts that can be stated, or changed as a whole."""
    return inlined(node, lambda info: stands_for_itself(info, anything))
