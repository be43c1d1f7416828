"""The same firms as objects, for the door that takes one and for test suites."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from cloudgrant.firms.company import Company
from cloudgrant.population.asked import problems_of_number, problems_of_seed
from cloudgrant.population.business_numbers import business_numbers
from cloudgrant.population.drawing import Draws
from cloudgrant.population.firm_table import FIRM_COLUMNS, columns_of_firms
from cloudgrant.population.parameters import Parameters
from cloudgrant.rules.records.fact_info import facts
from cloudgrant.values.problems import InvalidInput

__all__ = ["subjects"]

_AT_ONCE: Final = 10_000
"""How many rows are drawn together."""


def subjects(
    number: int, *, seed: int = 1, first: int = 0, parameters: Parameters | None = None
) -> Iterator[Company]:
    """The firms of :func:`~cloudgrant.population.firms` as objects, row by row, each with a business number.

    The numbers fit the check digit and are made up; where one belongs to a firm, that is chance. They
    repeat after 20,000,000 rows. What of a row is no fact of a firm (its county, its day of filing …) is in
    the frame alone.
    Raises :class:`~cloudgrant.values.problems.InvalidInput` listing what is asked for and is not there.

    >>> from datetime import date
    >>> import cloudgrant as cg
    >>> from cloudgrant import population
    >>> [cg.points.assess(firm, on=date(2022, 5, 2)).outcome.value for firm in population.subjects(3, seed=1)]
    ['ineligible', 'ineligible', 'eligible']
    """
    problems = [*problems_of_number("number", number), *problems_of_number("first", first)]
    problems += problems_of_seed(seed)
    if problems:
        raise InvalidInput(problems)
    return _drawn(number, seed, first, parameters or Parameters())


def _drawn(number: int, seed: int, first: int, parameters: Parameters) -> Iterator[Company]:
    names = [name for name in FIRM_COLUMNS if name in facts(Company)]
    for start in range(first, first + number, _AT_ONCE):
        draws = Draws(seed, "firms", start, min(_AT_ONCE, first + number - start))
        columns = columns_of_firms(("firm", *names), draws, parameters)
        ubns = business_numbers(columns.pop("firm").values)
        known = [
            None if column.unknown is None else (~column.unknown).tolist() for column in columns.values()
        ]
        values = [column.values.tolist() for column in columns.values()]
        for place, ubn in enumerate(ubns):
            given = {
                name: of[place]
                for name, of, told in zip(columns, values, known, strict=True)
                if told is None or told[place]
            }
            yield Company(ubn=ubn, **given)
