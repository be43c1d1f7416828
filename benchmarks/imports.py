"""Whole processes, started afresh: what an import costs, and the first decision of all."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from functools import partial

from report import Line
from timing import interleaved_costs

__all__ = ["lines"]

_FIRST = """
from datetime import date
import cloudgrant as cg
firm = cg.Manufacturer(ubn="12345675", name="示範精密", paid_in_capital=80_000_000, regular_employees=260,
                       factory="registered", points_last_used_in=0)
decision = cg.points.assess(firm, on=date(2022, 5, 2))
assert (decision.outcome, decision.award) == (cg.Outcome.ELIGIBLE, 200_000)
assert set(decision.results.values()) == {cg.Result.MET}
"""


def _milliseconds(program: str) -> float:
    """What a process of its own spends on a program, as it tells itself."""
    told = f"{program}\nfrom time import process_time; print(process_time())"
    done = subprocess.run([sys.executable, "-c", told], check=True, capture_output=True, text=True)
    return float(done.stdout) * 1e3


def lines(*, quick: bool) -> Iterator[Line]:
    """Time them."""
    programs = {"bare": "", "attrs": "import attrs", "ours": "import cloudgrant", "first": _FIRST}
    timings = interleaved_costs(
        {name: partial(_milliseconds, program) for name, program in programs.items()},
        rounds=7 if quick else 31,
    )

    def line(what: str, name: str, peer: str, target: str = "", most: float | None = None) -> Line:
        more = timings.difference(name, peer)
        ours, theirs = f"{timings.of(name):.0f} ms", f"{timings.of(peer):.0f} ms"
        return Line(what, ours, theirs, f"{more:+.1f} ms", target, None if most is None else more <= most)

    yield line("import : import attrs", "ours", "attrs", "at most +10 ms", 10)
    yield line("import : bare interpreter", "ours", "bare")
    yield line("first assess, cold : import attrs", "first", "attrs", "at most +60 ms", 60)
    yield line("first assess, cold : bare interpreter", "first", "bare")
