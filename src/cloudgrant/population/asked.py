"""What is wrong with what a population is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from cloudgrant.values.names import did_you_mean
from cloudgrant.values.problems import Problem

__all__ = ["problems_of_names", "problems_of_number", "problems_of_seed"]


def problems_of_number(name: str, given: Any, *, least: int = 0) -> Iterator[Problem]:
    """A number of rows that is none."""
    if type(given) is not int:
        yield Problem.at([name], "type", expected="int", given=type(given).__name__)
    elif given < least:
        yield Problem.at([name], "too_small", limit=least, given=given)


def problems_of_seed(seed: Any) -> Iterator[Problem]:
    """A seed is a whole number of at most 64 bits."""
    yield from problems_of_number("seed", seed)
    if type(seed) is int and seed >= 2**64:
        yield Problem.at(["seed"], "too_large", limit=2**64 - 1, given=seed)


def problems_of_names(name: str, given: Iterable[str], known: Iterable[str]) -> Iterator[Problem]:
    """Names of columns or tables that there are none of."""
    there = tuple(known)
    for one in given:
        if one not in there:
            yield Problem.at([name, one], "unknown_key", hint=did_you_mean(one, there))
