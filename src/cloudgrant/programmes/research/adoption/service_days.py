"""On which days a contract was in force: surely, and at the most."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final, TypeAlias

import attrs

from cloudgrant.programmes.research.adoption.contract import Contract
from cloudgrant.values.unknown import UNKNOWN, Fact, Truth

__all__ = ["ServiceDays", "in_force", "service_days"]

Span: TypeAlias = tuple[date, date]
"""A first and a last day, both included."""

_DAY: Final = timedelta(days=1)


@attrs.frozen
class ServiceDays:
    """The days on which a contract surely was in force (none at all, perhaps), and those on which it may have been."""

    surely: Span | None
    at_most: Span
    cut_short: Truth
    """Whether it ended early, as far as the records say by the day until which they are complete."""

    cut_on: Span | None
    """Between which days it ended early, if it did; nothing where it cannot have."""

    def within(self, first: date, last: date) -> Truth:
        """Whether one of these days lies between two days, both included."""
        if self.surely is not None and self.surely[0] <= last and first <= self.surely[1]:
            return True
        return UNKNOWN if self.at_most[0] <= last and first <= self.at_most[1] else False


def service_days(contract: Contract, complete_until: Fact[date] = UNKNOWN) -> ServiceDays:
    """The days of service of a contract, of which nothing was left out that happened by ``complete_until``.

    An early end by that day of which the record says nothing did not happen; one after it may.

    >>> one = Contract(customer="A", starts_on=date(2022, 1, 1), ends_on=date(2022, 6, 30))
    >>> service_days(one).surely
    (datetime.date(2022, 1, 1), datetime.date(2022, 1, 1))
    >>> service_days(one, date(2022, 6, 29)).surely
    (datetime.date(2022, 1, 1), datetime.date(2022, 6, 30))
    """
    starts, until = contract.starts_on, contract.agreed_until
    begins, ends = _known(starts, date.min), _known(until, date.max)
    cut, cut_on = _early_end(contract, begins, until, complete_until)
    if cut is False or cut_on is None:
        return ServiceDays(_between(starts, until), (begins, ends), False, None)
    earliest, latest = cut_on
    at_most = begins, latest if cut is True else ends
    if starts is UNKNOWN:
        surely = (latest, latest) if cut is True and earliest == latest else None
    else:
        # Until the first day on which it can have ended; whether it was agreed for so long must be known.
        surely = starts, earliest if cut is True or until is not UNKNOWN else starts
    return ServiceDays(surely, at_most, cut, cut_on)


def _early_end(
    contract: Contract, begins: date, until: Fact[date], complete_until: Fact[date]
) -> tuple[Truth, Span | None]:
    """Whether it ended early, and between which days if it did."""
    cut, day = contract.cut_short, contract.ended_early_on
    if day is not UNKNOWN:
        return cut, (day, day)
    if cut is False or (until is not UNKNOWN and until <= begins):  # nothing is earlier than a single day
        return False, None
    latest = date.max if until is UNKNOWN else until - _DAY
    if cut is True or complete_until is UNKNOWN:
        return cut, (begins, max(begins, latest))
    if complete_until >= latest:
        return False, None
    return cut, (max(begins, complete_until + _DAY), latest)


def _between(starts: Fact[date], until: Fact[date]) -> Span | None:
    if starts is not UNKNOWN:
        return starts, starts if until is UNKNOWN else until
    return None if until is UNKNOWN else (until, until)


def _known(day: Fact[date], otherwise: date) -> date:
    return otherwise if day is UNKNOWN else day


def in_force(contract: Contract, first: date, last: date, complete_until: Fact[date] = UNKNOWN) -> Truth:
    """Whether a contract was in force on a day at least between two days, both included.

    ``complete_until`` is the day until which the records leave out no early end.

    >>> one = Contract(customer="A", starts_on=date(2022, 1, 1), ends_on=date(2022, 6, 30), ended_early=False)
    >>> in_force(one, date(2022, 6, 30), date(2022, 12, 31)), in_force(one, date(2022, 7, 1), date(2022, 12, 31))
    (True, False)
    """
    return service_days(contract, complete_until).within(first, last)
