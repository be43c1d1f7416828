"""The numbers of the coaching programme, edition by edition."""

from __future__ import annotations

import attrs

from cloudgrant.rules.law.policies import Policy
from cloudgrant.rules.records.fact_info import given
from cloudgrant.values.unknown import Fact

__all__ = ["CoachingPolicy"]


@attrs.frozen(kw_only=True)
class CoachingPolicy(Policy):
    """What the coaching programme's clauses leave to numbers; ``attrs.evolve`` makes a reform.

    >>> import attrs
    >>> attrs.evolve(ROC_111, self_fund=150_000).self_fund
    150000
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
