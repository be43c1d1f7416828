"""The law that each step of a selection goes by: the edition of its filing, and the numbers that it says."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from cloudgrant.programmes.listing.application import ListingApplication
from cloudgrant.programmes.listing.carry_over import carried_from
from cloudgrant.programmes.listing.policy import ListingPolicy
from cloudgrant.programmes.listing.solution import CloudSolution
from cloudgrant.rules.deciding.evaluate import Case, value_of
from cloudgrant.rules.programme import Programme
from cloudgrant.rules.records.fact_info import facts
from cloudgrant.values.problems import InvalidInput
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact, Truth

__all__ = ["Bearing", "StepLaw"]

_WINDOW = "listing.window.submission"
_ANY = ListingApplication()  # the window is that of the day alone
_WHAT = Text("listing.selection_law.what", zh="{label}為何？", en="What is this number: {label}?")


class StepLaw(NamedTuple):
    """The law that a step goes by: the programme under one edition, and its numbers, or other ones."""

    programme: Programme[ListingApplication, ListingPolicy]
    policy: ListingPolicy

    def open_on(self, day: date) -> Truth:
        """Whether a file may be handed in on a day, by the rule that decides an application."""
        if _WINDOW not in self.programme.rule_ids():  # an edition without a window is always open
            return True
        answer: Truth = value_of(self.programme.traced(_WINDOW).holds, Case(_ANY, self.policy, day))
        return answer

    @property
    def last_day(self) -> Fact[date]:
        """The last day on which a file may be handed in, moved if it did."""
        policy = self.policy
        return policy.submissions_until if policy.moved_last_day is UNKNOWN else policy.moved_last_day

    @property
    def question(self) -> Text:
        """What its edition leaves to be asked of the window."""
        clause = self.programme.clauses.get(_WINDOW)
        return Text() if clause is None else clause.question

    def asking(self, name: str) -> Text:
        """The question for a number that it does not say: that of its clause, where all of it is awaited."""
        info = facts(ListingPolicy)[name]
        if info.clause in self.programme.edition.awaited:
            return self.programme.clauses[info.clause].question
        return _WHAT.filled_with({"label": info.label})


class Bearing(NamedTuple):
    """What decides which law a selection goes by: the programme, other numbers if any, and when it was listed.

    ``settled`` is what was done under an edition that is told: it was judged then, and is not judged again, so that
    a later correction of the text does not undo it.
    """

    programme: Programme[ListingApplication, ListingPolicy]
    policy: Fact[ListingPolicy]
    listed: CloudSolution
    settled: bool = False

    def law(self, day: date, edition: Fact[str] = UNKNOWN) -> StepLaw:
        """The law of an edition by its name, else of one who applies on a day.

        Raises :class:`~cloudgrant.values.problems.InvalidInput` for an edition that the programme has not, unless
        there are other numbers: then the text is that of the day.
        """
        numbers = None if self.policy is UNKNOWN else self.policy
        if numbers is not None and not self._has(edition):
            edition = UNKNOWN
        # Nothing is said of the time before the first edition; it asks about the days before its own intake.
        day = max(day, self.programme.editions[0].since)
        law = self.programme.law_on(day, edition=edition, policy=numbers)
        return StepLaw(law, law.edition.policy if numbers is None else numbers)

    def law_if_known(self, day: date, edition: Fact[str] = UNKNOWN) -> StepLaw | None:
        """The same, or ``None`` of an edition that the programme has not, or of what is settled under it."""
        if self.policy is UNKNOWN and edition is not UNKNOWN and (self.settled or not self._has(edition)):
            return None
        return self.law(day, edition)

    def _has(self, edition: Fact[str]) -> bool:
        if edition is UNKNOWN or self.programme.bound:
            return True
        try:
            self.programme.named(edition)
        except InvalidInput:
            return False
        return True

    def carried_over(self, law: StepLaw | None) -> Truth:
        """Whether the solution was listed in the year whose listing spares a selection 去年已上架."""
        return UNKNOWN if law is None else carried_from(self.listed, law.policy.carried_over_year)
