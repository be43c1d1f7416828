"""A conversation with an applicant: immutable, so that it can be kept, sent, and taken back a step."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import Any

import attrs

from cloudgrant.data.form import parse
from cloudgrant.firms.company import Company
from cloudgrant.guide.exploring import Exploration, explore
from cloudgrant.guide.frequencies import Frequencies
from cloudgrant.guide.question import Question
from cloudgrant.programmes.catalogue import NAMES
from cloudgrant.rules.explaining.remedies import changed
from cloudgrant.rules.records.fact_info import FILING, FactInfo, facts, given
from cloudgrant.rules.records.record import Record
from cloudgrant.values.civil_dates import no_civil_date
from cloudgrant.values.names import did_you_mean
from cloudgrant.values.paths import Path
from cloudgrant.values.periods import is_civil_date
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.several import several
from cloudgrant.values.shown import shown
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["Session", "Step", "start"]

_ON = Path(["on"])
_NONE = frozenset(("無", "沒有", "none", "no"))
_COMMAS = re.compile(r"[、，,；;\n]")


@attrs.frozen(kw_only=True)
class Step(Record):
    """One answer: the fact that it was about, by JSON pointer, and the firm and the date after it."""

    fact: str = given(identifies=True, zh="事實", en="Fact")
    firm: Company = given(zh="回答後之企業資料", en="The firm after the answer")
    on: Fact[date] = given(zh="申請日期", en="Date of filing")


@attrs.frozen(kw_only=True)
class Session(Record):
    """A conversation so far: where it started, and every answer since.

    ``cg.dump`` and ``cg.load`` keep it between two requests. An answer that is ``UNKNOWN``, or
    blank, says that the applicant cannot tell: the fact is not asked for again.

    >>> import cloudgrant as cg
    >>> session = cg.guide.start(on=date(2022, 5, 2), programmes=["coaching"])
    >>> session.next.fact
    'provider'
    >>> session = session.answer(session.next, "否")
    >>> session.firm.provider, [one.name for one in session.exploration.closed]
    (False, ['coaching'])
    >>> session.back().firm.provider
    UNKNOWN
    >>> cg.load(cg.guide.Session, cg.dump(session)) == session
    True
    """

    __kind__ = "guide_session"

    start: Company = given(zh="起始之企業資料", en="The firm at the start")
    start_on: Fact[date] = given(zh="起始之申請日期", en="Date of filing at the start")
    steps: tuple[Step, ...] = given(default=(), zh="回答", en="Answers")
    programmes: Fact[tuple[str, ...]] = given(identifies=True, zh="計畫", en="Programmes")
    past: Fact[Frequencies] = given(zh="歷來件數統計", en="Past frequencies")

    def incoherent(self) -> Iterator[Problem]:
        for index, name in enumerate(() if self.programmes is UNKNOWN else self.programmes):
            if name not in NAMES:
                yield Problem.at(
                    ["programmes", index], "option", expected=", ".join(NAMES), given=shown(name)
                )
        for index, step in enumerate(self.steps):
            try:
                self._info(_path(step.fact))
            except InvalidInput as error:
                yield from (problem.below("steps", index, "fact") for problem in error.problems)

    @property
    def firm(self) -> Company:
        """The firm as it is known now."""
        return self.steps[-1].firm if self.steps else self.start

    @property
    def on(self) -> Fact[date]:
        """The date of filing as it is known now."""
        return self.steps[-1].on if self.steps else self.start_on

    @property
    def answered(self) -> tuple[Path, ...]:
        """The facts that were answered, in their order."""
        return tuple(_path(step.fact) for step in self.steps)

    @cached_property
    def exploration(self) -> Exploration:
        """What every programme makes of the firm by now."""
        return explore(
            self.firm,
            on=self.on,
            programmes=None if self.programmes is UNKNOWN else self.programmes,
            past=None if self.past is UNKNOWN else self.past,
            skipped=self.answered,  # what was answered and is still not known
        )

    @property
    def next(self) -> Question | None:
        """The next best question; ``None`` when there is nothing left to ask."""
        return self.exploration.next

    def answer(self, fact: str | Path | Question, value: Any) -> Session:
        """The session with one more answer; the one given stays as it is.

        ``fact`` is the question, or the fact's name, key or JSON pointer (``on``: the date of
        filing): a fact that was not asked for, or was answered before, can be told as well. A text is
        read as :func:`cloudgrant.parse` reads it, several with commas between them. Raises
        :class:`~cloudgrant.values.problems.InvalidInput` for a fact that there is not, and for an
        answer that makes no sense.
        """
        path = fact.path if isinstance(fact, Question) else self._place(fact)
        info = fact.info if isinstance(fact, Question) else self._info(path)
        if isinstance(value, str):
            value = _read(info, value)
        firm, on = self.firm, self.on
        if path == _ON:
            if value is not UNKNOWN and not is_civil_date(value):
                raise InvalidInput([no_civil_date("on", value)])
            on = value
        else:
            firm = changed(firm, {path: value})
        step = Step(fact=path.pointer, firm=firm, on=on)
        answered = attrs.evolve(self, steps=(*self.steps, step))
        _ = answered.exploration  # an answer at odds with the others is refused here
        return answered

    def back(self) -> Session:
        """The session before the last answer; at the start, the session itself."""
        return attrs.evolve(self, steps=self.steps[:-1]) if self.steps else self

    def message(self, locale: str) -> str:
        """Where every programme stands, and the next question, in words."""
        question = self.next
        found = self.exploration.message(locale)
        return found if question is None else f"{found}\n\n{question.message(locale)}"

    def _place(self, fact: str | Path) -> Path:
        if isinstance(fact, Path):
            return fact
        for gap in self.exploration.missing:
            if fact in (gap.path.key, gap.path.pointer):
                return gap.path
        return _path(fact)

    def _info(self, path: Path) -> FactInfo:
        if path == _ON:
            return FILING
        cls: Any = type(self.firm)
        info: FactInfo | None = None
        for step in path:
            if isinstance(step, int):
                info = info.item if info is not None else None
            else:
                known = facts(cls) if isinstance(cls, type) and attrs.has(cls) else {}
                info = known.get(step)
                if info is None or info.derived:
                    hint = did_you_mean(step, [name for name, one in known.items() if not one.derived])
                    raise InvalidInput([Problem.at(path, "unknown_key", hint=hint)])
            cls = info.record if info is not None else None
        if info is None:
            raise InvalidInput([Problem.at(path, "unknown_key")])
        return info


def _read(info: FactInfo, text: str) -> Any:
    """The value that a text means; of a list, its items, with commas between them, or a word for none."""
    if info.type != "list" or info.item is None:
        return parse(info, text)
    typed = text.strip()
    if not typed:
        return UNKNOWN
    if typed.casefold() in _NONE:
        return ()
    item = attrs.evolve(info.item, name=info.name)
    return tuple(dict.fromkeys(parse(item, part) for part in _COMMAS.split(typed) if part.strip()))


def _path(text: str) -> Path:
    """The path of a JSON pointer, or of a name."""
    if not text.startswith("/"):
        return Path([text])
    steps = [step.replace("~1", "/").replace("~0", "~") for step in text[1:].split("/")]
    return Path(int(step) if step.isdigit() else step for step in steps)


def start(
    firm: Company | None = None,
    *,
    on: Fact[date] = UNKNOWN,
    programmes: Iterable[str] | None = None,
    past: Frequencies | None = None,
) -> Session:
    """A new session, from whatever is known of a firm already: nothing, unless given.

    A session can be stored, so its ``programmes`` are names; with a programme of your own, explore.
    Raises as :func:`~cloudgrant.guide.exploring.explore` does.

    >>> start(on=date(2022, 9, 1), programmes=["points"]).next is None
    True
    """
    session = Session(
        start=Company() if firm is None else firm,
        start_on=on,
        programmes=UNKNOWN if programmes is None else several("programmes", programmes),
        past=UNKNOWN if past is None else past,
    )
    _ = session.exploration  # raises here, where the programmes are named, not at the first question
    return session
