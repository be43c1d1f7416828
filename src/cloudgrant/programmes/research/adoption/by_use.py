"""Who used the service enough in the period, by the records of use that match a contract of theirs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Final

import attrs

from cloudgrant.programmes.research.adoption.alike import folded
from cloudgrant.programmes.research.adoption.leftover import LeftoverKind, Leftovers
from cloudgrant.programmes.research.adoption.measured_period import MeasuredPeriod
from cloudgrant.programmes.research.adoption.service_days import ServiceDays
from cloudgrant.programmes.research.adoption.stickiness_kpi import StickinessKPI
from cloudgrant.programmes.research.adoption.strangers import stranger
from cloudgrant.programmes.research.adoption.told_records import Signed
from cloudgrant.programmes.research.adoption.usage_amount import UsageAmount
from cloudgrant.programmes.research.adoption.usage_record import UsageRecord
from cloudgrant.programmes.research.adoption.usage_units import factor
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact, Truth

__all__ = ["Service", "by_use", "in_service", "service_of"]

Service = Sequence[tuple[ServiceDays, ...]]
"""When a customer had the service: by each of its contracts, as each record of that tells it."""

_A_RECORD: Final = Text(
    "research.by_use.a_record", zh="使用記錄（UsageRecord）", en="a record of use (UsageRecord)"
)


def service_of(contracts: Iterable[Signed]) -> dict[str, Service]:
    """When each customer that has a contract had the service."""
    found: dict[str, list[tuple[ServiceDays, ...]]] = {}
    for customer, records in contracts:
        found.setdefault(customer, []).append(tuple(days for _, days in records))
    return {**found}


def in_service(service: Service, first: date, last: date) -> Truth:
    """Whether a customer had the service on a day at least between two days, both included."""
    found: Truth = False
    for records in service:
        told = {days.within(first, last) for days in records}
        found = found | (told.pop() if len(told) == 1 else UNKNOWN)
        if found is True:
            break
    return found


@attrs.define
class _Use:
    """What a customer used in the period: surely, perhaps besides, and whether there may be any amount more."""

    surely: Fraction | int = 0
    maybe: Fraction | int = 0
    without_limit: bool = False


def by_use(
    kpi: StickinessKPI,
    services: Mapping[str, Service],
    usage: Fact[Iterable[UsageRecord]],
    period: MeasuredPeriod,
    complete_until: Fact[date],
    leftovers: Leftovers,
) -> dict[str, Truth]:
    """Whether each customer used the service enough; what matches nothing, or is in doubt, is left over.

    That a customer did not is known only of records that are complete until the last day of the period, or of its
    service. Raises :class:`~cloudgrant.values.problems.InvalidInput` for what is no record of use.
    """
    uses: dict[str, _Use] = {customer: _Use() for customer in services}
    if usage is not UNKNOWN:
        _Account(kpi, services, period, leftovers, uses).add_all(usage)
    enough = _threshold(kpi.threshold, period)

    def used(customer: str) -> Truth:
        use = uses[customer]
        if enough is UNKNOWN or use.surely >= enough:
            return UNKNOWN if enough is UNKNOWN else True
        if use.without_limit or use.surely + use.maybe >= enough or usage is UNKNOWN:
            return UNKNOWN
        over = max(days.at_most[1] for records in services[customer] for days in records)
        closed = complete_until is not UNKNOWN and complete_until >= min(period.last, over)
        return False if closed else UNKNOWN

    return {customer: used(customer) for customer in services}


@attrs.define
class _Account:
    """Adds the records of use up, customer by customer."""

    kpi: StickinessKPI
    services: Mapping[str, Service]
    period: MeasuredPeriod
    leftovers: Leftovers
    uses: dict[str, _Use]
    factors: dict[str, Fraction | int | None] = attrs.field(factory=dict)
    by_folded_key: dict[str, str] = attrs.field(factory=dict)

    def add_all(self, usage: Iterable[UsageRecord]) -> None:
        strangers: list[Problem] = []
        numbered: dict[tuple[str, str], dict[UsageRecord, None]] = {}
        seen: set[UsageRecord] = set()
        for index, record in enumerate(usage):
            given_: object = record
            if not isinstance(given_, UsageRecord):
                strangers.append(stranger("usage", index, given_, _A_RECORD))
            elif record.number is not UNKNOWN:
                same = numbered.setdefault((record.customer, record.number), {})
                if record in same:
                    self.leftovers.add("repeated_use", record.customer)
                same[record] = None
            elif record in seen:
                self._add((record,), doubted="same_use")
            else:
                seen.add(record)
                self._add((record,))
        if strangers:
            raise InvalidInput(strangers)
        for records in numbered.values():
            self._add(records, doubted="contradicting_use" if len(records) > 1 else None)

    def _add(self, records: Iterable[UsageRecord], doubted: LeftoverKind | None = None) -> None:
        """One use to its customer's, as each record of it tells it; what is in doubt may be, and is left over.

        Of several records that tell it differently one is right at most: together they come to the largest.
        """
        highest: Fraction | int = 0
        for record in records:
            left_over = self._left_over(record)
            if left_over is not None:
                self.leftovers.add(*left_over)
                continue
            if doubted is not None:
                self.leftovers.add(doubted, record.customer)
            use = self.uses[record.customer]
            if record.amount is UNKNOWN or self.kpi.threshold is UNKNOWN:
                use.without_limit = True
                continue
            amount = record.amount.exact * (self._factor(record.amount.unit) or 0)
            if doubted is not None:
                # All are of one customer, whose number they bear.
                use.maybe += max(0, amount - highest)
                highest = max(highest, amount)
            elif record.on is not UNKNOWN and self._had_service(record.customer, record.on) is True:
                use.surely += amount
            else:
                use.maybe += amount

    def _left_over(self, record: UsageRecord) -> tuple[LeftoverKind, str, int, str] | None:
        """Why a record matches nothing: kind, key, how many, and whose it may be instead."""
        customer, on = record.customer, record.on
        if customer not in self.services:
            return "unknown_customer", customer, 1, self._meant(customer)
        if on is not UNKNOWN and self._had_service(customer, on) is False:
            return "outside_contracts", customer, 1, ""
        if on is not UNKNOWN and not self.period.first <= on <= self.period.last:
            return "outside_period", "", 1, ""
        if record.amount is not UNKNOWN and self.kpi.threshold is not UNKNOWN:
            unit = record.amount.unit
            if self._factor(unit) is None:
                return "other_unit", unit, 1, ""
        return None

    def _had_service(self, customer: str, on: date) -> Truth:
        return in_service(self.services[customer], on, on)

    def _factor(self, unit: str) -> Fraction | int | None:
        """How many of the threshold's unit one of a unit is; a whole number as an int, which adds up faster."""
        if unit not in self.factors and self.kpi.threshold is not UNKNOWN:
            found = factor(unit, self.kpi.threshold.used)
            self.factors[unit] = found.numerator if found is not None and found.denominator == 1 else found
        return self.factors.get(unit)

    def _meant(self, customer: str) -> str:
        """A customer with contracts whose key differs in nothing but case or width."""
        if not self.by_folded_key:
            self.by_folded_key = {folded(known): known for known in self.services}
        return self.by_folded_key.get(folded(customer), "")


def _threshold(threshold: Fact[UsageAmount], period: MeasuredPeriod) -> Fact[int | Fraction]:
    """What a customer is to use in the whole period: of a frequency, as often as its time fits in."""
    if threshold is UNKNOWN or not threshold.per:
        return UNKNOWN if threshold is UNKNOWN else threshold.exact
    days = factor(threshold.per, "day")
    if days is not None:
        return threshold.exact * ((period.last - period.first).days + 1) / days
    months = factor(threshold.per, "month")
    return UNKNOWN if months is None else threshold.exact * period.months / months
