"""No rule reads a clock, chance, the machine or what can change: helpers, lambdas and aliases included."""

# ruff: noqa: DTZ005, DTZ011 — what is refused here reads the clock

from __future__ import annotations

import dataclasses
import datetime
import functools
import os
import random
import time
import uuid
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Any

import attrs
import pytest

from cloudgrant.rules import (
    UNKNOWN,
    Fact,
    Record,
    RuleRefused,
    Share,
    Truth,
    fact,
    given,
    no,
    one_of,
    pick,
    rule,
    share_at_most,
)
from cloudgrant.values.frozen_map import FrozenMap
from toys.workshops import FILED, LIMITS, Workshop, programme

Function = Callable[..., Any]

LIST = ["paper", "silk"]
DICT = {"most": 3}
TUPLE_OF_LISTS = ([1],)
TUPLE = ("paper", "silk")
MOST = 3
FROZEN = FrozenMap(most=3)
PROXY = MappingProxyType({"most": 3})
HALF = Share.of("1/2")
today = date.today
chance = random.random


class Config:
    most = 3


class Style(StrEnum):
    paper = "paper"


CONFIG = Config()


def now() -> date:
    return date.today()


def deeper() -> date:
    return now()


def most() -> int:
    return MOST


def with_default(limit: Any = DICT) -> Any:
    return limit["most"]


def of_cell() -> Function:
    kept: list[int] = []
    return lambda shop, policy: shop.staff <= len(kept)


def in_a_local(shop: Any, policy: Any) -> Any:
    clock = date
    return shop.founded <= clock.today()


def in_a_lambda(shop: Any, policy: Any) -> Any:
    bound = (lambda: date.today())()
    return shop.founded <= bound


def written(shop: Any, policy: Any) -> Any:
    global MOST
    MOST = 3
    return shop.staff <= 3


def imported(shop: Any, policy: Any) -> Any:
    from random import randint

    return shop.staff <= randint(1, 3)


WRONG: list[tuple[str, str, Function]] = [
    ("rule.clock", "date.today", lambda shop, policy: shop.founded <= date.today()),
    ("rule.clock", "datetime.now", lambda shop, policy: shop.founded <= datetime.datetime.now().date()),
    ("rule.clock", "time.time", lambda shop, policy: shop.staff <= int(time.time())),
    ("rule.clock", "random.randint", lambda shop, policy: shop.staff <= random.randint(1, 3)),
    ("rule.clock", "os.environ", lambda shop, policy: shop.staff <= int(os.environ.get("MOST", "3"))),
    ("rule.clock", "uuid.uuid4", lambda shop, policy: shop.staff <= uuid.uuid4().int),
    ("rule.clock", "today", lambda shop, policy: shop.founded <= today()),
    ("rule.clock", "chance", lambda shop, policy: pick(shop.public, chance() < 2, shop.fined)),
    ("rule.clock", "date.today", lambda shop, policy: shop.founded <= now()),
    ("rule.clock", "date.today", lambda shop, policy: shop.founded <= deeper()),
    ("rule.clock", "date.today", in_a_local),
    ("rule.clock", "date.today", in_a_lambda),
    ("rule.clock", "open", lambda shop, policy: shop.staff <= len(open("x").read())),  # noqa: SIM115
    ("rule.changeable", "LIST", lambda shop, policy: one_of(shop.style, *LIST)),
    ("rule.changeable", "DICT", lambda shop, policy: shop.staff <= DICT["most"]),
    ("rule.changeable", "TUPLE_OF_LISTS", lambda shop, policy: shop.staff <= TUPLE_OF_LISTS[0][0]),
    ("rule.changeable", "CONFIG", lambda shop, policy: shop.staff <= CONFIG.most),
    ("rule.changeable", "with_default", lambda shop, policy: shop.staff <= with_default()),
    ("rule.changeable", "kept", of_cell()),
    ("rule.writes", "MOST", written),
    ("rule.import", "random", imported),
]


@pytest.mark.parametrize(("code", "name", "function"), WRONG)
def test_it_is_refused_with_its_name_and_place(code: str, name: str, function: Function) -> None:
    with pytest.raises(RuleRefused) as caught:
        programme(rule("fund.x", en="…")(function))
    found = [(one.code, one.params["name"]) for one in caught.value.problems]
    assert (code, name) in found
    [problem] = [one for one in caught.value.problems if (one.code, one.params["name"]) == (code, name)]
    assert __name__ in problem.message("en")
    assert ", line " in problem.message("zh")


def test_all_of_it_is_told_at_once_beside_what_else_is_wrong() -> None:
    def wrong(shop: Any, policy: Any) -> Any:
        return (shop.founded <= date.today()) & one_of(shop.style, *LIST) & (shop.landlord is UNKNOWN)

    with pytest.raises(RuleRefused) as caught:
        programme(rule("fund.x", en="…", applies=lambda shop, policy: shop.staff <= DICT["most"])(wrong))
    assert sorted(one.code for one in caught.value.problems) == [
        "rule.changeable", "rule.changeable", "rule.clock", "rule.identity",
    ]  # fmt: skip


@functools.cache
def limit() -> int:
    return 3


@rule("fund.y", en="…")
def other(shop: Any, policy: Any) -> Any:
    return no(shop.fined)


@attrs.frozen(kw_only=True)
class Shop(Record):
    founded: Fact[date] = given(en="Founded")

    @fact(en="Old")
    def old(self) -> Truth:
        return self.founded <= now()


@attrs.frozen(kw_only=True)
class Street(Record):
    shops: Fact[tuple[Shop, ...]] = given(en="Shops")
    open_: Fact[bool] = given(en="Open")


def test_a_derived_fact_reads_no_clock_either() -> None:
    with pytest.raises(RuleRefused) as caught:
        programme(rule("fund.x", en="…")(lambda street, policy: street.open_), subject=Street)
    [problem] = caught.value.problems
    assert (problem.path.key, problem.code, problem.params["name"]) == (
        "Shop.old",
        "rule.clock",
        "date.today",
    )


RIGHT: list[Function] = [
    lambda shop, policy: shop.staff <= MOST,
    lambda shop, policy: shop.staff <= most(),
    lambda shop, policy: shop.staff <= limit(),
    lambda shop, policy: shop.staff <= FROZEN["most"],
    lambda shop, policy: shop.staff <= PROXY["most"],
    lambda shop, policy: shop.staff <= int(Decimal(3)),
    lambda shop, policy: one_of(shop.style, *TUPLE),
    lambda shop, policy: one_of(shop.style, Style.paper.value),
    lambda shop, policy: shop.founded <= date(2022, 5, 2),
    lambda shop, policy: shop.founded <= datetime.date(2022, 5, 2),
    lambda shop, policy: shop.founded <= FILED,
    lambda shop, policy: shop.staff <= LIMITS.most_staff,
    lambda shop, policy: share_at_most(shop.rent, shop.wages, HALF),
    lambda shop, policy: other(shop, policy) & shop.public,
    lambda shop, policy: functools.reduce(lambda a, b: a & b, (shop.public, shop.fined)),
]


@pytest.mark.parametrize("function", RIGHT)
def test_arguments_helpers_and_constants_are_read(function: Function) -> None:
    assert programme(rule("fund.x", en="…")(function)).assess(Workshop(), on=FILED).on == FILED


@dataclasses.dataclass(frozen=True)
class Settled:
    most: Any = 3


@dataclasses.dataclass
class Loose:
    most: int = 3


SETTLED, LOOSE, HOLDING = Settled(), Loose(), Settled(most=[3])


class Opened(Settled):
    """It is no frozen class itself: what is not a field can be set."""


OPENED = Opened()


def test_a_frozen_dataclass_is_a_constant_as_an_attrs_class_is() -> None:
    known = programme(rule("fund.x", en="…")(lambda shop, policy: shop.staff <= SETTLED.most))
    assert known.rule_ids() == ("fund.x",)


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("LOOSE", lambda shop, policy: shop.staff <= LOOSE.most),
        ("HOLDING", lambda shop, policy: shop.staff <= HOLDING.most[0]),
        ("OPENED", lambda shop, policy: shop.staff <= OPENED.most),
    ],
)
def test_a_dataclass_that_can_change_is_none(name: str, function: Function) -> None:
    with pytest.raises(RuleRefused) as caught:
        programme(rule("fund.x", en="…")(function))
    assert [(one.code, one.params["name"]) for one in caught.value.problems] == [("rule.changeable", name)]


def given_or_ten(amount: Any, most: Any = None) -> Any:
    given = most is not None
    return amount <= (most if given else 10)


def unknown_or_ten(amount: Any) -> Any:
    return amount <= (10 if amount is UNKNOWN else 9)


def test_a_helper_may_ask_whether_something_was_given() -> None:
    for function in (
        lambda shop, policy: given_or_ten(shop.staff),
        lambda shop, policy: given_or_ten(shop.staff, 3),
    ):
        assert programme(rule("fund.x", en="…")(function)).rule_ids() == ("fund.x",)


def test_and_not_whether_it_is_known() -> None:
    with pytest.raises(RuleRefused) as caught:
        programme(rule("fund.x", en="…")(lambda shop, policy: unknown_or_ten(shop.staff)))
    assert [one.code for one in caught.value.problems] == ["rule.identity"]
