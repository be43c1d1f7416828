"""The selection of one solution (方案遴選) as an immutable state machine with its dated history."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar, cast

import attrs

from cloudgrant.programmes.listing.application import ListingApplication
from cloudgrant.programmes.listing.policy import ListingPolicy
from cloudgrant.programmes.listing.programme import listing as published
from cloudgrant.programmes.listing.selection_event import SelectionEvent
from cloudgrant.programmes.listing.selection_law import Bearing
from cloudgrant.programmes.listing.selection_moves import Reached, after, law_of, moved, obstacle_to
from cloudgrant.programmes.listing.selection_refused import SelectionRefused
from cloudgrant.programmes.listing.selection_step import (
    APPLYING,
    PROCESS,
    STEPS,
    Action,
    Actor,
    SelectionStep,
    State,
)
from cloudgrant.programmes.listing.solution import CloudSolution
from cloudgrant.rules.assessment import Assessment
from cloudgrant.rules.deciding.ruling import Ruling
from cloudgrant.rules.programme import Programme
from cloudgrant.rules.records.coherence import Declarations
from cloudgrant.rules.records.digests import input_digest
from cloudgrant.rules.records.fact_info import facts, given
from cloudgrant.rules.records.record import Record
from cloudgrant.rules.records.saying import said
from cloudgrant.rules.records.year_before import year_before
from cloudgrant.values.civil_dates import no_civil_date
from cloudgrant.values.periods import is_civil_date
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.shown import shown
from cloudgrant.values.text import Text
from cloudgrant.values.ubn import ubn_form_problem
from cloudgrant.values.unknown import UNKNOWN, Fact, Truth
from cloudgrant.values.years import LAST_YEAR, NEVER, year_or_never

__all__ = ["Selection", "SelectionRefused"]

_EVENTS = Text("selection.events", zh="數筆 SelectionEvent", en="several SelectionEvents")
_OTHER = Text(
    "listing.selection.other",
    zh="認定的是「{given}」，遴選的是「{expected}」",
    en="decided is {given}, the selection is of {expected}",
)

_OTHER_YEAR = Text(
    "listing.selection.other_year",
    zh="{label}：認定所依為{given}，遴選所載為{expected}",
    en="{label}: {given} in what is decided, {expected} in the selection",
)
_LISTED = ("last_listed_in", "listed_before_in")


@attrs.frozen(kw_only=True)
class Selection(Record):
    """A solution's way from the file to the list: who did what when, and where that leads.

    A selection changes by :meth:`take`, which gives another one with one event more; a step that may not be
    taken raises :class:`SelectionRefused` and changes nothing. It *is* its history: dumped and loaded, or
    replayed, it comes to the same state, and a history that cannot be is
    :class:`~cloudgrant.values.problems.InvalidInput`.

    Who applies, or lists what was listed last year, does so under the edition of that day, whose name the step
    keeps (:attr:`edition`); all that is done later goes by it, in whichever year. What an edition says bounds what
    a step may state: the last day of validity (貳.一) and how many reviewers sit in a meeting (2-3位委員); what
    it does not say yet, a step that needs it is refused for (``selection.unsaid``). Methods take the ``programme``
    that has the edition, where it is the caller's own. What was done under an edition that is told was judged
    then: by itself a selection is held in form and sequence alone, so that a later correction of the text undoes
    nothing, and :meth:`replay` holds what others stored against the text. ``policy`` are other numbers under the
    same text, as in a what-if; they are dumped with the selection, and the whole history is held against them.

    The machine and the listing rules are one law. A file is handed in on a day that the rule
    ``listing.window.submission`` finds met under the same edition; while it is undetermined (before intake was
    surely open, after a last day of rest, or while the edition is not published) the step is refused with the
    clause's question, until a policy says on which day it was announced or to which the last day moved. :attr:`submitted_on` is the day by which the
    rules judge the application: gaps mended within the notified limit keep it, and so do those mended unasked
    before any notice (a reading). :meth:`assess` judges by it, and a qualification may rest on that ``decision``.

    >>> from datetime import date
    >>> selection = Selection(solution="雲端智造").take("submit", actor="vendor", on=date(2022, 5, 2))
    >>> selection.state, [step.name for step in selection.legal(on=date(2022, 5, 3), actor="executor")]
    ('submitted', ['request_supplement', 'refuse_unqualified', 'pass_qualification'])
    >>> Selection().take("submit", actor="vendor", on=date(2022, 8, 23))
    Traceback (most recent call last):
    ...
    cloudgrant.programmes.listing.selection_refused.SelectionRefused: intake is not open on 23 August 2022 ...
    >>> selection.take("approve", actor="bureau", on=date(2022, 5, 3))
    Traceback (most recent call last):
    ...
    cloudgrant.programmes.listing.selection_refused.SelectionRefused: cannot approve while submitted, being checked; possible now: ...
    """

    __keys__: ClassVar[tuple[str, ...]] = ("vendor_ubn", "solution")
    __coherence__: ClassVar[Declarations] = (year_before("listed_before_in", "last_listed_in"),)

    solution: Fact[str] = given(zh="方案名稱", en="Name of the solution")
    vendor_ubn: Fact[str] = given(
        zh="廠商統一編號", en="Vendor's unified business number", check=ubn_form_problem
    )
    last_listed_in: Fact[int] = given(
        zh="最近一次上架工業館之年度",
        en="Year in which it was last listed in the Industry Hall",
        unit="year",
        least=NEVER,
        most=LAST_YEAR,
        check=year_or_never,
    )
    listed_before_in: Fact[int] = given(
        zh="在此之前，最近一個上架工業館之年度",
        en="Year before that in which it was last listed in the Industry Hall",
        unit="year",
        least=NEVER,
        most=LAST_YEAR,
        check=year_or_never,
    )
    history: tuple[SelectionEvent, ...] = given(default=(), zh="遴選歷程", en="History")
    policy: Fact[ListingPolicy] = given(zh="另行適用之遴選規定", en="Other numbers that apply")

    def incoherent(self) -> Iterable[Problem]:
        yield from self._impossible(self._bearing(published)._replace(settled=True))

    def _impossible(self, bearing: Bearing) -> Iterable[Problem]:
        """What of the history cannot have been; the first, for all that follows rests on it."""
        reached = Reached()
        for index, event in enumerate(self.history):
            try:
                reached = after(bearing, reached, event)
            except SelectionRefused as refused:
                yield Problem.at(["history", index], refused.code, refused.text)
                return

    @property
    def listed_last_year(self) -> Truth:
        """Whether it was listed in the year whose listing spares a selection, by its policy or its edition.

        Of a solution listed later the listing before decides, which only :attr:`listed_before_in` tells. Unknown
        while neither is known, as before it is applied for, and of an edition that is not published.
        """
        reached, bearing = self._reached, self._bearing(published)
        if self.policy is UNKNOWN and reached.applied_on is UNKNOWN:
            return UNKNOWN
        day = date.max if reached.applied_on is UNKNOWN else reached.applied_on
        return bearing.carried_over(bearing.law_if_known(day, reached.edition))

    @property
    def edition(self) -> Fact[str]:
        """The name of the edition that it was applied for under; unknown before, and where the history does not say."""
        return self._reached.edition

    def _bearing(self, programme: Programme[ListingApplication, ListingPolicy]) -> Bearing:
        listed = CloudSolution(last_listed_in=self.last_listed_in, listed_before_in=self.listed_before_in)
        return Bearing(programme, self.policy, listed)

    def _borne(self, programme: Programme[ListingApplication, ListingPolicy]) -> Bearing:
        """The same, of a programme that has the edition; raises InvalidInput for one that has not."""
        reached, bearing = self._reached, self._bearing(programme)
        if reached.applied_on is not UNKNOWN:
            bearing.law(reached.applied_on, reached.edition)
        return bearing

    @classmethod
    def replay(
        cls,
        events: Iterable[SelectionEvent],
        *,
        solution: Fact[str] = UNKNOWN,
        vendor_ubn: Fact[str] = UNKNOWN,
        last_listed_in: Fact[int] = UNKNOWN,
        listed_before_in: Fact[int] = UNKNOWN,
        programme: Programme[ListingApplication, ListingPolicy] = published,
        policy: Fact[ListingPolicy] = UNKNOWN,
    ) -> Selection:
        """The selection of this history, held against the editions of a programme as they stand.

        An application that does not say under which edition it was made, being stored before that was told, is
        told by its day. Raises :class:`~cloudgrant.values.problems.InvalidInput` for what cannot have been.
        """
        bare = cls(
            solution=solution,
            vendor_ubn=vendor_ubn,
            last_listed_in=last_listed_in,
            listed_before_in=listed_before_in,
            policy=policy,
        )
        bearing = bare._bearing(programme)
        given: object = events
        if not isinstance(given, Iterable):
            raise InvalidInput([Problem.at(["history"], "type", expected=_EVENTS, given=shown(given))])
        selection = attrs.evolve(bare, history=tuple(_told(event, bearing) for event in events))
        problems = list(selection._impossible(bearing))
        if problems:
            raise InvalidInput(problems)
        return selection

    # Where it stands.

    @property
    def state(self) -> State:
        """The state that the history leads to."""
        return cast("State", self._reached.position.state)

    @property
    def until(self) -> Fact[date]:
        """The limit that runs now: of the supplement, of the deck, of the validity."""
        return self._reached.position.until

    @property
    def submitted_on(self) -> Fact[date]:
        """送件日: the day on which the file was handed in, by which the listing rules judge it.

        Of an application made anew, the day of that. Gaps mended since do not move it (a reading).
        """
        return self._reached.submitted_on

    @property
    def completed_on(self) -> Fact[date]:
        """The day on which the file was last handed in or supplemented 補件: no deadline is counted by it."""
        return self._reached.completed_on

    @property
    def published_on(self) -> Fact[date]:
        """入選名單公告日: the day on which the list with this solution was published."""
        return self._reached.published_on

    @property
    def listed_on(self) -> Fact[date]:
        """上架日: the day on which the vendor listed the solution, the last time if it did so again."""
        return self._reached.listed_on

    @property
    def listed_until(self) -> Fact[date]:
        """上架迄日: the last day of the offer, that of the validity or of the delisting, which is included."""
        reached = self._reached
        if reached.delisted_on is not UNKNOWN:
            return reached.delisted_on
        return UNKNOWN if reached.listed_on is UNKNOWN else reached.position.until

    def state_on(self, day: date) -> State:
        """The state on a day: of the history up to it, expired where the validity has ended by then.

        Raises :class:`~cloudgrant.values.problems.InvalidInput` for what is no day (a ``datetime``, a text).

        >>> Selection().state_on(date(2022, 5, 2))
        'draft'
        """
        _check_day("day", day)
        past = tuple(event for event in self.history if event.on <= day)
        position = attrs.evolve(self, history=past)._reached.position
        over = PROCESS.obstacle(position, "expire", on=day) is None
        return cast("State", "expired" if over else position.state)

    def legal(
        self,
        *,
        on: date,
        actor: Actor | None = None,
        programme: Programme[ListingApplication, ListingPolicy] = published,
    ) -> tuple[SelectionStep, ...]:
        """The steps that may be taken on a day, of one actor or of all, in the order of the procedure.

        What a step ``needs`` besides (a limit, a reviewer) is the caller's to give. Raises
        :class:`~cloudgrant.values.problems.InvalidInput` for what is no day, and where ``programme`` has not the
        edition that was applied under.
        """
        _check_day("on", on)
        reached, bearing = self._reached, self._borne(programme)
        return tuple(
            step
            for step in STEPS.values()
            if actor in (None, step.actor) and obstacle_to(bearing, reached, step, on) is None
        )

    # What is done.

    def assess(
        self,
        application: ListingApplication,
        *,
        programme: Programme[ListingApplication, ListingPolicy] = published,
        rulings: Iterable[Ruling] = (),
    ) -> Assessment[ListingApplication, ListingPolicy]:
        """The decision of the listing rules on the application as it stands: of the day of submission, by the
        edition that it was made under, or other numbers where the selection has them.

        Raises :class:`~cloudgrant.values.problems.InvalidInput` for an application of another solution, or of
        one that was listed in other years than the selection says, where ``programme`` has not the edition, and
        where neither the day nor other numbers are known yet.

        >>> selection = Selection().take("submit", actor="vendor", on=date(2022, 8, 19))
        >>> selection = selection.take("supplement", actor="vendor", on=date(2022, 8, 26))
        >>> decision = selection.assess(ListingApplication())
        >>> decision.on, decision["listing.window.submission"].result
        (datetime.date(2022, 8, 19), <Result.UNDETERMINED: 'undetermined'>)
        """
        self._expect_its_own(application)
        reached, on = self._reached, self.submitted_on
        day = reached.applied_on
        if day is UNKNOWN:
            numbers = None if self.policy is UNKNOWN else self.policy
            return programme.assess(application, on=on, policy=numbers, rulings=rulings)
        law, policy = self._bearing(programme).law(day, reached.edition)
        return law.assess(application, on=on, policy=policy, rulings=rulings)

    def take(
        self,
        action: Action,
        *,
        actor: Actor,
        on: date,
        until: Fact[date] = UNKNOWN,
        by: Fact[str] = UNKNOWN,
        reviewers: Fact[int] = UNKNOWN,
        exception: Fact[str] = UNKNOWN,
        decision: Assessment[Any, Any] | None = None,
        note: Fact[str] = UNKNOWN,
        ref: Fact[str] = UNKNOWN,
        programme: Programme[ListingApplication, ListingPolicy] = published,
    ) -> Selection:
        """The selection after a step, this one unchanged.

        ``until`` is for the steps that set a limit or the validity, and for no other. ``exception`` is the
        reason for which the office lets fewer or more reviewers sit than the policy says. ``decision``, of
        :meth:`assess`, is what a qualification rests on: who passes is eligible by it, who is refused as not
        qualifying ineligible, and the step keeps the digest of its receipt. Raises :class:`SelectionRefused`
        for a step that may not be taken, and :class:`~cloudgrant.values.problems.InvalidInput` for nonsense
        (a step that there is not, a ``datetime``, a decision on something else), and where ``programme`` has not
        the edition that was applied under.
        """
        event = SelectionEvent(
            action=action,
            actor=actor,
            on=on,
            until=until,
            by=by,
            reviewers=reviewers,
            exception=exception,
            basis=UNKNOWN if decision is None else self._basis(decision, programme),
            note=note,
            ref=ref,
        )
        bearing = self._borne(programme)
        event = _told(event, bearing)
        after(bearing, self._reached, event, decision)
        return attrs.evolve(self, history=(*self.history, event))

    def _basis(self, decision: Assessment[Any, Any], programme: Programme[Any, Any]) -> str:
        """The digest of the receipt of a decision on this application."""
        decided = getattr(getattr(decision, "programme", None), "name", ""), getattr(decision, "stage", "")
        if decided != (programme.name, "application"):
            given_ = type(decision).__name__
            raise InvalidInput(
                [Problem.at(["decision"], "subject", expected="listing.assess(...)", given=given_)]
            )
        self._expect_its_own(decision.subject)
        return input_digest(decision.receipt)

    def _expect_its_own(self, application: ListingApplication) -> None:
        solution = application.solution
        vendor = application.vendor.ubn if solution.vendor_ubn is UNKNOWN else solution.vendor_ubn
        own: dict[str, tuple[Any, Any]] = {
            "name": (self.solution, solution.name),
            "vendor_ubn": (self.vendor_ubn, vendor),
            **{name: (getattr(self, name), getattr(solution, name)) for name in _LISTED},
        }
        known = facts(CloudSolution)
        problems = [
            Problem.at(
                ["solution", name],
                "listing.other_solution",
                _OTHER_YEAR if name in _LISTED else _OTHER,
                label=known[name].label,
                given=said(known[name], given_) if name in _LISTED else given_,
                expected=said(known[name], expected) if name in _LISTED else expected,
            )
            for name, (expected, given_) in own.items()
            if UNKNOWN not in (expected, given_) and expected != given_
        ]
        if problems:
            raise InvalidInput(problems)

    @property
    def _reached(self) -> Reached:
        reached = Reached()
        for event in self.history:
            reached = moved(reached, event)
        return reached


def _told(event: Any, bearing: Bearing) -> Any:
    """An event of applying with the edition that it was made under, where it does not say."""
    if not isinstance(event, SelectionEvent) or event.action not in APPLYING or event.edition is not UNKNOWN:
        return event
    law = law_of(bearing, Reached(), STEPS[event.action], event.on)
    return event if law is None else attrs.evolve(event, edition=law.programme.edition.name)


def _check_day(name: str, day: object) -> None:
    if not is_civil_date(day):
        raise InvalidInput([no_civil_date(name, day)])
