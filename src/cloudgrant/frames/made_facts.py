"""A frame with the columns of facts made of its own headings, once for all that is asked of it afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cloudgrant.frames.checking import told, values_of, wrong_columns
from cloudgrant.frames.libraries import beside
from cloudgrant.frames.tables import SUBJECTS, Table, Tables, of_keys
from cloudgrant.values.problems import InvalidInput

__all__ = ["with_facts"]


def with_facts(
    frame: Any,
    subject: type[Any],
    columns: Any,
    *,
    key: str | tuple[str, ...] | None = None,
) -> Any:
    """The frame, or the tables, with a column for each fact that ``columns`` speaks of; the others stay.

    ``columns`` and ``key`` are as :func:`~cloudgrant.frames.assess` takes them, which makes such columns for
    itself: this is for whoever asks several things of one frame, or wants to see or keep what was made.
    Raises :class:`~cloudgrant.values.problems.InvalidInput` with the rows where a number is not whole in the
    unit of its fact or too large for 64 bits, where a word is none of those told, and where a column of the
    fact's name is another; a lazy frame is collected once for it. What is inside columns of lists is left as
    it is.

    >>> import polars as pl
    >>> import cloudgrant as cg
    >>> from cloudgrant import frames
    >>> firms = pl.DataFrame({"實收資本額": [80_000.5, None]})
    >>> made = frames.with_facts(firms, cg.Company, {"實收資本額": ("paid_in_capital", "千元")})
    >>> made["paid_in_capital"].to_list(), made["實收資本額"].to_list()
    ([80000500, None], [80000.5, None])
    """
    tables = Tables(frame, subject, keys=of_keys(key), columns=columns)
    found = list(wrong_columns(tables))
    every = [tables.subjects, *(table for _, table in tables.lists() if table.place in tables.given)]
    if not found:
        for table in every:
            spoilt = [one for one in values_of(table) if one.name in table.spoilt]
            problems = told(table, tables, spoilt)
            found += (one.below(table.place) if table.place else one for one in problems)
    if found:
        raise InvalidInput(found)
    made = {table.place: _made(tables.given[table.place], table, tables) for table in every}
    if not isinstance(frame, Mapping):
        return made[SUBJECTS]
    return {place: made.get(place, one) for place, one in tables.given.items()}


def _made(given: Any, table: Table, tables: Tables) -> Any:
    """A table as it was given, with the columns that headings stand for."""
    spoken_of = {one.fact for one in tables.headings.get(table.place, {}).values() if one.fact}
    facts = {name or "value": table.cell(name) for name, _ in table.named if (name or "value") in spoken_of}
    return beside(given, table.frame, facts, tables.order) if facts else given
