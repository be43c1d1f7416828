"""How many points an eligible firm is granted."""

from __future__ import annotations

from cloudgrant.firms.company import Company
from cloudgrant.programmes.points.policy import PointsPolicy
from cloudgrant.rules.writing.declaration import calculation
from cloudgrant.values.unknown import Fact

__all__ = ["granted"]


@calculation("points.grant.ceiling", unit="points", zh="核給點數", en="Points granted")
def granted(firm: Company, policy: PointsPolicy) -> Fact[int]:
    """最高核給20萬點: the policy's grant, the ceiling itself until the application notice says otherwise."""
    return policy.grant
