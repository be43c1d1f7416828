"""What a step of a selection leads to, and what keeps it from being taken."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple, cast

from cloudgrant.programmes.listing.selection_event import SelectionEvent
from cloudgrant.programmes.listing.selection_law import Bearing, StepLaw
from cloudgrant.programmes.listing.selection_refused import SelectionRefused
from cloudgrant.programmes.listing.selection_step import (
    APPLYING,
    FILINGS,
    PROCESS,
    STEPS,
    SelectionStep,
    State,
)
from cloudgrant.rules.assessment import Assessment
from cloudgrant.rules.deciding.results import Outcome
from cloudgrant.rules.process import Position
from cloudgrant.values.text import Text, composed
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["Reached", "after", "law_of", "moved", "obstacle_to"]


class Reached(NamedTuple):
    """Where a history leads to: the position in the procedure, the days that count, who read the file.

    ``edition`` is the name of the one that the solution was applied for under, as the history says, ``applied_on``
    the day of that.
    """

    position: Position = PROCESS.at_start
    submitted_on: Fact[date] = UNKNOWN
    completed_on: Fact[date] = UNKNOWN
    published_on: Fact[date] = UNKNOWN
    listed_on: Fact[date] = UNKNOWN
    delisted_on: Fact[date] = UNKNOWN
    paper: tuple[str, ...] = ()
    edition: Fact[str] = UNKNOWN
    applied_on: Fact[date] = UNKNOWN


def law_of(
    bearing: Bearing, reached: Reached, step: SelectionStep, on: date, edition: Fact[str] = UNKNOWN
) -> StepLaw | None:
    """The law that a step goes by: who applies, by the edition of that day; all else by that of the application.

    ``edition`` is the one that an application was made under, if that is told. ``None`` where the programme
    does not have it.
    """
    if step.name in APPLYING or reached.applied_on is UNKNOWN:
        return bearing.law_if_known(on, edition)
    return bearing.law_if_known(reached.applied_on, reached.edition)


def after(
    bearing: Bearing,
    reached: Reached,
    event: SelectionEvent,
    decision: Assessment[Any, Any] | None = None,
) -> Reached:
    """Where an event leads to from here; raises :class:`SelectionRefused`.

    ``decision`` is what a qualification rests on, if it rests on one. Of an edition that the programme does not
    have, form and sequence are checked, and no rule.
    """
    step, position = STEPS[event.action], reached.position
    law = law_of(bearing, reached, step, event.on, event.edition)

    def refused(code: str, **params: Any) -> SelectionRefused:
        legal = tuple(one for one in STEPS.values() if obstacle_to(bearing, reached, one, event.on) is None)
        return SelectionRefused(code, event.action, cast("State", position.state), legal, **params)

    obstacle = obstacle_to(bearing, reached, step, event.on, event.edition)
    if obstacle is not None:
        raise refused(
            obstacle,
            on=event.on,
            last=position.last if law is None or obstacle != "selection.window" else law.last_day,
            until=position.until,
            question=Text() if law is None else law.question,
            whether=bearing.carried_over(law),
        )
    if event.actor != step.actor:
        raise refused("selection.actor", actor=event.actor, expected=step.actor)
    needed = [name for name in step.needs if getattr(event, name) is UNKNOWN]
    if needed:
        raise refused("selection.needs", needs=tuple(needed))
    stray = [name for name in _SETTLING if getattr(event, name) is not UNKNOWN and not step.takes(name)]
    if event.edition is not UNKNOWN and step.name not in APPLYING:
        stray.append("edition")
    if stray:
        raise refused("selection.stray", stray=tuple(stray))
    if event.until is not UNKNOWN and event.until < event.on:
        raise refused("selection.limit", until=event.until, on=event.on)
    if law is not None:
        breach = _beyond(law, event)
        if breach is not None:
            code, params = breach
            raise refused(code, **params)
    if event.action == "review_paper" and event.by in reached.paper:
        raise refused("selection.twice", by=event.by)
    if decision is not None:
        if decision.on != reached.submitted_on:
            raise refused("selection.other_day", decided=decision.on, submitted=reached.submitted_on)
        if law is not None and not _by(decision, law):
            raise refused("selection.other_policy")
        if decision.outcome is not _QUALIFYING[event.action]:
            raise refused(
                "selection.decision", outcome=_label(decision.outcome), findings=decision.in_the_way
            )
    return moved(reached, event)


_SETTLING = ("until", "exception", "basis")
"""What moves a limit, lifts a number or is rested on, and so is for the steps alone that say so."""

_QUALIFYING = {"pass_qualification": Outcome.ELIGIBLE, "refuse_unqualified": Outcome.INELIGIBLE}


def _beyond(law: StepLaw, event: SelectionEvent) -> tuple[str, dict[str, Any]] | None:
    """The bound that an event does not keep to, or of which the text does not say how far it goes."""
    policy = law.policy
    if event.action == "publish" and event.until is not UNKNOWN:
        last = policy.valid_until
        if last is UNKNOWN:
            return _unsaid(law, "valid_until")
        if event.until > last:
            return "selection.validity", {"until": event.until, "last": last}
    if event.action == "convene" and event.exception is UNKNOWN:
        least, most = policy.reviewers_from, policy.reviewers_to
        within = (least <= event.reviewers) & (event.reviewers <= most)
        if within is UNKNOWN:
            return _unsaid(law, "reviewers_from" if least is UNKNOWN else "reviewers_to")
        if not within:
            bounds = {"least": least, "most": most, "given": event.reviewers, "exception": ("exception",)}
            return "selection.reviewers", bounds
    return None


def _unsaid(law: StepLaw, name: str) -> tuple[str, dict[str, Any]]:
    return "selection.unsaid", {"question": law.asking(name)}


def _by(decision: Assessment[Any, Any], law: StepLaw) -> bool:
    """Whether a decision is by the numbers, and by the text, that the selection goes by."""
    same_text = decision.programme.edition.name == law.programme.edition.name
    return same_text and bool(decision.policy == law.policy)


def _label(outcome: Outcome) -> Text:
    return composed(_outcome, outcome)


def _outcome(locale: str, outcome: Outcome) -> str:
    return outcome.label(locale)


def obstacle_to(
    bearing: Bearing, reached: Reached, step: SelectionStep, on: date, edition: Fact[str] = UNKNOWN
) -> str | None:
    """The code of what keeps a step from being taken on a day; ``None`` where nothing does."""
    obstacle = PROCESS.obstacle(reached.position, step.name, on=on)
    if obstacle in ("step", "date"):
        return f"selection.{obstacle}"
    if step.name in APPLYING:
        law = law_of(bearing, reached, step, on, edition)
        found = None if law is None else _obstacle_to_applying(bearing, law, step, on)
        if found is not None:
            return found
    if step.name == "convene" and not reached.paper:
        return "selection.unread"
    return None if obstacle is None else f"selection.{obstacle}"


def _obstacle_to_applying(bearing: Bearing, law: StepLaw, step: SelectionStep, on: date) -> str | None:
    carried_over = bearing.carried_over(law)
    if step.name not in FILINGS:
        return None if carried_over is True else "selection.not_carried_over"
    if carried_over is True:
        return "selection.carried_over"
    open_ = law.open_on(on)
    if open_ is True:
        return None
    return "selection.window_unsettled" if open_ is UNKNOWN else "selection.window"


def moved(reached: Reached, event: SelectionEvent) -> Reached:
    """Where an event leads to that nothing keeps from being taken."""
    step = STEPS[event.action]
    # The validity stays through the listing, and while the solution is off the list.
    keeps = event.action in ("list", "delist")
    position = PROCESS.moved(reached.position, step.name, on=event.on, until=event.until, keeps=keeps)
    if event.action in FILINGS:  # whatever became of an earlier application
        return Reached(
            position,
            submitted_on=event.on,
            completed_on=event.on,
            edition=event.edition,
            applied_on=event.on,
        )
    read = event.action == "review_paper" and event.by is not UNKNOWN
    reached = reached._replace(
        position=position, paper=(*reached.paper, cast("str", event.by)) if read else reached.paper
    )
    match event.action:
        case "supplement":
            return reached._replace(completed_on=event.on)
        case "publish":
            return reached._replace(published_on=event.on)
        case "carry_over":
            return reached._replace(listed_on=event.on, edition=event.edition, applied_on=event.on)
        case "list":
            return reached._replace(listed_on=event.on, delisted_on=UNKNOWN)
        case "delist":
            return reached._replace(delisted_on=event.on)
        case _:
            return reached
