"""What an edition takes over from the one before it: what is said anew, kept, dropped or awaited."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import attrs

from cloudgrant.rules.law.clause import Clause
from cloudgrant.rules.law.notice import Notice
from cloudgrant.rules.law.numbers import stated_numbers, unsaid
from cloudgrant.values.names import did_you_mean
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.text import Text

__all__ = ["Taken", "awaited_clause", "corrected_clause", "restated", "taken_over"]

_STILL = Text(
    "following.still",
    zh="{edition}未載明是否仍適用：{clause}。是否仍適用？",
    en="{edition} does not say whether this still applies: {clause}. Does it?",
)
_UNQUOTED = Text("following.unquoted", zh="未有條文載明", en="is said by no clause")
_SAID_HERE = Text(
    "following.said_here",
    zh="已由「{expected}」載明為 {given}",
    en="is said already by {expected}, as {given}",
)
_NO_CLAUSE = Text("following.no_clause", zh="查無此條文{hint}", en="no such clause{hint}")
_TWICE = Text(
    "following.twice",
    zh="{given} 只能擇一：載明、沿用或刪除",
    en="{given} can only be one of these: said, kept or dropped",
)


class Taken(NamedTuple):
    """The clauses of an edition by what becomes of them, and the numbers that none of them quotes."""

    says: Mapping[str, Clause]
    keeps: frozenset[str]
    drops: frozenset[str]
    numbers: Mapping[str, Any]


def taken_over(
    clauses: Mapping[str, Clause],
    policy: Any,
    *,
    says: Iterable[Clause],
    keeps: Iterable[str],
    drops: Iterable[str],
    numbers: Mapping[str, Any],
    notice: Notice | None,
    ruled: Collection[str],
) -> Taken:
    """What becomes of the clauses of an edition in the next; see :meth:`Edition.followed_by`.

    ``ruled`` are the clauses that rules of the next edition rest on.
    """
    stated = tuple(says)
    said = {one.id: one for one in stated}
    kept, dropped = _branches(clauses, _names(keeps)), _branches(clauses, _names(drops))
    problems = [*_strange("keeps", kept, clauses), *_strange("drops", dropped, clauses)]
    problems += _mistyped(stated, clauses, ruled)
    seen: set[str] = set()
    for one in stated:
        if one.id in seen:
            problems.append(Problem.at(["says", one.id], "duplicate", given=one.id))
        seen.add(one.id)
    keep, drop = (frozenset(id for found in of.values() for id in found) for of in (kept, dropped))
    problems += [
        Problem.at(["says" if id in said else "keeps", id], "edition.one_of_three", _TWICE, given=id)
        for id in clauses
        if (id in said) + (id in keep) + (id in drop) > 1
    ]
    if notice is not None:
        problems += [Problem.at(["numbers", name], "edition.unquoted", _UNQUOTED) for name in numbers]
    problems += [
        Problem.at(["numbers", name], "edition.twice", _SAID_HERE, expected=one.id, given=one.numbers[name])
        for one in (*stated, *(old for id, old in clauses.items() if id in keep))
        for name in one.numbers.keys() & numbers.keys()
        if notice is None and one.numbers[name] != numbers[name]
    ]
    fixed = {
        name for id, old in clauses.items() if id in keep for name in old.numbers
    } | {name for one in stated for name in one.numbers}  # fmt: skip
    problems += unsaid(policy, {name for name, _ in stated_numbers(policy)} - fixed - numbers.keys())
    if problems:
        raise InvalidInput(problems)
    return Taken(said, keep, drop, numbers)


def _branches(clauses: Iterable[str], given: Iterable[str]) -> dict[str, list[str]]:
    """Of each name, the clauses that bear it, or that stand on the branch that it names."""
    ids = tuple(clauses)
    return {one: [id for id in ids if id == one or id.startswith((f"{one}.", f"{one}/"))] for one in given}


def _strange(where: str, found: Mapping[str, list[str]], clauses: Iterable[str]) -> Iterator[Problem]:
    for one, ids in found.items():
        if not ids:
            yield Problem.at([where, one], "unknown_key", _NO_CLAUSE, hint=did_you_mean(one, clauses))


def _names(given: Iterable[str]) -> tuple[str, ...]:
    """The names that were given; a text is one."""
    return (given,) if isinstance(given, str) else tuple(given)


def _mistyped(
    says: Iterable[Clause], clauses: Mapping[str, Clause], ruled: Collection[str]
) -> Iterator[Problem]:
    """A problem for each new clause that no rule rests on, and whose name is nearly that of an old one."""
    from difflib import get_close_matches

    for one in says:
        near = get_close_matches(one.id, clauses, 1, _NEARLY)
        if near and one.id not in clauses and one.id not in ruled:
            hint = did_you_mean(one.id, near)
            yield Problem.at(["says", one.id], "unknown_key", _NO_CLAUSE, hint=hint)


_NEARLY = 0.9
"""How alike two names are of which one is the other mistyped, and no name of its own."""


def restated(new: Clause, old: Clause) -> Clause:
    """A sentence as it is said anew; in the same words it keeps its reading, unless another is given.

    One that was made from the old sentence stands in the new edition's document, not in the old one's.
    """
    if new.notice == old.notice:
        new = attrs.evolve(new, notice=None, kept_by=None)
    if new.source != old.source:
        return new
    return attrs.evolve(new, reading=new.reading or old.reading, question=new.question or old.question)


def corrected_clause(new: Clause, old: Clause | None, notice: Notice | None) -> Clause:
    """A sentence as a notice corrects it: it stands in that notice, unless it names one of its own.

    One that was made from the sentence it corrects bears that one's notice, where its words do not stand.
    """
    if new.notice is None:
        return attrs.evolve(new, notice=notice)
    if notice is None or old is None or new.notice != old.notice or new.source == old.source:
        return new
    return attrs.evolve(new, notice=notice, kept_by=None)


def awaited_clause(old: Clause, edition: Text | str) -> Clause:
    """A clause of which an edition does not say whether it holds: no words, no numbers, one question."""
    question = _STILL.filled_with({"edition": edition, "clause": old.text})
    return attrs.evolve(
        old, source="", reading=Text(), question=question, numbers={}, notice=None, kept_by=None
    )
