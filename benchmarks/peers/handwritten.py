"""The points decision as plain ifs on cloudgrant's own Company, as a programmer would write it by hand.

:func:`decide` is for firms whose facts are complete, and does nothing that they do not need: the peer that is
hardest to beat. :func:`decide_unknowns` also answers while facts are unknown, as cloudgrant always does.
Both take policy and date as they come, and give every rule's result.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import attrs

from cloudgrant import UNKNOWN, Company, Outcome, Result

__all__ = ["Decision", "decide", "decide_unknowns"]

# Bound once: looking a member up in its class at each use is slow on Python 3.11.
MET, NOT_MET, UNDETERMINED = Result.MET, Result.NOT_MET, Result.UNDETERMINED
ELIGIBLE, INELIGIBLE, OPEN = Outcome.ELIGIBLE, Outcome.INELIGIBLE, Outcome.UNDETERMINED


@attrs.frozen
class Decision:
    """Outcome, award, and the result of every rule by its id."""

    outcome: Outcome
    award: int | None
    results: Mapping[str, Result]


def decide(firm: Company, policy: Any, on: date) -> Decision:
    """Decide on a firm all of whose facts are known (``firm: Any`` inside, since types cannot say so)."""
    known: Any = firm
    if on > policy.applications_until:
        in_time = NOT_MET
    elif policy.surely_open_from <= on:
        in_time = MET
    elif policy.applications_from is UNKNOWN:
        in_time = UNDETERMINED
    else:
        in_time = MET if policy.applications_from <= on else NOT_MET
    if (
        known.paid_in_capital <= policy.paid_in_capital_ceiling
        or known.regular_employees <= policy.regular_employee_ceiling
    ):
        small_enough = MET
    else:
        small_enough = NOT_MET
    manufacturer = MET if known.manufacturer else NOT_MET
    factory = MET if known.factory in ("registered", "exempt") else NOT_MET
    not_repeat = MET if known.points_last_used_in < policy.repeat_year else NOT_MET
    award: int | None
    if (
        in_time is NOT_MET
        or small_enough is NOT_MET
        or manufacturer is NOT_MET
        or factory is NOT_MET
        or not_repeat is NOT_MET
    ):
        outcome, award = INELIGIBLE, 0
    elif in_time is UNDETERMINED:
        outcome, award = OPEN, None
    else:
        outcome, award = ELIGIBLE, None if policy.grant is UNKNOWN else policy.grant
    return Decision(
        outcome,
        award,
        {
            "points.window.application": in_time,
            "points.applicant.size": small_enough,
            "points.applicant.manufacturer": manufacturer,
            "points.applicant.factory": factory,
            "points.applicant.not-repeat": not_repeat,
        },
    )


def decide_unknowns(firm: Company, policy: Any, on: date) -> Decision:
    """Decide on any firm: a result is undetermined while what is known leaves it open."""
    if on > policy.applications_until:
        in_time = NOT_MET
    elif policy.surely_open_from <= on:
        in_time = MET
    elif policy.applications_from is UNKNOWN:
        in_time = UNDETERMINED
    else:
        in_time = MET if policy.applications_from <= on else NOT_MET
    capital, staff = firm.paid_in_capital, firm.regular_employees
    if (capital is not UNKNOWN and capital <= policy.paid_in_capital_ceiling) or (
        staff is not UNKNOWN and staff <= policy.regular_employee_ceiling
    ):
        small_enough = MET
    elif capital is UNKNOWN or staff is UNKNOWN:
        small_enough = UNDETERMINED
    else:
        small_enough = NOT_MET
    if firm.manufacturer is UNKNOWN:
        manufacturer = UNDETERMINED
    elif firm.manufacturer:
        manufacturer = MET
    else:
        manufacturer = NOT_MET
    if firm.factory is UNKNOWN:
        factory = UNDETERMINED
    elif firm.factory in ("registered", "exempt"):
        factory = MET
    else:
        factory = NOT_MET
    if firm.points_last_used_in is UNKNOWN:
        not_repeat = UNDETERMINED
    elif firm.points_last_used_in < policy.repeat_year:
        not_repeat = MET
    elif firm.points_last_used_in == policy.repeat_year:
        not_repeat = NOT_MET
    elif firm.points_used_before_in is UNKNOWN:
        not_repeat = UNDETERMINED
    else:
        not_repeat = MET if firm.points_used_before_in < policy.repeat_year else NOT_MET
    results = {
        "points.window.application": in_time,
        "points.applicant.size": small_enough,
        "points.applicant.manufacturer": manufacturer,
        "points.applicant.factory": factory,
        "points.applicant.not-repeat": not_repeat,
    }
    answers = results.values()
    if NOT_MET in answers:
        return Decision(INELIGIBLE, 0, results)
    if UNDETERMINED in answers:
        return Decision(OPEN, None, results)
    return Decision(ELIGIBLE, None if policy.grant is UNKNOWN else policy.grant, results)
