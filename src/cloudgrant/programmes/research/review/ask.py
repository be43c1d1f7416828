"""What a proposal asks for, when a finite budget goes down a ranking."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

import attrs

from cloudgrant.rules.records.fact_info import given
from cloudgrant.rules.records.record import Record
from cloudgrant.values.problems import Problem
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["Ask"]

_REVIEW = "research.review.benefits"


@attrs.frozen(kw_only=True)
class Ask(Record):
    """What a proposal asks for: whole dollars, the most that it may get, and the least that it accepts.

    ``ceiling`` is the largest subsidy that its budget may ask for. ``minimum`` matters where a grant would be
    less than what is asked for; unknown, whether it takes the rest of a budget is not determined.

    >>> Ask(proposal="P1", amount=12_000_000, ceiling=10_000_000).amount
    12000000
    """

    __keys__: ClassVar[tuple[str, ...]] = ("proposal",)

    proposal: str = given(zh="提案編號", en="Proposal", clause=_REVIEW)
    amount: int = given(
        zh="申請補助款", en="Subsidy asked for", unit="TWD", clause="research.funding.case-cap"
    )
    ceiling: int = given(zh="補助上限", en="Largest subsidy", unit="TWD", clause="research.funding.share-cap")
    minimum: Fact[int] = given(
        zh="可接受之最低補助",
        en="Least subsidy accepted",
        unit="TWD",
        least=1,
        ask=Text(
            zh="補助款不足申請數時，最低多少仍願執行？",
            en="If less is granted than asked for, what is the least that would still be accepted?",
        ),
        clause=_REVIEW,
    )

    def incoherent(self) -> Iterable[Problem]:
        if self.minimum is not UNKNOWN and self.minimum > self.amount:
            return (Problem.at(["minimum"], "too_large", given=self.minimum, limit=self.amount),)
        return ()
