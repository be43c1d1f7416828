"""What differs between two programmes, two editions or two policies of one, and whom it touches."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from datetime import date
from typing import Any

import attrs

from cloudgrant.reform.changes import (
    ReadingChange,
    RuleChange,
    SentenceChange,
    Told,
    ValueChange,
    told,
)
from cloudgrant.reform.coming_out import Came, differing, told_of_both
from cloudgrant.rules.assessment import Assessment
from cloudgrant.rules.law.awaited import is_awaited
from cloudgrant.rules.law.clause import Clause
from cloudgrant.rules.programme import Programme
from cloudgrant.rules.records.fact_info import facts
from cloudgrant.rules.records.record import item_key
from cloudgrant.rules.records.saying import stated
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.declaration import Rule, Stage, TracedRule
from cloudgrant.rules.writing.derived import given_facts
from cloudgrant.rules.writing.spelling import rule_digest
from cloudgrant.values.separators import AND
from cloudgrant.values.text import Text, composed
from cloudgrant.values.unknown import UNKNOWN

__all__ = [
    "Flip",
    "ProgrammeDiff",
    "diff_of",
    "who_is",
]

_NUMBER = Text("diff.number", zh="第 {number} 件", en="no. {number}")
_NOTHING = Text("diff.nothing", zh="無變更", en="nothing differs")


@attrs.frozen
class Flip:
    """A subject that comes out differently: its decision ``before`` and ``after``.

    ``number`` is its place among the subjects given, from 0.
    """

    number: int
    before: Assessment[Any, Any] = attrs.field(repr=False)
    after: Assessment[Any, Any] = attrs.field(repr=False)

    @property
    def subject(self) -> Any:
        """The subject itself."""
        return self.before.subject

    @property
    def rules(self) -> tuple[str, ...]:
        """The ids of the rules whose answers differ, those that are on one side only among them."""
        return tuple(rule for rule, _, _ in differing(_came(self.before), _came(self.after)))

    def message(self, locale: str = "en") -> str:
        """Who comes out how, and because of which rules."""
        award = self.before.programme.award
        return told_of_both(
            who_is(self.subject, self.number, locale),
            _came(self.before),
            _came(self.after),
            unit="" if award is None else award.unit,
            locale=locale,
        )


def _came(decision: Assessment[Any, Any]) -> Came:
    return Came(decision.outcome, decision.award, decision.results)


def who_is(subject: Any, number: int, locale: str) -> str:
    """What a subject is called by: its key, or its place among those given, from 0."""
    return item_key(subject) or _NUMBER.filled(locale, lambda _: str(number + 1))


@attrs.frozen(kw_only=True)
class ProgrammeDiff:
    """What differs from one programme to another, or from one edition to another.

    The ``sentences`` of its clauses and the ``readings`` chosen of them, the ``values`` that they fix, the
    ``rules``, and ``flips`` of subjects.
    """

    programme: str
    title: Text = attrs.field(repr=False)
    sentences: tuple[SentenceChange, ...]
    readings: tuple[ReadingChange, ...]
    values: tuple[ValueChange, ...]
    rules: tuple[RuleChange, ...]
    flips: tuple[Flip, ...]
    clauses: tuple[str, ...]
    """The ids of the clauses that any of it touches, in the programme's order."""

    @property
    def awaited(self) -> tuple[str, ...]:
        """The ids of the clauses of which the later text does not say yet whether they hold."""
        return tuple(one.id for one in self.sentences if one.kind == "awaited")

    @property
    def dropped(self) -> tuple[str, ...]:
        """The ids of the clauses that the later text does not have."""
        return tuple(one.id for one in self.sentences if one.kind == "went")

    @property
    def same(self) -> bool:
        """Whether numbers, rules and clauses are all as they were."""
        return not (self.values or self.rules or self.clauses)

    def message(self, locale: str = "en") -> str:
        """The differences in words, one on a line under the programme's title."""
        changes: list[Told] = [*self.sentences, *self.readings, *self.values, *self.rules, *self.flips]
        lines = [f"- {one}" for one in told(changes, locale)]
        if not lines and self.clauses:
            touched = {"clauses": AND.in_(locale).join(self.clauses)}
            lines = [f"- {_TOUCHED.filled(locale, touched.__getitem__)}"]
        return "\n".join([self.title.in_(locale), *(lines or [f"- {_NOTHING.in_(locale)}"])])


_TOUCHED = Text(
    "diff.touched",
    zh="僅條文之出處、要旨或疑義不同：{clauses}",
    en="only headings, summaries or questions of clauses differ: {clauses}",
)


def diff_of(
    old: Programme[Any, Any],
    new: Programme[Any, Any],
    *,
    policies: tuple[Any, Any] | None = None,
    subjects: Iterable[Any] = (),
    on: date | tuple[date, date] | None = None,
    stage: Stage = "application",
) -> ProgrammeDiff:
    """What differs from ``old`` to ``new``, each under its latest edition; ``policies`` are other numbers.

    ``subjects`` are decided on by both, as filed ``on`` a day (or on one day under each); where it is
    not given, the subjects are decided on as of no day, and windows stay undetermined.
    """
    before, after = policies or (old.edition.policy, new.edition.policy)
    values = tuple(_values(old, new, before, after))
    rules = tuple(_rules(old, new, (before, after)))
    touched = {clause for change in values for clause in change.clauses} | {one.clause for one in rules}
    every = {**old.clauses, **new.clauses}
    silent = old.edition.awaited & new.edition.awaited
    touched |= {id for id in every if _stated(old.clauses.get(id)) != _stated(new.clauses.get(id))} - silent
    days = on if isinstance(on, tuple) else (on, on)
    return ProgrammeDiff(
        programme=new.name,
        title=new.title,
        sentences=tuple(_sentences(old, new)),
        readings=tuple(_readings(old, new)),
        values=values,
        rules=rules,
        flips=tuple(_flips((old, new), (before, after), subjects, days, stage)),
        clauses=tuple(id for id in every if id in touched) + tuple(sorted(touched - set(every))),
    )


def _stated(clause: Clause | None) -> Clause | None:
    """A clause as it stands, in whichever document: one that is kept as it was does not differ."""
    return None if clause is None else attrs.evolve(clause, notice=None, kept_by=None)


def _sentences(old: Programme[Any, Any], new: Programme[Any, Any]) -> Iterator[SentenceChange]:
    for id in {**old.clauses, **new.clauses}:
        was, now = (side.clauses[id].source if id in side.clauses else "" for side in (old, new))
        waited, waits = (id in side.clauses and id in side.edition.awaited for side in (old, new))
        if id not in new.clauses:
            yield SentenceChange(id, "went", was, now)
        elif id not in old.clauses:
            yield SentenceChange(id, "awaited" if waits else "came", was, now)
        elif waits != waited:
            yield SentenceChange(id, "awaited" if waits else "published", was, now)
        elif was != now:
            yield SentenceChange(id, "changed", was, now)


def _readings(old: Programme[Any, Any], new: Programme[Any, Any]) -> Iterator[ReadingChange]:
    """The readings that differ, of clauses that both sides say: without its words a clause has none."""
    for id, clause in new.clauses.items():
        if id in old.clauses and not {id} & (old.edition.awaited | new.edition.awaited):
            was, now = old.clauses[id].reading, clause.reading
            if was != now:
                yield ReadingChange(id, was, now)


def _values(
    old: Programme[Any, Any], new: Programme[Any, Any], before: Any, after: Any
) -> Iterator[ValueChange]:
    known = {**facts(type(before)), **facts(type(after))}
    for name, info in known.items():
        was, now = getattr(before, name, UNKNOWN), getattr(after, name, UNKNOWN)
        if was != now and not info.derived:  # what follows from another value is no change of its own
            names = {
                name,
                *(one.name for one in known.values() if one.derived and (name,) in given_facts(one)),
            }
            rules = tuple(dict.fromkeys(id for one in (old, new) for id in _readers(one, names)))
            clauses = ([info.clause] if info.clause else []) + [id.partition("/")[0] for id in rules]
            said_by = old.edition.quoted(name)
            went = now is UNKNOWN and said_by is not None and said_by.id not in new.edition.clauses
            yield ValueChange(name, was, now, tuple(dict.fromkeys(clauses)), rules, info, went)


def _readers(programme: Programme[Any, Any], names: Container[str]) -> Iterator[str]:
    for rule in programme.rules:
        traced = programme.traced(rule.id)
        if any(
            isinstance(leaf, tree.PolicyValue) and leaf.name in names
            for node in (traced.applies, traced.holds)
            if node is not None
            for leaf in tree.leaves(node)
        ):
            yield rule.id


def _rules(
    old: Programme[Any, Any], new: Programme[Any, Any], policies: tuple[Any, Any]
) -> Iterator[RuleChange]:
    before: dict[str, Rule[...]] = {rule.id: rule for rule in old.rules}
    after: dict[str, Rule[...]] = {rule.id: rule for rule in new.rules}
    for id in {**before, **after}:
        was = Text() if id not in before else _filled(before[id].text, policies[0])
        now = Text() if id not in after else _filled(after[id].text, policies[1])
        if id not in after:
            yield RuleChange(id, "went", before[id].clause, was, now)
        elif id not in before:
            yield RuleChange(id, "came", after[id].clause, was, now)
        elif is_awaited(old.traced(id)) or is_awaited(new.traced(id)):
            if not is_awaited(old.traced(id)):
                yield RuleChange(id, "awaited", after[id].clause, was, now)
            elif not is_awaited(new.traced(id)):
                yield RuleChange(id, "published", after[id].clause, was, now)
        elif not _alike(old.traced(id), new.traced(id)):
            yield RuleChange(id, "changed", after[id].clause, was, now)
        elif before[id].text != after[id].text:
            yield RuleChange(id, "reworded", after[id].clause, was, now)


def _filled(text: Text, policy: Any) -> Text:
    """A rule's wording with the numbers of a policy in it."""
    return composed(_with_numbers, text, policy, languages=tuple(text))


def _with_numbers(locale: str, text: Text, policy: Any) -> str:
    known = facts(type(policy))

    def word(name: str) -> str:
        value = name.removeprefix("policy.")
        return stated(known[value], getattr(policy, value), locale) if value in known else f"{{{name}}}"

    return text.filled(locale, word)


def _alike(old: TracedRule, new: TracedRule) -> bool:
    return rule_digest(old) == rule_digest(new) and old.rule.stage == new.rule.stage


def _flips(
    programmes: tuple[Programme[Any, Any], Programme[Any, Any]],
    policies: tuple[Any, Any],
    subjects: Iterable[Any],
    days: tuple[date | None, date | None],
    stage: Stage,
) -> Iterator[Flip]:
    for number, subject in enumerate(subjects):
        before, after = (
            programme.assess(subject, policy=policy, on=UNKNOWN if day is None else day, stage=stage)
            for programme, policy, day in zip(programmes, policies, days, strict=True)
        )
        if (before.outcome, before.award) != (after.outcome, after.award):
            yield Flip(number, before, after)
