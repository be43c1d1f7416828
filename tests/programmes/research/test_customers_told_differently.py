"""Customers told with two sizes, and keys that people read alike, are told among the leftovers."""

from __future__ import annotations

from typing import Any

import pytest

import cloudgrant as cg
from cloudgrant.programmes.research import recognised_by_contract
from programmes.research.contracts import FIRST, LAST, LOGINS, contract, left, measured

YEAR = ("2022-01-01", "2022-12-31")
LATER = ("2022-07-01", "2023-06-30")


def recognised(*contracts: Any) -> list[tuple[str, Any, int]]:
    found = recognised_by_contract(contracts, first=FIRST, last=LAST)
    return [(one.why, one.key, one.count) for one in found.leftovers]


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ((True, False), [("different_sizes", "A", 2)]),
        ((True, True), []),
        ((True, cg.UNKNOWN), []),
    ],
)
def test_one_customer_of_two_sizes_is_told(sizes: tuple[Any, Any], expected: Any) -> None:
    told = [contract("A", *days, sme=size) for days, size in zip((YEAR, LATER), sizes, strict=True)]
    assert left(measured(LOGINS, *told)) == recognised(*told) == expected


def test_records_of_one_contract_that_disagree_are_told_of_that_contract_alone() -> None:
    told = [contract("A", *YEAR, sme=size, number="1") for size in (True, False)]
    assert recognised(*told) == [("contradicting_contract", "A", 2)]


def test_keys_that_are_read_alike_are_told() -> None:
    other = "a"
    told = [contract("A", *YEAR), contract(other, *LATER), contract(other, *YEAR), contract("B", *YEAR)]
    found = measured(LOGINS, *told)
    assert left(found) == recognised(*told) == [("like_customers", other, 2)]
    [words] = found.leftover_words("zh_Hant_TW")
    assert words.endswith("其合約 2 份（是否為「A」？）")
    assert found.leftover_words("en")[0].endswith(": 2 ('A'?)")
