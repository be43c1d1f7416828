"""A programme with other numbers or rules: what would be decided if it said something else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Generic, TypeVar

import attrs

from cloudgrant.rules.law.clause import Clause
from cloudgrant.rules.law.policies import PolicyHistory, changed_policy
from cloudgrant.rules.programme import Programme
from cloudgrant.rules.writing.declaration import Rule
from cloudgrant.rules.writing.for_each import ForEach
from cloudgrant.values.names import did_you_mean
from cloudgrant.values.problems import InvalidInput, Problem

__all__ = ["reformed"]

S = TypeVar("S")
P = TypeVar("P")


def reformed(
    programme: Programme[S, P],
    *,
    policy: P | Mapping[str, Any] | None = None,
    without: Iterable[str] = (),
    replace: Iterable[Rule[...]] = (),
    add: Iterable[Rule[...] | ForEach] = (),
    clauses: Iterable[Clause] = (),
) -> Programme[S, P]:
    """The programme with other numbers or rules; :class:`cloudgrant.reform.Reform` gives them a name.

    ``policy`` holds values that take the place of those of whichever policy is in force, or is a
    whole policy; ``without`` drops rules by id, ``replace`` puts rules in the place of those with the
    same ids, ``add`` joins further ones, whose new clauses stand in ``clauses``. What was published
    stays in ``history``, so that receipts tell what was reformed.

    Raises :class:`~cloudgrant.values.problems.InvalidInput` listing every unknown id, unknown name and
    unsound value at once, and :class:`~cloudgrant.rules.writing.refusals.RuleRefused` for what rules may
    not say.
    """
    dropped, swapped = tuple(without), tuple(replace)
    added, cited = tuple(add), tuple(clauses)
    problems = _id_problems(programme, dropped, swapped)
    change = None if policy is None else _Change(policy)
    deciding: PolicyHistory[P] = programme.deciding
    if change is not None:
        try:
            deciding = deciding.changed(change)
        except InvalidInput as error:
            problems += [problem.below("policy") for problem in error.problems]
    if problems:
        raise InvalidInput(problems)
    swap = {rule.id: rule for rule in swapped}
    kept = [
        ForEach(traced.over, (rule,)) if traced.over else rule
        for traced in map(programme.traced, (rule.id for rule in programme.rules))
        if traced.rule.id not in dropped
        for rule in [swap.get(traced.rule.id, traced.rule)]
    ]
    parts = {"policy": policy, "without": dropped, "replace": swapped, "add": added, "clauses": cited}
    maker, both = (_remade, (programme, parts)), _both(programme.change, change)
    if not (dropped or swapped or added or cited):
        return programme.derived(*maker, deciding=deciding, change=both)
    return programme.with_rules(*maker, (*kept, *added), cited, deciding=deciding, change=both)


def _id_problems(
    programme: Programme[Any, Any], dropped: tuple[str, ...], swapped: tuple[Rule[...], ...]
) -> list[Problem]:
    known = [rule.id for rule in programme.rules]
    ids = [("without", id) for id in dropped] + [("replace", rule.id) for rule in swapped]
    problems = [
        Problem.at([where, id], "unknown_key", hint=did_you_mean(id, known))
        for where, id in ids
        if id not in known
    ]
    seen: set[str] = set()
    for where, id in ids:
        if id in seen:
            problems.append(Problem.at([where, id], "duplicate", given=id))
        seen.add(id)
    return problems


def _remade(base: Programme[Any, Any], parts: Mapping[str, Any]) -> Programme[Any, Any]:
    return reformed(base, **parts)


@attrs.frozen
class _Change(Generic[P]):
    """A reform of numbers: from a policy to the policy as it would be."""

    policy: P | Mapping[str, Any]

    def __call__(self, published: P) -> P:
        return changed_policy(published, self.policy)


@attrs.frozen
class _Then(Generic[P]):
    """One reform of numbers after another."""

    first: Callable[[P], P]
    second: Callable[[P], P]

    def __call__(self, published: P) -> P:
        return self.second(self.first(published))


def _both(first: Callable[[P], P] | None, second: Callable[[P], P] | None) -> Callable[[P], P] | None:
    if first is None or second is None:
        return first or second
    return _Then(first, second)
