"""Which edition each row of a frame goes by, and what the rows of every edition come to together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

import narwhals as nw

from cloudgrant.frames.cells import literal
from cloudgrant.frames.columns import Columns
from cloudgrant.frames.truths import OfRows, all_hold, choose
from cloudgrant.rules.law.editions import Period
from cloudgrant.rules.programme import Programme
from cloudgrant.rules.writing.declaration import Stage
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["Part", "Parts", "of_each_row", "within"]


class Part(NamedTuple):
    """The rows that go by one edition, and the programme under it."""

    rows: OfRows
    law: Programme[Any, Any]


class Parts(NamedTuple):
    """The rows of each edition; ``unsaid`` are those of which it is not known by which they go."""

    parts: tuple[Part, ...]
    unsaid: OfRows


def of_each_row(
    programme: Programme[Any, Any], columns: Columns, on: date | str, stage: Stage
) -> Parts:
    """By which edition each row goes: an application by its day, a later stage by its column ``edition``.

    Where a later stage has no such column, it goes by the only edition begun by the day, as an object does
    (:meth:`~cloudgrant.rules.programme.Programme.assess`), which refuses where there are several.
    """
    if programme.bound:
        return Parts((Part(True, programme),), False)
    if stage != "application" and columns.has("edition"):
        return _named(programme, columns)
    if stage != "application":
        day = on if isinstance(on, date) else date.max
        return Parts((Part(True, programme.later(day)),), False)
    if isinstance(on, date):
        return Parts((Part(True, programme.under(on)),), False)
    filing = columns.filing()
    parts = tuple(
        Part(within(filing, period), programme.under(period.edition)) for period in programme.periods()
    )
    return Parts(parts, filing.is_null())


def within(filing: OfRows, period: Period) -> OfRows:
    """Whether the day of every row lies in a period."""
    since = True if period.since == date.min else filing >= literal(period.since)
    return all_hold([since, True if period.until is None else filing <= literal(period.until)])


def _named(programme: Programme[Any, Any], columns: Columns) -> Parts:
    """Rows that say themselves under which edition was applied."""
    named = nw.col("edition").cast(nw.String())
    every = {one.name: one for one in programme.editions}
    every.update({one.name: one for one in (period.edition for period in programme.periods())})
    parts = tuple(Part(named == literal(name), programme.under(one)) for name, one in every.items())
    return Parts(parts, named.is_null())


def together(
    found: Iterable[tuple[Part, Mapping[str, nw.Expr]]], unsaid: OfRows, undetermined: Mapping[str, nw.Expr]
) -> dict[str, nw.Expr]:
    """Every column by the part that each row belongs to; null where its edition has no such rule, or none is in force."""
    every = list(found)
    names = dict.fromkeys(name for _, columns in every for name in columns)
    return {
        name: choose(
            *((part.rows, columns.get(name, literal(UNKNOWN, "text"))) for part, columns in every),
            (unsaid, undetermined.get(name, literal(UNKNOWN, "text"))),
        )
        for name in names
    }
