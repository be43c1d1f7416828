"""A decision as text for people: plain, Markdown, HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from html import escape
from typing import Any

import attrs

from cloudgrant.rules.deciding.results import Outcome, Result
from cloudgrant.rules.explaining.cited import Cited
from cloudgrant.rules.explaining.remedies import Remedy
from cloudgrant.rules.explaining.told import Told, ToldDecision
from cloudgrant.rules.law.awaited import is_awaited
from cloudgrant.rules.law.clause import Clause
from cloudgrant.rules.records.whose import whose
from cloudgrant.rules.writing.declaration import Calculation
from cloudgrant.rules.writing.tree import Node
from cloudgrant.values.formatting import formatted
from cloudgrant.values.locales import language_tag
from cloudgrant.values.locales import locale as normal
from cloudgrant.values.markdown import escaped
from cloudgrant.values.paths import Path
from cloudgrant.values.separators import AND, THEN
from cloudgrant.values.text import Text, sentences
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["Report"]

_WORDS = sentences("report", {
    "on": Text(zh="日期：{on}", en="As of {on}"),
    "filed": Text(zh="申請日期：{on}", en="Filed on {on}"),
    "award": Text(zh="核給：{award}", en="Award: {award}"),
    "ceiling": Text(
        zh="補助上限：{ceiling}（擇優核定，符合資格不等於獲得補助）",
        en="Ceiling: {ceiling} (a competition: to be eligible is not to be awarded)",
    ),
    "party": Text(zh="閱覽者：{party}", en="As seen by {party}"),
    "missing": Text(zh="仍需申請人提供", en="Still needed from the applicant"),
    "awaiting": Text(zh="尚待他方確定", en="Awaited from others"),
    "remedies": Text(zh="可行的補正方式（擇一）", en="How to become eligible (any one of these)"),
    "remedies_later": Text(zh="可行的補正方式（擇一）", en="How to meet the requirements (any one of these)"),
    "mendable": Text(zh="可補正之項目", en="What can be corrected"),
    "unmendable": Text(zh="無法補正之項目", en="What cannot be corrected"),
    "or": Text(zh="；或", en="; or "),
    "more": Text(
        zh="可能的補正方式甚多，未能逐一試算，或另有其他方式。",
        en="There are too many ways to try them all; others may exist.",
    ),
    "notes": Text(zh="附註", en="Notes"),
    "clause": Text(zh="依據：{heading}", en="Clause: {heading}"),
    "advisory": Text(zh="（僅供參考）", en=" (advisory)"),
    "ruling": Text(zh="依{by}於{on}裁定 {ref}", en="Ruled by {by} on {on} {ref}"),
    "unsourced": Text(zh="其他未附依據之數值", en="Other numbers without a source"),
    "silent": Text(zh="下列規定是否適用，尚未公布", en="Not published yet whether these apply"),
    "unsaid": Text(zh="{edition}未載明下列規定是否適用", en="{edition} does not say whether these apply"),
    "formerly": Text(zh="原規定：{edition} {heading}", en="Formerly: {edition}, {heading}"),
    "silent_rule": Text(zh="{rules} · {clause}", en="{rules} · {clause}"),
})  # fmt: skip
# Eligible is a word for applications; of anything later it is said whether what is asked for holds.
_OUTCOMES = sentences("report.outcomes", {
    Outcome.ELIGIBLE: Text(zh="符合規定", en="all requirements met"),
    Outcome.INELIGIBLE: Text(zh="不符合規定", en="requirements not met"),
    Outcome.UNDETERMINED: Text(zh="尚無法判定", en="undetermined"),
})  # fmt: skip
_MARKS = {
    Result.MET: "✓",
    Result.NOT_MET: "✗",
    Result.UNDETERMINED: "?",
    Result.NOT_APPLICABLE: "–",
}


_DOT = "· "  # what marks a margin in plain text; a list in markup has its own


@attrs.frozen
class Block:
    """A part of a report: a finding with its details, or a titled list."""

    mark: str
    title: str
    details: tuple[str, ...]


@attrs.frozen(slots=False)
class Report:
    """A decision in one language.

    ``str()`` gives plain text, :meth:`as_markdown` Markdown, and a notebook shows it as HTML.
    Every line is made on demand from the decision; text that came with the data is escaped in
    Markdown and HTML.

    >>> import cloudgrant as cg
    >>> from datetime import date
    >>> firm = cg.Manufacturer(paid_in_capital=1, factory="none", points_last_used_in=0)
    >>> report = cg.points.assess(firm, on=date(2022, 5, 2)).report("en")
    >>> print(str(report).splitlines()[0])
    Digital points of the Industry Hall — ineligible
    >>> report.as_markdown().splitlines()[0]
    '# Digital points of the Industry Hall — ineligible'
    """

    decision: ToldDecision = attrs.field(repr=False)
    locale: str
    party: Path | None = None
    """Whose view it is, where it is that of one of several parties."""

    def __str__(self) -> str:
        lines = list(self._head())
        for block in self._blocks():
            lines += ["", f"{block.mark} {block.title}".strip(), *(f"    {line}" for line in block.details)]
        return "\n".join(lines)

    def as_markdown(self) -> str:
        """The report in Markdown; everything that could be markup is escaped."""
        title, *rest = (escaped(line) for line in self._head())
        lines = [f"# {title}", ""]
        lines += [f"{line}  " for line in rest]
        for block in self._blocks():
            lines += ["", f"## {block.mark} {escaped(block.title)}".replace("##  ", "## "), ""]
            lines += [f"- {escaped(line.removeprefix(_DOT))}" for line in block.details]
        return "\n".join(lines) + "\n"

    def _repr_html_(self) -> str:
        title, *rest = (escape(line) for line in self._head())
        parts = [f"<h3>{title}</h3>", f"<p>{'<br>'.join(rest)}</p>", "<ul>"]
        for block in self._blocks():
            details = "".join(f"<li>{escape(line.removeprefix(_DOT))}</li>" for line in block.details)
            inner = f"<ul>{details}</ul>" if details else ""
            parts.append(f"<li>{f'{block.mark} ' if block.mark else ''}{escape(block.title)}{inner}</li>")
        # That of the sentences around the programme's own wordings, which may have a language of their own.
        lang = escape(language_tag(normal(self.locale)))
        return f'<div lang="{lang}">' + "".join(parts) + "</ul></div>"

    def _word(self, name: str, **params: str) -> str:
        return _WORDS[name].filled(self.locale, params.__getitem__)

    def _head(self) -> Iterator[str]:
        decision, locale = self.decision, self.locale
        outcome = decision.outcome.label(locale)
        if decision.stage != "application":
            outcome = _OUTCOMES[decision.outcome].in_(locale)
        yield f"{decision.programme.title.in_(locale)} — {outcome}"
        yield self._word(
            "filed" if decision.stage == "application" else "on", on=formatted(decision.on, "", locale)
        )
        yield self._cited.head
        yield from self._cited.without
        if decision.award is not None and decision.programme.award is not None:
            award = formatted(decision.award, decision.programme.award.unit, locale)
            yield self._word("award", award=award)
            yield from self._amount(decision.programme.award, decision.programme.award_tree)
        if decision.ceiling is not None and decision.programme.ceiling is not None:
            ceiling = formatted(decision.ceiling, decision.programme.ceiling.unit, locale)
            yield self._word("ceiling", ceiling=ceiling)
            yield from self._amount(decision.programme.ceiling, decision.programme.ceiling_tree)
        if self.party is not None:
            yield self._word("party", party=self.party.key)

    def _amount(self, amount: Calculation[..., Any], tree: Node | None) -> Iterator[str]:
        """What an amount rests on, where the head does not say it already."""
        quoted = list(self._cited.of_amount(self.decision.edition.clauses[amount.clause], tree))
        yield from (self._word("clause", heading=line) for line in quoted[:1])
        yield from quoted[1:]

    def _blocks(self) -> Iterator[Block]:
        decision, locale = self.decision, self.locale
        awaited: list[Told] = []
        for finding in decision.findings:
            if self._awaited(finding):
                awaited.append(finding)
            else:
                yield self._finding(finding)
        if awaited:
            name = "silent" if decision.edition.silent else "unsaid"
            title = self._word(name, edition=self._cited.label)
            yield Block(_MARKS[Result.UNDETERMINED], title, tuple(self._by_clause(awaited)))
        notes = dict.fromkeys(
            note for finding in decision.findings for one in (finding, *finding.parts) for note in one.notes
        )
        sections = {
            "missing": [f"{self._of(gap.path)}{gap.question(locale)}" for gap in decision.missing],
            "awaiting": [f"{self._of(gap.path)}{gap.question(locale)}" for gap in decision.awaiting],
            **dict(self._mending()),
            "unsourced": list(self._cited.numbers(self._unread())),
            "notes": [
                *(note.in_(locale) for note in notes),
                *(one.message(locale) for one in decision.unused_rulings),
            ],
        }
        for name, lines in sections.items():
            if lines:
                yield Block("", self._word(name), tuple(lines))

    @cached_property
    def _cited(self) -> Cited:
        return Cited(self.decision.edition, self.decision.policy, self.locale)

    def _awaited(self, finding: Told) -> bool:
        """Whether a rule waits for what its edition does not say: for all that do it is one matter."""
        return finding.result is Result.UNDETERMINED and is_awaited(
            self.decision.programme.traced(finding.rule)
        )

    def _by_clause(self, awaited: list[Told]) -> Iterator[str]:
        """The rules that wait for each clause; of one that an earlier edition said, where that is."""
        rules: dict[str, list[str]] = {}
        clauses = {one.clause.id: one.clause for one in awaited}
        for one in awaited:
            rules.setdefault(one.clause.id, []).append(f"{one.rule}{self._advisory(one)}")
        for id, ids in rules.items():
            words = clauses[id].text.in_(self.locale)
            yield self._word("silent_rule", rules=AND.in_(self.locale).join(ids), clause=words)
            if not self.decision.edition.silent:
                yield self._where(clauses[id])

    def _where(self, clause: Clause) -> str:
        """Where a clause stood of which it is awaited whether it holds."""
        former = self._cited.former(clause)
        if former is None:
            return self._word("clause", heading=clause.heading)
        return self._word("formerly", edition=former, heading=clause.heading)

    def _advisory(self, finding: Told) -> str:
        return self._word("advisory") if finding.declaration.force == "advisory" else ""

    def _numbers(self, finding: Told) -> Iterable[str]:
        """The numbers of the policy that a rule reads, where any is not what the text says."""
        traced = self.decision.programme.traced(finding.rule)
        return self._cited.read_by(traced) if self._cited.unsaid else ()

    def _unread(self) -> Iterator[str]:
        """The numbers that depart from the text and that no rule read; an award may rest on them."""
        read = {name for finding in self.decision.findings for name in self._numbers(finding)}
        yield from (name for name, one in self._cited.unsaid.items() if not one.filled and name not in read)

    def _mending(self) -> Iterator[tuple[str, list[str]]]:
        """What would make it eligible; where nothing does, what can be mended beside what cannot."""
        decision, locale = self.decision, self.locale
        remedies = [self._acts(one) for one in decision.remedies]
        if remedies and not decision.remedies_complete:
            remedies.append(self._word("more"))
        yield ("remedies" if decision.stage == "application" else "remedies_later"), remedies
        if remedies or decision.outcome is not Outcome.INELIGIBLE:
            return
        mendable = []
        for one in decision.mendable:
            whose = self._of(one.finding.path)
            ways = self._word("or").join(self._acts(remedy, whose) for remedy in one.remedies)
            mendable.append(f"{whose}{one.finding.wording(locale)} — {ways}")
        if not decision.remedies_complete:
            mendable.append(self._word("more"))
        yield "mendable", mendable
        yield (
            "unmendable",
            [f"{self._of(one.path)}{one.wording(locale)}" for one in decision.unmendable] if mendable else [],
        )

    def _acts(self, remedy: Remedy, said: str = "") -> str:
        """The acts of a remedy, each with whose it is, unless that is said already."""
        return THEN.in_(self.locale).join(
            f"{change.whose(self.locale).removeprefix(said)}{change.message(self.locale)}"
            for change in remedy.changes
        )

    def _finding(self, finding: Told) -> Block:
        title = f"{finding.message(self.locale)}{self._advisory(finding)}"
        return Block(_MARKS[finding.result], title, tuple(self._details(finding)))

    def _details(self, finding: Told) -> Iterator[str]:
        locale = self.locale
        yield f"{finding.rule} · {self._word('clause', heading=finding.clause.heading)}"
        yield self._cited.quote(finding.clause)
        yield from self._cited.rule(finding.rule)
        yield from self._cited.numbers(self._numbers(finding))
        if finding.ruling is not None:
            ruling = finding.ruling
            ref = "" if ruling.ref is UNKNOWN else ruling.ref
            yield self._word("ruling", by=ruling.by, on=formatted(ruling.on, "", locale), ref=ref).strip()
        if not finding.parts:
            yield from self._margins(finding)
        for part in finding.parts:
            yield f"{_MARKS[part.result]} {self._of(part.path)}{part.message(locale)}"
            yield from self._margins(part)

    def _margins(self, finding: Told) -> Iterator[str]:
        """How far each fact is from its threshold, once; what is not known is asked for below."""
        known = (one for one in finding.margins if one.distance is not UNKNOWN or one.surely is not UNKNOWN)
        yield from dict.fromkeys(f"{_DOT}{one.message(self.locale)}" for one in known)

    def _of(self, path: Path) -> str:
        if path[:1] == ("policy",):  # an item of a list of the policy
            policies = (finding.policy for finding in self.decision.findings)
            return whose(next(policies, UNKNOWN), Path(path[1:]), self.locale)
        return whose(self.decision.subject, path, self.locale)
