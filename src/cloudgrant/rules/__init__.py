"""What a rule is, whatever the programme: everything a programme of your own needs.

Each name is loaded when it is first used.

>>> from cloudgrant.rules import rule, fact, given, Record, Fact, Truth, no, one_of
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
    from cloudgrant.rules.explaining.stepping import calculation_steps as calculation_steps
    from cloudgrant.rules.explaining.steps import WorkedStep as WorkedStep
    from cloudgrant.rules.explaining.told import Mending as Mending
    from cloudgrant.rules.law.agency import Agency as Agency
    from cloudgrant.rules.law.call import Applicants as Applicants
    from cloudgrant.rules.law.call import Call as Call
    from cloudgrant.rules.law.call import Purpose as Purpose
    from cloudgrant.rules.law.clause import Clause as Clause
    from cloudgrant.rules.law.edition import Edition as Edition
    from cloudgrant.rules.law.edition import NoEdition as NoEdition
    from cloudgrant.rules.law.notice import Notice as Notice
    from cloudgrant.rules.law.policies import Policy as Policy
    from cloudgrant.rules.law.realised import Realised as Realised
    from cloudgrant.rules.law.traceability import clause_table as clause_table
    from cloudgrant.rules.letter.letter import Letter as Letter
    from cloudgrant.rules.letter.structured_text import StructuredText as StructuredText
    from cloudgrant.rules.programme import Programme as Programme
    from cloudgrant.rules.receipt import Receipt as Receipt
    from cloudgrant.rules.records.coherence import STATED as STATED
    from cloudgrant.rules.records.coherence import Declaration as Declaration
    from cloudgrant.rules.records.coherence import Declarations as Declarations
    from cloudgrant.rules.records.coherence import at_odds as at_odds
    from cloudgrant.rules.records.coherence import implies as implies
    from cloudgrant.rules.records.coherence import in_order as in_order
    from cloudgrant.rules.records.coherence_problems import CoherenceRefused as CoherenceRefused
    from cloudgrant.rules.records.declaration_refused import DeclarationRefused as DeclarationRefused
    from cloudgrant.rules.records.fact_info import FactInfo as FactInfo
    from cloudgrant.rules.records.fact_info import fact as fact
    from cloudgrant.rules.records.fact_info import facts as facts
    from cloudgrant.rules.records.fact_info import given as given
    from cloudgrant.rules.records.implied import completed as completed
    from cloudgrant.rules.records.record import Record as Record
    from cloudgrant.rules.writing.days import months_after as months_after
    from cloudgrant.rules.writing.days import months_before as months_before
    from cloudgrant.rules.writing.days import term_end as term_end
    from cloudgrant.rules.writing.declaration import Calculation as Calculation
    from cloudgrant.rules.writing.declaration import Rule as Rule
    from cloudgrant.rules.writing.declaration import Stage as Stage
    from cloudgrant.rules.writing.declaration import calculation as calculation
    from cloudgrant.rules.writing.declaration import rule as rule
    from cloudgrant.rules.writing.for_each import ForEach as ForEach
    from cloudgrant.rules.writing.for_each import for_each as for_each
    from cloudgrant.rules.writing.helpers import agreed as agreed
    from cloudgrant.rules.writing.helpers import all_of as all_of
    from cloudgrant.rules.writing.helpers import any_of as any_of
    from cloudgrant.rules.writing.helpers import inner as inner
    from cloudgrant.rules.writing.helpers import lesser as lesser
    from cloudgrant.rules.writing.helpers import no as no
    from cloudgrant.rules.writing.helpers import one_of as one_of
    from cloudgrant.rules.writing.helpers import pick as pick
    from cloudgrant.rules.writing.helpers import said as said
    from cloudgrant.rules.writing.helpers import same as same
    from cloudgrant.rules.writing.helpers import share_at_least as share_at_least
    from cloudgrant.rules.writing.helpers import share_at_most as share_at_most
    from cloudgrant.rules.writing.helpers import share_of as share_of
    from cloudgrant.rules.writing.lists import at_least as at_least
    from cloudgrant.rules.writing.lists import count as count
    from cloudgrant.rules.writing.lists import distinct as distinct
    from cloudgrant.rules.writing.lists import every as every
    from cloudgrant.rules.writing.lists import some as some
    from cloudgrant.rules.writing.lists import total as total
    from cloudgrant.rules.writing.reading import Reading as Reading
    from cloudgrant.rules.writing.refusals import REFUSALS as REFUSALS
    from cloudgrant.rules.writing.refusals import RuleRefused as RuleRefused
    from cloudgrant.values.in_schema import in_schema as in_schema
    from cloudgrant.values.locales import Language as Language
    from cloudgrant.values.problems import InvalidInput as InvalidInput
    from cloudgrant.values.problems import Problem as Problem
    from cloudgrant.values.shares import Share as Share
    from cloudgrant.values.table import Table as Table
    from cloudgrant.values.text import Text as Text
    from cloudgrant.values.unknown import UNKNOWN as UNKNOWN
    from cloudgrant.values.unknown import Fact as Fact
    from cloudgrant.values.unknown import Truth as Truth
else:
    from cloudgrant.values.loading import on_first_use

    _HOMES = {
        "Agency": "rules.law.agency",
        "Applicants": "rules.law.call",
        "Assessment": "rules.assessment",
        "Calculation": "rules.writing.declaration",
        "Call": "rules.law.call",
        "Change": "rules.explaining.remedies",
        "Clause": "rules.law.clause",
        "CoherenceRefused": "rules.records.coherence_problems",
        "Edition": "rules.law.edition",
        "DeclarationRefused": "rules.records.declaration_refused",
        "Declaration": "rules.records.coherence",
        "Declarations": "rules.records.coherence",
        "Evidence": "rules.explaining.read",
        "Fact": "values.unknown",
        "FactInfo": "rules.records.fact_info",
        "Finding": "rules.explaining.finding",
        "Deficiencies": "rules.explaining.deficiencies",
        "Findings": "rules.explaining.findings",
        "ForEach": "rules.writing.for_each",
        "Gap": "rules.deciding.gaps",
        "InvalidInput": "values.problems",
        "JudgedItem": "rules.explaining.items",
        "Language": "values.locales",
        "Letter": "rules.letter.letter",
        "Margin": "rules.explaining.margins",
        "NoEdition": "rules.law.edition",
        "Notice": "rules.law.notice",
        "Outcome": "rules.deciding.results",
        "PartyFinding": "rules.explaining.party_view",
        "PartyView": "rules.explaining.party_view",
        "Policy": "rules.law.policies",
        "Problem": "values.problems",
        "Programme": "rules.programme",
        "Purpose": "rules.law.call",
        "REFUSALS": "rules.writing.refusals",
        "Read": "rules.explaining.read",
        "Reading": "rules.writing.reading",
        "Realised": "rules.law.realised",
        "Receipt": "rules.receipt",
        "Record": "rules.records.record",
        "Remedy": "rules.explaining.remedies",
        "Report": "rules.explaining.report",
        "Result": "rules.deciding.results",
        "Rule": "rules.writing.declaration",
        "RuleRefused": "rules.writing.refusals",
        "Ruling": "rules.deciding.ruling",
        "STATED": "rules.records.coherence",
        "Share": "values.shares",
        "StructuredText": "rules.letter.structured_text",
        "Table": "values.table",
        "Stage": "rules.writing.declaration",
        "WorkedStep": "rules.explaining.steps",
        "Text": "values.text",
        "Truth": "values.unknown",
        "UNKNOWN": "values.unknown",
        "Mending": "rules.explaining.told",
        "UnusedRuling": "rules.deciding.given_rulings",
        "all_of": "rules.writing.helpers",
        "any_of": "rules.writing.helpers",
        "at_odds": "rules.records.coherence",
        "calculation": "rules.writing.declaration",
        "calculation_steps": "rules.explaining.stepping",
        "clause_table": "rules.law.traceability",
        "completed": "rules.records.implied",
        "fact": "rules.records.fact_info",
        "facts": "rules.records.fact_info",
        "for_each": "rules.writing.for_each",
        "given": "rules.records.fact_info",
        "implies": "rules.records.coherence",
        "in_order": "rules.records.coherence",
        "in_schema": "values.in_schema",
        "lesser": "rules.writing.helpers",
        "no": "rules.writing.helpers",
        "one_of": "rules.writing.helpers",
        "pick": "rules.writing.helpers",
        "rule": "rules.writing.declaration",
        "share_at_least": "rules.writing.helpers",
        "share_at_most": "rules.writing.helpers",
        "agreed": "rules.writing.helpers",
        "inner": "rules.writing.helpers",
        "said": "rules.writing.helpers",
        "same": "rules.writing.helpers",
        "share_of": "rules.writing.helpers",
        "at_least": "rules.writing.lists",
        "count": "rules.writing.lists",
        "distinct": "rules.writing.lists",
        "every": "rules.writing.lists",
        "some": "rules.writing.lists",
        "total": "rules.writing.lists",
        "months_after": "rules.writing.days",
        "months_before": "rules.writing.days",
        "term_end": "rules.writing.days",
    }
    __all__ = list(_HOMES)
    __getattr__, __dir__ = on_first_use(__name__, globals(), _HOMES)
