"""The steps of an application for points 領點數3步驟 (參.四), as a small immutable process."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

import attrs

from cloudgrant.firms.company import Company
from cloudgrant.programmes.points.policy import PointsPolicy
from cloudgrant.programmes.points.programme import points as published
from cloudgrant.programmes.points.steps_done import DAYS, STEPS, ApplicationStep, StepsDone
from cloudgrant.rules.deciding.evaluate import Case, value_of
from cloudgrant.rules.process import Process, StepRefused
from cloudgrant.rules.programme import Programme
from cloudgrant.values.civil_dates import no_civil_date
from cloudgrant.values.periods import is_civil_date
from cloudgrant.values.problems import InvalidInput
from cloudgrant.values.text import Text, sentences
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["ApplicationSteps", "OutsideIntake"]

_WINDOW = "points.window.application"
_ANYBODY = Company()  # the window is that of the day alone
_PROCESS = Process.in_order("points.application.steps", **{str(name): label for name, label in STEPS.items()})
_NOT_PUBLISHED = Text("points.steps.not_published", zh="日期尚未公布", en="a day that is not published yet")


class OutsideIntake(StepRefused):
    """An application that may not be submitted on a day, because intake is not, or not surely, open on it."""

    TEXTS: ClassVar[Mapping[str, Text]] = sentences(
        "refused",
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
        },
    )

    def word(self, name: str, locale: str) -> str:
        if self.params.get(name) is UNKNOWN:
            return _NOT_PUBLISHED.in_(locale)
        return super().word(name, locale)


@attrs.frozen(kw_only=True)
class ApplicationSteps(StepsDone):
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

    def taken(
        self,
        step: ApplicationStep,
        *,
        on: date,
        programme: Programme[Company, PointsPolicy] = published,
        policy: PointsPolicy | None = None,
    ) -> ApplicationSteps:
        """The application after a step; raises :class:`~cloudgrant.rules.process.StepRefused` out of order or of time.

        It is submitted on a day on which intake is open by the rule ``points.window.application`` of the edition
        that the day falls under (else ``step.window``); as long as that is undetermined, or that edition is not
        published, the step is refused with the question of its clause (``step.window_unsettled``), both as
        :class:`OutsideIntake`. ``policy`` are other numbers under the same text, as in a what-if. Raises
        :class:`~cloudgrant.values.problems.InvalidInput` where ``on`` is no date.
        """
        if not is_civil_date(on):
            raise InvalidInput([no_civil_date("on", on)])
        done = [(step, getattr(self, name)) for step, name in DAYS.items()]
        position = _PROCESS.replay((step, day) for step, day in done if day is not UNKNOWN)
        _PROCESS.take(position, step, on=on)
        if step == "submit":
            _refuse_outside_intake(on, programme, policy)
        return attrs.evolve(self, **{DAYS[step]: on})


def _refuse_outside_intake(
    on: date, programme: Programme[Company, PointsPolicy], policy: PointsPolicy | None
) -> None:
    # Nothing is said of the time before the first edition; it asks about the days before its own intake.
    law = programme.law_on(max(on, programme.editions[0].since), policy=policy)
    if _WINDOW not in law.rule_ids():  # an edition without a window is always open
        return
    traced, policy = law.traced(_WINDOW), law.edition.policy if policy is None else policy
    open_: Any = value_of(traced.holds, Case(_ANYBODY, policy, on))
    if open_ is True:
        return
    last = policy.applications_until if policy.moved_last_day is UNKNOWN else policy.moved_last_day
    code = "step.window_unsettled" if open_ is UNKNOWN else "step.window"
    raise OutsideIntake(code, on=on, last=last, question=law.clauses[traced.rule.clause].question)
