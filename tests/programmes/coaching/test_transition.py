"""One-off and subscription revenue side by side, by a plain recount."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant.programmes.coaching import OneOffSales, Subscriptions, Transition, compare
from cloudgrant.values.periods import months_after
from cloudgrant.values.shares import Share

JULY = date(2022, 7, 1)
PROJECT = OneOffSales(fee=600_000, customers=1, new_customers=0, starts_on=JULY)
SERVICE = Subscriptions(monthly_fee=10_000, customers=10, new_customers=0, churn=Share("0/1"), starts_on=JULY)


def test_a_single_project_against_a_steady_service() -> None:
    compared = compare(PROJECT, SERVICE, months=12)
    assert [month.subscription_so_far for month in compared.months][:3] == [100_000, 200_000, 300_000]
    assert [month.one_off for month in compared.months] == [600_000] + [0] * 11
    assert [month.ahead for month in compared.months[4:7]] == [-100_000, 0, 100_000]
    assert compared.break_even is compared.months[5]  # caught up exactly is caught up
    assert compared.months[5].starts_on == date(2022, 12, 1)
    assert compared.deepest_gap == 500_000


def test_the_break_even_month_is_the_first_one_below_at_and_above() -> None:
    for fee, number in ((599_999, 6), (600_000, 6), (600_001, 7)):
        found = compare(attrs.evolve(PROJECT, fee=fee), SERVICE, months=12).break_even
        assert found is not None
        assert found.number == number


def test_it_may_never_break_even() -> None:
    assert compare(PROJECT, attrs.evolve(SERVICE, monthly_fee=0), months=600).break_even is None
    assert compare(PROJECT, SERVICE, months=5).break_even is None


def test_ahead_for_a_while_is_no_break_even() -> None:
    late = attrs.evolve(PROJECT, fee=900_000, starts_on=date(2022, 9, 1))
    compared = compare(late, SERVICE, months=12)
    assert compared.months[0].ahead > 0 > compared.months[2].ahead
    assert compared.break_even is compared.months[8]


def test_the_share_that_leaves_is_carried_over_until_it_is_a_whole_customer() -> None:
    leaving = attrs.evolve(SERVICE, churn=Share("5%"))
    assert [month.subscribers for month in compare(PROJECT, leaving, months=7).months] == [
        10, 10, 9, 9, 9, 8, 8
    ]  # fmt: skip
    everybody = attrs.evolve(SERVICE, churn=Share("1/1"))
    assert [month.subscribers for month in compare(PROJECT, everybody, months=3).months] == [10, 0, 0]


def test_month_ends_are_calendar_months() -> None:
    ends = attrs.evolve(SERVICE, monthly_fee=1, customers=1, starts_on=date(2022, 8, 31))
    compared = compare(attrs.evolve(PROJECT, starts_on=date(2022, 8, 31)), ends, months=7)
    assert [month.starts_on.day for month in compared.months] == [31, 30, 31, 30, 31, 31, 28]
    assert [month.subscription for month in compared.months] == [1] * 7


def test_a_service_that_starts_later_is_counted_from_its_own_day() -> None:
    later = attrs.evolve(SERVICE, starts_on=date(2022, 8, 15))
    assert [month.subscription for month in compare(PROJECT, later, months=3).months] == [0, 100_000, 100_000]


counts = st.integers(0, 40)
amounts = st.integers(0, 2_000_000)
shares = st.fractions(0, 1, max_denominator=10_000).map(Share.of)
days = st.dates(date(2021, 1, 1), date(2024, 12, 31))
projects = st.builds(OneOffSales, fee=amounts, customers=counts, new_customers=counts, starts_on=days)
services = st.builds(
    Subscriptions, monthly_fee=amounts, customers=counts, new_customers=counts, churn=shares, starts_on=days
)


def recounted(one_off: OneOffSales, service: Subscriptions, months: int) -> list[tuple[int, int]]:
    """Payment by payment with fractions, each put into the month in which its day lies."""
    first = min(one_off.starts_on, service.starts_on)
    edges = [months_after(first, number) for number in range(months + 1)]
    rows = [[0, 0] for _ in range(months)]
    customers, waiting = service.customers, Fraction(0)
    for number in range(months + 60):
        if number:
            waiting += customers * Fraction(service.churn.numerator, service.churn.denominator)
            gone = min(int(waiting), customers)
            waiting -= int(waiting)
            customers += service.new_customers - gone
        paying = one_off.customers if number == 0 else one_off.new_customers
        for place, day, amount in (
            (0, months_after(one_off.starts_on, number), paying * one_off.fee),
            (1, months_after(service.starts_on, number), customers * service.monthly_fee),
        ):
            for month in range(months):
                if edges[month] <= day < edges[month + 1]:
                    rows[month][place] += amount
    return [(row[0], row[1]) for row in rows]


@given(one_off=projects, service=services, months=st.integers(1, 30))
def test_by_a_plain_recount(one_off: OneOffSales, service: Subscriptions, months: int) -> None:
    compared = compare(one_off, service, months=months)
    assert [(month.one_off, month.subscription) for month in compared.months] == recounted(
        one_off, service, months
    )
    ahead = 0
    for month in compared.months:
        ahead += month.subscription - month.one_off
        assert month.ahead == ahead
        assert type(month.subscription_so_far) is int
    assert compared.deepest_gap == max(0, *(-month.ahead for month in compared.months))
    found = compared.break_even
    lasting = [
        month
        for place, month in enumerate(compared.months)
        if all(later.ahead >= 0 for later in compared.months[place:])
    ]
    assert found == (lasting[0] if lasting else None)


@given(one_off=projects, service=services, months=st.integers(1, 20), more=st.integers(1, 10))
def test_a_longer_comparison_begins_the_same(
    one_off: OneOffSales, service: Subscriptions, months: int, more: int
) -> None:
    longer = compare(one_off, service, months=months + more).months
    assert longer[:months] == compare(one_off, service, months=months).months


@given(one_off=projects, service=services, dearer=amounts)
def test_a_higher_fee_never_brings_in_less(one_off: OneOffSales, service: Subscriptions, dearer: int) -> None:
    higher = attrs.evolve(service, monthly_fee=service.monthly_fee + dearer)
    for before, after in zip(
        compare(one_off, service, months=12).months, compare(one_off, higher, months=12).months, strict=True
    ):
        assert after.ahead >= before.ahead


@pytest.mark.parametrize("months", [0, -1, 601, True, 1.5])
def test_months_of_nonsense(months: int) -> None:
    with pytest.raises(cg.InvalidInput):
        compare(PROJECT, SERVICE, months=months)


@pytest.mark.parametrize("wrong", [{"monthly_fee": -1}, {"customers": 1.5}, {"churn": 0.02}])
def test_services_of_nonsense(wrong: dict[str, object]) -> None:
    with pytest.raises(cg.InvalidInput):
        cg.load(Subscriptions, {"starts_on": "2022-07-01", **wrong})


def test_an_empty_comparison_is_none() -> None:
    assert Transition(()).break_even is None


def test_no_figure_is_taken_for_none() -> None:
    with pytest.raises(cg.InvalidInput) as caught:
        Subscriptions(starts_on=JULY)
    assert [(one.path.key, one.code) for one in caught.value.problems] == [
        ("monthly_fee", "required"),
        ("customers", "required"),
        ("new_customers", "required"),
        ("churn", "required"),
    ]
    with pytest.raises(cg.InvalidInput) as caught:
        OneOffSales(starts_on=JULY)
    assert [one.path.key for one in caught.value.problems] == ["fee", "customers", "new_customers"]
    # What was dumped when nothing was 0 still loads so.
    old = {"kind": "one_off_sales", "version": 1, "fee": 1, "starts_on": "2022-07-01"}
    assert cg.load(OneOffSales, old) == OneOffSales(fee=1, customers=0, new_customers=0, starts_on=JULY)
    older = {"kind": "subscriptions", "version": 1, "customers": 1, "starts_on": "2022-07-01"}
    assert cg.load(Subscriptions, older).churn == Share("0/1")
