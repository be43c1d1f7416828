"""What the clauses on coaching leave to numbers; each edition says how much."""

from __future__ import annotations

import attrs

from cloudgrant.rules.law.policies import Policy
from cloudgrant.rules.records.fact_info import given
from cloudgrant.values.unknown import Fact

__all__ = ["CoachingPolicy"]


@attrs.frozen(kw_only=True)
class CoachingPolicy(Policy):
    """The numbers of the coaching programme, each by the clause whose words fix it.

    None has a default: what an edition does not say is unknown. ``attrs.evolve`` makes a what-if of one.

    >>> CoachingPolicy().self_fund
    UNKNOWN
    """

    self_fund: Fact[int] = given(
        zh="資服業者自籌投入金額",
        en="The provider's own contribution",
        unit="TWD",
        clause="coaching.self-fund",
    )
    least_proofs: Fact[int] = given(
        least=1,
        zh="試用佐證至少份數",
        en="Minimum number of proofs of trial",
        clause="coaching.deliverable",
    )
