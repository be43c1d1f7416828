"""Many applications by ``assess_many``: against a loop by hand, and what pools make of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from multiprocessing import get_context
from time import perf_counter_ns
from typing import Any

import cloudgrant as cg
from cases import FILING
from report import Line, microseconds
from timing import interleaved_costs

__all__ = ["check", "lines"]

_SIZES = {True: 5_000, False: 50_000}


def _rows(size: int) -> Iterator[dict[str, Any]]:
    """Applications as JSON has them, no two of one capital."""
    for number in range(size):
        yield {
            "paid_in_capital": 50_000_000 + number * 1_000,
            "regular_employees": number % 400,
            "factory": "none" if number % 7 == 0 else "registered",
            "points_last_used_in": 0,
        }


def _by_hand(size: int) -> int:
    decided = 0
    for row in _rows(size):
        cg.points.assess(cg.load(cg.Manufacturer, row), on=FILING)
        decided += 1
    return decided


def _many(pool: Executor | None, size: int) -> int:
    answers = cg.assess_many(cg.points, _rows(size), subject=cg.Manufacturer, on=FILING, pool=pool)
    return sum(answer.decision is not None for answer in answers)


def check(size: int = 2_000) -> int:
    """Hold the answers of a pool to those of a loop; how many were compared."""
    loop = [cg.points.assess(cg.load(cg.Manufacturer, row), on=FILING) for row in _rows(size)]
    with ThreadPoolExecutor(2) as pool:
        for others in ({}, {"pool": pool}):
            given: dict[str, Any] = {"subject": cg.Manufacturer, "on": FILING, **others}
            if [one.decision for one in cg.assess_many(cg.points, _rows(size), **given)] != loop:
                raise AssertionError("a pool answers otherwise than a loop")
    return size


def lines(*, quick: bool) -> Iterator[Line]:
    """Time them on the wall, as that is what a pool is to shorten."""
    size = _SIZES[quick]
    spawned = get_context("spawn")
    with ThreadPoolExecutor(2) as threads, ProcessPoolExecutor(2, mp_context=spawned) as processes:
        contestants: dict[str, Callable[[int], int]] = {
            "loop": _by_hand,
            "no pool": partial(_many, None),
            "2 threads": partial(_many, threads),
            "2 processes": partial(_many, processes),
        }
        timings = interleaved_costs(
            {name: partial(_per_item, decide, size) for name, decide in contestants.items()}, rounds=5
        )
    for name, peer in (("no pool", "loop"), ("2 threads", "no pool"), ("2 processes", "no pool")):
        costs = microseconds(timings.of(name)), microseconds(timings.of(peer))
        ratio = timings.ratio(name, peer)
        what = f"assess_many, {size:,}, {name} : {peer}"
        if peer == "loop":
            yield Line(what, *costs, f"{ratio:.2f} ×", "at most 1.25 ×", ratio <= 1.25)
        else:
            yield Line(what, *costs, f"{ratio:.2f} ×")


def _per_item(decide: Callable[[int], int], size: int) -> float:
    start = perf_counter_ns()
    if decide(size) != size:
        raise AssertionError("every item is decided")
    return (perf_counter_ns() - start) / size
