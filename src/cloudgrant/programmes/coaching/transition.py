"""From a one-off fee to subscriptions 由一次收費到訂閱制: what comes in, month by month, exactly.

The library's own device for the clause ``coaching.transition``. Whole dollars and whole customers:
what a share of leaving customers leaves over is carried into the next month, so nothing is rounded
away and no month depends on how long the comparison runs.

Months here are counted by payments, not by the end of a term: payments fall due, and the months of the comparison
begin, on the *corresponding day* (相當日) of the first day (:func:`~cloudgrant.values.periods.months_after`), in a month
that has none on its last day. So each month of one that begins on the 31st has one payment. No figure is taken for none:
a firm without customers at first says so (0).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import attrs

from cloudgrant.rules.records.fact_info import given
from cloudgrant.rules.records.record import Record
from cloudgrant.rules.writing.declaration import calculation
from cloudgrant.values.periods import months_after
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.shares import Share
from cloudgrant.values.shown import shown

__all__ = ["OneOffSales", "Subscriptions", "Transition", "TransitionMonth", "compare"]

_MOST_MONTHS = 600


@attrs.frozen(kw_only=True)
class OneOffSales(Record):
    """Project work 專案導向: each customer pays one fee 一次收費, and no more.

    ``customers`` pay on the first day, ``new_customers`` on the corresponding day of each month after.
    """

    fee: int = given(zh="每案一次收費", en="One-off fee of a project", unit="TWD")
    customers: int = given(zh="首月案數", en="Projects in the first month")
    new_customers: int = given(zh="其後每月案數", en="Projects in each month after")
    starts_on: date = given(zh="開始日期", en="First day")


@attrs.frozen(kw_only=True)
class Subscriptions(Record):
    """Subscriptions 訂閱制: every customer pays the monthly fee as long as it stays.

    ``customers`` pay on the first day. On the corresponding day of each month after, the share
    ``churn`` of those of the month before has left, ``new_customers`` have joined, and all pay.
    """

    monthly_fee: int = given(zh="每月訂閱費", en="Monthly fee", unit="TWD")
    customers: int = given(zh="首月訂閱客戶數", en="Subscribers in the first month")
    new_customers: int = given(zh="其後每月新增客戶數", en="New subscribers in each month after")
    churn: Share = given(zh="每月流失率", en="Share leaving each month")
    starts_on: date = given(zh="開始日期", en="First day")


@attrs.frozen
class TransitionMonth:
    """One calendar month of the comparison; amounts in dollars, ``…_so_far`` since its beginning."""

    number: int
    starts_on: date
    subscribers: int
    one_off: int
    subscription: int
    one_off_so_far: int
    subscription_so_far: int

    @property
    def ahead(self) -> int:
        """How much more the subscriptions have brought in so far; negative while they are behind."""
        return self.subscription_so_far - self.one_off_so_far


@attrs.frozen
class Transition:
    """Both revenues side by side, month by month."""

    months: tuple[TransitionMonth, ...]

    @property
    def break_even(self) -> TransitionMonth | None:
        """The month from which on the subscriptions are never behind again; ``None`` if there is none.

        Behind and ahead are of all that came in so far, and only as far as the comparison goes.
        """
        found: TransitionMonth | None = None
        for month in reversed(self.months):
            if month.ahead < 0:
                break
            found = month
        return found

    @property
    def deepest_gap(self) -> int:
        """The most by which the subscriptions are ever behind: what has to be bridged, in dollars."""
        return max(0, *(-month.ahead for month in self.months))


@calculation(
    "coaching.transition", unit="TWD", zh="一次收費與訂閱制收入比較", en="One-off and subscription revenue"
)
def compare(one_off: OneOffSales, subscriptions: Subscriptions, *, months: int) -> Transition:
    """Both revenues over calendar months, counted from the earlier of the two first days.

    Raises :class:`~cloudgrant.values.problems.InvalidInput` unless ``months`` is 1 to 600.

    >>> projects = OneOffSales(fee=600_000, customers=1, new_customers=1, starts_on=date(2022, 7, 1))
    >>> service = Subscriptions(monthly_fee=12_000, customers=10, new_customers=8,
    ...                         churn=Share("2%"), starts_on=date(2022, 10, 1))
    >>> compared = compare(projects, service, months=36)
    >>> compared.break_even.number, compared.break_even.starts_on, compared.deepest_gap
    (18, datetime.date(2023, 12, 1), 3288000)
    """
    if type(months) is not int or not 1 <= months <= _MOST_MONTHS:
        raise InvalidInput(
            [Problem.at(["months"], "type", expected=f"1–{_MOST_MONTHS}", given=shown(months))]
        )
    first = min(one_off.starts_on, subscriptions.starts_on)
    projects, service = _projects(one_off), _subscribers(subscriptions)
    project_days, service_days = 0, 0
    subscribers = before = after = 0
    rows: list[TransitionMonth] = []
    for number in range(1, months + 1):
        ends = months_after(first, number)
        paid_once = paid_monthly = 0
        while months_after(one_off.starts_on, project_days) < ends:
            paid_once += next(projects) * one_off.fee
            project_days += 1
        while months_after(subscriptions.starts_on, service_days) < ends:
            subscribers = next(service)
            paid_monthly += subscribers * subscriptions.monthly_fee
            service_days += 1
        before, after = before + paid_once, after + paid_monthly
        starts = months_after(first, number - 1)
        rows.append(TransitionMonth(number, starts, subscribers, paid_once, paid_monthly, before, after))
    return Transition(tuple(rows))


def _projects(sales: OneOffSales) -> Iterator[int]:
    yield sales.customers
    while True:
        yield sales.new_customers


def _subscribers(service: Subscriptions) -> Iterator[int]:
    """The customers who pay, payment by payment; part of a leaving customer waits until it is a whole one."""
    customers, part = service.customers, 0
    yield customers
    while True:
        leaving, part = divmod(part + customers * service.churn.numerator, service.churn.denominator)
        customers += service.new_customers - min(leaving, customers)
        yield customers
