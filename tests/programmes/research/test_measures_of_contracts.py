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
from cloudgrant.programmes.research import Contract, MeasuredRate, StickinessKPI, in_force, measure
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
    assert counts(found) == (2, 3, 0)
    assert (found.rate, found.lowest, found.highest) == (Fraction(2, 3),) * 3
    assert found.reached is True


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
        assert "沒有可為分母者" in found.message("zh_Hant_TW")
        assert "nothing to divide by" in found.message("en")


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


def test_a_customer_counts_once_and_with_any_of_its_contracts_that_expired() -> None:
    several = (
        contract("A", "2022-01-01", "2022-07-31", renewal="declined", number="1"),
        contract("A", "2022-02-01", "2022-08-31", renewal="signed", number="2"),
        contract("A", "2022-03-01", "2022-09-30", renewal="pending", number="3"),
    )
    assert counts(measured(RENEWAL, *several)) == (1, 1, 0)
    assert counts(measured(RENEWAL, several[0], several[2])) == (0, 1, 1)
    assert counts(measured(RENEWAL, several[0], several[0])) == (0, 1, 0)


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
    assert measured(RENEWAL, *mixed).rate == Fraction(3, 4)
    found = measured(attrs.evolve(RENEWAL, sme_only=True), *mixed)
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
    assert counts(measured(LOGINS, contract("A", last="2022-07-01"))) == (0, 1, 0)


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
        measure(kpi, [], **period)
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

    assert measure(RENEWAL, stream(), first=FIRST, last=LAST).rate == Fraction(1, 2)
    assert passes == 1


# In words.


def test_a_rate_in_words() -> None:
    found = measured(
        RENEWAL,
        *(contract(name, *EXPIRED, renewal="signed") for name in "AB"),
        contract("C", *EXPIRED, renewal="declined"),
    )
    assert found.message("zh_Hant_TW") == (
        "續約率：合約於111年7月1日至111年12月31日間期滿之客戶共 3 家，已簽續約者 2 家；"
        "比率約66.6%；達成目標 50%"
    )
    assert found.message("en") == (
        "renewal rate: of 3 customers whose contract expired between 1 July 2022 and 31 December 2022, "
        "2 signed a renewal; the rate is about 66.6%; the target of 50% is reached"
    )
    assert found.denominator_words("zh_Hant_TW") == "合約於111年7月1日至111年12月31日間期滿之客戶"


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


def by_hand(kpi: StickinessKPI, contracts: list[Contract], counts_early: bool) -> tuple[int, int]:
    """The rate of complete contracts as one would write it down, under one reading of early ends."""
    belong, hits = set(), set()
    for one in contracts:
        until = one.agreed_until
        if until is U or one.starts_on is U or (kpi.sme_only and one.sme is not True):
            assert until is not U
            assert one.starts_on is not U
            continue
        end = one.ended_early_on if one.ended_early is True else until
        assert end is not U
        if kpi.rate == "renewal":
            inside = FIRST <= end <= LAST and (counts_early or one.ended_early is False)
            hit = one.renewal == "signed"
        elif kpi.rate == "long_contract":
            inside = FIRST <= one.starts_on <= LAST
            ran = end if one.ended_early is True and not counts_early else until
            hit = whole_months(one.starts_on, ran + timedelta(days=1)) >= 18
        else:
            inside, hit = one.starts_on <= LAST and end >= FIRST, False
        belong |= {one.customer} if inside else set()
        hits |= {one.customer} if inside and hit else set()
    return len(hits), len(belong)


rates = st.sampled_from((RENEWAL, attrs.evolve(RENEWAL, sme_only=True), LONG, LOGINS))
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
    found = measured(reading(kpi, counts_early), *contracts)
    assert counts(found) == (*by_hand(kpi, contracts, counts_early), 0)


@given(rates, readings, st.lists(drafts(), max_size=4), st.data())
def test_whatever_turns_out_lies_within_the_bounds(
    kpi: StickinessKPI, counts_early: Any, contracts: list[Contract], data: st.DataObject
) -> None:
    found = measured(reading(kpi, counts_early), *contracts)
    outcomes = [completions(one) for one in contracts]
    assume(all(outcomes))
    complete = [data.draw(st.sampled_from(ones)) for ones in outcomes]
    settled: bool = data.draw(st.booleans()) if counts_early is U else counts_early
    hits, belong = by_hand(kpi, complete, settled)
    if belong:
        assert within(found, Fraction(hits, belong))
        assert found.rate in (U, Fraction(hits, belong))
        assert found.reached in (U, hits * 2 >= belong)
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
    assert before.numerator <= after.numerator
    assert before.denominator <= after.denominator


@given(rates, st.lists(drafts(), max_size=5), st.data())
def test_the_order_and_repetition_of_contracts_do_not_matter(
    kpi: StickinessKPI, contracts: list[Contract], data: st.DataObject
) -> None:
    found = measured(kpi, *contracts)
    assert measured(kpi, *data.draw(st.permutations(contracts))) == found
    assert measured(kpi, *contracts, *contracts) == found


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
