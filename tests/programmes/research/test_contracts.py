"""Contracts: terms of calendar months to the last day included, and what makes no sense."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant.programmes.research import (
    Contract,
    MeasuredRate,
    StickinessKPI,
    UsageAmount,
    UsageRecord,
)
from cloudgrant.values.periods import term_end
from programmes.research.contracts import contract, day

U = cg.UNKNOWN
ONE_DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        ("2022-01-01", "2023-06-29", 17),
        ("2022-01-01", "2023-06-30", 18),
        ("2022-01-01", "2023-07-01", 18),
        ("2022-01-01", "2023-07-31", 19),
        ("2022-07-01", "2022-07-01", 0),
        ("2022-07-01", "2022-07-31", 1),
        ("2022-07-15", "2022-08-13", 0),
        ("2022-07-15", "2022-08-14", 1),
        # Ends of months: without a corresponding day, the last day of that month (Civil Code §121 II).
        ("2022-08-31", "2023-02-27", 5),
        ("2022-08-31", "2023-02-28", 6),
        ("2022-08-31", "2024-02-28", 17),
        ("2022-08-31", "2024-02-29", 18),
        ("2022-08-31", "2024-03-01", 18),
        ("2022-08-30", "2024-02-28", 17),
        ("2022-08-30", "2024-02-29", 18),
        ("2022-08-29", "2024-02-27", 17),
        ("2022-08-29", "2024-02-28", 18),
        ("2022-08-31", "2022-09-29", 0),
        ("2022-08-31", "2022-09-30", 1),
        ("2022-02-28", "2022-08-26", 5),
        ("2022-02-28", "2022-08-27", 6),
        ("2020-02-29", "2021-02-27", 11),
        ("2020-02-29", "2021-02-28", 12),
        ("2020-02-29", "2024-02-28", 48),
        ("2022-12-01", "2022-12-31", 1),
        ("2022-01-01", "9999-12-31", 95_736),
    ],
)
def test_a_term_counts_its_last_day(first: str, last: str, months: int) -> None:
    one = contract("A", first, last)
    assert one.months == months


@given(st.dates(date(2019, 12, 1), date(2026, 3, 1)), st.integers(1, 1200))
@example(date(2022, 8, 31), 6)
@example(date(2024, 2, 29), 12)
@example(date(2022, 1, 31), 1)
def test_a_term_is_whole_on_its_last_day_and_not_before(first: date, term: int) -> None:
    one = Contract(customer="A", starts_on=first, term=term)
    last = one.agreed_until
    assert last == term_end(first, term)
    assert last is not U
    stated = [Contract(customer="A", starts_on=first, ends_on=end).months for end in (last - ONE_DAY, last)]
    assert stated == [term - 1, term] if last > first else stated[1] == term


@pytest.mark.parametrize(
    ("first", "term", "last"),
    [
        ("2022-01-01", 18, "2023-06-30"),
        ("2022-08-31", 6, "2023-02-28"),
        ("2022-08-31", 18, "2024-02-29"),
        ("2022-08-30", 18, "2024-02-29"),
        ("2022-08-29", 18, "2024-02-28"),
        ("2022-02-28", 6, "2022-08-27"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-28"),
        ("2022-12-31", 1, "2023-01-30"),
    ],
)
def test_a_term_in_months_ends_before_the_corresponding_day_or_with_the_month(
    first: str, term: int, last: str
) -> None:
    one = contract("A", first, term=term)
    assert (one.agreed_until, one.months) == (day(last), term)
    assert contract("A", first, last, term=term).agreed_until == day(last)


@pytest.mark.parametrize(
    ("last", "differs", "months"),
    [("2023-06-29", True, 17), ("2023-06-30", False, 18), ("2023-07-01", True, 18)],
)
def test_a_stated_last_day_counts_and_the_difference_is_told(last: str, differs: bool, months: int) -> None:
    one = contract("A", "2022-01-01", last, term=18)
    assert (one.agreed_until, one.months, one.term_differs) == (day(last), months, differs)
    assert bool(one.difference("zh")) is bool(one.difference("en")) is differs
    if last == "2023-06-29":
        assert one.difference("zh_Hant_TW") == (
            "合約期間18個月之末日為112年6月30日，合約所載服務末日則為112年6月29日；以所載末日為準"
        )
    assert contract("A", "2022-01-01", term=18).term_differs is U
    assert contract("A", "2022-01-01", term=18).difference("en") == ""
    assert contract("A", "9990-01-01", "9999-12-31", term=1200).agreed_until == date.max


def test_what_is_not_known_of_a_contract_stays_unknown() -> None:
    assert (contract("A").agreed_until, contract("A").months) == (U, U)
    assert contract("A", "2022-01-01").agreed_until is U
    assert contract("A", last="2022-12-31").months is U
    assert contract("A", term=18).months == 18
    assert contract("A", term=18).agreed_until is U
    assert contract("A", "9990-01-01", term=1200).agreed_until is U
    assert (Contract(customer="A").ended_early, Contract(customer="A").renewal) == (U, U)


@pytest.mark.parametrize(
    ("facts", "problems"),
    [
        ({"ends_on": date(2021, 12, 31)}, [("ends_on", "order")]),
        # Where term and stated last day differ, the day counts, and the difference is told.
        ({"ends_on": date(2023, 6, 29), "term": 18}, []),
        ({"ends_on": date(2023, 6, 30), "term": 18}, []),
        ({"ends_on": date(2023, 7, 1), "term": 18}, []),
        ({"starts_on": date(9990, 1, 1), "ends_on": date(9999, 12, 31), "term": 1200}, []),
        ({"term": 0}, [("term", "too_small")]),
        ({"term": 1201}, [("term", "too_large")]),
        ({"ended_early_on": date(2022, 6, 30)}, []),
        (
            {"ended_early": False, "ended_early_on": date(2022, 6, 30)},
            [("ended_early_on", "research.not_early")],
        ),
        ({"ended_early": True, "ended_early_on": date(2021, 12, 31)}, [("ended_early_on", "order")]),
        (
            {"ends_on": date(2022, 12, 31), "ended_early": True, "ended_early_on": date(2022, 12, 31)},
            [("ended_early_on", "research.not_early")],
        ),
        ({"ends_on": date(2022, 12, 31), "ended_early": True, "ended_early_on": date(2022, 12, 30)}, []),
        ({"ends_on": date(2022, 1, 1), "ended_early": True}, [("ended_early", "research.not_early")]),
        ({"ends_on": date(2022, 1, 2), "ended_early": True}, []),
        ({"customer": " "}, [("customer", "empty")]),
        ({"customer": "A "}, [("customer", "text.blanks")]),
        ({"renewal": "yes", "sme": 1}, [("sme", "type"), ("renewal", "option")]),
        ({"starts_on": datetime(2022, 1, 1)}, [("starts_on", "type")]),  # noqa: DTZ001
        (
            {"ends_on": date(2021, 12, 31), "ended_early_on": date(2021, 6, 30)},
            [("ends_on", "order"), ("ended_early_on", "order")],
        ),
    ],
)
def test_a_contract_that_makes_no_sense(facts: dict[str, Any], problems: list[tuple[str, str]]) -> None:
    facts = {"customer": "A", "starts_on": date(2022, 1, 1), **facts}
    found: tuple[cg.Problem, ...] = ()
    try:
        Contract(**facts)
    except cg.InvalidInput as error:
        found = error.problems
    assert [(one.path.key, one.code) for one in found] == problems
    for one in found:
        assert one.message("zh_Hant_TW") != one.message("en")
        assert "{" not in one.message("zh_Hant_TW") + one.message("en")


def test_a_contract_that_ends_before_it_begins_is_told_with_its_place() -> None:
    data = {"customer": "A", "starts_on": "2022-07-01", "ends_on": "2022-06-30"}
    with pytest.raises(cg.InvalidInput) as caught:
        cg.load(Contract, data)
    [problem] = caught.value.problems
    assert problem.message("zh_Hant_TW") == "starts_on（111年7月1日）不得晚於ends_on（111年6月30日）"
    drafted, problems = cg.draft(Contract, data)
    assert (drafted.starts_on, drafted.ends_on, len(problems)) == (date(2022, 7, 1), U, 1)


def test_contracts_and_records_are_dumped_and_loaded() -> None:
    one = contract(
        "A", "2022-07-01", "2023-06-30", ended_early_on="2023-01-31", renewal="declined", number="7"
    )
    assert cg.load(Contract, cg.dump(one)) == one
    use = UsageRecord(customer="A", on=date(2022, 7, 1), amount=UsageAmount.of("2.5", "core*hour"))
    assert cg.load(UsageRecord, cg.dump(use)) == use


def test_a_record_of_use_is_an_amount_and_no_frequency() -> None:
    with pytest.raises(cg.InvalidInput) as caught:
        UsageRecord(customer="A", amount=UsageAmount.of(2, "login/week"))
    assert [(one.path.key, one.code) for one in caught.value.problems] == [
        ("amount.unit", "research.frequency")
    ]


def test_a_dump_of_the_first_version_says_what_it_meant() -> None:
    """There, silence about an early end was a no, and a renewal rate was of all customers."""
    old = {"kind": "contract", "version": 1, "customer": "A"}
    assert cg.load(Contract, old).ended_early is False
    assert cg.load(Contract, {"kind": "contract", "customer": "A"}).ended_early is U
    kpi = {"kind": "stickiness_kpi", "version": 1, "rate": "renewal"}
    assert cg.load(StickinessKPI, kpi).sme_only is False
    assert cg.load(StickinessKPI, {**kpi, "rate": "usage"}).sme_only is True
    assert cg.load(StickinessKPI, {**kpi, "sme_only": True}).sme_only is True
    counts = ("numerator", "denominator", "least_hits", "least_of", "most_hits", "most_of")
    days = {"first": "2022-07-01", "last": "2022-12-31"}
    rate = {
        "kind": "measured_rate",
        "version": 1,
        "kpi": {"rate": "renewal"},
        **days,
        **dict.fromkeys(counts, 1),
    }
    found = cg.load(MeasuredRate, rate)
    assert (found.undecided, found.sme_only, found.kpi.sme_only, found.leftovers) == (0, False, False, U)
