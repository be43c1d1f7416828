"""Renewal and long-contract rates from contract records: what counts, among whom, and what stays open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant.programmes.research import (
    ROC_111,
    Contract,
    MeasuredRate,
    StickinessKPI,
    in_force,
    measure,
)
from cloudgrant.values.periods import whole_months
from programmes.research.contracts import (
    FIRST,
    LAST,
    LOGINS,
    LONG,
    RENEWAL,
    completions,
    contract,
    counts,
    drafts,
    learnt,
    left,
    measured,
)

U = cg.UNKNOWN
EXPIRED = ("2022-01-01", "2022-12-31")


# Renewal: of the customers whose contract expired in the period, those who signed a renewal.


def test_a_renewal_rate() -> None:
    found = measured(
        RENEWAL,
        contract("A", *EXPIRED, renewal="signed"),
        contract("B", *EXPIRED, renewal="declined"),
        contract("C", *EXPIRED, renewal="signed", sme=False),
        contract("D", "2022-07-01", "2023-06-30", renewal="signed"),
    )
    assert counts(found) == (1, 2, 0)
    assert (found.rate, found.lowest, found.highest) == (Fraction(1, 2),) * 3
    assert (found.reached, found.sme_only) == (True, True)
    of_all = measured(
        attrs.evolve(RENEWAL, sme_only=False),
        contract("A", *EXPIRED, renewal="signed"),
        contract("C", *EXPIRED, renewal="declined", sme=False),
    )
    assert (counts(of_all), of_all.sme_only) == ((1, 2, 0), False)


@pytest.mark.parametrize(
    ("last", "inside"),
    [("2022-06-30", 0), ("2022-07-01", 1), ("2022-12-31", 1), ("2023-01-01", 0)],
)
def test_a_contract_expires_on_its_last_day(last: str, inside: int) -> None:
    found = measured(RENEWAL, contract("A", "2021-01-01", last, renewal="signed"))
    assert counts(found) == (inside, inside, 0)
    assert found.rate == (Fraction(1) if inside else U)


def test_one_given_by_its_term_expires_the_day_before_the_corresponding_one() -> None:
    one, other = (contract("A", first, term=6, renewal="signed") for first in ("2022-07-01", "2022-07-02"))
    assert counts(measured(RENEWAL, one)) == (1, 1, 0)  # 31 December
    assert counts(measured(RENEWAL, other)) == (0, 0, 0)  # 1 January


def test_nothing_to_divide_by_is_unknown_and_never_nought() -> None:
    for kpi in (RENEWAL, LONG, LOGINS):
        found = measured(kpi)
        assert (found.rate, found.lowest, found.highest, found.reached) == (U, U, U, U)
        assert counts(found) == (0, 0, 0)
        assert "無客戶可列入分母" in found.message("zh_Hant_TW")
        assert "no customer is in the denominator" in found.message("en")


@pytest.mark.parametrize(
    ("facts", "inside"),
    [
        # A period known at one end, on the boundary day: the day itself settles it.
        ({"starts_on": FIRST}, True),
        ({"starts_on": FIRST - timedelta(days=1)}, U),
        ({"starts_on": LAST}, True),
        ({"starts_on": LAST + timedelta(days=1)}, False),
        ({"ends_on": FIRST}, True),
        ({"ends_on": FIRST - timedelta(days=1)}, False),
        ({"ends_on": LAST}, True),
        ({"ends_on": LAST + timedelta(days=1)}, U),
    ],
)
def test_a_service_known_at_one_end_is_in_force_on_that_day(facts: dict[str, Any], inside: Any) -> None:
    one = Contract(customer="A", ended_early=False, **facts)
    assert in_force(one, FIRST, LAST) is inside
    early = Contract(
        customer="A", ended_early_on=facts.get("ends_on", U), starts_on=facts.get("starts_on", U)
    )
    assert in_force(early, FIRST, LAST) is inside


@pytest.mark.parametrize("renewal", ["pending", U])
def test_a_pending_renewal_is_undecided(renewal: Any) -> None:
    found = measured(
        RENEWAL,
        contract("A", *EXPIRED, renewal="signed"),
        contract("B", *EXPIRED, renewal=renewal),
        contract("C", *EXPIRED, renewal="declined"),
    )
    assert counts(found) == (1, 3, 1)
    assert (found.rate, found.lowest, found.highest) == (U, Fraction(1, 3), Fraction(2, 3))
    assert found.reached is U
    assert attrs.evolve(found, kpi=attrs.evolve(RENEWAL, target=cg.Share("1/3"))).reached is True
    assert attrs.evolve(found, kpi=attrs.evolve(RENEWAL, target=cg.Share("67%"))).reached is False


def test_a_customer_counts_once_and_by_the_last_of_its_contracts_to_end() -> None:
    several = (
        contract("A", "2022-01-01", "2022-07-31", renewal="declined", number="1"),
        contract("A", "2022-02-01", "2022-08-31", renewal="signed", number="2"),
        contract("A", "2022-03-01", "2022-09-30", renewal="pending", number="3"),
    )
    assert counts(measured(RENEWAL, *several)) == (0, 1, 1)
    assert counts(measured(RENEWAL, *several[:2])) == (1, 1, 0)
    assert counts(measured(RENEWAL, several[0], attrs.evolve(several[1], renewal="declined"))) == (0, 1, 0)


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("last_contract", (0, 1, 0)),
        ("any_contract", (1, 1, 0)),
        ("each_contract", (1, 2, 0)),
        (U, (0, 1, 2)),
    ],
)
def test_how_renewal_is_counted_is_policy(policy: Any, expected: tuple[int, int, int]) -> None:
    two = (
        contract("A", "2022-01-01", "2022-07-31", renewal="signed", number="1"),
        contract("A", "2022-02-01", "2022-08-31", renewal="declined", number="2"),
    )
    found = measured(RENEWAL, *two, policy=attrs.evolve(ROC_111.policy, renewal_counted_by=policy))
    assert counts(found) == expected
    if policy is U:
        assert (found.lowest, found.highest, found.reached) == (Fraction(0), Fraction(1), U)
        found = measured(
            attrs.evolve(RENEWAL, early_end_counts=True),
            *two,
            policy=attrs.evolve(ROC_111.policy, renewal_counted_by=U),
        )
        assert (found.readings_decide, found.readings_settled, found.early_ends_decide) == (True, U, False)


def test_whether_the_rates_are_of_small_and_medium_customers_is_policy() -> None:
    both = contract("A", *EXPIRED, renewal="signed"), contract("B", *EXPIRED, renewal="declined", sme=False)
    rates = {
        said: measured(RENEWAL, *both, policy=attrs.evolve(ROC_111.policy, stickiness_of_sme_only=said))
        for said in (True, False, U)
    }
    assert [rates[said].rate for said in (True, False, U)] == [Fraction(1), Fraction(1, 2), U]
    assert (rates[U].lowest, rates[U].highest, rates[U].sme_only) == (Fraction(1, 2), Fraction(1), U)
    assert "是否僅計中小企業未定" in rates[U].message("zh_Hant_TW")
    for kpi in (LONG, LOGINS, RENEWAL):
        assert kpi.sme_only is True


def test_monthly_customers_that_all_left_have_not_renewed() -> None:
    """10 monthly customers, renewed twice, all gone in March."""
    months = (("01-01", "01-31", "signed"), ("02-01", "02-28", "signed"), ("03-01", "03-31", "declined"))
    contracts = [
        contract(name, f"2022-{first}", f"2022-{last}", renewal=answer, number=last)
        for name in "ABCDEFGHIJ"
        for first, last, answer in months
    ]
    year: dict[str, Any] = {"first": date(2022, 1, 1), "last": LAST}
    found = measured(RENEWAL, *contracts, **year)
    assert (found.rate, counts(found), found.reached) == (Fraction(0), (0, 10, 0), False)
    silent = [
        attrs.evolve(one, ended_early=U, renewal=U if one.renewal == "declined" else "signed")
        for one in contracts
    ]
    assert measured(RENEWAL, *silent, **year).reached is U
    assert measured(RENEWAL, *silent, **year, complete_until=LAST).rate == 0
    # Of a period that ends with February, February decides.
    assert measured(RENEWAL, *contracts, first=date(2022, 1, 1), last=date(2022, 2, 28)).rate == 1


@pytest.mark.parametrize("early_end_counts", [U, True, False])
def test_one_renewed_and_then_ended_has_left(early_end_counts: Any) -> None:
    kpi = attrs.evolve(RENEWAL, early_end_counts=early_end_counts)
    renewed = contract("A", "2021-08-01", "2022-07-31", renewal="signed")
    ended = contract("A", "2022-08-01", "2023-07-31", ended_early_on="2022-10-31")
    assert counts(measured(kpi, renewed, ended)) == (0, 1, 0)
    # Ended after the period, it had not left by then.
    assert counts(measured(kpi, renewed, attrs.evolve(ended, ended_early_on=date(2023, 1, 1)))) == (1, 1, 0)


def test_contracts_that_end_on_one_day_with_different_answers_leave_the_customer_open_and_are_told() -> None:
    signed = contract("A", "2022-01-01", "2022-12-31", renewal="signed", number="1")
    declined = contract("A", "2022-02-01", "2022-12-31", renewal="declined", number="2")
    found = measured(RENEWAL, signed, declined)
    assert (counts(found), left(found)) == ((0, 1, 1), [("different_answers", "A", 2)])
    later = contract("A", "2022-01-01", "2022-12-30", renewal="declined", number="2")
    assert (counts(measured(RENEWAL, signed, later)), left(measured(RENEWAL, signed, later))) == (
        (1, 1, 0),
        [],
    )
    same = attrs.evolve(declined, renewal="signed")
    assert (counts(measured(RENEWAL, signed, same)), left(measured(RENEWAL, signed, same))) == ((1, 1, 0), [])


def test_one_contract_with_two_answers_is_open_and_told() -> None:
    declined, signed = (contract("A", *EXPIRED, number="1", renewal=said) for said in ("declined", "signed"))
    for records in ((declined, signed), (signed, declined)):
        found = measured(RENEWAL, *records)
        assert (counts(found), left(found)) == ((0, 1, 1), [("contradicting_contract", "A", 2)])
    other = measured(RENEWAL, declined, attrs.evolve(signed, number="2", ends_on=date(2022, 12, 30)))
    assert (counts(other), left(other)) == ((0, 1, 0), [])
    sizes = contract("A", *EXPIRED, number="1", renewal="signed", sme=False)
    found = measured(RENEWAL, signed, sizes)
    assert (counts(found), left(found)) == ((0, 0, 1), [("contradicting_contract", "A", 2)])


def test_a_contract_told_twice_is_told_of() -> None:
    one = contract("A", *EXPIRED, number="1", renewal="signed")
    found = measured(RENEWAL, one, one, one)
    assert (counts(found), left(found)) == ((1, 1, 0), [("repeated_contract", "A", 2)])


def test_a_stated_last_day_counts_in_every_rate_and_the_difference_is_told() -> None:
    one = contract("A", "2022-07-01", "2023-12-30", term=18)
    for last, long in (("2023-12-30", 0), ("2023-12-31", 1), ("2024-01-01", 1)):
        found = measured(LONG, attrs.evolve(one, ends_on=date.fromisoformat(last)))
        assert counts(found) == (long, 1, 0)
        assert left(found) == ([] if last == "2023-12-31" else [("term_differs", "A", 1)])
    ended = contract("A", "2022-07-01", "2022-12-31", term=7, renewal="signed")
    assert counts(measured(RENEWAL, ended)) == (1, 1, 0)


def test_large_firms_do_not_decide_a_rate_of_small_ones() -> None:
    """7 of 12 with the large ones; of the small and medium ones 6 of 10, or of 11."""
    ends: dict[str, Any] = {
        "starts_on": date(2022, 1, 1),
        "ends_on": date(2022, 12, 31),
        "ended_early": False,
    }
    signed = [Contract(customer=f"s{n}", sme=True, renewal="signed", **ends) for n in range(6)]
    declined = [Contract(customer=f"d{n}", sme=True, renewal="declined", **ends) for n in range(4)]
    large = Contract(customer="large", sme=False, renewal="signed", **ends)
    unsure = Contract(customer="unsure", renewal="declined", **ends)
    found = measured(attrs.evolve(RENEWAL, target=cg.Share("60%")), *signed, *declined, large, unsure)
    assert (found.lowest, found.highest) == (Fraction(6, 11), Fraction(6, 10))
    assert (counts(found), found.reached) == ((6, 10, 1), U)


def test_contracts_that_are_not_given_are_unknown_and_an_empty_list_is_empty() -> None:
    for kpi in (RENEWAL, LONG, LOGINS):
        found = measure(kpi, first=FIRST, last=LAST, complete_until=LAST, policy=ROC_111.policy)
        assert (found.numerator, found.denominator, found.undecided) == (U, U, U)
        assert (found.rate, found.lowest, found.highest, found.reached) == (U, U, U, U)
        assert found.divisible is U
        assert "未提供" in found.message("zh_Hant_TW")
        assert "not given" in found.message("en")
        assert cg.load(MeasuredRate, cg.dump(found)) == found
        assert counts(measured(kpi)) == (0, 0, 0)


@pytest.mark.parametrize(
    ("until", "expected"),
    [(U, (0, 0, 1)), ("2022-12-29", (0, 0, 1)), ("2022-12-30", (0, 1, 1)), ("2022-12-31", (0, 1, 0))],
)
def test_silence_is_a_no_once_the_records_are_complete(until: Any, expected: tuple[int, int, int]) -> None:
    """That it did not end early is known on the day before its last, that it was not renewed on its last."""
    one = contract("A", *EXPIRED, ended_early=U)
    found = measured(RENEWAL, one, complete_until=until if until is U else date.fromisoformat(until))
    assert counts(found) == expected
    pending = attrs.evolve(one, renewal="pending")
    assert counts(measured(RENEWAL, pending, complete_until=LAST)) == (0, 1, 1)


def test_a_long_contract_that_still_runs_is_as_long_as_was_agreed_by_then() -> None:
    silent = contract("A", "2022-07-01", term=18, ended_early=U)
    assert counts(measured(LONG, silent)) == (0, 1, 1)
    assert counts(measured(LONG, silent, complete_until=LAST - timedelta(days=1))) == (0, 1, 1)
    assert counts(measured(LONG, silent, complete_until=LAST)) == (1, 1, 0)


def test_a_renewal_of_a_contract_that_expired_at_another_time_does_not_count() -> None:
    found = measured(
        RENEWAL,
        contract("A", "2021-01-01", "2021-12-31", renewal="signed"),
        contract("A", *EXPIRED, renewal="declined"),
        contract("A", "2022-10-01", "2023-12-31", renewal="signed"),
    )
    assert counts(found) == (0, 1, 0)


def test_an_overlapping_or_later_contract_is_not_taken_for_a_renewal() -> None:
    expired = contract("A", *EXPIRED)
    overlapping = contract("A", "2022-10-01", "2023-09-30")
    later = contract("A", "2023-01-01", "2023-12-31")
    assert counts(measured(RENEWAL, expired, overlapping, later)) == (0, 1, 1)
    said = attrs.evolve(expired, renewal="declined")
    assert counts(measured(RENEWAL, said, overlapping, later)) == (0, 1, 0)


def test_a_customer_of_unknown_size_matters_where_only_small_ones_count() -> None:
    mixed = (
        contract("A", *EXPIRED, renewal="signed"),
        contract("B", *EXPIRED, renewal="declined", sme=U),
        contract("C", *EXPIRED, renewal="signed", sme=U),
        contract("D", *EXPIRED, renewal="signed", sme=False),
    )
    assert measured(attrs.evolve(RENEWAL, sme_only=False), *mixed).rate == Fraction(3, 4)
    found = measured(RENEWAL, *mixed)
    assert counts(found) == (1, 1, 2)
    # B alone of the two is one of two; C alone, or neither, is everybody.
    assert (found.lowest, found.highest) == (Fraction(1, 2), Fraction(1))


def test_one_who_belongs_only_if_it_counts_leaves_the_rate_unknown() -> None:
    """Either there is nothing to divide by, or the rate is one: nobody may say which."""
    found = measured(LONG, contract("A", "2022-07-01", "2024-06-30", sme=U))
    assert (found.lowest, found.highest, found.rate, found.reached) == (Fraction(1), Fraction(1), U, U)
    found = measured(LONG, contract("A", "2022-07-01", "2022-12-31", sme=U))
    assert (found.lowest, found.highest, found.rate, found.reached) == (Fraction(0), Fraction(0), U, U)


# Ended early: the briefing does not say whether such a contract expired.


def test_an_early_end_is_read_both_ways() -> None:
    contracts = (
        contract("A", *EXPIRED, renewal="signed"),
        contract("B", "2022-01-01", "2023-12-31", ended_early_on="2022-09-30", renewal="declined"),
    )
    found = measured(RENEWAL, *contracts)
    assert counts(found) == (1, 1, 1)
    assert (found.rate, found.lowest, found.highest) == (U, Fraction(1, 2), Fraction(1))
    assert found.early_ends_decide is True
    assert found.early_ends_settled is U
    for settled, rate in ((True, Fraction(1, 2)), (False, Fraction(1))):
        found = measured(attrs.evolve(RENEWAL, early_end_counts=settled), *contracts)
        assert (found.rate, found.undecided, found.early_ends_decide) == (rate, 0, False)


@pytest.mark.parametrize(
    ("ended", "counts_as_expired"),
    [("2022-06-30", False), ("2022-07-01", True), ("2022-12-30", True)],
)
def test_what_ended_early_expires_on_that_day_if_at_all(ended: str, counts_as_expired: bool) -> None:
    one = contract("A", *EXPIRED, ended_early_on=ended, renewal="declined")
    read = {
        reading: counts(measured(attrs.evolve(RENEWAL, early_end_counts=reading), one))
        for reading in (True, False)
    }
    assert read == {True: (0, int(counts_as_expired), 0), False: (0, 0, 0)}


def test_early_ends_decide_only_where_nothing_else_is_open() -> None:
    early = contract("B", "2022-01-01", "2023-12-31", ended_early_on="2022-09-30", renewal="declined")
    pending = contract("A", *EXPIRED, renewal="pending")
    assert measured(RENEWAL, early, pending).early_ends_decide is False
    assert measured(RENEWAL, contract("A", *EXPIRED, renewal="signed")).early_ends_decide is False


def test_whether_it_ended_early_may_be_unknown_too() -> None:
    one = contract("A", *EXPIRED, renewal="signed", ended_early=U)
    found = measured(attrs.evolve(RENEWAL, early_end_counts=False), one)
    assert counts(found) == (0, 0, 1)
    undated = contract("A", *EXPIRED, renewal="signed", ended_early=True)
    assert counts(measured(attrs.evolve(RENEWAL, early_end_counts=True), undated)) == (0, 0, 1)
    before = contract("A", "2021-01-01", "2022-06-30", renewal="signed", ended_early=True)
    assert counts(measured(RENEWAL, before)) == (0, 0, 0)


# Long contracts: of the customers whose contract began in the period, those who signed for 18 months.


@pytest.mark.parametrize(
    ("first", "last", "long"),
    [
        ("2022-07-01", "2023-12-30", 0),
        ("2022-07-01", "2023-12-31", 1),
        ("2022-07-01", "2024-01-01", 1),
        ("2022-08-31", "2024-02-28", 0),
        ("2022-08-31", "2024-02-29", 1),
        ("2022-12-31", "2024-06-29", 0),
        ("2022-12-31", "2024-06-30", 1),
    ],
)
def test_a_long_contract_is_of_18_months_with_its_last_day(first: str, last: str, long: int) -> None:
    assert counts(measured(LONG, contract("A", first, last))) == (long, 1, 0)


def test_both_forms_of_eighteen_months_are_long() -> None:
    year: dict[str, Any] = {"first": date(2022, 1, 1), "last": date(2022, 12, 31)}
    for last in ("2023-06-30", "2023-07-01"):
        assert measured(LONG, contract("A", "2022-01-01", last), **year).rate == 1


@pytest.mark.parametrize(("term", "long"), [(17, 0), (18, 1), (19, 1)])
def test_a_term_stated_in_months_is_as_long_as_stated(term: int, long: int) -> None:
    assert counts(measured(LONG, contract("A", "2022-07-01", term=term))) == (long, 1, 0)
    shorter = attrs.evolve(LONG, term=17, shorter_because="季節性服務")
    assert counts(measured(shorter, contract("A", "2022-07-01", term=term))) == (1, 1, 0)


@pytest.mark.parametrize(
    ("first", "inside"), [("2022-06-30", 0), ("2022-07-01", 1), ("2022-12-31", 1), ("2023-01-01", 0)]
)
def test_a_contract_belongs_to_the_period_in_which_it_began(first: str, inside: int) -> None:
    assert counts(measured(LONG, contract("A", first, term=24))) == (inside, inside, 0)


def test_the_long_contract_rate_is_of_small_and_medium_customers() -> None:
    found = measured(
        LONG,
        contract("A", "2022-07-01", term=24),
        contract("A", "2022-08-01", term=6),
        contract("B", "2022-07-01", term=6),
        contract("C", "2022-07-01", term=24, sme=False),
        contract("D", "2022-07-01", term=24, sme=U),
    )
    assert counts(found) == (1, 2, 1)
    assert (found.lowest, found.highest) == (Fraction(1, 2), Fraction(2, 3))
    everybody = measured(attrs.evolve(LONG, sme_only=False), contract("C", "2022-07-01", term=24, sme=False))
    assert everybody.rate == 1


def test_a_long_contract_that_ended_early_is_read_both_ways() -> None:
    one = contract("A", "2022-07-01", term=24, ended_early_on="2022-12-31")
    assert counts(measured(LONG, one)) == (0, 1, 1)
    read = {
        reading: measured(attrs.evolve(LONG, early_end_counts=reading), one).rate for reading in (True, False)
    }
    assert read == {True: 1, False: 0}
    # One that ran for 18 months all the same is long either way, and so is one agreed for fewer not.
    ran = contract("A", "2022-07-01", term=24, ended_early_on="2023-12-31")
    assert counts(measured(LONG, ran)) == (1, 1, 0)
    short = contract("A", "2022-07-01", term=12, ended_early_on="2022-12-31")
    assert counts(measured(LONG, short)) == (0, 1, 0)


def test_an_unknown_term_is_undecided() -> None:
    assert counts(measured(LONG, contract("A", "2022-07-01"))) == (0, 1, 1)
    assert counts(measured(attrs.evolve(LONG, term=U), contract("A", "2022-07-01", term=24))) == (0, 1, 1)


def test_what_is_half_known_is_out_where_it_cannot_be_in() -> None:
    begun_since, over_before = contract("A", "2023-01-01"), contract("A", last="2022-06-30")
    assert counts(measured(RENEWAL, begun_since)) == (0, 0, 0)
    assert counts(measured(LONG, over_before)) == (0, 0, 0)
    assert counts(measured(LOGINS, begun_since, over_before)) == (0, 0, 0)
    assert counts(measured(RENEWAL, contract("A", "2022-12-31"))) == (0, 0, 1)
    assert counts(measured(LONG, contract("A", last="2022-07-01"))) == (0, 0, 1)
    assert counts(measured(LOGINS, contract("A", last="2022-07-01"), complete_until=LAST)) == (0, 1, 0)


# The period, and what is refused.


@pytest.mark.parametrize(
    ("kpi", "period", "problems"),
    [
        (RENEWAL, {"first": LAST, "last": FIRST}, [("last", "order")]),
        (RENEWAL, {"first": datetime(2022, 7, 1), "last": LAST}, [("first", "type")]),  # noqa: DTZ001
        (RENEWAL, {"first": "2022-07-01", "last": None}, [("first", "type"), ("last", "type")]),
        (StickinessKPI(), {"first": FIRST, "last": LAST}, [("kpi.rate", "required")]),
        (StickinessKPI(), {"first": LAST, "last": FIRST}, [("kpi.rate", "required"), ("last", "order")]),
        (LOGINS, {"first": FIRST, "last": date(2022, 12, 30)}, [("last", "research.period")]),
        (LOGINS, {"first": FIRST, "last": date(2023, 1, 1)}, [("last", "research.period")]),
        (LOGINS, {"first": FIRST, "last": FIRST}, [("last", "research.period")]),
    ],
)
def test_what_cannot_be_measured(
    kpi: StickinessKPI, period: dict[str, Any], problems: list[tuple[str, str]]
) -> None:
    with pytest.raises(cg.InvalidInput) as caught:
        measure(kpi, [], **period, policy=ROC_111.policy)
    assert [(one.path.key, one.code) for one in caught.value.problems] == problems
    assert all("{" not in one.message("zh") + one.message("en") for one in caught.value.problems)


def test_every_stranger_among_the_records_is_named() -> None:
    records: Any = [contract("A"), {"customer": "B"}, contract("C"), None]
    with pytest.raises(cg.InvalidInput) as caught:
        measured(RENEWAL, *records)
    assert [one.path.pointer for one in caught.value.problems] == ["/contracts/1", "/contracts/3"]
    with pytest.raises(cg.InvalidInput) as caught:
        measured(LOGINS, usage=[records[0]])
    assert [one.path.pointer for one in caught.value.problems] == ["/usage/0"]


def test_a_single_day_is_a_period() -> None:
    one = contract("A", "2021-01-01", "2022-07-01", renewal="signed")
    assert measured(RENEWAL, one, first=FIRST, last=FIRST).rate == 1


def test_contracts_are_gone_through_once() -> None:
    passes = 0

    def stream() -> Iterator[Contract]:
        nonlocal passes
        passes += 1
        yield contract("A", *EXPIRED, renewal="signed")
        yield contract("B", *EXPIRED, renewal="declined")

    assert measure(RENEWAL, stream(), first=FIRST, last=LAST, policy=ROC_111.policy).rate == Fraction(1, 2)
    assert passes == 1


# In words.


def test_a_rate_in_words() -> None:
    found = measured(
        RENEWAL,
        *(contract(name, *EXPIRED, renewal="signed") for name in "AB"),
        contract("C", *EXPIRED, renewal="declined"),
    )
    assert found.message("zh_Hant_TW") == (
        "續約率：合約於111年7月1日至111年12月31日間期滿之中小企業客戶共 3 家，已簽續約者 2 家；"
        "比率約66.6%；達成目標 50%"
    )
    assert found.message("en") == (
        "renewal rate: of 3 small and medium customers whose contract ended between 1 July 2022 and 31 "
        "December 2022, 2 renewed; the rate is about 66.6%; the target of 50% is reached"
    )
    assert found.denominator_words("zh_Hant_TW") == "合約於111年7月1日至111年12月31日間期滿之中小企業客戶"


def test_what_is_open_in_words() -> None:
    found = measured(LONG, contract("A", "2022-07-01", term=24), contract("B", "2022-07-01"))
    assert found.message("zh_Hant_TW") == (
        "長約率：合約於111年7月1日至111年12月31日間開始之中小企業客戶共 2 家，簽有18個月以上合約者 1 家，"
        "另有 1 家未能確定；比率介於50%與100%之間；達成目標 50%"
    )
    assert found.message("en") == (
        "long-contract rate: of 2 small and medium customers whose contract began between 1 July 2022 and "
        "31 December 2022, 1 signed for at least 18 months, with 1 undecided; the rate is between 50% "
        "and 100%; the target of 50% is reached"
    )


# Laws.


def by_hand(kpi: StickinessKPI, contracts: list[Contract], counts_early: bool) -> tuple[int, int, int]:
    """What complete contracts come to as one would write it down: who counts, who belongs, who is open."""
    belong, hits, unsure = set(), set(), set()
    ended: dict[str, list[tuple[date, str]]] = {}
    for one in contracts:
        until = one.agreed_until
        assert until is not U
        assert one.starts_on is not U
        if kpi.sme_only and one.sme is not True:
            continue
        end = one.ended_early_on if one.ended_early is True else until
        assert end is not U
        if kpi.rate == "renewal":
            if FIRST <= end <= LAST:
                ended.setdefault(one.customer, []).append(
                    (end, "left" if one.ended_early is True else str(one.renewal))
                )
            continue
        if kpi.rate == "long_contract":
            inside = FIRST <= one.starts_on <= LAST
            ran = end if one.ended_early is True and not counts_early else until
            hit = whole_months(one.starts_on, ran + timedelta(days=1)) >= 18
        else:
            inside, hit = one.starts_on <= LAST and end >= FIRST, False
        belong |= {one.customer} if inside else set()
        hits |= {one.customer} if inside and hit else set()
    for customer, ends in ended.items():
        if counts_early or any(how != "left" for _, how in ends):
            belong.add(customer)
            renewed = {how == "signed" for day, how in ends if day == max(day for day, _ in ends)}
            hits |= {customer} if renewed == {True} else set()
            unsure |= {customer} if len(renewed) > 1 else set()
    return len(hits), len(belong), len(unsure)


rates = st.sampled_from((RENEWAL, attrs.evolve(RENEWAL, sme_only=False), LONG, LOGINS))
readings: st.SearchStrategy[Any] = st.sampled_from((U, True, False))


def reading(kpi: StickinessKPI, counts_early: Any) -> StickinessKPI:
    return kpi if kpi.rate == "usage" else attrs.evolve(kpi, early_end_counts=counts_early)


def within(found: MeasuredRate, rate: Fraction) -> bool:
    return found.lowest is not U and found.highest is not U and found.lowest <= rate <= found.highest


@given(rates, readings, st.lists(drafts(), max_size=6))
def test_a_rate_is_a_share_or_unknown(
    kpi: StickinessKPI, counts_early: Any, contracts: list[Contract]
) -> None:
    found = measured(reading(kpi, counts_early), *contracts)
    if found.lowest is U or found.highest is U:
        assert (found.rate, found.lowest, found.highest) == (U, U, U)
    else:
        assert 0 <= found.lowest <= found.highest <= 1
    assert found.numerator is not U
    assert found.denominator is not U
    assert found.undecided is not U
    if found.rate is not U:
        assert found.lowest == found.rate == found.highest
        assert found.denominator > 0
    if not found.undecided and found.denominator:
        assert found.rate == Fraction(found.numerator, found.denominator)
    assert cg.load(MeasuredRate, cg.dump(found)) == found
    for locale in ("zh_Hant_TW", "en"):
        assert "{" not in found.message(locale)


@given(rates, st.booleans(), st.lists(drafts(complete=True), max_size=6))
def test_complete_records_give_the_rate_that_one_counts_by_hand(
    kpi: StickinessKPI, counts_early: bool, contracts: list[Contract]
) -> None:
    found = measured(reading(kpi, counts_early), *contracts, complete_until=LAST)
    assert counts(found) == by_hand(kpi, contracts, counts_early)


@given(rates, readings, st.lists(drafts(), max_size=4), st.data())
def test_whatever_turns_out_lies_within_the_bounds(
    kpi: StickinessKPI, counts_early: Any, contracts: list[Contract], data: st.DataObject
) -> None:
    found = measured(reading(kpi, counts_early), *contracts)
    outcomes = [completions(one) for one in contracts]
    assume(all(outcomes))
    complete = [data.draw(st.sampled_from(ones)) for ones in outcomes]
    settled: bool = data.draw(st.booleans()) if counts_early is U else counts_early
    hits, belong, unsure = by_hand(kpi, complete, settled)
    if belong:
        for so_many in (hits, hits + unsure):
            assert within(found, Fraction(so_many, belong))
            assert found.rate in (U, Fraction(so_many, belong))
            assert found.reached in (U, so_many * 2 >= belong)
    else:
        assert found.rate is U
        assert found.reached is U


@given(rates, readings, st.lists(drafts(), min_size=1, max_size=4), st.data())
def test_learning_narrows_the_bounds_and_overturns_nothing(
    kpi: StickinessKPI, counts_early: Any, contracts: list[Contract], data: st.DataObject
) -> None:
    before = measured(reading(kpi, counts_early), *contracts)
    index = data.draw(st.integers(0, len(contracts) - 1))
    known = learnt(contracts[index])
    about_a_contract: bool = data.draw(st.booleans())
    if known and about_a_contract:
        other: Contract = data.draw(st.sampled_from(known))
        contracts = [*contracts[:index], other, *contracts[index + 1 :]]
    elif counts_early is U:
        counts_early = data.draw(st.sampled_from((True, False)))
    after = measured(reading(kpi, counts_early), *contracts)
    if after.lowest is not U and after.highest is not U:
        assert within(before, after.lowest)
        assert within(before, after.highest)
    assert before.rate in (U, after.rate)
    assert before.reached in (U, after.reached)
    assert (before.numerator <= after.numerator) is True
    assert (before.denominator <= after.denominator) is True


@given(rates, st.lists(drafts(), max_size=5), st.data())
def test_the_order_and_repetition_of_contracts_do_not_matter(
    kpi: StickinessKPI, contracts: list[Contract], data: st.DataObject
) -> None:
    found = measured(kpi, *contracts)
    assert measured(kpi, *data.draw(st.permutations(contracts))) == found
    twice = measured(kpi, *contracts, *contracts)
    assert (counts(twice), twice.lowest, twice.highest) == (counts(found), found.lowest, found.highest)


@given(rates, readings, st.lists(drafts(), max_size=4))
def test_a_customer_of_whom_nothing_is_known_widens_the_bounds(
    kpi: StickinessKPI, counts_early: Any, contracts: list[Contract]
) -> None:
    kpi = reading(kpi, counts_early)
    before, after = measured(kpi, *contracts), measured(kpi, *contracts, Contract(customer="new"))
    if before.lowest is not U and before.highest is not U:
        assert within(after, before.lowest)
        assert within(after, before.highest)
    assert after.undecided == before.undecided + 1


@given(drafts())
def test_to_be_in_force_is_not_unlearnt(one: Contract) -> None:
    before = in_force(one, FIRST, LAST)
    for after in learnt(one):
        assert before in (U, in_force(after, FIRST, LAST))
    assert in_force(attrs.evolve(one, renewal=U), FIRST, LAST) is before
