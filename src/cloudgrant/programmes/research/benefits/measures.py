"""The required benefits in numbers 效益衡量: how much pay rose, and how far each benefit is from its target."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Literal, NamedTuple, TypeAlias

from cloudgrant.programmes.research.benefits.firm_tracking import FirmTracking
from cloudgrant.programmes.research.benefits.tracking import Tracking
from cloudgrant.programmes.research.policy import ResearchPolicy
from cloudgrant.rules.writing.declaration import Calculation, calculation
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = [
    "CALCULATIONS",
    "PayYear",
    "customer_revenue_rise",
    "customers_short",
    "invested",
    "investment_short",
    "pay_rise",
    "pay_short",
]

PayYear: TypeAlias = Literal["first", "second"]
"""第一年 over the base year, or 第二年 over the first."""


@calculation("research.benefit.salary", unit="", zh="員工薪資提升幅度", en="Rise of pay")
def pay_rise(firm: FirmTracking, year: PayYear = "first", *, policy: ResearchPolicy) -> Fact[Fraction]:
    """By which part of the year before pay rose, exactly; negative where it fell, unknown where nothing divides.

    Of the average per head, or of all pay, as the policy's basis is; while that is unknown, so is the rise.

    >>> from cloudgrant.programmes.research.roc_111 import ROC_111
    >>> firm = FirmTracking(base_pay=6_000_000, base_heads=10, first_pay=6_930_000, first_heads=11)
    >>> pay_rise(firm, policy=ROC_111.policy), pay_rise(firm, "second", policy=ROC_111.policy)
    (Fraction(1, 20), UNKNOWN)
    """
    pay = _compared(firm, year, policy)
    return UNKNOWN if pay is None else Fraction(pay.after - pay.before, pay.before)


@calculation("research.benefit.salary/short", unit="TWD", zh="薪資總額不足數", en="Pay short of the rise")
def pay_short(firm: FirmTracking, year: PayYear = "first", *, policy: ResearchPolicy) -> Fact[int]:
    """How many dollars more the firm would have had to pay its staff of that year: 0 where pay rose enough.

    Unknown while the policy's rise or its basis is.

    >>> from cloudgrant.programmes.research.roc_111 import ROC_111
    >>> firm = FirmTracking(base_pay=6_000_000, base_heads=10, first_pay=6_900_000, first_heads=11)
    >>> pay_short(firm, policy=ROC_111.policy)
    30000
    """
    pay, rise = _compared(firm, year, policy), policy.pay_rise
    if pay is None or rise is UNKNOWN:
        return UNKNOWN
    return max(0, -((pay.after - pay.before - rise.ceil_of(pay.before)) // pay.each))


class _Pay(NamedTuple):
    """Pay before and after as they are compared, and how often a dollar more counts."""

    before: int
    after: int
    each: int


def _compared(firm: FirmTracking, year: PayYear, policy: ResearchPolicy) -> _Pay | None:
    """The pay of two years on the policy's basis; none where they are not compared, or not known.

    Of averages, both stand over the staff of the two years: a dollar more counts once a head of the year before.
    """
    first = year == "first"
    pay, more = (firm.base_pay, firm.first_pay) if first else (firm.first_pay, firm.second_pay)
    heads, staff = (firm.base_heads, firm.first_heads) if first else (firm.first_heads, firm.second_heads)
    if pay is UNKNOWN or more is UNKNOWN or pay == 0:
        return None
    if policy.pay_basis == "total":
        return _Pay(pay, more, 1)
    if policy.pay_basis is UNKNOWN or heads is UNKNOWN or staff is UNKNOWN or heads == 0 or staff == 0:
        return None
    return _Pay(pay * staff, more * heads, heads)


@calculation("research.benefit.investment", unit="TWD", zh="新增投資總額", en="New investment in all")
def invested(tracking: Tracking) -> Fact[int]:
    """What all proposing firms have newly invested together; unknown while it is not known who proposed.

    >>> firms = FirmTracking(ubn="12345675", new_investment=3), FirmTracking(ubn="00501508", new_investment=4)
    >>> invested(Tracking(members=("12345675", "00501508"), firms=firms)), invested(Tracking(firms=firms))
    (7, UNKNOWN)
    """
    return tracking.invested


@calculation("research.benefit.investment/short", unit="TWD", zh="新增投資不足數", en="New investment short")
def investment_short(tracking: Tracking) -> Fact[int]:
    """How much is still to be invested; at least a dollar has to be.

    >>> firm = FirmTracking(ubn="12345675", new_investment=3)
    >>> investment_short(Tracking(members=("12345675",), firms=(firm,), committed_investment=10))
    7
    """
    made, committed = tracking.invested, tracking.committed_investment
    return UNKNOWN if made is UNKNOWN or committed is UNKNOWN else max(0, max(1, committed) - made)


@calculation("research.benefit.adoption/short", unit="", zh="尚缺家數", en="Customers still to be brought in")
def customers_short(tracking: Tracking) -> Fact[int]:
    """How many customers are missing to the number approved.

    >>> customers_short(Tracking(recognised_customers=120, approved_customers=150))
    30
    """
    there, approved = tracking.recognised_customers, tracking.approved_customers
    return UNKNOWN if there is UNKNOWN or approved is UNKNOWN else max(0, approved - there)


@calculation(
    "research.benefit.customer-revenue", unit="TWD", zh="客戶營收增額", en="Rise of customers' revenue"
)
def customer_revenue_rise(tracking: Tracking) -> Fact[int]:
    """Revenue after less revenue before, of the same customers in all; negative where it fell.

    >>> from cloudgrant.programmes.research.benefits.tracking import CustomerRevenue
    >>> customer_revenue_rise(Tracking(customer_revenues=(CustomerRevenue(before=100, after=120),)))
    20
    """
    return tracking.revenue_after - tracking.revenue_before


CALCULATIONS: tuple[Calculation[..., Any], ...] = (
    pay_rise,
    pay_short,
    invested,
    investment_short,
    customers_short,
    customer_revenue_rise,
)
"""What the programme counts of the required benefits."""
