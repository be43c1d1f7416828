"""A population that is too large for the memory: the same rows, some at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from cloudgrant.population.asked import problems_of_number
from cloudgrant.values.problems import InvalidInput

__all__ = ["in_chunks"]


def in_chunks(
    make: Callable[..., Any], number: int, *, rows: int = 1_000_000, first: int = 0, **how: Any
) -> Iterator[Any]:
    """What ``make`` (:func:`~cloudgrant.population.firms` or :func:`~cloudgrant.population.proposals`) gives,
    ``rows`` rows at a time: together those that it gives at once. ``how`` goes to it (``seed=``,
    ``engine=`` …).

    Raises :class:`~cloudgrant.values.problems.InvalidInput` for numbers of rows that are none.

    >>> from cloudgrant import population
    >>> [chunk.shape[0] for chunk in population.in_chunks(population.firms, 2_500, rows=1_000, seed=1)]
    [1000, 1000, 500]
    """
    problems = [*problems_of_number("number", number), *problems_of_number("rows", rows, least=1)]
    problems += problems_of_number("first", first)
    if problems:
        raise InvalidInput(problems)
    return (
        make(min(rows, first + number - start), first=start, **how)
        for start in range(first, first + number, rows)
    )
