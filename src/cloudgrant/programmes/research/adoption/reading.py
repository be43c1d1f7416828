"""The readings of the clause by which rates are counted: which hold is for the policy, and the condition, to say."""

from __future__ import annotations

from itertools import product
from typing import Final

import attrs

from cloudgrant.programmes.research.adoption.adoption_policy import AdoptionPolicy, RenewalCounting
from cloudgrant.programmes.research.adoption.contract import Contract
from cloudgrant.programmes.research.adoption.stickiness_kpi import StickinessKPI
from cloudgrant.values.unknown import UNKNOWN, Truth

__all__ = ["Reading", "readings"]

_COUNTINGS: Final[tuple[RenewalCounting, ...]] = ("last_contract", "any_contract", "each_contract")


@attrs.frozen
class Reading:
    """One way to read the clause, in which nothing is open."""

    sme_only: bool
    """Whether the rate is of small and medium customers only."""

    early_ends_count: bool
    """Whether a contract that ended early counts as expired, and still as a long one."""

    renewal_counted_by: RenewalCounting
    """What of a customer's contracts decides whether it renewed."""

    def takes_in(self, contract: Contract) -> Truth:
        """Whether the customer of a contract is among those that the rate is of."""
        return contract.sme if self.sme_only else True


def readings(kpi: StickinessKPI, policy: AdoptionPolicy) -> tuple[Reading, ...]:
    """Every reading that may hold: one, where condition and policy settle all that the rate depends on.

    >>> from cloudgrant.programmes.research.roc_111 import ROC_111
    >>> [reading.early_ends_count for reading in readings(StickinessKPI(rate="renewal"), ROC_111.policy)]
    [True, False]
    """
    sizes = (
        (False,)
        if not kpi.sme_only
        else (True, False)
        if policy.stickiness_of_sme_only is UNKNOWN
        else (policy.stickiness_of_sme_only,)
    )
    early = (True, False) if kpi.early_end_counts is UNKNOWN else (kpi.early_end_counts,)
    counted_by = _COUNTINGS if policy.renewal_counted_by is UNKNOWN else (policy.renewal_counted_by,)
    return tuple(
        Reading(*each)
        for each in product(
            sizes,
            early if kpi.rate != "usage" else (True,),
            counted_by if kpi.rate == "renewal" else ("last_contract",),
        )
    )
