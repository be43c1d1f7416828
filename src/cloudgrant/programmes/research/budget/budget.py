"""A budget 經費 as far as it is known: its lines, the firms that share in it, and the sums as stated."""

from __future__ import annotations

from typing import NamedTuple

from cloudgrant.programmes.research.applicants.consortium import one_leads
from cloudgrant.programmes.research.applicants.member import Member
from cloudgrant.programmes.research.budget.line import BudgetLine
from cloudgrant.programmes.research.budget.sums import Source, exchanged, led, spent
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["Budget"]


class Budget(NamedTuple):
    """What a proposal says of its money; what is stated stands for a sum as long as the lines leave it open.

    >>> budget = Budget(lines=(BudgetLine(source="subsidy", amount=3), BudgetLine(source="self_funding")))
    >>> budget.subsidy, budget.total, budget._replace(stated_total=8).self_funding
    (3, UNKNOWN, 5)
    """

    lines: Fact[tuple[BudgetLine, ...]] = UNKNOWN
    members: Fact[tuple[Member, ...]] = UNKNOWN
    stated_total: Fact[int] = UNKNOWN
    stated_subsidy: Fact[int] = UNKNOWN

    @property
    def subsidy(self) -> Fact[int]:
        """補助款: the sum of the subsidy lines, or what the stated sums say."""
        if (summed := self._spent("subsidy")) is not UNKNOWN:
            return summed
        if self.stated_subsidy is not UNKNOWN:
            return self.stated_subsidy
        return self.stated_total - self._spent("self_funding")

    @property
    def self_funding(self) -> Fact[int]:
        """自籌款: the sum of the other lines, or what the stated sums leave."""
        if (summed := self._spent("self_funding")) is not UNKNOWN:
            return summed
        return self.total - self.subsidy

    @property
    def total(self) -> Fact[int]:
        """總計畫經費: the sum of all lines, or what is stated until these say it."""
        if (summed := self._spent(None)) is not UNKNOWN:
            return summed
        if self.stated_total is not UNKNOWN:
            return self.stated_total
        return self.stated_subsidy + self._spent("self_funding")

    @property
    def lead_subsidy(self) -> Fact[int]:
        """主導資訊服務業者之補助款: the subsidy lines of the one that leads; unknown while nobody or two lead."""
        if self.members is UNKNOWN or one_leads(self.members) is not True:
            return UNKNOWN
        subsidy = self.subsidy
        if subsidy == 0 or len(self.members) == 1:
            return subsidy
        if self.lines is UNKNOWN:
            return UNKNOWN
        own = led(self.lines, self.members).settled
        # Of a subsidy that is known, what is not the partners' is the lead's.
        return own if own is not UNKNOWN else subsidy - led(self.lines, exchanged(self.members)).settled

    def _spent(self, source: Source | None) -> Fact[int]:
        return UNKNOWN if self.lines is UNKNOWN else spent(self.lines, source).settled
