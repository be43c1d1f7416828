"""Boundary cases of every programme: each subject, assessed, gives what its case says; lacks are named."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

import cloudgrant as cg
from cloudgrant.rules import UNKNOWN, Result
from cloudgrant.testing import BoundaryCase, OutOfReach, boundary_cases
from stories.textile import good
from toys import stalls as market
from toys.stalls import PUBLISHED, stalls

SETTLED = (Result.MET, Result.NOT_APPLICABLE)

WITHOUT: Mapping[str, frozenset[tuple[str, str]]] = {
    "research acceptance": frozenset(
        {
            # Which items must pass is not published, so that none fails; these were not come to.
            ("research.security.acceptance", "self_assessment.marks.item"),
            ("research.security.acceptance", "self_assessment.marks.check"),
            ("research.security.acceptance", "self_assessment.all_checked"),
        }
    ),
    "research tracking": frozenset(
        {
            # Not come to: a firm that has not reported beside all that have, and that no report is to come.
            ("research.benefit.salary/every-firm", "firms.ubn"),
            ("research.benefit.salary/every-firm", "members"),
            ("research.benefit.salary/every-firm", "no_more_reports"),
        }
    ),
    "research application": frozenset(
        {
            # What begins within the window, and ends after it has begun, ends after the window's first day.
            ("research.term.window", "ends_on"),
            # Only in the domain of services must one be of the cloud, and there these rules do not apply.
            ("research.domain.manufacturing", "domain"),
            ("research.domain.manufacturing", "services.cloud"),
            ("research.domain.micro/services", "services.cloud"),
            # Without its row an item is also without what must be said in the row.
            ("research.security.plan", "security.facets.facet"),
            ("research.security.self-assessment", "self_assessment.marks.item"),
            # Not come to: services that are many enough in all, and different by those not named alone.
            ("research.domain.manufacturing", "services"),
            ("research.domain.manufacturing", "services.category"),
            ("research.domain.service", "services"),
            ("research.domain.service", "services.category"),
            ("research.domain.micro/services", "services"),
            ("research.domain.micro/services", "services.category"),
            ("research.domain.micro/services", "counted_services"),
            # Not come to: years of revenue that are not stated, and follow from which of them are.
            ("research.sme.revenue-ceiling", "members.firm.revenue_two_years_ago"),
            ("research.sme.revenue-ceiling", "members.firm.revenue_last_year"),
            ("research.sme.revenue-ceiling/evidence", "members.firm.revenue_three_years_ago"),
            ("research.sme.revenue-ceiling/evidence", "members.firm.revenue_two_years_ago"),
            ("research.sme.revenue-ceiling/evidence", "members.firm.revenue_last_year"),
            # Not come to, though there may be such subjects.
            ("research.adoption.stickiness/shorter-term", "adoption.kpis.shorter_explained"),
        }
    ),
}
"""By programme and stage: what has no cases, by rule and fact, and why; or that the search gives up."""

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


def told(
    programme: Any, stage: Any, **how: Any
) -> tuple[tuple[BoundaryCase, ...], frozenset[tuple[str, str]]]:
    """The cases of a stage, and what has none: by its rule and the names on the way to the fact."""
    try:
        return boundary_cases(programme, stage=stage, **how), frozenset()
    except OutOfReach as error:
        names = [".".join(step for step in one.path if isinstance(step, str)) for one in error.without]
        return error.cases, frozenset(zip((one.rule for one in error.without), names, strict=True))


@pytest.mark.parametrize(("programme", "stage"), STAGES, ids=[f"{one.name} {at}" for one, at in STAGES])
def test_each_case_is_real_and_each_lack_is_named(programme: Any, stage: Any) -> None:
    cases, lacking = told(programme, stage)
    assert lacking == WITHOUT.get(f"{programme.name} {stage}", frozenset())
    turns(cases)
    for case in cases:
        real(programme, case, stage)
    with_cases = {case.rule for case in cases} | {rule for rule, _ in lacking}
    assert with_cases >= {*programme.rule_ids(stage)} - SILENT


LONG = {
    "research.applicant.lead", "research.common.net-worth-positive", "research.domain.manufacturing",
    "research.domain.micro/services", "research.domain.service",
    "research.security.plan", "research.security.self-assessment", "research.sme.revenue-ceiling",
    "research.sme.revenue-ceiling/evidence", "research.adoption.stickiness/shorter-term",
}  # fmt: skip
"""Rules of the application that are tried with ``--every-case`` only, for the work that they are."""


@pytest.mark.parametrize("stage", ["application", "acceptance", "tracking"])
def test_each_case_around_the_textile_dossier_is_real(stage: Any, request: pytest.FixtureRequest) -> None:
    decision = good("textile" if stage == "application" else stage)
    assert decision.outcome is cg.Outcome.ELIGIBLE
    judged = {*cg.research.rule_ids(stage)}
    judged -= set() if request.config.getoption("every_case") else LONG
    start = {"subject": decision.subject, "on": decision.on, "policy": decision.policy}
    cases, lacking = told(cg.research, stage, rules=judged, **start)
    named = WITHOUT[f"research {stage}"]
    assert lacking == {(rule, fact) for rule, fact in named if rule in judged}
    turns(cases)
    for case in cases:
        real(cg.research, case, stage)
    assert {case.rule for case in cases} | {rule for rule, _ in lacking} == judged


def test_a_rule_that_the_stage_does_not_have_is_an_error() -> None:
    with pytest.raises(KeyError, match=r"points\.claim.* at the stage 'application'"):
        boundary_cases(cg.points, rules=["points.claim"])
    assert {one.rule for one in boundary_cases(cg.points, rules=["points.applicant.size"])} == {
        "points.applicant.size"
    }


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
