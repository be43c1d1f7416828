"""The way through the coaching: four steps, one after another (參、輔導流程規劃)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal, TypeAlias, cast

import attrs

from cloudgrant.rules.process import Process, StepRefused
from cloudgrant.rules.records.fact_info import given
from cloudgrant.rules.records.record import Record
from cloudgrant.rules.writing.declaration import calculation
from cloudgrant.values.frozen_map import FrozenMap
from cloudgrant.values.problems import Problem
from cloudgrant.values.text import Text

__all__ = ["FRAMEWORK", "STEPS", "CoachingJourney", "FrameworkStage", "StepDone", "StepName", "next_step"]

StepName: TypeAlias = Literal["assessment", "migration", "testing", "management"]
"""One of the four steps 輔導步驟."""

STEPS: Mapping[str, Text] = FrozenMap(
    assessment=Text("coaching.journey.steps.assessment", zh="雲端服務評估", en="Cloud service assessment"),
    migration=Text("coaching.journey.steps.migration", zh="雲端服務遷移", en="Cloud service migration"),
    testing=Text("coaching.journey.steps.testing", zh="測試", en="Testing"),
    management=Text(
        "coaching.journey.steps.management",
        zh="雲端服務管理/優化",
        en="Cloud service management and optimisation",
    ),
)
"""The four steps in their order, with the briefing's own names."""

_PROCESS = Process.in_order("coaching.steps", **STEPS)


@attrs.frozen(kw_only=True)
class FrameworkStage:
    """A stage of the cloud adoption framework 雲端導入架構, with the ways that it names, if any."""

    name: Text
    ways: tuple[Text, ...] = ()


FRAMEWORK = (
    FrameworkStage(name=Text("coaching.framework.strategy", zh="策略", en="Strategy")),
    FrameworkStage(name=Text("coaching.framework.plan", zh="計畫", en="Plan")),
    FrameworkStage(name=Text("coaching.framework.ready", zh="就緒", en="Ready")),
    FrameworkStage(
        name=Text("coaching.framework.adopt", zh="導入", en="Adopt"),
        ways=(
            Text("coaching.journey.framework.ways.1", zh="搬遷", en="Migrate"),
            Text("coaching.journey.framework.ways.2", zh="創新", en="Innovate"),
        ),
    ),
    FrameworkStage(name=Text("coaching.framework.govern", zh="治理", en="Govern")),
    FrameworkStage(name=Text("coaching.framework.manage", zh="管理", en="Manage")),
)
"""The framework, with Azure as the example: shown *beside* the steps. Nothing maps one to the other."""


@attrs.frozen(kw_only=True)
class StepDone(Record):
    """A step, and the civil date on which it was completed."""

    step: StepName = given(zh="步驟", en="Step", options=STEPS)
    on: date = given(zh="完成日期", en="Completed on")


@attrs.frozen(kw_only=True)
class CoachingJourney(Record):
    """How far a provider has come 輔導歷程; immutable, so a step done gives a new journey.

    Raises :class:`~cloudgrant.values.problems.InvalidInput` for steps out of order, and for dates
    that go back.

    >>> journey = CoachingJourney().completed("assessment", on=date(2022, 6, 1))
    >>> journey.next, STEPS[journey.next]["zh"]
    ('migration', '雲端服務遷移')
    >>> journey.completed("testing", on=date(2022, 7, 1))
    Traceback (most recent call last):
    ...
    cloudgrant.rules.process.StepRefused: the next step is “Cloud service migration”, not “Testing” · ... [step.order]
    """

    done: tuple[StepDone, ...] = given(default=(), zh="已完成步驟", en="Steps done")

    def incoherent(self) -> Iterable[Problem]:
        position = _PROCESS.at_start
        for index, one in enumerate(self.done):
            try:
                position = _PROCESS.take(position, one.step, on=one.on)
            except StepRefused as refused:
                yield Problem.at(["done", index], refused.code, refused.text)
                return

    @property
    def next(self) -> StepName | None:
        """The step that comes now; ``None`` when all are done."""
        return next_step(self)

    def completed(self, step: StepName, *, on: date) -> CoachingJourney:
        """The journey with one more step done; raises :class:`~cloudgrant.rules.process.StepRefused`."""
        done = StepDone(step=step, on=on)
        _PROCESS.take(_PROCESS.replay((one.step, one.on) for one in self.done), step, on=on)
        return attrs.evolve(self, done=(*self.done, done))


@calculation("coaching.steps", unit="", zh="輔導步驟", en="Steps of the coaching")
def next_step(journey: CoachingJourney) -> StepName | None:
    """The first step that is not done yet; ``None`` when all four are."""
    return cast(
        "StepName | None", _PROCESS.next_of(journey.done[-1].step if journey.done else _PROCESS.start)
    )
