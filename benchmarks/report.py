"""The lines of the printed table."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

__all__ = ["Line", "microseconds", "table"]


@attrs.frozen
class Line:
    """One comparison: what each side cost, what follows, and the target where there is one."""

    what: str
    ours: str
    theirs: str
    figure: str
    target: str = ""
    met: bool | None = None

    @property
    def verdict(self) -> str:
        """Whether the target is met; nothing where there is none."""
        return "" if self.met is None else "met" if self.met else "missed"


def microseconds(nanoseconds: float) -> str:
    """A cost as it is printed."""
    return f"{nanoseconds / 1000:.2f} µs"


def table(lines: Iterable[Line]) -> str:
    """The lines in columns, under a heading."""
    rows = [("", "cloudgrant", "peer", "measured", "target", "")]
    rows += [(line.what, line.ours, line.theirs, line.figure, line.target, line.verdict) for line in lines]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if place in (0, 4) else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )
