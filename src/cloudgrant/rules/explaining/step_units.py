"""In which unit a step is said: what is made of amounts, and numbers that stand beside them."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from cloudgrant.rules.explaining.steps import WorkedStep
from cloudgrant.rules.writing import tree

__all__ = ["alike", "unit_in", "unit_of", "with_unit"]


def unit_of(steps: Iterable[WorkedStep]) -> str:
    """The unit of what is made of these: that of the first that has one."""
    return next((one.unit for one in steps if one.unit), "")


def unit_in(node: tree.Node) -> str:
    """The unit of an amount, whatever is taken and whatever counts: that of the first fact that has one."""
    match node:
        case tree.FactOf(info=info) | tree.PolicyValue(info=info):
            return info.unit
        case tree.Entry(tree.PolicyValue(info=info)):
            return info.item.unit if info.item is not None else ""
        case tree.Pick(_, yes, no):
            return unit_in(yes) or unit_in(no)
        case tree.Total(_, of):
            return unit_in(of)
        case tree.ShareOf(whole):
            return unit_in(whole)
        case tree.Arithmetic() | tree.Lesser() | tree.Agreed():
            return next((unit for part in tree.parts_of(node) if (unit := unit_in(part))), "")
        case _:
            return ""


def alike(step: WorkedStep, other: WorkedStep) -> WorkedStep:
    """A constant in the unit of what it stands beside."""
    return with_unit(step, other.unit)


def with_unit(step: WorkedStep, unit: str) -> WorkedStep:
    """A constant in a unit; of calendar years, a small number is how many."""
    number = isinstance(step.value, int) and not isinstance(step.value, bool)
    if step.kind != "constant" or step.unit or not number:
        return step
    return attrs.evolve(step, unit="years" if unit == "year" and abs(step.value) < 1_000 else unit)
