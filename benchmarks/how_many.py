"""``python benchmarks/how_many.py [--most 10_000_000]``: what so many made-up firms cost, by door.

Prints the table of ``docs/one-a-million-a-billion.md``: CPU beside wall time, of one run each in a process
of its own, after one that loads and compiles what is needed. The frames are there before: what is measured
is the decision alone. Every door first gives the same outcomes as the others.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from resource import RUSAGE_SELF, getrusage
from time import perf_counter, process_time
from typing import Any

import cloudgrant as cg
from cloudgrant import frames, population

__all__ = ["DOORS", "SIZES", "outcomes"]

SIZES = (1, 10_000, 1_000_000, 10_000_000)
_FILED = date(2022, 5, 2)
_SEED = 2022
_READ = ("paid_in_capital", "regular_employees", "manufacturer", "factory", "points_last_used_in",
         "points_used_before_in")  # fmt: skip
_MOST = {"assess": 1_000_000, "assess_many": 1_000_000}
"""Beyond which a door is not measured: so many objects fill the memory."""


def _objects(number: int) -> Callable[[], Iterable[str]]:
    firms = list(population.subjects(number, seed=_SEED))
    return lambda: [cg.points.assess(firm, on=_FILED).outcome.value for firm in firms]


def _many(number: int) -> Callable[[], Iterable[str]]:
    firms = list(population.subjects(number, seed=_SEED))

    def outcomes() -> Iterator[str]:
        for answer in cg.assess_many(cg.points, firms, on=_FILED):
            assert answer.decision is not None
            yield answer.decision.outcome.value

    return lambda: list(outcomes())


def _frame(number: int, engine: str) -> Any:
    return population.firms(number, seed=_SEED, engine=engine, columns=_READ)


def _polars(number: int) -> Callable[[], Iterable[str]]:
    frame = _frame(number, "polars")
    return lambda: frames.assess(frame, cg.points, on=_FILED)["outcome"]


def _lazy(number: int) -> Callable[[], Iterable[str]]:
    frame = _frame(number, "polars").lazy()
    return lambda: frames.assess(frame, cg.points, on=_FILED).select("outcome").collect()["outcome"]


def _pandas(number: int) -> Callable[[], Iterable[str]]:
    frame = _frame(number, "pandas")
    return lambda: frames.assess(frame, cg.points, on=_FILED)["outcome"]


def _pyarrow(number: int) -> Callable[[], Iterable[str]]:
    frame = _frame(number, "pyarrow")
    # As texts of Python's own only when they are counted.
    return lambda: map(str, frames.assess(frame, cg.points, on=_FILED)["outcome"])


def _duckdb(number: int) -> Callable[[], Iterable[str]]:
    relation = _frame(number, "duckdb")

    def outcomes() -> Iterable[str]:
        decided = frames.assess(relation, cg.points, on=_FILED)
        return [str(row[0]) for row in decided.select("outcome").fetchall()]

    return outcomes


DOORS: dict[str, Callable[[int], Callable[[], Iterable[str]]]] = {
    "assess": _objects,
    "assess_many": _many,
    "polars": _polars,
    "polars, lazy": _lazy,
    "pandas": _pandas,
    "pyarrow": _pyarrow,
    "duckdb": _duckdb,
}


def outcomes(door: str, number: int) -> Counter[str]:
    """How many firms of a population come out how, by one of the doors."""
    return Counter(DOORS[door](number)())


def _measured(door: str, number: int) -> tuple[float, float, int]:
    """CPU and wall seconds, and the most memory that the process has held, in MiB."""
    DOORS[door](min(number, 10))()
    decide = DOORS[door](number)
    wall, cpu = perf_counter(), process_time()
    decide()
    return process_time() - cpu, perf_counter() - wall, getrusage(RUSAGE_SELF).ru_maxrss // 1024


def _of_its_own(door: str, number: int) -> tuple[float, float, int]:
    found = subprocess.run(
        [sys.executable, __file__, "--one", door, str(number)], check=True, capture_output=True, text=True
    )
    cpu, wall, memory = found.stdout.split()
    return float(cpu), float(wall), int(memory)


def _shown(seconds: float) -> str:
    if seconds < 0.001:
        return f"{seconds * 1e6:.0f} µs"
    return f"{seconds * 1e3:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python benchmarks/how_many.py", description=__doc__)
    parser.add_argument("--most", type=int, default=SIZES[-1], help="the largest population")
    parser.add_argument("--one", nargs=2, metavar=("DOOR", "NUMBER"), help="measure one alone, in figures")
    given = parser.parse_args()
    if given.one:
        print(*_measured(given.one[0], int(given.one[1])))
        return
    expected = outcomes("assess", 10_000)
    for door in DOORS:
        if outcomes(door, 10_000) != expected:
            raise AssertionError(f"{door} differs from the objects")
    sizes = [size for size in SIZES if size <= given.most]
    print("| | " + " | ".join(f"{size:,}" for size in sizes) + " |")
    print("| --- |" + " --- |" * len(sizes))
    for door in DOORS:
        cells = []
        for size in sizes:
            if size > _MOST.get(door, size):
                cells.append("–")
                continue
            cpu, wall, memory = _of_its_own(door, size)
            held = f", {memory:,} MiB" if size == sizes[-1] else ""
            cells.append(f"{_shown(cpu)} / {_shown(wall)}{held}")
        print(f"| `{door}` | " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()
