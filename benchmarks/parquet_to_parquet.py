"""Firms from one Parquet file into another by polars' streaming engine: time for each row, and memory.

Every run is a process of its own, which tells the most memory that it ever held, as Linux has it.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from population import write
from report import Line
from timing import interleaved_spending

__all__ = ["SIZES", "check", "lines"]

SIZES = (1_000_000, 10_000_000)
"""How many rows there are, unless others are asked for."""

_QUICK = (1_000_000,)
_ONCE = 50_000_000
"""So many rows are gone through once only: a round takes minutes."""

_GIGABYTE = 1_000_000  # in kilobytes, as the most memory is told

_QUERIES: Mapping[str, str] = {
    "ours": """
import cloudgrant as cg
from cloudgrant import frames
query = frames.assess(given, cg.points, subject=cg.Company, on=FILING)
""",
    "by hand": """
from peers import points_polars
query = points_polars.beside(given, PUBLISHED, FILING, "text")
""",
}
_PROGRAM = """
import sys
from pathlib import Path
import polars as pl
sys.path.insert(0, sys.argv[3])
from cases import FILING, PUBLISHED
given = pl.scan_parquet(sys.argv[1])
{query}
query.sink_parquet(sys.argv[2])
# Not what getrusage tells: that is never less than the process had which began this one.
told = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
print(told["VmHWM"].removesuffix("kB"))
"""


class _Run:
    """One side over one file, in a process of its own."""

    most: int

    def __init__(self, who: str, given: Path) -> None:
        self._program = _PROGRAM.format(query=_QUERIES[who])
        self._given, self.decided = given, given.with_name(f"{who} {given.name}")
        self.most = 0

    def __call__(self) -> None:
        given, decided, here = map(str, (self._given, self.decided, Path(__file__).parent))
        argv = [sys.executable, "-c", self._program, given, decided, here]
        done = subprocess.run(argv, check=True, capture_output=True, text=True)
        self.most = max(self.most, int(done.stdout))


def check(rows: int = 100_000) -> int:
    """Hold the files to each other; how many rows there were."""
    with TemporaryDirectory(prefix="cloudgrant-bench-") as place:
        runs = _runs(Path(place), rows)
        for run in runs.values():
            run()
        ours, theirs = (pl.read_parquet(run.decided) for run in runs.values())
        names = theirs.columns
        if not ours.select(names).with_columns(pl.selectors.by_dtype(pl.Enum).cast(pl.String)).equals(theirs):
            raise AssertionError("the file by hand differs from ours")
    return rows


def _runs(place: Path, rows: int) -> Mapping[str, _Run]:
    given = place / f"{rows}.parquet"
    write(given, rows)
    return {who: _Run(who, given) for who in _QUERIES}


def lines(*, quick: bool, sizes: Sequence[int] = ()) -> Iterator[Line]:
    """Time them, the start of a process included; then a row of the most beside one of the fewest."""
    per_row: dict[int, float] = {}
    for rows in sizes or (_QUICK if quick else SIZES):
        with TemporaryDirectory(prefix="cloudgrant-bench-") as place:
            runs = _runs(Path(place), rows)
            spent = interleaved_spending(runs, rounds=1 if rows >= _ONCE else 2 if quick else 3)
        ratio = spent.ratio("ours", "by hand")
        per_row[rows] = spent.cpu.of("ours") / rows
        yield Line(
            f"Parquet to Parquet, {rows:,} firms : by hand", spent.of("ours"), spent.of("by hand"), ratio
        )
        most = {who: run.most for who, run in runs.items()}
        ours, theirs = (f"{most[who] / 1000:,.0f} MB" for who in most)
        met = most["ours"] < _GIGABYTE
        yield Line("the same, the most memory", ours, theirs, ours, "less than 1 GB", met)
    if len(per_row) > 1:
        least, largest = min(per_row), max(per_row)
        grown = per_row[largest] / per_row[least]
        yield Line(
            f"the same, CPU per row, {largest:,} : {least:,}",
            f"{per_row[largest]:.0f} ns",
            f"{per_row[least]:.0f} ns",
            f"{grown:.2f} ×",
            "at most 1.1 ×",
            grown <= 1.1,
        )
