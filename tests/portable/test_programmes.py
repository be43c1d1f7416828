"""Drafts of every programme and stage: the rule book answers as the library does, what is open included."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant.rules import UNKNOWN, Fact
from cloudgrant.testing.strategies import dates_near, subjects
from readings.cel_answers import Expressions
from readings.tables import drawn

PROGRAMMES: dict[str, cg.Programme[Any, Any]] = {
    "points": cg.points,
    "listing": cg.listing,
    "coaching": cg.coaching,
    "research": cg.research,
}
STAGES = [(name, stage) for name, programme in PROGRAMMES.items() for stage in programme.subjects]
ROWS = {"points": 60, "listing": 40, "coaching": 60, "research": 8}


@pytest.mark.parametrize(("name", "stage"), STAGES)
def test_drafts(name: str, stage: Any) -> None:
    programme = PROGRAMMES[name]
    under_one_text, policy = programme.under(programme.edition), programme.edition.policy
    book = Expressions(programme, stage=stage)
    day: st.SearchStrategy[Fact[date]] = dates_near([date(2022, 5, 2), date(2022, 8, 31)]) | st.just(UNKNOWN)
    seen: Counter[str] = Counter()
    for subject, on in drawn(st.tuples(subjects(programme.subjects[stage], programme), day), ROWS[name]):
        decision = under_one_text.assess(subject, on=on, policy=policy, stage=stage)
        expected: dict[str, Any] = {**decision.words, "outcome": decision.outcome.value}
        if book.book["award"] is not None:
            expected["award"] = decision.award
        assert book.answer(subject, policy, on) == expected, (subject, on)
        seen.update(decision.words.values())
    assert seen["undetermined"]
    assert len(seen) > 1


@pytest.mark.parametrize(("name", "stage"), STAGES)
def test_no_expression_takes_more_than_its_words(name: str, stage: Any) -> None:
    """The most that any one rule takes; nothing grows with the number of cases that it tells apart."""
    book = Expressions(PROGRAMMES[name], stage=stage).book
    assert (
        max(len(str([rule[part] for part in ("first", "applies", "holds")])) for rule in book["rules"])
        < 40_000
    )
