"""The numbers and readings of adoption and stickiness, of every edition of the thematic R&D subsidy."""

from __future__ import annotations

from typing import Literal, TypeAlias

import attrs

from cloudgrant.rules.law.policies import Policy
from cloudgrant.rules.records.fact_info import given
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import Fact

__all__ = ["AdoptionPolicy", "RenewalCounting"]

RenewalCounting: TypeAlias = Literal["last_contract", "any_contract", "each_contract"]
"""What of a customer's contracts decides whether it renewed: the last to end, any of them, or each by itself."""


@attrs.frozen(kw_only=True)
class AdoptionPolicy(Policy):
    """What the clauses of adoption leave to numbers, and which of two readings holds where they are silent.

    A reading is unknown where nobody settled it: a rate then lies between what all the readings come to.
    """

    adoption_floor: Fact[int] = given(
        zh="帶動使用家數目標下限",
        en="Least number of customers to aim for",
        unit="customers",
        clause="research.adoption.target",
    )
    stickiness_kpis_floor: Fact[int] = given(
        zh="服務黏著度條件數下限",
        en="Fewest stickiness conditions",
        clause="research.adoption.stickiness",
    )
    long_contract_months: Fact[int] = given(
        zh="長約期間",
        en="Term of a long contract",
        unit="months",
        most=1200,
        clause="research.adoption.stickiness",
    )
    stickiness_of_sme_only: Fact[bool] = given(
        zh="服務黏著度僅計中小企業客戶（讀法）",
        en="Stickiness is of small and medium customers only (a reading)",
        help=Text(
            zh="說明會資料於「帶動中小企業客戶使用」項下稱「企業客戶」「企業用戶」，本程式庫讀作中小企業客戶。",
            en="The briefing says 企業客戶 and 企業用戶 under the heading of bringing in small and medium customers; "
            "the library reads these as small and medium firms.",
        ),
        known_by="text",
        ask=Text(
            zh="服務黏著度之「企業客戶」是否僅指中小企業客戶？",
            en="Are the customers of the stickiness rates small and medium firms only?",
        ),
        clause="research.adoption.stickiness",
    )
    renewal_counted_by: Fact[RenewalCounting] = given(
        zh="續約率之計法（讀法）",
        en="What decides whether a customer renewed (a reading)",
        options={
            "last_contract": Text(
                zh="客戶於期間內最後期滿之合約", en="its last contract to end in the period"
            ),
            "any_contract": Text(
                zh="客戶於期間內期滿之任一合約", en="any of its contracts that ended in the period"
            ),
            "each_contract": Text(zh="每一份合約分別計算", en="each contract is counted by itself"),
        },
        help=Text(
            zh="條文未載明一家客戶有數份合約期滿時如何計算。",
            en="The text does not say how to count a customer with several contracts that end.",
        ),
        known_by="text",
        ask=Text(
            zh="一家客戶於期間內有數份合約期滿者，續約率以最後一份、任一份或逐份合約計？",
            en="If several contracts of one customer end in the period, does the renewal rate "
            "go by the last one, by any of them, or count each contract separately?",
        ),
        clause="research.adoption.stickiness",
    )
