"""An edition as data: its sentences and numbers, as an office hands them in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, ClassVar, Self, TypeVar

import attrs

from cloudgrant.rules.law.clause import Clause
from cloudgrant.rules.law.edition import Edition
from cloudgrant.rules.law.notice import Notice
from cloudgrant.rules.law.policies import changed_policy
from cloudgrant.rules.records.declaring import foreign_keywords
from cloudgrant.rules.records.fact_info import facts, given
from cloudgrant.rules.records.record import Record
from cloudgrant.rules.writing.declaration import Rule
from cloudgrant.rules.writing.for_each import ForEach
from cloudgrant.values.frozen_map import FrozenMap
from cloudgrant.values.problems import InvalidInput, Problem, Problems
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["ClauseText", "EditionText"]

P = TypeVar("P")

_LANGUAGE = Text("text.language", zh="{given} 不是語言代碼", en="{given} is no language")
_UNTIL = Text(
    "text.until",
    zh="應載明適用末日：不推定其無限期適用",
    en="its last day must be said: none is taken to apply for good",
)


@attrs.frozen(kw_only=True)
class ClauseText(Record):
    """A clause as data: where it stands, its own words, and what it says in short in each language."""

    __keys__: ClassVar[tuple[str, ...]] = ("id",)

    id: str = given(zh="條文代號", en="Id of the clause")
    heading: str = given(zh="出處", en="Where it stands")
    source: str = given(multiline=True, zh="原文", en="Original words")
    text: Mapping[str, str] = given(multiline=True, mapping=True, zh="要旨", en="In short")
    reading: Fact[Mapping[str, str]] = given(multiline=True, mapping=True, zh="讀法", en="Reading chosen")
    question: Fact[Mapping[str, str]] = given(
        multiline=True, mapping=True, zh="疑義", en="Question to the office"
    )

    def incoherent(self) -> Iterable[Problem]:
        for name in ("text", "reading", "question"):
            words = getattr(self, name)
            if words is UNKNOWN:
                continue
            strange = foreign_keywords(Text(words))
            yield from (Problem.at([name, one], "edition.language", _LANGUAGE, given=one) for one in strange)
            blank = [one for one, said in words.items() if not said.strip()]
            if name == "text" and len(blank) == len(words):
                yield Problem.at([name], "empty")
            else:
                yield from (Problem.at([name, one], "empty") for one in blank)

    def clause(self, numbers: Mapping[str, Any]) -> Clause:
        """The clause, with the numbers that it fixes."""
        reading, question = (Text() if one is UNKNOWN else Text(one) for one in (self.reading, self.question))
        return Clause(
            self.id,
            heading=self.heading,
            source=self.source,
            text=Text(self.text),
            reading=reading,
            question=question,
            numbers=numbers,
        )


@attrs.frozen(kw_only=True)
class EditionText(Record):
    """An edition as data: what it ``says`` in its own words, ``keeps`` and ``drops`` of the one before it.

    A subclass adds ``numbers``, a policy of the programme's class: each known value belongs to the clause
    that its fact names, or, where that clause is not said here, to none. :meth:`after` makes the edition, by
    the same door as one that is written in Python
    (:meth:`~cloudgrant.rules.law.edition.Edition.followed_by`). Rules are no data: an edition that words one
    otherwise gives it there.

    >>> import cloudgrant as cg
    >>> text = cg.load(cg.editions.PointsText, {
    ...     "name": "roc-112", "since": "2023-01-01", "until": "2023-12-31",
    ...     "notice": {"title": "112年度數位點數申請須知（虛構）", "on": "2023-02-01"},
    ...     "says": [{"id": "points.grant.ceiling", "heading": "四、點數", "source": "每家核給15萬點",
    ...               "text": {"zh": "每家 15 萬點", "en": "150,000 points a firm"}}],
    ...     "keeps": ["points.applicant"],
    ...     "numbers": {"grant_ceiling": 150_000, "grant": 150_000},
    ... })
    >>> later = text.after(cg.points.edition)
    >>> later.policy.grant, later.policy.regular_employee_ceiling, later.policy.offset_share
    (150000, 200, UNKNOWN)
    """

    __keys__: ClassVar[tuple[str, ...]] = ("name",)

    name: str = given(zh="版本", en="Edition")
    since: date = given(zh="適用首日", en="First day in force")
    until: Fact[date] = given(zh="適用末日", en="Last day in force")
    known: Fact[date] = given(zh="公布日", en="Known since")
    title: Fact[Mapping[str, str]] = given(mapping=True, zh="版本名稱", en="What it is called")
    notice: Fact[Notice] = given(zh="公告", en="Notice")
    says: tuple[ClauseText, ...] = given(default=(), zh="載明之條文", en="Clauses said")
    keeps: tuple[str, ...] = given(identifies=True, default=(), zh="沿用之條文", en="Clauses kept")
    drops: tuple[str, ...] = given(identifies=True, default=(), zh="刪除之條文", en="Clauses dropped")

    def after(self, before: Edition[P], *, rules: Iterable[Rule[...] | ForEach] = ()) -> Edition[P]:
        """The edition that follows another.

        Raises as :meth:`~cloudgrant.rules.law.edition.Edition.followed_by`, and where its last day is not
        said.
        """
        problems = self._problems_after(before)
        until = self.since if self.until is UNKNOWN else self.until
        said = {one.id for one in self.says}
        of_clauses: dict[str, dict[str, Any]] = {id: {} for id in said}
        loose: dict[str, Any] = {}
        for name, clause, value in self._known_numbers():
            (of_clauses[clause] if clause in said else loose)[name] = value
        return self._following(
            before,
            problems,
            since=self.since,
            until=until,
            known=_known(self.known),
            title=Text() if self.title is UNKNOWN else Text(self.title),
            notice=_known(self.notice),
            says=[one.clause(of_clauses[one.id]) for one in self.says],
            keeps=self.keeps,
            drops=self.drops,
            numbers=loose,
            rules=rules,
        )

    def _following(self, before: Edition[P], problems: list[Problem], **parts: Any) -> Edition[P]:
        """The next edition; what is wrong with the text goes with what does not fit the one before."""
        try:
            later = before.followed_by(self.name, **parts)
        except InvalidInput as error:
            raise InvalidInput(Problems.of([problems, error.problems])) from None
        if problems:
            raise InvalidInput(problems)
        return later

    def _problems_after(self, before: Edition[Any]) -> list[Problem]:
        problems = []
        if self.until is UNKNOWN:
            problems.append(Problem.at(["until"], "edition.until", _UNTIL))
        numbers = facts(type(self)).get("numbers")
        cls = None if numbers is None else numbers.record
        if cls is not None and not isinstance(before.policy, cls):
            given, expected = type(before.policy).__name__, cls.__name__
            problems.append(
                Problem.at(["numbers"], "subject", expected=f"Edition[{expected}]", given=f"Edition[{given}]")
            )
            raise InvalidInput(problems)
        return problems

    def _known_numbers(self) -> Iterable[tuple[str, str, Any]]:
        """Each known number with the clause that its fact names."""
        numbers = getattr(self, "numbers", UNKNOWN)
        if numbers is UNKNOWN:
            return
        for name, info in facts(type(numbers)).items():
            value = UNKNOWN if info.derived else getattr(numbers, name)
            if value is not UNKNOWN:
                yield name, info.clause, value

    @classmethod
    def of(cls, edition: Edition[Any]) -> Self:
        """An edition as data, but for rules of its own: :meth:`after` makes it again of the one before it."""
        published = edition.published
        before = {} if published.earlier is None else published.earlier.clauses
        kept = [
            id
            for id, one in published.clauses.items()
            if id in before and attrs.evolve(one, kept_by=None) == attrs.evolve(before[id], kept_by=None)
        ]
        said = [one for id, one in published.clauses.items() if id not in {*kept, *published.awaited}]
        # What a clause says that is kept is said by the edition before.
        before_said = {name: UNKNOWN for id in kept for name in published.clauses[id].numbers}
        given_: dict[str, Any] = {
            "name": published.name,
            "since": published.since,
            "until": _fact(published.until),
            "known": _fact(published.known),
            "title": FrozenMap(published.title) if published.title else UNKNOWN,
            "notice": _fact(published.notice),
            "says": tuple(_as_data(one) for one in said),
            "keeps": tuple(id for id in kept if id not in published.awaited),
            "drops": tuple(id for id in before if id not in published.clauses),
            "numbers": changed_policy(published.policy, before_said),
        }
        return cls(**given_)


def _as_data(clause: Clause) -> ClauseText:
    return ClauseText(
        id=clause.id,
        heading=clause.heading,
        source=clause.source,
        text=FrozenMap(clause.text),
        reading=FrozenMap(clause.reading) if clause.reading else UNKNOWN,
        question=FrozenMap(clause.question) if clause.question else UNKNOWN,
    )


def _known(value: Any) -> Any:
    return None if value is UNKNOWN else value


def _fact(value: Any) -> Any:
    return UNKNOWN if value is None else value
