"""Boundary cases of conditions on lists: by facts of an item, by how many there are, or told to have none."""

from __future__ import annotations

from typing import Any

import pytest

import cloudgrant as cg
from cloudgrant.rules import UNKNOWN, Result, Truth, distinct, for_each, one_of, rule, some, total
from cloudgrant.testing import BoundaryCase, OutOfReach, WithoutCases, boundary_cases, without_cases
from cloudgrant.values.paths import Path
from rules.explaining.test_remedies_in_lists import (
    Case,
    Limits,
    Line,
    capped,
    enough,
    no_travel,
    programme,
    proven,
)

MET, NOT_MET, OPEN = Result.MET, Result.NOT_MET, Result.UNDETERMINED


def told(judged: Any) -> dict[tuple[str, str], list[tuple[str, Any, Any]]]:
    """What each case says of its fact, and what assessing its subject gives."""
    found: dict[tuple[str, str], list[tuple[str, Any, Any]]] = {}
    for case in boundary_cases(judged):
        result = judged.assess(case.subject, on=case.on, policy=case.policy).results[case.rule]
        assert result is case.answer
        value = len(case.value) if isinstance(case.value, tuple) else case.value
        found.setdefault((case.path.pointer, case.condition), []).append((case.position, value, result))
    return found


def test_a_total_is_crossed_by_an_item_its_amount_and_whether_it_counts() -> None:
    judged = programme(capped)
    assert told(judged) == {
        ("/lines/0/amount", "total(lines, amount, one_of(source, 'grant')) <= policy.cap"): [
            ("below", 99, MET), ("at", 100, MET), ("above", 101, NOT_MET), ("unknown", UNKNOWN, OPEN),
        ],
        ("/lines/0/source", "one_of(source, 'grant')"): [
            ("in", "grant", NOT_MET), ("out", "own", MET), ("unknown", UNKNOWN, OPEN),
        ],
    }  # fmt: skip
    assert without_cases(judged) == ()


def test_a_count_is_crossed_by_the_number_of_items_and_by_one_that_counts() -> None:
    found = told(programme(enough))
    assert found["/lines", "count(lines, proven) >= policy.least"] == [
        ("below", 1, NOT_MET), ("at", 2, MET), ("above", 3, MET), ("unknown", UNKNOWN, OPEN),
    ]  # fmt: skip
    assert found["/lines/0/proven", "proven"] == [
        ("true", True, MET), ("false", False, NOT_MET), ("unknown", UNKNOWN, OPEN),
    ]  # fmt: skip


def test_what_some_or_every_item_must_be_is_crossed_by_one() -> None:
    assert told(programme(proven, no_travel)) == {
        ("/lines/0/proven", "proven"): [
            ("true", True, MET), ("false", False, NOT_MET), ("unknown", UNKNOWN, OPEN),
        ],
        ("/lines/0/kind", "one_of(kind, 'travel')"): [
            ("in", "travel", NOT_MET), ("out", "wages", MET), ("unknown", UNKNOWN, OPEN),
        ],
    }  # fmt: skip


def test_how_many_different_ones_there_are_is_crossed_by_their_number() -> None:
    @rule("case.kinds", en="Two kinds")
    def kinds(case: Case, limits: Limits) -> Truth:
        return distinct(case.lines, of=lambda line: line.kind) >= 2

    assert told(programme(kinds))["/lines", "distinct(lines, kind) >= 2"] == [
        ("below", 1, NOT_MET), ("at", 2, MET), ("above", 3, MET), ("unknown", UNKNOWN, OPEN),
    ]  # fmt: skip


def test_a_rule_about_each_item_has_cases_on_an_item() -> None:
    @rule("case.each", applies=lambda line, limits: one_of(line.source, "grant"), en="Each at most the cap")
    def each(line: Line, limits: Limits) -> Truth:
        return line.amount <= limits.cap

    judged = programme_of_each(each)
    cases = boundary_cases(judged)
    assert [(case.path.pointer, case.position, case.answer) for case in cases] == [
        ("/lines/0/source", "in", MET), ("/lines/0/source", "out", Result.NOT_APPLICABLE),
        ("/lines/0/source", "unknown", OPEN),
        ("/lines/0/amount", "below", MET), ("/lines/0/amount", "at", MET),
        ("/lines/0/amount", "above", NOT_MET), ("/lines/0/amount", "unknown", OPEN),
    ]  # fmt: skip
    for case in cases:
        [part] = judged.assess(case.subject, on=case.on)["case.each"].parts
        assert part.result is case.answer


def programme_of_each(one: Any) -> Any:
    from datetime import date

    from cloudgrant.rules import Clause, Programme, Text

    return Programme(
        "case", title=Text(en="Case"), subject=Case, policies={date(2022, 1, 1): Limits()},
        rules=[for_each("lines", one)],
        clauses=[Clause("case.each", heading="h", source="s", text=Text(en="…"))],
    )  # fmt: skip


def test_what_no_subject_brings_across_is_an_error_unless_it_is_excepted() -> None:
    @rule("case.sure", en="Never less than nothing")
    def sure(case: Case, limits: Limits) -> Truth:
        return total(case.lines, of=lambda line: line.amount) >= 0

    judged = programme(sure, proven)
    lacking = without_cases(judged)
    assert lacking == (WithoutCases("case.sure", Path(["lines", 0, "amount"]), "total(lines, amount) >= 0"),)
    with pytest.raises(OutOfReach) as caught:
        boundary_cases(judged)
    assert caught.value.without == lacking
    assert caught.value.code == "boundary.out_of_reach"
    assert "case.sure: lines[0].amount in `total(lines, amount) >= 0`" in str(caught.value)
    assert caught.value.message("zh").splitlines()[0] == "下列 1 項事實無法推算邊界案例"
    assert {case.rule for case in boundary_cases(judged, excepting=lacking)} == {"case.proven"}


def test_of_a_condition_that_another_one_swallows_there_is_none() -> None:
    @rule("case.either", en="At most the cap, or at most half of it")
    def either(case: Case, limits: Limits) -> Truth:
        return some(case.lines, lambda line: (line.amount <= limits.cap) | (line.amount <= 50))

    assert [one.condition for one in without_cases(programme(either))] == ["amount <= 50"]


def test_where_every_fact_has_cases_nothing_is_told() -> None:
    assert without_cases(cg.points) == ()
    assert all(isinstance(case, BoundaryCase) for case in boundary_cases(cg.points))
