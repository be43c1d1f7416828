"""Two lists are two lists, though they have one name, or hold the very same items."""

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
    Share,
    Text,
    Truth,
    every,
    fact,
    for_each,
    given,
    rule,
    share_at_most,
    total,
)
from cloudgrant.rules.deciding import evaluate
from cloudgrant.rules.deciding import written as written_trees
from cloudgrant.rules.deciding.evaluate import Case, read
from cloudgrant.rules.deciding.written import written
from cloudgrant.rules.writing.tracing import trace

ON = date(2022, 5, 2)


@attrs.frozen(kw_only=True)
class Limits(Record):
    """A cap and a share."""

    cap: int = given(default=10, en="Cap")
    share: Share = given(default=Share("1/1"), en="Share")


def answers(function: Callable[[Any, Any], Truth], subject: Any, limits: Limits | None = None) -> list[Any]:
    """What both readings of a rule answer."""
    node, policy = trace("some.rule", function, type(subject), Limits), limits or Limits()
    return [read(node, Case(subject, policy)), written(node)(subject, policy)]


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
    within: Truth = held + owed <= limits.cap
    return within


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


@attrs.frozen(kw_only=True)
class Plan(Record):
    planned: Fact[tuple[Bill, ...]] = given(default=(), en="Planned")
    spent: Fact[tuple[Bill, ...]] = given(default=(), en="Spent")

    @fact(en="Spent in all")
    def spent_in_all(self) -> Fact[int]:
        return total(self.spent, lambda bill: bill.amount)

    @fact(opaque=1, reads=("spent",), en="Stamped")
    def stamped(self) -> Fact[tuple[Bill, ...]]:
        return (*self.spent, Bill()) if self.spent is not UNKNOWN else UNKNOWN


@attrs.frozen(kw_only=True)
class Firm(Record):
    plan: Plan = given(en="Plan")
    plans: tuple[Plan, ...] = given(default=(), en="Plans")


ROWS = (Bill(),)
WITHIN_PLAN: dict[str, Callable[[Any, Any], Truth]] = {
    "two lists": lambda plan, limits: share_at_most(
        total(plan.spent, lambda bill: bill.amount),
        total(plan.planned, lambda bill: bill.amount),
        limits.share,
    ),
    "a derived fact of one, and another": lambda plan, limits: share_at_most(
        plan.spent_in_all, total(plan.planned, lambda bill: bill.amount), limits.share
    ),
}


@pytest.mark.parametrize("said", WITHIN_PLAN)
def test_what_is_open_in_two_lists_is_open_twice(said: str) -> None:
    assert answers(WITHIN_PLAN[said], Plan(planned=ROWS, spent=ROWS)) == [UNKNOWN] * 2
    apart = Plan(planned=(Bill(amount=1),), spent=(Bill(amount=10),))
    assert answers(WITHIN_PLAN[said], apart) == [False] * 2


def test_lists_of_two_records_within_are_two() -> None:
    firm = Firm(plan=Plan(spent=ROWS), plans=(Plan(spent=ROWS),))
    for said in (
        lambda firm, limits: every(
            firm.plans,
            lambda plan: share_at_most(plan.spent_in_all, firm.plan.spent_in_all, limits.share),
        ),
        lambda firm, limits: every(
            firm.plans,
            lambda plan: share_at_most(
                total(plan.spent, lambda bill: bill.amount), firm.plan.spent_in_all, limits.share
            ),
        ),
    ):
        assert answers(said, firm) == [UNKNOWN] * 2


def test_a_list_is_the_same_one_though_it_is_made_anew_each_time() -> None:
    firm = Firm(plan=Plan(spent=ROWS), plans=(Plan(spent=ROWS),))
    for said in (
        lambda firm, limits: share_at_most(firm.plan.spent_in_all, firm.plan.spent_in_all, limits.share),
        lambda firm, limits: every(
            firm.plans,
            lambda plan: share_at_most(
                total(plan.stamped, lambda bill: bill.amount),
                total(plan.stamped, lambda bill: bill.amount),
                limits.share,
            ),
        ),
    ):
        assert answers(said, firm) == [True] * 2


def test_an_assumed_list_is_another_than_the_one_that_a_derived_fact_reads() -> None:
    def all_spent(plan: Any, limits: Any) -> Truth:
        return share_at_most(total(plan.spent, lambda bill: bill.amount), plan.spent_in_all, limits.share)

    case = Case(Plan(spent=ROWS), Limits())
    node = trace("all_spent", all_spent, Plan, Limits)
    assert read(node, case) is True
    assert read(node, case.assuming({("spent",): (Bill(), Bill())})) is UNKNOWN


@attrs.frozen(kw_only=True)
class Part(Record):
    amount: Fact[int] = given(en="Amount", most=9)
    own: Fact[bool] = given(en="Own")


@attrs.frozen(kw_only=True)
class Line(Record):
    amount: Fact[int] = given(en="Amount", most=9)
    parts: Fact[tuple[Part, ...]] = given(en="Parts")


@attrs.frozen(kw_only=True)
class Budget(Record):
    lines: Fact[tuple[Line, ...]] = given(en="Lines")


def own_within_reach(budget: Any, limits: Any) -> Truth:
    """Of the amounts, those of lines whose own parts are no more than all of them."""
    return share_at_most(
        total(
            budget.lines,
            lambda line: line.amount,
            lambda line: share_at_most(
                total(line.parts, lambda part: part.amount, lambda part: part.own),
                total(line.parts, lambda part: part.amount),
                limits.share,
            ),
        ),
        total(budget.lines, lambda line: line.amount),
        limits.share,
    )


@pytest.mark.parametrize(
    ("percent", "lines", "expected"),
    [
        (100, (Line(parts=(Part(amount=1), Part(own=False))),), True),
        (50, (Line(parts=(Part(amount=1), Part(own=False))),), UNKNOWN),
        (50, (Line(amount=1, parts=(Part(own=False), Part(amount=0))),), False),
        (50, (Line(parts=(Part(amount=2, own=True), Part(own=False, amount=1))), Line(amount=0)), True),
    ],
)
def test_a_share_over_one_list_may_stand_in_another(
    percent: int, lines: tuple[Line, ...], expected: Any
) -> None:
    limits = Limits(share=Share.of(f"{percent}%"))
    assert answers(own_within_reach, Budget(lines=lines), limits) == [expected] * 2


def test_no_more_is_kept_of_trees_than_can_be_used(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (evaluate, written_trees):
        monkeypatch.setattr(module, "MOST_KEPT", 3)
    monkeypatch.setattr(evaluate, "_BEYOND", {})
    monkeypatch.setattr(written_trees, "_COUNTERS", {})
    plan = Plan(spent=ROWS)
    for _ in range(5):
        assert (
            answers(
                lambda plan, limits: share_at_most(
                    total(plan.spent, lambda bill: bill.amount, lambda bill: bill.amount <= 3),
                    total(plan.spent, lambda bill: bill.amount),
                    limits.share,
                ),
                plan,
            )
            == [True] * 2
        )
        assert 0 < len(evaluate._BEYOND) <= 3
        assert 0 < len(written_trees._COUNTERS) <= 3
