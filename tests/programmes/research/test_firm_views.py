"""A firm by itself as lead and as partner, and what the guide makes of it."""

from __future__ import annotations

import pickle
from datetime import date
from typing import Any

import attrs
import pytest

import cloudgrant as cg
from cloudgrant.programmes.catalogue import firm_views
from cloudgrant.programmes.research import lead, partner
from cloudgrant.programmes.research.applicants.rules import MEMBER_RULES
from cloudgrant.programmes.research.budget.rules import in_time
from cloudgrant.programmes.research.programme import FIRM_VIEWS
from cloudgrant.values.unknown import Fact
from programmes.research.applicants import DAY, LEAD, MAKER, POLICY, with_

ELIGIBLE, INELIGIBLE, OPEN = cg.Outcome.ELIGIBLE, cg.Outcome.INELIGIBLE, cg.Outcome.UNDETERMINED
U = cg.UNKNOWN
KNOWN = {"research.lead": POLICY, "research.partner": POLICY}
"""The policy with the two days that the briefing does not give."""


def explored(firm: cg.Company, on: Fact[date] = DAY, policies: Any = KNOWN) -> Any:
    return cg.guide.explore(firm, on=on, programmes=["research"], policies=policies)


def test_two_roles_with_the_same_rules_as_the_proposal() -> None:
    assert firm_views("research") == FIRM_VIEWS
    assert [view.name for view in FIRM_VIEWS] == ["research.lead", "research.partner"]
    shared = (in_time, *MEMBER_RULES)
    assert partner.rules == shared
    assert lead.rules[1:] == shared
    for programme in (lead, partner):
        assert pickle.loads(pickle.dumps(programme)) is programme
        assert programme.editions == cg.research.editions
    assert all(cg.research.traced(rule.id).rule is rule for rule in shared)


def test_the_titles() -> None:
    assert [view.title["zh"] for view in FIRM_VIEWS] == [
        "數位雲服務主題式研發補助計畫（主導業者）",
        "數位雲服務主題式研發補助計畫（合作業者）",
    ]
    assert [view.title["en"] for view in FIRM_VIEWS] == [
        "Thematic R&D subsidy for digital cloud services (lead)",
        "Thematic R&D subsidy for digital cloud services (partner)",
    ]


@pytest.mark.parametrize(
    ("provider", "as_lead", "as_partner"),
    [(True, ELIGIBLE, ELIGIBLE), (False, INELIGIBLE, ELIGIBLE), (U, OPEN, ELIGIBLE)],
)
def test_only_a_provider_leads(provider: Fact[bool], as_lead: cg.Outcome, as_partner: cg.Outcome) -> None:
    firm = cg.Company(
        **{**_given(LEAD.firm), "provider": provider, "manufacturer": False, "service_firm": False}
    )
    found = explored(firm)
    assert [one.outcome for one in found.prospects] == [as_lead, as_partner]


def _given(firm: cg.Company) -> dict[str, Any]:
    known = {name: getattr(firm, name) for name, info in cg.facts(cg.Company).items() if not info.derived}
    return {name: value for name, value in known.items() if value is not U}


def test_a_manufacturer_may_be_a_partner() -> None:
    found = explored(MAKER.firm)
    assert [one.name for one in found.open] == ["research.partner"]
    reasons = [finding.rule for finding in found["research.lead"].reasons]
    assert reasons == ["research.applicant.lead/provider"]


@pytest.mark.parametrize(
    ("on", "outcome"),
    [
        (date(2022, 4, 19), INELIGIBLE),
        (date(2022, 4, 20), ELIGIBLE),
        (date(2022, 5, 31), ELIGIBLE),
        (date(2022, 6, 1), INELIGIBLE),
        (U, OPEN),
    ],
)
def test_the_window(on: Fact[date], outcome: cg.Outcome) -> None:
    assert explored(MAKER.firm, on)["research.partner"].outcome is outcome


def test_under_the_published_policy_it_can_be_closed_and_not_opened() -> None:
    """Two days are not published: they are awaited, and only what can close it is asked."""
    found = explored(LEAD.firm, policies=None)
    assert {one.outcome for one in found.prospects} == {OPEN}
    assert [gap.path.pointer for gap in found["research.lead"].awaiting if gap.because == "policy"]
    assert found["research.lead"].missing == ()
    asked = explored(cg.InformationServiceProvider(), policies=None)
    assert asked.next is not None
    assert asked.next.reason == "may_close"
    facts_asked = {gap.path.key for gap in asked.missing}
    assert {"registered", "branch_office", "rejected_account", "it_capability_held"} <= facts_asked
    # When it was issued leads to the closing date, which only the office can say.
    assert "credit_report_issued_on" not in facts_asked


def test_a_conversation_to_the_end() -> None:
    typed = {
        "provider": "否", "manufacturer": "是", "registered": "是", "registered_on": "98/3/1",
        "branch_office": "否", "prc_investment_in_company_register": "否",
        "prc_investment_in_investor_list": "否", "rejected_account": "否",
        "credit_report_issued_on": "111/4/1", "credit_report_stamped": "是",
        "statements_year": "110年",  # that it is audited follows from the document that shows the revenue
        "audited_net_worth": "2,500萬", "revenue_year": "110年",
        "revenue_last_year": "18億", "revenue_years": "3", "revenue_proof": "cpa_audit",
        "factory": "免工廠登記", "factory_exemption_certificate": "是",
    }  # fmt: skip
    firm, asked = cg.Company(interim_statement="none"), []
    while (question := explored(firm).next) is not None:
        asked.append(question.fact)
        answer = cg.parse(question.info, typed[question.fact])
        firm = attrs.evolve(firm, **{question.fact: answer})
    assert sorted(asked) == sorted(typed)
    found = explored(firm)
    assert [one.name for one in found.open] == ["research.partner"]
    assert "✗ 數位雲服務主題式研發補助計畫（主導業者）：目前不能申請。" in found.message("zh_Hant_TW")


def test_the_guide_does_not_ask_what_the_role_does_not_need() -> None:
    """A lead's revenue and factory are nobody's business."""
    firm = cg.InformationServiceProvider(manufacturer=False, service_firm=False)
    facts_asked = {gap.path.key for gap in explored(firm).missing}
    assert not {name for name in facts_asked if name.startswith(("revenue", "factory"))}
    both = {gap.path.key for gap in explored(cg.InformationServiceProvider()).missing}
    assert {"manufacturer", "service_firm", "factory", "revenue_last_year"} <= both


def test_a_spoiled_member_says_what_would_open_it() -> None:
    firm = with_(MAKER, credit_report_stamped=False).firm
    text = explored(firm)["research.partner"].message("en")
    assert text.splitlines()[2] == (
        "  It would be open if you have the credit report stamped by the unit that issues it."
    )
