"""A decision as text for people: plain, Markdown, HTML."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import attrs

from cloudgrant.rules.deciding.results import Outcome
from cloudgrant.rules.explaining.telling import Telling
from cloudgrant.rules.explaining.told import ToldDecision
from cloudgrant.rules.letter.blocks import Paragraph, Piece
from cloudgrant.rules.letter.html import as_fragment
from cloudgrant.rules.letter.markdown import as_markdown
from cloudgrant.rules.letter.plain import as_plain
from cloudgrant.rules.letter.structured_text import Section, StructuredText
from cloudgrant.values.formatting import formatted
from cloudgrant.values.locales import language_tag
from cloudgrant.values.locales import locale as normal
from cloudgrant.values.paths import Path
from cloudgrant.values.text import Text, sentences

__all__ = ["Report"]

_WORDS = sentences("report", {
    "on": Text(zh="日期：{on}", en="As of {on}"),
    "filed": Text(zh="申請日期：{on}", en="Filed on {on}"),
    "party": Text(zh="閱覽者：{party}", en="As seen by {party}"),
})  # fmt: skip
# Eligible is a word for applications; of anything later it is said whether what is asked for holds.
_LATER = sentences("report.outcomes", {
    Outcome.ELIGIBLE: Text(zh="符合規定", en="all requirements met"),
    Outcome.INELIGIBLE: Text(zh="不符合規定", en="requirements not met"),
    Outcome.UNDETERMINED: Text(zh="尚無法判定", en="undetermined"),
})  # fmt: skip


@attrs.frozen(slots=False)
class Report:
    """A decision in one language, for those who keep the rules: with their ids, sentences and margins.

    First the answer, then what is not met, what is not settled and who is to say it, and what would mend it;
    then the rest. ``str()`` gives plain text, :meth:`as_markdown` Markdown, :meth:`as_html` HTML, which a
    notebook shows. It is made on demand from the decision; text that came with the data makes no line of its
    own, and no markup. What is sent to the applicant is a :class:`~cloudgrant.rules.letter.letter.Letter`.

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

    @cached_property
    def text(self) -> StructuredText:
        """The report in its parts, as each form shows them."""
        decision, telling = self.decision, Telling(self.decision, self.locale)
        outcome = decision.outcome.label(self.locale)
        if decision.stage != "application":
            outcome = _LATER[decision.outcome].in_(self.locale)
        head = Section(role="head", blocks=tuple(self._head(telling)))
        return StructuredText(
            lang=language_tag(normal(self.locale)),
            title=f"{decision.programme.title.in_(self.locale)} — {outcome}",
            sections=(head, *telling.in_the_way(), *telling.the_rest()),
        )

    def __str__(self) -> str:
        return as_plain(self.text)

    def as_markdown(self) -> str:
        """The report in Markdown; everything that could be markup is escaped."""
        return as_markdown(self.text)

    def as_html(self, *, level: int = 1) -> str:
        """The report as an HTML ``<article>``, its title a heading of the ``level``, all escaped."""
        return as_fragment(self.text, level)

    def _repr_html_(self) -> str:
        return self.as_html(level=3)

    def _head(self, telling: Telling) -> Iterator[Piece]:
        decision = self.decision
        day = "filed" if decision.stage == "application" else "on"
        yield Paragraph(text=self._word(day, on=formatted(decision.on, "", self.locale)))
        yield Paragraph(text=telling.cited.head)
        yield from (Paragraph(text=line) for line in telling.cited.without)
        yield from telling.amounts()
        if self.party is not None:
            yield Paragraph(text=self._word("party", party=self.party.key))

    def _word(self, name: str, **params: str) -> str:
        return _WORDS[name].filled(self.locale, params.__getitem__)
