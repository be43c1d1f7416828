"""What the firm could change, and how far: each remedy is tried, allowed and no more than needed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given as example
from hypothesis import settings
from hypothesis import strategies as st

from cloudgrant.rules import (
    UNKNOWN,
    Assessment,
    Fact,
    Finding,
    Outcome,
    Programme,
    Record,
    Remedy,
    Result,
    Truth,
    any_of,
    fact,
    for_each,
    given,
    no,
    one_of,
    pick,
    rule,
    share_at_least,
    share_at_most,
)
from cloudgrant.values.problems import Problem
from cloudgrant.values.text import Text
from toys.workshops import FILED, LIMITS, Address, Limits, Maker, Workshop, programme

MENDED = (Result.MET, Result.NOT_APPLICABLE)


def decide(function: Any, subject: Any, **changes: Any) -> Assessment[Any, Any]:
    judged = programme(rule("fund.x", en="…", **changes)(function), subject=type(subject))
    return judged.assess(subject, on=FILED)


def told(remedies: Iterable[Remedy]) -> list[dict[str, Any]]:
    return [{change.path.key: change.new for change in remedy.changes} for remedy in remedies]


def remedies(function: Any, subject: Any, **changes: Any) -> list[dict[str, Any]]:
    """What the finding and the decision advise, which is the same where there is one rule."""
    decision = decide(function, subject, **changes)
    assert told(decision.remedies) == told(decision["fund.x"].remedies)
    return told(decision.remedies)


# One fact at a time: as little as does it, and only in the direction allowed.


@pytest.mark.parametrize(
    ("function", "known", "expected"),
    [
        pytest.param(lambda s, p: s.rent <= p.most_rent, {"rent": 140}, [{"rent": 100}], id="to the ceiling"),
        pytest.param(lambda s, p: s.rent < p.most_rent, {"rent": 140}, [{"rent": 99}], id="below it"),
        pytest.param(lambda s, p: s.savings >= 50, {"savings": 7}, [{"savings": 50}], id="to the floor"),
        pytest.param(lambda s, p: s.rent >= 50, {"rent": 7}, [], id="rent only falls"),
        pytest.param(lambda s, p: s.savings <= 50, {"savings": 70}, [], id="savings only grow"),
        pytest.param(lambda s, p: s.staff <= 9, {"staff": 10}, [], id="size never changes"),
        pytest.param(lambda s, p: no(s.fined), {"fined": True}, [], id="history never changes"),
        pytest.param(lambda s, p: s.public, {"public": False}, [{"public": True}], id="open to the public"),
        pytest.param(lambda s, p: no(s.public), {"public": True}, [], id="but not close"),
        pytest.param(lambda s, p: s.wages >= 50, {"wages": 7}, [{"wages": 50}], id="either way, up"),
        pytest.param(lambda s, p: s.wages <= 50, {"wages": 70}, [{"wages": 50}], id="either way, down"),
        pytest.param(lambda s, p: no(s.wages <= 50), {"wages": 7}, [{"wages": 51}], id="negated"),
        pytest.param(
            lambda s, p: s.rent + s.staff <= 50, {"rent": 60, "staff": 5}, [{"rent": 45}], id="a sum"
        ),
        pytest.param(lambda s, p: s.wages * 3 >= 10, {"wages": 0}, [{"wages": 4}], id="a multiple"),
        pytest.param(lambda s, p: s.wages // 3 >= 10, {"wages": 0}, [{"wages": 30}], id="a quotient"),
        pytest.param(lambda s, p: s.savings >= 10**14, {"savings": 0}, [{"savings": 10**14}], id="far"),
        pytest.param(
            lambda s, p: s.lease_until >= p.closes,
            {"lease_until": date(2022, 6, 30)},
            [{"lease_until": date(2022, 8, 31)}],
            id="a date",
        ),
        pytest.param(
            lambda s, p: s.address.area <= 5, {"address": Address(area=9)}, [{"address.area": 5}], id="inside"
        ),
    ],
)
def test_as_little_as_does_it(function: Any, known: dict[str, Any], expected: list[dict[str, Any]]) -> None:
    assert remedies(function, Workshop(**known)) == expected


def test_an_unknown_fact_is_asked_for_not_changed() -> None:
    decision = decide(lambda s, p: (s.rent <= 100) & no(s.fined), Workshop(fined=True))
    assert decision.outcome is Outcome.INELIGIBLE
    assert decision.remedies == ()
    assert remedies(lambda s, p: (s.rent <= 1) & (s.wages <= 1), Workshop(wages=3)) == []


def test_one_of_some_options() -> None:
    def soft(shop: Any, policy: Any) -> Any:
        return one_of(shop.style, "paper", "silk")

    assert remedies(soft, Workshop(style="glass")) == [{"style": "paper"}, {"style": "silk"}]
    assert remedies(lambda s, p: one_of(s.style, p.kinds), Workshop(style="glass")) == [
        {"style": "paper"},
        {"style": "silk"},
    ]
    assert remedies(lambda s, p: no(soft(s, p)), Workshop(style="silk")) == [{"style": "glass"}]


def test_a_list_is_added_to() -> None:
    def skilled(shop: Any, policy: Any) -> Any:
        return any_of(shop.crafts, policy.crafts)

    assert {"crafts": ("weaving", "folding")} in remedies(skilled, Workshop(crafts=("weaving",)))
    assert remedies(lambda s, p: no(skilled(s, p)), Workshop(crafts=("folding",))) == []


@attrs.frozen(kw_only=True)
class Stall(Record):
    goods: Fact[tuple[Fact[str], ...]] = given(en="Goods", change="to_less")
    night: Fact[bool] = given(en="Open at night", change="both_ways")
    tables: Fact[int] = given(en="Tables", change="both_ways", most=4)
    day: Fact[date] = given(en="Day", change="both_ways")
    fee: Fact[int] = given(en="Fee", unit="TWD", step=100, change="to_more")
    paper: Fact[int] = given(en="Paper", change="both_ways")
    sort: Fact[str] = given(
        en="Sort",
        change="both_ways",
        reachable=("food",),
        options=dict.fromkeys(("food", "drink", "game"), Text()),
    )


def test_a_list_is_taken_from() -> None:
    def plain(stall: Any, policy: Any) -> Any:
        return no(any_of(stall.goods, policy.crafts))

    assert remedies(plain, Stall(goods=("folding", "weaving"))) == [{"goods": ("weaving",)}]
    assert remedies(plain, Stall(goods=("folding", "alpha", "painting"))) == [{"goods": ("alpha",)}]
    assert remedies(plain, Stall(goods=("painting", "zither"))) == [{"goods": ("zither",)}]


def test_a_list_with_an_unknown_item_breaks_nothing() -> None:
    decision = decide(lambda s, p: no(any_of(s.goods, p.crafts)), Stall(goods=("folding", UNKNOWN)))
    assert decision["fund.x"].remedies == ()


def test_a_policy_list_that_is_empty_breaks_nothing() -> None:
    judged = programme(rule("fund.x", en="…")(lambda s, p: any_of(s.crafts, p.crafts)))
    decision = judged.assess(Workshop(crafts=("weaving",)), on=FILED, policy=Limits(crafts=()))
    assert decision.outcome is Outcome.INELIGIBLE
    assert decision.remedies == ()


def test_equality_of_a_truth_a_number_and_a_date() -> None:
    assert remedies(lambda s, p: no(one_of(s.night, True)), Stall(night=True)) == [{"night": False}]
    assert remedies(lambda s, p: one_of(s.night, True), Stall(night=False)) == [{"night": True}]
    assert remedies(lambda s, p: one_of(s.tables, 3), Stall(tables=1)) == [{"tables": 3}]
    assert remedies(lambda s, p: no(one_of(s.tables, 3, 4)), Stall(tables=4)) == [{"tables": 2}]
    moved = remedies(lambda s, p: no(one_of(s.day, FILED)), Stall(day=FILED))
    assert moved == [{"day": date(2022, 5, 3)}, {"day": date(2022, 5, 1)}]


def test_only_options_within_reach() -> None:
    assert remedies(lambda s, p: one_of(s.sort, "food", "drink"), Stall(sort="game")) == [{"sort": "food"}]


def test_bounds_and_steps_are_kept() -> None:
    assert remedies(lambda s, p: s.tables >= 5, Stall(tables=1)) == []
    assert remedies(lambda s, p: s.tables >= 4, Stall(tables=1)) == [{"tables": 4}]
    assert remedies(lambda s, p: s.fee >= 250, Stall(fee=100)) == [{"fee": 300}]
    assert remedies(lambda s, p: s.paper <= -1, Stall(paper=3)) == []


# Sums and shares.


def test_sums_are_mended_one_fact_at_a_time() -> None:
    def within(shop: Any, policy: Any) -> Any:
        return shop.rent + shop.wages <= policy.most_rent

    assert remedies(within, Workshop(rent=80, wages=30)) == [{"rent": 70}, {"wages": 20}]
    assert remedies(within, Workshop(rent=120, wages=30)) == [{"rent": 70}]


def test_shares_are_mended_exactly() -> None:
    def part(shop: Any, policy: Any) -> Any:
        return share_at_most(shop.rent, shop.wages, policy.half)

    assert remedies(part, Workshop(rent=8, wages=11)) == [{"rent": 5}, {"wages": 16}]
    own = remedies(lambda s, p: share_at_least(s.savings, s.wages, p.half), Workshop(savings=1, wages=9))
    assert own == [{"savings": 5}, {"wages": 2}]


# Several ways, several failures.


def test_an_alternative_for_each_way_out() -> None:
    def either(shop: Any, policy: Any) -> Any:
        return (shop.staff <= 9) | (shop.rent <= 100) | shop.public

    shop = Workshop(staff=20, rent=140, public=False)
    assert remedies(either, shop) == [{"rent": 100}, {"public": True}]


def test_all_parts_of_a_conjunction_are_mended_together() -> None:
    def both(shop: Any, policy: Any) -> Any:
        return (shop.rent <= 100) & shop.public

    assert remedies(both, Workshop(rent=140, public=False)) == [{"rent": 100, "public": True}]
    assert remedies(both, Workshop(rent=100, public=False)) == [{"public": True}]


def test_going_further_than_another_way_is_no_alternative() -> None:
    def under_either(shop: Any, policy: Any) -> Any:
        return (shop.rent <= 10) | (shop.rent <= 20)

    assert remedies(under_either, Workshop(rent=30)) == [{"rent": 20}]


def test_doing_more_than_another_way_is_no_alternative() -> None:
    def enough(shop: Any, policy: Any) -> Any:
        return (shop.public & (shop.rent <= 10)) | (shop.rent <= 10)

    assert remedies(enough, Workshop(rent=30, public=False)) == [{"rent": 10}]


def test_a_choice_is_mended_in_either_branch() -> None:
    def chosen(shop: Any, policy: Any) -> Any:
        return pick(shop.public, shop.rent <= 100, shop.rent <= 50)

    found = remedies(chosen, Workshop(rent=80, public=False))
    assert {"public": True} in found
    assert {"rent": 50} in found


def test_a_rule_may_be_made_not_to_apply() -> None:
    decision = decide(
        lambda s, p: s.savings >= p.least_savings,
        Workshop(savings=10, rent=150),
        applies=lambda s, p: s.rent > 100,
    )
    assert told(decision["fund.x"].remedies) == [{"savings": 50}, {"rent": 100}]
    # Where no rule applies nobody is eligible.
    assert told(decision.remedies) == [{"savings": 50}]


FUND = programme(
    rule("fund.rent", en="Rent")(lambda s, p: (s.rent <= p.most_rent) | s.public),
    rule("fund.savings", en="Savings")(lambda s, p: s.savings >= p.least_savings),
    rule("fund.costs", en="Costs")(lambda s, p: s.rent + s.wages <= 150),
    rule("fund.kind", en="Kind", applies=lambda s, p: no(s.public))(lambda s, p: one_of(s.style, p.kinds)),
    rule("fund.advice", en="Advice", force="advisory")(lambda s, p: s.savings >= 10**6),
)


def test_failures_of_several_rules_are_mended_together() -> None:
    shop = Workshop(rent=140, savings=10, wages=30, public=False, style="silk")
    found = told(FUND.assess(shop, on=FILED).remedies)
    assert {"rent": 100, "savings": 50} in found
    assert {"public": True, "savings": 50, "rent": 120} in found
    assert {"public": True, "savings": 50, "wages": 10} in found


def test_what_cannot_be_mended_leaves_no_remedy() -> None:
    judged = programme(
        rule("fund.rent", en="…")(lambda s, p: s.rent <= p.most_rent),
        rule("fund.fined", en="…")(lambda s, p: no(s.fined)),
    )
    decision = judged.assess(Workshop(rent=140, fined=True), on=FILED)
    assert decision.remedies == ()
    assert told(decision["fund.rent"].remedies) == [{"rent": 100}]


def test_mending_one_rule_does_not_break_another() -> None:
    judged = programme(
        rule("fund.least", en="…")(lambda s, p: s.wages >= 50),
        rule("fund.most", en="…")(lambda s, p: s.wages <= s.rent),
    )
    assert judged.assess(Workshop(wages=10, rent=40), on=FILED).remedies == ()
    [remedy] = judged.assess(Workshop(wages=10, rent=60), on=FILED).remedies
    assert told([remedy]) == [{"wages": 50}]


def test_nothing_to_mend() -> None:
    eligible = Workshop(rent=10, savings=90, wages=1, public=True, style="silk")
    assert FUND.assess(eligible, on=FILED).remedies == ()
    assert FUND.assess(Workshop(), on=FILED).remedies == ()
    assert all(finding.remedies == () for finding in FUND.assess(Workshop(), on=FILED).findings)


amounts = st.integers(min_value=0, max_value=150)
workshops = st.builds(
    Workshop,
    rent=amounts,
    savings=amounts,
    wages=amounts,
    public=st.booleans(),
    style=st.sampled_from(["paper", "silk", "glass"]),
)


def allowed(remedy: Remedy) -> bool:
    """Whether each change is of a given fact, in the direction that its declaration allows."""
    for change in remedy.changes:
        way = change.info.change
        if change.info.derived or way == "never" or change.old == change.new:
            return False
        if way == "to_more" and not change.new > change.old:
            return False
        if way == "to_less" and not change.new < change.old:
            return False
    return True


@example(workshops)
@settings(max_examples=200)
def test_each_remedy_is_allowed_and_ends_eligible(shop: Workshop) -> None:
    decision = FUND.assess(shop, on=FILED)
    for remedy in decision.remedies:
        assert allowed(remedy)
        assert remedy.applicable
        assert FUND.assess(remedy.apply(shop), on=FILED).outcome is Outcome.ELIGIBLE
        assert {change.path.key: change.old for change in remedy.changes} == {
            change.path.key: getattr(shop, change.path.key) for change in remedy.changes
        }
    if decision.outcome is Outcome.INELIGIBLE:
        assert decision.remedies  # this fund can always be mended


@example(workshops)
@settings(max_examples=200)
def test_each_remedy_of_a_finding_mends_that_finding(shop: Workshop) -> None:
    decision = FUND.assess(shop, on=FILED)
    for finding in decision.findings:
        for remedy in finding.remedies:
            assert allowed(remedy)
            assert mended(FUND, finding, remedy.apply(shop))


def mended(judged: Programme[Any, Any], finding: Finding, subject: Any) -> bool:
    return judged.assess(subject, on=FILED)[finding.rule].result in MENDED


@example(workshops)
@settings(max_examples=150)
def test_no_remedy_does_more_than_it_must(shop: Workshop) -> None:
    """Leaving out a change, or going one step less far in a number, does not do."""
    for remedy in FUND.assess(shop, on=FILED).remedies:
        targets = {change.path.key: change for change in remedy.changes}
        for name, change in targets.items():
            lesser = [change.old]
            if change.info.type == "int":
                lesser.append(change.new + (1 if change.new < change.old else -1))
            for value in lesser:
                tried = {**{key: one.new for key, one in targets.items()}, name: value}
                less = attrs.evolve(shop, **tried)
                assert FUND.assess(less, on=FILED).outcome is not Outcome.ELIGIBLE


def test_remedies_of_a_list_rule_may_not_contradict_each_other() -> None:
    @attrs.frozen(kw_only=True)
    class Pair(Record):
        makers: Fact[tuple[Maker, ...]] = given(en="Makers")

        def incoherent(self) -> Iterable[Problem]:
            if isinstance(self.makers, tuple) and all(maker.licensed is True for maker in self.makers):
                yield Problem.at(["makers"], "duplicate", given="licensed")

    @rule("fund.x", en="…")
    def licensed(maker: Maker, policy: Limits) -> Truth:
        return maker.licensed

    judged = programme(for_each("makers", licensed), subject=Pair)
    pair = Pair(makers=(Maker(licensed=False), Maker(licensed=False)))
    decision = judged.assess(pair, on=FILED)
    assert decision.remedies == ()
    assert decision["fund.x"].remedies == ()


# Derived facts.


def lower_rent(books: Any, target: int) -> Any:
    return attrs.evolve(books, rent=max(0, target - books.wages))


@attrs.frozen(kw_only=True)
class Books(Record):
    rent: Fact[int] = given(en="Rent", unit="TWD", change="to_less")
    wages: Fact[int] = given(en="Wages", unit="TWD")

    @fact(en="Costs", unit="TWD", change="to_less")
    def costs(self) -> Fact[int]:
        return self.rent + self.wages

    @fact(en="Outlay", unit="TWD", change="to_less", repair=lower_rent)
    def outlay(self) -> Fact[int]:
        return self.rent + self.wages


def test_a_derived_fact_gets_a_stated_target() -> None:
    books = Books(rent=90, wages=30)
    decision = decide(lambda s, p: s.costs <= p.most_rent, books)
    [remedy] = decision["fund.x"].remedies
    assert told([remedy]) == [{"costs": 100}]
    assert not remedy.applicable
    with pytest.raises(TypeError, match="states a target"):
        remedy.apply(books)


def test_a_derived_fact_with_a_repair_is_mended_through_it() -> None:
    books = Books(rent=90, wages=30)
    decision = decide(lambda s, p: s.outlay <= p.most_rent, books)
    [remedy] = decision.remedies
    mended_books = remedy.apply(books)
    assert (mended_books.rent, mended_books.wages) == (70, 30)
    assert decide(lambda s, p: s.outlay <= p.most_rent, mended_books).outcome is Outcome.ELIGIBLE


def test_a_repair_that_does_not_reach_its_target_is_no_remedy() -> None:
    decision = decide(lambda s, p: s.outlay <= p.most_rent, Books(rent=90, wages=130))
    assert decision.outcome is Outcome.INELIGIBLE
    assert decision.remedies == decision["fund.x"].remedies == ()


def test_a_derived_fact_whose_inputs_never_change_gets_no_target() -> None:
    decision = decide(lambda s, p: s.costs <= p.most_rent, Workshop(rent=90, wages=30))
    for remedy in decision.remedies:
        assert remedy.applicable


# What a remedy is.


def test_a_remedy_leaves_the_subject_and_the_date_alone() -> None:
    judged = programme(rule("fund.x", en="…")(lambda s, p, on: (on <= p.closes) & (s.rent <= p.most_rent)))
    shop = Workshop(rent=140)
    [remedy] = judged.assess(shop, on=FILED).remedies
    assert told([remedy]) == [{"rent": 100}]
    assert shop.rent == 140
    assert judged.assess(shop, on=date(2022, 9, 1)).remedies == ()


def test_remedies_follow_the_policy_that_was_applied() -> None:
    judged = programme(rule("fund.x", en="…")(lambda s, p: s.rent <= p.most_rent))
    reform = attrs.evolve(LIMITS, most_rent=120)
    [remedy] = judged.assess(Workshop(rent=140), on=FILED, policy=reform).remedies
    assert told([remedy]) == [{"rent": 120}]


def test_a_remedy_that_would_make_nonsense_is_not_offered() -> None:
    @attrs.frozen(kw_only=True)
    class Lease(Record):
        rent: Fact[int] = given(en="Rent", change="to_less")
        least: Fact[int] = given(en="Least rent")

        def incoherent(self) -> Iterable[Problem]:
            if self.rent is not UNKNOWN and self.least is not UNKNOWN and self.rent < self.least:
                yield Problem.at(["rent"], "too_small", given=self.rent, limit=self.least)

    assert remedies(lambda s, p: s.rent <= 100, Lease(rent=140, least=90)) == [{"rent": 100}]
    assert remedies(lambda s, p: s.rent <= 100, Lease(rent=140, least=120)) == []


def test_in_words() -> None:
    [remedy] = decide(
        lambda s, p: (s.rent <= 100) & one_of(s.style, "silk"), Workshop(rent=140, style="glass")
    ).remedies
    assert remedy.message("en") == "change Rent from NT$140 to NT$100; change Style from glass to silk"
    assert remedy.message("zh_Hant_TW") == "租金由「140元」改為「100元」；樣式由「glass」改為「silk」"


def test_a_day_that_is_over_is_no_remedy() -> None:
    @rule("fund.lease", en="A lease that runs on")
    def lasting(shop: Workshop, policy: Limits) -> Truth:
        return shop.lease_until >= policy.opens

    shop = Workshop(lease_until=date(2022, 3, 1))
    [remedy] = programme(lasting).assess(shop, on=FILED).remedies
    assert [change.new for change in remedy.changes] == [FILED]  # not 1 April, which is over
    [earlier] = programme(lasting).assess(shop, on=date(2022, 2, 1)).remedies
    assert [change.new for change in earlier.changes] == [date(2022, 4, 1)]


def test_a_day_that_cannot_be_reached_any_more_has_none() -> None:
    @rule("fund.lease", en="A lease that ran out in spring")
    def short(shop: Workshop, policy: Limits) -> Truth:
        return (shop.lease_until >= policy.opens) & (shop.lease_until <= date(2022, 4, 30))

    shop = Workshop(lease_until=date(2022, 3, 1))
    assert programme(short).assess(shop, on=FILED).remedies == ()
