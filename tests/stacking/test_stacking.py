"""Programmes that are combined, by an invented set of rules."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant.rules import Clause, InvalidInput, Programme, Record, Text, for_each
from cloudgrant.rules import given as declared
from cloudgrant.stacking import (
    Combination,
    Cost,
    Payment,
    exclusive,
    paid,
    paid_once,
    takes,
    together_at_most,
)

ON = date(2022, 6, 1)
UNKNOWN: Any = cg.UNKNOWN


@attrs.frozen(kw_only=True)
class Support(Combination):
    takes_points = takes("points", zh="使用點數", en="Takes points")
    takes_voucher = takes("voucher")
    takes_city = takes("city", zh="領市府補助", en="Takes the city's")
    points = paid("points", zh="點數折抵合計", en="Paid in points")
    city = paid("city")


@attrs.frozen(kw_only=True)
class Caps(Record):
    points_cap: int = declared(default=200, zh="點數上限", en="Most points", unit="TWD")
    city_cap: int = declared(default=100, zh="市府上限", en="Most from the city", unit="TWD")
    joint: int = declared(default=150, zh="合計上限", en="Most together", unit="TWD")


IDS = ("both.one", "both.caps", "both.joint", "both.once")
support: Programme[Support, Caps] = Programme(
    "support",
    title=Text(zh="併用", en="Combined"),
    subject=Support,
    policies={date(2022, 1, 1): Caps()},
    clauses=[Clause(id, heading="併用要點（虛構）", source=f"第 {id} 條", text=Text(zh=id)) for id in IDS],
    rules=[
        exclusive("both.one", "takes_points", "takes_voucher", "takes_city"),
        together_at_most("both.caps", ("points_cap", "city_cap"), "points", "city"),
        together_at_most("both.joint", "joint", "points", "city", zh="合計上限", en="Joint cap"),
        for_each("costs", paid_once("both.once")),
    ],
)


def cost(key: str, **amounts: Any) -> Cost:
    payments = tuple(Payment(programme=name, amount=amount) for name, amount in amounts.items())
    return Cost(key=key, payments=payments)


def answer(rule: str, *costs: Any) -> str:
    return support.assess(Support(costs=costs), on=ON)[rule].result.value


@pytest.mark.parametrize(
    ("costs", "expected"),
    [
        ((), "met"),
        ((cost("a", points=5),), "met"),
        ((cost("a", points=5), cost("b", points=5)), "met"),
        ((cost("a", points=5), cost("b", voucher=5)), "not_met"),
        ((cost("a", points=5), cost("b", city=5)), "not_met"),
        ((cost("a", voucher=5, city=1),), "not_met"),
        ((cost("a", points=5), cost("b", voucher=0)), "met"),
        ((cost("a", points=5), cost("b", voucher=UNKNOWN)), "undetermined"),
        ((cost("a", other=5), cost("b", points=5)), "met"),
        ((cost("a", points=5), UNKNOWN), "undetermined"),
        ((cost("a", points=5, city=5), UNKNOWN), "not_met"),
    ],
)
def test_programmes_that_exclude_each_other(costs: tuple[Any, ...], expected: str) -> None:
    assert answer("both.one", *costs) == expected


@pytest.mark.parametrize(
    ("points", "city", "joint", "caps"),
    [
        (100, 50, "met", "met"),
        (100, 51, "not_met", "met"),
        (200, 99, "not_met", "met"),
        (200, 100, "not_met", "met"),
        (200, 101, "not_met", "not_met"),
        (100, UNKNOWN, "undetermined", "undetermined"),
        (151, UNKNOWN, "not_met", "undetermined"),
        (301, UNKNOWN, "not_met", "not_met"),
    ],
)
def test_caps_that_add_and_a_cap_for_all(points: Any, city: Any, joint: str, caps: str) -> None:
    costs = cost("a", points=points), cost("b", city=city)
    assert answer("both.joint", *costs) == joint
    assert answer("both.caps", *costs) == caps


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (cost("a"), "met"),
        (cost("a", points=5), "met"),
        (cost("a", points=5, city=0), "met"),
        (cost("a", points=5, city=1), "not_met"),
        (cost("a", points=5, city=UNKNOWN), "undetermined"),
        (cost("a", points=0, city=UNKNOWN), "met"),
        (Cost(key="a", payments=(Payment(programme="points", amount=1), Payment(amount=1))), "undetermined"),
        (Cost(key="a", payments=(Payment(programme="points", amount=1), UNKNOWN)), "undetermined"),
        (Cost(key="a", payments=(Payment(programme="points", amount=0), UNKNOWN)), "met"),
        (Cost(key="a"), "undetermined"),
    ],
)
def test_no_cost_is_paid_twice(one: Cost, expected: str) -> None:
    assert answer("both.once", cost("other", city=1), one) == expected


def test_a_finding_cites_the_clause_and_names_the_cost() -> None:
    decision = support.assess(
        Support(costs=(cost("INV-1", points=5), cost("INV-2", points=5, city=5))), on=ON
    )
    once = decision["both.once"]
    assert once.clause.source == "第 both.once 條"
    [part] = [part for part in once.parts if part.result is cg.Result.NOT_MET]
    assert (part.path.key, part.path.pointer) == ("costs[key=INV-2]", "/costs/1")
    assert "同一費用不得由兩個計畫重複補助" in part.message("zh_Hant_TW")
    assert "The same cost is not paid by two programmes" in part.message("en")
    assert "合計補助至多 200元 + 100元" in decision["both.caps"].message("zh_Hant_TW")
    assert [(margin.distance, margin.unit) for margin in decision["both.joint"].margins] == [(135, "TWD")]
    assert "使用 voucher：否" in decision["both.one"].message("zh_Hant_TW")


def test_what_is_missing_is_asked_for() -> None:
    decision = support.assess(Support(costs=(cost("a", points=UNKNOWN), cost("b", city=5))), on=ON)
    assert [gap.path.key for gap in decision.missing] == ["costs[key=a].payments[programme=points].amount"]
    assert [gap.path.key for gap in support.assess(Support(), on=ON).missing] == ["costs"]


def test_the_same_cost_twice_is_nonsense() -> None:
    with pytest.raises(InvalidInput) as error:
        Support(costs=(cost("a", points=1), cost("b"), cost("a", city=1)))
    assert [(one.path.pointer, one.code) for one in error.value.problems] == [("/costs/2", "duplicate")]
    with pytest.raises(InvalidInput):
        Cost(payments=(Payment(programme="points", amount=1), Payment(programme="points", amount=2)))
    assert Support(costs=(Cost(), Cost())).costs == (Cost(), Cost())


def test_it_is_data_as_everything() -> None:
    given_ = Support(costs=(cost("a", points=5, city=UNKNOWN),))
    assert cg.load(Support, cg.dump(given_)) == given_
    assert pickle.loads(pickle.dumps(given_)) == given_


def test_exclusion_takes_two() -> None:
    with pytest.raises(TypeError, match="at least two"):
        exclusive("x", "takes_points")


payments = st.builds(
    Payment,
    programme=st.sampled_from(("points", "city", UNKNOWN)),
    amount=st.sampled_from((0, 5, 160, UNKNOWN)),
)
paying = st.lists(payments, max_size=2, unique_by=lambda one: str(one.programme)).map(tuple)
costs = st.lists(
    st.one_of(
        st.just(UNKNOWN),
        st.builds(Cost, payments=st.one_of(st.just(UNKNOWN), paying)),
    ),
    max_size=2,
).map(tuple)


def completed(items: tuple[Any, ...]) -> Iterator[Support]:
    """Some of the ways to complete what is unknown: enough to tell a wrong answer."""
    whole = [cost("x", points=5), cost("x", city=160), cost("x"), cost("x", points=5, city=5)]

    def of_payment(one: Payment) -> list[Payment]:
        names = [one.programme] if one.programme is not UNKNOWN else ["points", "city"]
        amounts = [one.amount] if one.amount is not UNKNOWN else [0, 5, 160]
        return [Payment(programme=name, amount=amount) for name, amount in product(names, amounts)]

    def of_cost(one: Any) -> list[Cost]:
        if one is UNKNOWN or one.payments is UNKNOWN:
            return whole
        combined = product(*map(of_payment, one.payments))
        return [
            Cost(payments=some) for some in combined if len({each.programme for each in some}) == len(some)
        ]

    for chosen in product(*map(of_cost, items)):
        yield Support(costs=tuple(attrs.evolve(one, key=str(index)) for index, one in enumerate(chosen)))


@settings(max_examples=60)
@given(costs)
def test_what_is_settled_stays_settled_however_the_rest_turns_out(items: tuple[Any, ...]) -> None:
    draft = support.assess(Support(costs=items), on=ON).results
    for whole in completed(items):
        for rule, result in support.assess(whole, on=ON).results.items():
            assert result is not cg.Result.UNDETERMINED
            assert draft[rule] in (result, cg.Result.UNDETERMINED)
