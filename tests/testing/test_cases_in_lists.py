"""Boundary cases of thresholds on what a list comes to: by an item of it, or told to be out of reach."""

from __future__ import annotations

import cloudgrant as cg
from cloudgrant.rules import UNKNOWN, Result, Truth, rule, total
from cloudgrant.testing import boundary_cases, without_cases
from rules.explaining.test_remedies_in_lists import Case, Limits, capped, enough, no_travel, programme


def test_a_total_is_crossed_by_the_amount_of_an_item() -> None:
    judged = programme(capped)
    found = [
        (case.position, case.value, judged.assess(case.subject, on=case.on)["case.cap"].result)
        for case in boundary_cases(judged)
    ]
    assert found == [
        ("below", 99, Result.MET),
        ("at", 100, Result.MET),
        ("above", 101, Result.NOT_MET),
        ("unknown", UNKNOWN, Result.UNDETERMINED),
    ]
    assert {case.path.pointer for case in boundary_cases(judged)} == {"/lines/0/amount"}
    assert without_cases(judged) == ()


def test_a_count_that_one_item_does_not_cross_is_told() -> None:
    judged = programme(enough, no_travel)
    assert boundary_cases(judged) == ()
    assert [(one.rule, one.path.key) for one in without_cases(judged)] == [("case.count", "lines")]


def test_a_fact_that_no_subject_brings_across_is_told() -> None:
    @rule("case.sure", en="Never less than nothing")
    def sure(case: Case, limits: Limits) -> Truth:
        return total(case.lines, of=lambda line: line.amount) >= 0

    assert [one.path.key for one in without_cases(programme(sure))] == ["lines[0].amount"]


def test_where_every_fact_has_cases_nothing_is_told() -> None:
    assert without_cases(cg.points) == ()
