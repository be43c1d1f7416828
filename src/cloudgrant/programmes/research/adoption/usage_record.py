"""A record of use (使用記錄): which customer used how much of the service on which day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs

from cloudgrant.programmes.research.adoption.usage_amount import UsageAmount
from cloudgrant.rules.records.fact_info import given
from cloudgrant.rules.records.record import Record
from cloudgrant.values.problems import Problem
from cloudgrant.values.shown import shown
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["UsageRecord"]

_A_FREQUENCY = Text(
    zh="使用記錄應載明使用量，而非頻率（{given}）",
    en="a record states an amount of use, not a frequency ({given})",
)


@attrs.frozen(kw_only=True)
class UsageRecord(Record):
    """What a customer, named as in its :class:`~cloudgrant.programmes.research.adoption.contract.Contract`, used on a day.

    >>> from datetime import date
    >>> UsageRecord(customer="12345675", on=date(2022, 7, 1), amount=UsageAmount.of(3, "login")).amount.exact
    3
    """

    customer: str = given(identifies=True, zh="客戶代號", en="Customer")
    number: Fact[str] = given(
        identifies=True,
        zh="使用記錄編號",
        en="Number of the record",
        help=Text(
            zh="同一客戶之記錄以編號區別；無編號而內容相同者，是否為同一筆未能確定。",
            en="Tells the records of a customer apart; two without a number that say the same may be the same use.",
        ),
    )
    on: Fact[date] = given(
        zh="使用日",
        en="Day of use",
        ask=Text(zh="這筆使用是在哪一天？", en="On which day was this use?"),
        clause="research.adoption.stickiness",
    )
    amount: Fact[UsageAmount] = given(
        zh="使用量",
        en="Amount of use",
        ask=Text(zh="這筆使用量是多少？", en="How much was used?"),
        clause="research.adoption.stickiness",
    )

    def incoherent(self) -> Iterable[Problem]:
        if self.amount is not UNKNOWN and self.amount.per:
            yield Problem.at(
                ["amount", "unit"], "research.frequency", _A_FREQUENCY, given=shown(self.amount.unit)
            )
