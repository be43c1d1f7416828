"""The steps of an application for points 領點數3步驟 (參.四), as a small immutable process."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import pairwise
from types import MappingProxyType
from typing import ClassVar, Literal

import attrs

from cloudgrant.firms.company import Company
from cloudgrant.programmes.points.policy import PointsPolicy
from cloudgrant.programmes.points.roc_111 import CLAUSES
from cloudgrant.programmes.points.rules import in_time
from cloudgrant.rules.process import Process, StepRefused
from cloudgrant.rules.records.coherence import Declarations, in_order
from cloudgrant.rules.records.fact_info import given
from cloudgrant.rules.records.record import Record
from cloudgrant.rules.writing.declaration import calculation
from cloudgrant.values.civil_dates import no_civil_date
from cloudgrant.values.frozen_map import FrozenMap
from cloudgrant.values.periods import is_civil_date
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["STEPS", "ApplicationStep", "ApplicationSteps", "OutsideIntake", "next_step"]

ApplicationStep = Literal["register", "prepare", "submit"]
"""One of the three steps."""

STEPS: Mapping[ApplicationStep, Text] = MappingProxyType(
    {
        "register": Text(zh="填寫基本資料，完成註冊", en="Fill in the basic data and register"),
        "prepare": Text(zh="備妥應附文件", en="Prepare the documents to attach"),
        "submit": Text(zh="按出送審點數資格", en="Submit for the check of qualification"),
    }
)
"""The steps in their order, in the briefing's words."""

_DONE: Mapping[str, str] = MappingProxyType(
    {"register": "registered_on", "prepare": "prepared_on", "submit": "submitted_on"}
)
_QUESTION = next(clause.question for clause in CLAUSES if clause.id == "points.window.application")
_ANYBODY = Company()  # the window is that of the day alone
_PROCESS = Process.in_order("points.application.steps", **{str(name): label for name, label in STEPS.items()})


class OutsideIntake(StepRefused):
    """An application that may not be submitted on a day, because intake is not, or not surely, open on it."""

    TEXTS: ClassVar[Mapping[str, Text]] = FrozenMap(
        {
            **StepRefused.TEXTS,
            "step.window": Text(
                zh="{on} 不在受理期間（最遲 {last}）",
                en="intake is not open on {on} (until {last} at the latest)",
            ),
            "step.window_unsettled": Text(
                zh="{on} 是否在受理期間無法判定：{question}",
                en="whether intake is open on {on} is not settled. {question}",
            ),
        }
    )


@attrs.frozen(kw_only=True)
class ApplicationSteps(Record):
    """How far an application has come: the day of each step that is done.

    >>> from datetime import date
    >>> steps = ApplicationSteps().taken("register", on=date(2022, 5, 2))
    >>> steps.next, steps.registered_on
    ('prepare', datetime.date(2022, 5, 2))
    >>> steps.taken("submit", on=date(2022, 5, 3))
    Traceback (most recent call last):
    ...
    cloudgrant.rules.process.StepRefused: the next step is “Prepare the documents to attach”, not “Submit for the check of qualification” · 現在應辦的是「備妥應附文件」，不是「按出送審點數資格」 [step.order]
    """

    __coherence__: ClassVar[Declarations] = in_order("registered_on", "prepared_on", "submitted_on")

    registered_on: Fact[date] = given(zh="註冊日", en="Registered on")
    prepared_on: Fact[date] = given(zh="文件備妥日", en="Documents ready on")
    submitted_on: Fact[date] = given(zh="送審日", en="Submitted on")

    def incoherent(self) -> Iterable[Problem]:
        names = tuple(_DONE.values())
        for before, after in pairwise(names):
            if getattr(self, before) is UNKNOWN and getattr(self, after) is not UNKNOWN:
                yield Problem.at([before], "required")

    @property
    def next(self) -> ApplicationStep | None:
        """The step to take next; ``None`` when the application is submitted."""
        return next_step(self)

    def taken(self, step: ApplicationStep, *, on: date, policy: PointsPolicy) -> ApplicationSteps:
        """The application after a step; raises :class:`~cloudgrant.rules.process.StepRefused` out of order or of time.

        It is submitted on a day that the rule ``points.window.application`` finds met by the same ``policy``
        (``step.window``); as long as that is undetermined the step is refused with the clause's question
        (``step.window_unsettled``), both as :class:`OutsideIntake`. Raises :class:`~cloudgrant.values.problems.InvalidInput` where ``on`` is no date.
        """
        if not is_civil_date(on):
            raise InvalidInput([no_civil_date("on", on)])
        done = [(step, getattr(self, name)) for step, name in _DONE.items()]
        position = _PROCESS.replay((step, day) for step, day in done if day is not UNKNOWN)
        _PROCESS.take(position, step, on=on)
        open_ = in_time(_ANYBODY, policy, on) if step == "submit" else True
        if open_ is not True:
            last = policy.applications_until if policy.moved_last_day is UNKNOWN else policy.moved_last_day
            code = "step.window_unsettled" if open_ is UNKNOWN else "step.window"
            raise OutsideIntake(code, on=on, last=last, question=_QUESTION)
        return attrs.evolve(self, **{_DONE[step]: on})


@calculation("points.application.steps", unit="", zh="下一步驟", en="The step to take next")
def next_step(steps: ApplicationSteps) -> ApplicationStep | None:
    """領點數3步驟: register, prepare the documents, submit; ``None`` when all are done."""
    return next((step for step in STEPS if getattr(steps, _DONE[step]) is UNKNOWN), None)
