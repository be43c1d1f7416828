"""A receipt: what a decision rested on, in digests, so that it can be checked years later."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final, cast

import attrs

from cloudgrant.rules.deciding.decided import Decided
from cloudgrant.rules.deciding.ruling import Ruling
from cloudgrant.rules.law.in_force import Law
from cloudgrant.rules.law.policies import completed, departures
from cloudgrant.rules.records.digests import canonical_input, input_digest, plain, policy_digest
from cloudgrant.rules.records.fact_info import given
from cloudgrant.rules.records.opaque_values import opaque_values
from cloudgrant.rules.records.record import Record
from cloudgrant.rules.writing.declaration import Stage, TracedRule
from cloudgrant.rules.writing.derived import opaque_facts
from cloudgrant.rules.writing.implication_digests import implication_digests
from cloudgrant.rules.writing.spelling import FORM, rule_digest, spelt
from cloudgrant.values.canonical import canonical, digest
from cloudgrant.values.frozen_map import FrozenMap
from cloudgrant.values.in_schema import in_schema
from cloudgrant.values.problems import Problem
from cloudgrant.values.shown import shown
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact
from cloudgrant.version import __version__

__all__ = ["Receipt", "award_digest", "opaque_read", "receipt_of"]

_NEWER = Text(
    "receipt.newer",
    zh="收據格式第 {given} 版比本程式庫新，本程式庫讀至第 {limit} 版",
    en="format version {given} is newer than this library, which reads up to {limit}",
)
_NO_FORM = Text(
    "receipt.no_form",
    zh="沒有第 {given} 版收據格式，本程式庫讀第 1 至 {limit} 版",
    en="there is no format version {given}; this library reads 1 to {limit}",
)

_LONGEST_VALUE: Final = 100_000
"""How many characters the canonical form of one policy value may have: it may be a whole table."""


@in_schema(minimum=1, maximum=FORM)
def _form_problem(version: int) -> Problem | None:
    if 1 <= version <= FORM:
        return None
    text = _NEWER if version > FORM else _NO_FORM
    return Problem.at((), "receipt.form", text, given=shown(version), limit=FORM)


@attrs.frozen(kw_only=True)
class Receipt(Record):
    """What a decision rested on: everything that, had it been different, might have changed it.

    ``rules`` gives the digest of each rule's tree, ``input`` that of what was known of the subject,
    ``policy`` that of the policy used; ``published`` is the published policy it started from, that of the
    ``edition`` whose text was applied, read from the ``notice`` of the day ``noticed_on`` (unknown where no
    source was given), as a ``reform`` of that name has it, if any does; with what was ``completed`` where
    that is silent and what was ``reformed`` from what it says. ``award`` is the digest of the formula of what
    is granted; one issued before it was kept has none, and is not compared. ``implications`` gives, by their
    codes, the digests of what follows from what in the records that the rules read
    (:func:`~cloudgrant.rules.records.coherence.implies`); a receipt issued before they were kept has none,
    and is never "the same" on that account. ``opaque`` gives the digest of what each opaque fact came to that
    the rules read, keyed with that of the input: of these, rules hold but a revision. ``rulings`` are those
    that settled something. ``schema`` is the version of the form in which rules are spelt for their digests;
    receipts of an earlier one are told as such, since their rules cannot be held against. ``library`` is
    recorded for people and never compared. A digest hides nothing that can be guessed: a firm's number can be
    found by trying them all.
    """

    programme: str = given(identifies=True, zh="計畫", en="Programme")
    stage: str = given(zh="階段", en="Stage")
    on: Fact[date] = given(zh="申請日期", en="Date of filing")
    input: str = given(zh="資料摘要", en="Digest of the input")
    policy: str = given(zh="政策摘要", en="Digest of the policy")
    published: Fact[str] = given(zh="公布政策摘要", en="Digest of the published policy")
    edition: Fact[str] = given(identifies=True, zh="適用版本", en="Edition applied")
    notice: Fact[str] = given(zh="公告", en="Notice")
    noticed_on: Fact[date] = given(zh="公告日", en="Day of the notice")
    reform: Fact[str] = given(zh="制度變更", en="Reform")
    completed: Mapping[str, str] = given(
        max_length=_LONGEST_VALUE, mapping=True, zh="補充之政策值", en="Policy values completed"
    )
    reformed: Mapping[str, str] = given(
        max_length=_LONGEST_VALUE, mapping=True, zh="變更之政策值", en="Policy values reformed"
    )
    rules: Mapping[str, str] = given(mapping=True, zh="規則摘要", en="Digests of the rules")
    award: Fact[str] = given(zh="核給計算摘要", en="Digest of the award")
    implications: Fact[Mapping[str, str]] = given(mapping=True, zh="推論摘要", en="Digests of what follows")
    opaque: Fact[Mapping[str, str]] = given(mapping=True, zh="不透明事實摘要", en="Digests of opaque facts")
    rulings: tuple[Ruling, ...] = given(zh="裁定", en="Rulings")
    schema: int = given(zh="收據格式版本", en="Receipt format version", check=_form_problem)
    library: str = given(zh="程式庫版本", en="Version of the library")

    @property
    def digest(self) -> str:
        """The digest of the receipt, by which a letter names it; the library's version is not in it."""
        return digest({**canonical_input(self), "library": None})


@attrs.frozen
class _Digests:
    """What every receipt of a stage of one law has in it, worked out for the first."""

    published: str
    rules: Mapping[str, str]
    award: str
    opaque: tuple[tuple[str, ...], ...]
    implications: dict[type[Any], Mapping[str, str]] = attrs.field(factory=dict)
    """By the class of the subject."""

    @classmethod
    def of(cls, law: Law[Any, Any], stage: Stage) -> _Digests:
        kept: _Digests | None = law.kept.get(("digests", stage))
        if kept is not None:
            return kept
        rules = law.traced_at(stage)
        found = cls(
            policy_digest(law.edition.published.policy),
            FrozenMap({traced.rule.id: rule_digest(traced) for traced in rules}),
            award_digest(law, stage),
            tuple(opaque_read(rules)),
        )
        return cast("_Digests", law.kept.setdefault(("digests", stage), found))

    def implications_of(self, law: Law[Any, Any], stage: Stage, cls: type[Any]) -> Mapping[str, str]:
        """What follows from what, in subjects of a class."""
        found = self.implications.get(cls)
        if found is None:
            digests = implication_digests((law.subjects[stage], cls), law.traced_at(stage))
            found = self.implications.setdefault(cls, FrozenMap(digests))
        return found


def receipt_of(decision: Decided[Any, Any], used: tuple[Ruling, ...]) -> Receipt:
    """The receipt of a decision; ``used`` are the rulings that settled something in it."""
    programme, policy = decision.programme, decision.policy
    edition = programme.edition.published
    published, notice = edition.policy, edition.notice
    silent, changes = completed(published, policy), departures(published, policy)
    known, cls = input_digest(decision.subject), type(decision.subject)
    law = _Digests.of(programme, decision.stage)
    return Receipt(
        programme=programme.name,
        stage=decision.stage,
        on=decision.on,
        input=known,
        policy=law.published if policy is published else policy_digest(policy),
        published=law.published,
        edition=edition.name,
        notice=UNKNOWN if notice is None else notice.title,
        noticed_on=UNKNOWN if notice is None else notice.on,
        reform=programme.edition.reform or UNKNOWN,
        completed={name: canonical(plain(value)) for name, value in silent.items()},
        reformed={name: canonical(plain(value)) for name, value in changes.items()},
        rules=law.rules,
        award=law.award,
        implications=law.implications_of(programme, decision.stage, cls),
        opaque=opaque_values(decision.subject, policy, law.opaque, known),
        rulings=used,
        schema=FORM,
        library=__version__,
    )


def award_digest(law: Law[Any, Any], stage: Stage) -> str:
    """The digest of what an application is granted: of its formula, or that there is none."""
    award = law.award_at(stage)
    return digest(None if award is None else spelt(award[1]))


def opaque_read(rules: Iterable[TracedRule]) -> Iterator[tuple[str, ...]]:
    """The opaque facts that these rules read, by their paths from the subject or the policy."""
    for traced in rules:
        over = (traced.over,) if traced.over else ()
        for node in (traced.holds, traced.applies):
            for path in opaque_facts(node) if node is not None else ():
                yield path if path[0] == "policy" else (*over, *path)
