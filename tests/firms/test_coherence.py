"""Facts of a firm that contradict one another are told; those that follow from others are taken as known."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

import cloudgrant as cg
from cloudgrant.programmes.listing import ListingApplication
from cloudgrant.programmes.research import Member, lead, partner
from cloudgrant.rules import completed

DAY = date(2022, 5, 20)
FOUNDED = date(2009, 3, 16)
BEFORE = FOUNDED - timedelta(1)
U = cg.UNKNOWN

AT_ODDS: list[tuple[str, dict[str, Any]]] = [
    ("firm.branch", {"foreign_enterprise_branch": True, "branch_office": False}),
    ("listing.no_breach", {"project_breach": "none", "last_project_breach_on": DAY}),
    ("listing.no_breach", {"law_breach": False, "last_law_breach_on": DAY}),
    ("firm.not_audited", {"cpa_audited": False, "audited_net_worth": 5}),
    ("firm.not_audited", {"cpa_audited": False, "revenue_proof": "cpa_audit"}),
    ("firm.no_interim_statement", {"interim_statement": "none", "interim_net_worth": 5}),
    ("firm.no_interim_statement", {"interim_statement": "none", "restored_by_increase": True}),
    ("firm.not_restored", {"restored_by_increase": True, "interim_net_worth": 0}),
    ("firm.exemption", {"factory_exemption_certificate": True, "factory": "none"}),
    ("firm.before_registration", {"registered_on": FOUNDED, "capital_increased_on": BEFORE}),
    ("firm.before_registration", {"registered_on": FOUNDED, "credit_report_issued_on": BEFORE}),
    ("firm.before_registration", {"registered_on": FOUNDED, "it_capability_from": BEFORE}),
    ("firm.before_registration", {"registered_on": FOUNDED, "it_capability_applied_on": BEFORE}),
    ("firm.before_registration", {"registered_on": FOUNDED, "it_capability_passed_on": BEFORE}),
    ("firm.before_registration", {"registered_on": FOUNDED, "last_project_breach_on": BEFORE}),
    ("firm.before_registration", {"registered_on": FOUNDED, "last_law_breach_on": BEFORE}),
]


def plain(known: dict[str, Any]) -> dict[str, Any]:
    return {name: one.isoformat() if isinstance(one, date) else one for name, one in known.items()}


@pytest.mark.parametrize(("code", "known"), AT_ODDS)
def test_what_contradicts_itself_is_told_by_every_door(code: str, known: dict[str, Any]) -> None:
    places = {(name, code) for name in known}
    with pytest.raises(cg.InvalidInput) as made:
        cg.Company(**known)
    with pytest.raises(cg.InvalidInput) as loaded:
        cg.load(cg.Company, plain(known))
    firm, problems = cg.draft(cg.Company, {**plain(known), "name": "示範"})
    for told in (made.value.problems, loaded.value.problems, problems):
        assert {(one.path.key, one.code) for one in told} == places
        assert all(one.message("zh_Hant_TW") and "{" not in str(one) for one in told)
    assert firm == cg.Company(name="示範")  # which of them is right, nobody knows


@pytest.mark.parametrize(("code", "known"), AT_ODDS)
def test_a_firm_inside_is_told_where_it_stands(code: str, known: dict[str, Any]) -> None:
    for cls, name in ((Member, "firm"), (ListingApplication, "vendor"), (cg.Purchase, "firm")):
        with pytest.raises(cg.InvalidInput) as caught:
            cg.load(cls, {name: plain(known)})
        assert {(one.path.key, one.code) for one in caught.value.problems} == {
            (f"{name}.{fact}", code) for fact in known
        }
    with pytest.raises(cg.InvalidInput) as caught:
        cg.load(cg.Proposal, {"members": [{"role": "lead"}, {"firm": plain(known)}]})
    assert {one.path.pointer for one in caught.value.problems} == {
        f"/members/1/firm/{fact}" for fact in known
    }


@pytest.mark.parametrize(("code", "known"), AT_ODDS)
def test_each_alone_is_a_firm(code: str, known: dict[str, Any]) -> None:
    for name, value in known.items():
        assert getattr(cg.Company(**{name: value}), name) == value


@pytest.mark.parametrize("name", ["capital_increased_on", "credit_report_issued_on", "last_law_breach_on"])
def test_the_day_of_registration_itself_is_no_contradiction(name: str) -> None:
    known: dict[str, Any] = {"registered_on": FOUNDED, name: FOUNDED}
    assert cg.Company(**known).registered_on == FOUNDED


@pytest.mark.parametrize(
    ("known", "name", "value"),
    [
        ({"foreign_enterprise_branch": True}, "branch_office", True),
        ({"foreign_enterprise_branch": False}, "branch_office", U),
        ({"branch_office": False}, "foreign_enterprise_branch", False),
        ({"branch_office": True}, "foreign_enterprise_branch", U),
        ({"last_law_breach_on": DAY}, "law_breach", True),
        ({"last_project_breach_on": DAY}, "project_breach", U),  # past, or debarred
        ({"audited_net_worth": -5}, "cpa_audited", True),
        ({"revenue_proof": "cpa_audit"}, "cpa_audited", True),
        ({"revenue_proof": "tax_return"}, "cpa_audited", U),
        ({"interim_statement": "none"}, "restored_by_increase", False),
        ({"factory": "none"}, "factory_exemption_certificate", False),
        ({"factory": "registered"}, "factory_exemption_certificate", U),
    ],
)
def test_what_follows_in_both_directions(known: dict[str, Any], name: str, value: Any) -> None:
    firm = cg.Company(**known)
    assert getattr(completed(firm), name) == value
    assert getattr(firm, name) is U
    assert cg.dump(firm) == cg.dump(cg.load(cg.Company, cg.dump(firm)))


def test_a_branch_of_a_foreign_enterprise_is_judged_as_a_branch_and_not_asked_whether_it_is_one() -> None:
    member = Member(role="lead", firm=cg.InformationServiceProvider(foreign_enterprise_branch=True))
    decision = lead.assess(member, on=DAY)
    finding = decision["research.common.not-branch"]
    assert finding.result is cg.Result.NOT_MET
    assert finding.message("zh_Hant_TW").endswith("（分公司：是，由「外國營利事業在臺分公司：是」得知）")
    assert finding.message("en").endswith(
        "(Branch office: yes, which follows from “Branch of a foreign profit enterprise: yes”)"
    )
    [read] = finding.evidence
    assert [one.path.key for one in read.follows_from] == ["firm.foreign_enterprise_branch"]
    whole = cg.research.assess(cg.Proposal(members=(member,)), on=DAY)
    assert whole["research.common.not-branch"].parts[0].result is cg.Result.NOT_MET
    assert "branch_office" not in {gap.path[-1] for gap in whole.missing}


def test_what_is_not_known_may_be_settled_by_what_it_follows_from_and_both_are_missing() -> None:
    decision = lead.assess(Member(role="lead", firm=cg.InformationServiceProvider()), on=DAY)
    because = [gap.path.key for gap in decision["research.common.not-branch"].because]
    assert because == ["firm.branch_office", "firm.foreign_enterprise_branch"]
    known = Member(role="lead", firm=cg.InformationServiceProvider(foreign_enterprise_branch=False))
    because = [gap.path.key for gap in lead.assess(known, on=DAY)["research.common.not-branch"].because]
    assert because == ["firm.branch_office"]  # which does not follow any more


def test_the_receipt_holds_what_was_given() -> None:
    member = Member(role="lead", firm=cg.Company(foreign_enterprise_branch=True))
    stated = Member(role="lead", firm=cg.Company(foreign_enterprise_branch=True, branch_office=True))
    decision = lead.assess(member, on=DAY)
    assert decision.subject is member
    assert decision.results == lead.assess(stated, on=DAY).results
    assert decision.receipt.input != lead.assess(stated, on=DAY).receipt.input


def test_a_remedy_changes_what_was_given_and_what_followed_follows_no_more() -> None:
    firm = cg.Manufacturer(factory="none", provider=False)
    decision = partner.assess(Member(role="partner", firm=firm), on=DAY)
    remedies = decision["research.sme.factory-registration"].remedies
    assert [[(one.path.key, one.new) for one in remedy.changes] for remedy in remedies] == [
        [("firm.factory", "registered")]
    ]
    assert remedies[0].apply(decision.subject).firm.factory_exemption_certificate is U


def test_a_party_sees_no_ground_that_is_confidential() -> None:
    other = Member(
        role="partner",
        firm=cg.Manufacturer(ubn="04595257", audited_net_worth=-7, return_net_worth=1, registered_on=FOUNDED),
    )
    proposal = cg.Proposal(members=(Member(role="lead", firm=cg.Company(ubn="12345675")), other))
    decision = cg.research.assess(proposal, on=DAY)
    rule = "research.common.net-worth-positive"
    own = decision.for_party("04595257")[rule].parts[1]
    grounds = [one.path.key for read in own.evidence for one in read.follows_from]
    assert grounds == ["members[ubn=04595257].firm.audited_net_worth"]
    seen = decision.for_party("12345675")[rule].parts[1]
    assert all(one.value is U for read in seen.evidence for one in read.follows_from)
    assert "-7" not in "".join(read.message("en") for read in seen.evidence)


def test_data_of_version_1_that_contradict_themselves_load_without_what_does() -> None:
    for _, known in AT_ODDS:
        firm = cg.load(cg.Company, {"kind": "company", "version": 1, "name": "示範", **plain(known)})
        assert firm == cg.Company(name="示範")
        old = {"kind": "member", "version": 1, "role": "lead", "firm": {"name": "示範", **plain(known)}}
        assert cg.load(Member, old).firm == cg.Company(name="示範")
    sound = {
        "kind": "company",
        "version": 1,
        "project_breach": "past",
        "last_project_breach_on": "2022-05-02",
    }
    assert cg.load(cg.Company, sound).last_project_breach_on == date(2022, 5, 2)
