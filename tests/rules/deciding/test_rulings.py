"""A ruling settles what only discretion or the text's silence leaves open, and nothing else."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest

import cloudgrant as cg
from cloudgrant.rules import Clause, Fact, Programme, Record, Result, Ruling, Truth, for_each, one_of, rule
from cloudgrant.rules import given as fact_given
from cloudgrant.values.text import Text

FILED = date(2022, 5, 2)


@attrs.frozen(kw_only=True)
class Dish(Record):
    __keys__ = ("name",)

    name: Fact[str] = fact_given(en="Name")
    region: Fact[str] = fact_given(en="Region")
    judge_accepts: Fact[bool] = fact_given(en="Accepted by the judge", known_by="reviewer")


@attrs.frozen(kw_only=True)
class Cook(Record):
    years: Fact[int] = fact_given(en="Years")
    judge_likes: Fact[bool] = fact_given(en="Liked by the judge", known_by="reviewer")
    covered: Fact[bool] = fact_given(en="Covered by the text", known_by="text")
    dishes: Fact[tuple[Dish, ...]] = fact_given(en="Dishes")


@attrs.frozen(kw_only=True)
class Terms(Record):
    least_years: int = fact_given(default=2, en="Least years")


@rule("cook.skill", en="Skilled")
def skilled(cook: Cook, policy: Terms) -> Truth:
    return (cook.years >= policy.least_years) & cook.judge_likes


@rule("cook.scope", en="In scope")
def in_scope(cook: Cook, policy: Terms) -> Truth:
    return cook.covered


@rule("cook.dish", en="A regional dish")
def regional(dish: Dish, policy: Terms) -> Truth:
    return one_of(dish.region, "coast", "hills") | dish.judge_accepts


CONTEST = Programme(
    "contest",
    title=Text(en="Contest"),
    subject=Cook,
    policies={date(2022, 1, 1): Terms()},
    clauses=[
        Clause(id, heading="1", source="…", text=Text(en=id))
        for id in ("cook.skill", "cook.scope", "cook.dish")
    ],
    rules=(skilled, in_scope, for_each("dishes", regional)),
)
COOK = Cook(years=5, dishes=(Dish(name="soup", region="coast"), Dish(name="cake", region="city")))


def ruling(rule: str, result: Any = "met", **more: Any) -> Ruling:
    return Ruling(rule=rule, result=result, by="Jury", on=date(2022, 6, 1), ref="J-1", **more)


ALL = (ruling("cook.skill"), ruling("cook.scope"), ruling("cook.dish", path="/dishes/1"))


def test_what_is_at_discretion_awaits_a_ruling() -> None:
    decision = CONTEST.assess(COOK, on=FILED)
    assert decision.outcome is cg.Outcome.UNDETERMINED
    assert decision.missing == ()
    assert [(gap.path.key, gap.because) for gap in decision.awaiting] == [
        ("judge_likes", "reviewer"),
        ("covered", "text"),
        ("dishes[name=cake].judge_accepts", "reviewer"),
    ]


def test_rulings_settle_it_and_show_in_finding_report_and_receipt() -> None:
    decision = CONTEST.assess(COOK, on=FILED, rulings=ALL)
    assert decision.outcome is cg.Outcome.ELIGIBLE
    assert decision["cook.skill"].ruling == ALL[0]
    assert decision["cook.dish"].parts[1].ruling == ALL[2]
    assert decision["cook.dish"].parts[0].ruling is None
    assert "Ruled by Jury on 1 June 2022 J-1" in str(decision.report("en"))
    assert decision.receipt.rulings == ALL
    assert cg.load(cg.Receipt, cg.dump(decision.receipt)) == decision.receipt


def test_a_part_is_found_by_its_key_too() -> None:
    by_key = ruling("cook.dish", "not_met", path="dishes[name=cake]")
    decision = CONTEST.assess(COOK, on=FILED, rulings=(by_key,))
    assert decision["cook.dish"].result is Result.NOT_MET
    assert decision.outcome is cg.Outcome.INELIGIBLE


def test_a_ruling_does_not_stand_in_for_a_fact() -> None:
    decision = CONTEST.assess(attrs.evolve(COOK, years=cg.UNKNOWN), on=FILED, rulings=ALL)
    assert decision["cook.skill"].result is Result.UNDETERMINED
    assert [gap.path.key for gap in decision.missing] == ["years"]


def test_a_ruling_does_not_overturn_what_the_facts_decide() -> None:
    decision = CONTEST.assess(attrs.evolve(COOK, years=1), on=FILED, rulings=ALL)
    assert decision["cook.skill"].result is Result.NOT_MET
    assert decision["cook.skill"].ruling is None


@pytest.mark.parametrize(
    ("result", "expected"),
    [("met", Result.MET), ("not_met", Result.NOT_MET), ("not_applicable", Result.NOT_APPLICABLE)],
)
def test_each_result_can_be_ruled(result: str, expected: Result) -> None:
    decision = CONTEST.assess(COOK, on=FILED, rulings=(ruling("cook.scope", result),))
    assert decision["cook.scope"].result is expected


def test_a_ruling_on_no_rule_is_refused() -> None:
    with pytest.raises(cg.InvalidInput) as refused:
        CONTEST.assess(COOK, on=FILED, rulings=(ruling("cook.scope"), ruling("cook.nothing")))
    assert [one.path.pointer for one in refused.value.problems] == ["/rulings/1/rule"]


def test_a_ruling_needs_its_author() -> None:
    with pytest.raises(cg.InvalidInput) as refused:
        Ruling(result="met")
    assert {one.path.key for one in refused.value.problems} == {"rule", "by", "on"}


def test_what_is_no_ruling_or_edition_is_refused() -> None:
    anything: Any = "xy"
    with pytest.raises(cg.InvalidInput) as refused:
        CONTEST.assess(Cook(), on=FILED, rulings=anything)
    assert [(p.path.pointer, p.code) for p in refused.value.problems] == [
        ("/rulings/0", "subject"),
        ("/rulings/1", "subject"),
    ]
    with pytest.raises(cg.InvalidInput) as refused:
        CONTEST.assess(Cook(), on=FILED, edition=anything)
    assert [(p.path.pointer, p.code) for p in refused.value.problems] == [("/edition", "subject")]
