"""Each rule of the research programme is open where the dossier leaves something out, and asks just that."""

from __future__ import annotations

from typing import Any

import attrs
import pytest
from textile_project import assumed, published

import cloudgrant as cg
from cloudgrant.rules.deciding.gaps import Gap
from stories.textile import DROP, Changes, decided, good


@attrs.frozen
class Unknown:
    """A dossier in which ``rule`` is open because of what the data or the policy do not say.

    ``also`` names what is open with it; ``asks`` are the places of all that is asked for, each with why it is
    not known.
    """

    rule: str
    base: str
    changes: Changes
    asks: dict[str, str]
    also: tuple[str, ...] = ()
    policy: Any = None


MONEY = {"lines/0/amount": DROP, "stated_subsidy": DROP, "stated_total": DROP}
UNANNOUNCED = published().complete(closing_date=assumed().closing_date)
# Whether a closing date that is a rest day moves is another question, which fewer rules ask.
NOT_CLOSED = published().complete(announced_on=assumed().announced_on, moved_last_day=assumed().closing_date)
RESTORED = {
    "members/2/firm/return_net_worth": -1,
    "members/2/firm/restored_by_increase": True,
    "members/2/firm/capital_increased_on": "2022-03-01",
    "members/2/firm/interim_statement": "own_last_month",
    "members/2/firm/interim_net_worth": 1,
}

# A certificate that began too late could still be that of an application in time.
CERTIFICATE = {
    "members[ubn=12345675].firm.it_capability_from": "fact",
    "members[ubn=12345675].firm.it_capability_applied": "fact",
    "members[ubn=12345675].firm.it_capability_applied_on": "fact",
    "members[ubn=12345675].firm.it_capability_passed_on": "event",
}

UNKNOWNS = (
    # What the policy, or the text, does not say.
    Unknown(
        "research.window.submission",
        "textile",
        {},
        {"policy.announced_on": "policy"},
        also=("research.term.window",),
        policy=UNANNOUNCED,
    ),
    Unknown(
        "research.window.submission",
        "textile",
        {},
        {"policy.closing_date": "policy"},
        also=("research.common.no-rejected-account", "research.provider.capability-registration"),
        policy=NOT_CLOSED,
    ),
    Unknown(
        "research.common.net-worth-positive",
        "textile",
        RESTORED,
        {"policy.own_statements_show_increase": "text"},
    ),
    # What the dossier does not say.
    Unknown(
        "research.applicant.lead",
        "textile",
        {"members/0/firm/kind": "company"},
        {"members[ubn=12345675].firm.provider": "fact"},
    ),
    Unknown(
        "research.applicant.lead",
        "textile",
        {"members/2/role": DROP},
        # It may turn out that two lead.
        {"members[ubn=00501508].role": "fact", "recognised_lead_subsidy": "text"},
        also=("research.funding.lead-share",),
    ),
    Unknown("research.applicant.lead", "textile", {"public_cloud": DROP}, {"public_cloud": "fact"}),
    Unknown(
        "research.common.registered",
        "textile",
        {"members/1/firm/registered": DROP},
        {"members[ubn=04595257].firm.registered": "fact"},
    ),
    Unknown(
        "research.common.not-branch",
        "textile",
        {"members/2/firm/branch_office": DROP},
        {
            "members[ubn=00501508].firm.branch_office": "fact",
            "members[ubn=00501508].firm.foreign_enterprise_branch": "fact",  # from which it would follow
        },
    ),
    Unknown(
        "research.common.no-prc-investment",
        "textile",
        {"members/1/firm/prc_investment_in_company_register": DROP},
        {"members[ubn=04595257].firm.prc_investment_in_company_register": "fact"},
    ),
    Unknown(
        "research.common.no-rejected-account",
        "textile",
        {"members/0/firm/credit_report_stamped": DROP},
        {"members[ubn=12345675].firm.credit_report_stamped": "fact"},
    ),
    Unknown(
        "research.common.net-worth-positive",
        "textile",
        {"members/2/firm/return_net_worth": DROP, "members/2/firm/restored_by_increase": False},
        {"members[ubn=00501508].firm.return_net_worth": "fact"},
    ),
    Unknown(
        "research.provider.capability-registration",
        "textile",
        {"members/2/firm/it_capability_passed_on": DROP},
        {"members[ubn=00501508].firm.it_capability_passed_on": "event"},
    ),
    Unknown(
        "research.provider.capability-registration",
        "textile",
        {"members/0/firm/it_capability_from": DROP},
        CERTIFICATE,
    ),
    Unknown(
        "research.sme.revenue-ceiling",
        "textile",
        {"members/1/firm/revenue_three_years_ago": DROP},
        {"members[ubn=04595257].firm.revenue_three_years_ago": "fact"},
    ),
    Unknown(
        "research.sme.revenue-ceiling/evidence",
        "textile",
        {"members/1/firm/revenue_proof": DROP},
        {"members[ubn=04595257].firm.revenue_proof": "fact"},
    ),
    Unknown(
        "research.sme.factory-registration",
        "textile",
        {"members/1/firm/factory": "exempt"},
        {"members[ubn=04595257].firm.factory_exemption_certificate": "fact"},
    ),
    Unknown(
        "research.funding.case-cap",
        "textile",
        MONEY,
        {"lines[number=1].amount": "fact", "stated_subsidy": "fact", "stated_total": "fact"},
        also=("research.funding.share-cap", "research.funding.lead-share"),
    ),
    Unknown(
        "research.funding.share-cap",
        "textile",
        {"lines/1/amount": DROP, "stated_total": DROP},
        {"lines[number=2].amount": "fact", "stated_total": "fact"},
    ),
    Unknown(
        "research.funding.lead-share",
        "textile",
        {"lines/2/party": DROP},
        {"lines[number=3].party": "fact"},
    ),
    Unknown("research.term.window", "textile", {"starts_on": DROP}, {"starts_on": "fact"}),
    Unknown(
        "research.subject.scope",
        "textile",
        {"lines/7/scope": "other"},
        {"lines[number=8].reviewer_accepts_scope": "reviewer"},
    ),
    Unknown("research.subject.service-model", "textile", {"service_model": DROP}, {"service_model": "fact"}),
    Unknown(
        "research.domain.manufacturing",
        "textile",
        {"services/1/category": "other", "services/2/category": "other"},
        {"reviewer_accepts_services": "reviewer"},
    ),
    Unknown(
        "research.domain.manufacturing/subdomain",
        "textile",
        {"subdomain": "other"},
        {"reviewer_accepts_subdomain": "reviewer"},
    ),
    Unknown(
        "research.domain.service",
        "retail",
        {"services/1/category": "other"},
        {"reviewer_accepts_services": "reviewer"},
    ),
    Unknown(
        "research.domain.service/subdomain",
        "retail",
        {"subdomain": "other"},
        {"reviewer_accepts_subdomain": "reviewer"},
    ),
    Unknown(
        "research.domain.micro",
        "micro",
        {"largest_customer": DROP},
        {
            "largest_customer": "fact",
            "smallest_customer": "fact",
            "reviewer_accepts_customers": "reviewer",
        },
    ),
    Unknown(
        "research.domain.micro",
        "micro",
        {"largest_customer": 10, "smallest_customer": 9},
        {"reviewer_accepts_customers": "reviewer"},
    ),
    Unknown("research.domain.micro/saas", "micro", {"mainly_saas": DROP}, {"mainly_saas": "fact"}),
    Unknown(
        "research.domain.micro/services",
        "micro",
        {"services/0/category": "other"},
        {"reviewer_accepts_services": "reviewer"},
    ),
    Unknown("research.proposal.outline", "textile", {"outline": DROP}, {"outline": "fact"}),
    Unknown(
        "research.service.measurable-quality",
        "textile",
        {"service_levels/2": DROP, "service_levels/1": DROP, "service_levels/0/objective": DROP},
        {"service_levels[indicator=服務可用率].objective": "fact"},
    ),
    Unknown(
        "research.service.measurable-quality",
        "textile",
        {
            "service_levels/2": DROP,
            "service_levels/1": DROP,
            "service_levels/0/comparison": "in_words",
            "service_levels/0/number": DROP,
            "service_levels/0/unit": DROP,
            "service_levels/0/description": "全年無中斷",
        },
        {"service_levels[indicator=服務可用率].reviewer_accepts_target": "reviewer"},
    ),
    Unknown(
        "research.security.plan",
        "textile",
        {"security/facets/5/explanation": DROP, "security/facets/5/measures": DROP},
        {"security.facets[facet=life_cycle].explanation": "fact"},
    ),
    Unknown(
        "research.security.domestic-share",
        "textile",
        {"security/spend/2/domestic": DROP},
        {"security.spend[name=資安監控維運服務].domestic": "fact"},
    ),
    Unknown(
        "research.security.domestic-share",
        "textile",
        {"security/spend": []},
        {"policy.no_security_spend_suffices": "text"},
    ),
    Unknown(
        "research.security.self-assessment",
        "textile",
        {"self_assessment/marks/7/reason": DROP},
        {"self_assessment.marks[item=access.physical].reason": "fact"},
    ),
    Unknown(
        "research.adoption.target",
        "textile",
        {"adoption/basis": ["other"]},
        {"adoption.basis_text": "fact"},
    ),
    Unknown(
        "research.adoption.stickiness",
        "textile",
        {"adoption/kpis/1": DROP, "adoption/kpis/0/target": DROP},
        {"adoption.kpis[name=每月檢索].target": "fact"},
    ),
    Unknown(
        "research.adoption.stickiness/shorter-term",
        "shorter term",
        {"adoption/kpis/2/shorter_because": DROP},
        {
            "adoption.kpis[name=年約以上].shorter_explained": "fact",
            "adoption.kpis[name=年約以上].shorter_because": "fact",
        },
    ),
    Unknown(
        "research.benefit.committed",
        "textile",
        {"benefits/new_investment": DROP},
        {"benefits.new_investment": "fact"},
    ),
    # At acceptance.
    Unknown(
        "research.security.acceptance",
        "acceptance",
        {"self_assessment/marks/19/check": DROP},
        {
            "self_assessment.marks[item=life_cycle.penetration_tests].check": "reviewer",
            "policy.partly_met_suffices": "text",
            "policy.security_items[id=life_cycle.penetration_tests].necessary": "text",
        },
    ),
    Unknown(
        "research.security.acceptance",
        "acceptance",
        {"self_assessment/marks/19/check": "not_met"},
        {"policy.security_items[id=life_cycle.penetration_tests].necessary": "text"},
    ),
    Unknown(
        "research.security.acceptance",
        "acceptance",
        {"self_assessment/marks/19/check": "partly_met"},
        {
            "policy.partly_met_suffices": "text",
            "policy.security_items[id=life_cycle.penetration_tests].necessary": "text",
        },
    ),
    Unknown(
        "research.adoption.target/reached",
        "acceptance",
        {"adoption/approved_customers": DROP},
        {"adoption.approved_customers": "event"},
    ),
    Unknown(
        "research.adoption.target/consent",
        "acceptance",
        {"adoption/reviewer_accepts_basis": DROP},
        {"adoption.reviewer_accepts_basis": "reviewer"},
    ),
    # Of the one condition that is left nobody said how much use is asked for.
    Unknown(
        "research.adoption.stickiness/reached",
        "acceptance",
        {"adoption/kpis/1": DROP, "adoption/kpis/0/threshold": DROP},
        {"measured[0].kpi.threshold": "fact"},
    ),
    # Of the one condition that is left, two renewals that are pending decide.
    Unknown(
        "research.adoption.stickiness/reached",
        "acceptance",
        {"adoption/kpis/0": DROP, "adoption/kpis/0/target": "5/6"},
        {"measured[0].reached": "fact"},
    ),
    Unknown(
        "research.adoption.stickiness/consent",
        "acceptance",
        {"adoption/kpis/1/reviewer_accepts": DROP},
        # Said of the condition as it was measured, or as it was planned: either settles it.
        {
            "measured[1].kpi.reviewer_accepts": "reviewer",
            "adoption.kpis[name=期滿續約].reviewer_accepts": "reviewer",
        },
    ),
    # At closing.
    Unknown(
        "research.benefit.marketplace-listing",
        "closing",
        {"listing/listed_on": DROP},
        {"listing.listed_on": "fact"},
    ),
    Unknown(
        "research.benefit.marketplace-listing",
        "closing",
        {"listing/status": "ended", "listing/ended_on": "2023-11-29"},
        {"lapse_counts": "text"},
    ),
    # While the benefits are tracked.
    Unknown(
        "research.benefit.salary",
        "tracking",
        {"firms/2/base_heads": DROP},
        # Without staff there would be nothing to compare.
        {"firms[ubn=00501508].base_heads": "fact", "firms[ubn=00501508].first_rise_recognised": "text"},
    ),
    Unknown(
        "research.benefit.salary/second-year",
        "tracking",
        {"firms/2/second_heads": DROP},
        {"firms[ubn=00501508].second_heads": "fact", "firms[ubn=00501508].second_rise_recognised": "text"},
    ),
    Unknown(
        "research.benefit.salary/every-firm",
        "tracking",
        {"firms/2/ubn": DROP},
        {"firms[2].ubn": "fact"},
    ),
    # Nothing is reported of the platform partner, though the lead invested what it would have.
    Unknown(
        "research.benefit.salary/every-firm",
        "tracking",
        {"firms/2": DROP, "firms/0/new_investment": 12_500_000},
        {"no_more_reports": "fact"},
    ),
    Unknown(
        "research.benefit.salary/every-firm",
        "tracking",
        {"firms/2": DROP},
        {"no_more_reports": "fact"},
        also=("research.benefit.investment",),
    ),
    Unknown(
        "research.benefit.investment",
        "tracking",
        {"firms/0/new_investment": DROP},
        {"firms[ubn=12345675].new_investment": "fact"},
    ),
    Unknown(
        "research.benefit.adoption",
        "tracking",
        {"approved_customers": DROP},
        {"approved_customers": "event"},
    ),
    Unknown(
        "research.benefit.customer-revenue",
        "tracking",
        {"customer_revenues/0/after": DROP},
        {"customer_revenues[customer=C001].after": "fact"},
    ),
)
NAMED = [
    pytest.param(one, id=f"{one.rule.removeprefix('research.')}: {', '.join(one.asks)}") for one in UNKNOWNS
]


def test_each_rule_of_each_stage_is_open_in_one_of_them() -> None:
    assert {one.rule for one in UNKNOWNS} == {rule.id for rule in cg.research.rules}


@pytest.mark.parametrize("unknown", NAMED)
def test_it_is_open_there_alone_and_asks_for_just_that(unknown: Unknown) -> None:
    decision = decided(unknown.base, unknown.changes, policy=unknown.policy)
    open_ = {rule for rule, result in decision.results.items() if result is cg.Result.UNDETERMINED}
    assert open_ == {unknown.rule, *unknown.also}
    others = {rule: result for rule, result in decision.results.items() if rule not in open_}
    assert others == {rule: good(unknown.base).results[rule] for rule in others}
    assert decision.outcome is cg.Outcome.UNDETERMINED
    assert {gap.path.key: gap.because for gap in (*decision.missing, *decision.awaiting)} == unknown.asks
    assert all(gap.because == "fact" for gap in decision.missing)
    for gap in (*decision.missing, *decision.awaiting):
        assert set(gap.rules) == (open_ if gap.path.key != "recognised_lead_subsidy" else set(unknown.also))


@pytest.mark.parametrize("unknown", NAMED)
def test_its_report_asks_in_both_languages_and_names_whom_it_asks(unknown: Unknown) -> None:
    decision = decided(unknown.base, unknown.changes, policy=unknown.policy)
    for locale, outcome in (("zh_Hant_TW", "尚無法判定"), ("en", "undetermined")):
        report = str(decision.report(locale))
        assert outcome in report.splitlines()[0]
        for rule in (unknown.rule, *unknown.also):
            assert f"? {decision[rule].message(locale)}" in report
        for gap in (*decision.missing, *decision.awaiting):
            assert len(gap.question(locale)) > 5
            asked = [line for line in report.splitlines() if gap.question(locale) in line]
            named = [line for line in asked if called(decision, gap, locale) in line]
            # One line for each that is asked this, and each names whom it asks.
            same = [
                one
                for one in (*decision.missing, *decision.awaiting)
                if one.question(locale) == gap.question(locale)
            ]
            assert named
            assert len(asked) <= len(same)


def test_what_the_sums_as_stated_settle_is_not_asked_for() -> None:
    """What is not the partners' of a subsidy as stated is the lead's, though its line is not filled in."""
    decision = decided("textile", {"lines/0/amount": DROP})
    assert (decision.outcome, decision.missing) == (cg.Outcome.ELIGIBLE, ())
    assert decision.subject.lead_subsidy == good("textile").subject.lead_subsidy == 13_200_000


def called(decision: Any, gap: Gap, locale: str) -> str:
    """The name of the member, line or other item that a question is about, as far as it has one."""
    name = ""
    of_policy = gap.path[:1] == ("policy",)
    subject: Any = decision.policy if of_policy else decision.subject
    for step in gap.path[1:] if of_policy else gap.path:
        if isinstance(step, int):
            subject = subject[step]
            name = subject.called(locale)
        else:
            subject = getattr(subject, str(step), cg.UNKNOWN)
    return name
