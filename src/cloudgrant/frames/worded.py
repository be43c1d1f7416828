"""How the words of results stand in the columns of a library.

A column of a million words costs more than the decisions that they tell. polars has a type for a few words,
arrow and pandas number them; elsewhere they are texts.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import Any, Final

import narwhals as nw

from cloudgrant.frames.truths import OfRows, choose
from cloudgrant.rules.deciding.results import Outcome, Result

__all__ = ["NUMBERED", "numbers_words", "told", "word", "words_of"]

NUMBERED: Final[Mapping[type[Enum], Any]] = MappingProxyType({Result: nw.Int8(), Outcome: nw.UInt8()})
"""The types of columns in which words stand as their numbers; nothing else decided has such a type."""


def words_of(kind: type[Enum]) -> list[str]:
    """The words of a kind of results, in their order.

    >>> words_of(Outcome)
    ['eligible', 'ineligible', 'undetermined']
    """
    return [one.value for one in kind]


def numbers_words(library: nw.Implementation) -> bool:
    """Whether words stand as numbers while a frame is worked on: in arrow, and pandas goes through it."""
    return library.is_pyarrow()


def word(of: Outcome | Result, library: nw.Implementation) -> nw.Expr:
    """A result as a literal, to be put into a column or held against one."""
    words = words_of(type(of))
    if library.is_polars():
        return nw.lit(of.value, nw.Enum(words))
    if numbers_words(library):
        return nw.lit(words.index(of.value), NUMBERED[type(of)])
    return nw.lit(of.value)


def told(truth: OfRows, kind: type[Outcome] | type[Result], library: nw.Implementation) -> nw.Expr:
    """A truth in words: the first word of a kind where it holds, the second where not, else the third."""
    words: list[Outcome | Result] = [*kind]
    yes, no, unknown = (word(one, library) for one in words[:3])
    if not isinstance(truth, nw.Expr):
        return yes if truth is True else no if truth is False else unknown
    if numbers_words(library):  # as numbers, a truth is its own word
        return (~truth).cast(NUMBERED[kind]).fill_null(2)
    return choose((truth.is_null(), unknown), (truth, yes), otherwise=no)
