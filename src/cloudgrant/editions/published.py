"""The library's own editions: what is published of its programmes, year by year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import attrs

from cloudgrant.editions.edition import CLAUSE, Edition
from cloudgrant.editions.series import Editions, problems_between
from cloudgrant.programmes.catalogue import NAMES
from cloudgrant.programmes.catalogue import programme as programme_of
from cloudgrant.programmes.coaching.policy import CoachingPolicy
from cloudgrant.programmes.listing.policy import ListingPolicy
from cloudgrant.programmes.points.policy import PointsPolicy
from cloudgrant.programmes.research.policy import ResearchPolicy
from cloudgrant.programmes.sources import ROC_111_SOURCES
from cloudgrant.rules.records.fact_info import given
from cloudgrant.rules.records.record import Record
from cloudgrant.values.problems import Problem
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["PUBLISHED", "ROC_111", "CloudServices", "Years", "of_digest", "on"]


@attrs.frozen(kw_only=True)
class CloudServices(Edition):
    """An edition of the digital cloud service programmes of the briefing; numbers not given are ROC 111's.

    >>> from datetime import date
    >>> import cloudgrant as cg
    >>> roc_112 = cg.load(CloudServices, {
    ...     "name": "roc-112", "since": "2023-01-01", "points": {"regular_employee_ceiling": 250}})
    >>> roc_112.points.regular_employee_ceiling, roc_112.points.grant_ceiling
    (250, 200000)

    Each programme of the catalogue has a field here, by its name.
    """

    research: Fact[ResearchPolicy] = given(
        zh="數位雲服務主題式研發補助", en="Thematic R&D subsidy", clause=CLAUSE
    )
    listing: Fact[ListingPolicy] = given(zh="雲端方案遴選", en="Selection of cloud solutions", clause=CLAUSE)
    points: Fact[PointsPolicy] = given(zh="數位點數申請", en="Digital points", clause=CLAUSE)
    coaching: Fact[CoachingPolicy] = given(zh="輔導資服產業轉型雲服務", en="Coaching", clause=CLAUSE)


@attrs.frozen(kw_only=True)
class Years(Record):
    """Several editions as data: what is wrong with any of them, or between them, is told at once.

    >>> import cloudgrant as cg
    >>> cg.load(Years, {"editions": [
    ...     {"name": "a", "since": "2023-01-01", "until": "2023-06-30", "points": {"grant_ceiling": -1}},
    ...     {"name": "b", "since": "2023-08-01", "points": {"offset_share": "3/2", "cap": 1}},
    ... ]})  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    cloudgrant.values.problems.InvalidInput: 4 problems in the data · 資料有 4 個問題
      editions[name=a].points.grant_ceiling: must not be negative (-1) · 不得為負數（-1） [negative]
      editions[name=b].points.cap: no such field · 沒有這個欄位 [unknown_key]
      editions[name=b].points.offset_share: a share lies between 0 and 1 (3/2) · ...
      editions.b.since: a is in force until 2023-06-30 and b only from 2023-08-01: ...
    """

    editions: tuple[Fact[CloudServices], ...] = given(default=(), zh="各年度版本", en="Editions")

    def incoherent(self) -> Iterable[Problem]:
        known = tuple(one for one in self.editions if one is not UNKNOWN)
        return tuple(problems_between(known)) if known else ()

    def ordered(self) -> Editions[CloudServices]:
        """The editions, to be asked by date and digest; one that is unknown is left out."""
        return Editions(*(one for one in self.editions if one is not UNKNOWN))


_FIRST_DAY = date(2022, 1, 1)


def _roc_111() -> Iterator[CloudServices]:
    """ROC 111 as the programmes' own histories have it: once as published, and once for each correction."""
    of_the_year = {
        name: [one for one in programme_of(name).history.published if one.since == _FIRST_DAY]
        for name in NAMES
    }
    for known in sorted({one.known or date.min for dated in of_the_year.values() for one in dated}):
        policies: dict[str, Any] = {
            name: one.policy
            for name, dated in of_the_year.items()
            for one in dated
            if (one.known or date.min) <= known
        }
        yield CloudServices(
            name="roc-111",
            since=_FIRST_DAY,
            known=UNKNOWN if known == date.min else known,
            sources=ROC_111_SOURCES,
            **policies,
        )


PUBLISHED: Editions[CloudServices] = Editions(*_roc_111())
"""The library's own editions. The briefing gives an edition no first day; the library takes the year's."""

ROC_111 = PUBLISHED.published[0]
"""The edition of 2022 (民國 111 年) as the briefing of 13 April 2022 has it; clause ``edition.roc-111``."""


def on(day: date, *, as_known_on: date | None = None) -> CloudServices:
    """The edition in force on a day, as it was known on another.

    The last stays in force until a later one begins. Raises :class:`NoEdition` before the first.
    """
    return PUBLISHED.on(day, as_known_on=as_known_on)


def of_digest(digest: str) -> CloudServices:
    """The edition with a digest, or with a policy of that digest, as a receipt names it.

    >>> from datetime import date
    >>> import cloudgrant as cg
    >>> receipt = cg.points.assess(cg.Company(), on=date(2022, 5, 2)).receipt
    >>> cg.editions.of_digest(receipt.published).name
    'roc-111'
    """
    return PUBLISHED.of_digest(digest)
