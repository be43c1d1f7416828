"""What differs between two programmes, two editions or two policies of one, and whom it touches."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from datetime import date
from typing import Any, Literal, Protocol

import attrs

from cloudgrant.reform.coming_out import Came, differing, told_of_both
from cloudgrant.rules.assessment import Assessment
from cloudgrant.rules.law.awaited import is_awaited
from cloudgrant.rules.law.clause import Clause
from cloudgrant.rules.programme import Programme
from cloudgrant.rules.records.fact_info import FactInfo, facts
from cloudgrant.rules.records.record import Record, item_key
from cloudgrant.rules.records.saying import shown, stated
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.declaration import Rule, Stage, TracedRule
from cloudgrant.rules.writing.derived import given_facts
from cloudgrant.rules.writing.spelling import rule_digest
from cloudgrant.values.separators import AND, COLON, THEN
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN

__all__ = [
    "Flip",
    "ProgrammeDiff",
    "ReadingChange",
    "RuleChange",
    "SentenceChange",
    "ValueChange",
    "diff_of",
    "told",
    "who_is",
]

_VALUE = Text(zh="{label}：{old} → {new}（{clauses}）", en="{label}: {old} → {new} ({clauses})")
_RULES = {
    "came": Text(zh="新增規則 {rule}：{new}", en="new rule {rule}: {new}"),
    "went": Text(zh="刪除規則 {rule}：{old}", en="rule dropped {rule}: {old}"),
    "changed": Text(zh="規則內容變更 {rule}：{old} → {new}", en="rule changed {rule}: {old} → {new}"),
    "awaited": Text(zh="尚未公布 {rule}：{old}", en="not published yet {rule}: {old}"),
    "published": Text(zh="已公布 {rule}：{new}", en="published by now {rule}: {new}"),
    "reworded": Text(zh="規則文字變更 {rule}：{old} → {new}", en="rule reworded {rule}: {old} → {new}"),
}
_SENTENCES = {
    "came": Text(zh="{id}：新增「{new}」", en="{id}: new “{new}”"),
    "went": Text(zh="{id}：刪除「{old}」", en="{id}: dropped “{old}”"),
    "not taken over": Text(zh="{id}：未予沿用", en="{id}: not taken over"),
    "changed": Text(zh="{id}：「{old}」→「{new}」", en="{id}: “{old}” → “{new}”"),
    "awaited": Text(zh="{id}：「{old}」→ 尚未公布", en="{id}: “{old}” → not published yet"),
    "published": Text(zh="{id}：尚未公布 →「{new}」", en="{id}: not published yet → “{new}”"),
}
_READINGS = {
    "came": Text(zh="{id} 採此解讀：{new}", en="{id}, now read: {new}"),
    "went": Text(zh="{id} 不再採此解讀：{old}", en="{id}, no longer read: {old}"),
    "changed": Text(zh="{id} 之解讀：{old} → {new}", en="{id}, read otherwise: {old} → {new}"),
}
_NUMBER = Text(zh="第 {number} 件", en="no. {number}")
_NOTHING = Text(zh="無變更", en="nothing differs")
_NONE = Text(zh="無", en="none")
_WENT = Text(zh="不再適用", en="no longer applies")


class _Told(Protocol):
    def message(self, locale: str = "en") -> str: ...


@attrs.frozen
class ValueChange:
    """A policy value that differs: its ``clauses`` are its own and those of the ``rules`` that read it.

    It ``went`` where the later text drops the clause that said it: that is not unknown, nothing asks for it.
    """

    name: str
    old: Any
    new: Any
    clauses: tuple[str, ...]
    rules: tuple[str, ...]
    info: FactInfo = attrs.field(eq=False, repr=False)
    went: bool = False

    def message(self, locale: str = "en") -> str:
        """The change in words."""
        words = {
            "label": self.info.label.in_(locale) or self.name,
            "old": self._side(self.old, self.new, locale),
            "new": _WENT.in_(locale) if self.went else self._side(self.new, self.old, locale),
            "clauses": AND.in_(locale).join(self.clauses) or self.name,
        }
        return _VALUE.filled(locale, words.__getitem__)

    def _side(self, one: Any, other: Any, locale: str) -> str:
        """The value of one side; of a list of records, by their keys, what the other side does not have."""
        if not isinstance(one, tuple) or not any(isinstance(item, Record) for item in one):
            return _NONE.in_(locale) if one == () else shown(self.info, one, locale)
        other = other if isinstance(other, tuple) else ()
        others = {item_key(item): item for item in other}
        parts = [_apart(item, others.get(item_key(item)), locale) for item in one if item not in other]
        return AND.in_(locale).join(parts) or _NONE.in_(locale)


def _apart(item: Any, other: Any, locale: str) -> str:
    """A record by its key, and the facts in which it differs from the one of that key on the other side."""
    key = item_key(item) or type(item).__name__
    if type(other) is not type(item):
        return key
    differ = [
        f"{info.label.in_(locale) or name}{COLON.in_(locale)}{shown(info, getattr(item, name), locale)}"
        for name, info in facts(type(item)).items()
        if not info.derived and getattr(item, name) != getattr(other, name)
    ]
    return f"{key} {THEN.in_(locale).join(differ)}"


@attrs.frozen
class RuleChange:
    """A rule that ``came``, ``went``, was ``changed`` in what it says, or only ``reworded``.

    It is ``awaited`` where the later text does not say yet whether it holds, and ``published`` where the
    earlier did not.
    """

    id: str
    kind: Literal["came", "went", "changed", "reworded", "awaited", "published"]
    clause: str
    old: Text
    new: Text

    def message(self, locale: str = "en") -> str:
        """The change in words, each side with its own numbers."""
        words = {"rule": self.id, "old": self.old.in_(locale), "new": self.new.in_(locale)}
        return _RULES[self.kind].filled(locale, words.__getitem__)


@attrs.frozen
class SentenceChange:
    """A clause whose words differ: they ``came``, ``went`` or were ``changed`` from ``old`` to ``new``.

    They are ``awaited``, and empty, where a text does not say yet whether the clause holds, and ``published``
    where the earlier text did not. What went without ever having been said was not taken over.
    """

    id: str
    kind: Literal["came", "went", "changed", "awaited", "published"]
    old: str
    new: str

    @property
    def never_said(self) -> bool:
        """Whether it went while it was still awaited whether it holds."""
        return self.kind == "went" and not self.old

    def message(self, locale: str = "en") -> str:
        """Both sentences, in their own words."""
        return _SENTENCES["not taken over" if self.never_said else self.kind].filled(
            locale, {"id": self.id, "old": self.old, "new": self.new}.__getitem__
        )


@attrs.frozen
class ReadingChange:
    """A clause of which another reading is chosen; empty where a side chooses none."""

    id: str
    old: Text
    new: Text

    def message(self, locale: str = "en") -> str:
        """Both readings."""
        kind = "changed" if self.old and self.new else "came" if self.new else "went"
        words = {"id": self.id, "old": self.old.in_(locale), "new": self.new.in_(locale)}
        return _READINGS[kind].filled(locale, words.__getitem__)


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
        changes: list[_Told] = [*self.sentences, *self.readings, *self.values, *self.rules, *self.flips]
        lines = [f"- {one}" for one in told(changes, locale)]
        return "\n".join([self.title.in_(locale), *(lines or [f"- {_NOTHING.in_(locale)}"])])


def told(changes: Iterable[_Told], locale: str) -> Iterator[str]:
    """Changes in words; of a clause that was awaited and not taken over once, not again for each rule."""
    every = tuple(changes)
    gone = {one.id for one in every if isinstance(one, SentenceChange) and one.never_said}
    for one in every:
        if not (isinstance(one, RuleChange) and one.kind == "went" and one.clause in gone):
            yield one.message(locale)


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
    known = facts(type(policy))

    def words(locale: str) -> Callable[[str], str]:
        def word(name: str) -> str:
            value = name.removeprefix("policy.")
            return stated(known[value], getattr(policy, value), locale) if value in known else f"{{{name}}}"

        return word

    return Text({locale: text.filled(locale, words(locale)) for locale in text})


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
