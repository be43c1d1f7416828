"""What is sure of a derived number: what its formula says, or, where it is opaque, what it declares."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import attrs
import pytest

import cloudgrant as cg
from cloudgrant.rules import (
    UNKNOWN,
    Clause,
    Fact,
    Outcome,
    Programme,
    Record,
    Text,
    Truth,
    agreed,
    fact,
    given,
    inner,
    rule,
    some,
)
from cloudgrant.rules.deciding.evaluate import Case, read
from cloudgrant.rules.deciding.written import written
from cloudgrant.rules.writing.tracing import trace

ON = date(2022, 5, 2)


@attrs.frozen(kw_only=True)
class Limits(Record):
    """One number."""

    cap: int = given(default=10, en="Cap")


@attrs.frozen(kw_only=True)
class Account(Record):
    paid: Fact[int] = given(en="Paid", most=10)
    owed: Fact[int] = given(en="Owed", most=20)

    @fact(en="Left", least=0, most=10)
    def left(self) -> Fact[int]:
        return self.paid - self.owed

    @fact(opaque=1, reads=("paid", "owed"), en="Shown", least=0, most=10)
    def shown(self) -> Fact[int]:
        return self.paid - self.owed

    @fact(en="Told")
    def told(self) -> Fact[int]:
        return agreed(self.paid, self.owed)


@attrs.frozen(kw_only=True)
class Book(Record):
    accounts: tuple[Fact[Account], ...] = given(default=(), en="Accounts")
    main: Fact[Account] = given(en="Main")

    @fact(en="The main one shows no more than ten")
    def sound(self) -> Truth:
        return inner(self.main, lambda account: account.shown) <= 10


def answers(function: Callable[[Any, Any], Truth], subject: Any) -> list[Any]:
    """What both readings of a rule answer."""
    node = trace("some.rule", function, type(subject), Limits)
    return [read(node, Case(subject, Limits())), written(node)(subject, Limits())]


@pytest.mark.parametrize(("cap", "expected"), [(9, UNKNOWN), (10, True), (11, True)])
def test_of_an_opaque_number_that_is_not_known_its_bounds_are_sure(cap: int, expected: Any) -> None:
    assert answers(lambda account, limits: account.shown <= cap, Account(paid=3)) == [expected] * 2
    items = Book(accounts=(UNKNOWN,))
    assert (
        answers(lambda book, limits: some(book.accounts, lambda account: account.shown > cap), items)
        == [False if expected is True else UNKNOWN] * 2
    )


def test_also_within_a_record_that_is_not_known() -> None:
    assert answers(lambda book, limits: book.sound, Book()) == [True] * 2


def test_a_decision_knows_it_too() -> None:
    @rule("account.shown", en="At most {policy.cap}")
    def small(account: Account, limits: Limits) -> Truth:
        return account.shown <= limits.cap

    programme = Programme(
        "accounts",
        title=Text(en="Accounts"),
        subject=Account,
        policies={date(2022, 1, 1): Limits()},
        rules=(small,),
        clauses=[Clause("account.shown", heading="h", source="s", text=Text(en="…"))],
    )
    assert programme.assess(Account(), on=ON).outcome is Outcome.ELIGIBLE
    assert programme.assess(Account(), on=ON, policy=Limits(cap=9)).outcome is Outcome.UNDETERMINED


@pytest.mark.parametrize(
    ("paid", "owed", "shown"), [(10, 10, 0), (10, 0, 10), (3, 4, None), (0, 20, None), (UNKNOWN, 20, UNKNOWN)]
)
def test_an_opaque_number_outside_its_bounds_is_told(paid: Any, owed: Any, shown: Any) -> None:
    account = Account(paid=paid, owed=owed)

    def shows(account: Account, limits: Limits) -> Truth:
        return account.shown <= limits.cap

    if shown is not None:
        assert answers(shows, account) == [True] * 2
        return
    node = trace("shows", shows, Account, Limits)
    readings: list[Callable[[], Any]] = [
        lambda: read(node, Case(account, Limits())),
        lambda: written(node)(account, Limits()),
    ]
    for reading in readings:
        with pytest.raises(cg.DeclarationRefused) as caught:
            reading()
        assert [(one.path.key, one.code) for one in caught.value.problems] == [("Account.shown", "negative")]


def test_of_a_traced_number_its_formula_alone_is_sure() -> None:
    def below(book: Any, limits: Any) -> Truth:
        return some(book.accounts, lambda account: account.left < 0)

    assert answers(below, Book(accounts=(UNKNOWN,))) == [UNKNOWN] * 2
    assert answers(below, Book(accounts=(Account(paid=1, owed=5),))) == [True] * 2
    assert answers(below, Book(accounts=(Account(paid=10, owed=10),))) == [False] * 2


@pytest.mark.parametrize(
    ("paid", "owed", "expected"), [(UNKNOWN, 20, False), (3, UNKNOWN, True), (3, 20, True)]
)
def test_a_way_that_is_known_is_what_was_told(paid: Any, owed: Any, expected: bool) -> None:
    account = Account(paid=paid, owed=owed)
    assert answers(lambda account, limits: account.told <= limits.cap, account) == [expected] * 2
    assert (account.told <= 10) is expected


def test_what_nobody_has_told_lies_where_every_way_may() -> None:
    assert answers(lambda account, limits: account.told <= limits.cap, Account()) == [True] * 2
