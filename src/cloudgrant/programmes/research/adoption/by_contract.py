"""What each contract makes of its customer in a rate: whether it belongs in it, and whether it counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final, TypeAlias

from cloudgrant.programmes.research.adoption.contract import Contract, in_force, runs_for
from cloudgrant.programmes.research.adoption.measured_period import MeasuredPeriod
from cloudgrant.programmes.research.adoption.standing import (
    COUNTED,
    MAY_BE,
    MEMBER,
    OPEN_MEMBER,
    OUTSIDE,
    Standing,
    standing,
)
from cloudgrant.programmes.research.adoption.stickiness_kpi import StickinessKPI
from cloudgrant.rules.writing.helpers import no
from cloudgrant.values.unknown import UNKNOWN, Fact, Truth

__all__ = ["CLASSIFIERS", "Classifier"]

Classifier: TypeAlias = Callable[[Contract], Standing]
"""How the customer of a contract stands by that contract."""

_NEVER: Final = MAY_BE[False, False]


def _in(day: Fact[date], period: MeasuredPeriod) -> Truth:
    return (period.first <= day) & (day <= period.last)


def _renewal(kpi: StickinessKPI, period: MeasuredPeriod) -> Classifier:
    first, last, sme_only, reading = period.first, period.last, kpi.sme_only, kpi.early_end_counts
    inside: dict[object, Standing] = {
        "signed": COUNTED,
        "declined": MEMBER,
        "pending": OPEN_MEMBER,
        UNKNOWN: OPEN_MEMBER,
    }

    def standing_of(contract: Contract) -> Standing:
        until, sme = contract.ends_on, contract.sme if sme_only else True
        if contract.ended_early is False and until is not UNKNOWN and sme is not UNKNOWN:  # nearly every one
            return inside[contract.renewal] if sme and first <= until <= last else OUTSIDE
        signed: Truth = {"signed": True, "declined": False}.get(str(contract.renewal), UNKNOWN)
        starts, until, ended = contract.starts_on, contract.agreed_until, contract.ended_early_on
        later: Truth = False if (starts > last) is True else UNKNOWN  # then it cannot have expired by now
        expired = later if until is UNKNOWN else _in(until, period)
        at_term = MAY_BE[sme & expired, signed]
        # An early end is before the agreed one.
        cut = (later & no(until <= first)) if ended is UNKNOWN else _in(ended, period)
        early = MAY_BE[sme & cut, signed]
        if contract.ended_early is UNKNOWN:
            return standing(at_term | early, at_term | _NEVER, reading)
        return standing(early, _NEVER, reading) if contract.ended_early else standing(at_term, at_term)

    return standing_of


def _long_contract(kpi: StickinessKPI, period: MeasuredPeriod) -> Classifier:
    first, last, sme_only, reading, term = (
        period.first,
        period.last,
        kpi.sme_only,
        kpi.early_end_counts,
        kpi.term,
    )

    def agreed(contract: Contract) -> Truth:
        if term is UNKNOWN:
            return UNKNOWN
        if contract.term is not UNKNOWN:
            return contract.term >= term
        as_stated = _runs_for(contract.starts_on, contract.ends_on, term)
        return as_stated if as_stated is not UNKNOWN else ran(contract) | UNKNOWN

    def ran(contract: Contract) -> Truth:
        """Whether what ended early ran for the term all the same; then it was agreed for longer."""
        known = contract.ended_early_on is not UNKNOWN
        return _runs_for(contract.starts_on, contract.ended_early_on, term) if known else UNKNOWN

    def standing_of(contract: Contract) -> Standing:
        starts, until, sme = contract.starts_on, contract.ends_on, contract.sme if sme_only else True
        if (
            contract.ended_early is False
            and starts is not UNKNOWN
            and until is not UNKNOWN
            and term is not UNKNOWN
            and sme is not UNKNOWN
        ):  # nearly every one
            if not sme or not first <= starts <= last:
                return OUTSIDE
            return COUNTED if runs_for(starts, until, term) else MEMBER
        # One that was over before began before.
        earlier: Truth = False if (contract.agreed_until < first) is True else UNKNOWN
        counted, long = sme & (earlier if starts is UNKNOWN else _in(starts, period)), agreed(contract)
        as_agreed = MAY_BE[counted, long]
        if contract.ended_early is False:
            return standing(as_agreed, as_agreed)
        as_run = MAY_BE[counted, long & ran(contract)]
        return standing(as_agreed, as_run if contract.ended_early is True else as_run | as_agreed, reading)

    return standing_of


def _runs_for(first: Fact[date], last: Fact[date], months: Fact[int]) -> Truth:
    if first is UNKNOWN or last is UNKNOWN or months is UNKNOWN:
        return UNKNOWN
    return runs_for(first, last, months)


def _usage(kpi: StickinessKPI, period: MeasuredPeriod) -> Classifier:
    first, last, sme_only = period.first, period.last, kpi.sme_only

    def standing_of(contract: Contract) -> Standing:
        starts, until, sme = contract.starts_on, contract.ends_on, contract.sme if sme_only else True
        if (
            contract.ended_early is False
            and starts is not UNKNOWN
            and until is not UNKNOWN
            and sme is not UNKNOWN
        ):  # nearly every one
            return MEMBER if sme and starts <= last and first <= until else OUTSIDE
        belongs = MAY_BE[sme & in_force(contract, first, last), False]
        return standing(belongs, belongs)

    return standing_of


CLASSIFIERS: Final[Mapping[str, Callable[[StickinessKPI, MeasuredPeriod], Classifier]]] = {
    "usage": _usage,
    "renewal": _renewal,
    "long_contract": _long_contract,
}
"""By the rate of a condition, what makes the judge of its contracts."""
