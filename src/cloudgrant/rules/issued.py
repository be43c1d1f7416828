"""A decision as it was filed: in its own words, however the rules read by now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final, Literal

import attrs

from cloudgrant.rules.deciding.given_rulings import UnusedRuling
from cloudgrant.rules.deciding.results import Outcome, Result
from cloudgrant.rules.receipt import Receipt
from cloudgrant.rules.records.fact_info import given
from cloudgrant.rules.records.kept import Kept
from cloudgrant.rules.records.record import Record
from cloudgrant.values.locales import candidates
from cloudgrant.values.paths import Path
from cloudgrant.values.problems import Problem
from cloudgrant.values.shown import grouped, shown
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["IssuedDecision"]

_NEEDED: Final[Mapping[str, str]] = MappingProxyType({"eligible": "met", "ineligible": "not_met"})
"""A result without which there is no such outcome."""

_OUTCOME = Text(
    "issued.outcome",
    zh="結果為 {given}，卻無一規則為 {expected}",
    en="is {given}, although no rule has the result {expected}",
)
_AWARD = Text(
    "issued.award", zh="結果為 {outcome}，卻核給 {given}", en="is {given}, although the outcome is {outcome}"
)
_RECEIPT = Text(
    "issued.receipt",
    zh="收據為 {given}，決定卻為 {expected}",
    en="the receipt has {given}, but the decision {expected}",
)
_NO_RULE = Text("issued.no_rule", zh="收據未載此規則", en="the receipt knows no such rule")
_NO_RESULT = Text(
    "issued.no_result", zh="收據載有此規則，卻無結果", en="the receipt has this rule, but it has no result"
)
_REQUIRED = Text(
    "issued.required",
    zh="必要規則之結果為 {given}，決定之結果卻為 {outcome}",
    en="is {given}, although the rule is required and the outcome is {outcome}",
)
_FINDING = Text(
    "issued.finding",
    zh="認定為 {given}，結果卻為 {expected}",
    en="the finding is {given}, but the result {expected}",
)
_UNSAID = Text("issued.unsaid", zh="未知", en="unknown")

_BARS: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {"eligible": frozenset({"not_met", "undetermined"}), "undetermined": frozenset({"not_met"})}
)
"""Results of a required rule with which there is no such outcome."""

_LONGEST_LETTER: Final = 1_000_000
"""How many characters a letter may have: that on a consortium of ten has some fifty thousand."""


@attrs.frozen(kw_only=True)
class IssuedDecision(Record):
    """What ``load`` makes of a dumped decision: plain data that no later rule can change.

    ``results`` gives each rule's answer, ``texts`` the report in each language in which it was
    dumped, ``receipt`` what the decision rested on. One that was dumped in more ``detail`` holds what else it
    said, as it was written then: its ``findings``, what was ``missing`` and ``awaiting``, the ``remedies``.
    What was sent is a :class:`~cloudgrant.rules.letter.letter.Letter` of its own, which names the digest of
    this receipt.
    """

    __kind__ = "assessment"

    programme: str = given(identifies=True, zh="計畫", en="Programme")
    stage: str = given(zh="階段", en="Stage")
    on: Fact[date] = given(zh="申請日期", en="Date of filing")
    outcome: Literal["eligible", "ineligible", "undetermined"] = given(
        zh="結果", en="Outcome", options={one.value: one.text for one in Outcome}
    )
    award: Fact[int] = given(zh="核給", en="Award")
    ceiling: Fact[int] = given(zh="補助上限", en="Ceiling")
    party: Fact[str] = given(zh="閱覽者", en="As seen by")
    results: Mapping[str, Literal["met", "not_met", "undetermined", "not_applicable"]] = given(
        mapping=True, zh="各規則結果", en="Results", options={one.value: one.text for one in Result}
    )
    texts: Fact[Mapping[str, str]] = given(
        multiline=True, max_length=_LONGEST_LETTER, mapping=True, zh="文字", en="Texts"
    )
    unused_rulings: Fact[tuple[UnusedRuling, ...]] = given(
        zh="未發生效果之裁定", en="Rulings that had no effect"
    )
    receipt: Fact[Receipt] = given(zh="收據", en="Receipt")
    detail: Fact[Literal["findings", "open"]] = given(zh="詳細程度", en="Detail")
    findings: Fact[tuple[Kept, ...]] = given(zh="認定", en="Findings")
    missing: Fact[tuple[Kept, ...]] = given(zh="尚缺資料", en="Missing")
    awaiting: Fact[tuple[Kept, ...]] = given(zh="尚待確定", en="Awaited")
    remedies: Fact[tuple[Kept, ...]] = given(zh="補正方式", en="Remedies")
    remedies_complete: Fact[bool] = given(zh="補正方式是否已窮盡", en="Whether every way was tried")
    mendable: Fact[tuple[Kept, ...]] = given(zh="可個別補正者", en="What can be mended by itself")
    unmendable: Fact[tuple[Kept, ...]] = given(zh="無從補正者", en="What cannot be mended")

    def incoherent(self) -> Iterable[Problem]:
        """What the stored answers say that cannot have been issued together.

        Which of the rules are required, findings alone say: of what was dumped without them nobody can tell,
        and only what would hold of any rule is asked. What a party was shown may leave out the rule that
        decides.
        """
        found = set(self.results.values())
        if not found:
            yield Problem.at(["results"], "empty")
        needed = _NEEDED.get(self.outcome)
        if found and self.party is UNKNOWN and needed is not None and needed not in found:
            yield Problem.at(["outcome"], "issued.outcome", _OUTCOME, given=self.outcome, expected=needed)
        if self.outcome != "eligible" and self.award not in (UNKNOWN, 0):
            yield Problem.at(
                ["award"], "issued.award", _AWARD, given=grouped(self.award), outcome=self.outcome
            )
        yield from self._at_odds_with_findings()
        if isinstance(self.receipt, Receipt):
            yield from self._at_odds_with(self.receipt)

    def _at_odds_with(self, receipt: Receipt) -> Iterator[Problem]:
        """What the receipt says otherwise."""
        for name in ("programme", "stage", "on"):
            issued, recorded = getattr(self, name), getattr(receipt, name)
            if issued != recorded:
                told = {"given": recorded, "expected": issued}
                said = {key: _UNSAID if value is UNKNOWN else value for key, value in told.items()}
                yield Problem.at(["receipt", name], "issued.receipt", _RECEIPT, **said)
        for rule in self.results:
            if rule not in receipt.rules:
                yield Problem.at(["results", rule], "issued.rule", _NO_RULE)
        if self.results and self.party is UNKNOWN:
            for rule in receipt.rules:
                if rule not in self.results:
                    yield Problem.at(["results", rule], "issued.result", _NO_RESULT)

    def _at_odds_with_findings(self) -> Iterator[Problem]:
        """What the findings say otherwise, and results of required rules that bar the outcome."""
        for number, finding in enumerate(self.findings if isinstance(self.findings, tuple) else ()):
            rule, found = str(finding.get("rule")), finding.get("result")
            result = self.results.get(rule)
            if result is None:
                continue
            if found != result:
                where = Path(["findings", number, "result"])
                yield Problem.at(where, "issued.finding", _FINDING, given=shown(found), expected=result)
            barred = self.party is UNKNOWN and finding.get("force") == "required"
            if barred and result in _BARS.get(self.outcome, ()):
                where = Path(["results", rule])
                yield Problem.at(where, "issued.required", _REQUIRED, given=result, outcome=self.outcome)

    def result(self, rule: str) -> Result:
        """One rule's answer; raises ``KeyError`` for a rule that was not judged."""
        return Result(self.results[rule])

    def decided(self) -> Outcome:
        """The outcome as a member of :class:`~cloudgrant.rules.deciding.results.Outcome`."""
        return Outcome(self.outcome)

    def report(self, locale: str = "zh_Hant_TW") -> str:
        """The report in a language, word for word; raises ``KeyError`` where it was not dumped in it."""
        texts: Mapping[str, str] = self.texts if isinstance(self.texts, Mapping) else {}
        for wanted in candidates(locale):
            for issued, text in texts.items():
                if wanted in candidates(issued):
                    return text
        raise KeyError(f"the decision was not issued in {locale!r}, only in {list(texts)}")
