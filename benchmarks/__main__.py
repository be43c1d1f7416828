"""``python benchmarks [--quick]``: medians of interleaved rounds of one run, each beside its target.

Every peer first gives the same answers as cloudgrant, on and around every limit. A missed target is told,
and is no error: times are those of the machine at hand.
"""

from __future__ import annotations

import argparse
from itertools import chain

import answering
import assessing
import budget_lines
import deciding_dossier
import guiding
import imports
import many_at_once
import measuring
from report import table


def main() -> None:
    parser = argparse.ArgumentParser(prog="python benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer rounds: rough figures in seconds")
    quick: bool = parser.parse_args().quick
    compared = assessing.check() + answering.check()
    print(f"{compared:,} cases: every peer gives the same answers")
    print(f"{budget_lines.check():,} budgets: a query by hand gives the same results")
    print(f"{deciding_dossier.check()} dossiers: plain ifs and loops give the same results")
    print(f"{measuring.check():,} contracts: every peer counts the same rates")
    print(f"{many_at_once.check():,} applications: pools give the same answers as a loop")
    print(f"{guiding.check():,} firms: guided to the end, every programme decides as in a full assessment\n")
    measured = (
        assessing,
        deciding_dossier,
        budget_lines,
        answering,
        guiding,
        measuring,
        many_at_once,
        imports,
    )
    print(table(chain.from_iterable(each.lines(quick=quick) for each in measured)))
    print("\nRatios are medians of each round's own ratio; “a : b” compares cloudgrant's a with a peer's b.")


if __name__ == "__main__":  # processes of a pool load this file again
    main()
