"""An application that meets every required rule of selection, for tests to spoil."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs

import cloudgrant as cg
from cloudgrant.programmes.listing import DocumentsFiled, ProofOfSale

DAY = date(2022, 5, 2)
POLICY = cg.listing.policy_on(DAY)
SALE = ProofOfSale(document="contract", shows_amount=True, shows_period=True, of_this_solution=True)
OK = cg.ListingApplication(
    vendor=cg.InformationServiceProvider(
        ubn="12345675",
        name="示範資訊",
        paid_in_capital=1_000_000,
        business_codes=("I301010", "F113050"),
        prc_funded_enterprise=False,
        foreign_enterprise_branch=False,
        quality_records=("award",),
        project_breach=False,
        project_debarment=False,
        tax_owed=False,
        law_breach=False,
    ),
    solution=cg.CloudSolution(
        name="雲端智造",
        vendor_ubn="12345675",
        category="production",
        price=30_000,
        market_price=36_000,
        minimum_term=3,
        last_listed_in=0,
    ),
    documents=DocumentsFiled(
        income_tax_return=True,
        tax_clearance_central=True,
        tax_clearance_local=True,
        application_form=True,
    ),
    proofs_of_sale=(SALE,),
    operation_video=True,
    reseller=False,
)


def with_(application: cg.ListingApplication, **changes: Any) -> cg.ListingApplication:
    """The application with other facts, each named by where it stands: ``solution__price=1``."""
    for name, value in changes.items():
        part, _, fact = name.partition("__")
        inner = attrs.evolve(getattr(application, part), **{fact: value}) if fact else value
        application = attrs.evolve(application, **{part: inner})
    return application
