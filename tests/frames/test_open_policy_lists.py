"""A policy list of which an entry is not published yet: what is not among the others may be that one."""

from __future__ import annotations

from typing import Any

import attrs
import narwhals as nw
import polars as pl
import pytest

from cloudgrant.frames import Columns
from cloudgrant.rules import UNKNOWN, Fact, Record, Truth, given, one_of
from cloudgrant.rules.deciding.evaluate import Case, read
from cloudgrant.rules.writing.tracing import trace

KINDS: tuple[str | None, ...] = ("a", "b", None)
NUMBERS: tuple[int | None, ...] = (3, 4, None)


@attrs.frozen(kw_only=True)
class Firm(Record):
    kind: Fact[str] = given(en="Kind")
    number: Fact[int] = given(en="Number", most=9)


@attrs.frozen(kw_only=True)
class Lists(Record):
    kinds: tuple[Fact[str], ...] = given(default=("a", UNKNOWN), en="Kinds")
    numbers: tuple[Fact[int], ...] = given(default=(3, UNKNOWN), en="Numbers")


def right_kind(firm: Firm, lists: Lists) -> Truth:
    return one_of(firm.kind, lists.kinds)


def right_number(firm: Firm, lists: Lists) -> Truth:
    return one_of(firm.number, lists.numbers)


@pytest.mark.parametrize(("function", "name"), [(right_kind, "kind"), (right_number, "number")])
@pytest.mark.parametrize(
    "lists", [Lists(), Lists(kinds=("a", "c"), numbers=(3, 10)), Lists(kinds=(UNKNOWN,))]
)
def test_a_column_answers_as_its_objects(function: Any, name: str, lists: Lists) -> None:
    node = trace(name, function, Firm, Lists)
    values: tuple[Any, ...] = KINDS if name == "kind" else NUMBERS
    frame = nw.from_native(pl.DataFrame({name: values}))
    answer = Columns(Firm, schema=dict(frame.schema)).expression(node, lists)
    firms = [Firm(**{name: UNKNOWN if value is None else value}) for value in values]
    expected = [read(node, Case(firm, lists)) for firm in firms]
    assert frame.select(answer.alias("answer"))["answer"].to_list() == [
        None if one is UNKNOWN else one for one in expected
    ]
