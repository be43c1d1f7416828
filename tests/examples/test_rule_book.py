"""The rule book's readers: Python's and, where engines of CEL for it are installed, JavaScript's."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random

import pytest
from de_minimis import programme as de_minimis
from hypothesis import strategies as st
from rule_book import answers

import cloudgrant as cg
from cloudgrant import portable
from cloudgrant.rules import UNKNOWN
from cloudgrant.rules.deciding.evaluate import Case, value_of
from cloudgrant.testing.strategies import subjects
from readings.cel_answers import valued
from readings.javascript import ENGINES, NO_ENGINES, answered
from readings.tables import drawn
from toys.random_trees import Limits, Trees, drafted

ON = date(2022, 5, 2)


def test_a_rule_about_items_of_which_one_is_not_known() -> None:
    book = portable.rulebook(cg.research)
    member = next(rule for rule in book["rules"] if rule["over"] == "members")
    bound = {"subject": {"members": [None]}, "policy": book["policy"], "on": None}
    assert answers.results(book, bound, valued)[member["id"]] == "undetermined"
    assert answers.results(book, {**bound, "subject": {}}, valued)[member["id"]] == "undetermined"
    assert answers.results(book, {**bound, "subject": {"members": []}}, valued)[member["id"]] == "met"


def test_an_award_is_nothing_where_it_is_refused_and_open_where_the_rest_is() -> None:
    book, policy = portable.rulebook(cg.points), cg.points.policy_on(ON)
    good = cg.Manufacturer(
        paid_in_capital=10**8, regular_employees=9, factory="exempt", points_last_used_in=0
    )
    for firm in (good, cg.Manufacturer(), cg.Company(manufacturer=False)):
        decision = cg.points.assess(firm, on=ON)
        found = answers.award(book, portable.bindings(firm, policy, ON), valued)
        assert (found, type(found)) == (decision.award, type(decision.award))


def test_a_ceiling_is_the_most_that_may_be_asked_for() -> None:
    book, policy = portable.rulebook(cg.research), cg.research.policy_on(ON)
    told: list[tuple[cg.Fact[int], int | None]] = [
        (50_000_001, 25_000_000),
        (10**14, 30_000_000),
        (UNKNOWN, None),
    ]
    for total, ceiling in told:
        proposal = cg.Proposal(stated_total=total)
        assert cg.research.assess(proposal, on=ON).ceiling == ceiling
        assert answers.ceiling(book, portable.bindings(proposal, policy, ON), valued) == ceiling
    assert portable.rulebook(cg.points)["ceiling"] is None
    assert portable.rulebook(cg.research, stage="closing")["ceiling"] is None


def test_another_machine_shows_what_is_derived() -> None:
    facts = portable.rulebook(cg.research)["facts"]
    total = facts["budget_total"]["formula"]
    lines = [{"amount": 40, "source": "own"}, {"amount": 2}, None]
    assert answers.derived(total, {"stated_total": 7}, valued) == 7
    assert answers.derived(total, {"lines": lines[:2]}, valued) == 42
    assert answers.derived(total, {"lines": lines}, valued) is None
    assert answers.between(total, {"lines": lines}, valued) == (42, 42 + 10**12)
    assert answers.derived(facts["joint"]["formula"], {"members": []}, valued) is False
    assert answers.derived(facts["joint"]["formula"], {}, valued) is None
    member = facts["members"]["facts"]["ubn"]["formula"]
    assert answers.derived(member, {"firm": {"ubn": "12345675"}}, valued) == "12345675"
    assert answers.derived(member, {"firm": None}, valued) is None


@pytest.mark.skipif(bool(NO_ENGINES), reason=NO_ENGINES)
@pytest.mark.parametrize("engine", ENGINES)
def test_javascript_answers_as_python_does(engine: str, tmp_path: Path) -> None:
    random, trees, said = Random(3), [], []
    for number in range(600):
        one, draft = Trees(random).truth(number % 4 + 1), drafted(random)
        trees.append({**portable.cel(one)._asdict(), "bound": portable.bindings(draft, Limits())})
        truth = value_of(one, Case(draft, Limits()))
        said.append(None if truth is UNKNOWN else truth)
    policy, each = de_minimis.edition.policy, subjects(de_minimis.subject, de_minimis)
    days: st.SearchStrategy[cg.Fact[date]] = st.sampled_from([date(2024, 5, 2), UNKNOWN])
    bounds, decided = [], []
    for subject, on in drawn(st.tuples(each, days), 40):
        decision = de_minimis.assess(subject, on=on, policy=policy)
        bounds.append(portable.bindings(subject, policy, on))
        decided.append((dict(decision.words), decision.outcome.value))
    book = {"book": portable.rulebook(de_minimis), "bounds": bounds}
    found = answered(engine, tmp_path, books=[book], trees=trees)
    assert found["said"] == said
    assert [(one["results"], one["outcome"]) for one in found["decided"][0]] == decided
