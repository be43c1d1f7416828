"""Timing by interleaved rounds: contestants take turns, so a slow spell of the machine meets them all."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from statistics import median
from time import process_time_ns
from typing import Any

import attrs

__all__ = ["Timings", "interleaved", "interleaved_costs"]


@attrs.frozen
class Timings:
    """What each contestant cost, round by round."""

    rounds: Mapping[str, tuple[float, ...]]

    def of(self, name: str) -> float:
        """The median cost of one contestant."""
        return median(self.rounds[name])

    def ratio(self, name: str, other: str) -> float:
        """How many times ``other`` the cost of ``name`` is: the median of each round's own ratio."""
        return median(a / b for a, b in zip(self.rounds[name], self.rounds[other], strict=True))

    def difference(self, name: str, other: str) -> float:
        """How much more than ``other`` the cost of ``name`` is: the median of each round's own difference."""
        return median(a - b for a, b in zip(self.rounds[name], self.rounds[other], strict=True))


def interleaved(
    contestants: Mapping[str, tuple[Callable[[Any], object], Iterable[Any]]], *, rounds: int, calls: int
) -> Timings:
    """Nanoseconds per call of each function over its inputs, which are repeated up to ``calls``."""
    measures = {
        name: partial(_nanoseconds_per_call, function, _repeated(tuple(inputs), calls))
        for name, (function, inputs) in contestants.items()
    }
    return interleaved_costs(measures, rounds=rounds)


def interleaved_costs(contestants: Mapping[str, Callable[[], float]], *, rounds: int) -> Timings:
    """Costs that each contestant measures itself, in turns: A B C A B C …, after one round to warm up."""
    costs: dict[str, list[float]] = {name: [] for name in contestants}
    for measure in contestants.values():
        measure()
    gc.disable()  # as timeit does: nobody's turn pays for another's garbage, which goes between rounds
    try:
        for _ in range(rounds):
            gc.collect()
            for name, measure in contestants.items():
                costs[name].append(measure())
    finally:
        gc.enable()
    return Timings({name: tuple(taken) for name, taken in costs.items()})


def _repeated(inputs: tuple[Any, ...], calls: int) -> tuple[Any, ...]:
    return inputs * max(1, calls // len(inputs))


def _nanoseconds_per_call(function: Callable[[Any], object], inputs: tuple[Any, ...]) -> float:
    start = process_time_ns()
    for value in inputs:
        function(value)
    return (process_time_ns() - start) / len(inputs)
