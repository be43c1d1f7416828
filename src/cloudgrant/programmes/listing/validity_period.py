"""From when until when a selected solution is valid (入選有效期間)."""

from __future__ import annotations

from datetime import date

import attrs

from cloudgrant.programmes.listing.policy import ListingPolicy
from cloudgrant.rules.records.fact_info import given
from cloudgrant.rules.records.record import Record
from cloudgrant.rules.writing.declaration import calculation
from cloudgrant.values.unknown import Fact, Truth

__all__ = ["Validity", "validity"]


@attrs.frozen(kw_only=True)
class Validity(Record):
    """The days on which a selected solution is valid, the first (unknown until published) and the last included.

    The last is unknown where the edition does not say it.

    A list published after the last day leaves a validity without any day.
    """

    first: Fact[date] = given(zh="有效期間首日", en="First day of validity")
    last: Fact[date] = given(zh="有效期間末日", en="Last day of validity")

    def covers(self, day: date) -> Truth:
        """Whether the solution is valid on a day.

        >>> days = Validity(first=date(2022, 7, 1), last=date(2022, 12, 31))
        >>> days.covers(date(2022, 12, 31)), days.covers(date(2023, 1, 1))
        (True, False)
        """
        return (self.first <= day) & (day <= self.last)


@calculation("listing.window.validity", unit="", zh="入選有效期間", en="Validity of a selection")
def validity(published_on: Fact[date], policy: ListingPolicy) -> Validity:
    """自入選名單公告日起至111年12月31日止有效: from the publication of the list to the policy's last day.

    >>> validity(date(2022, 7, 1), ListingPolicy(valid_until=date(2022, 12, 31))).last
    datetime.date(2022, 12, 31)
    """
    return Validity(first=published_on, last=policy.valid_until)
