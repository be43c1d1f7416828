"""The criteria of the technical review, and the record of what the reviewers found."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant.programmes.listing import (
    OPERATION,
    ROC_111,
    RUBRIC,
    TECHNICAL,
    Marked,
    ReviewSheet,
    SecurityTests,
    score,
)
from cloudgrant.programmes.listing import tally as tally_by

U = cg.UNKNOWN
SECURITY = "listing.review.technical-criteria/security-risk"
MARKED = [criterion.id for criterion in RUBRIC if criterion.id != SECURITY]
CLEAN = SecurityTests(
    code_scan="none",
    site_scan="low",
    host_scan="none",
    app_test="none",
    penetration_test="low",
    open_source="none",
)


def tally(sheets: Iterable[ReviewSheet], tests: SecurityTests = SecurityTests()) -> tuple[Marked, ...]:  # noqa: B008
    return tally_by(sheets, tests, policy=ROC_111.policy)


def sheet(reviewer: str, mark: Any = "met", **others: Any) -> ReviewSheet:
    marks: dict[str, Any] = dict.fromkeys(MARKED, mark)
    return ReviewSheet(reviewer=reviewer, marks={**marks, **others})


def by_id(marked: tuple[Marked, ...]) -> dict[str, Marked]:
    return {one.criterion.id: one for one in marked}


def test_six_technical_and_four_times_two_operation_criteria() -> None:
    labels = ["大量連線", "大量計算", "資源彈性調度", "服務不中斷", "雲端負載機制", "資安風險"]
    assert [criterion.label["zh"] for criterion in TECHNICAL] == labels
    assert len(OPERATION) == 8
    assert len({criterion.id for criterion in RUBRIC}) == 14
    assert {criterion.clause for criterion in TECHNICAL} == {"listing.review.technical-criteria"}
    assert {criterion.clause for criterion in OPERATION} == {"listing.review.operation-criteria"}


def test_reviewers_who_agree_settle_a_criterion() -> None:
    found = tally([sheet("甲"), sheet("乙")], CLEAN)
    assert {one.met for one in found} == {True}
    assert {one.met for one in tally([sheet("甲", "not_met")], CLEAN) if one.criterion.id != SECURITY} == {
        False
    }


def test_reviewers_who_differ_leave_it_to_consensus() -> None:
    found = by_id(tally([sheet("甲"), sheet("乙", **{MARKED[0]: "not_met"})], CLEAN))
    assert (found[MARKED[0]].met, found[MARKED[0]].split) == (U, True)
    assert (found[MARKED[1]].met, found[MARKED[1]].split) == (True, False)


def test_a_missing_mark_is_named() -> None:
    found = by_id(tally([sheet("甲"), ReviewSheet(reviewer="乙", marks={MARKED[0]: "met"})], CLEAN))
    assert found[MARKED[0]].unmarked == ()
    assert found[MARKED[1]].unmarked == ("乙",)
    assert found[MARKED[1]].met is U
    assert by_id(tally([]))[MARKED[0]].met is U


@pytest.mark.parametrize(
    ("tests", "met"),
    [
        (CLEAN, True),
        (SecurityTests(), U),
        (SecurityTests(code_scan="medium"), False),
        (SecurityTests(code_scan="low", site_scan="low"), U),
    ],
)
def test_security_follows_from_the_tests_alone(tests: SecurityTests, met: object) -> None:
    assert by_id(tally([sheet("甲")], tests))[SECURITY].met is met


@given(st.lists(st.dictionaries(st.sampled_from(MARKED), st.sampled_from(["met", "not_met"])), max_size=3))
def test_the_order_of_the_sheets_does_not_matter(marks: list[dict[str, Any]]) -> None:
    sheets = [ReviewSheet(reviewer=str(index), marks=one) for index, one in enumerate(marks)]
    assert len({tally(order) for order in permutations(sheets)}) == 1


@pytest.mark.parametrize(
    ("marks", "pointer", "code"),
    [
        ({SECURITY: "met"}, f"/marks/{SECURITY.replace('/', '~1')}", "listing.computed"),
        (
            {"listing.review.technical-criteria/conections": "met"},
            "/marks/listing.review.technical-criteria~1conections",
            "unknown_key",
        ),
        ({MARKED[0]: "good"}, f"/marks/{MARKED[0].replace('/', '~1')}", "option"),
    ],
)
def test_no_sheet(marks: dict[str, Any], pointer: str, code: str) -> None:
    with pytest.raises(cg.InvalidInput) as caught:
        ReviewSheet(reviewer="甲", marks=marks)
    assert [(one.path.pointer, one.code) for one in caught.value.problems] == [(pointer, code)]


def test_one_sheet_for_each_reviewer() -> None:
    with pytest.raises(cg.InvalidInput) as caught:
        tally([sheet("甲"), sheet("甲")])
    assert [one.code for one in caught.value.problems] == ["duplicate"]


def test_a_sheet_is_dumped_and_loaded() -> None:
    one = ReviewSheet(reviewer="甲", marks={MARKED[0]: "met"}, comments={MARKED[0]: "承載量佳"})
    assert cg.load(ReviewSheet, cg.dump(one)) == one


def test_no_score_without_weights_and_an_exact_one_with_them() -> None:
    marked = tally([sheet("甲", **{MARKED[0]: "not_met"})], CLEAN)
    assert score(marked) is U
    assert score(marked, {MARKED[0]: 1, MARKED[1]: 2}) == Fraction(2, 3)
    assert score(marked, {SECURITY: 1}) == 1
    unsettled = tally([sheet("甲")])
    assert score(unsettled, {SECURITY: 1, MARKED[0]: 1}) is U
    assert score(unsettled, {SECURITY: 0, MARKED[0]: 1}) == 1


@pytest.mark.parametrize(
    ("weights", "code"),
    [
        ({"listing.review": 1}, "unknown_key"),
        ({MARKED[0]: -1}, "negative"),
        ({}, "required"),
        ({MARKED[0]: 0}, "required"),
    ],
)
def test_no_weights(weights: dict[str, int], code: str) -> None:
    with pytest.raises(cg.InvalidInput) as caught:
        score(tally([]), weights)
    assert code in [one.code for one in caught.value.problems]
