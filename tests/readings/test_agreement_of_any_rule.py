"""Whatever rule may be written: its frame and its expression answer as its function does."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import product
from typing import Any

import polars as pl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cloudgrant import frames, portable
from cloudgrant.rules import UNKNOWN, Fact, Result, rule
from cloudgrant.rules.deciding.evaluate import Case, value_of
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.tracing import trace
from readings.cel_answers import evaluated
from readings.tables import Table
from toys.workshops import programme
from toys.written_rules import DAYS, Rates, Shop, function_of, policies, shops, texts

ANSWERS = {True: Result.MET.value, False: Result.NOT_MET.value, UNKNOWN: Result.UNDETERMINED.value}
one_day: st.SearchStrategy[Fact[date]] = st.sampled_from([*DAYS, UNKNOWN])
many_shops = st.lists(st.tuples(shops(), one_day), min_size=1, max_size=20)


def tree_of(text: str) -> tree.Node:
    return trace("law.x", function_of(text), Shop, Rates)


def agree(text: str, rows: Iterable[tuple[Shop, Fact[date]]], policy: Rates) -> None:
    """The expressions answer as the tree, and as the function wherever that answers."""
    function, node = function_of(text), tree_of(text)
    expressions = portable.cel(node)
    for shop, on in rows:
        found = evaluated(expressions, portable.bindings(shop, policy, on))
        assert found is value_of(node, Case(shop, policy, on)), (text, shop, policy, on)
        assert function(shop, policy, on) in (found, UNKNOWN)


@given(text=texts, rows=many_shops, policy=policies())
@settings(max_examples=150)
def test_frames_agree(text: str, rows: list[tuple[Shop, Fact[date]]], policy: Rates) -> None:
    assume("any_of" not in text)  # lists are not for frames
    function = function_of(text)
    judged = programme(rule("law.x", en="…")(function), subject=Shop, policies={DAYS[0]: policy})
    frame = Table(rows).polars()
    decided = frames.assess(frame, judged, subject=Shop, on="filed", policy=policy)
    decisions = [judged.assess(shop, policy=policy, on=on) for shop, on in rows]
    assert decided["law.x"].to_list() == [one.results["law.x"].value for one in decisions]
    for (shop, on), decision in zip(rows, decisions, strict=True):  # a call may know less, never otherwise
        called = function(shop, policy, on)
        assert called is UNKNOWN or ANSWERS[called] == decision.results["law.x"].value


@given(text=texts, rows=many_shops, policy=policies())
@settings(max_examples=400)
def test_expressions_agree(text: str, rows: list[tuple[Shop, Fact[date]]], policy: Rates) -> None:
    agree(text, rows, policy)


UNSURE = [
    # With an unknown condition, a choice is known where both sides agree.
    "pick(shop.public, shop.fined, shop.fined)",
    "pick(shop.public, shop.rent <= 2, shop.wages <= 2)",
    "(pick(shop.public, shop.rent, shop.wages) <= 2)",
    "((pick(shop.public, shop.rent, 2) + 1) < 3)",
    "(pick(shop.public, 1, 1) + shop.rent + shop.wages <= 3)",
    # Partial sums already count.
    "(shop.rent + shop.wages <= policy.limit)",
    "((lesser(shop.rent, shop.wages) + 1) <= 2)",
    "((shop.rent - shop.wages) // 2 < 0)",
    "((0 - shop.rent) // 2 <= 0 - 1)",
    "any_of(shop.crafts, policy.kinds)",
    "one_of(shop.rent, 1, 3)",
]
_VALUES: list[tuple[Any, ...]] = [
    (True, UNKNOWN),
    (True, False, UNKNOWN),
    (1, 2, 3, UNKNOWN),
    (2, 3, UNKNOWN),
    (("glass", UNKNOWN), ("silk", UNKNOWN)),
]
SHOPS = [
    Shop(public=public, fined=fined, rent=rent, wages=wages, crafts=crafts)
    for public, fined, rent, wages, crafts in product(*_VALUES)
]


@pytest.mark.parametrize("text", UNSURE)
def test_expressions_know_as_much_under_partial_knowledge(text: str) -> None:
    agree(text, [(shop, UNKNOWN) for shop in SHOPS], Rates())


@pytest.mark.parametrize("text", [text for text in UNSURE if "any_of" not in text])
def test_frames_know_as_much_under_partial_knowledge(text: str) -> None:
    function = function_of(text)
    judged = programme(rule("law.x", en="…")(function), subject=Shop, policies={DAYS[0]: Rates()})
    frame: pl.DataFrame = Table([(shop, UNKNOWN) for shop in SHOPS]).polars()
    decided: Any = frames.assess(frame, judged, subject=Shop, on="filed", policy=Rates())
    decisions = [judged.assess(shop, policy=Rates(), on=UNKNOWN) for shop in SHOPS]
    assert decided["law.x"].to_list() == [one.results["law.x"].value for one in decisions]
    for shop, decision in zip(SHOPS, decisions, strict=True):  # a call may know less, never otherwise
        called = function(shop, Rates(), UNKNOWN)
        assert called is UNKNOWN or ANSWERS[called] == decision.results["law.x"].value
