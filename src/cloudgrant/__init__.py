"""cloudgrant: Taiwan's digital cloud service programmes of 2022 (民國 111 年) as pure domain objects.

Every public name is reached from here and loaded when it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cloudgrant.batch import assess_many as assess_many
    from cloudgrant.codec import draft as draft
    from cloudgrant.codec import dump as dump
    from cloudgrant.codec import load as load
    from cloudgrant.evidence import Confirmation as Confirmation
    from cloudgrant.evidence import Document as Document
    from cloudgrant.firms import Company as Company
    from cloudgrant.firms import InformationServiceProvider as InformationServiceProvider
    from cloudgrant.firms import Manufacturer as Manufacturer
    from cloudgrant.firms import ServiceFirm as ServiceFirm
    from cloudgrant.form import parse as parse
    from cloudgrant.programmes.industry_hall.listing.solution import CloudSolution as CloudSolution
    from cloudgrant.programmes.industry_hall.points.programme import points as points
    from cloudgrant.receipts import verify as verify
    from cloudgrant.rules.assessment import Assessment as Assessment
    from cloudgrant.rules.clause import Clause as Clause
    from cloudgrant.rules.facts import fact as fact
    from cloudgrant.rules.facts import facts as facts
    from cloudgrant.rules.finding import Finding as Finding
    from cloudgrant.rules.issued import IssuedDecision as IssuedDecision
    from cloudgrant.rules.programme import Programme as Programme
    from cloudgrant.rules.receipt import Receipt as Receipt
    from cloudgrant.rules.results import Outcome as Outcome
    from cloudgrant.rules.results import Result as Result
    from cloudgrant.rules.rule import rule as rule
    from cloudgrant.rules.ruling import Ruling as Ruling
    from cloudgrant.values.locales import locale as locale
    from cloudgrant.values.problems import InvalidInput as InvalidInput
    from cloudgrant.values.problems import Problem as Problem
    from cloudgrant.values.unknown import UNKNOWN as UNKNOWN
else:
    _HOMES = {
        "Assessment": "rules.assessment",
        "Clause": "rules.clause",
        "CloudSolution": "programmes.industry_hall.listing.solution",
        "Company": "firms",
        "Confirmation": "evidence",
        "Document": "evidence",
        "Finding": "rules.finding",
        "InformationServiceProvider": "firms",
        "InvalidInput": "values.problems",
        "IssuedDecision": "rules.issued",
        "Manufacturer": "firms",
        "Outcome": "rules.results",
        "Problem": "values.problems",
        "Programme": "rules.programme",
        "Receipt": "rules.receipt",
        "Result": "rules.results",
        "Ruling": "rules.ruling",
        "ServiceFirm": "firms",
        "UNKNOWN": "values.unknown",
        "assess_many": "batch",
        "draft": "codec",
        "dump": "codec",
        "fact": "rules.facts",
        "facts": "rules.facts",
        "load": "codec",
        "locale": "values.locales",
        "parse": "form",
        "points": "programmes.industry_hall.points.programme",
        "rule": "rules.rule",
        "verify": "receipts",
    }
    __all__ = list(_HOMES)

    def __getattr__(name):
        from importlib import import_module

        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
        globals()[name] = value
        return value

    def __dir__():
        return sorted(__all__)
