"""The letter of a decision: what an applicant is told of it, as an officer would write it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Generic, TypeVar

import attrs

from cloudgrant.rules.deciding.results import Outcome
from cloudgrant.rules.explaining.following import at
from cloudgrant.rules.explaining.telling import Telling
from cloudgrant.rules.explaining.told import ToldDecision
from cloudgrant.rules.letter.blocks import Paragraph, Piece, Term, Terms
from cloudgrant.rules.letter.letter import Letter
from cloudgrant.rules.letter.structured_text import Section, StructuredText
from cloudgrant.rules.records.fact_info import facts
from cloudgrant.rules.records.record import Record
from cloudgrant.values.formatting import formatted
from cloudgrant.values.locales import language_tag
from cloudgrant.values.locales import locale as normal
from cloudgrant.values.paths import Path
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["Writing", "letter_of", "written"]

D = TypeVar("D", bound=ToldDecision)

_TITLES = {
    Outcome.ELIGIBLE: Text(
        "letter.titles.eligible", zh="審查結果通知：符合資格", en="Notice of decision: eligible"
    ),
    Outcome.INELIGIBLE: Text(
        "letter.titles.ineligible", zh="審查結果通知：不符合資格", en="Notice of decision: not eligible"
    ),
    Outcome.UNDETERMINED: Text(
        "letter.titles.undetermined", zh="審查結果通知：尚無法判定", en="Notice of decision: not decided yet"
    ),
}
_LATER_TITLES = {
    **_TITLES,
    Outcome.ELIGIBLE: Text(
        "letter.later_titles.eligible",
        zh="審查結果通知：符合規定",
        en="Notice of decision: all requirements met",
    ),
    Outcome.INELIGIBLE: Text(
        "letter.later_titles.ineligible",
        zh="審查結果通知：不符合規定",
        en="Notice of decision: requirements not met",
    ),
}
_NAMES = {
    "to": Text("letter.names.to", zh="受文者", en="To"),
    "ubn": Text("letter.names.ubn", zh="統一編號", en="Unified business number"),
    "issued": Text("letter.names.issued", zh="發文日期", en="Date"),
    "case": Text("letter.names.case", zh="案號", en="Case reference"),
    "by": Text("letter.names.by", zh="發文機關", en="Issued by"),
    "due": Text("letter.names.due", zh="補正期限", en="To be mended by"),
    "answer": Text("letter.names.answer", zh="主旨", en="Decision"),
    "receipt": Text("letter.names.receipt", zh="審查依據", en="What this decision rests on"),
    "programme": Text("letter.names.programme", zh="計畫", en="Programme"),
    "stage": Text("letter.names.stage", zh="階段", en="Stage"),
    "filed": Text("letter.names.filed", zh="申請日期", en="Filed on"),
    "on": Text("letter.names.on", zh="審認日期", en="As of"),
    "party": Text("letter.names.party", zh="閱覽者", en="As seen by"),
    "short": Text("letter.names.short", zh="審查紀錄短碼", en="Receipt code"),
    "whole": Text("letter.names.whole", zh="審查紀錄摘要", en="Receipt digest"),
}
_CHECKED = Text(
    "letter.checked",
    zh="審查紀錄摘要係審查時所依據之資料、規定與規則之數位指紋，得據以查核本通知。",
    en="The digest is a fingerprint of the facts, the text and the rules at the time of the decision; "
    "this notice can be checked against it.",
)
_STAGES = {
    "application": Text("letter.stages.application", zh="申請", en="application"),
    "purchase": Text("letter.stages.purchase", zh="採購", en="purchase"),
    "acceptance": Text("letter.stages.acceptance", zh="驗收", en="acceptance"),
    "closing": Text("letter.stages.closing", zh="結案", en="closing"),
    "claim": Text("letter.stages.claim", zh="核銷", en="claim"),
    "tracking": Text("letter.stages.tracking", zh="追蹤", en="tracking"),
}
_ANSWERS = {
    Outcome.ELIGIBLE: Text(
        "letter.answers.eligible",
        zh="貴公司申請「{programme}」一案，經審查符合資格，請查照。",
        en="Your application to “{programme}” meets the requirements: you are eligible.",
    ),
    Outcome.INELIGIBLE: Text(
        "letter.answers.ineligible",
        zh="貴公司申請「{programme}」一案，經審查不符合資格，理由如下，請查照。",
        en="Your application to “{programme}” does not meet the requirements, for the reasons below: "
        "you are not eligible.",
    ),
    Outcome.UNDETERMINED: Text(
        "letter.answers.undetermined",
        zh="貴公司申請「{programme}」一案，尚有下列事項未能確定，目前無法判定是否符合資格，請查照。",
        en="Your application to “{programme}” cannot be decided yet: the matters below are still open.",
    ),
}
_LATER_ANSWERS = {
    Outcome.ELIGIBLE: Text(
        "letter.later_answers.eligible",
        zh="貴公司辦理「{programme}」之{stage}一案，經審查符合規定，請查照。",
        en="Your {stage} under “{programme}” meets all requirements.",
    ),
    Outcome.INELIGIBLE: Text(
        "letter.later_answers.ineligible",
        zh="貴公司辦理「{programme}」之{stage}一案，經審查不符合規定，理由如下，請查照。",
        en="Your {stage} under “{programme}” does not meet the requirements, for the reasons below.",
    ),
    Outcome.UNDETERMINED: Text(
        "letter.later_answers.undetermined",
        zh="貴公司辦理「{programme}」之{stage}一案，尚有下列事項未能確定，目前無法判定是否符合規定，請查照。",
        en="Your {stage} under “{programme}” cannot be decided yet: the matters below are still open.",
    ),
}


def letter_of(
    decision: ToldDecision,
    *,
    to: str | Record | None,
    ubn: Fact[str],
    case: str,
    issued: date,
    by: str,
    locale: str | Iterable[str],
    rule_ids: bool,
    receipt: Fact[str] = UNKNOWN,
    party: Path | None = None,
) -> Letter:
    """The letter of a decision; see :meth:`~cloudgrant.rules.assessment.Assessment.letter`."""
    return written(
        decision, _Decision, to=to, ubn=ubn, case=case, issued=issued, by=by, locale=locale,
        rule_ids=rule_ids, receipt=receipt, party=party,
    )  # fmt: skip


def written(
    decision: D,
    writing: Callable[[D, Letter, str, bool, Path | None], Writing[D]],
    *,
    to: str | Record | None,
    ubn: Fact[str],
    case: str,
    issued: date,
    by: str,
    locale: str | Iterable[str],
    rule_ids: bool,
    receipt: Fact[str] = UNKNOWN,
    due: Fact[date] = UNKNOWN,
    party: Path | None = None,
) -> Letter:
    """A letter about a decision, in each language as a way of writing has it."""
    name: Any = to
    if not isinstance(to, str):
        whose = at(decision.subject, party) if party is not None else decision.subject
        name, number = _addressee(whose if to is None else to)
        ubn = number if ubn is UNKNOWN else ubn
    edition = decision.edition.published
    # Whatever is wrong with what was given is told by the letter itself, before it is written.
    outer = Letter(
        to=name,
        ubn=ubn,
        case=case,
        issued=issued,
        by=by,
        programme=decision.programme.name,
        stage=decision.stage,
        on=decision.on,
        outcome=decision.outcome.value,
        edition=edition.name,
        notice=UNKNOWN if edition.notice is None else edition.notice.title,
        noticed_on=UNKNOWN if edition.notice is None else edition.notice.on,
        due=due,
        receipt=receipt,
        texts=(_EMPTY,),
    )
    locales = dict.fromkeys(normal(one) for one in ((locale,) if isinstance(locale, str) else locale))
    texts = tuple(writing(decision, outer, one, rule_ids, party).text() for one in locales)
    return attrs.evolve(outer, texts=texts)


_EMPTY = StructuredText(lang="zxx", title="–", sections=())


def _addressee(record: object) -> tuple[Any, Any]:
    """Name and number of a firm, or of the firm whose affair a record is."""
    known = facts(type(record)) if isinstance(record, Record) else {}
    if "name" in known and "ubn" in known:
        return getattr(record, "name"), getattr(record, "ubn")  # noqa: B009 - facts that are there
    if "firm" in known:
        return _addressee(getattr(record, "firm"))  # noqa: B009
    raise TypeError(f"say to whom the letter goes (to=…): a {type(record).__name__} is no firm")


@attrs.frozen
class Writing(ABC, Generic[D]):
    """A letter being written in one language."""

    decision: D
    outer: Letter
    locale: str
    rule_ids: bool
    party: Path | None

    def text(self) -> StructuredText:
        """The whole, in its order."""
        telling = Telling(self.decision, self.locale, rule_ids=self.rule_ids, brief=True)
        basis = tuple(self._basis(telling))
        return StructuredText(
            lang=language_tag(self.locale),
            title=self.title(),
            sections=(
                Section(role="head", blocks=(Terms(terms=tuple(self._head())),)),
                Section(
                    role="answer", title=_NAMES["answer"].in_(self.locale), blocks=tuple(self.answer(telling))
                ),
                *self.body(telling),
                *telling.readings(),
                Section(role="receipt", title=_NAMES["receipt"].in_(self.locale), blocks=basis),
            ),
        )

    @abstractmethod
    def title(self) -> str:
        """What it is called."""

    @abstractmethod
    def answer(self, telling: Telling) -> Iterator[Piece]:
        """What it says in short."""

    @abstractmethod
    def body(self, telling: Telling) -> Iterator[Section]:
        """What it says at length."""

    @property
    def words(self) -> Mapping[str, str]:
        """What the sentences are filled with: the programme, the stage, and the day that is set."""
        due = self.outer.due
        return {
            "programme": self.decision.programme.title.in_(self.locale),
            "stage": _STAGES[self.decision.stage].in_(self.locale),
            "due": "" if due is UNKNOWN else formatted(due, "", self.locale),
        }

    def _head(self) -> Iterator[Term]:
        outer = self.outer
        yield self._term("to", outer.to)
        if outer.ubn is not UNKNOWN:
            yield self._term("ubn", outer.ubn)
        yield self._term("issued", formatted(outer.issued, "", self.locale))
        yield self._term("case", outer.case)
        yield self._term("by", outer.by)
        if outer.due is not UNKNOWN:
            yield self._term("due", formatted(outer.due, "", self.locale))

    def _basis(self, telling: Telling) -> Iterator[Piece]:
        decision, locale = self.decision, self.locale
        terms = [
            self._term("programme", decision.programme.title.in_(locale)),
            self._term("stage", _STAGES[decision.stage].in_(locale)),
            self._term(
                "filed" if decision.stage == "application" else "on", formatted(decision.on, "", locale)
            ),
            telling.cited.applied,
        ]
        if self.party is not None:
            terms.append(self._term("party", self.party.key))
        receipt = self.outer.receipt
        if receipt is UNKNOWN:
            yield Terms(terms=tuple(terms))
        else:
            codes = self._term("short", self.outer.short_receipt), self._term("whole", receipt)
            yield Terms(terms=(*terms, *codes))
            yield Paragraph(text=_CHECKED.in_(locale))
        yield from (Paragraph(text=line) for line in telling.cited.without)

    def _term(self, name: str, text: str) -> Term:
        return Term(name=_NAMES[name].in_(self.locale), text=text)


class _Decision(Writing[ToldDecision]):
    """What was decided, and why."""

    def title(self) -> str:
        titles = _TITLES if self.decision.stage == "application" else _LATER_TITLES
        return titles[self.decision.outcome].in_(self.locale)

    def answer(self, telling: Telling) -> Iterator[Piece]:
        decision = self.decision
        answers = _ANSWERS if decision.stage == "application" else _LATER_ANSWERS
        yield Paragraph(text=answers[decision.outcome].filled(self.locale, self.words.__getitem__))
        # Who is refused is not told how much of nothing is granted.
        if decision.outcome is not Outcome.INELIGIBLE:
            yield from telling.amounts()

    def body(self, telling: Telling) -> Iterator[Section]:
        yield from telling.in_the_way()
        yield from telling.the_rest()
