"""Later stages of a programme join when anything but a decision on an application is asked for."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from time import sleep
from typing import Any

import attrs
import pytest

import cloudgrant as cg
from cloudgrant.rules import Fact, Record, RuleRefused, Truth, given, rule
from cloudgrant.rules.law.later import LaterStages
from isolated import run


@attrs.frozen(kw_only=True)
class Shop(Record):
    open_: Fact[bool] = given(zh="營業中", en="Open")


@attrs.frozen(kw_only=True)
class Bill(Record):
    paid: Fact[bool] = given(zh="已付", en="Paid")


@attrs.frozen(kw_only=True)
class Numbers(cg.Policy):
    least: Fact[int] = given(zh="最少", en="Least", clause="shops.open")


@rule("shops.open", zh="營業中", en="Open")
def is_open(shop: Shop, policy: Numbers) -> Truth:
    return shop.open_


@rule("shops.paid", stage="claim", zh="已付", en="Paid")
def is_paid(bill: Bill, policy: Numbers) -> Truth:
    return bill.paid


@rule("shops.bad", stage="claim", zh="不可", en="Bad")
def is_bad(bill: Bill, policy: Numbers) -> Truth:
    return True if bill.paid else False  # noqa: SIM210  # pyright: ignore[reportGeneralTypeIssues]


def programme(later: Any) -> cg.Programme[Shop, Numbers]:
    texts = {name: cg.Text(zh="條文", en="Text") for name in ("open", "paid")}
    clauses = [
        cg.Clause(f"shops.{name}", heading="一", source="原文", text=text) for name, text in texts.items()
    ]
    edition = cg.Edition(
        "one", since=date(2022, 1, 1), until=date(2022, 12, 31), policy=Numbers(least=1), clauses=clauses,
        notice=cg.Notice(title="公告", on=date(2022, 1, 1)),
    )  # fmt: skip
    return cg.Programme(
        "shops",
        title=cg.Text(zh="商店", en="Shops"),
        subject=Shop,
        edition=edition,
        rules=[is_open],
        later=later,
    )


def test_nothing_of_a_later_stage_is_loaded_for_an_application() -> None:
    loaded = run(
        "import sys, json, cloudgrant as cg; from datetime import date\n"
        "firm = cg.Manufacturer(paid_in_capital=1, factory='registered', points_last_used_in=0)\n"
        "assert cg.points.assess(firm, on=date(2022, 5, 2)).award == 200_000\n"
        "print(json.dumps(sorted(sys.modules)))"
    )
    assert "cloudgrant.programmes.points.programme" in loaded
    for name in ("purchase", "claim", "wallet", "order"):
        assert f"cloudgrant.programmes.points.{name}" not in loaded
    for name in ("roc_111", "policy", "rules"):
        assert f"cloudgrant.programmes.listing.{name}" not in loaded


def test_everything_else_completes_it() -> None:
    asked = []

    def later() -> LaterStages:
        asked.append(1)
        return LaterStages({"claim": Bill}, (is_paid,))

    shops = programme(later)
    decision = shops.assess(Shop(open_=True), on=date(2022, 5, 2))
    assert decision.outcome is cg.Outcome.ELIGIBLE
    assert not asked
    assert shops.assess(Bill(paid=True), on=date(2022, 5, 2), stage="claim").outcome is cg.Outcome.ELIGIBLE
    assert asked == [1]
    assert (
        [one.id for one in shops.rules]
        == [one.id for one in decision.programme.rules]
        == ["shops.open", "shops.paid"]
    )
    assert decision.findings[0].rule == "shops.open"
    assert shops.under("one") is decision.programme
    assert asked == [1]
    with pytest.raises(AttributeError):
        _ = shops.no_such_name  # type: ignore[attr-defined]


def test_what_a_later_rule_may_not_say_is_refused_when_it_is_asked_for() -> None:
    shops = programme(lambda: LaterStages({"claim": Bill}, (is_bad,)))
    for _ in range(2):
        assert shops.assess(Shop(open_=True), on=date(2022, 5, 2)).outcome is cg.Outcome.ELIGIBLE
        with pytest.raises(RuleRefused):
            _ = shops.rules


def test_threads_complete_it_once() -> None:
    asked: list[int] = []

    def later() -> LaterStages:
        asked.append(1)
        sleep(0.05)  # while others ask for it
        return LaterStages({"claim": Bill}, (is_paid,))

    shops = programme(later)
    with ThreadPoolExecutor(8) as pool:
        ids = list(pool.map(lambda _: tuple(one.id for one in shops.rules), range(64)))
    assert set(ids) == {("shops.open", "shops.paid")}
    assert asked == [1]


def test_it_is_pickled_without_being_completed() -> None:
    done = run(
        "import pickle, cloudgrant as cg\n"
        "assert pickle.loads(pickle.dumps(cg.points)) is cg.points\n"
        "law = cg.points.under('roc-111')\n"
        "assert pickle.loads(pickle.dumps(law)) is law\n"
        "print([len(law.rules), len(cg.points.rules)])"
    )
    assert done == [17, 17]
    assert pickle.loads(pickle.dumps(cg.points)) is cg.points
