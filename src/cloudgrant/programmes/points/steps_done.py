"""The steps of an application for points 領點數3步驟 (參.四): which are done, and which comes next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import pairwise
from types import MappingProxyType
from typing import ClassVar, Literal

import attrs

from cloudgrant.rules.records.coherence import Declarations, in_order
from cloudgrant.rules.records.fact_info import given
from cloudgrant.rules.records.record import Record
from cloudgrant.rules.writing.declaration import calculation
from cloudgrant.values.problems import Problem
from cloudgrant.values.text import Text, sentences
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["DAYS", "STEPS", "ApplicationStep", "StepsDone", "next_step"]

ApplicationStep = Literal["register", "prepare", "submit"]
"""One of the three steps."""

STEPS: Mapping[ApplicationStep, Text] = sentences(
    "points.steps_done.steps",
    {
        "register": Text(zh="填寫基本資料，完成註冊", en="Fill in the basic data and register"),
        "prepare": Text(zh="備妥應附文件", en="Prepare the documents to attach"),
        "submit": Text(zh="按出送審點數資格", en="Submit for the check of qualification"),
    },
)
"""The steps in their order, in the briefing's words."""

DAYS: Mapping[str, str] = MappingProxyType(
    {"register": "registered_on", "prepare": "prepared_on", "submit": "submitted_on"}
)
"""Of each step, the name of the fact that tells the day on which it was done."""


@attrs.frozen(kw_only=True)
class StepsDone(Record):
    """How far an application has come: the day of each step that is done.

    :class:`~cloudgrant.programmes.points.steps.ApplicationSteps` is this and takes the steps.
    """

    # The same data, with the steps to take or without.
    __kind__: ClassVar[str] = "application_steps"
    __coherence__: ClassVar[Declarations] = in_order("registered_on", "prepared_on", "submitted_on")

    registered_on: Fact[date] = given(zh="註冊日", en="Registered on")
    prepared_on: Fact[date] = given(zh="文件備妥日", en="Documents ready on")
    submitted_on: Fact[date] = given(zh="送審日", en="Submitted on")

    def incoherent(self) -> Iterable[Problem]:
        names = tuple(DAYS.values())
        for before, after in pairwise(names):
            if getattr(self, before) is UNKNOWN and getattr(self, after) is not UNKNOWN:
                yield Problem.at([before], "required")

    @property
    def next(self) -> ApplicationStep | None:
        """The step to take next; ``None`` when the application is submitted."""
        return next_step(self)


@calculation("points.application.steps", unit="", zh="下一步驟", en="The step to take next")
def next_step(steps: StepsDone) -> ApplicationStep | None:
    """領點數3步驟: register, prepare the documents, submit; ``None`` when all are done."""
    return next((step for step in STEPS if getattr(steps, DAYS[step]) is UNKNOWN), None)
