"""What is written grows with the tree, and never with the cases that it tells apart."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from itertools import pairwise

import pytest

import cloudgrant as cg
from cloudgrant import portable
from cloudgrant.portable.outcome import amount_of, outcome_of
from cloudgrant.rules import Truth, at_least, rule
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.declaration import TracedRule
from cloudgrant.rules.writing.symbols import as_node
from cloudgrant.rules.writing.symbols import truth as traced_truth
from cloudgrant.values.shares import Share
from toys.stalls import Stall, Terms
from toys.workshops import Maker, Workshop

FACTS = cg.facts(Stall)
NUMBER, TRUTH, DAY = FACTS["rent"], FACTS["fined"], FACTS["founded"]
KINDS = tree.PolicyValue("kinds", cg.facts(Terms)["kinds"])


def number(index: int) -> tree.Node:
    return tree.FactOf((f"number_{index:02}",), NUMBER)


def signed(index: int) -> tree.Node:
    return tree.Arithmetic("-", number(index), tree.Constant(5))


def truth(index: int) -> tree.Node:
    return tree.FactOf((f"truth_{index:02}",), TRUTH)


def day(index: int) -> tree.Node:
    return tree.FactOf((f"day_{index:02}",), DAY)


def at_most(node: tree.Node) -> tree.Node:
    return tree.Comparison("<=", node, tree.Constant(5))


def nested(first: tree.Node, step: Callable[[tree.Node, int], tree.Node], depth: int) -> tree.Node:
    for index in range(depth):
        first = step(first, index)
    return first


Step = Callable[[tree.Node, int], tree.Node]
TRUTHS: dict[str, Step] = {
    "and": lambda one, n: tree.And((truth(n), one)),
    "or not": lambda one, n: tree.Or((truth(n), tree.Not(one))),
    "pick, asked": lambda one, n: tree.Pick(one, truth(n), tree.Not(truth(n))),
    "pick, chosen": lambda one, n: tree.Pick(truth(n), one, truth(50 + n)),
    "pick, of numbers, asked": lambda one, n: at_most(tree.Pick(one, number(n), signed(50 + n))),
    "pick, of days, asked": lambda one, n: tree.Comparison(
        "<=", tree.Pick(one, day(n), day(50 + n)), day(99)
    ),
    "same": lambda one, n: tree.Same(one, truth(n)),
    "one of": lambda one, n: tree.OneOf(one, (n % 2 == 0,)),
    "told in two ways": lambda one, n: tree.Agreed((one, truth(n))),
    "told otherwise": lambda one, n: tree.Agreed((truth(n), one)),
    "said": lambda one, n: tree.And((tree.Said(one), truth(n))),
}
NUMBERS: dict[str, Step] = {
    "sum": lambda one, n: tree.Arithmetic("+", one, number(n)),
    "difference": lambda one, n: tree.Arithmetic("-", number(n), one),
    "product": lambda one, n: tree.Arithmetic("*", one, one_or_less(n)),
    "lesser": lambda one, n: tree.Lesser(one, number(n)),
    "pick": lambda one, n: tree.Pick(truth(n), one, number(n)),
    "pick on both sides": lambda one, n: tree.Pick(truth(n), signed(n), tree.Lesser(one, number(n))),
    "pick by itself": lambda one, n: tree.Pick(at_most(one), number(n), signed(n)),
    "pick by equality": lambda one, n: tree.Pick(tree.Same(one, number(n)), number(n), tree.Constant(3)),
    "pick among": lambda one, n: tree.Pick(tree.OneOf(one, (1, 2)), number(n), tree.Constant(3)),
    "divided": lambda one, n: tree.Arithmetic("//", tree.Arithmetic("-", one, number(n)), tree.Constant(2)),
    "share": lambda one, n: tree.ShareOf(tree.Lesser(one, signed(n)), tree.Constant(Share.of("1/2")), "up"),
    "told in two ways": lambda one, n: tree.Agreed((one, number(n))),
    "told otherwise": lambda one, n: tree.Agreed((number(n), one)),
}  # fmt: skip
DAYS: dict[str, Step] = {
    "pick": lambda one, n: tree.Pick(truth(n), one, day(n)),
    "pick otherwise": lambda one, n: tree.Pick(truth(n), day(n), one),
    "told in two ways": lambda one, n: tree.Agreed((one, day(n))),
    "told otherwise": lambda one, n: tree.Agreed((day(n), one)),
    "shifted": lambda one, n: tree.Shifted(one, number(n), last=False),
}


def one_or_less(index: int) -> tree.Node:
    return tree.Arithmetic("-", tree.Constant(1), tree.Pick(truth(index), tree.Constant(3), tree.Constant(0)))


def size(node: tree.Node) -> int:
    return len(json.dumps(portable.cel(node)))


DEPTHS = range(1, 26)


def assert_linear(sizes: Iterable[int]) -> None:
    """The last twelve steps add as much as the twelve before them."""
    grown: list[int] = []
    for size in sizes:
        assert size < 200_000, grown  # what doubles each time is not waited for
        grown.append(size)
    steps = [later - sooner for sooner, later in pairwise(grown)]
    assert len(steps) == 24
    assert sum(steps[12:]) <= 1.1 * sum(steps[:12]), steps


@pytest.mark.parametrize("name", TRUTHS)
def test_truths_inside_each_other(name: str) -> None:
    assert_linear(size(nested(truth(90), TRUTHS[name], depth)) for depth in DEPTHS)


@pytest.mark.parametrize("name", NUMBERS)
def test_numbers_inside_each_other(name: str) -> None:
    assert_linear(size(at_most(nested(signed(90), NUMBERS[name], depth))) for depth in DEPTHS)


@pytest.mark.parametrize("name", DAYS)
def test_days_inside_each_other(name: str) -> None:
    last = tree.Filing()
    assert_linear(size(tree.Comparison("<=", nested(day(90), DAYS[name], depth), last)) for depth in DEPTHS)


MAKERS = tree.FactOf(("makers",), cg.facts(Workshop)["makers"])
YEARS, LICENSED = (cg.facts(Maker)[name] for name in ("years", "licensed"))
LICENSED_ONE = tree.FactOf(("licensed",), LICENSED, 1)


def years(index: int) -> tree.Node:
    return tree.FactOf((f"years_{index:02}",), YEARS, 1)


ITEMS: dict[str, Step] = {
    "sums of sums": lambda one, n: tree.Arithmetic("+", one, tree.Total(MAKERS, years(n), LICENSED_ONE, 1)),
    "a sum of what is asked": lambda one, n: tree.Pick(
        tree.Comparison("<=", tree.Total(MAKERS, years(n), LICENSED_ONE, 1), one), number(n), signed(n)
    ),
    "a sum of picks of an item": lambda one, n: tree.Total(
        MAKERS, nested(years(n), ITEM_STEP, n + 1), LICENSED_ONE, 1
    ),
}


def ITEM_STEP(one: tree.Node, n: int) -> tree.Node:
    return tree.Pick(at_most(one), years(n), tree.Arithmetic("-", years(n), tree.Constant(5)))


@pytest.mark.parametrize("name", ITEMS)
def test_what_goes_through_lists_inside_each_other(name: str) -> None:
    assert_linear(size(at_most(nested(signed(90), ITEMS[name], depth))) for depth in DEPTHS)


def test_so_many_of_several() -> None:
    """Three of eight take a few thousand letters, and further ones as much each."""

    def of(several: int, least: int) -> int:
        truths = [tree.FactOf((f"truth_{index:02}",), TRUTH) for index in range(several)]
        return size(as_node(at_least(least, *map(traced_truth, truths)), "bool"))

    assert of(8, 3) < 2_500
    assert of(8, 3) == of(8, 6)
    assert_linear(of(several, 3) for several in range(4, 29))


def test_so_many_of_several_that_are_long() -> None:
    def of(several: int) -> int:
        long = [nested(truth(90), TRUTHS["pick, asked"], 4 + index % 2) for index in range(several)]
        return size(as_node(at_least(3, *map(traced_truth, long)), "bool"))

    assert_linear(of(several) for several in range(4, 29))


def test_the_outcome_and_the_award_grow_with_the_rules() -> None:
    @rule("stall.budget", en="Within")
    def within(stall: Stall, terms: Terms) -> Truth:
        return stall.rent <= terms.budget

    def rules(many: int) -> list[TracedRule]:
        holds = [nested(truth(index), TRUTHS["pick, asked"], 3) for index in range(many)]
        return [TracedRule(within, one, truth(50 + index), "") for index, one in enumerate(holds)]

    assert_linear(len(json.dumps(outcome_of(rules(many), Stall))) for many in DEPTHS)
    for step in NUMBERS.values():
        assert_linear(len(json.dumps(amount_of(nested(signed(90), step, depth)))) for depth in DEPTHS)
