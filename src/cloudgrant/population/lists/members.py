"""The firms that propose: who leads, and what is asked of each."""

from __future__ import annotations

from typing import Final

import numpy as np

from cloudgrant.population.business_numbers import business_numbers
from cloudgrant.population.drawing import Draws
from cloudgrant.population.made import Column
from cloudgrant.population.parameters import MOST_MEMBERS
from cloudgrant.population.rows import Drawn, Proposals, among, flags_of, places_of_firms
from cloudgrant.values.shares import Share

__all__ = ["members"]

_USUALLY: Final = Share("9/10")


def members(given: Proposals) -> dict[str, Column]:
    """The firms of each proposal, the lead first."""
    parameters = given.parameters
    place, there = among(given.number, MOST_MEMBERS, given.members)
    there &= ~np.repeat(given.unknown_lists("members"), MOST_MEMBERS)

    def columns(draws: Draws) -> Drawn:
        leads = given.draws("").options("leads", parameters.leads)
        lead = place < np.repeat(leads, MOST_MEMBERS)
        kind = draws.places("kind", [6, 3, 1])  # of partners: manufacturers, service firms, further providers
        manufacturer, service = ~lead & (kind == 0), ~lead & (kind == 1)
        audited = draws.places("cpa_audited", [1, 1]) == 0
        worth = draws.of_spans("net_worth", parameters.net_worth)
        factory = draws.options("factory", parameters.factory_of_members)
        flags = flags_of(
            draws,
            given,
            "members.firm",
            registered=True,
            branch_office=False,
            prc_investment_in_company_register=False,
            prc_investment_in_investor_list=False,
            rejected_account=False,
            credit_report_stamped=True,
            it_capability_held=True,
        )
        held = flags["it_capability_held"]
        years = {
            f"firm.revenue_{name}": draws.of_spans(name, parameters.revenue)
            for name in ("last_year", "two_years_ago", "three_years_ago")
        }
        proof = np.where(
            audited, "cpa_audit", draws.options("revenue_proof", [("tax_return", 29), ("other", 1)])
        ).astype(np.object_)
        provides = (lead | (kind == 2)) ^ (lead & given.fault(draws, "members.firm", "provider"))
        return {
            "role": np.where(lead, "lead", "partner").astype(np.object_),
            "firm.ubn": business_numbers(places_of_firms(given)),
            "firm.provider": provides,
            "firm.manufacturer": manufacturer,
            "firm.service_firm": service,
            **{f"firm.{name}": values for name, values in flags.items()},
            "firm.registered_on": Column(
                draws.of_days("registered_on", parameters.registered_on),
                ~flags["registered"],
            ),
            "firm.credit_report_issued_on": draws.of_days(
                "credit_report", parameters.credit_report_issued_on
            ),
            "firm.statements_year": np.full(draws.number, parameters.latest_year),
            "firm.cpa_audited": audited,
            "firm.audited_net_worth": Column(worth, ~audited),
            "firm.return_net_worth": Column(worth, audited),
            "firm.restored_by_increase": np.zeros(draws.number, dtype=np.bool_),
            "firm.it_capability_from": Column(
                draws.of_days("capability/from", parameters.capability_from), ~held
            ),
            "firm.it_capability_until": Column(
                draws.of_days("capability/until", parameters.capability_until),
                ~held,
            ),
            "firm.it_capability_applied": np.zeros(draws.number, dtype=np.bool_),
            "firm.revenue_year": np.full(draws.number, parameters.latest_year),
            "firm.revenue_years": np.full(draws.number, 3),
            **years,
            "firm.revenue_proof": proof,
            "firm.factory": factory,
            "firm.factory_exemption_certificate": (factory == "exempt")
            & draws.holds("certificate", _USUALLY),
        }

    return given.table("members", MOST_MEMBERS, there, columns)
