"""Each rule of the research programme fails in a named variant of the dossier, alone or with its kin."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import attrs
import pytest
from textile_project import PLATFORM, assumed

import cloudgrant as cg
from cloudgrant.programmes.research import ResearchPolicy
from programmes.research.tables import all_required
from stories.textile import BASES, DROP, Changes, decided, good


@attrs.frozen
class Variant:
    """A dossier that fails ``rule`` because of a change of the data, or because it came ``on`` another day.

    ``also`` names what fails with it, ``leaves_open`` what cannot be told then, and ``whose`` the member,
    line or firm that the finding is about.
    """

    rule: str
    name: str
    base: str
    changes: Changes
    also: tuple[str, ...] = ()
    leaves_open: tuple[str, ...] = ()
    whose: str = ""
    on: date | None = None
    policy: ResearchPolicy | None = None


LEAD, MILL, OTHER = (f"members[ubn={number}]" for number in ("12345675", "04595257", "00501508"))
BY_FIRM = f"firms[ubn={PLATFORM}]"

VARIANTS = (
    Variant(
        "research.applicant.lead",
        "two firms lead",
        "textile",
        {"members/2/role": "lead"},
        leaves_open=("research.funding.lead-share",),
    ),
    Variant(
        "research.applicant.lead",
        "nobody leads, so that the lead's share is nobody's",
        "textile",
        {"members/0/role": "partner"},
        leaves_open=("research.funding.lead-share",),
    ),
    Variant(
        "research.applicant.lead",
        "the firm that leads is no provider",
        "textile",
        {"members/0/firm/kind": "company", "members/0/firm/provider": False},
    ),
    Variant(
        "research.applicant.lead",
        "what it builds stands in a private cloud",
        "textile",
        {"public_cloud": False},
    ),
    Variant(
        "research.common.registered",
        "the mill is not registered",
        "textile",
        {"members/1/firm/registered": False},
        whose=MILL,
    ),
    Variant(
        "research.common.not-branch",
        "the platform partner is a branch",
        "textile",
        {"members/2/firm/branch_office": True},
        whose=OTHER,
    ),
    Variant(
        "research.common.no-prc-investment",
        "the mill stands on the Investment Commission's list",
        "textile",
        {"members/1/firm/prc_investment_in_investor_list": True},
        whose=MILL,
    ),
    Variant(
        "research.common.no-rejected-account",
        "the lead's credit report is a day too old",
        "textile",
        {"members/0/firm/credit_report_issued_on": "2021-11-29"},
        whose=LEAD,
    ),
    Variant(
        "research.common.net-worth-positive",
        "the platform partner's net worth is zero, and no increase mended it",
        "textile",
        {"members/2/firm/return_net_worth": 0, "members/2/firm/restored_by_increase": False},
        whose=OTHER,
    ),
    Variant(
        "research.provider.capability-registration",
        "the platform partner passes on the Monday after the last day, a Sunday",
        "textile",
        {"members/2/firm/it_capability_passed_on": "2022-08-01"},
        whose=OTHER,
    ),
    Variant(
        "research.sme.revenue-ceiling",
        "the mill's three years are a dollar above three times the ceiling",
        "textile",
        {"members/1/firm/revenue_three_years_ago": 2_100_000_001},
        whose=MILL,
    ),
    Variant(
        "research.sme.revenue-ceiling/evidence",
        "the mill's revenue is shown by something else",
        "textile",
        {"members/1/firm/revenue_proof": "other"},
        whose=MILL,
    ),
    Variant(
        "research.sme.factory-registration",
        "the mill is exempt and attaches no certificate",
        "textile",
        {"members/1/firm/factory": "exempt", "members/1/firm/factory_exemption_certificate": False},
        whose=MILL,
    ),
    Variant("research.window.submission", "handed in a day late", "textile", {}, on=date(2022, 6, 1)),
    Variant(
        "research.funding.case-cap",
        "a dollar more than a case may have, beside enough own funds",
        "textile",
        {
            "lines/0/amount": 11_000_001,
            "lines/1/amount": 12_000_000,
            "stated_subsidy": 30_000_001,
            "stated_total": 64_000_001,
        },
    ),
    Variant(
        "research.funding.case-cap",
        "the same without more own funds, so that it is more than half as well",
        "textile",
        {"lines/0/amount": 11_000_001, "stated_subsidy": 30_000_001, "stated_total": 58_000_001},
        also=("research.funding.share-cap",),
    ),
    Variant(
        "research.funding.share-cap",
        "own funds a dollar below the subsidy",
        "textile",
        {"lines/1/amount": 1_999_999, "stated_total": 47_999_999},
    ),
    Variant(
        "research.funding.lead-share",
        "NT$3 million of the lead's subsidy are the mill's",
        "textile",
        {"lines/2/party": "04595257"},
    ),
    Variant("research.term.window", "ends a day late", "textile", {"ends_on": "2023-12-01"}),
    Variant(
        "research.subject.scope",
        "a line is for no work of this kind",
        "textile",
        {"lines/7/scope": "none"},
        whose="lines[number=8]",
    ),
    Variant("research.subject.service-model", "PaaS alone", "textile", {"service_model": "paas"}),
    Variant(
        "research.domain.manufacturing",
        "two of the three services are left out",
        "textile",
        {"services/2": DROP, "services/1": DROP},
    ),
    Variant(
        "research.domain.manufacturing/subdomain",
        "a sub-domain that is not named and not accepted",
        "textile",
        {"subdomain": "other", "reviewer_accepts_subdomain": False},
    ),
    Variant(
        "research.domain.service",
        "one of the two services is not in the cloud",
        "retail",
        {"services/1/cloud": False},
    ),
    Variant(
        "research.domain.service/subdomain",
        "a sub-domain that is not named and not accepted",
        "retail",
        {"subdomain": "other", "reviewer_accepts_subdomain": False},
    ),
    Variant(
        "research.domain.micro",
        "every customer has ten people or more",
        "micro",
        {"largest_customer": 40, "smallest_customer": 10},
    ),
    Variant("research.domain.micro/saas", "mainly PaaS", "micro", {"mainly_saas": False}),
    Variant("research.domain.micro/services", "no service at all", "micro", {"services/0": DROP}),
    Variant("research.proposal.outline", "nothing is said of the channels", "textile", {"outline/2": DROP}),
    Variant(
        "research.service.measurable-quality",
        "words instead of numbers, which the reviewers do not accept",
        "textile",
        {
            "service_levels/2": DROP,
            "service_levels/1": DROP,
            "service_levels/0/comparison": "in_words",
            "service_levels/0/number": DROP,
            "service_levels/0/unit": DROP,
            "service_levels/0/description": "穩定可靠",
            "service_levels/0/reviewer_accepts_target": False,
        },
    ),
    Variant("research.security.plan", "no plan for the life cycle", "textile", {"security/facets/5": DROP}),
    Variant(
        "research.security.domestic-share",
        "the monitoring is a foreign firm's",
        "textile",
        {"security/spend/2/domestic": False},
    ),
    Variant(
        "research.security.self-assessment",
        "the table lacks its last row",
        "textile",
        {"self_assessment/marks/20": DROP},
    ),
    Variant("research.adoption.target", "no basis of recognition", "textile", {"adoption/basis": []}),
    Variant(
        "research.adoption.target",
        "no customers aimed for, which is a required benefit too",
        "textile",
        {"adoption/proposed_customers": 0},
        also=("research.benefit.committed",),
    ),
    Variant("research.adoption.stickiness", "no condition is set", "textile", {"adoption/kpis": []}),
    Variant(
        "research.adoption.stickiness/shorter-term",
        "the shorter term is not explained",
        "shorter term",
        {"adoption/kpis/2/shorter_because": DROP, "adoption/kpis/2/shorter_explained": False},
    ),
    Variant(
        "research.benefit.committed",
        "no commitment to a listing",
        "textile",
        {"benefits/marketplace_listing": False},
    ),
    # At acceptance.
    Variant(
        "research.security.acceptance",
        "the consultant finds the penetration tests not met",
        "acceptance",
        {"self_assessment/marks/19/check": "not_met"},
        policy=all_required(assumed()),
    ),
    Variant(
        "research.adoption.target/reached",
        "one more customer was approved than is recognised",
        "acceptance",
        {"adoption/approved_customers": 113},
    ),
    Variant(
        "research.adoption.target/consent",
        "the reviewers do not consent to the basis",
        "acceptance",
        {"adoption/reviewer_accepts_basis": False},
    ),
    Variant(
        "research.adoption.stickiness/reached",
        "both targets are above what was measured",
        "acceptance",
        {"adoption/kpis/0/target": "2/3", "adoption/kpis/1/target": "9/10"},
    ),
    Variant(
        "research.adoption.stickiness/consent",
        "the reviewers do not consent to one condition",
        "acceptance",
        {"adoption/kpis/1/reviewer_accepts": False},
    ),
    # At closing.
    Variant(
        "research.benefit.marketplace-listing",
        "selected, and not listed",
        "closing",
        {"listing/status": "selected", "listing/listed_on": DROP},
    ),
    Variant(
        "research.benefit.marketplace-listing",
        "listed a day after closing",
        "closing",
        {"listing/listed_on": "2023-12-01"},
    ),
    # While the benefits are tracked.
    Variant(
        "research.benefit.salary",
        "the platform partner paid a dollar too little in year one",
        "tracking",
        {"firms/2/first_pay": 10_919_999},
        whose=BY_FIRM,
    ),
    Variant(
        "research.benefit.salary/second-year",
        "pay rose by less than 5% in the platform partner's year two",
        "tracking",
        {"firms/2/second_pay": 12_300_000},
        whose=BY_FIRM,
    ),
    Variant(
        "research.benefit.investment",
        "a dollar less than was committed to",
        "tracking",
        {"firms/0/new_investment": 10_499_999},
    ),
    Variant(
        "research.benefit.adoption",
        "one customer less than was approved",
        "tracking",
        {"recognised_customers": 99},
    ),
    Variant(
        "research.benefit.customer-revenue",
        "the customers' revenue rose by a dollar less than was committed to",
        "tracking",
        {"customer_revenues/0/after": 336_499_999},
    ),
)
NAMED = [pytest.param(one, id=f"{one.rule.removeprefix('research.')}: {one.name}") for one in VARIANTS]
ALONE = {one.rule for one in VARIANTS if not one.also}

# By when the firms report is not said: one that has not may yet, so that this is met or open.
NEVER_FAILS = {"research.benefit.salary/every-firm"}


def test_each_rule_of_each_stage_has_a_variant_in_which_it_fails_alone() -> None:
    assert {rule.id for rule in cg.research.rules} == ALONE | NEVER_FAILS
    assert not ALONE & NEVER_FAILS


def test_each_variant_has_a_name_of_its_own() -> None:
    assert len({(one.rule, one.name) for one in VARIANTS}) == len(VARIANTS)


@pytest.mark.parametrize("base", BASES)
def test_what_the_variants_start_from_is_good(base: str) -> None:
    decision = good(base)
    assert decision.outcome is cg.Outcome.ELIGIBLE
    for variant in VARIANTS:
        if variant.base == base:
            assert decision[variant.rule].result is cg.Result.MET


@pytest.mark.parametrize("variant", NAMED)
def test_it_fails_there_and_nowhere_else(variant: Variant) -> None:
    decision = decided(variant.base, variant.changes, on=variant.on, policy=variant.policy)
    failing = {rule for rule, result in decision.results.items() if result is cg.Result.NOT_MET}
    assert failing == {variant.rule, *variant.also}
    open_ = {rule for rule, result in decision.results.items() if result is cg.Result.UNDETERMINED}
    assert open_ == {*variant.leaves_open}
    others = {rule: result for rule, result in decision.results.items() if rule not in failing | open_}
    assert others == {rule: good(variant.base).results[rule] for rule in others}
    assert decision.outcome is cg.Outcome.INELIGIBLE


@pytest.mark.parametrize("variant", NAMED)
def test_a_finding_about_a_member_names_it(variant: Variant) -> None:
    decision = decided(variant.base, variant.changes, on=variant.on, policy=variant.policy)
    finding = decision[variant.rule]
    assert bool(variant.whose) == bool(cg.research.traced(variant.rule).over)
    failing = [part for part in finding.parts if part.result is cg.Result.NOT_MET]
    assert [part.path.key for part in failing] == ([variant.whose] if variant.whose else [])
    for part in failing:
        item = decision.subject
        for step in part.path:
            item = item[step] if isinstance(step, int) else getattr(item, step)
        for locale in ("zh_Hant_TW", "en"):
            [line] = [line for line in str(decision.report(locale)).splitlines() if line.startswith("    ✗")]
            assert item.called(locale) in line
            assert line.endswith(part.message(locale))


@pytest.mark.parametrize("variant", NAMED)
def test_its_report_says_so_in_both_languages(variant: Variant) -> None:
    decision = decided(variant.base, variant.changes, on=variant.on, policy=variant.policy)
    applied = decision.stage == "application"
    outcomes = ("不符合資格", "ineligible") if applied else ("不符合規定", "requirements not met")
    for locale, outcome in zip(("zh_Hant_TW", "en"), outcomes, strict=True):
        report = str(decision.report(locale))
        assert outcome in report.splitlines()[0]
        for rule in (variant.rule, *variant.also):
            finding = decision[rule]
            assert f"✗ {finding.message(locale)}" in report
            assert finding.clause.source in report
            for words in wording(finding, locale):
                assert words in report


def wording(finding: Any, locale: str) -> list[str]:
    """The words of a broken rule between the numbers that a policy puts in."""
    said = finding.declaration.unmet or finding.declaration.text
    return [words for words in re.split(r"\{.*?\}", said.in_(locale)) if words]
