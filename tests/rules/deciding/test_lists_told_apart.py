"""Two lists are two lists, though they have one name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import attrs
import pytest

from cloudgrant.rules import (
    UNKNOWN,
    Clause,
    Fact,
    Outcome,
    Programme,
    Record,
    Text,
    Truth,
    for_each,
    given,
    rule,
    total,
)
from cloudgrant.rules.deciding.evaluate import Case, read
from cloudgrant.rules.deciding.written import written
from cloudgrant.rules.writing.tracing import trace

ON = date(2022, 5, 2)


@attrs.frozen(kw_only=True)
class Limits(Record):
    """A cap."""

    cap: int = given(default=10, en="Cap")


def answers(function: Callable[[Any, Any], Truth], subject: Any) -> list[Any]:
    """What both readings of a rule answer."""
    node = trace("some.rule", function, type(subject), Limits)
    return [read(node, Case(subject, Limits())), written(node)(subject, Limits())]


@attrs.frozen(kw_only=True)
class Coin(Record):
    amount: Fact[int] = given(en="Amount", most=1)


@attrs.frozen(kw_only=True)
class Bill(Record):
    amount: Fact[int] = given(en="Amount", most=1000)


@attrs.frozen(kw_only=True)
class Purse(Record):
    lines: Fact[tuple[Coin, ...]] = given(en="Lines")


@attrs.frozen(kw_only=True)
class Ledger(Record):
    lines: Fact[tuple[Bill, ...]] = given(en="Lines")


@attrs.frozen(kw_only=True)
class House(Record):
    purses: tuple[Purse, ...] = given(en="Purses")
    ledgers: tuple[Ledger, ...] = given(default=(), en="Ledgers")
    lines: Fact[tuple[Bill, ...]] = given(default=(), en="Lines")


def in_all(house: Any, limits: Any) -> Truth:
    held: Fact[int] = total(house.purses, lambda purse: total(purse.lines, lambda line: line.amount))
    owed: Fact[int] = total(house.ledgers, lambda ledger: total(ledger.lines, lambda line: line.amount))
    return held + owed <= limits.cap


@pytest.mark.parametrize(("owed", "expected"), [(9, True), (10, UNKNOWN), (UNKNOWN, UNKNOWN), (11, False)])
def test_lists_of_one_name_in_different_records_have_bounds_of_their_own(owed: Any, expected: Any) -> None:
    house = House(
        purses=(Purse(lines=(Coin(),)),),  # 0 or 1
        ledgers=(Ledger(lines=(Bill(amount=owed),)),),
    )
    assert answers(in_all, house) == [expected] * 2


@rule("house.small/purse", en="Small")
def small_purse(purse: Purse, limits: Limits) -> Truth:
    return total(purse.lines, lambda line: line.amount) <= limits.cap


@rule("house.small/house", en="Small")
def small_house(house: House, limits: Limits) -> Truth:
    return total(house.lines, lambda line: line.amount) <= limits.cap


@pytest.mark.parametrize(
    ("amount", "outcome"),
    [(10, Outcome.ELIGIBLE), (11, Outcome.INELIGIBLE), (UNKNOWN, Outcome.UNDETERMINED)],
)
def test_so_has_a_list_of_the_subject_and_one_of_its_members(amount: Any, outcome: Outcome) -> None:
    programme = Programme(
        "house",
        title=Text(en="House"),
        subject=House,
        policies={date(2022, 1, 1): Limits()},
        rules=(for_each("purses", small_purse), small_house),
        clauses=[Clause("house.small", heading="h", source="s", text=Text(en="…"))],
    )
    house = House(purses=(Purse(lines=()),), lines=(Bill(amount=amount),))
    assert programme.assess(house, on=ON).outcome is outcome
