"""Proposals that are drawn: what several of their tables rest on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import attrs
import numpy as np
from numpy.typing import NDArray

from cloudgrant.population.drawing import Draws
from cloudgrant.population.made import Column
from cloudgrant.population.parameters import MOST_MEMBERS, Parameters

__all__ = ["LISTS", "Drawn", "Proposals", "among", "flags_of", "places_of_firms", "said"]

LISTS: Final = ("members", "lines", "self_assessment.marks")
"""The lists that may not be known as a whole: then their columns in the table of proposals are false."""

Drawn = dict[str, NDArray[Any] | Column]
"""What was drawn for the columns of a table."""


@attrs.frozen(eq=False)
class Proposals:
    """The proposals that are drawn; what several tables rest on."""

    seed: int
    first: int
    number: int
    parameters: Parameters

    def draws(self, table: str, times: int = 1) -> Draws:
        """What is drawn for the rows of a table that has at most so many for each proposal."""
        return Draws(self.seed, f"proposals/{table}", self.first * times, self.number * times)

    @property
    def cases(self) -> NDArray[np.int64]:
        """Their numbers."""
        return np.arange(self.first, self.first + self.number, dtype=np.int64)

    @property
    def members(self) -> NDArray[np.int64]:
        """How many firms propose each."""
        return np.asarray(self.draws("").options("members", self.parameters.members), dtype=np.int64)

    @property
    def domains(self) -> NDArray[Any]:
        """What each is for."""
        return self.draws("").options("domain", self.parameters.domain)

    def unknown_lists(self, name: str) -> NDArray[np.bool_]:
        """Of which the list of a name is not known."""
        unknown = self.draws("").unknown(name, self.parameters.unknown)
        return np.zeros(self.number, dtype=np.bool_) if unknown is None else unknown

    def fault(self, draws: Draws, table: str, column: str) -> NDArray[np.bool_]:
        """Where what nearly every proposal has as it is to be is otherwise."""
        share = self.parameters.faults.get(f"{table}.{column}" if table and column else table or column)
        if share is None:
            return np.zeros(draws.number, dtype=np.bool_)
        return draws.holds(f"{column}!", share)

    def table(
        self,
        name: str,
        times: int,
        there: NDArray[np.bool_],
        columns: Callable[[Draws], Drawn],
    ) -> dict[str, Column]:
        """A table of a list that has at most so many items: its rows are those that are there."""
        draws = self.draws(name, times)
        unknown = self.parameters.unknown
        made = {"case": Column(np.repeat(self.cases, times))}
        for column, drawn in columns(draws).items():
            full = f"{name}.{column}" if name else column
            held = drawn if isinstance(drawn, Column) else Column(drawn)
            missing = draws.unknown(full, unknown) if full in unknown and full not in LISTS else None
            made[column] = held if missing is None else held.also_unknown(missing)
        return {column: held.only(there) for column, held in made.items()}


def flags_of(draws: Draws, given: Proposals, table: str, **usual: bool) -> dict[str, NDArray[np.bool_]]:
    """Facts that are nearly always so, or nearly never."""
    return {name: given.fault(draws, table, name) ^ value for name, value in usual.items()}


def among(number: int, most: int, counts: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """The place of each item within its list, and whether it is there."""
    place = np.tile(np.arange(most, dtype=np.int64), number)
    return place, place < np.repeat(counts, most)


def said(draws: Draws, text: str) -> NDArray[Any]:
    """The same text in every row."""
    return np.full(draws.number, text, dtype=np.object_)


def places_of_firms(given: Proposals) -> NDArray[np.int64]:
    """The place of each member's business number."""
    return np.arange(given.first * MOST_MEMBERS, (given.first + given.number) * MOST_MEMBERS, dtype=np.int64)
