"""What became of one of many: its decision, or why there is none."""

from __future__ import annotations

from typing import Generic, TypeVar

import attrs

from cloudgrant.rules.assessment import Assessment
from cloudgrant.values.problems import Problem

__all__ = ["Answer"]

S = TypeVar("S")
P = TypeVar("P")


# Without slots: many are made, and filling a frozen object's slots takes half as long again.
@attrs.frozen(kw_only=True, slots=False)
class Answer(Generic[S, P]):
    """The decision on one of many items, or the problems because of which there is none.

    ``number`` is its place among the items, from 0, and ``id`` the one that it was submitted with, ``None``
    where it had none. Either ``decision`` is there or ``problems`` are.
    """

    number: int
    id: str | int | None = None
    decision: Assessment[S, P] | None = None
    problems: tuple[Problem, ...] = ()
