"""Many rulings on the items of a list: each item is judged once, however many rulings there are."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest

import cloudgrant as cg
from cloudgrant.rules import Clause, Fact, Programme, Record, Ruling, Truth, for_each, rule
from cloudgrant.rules import given as fact_given
from cloudgrant.rules.deciding import given_rulings
from cloudgrant.values.paths import Path
from cloudgrant.values.text import Text

FILED = date(2022, 5, 2)
MANY = 30


@attrs.frozen(kw_only=True)
class Dish(Record):
    __keys__ = ("name",)

    name: Fact[str] = fact_given(en="Name")
    judge_accepts: Fact[bool] = fact_given(en="Accepted by the judge", known_by="reviewer")


@attrs.frozen(kw_only=True)
class Cook(Record):
    dishes: Fact[tuple[Dish, ...]] = fact_given(en="Dishes")


@rule("cook.dish", en="An accepted dish")
def accepted(dish: Dish, policy: Any) -> Truth:
    return dish.judge_accepts


@attrs.frozen(kw_only=True)
class Terms(Record):
    pass


CONTEST = Programme(
    "contest",
    title=Text(en="Contest"),
    subject=Cook,
    policies={date(2022, 1, 1): Terms()},
    clauses=[Clause("cook.dish", heading="1", source="…", text=Text(en="cook.dish"))],
    rules=(for_each("dishes", accepted),),
)
COOK = Cook(dishes=tuple(Dish(name=f"d{n}") for n in range(MANY)))


def _ruling(path: str, by: str = "Jury") -> Ruling:
    return Ruling(rule="cook.dish", result="met", by=by, on=date(2022, 6, 1), path=path)


def test_the_items_of_a_rule_are_judged_once_to_tell_its_rulings_apart(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    judgements = []
    judge = getattr(given_rulings, "parts_judged")  # noqa: B009 — no part of what the module gives

    def counted(*given: Any) -> Any:
        judgements.append(given)
        return judge(*given)

    monkeypatch.setattr(given_rulings, "parts_judged", counted)
    rulings = [_ruling(f"/dishes/{n}") for n in range(MANY)]
    decision = CONTEST.assess(COOK, on=FILED, rulings=[*rulings, _ruling(f"/dishes/{MANY}")])
    assert [one.reason for one in decision.unused_rulings] == ["no_such_place"]
    assert list(decision.receipt.rulings) == rulings
    assert decision.unused_rulings
    assert len(judgements) == 1


def test_the_places_of_a_rule_are_spelt_a_few_times_only(monkeypatch: pytest.MonkeyPatch) -> None:
    spelt = []
    pointer: Any = vars(Path)["pointer"].fget

    def counted(path: Path) -> str:
        spelt.append(path)
        return str(pointer(path))

    monkeypatch.setattr(Path, "pointer", property(counted))
    decision = CONTEST.assess(COOK, on=FILED, rulings=[_ruling(f"/dishes/{n}") for n in range(MANY)])
    assert decision.outcome is cg.Outcome.ELIGIBLE
    assert decision.unused_rulings == ()
    assert len(spelt) <= 4 * MANY


@pytest.mark.parametrize("spellings", [("/dishes/3", "dishes[name=d3]"), ("dishes[name=d3]", "/dishes/3")])
def test_of_two_rulings_on_one_item_the_first_settles_however_each_is_spelt(
    spellings: tuple[str, str],
) -> None:
    first, second = (_ruling(path, by) for path, by in zip(spellings, ("Jury", "Office"), strict=True))
    decision = CONTEST.assess(COOK, on=FILED, rulings=[first, second])
    assert list(decision.receipt.rulings) == [first]
    assert [(one.ruling, one.reason) for one in decision.unused_rulings] == [(second, "settled")]
