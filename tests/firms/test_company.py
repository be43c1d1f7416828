"""A company is made of the facts that each programme asks; together they stand in one order."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

import cloudgrant as cg

# Dumps are written and problems are told in this order: a new fact joins it, none changes its place.
NAMES = """
ubn confirmed name paid_in_capital regular_employees manufacturer provider service_firm factory
factory_exemption_certificate

points_last_used_in points_used_before_in

cloud_services cloud_base coaching_own_funds

business_codes prc_funded_enterprise foreign_enterprise_branch quality_records project_breach
last_project_breach_on project_debarment debarred_from debarred_until tax_owed law_breach last_law_breach_on

registered branch_office prc_investment_in_company_register prc_investment_in_investor_list rejected_account
credit_report_issued_on credit_report_stamped statements_year cpa_audited audited_net_worth return_net_worth
registered_on capital_verified interim_statement interim_net_worth restored_by_increase capital_increased_on
it_capability_held it_capability_applied it_capability_from it_capability_until
it_capability_applied_on it_capability_passed_on

revenue_year revenue_years revenue_last_year revenue_two_years_ago revenue_three_years_ago revenue_proof

evidence

solvent_in_another_year years_of_revenue small_in_another_year
"""
ORDER = NAMES.split()
DERIVED = 3
KINDS: dict[type[Any], str] = {
    cg.Manufacturer: "manufacturer",
    cg.InformationServiceProvider: "provider",
    cg.ServiceFirm: "service_firm",
}


def test_the_facts_of_a_company_stand_in_one_order() -> None:
    assert list(cg.facts(cg.Company)) == ORDER


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_kind_has_the_same_facts_and_its_own_comes_last_of_the_given(kind: type[Any]) -> None:
    preset = KINDS[kind]
    given = [name for name in ORDER[:-DERIVED] if name != preset]
    assert list(cg.facts(kind)) == [*given, preset, *ORDER[-DERIVED:]]
    assert getattr(kind(), preset) is True


@pytest.mark.parametrize("cls", [cg.Company, *KINDS], ids=lambda cls: cls.__name__)
def test_neither_a_company_nor_what_it_is_made_of_has_slots(cls: type[Any]) -> None:
    """Making one costs what is given, not what there is."""
    assert vars(cls(name="示範精密")).keys() == {one.name for one in attrs.fields(cls)}
    assert not any(vars(part).get("__slots__") for part in cls.__mro__)
