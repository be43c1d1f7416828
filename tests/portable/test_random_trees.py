"""Random trees over random drafts: the pair of expressions says what the tree says, no more and no less."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from cloudgrant import portable
from cloudgrant.rules import UNKNOWN, facts
from cloudgrant.rules.deciding.evaluate import Case, value_of
from cloudgrant.rules.writing import tree
from readings.cel_answers import evaluated
from toys.random_trees import Dossier, Limits, Trees, drafted

POLICY = Limits()
TREES, DRAFTS = 100, 3


def nulled(record: Any) -> dict[str, Any]:
    """The facts of a record as plain data, with null for each that is unknown."""
    found: dict[str, Any] = {}
    for name in facts(type(record)):
        value = getattr(record, name)
        found[name] = [nulled(item) for item in value] if type(value) is tuple else value
    return {name: None if value is UNKNOWN else value for name, value in found.items()}


@pytest.mark.parametrize("seed", range(6))
def test_expressions_say_what_the_tree_says(seed: int) -> None:
    random = Random(seed)
    for number in range(TREES):
        node = Trees(random).truth(number % 4 + 1)
        expressions = portable.cel(node)
        for _ in range(DRAFTS):
            draft = drafted(random)
            said = value_of(node, Case(draft, POLICY))
            bound = portable.bindings(draft, POLICY)
            assert evaluated(expressions, bound) is said, (node, draft)
            assert evaluated(expressions, {**bound, "subject": nulled(draft)}) is said, (node, draft)


def test_the_drafts_show_every_answer() -> None:
    random = Random(7)
    answers = {value_of(Trees(random).truth(3), Case(drafted(random), POLICY)) for _ in range(100)}
    assert answers == {True, False, UNKNOWN}


class OpenTrees(Trees):
    """Draws numbers too that are known in one case alone, and more sums."""

    def number(self, depth: int, scope: tuple[type[Any], ...] = (Dossier,)) -> tree.Node:
        kind = self._random.choice(("drawn", "sum", "half known", "zero or open"))
        if kind == "sum" and depth > 0:
            return tree.Arithmetic("+", self.number(depth - 1, scope), self.number(depth - 1, scope))
        if kind in ("drawn", "sum"):
            return super().number(depth, scope)
        known = tree.Constant(0) if kind == "zero or open" else super().number(depth - 1, scope)
        sides = self._random.sample((known, tree.Constant(UNKNOWN)), 2)
        return tree.Pick(self.truth(0, scope), *sides)


@pytest.mark.parametrize("seed", range(6))
def test_expressions_say_what_the_tree_says_of_numbers_that_nothing_tells(seed: int) -> None:
    random = Random(seed)
    for number in range(TREES):
        node = OpenTrees(random).truth(number % 4 + 1)
        expressions = portable.cel(node)
        for _ in range(DRAFTS):
            draft = drafted(random)
            said = value_of(node, Case(draft, POLICY))
            assert evaluated(expressions, portable.bindings(draft, POLICY)) is said, (node, draft)


@pytest.mark.parametrize("open_first", [True, False])
def test_a_sum_with_what_is_zero_where_it_is_known_is_open_where_it_is_not(open_first: bool) -> None:
    public, most = (tree.FactOf((name,), facts(Dossier)[name]) for name in ("public", "most"))
    free = tree.Pick(public, tree.Constant(0), tree.Constant(UNKNOWN))
    held = tree.Comparison(
        "<=", tree.Arithmetic("+", *((free, most) if open_first else (most, free))), tree.Constant(3)
    )
    for draft, said in (
        (Dossier(public=True, most=3), True),
        (Dossier(public=True, most=4), False),
        (Dossier(public=False, most=3), UNKNOWN),
        (Dossier(most=3), UNKNOWN),
    ):
        assert value_of(held, Case(draft, POLICY)) is said
        assert evaluated(portable.cel(held), portable.bindings(draft, POLICY)) is said
