"""What a programme answers about a case, and the laws that answers keep."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

import cloudgrant as cg
from cloudgrant.rules.deciding.evaluate import Case as EvaluatedCase
from cloudgrant.rules.deciding.evaluate import value_of
from cloudgrant.rules.records.implied import completed
from cloudgrant.rules.writing.declaration import TracedRule, of_three
from cloudgrant.rules.writing.outcome import outcome_rule
from laws.partial import Case, Place, covers

__all__ = ["OUTCOME", "Answer", "contradicted", "judged", "overturned", "turned_unasked", "unexplained"]

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


def contradicted(answer: Answer) -> list[str]:
    """What two readings say differently: nothing, by law.

    The trees, read node by node, say what the compiled judge says, of each rule and of all together. A rule
    called as plain Python may know less, and never otherwise.
    """
    return _told(dict.fromkeys(_contradicted(answer)))


def _contradicted(answer: Answer) -> Iterator[str]:
    decision = answer.decision
    subject, rules = completed(decision.subject), decision.programme.traced_at(decision.stage)
    compiled = decision.results
    yield from (id for id in compiled if answer.results[id] is not compiled[id])
    for traced in rules:
        for key, place in _judged_places(traced, subject, answer):
            case = EvaluatedCase(place, decision.policy, decision.on)
            applies = True if traced.applies is None else value_of(traced.applies, case)
            holds = value_of(traced.holds, case)
            if _result(applies, holds) is not answer.results[key]:
                yield key
            called = [(_called(traced.rule, case), holds)]
            if traced.rule.applies is not None:
                called.append((_called(traced.rule.applies, case), applies))
            if any(said is not cg.UNKNOWN and said is not known for said, known in called):
                yield key
    whole = EvaluatedCase(subject, decision.policy, decision.on)
    clear, applied = (value_of(node, whole) for node in outcome_rule(rules, type(subject)))
    if answer.results[OUTCOME] is not _outcome(clear, applied):
        yield OUTCOME


def _judged_places(traced: TracedRule, subject: Any, answer: Answer) -> Iterator[tuple[str, Any]]:
    """What a rule is about, by the key of its answer: the subject, or each known item of a list."""
    if not traced.over:
        yield traced.rule.id, subject
        return
    items = getattr(subject, traced.over)
    for part in answer.decision[traced.rule.id].parts if items is not cg.UNKNOWN else ():
        item = items[part.path[-1]]
        if item is not cg.UNKNOWN:
            yield f"{traced.rule.id} {part.path.pointer}", item


def _called(rule: Any, case: EvaluatedCase) -> Any:
    return of_three(rule)(case.subject, case.policy, case.on)


def _result(applies: Any, holds: Any) -> cg.Result:
    if applies is False:
        return cg.Result.NOT_APPLICABLE
    if applies is cg.UNKNOWN or holds is cg.UNKNOWN:
        return cg.Result.UNDETERMINED
    return cg.Result.MET if holds else cg.Result.NOT_MET


def _outcome(clear: Any, applied: Any) -> cg.Outcome:
    if clear is False:
        return cg.Outcome.INELIGIBLE
    return cg.Outcome.ELIGIBLE if clear is True and applied is True else cg.Outcome.UNDETERMINED


def _told(keys: Iterable[str]) -> list[str]:
    """Without the outcome, where a rule says the same more plainly."""
    found = list(keys)
    return found if found == [OUTCOME] else [key for key in found if key != OUTCOME]
