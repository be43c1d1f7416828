"""JSON in by pydantic, points decision by plain ifs, a dictionary out by orjson: the same checks and bytes.

A model for what goes out would check once more what has just been worked out: that is nobody's need.

For firms whose facts are complete: a missing or null one is refused, where cloudgrant takes it as unknown.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

import orjson
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from cloudgrant import UNKNOWN
from cloudgrant.values.ubn import is_ubn
from cloudgrant.values.years import year_or_never

__all__ = ["Manufacturer", "answer"]


def _checked_ubn(text: str) -> str:
    if not is_ubn(text):
        raise ValueError("not a unified business number")
    return text


def _a_year(year: int) -> int:
    if year_or_never(year) is not None:
        raise ValueError("not a year")
    return year


class Manufacturer(BaseModel):
    """A manufacturer with the types and bounds that cloudgrant checks."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    ubn: Annotated[str, AfterValidator(_checked_ubn)]
    name: Annotated[str, Field(pattern=r"\S")]
    paid_in_capital: Annotated[int, Field(ge=0, le=10**14)]
    regular_employees: Annotated[int, Field(ge=0)]
    manufacturer: Literal[True] = True
    factory: Literal["registered", "exempt", "none"]
    points_last_used_in: Annotated[int, Field(ge=0, le=9999), AfterValidator(_a_year)]


Result = Literal["met", "not_met", "undetermined", "not_applicable"]
Outcome = Literal["eligible", "ineligible", "undetermined"]


def answer(posted: bytes, policy: Any, on: date) -> bytes:
    """The decision on a posted manufacturer, as JSON."""
    return orjson.dumps(_decide(Manufacturer.model_validate_json(posted), policy, on))


def _decide(firm: Manufacturer, policy: Any, on: date) -> dict[str, Any]:
    in_time: Result
    if on > policy.applications_until:
        in_time = "not_met"
    elif policy.surely_open_from <= on:
        in_time = "met"
    elif policy.applications_from is UNKNOWN:
        in_time = "undetermined"
    else:
        in_time = "met" if policy.applications_from <= on else "not_met"
    small_enough: Result
    if (
        firm.paid_in_capital <= policy.paid_in_capital_ceiling
        or firm.regular_employees <= policy.regular_employee_ceiling
    ):
        small_enough = "met"
    else:
        small_enough = "not_met"
    manufacturer: Result = "met"  # the model takes no other
    factory: Result = "met" if firm.factory in ("registered", "exempt") else "not_met"
    not_repeat: Result = "met" if firm.points_last_used_in < policy.repeat_year else "not_met"
    outcome: Outcome
    award: int | None
    if in_time == "not_met" or small_enough == "not_met" or factory == "not_met" or not_repeat == "not_met":
        outcome, award = "ineligible", 0
    elif in_time == "undetermined":
        outcome, award = "undetermined", None
    else:
        outcome, award = "eligible", None if policy.grant is UNKNOWN else policy.grant
    return {
        "kind": "assessment",
        "version": 3,
        "programme": "points",
        "stage": "application",
        "on": on,
        "outcome": outcome,
        "award": award,
        "results": {
            "points.window.application": in_time,
            "points.applicant.size": small_enough,
            "points.applicant.manufacturer": manufacturer,
            "points.applicant.factory": factory,
            "points.applicant.not-repeat": not_repeat,
        },
    }
