"""Firms as a frame: a row for each, with the facts of points and of coaching, and what an analyst groups
by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final

import numpy as np

from cloudgrant.population.asked import problems_of_names, problems_of_number, problems_of_seed
from cloudgrant.population.drawing import Draws
from cloudgrant.population.made import Column, frame_of, problem_of_engine
from cloudgrant.population.parameters import Parameters
from cloudgrant.values.problems import InvalidInput

__all__ = ["FIRM_COLUMNS", "columns_of_firms", "firms"]


def _numbers(draws: Draws, parameters: Parameters) -> Any:
    return np.arange(draws.first, draws.first + draws.number, dtype=np.int64)


def _sizes(draws: Draws, parameters: Parameters) -> Any:
    return draws.places("size", [size.weight for size in parameters.sizes])


def _capital(draws: Draws, parameters: Parameters) -> Any:
    spans = [size.capital for size in parameters.sizes]
    return draws.within("paid_in_capital", spans, _sizes(draws, parameters))


def _staff(draws: Draws, parameters: Parameters) -> Any:
    spans = [size.staff for size in parameters.sizes]
    return draws.within("regular_employees", spans, _sizes(draws, parameters))


def _last_use(draws: Draws, parameters: Parameters) -> Any:
    return draws.options("points_last_used_in", parameters.points_last_used_in)


def _use_before(draws: Draws, parameters: Parameters) -> Any:
    before = draws.options("points_used_before_in", parameters.points_used_before_in)
    return np.where(before < _last_use(draws, parameters), before, 0)


_DRAWN: Final[Mapping[str, Callable[[Draws, Parameters], Any]]] = MappingProxyType(
    {
        "firm": _numbers,
        "county": lambda draws, given: draws.options("county", given.county),
        "filed_on": lambda draws, given: draws.of_days("filed_on", given.filed_on),
        "weight": lambda draws, given: draws.of_spans("weight", [given.weight]),
        "purchase": lambda draws, given: draws.of_spans("purchase", given.purchase),
        "paid_in_capital": _capital,
        "regular_employees": _staff,
        "manufacturer": lambda draws, given: draws.holds("manufacturer", given.manufacturers),
        "factory": lambda draws, given: draws.options("factory", given.factory),
        "points_last_used_in": _last_use,
        "points_used_before_in": _use_before,
        "provider": lambda draws, given: draws.holds("provider", given.providers),
        "cloud_services": lambda draws, given: draws.options("cloud_services", given.cloud_services),
        "cloud_base": lambda draws, given: draws.options("cloud_base", given.cloud_base),
        "coaching_own_funds": lambda draws, given: draws.of_spans(
            "coaching_own_funds", given.coaching_own_funds
        ),
    }
)

FIRM_COLUMNS: Final = tuple(_DRAWN)
"""The columns that there are: ``firm`` is the row's number, ``weight`` how many firms it stands for,
``purchase`` what it would buy in New Taiwan dollars, ``filed_on`` its day of filing, ``county`` where it
is; the others are facts of :class:`~cloudgrant.Company`."""


def firms(
    number: int,
    *,
    seed: int = 1,
    engine: str = "polars",
    columns: Iterable[str] | None = None,
    first: int = 0,
    parameters: Parameters | None = None,
) -> Any:
    """So many firms as a frame of ``engine``, made up from a seed: see :class:`Parameters`, all of it
    invented.

    A row depends on the seed, its number and the parameters alone: the first rows of a larger population
    are the smaller one, and the rows from ``first`` on are those of the whole (:func:`in_chunks`). A column
    is the same whichever others are asked for by ``columns`` (:data:`FIRM_COLUMNS`, all unless given). What
    is null is not known.

    ``engine`` is polars, pandas, pyarrow, duckdb, or another that narwhals makes frames of; it has to be
    installed.
    Raises :class:`~cloudgrant.values.problems.InvalidInput` listing what is asked for and is not there.

    >>> from cloudgrant import population
    >>> few = population.firms(3, seed=1, columns=["firm", "paid_in_capital", "regular_employees"])
    >>> few.rows()
    [(0, 86000000, 104), (1, 26500000, 38), (2, 16000000, 29)]
    """
    given = parameters or Parameters()
    problems = [*problems_of_number("number", number), *problems_of_number("first", first)]
    problems += [*problems_of_seed(seed), *problem_of_engine(engine)]
    asked = FIRM_COLUMNS if columns is None else tuple(columns)
    problems += problems_of_names("columns", asked, FIRM_COLUMNS)
    if problems:
        raise InvalidInput(problems)
    return frame_of(columns_of_firms(asked, Draws(seed, "firms", first, number), given), engine)


def columns_of_firms(names: Iterable[str], draws: Draws, parameters: Parameters) -> dict[str, Column]:
    """These columns of the rows that are drawn."""
    return {
        name: Column(_DRAWN[name](draws, parameters), draws.unknown(name, parameters.unknown))
        for name in names
    }
