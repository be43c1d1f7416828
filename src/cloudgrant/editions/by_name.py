"""What each programme has here by its name: typed names of editions and programmes, and its text as data.

The one place of this room that a further programme is added to.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, ClassVar

import attrs

from cloudgrant.editions.text import EditionText
from cloudgrant.firms.company import Company
from cloudgrant.programmes.coaching.policy import CoachingPolicy
from cloudgrant.programmes.listing.application import ListingApplication
from cloudgrant.programmes.listing.policy import ListingPolicy
from cloudgrant.programmes.points.policy import PointsPolicy
from cloudgrant.programmes.research.policy import ResearchPolicy
from cloudgrant.programmes.research.proposal import Proposal
from cloudgrant.programmes.sources import Sources
from cloudgrant.rules.law.edition import Edition
from cloudgrant.rules.programme import Programme
from cloudgrant.rules.records.coherence import Declarations, in_order
from cloudgrant.rules.records.fact_info import facts, given
from cloudgrant.rules.records.record import Record
from cloudgrant.values.problems import Gathered, InvalidInput, Problem
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = [
    "CoachingText",
    "ListingText",
    "NamedEditions",
    "NamedProgrammes",
    "PointsText",
    "ResearchText",
    "YearText",
    "Years",
]


_NOTHING_BEFORE = Text(
    "by_name.nothing_before",
    zh="須有 {given} 之前一版本，始能接續",
    en="needs an edition of {given} that it follows",
)


class NamedEditions:
    """The edition of each programme by its name."""

    __slots__ = ()

    @abstractmethod
    def __getitem__(self, name: str) -> Edition[Any]: ...

    @property
    def research(self) -> Edition[ResearchPolicy]:
        """數位雲服務主題式研發補助計畫."""
        return self["research"]

    @property
    def listing(self) -> Edition[ListingPolicy]:
        """雲端方案遴選."""
        return self["listing"]

    @property
    def points(self) -> Edition[PointsPolicy]:
        """數位點數申請."""
        return self["points"]

    @property
    def coaching(self) -> Edition[CoachingPolicy]:
        """輔導資服產業轉型雲服務."""
        return self["coaching"]


class NamedProgrammes:
    """Each programme by its name."""

    __slots__ = ()

    @abstractmethod
    def __getitem__(self, name: str) -> Programme[Any, Any]: ...

    @property
    def research(self) -> Programme[Proposal, ResearchPolicy]:
        """數位雲服務主題式研發補助計畫."""
        return self["research"]

    @property
    def listing(self) -> Programme[ListingApplication, ListingPolicy]:
        """雲端方案遴選."""
        return self["listing"]

    @property
    def points(self) -> Programme[Company, PointsPolicy]:
        """數位點數申請."""
        return self["points"]

    @property
    def coaching(self) -> Programme[Company, CoachingPolicy]:
        """輔導資服產業轉型雲服務."""
        return self["coaching"]


@attrs.frozen(kw_only=True)
class ResearchText(EditionText):
    """An edition of the thematic R&D subsidy as data."""

    numbers: Fact[ResearchPolicy] = given(zh="數值", en="Numbers")


@attrs.frozen(kw_only=True)
class ListingText(EditionText):
    """An edition of the selection and listing of solutions as data."""

    numbers: Fact[ListingPolicy] = given(zh="數值", en="Numbers")


@attrs.frozen(kw_only=True)
class PointsText(EditionText):
    """An edition of the digital points as data."""

    numbers: Fact[PointsPolicy] = given(zh="數值", en="Numbers")


@attrs.frozen(kw_only=True)
class CoachingText(EditionText):
    """An edition of the coaching as data."""

    numbers: Fact[CoachingPolicy] = given(zh="數值", en="Numbers")


@attrs.frozen(kw_only=True)
class YearText(Record):
    """What an office hands in for a year: an edition of each programme that it has a text of.

    Each programme of the catalogue has a field here, by its name.
    """

    __kind__: ClassVar[str] = "cloud_services"
    __former_kinds__: ClassVar[tuple[str, ...]] = ("edition",)
    __keys__: ClassVar[tuple[str, ...]] = ("name",)
    __coherence__: ClassVar[Declarations] = in_order("since", "until")

    name: str = given(zh="年度", en="Year")
    since: date = given(zh="適用首日", en="First day in force")
    until: Fact[date] = given(zh="適用末日", en="Last day in force")
    known: Fact[date] = given(zh="公布日", en="Known since")
    sources: Fact[Sources] = given(zh="資料來源", en="Sources", clause="edition.sources")
    research: Fact[ResearchText] = given(zh="數位雲服務主題式研發補助", en="Thematic R&D subsidy")
    listing: Fact[ListingText] = given(zh="雲端方案遴選", en="Selection of cloud solutions")
    points: Fact[PointsText] = given(zh="數位點數申請", en="Digital points")
    coaching: Fact[CoachingText] = given(zh="輔導資服產業轉型雲服務", en="Coaching")

    def after(self, before: Mapping[str, Edition[Any]]) -> dict[str, Edition[Any]]:
        """The editions that follow those of the year before: of each programme that has a text, by its name.

        Raises :class:`~cloudgrant.values.problems.InvalidInput` listing the problems of all of them.
        """
        problems = Gathered()
        editions: dict[str, Edition[Any]] = {}
        for name, text in self._texts():
            if name not in before:
                problems.append(Problem.at([name], "edition.before", _NOTHING_BEFORE, given=name))
                continue
            try:
                editions[name] = text.after(before[name])
            except InvalidInput as error:
                problems.add_below(error.problems, name)
        if problems:
            raise InvalidInput(problems)
        return editions

    def _texts(self) -> Iterator[tuple[str, EditionText]]:
        for name in facts(YearText):
            text = getattr(self, name)
            if isinstance(text, EditionText):
                yield name, text


@attrs.frozen(kw_only=True)
class Years(Record):
    """Several years as data: what is wrong with any of them is told at once."""

    editions: tuple[Fact[YearText], ...] = given(default=(), zh="各年度", en="Years")

    def after(self, before: Mapping[str, Edition[Any]]) -> tuple[dict[str, Edition[Any]], ...]:
        """The editions year after year, each after the last before it; a year that is unknown is left out."""
        latest, found = dict(before), []
        for one in sorted((one for one in self.editions if one is not UNKNOWN), key=lambda one: one.since):
            found.append(one.after(latest))
            latest.update(found[-1])
        return tuple(found)
