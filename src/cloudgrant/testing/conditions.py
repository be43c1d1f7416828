"""The conditions in a rule: each thing that it asks, and what must be so around it for that to decide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TypeAlias

import attrs

from cloudgrant.rules.deciding.evaluate import Case, value_of
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.rewriting import choices_outside, mapped, replaced
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["Condition", "GoneThrough", "conditions", "contrasts", "leading", "limbs_apart", "published"]

GoneThrough: TypeAlias = tree.Total | tree.Distinct | tree.Some


@attrs.frozen
class Condition:
    """What is asked in a tree, and the lists that are gone through to ask it, from the outermost."""

    node: tree.Node
    through: tuple[tuple[GoneThrough, bool], ...]
    """Each with whether it is asked of what is summed up of an item, and not of whether the item counts."""

    def somewhere(self, goal: tree.Node) -> tree.Node:
        """A goal about the items that this is asked of, as one about the subject: that it is so of some."""
        for gone, of_amount in reversed(self.through):
            counts = (gone.where,) if of_amount and not isinstance(gone, tree.Some) else ()
            goal = tree.Some(gone.items, tree.And((goal, *counts)), gone.level)
        return goal

    def everywhere(self, goal: tree.Node) -> tree.Node:
        """The same, that it is so of all of them."""
        for gone, _ in reversed(self.through):
            goal = tree.Not(tree.Some(gone.items, tree.Not(goal), gone.level))
        return goal


def conditions(
    node: tree.Node, through: tuple[tuple[GoneThrough, bool], ...] = (), *, asked: bool = True
) -> Iterator[Condition]:
    """Every condition in a tree, in reading order, those about items of lists and within amounts included.

    ``asked`` tells a truth that the tree asks for from one that it only compares.
    """
    match node:
        case tree.FactOf(info=info):
            if asked and info.type == "bool":
                yield Condition(node, through)
        case tree.Total() | tree.Distinct() | tree.Some():
            yield from conditions(node.where, (*through, (node, False)))
            if not isinstance(node, tree.Some):
                yield from conditions(node.of, (*through, (node, True)), asked=False)
        case tree.Pick(condition, yes, no):
            yield from conditions(condition, through)
            for branch in (yes, no):
                yield from conditions(branch, through, asked=asked)
        case tree.And(parts) | tree.Or(parts) | tree.Agreed(parts):
            for part in parts:
                yield from conditions(part, through, asked=asked)
        case tree.Not(part):
            yield from conditions(part, through, asked=asked)
        case _:
            if isinstance(node, _ASKED):
                yield Condition(node, through)
            for part in tree.parts_of(node):
                yield from conditions(part, through, asked=False)


_ASKED = (
    tree.Comparison,
    tree.ShareLimit,
    tree.OneOf,
    tree.AnyOf,
    tree.AllOf,
    tree.Same,
    tree.Said,
    tree.Entry,
)


def leading(node: tree.Node, condition: Condition, inner: tree.Node, silent: Case) -> Iterator[tree.Node]:
    """Goals with which a condition decides in a truth, where it stands: once for each place of it.

    All that it is asked beside comes out so that it does not matter: what must hold too holds, and no
    alternative does. ``inner`` is what is to be so of the condition itself, of the same item of a list.
    """
    yield from _leading(node, condition, inner, silent, 0)


def _leading(
    node: tree.Node, condition: Condition, inner: tree.Node, silent: Case, passed: int
) -> Iterator[tree.Node]:
    def within(part: tree.Node, passed: int = passed) -> Iterator[tree.Node]:
        return _leading(part, condition, inner, silent, passed)

    if node == condition.node:
        yield inner
        return
    match node:
        case tree.And(parts) | tree.Or(parts):
            for at, part in enumerate(parts):
                beside = (*parts[:at], *parts[at + 1 :])
                others = beside if isinstance(node, tree.And) else tuple(map(tree.Not, beside))
                yield from (tree.And((goal, *others)) for goal in within(part))
        case tree.Not(part):
            yield from within(part)
        case tree.Pick(asked, yes, no):
            yield from (tree.And((asked, goal)) for goal in within(yes))
            yield from (tree.And((tree.Not(asked), goal)) for goal in within(no))
            differ = tree.Or((tree.And((yes, tree.Not(no))), tree.And((no, tree.Not(yes)))))
            yield from (tree.And((goal, differ)) for goal in within(asked))
        case tree.Some(items, where, level):
            alone = tree.Comparison("<=", tree.Total(items, tree.Constant(1), where, level), tree.Constant(1))
            for goal in within(where, passed + 1):
                yield tree.And((tree.Some(items, goal, level), alone))
        case tree.Constant():
            return
        case _:
            rest = Condition(condition.node, condition.through[passed:])
            yield from (tree.And((goal, rest.somewhere(inner))) for goal in _apart(node, condition, silent))


def _apart(node: tree.Node, condition: Condition, silent: Case) -> Iterator[tree.Node]:
    """That what a condition is a part of differs with it; of how many there are, that it is just enough."""
    pairs = [
        (having, lacking)
        for pair in contrasts(condition.node, silent)
        for having, lacking in [tuple(replaced(node, condition.node, each) for each in pair)]
        if having != lacking
    ]
    if pairs and condition.through and isinstance(node, tree.Comparison):
        yield tree.And(tuple(tree.Comparison(order, node.left, node.right) for order in _EDGE))
    yield from (tree.And((having, tree.Not(lacking))) for having, lacking in pairs)


_EDGE: tuple[tree.Sign, ...] = ("<=", ">=")


def contrasts(condition: tree.Node, silent: Case) -> tuple[tuple[tree.Node, tree.Node], ...]:
    """What a condition may come to, two by two: yes and no; of a table, one entry and another."""
    pairs: Iterable[tuple[tree.Node, tree.Node]] = ((tree.Constant(True), tree.Constant(False)),)
    if isinstance(condition, tree.Entry):
        table = value_of(condition.table, silent)
        entries = () if table is UNKNOWN else dict.fromkeys(table.values())
        pairs = pairwise(map(tree.Constant, entries))
    return tuple(each for one, other in pairs for each in ((one, other), (other, one)))


def limbs_apart(node: tree.Node) -> tree.Node:
    """The same tree with each choice, and each limb of a lesser amount, held against its limit by itself."""
    if isinstance(node, tree.Comparison):
        choice = choices_outside(node)
        if choice is not node:
            return limbs_apart(choice)
        limbs = _limbs(node)
        if limbs is not None:
            return limbs_apart(limbs)
    return mapped(node, limbs_apart)


def _limbs(node: tree.Comparison) -> tree.Node | None:
    match node:
        case tree.Comparison(order, tree.Lesser(one, two), other):
            parts = tree.Comparison(order, one, other), tree.Comparison(order, two, other)
            return tree.Or(parts) if order in ("<=", "<") else tree.And(parts)
        case tree.Comparison(order, other, tree.Lesser(one, two)):
            parts = tree.Comparison(order, other, one), tree.Comparison(order, other, two)
            return tree.And(parts) if order in ("<=", "<") else tree.Or(parts)
        case _:
            return None


def published(node: tree.Node, silent: Case, waiting: bool) -> tree.Node:
    """A tree without what the policy settles by itself.

    A condition that waits for what the policy does not state has no boundary yet, and is taken to come out as
    ``waiting`` says.
    """
    match node:
        case tree.And(parts) | tree.Or(parts):
            return _joined(node, [published(part, silent, waiting) for part in parts])
        case tree.Not(part):
            inner = published(part, silent, waiting)
            return tree.Constant(not inner.value) if isinstance(inner, tree.Constant) else tree.Not(inner)
        case tree.Pick(condition, yes, no):
            asked, *branches = (published(part, silent, waiting) for part in (condition, yes, no))
            if isinstance(asked, tree.Constant):
                return branches[0] if asked.value else branches[1]
            return tree.Pick(asked, *branches)
        case tree.Some(items, where) if not _waits(items, silent):
            inner = published(where, silent, waiting)
            never = inner == tree.Constant(False)
            return inner if never else attrs.evolve(node, where=inner)
        case tree.Agreed(ways):
            return tree.Agreed(tuple(published(way, silent, waiting) for way in ways))
        case tree.Constant():
            return node
        case _ if _waits(node, silent):
            return tree.Constant(waiting)
        case _ if not _asks(node):
            return tree.Constant(value_of(node, silent))
        case _:
            return node


def _joined(node: tree.And | tree.Or, parts: list[tree.Node]) -> tree.Node:
    """Of what must all hold, what is not sure to; of alternatives likewise, what may."""
    deciding = tree.Constant(isinstance(node, tree.Or))
    if deciding in parts:
        return deciding
    open_ = tuple(part for part in parts if not isinstance(part, tree.Constant))
    return type(node)(open_) if open_ else tree.Constant(not deciding.value)


def _asks(node: tree.Node) -> bool:
    return isinstance(node, tree.FactOf | tree.Filing) or any(map(_asks, tree.parts_of(node)))


def _waits(node: tree.Node, silent: Case) -> bool:
    if isinstance(node, tree.Awaited):
        return True
    if isinstance(node, tree.PolicyValue):
        return value_of(node, silent) is UNKNOWN
    return any(_waits(part, silent) for part in tree.parts_of(node))
