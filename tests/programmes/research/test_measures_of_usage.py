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
from cloudgrant.programmes.research import ROC_111, UsageAmount, UsageRecord, measure
from programmes.research.contracts import FIRST, LAST, LOGINS, contract, counts, left, used
from programmes.research.contracts import measured as measured_so_far

U = cg.UNKNOWN
ALL_YEAR = ("2022-01-01", "2022-12-31")
A = contract("A", *ALL_YEAR)


def measured(*given_: Any, **facts: Any) -> Any:
    """As the records stand that leave nothing out until the period is over."""
    return measured_so_far(*given_, **{"complete_until": LAST, **facts})


def per(number: int, unit: str, **facts: Any) -> Any:
    """The condition with another threshold."""
    return attrs.evolve(LOGINS, threshold=UsageAmount.of(number, unit), **facts)


@pytest.mark.parametrize(("number", "reached"), [(11, 0), (12, 1), (13, 1)])
def test_a_customer_uses_enough_at_the_threshold(number: int, reached: int) -> None:
    assert counts(measured(LOGINS, A, usage=[used("A", "2022-08-01", number)])) == (reached, 1, 0)
    several = [used("A", "2022-07-01", ref=str(each)) for each in range(number)]
    assert counts(measured(LOGINS, A, usage=several)) == (reached, 1, 0)


@pytest.mark.parametrize(
    ("on", "inside"), [("2022-06-30", 0), ("2022-07-01", 1), ("2022-12-31", 1), ("2023-01-01", 0)]
)
def test_only_use_within_the_limited_time_counts(on: str, inside: int) -> None:
    assert counts(measured(LOGINS, A, usage=[used("A", on, 12)])) == (inside, 1, 0)


def test_a_customer_without_records_did_not_use_the_service_once_they_are_complete() -> None:
    two, usage = (A, contract("B", *ALL_YEAR)), [used("A", "2022-07-01", 99)]
    before = measured_so_far(LOGINS, *two, usage=usage)
    assert (before.rate, before.lowest, before.highest) == (U, Fraction(1, 2), Fraction(1))
    assert counts(before) == (1, 2, 1)
    found = measured(LOGINS, A, contract("B", *ALL_YEAR), usage=[used("A", "2022-07-01", 99)])
    assert (found.rate, counts(found)) == (Fraction(1, 2), (1, 2, 0))


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
    third = [used("A", "2022-07-01", "0.1", "hour", ref=str(each)) for each in range(30)]
    assert measured(kpi, A, usage=third).rate == 1  # thirty tenths, which floats would not make three
    assert measured(kpi, A, usage=third[1:]).rate == 0
    mixed = [used("A", "2022-07-01", 2, "hour"), used("A", "2022-07-02", 3600, "second")]
    assert measured(kpi, A, usage=mixed).rate == 1
    assert measured(kpi, A, usage=[*mixed[:1], used("A", "2022-07-02", "3599.999", "second")]).rate == 0


# Nothing given is not nothing.


@pytest.mark.parametrize("complete_until", [U, FIRST, LAST])
def test_use_that_is_not_given_is_unknown(complete_until: Any) -> None:
    found = measure(LOGINS, [A], first=FIRST, last=LAST, complete_until=complete_until, policy=ROC_111.policy)
    assert (found.rate, found.reached, counts(found)) == (U, U, (0, 1, 1))
    assert (found.lowest, found.highest) == (Fraction(0), Fraction(1))


@pytest.mark.parametrize(
    ("until", "closed"),
    [(U, False), (LAST - timedelta(days=1), False), (LAST, True), (LAST + timedelta(days=1), True)],
)
def test_an_empty_list_of_uses_is_empty_once_it_is_complete(until: Any, closed: bool) -> None:
    found = measured(LOGINS, A, complete_until=until)
    assert (found.rate, found.reached) == ((Fraction(0), False) if closed else (U, U))
    assert found.complete_until == until


@pytest.mark.parametrize(("until", "closed"), [("2022-09-29", False), ("2022-09-30", True)])
def test_a_customer_whose_service_is_over_uses_it_no_more(until: str, closed: bool) -> None:
    over = contract("A", "2022-01-01", "2022-09-30")
    found = measured(LOGINS, over, complete_until=date.fromisoformat(until))
    assert found.reached is (False if closed else U)


def test_silence_about_an_early_end_is_no_answer_before_the_records_are_complete() -> None:
    silent = contract("A", "2022-01-01", "2022-12-31", ended_early=U)
    usage = [used("A", "2022-09-01", 12)]
    assert counts(measured_so_far(LOGINS, silent, usage=usage)) == (0, 0, 1)
    # It surely ran until the day until which the records are complete.
    assert counts(measured(LOGINS, silent, usage=usage, complete_until=date(2022, 8, 30))) == (0, 1, 1)
    assert counts(measured(LOGINS, silent, usage=usage, complete_until=date(2022, 8, 31))) == (1, 1, 0)
    assert counts(measured(LOGINS, silent, usage=usage)) == (1, 1, 0)


# What matches nothing is told, and not counted.

ELEVEN = used("A", "2022-08-01", 11)


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (used("a", "2022-08-02"), ("unknown_customer", "a", 1)),
        (used("stranger", "2022-08-02"), ("unknown_customer", "stranger", 1)),
        (used("A", "2022-08-02", 9, "hour"), ("other_unit", "hour", 1)),
        (used("A", "2022-06-30"), ("outside_period", U, 1)),
        (used("A", "2023-01-01"), ("outside_contracts", "A", 1)),
        (used("A", "2021-12-31"), ("outside_contracts", "A", 1)),
    ],
)
def test_a_record_that_matches_nothing_is_left_over(more: UsageRecord, told: tuple[str, Any, int]) -> None:
    found = measured(LOGINS, A, usage=[ELEVEN, more])
    assert (counts(found), left(found)) == ((0, 1, 0), [told])
    several = measured(LOGINS, A, usage=[more, ELEVEN, attrs.evolve(more, number="2")])
    assert left(several) == [(*told[:2], 2)]
    for locale in ("zh_Hant_TW", "en"):
        [sentence] = found.leftover_words(locale)
        assert "{" not in sentence
        assert "1" in sentence
    assert found.message("zh_Hant_TW").endswith("；未採計或有疑義之記錄另計 1 筆")
    assert found.message("en").endswith("; records left over or in doubt: 1")


def test_a_customer_that_may_be_meant_is_named() -> None:
    found = measured(LOGINS, A, usage=[used("ａ", "2022-08-02", 12)])
    assert found.leftover_words("zh_Hant_TW") == (
        "客戶代號「a」之使用記錄 1 筆查無該客戶之合約，未計入（是否為「A」？）",
    )
    assert found.leftovers is not U
    assert [one.hint for one in found.leftovers] == ["A"]


@pytest.mark.parametrize(
    ("on", "counted", "told"),
    [("2022-09-29", 1, []), ("2022-09-30", 1, []), ("2022-10-01", 0, [("outside_contracts", "A", 1)])],
)
def test_use_after_the_last_day_of_the_contract_is_left_over(on: str, counted: int, told: list[Any]) -> None:
    found = measured(LOGINS, contract("A", "2022-01-01", "2022-09-30"), usage=[used("A", on, 12)])
    assert (counts(found), left(found)) == ((counted, 1, 0), told)


@pytest.mark.parametrize(("on", "counted"), [("2022-09-30", 1), ("2022-10-01", 0), ("2022-10-02", 1)])
def test_use_between_two_contracts_is_left_over(on: str, counted: int) -> None:
    two = contract("A", "2022-01-01", "2022-09-30"), contract("A", "2022-10-02", "2022-12-31")
    found = measured(LOGINS, *two, usage=[used("A", on, 12)])
    assert (counts(found), len(left(found))) == ((counted, 1, 0), 1 - counted)


def test_use_of_a_day_on_which_the_contract_may_have_run_is_undecided() -> None:
    one = contract("A", *ALL_YEAR, ended_early=True)
    found = measured(LOGINS, one, usage=[used("A", "2022-08-01", 12)])
    assert (counts(found), left(found)) == ((0, 0, 1), [])
    assert Fraction(1) in (found.highest,)


def test_the_same_number_twice_is_one_use() -> None:
    one = used("A", "2022-08-01", 6, ref="7")
    found = measured(LOGINS, A, usage=[one, one, one])
    assert (counts(found), left(found)) == ((0, 1, 0), [("repeated_use", "A", 2)])
    other = attrs.evolve(one, number="8")
    assert (counts(measured(LOGINS, A, usage=[one, other])), left(found)[0][0]) == ((1, 1, 0), "repeated_use")


def test_the_same_use_twice_without_a_number_may_be_one() -> None:
    one = used("A", "2022-08-01", 6)
    found = measured(LOGINS, A, usage=[one, one])
    assert (counts(found), left(found)) == ((0, 1, 1), [("same_use", "A", 1)])
    assert found.reached is U


def test_one_number_with_two_contents_is_not_counted_and_told() -> None:
    one, other = used("A", "2022-08-01", 12, ref="7"), used("A", "2022-08-01", 13, ref="7")
    found = measured(LOGINS, A, usage=[one, other])
    assert (counts(found), left(found)) == ((0, 1, 1), [("contradicting_use", "A", 2)])


def test_the_use_of_a_large_firm_is_matched_though_it_does_not_count() -> None:
    large = contract("B", *ALL_YEAR, sme=False)
    found = measured(LOGINS, A, large, usage=[used("B", "2022-08-01", 99)])
    assert (counts(found), left(found)) == ((0, 1, 0), [])


def test_of_very_many_keys_a_hundred_are_named_and_the_rest_counted() -> None:
    found = measured(LOGINS, A, usage=[used(f"x{number:03}", "2022-08-01") for number in range(103)])
    told = left(found)
    assert len(told) == 101
    assert told[99:] == [("unknown_customer", "x099", 1), ("unknown_customer", U, 3)]
    assert "其他" in found.leftover_words("zh_Hant_TW")[-1]


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
        measure(monthly, [A], **ten_days, policy=ROC_111.policy)
    assert [(one.path.key, one.code) for one in caught.value.problems] == [("last", "research.period")]
    assert measure(weekly, [A], [used("A", "2022-07-01", 2)], **ten_days, policy=ROC_111.policy).rate == 1
    # February of a leap year is a month, and so is one from the 31st on.
    for first, last in (("2024-02-01", "2024-02-29"), ("2022-01-31", "2022-02-28")):
        period: dict[str, Any] = {"first": date.fromisoformat(first), "last": date.fromisoformat(last)}
        assert (
            measure(
                monthly, [contract("A", first, last)], [used("A", first)], **period, policy=ROC_111.policy
            ).rate
            == 1
        )


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
    usage = [attrs.evolve(one, number=str(index)) for index, one in enumerate(usage)]
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
