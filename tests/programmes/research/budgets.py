"""Consortia and budgets for the tests of funding."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

import cloudgrant as cg
from cloudgrant.programmes.research import BudgetLine, Member
from cloudgrant.values.unknown import UNKNOWN, Fact

LEAD, PARTNER, THIRD = "12345675", "00501508", "22099131"
DAY = date(2022, 5, 2)
POLICY = cg.research.policy_on(DAY)

MET, NOT_MET, OPEN, OFF = (
    cg.Result.MET,
    cg.Result.NOT_MET,
    cg.Result.UNDETERMINED,
    cg.Result.NOT_APPLICABLE,
)


def member(ubn: Fact[str], role: Fact[Literal["lead", "partner"]] = "partner") -> Member:
    """A member of whom only number and role are known."""
    return Member(role=role, firm=cg.Company(ubn=ubn))


ALONE = (member(LEAD, "lead"),)
JOINT = (member(LEAD, "lead"), member(PARTNER))
THREE = (*JOINT, member(THIRD))


def subsidy(amount: Fact[int], party: Fact[str] = LEAD, **more: Any) -> BudgetLine:
    """A line that the subsidy pays."""
    return BudgetLine(
        **{"year": 2022, "scope": "cloud_build", **more}, source="subsidy", party=party, amount=amount
    )


def own(amount: Fact[int], party: Fact[str] = LEAD, **more: Any) -> BudgetLine:
    """A line that a member pays itself."""
    return BudgetLine(
        **{"year": 2022, "scope": "cloud_build", **more}, source="self_funding", party=party, amount=amount
    )


def result(rule: str, proposal: cg.Proposal, on: Fact[date] = DAY, policy: Any = POLICY) -> cg.Result:
    """What one rule says of a proposal."""
    return cg.research.assess(proposal, on=on, policy=policy)[rule].result


def changes(finding: cg.Finding) -> list[tuple[str, object]]:
    """The remedies of a finding that change one fact only: which, and to what."""
    return [
        (change.path.key, change.new)
        for remedy in finding.remedies
        if len(remedy.changes) == 1
        for change in remedy.changes
    ]


__all__ = [
    "ALONE", "DAY", "JOINT", "LEAD", "MET", "NOT_MET", "OFF", "OPEN", "PARTNER", "POLICY", "THIRD", "THREE",
    "UNKNOWN", "changes", "member", "own", "result", "subsidy",
]  # fmt: skip
