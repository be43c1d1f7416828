"""Columns that bear other names than the facts that they hold, in units and words of their own."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from fractions import Fraction
from functools import reduce
from operator import or_
from types import MappingProxyType
from typing import Any, Final, TypeAlias

import attrs
import narwhals as nw

from cloudgrant.frames.cells import bare, literal
from cloudgrant.frames.exactly import holds_numbers, is_read_anew, whole
from cloudgrant.frames.truths import choose
from cloudgrant.rules.records.fact_info import FactInfo
from cloudgrant.values.column_units import factor
from cloudgrant.values.names import did_you_mean
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.shown import shown
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["Heading", "Headings", "headings_of", "made_of", "unknown_headings"]

Headings: TypeAlias = "Mapping[str, Heading]"
"""The headings of one table, each with what it stands for."""

_A_FACT: Final = Text(
    "headings.a_fact",
    zh="事實名稱，或（事實名稱, 單位）、（事實名稱, 各字詞之意義）",
    en="the name of a fact, or a pair of it and a unit, or of it and what each word means",
)
_A_MAPPING: Final = Text(
    "headings.a_mapping", zh="欄位名稱對事實名稱之對照表", en="a mapping of headings to names of facts"
)
_A_NUMBER: Final = Text(
    "headings.a_number", zh="只有整數之事實有單位（{fact}）", en="only whole numbers have a unit ({fact})"
)
_NO_FACT: Final = Text(
    "headings.no_fact", zh="沒有 {given} 這個事實{hint}", en="there is no fact {given}{hint}"
)


@attrs.frozen
class Heading:
    """What a heading stands for: a fact, by its name; in which unit, or what the words below it mean.

    A heading of no fact (an empty name) is none of the programme's, whatever it is called.
    """

    fact: str
    unit: str | None = None
    words: Mapping[Any, Any] | None = None


def headings_of(columns: Any, tables: Collection[str]) -> Mapping[str, Headings]:
    """By the name of each table, its headings; raises for what is no such mapping.

    ``columns`` are of the table of the subjects; where several tables are meant, a mapping of such by table.
    """
    if columns is None:
        return MappingProxyType({})
    if not isinstance(columns, Mapping):
        raise InvalidInput([Problem.at(["columns"], "type", expected=_A_MAPPING, given=shown(columns))])
    nested = any(isinstance(one, Mapping) for one in columns.values())
    by_table: Mapping[Any, Any] = columns if nested else {"": columns}
    problems: list[Problem] = []
    found: dict[str, dict[str, Heading]] = {}
    for place, headings in by_table.items():
        if not isinstance(headings, Mapping) or not isinstance(place, str):
            expected, given = _A_MAPPING, shown(headings)
            problems.append(Problem.at(["columns", str(place)], "type", expected=expected, given=given))
            continue
        for name, meant in headings.items():
            heading = _heading(meant)
            if heading is None or not isinstance(name, str):
                at = ["columns", *([place] if nested else []), str(name)]
                problems.append(Problem.at(at, "type", expected=_A_FACT, given=shown(meant)))
            else:
                found.setdefault(place, {})[name] = heading
    if problems:
        raise InvalidInput(problems)
    return found


def _heading(meant: Any) -> Heading | None:
    match meant:
        case str():
            return Heading(meant)
        case (str() as fact, str() as unit):
            return Heading(fact, unit=unit)
        case (str() as fact, Mapping() as words):
            return Heading(fact, words=dict(words))
    return None


def made_of(
    heading: Heading | None, info: FactInfo, column: nw.Expr, kind: Any
) -> tuple[nw.Expr, nw.Expr] | None:
    """A column as its fact has it, and in which rows it cannot be read so; nothing where it is so already.

    Raises :class:`~cloudgrant.values.problems.InvalidInput` for a unit that the fact cannot have.
    """
    if heading is not None and heading.words is not None:
        return _by_words(heading.words, info, column, kind)
    times = Fraction(1)
    if heading is not None and heading.unit is not None:
        if info.type != "int":
            raise InvalidInput([Problem.at((), "unit", _A_NUMBER, fact=info.label or info.name)])
        times = factor(heading.unit, info.unit)
    if info.type != "int" or not holds_numbers(kind) or not is_read_anew(kind, times):
        return None
    return whole(column, kind, times)


def _by_words(
    words: Mapping[Any, Any], info: FactInfo, column: nw.Expr, kind: Any
) -> tuple[nw.Expr, nw.Expr]:
    """What each word means; a word that is not among them is wrong, a null is not known."""
    numbers = all(isinstance(word, int) and not isinstance(word, bool) for word in words)
    cells = column if numbers and kind.is_numeric() else column.cast(nw.String())
    told = [(_is(cells, word, numbers and kind.is_numeric()), value) for word, value in words.items()]
    known = reduce(or_, (where for where, _ in told), literal(False))
    value = choose(
        *((where, literal(UNKNOWN if meant is None else bare(meant), info.type)) for where, meant in told),
        otherwise=literal(UNKNOWN, info.type),
    )
    return value, ~column.is_null() & ~known


def _is(cells: nw.Expr, word: Any, as_number: bool) -> nw.Expr:
    one = cells == nw.lit(word) if as_number else cells == nw.lit(str(word))
    return one.fill_null(False)


def unknown_headings(
    place: str, headings: Headings, columns: Collection[str], known: Mapping[str, FactInfo]
) -> Iterator[Problem]:
    """Headings that the table does not have, facts that its rows have not, and facts that two stand for."""
    at = ("columns", *([place] if place else []))
    seen: dict[str, str] = {}
    for name, heading in headings.items():
        if name not in columns:
            yield Problem.at([*at, name], "unknown_key", hint=did_you_mean(name, columns))
        if not heading.fact:
            continue
        if heading.fact not in known:
            yield Problem.at([*at, name], "heading.fact", _NO_FACT, given=shown(heading.fact),
                             hint=did_you_mean(heading.fact, known))  # fmt: skip
        elif heading.fact in seen or (
            heading.fact in columns and heading.fact != name and heading.fact not in headings
        ):
            yield Problem.at([*at, name], "duplicate", given=shown(heading.fact))
        seen[heading.fact] = name
