"""What a step of a selection leads to, and what keeps it from being taken."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple, cast

from cloudgrant.programmes.listing.application import ListingApplication
from cloudgrant.programmes.listing.policy import ListingPolicy
from cloudgrant.programmes.listing.roc_111 import CLAUSES
from cloudgrant.programmes.listing.rules import in_time
from cloudgrant.programmes.listing.selection_event import SelectionEvent
from cloudgrant.programmes.listing.selection_refused import SelectionRefused
from cloudgrant.programmes.listing.selection_step import FILINGS, PROCESS, STEPS, SelectionStep, State
from cloudgrant.rules.assessment import Assessment
from cloudgrant.rules.deciding.results import Outcome
from cloudgrant.rules.process import Position
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact, Truth

__all__ = ["Reached", "after", "moved", "obstacle_to"]


class Reached(NamedTuple):
    """Where a history leads to: the position in the procedure, the days that count, who read the file."""

    position: Position = PROCESS.at_start
    submitted_on: Fact[date] = UNKNOWN
    completed_on: Fact[date] = UNKNOWN
    published_on: Fact[date] = UNKNOWN
    listed_on: Fact[date] = UNKNOWN
    delisted_on: Fact[date] = UNKNOWN
    paper: tuple[str, ...] = ()


def after(
    carried_over: Truth,
    policy: ListingPolicy,
    reached: Reached,
    event: SelectionEvent,
    decision: Assessment[Any, Any] | None = None,
) -> Reached:
    """Where an event leads to from here, of a solution listed last year or not; raises :class:`SelectionRefused`.

    ``decision`` is what a qualification rests on, if it rests on one.
    """
    step, position = STEPS[event.action], reached.position

    def refused(code: str, **params: Any) -> SelectionRefused:
        legal = tuple(
            one for one in STEPS.values() if obstacle_to(carried_over, policy, reached, one, event.on) is None
        )
        return SelectionRefused(code, event.action, cast("State", position.state), legal, **params)

    obstacle = obstacle_to(carried_over, policy, reached, step, event.on)
    if obstacle is not None:
        last = _last_day(policy) if obstacle == "selection.window" else position.last
        raise refused(
            obstacle,
            on=event.on,
            last=last,
            until=position.until,
            question=_QUESTION,
            whether=carried_over,
        )
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
    last = policy.valid_until
    if event.action == "publish" and event.until is not UNKNOWN and event.until > last:
        raise refused("selection.validity", until=event.until, last=last)
    least, most = policy.reviewers_from, policy.reviewers_to
    sitting = event.reviewers if event.action == "convene" and event.exception is UNKNOWN else UNKNOWN
    if sitting is not UNKNOWN and not least <= sitting <= most:
        raise refused("selection.reviewers", least=least, most=most, given=sitting, exception=("exception",))
    if event.action == "review_paper" and event.by in reached.paper:
        raise refused("selection.twice", by=event.by)
    if decision is not None:
        if decision.on != reached.submitted_on:
            raise refused("selection.other_day", decided=decision.on, submitted=reached.submitted_on)
        if decision.policy != policy:
            raise refused("selection.other_policy")
        if decision.outcome is not _QUALIFYING[event.action]:
            raise refused(
                "selection.decision", outcome=_label(decision.outcome), findings=decision.in_the_way
            )
    return moved(reached, event)


_SETTLING = ("until", "exception", "basis")
"""What moves a limit, lifts a number or is rested on, and so is for the steps alone that say so."""

_QUALIFYING = {"pass_qualification": Outcome.ELIGIBLE, "refuse_unqualified": Outcome.INELIGIBLE}
_WINDOW = "listing.window.submission"
_QUESTION = next(clause.question for clause in CLAUSES if clause.id == _WINDOW)
_ANY = ListingApplication()  # the window is that of the day alone


def _label(outcome: Outcome) -> Text:
    return Text({locale: outcome.label(locale) for locale in ("zh", "en")})


def _last_day(policy: ListingPolicy) -> date:
    return policy.submissions_until if policy.moved_last_day is UNKNOWN else policy.moved_last_day


def obstacle_to(
    carried_over: Truth, policy: ListingPolicy, reached: Reached, step: SelectionStep, on: date
) -> str | None:
    """The code of what keeps a step from being taken on a day; ``None`` where nothing does."""
    obstacle = PROCESS.obstacle(reached.position, step.name, on=on)
    if obstacle in ("step", "date"):
        return f"selection.{obstacle}"
    if step.name == "carry_over" and carried_over is not True:
        return "selection.not_carried_over"
    if step.name in FILINGS:
        if carried_over is True:
            return "selection.carried_over"
        open_ = in_time(_ANY, policy, on)  # the same rule as a decision's, by the same policy
        if open_ is not True:
            return "selection.window_unsettled" if open_ is UNKNOWN else "selection.window"
    if step.name == "convene" and not reached.paper:
        return "selection.unread"
    return None if obstacle is None else f"selection.{obstacle}"


def moved(reached: Reached, event: SelectionEvent) -> Reached:
    """Where an event leads to that nothing keeps from being taken."""
    step = STEPS[event.action]
    # The validity stays through the listing, and while the solution is off the list.
    keeps = event.action in ("list", "delist")
    position = PROCESS.moved(reached.position, step.name, on=event.on, until=event.until, keeps=keeps)
    if event.action in FILINGS:  # whatever became of an earlier application
        return Reached(position, submitted_on=event.on, completed_on=event.on)
    read = event.action == "review_paper" and event.by is not UNKNOWN
    reached = reached._replace(
        position=position, paper=(*reached.paper, cast("str", event.by)) if read else reached.paper
    )
    match event.action:
        case "supplement":
            return reached._replace(completed_on=event.on)
        case "publish":
            return reached._replace(published_on=event.on)
        case "list" | "carry_over":
            return reached._replace(listed_on=event.on, delisted_on=UNKNOWN)
        case "delist":
            return reached._replace(delisted_on=event.on)
        case _:
            return reached
