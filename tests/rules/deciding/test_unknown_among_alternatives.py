"""What is not known in a list may be any value: it is told only where a known one settles the question."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import attrs
import pytest

from cloudgrant.rules import UNKNOWN, Fact, Record, Truth, all_of, any_of, fact, given, one_of, same, some
from cloudgrant.rules.deciding.evaluate import Case, read
from cloudgrant.rules.deciding.gaps import gaps_of
from cloudgrant.rules.deciding.written import written
from cloudgrant.rules.writing.tracing import trace
from cloudgrant.values.paths import Path

U = UNKNOWN


@attrs.frozen(kw_only=True)
class Row(Record):
    kinds: Fact[tuple[Fact[str], ...]] = given(en="Kinds")


@attrs.frozen(kw_only=True)
class Firm(Record):
    kind: Fact[str] = given(en="Kind")
    number: Fact[int] = given(en="Number", most=9)
    kinds: Fact[tuple[Fact[str], ...]] = given(en="Kinds")
    others: Fact[tuple[Fact[str], ...]] = given(en="Others")
    memos: Fact[Mapping[str, Fact[str]]] = given(en="Memos", mapping=True)
    remarks: Fact[Mapping[str, Fact[str]]] = given(en="Remarks", mapping=True)
    rows: tuple[Row, ...] = given(default=(), en="Rows")

    @fact(opaque=1, reads=("others",), en="In capitals")
    def loud(self) -> Fact[tuple[Fact[str], ...]]:
        if self.others is UNKNOWN:
            return UNKNOWN
        return tuple(UNKNOWN if one is UNKNOWN else one.upper() for one in self.others)


@attrs.frozen(kw_only=True)
class Lists(Record):
    kinds: tuple[Fact[str], ...] = given(default=("a", U), en="Kinds")
    numbers: tuple[Fact[int], ...] = given(default=(3, U), en="Numbers")


SAID: dict[str, Callable[[Any, Any], Truth]] = {
    "one_of": lambda firm, lists: one_of(firm.kind, lists.kinds),
    "one_of numbers": lambda firm, lists: one_of(firm.number, lists.numbers),
    "any_of": lambda firm, lists: any_of(firm.kinds, lists.kinds),
    "all_of": lambda firm, lists: all_of(firm.kinds, lists.kinds),
    "same": lambda firm, lists: same(firm.kinds, firm.others),
    "same map": lambda firm, lists: same(firm.memos, firm.remarks),
    "same derived": lambda firm, lists: same(firm.kinds, firm.loud),
    "same item": lambda firm, lists: some(firm.rows, lambda row: same(row.kinds, firm.kinds)),
}
NUMBERS = {"numbers": (3, 4)}
KINDS = {"kinds": ("a", "b")}


@pytest.mark.parametrize(
    ("said", "known", "published", "expected", "asked"),
    [
        ("one_of", {"kind": "a"}, {}, True, []),
        ("one_of", {"kind": "b"}, {}, U, ["policy.kinds"]),
        ("one_of", {"kind": "c"}, KINDS, False, []),
        ("one_of", {}, {}, U, ["kind", "policy.kinds"]),
        ("one_of numbers", {"number": 3}, {}, True, []),
        ("one_of numbers", {"number": 4}, {}, U, ["policy.numbers"]),
        ("one_of numbers", {"number": 5}, NUMBERS, False, []),
        ("one_of numbers", {}, {"numbers": (10, U)}, U, ["number", "policy.numbers"]),
        ("one_of numbers", {}, {"numbers": (10, 11)}, False, []),
        ("any_of", {"kinds": ("b", "a")}, {}, True, []),
        ("any_of", {"kinds": ("b",)}, {}, U, ["policy.kinds"]),
        ("any_of", {"kinds": ("c", U)}, KINDS, U, ["kinds[1]"]),
        ("any_of", {"kinds": ("c",)}, KINDS, False, []),
        ("all_of", {"kinds": ("a", "b")}, KINDS, True, []),
        ("all_of", {"kinds": ("a", "b")}, {}, U, ["policy.kinds"]),
        ("all_of", {"kinds": ("a", U)}, {}, U, ["policy.kinds", "kinds[1]"]),
        ("all_of", {"kinds": ("a", U)}, KINDS, U, ["kinds[1]"]),
        ("all_of", {"kinds": ("c",)}, {}, False, []),
        ("same", {"kinds": ("a",), "others": ("a",)}, {}, True, []),
        ("same", {"kinds": ("a",), "others": ("b",)}, {}, False, []),
        ("same", {"kinds": (U,), "others": (U,)}, {}, U, ["kinds[0]", "others[0]"]),
        ("same", {"kinds": (U,), "others": ("a",)}, {}, U, ["kinds[0]"]),
        ("same", {"kinds": (U, "b"), "others": ("a", "c")}, {}, False, []),
        ("same", {"kinds": (U,), "others": ("a", "c")}, {}, False, []),
        ("same map", {"memos": {"x": "a"}, "remarks": {"x": "a"}}, {}, True, []),
        ("same map", {"memos": {"x": U}, "remarks": {"x": "a"}}, {}, U, ["memos.x"]),
        ("same map", {"memos": {"x": U}, "remarks": {"y": U}}, {}, False, []),
        ("same derived", {"kinds": ("A",), "others": (U,)}, {}, U, ["others[0]"]),
        ("same derived", {"kinds": ("A",), "others": ("a",)}, {}, True, []),
        ("same item", {"kinds": ("a",), "rows": (Row(kinds=(U,)),)}, {}, U, ["rows[0].kinds[0]"]),
        ("same item", {"kinds": ("a",), "rows": (Row(kinds=("b",)),)}, {}, False, []),
    ],
)
def test_a_known_one_settles_it_and_nothing_else(
    said: str, known: dict[str, Any], published: dict[str, Any], expected: Any, asked: list[str]
) -> None:
    firm, lists, function = Firm(**known), Lists(**published), SAID[said]
    node = trace("some.rule", function, Firm, Lists)
    assert read(node, Case(firm, lists)) is expected
    assert written(node)(firm, lists) is expected
    assert function(firm, lists) in (U, expected)
    assert [gap.path.key for gap in gaps_of(node, Case(firm, lists), Path())] == asked


def test_records_are_the_same_as_far_as_their_facts_are_known() -> None:
    assert same((Row(kinds=("a",)),), (Row(kinds=("a",)),)) is True
    assert same((Row(),), (Row(),)) is U
    assert same((Row(kinds=("a", U)),), (Row(kinds=("b", U)),)) is False
