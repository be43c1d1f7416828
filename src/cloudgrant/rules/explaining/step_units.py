"""In which unit a step is said: what is made of amounts, and numbers that stand beside them."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from cloudgrant.rules.explaining.steps import WorkedStep

__all__ = ["alike", "unit_of", "with_unit"]


def unit_of(steps: Iterable[WorkedStep]) -> str:
    """The unit of what is made of these: that of the first that has one."""
    return next((one.unit for one in steps if one.unit), "")


def alike(step: WorkedStep, other: WorkedStep) -> WorkedStep:
    """A constant in the unit of what it stands beside."""
    return with_unit(step, other.unit)


def with_unit(step: WorkedStep, unit: str) -> WorkedStep:
    """A constant in a unit; of calendar years, a small number is how many."""
    number = isinstance(step.value, int) and not isinstance(step.value, bool)
    if step.kind != "constant" or step.unit or not number:
        return step
    return attrs.evolve(step, unit="years" if unit == "year" and abs(step.value) < 1_000 else unit)
