"""cloudgrant: Taiwan's digital cloud service programmes of 2022 (民國 111 年) as pure domain objects.

Every public name is reached from here and loaded when it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cloudgrant import editions as editions
    from cloudgrant import guide as guide
    from cloudgrant.data.answer import Answer as Answer
    from cloudgrant.data.batch import assess_many as assess_many
    from cloudgrant.data.drafting import draft as draft
    from cloudgrant.data.dumping import dump as dump
    from cloudgrant.data.form import parse as parse
    from cloudgrant.data.json_bytes import dump_json as dump_json
    from cloudgrant.data.loading import load as load
    from cloudgrant.data.submission import Submission as Submission
    from cloudgrant.data.tables import load_tables as load_tables
    from cloudgrant.data.warming import warm_up as warm_up
    from cloudgrant.firms.company import Company as Company
    from cloudgrant.firms.company import InformationServiceProvider as InformationServiceProvider
    from cloudgrant.firms.company import Manufacturer as Manufacturer
    from cloudgrant.firms.company import ServiceFirm as ServiceFirm
    from cloudgrant.forms.asking import form as form
    from cloudgrant.forms.form import Form as Form
    from cloudgrant.forms.form import FormField as FormField
    from cloudgrant.forms.form import FormGroup as FormGroup
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
    from cloudgrant.programmes.points.quoting import quote as quote
    from cloudgrant.programmes.points.wallet import PointWallet as PointWallet
    from cloudgrant.programmes.points.wallet_event import WalletEvent as WalletEvent
    from cloudgrant.programmes.points.wallet_refused import WalletRefused as WalletRefused
    from cloudgrant.programmes.research.adoption.stickiness_kpi import StickinessKPI as StickinessKPI
    from cloudgrant.programmes.research.programme import research as research
    from cloudgrant.programmes.research.proposal import Proposal as Proposal
    from cloudgrant.programmes.research.security.self_assessment import (
        SecuritySelfAssessment as SecuritySelfAssessment,
    )
    from cloudgrant.receipts import Difference as Difference
    from cloudgrant.receipts import Verification as Verification
    from cloudgrant.receipts import verify as verify
    from cloudgrant.redeciding import NotHeld as NotHeld
    from cloudgrant.redeciding import Redecision as Redecision
    from cloudgrant.redeciding import redecide as redecide
    from cloudgrant.rules.assessment import Assessment as Assessment
    from cloudgrant.rules.deciding.gaps import Gap as Gap
    from cloudgrant.rules.deciding.given_rulings import UnusedRuling as UnusedRuling
    from cloudgrant.rules.deciding.results import Outcome as Outcome
    from cloudgrant.rules.deciding.results import Result as Result
    from cloudgrant.rules.deciding.ruling import Ruling as Ruling
    from cloudgrant.rules.explaining.deficiencies import Deficiencies as Deficiencies
    from cloudgrant.rules.explaining.finding import Finding as Finding
    from cloudgrant.rules.explaining.findings import Findings as Findings
    from cloudgrant.rules.explaining.items import JudgedItem as JudgedItem
    from cloudgrant.rules.explaining.margins import Margin as Margin
    from cloudgrant.rules.explaining.party_view import PartyFinding as PartyFinding
    from cloudgrant.rules.explaining.party_view import PartyView as PartyView
    from cloudgrant.rules.explaining.read import Evidence as Evidence
    from cloudgrant.rules.explaining.read import Read as Read
    from cloudgrant.rules.explaining.remedies import Change as Change
    from cloudgrant.rules.explaining.remedies import Remedy as Remedy
    from cloudgrant.rules.explaining.report import Report as Report
    from cloudgrant.rules.explaining.steps import WorkedStep as WorkedStep
    from cloudgrant.rules.explaining.told import Mending as Mending
    from cloudgrant.rules.issued import IssuedDecision as IssuedDecision
    from cloudgrant.rules.law.clause import Clause as Clause
    from cloudgrant.rules.law.edition import Edition as Edition
    from cloudgrant.rules.law.edition import NoEdition as NoEdition
    from cloudgrant.rules.law.notice import Notice as Notice
    from cloudgrant.rules.law.policies import Policy as Policy
    from cloudgrant.rules.letter.letter import Letter as Letter
    from cloudgrant.rules.process import StepRefused as StepRefused
    from cloudgrant.rules.programme import Programme as Programme
    from cloudgrant.rules.receipt import Receipt as Receipt
    from cloudgrant.rules.records.coherence_problems import CoherenceRefused as CoherenceRefused
    from cloudgrant.rules.records.declaration_refused import DeclarationRefused as DeclarationRefused
    from cloudgrant.rules.records.evidence import Confirmation as Confirmation
    from cloudgrant.rules.records.evidence import Document as Document
    from cloudgrant.rules.records.fact_info import FactInfo as FactInfo
    from cloudgrant.rules.records.fact_info import fact as fact
    from cloudgrant.rules.records.fact_info import facts as facts
    from cloudgrant.rules.records.record import Record as Record
    from cloudgrant.rules.writing.declaration import Rule as Rule
    from cloudgrant.rules.writing.declaration import Stage as Stage
    from cloudgrant.rules.writing.declaration import rule as rule
    from cloudgrant.rules.writing.refusals import RuleRefused as RuleRefused
    from cloudgrant.values.locales import Language as Language
    from cloudgrant.values.locales import locale as locale
    from cloudgrant.values.problems import InvalidInput as InvalidInput
    from cloudgrant.values.problems import Problem as Problem
    from cloudgrant.values.shares import Share as Share
    from cloudgrant.values.text import Text as Text
    from cloudgrant.values.unknown import UNKNOWN as UNKNOWN
    from cloudgrant.values.unknown import Fact as Fact
    from cloudgrant.values.unknown import Truth as Truth
    from cloudgrant.values.unknown import UnknownTruth as UnknownTruth
else:
    from cloudgrant.values.loading import is_installed, on_first_use

    _HOMES = {
        "Answer": "data.answer",
        "Assessment": "rules.assessment",
        "Change": "rules.explaining.remedies",
        "Claim": "programmes.points.claim",
        "Clause": "rules.law.clause",
        "CloudSolution": "programmes.listing.solution",
        "CoherenceRefused": "rules.records.coherence_problems",
        "Company": "firms.company",
        "Confirmation": "rules.records.evidence",
        "Edition": "rules.law.edition",
        "DeclarationRefused": "rules.records.declaration_refused",
        "Difference": "receipts",
        "Document": "rules.records.evidence",
        "Evidence": "rules.explaining.read",
        "Fact": "values.unknown",
        "FactInfo": "rules.records.fact_info",
        "FormField": "forms.form",
        "Finding": "rules.explaining.finding",
        "Deficiencies": "rules.explaining.deficiencies",
        "Findings": "rules.explaining.findings",
        "Form": "forms.form",
        "Gap": "rules.deciding.gaps",
        "FormGroup": "forms.form",
        "InformationServiceProvider": "firms.company",
        "InvalidInput": "values.problems",
        "IssuedDecision": "rules.issued",
        "JudgedItem": "rules.explaining.items",
        "Language": "values.locales",
        "Letter": "rules.letter.letter",
        "ListingApplication": "programmes.listing.application",
        "Manufacturer": "firms.company",
        "Margin": "rules.explaining.margins",
        "NoEdition": "rules.law.edition",
        "NotHeld": "redeciding",
        "Notice": "rules.law.notice",
        "Order": "programmes.points.order",
        "Outcome": "rules.deciding.results",
        "PartyFinding": "rules.explaining.party_view",
        "PartyView": "rules.explaining.party_view",
        "PointWallet": "programmes.points.wallet",
        "Policy": "rules.law.policies",
        "Problem": "values.problems",
        "Programme": "rules.programme",
        "Proposal": "programmes.research.proposal",
        "Purchase": "programmes.points.purchase",
        "Read": "rules.explaining.read",
        "Receipt": "rules.receipt",
        "Redecision": "redeciding",
        "Record": "rules.records.record",
        "Remedy": "rules.explaining.remedies",
        "Report": "rules.explaining.report",
        "Result": "rules.deciding.results",
        "Rule": "rules.writing.declaration",
        "RuleRefused": "rules.writing.refusals",
        "Ruling": "rules.deciding.ruling",
        "Mending": "rules.explaining.told",
        "UnusedRuling": "rules.deciding.given_rulings",
        "SecuritySelfAssessment": "programmes.research.security.self_assessment",
        "Selection": "programmes.listing.selection",
        "SelectionRefused": "programmes.listing.selection",
        "ServiceFirm": "firms.company",
        "Share": "values.shares",
        "Stage": "rules.writing.declaration",
        "WorkedStep": "rules.explaining.steps",
        "StepRefused": "rules.process",
        "StickinessKPI": "programmes.research.adoption.stickiness_kpi",
        "Submission": "data.submission",
        "Text": "values.text",
        "Truth": "values.unknown",
        "UNKNOWN": "values.unknown",
        "UnknownTruth": "values.unknown",
        "Verification": "receipts",
        "WalletEvent": "programmes.points.wallet_event",
        "WalletRefused": "programmes.points.wallet_refused",
        "assess_many": "data.batch",
        "coaching": "programmes.coaching.programme",
        "draft": "data.drafting",
        "dump": "data.dumping",
        "dump_json": "data.json_bytes",
        "editions": "editions",
        "fact": "rules.records.fact_info",
        "facts": "rules.records.fact_info",
        "form": "forms.asking",
        "guide": "guide",
        "listing": "programmes.listing.programme",
        "load": "data.loading",
        "load_tables": "data.tables",
        "locale": "values.locales",
        "parse": "data.form",
        "points": "programmes.points.programme",
        "quote": "programmes.points.quoting",
        "redecide": "redeciding",
        "research": "programmes.research.programme",
        "rule": "rules.writing.declaration",
        "verify": "receipts",
        "warm_up": "data.warming",
    }
    # With `import *` comes what can be loaded here.
    __all__ = [name for name in _HOMES if name != "load_tables" or is_installed("narwhals")]

    __getattr__, __dir__ = on_first_use(__name__, globals(), _HOMES)
