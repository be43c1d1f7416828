"""What points may be used for, and how many (參.三), with the terms of selection that bind a purchase."""

from __future__ import annotations

from datetime import date

from cloudgrant.programmes.listing.carry_over import carried_from
from cloudgrant.programmes.points.policy import PointsPolicy
from cloudgrant.programmes.points.purchase import Purchase
from cloudgrant.rules.writing.declaration import rule
from cloudgrant.rules.writing.helpers import share_at_most
from cloudgrant.values.unknown import Truth

__all__ = [
    "at_most_half",
    "begun_in_time",
    "long_enough",
    "not_above_market",
    "of_a_listed_solution",
    "while_points_last",
]


@rule(
    "points.use.listed-solution",
    stage="purchase",
    zh="所購方案於採購當日已上架工業館，且不晚於入選有效期限{policy.solutions_valid_until}"
    "（去年已上架之方案，其期限：{policy.carried_over_valid_until}）",
    en="The solution is listed in the Industry Hall on the day of the purchase, "
    "and no later than {policy.solutions_valid_until} (last day of one listed last year: "
    "{policy.carried_over_valid_until})",
    unmet={
        "zh": "所購方案於採購當日未上架工業館，或已逾入選有效期限{policy.solutions_valid_until}",
        "en": "The solution is not listed in the Industry Hall on the day of the purchase, or it is later than {policy.solutions_valid_until}",
    },
)
def of_a_listed_solution(purchase: Purchase, policy: PointsPolicy, on: date) -> Truth:
    """可採購雲市集工業館之解決方案: listed on the day itself, both ends of the listing included.

    The validity is that of the solutions selected this time; of one carried over (FAQ 1) none is said.
    """
    solution = purchase.order.solution
    valid = (on <= policy.solutions_valid_until) | (
        carried_from(solution, policy.carried_over_year) & (on <= policy.carried_over_valid_until)
    )
    return (solution.listed_from <= on) & (on <= solution.listed_until) & valid


@rule(
    "points.use.offset",
    stage="purchase",
    zh="折抵點數不超過費用的{policy.offset_share}、不超過剩餘點數，且各次採購合計不超過{policy.offset_ceiling}",
    en="Points are at most {policy.offset_share} of the price, at most what is left, "
    "and at most {policy.offset_ceiling} in all purchases together",
    unmet={
        "zh": "折抵點數超過費用的{policy.offset_share}、超過剩餘點數，或各次採購合計超過{policy.offset_ceiling}",
        "en": "Points are above {policy.offset_share} of the price, above what is left, or above {policy.offset_ceiling} in all purchases together",
    },
)
def at_most_half(purchase: Purchase, policy: PointsPolicy) -> Truth:
    """折抵5成…折抵上限20萬點: half of the price without tax surely; of the price with tax if that counts."""
    order = purchase.order
    half = share_at_most(order.points, order.price, policy.offset_share) | (
        policy.offset_counts_tax & share_at_most(order.points, order.price + order.tax, policy.offset_share)
    )
    return (
        half
        & (order.points <= purchase.points_left)
        & (purchase.points_committed + order.points <= policy.offset_ceiling)
    )


@rule(
    "points.use.offset/in-time",
    stage="purchase",
    zh="點數尚未失效（使用期限：{policy.points_usable_until}；至少可用至{policy.surely_usable_until}）",
    en="The points have not expired (last day: {policy.points_usable_until}; usable at least until "
    "{policy.surely_usable_until})",
    unmet={
        "zh": "點數已失效（使用期限：{policy.points_usable_until}）",
        "en": "The points have expired (last day: {policy.points_usable_until})",
    },
)
def while_points_last(purchase: Purchase, policy: PointsPolicy, on: date) -> Truth:
    """When points expire the briefing does not say; while firms are still invited to get and spend them, not."""
    return (on <= policy.surely_usable_until) | (on <= policy.points_usable_until)


@rule(
    "listing.solution.minimum-term/purchase",
    stage="purchase",
    zh="每次採購之契約期間至少{policy.minimum_term}",
    en="The contract of a purchase runs for at least {policy.minimum_term}",
)
def long_enough(purchase: Purchase, policy: PointsPolicy) -> Truth:
    """雲端方案服務提供至少3個月: of each purchase, however it is paid for, to the last day that its contract states."""
    return purchase.order.months >= policy.minimum_term


@rule(
    "listing.solution.price/purchase",
    stage="purchase",
    zh="採購價格不高於市售價格",
    en="The price of the purchase is not above the market price",
    unmet={"zh": "採購價格高於市售價格", "en": "The price of the purchase is above the market price"},
)
def not_above_market(purchase: Purchase, policy: PointsPolicy) -> Truth:
    """不得高於市售價格: held against the market price of what is ordered, for a plan may cost less than the standard."""
    return purchase.order.price <= purchase.order.market_price


@rule(
    "points.claim/start-at-purchase",
    stage="purchase",
    zh="契約自採購日或其後開始；較早開始者，以其點數得請領者為限",
    en="The contract begins on the day of the purchase or later, or its points may be claimed all the same",
)
def begun_in_time(purchase: Purchase, policy: PointsPolicy, on: date) -> Truth:
    """購買時支付自籌款，於合約期程結束後…請領: what the claim would not settle, the purchase does not either."""
    return (on <= purchase.order.starts_on) | policy.earlier_start_payable
