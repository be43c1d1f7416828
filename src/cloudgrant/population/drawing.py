"""Chance by the row: what is drawn for a row depends on the seed, the column and the row's number alone.

A counter-based generator (Philox, as numpy has it) gives each column a stream of its own, whose nth number
is reached without drawing those before. So the first rows of a larger population are the smaller one, chunks
of any size are the same rows, and a further column moves no other. Its raw stream is one of numpy's promises
(NEP 19), which its distributions are not: they are worked out here, in whole numbers alone, so that a seed
gives the same on every machine and under every version.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import Any, Final

import attrs
import numpy as np
from numpy.typing import NDArray

from cloudgrant.population.ranges import Days, Span
from cloudgrant.values.shares import Share

__all__ = ["Draws"]

_A_BLOCK: Final = 4
"""How many numbers of 64 bits Philox gives for each step of its counter."""

_SILENT: Final = np.uint64(32)
"""How many bits of each number are left unused: products of the others stay within 64."""


@attrs.frozen
class Draws:
    """What is drawn for the rows ``first`` … ``first + number - 1`` of a table."""

    seed: int
    table: str
    first: int
    number: int

    def bits(self, column: str) -> NDArray[np.uint64]:
        """A number below 2³² for every row, each as likely as another."""
        named = blake2b(f"{self.table}/{column}".encode(), digest_size=8).digest()
        block, skipped = divmod(self.first, _A_BLOCK)
        # The seed's own way into the state would draw from the machine first, and be thrown away.
        stream = np.random.Philox(0)
        state: Any = stream.state
        state["state"] = {
            "counter": np.array([block, 0, 0, 0], dtype=np.uint64),
            "key": np.array([self.seed, int.from_bytes(named, "little")], dtype=np.uint64),
        }
        stream.state = state
        drawn: NDArray[np.uint64] = stream.random_raw(skipped + self.number)[skipped:]
        return drawn >> _SILENT

    def below(self, column: str, most: int | NDArray[Any]) -> NDArray[np.int64]:
        """A number from 0 to below ``most`` (of all rows, or of each) for every row."""
        limit = np.asarray(most).astype(np.uint64)
        return (self.bits(column) * limit >> _SILENT).astype(np.int64)

    def holds(self, column: str, share: Share) -> NDArray[np.bool_]:
        """Whether something is so, in this share of all rows."""
        return self.below(column, share.denominator) < share.numerator

    def unknown(self, column: str, shares: Mapping[str, Share]) -> NDArray[np.bool_] | None:
        """In which rows a column is not known; nothing where it is in all."""
        share = shares.get(column)
        return None if share is None or not share.numerator else self.holds(f"{column}?", share)

    def places(self, column: str, weights: Sequence[int]) -> NDArray[np.int64]:
        """The place of one of the weights for every row, each as often as it weighs."""
        upper = np.cumsum(np.array(weights, dtype=np.int64))
        return np.searchsorted(upper, self.below(column, int(upper[-1])), side="right").astype(np.int64)

    def options(self, column: str, choices: Sequence[tuple[Any, int]]) -> NDArray[Any]:
        """One of the choices for every row, by weight: whole numbers as such, texts as objects."""
        values, weights = zip(*choices, strict=True)
        kind = np.int64 if all(type(value) is int for value in values) else np.object_
        return np.array(values, dtype=kind)[self.places(column, weights)]

    def of_spans(self, column: str, spans: Sequence[Span]) -> NDArray[np.int64]:
        """A number of one of the spans for every row."""
        return self.within(column, spans, self.places(f"{column}/which", [span.weight for span in spans]))

    def within(self, column: str, spans: Sequence[Span], places: NDArray[np.int64]) -> NDArray[np.int64]:
        """A number of that span for every row whose place is given."""
        low, step, choices = (
            np.array(values, dtype=np.int64)[places]
            for values in zip(*((span.low, span.step, span.choices) for span in spans), strict=True)
        )
        return np.asarray(low + self.below(column, choices) * step, dtype=np.int64)

    def of_days(self, column: str, days: Sequence[Days]) -> NDArray[np.datetime64]:
        """A day for every row."""
        places = self.places(f"{column}/which", [one.weight for one in days])
        first = np.array([one.first for one in days], dtype="datetime64[D]")[places]
        after = self.below(column, np.array([one.choices for one in days])[places])
        return np.asarray(first + after.astype("timedelta64[D]"))
