"""Which edition each row of a frame goes by, and what the rows of all editions come to together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

import narwhals as nw

from cloudgrant.frames.cells import literal
from cloudgrant.frames.columns import Columns
from cloudgrant.frames.truths import OfRows, all_hold, choose
from cloudgrant.rules.law.edition import NoEdition
from cloudgrant.rules.law.editions import Period
from cloudgrant.rules.programme import Programme
from cloudgrant.rules.writing.declaration import Stage
from cloudgrant.values.problems import InvalidInput
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["Part", "joined", "names_of", "parts_of", "within"]


class Part(NamedTuple):
    """The rows that go by one edition, and the programme under it; ``None`` where that is not known."""

    rows: OfRows
    law: Programme[Any, Any] | None


def parts_of(
    programme: Programme[Any, Any], columns: Columns, on: date | str, stage: Stage, policy: Any = None
) -> tuple[Part, ...]:
    """By which edition each row goes: an application by its day, a later stage by its column ``edition``.

    Where a later stage has no such column it goes by the only edition begun, as an object does, or beside
    numbers of ``policy`` by the one whose they are; raises
    :class:`~cloudgrant.values.problems.InvalidInput` where there are several. Beside numbers, a day before
    the first edition goes by that, as a what-if, and a row without a day by the text that the numbers are of.
    """
    if programme.bound:
        return (Part(True, programme),)
    if stage != "application":
        day = on if isinstance(on, date) else UNKNOWN
        if columns.has(columns.carried):
            return tuple(_named(programme, columns, columns.carried, day, policy, stage))
        return (Part(True, programme.law_on(day, policy=policy, stage=stage)),)
    if isinstance(on, date):
        return (Part(True, programme.law_on(on, policy=policy)),)
    filing = columns.filing()
    periods = programme.periods()
    of_days = [Part(within(filing, one), programme.under(one.edition)) for one in periods]
    if policy is None:
        return (*of_days, Part(filing.is_null(), None))
    before = Part(filing < literal(periods[0].since), programme.under(periods[0].edition))
    return (*of_days, before, Part(filing.is_null(), programme.law_on(UNKNOWN, policy=policy)))


def names_of(programme: Programme[Any, Any]) -> tuple[str, ...]:
    """The names of editions that rows of a later stage may bear: under one edition its own, else all."""
    if programme.bound:
        edition = programme.edition
        return tuple(dict.fromkeys((edition.name, edition.published.name)))
    return tuple(programme.names())


def within(filing: OfRows, period: Period) -> OfRows:
    """Whether the day of every row lies in a period."""
    since = True if period.since == date.min else filing >= literal(period.since)
    return all_hold([since, True if period.until is None else filing <= literal(period.until)])


def _named(
    programme: Programme[Any, Any], columns: Columns, column: str, day: Fact[date], policy: Any, stage: Stage
) -> Iterator[Part]:
    """The rows that say each edition, and those that say none; null where there is none of the name."""
    carried = columns.column_of(column).cast(nw.String())
    for name, edition in programme.names().items():
        yield Part(carried == nw.lit(name), programme.under(edition))
    only: Programme[Any, Any] | None
    try:
        only = programme.law_on(day, policy=policy, stage=stage)
    except (InvalidInput, NoEdition):  # there are several, or none has begun
        only = None
    yield Part(carried.is_null(), only)


def joined(
    parts: Iterable[Part],
    columns_of: Callable[[Programme[Any, Any]], Mapping[str, nw.Expr]],
    unsaid: Callable[[str], nw.Expr],
) -> dict[str, nw.Expr]:
    """Every column by the part that a row belongs to; null where its edition has none, or none is in force.

    ``unsaid`` gives what stands in a column where it is not known by which edition the row goes.
    """
    every = tuple(parts)
    found = [(part.rows, None if part.law is None else columns_of(part.law)) for part in every]
    if len(found) == 1 and found[0][0] is True and found[0][1] is not None:
        return dict(found[0][1])
    names = dict.fromkeys(name for _, columns in found for name in columns or ())
    return {name: choose(*_steps(name, found, unsaid)) for name in names}


def _steps(
    name: str, found: Iterable[tuple[OfRows, Mapping[str, nw.Expr] | None]], unsaid: Callable[[str], nw.Expr]
) -> Iterator[tuple[OfRows, nw.Expr]]:
    for rows, columns in found:
        if columns is None:
            yield rows, unsaid(name)
        elif name in columns:
            yield rows, columns[name]
