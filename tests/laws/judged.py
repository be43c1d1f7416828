"""What a programme answers about a case, and the laws that answers keep."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import attrs

import cloudgrant as cg
from laws.partial import Case, Place, covers

__all__ = ["OUTCOME", "Answer", "judged", "overturned", "turned_unasked", "unexplained"]

OUTCOME = "the outcome"
"""The decision as a whole, beside the rules."""

_OPEN = (cg.Result.UNDETERMINED, cg.Outcome.UNDETERMINED)


@attrs.frozen
class Answer:
    """The decision on a case: every answer by the rule's id, the outcome under its own name.

    The rules about the items of a list also answer for each, under the id and the item's pointer.
    """

    case: Case
    decision: cg.Assessment[Any, Any]
    results: Mapping[str, Any]

    def open_(self, key: str) -> bool:
        """Whether an answer is undetermined."""
        return self.results[key] in _OPEN

    def asked(self, key: str) -> frozenset[Place]:
        """The places that an undetermined answer says it waits for."""
        if key == OUTCOME:
            return frozenset(tuple(gap.path) for gap in (*self.decision.missing, *self.decision.awaiting))
        return frozenset(tuple(gap.path) for gap in self._finding(key).because)

    def _finding(self, key: str) -> cg.Finding:
        rule, _, pointer = key.partition(" ")
        finding = self.decision[rule]
        return next(part for part in finding.parts if part.path.pointer == pointer) if pointer else finding


def judged(programme: cg.Programme[Any, Any], stage: Any, case: Case) -> Answer:
    """The decision on a case."""
    decision = programme.assess(case.subject, on=case.on, policy=case.policy, stage=stage)
    results: dict[str, Any] = {OUTCOME: decision.outcome}
    for finding in decision.findings:
        results[finding.rule] = finding.result
        results.update({f"{part.rule} {part.path.pointer}": part.result for part in finding.parts})
    return Answer(case, decision, results)


def overturned(before: Answer, after: Answer) -> list[str]:
    """What was determined, and is something else now that more is known: nothing, by law."""
    return _told(
        key
        for key, was in before.results.items()
        if was not in _OPEN and key in after.results and after.results[key] is not was
    )


def unexplained(answer: Answer) -> list[str]:
    """What is undetermined and waits for nothing: nothing, by law.

    Of a subject to which no rule applies the outcome is undetermined though no answer is.
    """
    open_ = [key for key in answer.results if answer.open_(key)]
    return [] if open_ == [OUTCOME] else _told(key for key in open_ if not answer.asked(key))


def turned_unasked(draft: Answer, one: Answer, another: Answer, differs: Iterable[Place]) -> list[str]:
    """What is undetermined in a draft, and comes out otherwise in one case than in another that both add
    to it, though the draft asks for nothing in which they differ: nothing, by law."""
    places = tuple(differs)
    turned = [
        key
        for key in draft.results
        if draft.open_(key)
        and key in one.results
        and key in another.results
        and one.results[key] is not another.results[key]
    ]
    return _told(key for key in turned if not any(covers(draft.asked(key), place) for place in places))


def _told(keys: Iterable[str]) -> list[str]:
    """Without the outcome, where a rule says the same more plainly."""
    found = list(keys)
    return found if found == [OUTCOME] else [key for key in found if key != OUTCOME]
