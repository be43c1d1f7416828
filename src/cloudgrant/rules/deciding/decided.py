"""What was decided, and by what: the core of every decision, and the judge that makes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Generic, TypeVar

import attrs

from cloudgrant.rules.deciding.judge import decider_of, judge_of
from cloudgrant.rules.deciding.judging import Judge, Judged, judge_stage
from cloudgrant.rules.deciding.results import Outcome, Result, Results
from cloudgrant.rules.deciding.ruling import Ruling
from cloudgrant.rules.deciding.suppositions import may_follow
from cloudgrant.rules.deciding.under_policy import under_policy
from cloudgrant.rules.law.edition import Edition
from cloudgrant.rules.law.in_force import Law
from cloudgrant.rules.records.implied import completed
from cloudgrant.rules.records.parts import given_parts
from cloudgrant.rules.writing.declaration import Stage, TracedRule, of_three
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.unknown import Fact

__all__ = ["Decided", "judge_at", "judged", "own_decider"]

S = TypeVar("S")
P = TypeVar("P")


# Without slots: one is made for every decision, and filling a frozen object's slots takes half as long again.
@attrs.frozen(slots=False)
class Decided(Generic[S, P]):
    """The core of a decision: by which law, on whom, under which policy, as of when, and what came of it.

    What is seen of a decision (an assessment, the view of one of several parties) starts from this.
    """

    programme: Law[S, P] = attrs.field(repr=False)
    subject: S
    policy: P = attrs.field(repr=False)
    on: Fact[date]
    stage: Stage
    outcome: Outcome
    award: int | None
    """What is granted: 0 when ineligible, ``None`` while undetermined or where none is by right.

    Only an application is granted anything; other stages have no award.
    """
    _results: Results = attrs.field(repr=False, hash=False)
    rulings: tuple[Ruling, ...] = attrs.field(default=(), repr=False)

    @property
    def edition(self) -> Edition[P]:
        """The edition that was applied, as its text has it or as a reform would."""
        return self.programme.edition

    @property
    def results(self) -> dict[str, Result]:
        """Every rule's answer by the rule's id, in order; a fresh dictionary."""
        return self._results.copy()

    @property
    def words(self) -> dict[str, str]:
        """Every rule's answer as its word, by the rule's id: what dumps hold."""
        return self._results.words.copy()

    @property
    def answers(self) -> tuple[Result, ...]:
        """The results alone, in the order of the rules."""
        return tuple(self._results.values())

    def core(self) -> dict[str, Any]:
        """The parts of the core by the names under which they are given: what a view starts from."""
        return given_parts(self, Decided)


def judge_at(law: Law[Any, Any], stage: Stage) -> tuple[type[Any], Callable[[Any, Any, Any], Judged]]:
    """The judge of a stage and the class it judges, made when first asked for.

    Raises :class:`~cloudgrant.values.problems.InvalidInput` for a stage that there is not.
    """
    made = law.judges.get(stage)
    if made is not None:
        return made
    if stage not in law.subjects:
        expected = ", ".join(law.subjects)
        raise InvalidInput([Problem.at(["stage"], "option", given=stage, expected=expected)])
    # Two threads may both build it; the judges are alike and one of them stays.
    award = law.award_at(stage)
    judge = judge_of(law.traced_at(stage), None if award is None else award[1])
    judge = _of_what_follows(judge, law.traced_at(stage))
    return law.judges.setdefault(stage, (law.subjects[stage], judge))


def own_decider(
    law: Law[Any, Any], cls: type[Any], decided: type[Any]
) -> Callable[[date], Callable[[Any], Any]] | None:
    """What decides, by day, on applications of a class under the law's own numbers, each a ``decided``.

    Nearly all decisions are such: what the numbers and the day settle is worked out once, not for each of
    them. ``None`` for a class that does not apply.
    """
    first = law.applications
    if not issubclass(cls, first.subject):
        return None
    rules, award, policy = first.traced_at(), first.award_at("application"), law.edition.policy
    decide = decider_of(
        [_under(one, policy) for one in rules],
        None if award is None else under_policy(award[1], policy),
        decided,
        {"programme": law, "policy": policy, "stage": "application", "rulings": ()},
        completed if may_follow(cls, rules) else None,
    )
    return law.deciders.setdefault(cls, decide)


def _under(traced: TracedRule, policy: Any) -> TracedRule:
    applies = None if traced.applies is None else under_policy(traced.applies, policy)
    return TracedRule(traced.rule, under_policy(traced.holds, policy), applies, traced.over)


def _of_what_follows(judge: Judge, rules: Sequence[TracedRule]) -> Judge:
    """The judge that takes for known what follows from what is stated, where rules read what can."""
    can_follow: dict[type[Any], bool] = {}

    def judge_completed(subject: Any, policy: Any, on: Fact[date]) -> Judged:
        cls = type(subject)
        can = can_follow.get(cls)
        if can is None:
            can = can_follow.setdefault(cls, may_follow(cls, rules))
        return judge(completed(subject) if can else subject, policy, on)

    return judge_completed


def judged(
    law: Law[Any, Any],
    subject: Any,
    policy: Any,
    on: Fact[date],
    stage: Stage,
    rulings: Sequence[Ruling] = (),
) -> Judged:
    """Judge a subject of the stage's class under a policy of the law's: outcome, award, results."""
    if rulings:
        award = law.award_at(stage)
        amount = None if award is None else of_three(award[0].function)
        return judge_stage(law.traced_at(stage), amount, completed(subject), policy, on, rulings)
    return judge_at(law, stage)[1](subject, policy, on)
