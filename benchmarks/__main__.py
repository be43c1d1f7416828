"""``python benchmarks [--quick]``: medians of interleaved rounds of one run, each beside its target.

Every peer first gives the same answers as cloudgrant, on and around every limit. A missed target is told,
and is no error: times are those of the machine at hand.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from functools import partial
from itertools import chain
from typing import Any

import answering
import assessing
import budget_lines
import deciding_dossier
import guiding
import imports
import many_at_once
import many_rows
import measuring
import parquet_to_parquet
from report import table

_CHECKS: Mapping[str, tuple[Callable[[], int], str]] = {
    "assessing": (assessing.check, "cases: every peer gives the same answers"),
    "deciding_dossier": (deciding_dossier.check, "dossiers: plain ifs and loops give the same results"),
    "budget_lines": (budget_lines.check, "budgets: a query by hand gives the same results"),
    "many_rows": (many_rows.check, "firms in frames: every peer gives the same answers, in every row"),
    "parquet_to_parquet": (parquet_to_parquet.check, "firms in files: a query by hand writes the same"),
    "answering": (answering.check, "bodies in JSON: pydantic gives the same answers"),
    "guiding": (guiding.check, "firms: guided to the end, every programme decides as in a full assessment"),
    "measuring": (measuring.check, "contracts: every peer counts the same rates"),
    "many_at_once": (many_at_once.check, "applications: pools give the same answers as a loop"),
}
_MEASURED: Mapping[str, Any] = {
    "assessing": assessing.lines,
    "deciding_dossier": deciding_dossier.lines,
    "many_rows": many_rows.lines,
    "budget_lines": budget_lines.lines,
    "parquet_to_parquet": parquet_to_parquet.lines,
    "answering": answering.lines,
    "guiding": guiding.lines,
    "measuring": measuring.lines,
    "many_at_once": many_at_once.lines,
    "imports": imports.lines,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer rounds: rough figures in seconds")
    parser.add_argument("--only", nargs="+", choices=_MEASURED, default=list(_MEASURED), metavar="NAME")
    parser.add_argument(
        "--rows",
        nargs="+",
        type=int,
        default=[],
        metavar="N",
        help="how many firms go from Parquet to Parquet; 100000000 take minutes and gigabytes of disk",
    )
    given = parser.parse_args()
    chosen = [name for name in _MEASURED if name in given.only]
    for name in chosen:
        if name in _CHECKS:
            check, told = _CHECKS[name]
            print(f"{check():,} {told}", flush=True)
    measured = {**_MEASURED, "parquet_to_parquet": partial(parquet_to_parquet.lines, sizes=given.rows)}
    print("\n" + table(chain.from_iterable(measured[name](quick=given.quick) for name in chosen)))
    print("\nRatios are medians of each round's own ratio; “a : b” compares cloudgrant's a with a peer's b.")
    print("Two figures are CPU time, of all threads and processes, and wall time.")


if __name__ == "__main__":  # processes of a pool load this file again
    main()
