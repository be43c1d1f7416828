"""Whether the rules allow a wallet's command, and under which policy."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from cloudgrant.programmes.points.ledger import Ledger
from cloudgrant.programmes.points.policy import PointsPolicy
from cloudgrant.programmes.points.programme import points as programme
from cloudgrant.programmes.points.wallet_refused import WalletRefused
from cloudgrant.rules.assessment import Assessment
from cloudgrant.rules.deciding.results import Outcome
from cloudgrant.rules.deciding.ruling import Ruling
from cloudgrant.rules.issued import IssuedDecision
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["allowed", "ceiling", "in_force"]


def allowed(
    wallet: Ledger,
    subject: Any,
    stage: Any,
    on: date,
    policy: PointsPolicy | None,
    rulings: Iterable[Ruling],
) -> Assessment[Any, PointsPolicy]:
    """The decision that allows the act, under its policy; refused where a rule is not met or not settled."""
    policy = in_force(policy, on)
    later = next((ruling for ruling in rulings if ruling.on > on), None)
    if later is not None:  # nobody could act on it that day
        raise WalletRefused("later_ruling", wallet, params={"by": later.by, "ruled": later.on, "on": on})
    decision = programme.assess(subject, on=on, policy=policy, stage=stage, rulings=rulings)
    if decision.outcome is not Outcome.ELIGIBLE:
        code = "not_met" if decision.outcome is Outcome.INELIGIBLE else "undetermined"
        raise WalletRefused(code, wallet, decision.in_the_way, unused_rulings=decision.unused_rulings)
    return decision


def in_force(policy: PointsPolicy | None, on: date) -> PointsPolicy:
    """The policy given, or the one in force on a day."""
    return programme.policy_on(on) if policy is None else policy


def ceiling(decision: Assessment[Any, Any] | IssuedDecision, on: date, policy: PointsPolicy | None) -> int:
    """The most points that a decision can have granted."""
    if policy is not None:
        return policy.grant_ceiling
    if not isinstance(decision, IssuedDecision):
        return cast("PointsPolicy", decision.policy).grant_ceiling
    return in_force(None, on if decision.on is UNKNOWN else decision.on).grant_ceiling
