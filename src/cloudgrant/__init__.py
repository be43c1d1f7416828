"""cloudgrant: Taiwan's digital cloud service programmes of 2022 (民國 111 年) as pure domain objects.

Every public name is reached from here and loaded when it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cloudgrant import editions as editions
    from cloudgrant import guide as guide
    from cloudgrant.data.batch import assess_many as assess_many
    from cloudgrant.data.drafting import draft as draft
    from cloudgrant.data.dumping import dump as dump
    from cloudgrant.data.form import parse as parse
    from cloudgrant.data.loading import load as load
    from cloudgrant.data.tables import load_tables as load_tables
    from cloudgrant.firms.company import Company as Company
    from cloudgrant.firms.company import InformationServiceProvider as InformationServiceProvider
    from cloudgrant.firms.company import Manufacturer as Manufacturer
    from cloudgrant.firms.company import ServiceFirm as ServiceFirm
    from cloudgrant.programmes.coaching.programme import coaching as coaching
    from cloudgrant.programmes.listing.application import (
        ListingApplication as ListingApplication,
    )
    from cloudgrant.programmes.listing.programme import listing as listing
    from cloudgrant.programmes.listing.selection import Selection as Selection
    from cloudgrant.programmes.listing.selection import SelectionRefused as SelectionRefused
    from cloudgrant.programmes.listing.solution import CloudSolution as CloudSolution
    from cloudgrant.programmes.points.claim import Claim as Claim
    from cloudgrant.programmes.points.order import Order as Order
    from cloudgrant.programmes.points.programme import points as points
    from cloudgrant.programmes.points.purchase import Purchase as Purchase
    from cloudgrant.programmes.points.quote import quote as quote
    from cloudgrant.programmes.points.wallet import PointWallet as PointWallet
    from cloudgrant.programmes.points.wallet_event import WalletEvent as WalletEvent
    from cloudgrant.programmes.points.wallet_refused import WalletRefused as WalletRefused
    from cloudgrant.programmes.research.adoption.stickiness_kpi import StickinessKPI as StickinessKPI
    from cloudgrant.programmes.research.programme import research as research
    from cloudgrant.programmes.research.proposal import Proposal as Proposal
    from cloudgrant.programmes.research.security.self_assessment import (
        SecuritySelfAssessment as SecuritySelfAssessment,
    )
    from cloudgrant.receipts import verify as verify
    from cloudgrant.rules.assessment import Assessment as Assessment
    from cloudgrant.rules.deciding.results import Outcome as Outcome
    from cloudgrant.rules.deciding.results import Result as Result
    from cloudgrant.rules.deciding.ruling import Ruling as Ruling
    from cloudgrant.rules.explaining.finding import Finding as Finding
    from cloudgrant.rules.issued import IssuedDecision as IssuedDecision
    from cloudgrant.rules.law.clause import Clause as Clause
    from cloudgrant.rules.programme import Programme as Programme
    from cloudgrant.rules.receipt import Receipt as Receipt
    from cloudgrant.rules.records.evidence import Confirmation as Confirmation
    from cloudgrant.rules.records.evidence import Document as Document
    from cloudgrant.rules.records.fact_info import fact as fact
    from cloudgrant.rules.records.fact_info import facts as facts
    from cloudgrant.rules.writing.declaration import rule as rule
    from cloudgrant.values.locales import Language as Language
    from cloudgrant.values.locales import locale as locale
    from cloudgrant.values.problems import InvalidInput as InvalidInput
    from cloudgrant.values.problems import Problem as Problem
    from cloudgrant.values.shares import Share as Share
    from cloudgrant.values.text import Text as Text
    from cloudgrant.values.unknown import UNKNOWN as UNKNOWN
else:
    from cloudgrant.values.loading import on_first_use

    _HOMES = {
        "Assessment": "rules.assessment",
        "Claim": "programmes.points.claim",
        "Clause": "rules.law.clause",
        "CloudSolution": "programmes.listing.solution",
        "Company": "firms.company",
        "Confirmation": "rules.records.evidence",
        "Document": "rules.records.evidence",
        "Finding": "rules.explaining.finding",
        "InformationServiceProvider": "firms.company",
        "InvalidInput": "values.problems",
        "IssuedDecision": "rules.issued",
        "Language": "values.locales",
        "ListingApplication": "programmes.listing.application",
        "Manufacturer": "firms.company",
        "Order": "programmes.points.order",
        "Outcome": "rules.deciding.results",
        "PointWallet": "programmes.points.wallet",
        "Problem": "values.problems",
        "Programme": "rules.programme",
        "Proposal": "programmes.research.proposal",
        "Purchase": "programmes.points.purchase",
        "Receipt": "rules.receipt",
        "Result": "rules.deciding.results",
        "Ruling": "rules.deciding.ruling",
        "SecuritySelfAssessment": "programmes.research.security.self_assessment",
        "Selection": "programmes.listing.selection",
        "SelectionRefused": "programmes.listing.selection",
        "ServiceFirm": "firms.company",
        "Share": "values.shares",
        "StickinessKPI": "programmes.research.adoption.stickiness_kpi",
        "Text": "values.text",
        "UNKNOWN": "values.unknown",
        "WalletEvent": "programmes.points.wallet_event",
        "WalletRefused": "programmes.points.wallet_refused",
        "assess_many": "data.batch",
        "coaching": "programmes.coaching.programme",
        "draft": "data.drafting",
        "dump": "data.dumping",
        "editions": "editions",
        "fact": "rules.records.fact_info",
        "facts": "rules.records.fact_info",
        "guide": "guide",
        "listing": "programmes.listing.programme",
        "load": "data.loading",
        "load_tables": "data.tables",
        "locale": "values.locales",
        "parse": "data.form",
        "points": "programmes.points.programme",
        "quote": "programmes.points.quote",
        "research": "programmes.research.programme",
        "rule": "rules.writing.declaration",
        "verify": "receipts",
    }
    __all__ = list(_HOMES)

    __getattr__, __dir__ = on_first_use(__name__, globals(), _HOMES)
