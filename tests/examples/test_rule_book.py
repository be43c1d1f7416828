"""The rule book's readers: Python's and, where an engine of CEL for it is installed, JavaScript's."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

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
from readings.tables import drawn
from toys.random_trees import Limits, Trees, drafted

EXAMPLE = Path(answers.__file__).with_name("answers.mjs")
ENGINE = os.environ.get("CLOUDGRANT_CEL_JS", "")
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


@pytest.mark.skipif(not ENGINE, reason="CLOUDGRANT_CEL_JS names no module of @marcbachmann/cel-js")
def test_javascript_answers_as_python_does(tmp_path: Path) -> None:
    node = shutil.which("node")
    assert node is not None
    random, trees, said = Random(3), [], []
    for number in range(600):
        one, draft = Trees(random).truth(number % 4 + 1), drafted(random)
        trees.append({**portable.cel(one)._asdict(), "bound": portable.bindings(draft, Limits())})
        truth = value_of(one, Case(draft, Limits()))
        said.append(None if truth is UNKNOWN else truth)
    books: list[dict[str, Any]] = []
    decided: list[list[dict[str, Any]]] = []
    programmes: list[tuple[cg.Programme[Any, Any], int]] = [
        (cg.points, 40),
        (cg.listing, 20),
        (cg.coaching, 30),
        (de_minimis, 40),
    ]
    days: st.SearchStrategy[cg.Fact[date]] = st.sampled_from([date(2024, 5, 2), UNKNOWN])
    for programme, number in programmes:
        policy, each = programme.edition.policy, subjects(programme.subject, programme)
        bounds, answered = [], []
        for subject, on in drawn(st.tuples(each, days), number):
            decision = programme.assess(subject, on=on, policy=policy)
            bounds.append(portable.bindings(subject, policy, on))
            answered.append({**decision.words, "outcome": decision.outcome.value, "award": decision.award})
        books.append({"book": portable.rulebook(programme), "bounds": bounds})
        decided.append(answered)
    cases = tmp_path / "cases.json"
    cases.write_text(json.dumps({"books": books, "trees": trees}))
    reader = Path(__file__).with_name("rule_book_answers.mjs")
    command = [node, str(reader), str(EXAMPLE), ENGINE, str(cases)]
    found = subprocess.run(command, check=True, capture_output=True, text=True)
    assert json.loads(found.stdout) == {"said": said, "decided": decided}
