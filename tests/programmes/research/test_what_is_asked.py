"""What is asked for where a part of a proposal or of a tracking is not known: all that an answer turns on."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest

import cloudgrant as cg
from cloudgrant.programmes.research import (
    BudgetLine,
    FirmTracking,
    SecurityMark,
    SecuritySelfAssessment,
    Tracking,
)
from cloudgrant.programmes.research.roc_111.security_items import SECURITY_ITEMS
from programmes.research.budgets import JOINT, LEAD, MET, OPEN, PARTNER, own, subsidy

DAY = date(2022, 5, 20)


def asked(rule: str, subject: Any, *, on: Any = DAY, stage: Any = "application") -> set[str]:
    """The places that one rule asks for."""
    finding = cg.research.assess(subject, on=on, stage=stage, policy=cg.research.policy_on(DAY))[rule]
    assert finding.result is OPEN
    return {gap.path.key for gap in finding.because}


SUMS = {"stated_subsidy", "stated_total"}


@pytest.mark.parametrize(
    ("rule", "proposal", "expected"),
    [
        ("case-cap", cg.Proposal(), {"lines", *SUMS}),
        ("case-cap", cg.Proposal(stated_total=30_000_001), {"lines", "stated_subsidy"}),
        ("case-cap", cg.Proposal(lines=(BudgetLine(source="subsidy"),)), {"lines[0].amount", *SUMS}),
        ("share-cap", cg.Proposal(stated_total=52_000_000), {"lines", "stated_subsidy"}),
        ("share-cap", cg.Proposal(stated_subsidy=24_000_000), {"lines", "stated_total"}),
        (
            "lead-share",
            cg.Proposal(members=JOINT, lines=(BudgetLine(party=LEAD, source="subsidy"), subsidy(8, PARTNER))),
            {"lines[0].amount", *SUMS},
        ),
    ],
)
def test_a_sum_as_stated_is_asked_for_beside_the_lines(
    rule: str, proposal: cg.Proposal, expected: set[str]
) -> None:
    assert asked(f"research.funding.{rule}", proposal) == expected


def test_the_sums_that_the_lines_say_are_not_asked_for() -> None:
    proposal = cg.Proposal(members=JOINT, lines=(subsidy(5), own(5)))
    decision = cg.research.assess(proposal, on=DAY)
    assert not SUMS & {gap.path.key for gap in decision.missing}


@pytest.mark.parametrize(
    ("rule", "beside"),
    [
        ("research.common.registered", {"on"}),
        ("research.common.no-rejected-account", {"policy.closing_date"}),
        ("research.common.net-worth-positive", {"on", "policy.own_statements_show_increase"}),
        ("research.provider.capability-registration", {"on", "policy.closing_date", "policy.moved_last_day"}),
    ],
)
def test_of_members_that_are_not_known_the_day_and_the_policy_are_asked_for_too(
    rule: str, beside: set[str]
) -> None:
    assert asked(rule, cg.Proposal(), on=cg.UNKNOWN) == {"members", *beside}


@pytest.mark.parametrize("year", ["", "/second-year"])
def test_so_they_are_of_firms_that_are_tracked(year: str) -> None:
    rule = f"research.benefit.salary{year}"
    assert asked(rule, Tracking(), on=cg.UNKNOWN, stage="tracking") == {"firms", "on"}


def test_of_a_row_without_an_item_the_rest_is_asked_for_too() -> None:
    full = SecuritySelfAssessment.blank(SECURITY_ITEMS)
    marks = tuple(attrs.evolve(full.row(item.id), mark="met", evidence="…") for item in SECURITY_ITEMS)
    table = attrs.evolve(full, marks=(*marks[:-1], SecurityMark()))
    assert asked("research.security.self-assessment", cg.Proposal(self_assessment=table)) == {
        "self_assessment.marks[20].item",
        "self_assessment.marks[20].mark",
        "self_assessment.marks[20].evidence",
    }


def test_while_it_is_not_known_who_proposed_somebody_may_be_lacking() -> None:
    rule = "research.benefit.investment"
    nothing = Tracking(firms=(), committed_investment=1)
    assert nothing.invested is cg.UNKNOWN
    assert asked(rule, nothing, stage="tracking") == {"members", "no_more_reports"}
    some = Tracking(firms=(FirmTracking(new_investment=1),), committed_investment=2)
    assert asked(rule, some, stage="tracking") == {"members", "no_more_reports"}  # as many rows as firms
    enough = attrs.evolve(some, committed_investment=1)
    assert cg.research.assess(enough, on=DAY, stage="tracking")[rule].result is MET
