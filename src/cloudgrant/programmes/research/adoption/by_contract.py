"""What the contracts make of their customers in a rate of use or of long contracts, under one reading."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import reduce

from cloudgrant.programmes.research.adoption.contract import Contract
from cloudgrant.programmes.research.adoption.measured_period import MeasuredPeriod
from cloudgrant.programmes.research.adoption.reading import Reading
from cloudgrant.programmes.research.adoption.service_days import ServiceDays
from cloudgrant.programmes.research.adoption.standing import MAY_BE, Parts, better
from cloudgrant.programmes.research.adoption.told_records import Signed
from cloudgrant.values.periods import term_months
from cloudgrant.values.unknown import UNKNOWN, Fact, Truth

__all__ = ["by_best_contract", "long_contract"]


def by_best_contract(
    contracts: Iterable[Signed], parts_of: Callable[[Contract, ServiceDays], Parts]
) -> dict[tuple[str, int], Parts]:
    """How the customers stand, each as well as the best of its contracts makes it.

    Of a contract that its records tell differently, each of them may be so.
    """
    found: dict[tuple[str, int], Parts] = {}
    for customer, records in contracts:
        parts: Parts = reduce(frozenset.union, (parts_of(*record) for record in records))
        key = customer, 0
        found[key] = better(found[key], parts) if key in found else parts
    return found


def long_contract(
    contract: Contract, days: ServiceDays, term: Fact[int], period: MeasuredPeriod, reading: Reading
) -> Parts:
    """Of a long-contract rate: a contract that began in the period belongs, and counts if it is of the term."""
    starts = contract.starts_on
    # One that was over before began before.
    began: Truth = False if (contract.agreed_until < period.first) is True else UNKNOWN
    if starts is not UNKNOWN:
        began = period.first <= starts <= period.last
    belongs = reading.takes_in(contract) & began
    ran = _runs_for(starts, contract.ended_early_on, term)
    agreed = _agreed_for(contract, term)
    if agreed is UNKNOWN:
        agreed = ran | UNKNOWN  # what ran for the term was agreed for it
    as_agreed, as_run = MAY_BE[belongs, agreed], MAY_BE[belongs, agreed & ran]
    if days.cut_short is False or reading.early_ends_count:
        return as_agreed
    return as_run if days.cut_short is True else as_agreed | as_run


def _agreed_for(contract: Contract, term: Fact[int]) -> Truth:
    """Whether it was signed for the term: by the last day that is stated, else by the term that is."""
    return UNKNOWN if term is UNKNOWN else contract.months >= term


def _runs_for(first: Fact[date], last: Fact[date], months: Fact[int]) -> Truth:
    if first is UNKNOWN or last is UNKNOWN or months is UNKNOWN:
        return UNKNOWN
    return term_months(first, last) >= months
