"""Facts of a firm that contradict one another are told; those that follow from others are taken as known."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest

import cloudgrant as cg
from cloudgrant import frames
from cloudgrant.programmes.listing import ListingApplication
from cloudgrant.programmes.research import Member, lead, partner
from cloudgrant.rules import completed

DAY = date(2022, 5, 20)
FOUNDED = date(2009, 3, 16)
BEFORE = FOUNDED - timedelta(1)
U = cg.UNKNOWN

REVENUES = ("revenue_last_year", "revenue_two_years_ago", "revenue_three_years_ago")
HISTORY = (
    "capital_increased_on",
    "credit_report_issued_on",
    "debarred_from",
    "it_capability_from",
    "it_capability_applied_on",
    "it_capability_passed_on",
    "last_project_breach_on",
    "last_law_breach_on",
)
OF_2021: dict[str, Any] = {"revenue_year": 2021, "registered_on": date(2021, 6, 1)}

AT_ODDS: list[tuple[str, dict[str, Any]]] = [
    ("firm.branch", {"foreign_enterprise_branch": True, "branch_office": False}),
    ("listing.no_breach", {"project_breach": False, "last_project_breach_on": DAY}),
    ("listing.no_debarment", {"project_debarment": False, "debarred_from": DAY}),
    ("listing.no_debarment", {"project_debarment": False, "debarred_until": DAY}),
    ("listing.no_breach", {"law_breach": False, "last_law_breach_on": DAY}),
    ("firm.not_audited", {"cpa_audited": False, "audited_net_worth": 5}),
    ("firm.not_audited", {"cpa_audited": False, "revenue_proof": "cpa_audit"}),
    ("firm.no_interim_statement", {"interim_statement": "none", "interim_net_worth": 5}),
    ("firm.no_interim_statement", {"interim_statement": "none", "restored_by_increase": True}),
    ("firm.not_restored", {"restored_by_increase": True, "interim_net_worth": 0}),
    ("firm.exemption", {"factory_exemption_certificate": True, "factory": "none"}),
    ("firm.no_capability", {"it_capability_held": False, "it_capability_from": DAY}),
    ("firm.no_capability", {"it_capability_held": False, "it_capability_until": DAY}),
    ("firm.no_capability", {"it_capability_applied": False, "it_capability_passed_on": DAY}),
    *(("firm.before_registration", {"registered_on": FOUNDED, name: BEFORE}) for name in HISTORY),
    *(
        ("firm.revenue_before_registration", {name: 1, **OF_2021, "revenue_year": 2020 + ago})
        for ago, name in enumerate(REVENUES)
    ),
    ("firm.revenue_before_registration", {"revenue_years": 3, **OF_2021}),
    ("firm.revenue_before_registration", {"revenue_years": 2, **OF_2021}),
    ("firm.revenue_before_registration", {"revenue_years": 1, **OF_2021, "revenue_year": 2020}),
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
def test_a_row_of_a_table_is_counted(code: str, known: dict[str, Any]) -> None:
    table = pl.DataFrame({name: [value, None, value] for name, value in known.items()})
    assert [(one.code, one.params["rows"]) for one in frames.problems(table, cg.Company)] == [(code, 2)]


@pytest.mark.parametrize(("code", "known"), AT_ODDS)
def test_each_alone_is_a_firm(code: str, known: dict[str, Any]) -> None:
    for name, value in known.items():
        assert getattr(cg.Company(**{name: value}), name) == value


@pytest.mark.parametrize("name", ["capital_increased_on", "credit_report_issued_on", "last_law_breach_on"])
def test_the_day_of_registration_itself_is_no_contradiction(name: str) -> None:
    known: dict[str, Any] = {"registered_on": FOUNDED, name: FOUNDED}
    assert cg.Company(**known).registered_on == FOUNDED


@pytest.mark.parametrize("ago", range(3))
def test_revenue_is_of_the_year_of_registration_at_the_earliest(ago: int) -> None:
    """The first year, though not a whole one, may have revenue; the year before it has none: 0."""
    first: dict[str, Any] = {
        REVENUES[ago]: 1,
        "revenue_year": 2021 + ago,
        "registered_on": date(2021, 12, 31),
    }
    assert getattr(cg.Company(**first), REVENUES[ago]) == 1
    nothing = {**first, REVENUES[ago]: 0, "revenue_year": 2020 + ago}
    assert getattr(cg.Company(**nothing), REVENUES[ago]) == 0
    with pytest.raises(cg.InvalidInput):
        cg.Company(**{**first, "revenue_year": 2020 + ago})


@pytest.mark.parametrize(("year", "most"), [(2019, 0), (2020, 0), (2021, 1), (2022, 2), (2023, 3), (2024, 3)])
def test_there_are_no_more_years_of_revenue_than_the_firm_has_been_there(year: int, most: int) -> None:
    for years in range(4):
        known: dict[str, Any] = {**OF_2021, "revenue_year": year, "revenue_years": years}
        if years <= most:
            assert cg.Company(**known).revenue_years == years
        else:
            with pytest.raises(cg.InvalidInput):
                cg.Company(**known)


def test_three_years_of_revenue_of_a_firm_of_june_2021_are_told_figure_by_figure() -> None:
    known: dict[str, Any] = {**OF_2021, "revenue_years": 3, **dict.fromkeys(REVENUES, 1_000_000)}
    with pytest.raises(cg.InvalidInput) as caught:
        cg.Company(**known)
    assert {one.code for one in caught.value.problems} == {"firm.revenue_before_registration"}
    assert {one.path.key for one in caught.value.problems} == {*known} - {"revenue_last_year"}
    assert "revenue figures of 3 up to 2021, but first registered on 1 June 2021" in str(caught.value)
    old = {"kind": "company", "version": 1, **plain(known)}
    del old["revenue_year"]  # which version 1 did not say: it was 2021
    assert cg.load(cg.Company, old) == cg.Company(revenue_year=2021, revenue_last_year=1_000_000)


def test_an_application_that_was_turned_down_has_its_day_all_the_same() -> None:
    firm = cg.Company(it_capability_applied=False, it_capability_applied_on=DAY)
    assert firm.it_capability_applied_on == DAY
    assert completed(cg.Company(it_capability_applied_on=DAY)).it_capability_applied is U


@pytest.mark.parametrize(
    ("known", "name", "value"),
    [
        ({"foreign_enterprise_branch": True}, "branch_office", True),
        ({"foreign_enterprise_branch": False}, "branch_office", U),
        ({"branch_office": False}, "foreign_enterprise_branch", False),
        ({"branch_office": True}, "foreign_enterprise_branch", U),
        ({"last_law_breach_on": DAY}, "law_breach", True),
        ({"last_project_breach_on": DAY}, "project_breach", True),
        ({"last_project_breach_on": DAY}, "project_debarment", U),
        ({"debarred_from": DAY}, "project_debarment", True),
        ({"debarred_until": DAY}, "project_debarment", True),
        ({"debarred_until": DAY}, "project_breach", U),
        ({"project_debarment": False}, "debarred_from", U),
        ({"it_capability_from": DAY}, "it_capability_held", True),
        ({"it_capability_until": DAY}, "it_capability_held", True),
        ({"it_capability_passed_on": DAY}, "it_capability_applied", True),
        ({"it_capability_passed_on": DAY}, "it_capability_held", U),  # the certificate may be under way
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
        "(Branch office: yes, which follows from “Branch of a foreign profit-seeking enterprise: yes”)"
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


OLD: list[dict[str, Any]] = [
    *(
        known
        for _, known in AT_ODDS
        if known.keys().isdisjoint({"project_breach", "project_debarment", "debarred_from", "revenue_year"})
        and known.keys().isdisjoint({"it_capability_held", "it_capability_applied"})
    ),
    {"project_breach": "none", "last_project_breach_on": DAY},
    *({"it_capability": "none", f"it_capability_{day}": DAY} for day in ("from", "until", "passed_on")),
    *({name: 1, "registered_on": date(2022 - ago, 1, 1)} for ago, name in enumerate(REVENUES)),
    *({"revenue_years": years, "registered_on": date(2023 - years, 1, 1)} for years in (1, 2, 3)),
]
"""What contradicted itself in version 1, by the names of then; its revenue was of the years up to 2021."""


@pytest.mark.parametrize("known", OLD)
def test_data_of_version_1_that_contradict_themselves_load_without_what_does(known: dict[str, Any]) -> None:
    firm = cg.load(cg.Company, {"kind": "company", "version": 1, "name": "示範", **plain(known)})
    assert firm == cg.Company(name="示範")
    old = {"kind": "member", "version": 1, "role": "lead", "firm": {"name": "示範", **plain(known)}}
    assert cg.load(Member, old).firm == cg.Company(name="示範")


def test_data_of_version_1_that_are_sound_keep_what_they_say() -> None:
    sound = {"project_breach": "past", "law_breach": True, "last_law_breach_on": "2022-05-02"}
    firm = cg.load(cg.Company, {"kind": "company", "version": 1, **sound})
    assert firm == cg.Company(law_breach=True, last_law_breach_on=date(2022, 5, 2))
    years = {"registered_on": "2019-12-31", "revenue_years": 3, "revenue_three_years_ago": 1}
    firm = cg.load(cg.Company, {"kind": "company", "version": 1, **years})
    assert (firm.registered_on, firm.revenue_three_years_ago) == (date(2019, 12, 31), 1)
