"""The usage rate: times, amounts and frequencies of small and medium customers with a contract in force."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant.programmes.research import UsageAmount, UsageRecord, measure
from programmes.research.contracts import FIRST, LAST, LOGINS, contract, counts, measured, used

U = cg.UNKNOWN
ALL_YEAR = ("2022-01-01", "2022-12-31")
A = contract("A", *ALL_YEAR)


def per(number: int, unit: str, **facts: Any) -> Any:
    """The condition with another threshold."""
    return attrs.evolve(LOGINS, threshold=UsageAmount.of(number, unit), **facts)


@pytest.mark.parametrize(("number", "reached"), [(11, 0), (12, 1), (13, 1)])
def test_a_customer_uses_enough_at_the_threshold(number: int, reached: int) -> None:
    assert counts(measured(LOGINS, A, usage=[used("A", "2022-08-01", number)])) == (reached, 1, 0)
    several = [used("A", "2022-07-01") for _ in range(number)]
    assert counts(measured(LOGINS, A, usage=several)) == (reached, 1, 0)


@pytest.mark.parametrize(
    ("on", "inside"), [("2022-06-30", 0), ("2022-07-01", 1), ("2022-12-31", 1), ("2023-01-01", 0)]
)
def test_only_use_within_the_limited_time_counts(on: str, inside: int) -> None:
    assert counts(measured(LOGINS, A, usage=[used("A", on, 12)])) == (inside, 1, 0)


def test_a_customer_without_records_did_not_use_the_service() -> None:
    found = measured(LOGINS, A, contract("B", *ALL_YEAR), usage=[used("A", "2022-07-01", 99)])
    assert (found.rate, counts(found)) == (Fraction(1, 2), (1, 2, 0))


def test_use_by_others_does_not_count() -> None:
    found = measured(
        LOGINS, A, usage=[used("A ".strip(), "2022-07-01", 11), used("stranger", "2022-07-01", 99)]
    )
    assert counts(found) == (0, 1, 0)


@pytest.mark.parametrize(
    ("first", "last", "inside"),
    [
        ("2022-01-01", "2022-06-30", 0),
        ("2022-01-01", "2022-07-01", 1),
        ("2022-12-31", "2023-12-31", 1),
        ("2023-01-01", "2023-12-31", 0),
    ],
)
def test_a_contract_in_force_on_a_day_of_the_period(first: str, last: str, inside: int) -> None:
    assert counts(measured(LOGINS, contract("A", first, last))) == (0, inside, 0)


def test_a_contract_is_in_force_as_long_as_it_ran() -> None:
    ended = contract("A", *ALL_YEAR, ended_early_on="2022-06-30")
    assert counts(measured(LOGINS, ended)) == (0, 0, 0)
    still = contract("A", *ALL_YEAR, ended_early_on="2022-07-01")
    assert counts(measured(LOGINS, still)) == (0, 1, 0)
    undated = contract("A", *ALL_YEAR, ended_early=True)
    assert counts(measured(LOGINS, undated)) == (0, 0, 1)
    begun_since = contract("A", "2022-08-01", "2022-12-31", ended_early=U)
    assert counts(measured(LOGINS, begun_since)) == (0, 1, 0)


def test_only_small_and_medium_customers_unless_told() -> None:
    large, unknown = contract("B", *ALL_YEAR, sme=False), contract("C", *ALL_YEAR, sme=U)
    usage = [used("A", "2022-07-01", 12), used("B", "2022-07-01", 12)]
    found = measured(LOGINS, A, large, unknown, usage=usage)
    assert counts(found) == (1, 1, 1)
    assert (found.lowest, found.highest) == (Fraction(1, 2), Fraction(1))
    found = measured(attrs.evolve(LOGINS, sme_only=False), A, large, unknown, usage=usage)
    assert (found.rate, found.undecided) == (Fraction(2, 3), 0)


def test_what_is_unknown_of_the_use_is_undecided() -> None:
    eleven = used("A", "2022-07-01", 11)
    assert counts(measured(LOGINS, A, usage=[eleven, used("A", "2022-08-01", U)])) == (0, 1, 1)
    assert counts(measured(LOGINS, A, usage=[eleven, used("A", "", 1)])) == (0, 1, 1)
    assert counts(measured(LOGINS, A, usage=[used("A", "2022-07-01", 10), used("A", "", 1)])) == (0, 1, 0)
    assert counts(measured(LOGINS, A, usage=[used("A", "2022-07-01", 12), used("A", "", U)])) == (1, 1, 0)
    assert counts(measured(LOGINS, A, usage=[used("A", "2023-07-01", U)])) == (0, 1, 0)
    assert counts(measured(attrs.evolve(LOGINS, threshold=U), A, usage=[eleven])) == (0, 1, 1)


# Amounts and frequencies.


def test_amounts_add_up_exactly_across_units() -> None:
    kpi = per(3, "hour")
    third = [used("A", "2022-07-01", "0.1", "hour") for _ in range(30)]
    assert measured(kpi, A, usage=third).rate == 1  # thirty tenths, which floats would not make three
    assert measured(kpi, A, usage=third[1:]).rate == 0
    mixed = [used("A", "2022-07-01", 2, "hour"), used("A", "2022-07-02", 3600, "second")]
    assert measured(kpi, A, usage=mixed).rate == 1
    assert measured(kpi, A, usage=[*mixed[:1], used("A", "2022-07-02", "3599.999", "second")]).rate == 0


def test_use_in_other_units_is_passed_over() -> None:
    usage = [used("A", "2022-07-01", 99, "call"), used("A", "2022-07-01", 11)]
    assert counts(measured(LOGINS, A, usage=usage)) == (0, 1, 0)


@pytest.mark.parametrize(
    ("number", "unit", "enough"),
    [
        (2, "login / month", 12),
        (6, "login / quarter", 12),
        (24, "login / year", 12),
        (1, "login / day", 184),
        (7, "login / week", 184),
        (3, "login / week", 79),  # 184 days are 26 2/7 weeks: 78 6/7 logins
    ],
)
def test_a_frequency_is_held_against_the_mean_over_the_period(number: int, unit: str, enough: int) -> None:
    kpi = per(number, unit)
    rates = [measured(kpi, A, usage=[used("A", "2022-12-31", n)]).rate for n in (enough - 1, enough)]
    assert rates == [0, 1]


def test_a_frequency_by_the_month_needs_whole_months() -> None:
    monthly, weekly = (per(1, unit, within=U) for unit in ("login / month", "login / week"))
    ten_days: dict[str, Any] = {"first": FIRST, "last": date(2022, 7, 10)}
    with pytest.raises(cg.InvalidInput) as caught:
        measure(monthly, [A], **ten_days)
    assert [(one.path.key, one.code) for one in caught.value.problems] == [("last", "research.period")]
    assert measure(weekly, [A], [used("A", "2022-07-01", 2)], **ten_days).rate == 1
    # February of a leap year is a month, and so is one from the 31st on.
    for first, last in (("2024-02-01", "2024-02-29"), ("2022-01-31", "2022-02-28")):
        period: dict[str, Any] = {"first": date.fromisoformat(first), "last": date.fromisoformat(last)}
        assert measure(monthly, [contract("A", first, last)], [used("A", first)], **period).rate == 1


# Laws.

days = st.sampled_from([FIRST - timedelta(days=1), FIRST, LAST, U])
amounts = st.sampled_from([0, 1, 6, 11, 12, U])
uses = st.builds(
    lambda customer, on, number: UsageRecord(
        customer=customer, on=on, amount=U if number is U else UsageAmount.of(number, "login")
    ),
    st.sampled_from("AB"),
    days,
    amounts,
)


@given(st.lists(uses, max_size=5), st.data())
def test_learning_of_a_use_overturns_nothing(usage: list[UsageRecord], data: st.DataObject) -> None:
    contracts = (A, contract("B", *ALL_YEAR))
    before = measured(LOGINS, *contracts, usage=usage)
    known = [
        attrs.evolve(
            one,
            on=data.draw(st.sampled_from([FIRST, LAST, LAST + timedelta(days=1)])) if one.on is U else one.on,
            amount=UsageAmount.of(data.draw(st.integers(0, 30)), "login") if one.amount is U else one.amount,
        )
        for one in usage
    ]
    after = measured(LOGINS, *contracts, usage=known)
    assert after.undecided == 0
    assert after.rate is not U
    assert before.lowest is not U
    assert before.highest is not U
    assert before.lowest <= after.rate <= before.highest
    assert before.reached in (U, after.reached)


@given(st.lists(uses, max_size=5), uses)
def test_more_use_never_lowers_a_rate(usage: list[UsageRecord], more: UsageRecord) -> None:
    before, after = (measured(LOGINS, A, usage=ones) for ones in (usage, [*usage, more]))
    assert before.lowest is not U
    assert before.highest is not U
    assert after.lowest is not U
    assert after.highest is not U
    assert before.lowest <= after.lowest
    assert before.highest <= after.highest
