"""The weights of the groups, and what groups come to together under them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from cloudgrant.programmes.research.policy import ResearchPolicy
from cloudgrant.programmes.research.review.rubric import GROUPS
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["FULL", "Bounds", "group_weights", "hull", "weighted"]

FULL = 100
"""A full score."""

Bounds = tuple[Fraction, Fraction]
"""The least and the most that a score can still come to."""

_ZERO, _ONE = Fraction(0), Fraction(1)


def group_weights(policy: ResearchPolicy) -> Mapping[str, Fact[Fraction]]:
    """The weight of each group, by the id of its clause; unknown where the policy does not say it.

    >>> from cloudgrant.programmes.research.roc_111 import ROC_111
    >>> {group: str(weight) for group, weight in group_weights(ROC_111.policy).items()}
    {'research.review.market': '3/10', 'research.review.implementation': '1/2', 'research.review.benefits': '1/5'}
    >>> set(group_weights(ResearchPolicy()).values())
    {UNKNOWN}
    """
    shares = (policy.market_weight, policy.implementation_weight, policy.benefits_weight)
    return {
        group: UNKNOWN if share is UNKNOWN else Fraction(share.numerator, share.denominator)
        for group, share in zip(GROUPS, shares, strict=True)
    }


def weighted(weights: Iterable[Fact[Fraction]], groups: Iterable[Bounds]) -> Bounds:
    """The least and the most that groups come to together, of a full score.

    Unknown weights are together at most what the known ones leave of a whole, and may be nothing.

    >>> weighted((Fraction(3, 10), UNKNOWN, UNKNOWN), [(_ONE, _ONE), (_ZERO, _ONE), (_ONE, _ONE)])
    (Fraction(30, 1), Fraction(100, 1))
    """
    least = most = lowest = highest = _ZERO
    rest = _ONE
    for weight, (low, high) in zip(weights, groups, strict=True):
        if weight is UNKNOWN:
            lowest, highest = min(lowest, low), max(highest, high)
        else:
            rest -= weight
            least, most = least + weight * low, most + weight * high
    return FULL * (least + rest * lowest), FULL * (most + rest * highest)


def hull(each: Iterable[Bounds]) -> Bounds:
    """What a group can come to, however it is divided among these."""
    bounds = tuple(each)
    return min(one[0] for one in bounds), max(one[1] for one in bounds)
