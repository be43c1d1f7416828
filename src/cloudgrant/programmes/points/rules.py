"""Who may apply for digital points, and when (參、數位點數申請)."""

from __future__ import annotations

from datetime import date

from cloudgrant.firms.company import Company
from cloudgrant.programmes.points.policy import PointsPolicy
from cloudgrant.rules.writing.declaration import rule
from cloudgrant.rules.writing.helpers import one_of, pick
from cloudgrant.values.unknown import Truth

__all__ = ["in_time", "is_manufacturer", "not_a_repeat_user", "small_enough", "with_factory"]


@rule(
    "points.window.application",
    zh="於受理期間內申請，最遲{policy.applications_until}",
    en="Filed while intake is open, at the latest on {policy.applications_until}",
)
def in_time(firm: Company, policy: PointsPolicy, on: date) -> Truth:
    """受理期間: a text may name the last day only; intake is open from the day on which it is known to be."""
    before_the_end = pick(
        policy.applications_until < policy.last_day_if_moved,  # a rest day, which may have moved
        (on <= policy.applications_until)
        | ((on <= policy.last_day_if_moved) & (on <= policy.moved_last_day)),
        on <= policy.applications_until,
    )
    return before_the_end & ((policy.surely_open_from <= on) | (policy.applications_from <= on))


@rule(
    "points.applicant.size",
    zh="實收資本額{policy.paid_in_capital_ceiling}以下，或經常僱用員工{policy.regular_employee_ceiling}以下",
    en="Paid-in capital at most {policy.paid_in_capital_ceiling}, "
    "or at most {policy.regular_employee_ceiling} regularly employed",
)
def small_enough(firm: Company, policy: PointsPolicy) -> Truth:
    """實收資本額1億元以下或經常僱用員工數200人以下: either is enough."""
    return (firm.paid_in_capital <= policy.paid_in_capital_ceiling) | (
        firm.regular_employees <= policy.regular_employee_ceiling
    )


@rule("points.applicant.manufacturer", zh="為製造業者", en="Is a manufacturer")
def is_manufacturer(firm: Company, policy: PointsPolicy) -> Truth:
    """中小型製造業."""
    return firm.manufacturer


@rule(
    "points.applicant.factory",
    zh="有工廠登記，或免工廠登記",
    en="Has factory registration, or is exempt from it",
)
def with_factory(firm: Company, policy: PointsPolicy) -> Truth:
    """須有工廠登記證(或免工廠登記)."""
    return one_of(firm.factory, "registered", "exempt")


@rule(
    "points.applicant.not-repeat",
    zh="{policy.repeat_year}未使用過雲市集或工業館的數位點數",
    en="Did not use Cloud Marketplace or Industry Hall points in {policy.repeat_year}",
    unmet={
        "zh": "{policy.repeat_year}使用過雲市集或工業館的數位點數",
        "en": "Used Cloud Marketplace or Industry Hall points in {policy.repeat_year}",
    },
)
def not_a_repeat_user(firm: Company, policy: PointsPolicy) -> Truth:
    """排除去年已使用過…點數之對象: use excludes, an unused grant does not; a later use says nothing of that year.

    Nobody used points after the filing, so that where the last use is later than the year that excludes, the
    one before it is not.
    """
    return pick(
        firm.points_last_used_in <= policy.repeat_year,
        firm.points_last_used_in < policy.repeat_year,
        firm.points_used_before_in < policy.repeat_year,
    )
