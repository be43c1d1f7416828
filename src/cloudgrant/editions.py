"""Editions 年度版本: the policies of several programmes that are in force together, year by year.

Each programme keeps its own dated policies; an edition groups those of one year under one name, with
where they come from. The library's own is ROC 111 (2022). A later one is new data, not new code:
make a :class:`CloudServices` (or ``load`` it), and put it after the others with
:meth:`Editions.followed_by`.

>>> from datetime import date
>>> import cloudgrant as cg
>>> cg.editions.on(date(2022, 5, 2)).points.regular_employee_ceiling
200
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, ClassVar, Generic, TypeVar

import attrs

from cloudgrant.programmes.catalogue import programme as programme_of
from cloudgrant.programmes.coaching.policy import CoachingPolicy
from cloudgrant.programmes.listing.policy import ListingPolicy
from cloudgrant.programmes.points.policy import PointsPolicy
from cloudgrant.programmes.research.policy import ResearchPolicy
from cloudgrant.programmes.sources import ROC_111_SOURCES, Sources
from cloudgrant.reform.diff import ProgrammeDiff, diff_of
from cloudgrant.rules.law.policies import DatedPolicy
from cloudgrant.rules.programme import Programme
from cloudgrant.rules.records.digests import policy_digest
from cloudgrant.rules.records.fact_info import facts, given
from cloudgrant.rules.records.record import Record
from cloudgrant.values.canonical import digest
from cloudgrant.values.civil_dates import no_civil_date
from cloudgrant.values.periods import is_civil_date
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = [
    "PUBLISHED",
    "ROC_111",
    "CloudServices",
    "Edition",
    "EditionDiff",
    "Editions",
    "NoEdition",
    "Years",
    "diff",
    "of_digest",
    "on",
]


_CLAUSE = "edition.roc-111"


class NoEdition(LookupError):
    """No edition was in force on the day asked for, or known by the day asked for, or has the digest."""


@attrs.frozen(kw_only=True)
class Edition(Record):
    """What editions have in common; yours adds a field for each programme, named as the programme.

    It is in force from ``since`` to ``until``, both included; where ``until`` is unknown, until the
    next begins. One with the name and ``since`` of another is its *revision* 更正, and takes its place
    from the day it is ``known`` (unknown: from the start).
    """

    __keys__: ClassVar[tuple[str, ...]] = ("name",)

    name: str = given(zh="版本", en="Edition")
    since: date = given(zh="適用首日", en="First day in force", clause=_CLAUSE)
    until: Fact[date] = given(zh="適用末日", en="Last day in force", clause=_CLAUSE)
    known: Fact[date] = given(zh="公布日", en="Known since")
    sources: Fact[Sources] = given(zh="資料來源", en="Sources", clause="edition.sources")

    def incoherent(self) -> Iterable[Problem]:
        if self.until is not UNKNOWN and self.until < self.since:
            dates = {"from_": self.since, "to": self.until}
            yield Problem.at(["until"], "order", start="since", end="until", **dates)

    @property
    def policies(self) -> dict[str, Any]:
        """The known policy of each programme, by the programme's name."""
        own = facts(Edition)
        values = {name: getattr(self, name) for name in facts(type(self)) if name not in own}
        return {name: value for name, value in values.items() if isinstance(value, Record)}

    @property
    def digest(self) -> str:
        """The digest of its policies; sources and dates do not enter it."""
        return digest({name: policy_digest(policy) for name, policy in self.policies.items()})


@attrs.frozen(kw_only=True)
class CloudServices(Edition):
    """An edition of the digital cloud service programmes of the briefing; numbers not given are ROC 111's.

    >>> from datetime import date
    >>> import cloudgrant as cg
    >>> roc_112 = cg.load(CloudServices, {
    ...     "name": "roc-112", "since": "2023-01-01", "points": {"regular_employee_ceiling": 250}})
    >>> roc_112.points.regular_employee_ceiling, roc_112.points.grant_ceiling
    (250, 200000)
    """

    research: Fact[ResearchPolicy] = given(
        zh="數位雲服務主題式研發補助", en="Thematic R&D subsidy", clause=_CLAUSE
    )
    listing: Fact[ListingPolicy] = given(zh="雲端方案遴選", en="Selection of cloud solutions", clause=_CLAUSE)
    points: Fact[PointsPolicy] = given(zh="數位點數申請", en="Digital points", clause=_CLAUSE)
    coaching: Fact[CoachingPolicy] = given(zh="輔導資服產業轉型雲服務", en="Coaching", clause=_CLAUSE)


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
    en="{first} is in force until {until} and {second} only from {since}: nothing is between them",
)


class Editions(Generic[E]):
    """Editions one after another, every revision that was ever published among them.

    Raises :class:`~cloudgrant.values.problems.InvalidInput` listing at once: none at all, editions of
    different classes, two that became known the same day, overlaps and gaps (codes
    ``edition.overlap``, ``edition.gap``) at any time, and two first days for one name.
    """

    published: tuple[E, ...]

    def __init__(self, *editions: E) -> None:
        problems = list(_problems(editions))
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
        >>> later = CloudServices(name="roc-112", since=date(2023, 1, 1), points=PointsPolicy(grant=100_000))
        >>> PUBLISHED.followed_by(later).programme("points").policy_on(date(2023, 5, 2)).grant
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


def _problems(editions: tuple[Any, ...]) -> Iterator[Problem]:
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


@attrs.frozen(kw_only=True)
class Years(Record):
    """Several editions as data: what is wrong with any of them, or between them, is told at once.

    >>> import cloudgrant as cg
    >>> cg.load(Years, {"editions": [
    ...     {"name": "a", "since": "2023-01-01", "until": "2023-06-30", "points": {"grant_ceiling": -1}},
    ...     {"name": "b", "since": "2023-08-01", "points": {"offset_share": "3/2", "cap": 1}},
    ... ]})  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    cloudgrant.values.problems.InvalidInput: 4 problems in the data · 資料有 4 個問題
      editions[name=a].points.grant_ceiling: must not be negative (-1) · 不得為負數（-1） [negative]
      editions[name=b].points.cap: no such field · 沒有這個欄位 [unknown_key]
      editions[name=b].points.offset_share: a share lies between 0 and 1 (3/2) · ...
      editions.b.since: a is in force until 2023-06-30 and b only from 2023-08-01: ...
    """

    editions: tuple[Fact[CloudServices], ...] = given(default=(), zh="各年度版本", en="Editions")

    def incoherent(self) -> Iterable[Problem]:
        known = tuple(one for one in self.editions if one is not UNKNOWN)
        return tuple(_problems(known)) if known else ()

    def ordered(self) -> Editions[CloudServices]:
        """The editions, to be asked by date and digest; one that is unknown is left out."""
        return Editions(*(one for one in self.editions if one is not UNKNOWN))


@attrs.frozen
class EditionDiff:
    """What differs from one edition to another, programme by programme."""

    old: Edition = attrs.field(repr=False)
    new: Edition = attrs.field(repr=False)
    programmes: tuple[ProgrammeDiff, ...]

    def __getitem__(self, programme: str) -> ProgrammeDiff:
        """The differences of one programme; raises ``KeyError`` if both editions do not have it."""
        for one in self.programmes:
            if one.programme == programme:
                return one
        raise KeyError(programme)

    @property
    def same(self) -> bool:
        """Whether no programme differs."""
        return all(one.same for one in self.programmes)

    @property
    def clauses(self) -> tuple[str, ...]:
        """The ids of every clause that is touched."""
        return tuple(clause for one in self.programmes for clause in one.clauses)

    def message(self, locale: str = "en") -> str:
        """The differences in words."""
        head = f"{self.old.name} → {self.new.name}"
        return "\n".join([head, *(one.message(locale) for one in self.programmes)])


def diff(
    old: Any,
    new: Any,
    *,
    subjects: Iterable[Any] = (),
    on: date | tuple[date, date] | None = None,
    programmes: Mapping[str, Programme[Any, Any]] | None = None,
) -> Any:
    """What differs between two editions, two programmes, or two policies of one programme.

    Numbers by name, clauses touched, rules that came, went, changed or were reworded, and which of the
    ``subjects`` come out differently and why, filed ``on`` a day, or on one day under each: firms have
    to file while intake is open. Facts such as "last year" are taken as of the filing. Each programme
    decides on the subjects of its own class; one that none decides on is refused. ``programmes`` gives
    those that are not the library's.

    Two editions give an :class:`EditionDiff`, two programmes or policies a
    :class:`~cloudgrant.reform.diff.ProgrammeDiff`. Raises
    :class:`~cloudgrant.values.problems.InvalidInput` for two things that cannot be compared.

    >>> import attrs
    >>> import cloudgrant as cg
    >>> policy = cg.editions.ROC_111.points
    >>> larger = attrs.evolve(policy, regular_employee_ceiling=250)
    >>> print(cg.editions.diff(policy, larger).message("en"))
    Digital points of the Industry Hall
    - Ceiling of regularly employed staff: 200 people → 250 people (points.applicant.size)
    """
    judged = tuple(subjects)
    if isinstance(old, Programme) and isinstance(new, Programme):
        _refuse_strangers(judged, [old])
        return _compared(old, new, None, judged, on)
    if isinstance(old, Edition) and isinstance(new, Edition):
        deciding = {name: _named(name, programmes) for name in old.policies if name in new.policies}
        _refuse_strangers(judged, deciding.values())
        return EditionDiff(
            old,
            new,
            tuple(
                _compared(decides, decides, (old.policies[name], new.policies[name]), judged, on)
                for name, decides in deciding.items()
            ),
        )
    for decides in _all(programmes):
        if isinstance(old, decides.policy) and isinstance(new, decides.policy):
            _refuse_strangers(judged, [decides])
            return _compared(decides, decides, (old, new), judged, on)
    expected, given_ = type(old).__name__, type(new).__name__
    raise InvalidInput([Problem.at(["new"], "subject", expected=expected, given=given_)])


def _refuse_strangers(subjects: tuple[Any, ...], programmes: Iterable[Programme[Any, Any]]) -> None:
    """Raise InvalidInput naming each subject that no programme decides on: it would be passed over."""
    classes = tuple(one.subject for one in programmes)
    expected = ", ".join(dict.fromkeys(one.__name__ for one in classes))
    problems = [
        Problem.at(["subjects", index], "subject", expected=expected, given=type(subject).__name__)
        for index, subject in enumerate(subjects)
        if not isinstance(subject, classes)
    ]
    if problems:
        raise InvalidInput(problems)


def _compared(
    old: Programme[Any, Any],
    new: Programme[Any, Any],
    policies: tuple[Any, Any] | None,
    subjects: tuple[Any, ...],
    on: date | tuple[date, date] | None,
) -> ProgrammeDiff:
    own = [subject for subject in subjects if isinstance(subject, old.subject)]
    return diff_of(old, new, policies=policies, subjects=own, on=on)


def _named(name: str, programmes: Mapping[str, Programme[Any, Any]] | None) -> Programme[Any, Any]:
    return programmes[name] if programmes is not None and name in programmes else programme_of(name)


def _all(programmes: Mapping[str, Programme[Any, Any]] | None) -> Iterator[Programme[Any, Any]]:
    yield from (programmes or {}).values()
    own = facts(Edition)
    yield from (programme_of(name) for name in facts(CloudServices) if name not in own)


_FIRST_DAY = date(2022, 1, 1)


def _roc_111() -> Iterator[CloudServices]:
    """ROC 111 as the programmes' own histories have it: once as published, and once for each correction."""
    own = facts(Edition)
    names = [name for name in facts(CloudServices) if name not in own]
    of_the_year = {
        name: [one for one in programme_of(name).history.published if one.since == _FIRST_DAY]
        for name in names
    }
    for known in sorted({one.known or date.min for dated in of_the_year.values() for one in dated}):
        policies: dict[str, Any] = {
            name: one.policy
            for name, dated in of_the_year.items()
            for one in dated
            if (one.known or date.min) <= known
        }
        yield CloudServices(
            name="roc-111",
            since=_FIRST_DAY,
            known=UNKNOWN if known == date.min else known,
            sources=ROC_111_SOURCES,
            **policies,
        )


PUBLISHED: Editions[CloudServices] = Editions(*_roc_111())
"""The library's own editions. The briefing gives an edition no first day; the library takes the year's."""

ROC_111 = PUBLISHED.published[0]
"""The edition of 2022 (民國 111 年) as the briefing of 13 April 2022 has it; clause ``edition.roc-111``."""


def on(day: date, *, as_known_on: date | None = None) -> CloudServices:
    """The edition in force on a day, as it was known on another.

    The last stays in force until a later one begins. Raises :class:`NoEdition` before the first.
    """
    return PUBLISHED.on(day, as_known_on=as_known_on)


def of_digest(digest: str) -> CloudServices:
    """The edition with a digest, or with a policy of that digest, as a receipt names it.

    >>> from datetime import date
    >>> import cloudgrant as cg
    >>> receipt = cg.points.assess(cg.Company(), on=date(2022, 5, 2)).receipt
    >>> cg.editions.of_digest(receipt.published).name
    'roc-111'
    """
    return PUBLISHED.of_digest(digest)
