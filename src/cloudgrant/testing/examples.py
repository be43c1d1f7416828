"""Example subjects, worked out from a programme's rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import attrs

from cloudgrant.rules.deciding.evaluate import ON, Case, value_of
from cloudgrant.rules.explaining.nearest import anything
from cloudgrant.rules.explaining.remedies import changed
from cloudgrant.rules.explaining.search import ways
from cloudgrant.rules.explaining.supposing import Changes
from cloudgrant.rules.programme import Programme
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.declaration import Stage, TracedRule
from cloudgrant.values.paths import Path
from cloudgrant.values.problems import InvalidInput
from cloudgrant.values.unknown import Fact

__all__ = [
    "Example",
    "NoExample",
    "eligible",
    "example_of",
    "examples",
    "failing",
    "required",
    "solved",
    "sure",
]


class NoExample(LookupError):
    """No subject could be worked out that comes out as asked for."""


@attrs.frozen
class Example:
    """A subject, the date of filing, the policy, and what is special about it."""

    subject: Any
    on: Fact[date]
    policy: Any
    about: str


def eligible(
    programme: Programme[Any, Any], *, subject: Any = None, policy: Any = None, stage: Stage = "application"
) -> Example:
    """A subject that meets every required rule, with no more facts given than that takes.

    ``subject`` is where to start from (nothing known, unless given), ``policy`` the latest unless
    given. Raises :class:`NoExample` where the rules cannot be met together.

    >>> import cloudgrant as cg
    >>> from cloudgrant.testing import eligible
    >>> example = eligible(cg.points)
    >>> cg.points.assess(example.subject, on=example.on).award
    200000
    """
    goals = [sure(traced) for traced in required(programme, stage)]
    return solved(programme, goals, "eligible", subject=subject, policy=policy, stage=stage)


def failing(
    rule: str,
    programme: Programme[Any, Any],
    *,
    subject: Any = None,
    policy: Any = None,
    stage: Stage = "application",
) -> Example:
    """A subject that fails this rule, and meets every other required rule.

    Raises :class:`NoExample` where the rule cannot fail alone.
    """
    goals = [sure(traced) for traced in required(programme, stage) if traced.rule.id != rule]
    traced = programme.traced(rule)
    goals.append(tree.Not(traced.holds))
    if traced.applies is not None:
        goals.append(traced.applies)
    return solved(programme, goals, f"fails {rule}", subject=subject, policy=policy, stage=stage)


def examples(
    programme: Programme[Any, Any], *, policy: Any = None, stage: Stage = "application"
) -> tuple[Example, ...]:
    """An eligible subject, one that fails each required rule, and one of which nothing is known.

    ``policy`` is the latest unless given: where that is silent on what decides, nobody is eligible
    yet, and :class:`NoExample` is raised.

    >>> import cloudgrant as cg
    >>> from cloudgrant.testing import examples
    >>> [example.about for example in examples(cg.points)][:3]
    ['eligible', 'fails points.window.application', 'fails points.applicant.size']
    """
    good = eligible(programme, policy=policy, stage=stage)
    return (
        good,
        *_failing_each(programme, policy, stage),
        attrs.evolve(good, subject=programme.subjects[stage](), about="nothing known"),
    )


def _failing_each(programme: Programme[Any, Any], policy: Any, stage: Stage) -> Iterator[Example]:
    for traced in required(programme, stage):
        try:
            yield failing(traced.rule.id, programme, policy=policy, stage=stage)
        except NoExample:
            continue  # entangled with another rule: nothing fails this one alone


def required(programme: Programme[Any, Any], stage: Stage) -> list[TracedRule]:
    """The required rules of a stage that are about the subject itself."""
    # Rules about the items of a list hold vacuously of the empty list, which solving starts from.
    return [t for t in programme.traced_at(stage) if t.rule.force == "required" and not t.over]


def sure(traced: TracedRule) -> tree.Node:
    """What makes a rule surely met or surely not applicable."""
    if traced.applies is None:
        return traced.holds
    return tree.Or((tree.And((traced.applies, traced.holds)), tree.Not(traced.applies)))


def solved(
    programme: Programme[Any, Any],
    goals: Iterable[tree.Node],
    about: str,
    *,
    subject: Any = None,
    policy: Any = None,
    stage: Stage = "application",
) -> Example:
    """A subject and a date of filing with which every goal is true."""
    policy = programme.edition.policy if policy is None else policy
    subject = programme.subjects[stage]() if subject is None else subject
    case = Case(subject, policy, programme.edition.since)
    wanted = tuple(goals)
    for changes in ways(tree.And(wanted), True, case, anything) if wanted else [{}]:
        example = example_of(case, changes, about)
        if example is not None and _as_wanted(example, wanted):
            return example
    raise NoExample(f"{programme.name}: no subject could be worked out that is {about!r}")


def example_of(case: Case, changes: Changes, about: str) -> Example | None:
    """The example that some changes make of a case; nothing where the facts make no sense together."""
    on = changes.get(ON, case.on)
    facts = {Path(path): value for path, value in changes.items() if path != ON}
    try:
        return Example(changed(case.subject, facts), on, case.policy, about)
    except InvalidInput:
        return None


def _as_wanted(example: Example, goals: Iterable[tree.Node]) -> bool:
    case = Case(example.subject, example.policy, example.on)
    return all(value_of(goal, case) is True for goal in goals)
