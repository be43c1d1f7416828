"""The selection of one solution (方案遴選) as an immutable state machine with its dated history."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar, NamedTuple, cast

import attrs

from cloudgrant.programmes.listing.policy import ROC_111, ListingPolicy
from cloudgrant.programmes.listing.selection_event import SelectionEvent
from cloudgrant.programmes.listing.selection_refused import SelectionRefused
from cloudgrant.programmes.listing.selection_step import PROCESS, STEPS, Action, Actor, SelectionStep, State
from cloudgrant.rules.process import Position
from cloudgrant.rules.records.fact_info import given
from cloudgrant.rules.records.record import Record
from cloudgrant.values.civil_dates import no_civil_date
from cloudgrant.values.periods import is_civil_date
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.ubn import ubn_form_problem
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["Selection", "SelectionRefused"]


class _Reached(NamedTuple):
    """Where a history leads to: the position in the procedure, publication and listing, who read the file."""

    position: Position = PROCESS.at_start
    published_on: Fact[date] = UNKNOWN
    listed_on: Fact[date] = UNKNOWN
    paper: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Selection(Record):
    """A solution's way from the file to the list: who did what when, and where that leads.

    A selection changes by :meth:`take`, which gives another one with one event more; a step that may not be
    taken raises :class:`SelectionRefused` and changes nothing. It *is* its history: dumped and loaded, or
    replayed, it comes to the same state, and a history that cannot be is
    :class:`~cloudgrant.values.problems.InvalidInput`. ``policy`` bounds what a step may state: the last day
    of validity (貳.一) and how many reviewers sit in a meeting (2-3位委員). It is dumped with the selection:
    whoever loads what others stored sets its own, ``attrs.evolve(selection, policy=...)``, and the history is
    held against that.

    >>> from datetime import date
    >>> selection = Selection(solution="雲端智造").take("submit", actor="vendor", on=date(2022, 5, 2))
    >>> selection.state, [step.name for step in selection.legal(on=date(2022, 5, 3), actor="executor")]
    ('submitted', ['request_supplement', 'refuse_unqualified', 'pass_qualification'])
    >>> selection.take("approve", actor="bureau", on=date(2022, 5, 3))
    Traceback (most recent call last):
    ...
    cloudgrant.programmes.listing.selection_refused.SelectionRefused: cannot approve while submitted, being checked; legal now: ...
    """

    __keys__: ClassVar[tuple[str, ...]] = ("vendor_ubn", "solution")

    solution: Fact[str] = given(zh="方案名稱", en="Name of the solution")
    vendor_ubn: Fact[str] = given(
        zh="廠商統一編號", en="Vendor's unified business number", check=ubn_form_problem
    )
    listed_last_year: bool = given(default=False, zh="去年已上架工業館", en="Listed last year")
    history: tuple[SelectionEvent, ...] = given(default=(), zh="遴選歷程", en="History")
    policy: ListingPolicy = given(default=ROC_111, zh="適用之遴選規定", en="Numbers that apply")

    def incoherent(self) -> Iterable[Problem]:
        reached = _Reached()
        for index, event in enumerate(self.history):
            try:
                reached = _after(self, reached, event)
            except SelectionRefused as refused:
                yield Problem.at(["history", index], refused.code, refused.text)
                return

    @classmethod
    def replay(
        cls,
        events: Iterable[SelectionEvent],
        *,
        solution: Fact[str] = UNKNOWN,
        vendor_ubn: Fact[str] = UNKNOWN,
        listed_last_year: bool = False,
        policy: ListingPolicy = ROC_111,
    ) -> Selection:
        """The selection of this history; raises :class:`~cloudgrant.values.problems.InvalidInput`."""
        return cls(
            solution=solution,
            vendor_ubn=vendor_ubn,
            listed_last_year=listed_last_year,
            history=tuple(events),
            policy=policy,
        )

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
    def published_on(self) -> Fact[date]:
        """入選名單公告日: the day on which the list with this solution was published."""
        return self._reached.published_on

    @property
    def listed_on(self) -> Fact[date]:
        """上架日: the day on which the vendor listed the solution."""
        return self._reached.listed_on

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

    def legal(self, *, on: date, actor: Actor | None = None) -> tuple[SelectionStep, ...]:
        """The steps that may be taken on a day, of one actor or of all, in the order of the procedure.

        What a step ``needs`` besides (a limit, a reviewer) is the caller's to give. Raises
        :class:`~cloudgrant.values.problems.InvalidInput` for what is no day.
        """
        _check_day("on", on)
        reached = self._reached
        return tuple(
            step
            for step in STEPS.values()
            if actor in (None, step.actor) and _obstacle(self, reached, step, on) is None
        )

    # What is done.

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
        note: Fact[str] = UNKNOWN,
        ref: Fact[str] = UNKNOWN,
    ) -> Selection:
        """The selection after a step, this one unchanged.

        ``until`` is for the steps that set a limit or the validity, and for no other. ``exception`` is the
        reason for which the office lets fewer or more reviewers sit than the policy says. Raises :class:`SelectionRefused` for a step that may not be taken, and
        :class:`~cloudgrant.values.problems.InvalidInput` for nonsense (a step that there is not, a
        ``datetime``).
        """
        event = SelectionEvent(
            action=action,
            actor=actor,
            on=on,
            until=until,
            by=by,
            reviewers=reviewers,
            exception=exception,
            note=note,
            ref=ref,
        )
        _after(self, self._reached, event)
        return attrs.evolve(self, history=(*self.history, event))

    @property
    def _reached(self) -> _Reached:
        reached = _Reached()
        for event in self.history:
            reached = _moved(reached, event)
        return reached


def _after(selection: Selection, reached: _Reached, event: SelectionEvent) -> _Reached:
    """Where an event leads to from here; raises :class:`SelectionRefused`."""
    step, position = STEPS[event.action], reached.position

    def refused(code: str, **params: Any) -> SelectionRefused:
        legal = tuple(one for one in STEPS.values() if _obstacle(selection, reached, one, event.on) is None)
        return SelectionRefused(code, event.action, cast("State", position.state), legal, **params)

    obstacle = _obstacle(selection, reached, step, event.on)
    if obstacle is not None:
        raise refused(obstacle, on=event.on, last=position.last, until=position.until)
    if event.actor != step.actor:
        raise refused("selection.actor", actor=event.actor, expected=step.actor)
    needed = [name for name in step.needs if getattr(event, name) is UNKNOWN]
    if needed:
        raise refused("selection.needs", needs=tuple(needed))
    stray = [name for name in _SETTLING if getattr(event, name) is not UNKNOWN and not step.takes(name)]
    if stray:
        raise refused("selection.stray", stray=tuple(stray))
    if event.until is not UNKNOWN and event.until < event.on:
        raise refused("selection.limit", until=event.until, on=event.on)
    last = selection.policy.valid_until
    if event.action == "publish" and event.until is not UNKNOWN and event.until > last:
        raise refused("selection.validity", until=event.until, last=last)
    least, most = selection.policy.reviewers_from, selection.policy.reviewers_to
    sitting = event.reviewers if event.action == "convene" and event.exception is UNKNOWN else UNKNOWN
    if sitting is not UNKNOWN and not least <= sitting <= most:
        raise refused("selection.reviewers", least=least, most=most, given=sitting, exception=("exception",))
    if event.action == "review_paper" and event.by in reached.paper:
        raise refused("selection.twice", by=event.by)
    return _moved(reached, event)


_SETTLING = ("until", "exception")
"""What moves a limit or lifts a number, and so is for the steps alone that say so."""


def _check_day(name: str, day: object) -> None:
    if not is_civil_date(day):
        raise InvalidInput([no_civil_date(name, day)])


def _obstacle(selection: Selection, reached: _Reached, step: SelectionStep, on: date) -> str | None:
    """The code of what keeps a step from being taken on a day; ``None`` where nothing does."""
    obstacle = PROCESS.obstacle(reached.position, step.name, on=on)
    if obstacle in ("step", "date"):
        return f"selection.{obstacle}"
    if step.name == "carry_over" and not selection.listed_last_year:
        return "selection.not_carried_over"
    if step.name == "submit" and selection.listed_last_year:
        return "selection.carried_over"
    if step.name == "convene" and not reached.paper:
        return "selection.unread"
    return None if obstacle is None else f"selection.{obstacle}"


def _moved(reached: _Reached, event: SelectionEvent) -> _Reached:
    step = STEPS[event.action]
    read = event.action == "review_paper" and event.by is not UNKNOWN
    return _Reached(
        # The validity stays through the listing.
        position=PROCESS.moved(
            reached.position, step.name, on=event.on, until=event.until, keeps=event.action == "list"
        ),
        published_on=event.on if event.action == "publish" else reached.published_on,
        listed_on=event.on if step.target == "listed" else reached.listed_on,
        paper=(*reached.paper, cast("str", event.by)) if read else reached.paper,
    )
