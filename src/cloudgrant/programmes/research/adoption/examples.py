"""How many conditions a worked-out example may have: shared by the plan and the acceptance.

The library's own device: no firm is told to set conditions so that a rule has its example.
"""

from __future__ import annotations

from typing import Final

from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.shown import shown
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["how_many_more", "refuse_negative"]

_MOST: Final = 20


def refuse_negative(name: str, wanted: Fact[int]) -> None:
    """Raise InvalidInput where nothing has so many conditions: then there is no such example.

    >>> refuse_negative("conditions_set", 2)
    """
    if wanted is not UNKNOWN and wanted < 0:
        _refuse(name, wanted)


def how_many_more(wanted: int, kept: int) -> int:
    """How many conditions an example is still to be given, when it keeps some: twenty in all are enough.

    >>> how_many_more(3, 1), how_many_more(1000, 5)
    (2, 15)
    """
    return min(wanted, _MOST) - kept


def _refuse(name: str, wanted: int) -> None:
    raise InvalidInput([Problem.at([name], "option", expected="0", given=shown(wanted))])
