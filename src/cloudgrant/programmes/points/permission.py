"""Whether the rules allow a wallet's command, and under which policy."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from cloudgrant.programmes.points.ledger import Ledger
from cloudgrant.programmes.points.policy import PointsPolicy
from cloudgrant.programmes.points.wallet_refused import WalletRefused
from cloudgrant.rules.assessment import Assessment
from cloudgrant.rules.deciding.results import Outcome
from cloudgrant.rules.deciding.ruling import Ruling
from cloudgrant.rules.issued import IssuedDecision
from cloudgrant.rules.programme import Programme
from cloudgrant.rules.receipt import Receipt
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["allowed", "applied_under", "ceiling", "in_force", "law_of"]


def allowed(
    wallet: Ledger,
    subject: Any,
    stage: Any,
    on: date,
    programme: Programme[Any, PointsPolicy],
    policy: PointsPolicy | None,
    rulings: Iterable[Ruling],
) -> Assessment[Any, PointsPolicy]:
    """The decision that allows the act, under the subject's edition; refused where a rule is not met or not settled."""
    later = next((ruling for ruling in rulings if ruling.on > on), None)
    if later is not None:  # nobody could act on it that day
        raise WalletRefused("later_ruling", wallet, params={"by": later.by, "ruled": later.on, "on": on})
    law = law_of(wallet, programme, on)
    decision = law.assess(subject, on=on, policy=policy, stage=stage, rulings=rulings)
    if decision.outcome is not Outcome.ELIGIBLE:
        code = "not_met" if decision.outcome is Outcome.INELIGIBLE else "undetermined"
        raise WalletRefused(code, wallet, decision.in_the_way, unused_rulings=decision.unused_rulings)
    return decision


def in_force(
    wallet: Ledger, programme: Programme[Any, PointsPolicy], on: Fact[date], policy: PointsPolicy | None
) -> PointsPolicy:
    """The policy given, or that of the edition that the wallet's points were applied for under."""
    if policy is not None:
        return policy
    return law_of(wallet, programme, on).edition.policy


def law_of(
    wallet: Ledger, programme: Programme[Any, PointsPolicy], on: Fact[date]
) -> Programme[Any, PointsPolicy]:
    """The programme under the edition that the wallet's points were applied for under.

    Of one that does not say, under the only edition begun by the day of the grant (of the act, where the grant is
    not remembered): nobody applied after it. Raises as
    :meth:`~cloudgrant.rules.programme.Programme.law_on` does.
    """
    granted = wallet.granted_on
    day = on if granted is UNKNOWN else granted
    return programme.law_on(day, edition=wallet.edition, stage="purchase")


def applied_under(decision: Assessment[Any, Any] | IssuedDecision) -> Fact[str]:
    """The name of the edition that a decision applied; unknown of one issued before that was told.

    Of a reform it is what the reform makes of it, as :meth:`~cloudgrant.rules.law.edition.Edition.reformed` names it.
    """
    if not isinstance(decision, IssuedDecision):
        return decision.programme.edition.name
    receipt = decision.receipt
    if not isinstance(receipt, Receipt) or receipt.edition is UNKNOWN:
        return UNKNOWN
    return receipt.edition if receipt.reform is UNKNOWN else f"{receipt.edition} + {receipt.reform}"


def ceiling(
    decision: Assessment[Any, Any] | IssuedDecision,
    programme: Programme[Any, PointsPolicy],
    on: date,
    policy: PointsPolicy | None,
) -> Fact[int]:
    """The most points that a decision can have granted; unknown where its edition does not say."""
    if policy is not None:
        return policy.grant_ceiling
    if not isinstance(decision, IssuedDecision):
        applied: PointsPolicy = decision.policy
        return applied.grant_ceiling
    day = on if decision.on is UNKNOWN else decision.on
    # An application goes by its day, so that of one issued before editions were told that says which it was.
    law = programme.law_on(day, edition=applied_under(decision))
    return law.edition.policy.grant_ceiling
