"""The contracts of a measurement, each of them once, however many records there are of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Final, TypeAlias

from cloudgrant.programmes.research.adoption.alike import folded
from cloudgrant.programmes.research.adoption.contract import Contract
from cloudgrant.programmes.research.adoption.leftover import Leftovers
from cloudgrant.programmes.research.adoption.measured_period import MeasuredPeriod
from cloudgrant.programmes.research.adoption.service_days import ServiceDays, service_days
from cloudgrant.programmes.research.adoption.strangers import stranger
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["OneContract", "Signed", "each_contract", "signed"]

OneContract: TypeAlias = tuple[Contract, ...]
"""One contract: its record, or the several that bear its number and say different things of it."""

Signed: TypeAlias = tuple[str, tuple[tuple[Contract, ServiceDays], ...]]
"""A customer's contract: whose, and each record of it with the days of service that it tells of."""

_A_CONTRACT: Final = Text(
    "research.told_records.a_contract", zh="合約（Contract）", en="a contract (Contract)"
)


def each_contract(contracts: Iterable[Contract], leftovers: Leftovers) -> list[OneContract]:
    """The contracts, with what is told twice or told differently among the leftovers.

    Two records of one customer under one number are of one contract. So are two without a number that say
    the same throughout. Raises :class:`~cloudgrant.values.problems.InvalidInput` for whatever is no contract.

    >>> one, other = (Contract(customer="A", number="1", renewal=said) for said in ("signed", "declined"))
    >>> leftovers = Leftovers()
    >>> [[record.renewal for record in records] for records in each_contract([one, other, one], leftovers)]
    [['signed', 'declined']]
    >>> [(each.why, each.count) for each in leftovers.all()]
    [('repeated_contract', 1), ('contradicting_contract', 2)]
    """
    found: dict[object, dict[Contract, None]] = {}
    strangers: list[Problem] = []
    for index, contract in enumerate(contracts):
        given_: object = contract
        if not isinstance(given_, Contract):
            strangers.append(stranger("contracts", index, given_, _A_CONTRACT))
            continue
        key = contract if contract.number is UNKNOWN else (contract.customer, contract.number)
        same = found.setdefault(key, {})
        if contract in same:
            leftovers.add("repeated_contract", contract.customer)
        same[contract] = None
    if strangers:
        raise InvalidInput(strangers)
    each = [tuple(same) for same in found.values()]
    for records in each:
        customer = records[0].customer
        if len(records) > 1:
            leftovers.add("contradicting_contract", customer, len(records))
        if any(record.term_differs is True for record in records):
            leftovers.add("term_differs", customer)
    _tell_of_customers(each, leftovers)
    return each


def _tell_of_customers(contracts: Iterable[OneContract], leftovers: Leftovers) -> None:
    """Customers told with two sizes in different contracts, and those whose keys are read alike."""
    sizes: dict[str, Counter[bool]] = {}
    number: Counter[str] = Counter()
    for records in contracts:
        customer = records[0].customer
        number[customer] += 1
        told = {record.sme for record in records if record.sme is not UNKNOWN}
        if len(told) == 1:  # what the records of one contract do not agree on is told of that contract
            sizes.setdefault(customer, Counter()).update(told)
    alike: dict[str, list[str]] = {}
    for customer in number:
        alike.setdefault(folded(customer), []).append(customer)
        if len(sizes.get(customer, ())) > 1:
            leftovers.add("different_sizes", customer, sizes[customer].total())
    for first, *others in alike.values():
        for other in others:
            leftovers.add("like_customers", other, number[other], hint=first)


def signed(records: OneContract, period: MeasuredPeriod, complete_until: Fact[date]) -> Signed:
    """A contract with its days of service, as the records stood when they were said to be complete.

    What happened after the period does not matter for it: records complete until its last day leave nothing
    of it open.
    """
    closed = complete_until
    if complete_until is not UNKNOWN and complete_until >= period.last:
        closed = date.max
    return records[0].customer, tuple((each, service_days(each, closed)) for each in records)
