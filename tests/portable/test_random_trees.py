"""Random trees over random drafts: the pair of expressions says what the tree says, no more and no less."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from cloudgrant import portable
from cloudgrant.rules import UNKNOWN, facts
from cloudgrant.rules.deciding.evaluate import Case, value_of
from readings.cel_answers import evaluated
from toys.random_trees import Limits, Trees, drafted

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
