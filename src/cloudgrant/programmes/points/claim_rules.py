"""When the vendor may claim the points of an order (貳.五.3, FAQ 5)."""

from __future__ import annotations

from datetime import date

from cloudgrant.programmes.points.claim import Claim
from cloudgrant.programmes.points.policy import PointsPolicy
from cloudgrant.rules.writing.declaration import rule
from cloudgrant.rules.writing.helpers import all_of, no
from cloudgrant.values.unknown import Truth

__all__ = [
    "after_the_term",
    "begun_in_time",
    "early_end",
    "listed_throughout",
    "paid_back",
    "with_documents",
]


@rule(
    "listing.solution.claim-after-term",
    stage="claim",
    zh="契約期滿後始得請領",
    en="Claimed after the contract term has ended",
)
def after_the_term(claim: Claim, policy: PointsPolicy, on: date) -> Truth:
    """於合約期程結束後: the last day of the term is still too early, and so is that of an early end that counts."""
    return (claim.order.ends_on < on) | (claim.ended_early & policy.early_end_payable & (claim.ended_on < on))


@rule(
    "points.claim/start",
    stage="claim",
    zh="契約不早於採購日開始，或較早開始者仍得請領",
    en="The contract began no earlier than the purchase, or its points may be claimed all the same",
    unmet={
        "zh": "契約早於採購日開始，且不得請領",
        "en": "The contract began before the purchase, and its points may not be claimed",
    },
)
def begun_in_time(claim: Claim, policy: PointsPolicy) -> Truth:
    """購買時支付自籌款，於合約期程結束後…請領: whether a contract already running may be bought is not said."""
    return no(claim.begun_before) | policy.earlier_start_payable


@rule(
    "points.claim",
    stage="claim",
    zh="已備齊公告之核銷文件（{policy.claim_documents}）",
    en="Every claim document that was announced is handed in ({policy.claim_documents})",
)
def with_documents(claim: Claim, policy: PointsPolicy) -> Truth:
    """核銷需要準備什麼文件: announced later, so undetermined until a policy names them."""
    return all_of(claim.documents, policy.claim_documents)


def _ended_early(claim: Claim, policy: PointsPolicy) -> Truth:
    return claim.ended_early


@rule(
    "points.claim/early-end",
    stage="claim",
    applies=_ended_early,
    zh="提前終止之契約，其點數得請領",
    en="The points of a contract that ended early may be claimed",
)
def early_end(claim: Claim, policy: PointsPolicy) -> Truth:
    """The briefing does not say what becomes of a contract that ends before its term."""
    return policy.early_end_payable


def _paid_back(claim: Claim, policy: PointsPolicy) -> Truth:
    return claim.refunded


@rule(
    "points.claim/refund",
    stage="claim",
    applies=_paid_back,
    zh="費用已退還之訂單，其點數得請領",
    en="The points of an order whose price was paid back may be claimed",
)
def paid_back(claim: Claim, policy: PointsPolicy) -> Truth:
    """The briefing does not say what becomes of the points when the buyer gets money back."""
    return policy.refund_payable


@rule(
    "points.claim/listing",
    stage="claim",
    zh="方案上架至契約期滿，或下架後之點數仍得請領",
    en="The solution stays listed until the term ends, or its points may be claimed all the same",
)
def listed_throughout(claim: Claim, policy: PointsPolicy) -> Truth:
    """Whether a listing that lapses during the contract matters, the briefing does not say."""
    return (claim.order.ends_on <= claim.order.solution.listed_until) | policy.lapsed_listing_payable
