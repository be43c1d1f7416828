"""What a rule is, whatever the programme: everything a programme of your own needs.

>>> from cloudgrant.rules import rule, fact, given, Record, Fact, Truth, no, one_of
"""

from cloudgrant.rules.assessment import Assessment
from cloudgrant.rules.clause import Clause
from cloudgrant.rules.clause_table import clause_table
from cloudgrant.rules.facts import FactInfo, fact, facts, given
from cloudgrant.rules.finding import Evidence, Finding, Findings
from cloudgrant.rules.gaps import Gap
from cloudgrant.rules.helpers import (
    all_of,
    any_of,
    count_distinct,
    count_where,
    every,
    lesser,
    no,
    one_of,
    pick,
    share_at_least,
    share_at_most,
    some,
    sum_at_most,
    total,
)
from cloudgrant.rules.margins import Margin
from cloudgrant.rules.policies import DatedPolicy, NoPolicy
from cloudgrant.rules.programme import ForEach, Programme, for_each
from cloudgrant.rules.reading import Reading
from cloudgrant.rules.realised import Realised
from cloudgrant.rules.receipt import Receipt
from cloudgrant.rules.records import Record
from cloudgrant.rules.refusals import REFUSALS, RuleRefused
from cloudgrant.rules.remedies import Change, Remedy
from cloudgrant.rules.report import Report
from cloudgrant.rules.results import Outcome, Result
from cloudgrant.rules.rule import Calculation, Rule, calculation, rule
from cloudgrant.rules.ruling import Ruling
from cloudgrant.values.locales import Language
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.shares import Share
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact, Truth

__all__ = [
    "REFUSALS",
    "UNKNOWN",
    "Assessment",
    "Calculation",
    "Change",
    "Clause",
    "DatedPolicy",
    "Evidence",
    "Fact",
    "FactInfo",
    "Finding",
    "Findings",
    "ForEach",
    "Gap",
    "InvalidInput",
    "Language",
    "Margin",
    "NoPolicy",
    "Outcome",
    "Problem",
    "Programme",
    "Reading",
    "Realised",
    "Receipt",
    "Record",
    "Remedy",
    "Report",
    "Result",
    "Rule",
    "RuleRefused",
    "Ruling",
    "Share",
    "Text",
    "Truth",
    "all_of",
    "any_of",
    "calculation",
    "clause_table",
    "count_distinct",
    "count_where",
    "every",
    "fact",
    "facts",
    "for_each",
    "given",
    "lesser",
    "no",
    "one_of",
    "pick",
    "rule",
    "share_at_least",
    "share_at_most",
    "some",
    "sum_at_most",
    "total",
]
