"""What a letter says of the text that it rests on: the edition, its notice, and what has no source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any, Final, NamedTuple

import attrs

from cloudgrant.rules.deciding.results import Result
from cloudgrant.rules.explaining.read import one_line, said_of
from cloudgrant.rules.law.clause import Clause
from cloudgrant.rules.law.edition import Edition, chain
from cloudgrant.rules.law.in_force import Law
from cloudgrant.rules.law.notice import Notice
from cloudgrant.rules.law.policies import completed, departures
from cloudgrant.rules.letter.blocks import Paragraph, Piece, Quotation, Term
from cloudgrant.rules.letter.typography import language_of_words
from cloudgrant.rules.records.fact_info import facts
from cloudgrant.rules.records.saying import once, policy_word
from cloudgrant.rules.writing.declaration import Rule, TracedRule
from cloudgrant.rules.writing.derived import given_facts
from cloudgrant.rules.writing.for_each import each
from cloudgrant.rules.writing.tree import Node, PolicyValue, leaves
from cloudgrant.values.formatting import formatted
from cloudgrant.values.locales import is_locale
from cloudgrant.values.separators import AND, COLON
from cloudgrant.values.text import Text, sentences
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["Cited", "cited", "text_of", "worded"]

_WORDS = sentences("cited", {
    "applied": Text(zh="依據版本", en="Decided under"),
    "edition": Text(zh="{edition}（{notice}）", en="{edition} ({notice})"),
    "corrected": Text(zh="；經{title}更正，{on}", en="; as corrected by {title}, {on}"),
    "corrected_on": Text(zh="；經更正，{on}知悉", en="; as corrected, known on {on}"),
    "noticed": Text(zh="{title}，{on}", en="{title}, {on}"),
    "unsourced": Text(zh="未附依據", en="no source was given"),
    "silent": Text(zh="尚未公布", en="not published yet"),
    "reform": Text(zh="，依制度變更「{reform}」", en=", as reformed by {reform}"),
    "departs": Text(zh="，並採用其未載之數值", en=", with numbers that its text does not say"),
    "completed": Text(zh="，其未載明者已予補充", en=", with what it leaves unknown filled in"),
    "quote": Text(zh="「{source}」", en="“{source}”"),
    "of": Text(zh="——{notice}", en=" — {notice}"),
    "kept": Text(zh="——{notice}，{kept_by}沿用", en=" — {notice}, kept by {kept_by}"),
    "rule": Text(
        zh="本規則依制度變更「{reform}」：未附依據",
        en="The rule is as reformed by {reform}: no source was given",
    ),
    "without": Text(
        zh="依制度變更「{reform}」，不適用：{rules}", en="By the reform {reform}, not applied: {rules}"
    ),
    "loose": Text(zh="{label} {value}：未附依據", en="{label} {value}: no source was given"),
    "other": Text(
        zh="{label} {value}：未附依據（{edition}載為{said}）",
        en="{label} {value}: no source was given ({edition} says {said})",
    ),
    "left": Text(
        zh="{label}：以未知論（{edition}載為{said}）",
        en="{label}: taken as unknown ({edition} says {said})",
    ),
    "filled": Text(
        zh="{label} {value}：{edition}未載明，係另行補充",
        en="{label} {value}: filled in, {edition} does not say it",
    ),
})  # fmt: skip


class _Unsaid(NamedTuple):
    """A number that is not what the text says, which is unknown where it says nothing."""

    value: Any
    said: Any
    filled: bool


_MOST_KEPT: Final = 16


def cited(law: Law[Any, Any], policy: Any, locale: str) -> Cited:
    """What is told of a law and of these numbers in a language: the law keeps it for the next decision.

    It keeps what it told of late, of no more than a few policies and languages, and the words of no caller.
    """
    if type(locale) is not str or not is_locale(locale):
        return Cited(law, policy, locale)
    kept: dict[tuple[int, str], Cited] = law.kept.setdefault("cited", {})
    found = kept.get((id(policy), locale))
    if found is None:
        if len(kept) >= _MOST_KEPT:
            kept.clear()
        # It holds the policy, so that no other has its identity for as long as it is kept.
        found = kept.setdefault((id(policy), locale), Cited(law, policy, locale))
    return found


@attrs.frozen(slots=False, eq=False)
class Cited:
    """What is told, in one language, of the edition applied and of the numbers that were decided by.

    A number has a source where a clause of the edition's text fixes it; what was completed where the text is
    silent is told apart from what departs from it. Nothing in it is of a single decision.
    """

    law: Law[Any, Any]
    policy: Any
    locale: str
    kept: dict[Any, Any] = attrs.field(init=False, repr=False, factory=dict)
    """What was said before, for those who ask again: by rule, clause or amount of the law."""

    @property
    def edition(self) -> Edition[Any]:
        """The edition applied."""
        return self.law.edition

    def wording(self, rule: Rule[...], result: Result, on: Fact[date]) -> str:
        """A rule in words; where it is not met and says so otherwise, what is so instead."""
        said = text_of(rule, result)
        key = "wording", rule.id, said is rule.text
        words: str | None = self.kept.get(key)
        if words is None:
            words = worded(self.locale, said, self.policy, on)
            if "on" not in said.names():  # else it is one day's
                self.kept[key] = words
        return words

    @cached_property
    def head(self) -> str:
        """Under what was decided, as a line of its own."""
        return f"{self.applied.name}{COLON.in_(self.locale)}{self.applied.text}"

    @cached_property
    def applied(self) -> Term:
        """The edition, its notice, and whether numbers depart from its text."""
        text = self.edition.published
        if text.silent:
            notice = self._word("silent")
        elif text.notice is None:
            notice = self._word("unsourced")
        else:
            on = formatted(text.notice.on, "", self.locale)
            notice = self._word("noticed", title=one_line(text.notice.title), on=on)
        notice += "".join(map(self._corrected, text.corrections))
        head = self._word("edition", edition=self.label, notice=notice)
        if self.edition.reform:
            head += self._word("reform", reform=one_line(self.edition.reform))
        if departures(self.edition.policy, self.policy):
            head += self._word("departs")
        if completed(self.edition.policy, self.policy):
            head += self._word("completed")
        return Term(name=self._word("applied"), text=head)

    def _corrected(self, by: Notice | date) -> str:
        if isinstance(by, Notice):
            return self._word("corrected", title=one_line(by.title), on=formatted(by.on, "", self.locale))
        return self._word("corrected_on", on=formatted(by, "", self.locale))

    @property
    def without(self) -> Iterator[str]:
        """The rules that reforms drop although their clauses stand, a line for each reform in their order."""
        reform = self.edition
        lines: list[str] = []
        while reform.instead_of is not None:
            before = reform.instead_of
            gone = sorted(reform.without - before.without)
            name = one_line(reform.reform.removeprefix(f"{before.reform} + "))
            if gone:
                lines.append(self._word("without", reform=name, rules=AND.in_(self.locale).join(gone)))
            reform = before
        yield from reversed(lines)

    def quote(self, clause: Clause) -> Piece:
        """A clause's words; where they stand if not in the edition's own notice, and who kept them."""
        text = self.edition.published
        if not clause.source:
            return Paragraph(text=self._word("silent"))
        stated = text.clauses.get(clause.id)
        if stated is None or stated.source != clause.source:  # a reform's own words
            return self._quoted(clause, self._word("of", notice=self._word("unsourced")), None)
        notice, kept_by = stated.notice, stated.kept_by
        if notice is not None and kept_by is not None:
            words = self._word("kept", notice=self._of(notice), kept_by=self._of(kept_by))
            return self._quoted(clause, words, notice)
        if notice is None or notice == text.notice:
            return self._quoted(clause, "", notice)
        return self._quoted(clause, self._word("of", notice=self._of(notice)), notice)

    def _quoted(self, clause: Clause, source: str, notice: Notice | None) -> Quotation:
        return Quotation(
            text=self._word("quote", source=clause.source),
            lang=language_of_words(clause.source) or UNKNOWN,
            source=source or UNKNOWN,
            cite=UNKNOWN if notice is None else notice.ref,
        )

    def former(self, clause: Clause) -> str | None:
        """The last edition that said a clause of which it is awaited whether it holds; else ``None``."""
        text = self.edition.published
        if clause.id not in text.awaited:
            return None
        said = (one for one in chain(text) if clause.id in one.clauses and clause.id not in one.awaited)
        return next((one_line(one.published.label(self.locale)) for one in said), None)

    def rule(self, id: str) -> Iterator[str]:
        """That a rule is a reform's own, where it is: the sentence quoted does not say it."""
        if self._own_rules.get(id) is not self._published_rules.get(id):
            yield self._word("rule", reform=one_line(self.edition.reform))

    def numbers(self, names: Iterable[str]) -> Iterator[str]:
        """One line for each of these numbers of the policy that is not what the text says."""
        known, locale = facts(type(self.policy)), self.locale
        for name in names:
            if name not in self.unsaid:
                continue
            value, said, filled = self.unsaid[name]
            info = known[name]
            words = {
                "label": info.label.in_(locale) or name,
                "value": said_of(info, value, locale),
                "edition": self.label,
                "said": said_of(info, said, locale),
            }
            if value is UNKNOWN:
                kind = "left"
            else:
                kind = "filled" if filled else "loose" if said is UNKNOWN else "other"
            yield self._word(kind, **words)

    @cached_property
    def unsaid(self) -> Mapping[str, _Unsaid]:
        """The numbers that were decided by and that are not what the text says, by name.

        Of a programme no clause of which ever fixed a number, the head says once that no source was given.
        """
        text = self.edition.published
        every = (one for edition in chain(text) for one in edition.clauses.values())
        bare = text.notice is None and not any(one.numbers for one in every)
        filled = completed(text.policy, self.policy)
        found: dict[str, _Unsaid] = {}
        for name, info in facts(type(self.policy)).items():
            value, published = getattr(self.policy, name), getattr(text.policy, name)
            if info.derived:
                continue
            said = published if bare or text.quoted(name) is not None else UNKNOWN
            if value is not said and value != said:
                found[name] = _Unsaid(value, said, name in filled)
        return found

    def read_by(self, traced: TracedRule) -> tuple[str, ...]:
        """The numbers that a rule reads or names in its wording, each by those that it follows from."""
        key = "read by", traced.rule.id
        names: tuple[str, ...] | None = self.kept.get(key)
        if names is None:
            trees = [node for node in (traced.applies, traced.holds) if node is not None]
            said = sorted(traced.rule.text.names() | traced.rule.unmet.names())
            named = [name.removeprefix("policy.") for name in said if name.startswith("policy.")]
            names = self._given((*_read_in(trees), *named))
            self.kept[key] = names
        return names

    def of_amount(self, clause: Clause, tree: Node | None) -> Iterator[Piece]:
        """An amount's clause, where it stands in another notice than its edition's or a number has no source.

        Numbers that were filled in are told beside it; those that depart from the text are told with the
        others without a source.
        """
        text = self.edition.published
        names = self._given((*clause.numbers, *_read_in([] if tree is None else [tree])))
        unsaid = [name for name in names if name in self.unsaid]
        stated = text.clauses.get(clause.id)
        if unsaid or stated is None or stated.notice != text.notice:
            yield self.quote(clause)
        filled = self.numbers(name for name in unsaid if self.unsaid[name].filled)
        yield from (Paragraph(text=line) for line in filled)

    def _given(self, names: Iterable[str]) -> tuple[str, ...]:
        """Numbers by those that they follow from."""
        known = facts(type(self.policy))
        given = (path[0] for name in names if name in known for path in given_facts(known[name]))
        return tuple(dict.fromkeys(given))

    @cached_property
    def _own_rules(self) -> dict[str, Any]:
        return {rule.id: rule for _, rule in each(self.edition.rules)}

    @cached_property
    def _published_rules(self) -> dict[str, Any]:
        return {rule.id: rule for _, rule in each(self.edition.published.rules)}

    @cached_property
    def label(self) -> str:
        """What the edition is called, whose text it is."""
        return one_line(self.edition.published.label(self.locale))

    def _of(self, notice: Notice) -> str:
        return notice.message(self.locale)

    def _word(self, name: str, **params: str) -> str:
        return _WORDS[name].filled(self.locale, params.__getitem__)


def text_of(rule: Rule[...], result: Result) -> Text:
    """What is said of a rule: where it is not met and says so otherwise, what is so instead."""
    return rule.unmet if rule.unmet and result is Result.NOT_MET else rule.text


def worded(locale: str, text: Text, policy: Any, on: Fact[date]) -> str:
    """The words of a rule with the policy's values, and the date of filing, in their places."""
    return once(text.filled(locale, policy_word(policy, on, locale)), locale)


def _read_in(trees: Iterable[Node]) -> Iterator[str]:
    return (one.name for tree in trees for one in leaves(tree) if isinstance(one, PolicyValue))
