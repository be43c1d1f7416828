"""Timing by interleaved rounds: contestants take turns, so a slow spell of the machine meets them all."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median
from time import perf_counter_ns, process_time_ns
from typing import Any

import attrs

__all__ = ["Spent", "Timings", "interleaved", "interleaved_costs", "interleaved_spending"]


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


@attrs.frozen
class Spent:
    """What each contestant spent, in nanoseconds: on the processors, and on the wall."""

    cpu: Timings
    wall: Timings

    def of(self, name: str) -> str:
        """The median of one contestant as it is printed: CPU, and beside it the wall."""
        return f"{self.cpu.of(name) / 1e6:,.0f} / {self.wall.of(name) / 1e6:,.0f} ms"

    def ratio(self, name: str, other: str) -> str:
        """How many times ``other`` it is, as it is printed: of CPU, and beside it of the wall."""
        return f"{self.cpu.ratio(name, other):.2f} / {self.wall.ratio(name, other):.2f} ×"


def interleaved_spending(contestants: Mapping[str, Callable[[], object]], *, rounds: int) -> Spent:
    """CPU time, of all threads and of processes that were begun and ended, and wall time, in turns."""
    wall: dict[str, list[float]] = {name: [] for name in contestants}

    def measured(name: str) -> float:
        begun, used = perf_counter_ns(), _cpu_ns()
        contestants[name]()
        used = _cpu_ns() - used
        wall[name].append(float(perf_counter_ns() - begun))
        return used

    cpu = interleaved_costs({name: partial(measured, name) for name in contestants}, rounds=rounds)
    return Spent(cpu, Timings({name: tuple(taken[1:]) for name, taken in wall.items()}))


def _cpu_ns() -> float:
    children = getrusage(RUSAGE_CHILDREN)
    return process_time_ns() + (children.ru_utime + children.ru_stime) * 1e9


def _repeated(inputs: tuple[Any, ...], calls: int) -> tuple[Any, ...]:
    return inputs * max(1, calls // len(inputs))


def _nanoseconds_per_call(function: Callable[[Any], object], inputs: tuple[Any, ...]) -> float:
    start = process_time_ns()
    for value in inputs:
        function(value)
    return (process_time_ns() - start) / len(inputs)
