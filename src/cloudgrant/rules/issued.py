"""A decision as it was issued: in its own words, however the rules read by now."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final, Literal

import attrs

from cloudgrant.rules.deciding.given_rulings import UnusedRuling
from cloudgrant.rules.deciding.results import Outcome, Result
from cloudgrant.rules.receipt import Receipt
from cloudgrant.rules.records.fact_info import given
from cloudgrant.rules.records.record import Record
from cloudgrant.values.locales import candidates
from cloudgrant.values.unknown import Fact

__all__ = ["IssuedDecision"]

_LONGEST_LETTER: Final = 1_000_000
"""How many characters a letter may have: that on a consortium of ten has some fifty thousand."""


@attrs.frozen(kw_only=True)
class IssuedDecision(Record):
    """What ``load`` makes of a dumped decision: plain data that no later rule can change.

    ``results`` gives each rule's answer, ``texts`` the letter in each language in which it was
    dumped, ``receipt`` what the decision rested on.
    """

    __kind__ = "assessment"

    programme: str = given(identifies=True, zh="計畫", en="Programme")
    stage: str = given(zh="階段", en="Stage")
    on: Fact[date] = given(zh="申請日期", en="Date of filing")
    outcome: Literal["eligible", "ineligible", "undetermined"] = given(zh="結果", en="Outcome")
    award: Fact[int] = given(zh="核給", en="Award")
    ceiling: Fact[int] = given(zh="補助上限", en="Ceiling")
    party: Fact[str] = given(zh="閱覽者", en="As seen by")
    results: Mapping[str, Literal["met", "not_met", "undetermined", "not_applicable"]] = given(
        mapping=True, zh="各規則結果", en="Results"
    )
    texts: Fact[Mapping[str, str]] = given(
        multiline=True, max_length=_LONGEST_LETTER, mapping=True, zh="文字", en="Texts"
    )
    unused_rulings: Fact[tuple[UnusedRuling, ...]] = given(
        zh="未發生效果之裁定", en="Rulings that had no effect"
    )
    receipt: Fact[Receipt] = given(zh="收據", en="Receipt")

    def result(self, rule: str) -> Result:
        """One rule's answer; raises ``KeyError`` for a rule that was not judged."""
        return Result(self.results[rule])

    def decided(self) -> Outcome:
        """The outcome as a member of :class:`~cloudgrant.rules.deciding.results.Outcome`."""
        return Outcome(self.outcome)

    def report(self, locale: str = "zh_Hant_TW") -> str:
        """The letter in a language, word for word; raises ``KeyError`` where it was not issued in it."""
        texts: Mapping[str, str] = self.texts if isinstance(self.texts, Mapping) else {}
        for wanted in candidates(locale):
            for issued, text in texts.items():
                if wanted in candidates(issued):
                    return text
        raise KeyError(f"the decision was not issued in {locale!r}, only in {list(texts)}")
