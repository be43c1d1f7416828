"""An edition 年度版本: what the text of one programme says in one period, sentence by sentence.

The text is the only place that knows time. A number stands in the clause whose words fix it; a rule is in
force where its clause is. So nothing else bears a date, neither the rules nor the classes of numbers, and no
value of last year's can stay by being forgotten.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any, Generic, TypeVar, cast

import attrs

from cloudgrant.rules.law.clause import Clause
from cloudgrant.rules.law.edition_arguments import (
    A_NOTICE,
    A_POLICY,
    CORRECTION,
    IDS,
    NAMED,
    by_id,
    clauses_given,
    frozen_numbers,
    ids,
    listed,
    one_by_one,
    refuse_other_kinds,
    rules_given,
    worded_anew,
)
from cloudgrant.rules.law.following import awaited_clause, corrected_clause, restated, taken_over
from cloudgrant.rules.law.notice import Notice
from cloudgrant.rules.law.numbers import silenced, stated_numbers, with_numbers, without_forgotten
from cloudgrant.rules.law.policies import both_changes, changed_policy
from cloudgrant.rules.records.arguments import (
    FUNCTION,
    LINE,
    MAPPING,
    NAME,
    WORDS,
    one_of_class,
    or_none,
)
from cloudgrant.rules.writing.declaration import Rule
from cloudgrant.rules.writing.for_each import ForEach
from cloudgrant.values.civil_dates import no_civil_date
from cloudgrant.values.formatting import written
from cloudgrant.values.frozen_map import FrozenMap
from cloudgrant.values.periods import is_civil_date
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.text import Text, composed
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["Edition", "NoEdition", "chain"]

P = TypeVar("P")

_NO_TITLE = Text()
_NO_LAW = Text(
    "edition.no_law",
    zh="{edition}適用至{until}，{day}起之規定尚未公布，應適用何規定？",
    en="{edition} applies until {until}; what applies from {day} on is not published yet. Which rules apply?",
)


_AFTER = Text("edition.after", zh="{edition}之後", en="after {edition}")
_CALLED = Text(en="{edition}{reform}")
_REFORMED = Text("edition.reformed", zh="（{reform}）", en=" ({reform})")
_OF_A_REFORM = Text(
    "edition.of_a_reform",
    zh="為制度變更：應更正其所本之版本（published）",
    en="is a reform: correct the edition that it departs from (published)",
)
_BEFORE = Text(
    "edition.before",
    zh="自 {since} 起，應晚於其所沿用之 {earlier}（自 {first} 起）",
    en="begins on {since}, and must begin after {earlier}, which it follows and which begins on {first}",
)
_IDLE = Text(
    "edition.idle",
    zh="其條文 {given} 未經載明或沿用，另訂文字無從適用",
    en="its clause {given} is neither said nor kept, so that the wording would decide nothing",
)


class NoEdition(LookupError):
    """No edition was in force on the day asked for, or known by it, or has the digest."""


@attrs.frozen(eq=False, slots=False)
class Edition(Generic[P]):
    """The law of one programme from ``since`` to ``until``, both included; open-ended where that is ``None``.

    ``clauses`` are its sentences, each with the numbers that it fixes; ``policy`` holds those numbers, and
    is unknown where no sentence says any. ``notice`` is the document that it is read from, ``None`` where no
    source was given; ``title`` what it is called, its ``name`` unless given. ``awaited`` are the clauses of
    which it does not say yet whether they hold: their rules are undetermined. ``rules`` are those that this
    text words otherwise than the programme's own of the same id, or that it brings. One of the same name
    and first day that is ``known`` later is its *revision* 更正. ``earlier`` is the edition before it.

    ``numbers`` are values that no clause quotes; letters say of them that no source was given.

    Raises :class:`~cloudgrant.values.problems.InvalidInput` listing every clause or rule that is there twice,
    every number that there is not, that is of no use, or that is another clause's to say, awaited clauses
    that there are not, days out of order, and what is of another kind than its place.

    >>> from datetime import date
    >>> import cloudgrant as cg
    >>> cg.points.on(date(2022, 5, 2))
    <edition roc-111, 2022-01-01 to 2022-12-31>
    """

    name: str
    since: date = attrs.field(kw_only=True)
    until: date | None = attrs.field(kw_only=True, default=None)
    policy: P = attrs.field(kw_only=True)
    clauses: Mapping[str, Clause] = attrs.field(kw_only=True, converter=by_id)
    notice: Notice | None = attrs.field(kw_only=True, default=None)
    title: Text = attrs.field(kw_only=True, default=_NO_TITLE)
    known: date | None = attrs.field(kw_only=True, default=None)
    corrected_by: Notice | date | None = attrs.field(kw_only=True, default=None)
    """Of a revision: the notice that corrects it, or, where none was given, the day it became known."""
    awaited: frozenset[str] = attrs.field(kw_only=True, default=frozenset(), converter=ids)
    rules: tuple[Rule[...] | ForEach, ...] = attrs.field(kw_only=True, default=(), converter=one_by_one)
    without: frozenset[str] = attrs.field(kw_only=True, default=frozenset(), converter=ids)
    """The ids of rules that a reform drops although their clauses stand."""
    numbers: Mapping[str, Any] = attrs.field(kw_only=True, default=FrozenMap(), converter=frozen_numbers)
    earlier: Edition[P] | None = attrs.field(kw_only=True, default=None)
    instead_of: Edition[P] | None = attrs.field(kw_only=True, default=None)
    """Of a reform: the edition that it departs from."""
    reform: str = attrs.field(kw_only=True, default="")
    """The name of the reform; of reforms of reforms all of them, joined by ``+``."""
    change: Callable[[P], P] | None = attrs.field(kw_only=True, default=None)
    """Of a reform: what it makes of any policy."""
    kept: dict[Any, Any] = attrs.field(init=False, repr=False, factory=dict)
    """What was made of it before, for those who ask again; no part of what it says."""

    def __attrs_post_init__(self) -> None:
        self._refuse_kinds()
        self._refuse_odd_days_and_names()
        own = {
            id: attrs.evolve(one, notice=one.notice or self.notice) if self._quotes(id) else one
            for id, one in self.clauses.items()
        }
        vars(self).update(clauses=FrozenMap(own))
        if self.instead_of is None:  # a reform's policy departs from what the text says
            vars(self).update(policy=with_numbers(self.policy, own.values(), self.numbers))

    def _quotes(self, id: str) -> bool:
        """Whether a clause stands in its text: neither awaited, nor a reform's own."""
        text = self if self.instead_of is None else self.instead_of
        return id not in self.awaited and id in text.clauses

    def _refuse_kinds(self) -> None:
        another = or_none(one_of_class(Edition))
        refuse_other_kinds(
            self.name,
            {
                "name": (NAME, self.name),
                "policy": (A_POLICY, self.policy),
                **clauses_given("clauses", self.clauses),
                "notice": (A_NOTICE, self.notice),
                "title": (WORDS, self.title),
                "corrected_by": (CORRECTION, self.corrected_by),
                "awaited": (IDS, self.awaited),
                **rules_given(self.rules),
                "without": (IDS, self.without),
                "numbers": (MAPPING, self.numbers),
                "earlier": (another, self.earlier),
                "instead_of": (another, self.instead_of),
                "reform": (LINE, self.reform),
                "change": (or_none(FUNCTION), self.change),
            },
        )

    def _refuse_odd_days_and_names(self) -> None:
        days = {"since": self.since, "until": self.until, "known": self.known}
        problems = [
            no_civil_date(name, day)
            for name, day in days.items()
            if not is_civil_date(day) and (day is not None or name == "since")
        ]
        if not problems and self.until is not None and self.since > self.until:
            order = {"from_": self.since, "to": self.until}
            problems.append(Problem.at(["until"], "order", start="since", end="until", **order))
        problems += [
            Problem.at(["awaited", id], "clause", given=id)
            for id in sorted(self.awaited - self.clauses.keys())
        ]
        if problems:
            raise InvalidInput(problems)

    @property
    def published(self) -> Edition[P]:
        """The edition as its text has it: itself, unless it is a reform."""
        return self if self.instead_of is None else self.instead_of.published

    @property
    def silent(self) -> bool:
        """Whether nothing of it is known: it follows the last day of the last one."""
        return bool(self.clauses) and len(self.awaited) == len(self.clauses) and self.notice is None

    def label(self, locale: str = "en") -> str:
        """What it is called."""
        return self.title.in_(locale) or self.name

    def holds_on(self, day: date) -> bool:
        """Whether an application filed on a day falls under it."""
        return self.since <= day and (self.until is None or day <= self.until)

    def known_by(self, day: date | None) -> bool:
        """Whether it was known by a day; ``None`` is now, when everything published is.

        >>> import cloudgrant as cg
        >>> cg.points.edition.known_by(date(2022, 4, 13)), cg.points.edition.known_by(None)
        (True, True)
        """
        return day is None or self.known is None or self.known <= day

    def said(self, name: str) -> Any:
        """The value of a number as the text has it; ``UNKNOWN`` where no clause says it."""
        clause = self.quoted(name)
        return UNKNOWN if clause is None else clause.numbers[name]

    def quoted(self, name: str) -> Clause | None:
        """The clause whose words fix a number, as the text has it; ``None`` where none does."""
        text = self.published
        by_number: dict[str, Clause] | None = text.kept.get("quoted")
        if by_number is None:
            every = reversed([*text.clauses.values()])  # of two that fix one number, the first
            by_number = {name: one for one in every for name in one.numbers}
            text.kept["quoted"] = by_number
        return by_number.get(name)

    @property
    def unknown(self) -> tuple[str, ...]:
        """The numbers that it leaves unknown, by name: what is awaited, and what the text does not say.

        Those of a clause that was dropped are none of them: nothing asks for them.
        """
        dropped = {id for one in chain(self) for id in one.clauses} - self.clauses.keys()
        return tuple(
            name
            for name, info in stated_numbers(self.policy)
            if info.may_be_unknown and info.clause not in dropped and getattr(self.policy, name) is UNKNOWN
        )

    def followed_by(
        self,
        name: str,
        *,
        since: date,
        until: date | None,
        notice: Notice | None = None,
        title: Text = _NO_TITLE,
        says: Iterable[Clause] = (),
        keeps: Iterable[str] = (),
        drops: Iterable[str] = (),
        rules: Iterable[Rule[...] | ForEach] = (),
        numbers: Mapping[str, Any] | None = None,
        known: date | None = None,
    ) -> Edition[P]:
        """The edition after this one: what its own text ``says``, what it ``keeps``, what it ``drops``.

        ``keeps`` and ``drops`` name clauses, or whole branches of them (``points.use``). What it neither
        says, keeps nor drops is *awaited*: its numbers are unknown and its rules undetermined, with one
        question to the office for each. ``until`` must be said: ``None`` is an edition without end. A
        sentence that is restated in the same words keeps its reading until another is given. ``rules`` are
        those that are worded otherwise now, of clauses that it has: a programme refuses any other. It became
        ``known`` on the day of the notice unless given. ``numbers`` are values that no clause quotes: only
        for an edition without a notice.

        Raises :class:`~cloudgrant.values.problems.InvalidInput` listing everything that does not fit: names
        of no clause, a clause in two of the three, numbers without a clause beside a notice, numbers of a
        class that cannot be unknown and are not said, rules whose clauses are awaited, two rules of one id,
        and a first day that is not after that of this one.
        """
        says, rules = listed(says), listed(rules)
        refuse_other_kinds(
            name,
            {
                "name": (NAME, name),
                "title": (WORDS, title),
                **clauses_given("says", says),
                **rules_given(rules),
                "keeps": (NAMED, keeps := listed(keeps)),
                "drops": (NAMED, drops := listed(drops)),
                "numbers": (or_none(MAPPING), numbers),
                "notice": (A_NOTICE, notice),
            },
        )
        if is_civil_date(since) and since <= self.since:
            days = {"since": since, "first": self.since}
            raise InvalidInput(
                [Problem.at(["since"], "edition.before", _BEFORE, earlier=self.label(), **days)]
            )
        own = one_by_one(rules)
        said = taken_over(
            self.clauses,
            self.policy,
            says=says,
            keeps=keeps,
            drops=drops,
            numbers=numbers or {},
            notice=notice,
            ruled={_rule(one).clause for one in own},
        )
        clauses: dict[str, Clause] = {}
        awaited = set()
        for id, old in self.clauses.items():
            if id in said.says:
                clauses[id] = restated(said.says[id], old)
            elif id in said.keeps:
                clauses[id] = old if notice is None else attrs.evolve(old, kept_by=notice)
                awaited |= {id} & self.awaited
            elif id not in said.drops:
                clauses[id] = awaited_clause(old, title or name)
                awaited.add(id)
        clauses.update({id: one for id, one in said.says.items() if id not in clauses})
        idle = [one for one in map(_rule, own) if one.clause in awaited]
        if idle:
            raise InvalidInput(
                Problem.at(["rules", one.id], "edition.rule", _IDLE, given=one.clause) for one in idle
            )
        return Edition(
            name,
            since=since,
            until=until,
            notice=notice,
            title=title,
            known=known if known is not None or notice is None else notice.on,
            policy=changed_policy(self.policy, silenced(self.policy)),
            numbers=said.numbers,
            clauses=clauses.values(),
            awaited=awaited,
            # A wording of its own stays, as long as its clause does, until another edition brings another.
            rules=worded_anew((one for one in self.rules if _rule(one).clause in clauses), own),
            earlier=self,
        )

    def revised(
        self,
        *,
        known: date,
        notice: Notice | None = None,
        says: Iterable[Clause] = (),
        numbers: Mapping[str, Any] | None = None,
        rules: Iterable[Rule[...] | ForEach] = (),
    ) -> Edition[P]:
        """The same edition as corrected 更正: what it ``says`` otherwise, from the day this is ``known``.

        A number that a clause said and, as corrected, says no more is unknown. ``numbers`` are values that no
        clause quotes. Raises as :class:`Edition` does, and for a number that is said no more and cannot be
        unknown, and of a reform.
        """
        if self.instead_of is not None:
            raise InvalidInput([Problem.at(["edition"], "edition.reform", _OF_A_REFORM)])
        says, rules = listed(says), listed(rules)
        refuse_other_kinds(
            self.name,
            {
                **clauses_given("says", says),
                **rules_given(rules),
                "numbers": (or_none(MAPPING), numbers),
                "notice": (A_NOTICE, notice),
            },
        )
        stated = tuple(says)
        corrected = {
            id: corrected_clause(one, self.clauses.get(id), notice) for id, one in by_id(stated).items()
        }
        clauses = {**self.clauses, **corrected}
        loose = {**self.numbers, **(numbers or {})}
        return attrs.evolve(
            self,
            known=known,
            corrected_by=known if notice is None else notice,
            policy=without_forgotten(self.policy, self.clauses.values(), clauses.values(), loose),
            clauses=clauses.values(),
            awaited=self.awaited - corrected.keys(),
            numbers=loose,
            rules=worded_anew(self.rules, rules),
            earlier=self,
        )

    @property
    def corrections(self) -> tuple[Notice | date, ...]:
        """What corrected it, one after another: a notice each, or the day it became known."""
        found: list[Notice | date] = []
        for one in chain(self.published):
            if one.corrected_by is None:
                break
            found.append(one.corrected_by)
        return tuple(reversed(found))

    def ended(self) -> Edition[P]:
        """What is known of the law after its last day: that there is some, and not what it says.

        Raises :class:`NoEdition` for one that has no last day.
        """
        if self.until is None:
            raise NoEdition(f"{self.name} has no last day · {self.name} 未定適用末日")
        found: Edition[P] | None = self.kept.get("ended")
        return found or cast("Edition[P]", self.kept.setdefault("ended", self._ended(self.until)))

    def _ended(self, until: date) -> Edition[P]:
        first = until + timedelta(1)
        title = composed(_label_of, self)
        law = _NO_LAW.filled_with({"edition": title, "day": written(first, ""), "until": written(until, "")})
        return Edition(
            f"after {self.name}",
            title=_AFTER.filled_with({"edition": title}),
            since=first,
            # Of a class that cannot be unknown the numbers stay, and no rule reads them.
            policy=changed_policy(self.policy, silenced(self.policy)),
            clauses=[
                attrs.evolve(awaited_clause(one, self.name), question=law) for one in self.clauses.values()
            ],
            awaited=tuple(self.clauses),
            rules=self.rules,
            without=self.without,
            earlier=self,
        )

    def reformed(
        self,
        name: str,
        *,
        since: date | None = None,
        change: Callable[[P], P] | None = None,
        without: Iterable[str] = (),
        rules: Iterable[Rule[...] | ForEach] = (),
        clauses: Iterable[Clause] = (),
    ) -> Edition[P]:
        """This edition as a reform would have it from a day on; its text stays, and letters tell both."""
        clauses, rules, without = listed(clauses), listed(rules), ids(without)
        refuse_other_kinds(
            name,
            {
                "name": (NAME, name),
                **clauses_given("clauses", clauses),
                **rules_given(rules),
                "without": (IDS, without),
                "change": (or_none(FUNCTION), change),
            },
        )
        if since is not None and not is_civil_date(since):
            raise InvalidInput([no_civil_date("since", since)])
        reform = f"{self.reform} + {name}" if self.reform else name
        added = by_id(clauses)
        return attrs.evolve(
            self,
            name=f"{self.name} + {name}",
            title=_titled(self.published.title, reform),
            since=self.since if since is None else max(self.since, since),
            policy=self.policy if change is None else change(self.policy),
            without=self.without | without,
            rules=worded_anew(self.rules, rules),
            clauses={**self.clauses, **added}.values(),
            instead_of=self,
            reform=reform,
            change=both_changes(self.change, change),
        )

    def __getstate__(self) -> dict[str, Any]:
        return {**vars(self), "kept": {}}

    def __copy__(self) -> Edition[P]:
        return self

    def __deepcopy__(self, memo: Any) -> Edition[P]:
        return self

    def __repr__(self) -> str:
        return f"<edition {self.name}, {self.since} to {self.until or '…'}>"


def _titled(title: Text, reform: str) -> Text:
    """What an edition is called with its reforms, as a sentence can go on after it."""
    return _CALLED.filled_with(
        {"edition": title, "reform": _REFORMED.filled_with({"reform": reform})}, languages=title
    )


def _label_of(locale: str, edition: Edition[Any]) -> str:
    return edition.label(locale)


def _rule(one: Rule[...] | ForEach) -> Rule[...]:
    return one.rules[0] if isinstance(one, ForEach) else one


def chain(latest: Edition[P]) -> Iterator[Edition[P]]:
    """An edition and those before it, the latest first."""
    one: Edition[P] | None = latest
    while one is not None:
        yield one
        one = one.earlier
