"""A decision as text for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from cloudgrant.rules.assessment import Assessment
from cloudgrant.rules.finding import Finding
from cloudgrant.rules.results import Result
from cloudgrant.values.formatting import formatted
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["Report"]

_WORDS = {
    "on": Text(zh="申請日期：{on}", en="Filed on {on}"),
    "award": Text(zh="核給：{award}", en="Award: {award}"),
    "missing": Text(zh="仍需申請人提供：", en="Still needed from the applicant:"),
    "awaiting": Text(zh="尚待他方確定：", en="Awaited from others:"),
    "remedies": Text(zh="可行的補正方式：", en="What would mend it:"),
    "or": Text(zh="或：", en="or: "),
    "clause": Text(zh="依據：{heading}", en="Clause: {heading}"),
    "advisory": Text(zh="（僅供參考）", en=" (advisory)"),
}


@attrs.frozen
class Report:
    """A decision in one language: ``str()`` gives plain text.

    Every line is made on demand from the decision; nothing is stored.
    """

    decision: Assessment[Any, Any] = attrs.field(repr=False)
    locale: str

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def _word(self, name: str, **params: str) -> str:
        return _WORDS[name].filled(self.locale, params.__getitem__)

    def _lines(self) -> Iterator[str]:
        decision, locale = self.decision, self.locale
        head = f"{decision.programme.title.in_(locale)} — {decision.outcome.label(locale)}"
        yield head
        yield self._word("on", on=formatted(decision.on, "", locale))
        if decision.award is not None and decision.programme.award is not None:
            award = formatted(decision.award, decision.programme.award.unit, locale)
            yield self._word("award", award=award)
        for finding in decision.findings:
            yield ""
            yield from self._finding(finding)
        yield from self._section("missing", [gap.question(locale) for gap in decision.missing])
        yield from self._section("awaiting", [gap.question(locale) for gap in decision.awaiting])
        yield from self._section("remedies", [one.message(locale) for one in decision.remedies])

    def _finding(self, finding: Finding) -> Iterator[str]:
        locale = self.locale
        advisory = self._word("advisory") if finding.declaration.force == "advisory" else ""
        yield f"{_MARKS[finding.result]} {finding.message(locale)}{advisory}"
        yield f"    {finding.rule} · {self._word('clause', heading=finding.clause.heading)}"
        yield f"    「{finding.clause.source}」"
        for margin in finding.margins:
            if margin.distance is UNKNOWN:
                continue  # what is not known is asked for below
            yield f"    · {margin.message(locale)}"
        for part in finding.parts:
            yield f"    {_MARKS[part.result]} {part.path.key}: {part.message(locale)}"

    def _section(self, name: str, lines: list[str]) -> Iterator[str]:
        if lines:
            yield ""
            yield self._word(name)
            for line in lines:
                yield f"  - {line}"


_MARKS = {
    Result.MET: "✓",
    Result.NOT_MET: "✗",
    Result.UNDETERMINED: "?",
    Result.NOT_APPLICABLE: "–",
}
