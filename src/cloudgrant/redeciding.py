"""Stored decisions decided again under a corrected edition: which of them it changes, and why."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any, Literal, TypeAlias, cast

import attrs

from cloudgrant.data.loading import load
from cloudgrant.programmes.catalogue import NAMES
from cloudgrant.programmes.catalogue import programme as programme_of
from cloudgrant.receipts import Difference, Verification, verify
from cloudgrant.reform.changes import ReadingChange, RuleChange, SentenceChange, ValueChange, told
from cloudgrant.reform.coming_out import Came, differing, told_of_both
from cloudgrant.reform.diff import ProgrammeDiff, diff_of, who_is
from cloudgrant.rules.assessment import Assessment
from cloudgrant.rules.deciding.results import Result
from cloudgrant.rules.deciding.ruling import Ruling
from cloudgrant.rules.issued import IssuedDecision
from cloudgrant.rules.law.edition import Edition, NoEdition, chain
from cloudgrant.rules.law.policies import differences
from cloudgrant.rules.programme import Programme
from cloudgrant.rules.receipt import Receipt
from cloudgrant.rules.records.digests import canonical_input, policy_digest
from cloudgrant.rules.writing.declaration import Stage
from cloudgrant.values.canonical import canonical
from cloudgrant.values.formatting import written
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.separators import THEN, listed
from cloudgrant.values.text import Text, composed, sentences
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["NotHeld", "Redecision", "redecide"]

Stored: TypeAlias = Assessment[Any, Any] | IssuedDecision | Receipt
TextChange: TypeAlias = SentenceChange | ReadingChange | ValueChange | RuleChange

_REASONS = sentences("redeciding.reasons", {
    "programme": Text(zh="屬他項計畫之決定（{name}）", en="it is a decision of another programme ({name})"),
    "receipt": Text(zh="未附收據", en="it bears no receipt"),
    "edition": Text(zh="查無當時適用之版本（{name}）", en="the edition applied is not known here ({name})"),
    "other_edition": Text(
        zh="依另一版本（{name}）決定", en="it was decided under another edition ({name})"
    ),
    "reform": Text(zh="依制度變更（{name}）決定", en="it was decided under a reform ({name})"),
    "day": Text(zh="申請日不在本版適用期間（{name}）", en="this edition is not in force on its day ({name})"),
    "input": Text(zh="申請資料與收據不符", en="the input differs from the receipt's"),
    "policy": Text(
        zh="當時另行採用之數值與更正後者不合（{name}）",
        en="numbers of its own do not go with the corrected ones ({name})",
    ),
    "unreachable": Text(
        zh="收據未載各規則結果，當時之決定亦無從重現（{name}）",
        en="a receipt holds no answers, and the decision cannot be reached again ({name})",
    ),
})  # fmt: skip  # fmt: skip
_NOT_HELD = Text(
    "redeciding.not_held",
    zh="{who}：未能依「{edition}」重新審認：{reason}",
    en="{who}: not decided again under {edition}: {reason}",
)
_AS_IT_WAS = Text("redeciding.as_it_was", zh="{who}：維持{outcome}", en="{who}: {outcome}, as it was")
_FOR = Text("redeciding.for", zh="{told}：{changes}", en="{told}: {changes}")
_BESIDES = Text("redeciding.besides", zh="{told}；另{others}", en="{told}; besides, {others}")


@attrs.frozen
class NotHeld:
    """Why a stored decision was not decided again.

    It is of another ``programme``; bears no ``receipt``; the ``edition`` applied is not known, is not the
    one that was corrected (``other_edition``), or was as a ``reform`` had it; the corrected one is not in
    force on its ``day``; the ``input`` is not that of the receipt; numbers of its own do not go with the
    corrected ones (``policy``); or it is a receipt alone, which holds no answers, and they cannot be had
    again (``unreachable``). ``name`` says which or what.
    """

    because: Literal[
        "programme",
        "receipt",
        "edition",
        "other_edition",
        "reform",
        "day",
        "input",
        "policy",
        "unreachable",
    ]
    name: Text = Text()

    def message(self, locale: str = "en") -> str:
        """The reason in words."""
        return _REASONS[self.because].filled(locale, lambda _: self.name.in_(locale))


@attrs.frozen(kw_only=True, slots=False)
class Redecision:
    """A stored decision and what a corrected edition makes of it.

    ``number`` is its place among those given, from 0; ``before`` what it said and ``after`` what would be
    decided now, both ``None`` where it was ``not_held``. ``differs`` is all that differs between the edition
    that was applied and the corrected one; ``besides`` what else has changed since, as
    :func:`cloudgrant.verify` tells it: of that, the correction is not the cause.
    """

    number: int
    stored: Stored = attrs.field(repr=False)
    subject: Any = attrs.field(repr=False)
    edition: Edition[Any]
    before: Came | None = None
    after: Assessment[Any, Any] | None = attrs.field(default=None, repr=False)
    not_held: NotHeld | None = None
    differs: ProgrammeDiff | None = attrs.field(default=None, repr=False)
    besides: tuple[Difference, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether the outcome, the award or the answer of a rule is another now."""
        now = self._now
        return self.before is not None and now is not None and (
            bool(self.rules) or self.before[:2] != now[:2]
        )  # fmt: skip

    @cached_property
    def rules(self) -> tuple[str, ...]:
        """The ids of the rules whose answers differ, those that are on one side only among them."""
        if self.before is None or self._now is None:
            return ()
        return tuple(rule for rule, _, _ in differing(self.before, self._now))

    @cached_property
    def changes(self) -> tuple[TextChange, ...]:
        """What of the correction bears on it: sentences, readings, numbers and rules behind what differs."""
        if self.differs is None or self.after is None or self.before is None or not self.changed:
            return ()
        rules, law = {*self.rules}, self.after.programme
        here = {one.id: one.clause for one in law.rules}
        clauses = {here[id] for id in rules if id in here}
        clauses |= {one.clause for one in self.differs.rules if one.id in rules}
        if self.before.award != self.after.award and law.award is not None:
            clauses.add(law.award.clause)
        found: list[TextChange] = [one for one in self.differs.sentences if one.id in clauses]
        found += [one for one in self.differs.readings if one.id in clauses]
        found += [one for one in self.differs.values if clauses & {*one.clauses} or rules & {*one.rules}]
        found += [one for one in self.differs.rules if one.id in rules]
        return tuple(found)

    @property
    def _now(self) -> Came | None:
        one = self.after
        return None if one is None else Came(one.outcome, one.award, one.results)

    def message(self, locale: str = "en") -> str:
        """Who comes out how, and for which sentences and numbers; or why it was not decided again."""
        who, now = who_is(self.subject, self.number, locale), self._now
        if self.before is None or now is None or self.after is None:
            reason = "" if self.not_held is None else self.not_held.message(locale)
            words = {"who": who, "edition": self.edition.label(locale), "reason": reason}
            return _NOT_HELD.filled(locale, words.__getitem__)
        if self.changed:
            award = self.after.programme.award
            unit = "" if award is None else award.unit
            answer = told_of_both(who, self.before, now, unit=unit, locale=locale)
        else:
            words = {"who": who, "outcome": self.before.outcome.label(locale)}
            answer = _AS_IT_WAS.filled(locale, words.__getitem__)
        if self.changes:
            changes = THEN.in_(locale).join(told(self.changes, locale))
            answer = _FOR.filled(locale, {"told": answer, "changes": changes}.__getitem__)
        if self.besides:
            others = THEN.in_(locale).join(one.message(locale) for one in self.besides)
            answer = _BESIDES.filled(locale, {"told": answer, "others": others}.__getitem__)
        return answer


def redecide(
    stored: Iterable[tuple[Stored, Any]],
    *,
    edition: Edition[Any],
    programme: Programme[Any, Any] | None = None,
) -> Iterator[Redecision]:
    """Decide stored decisions again under a corrected edition, one by one as they are asked for.

    ``stored`` are pairs of a decision, as it was made or loaded, or of its receipt alone, and its subject.
    Each gives one answer, in their order: those that cannot be held against the edition, too, and why.
    One falls under ``edition`` if it was decided under an edition of that name, or while nothing was
    published for its day. Its rulings stand, and so do numbers of its own, unless the edition says by now
    what was completed. ``programme`` is looked up by the receipt's name unless given (give your own).

    Raises :class:`~cloudgrant.values.problems.InvalidInput` for what is no edition, and, when it is reached,
    for what is neither a decision nor a receipt.

    >>> import attrs
    >>> import cloudgrant as cg
    >>> from datetime import date
    >>> firm = cg.Manufacturer(paid_in_capital=1, factory="exempt", points_last_used_in=0)
    >>> decision = cg.points.assess(firm, on=date(2022, 5, 2))
    >>> exact = attrs.evolve(cg.points.clauses["points.applicant.factory"], source="須有工廠登記證")
    >>> corrected = cg.points.edition.revised(known=date(2022, 6, 1), says=[exact])
    >>> [one.changed for one in redecide([(decision, firm)], edition=corrected)]
    [False]
    """
    given: object = edition
    if not isinstance(given, Edition):
        name = type(given).__name__
        raise InvalidInput([Problem.at(["edition"], "subject", expected=Edition.__name__, given=name)])
    return _Redeciding(edition, programme).each(stored)


@attrs.frozen
class _Applied:
    """The programme under the edition that was applied and under the corrected one, and what differs."""

    old: Programme[Any, Any]
    new: Programme[Any, Any]
    differs: ProgrammeDiff


def _not_held(because: Any, name: Text | str = "") -> NotHeld:
    return NotHeld(because, name if isinstance(name, Text) else Text(en=name))


class _Redeciding:
    """What is the same for all stored decisions is found once."""

    def __init__(self, edition: Edition[Any], programme: Programme[Any, Any] | None) -> None:
        self._edition = edition
        self._programme = programme
        self._digests: dict[Edition[Any], str] = {}
        self._applied: dict[tuple[str, Edition[Any]], _Applied] = {}

    def each(self, stored: Iterable[tuple[Stored, Any]]) -> Iterator[Redecision]:
        for number, (decision, subject) in enumerate(stored):
            one = Redecision(number=number, stored=decision, subject=subject, edition=self._edition)
            again = self._again(one)
            yield attrs.evolve(one, not_held=again) if isinstance(again, NotHeld) else again

    def _again(self, one: Redecision) -> Redecision | NotHeld:
        receipt = _receipt(one)
        if receipt is None:
            return NotHeld("receipt")
        programme = self._of(one.stored, receipt)
        if programme is None:
            return _not_held("programme", receipt.programme)
        applied = self._law(one, receipt, programme)
        if isinstance(applied, NotHeld):
            return applied
        stage, expected = cast("Stage", receipt.stage), applied.old.subjects
        if stage not in expected or not isinstance(one.subject, expected[stage]):
            return NotHeld("input")
        besides = verify(receipt, one.subject, programme=applied.old).differences
        if any(difference.because == "input" for difference in besides):
            return NotHeld("input")
        before = _came(one.stored) or self._reached(one.subject, receipt, applied, besides)
        policy = _with(self._edition.policy, self._own_numbers(receipt))
        for found in (before, policy):
            if isinstance(found, NotHeld):
                return found
        rulings = one.stored.rulings if isinstance(one.stored, Assessment) else receipt.rulings
        after = _assessed(applied.new, one.subject, receipt, policy, rulings)
        return attrs.evolve(
            one, before=cast("Came", before), after=after, differs=applied.differs, besides=besides
        )

    def _of(self, stored: Stored, receipt: Receipt) -> Programme[Any, Any] | None:
        """The programme that a decision is of; ``None`` where the edition is not one of it."""
        found = self._programme
        if found is None and isinstance(stored, Assessment):
            found = cast("Programme[Any, Any]", stored.programme)
        if found is None and receipt.programme in NAMES:
            found = programme_of(receipt.programme)
        if found is None or found.name != receipt.programme or found.policy is not type(self._edition.policy):
            return None
        return found

    def _law(self, one: Redecision, receipt: Receipt, programme: Programme[Any, Any]) -> _Applied | NotHeld:
        corrected = self._edition
        stored = one.stored
        edition = stored.edition if isinstance(stored, Assessment) else self._edition_of(receipt, programme)
        if edition is None:
            return _not_held("edition", "" if receipt.edition is UNKNOWN else receipt.edition)
        if edition.published.name != corrected.published.name and not edition.silent:
            return _not_held("other_edition", edition.published.title or edition.published.name)
        if _reform(receipt) != corrected.reform:
            return _not_held("reform", _reform(receipt) or corrected.reform)
        day: Any = receipt.on
        if receipt.stage == "application" and day is not UNKNOWN and not corrected.holds_on(day):
            return _not_held("day", _in_words(day))
        key = (programme.name, edition)
        if key not in self._applied:
            old, new = programme.under(edition), programme.under(corrected)
            self._applied[key] = _Applied(old, new, diff_of(old, new))
        return self._applied[key]

    def _edition_of(self, receipt: Receipt, programme: Programme[Any, Any]) -> Edition[Any] | None:
        """The edition that was applied: of its name, and of its numbers where one of that name has them."""
        every = dict.fromkeys((*programme.editions, *reversed([*chain(self._edition)])))
        editions: list[Edition[Any]] = [*every]
        editions += [one.ended() for one in editions if one.until is not None]
        if receipt.edition is not UNKNOWN:
            editions = [one for one in editions if one.published.name == receipt.edition]
            editions = [one for one in editions if one.reform == _reform(receipt)] or editions
        alike = [one for one in editions if self._digest(one) == receipt.published]
        # One that was corrected in its words alone has the same numbers as before.
        for some in (alike, editions if receipt.edition is not UNKNOWN else ()):
            if some:
                return next((one for one in reversed(some) if one is not self._edition), some[-1])
        if receipt.edition is not UNKNOWN:
            return None
        try:
            by_day: Edition[Any] = (
                programme.editions[-1] if receipt.on is UNKNOWN else programme.on(receipt.on)
            )
        except NoEdition:
            return None
        return by_day

    def _digest(self, edition: Edition[Any]) -> str:
        found = self._digests.get(edition)
        return found or self._digests.setdefault(edition, policy_digest(edition.published.policy))

    def _own_numbers(self, receipt: Receipt) -> dict[str, str]:
        """Those of a decision's own numbers that the corrected edition does not say."""
        corrected = self._edition.policy
        reform = differences(self._edition.published.policy, corrected)
        own = {name: text for name, text in receipt.reformed.items() if name not in reform}
        silent = (name for name in receipt.completed if getattr(corrected, name, UNKNOWN) is UNKNOWN)
        return {**own, **{name: receipt.completed[name] for name in silent}}

    def _reached(
        self, subject: Any, receipt: Receipt, applied: _Applied, besides: tuple[Difference, ...]
    ) -> Came | NotHeld:
        """What a receipt alone was the receipt of: decided again, if all that it rests on is as it was."""
        others = [one for one in besides if one.because != "notice"]
        if others:
            return _not_held("unreachable", composed(_verified, Verification(tuple(others))))
        policy = _with(applied.old.edition.published.policy, {**receipt.completed, **receipt.reformed})
        if isinstance(policy, NotHeld):
            return policy
        decided = _assessed(applied.old, subject, receipt, policy, receipt.rulings)
        return Came(decided.outcome, decided.award, decided.results)


def _receipt(one: Redecision) -> Receipt | None:
    stored: object = one.stored
    receipt = stored if isinstance(stored, Receipt) else getattr(stored, "receipt", None)
    if not isinstance(stored, Assessment | IssuedDecision | Receipt):
        expected, given = "Assessment, IssuedDecision, Receipt", type(stored).__name__
        raise InvalidInput([Problem.at(["stored", one.number], "subject", expected=expected, given=given)])
    return receipt if isinstance(receipt, Receipt) else None


def _reform(receipt: Receipt) -> str:
    return "" if receipt.reform is UNKNOWN else receipt.reform


def _came(stored: Stored) -> Came | None:
    """What a decision said; a receipt alone says nothing of it."""
    match stored:
        case Assessment():
            return Came(stored.outcome, stored.award, stored.results)
        case IssuedDecision():
            results = {rule: Result(answer) for rule, answer in stored.results.items()}
            return Came(stored.decided(), None if stored.award is UNKNOWN else stored.award, results)
        case _:
            return None


def _assessed(
    law: Programme[Any, Any], subject: Any, receipt: Receipt, policy: Any, rulings: tuple[Ruling, ...]
) -> Assessment[Any, Any]:
    stage = cast("Stage", receipt.stage)
    return law.assess(subject, on=receipt.on, policy=policy, stage=stage, rulings=rulings)


def _with(policy: Any, own: Mapping[str, str]) -> Any:
    """A policy with values as receipts tell them, or why they do not go together."""
    if not own:
        return policy
    try:
        plain = {name: json.loads(canonical(value)) for name, value in canonical_input(policy).items()}
        return load(type(policy), {**plain, **{name: json.loads(text) for name, text in own.items()}})
    except ValueError:  # InvalidInput is one
        return _not_held("policy", listed(own))


def _in_words(day: date) -> Text:
    return written(day, "")


def _verified(locale: str, verification: Verification) -> str:
    return verification.message(locale)
