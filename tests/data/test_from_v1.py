"""What firms of version 1 say today: years and days where they were told, and nothing made up."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest

import cloudgrant as cg
from cloudgrant.guide.frequencies import RuleFrequency
from cloudgrant.programmes.research import Member


def loaded(**told: Any) -> dict[str, Any]:
    """What is known of a firm whose data of version 1 said this."""
    firm = cg.load(cg.Company, {"kind": "company", "version": 1, **told})
    return {name: value for name, value in cg.dump(firm).items() if name not in ("kind", "version")}


@pytest.mark.parametrize(
    ("told", "known"),
    [
        ({"used_points_last_year": True}, {"points_last_used_in": 2021}),
        ({"used_points_last_year": False}, {}),
        ({"used_points_last_year": None}, {}),
        ({"project_breach": "none"}, {"project_breach": False, "project_debarment": False}),
        ({"project_breach": "past", "last_project_breach_on": "2020-01-01"}, {}),
        ({"project_breach": "debarred"}, {"project_debarment": True}),
        ({"last_project_breach_on": "2020-01-01"}, {}),
        ({"revenue_last_year": 5}, {"revenue_last_year": 5, "revenue_year": 2021}),
        ({"revenue_years": 0}, {"revenue_years": 0, "revenue_year": 2021}),
        ({"last_law_breach_on": "2020-01-01"}, {"last_law_breach_on": "2020-01-01"}),
    ],
)
def test_what_was_told_of_a_year_or_of_two_days_in_one(told: dict[str, Any], known: dict[str, Any]) -> None:
    assert loaded(**told) == known


@pytest.mark.parametrize("name", ["used_points_last_year"])
def test_the_names_of_version_1_are_none_of_today(name: str) -> None:
    with pytest.raises(cg.InvalidInput) as refused:
        cg.load(cg.Company, {name: True})
    assert [problem.code for problem in refused.value.problems] == ["unknown_key"]


def test_a_firm_inside_a_member_is_as_old_as_the_member() -> None:
    member = cg.load(Member, {"kind": "member", "version": 1, "firm": {"used_points_last_year": True}})
    assert member.firm.points_last_used_in == 2021


@pytest.mark.parametrize(("told", "year"), [(True, 2021), (False, cg.UNKNOWN), (None, cg.UNKNOWN)])
def test_a_listing_of_last_year_was_one_of_2021(told: bool | None, year: Any) -> None:
    data = {"version": 1, "listed_last_year": told}
    assert cg.load(cg.CloudSolution, data).last_listed_in == year
    assert cg.load(cg.Selection, data).last_listed_in == year


def test_told_for_2021_it_is_open_for_2022() -> None:
    firm = cg.load(cg.Company, {"version": 1, "used_points_last_year": False})
    for year in (2021, 2022):
        policy = attrs.evolve(cg.points.policy_on(date(2022, 5, 2)), repeat_year=year)
        decision = cg.points.assess(firm, on=date(2022, 5, 2), policy=policy)
        assert decision.results["points.applicant.not-repeat"] is cg.Result.UNDETERMINED


@pytest.mark.parametrize(
    ("told", "proved"),
    [
        ({"it_capability": "held"}, {"it_capability_held"}),
        ({"it_capability": "applied"}, {"it_capability_applied"}),
        ({"it_capability": "none"}, {"it_capability_held", "it_capability_applied"}),
        ({"it_capability": None}, {"it_capability_held", "it_capability_applied"}),
        ({}, {"it_capability_held", "it_capability_applied"}),
        # What contradicts is dropped; what proves it is kept.
        ({"it_capability": "none", "it_capability_until": "2023-12-31"}, set()),
    ],
)
def test_what_proved_a_capability_proves_what_it_became(told: dict[str, Any], proved: set[str]) -> None:
    evidence = {"it_capability": {"ref": "file-7"}, "name": {"ref": "file-8"}}
    firm = cg.load(cg.Company, {"version": 1, **told, "evidence": evidence})
    assert firm.evidence is not cg.UNKNOWN
    expected = proved or {"it_capability_held", "it_capability_applied"}
    assert {*firm.evidence} == {"name", *expected}
    assert {firm.evidence[name].ref for name in expected} == {"file-7"}
    member = cg.load(Member, {"version": 1, "firm": {**told, "evidence": evidence}})
    assert member.firm.evidence == firm.evidence


def test_evidence_of_no_fact_of_any_version_is_still_told() -> None:
    _, problems = cg.draft(cg.Company, {"version": 1, "evidence": {"it_capabilty": {"ref": "file-7"}}})
    assert [one.code for one in problems] == ["unknown_key"]


def test_counts_of_a_capability_are_of_what_it_became() -> None:
    both = "it_capability_applied+it_capability_held"
    counts = {"it_capability": 3, "it_capability+used_points_last_year": 2, "name": 1}
    told = {"version": 1, "programme": "points", "rule": "x", "settled": counts, "failed": counts}
    frequency = cg.load(RuleFrequency, told)
    assert dict(frequency.settled) == {both: 3, f"{both}+points_last_used_in": 2, "name": 1}
    assert frequency.failed == frequency.settled


def drafted(cls: type[Any], **told: Any) -> tuple[Any, list[tuple[str, str]]]:
    made, problems = cg.draft(cls, {"version": 1, **told})
    return made, [(one.path.pointer, one.code) for one in problems]


CONTRADICTED = "migration.contradicted"
NO_BREACH = {"project_breach": "none", "last_project_breach_on": "2020-01-01"}
SETTLED = {"name": "示範", "registered_on": "2015-01-01", "last_law_breach_on": "2020-01-01"}


def test_a_draft_tells_each_fact_that_contradicted_others_in_version_1() -> None:
    firm, told = drafted(cg.Company, name="示範", **NO_BREACH)
    assert firm == cg.Company(name="示範") == cg.load(cg.Company, {"version": 1, "name": "示範", **NO_BREACH})
    assert told == [("/project_breach", CONTRADICTED), ("/last_project_breach_on", CONTRADICTED)]
    days = {"it_capability": "none", "it_capability_until": "2023-12-31", "it_capability_from": None}
    assert drafted(cg.Manufacturer, **days)[1] == [
        ("/it_capability", CONTRADICTED),
        ("/it_capability_until", CONTRADICTED),
    ]
    assert drafted(cg.Company, **SETTLED)[1] == []
    assert drafted(Member, firm=NO_BREACH)[1] == [
        ("/firm/project_breach", CONTRADICTED),
        ("/firm/last_project_breach_on", CONTRADICTED),
    ]


def test_a_draft_tells_what_contradicted_in_a_claim_or_a_proposal_of_version_1() -> None:
    _, told = drafted(cg.Claim, ended_early=False, ended_on="2022-08-01")
    assert [one for one in told if one[1] == CONTRADICTED] == [
        ("/ended_early", CONTRADICTED),
        ("/ended_on", CONTRADICTED),
    ]
    lines = [{"year": 2022, "amount": 1}, {"year": 2021, "amount": 3}]
    _, told = drafted(cg.Proposal, starts_on="2022-08-01", lines=lines)
    assert told == [("/lines/1/year", CONTRADICTED)]


def test_loading_tells_nothing_of_it_even_where_it_refuses() -> None:
    with pytest.raises(cg.InvalidInput) as refused:
        cg.load(cg.Company, {"version": 1, **NO_BREACH, "paid_in_capital": -1})
    assert [one.code for one in refused.value.problems] == ["negative"]
    firm, told = drafted(cg.Company, **NO_BREACH, paid_in_capital=-1)
    assert firm == cg.Company()
    assert {code for _, code in told} == {CONTRADICTED, "negative"}


@pytest.mark.parametrize("version", [2, None, True, "1", [1]])
def test_data_of_another_version_are_held_against_today_s_declarations(version: Any) -> None:
    _, problems = cg.draft(cg.Company, {"version": version, **NO_BREACH})
    assert CONTRADICTED not in {one.code for one in problems}
