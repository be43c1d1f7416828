"""What is in doubt among the records is told with the count that is held against the target, too."""

from __future__ import annotations

from typing import Any

import pytest

from cloudgrant.programmes.research import AdoptionPlan, adoption_against_target, recognised_by_contract
from programmes.research.contracts import FIRST, LAST, contract

PLAN = AdoptionPlan(approved_customers=2)


def held(*contracts: Any) -> Any:
    return adoption_against_target(PLAN, recognised_by_contract(contracts, first=FIRST, last=LAST))


def test_a_contract_told_twice_is_told_with_the_count() -> None:
    one = contract("A", "2022-01-01", "2022-12-31", number="1")
    found = held(one, one, contract("B", "2022-01-01", "2022-12-31"))
    assert [(each.why, each.key, each.count) for each in found.leftovers] == [("repeated_contract", "A", 1)]
    assert found.message("zh_Hant_TW").endswith("；未採計或有疑義之記錄另計 1 筆")
    assert found.message("en").endswith("; records left over or in doubt: 1")
    assert found.leftover_words("zh_Hant_TW") == ("客戶「A」之合約記錄重複 1 筆，僅計一次",)


@pytest.mark.parametrize("locale", ["zh_Hant_TW", "en"])
def test_where_nothing_is_in_doubt_nothing_is_said_of_it(locale: str) -> None:
    found = held(contract("A", "2022-01-01", "2022-12-31"))
    assert (found.leftovers, found.leftover_words(locale)) == ((), ())
    assert found.message(locale) == adoption_against_target(
        PLAN, recognised_by_contract([contract("C", "2022-01-01", "2022-12-31")], first=FIRST, last=LAST)
    ).message(locale)
