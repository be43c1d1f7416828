"""The notice to mend what an application lacks (補正通知), as an officer would write it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from cloudgrant.rules.deciding.gaps import Gap
from cloudgrant.rules.explaining.deficiencies import deficiencies_of
from cloudgrant.rules.explaining.letter_of import Writing, written
from cloudgrant.rules.explaining.telling import Telling
from cloudgrant.rules.explaining.told import Explained
from cloudgrant.rules.letter.blocks import Items, Paragraph, Piece
from cloudgrant.rules.letter.letter import Letter
from cloudgrant.rules.letter.structured_text import Section
from cloudgrant.rules.records.record import Record
from cloudgrant.rules.records.whose import whose
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.separators import AND
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import Fact

__all__ = ["notice_of"]

_NOTHING = Text(
    "notice.nothing",
    zh="沒有應補件之事項，也沒有不符合之規定",
    en="nothing is to be supplied, and nothing is not met",
)
_TITLE = Text("notice.title", zh="補正通知", en="Notice of deficiencies")
_ANSWER = Text(
    "notice.answer",
    zh="貴公司申請「{programme}」一案，經查尚有下列事項待補正，請於{due}以前補正，請查照。",
    en="Your application to “{programme}” lacks what is listed below. Please supply or mend it by {due}.",
)
_LATER_ANSWER = Text(
    "notice.later_answer",
    zh="貴公司辦理「{programme}」之{stage}一案，經查尚有下列事項待補正，請於{due}以前補正，請查照。",
    en="Your {stage} under “{programme}” lacks what is listed below. Please supply or mend it by {due}.",
)
_TO_SUPPLY = Text("notice.to_supply", zh="應補件事項", en="To be supplied")
_ONE = Text(
    "notice.one", zh="{whose}{question}（依據：{clauses}）", en="{whose}{question} (clause: {clauses})"
)
_PROVEN = Text(
    "notice.proven",
    zh="{whose}{question}（證明文件：{proof}；依據：{clauses}）",
    en="{whose}{question} (proof: {proof}; clause: {clauses})",
)


def notice_of(
    decision: Explained,
    *,
    due: date,
    to: str | Record | None,
    ubn: Fact[str],
    case: str,
    issued: date,
    by: str,
    locale: str | Iterable[str],
    rule_ids: bool,
    receipt: str,
) -> Letter:
    """The notice; see :meth:`~cloudgrant.rules.assessment.Assessment.notice`."""
    if not deficiencies_of(decision):
        raise InvalidInput([Problem.at((), "notice.nothing", _NOTHING)])
    return written(
        decision, _Notice, to=to, ubn=ubn, case=case, issued=issued, by=by, locale=locale, rule_ids=rule_ids,
        receipt=receipt, due=due,
    )  # fmt: skip


class _Notice(Writing[Explained]):
    """What is to be supplied, what is not met, and by when."""

    def title(self) -> str:
        return _TITLE.in_(self.locale)

    def answer(self, telling: Telling) -> Iterator[Piece]:
        sentence = _ANSWER if self.decision.stage == "application" else _LATER_ANSWER
        yield Paragraph(text=sentence.filled(self.locale, self.words.__getitem__))

    def body(self, telling: Telling) -> Iterator[Section]:
        gaps = deficiencies_of(self.decision).to_supply
        if gaps:
            items = Items(items=tuple(map(self._asked, gaps)))
            yield Section(role="missing", title=_TO_SUPPLY.in_(self.locale), blocks=(items,))
        yield from telling.to_mend()

    def _asked(self, gap: Gap) -> str:
        """What is asked, of whom, how it is proven, and the clauses for which it is needed."""
        decision, locale = self.decision, self.locale
        rules = (decision.programme.traced(rule).rule for rule in gap.rules)
        headings = dict.fromkeys(decision.programme.clauses[rule.clause].heading for rule in rules)
        words = {
            "whose": whose(decision.subject, gap.path, locale),
            "question": gap.question(locale),
            "proof": gap.info.proof.in_(locale),
            "clauses": AND.in_(locale).join(headings),
        }
        return (_PROVEN if words["proof"] else _ONE).filled(locale, words.__getitem__)
