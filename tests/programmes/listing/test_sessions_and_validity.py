"""When a review session is due, how long a selection is valid, and what a policy may say."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant.programmes.listing import (
    ROC_111,
    ListingPolicy,
    ProofOfSale,
    expected_check,
    market_record,
    sessions_due,
    validity,
)

U = cg.UNKNOWN


@pytest.mark.parametrize(
    ("vendors", "solutions", "due", "by"),
    [
        (0, 0, 0, "neither"),
        (4, 9, 0, "neither"),
        (4, 10, 1, "solutions"),
        (1, 11, 1, "solutions"),
        (5, 5, 1, "vendors"),
        (10, 10, 1, "vendors"),
        (11, 11, 2, "vendors"),
        (20, 60, 2, "vendors"),
        (21, 21, 3, "vendors"),
    ],
)
def test_five_vendors_or_ten_solutions(vendors: int, solutions: int, due: int, by: str) -> None:
    found = sessions_due(vendors, solutions, ROC_111.policy)
    assert (found.due, found.by, found.reviewers) == (due, by, (2, 3))


@pytest.mark.parametrize(("vendors", "decided", "due"), [(1, True, 1), (9, False, 0), (12, True, 2)])
def test_the_office_may_decide_otherwise(vendors: int, decided: bool, due: int) -> None:
    found = sessions_due(vendors, vendors, ROC_111.policy, decided=decided)
    assert (found.due, found.by) == (due, "office")


@pytest.mark.parametrize("locale", ["zh_Hant_TW", "en"])
def test_a_session_speaks(locale: str) -> None:
    several = [
        sessions_due(4, 9, ROC_111.policy),
        sessions_due(5, 9, ROC_111.policy),
        sessions_due(4, 10, ROC_111.policy),
        sessions_due(1, 1, ROC_111.policy, decided=True),
    ]
    messages = [one.message(locale) for one in several]
    assert len(set(messages)) == 4
    assert all("{" not in message for message in messages)


@pytest.mark.parametrize(("vendors", "solutions"), [(-1, 0), (0, -1), (1.5, 0), (True, 0)])
def test_no_number_of_vendors(vendors: Any, solutions: Any) -> None:
    with pytest.raises(cg.InvalidInput):
        sessions_due(vendors, solutions, ROC_111.policy)


@given(vendors=st.integers(0, 200), solutions=st.integers(0, 200), more=st.integers(0, 50))
def test_more_that_waits_never_needs_fewer_sessions(vendors: int, solutions: int, more: int) -> None:
    here: Any = sessions_due(vendors, solutions, ROC_111.policy).due
    assert sessions_due(vendors + more, solutions, ROC_111.policy).due >= here
    assert sessions_due(vendors, solutions + more, ROC_111.policy).due >= here
    assert vendors <= 10 * here or here == 0


def test_a_reform_moves_the_numbers_of_a_session() -> None:
    policy = attrs.evolve(ROC_111.policy, session_vendors_from=3, session_vendors_to=4, reviewers_to=5)
    found = sessions_due(9, 9, policy)
    assert (found.due, found.reviewers) == (3, (2, 5))


def test_a_selection_is_valid_from_publication_to_the_last_day() -> None:
    valid = validity(date(2022, 7, 1), ROC_111.policy)
    days = [date(2022, 6, 30), date(2022, 7, 1), date(2022, 12, 31), date(2023, 1, 1)]
    assert [valid.covers(day) for day in days] == [False, True, True, False]
    assert [validity(U, ROC_111.policy).covers(day) for day in days] == [U, U, U, False]


@pytest.mark.parametrize(
    ("complete", "earliest", "latest"),
    [
        (date(2022, 5, 2), date(2022, 5, 3), date(2022, 5, 4)),
        (date(2022, 8, 31), date(2022, 9, 1), date(2022, 9, 2)),
    ],
)
def test_the_check_is_expected_within_a_day_or_two(complete: date, earliest: date, latest: date) -> None:
    found = expected_check(complete, ROC_111.policy)
    assert (found.earliest, found.latest) == (earliest, latest)
    with pytest.raises(cg.InvalidInput):
        expected_check(datetime(2022, 5, 2), ROC_111.policy)  # noqa: DTZ001


def test_a_market_record_is_an_invoice_or_a_contract_still_in_term() -> None:
    contract = ProofOfSale(document="contract", in_force_until=date(2022, 6, 30))
    days = [date(2022, 6, 29), date(2022, 6, 30), date(2022, 7, 1)]
    assert [market_record([contract], day) for day in days] == [True, True, False]
    assert market_record([ProofOfSale(document="invoice")], days[0]) is True
    assert market_record([ProofOfSale(document="contract")], days[0]) is U
    assert market_record(U, days[0]) is U
    assert market_record([], days[0]) is False


def test_the_edition_holds_what_the_briefing_says() -> None:
    assert ROC_111.policy.submissions_until == date(2022, 8, 20)
    assert ROC_111.policy.valid_until == date(2022, 12, 31)
    assert ROC_111.policy.paid_in_capital_floor == 1_000_000
    assert ROC_111.policy.minimum_term == 3
    assert ROC_111.policy.business_codes == ("I301010", "I301020", "I301030")
    assert ROC_111.policy.categories is not U
    assert len(ROC_111.policy.categories) == 10
    assert (ROC_111.policy.qualification_days_from, ROC_111.policy.qualification_days_to) == (1, 2)
    assert ROC_111.policy.announced_on is U
    assert ROC_111.policy.breaches_counted_from is U


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"announced_on": date(2022, 4, 14)}, "surely_open_from"),
        ({"submissions_until": date(2022, 4, 12)}, "submissions_until"),
        ({"valid_until": date(2022, 8, 19)}, "valid_until"),
        ({"session_vendors_to": 4}, "session_vendors_to"),
        ({"reviewers_from": 4}, "reviewers_to"),
        ({"qualification_days_from": 3}, "qualification_days_to"),
    ],
)
def test_a_policy_that_contradicts_itself_is_refused(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(cg.InvalidInput) as caught:
        attrs.evolve(ROC_111.policy, **changes)
    assert [(one.path.key, one.code) for one in caught.value.problems] == [(field, "order")]


def test_a_policy_is_dumped_and_loaded() -> None:
    assert cg.load(ListingPolicy, cg.dump(ROC_111.policy)) == ROC_111.policy
