"""When the check of a complete file may be expected to end (資格審查預計日數)."""

from __future__ import annotations

from datetime import date, timedelta

import attrs

from cloudgrant.programmes.listing.policy import ListingPolicy
from cloudgrant.rules.records.fact_info import given
from cloudgrant.rules.records.record import Record
from cloudgrant.rules.writing.declaration import calculation
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["Expected", "expected_check"]


@attrs.frozen(kw_only=True)
class Expected(Record):
    """The days between which something is expected: no deadline, for nothing follows from a later day.

    Each is unknown where the edition does not say how long it takes.
    """

    earliest: Fact[date] = given(zh="最早", en="Earliest")
    latest: Fact[date] = given(zh="最晚", en="Latest")


@calculation("listing.review.qualification", unit="", zh="資格審查預計完成日", en="Expected end of the check")
def expected_check(complete_on: date, policy: ListingPolicy) -> Expected:
    """資格審查(預計1-2天), counted in calendar days (the library's reading) from the day the file is complete.

    Raises :class:`~cloudgrant.values.problems.InvalidInput` for a ``datetime``.

    >>> policy = ListingPolicy(qualification_days_from=1, qualification_days_to=2)
    >>> expected_check(date(2022, 5, 2), policy)
    Expected(earliest=datetime.date(2022, 5, 3), latest=datetime.date(2022, 5, 4))
    """
    Expected(earliest=complete_on, latest=complete_on)
    return Expected(
        earliest=_later(complete_on, policy.qualification_days_from),
        latest=_later(complete_on, policy.qualification_days_to),
    )


def _later(day: date, days: Fact[int]) -> Fact[date]:
    return UNKNOWN if days is UNKNOWN else day + timedelta(days=days)
