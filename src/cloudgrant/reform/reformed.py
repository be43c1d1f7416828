"""A programme with other numbers or rules: what would be decided if it said something else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, Generic, TypeVar

import attrs

from cloudgrant.rules.law.clause import Clause
from cloudgrant.rules.law.edition import Edition
from cloudgrant.rules.law.policies import changed_policy
from cloudgrant.rules.law.sound import unrealised
from cloudgrant.rules.programme import Programme
from cloudgrant.rules.writing.declaration import Rule
from cloudgrant.rules.writing.for_each import ForEach, each
from cloudgrant.rules.writing.refusals import RuleRefused
from cloudgrant.values.civil_dates import no_civil_date
from cloudgrant.values.names import did_you_mean
from cloudgrant.values.periods import is_civil_date
from cloudgrant.values.problems import Gathered, InvalidInput, Problem
from cloudgrant.values.text import Text

__all__ = ["reformed"]

_NO_RULE = Text("reformed.no_rule", zh="查無此規則{hint}", en="no such rule{hint}")

S = TypeVar("S")
P = TypeVar("P")


def reformed(
    programme: Programme[S, P],
    *,
    name: str,
    since: date | None = None,
    policy: P | Mapping[str, Any] | None = None,
    without: Iterable[str] = (),
    replace: Iterable[Rule[...]] = (),
    add: Iterable[Rule[...] | ForEach] = (),
    clauses: Iterable[Clause] = (),
) -> Programme[S, P]:
    """The programme with other numbers or rules; :class:`cloudgrant.reform.Reform` gives them a name.

    ``since`` is the first day of the reform: applications from then on go by it, and an edition that runs
    over that day is cut in two; from the beginning of the first edition unless given. ``policy`` holds values
    that take the place of those of whichever edition is in force, or is a whole policy; ``without`` drops
    rules by id, ``replace`` puts rules in the place of those with the same ids, ``add`` joins further ones,
    whose new clauses stand in ``clauses``. The text of each edition stays, so that letters and receipts tell
    what was reformed. After the last day of the last edition the law is awaited, reform or no reform.

    Raises :class:`~cloudgrant.values.problems.InvalidInput` listing every unknown id, unknown name and
    unsound value at once, and :class:`~cloudgrant.rules.writing.refusals.RuleRefused` for what rules may
    not say.
    """
    dropped, swapped = (without,) if isinstance(without, str) else tuple(without), tuple(replace)
    added, cited = tuple(add), tuple(clauses)
    problems = Gathered(_id_problems(programme, dropped, swapped), once=True)
    if since is not None and not is_civil_date(since):
        raise InvalidInput([*problems, no_civil_date("since", since)])
    change = None if policy is None else _Change(policy)
    editions: list[Edition[P]] = []
    for one in programme.editions:
        before, after = _cut(one, since)
        if before is not None:
            editions.append(before)
        if after is None:
            continue
        try:
            editions.append(
                after.reformed(name, change=change, without=dropped, rules=(*swapped, *added), clauses=cited)
            )
        except InvalidInput as error:
            problems.add_below(error.problems, "policy")
    if problems:
        raise InvalidInput(problems)
    _refuse_orphans(programme, added, cited)
    numbers_and_rules = {"policy": policy, "without": dropped, "replace": swapped, "add": added}
    parts = {"name": name, "since": since, **numbers_and_rules, "clauses": cited}
    return programme.replaced(tuple(editions), (_remade, (programme, parts)))


def _cut(one: Edition[P], since: date | None) -> tuple[Edition[P] | None, Edition[P] | None]:
    """What of an edition is before a day, and what is from then on."""
    if since is None or since <= one.since:
        return None, one
    if one.until is not None and one.until < since:
        return one, None
    return attrs.evolve(one, until=since - timedelta(1)), attrs.evolve(one, since=since)


def _refuse_orphans(
    programme: Programme[Any, Any], added: Iterable[Rule[...] | ForEach], cited: Iterable[Clause]
) -> None:
    """Each new clause must be that of a rule: it would be missing from the clause table."""
    ruled = {rule.clause for _, rule in each(added)} | {rule.clause for rule in programme.rules}
    problems = list(unrealised((one.id for one in cited if one.id not in programme.clauses), ruled))
    if problems:
        raise RuleRefused(problems)


def _id_problems(
    programme: Programme[Any, Any], dropped: tuple[str, ...], swapped: tuple[Rule[...], ...]
) -> list[Problem]:
    known = dict.fromkeys(rule.id for one in programme.editions for rule in programme.under(one).rules)
    ids = [("without", id) for id in dropped] + [("replace", rule.id) for rule in swapped]
    problems = [
        Problem.at([where, id], "unknown_key", _NO_RULE, hint=did_you_mean(id, known))
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
