"""Editions one after another: those of a programme of few words, and what keeps editions from one series."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise, zip_longest
from typing import Any, NamedTuple, TypeVar

from cloudgrant.rules.law.clause import Clause
from cloudgrant.rules.law.edition import Edition, chain
from cloudgrant.rules.records.declaration_refused import declaration
from cloudgrant.rules.records.declaring import (
    frozen_class,
)
from cloudgrant.rules.records.record import Record
from cloudgrant.values.civil_dates import no_civil_date
from cloudgrant.values.periods import is_civil_date
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.text import Text

__all__ = ["Period", "from_policies", "in_time", "periods"]

P = TypeVar("P")

_OVERLAP = Text(
    "editions.overlap",
    zh="{first} 適用至 {until}，與自 {since} 起之 {second} 重疊",
    en="{first} is in force until {until} and overlaps {second}, which begins on {since}",
)
_OPEN = Text(
    "editions.open",
    zh="{first} 未定適用末日，與自 {since} 起之 {second} 重疊",
    en="{first} has no last day and overlaps {second}, which begins on {since}",
)


def from_policies(
    name: str, policies: Mapping[date, P], clauses: tuple[Clause, ...]
) -> tuple[Edition[P], ...]:
    """One text with dated numbers, each in force until the next begins and the last for good.

    Raises :class:`~cloudgrant.values.problems.InvalidInput` listing every fault at once: no policy at all,
    what is no frozen record, policies of different classes, what is no civil date.
    """
    problems = [] if policies else [Problem.at(["policies"], "required")]
    expected = type(next(iter(policies.values()), None)).__name__
    for index, (since, policy) in enumerate(policies.items()):
        given = type(policy).__name__
        if not is_civil_date(since):
            problems.append(no_civil_date("policies", since))
        if not (isinstance(policy, Record) and frozen_class(type(policy))):
            where = f"policies[{index}]"
            problems.append(declaration(["policies", index], "declaration.class", where, given=given))
        elif expected != given:
            problems.append(Problem.at(["policies", index], "subject", expected=expected, given=given))
    if problems:
        raise InvalidInput(problems)
    days = sorted(policies)
    ends = [*(later - timedelta(1) for later in days[1:]), None]
    years = [day.year for day in days]
    editions: list[Edition[P]] = []
    for since, until in zip(days, ends, strict=True):
        when = since.year if years.count(since.year) == 1 else since.isoformat()
        editions.append(
            Edition(
                f"{name}-{when}",
                since=since,
                until=until,
                policy=policies[since],
                clauses={one.id: one for one in clauses},
                earlier=editions[-1] if editions else None,
            )
        )
    return tuple(editions)


class Period(NamedTuple):
    """Days on which one edition is in force, both included; without end where ``until`` is ``None``."""

    since: date
    until: date | None
    edition: Edition[Any]


def periods(editions: Iterable[Edition[Any]]) -> Iterator[Period]:
    """From the first day of the first edition on, which edition is in force when, as it is known now.

    After the last day of one, until the next begins, that is one of which everything is awaited.
    """
    current = _current(editions, date.max)
    for one, following in zip_longest(current, current[1:]):
        last = None if following is None else following.since - timedelta(1)
        if one.until is None or (last is not None and last <= one.until):
            yield Period(one.since, one.until if last is None else last, one)
            continue
        yield Period(one.since, one.until, one)
        if last != one.until:
            yield Period(one.until + timedelta(1), last, one.ended())


def in_time(*given: Edition[P]) -> tuple[Edition[P], ...]:
    """These editions and those before them, by beginning, each revision after what it corrects.

    Raises :class:`~cloudgrant.values.problems.InvalidInput` listing what is no edition, editions of numbers
    of different classes, two of the same name that became known the same day or begin on different days, and
    those that overlap.
    """
    named: tuple[object, ...] = given
    strangers = [
        Problem.at(["editions", index], "subject", expected="Edition", given=type(one).__name__)
        for index, one in enumerate(named)
        if not isinstance(one, Edition)
    ]
    if strangers:
        raise InvalidInput(strangers)
    every: list[Edition[P]] = []
    for one in dict.fromkeys(one for latest in given for one in reversed([*chain(latest)])):
        if not any(_alike(one, other) for other in every):
            every.append(one)
    editions = tuple(sorted(every, key=_order))
    problems = list(_misfits(editions))
    if problems:
        raise InvalidInput(problems)
    return editions


def _alike(one: Edition[Any], other: Edition[Any]) -> bool:
    """Whether two say the same of the same days: one of them came back from a pickle."""
    return all(getattr(one, name) == getattr(other, name) for name in _SAID)


_SAID = (
    "name", "since", "until", "known", "notice", "corrected_by", "title", "reform", "numbers",
    "policy", "clauses", "awaited", "rules", "without",
)  # fmt: skip


def _order(edition: Edition[Any]) -> tuple[date, date]:
    return edition.since, edition.known or date.min


def _misfits(editions: tuple[Edition[Any], ...]) -> Iterator[Problem]:
    expected = type(editions[0].policy).__name__
    states: set[tuple[str, date | None]] = set()
    begin: dict[str, date] = {}
    for one in editions:
        given = type(one.policy).__name__
        if given != expected:
            yield Problem.at(["editions", one.name], "subject", expected=expected, given=given)
        if (one.name, one.known) in states or begin.setdefault(one.name, one.since) != one.since:
            yield Problem.at(["editions", one.name], "duplicate", given=one.name)
        states.add((one.name, one.known))
    for known in dict.fromkeys(sorted(one.known or date.min for one in editions)):
        yield from _overlaps(_current(editions, known))


def _current(editions: Iterable[Edition[Any]], known: date) -> list[Edition[Any]]:
    """One of each name, as revised by a day, in the order in which they begin."""
    latest = {one.name: one for one in editions if one.known_by(known)}
    return sorted(latest.values(), key=_order)


def _overlaps(editions: list[Edition[Any]]) -> Iterator[Problem]:
    for first, second in pairwise(editions):
        if first.until is not None and first.until < second.since:
            continue
        words = {"first": first.name, "second": second.name, "since": second.since}
        text = _OPEN if first.until is None else _OVERLAP
        yield Problem.at(["editions", second.name], "edition.overlap", text, until=first.until, **words)
