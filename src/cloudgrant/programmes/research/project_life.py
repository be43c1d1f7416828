"""The life of a project 計畫歷程: which stage it is in on a day, as far as the dates that are known tell."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import ClassVar, Literal, TypeAlias

import attrs

from cloudgrant.programmes.research.applied_under import applied_under
from cloudgrant.programmes.research.benefits.calendar import tracking_calendar
from cloudgrant.programmes.research.policy import ResearchPolicy
from cloudgrant.programmes.research.proposal import Proposal
from cloudgrant.rules.records.coherence import Declarations, in_order
from cloudgrant.rules.records.fact_info import given
from cloudgrant.rules.records.record import Record
from cloudgrant.values.civil_dates import A_CIVIL_DATE
from cloudgrant.values.frozen_map import FrozenMap
from cloudgrant.values.periods import is_civil_date
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.shown import shown
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["LIFE_STAGES", "LifeStage", "ProjectLife"]

LifeStage: TypeAlias = Literal["unannounced", "intake", "review", "execution", "closing", "tracking", "over"]
"""A stage of a project's life; that review and closing are stages of their own is the library's device."""

LIFE_STAGES: Mapping[str, Text] = FrozenMap(
    unannounced=Text(zh="公告前", en="before the announcement"),
    intake=Text(zh="受理申請", en="intake"),
    review=Text(zh="收件截止後、執行前", en="after intake, before execution"),
    execution=Text(zh="計畫執行", en="execution"),
    closing=Text(zh="驗收與結案", en="acceptance and closing"),
    tracking=Text(zh="效益追蹤", en="tracking of the benefits"),
    over=Text(zh="追蹤期滿", en="over"),
)
"""What each stage is called, in their order."""


@attrs.frozen(kw_only=True)
class ProjectLife(Record):
    """A project's own dates: first and last day 計畫起訖日, both included, and the closing day 結案日.

    They come in this order. ``edition`` is that which the project was applied for under: whose policy tells its
    stages. Raises :class:`~cloudgrant.values.problems.InvalidInput` where they do not.

    >>> from cloudgrant.programmes.research.roc_111 import ROC_111
    >>> life = ProjectLife(starts_on=date(2022, 7, 1), ends_on=date(2023, 11, 30))
    >>> [life.stage(day, ROC_111.policy) for day in (date(2022, 7, 1), date(2023, 12, 1), date(2022, 5, 2))]
    ['execution', UNKNOWN, UNKNOWN]
    >>> attrs.evolve(life, closed_on=date(2023, 12, 15)).stage(date(2023, 12, 1), ROC_111.policy)
    'closing'
    """

    __coherence__: ClassVar[Declarations] = in_order("starts_on", "ends_on", "closed_on")

    starts_on: Fact[date] = given(
        zh="計畫起始日", en="First day of the project", clause="research.term.window"
    )
    ends_on: Fact[date] = given(zh="計畫結束日", en="Last day of the project", clause="research.term.window")
    closed_on: Fact[date] = given(
        zh="結案日", en="Closing day", known_by="event", clause="research.subject.benefit-tracking"
    )
    edition: Fact[str] = applied_under()

    @classmethod
    def of(cls, proposal: Proposal, *, closed_on: Fact[date] = UNKNOWN) -> ProjectLife:
        """The dates and the edition of a proposal, and the day on which its project closed."""
        return cls(
            starts_on=proposal.starts_on,
            ends_on=proposal.ends_on,
            closed_on=closed_on,
            edition=proposal.edition,
        )

    def stage(self, on: date, policy: ResearchPolicy) -> Fact[LifeStage]:
        """The stage on a day; unknown where a date that could tell is not known, the policy's included.

        The project's own dates go before the programme's: one that has begun is in execution, though intake
        may still be open (執行期程 begins with the announcement).
        Raises :class:`~cloudgrant.values.problems.InvalidInput` for a day that is none.
        """
        if not is_civil_date(on):
            raise InvalidInput([Problem.at(["on"], "type", expected=A_CIVIL_DATE, given=shown(on))])
        for stage, first, excluded, earliest in reversed(self._beginnings(policy, on)):
            begun = on >= earliest if first is UNKNOWN else (on > first if excluded else on >= first)
            if begun:
                return UNKNOWN if first is UNKNOWN else stage
        return "unannounced"

    def _beginnings(self, policy: ResearchPolicy, on: date) -> list[tuple[LifeStage, Fact[date], bool, date]]:
        """Each stage after the first: the day it follows (or begins on), and before which it surely has not."""
        announced, closes = policy.announced_on, _last_day(policy, on)
        known: list[tuple[LifeStage, Fact[date], bool]] = [
            ("intake", announced, False),
            ("review", closes, True),
            ("execution", self.starts_on, False),
            ("closing", self.ends_on, True),
            ("tracking", self.closed_on, False),
            ("over", tracking_calendar(self.closed_on, policy).ends_on, True),
        ]
        earliest = date.min
        found = []
        for stage, first, excluded in known:
            found.append((stage, first, excluded, earliest))
            # A project may begin while intake is open, so the end of intake bounds nothing after it.
            if first is not UNKNOWN and stage != "review":
                earliest = max(earliest, first)
        return found


def _last_day(policy: ResearchPolicy, on: date) -> Fact[date]:
    """The last day of intake; unknown on a day on which that hangs on whether a rest day moves it."""
    closes, latest = policy.closing_date, policy.last_day_if_moved
    if policy.settled_last_day is not UNKNOWN:
        return policy.settled_last_day
    return UNKNOWN if closes is UNKNOWN or latest is UNKNOWN or closes < on <= latest else closes
