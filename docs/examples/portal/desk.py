"""What an officer sees: every case with whom it waits for, and one with all that is to be settled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

import cloudgrant as cg
from portal.case import Case
from portal.speaking import Speaker
from portal.views import said, shown_page

__all__ = ["addressee", "case", "cases"]

_TO_RULE = frozenset(("reviewer", "text"))


def cases(request: Request, every: Iterable[Case], today: date) -> Response:
    """The cases there are."""
    locale = Speaker(request).locale
    return shown_page(request, "desk.html", today, rows=[_row(one, locale) for one in every])


def case(
    request: Request,
    found: Case,
    today: date,
    *,
    told: Iterable[cg.Problem | cg.UnusedRuling] = (),
    status: int = 200,
) -> Response:
    """One case: what is to be supplied, what is not met, what is to be ruled on, and the letter.

    ``told`` is what was wrong with what an officer sent.
    """
    locale = Speaker(request).locale
    decision = found.answer() if found.filings else None
    values: dict[str, Any] = {"case": found, "decision": decision}
    if decision is not None:
        firm = addressee(found.filed)
        values |= {
            "applicant": _called(firm),
            "missing": list(dict.fromkeys(gap.question(locale) for gap in decision.missing)),
            "unmet": said(decision, "not_met", locale),
            "to_rule": list(_to_rule(decision, locale)),
            "others": [*said(decision, "met", locale), *said(decision, "not_applicable", locale)],
            "results": [(name, label.in_(locale)) for name, label in cg.facts(cg.Ruling)["result"].options],
            "errors": [one.message(locale) for one in told],
        }
    return shown_page(request, "desk_case.html", today, status, **values)


def addressee(subject: Any) -> cg.Company | None:
    """The firm to whom a letter goes: the applicant, the vendor, or who leads; nobody while that is open."""
    if isinstance(subject, cg.Company):
        return subject
    if isinstance(subject, cg.ListingApplication):
        return subject.vendor
    members = getattr(subject, "members", cg.UNKNOWN)
    leads = [] if members is cg.UNKNOWN else [one for one in members if one.role == "lead"]
    return leads[0].firm if len(leads) == 1 else None


def _row(one: Case, locale: str) -> dict[str, Any]:
    decision = one.answer() if one.filings else None
    firm = addressee(one.filed if one.filings else one.draft[0])
    waits = "applicant"
    if decision is not None and one.status == "filed":
        waits = "applicant" if decision.missing else "office"
    elif one.status == "decided":
        waits = "nobody"
    outcome = "" if decision is None else decision.outcome.label(locale)
    return {"case": one, "applicant": _called(firm), "outcome": outcome, "waits": waits}


def _called(firm: cg.Company | None) -> str:
    if firm is None:
        return "—"
    known = [one for one in (firm.name, firm.ubn) if one is not cg.UNKNOWN]
    return " · ".join(known) or "—"


def _to_rule(decision: cg.Assessment[Any, Any], locale: str) -> Iterator[dict[str, Any]]:
    """What only someone entitled to it can settle, each item of a list by itself."""
    number = 0
    for whole in decision.findings:
        for one in whole.parts or (whole,):
            if one.result is cg.Result.UNDETERMINED and _TO_RULE.issuperset(
                gap.because for gap in one.because
            ):
                number += 1
                yield {
                    "id": f"ruling-{number}",
                    "rule": one.rule,
                    "path": one.path.pointer,
                    "message": one.message(locale),
                    "source": one.clause.source,
                }
