"""A policy: the numbers of an edition, filled in where it is silent, changed, and held against another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Generic, Self, TypeVar, cast

import attrs

from cloudgrant.rules.records.fact_info import FactInfo, facts
from cloudgrant.rules.records.record import Record, value_problems
from cloudgrant.rules.writing.derived import given_facts
from cloudgrant.values.names import did_you_mean
from cloudgrant.values.problems import Gathered, InvalidInput, Problem, Problems
from cloudgrant.values.shown import shown
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN

__all__ = [
    "Policy",
    "both_changes",
    "changed_policy",
    "completed",
    "departures",
    "differences",
    "order_problems",
]

P = TypeVar("P")


_PUBLISHED = Text(
    "policies.published",
    zh="已公布為 {given}；欲試改變者請用 attrs.evolve",
    en="is published as {given}; to try a change, use attrs.evolve",
)


_DERIVED = Text("policies.derived", zh="由 {reads} 推得，不得自訂", en="follows from {reads}: change those")


class Policy(Record):
    """The base of a policy: a record that can be completed where it is silent."""

    __slots__ = ()

    def complete(self, **values: Any) -> Self:
        """The policy with what it leaves unknown filled in, as by a later announcement or an assumption.

        What is unknown in the items of a list is filled in by a list with these items. A receipt tells what
        was completed from what was reformed. Raises
        :class:`~cloudgrant.values.problems.InvalidInput` listing every name that there is not, every
        value that is known already (``attrs.evolve`` makes a reform) and every value that is of no use.

        >>> from datetime import date
        >>> import cloudgrant as cg
        >>> policy = cg.research.policy_on(date(2022, 5, 2)).complete(closing_date=date(2022, 5, 31))
        >>> policy.credit_report_from
        datetime.date(2021, 11, 30)
        >>> policy.complete(case_cap=1)
        Traceback (most recent call last):
        ...
        cloudgrant.values.problems.InvalidInput: 1 problem in the data · 資料有 1 個問題
          case_cap: is published as 30000000; to try a change, use attrs.evolve · ... [policy.published]
        """
        known = facts(type(self))
        published = [
            Problem.at([name], "policy.published", _PUBLISHED, given=shown(getattr(self, name)))
            for name in values
            if name in known and not known[name].derived and not _fills(getattr(self, name), values[name])
        ]
        try:
            changed = changed_policy(self, values)
        except InvalidInput as error:
            raise InvalidInput(Problems.of([published, error.problems])) from None
        if published:
            raise InvalidInput(published)
        return changed


def changed_policy(policy: P, changes: P | Mapping[str, Any]) -> P:
    """A policy with some values changed, or the whole policy that is to take its place.

    Raises :class:`~cloudgrant.values.problems.InvalidInput` listing every unknown name, every value
    that is of no use and every incoherence at once.
    """
    if not isinstance(changes, Mapping):
        if isinstance(changes, type(policy)):
            return changes
        given = type(changes).__name__
        raise InvalidInput([Problem.at((), "subject", expected=type(policy).__name__, given=given)])
    every = facts(type(policy))
    known = {name: info for name, info in every.items() if not info.derived}
    problems = Gathered(
        Problem.at([name], "policy.derived", _DERIVED, reads=_read_by(every[name]))
        if name in every
        else Problem.at([name], "unknown_key", hint=did_you_mean(name, known))
        for name in changes
        if name not in known
    )
    sound: dict[str, Any] = {}
    for name, value in changes.items():
        if name in known:
            found = value_problems(known[name], value)
            problems.add_below(found, name)
            if not found:
                sound[name] = value
    new = policy
    try:
        new = cast("P", attrs.evolve(cast("Any", policy), **sound))
    except InvalidInput as error:
        problems += error.problems
    if problems:
        raise InvalidInput(problems)
    return new


def order_problems(policy: Any, *pairs: tuple[str, str]) -> Iterator[Problem]:
    """A problem for each pair of known numbers, or days, of which the first is beyond the second."""
    for start, end in pairs:
        first, last = getattr(policy, start), getattr(policy, end)
        if first is not UNKNOWN and last is not UNKNOWN and first > last:
            yield Problem.at([end], "order", start=start, end=end, from_=first, to=last)


def differences(old: Any, new: Any) -> dict[str, tuple[Any, Any]]:
    """The values in which two policies of one class differ: name to old and new."""
    stated = [name for name, info in facts(type(old)).items() if not info.derived]
    pairs = {name: (getattr(old, name), getattr(new, name)) for name in stated}
    return {name: (before, after) for name, (before, after) in pairs.items() if before != after}


def completed(published: Any, used: Any) -> dict[str, Any]:
    """What was filled in where the published policy is silent."""
    changes = differences(published, used).items()
    return {name: after for name, (before, after) in changes if _fills(before, after)}


def departures(published: Any, used: Any) -> dict[str, Any]:
    """What was changed from what the published policy says."""
    changes = differences(published, used).items()
    return {name: after for name, (before, after) in changes if not _fills(before, after)}


def _fills(before: Any, after: Any) -> bool:
    """Whether a value differs from the one before only in what is unknown there: all of it, or a part."""
    if before is UNKNOWN:
        return True
    if isinstance(before, tuple) and isinstance(after, list | tuple) and len(before) == len(after):
        parts = list(zip(before, after, strict=True))
    elif isinstance(before, Record) and type(before) is type(after):
        parts = list(differences(before, after).values())
    else:
        return False
    changed = [(one, other) for one, other in parts if one != other]
    return bool(changed) and all(_fills(one, other) for one, other in changed)


def _read_by(info: FactInfo) -> str:
    return ", ".join(".".join(path) for path in given_facts(info))


@attrs.frozen
class _Then(Generic[P]):
    """One reform of numbers after another."""

    first: Callable[[P], P]
    second: Callable[[P], P]

    def __call__(self, published: P) -> P:
        return self.second(self.first(published))


def both_changes(first: Callable[[P], P] | None, second: Callable[[P], P] | None) -> Callable[[P], P] | None:
    """One reform of numbers and then another, as one; either may change none."""
    if first is None or second is None:
        return first or second
    return _Then(first, second)
