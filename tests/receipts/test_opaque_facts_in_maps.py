"""Opaque facts of what stands in a map: a receipt sees each of them, and what they wait for is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import attrs
import pytest

import cloudgrant as cg
from cloudgrant.rules import UNKNOWN, Clause, Fact, Programme, Record, Text, Truth, fact, given, rule, total

ON = date(2022, 5, 2)


@attrs.frozen(kw_only=True)
class Limits(Record):
    cap: int = given(default=10, en="Cap")


@attrs.frozen(kw_only=True)
class Row(Record):
    amount: Fact[int] = given(en="Amount", most=100)

    @fact(opaque=1, reads=("amount",), least=0, most=100, en="Rounded")
    def rounded(self) -> Fact[int]:
        return self.amount


@attrs.frozen(kw_only=True)
class Sheet(Record):
    rows: Fact[Mapping[str, Fact[Row]]] = given(en="Rows", mapping=True)

    @fact(opaque=1, reads=("rows.amount",), least=0, most=10_000, en="In all")
    def in_all(self) -> Fact[int]:
        return UNKNOWN if self.rows is UNKNOWN else total(self.rows.values(), lambda row: row.amount)


@rule("sheet.each", en="At most {policy.cap}")
def each(sheet: Any, limits: Limits) -> Truth:
    in_all: Fact[int] = total(sheet.rows, lambda row: row.rounded)
    return in_all <= limits.cap


@rule("sheet.whole", en="At most {policy.cap}")
def whole(sheet: Sheet, limits: Limits) -> Truth:
    return sheet.in_all <= limits.cap


def programme(*rules: Any) -> Programme[Any, Any]:
    return Programme(
        "sheets",
        title=Text(en="Sheets"),
        subject=Sheet,
        policies={date(2022, 1, 1): Limits()},
        rules=rules,
        clauses=[Clause(one.id, heading="h", source="s", text=Text(en="…")) for one in rules],
    )


def test_a_receipt_has_the_value_of_each_entry() -> None:
    one, other = Sheet(rows={"a": Row(amount=1), "b": Row(amount=2)}), Sheet(rows={"b": Row(amount=2)})
    receipt = programme(each).assess(one, on=ON).receipt
    assert receipt.opaque is not UNKNOWN
    assert [*receipt.opaque] == ["rows.rounded"]
    assert cg.verify(receipt, one, programme=programme(each)).same
    assert not cg.verify(receipt, other, programme=programme(each)).same


def test_the_order_of_entries_says_nothing() -> None:
    one = Sheet(rows={"a": Row(amount=1), "b": Row(amount=2)})
    turned = Sheet(rows={"b": Row(amount=2), "a": Row(amount=1)})
    receipt = programme(each).assess(one, on=ON).receipt
    assert cg.verify(receipt, turned, programme=programme(each)).same


@pytest.mark.parametrize("rows", [UNKNOWN, {"a": UNKNOWN}, {"a": Row(), "b": Row(amount=2)}, {}])
def test_of_entries_that_are_not_known_too(rows: Any) -> None:
    sheet = Sheet(rows=rows)
    receipt = programme(each).assess(sheet, on=ON).receipt
    assert cg.verify(receipt, sheet, programme=programme(each)).same


@pytest.mark.parametrize(
    ("rows", "asked"),
    [
        (UNKNOWN, ["rows"]),
        ({"a": UNKNOWN}, ["rows.a"]),
        ({"a": Row(amount=1), "b": Row()}, ["rows.b.amount"]),
    ],
)
def test_what_an_opaque_fact_waits_for_in_a_map_is_asked_for(rows: Any, asked: list[str]) -> None:
    decision = programme(whole).assess(Sheet(rows=rows), on=ON)
    assert [gap.path.key for gap in decision.missing] == asked
