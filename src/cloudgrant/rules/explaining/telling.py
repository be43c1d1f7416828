"""A decision put in order for who reads it: the answer, what stands in the way, then the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

import attrs

from cloudgrant.rules.deciding.gaps import Gap
from cloudgrant.rules.deciding.results import Outcome, Result
from cloudgrant.rules.explaining.cited import Cited, cited
from cloudgrant.rules.explaining.margins import Margin
from cloudgrant.rules.explaining.remedies import Remedy
from cloudgrant.rules.explaining.told import Told, ToldDecision
from cloudgrant.rules.law.awaited import is_awaited
from cloudgrant.rules.law.clause import Clause
from cloudgrant.rules.letter.blocks import (
    Block,
    Items,
    Judged,
    JudgedList,
    JudgedPart,
    Paragraph,
    Piece,
    Quotation,
)
from cloudgrant.rules.letter.structured_text import Role, Section
from cloudgrant.rules.records.whose import whose
from cloudgrant.rules.writing.declaration import Calculation
from cloudgrant.rules.writing.tree import Node
from cloudgrant.values.formatting import formatted
from cloudgrant.values.paths import Path
from cloudgrant.values.separators import AND, THEN
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["Telling"]

_WORDS = {
    "award": Text("report.award", zh="核給：{award}", en="Award: {award}"),
    "ceiling": Text(
        "report.ceiling",
        zh="補助上限：{ceiling}（擇優核定，符合資格不等於獲得補助）",
        en="Ceiling: {ceiling} (a competition: to be eligible is not to be awarded)",
    ),
    "not_met": Text("report.not_met", zh="不符合之規定", en="Requirements not met"),
    "open": Text("report.open", zh="尚無法判定之規定", en="Requirements not settled yet"),
    "met": Text("report.met", zh="符合之規定", en="Requirements met"),
    "advice": Text(
        "report.advice", zh="參考事項（不影響結果）", en="For information (no bearing on the outcome)"
    ),
    "not_applicable": Text("report.not_applicable", zh="不適用之規定", en="Not applicable"),
    "missing": Text("report.missing", zh="仍需申請人提供", en="Still needed from the applicant"),
    "awaiting": Text("report.awaiting", zh="尚待他方確定", en="Awaited from others"),
    "remedies": Text(
        "report.remedies", zh="可行的補正方式（擇一）", en="How to become eligible (any one of these)"
    ),
    "remedies_later": Text(
        "report.remedies_later",
        zh="可行的補正方式（擇一）",
        en="How to meet the requirements (any one of these)",
    ),
    "mendable": Text("report.mendable", zh="可補正之項目", en="What can be corrected"),
    "unmendable": Text("report.unmendable", zh="無法補正之項目", en="What cannot be corrected"),
    "or": Text("report.or", zh="；或", en="; or "),
    "more": Text(
        "report.more",
        zh="補正方式未全數列出，或另有其他方式。",
        en="Not every way is listed; others may exist.",
    ),
    "notes": Text("report.notes", zh="附註", en="Notes"),
    "clause": Text("report.clause", zh="依據：{heading}", en="Clause: {heading}"),
    "either": Text(
        "report.either",
        zh="{margin}——擇一符合即可，本項不影響結果",
        en="{margin} — either will do; this one is not needed",
    ),
    "advisory": Text("report.advisory", zh="（僅供參考）", en=" (advisory)"),
    "ruling": Text("report.ruling", zh="依{by}於{on}裁定 {ref}", en="Ruled by {by} on {on} {ref}"),
    "unsourced": Text("report.unsourced", zh="其他未附依據之數值", en="Other numbers without a source"),
    "silent": Text(
        "report.silent", zh="下列規定是否適用，尚未公布", en="Not published yet whether these apply"
    ),
    "unsaid": Text(
        "report.unsaid", zh="{edition}未載明下列規定是否適用", en="{edition} does not say whether these apply"
    ),
    "formerly": Text(
        "report.formerly", zh="原規定：{edition} {heading}", en="Formerly: {edition}, {heading}"
    ),
    "silent_rule": Text("report.silent_rule", zh="{rules} · {clause}", en="{rules} · {clause}"),
    "readings": Text("report.readings", zh="本件對條文之解讀", en="How the text was read"),
    "reading": Text("report.reading", zh="{heading}：{reading}", en="{heading}: {reading}"),
}
_BY_WHOM = {
    "policy": Text(
        "report.by_whom.policy", zh="{question}（待主辦單位公布）", en="{question} (to be published)"
    ),
    "office": Text(
        "report.by_whom.office",
        zh="{question}（由主辦單位查明）",
        en="{question} (for the programme office to look up)",
    ),
    "event": Text("report.by_whom.event", zh="{question}（待事實發生）", en="{question} (still to happen)"),
    "reviewer": Text(
        "report.by_whom.reviewer",
        zh="{question}（由審查者認定）",
        en="{question} (for the reviewers to decide)",
    ),
    "text": Text(
        "report.by_whom.text",
        zh="{question}（待主辦單位釋明）",
        en="{question} (for the programme office to clarify)",
    ),
}

_IN_SHORT = (Result.MET, Result.NOT_APPLICABLE)


@attrs.frozen(slots=False)
class Telling:
    """What is told of a decision in one language, section by section.

    ``rule_ids`` says whether rules are named by their ids, which mean something to those who keep them;
    ``brief`` tells of what is met, and of what does not apply, no more than its legal basis, and of the items
    of a list those alone that decide.
    """

    decision: ToldDecision
    locale: str
    rule_ids: bool = True
    brief: bool = False

    @cached_property
    def cited(self) -> Cited:
        """What is told of the text that the decision rests on."""
        return cited(self.decision.programme, self.decision.policy, self.locale)

    def amounts(self) -> Iterator[Piece]:
        """What is granted, or how much may be asked for, and what that rests on."""
        decision, programme, locale = self.decision, self.decision.programme, self.locale
        if decision.award is not None and programme.award is not None:
            award = formatted(decision.award, programme.award.unit, locale)
            yield Paragraph(text=self._word("award", award=award))
            yield from self._amount(programme.award, programme.award_tree)
        if decision.ceiling is not None and programme.ceiling is not None:
            ceiling = formatted(decision.ceiling, programme.ceiling.unit, locale)
            yield Paragraph(text=self._word("ceiling", ceiling=ceiling))
            yield from self._amount(programme.ceiling, programme.ceiling_tree)

    def _amount(self, amount: Calculation[..., Any], tree: Node | None) -> Iterator[Piece]:
        """What an amount rests on, where the head does not say it already."""
        key, kept = ("amount", amount.clause), self.cited.kept
        known: tuple[Piece, ...] | None = kept.get(key)
        if known is None:
            quoted = list(self.cited.of_amount(self.decision.edition.clauses[amount.clause], tree))
            known = (*map(self._as_basis, quoted[:1]), *quoted[1:])
            kept[key] = known
        yield from known

    def _as_basis(self, piece: Piece) -> Piece:
        match piece:
            case Paragraph(text=text) | Quotation(text=text):
                return attrs.evolve(piece, text=self._word("clause", heading=text))
            case _:
                return piece

    def in_the_way(self) -> Iterator[Section]:
        """What is not met; what is not settled, what is missing and from whom; what would mend it."""
        decision, locale = self.decision, self.locale
        yield from self._judged("not_met", Result.NOT_MET)
        yield from self._open()
        yield from self._listed(
            "missing", (f"{self._of(gap.path)}{gap.question(locale)}" for gap in decision.missing)
        )
        yield from self._listed(
            "awaiting", (f"{self._of(gap.path)}{self._from_whom(gap)}" for gap in decision.awaiting)
        )
        yield from self._mending()

    def to_mend(self) -> Iterator[Section]:
        """What is not met, and what would mend it."""
        yield from self._judged("not_met", Result.NOT_MET)
        yield from self._mending()

    def the_rest(self) -> Iterator[Section]:
        """What is met, what does not bear on the outcome, and what is to be noted."""
        decision, locale = self.decision, self.locale
        yield from self._judged("met", Result.MET)
        advisory = [one for one in decision.findings if not _required(one) and not self._waits(one)]
        advisory = [one for one in advisory if one.result in (Result.NOT_MET, Result.UNDETERMINED)]
        yield from self._findings("advice", map(self._finding, advisory))
        yield from self._judged("not_applicable", Result.NOT_APPLICABLE)
        yield from self._listed("numbers", self.cited.numbers(self._unread()), "unsourced")
        notes = (
            note for finding in decision.findings for one in (finding, *finding.parts) for note in one.notes
        )
        told = [*(note.in_(locale) for note in dict.fromkeys(notes))]
        yield from self._listed("notes", [*told, *(one.message(locale) for one in decision.unused_rulings)])

    def readings(self) -> Iterator[Section]:
        """How sentences were read that allow more than one reading, where what they ask stands in the way."""
        in_the_way = (Result.NOT_MET, Result.UNDETERMINED)
        asked = [one for one in self.decision.findings if _required(one) and one.result in in_the_way]
        asked = [one for one in asked if not self._waits(one)]
        clauses = {one.clause.id: one.clause for one in asked if one.clause.reading}
        words = [
            self._word(
                "reading", heading=clause.text.in_(self.locale), reading=clause.reading.in_(self.locale)
            )
            for clause in clauses.values()
        ]
        yield from self._listed("readings", words)

    def _word(self, name: str, **params: str) -> str:
        return _WORDS[name].filled(self.locale, params.__getitem__)

    def _section(self, role: Role, blocks: Iterable[Block], word: str = "") -> Section:
        return Section(role=role, title=self._word(word or role), blocks=tuple(blocks))

    def _listed(self, role: Role, lines: Iterable[str], word: str = "") -> Iterator[Section]:
        items = tuple(lines)
        if items:
            yield self._section(role, [Items(items=items)], word)

    def _findings(self, role: Role, judged: Iterable[Judged]) -> Iterator[Section]:
        findings = tuple(judged)
        if findings:
            yield self._section(role, [JudgedList(findings=findings)])

    def _judged(self, role: Role, result: Result) -> Iterator[Section]:
        """The findings of one result; of what is in the way only those that must be met."""
        asked = result is Result.NOT_MET
        found = (one for one in self.decision.findings if one.result is result)
        yield from self._findings(role, (self._finding(one) for one in found if _required(one) or not asked))

    def _open(self) -> Iterator[Section]:
        """What is not settled; what waits for what its edition does not say is one matter."""
        undetermined = [one for one in self.decision.findings if one.result is Result.UNDETERMINED]
        waiting = [one for one in undetermined if self._waits(one)]
        judged = [self._finding(one) for one in undetermined if _required(one) and not self._waits(one)]
        if waiting:
            name = "silent" if self.decision.edition.silent else "unsaid"
            title = self._word(name, edition=self.cited.label)
            lines = tuple(self._by_clause(waiting))
            details = map(_paragraph, lines) if self.rule_ids else (Items(items=lines),)
            judged.append(Judged(result=Result.UNDETERMINED.value, text=title, details=tuple(details)))
        yield from self._findings("open", judged)

    def _waits(self, finding: Told) -> bool:
        return finding.result is Result.UNDETERMINED and is_awaited(
            self.decision.programme.traced(finding.rule)
        )

    def _by_clause(self, waiting: list[Told]) -> Iterator[str]:
        """The rules that wait for each clause; of one that an earlier edition said, where that is."""
        rules: dict[str, list[str]] = {}
        clauses = {one.clause.id: one.clause for one in waiting}
        for one in waiting:
            rules.setdefault(one.clause.id, []).append(f"{one.rule}{self._advisory(one)}")
        for id, ids in rules.items():
            words = clauses[id].text.in_(self.locale)
            named = self._word("silent_rule", rules=AND.in_(self.locale).join(ids), clause=words)
            yield named if self.rule_ids else words
            if not self.decision.edition.silent:
                yield self._where(clauses[id])

    def _where(self, clause: Clause) -> str:
        """Where a clause stood of which it is awaited whether it holds."""
        former = self.cited.former(clause)
        if former is None:
            return self._word("clause", heading=clause.heading)
        return self._word("formerly", edition=former, heading=clause.heading)

    def _from_whom(self, gap: Gap) -> str:
        """What is asked, and who is to say it."""
        whom = gap.because if gap.because != "event" else gap.info.known_by
        question = gap.question(self.locale)
        if whom in ("policy", "text") and not gap.info.question.in_(self.locale):
            return question  # which says it already
        return _BY_WHOM[whom].filled(self.locale, lambda _: question) if whom in _BY_WHOM else question

    def _advisory(self, finding: Told) -> str:
        return "" if _required(finding) else self._word("advisory")

    def _numbers(self, finding: Told) -> Iterable[str]:
        """The numbers of the policy that a rule reads, where any is not what the text says."""
        traced = self.decision.programme.traced(finding.rule)
        return self.cited.read_by(traced) if self.cited.unsaid else ()

    def _unread(self) -> Iterator[str]:
        """The numbers that depart from the text and that no rule read; an award may rest on them."""
        read = {name for finding in self.decision.findings for name in self._numbers(finding)}
        yield from (name for name, one in self.cited.unsaid.items() if not one.filled and name not in read)

    def _mending(self) -> Iterator[Section]:
        """What would make it eligible; where nothing does, what can be mended beside what cannot."""
        decision, locale = self.decision, self.locale
        remedies = [self._acts(one) for one in decision.remedies]
        if remedies and not decision.remedies_complete:
            remedies.append(self._word("more"))
        yield from self._listed(
            "remedies", remedies, "remedies" if decision.stage == "application" else "remedies_later"
        )
        if remedies or decision.outcome is not Outcome.INELIGIBLE:
            return
        mendable = []
        for one in decision.mendable:
            whose = self._of(one.finding.path)
            ways = self._word("or").join(self._acts(remedy, whose) for remedy in one.remedies)
            mendable.append(f"{whose}{one.finding.wording(locale)} — {ways}")
        if not decision.remedies_complete:
            mendable.append(self._word("more"))
        yield from self._listed("mendable", mendable)
        if mendable:
            beside = (f"{self._of(one.path)}{one.wording(locale)}" for one in decision.unmendable)
            yield from self._listed("unmendable", beside)

    def _acts(self, remedy: Remedy, said: str = "") -> str:
        """The acts of a remedy, each with whose it is, unless that is said already."""
        return THEN.in_(self.locale).join(
            f"{change.whose(self.locale).removeprefix(said)}{change.message(self.locale)}"
            for change in remedy.changes
        )

    def _finding(self, finding: Told) -> Judged:
        return Judged(
            result=finding.result.value,
            text=f"{finding.message(self.locale)}{self._advisory(finding)}",
            details=tuple(self._details(finding)),
            parts=tuple(self._parts(finding)),
        )

    def _parts(self, finding: Told) -> Iterator[JudgedPart]:
        for part in finding.parts:
            lines, said = tuple(self._margins(part)), part.message(self.locale)
            if self.brief:
                if not lines if finding.result in _IN_SHORT else part.result in _IN_SHORT:
                    continue  # it says no more than the whole, or decides nothing
                if part.wording(self.locale) == finding.wording(self.locale):
                    said = part.with_grounds(part.result.label(self.locale), self.locale)
            yield JudgedPart(result=part.result.value, text=f"{self._of(part.path)}{said}", lines=lines)

    def _details(self, finding: Told) -> Iterator[Piece]:
        locale = self.locale
        yield from self._basis(finding)
        if finding.ruling is not None:
            ruling = finding.ruling
            ref = "" if ruling.ref is UNKNOWN else ruling.ref
            words = self._word("ruling", by=ruling.by, on=formatted(ruling.on, "", locale), ref=ref)
            yield Paragraph(text=words.strip())
        if not finding.parts:
            yield from self._margins(finding)

    def _basis(self, finding: Told) -> tuple[Piece, ...]:
        """What a rule rests on, which is the same whatever it is decided on."""
        quoted = not self.brief or finding.result not in _IN_SHORT
        key, kept = ("basis", finding.rule, self.rule_ids, quoted), self.cited.kept
        said: tuple[Piece, ...] | None = kept.get(key)
        if said is None:
            basis = self._word("clause", heading=finding.clause.heading)
            lines = [*self.cited.rule(finding.rule), *self.cited.numbers(self._numbers(finding))]
            said = (
                Paragraph(text=f"{finding.rule} · {basis}" if self.rule_ids else basis),
                *([self.cited.quote(finding.clause)] if quoted else []),
                *(Paragraph(text=line) for line in lines),
            )
            kept[key] = said
        return said

    def _margins(self, finding: Told) -> Iterator[Items]:
        """How far each fact is from its threshold, once; what is not known is asked for elsewhere.

        Where the rule is met although one is not within its threshold, that is an alternative not needed.
        """
        known = [one for one in finding.margins if one.distance is not UNKNOWN or one.surely is not UNKNOWN]
        met = finding.result is Result.MET
        needed = [] if met and self.brief else [one for one in known if not met or one.holds is not False]
        spare = [one for one in known if met and one.holds is False]
        if needed:
            yield Items(items=self._once(needed))
        if spare:
            lines = self._once(spare)
            yield Items(items=tuple(self._word("either", margin=line) for line in lines), spare=True)

    def _once(self, margins: Iterable[Margin]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.message(self.locale) for one in margins))

    def _of(self, path: Path) -> str:
        if path[:1] == ("policy",):  # an item of a list of the policy
            policies = (finding.policy for finding in self.decision.findings)
            return whose(next(policies, UNKNOWN), Path(path[1:]), self.locale)
        return whose(self.decision.subject, path, self.locale)


def _paragraph(line: str) -> Paragraph:
    return Paragraph(text=line)


def _required(finding: Told) -> bool:
    return finding.declaration.force == "required"
