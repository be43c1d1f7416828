"""The numbers of an edition: each is said by the clause whose words fix it, or by none."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Any, TypeVar, cast

from cloudgrant.rules.law.clause import Clause
from cloudgrant.rules.law.policies import changed_policy
from cloudgrant.rules.records.fact_info import FactInfo, facts
from cloudgrant.values.problems import Gathered, InvalidInput, Problem
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["silenced", "stated_numbers", "unsaid", "with_numbers", "without_forgotten"]

P = TypeVar("P")

_FOREIGN = Text(
    "numbers.foreign",
    zh="應由「{expected}」載明，不是「{given}」",
    en="is for {expected} to say, not for {given}",
)
_UNSAID = Text(
    "numbers.unsaid", zh="須載明，此數值不得為未知", en="must be said: this number cannot be unknown"
)
_TWICE = Text(
    "numbers.twice", zh="已由「{expected}」載明為 {given}", en="is said already by {expected}, as {given}"
)


def stated_numbers(policy: Any) -> Iterator[tuple[str, FactInfo]]:
    """The numbers of a policy's class that someone states, by name."""
    for name, info in facts(type(policy)).items():
        if not info.derived:
            yield name, info


def silenced(policy: Any) -> dict[str, Any]:
    """Every number that may be unknown, as unknown."""
    return {name: UNKNOWN for name, info in stated_numbers(policy) if info.may_be_unknown}


def with_numbers(policy: P, clauses: Iterable[Clause], loose: Mapping[str, Any]) -> P:
    """The policy with the numbers that clauses fix, and those that none does.

    Raises :class:`~cloudgrant.values.problems.InvalidInput` listing each number that there is not, that is of
    no use, that is said differently in two places, and that is another clause's to say.
    """
    known = facts(cast("type[Any]", type(policy)))
    said: dict[str, tuple[str, Any]] = {}
    problems = Gathered()
    for clause in clauses:
        for name, value in clause.numbers.items():
            place = ["clauses", clause.id, "numbers", name]
            expected = known[name].clause if name in known else ""
            if expected and expected != clause.id:
                problems.append(
                    Problem.at(place, "edition.foreign", _FOREIGN, expected=expected, given=clause.id)
                )
                continue
            if name in said and said[name][1] != value:
                first, before = said[name]
                problems.append(Problem.at(place, "edition.twice", _TWICE, expected=first, given=before))
            said.setdefault(name, (clause.id, value))
    problems += [
        Problem.at(["numbers", name], "edition.twice", _TWICE, expected=said[name][0], given=said[name][1])
        for name, value in loose.items()
        if name in said and said[name][1] != value
    ]
    numbers = {**{name: value for name, (_, value) in said.items()}, **loose}
    changed = policy
    try:
        changed = changed_policy(policy, numbers) if numbers else policy
    except InvalidInput as error:
        where = {name: ("clauses", id, "numbers") for name, (id, _) in said.items()}
        problems += [
            one.below(*where.get(str(one.path[0]) if one.path else "", ("numbers",)))
            for one in error.problems
        ]
        problems.more += error.more
    if problems:
        raise InvalidInput(problems)
    return changed


def unsaid(policy: Any, names: Container[str]) -> list[Problem]:
    """A problem for each of these numbers that cannot be unknown."""
    return [
        Problem.at(["numbers", name], "edition.unsaid", _UNSAID)
        for name, info in stated_numbers(policy)
        if not info.may_be_unknown and name in names
    ]


def without_forgotten(
    policy: P, before: Iterable[Clause], after: Iterable[Clause], loose: Mapping[str, Any]
) -> P:
    """The policy with what clauses said before and say no more as unknown; refuses what cannot be."""
    said = {name for clause in after for name in clause.numbers}
    forgotten = {name for clause in before for name in clause.numbers} - said - loose.keys()
    problems = unsaid(policy, forgotten)
    if problems:
        raise InvalidInput(problems)
    return changed_policy(policy, dict.fromkeys(forgotten, UNKNOWN))
