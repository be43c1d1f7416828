"""The decision on a complete proposal as plain ifs and loops, as a programmer would write it by hand.

On cloudgrant's own objects, from the facts that are stated, every rule of the application in order; nothing
here knows what to do where a fact is missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta

from cloudgrant import Outcome, Proposal, Result
from cloudgrant.programmes.research import ResearchPolicy, listed_kinds

__all__ = ["decide"]

MET, NOT_MET, NONE = Result.MET, Result.NOT_MET, Result.NOT_APPLICABLE
ELIGIBLE, INELIGIBLE = Outcome.ELIGIBLE, Outcome.INELIGIBLE

_KINDS = {domain: listed_kinds(domain) for domain in ("manufacturing", "service", "micro")}


def _together(answers: Sequence[bool | None]) -> Result:
    """The answers about each item as one; ``None`` where the rule does not apply to it."""
    if False in answers:
        return NOT_MET
    return MET if True in answers or not answers else NONE


def _one(holds: bool) -> Result:
    return MET if holds else NOT_MET


def decide(proposal: Proposal, policy: ResearchPolicy, on: date) -> tuple[Outcome, dict[str, Result]]:
    """Decide on a proposal all of whose facts that matter are known (``Any`` inside: types cannot say so)."""
    it: Any = proposal
    limits: Any = policy
    results: dict[str, Result] = {}

    leads = [member for member in it.members if member.role == "lead"]
    results["research.applicant.lead"] = _one(len(leads) == 1 and leads[0].firm.provider)
    report_from = limits.closing_date - relativedelta(months=limits.credit_report_months)
    _members(it.members, limits, on, report_from, results)

    results["research.window.submission"] = _one(limits.announced_on <= on <= limits.closing_date)
    total = subsidy = lead_subsidy = 0
    lead = leads[0].firm.ubn if leads else ""
    for line in it.lines:
        total += line.amount
        if line.source == "subsidy":
            subsidy += line.amount
            if line.party == lead:
                lead_subsidy += line.amount
    share = limits.share_cap
    results["research.funding.case-cap"] = _one(subsidy <= limits.case_cap)
    results["research.funding.share-cap"] = _one(subsidy * share.denominator <= total * share.numerator)
    share = limits.lead_share_floor
    one_leads = sum(member.role == "lead" for member in it.members) == 1
    results["research.funding.lead-share"] = (
        NONE
        if len(it.members) == 1
        else _one(lead_subsidy * share.denominator >= subsidy * share.numerator)
        if one_leads
        else Result.UNDETERMINED
    )
    results["research.term.window"] = _one(
        limits.announced_on <= it.starts_on <= limits.term_until
        and limits.announced_on <= it.ends_on <= limits.term_until
    )
    results["research.subject.scope"] = _together(
        [
            line.scope in limits.scopes or (line.scope == "other" and line.reviewer_accepts_scope)
            for line in it.lines
        ]
    )

    _content(it, limits, results)
    _security(it, limits, results)
    _benefits(it, limits, results)
    return (INELIGIBLE if NOT_MET in results.values() else ELIGIBLE), results


def _members(members: Any, limits: Any, on: date, report_from: date, results: dict[str, Result]) -> None:
    registered, branch, prc, credit, worth = [], [], [], [], []
    capable: list[bool | None] = []
    small: list[bool | None] = []
    shown: list[bool | None] = []
    factory: list[bool | None] = []
    for member in members:
        firm = member.firm
        registered.append(firm.registered and firm.registered_on <= on)
        branch.append(not firm.branch_office)
        prc.append(not firm.prc_investment_in_company_register and not firm.prc_investment_in_investor_list)
        credit.append(
            not firm.rejected_account
            and report_from <= firm.credit_report_issued_on <= limits.closing_date
            and firm.credit_report_stamped
        )
        worth.append(_worth(firm, limits, on))
        if member.role == "lead" or firm.provider:
            capable.append(
                (firm.it_capability_held and firm.it_capability_from <= on <= firm.it_capability_until)
                or (firm.it_capability_applied and _passed(firm, limits))
            )
        else:
            capable.append(None)
        if member.role == "partner" and (firm.manufacturer or firm.service_firm):
            years, last = firm.revenue_years, firm.revenue_last_year
            ceiling = limits.revenue_ceiling
            if years == 0 or last <= ceiling:
                small.append(True)
            elif years == 2:
                small.append(last + firm.revenue_two_years_ago <= 2 * ceiling)
            else:
                three = last + firm.revenue_two_years_ago + firm.revenue_three_years_ago if years == 3 else 0
                small.append(years == 3 and three <= 3 * ceiling)
            shown.append(years == 0 or firm.revenue_proof in limits.revenue_proofs)
        else:
            small.append(None)
            shown.append(None)
        if member.role == "partner" and firm.manufacturer:
            factory.append(firm.factory == "registered" or firm.factory_exemption_certificate is True)
        else:
            factory.append(None)
    results["research.common.registered"] = _together(registered)
    results["research.common.not-branch"] = _together(branch)
    results["research.common.no-prc-investment"] = _together(prc)
    results["research.common.no-rejected-account"] = _together(credit)
    results["research.common.net-worth-positive"] = _together(worth)
    results["research.provider.capability-registration"] = _together(capable)
    results["research.sme.revenue-ceiling"] = _together(small)
    results["research.sme.revenue-ceiling/evidence"] = _together(shown)
    results["research.sme.factory-registration"] = _together(factory)


def _passed(firm: Any, limits: Any) -> bool:
    return bool(
        firm.it_capability_applied_on <= limits.closing_date
        and firm.it_capability_passed_on <= limits.capability_passed_by
    )


def _worth(firm: Any, limits: Any, on: date) -> bool:
    if firm.cpa_audited:
        if firm.audited_net_worth > 0:
            return True
    elif firm.registered_on >= limits.application_year_from:
        if (
            firm.registered_on <= on
            and firm.capital_verified
            and firm.interim_statement in ("cpa_audit", "cpa_review", "own_last_month")
            and firm.interim_net_worth > 0
        ):
            return True
    elif firm.return_net_worth > 0:
        return True
    return bool(
        firm.restored_by_increase
        and firm.capital_increased_on <= on
        and (
            firm.interim_statement in ("cpa_audit", "cpa_review")
            or (
                firm.interim_statement in ("own_last_month", "own_older")
                and limits.own_statements_show_increase
            )
        )
        and firm.interim_net_worth > 0
    )


def _content(it: Any, limits: Any, results: dict[str, Result]) -> None:
    results["research.subject.service-model"] = _one(it.service_model in limits.service_models)
    domain = it.domain
    counted = [one for one in it.services if one.cloud or domain != "service"]
    named = {one.category for one in counted if one.category in _KINDS[domain]}
    kinds = {one.category for one in counted if one.category != "other"}
    others = sum(one.category == "other" for one in counted)

    def enough(floor: int) -> Result:
        return _one(
            len(named) >= floor or (len(kinds) + others >= floor and it.reviewer_accepts_services is True)
        )

    for name, floor, listed in (
        ("manufacturing", limits.manufacturing_services_floor, limits.manufacturing_subdomains),
        ("service", limits.service_services_floor, limits.service_subdomains),
    ):
        here = domain == name
        results[f"research.domain.{name}"] = enough(floor) if here else NONE
        results[f"research.domain.{name}/subdomain"] = (
            _one(it.subdomain in listed or it.reviewer_accepts_subdomain is True) if here else NONE
        )
    micro = domain == "micro"
    results["research.domain.micro"] = (
        _one(it.largest_customer <= limits.micro_employee_ceiling) if micro else NONE
    )
    results["research.domain.micro/saas"] = (
        _one(it.service_model == "saas" or (it.service_model == "paas_saas" and it.mainly_saas))
        if micro
        else NONE
    )
    results["research.domain.micro/services"] = enough(limits.micro_services_floor) if micro else NONE
    results["research.proposal.outline"] = _one(all(block in it.outline for block in limits.outline_blocks))
    measurable = sum(
        level.objective and (level.comparison != "in_words" or level.reviewer_accepts_target is True)
        for level in it.service_levels
    )
    results["research.service.measurable-quality"] = _one(measurable >= limits.measurable_targets_floor)


def _security(it: Any, limits: Any, results: dict[str, Result]) -> None:
    planned = {part.facet for part in it.security.facets}
    results["research.security.plan"] = _one(all(facet in planned for facet in limits.security_facets))
    spend = domestic = 0
    for line in it.security.spend:
        spend += line.amount
        if line.domestic:
            domestic += line.amount
    share = limits.domestic_share_floor
    results["research.security.domestic-share"] = _one(
        domestic * share.denominator >= spend * share.numerator
    )
    marked = {row.item for row in it.self_assessment.marks}
    results["research.security.self-assessment"] = _one(
        all(item.id in marked for item in limits.security_items)
    )


def _benefits(it: Any, limits: Any, results: dict[str, Result]) -> None:
    plan, benefits = it.adoption, it.benefits
    results["research.adoption.target"] = _one(
        plan.proposed_customers >= limits.adoption_floor and bool(plan.basis)
    )
    set_ = sum(bool(kpi.basis) for kpi in plan.kpis)
    results["research.adoption.stickiness"] = _one(set_ >= limits.stickiness_kpis_floor)
    long = [kpi for kpi in plan.kpis if kpi.rate == "long_contract"]
    explained = all(
        kpi.term >= limits.long_contract_months
        or isinstance(kpi.shorter_because, str)
        or kpi.shorter_explained
        for kpi in long
    )
    results["research.adoption.stickiness/shorter-term"] = _one(explained) if long else NONE
    results["research.benefit.committed"] = _one(
        benefits.pay_rise_first_year
        and benefits.pay_rise_second_year
        and benefits.new_investment > 0
        and plan.proposed_customers >= limits.adoption_floor
        and benefits.customer_revenue_rise > 0
        and benefits.marketplace_listing
    )
