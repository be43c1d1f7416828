"""Boundary cases of every programme: each subject, assessed, gives what its case says; lacks are named."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

import cloudgrant as cg
from cloudgrant.rules import UNKNOWN, Result
from cloudgrant.testing import BoundaryCase, OutOfReach, WithoutCases, boundary_cases
from toys import stalls as market
from toys.stalls import PUBLISHED, stalls

SETTLED = (Result.MET, Result.NOT_APPLICABLE)

WITHOUT: Mapping[tuple[str, str], frozenset[tuple[str, str]]] = {}
"""By programme and stage: what no subject that was worked out brings across, by rule and fact."""

SILENT = {
    "points.claim",  # which documents are needed is not announced
}
"""Rules of which everything waits for what the policy does not state: they have no boundary yet."""

STAGES: list[tuple[Any, Any]] = [
    (cg.points, "application"), (cg.points, "purchase"), (cg.points, "claim"),
    (cg.listing, "application"), (cg.listing, "purchase"), (cg.listing, "acceptance"),
    (cg.coaching, "application"), (cg.coaching, "closing"), (cg.research, "closing"),
]  # fmt: skip


def real(programme: Any, case: BoundaryCase, stage: Any = "application") -> None:
    """Assess the subject of a case: it comes out as the case says, and where it is alone, all else is met."""
    decision = programme.assess(case.subject, on=case.on, policy=case.policy, stage=stage)
    if isinstance(case.answer, Result):
        items = [step for step in case.path if isinstance(step, int)]
        finding = decision[case.rule]
        parts = finding.parts if items and finding.parts else ()
        assert (parts[items[0]].result if parts else finding.result) is case.answer, case
    elif decision.outcome is cg.Outcome.ELIGIBLE:
        assert decision.award == (None if case.answer is UNKNOWN else case.answer), case
    required = {one: programme.traced(one).rule.force == "required" for one in decision.results}
    others = {decision.results[one] for one in required if required[one] and one != case.rule}
    assert case.alone is all(one in SETTLED for one in others), case


def turns(cases: tuple[BoundaryCase, ...]) -> None:
    """Of each condition and fact there are two answers, and where the fact is unknown there is none."""
    each: dict[Any, list[BoundaryCase]] = {}
    for case in cases:
        each.setdefault((case.rule, case.condition, tuple(case.path)), []).append(case)
        if case.position == "unknown":
            assert case.answer in (Result.UNDETERMINED, UNKNOWN), case
    for key, found in each.items():
        assert len({case.answer for case in found}) > 1, key


@pytest.mark.parametrize(("programme", "stage"), STAGES, ids=[f"{one.name} {at}" for one, at in STAGES])
def test_each_case_is_real_and_each_lack_is_named(programme: Any, stage: Any) -> None:
    without: tuple[WithoutCases, ...] = ()
    try:
        cases = boundary_cases(programme, stage=stage)
    except OutOfReach as error:
        cases, without = error.cases, error.without
    lacking = frozenset((one.rule, one.path.key) for one in without)
    assert lacking == WITHOUT.get((programme.name, stage), frozenset())
    turns(cases)
    for case in cases:
        real(programme, case, stage)
    with_cases = {case.rule for case in cases} | {rule for rule, _ in lacking}
    assert with_cases >= {*programme.rule_ids(stage)} - SILENT


@pytest.mark.parametrize("one", [*market.RULES, None], ids=lambda one: "all" if one is None else one.id)
def test_each_case_of_stalls_is_real(one: Any) -> None:
    judged = stalls if one is None else market.programme(one)
    cases = boundary_cases(judged, policy=PUBLISHED)
    turns(cases)
    for case in cases:
        real(judged, case)


def test_the_award_turns_at_each_tier() -> None:
    alone = market.programme(market.in_time)
    found = [
        (case.path.key, case.position, case.value, case.answer)
        for case in boundary_cases(alone)
        if case.rule == "stall.help"
    ]
    assert found[:3] == [
        ("fined", "true", True, 0), ("fined", "false", False, 100), ("fined", "unknown", UNKNOWN, UNKNOWN),
    ]  # fmt: skip
    assert [answer for key, *_, answer in found if key == "rent"] == [249, 250, 250, UNKNOWN]
