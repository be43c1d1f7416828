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


def unused(decision: Any) -> list[tuple[str, str]]:
    return [(one.ruling.rule, one.reason) for one in decision.unused_rulings]


def test_a_ruling_that_settles_nothing_is_told_with_the_reason() -> None:
    given = (
        ruling("cook.scope"),
        ruling("cook.nothing"),
        ruling("cook.skill", path="/dishes/1"),
        ruling("cook.dish"),
        ruling("cook.dish", path="/dishes/0"),
        ruling("cook.dish", path="/dishes/7"),
    )
    decision = CONTEST.assess(COOK, on=FILED, rulings=given)
    assert unused(decision) == [
        ("cook.nothing", "no_such_rule"),
        ("cook.skill", "no_such_place"),
        ("cook.dish", "no_such_place"),
        ("cook.dish", "determined"),
        ("cook.dish", "no_such_place"),
    ]
    assert decision.receipt.rulings == given[:1]
    assert decision.rulings == given
    open_ = CONTEST.assess(attrs.evolve(COOK, years=cg.UNKNOWN), on=FILED, rulings=ALL)
    assert unused(open_) == [("cook.skill", "waiting")]
    assert open_.receipt.rulings == ALL[1:]


def test_a_ruling_of_another_stage_is_told() -> None:
    firm = cg.Manufacturer(paid_in_capital=1, factory="exempt", points_last_used_in=0)
    later = ruling("points.claim/start")
    assert unused(cg.points.assess(firm, on=FILED, rulings=[later])) == [
        ("points.claim/start", "other_stage")
    ]


def test_the_report_the_dump_and_the_letter_tell_of_it() -> None:
    decision = CONTEST.assess(COOK, on=FILED, rulings=(*ALL, ruling("cook.nothing")))
    english, chinese = str(decision.report("en")), str(decision.report("zh_Hant_TW"))
    assert "The ruling “met” of Jury on 1 June 2022 had no effect: the programme has no such rule" in english
    assert "Jury於111年6月1日所為之裁定「符合」未發生效果：本計畫沒有裁定所指之規則" in chinese
    plain = cg.dump(decision)
    assert [one["reason"] for one in plain["unused_rulings"]] == ["no_such_rule"]
    assert cg.load(cg.IssuedDecision, plain).unused_rulings == decision.unused_rulings
    assert "unused_rulings" not in cg.dump(CONTEST.assess(COOK, on=FILED, rulings=ALL))


@pytest.mark.parametrize("spelt", ["/dishes/1", "dishes[name=cake]"])
def test_contradictory_rulings_are_refused_whatever_their_order(spelt: str) -> None:
    yes, no = ruling("cook.dish", path="/dishes/1"), ruling("cook.dish", "not_met", path=spelt)
    for given in ((yes, no), (no, yes)):
        with pytest.raises(cg.InvalidInput) as refused:
            CONTEST.assess(COOK, on=FILED, rulings=given)
        [problem] = refused.value.problems
        assert (problem.path.pointer, problem.code) == ("/rulings/1", "ruling.contradiction")
        for word, locale in (("「符合」", "zh"), ("「不符合」", "zh"), ("“met”", "en"), ("“not met”", "en")):
            assert word in problem.message(locale)


def test_the_same_ruling_twice_is_one() -> None:
    twice = (ALL[2], ruling("cook.dish", path="dishes[name=cake]"), *ALL[:2], ALL[0])
    decision = CONTEST.assess(COOK, on=FILED, rulings=twice)
    assert (decision.outcome, decision.unused_rulings) == (cg.Outcome.ELIGIBLE, ())
    assert decision.receipt.rulings == (ALL[2], *ALL[:2])


def test_a_second_ruling_of_another_to_the_same_end_is_told() -> None:
    second = attrs.evolve(ALL[1], by="Court")
    decision = CONTEST.assess(COOK, on=FILED, rulings=(*ALL, second))
    assert unused(decision) == [("cook.scope", "settled")]
    assert decision.receipt.rulings == ALL


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
    assert [(p.path.pointer, p.code) for p in refused.value.problems] == [("/edition", "edition.name")]
    for strange in (3, Cook(), cg.points.edition):
        anything = strange
        with pytest.raises(cg.InvalidInput) as refused:
            CONTEST.assess(Cook(), on=FILED, edition=anything)
        assert [(p.path.pointer, p.code) for p in refused.value.problems] == [("/edition", "subject")]
