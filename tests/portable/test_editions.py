"""The rule book of an edition: what it quotes, what is awaited, and what of its numbers is not known."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from typing import Any

import pytest
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant import portable
from cloudgrant.programmes.points.roc_111 import ROC_111
from cloudgrant.reform import Reform
from cloudgrant.rules import UNKNOWN, Fact
from cloudgrant.rules.law.numbers import silenced
from cloudgrant.rules.law.policies import changed_policy
from cloudgrant.testing.strategies import dates_near, subjects
from readings.cel_answers import Expressions, evaluated
from readings.tables import drawn
from toys.next_year import NOTICE, POINTS, ROC_112

BRIEFING = {"title": "數位雲服務政府資源說明會", "on": "2022-04-13", "ref": None}
LATER = {"title": NOTICE.title, "on": "2023-02-01", "ref": None}
PROGRAMMES: dict[str, cg.Programme[Any, Any]] = {
    "points": cg.points,
    "listing": cg.listing,
    "coaching": cg.coaching,
    "research": cg.research,
}
STAGES = [(name, stage) for name, programme in PROGRAMMES.items() for stage in programme.subjects]
ROWS = {"points": 30, "listing": 20, "coaching": 30, "research": 6}


def clauses(book: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {rule["clause"]["id"]: rule["clause"] for rule in book["rules"]}


def test_the_book_quotes_the_edition() -> None:
    old, new = (portable.rulebook(POINTS.under(name)) for name in ("roc-111", "roc-112"))
    assert old["edition"] == {
        "name": "roc-111",
        "title": {"zh": "111 年版", "en": "ROC 111"},
        "since": "2022-01-01",
        "until": "2022-12-31",
        "notice": BRIEFING,
        "reform": None,
    }
    assert (new["edition"]["name"], new["edition"]["notice"]) == ("roc-112", LATER)
    assert (old["policy"]["regular_employee_ceiling"], new["policy"]["regular_employee_ceiling"]) == (
        200,
        250,
    )
    assert portable.rulebook(POINTS)["edition"] == new["edition"]
    assert json.loads(json.dumps(new)) == new


def test_each_clause_names_its_notice_and_who_kept_it() -> None:
    found = clauses(portable.rulebook(POINTS.under("roc-112")))
    size, manufacturer = found["points.applicant.size"], found["points.applicant.manufacturer"]
    assert (size["notice"], size["kept_by"], size["awaited"]) == (LATER, None, False)
    assert (manufacturer["notice"], manufacturer["kept_by"]) == (BRIEFING, LATER)
    assert "points.applicant.not-repeat" not in found


def test_what_is_awaited_has_no_words_and_is_open_whatever_is_bound() -> None:
    book = portable.rulebook(POINTS.under("roc-112"), stage="claim")
    claim = next(rule for rule in book["rules"] if rule["id"] == "points.claim")
    clause = claim["clause"]
    assert (clause["source"], clause["awaited"], clause["notice"], clause["kept_by"]) == (
        "",
        True,
        None,
        None,
    )
    assert claim["holds"] == {"surely": "false", "possibly": "true"}
    pair = portable.cel(POINTS.under("roc-112").traced("points.claim").holds)
    assert (pair.surely, pair.possibly, pair.first) == ("false", "true", ())
    assert evaluated(pair, {"subject": {}, "policy": {}, "on": None}) is UNKNOWN


def test_after_the_last_day_everything_is_open() -> None:
    book = Expressions(POINTS.under(ROC_112.ended()))
    assert book.book["policy"] == {}
    assert book.book["award"] == {"first": [], "known": "false", "amount": "0"}
    assert book.book["edition"]["notice"] is None
    firm = cg.Manufacturer(paid_in_capital=1, factory="registered", points_last_used_in=0)
    answer = book.answer(firm, ROC_112.ended().policy, date(2024, 5, 2))
    assert answer.pop("award") is None
    assert set(answer.values()) == {"undetermined"}


def test_a_reform_is_named_and_its_clause_stands_in_no_notice() -> None:
    reform = Reform("wider", since=date(2022, 7, 1), policy={"regular_employee_ceiling": 300})
    edition = portable.rulebook(reform.of(cg.points))["edition"]
    assert (edition["name"], edition["reform"], edition["since"]) == ("roc-111", "wider", "2022-07-01")
    assert edition["notice"] == BRIEFING


@pytest.mark.parametrize(("name", "stage"), STAGES)
def test_numbers_of_which_none_is_known_are_absent_and_nothing_errs(name: str, stage: Any) -> None:
    programme = PROGRAMMES[name]
    policy = changed_policy(programme.edition.policy, silenced(programme.edition.policy))
    book = Expressions(programme, policy=policy, stage=stage)
    assert book.book["policy"] == {}
    day: st.SearchStrategy[Fact[date]] = dates_near([date(2022, 5, 2)]) | st.just(UNKNOWN)
    seen: Counter[str] = Counter()
    for subject, on in drawn(st.tuples(subjects(programme.subjects[stage], programme), day), ROWS[name]):
        decision = programme.assess(subject, on=on, policy=policy, stage=stage, edition=programme.edition)
        expected: dict[str, Any] = {**decision.words, "outcome": decision.outcome.value}
        if book.book["award"] is not None:
            expected["award"] = decision.award
        assert book.answer(subject, policy, on) == expected, (subject, on)
        seen.update(decision.words.values())
    assert seen["undetermined"] or stage == "closing"  # there no number of the policy is read


def test_the_rule_books_of_both_years_answer_as_the_library_does() -> None:
    firms = subjects(cg.Company, cg.points)
    days = dates_near([date(2022, 5, 2), date(2023, 3, 1), date(2023, 9, 30)])
    for edition in (ROC_111, ROC_112):
        law = POINTS.under(edition)
        book = Expressions(law)
        for firm, on in drawn(st.tuples(firms, days), 40):
            decision = law.assess(firm, on=on)
            expected = {**decision.words, "outcome": decision.outcome.value, "award": decision.award}
            assert book.answer(firm, edition.policy, on) == expected
