"""The compiled judge and the three-valued one give the same answers, rules about lists among them."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from cloudgrant.rules import (
    UNKNOWN,
    Fact,
    Programme,
    Record,
    Truth,
    all_of,
    any_of,
    every,
    fact,
    for_each,
    given,
    no,
    one_of,
    pick,
    rule,
    said,
    share_at_least,
    share_at_most,
    total,
)
from cloudgrant.rules.deciding.judging import judge_stage
from cloudgrant.rules.law.clause import Clause, cited_by
from cloudgrant.values.shares import Share
from cloudgrant.values.text import Text


@attrs.frozen(kw_only=True)
class Tree(Record):
    height: Fact[int] = given(zh="高", en="Height")
    kind: Fact[str] = given(zh="種", en="Kind")
    planted: Fact[date] = given(zh="種植日", en="Planted")

    @fact(zh="高的兩倍", en="Twice its height")
    def doubled(self) -> Fact[int]:
        return self.height * 2


@attrs.frozen(kw_only=True)
class Garden(Record):
    area: Fact[int] = given(zh="面積", en="Area")
    pond: Fact[int] = given(zh="池", en="Pond")
    walled: Fact[bool] = given(zh="圍牆", en="Walled")
    trees: Fact[tuple[Fact[Tree], ...]] = given(zh="樹", en="Trees")
    kinds: Fact[tuple[Fact[str], ...]] = given(zh="種類", en="Kinds")

    @fact(zh="樹高合計", en="All heights")
    def heights(self) -> Fact[int]:
        return total(self.trees, lambda tree: tree.height)

    @fact(zh="皆有種類", en="All named")
    def named(self) -> Truth:
        return every(self.trees, lambda tree: said(tree.kind))


@attrs.frozen(kw_only=True)
class Code(Record):
    most: int = given(default=3, zh="上限", en="Most")
    part: Share = given(default=Share.of("1/3"), zh="比率", en="Share")
    other_part: Fact[Share] = given(default=Share.of("1/2"), zh="另一比率", en="Other share")
    kinds: tuple[str, ...] = given(default=("oak", "ash"), zh="種類", en="Kinds")
    rare: Fact[tuple[str, ...]] = given(default=("yew",), zh="珍稀", en="Rare")
    since: Fact[date] = given(zh="自", en="Since")

    @fact(zh="上限之兩倍", en="Twice the most")
    def twice(self) -> int:
        return self.most * 2


def walled(garden: Garden, code: Code) -> Truth:
    return garden.walled


@rule("code.heights", zh="高", en="Heights", applies=walled)
def heights(garden: Garden, code: Code) -> Truth:
    return (garden.heights <= code.twice) | (garden.heights >= code.most * 9)


@rule("code.pond", zh="池", en="Pond")
def pond(garden: Garden, code: Code) -> Truth:
    return share_at_most(garden.pond, garden.area, code.part) | share_at_least(
        garden.pond, garden.heights, code.other_part
    )


@rule("code.sum", zh="合", en="Sum")
def small(garden: Garden, code: Code) -> Truth:
    return (garden.pond + garden.area <= code.twice) | garden.named


@rule("code.kinds", zh="種", en="Kinds", force="advisory")
def kinds(garden: Garden, code: Code) -> Truth:
    return any_of(garden.kinds, code.rare) | all_of(garden.kinds, code.kinds)


def young(tree: Tree, code: Code) -> Truth:
    return tree.height <= code.twice


@rule("code.tree", zh="樹", en="Tree", applies=young)
def listed(tree: Tree, code: Code) -> Truth:
    return one_of(tree.kind, code.kinds) | one_of(tree.kind, code.rare) | one_of(tree.kind, "elm")


@rule("code.grown", zh="長成", en="Grown")
def grown(tree: Tree, code: Code, on: date) -> Truth:
    return pick(one_of(tree.kind, "oak"), tree.doubled >= code.twice, no(tree.doubled <= 1)) & (
        (tree.planted <= on) | (code.since <= tree.planted)
    )


def _gardening(*rules: Any) -> Programme[Garden, Code]:
    return Programme(
        "garden",
        title=Text(zh="園", en="Garden"),
        subject=Garden,
        policies={date(2022, 1, 1): Code()},
        clauses=cited_by(
            rules,
            [
                Clause(f"code.{name}", heading=name, source=name, text=Text(en=name))
                for name in ("heights", "pond", "sum", "kinds", "tree", "grown")
            ],
        ),
        rules=rules,
    )


GARDENS = {
    "both": _gardening(heights, pond, for_each("trees", listed, grown), small, kinds),
    "lists alone": _gardening(for_each("trees", listed)),
    "nothing sure to apply": _gardening(heights, for_each("trees", listed)),
}

numbers = st.integers(0, 9)
days = st.dates(date(2022, 1, 1), date(2022, 1, 4))
names = st.sampled_from(["oak", "ash", "yew", "elm", "fir"])


def unsure(values: st.SearchStrategy[Any], known: bool) -> st.SearchStrategy[Any]:
    return values if known else st.one_of(st.just(UNKNOWN), values, values)


def gardens(known: bool) -> st.SearchStrategy[Garden]:
    tree = st.builds(
        Tree, height=unsure(numbers, known), kind=unsure(names, known), planted=unsure(days, known)
    )
    return st.builds(
        Garden,
        area=unsure(numbers, known),
        pond=unsure(numbers, known),
        walled=unsure(st.booleans(), known),
        trees=unsure(st.lists(unsure(tree, known), max_size=3).map(tuple), known),
        kinds=unsure(st.lists(unsure(names, known), max_size=3).map(tuple), known),
    )


@pytest.mark.parametrize("name", GARDENS)
@drawn(
    st.booleans().flatmap(gardens), days, st.sampled_from([Code(), Code(other_part=UNKNOWN, rare=UNKNOWN)])
)
def test_both_judges_agree(name: str, garden: Garden, day: date, code: Code) -> None:
    programme = GARDENS[name]
    decision = programme.assess(garden, policy=code, on=day)
    outcome, award, results = judge_stage(programme.traced_at(), None, garden, code, day)
    assert (decision.outcome, decision.award) == (outcome, award)
    assert list(decision.results.items()) == list(results.items())


def test_what_is_derived_is_worked_out_once() -> None:
    asked: list[str] = []

    @attrs.frozen(kw_only=True)
    class Counted(Record):
        size: Fact[int] = given(zh="大小", en="Size")

        @fact(zh="面積", en="Area", opaque=1, least=0, most=10**12, reads=("size",))
        def area(self) -> Fact[int]:
            return self.size * self.size

    @rule("code.heights", zh="高", en="Heights")
    def at_least_four(subject: Counted, code: Code) -> Truth:
        return subject.area >= 4

    @rule("code.pond", zh="池", en="Pond")
    def at_most_nine(subject: Counted, code: Code) -> Truth:
        return (subject.area <= 9) & one_of(subject.area, 4, 9)

    counted = Programme(
        "counted",
        title=Text(en="Counted"),
        subject=Counted,
        policies={date(2022, 1, 1): Code()},
        clauses=[
            Clause(f"code.{name}", heading=name, source=name, text=Text(en=name))
            for name in ("heights", "pond")
        ],
        rules=(at_least_four, at_most_nine),
    )
    derived: Any = vars(Counted)["area"]
    body = derived.function

    def spied(counted: Counted) -> Fact[int]:
        asked.append("area")
        worked_out: Fact[int] = body(counted)
        return worked_out

    derived.function = spied
    assert counted.assess(Counted(size=3), on=date(2022, 1, 1)).outcome.value == "eligible"
    assert asked == ["area"]
