"""Editions one after another, asked by date and by digest, and what is wrong between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, Generic, TypeVar

from cloudgrant.editions.edition import Edition, NoEdition
from cloudgrant.programmes.catalogue import programme as programme_of
from cloudgrant.rules.law.policies import DatedPolicy
from cloudgrant.rules.programme import Programme
from cloudgrant.rules.records.digests import policy_digest
from cloudgrant.values.civil_dates import no_civil_date
from cloudgrant.values.periods import is_civil_date
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["Editions", "problems_between"]

E = TypeVar("E", bound=Edition)

_SAME_NAME = Text(
    zh="版本 {name} 之適用首日不一致（{given}、{expected}）",
    en="edition {name} begins on different days ({given}, {expected})",
)
_OVERLAP = Text(
    zh="{first} 適用至 {until}，與自 {since} 起之 {second} 重疊",
    en="{first} is in force until {until} and overlaps {second}, which begins on {since}",
)
_GAP = Text(
    zh="{first} 適用至 {until}，{second} 自 {since} 起，其間無適用版本",
    en="{first} is in force until {until} and {second} only from {since}: no edition applies in between",
)


class Editions(Generic[E]):
    """Editions one after another, every revision that was ever published among them.

    Raises :class:`~cloudgrant.values.problems.InvalidInput` listing at once: none at all, editions of
    different classes, two that became known the same day, overlaps and gaps (codes
    ``edition.overlap``, ``edition.gap``) at any time, and two first days for one name.
    """

    published: tuple[E, ...]

    def __init__(self, *editions: E) -> None:
        problems = list(problems_between(editions))
        if problems:
            raise InvalidInput(problems)
        self.published = tuple(sorted(editions, key=_order))

    def on(self, day: date, *, as_known_on: date | None = None) -> E:
        """The edition in force on a day, as it was known on another; raises :class:`NoEdition`.

        Raises :class:`~cloudgrant.values.problems.InvalidInput` for what is no civil date.
        """
        if not is_civil_date(day):
            raise InvalidInput([no_civil_date("on", day)])
        for edition in reversed(_current(self.published, as_known_on)):
            if edition.since <= day and (edition.until is UNKNOWN or day <= edition.until):
                return edition
        raise NoEdition(f"no edition was in force on {day} · {day} 無適用之版本")

    def of_digest(self, digest: str) -> E:
        """The edition with a digest, or with a policy of that digest, as a receipt names it.

        The first that has it; raises :class:`NoEdition`.
        """
        for edition in self.published:
            if digest == edition.digest or digest in map(policy_digest, edition.policies.values()):
                return edition
        raise NoEdition(f"no published edition has the digest {digest} · 查無此摘要之版本")

    def followed_by(self, *editions: E) -> Editions[E]:
        """These editions and further ones; those given stay as they are."""
        return Editions(*self.published, *editions)

    def programme(self, name: str, programme: Programme[Any, Any] | None = None) -> Programme[Any, Any]:
        """A programme with the policies of these editions beside its own; the library's unless given.

        >>> from datetime import date
        >>> import cloudgrant as cg
        >>> later = cg.load(cg.editions.CloudServices, {
        ...     "name": "roc-112", "since": "2023-01-01", "points": {"grant": 100_000}})
        >>> cg.editions.PUBLISHED.followed_by(later).programme("points").policy_on(date(2023, 5, 2)).grant
        100000
        """
        decides = programme_of(name) if programme is None else programme
        own = {(one.since, one.known) for one in decides.policies}
        dated = (
            DatedPolicy(edition.since, edition.policies[name], _known(edition))
            for edition in self.published
            if name in edition.policies
        )
        return decides.revised(*(one for one in dated if (one.since, one.known) not in own))

    def __repr__(self) -> str:
        return f"<editions {', '.join(edition.name for edition in self.published)}>"


def _known(edition: Edition) -> date | None:
    return None if edition.known is UNKNOWN else edition.known


def _order(edition: Edition) -> tuple[date, date]:
    return edition.since, _known(edition) or date.min


def _current(editions: Iterable[E], as_known_on: date | None) -> list[E]:
    """One of each name, as revised by a day, in the order in which they begin."""
    latest: dict[str, E] = {}
    for edition in sorted(editions, key=_order):
        if as_known_on is None or (_known(edition) or date.min) <= as_known_on:
            latest[edition.name] = edition
    return sorted(latest.values(), key=_order)


def problems_between(editions: tuple[Any, ...]) -> Iterator[Problem]:
    """What keeps editions from standing one after another; see :class:`Editions`."""
    if not editions:
        yield Problem.at(["editions"], "required")
        return
    seen: dict[str, Edition] = {}
    taken: set[tuple[str, date]] = set()
    alike = True
    for index, edition in enumerate(editions):
        if type(edition) is not type(editions[0]) or not isinstance(edition, Edition):
            expected = type(editions[0]).__name__ if isinstance(editions[0], Edition) else "Edition"
            given_ = type(edition).__name__
            yield Problem.at(["editions", index], "subject", expected=expected, given=given_)
            alike = False
            continue
        first = seen.setdefault(edition.name, edition)
        if first.since != edition.since:
            days = {"name": edition.name, "given": edition.since, "expected": first.since}
            yield Problem.at(["editions", index, "since"], "edition.since", _SAME_NAME, **days)
        state = (edition.name, _known(edition) or date.min)
        if state in taken:
            yield Problem.at(["editions", index], "duplicate", given=edition.name)
        taken.add(state)
    if alike:
        yield from _misfits(editions)


def _misfits(editions: tuple[Edition, ...]) -> Iterator[Problem]:
    """Each overlap and each gap, whenever anybody could have met it."""
    told: set[Problem] = set()
    for state in sorted({_known(edition) or date.min for edition in editions}):
        current = _current(editions, state)
        for first, second in pairwise(current):
            problem = _misfit(first, second)
            if problem is not None and problem not in told:
                told.add(problem)
                yield problem


def _misfit(first: Edition, second: Edition) -> Problem | None:
    path = ["editions", second.name, "since"]
    params: dict[str, Any] = {"first": first.name, "second": second.name, "since": second.since}
    if first.since == second.since or (first.until is not UNKNOWN and first.until >= second.since):
        until = second.since if first.until is UNKNOWN else first.until
        return Problem.at(path, "edition.overlap", _OVERLAP, until=until, **params)
    if first.until is not UNKNOWN and first.until + timedelta(1) < second.since:
        return Problem.at(path, "edition.gap", _GAP, until=first.until, **params)
    return None
