"""What is asked for, and of whom, while a decision is open; never too little."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

import attrs
import pytest
from hypothesis import given as example
from hypothesis import settings
from hypothesis import strategies as st

from cloudgrant.rules import (
    UNKNOWN,
    Assessment,
    DeclarationRefused,
    Fact,
    Outcome,
    Record,
    Truth,
    all_of,
    any_of,
    count,
    every,
    fact,
    facts,
    given,
    no,
    one_of,
    pick,
    rule,
    share_at_most,
)
from cloudgrant.rules.deciding.evaluate import Case
from cloudgrant.rules.deciding.gaps import gaps_of
from cloudgrant.rules.writing.tracing import trace
from cloudgrant.values.paths import Path
from cloudgrant.values.text import Text
from toys.workshops import FILED, Address, Limits, Maker, Workshop, programme
from toys.written_rules import DAYS, VALUES, Rates, Shop, function_of, policies, shops, texts


def asked(decision: Assessment[Any, Any]) -> set[str]:
    return {gap.path.key for gap in (*decision.missing, *decision.awaiting)}


def decide(function: Any, known: Any) -> Assessment[Any, Any]:
    judged = programme(rule("fund.x", en="…")(function), subject=type(known))
    return judged.assess(known, on=FILED)


def keys(function: Any, known: Any) -> list[str]:
    return [gap.path.key for gap in decide(function, known).missing]


# It never omits, and asks for nothing once decided.


@example(first=texts, second=texts, applies=texts, shop=shops(), policy=policies(), data=st.data())
@settings(max_examples=250)
def test_what_is_not_listed_can_never_decide(
    first: str, second: str, applies: str, shop: Shop, policy: Rates, data: st.DataObject
) -> None:
    judged = programme(
        rule("law.a", en="…", applies=function_of(applies))(function_of(first)),
        rule("law.b", en="…")(function_of(second)),
        subject=Shop,
        policies={date(2022, 1, 1): Rates()},
    )
    decision = judged.assess(shop, policy=policy, on=DAYS[1])
    listed = asked(decision)
    others = [name for name in VALUES if getattr(shop, name) is UNKNOWN and name not in listed]
    learnt = attrs.evolve(shop, **{name: data.draw(st.sampled_from(VALUES[name])) for name in others})
    if decision.outcome is Outcome.UNDETERMINED:
        assert judged.assess(learnt, policy=policy, on=DAYS[1]).outcome is Outcome.UNDETERMINED
    else:
        assert listed == set()


@example(text=texts, shop=shops(), data=st.data())
@settings(max_examples=250)
def test_with_all_that_is_listed_known_the_rule_is_settled(
    text: str, shop: Shop, data: st.DataObject
) -> None:
    judged = programme(
        rule("law.a", en="…")(function_of(text)), subject=Shop, policies={date(2022, 1, 1): Rates()}
    )
    decision = judged.assess(shop, on=DAYS[1])
    told = {name: data.draw(st.sampled_from(VALUES[name])) for name in asked(decision)}
    assert judged.assess(attrs.evolve(shop, **told), on=DAYS[1]).outcome is not Outcome.UNDETERMINED


def test_only_facts_that_still_matter_stay_missing() -> None:
    def either(shop: Any, policy: Any) -> Any:
        return (shop.rent <= 10) | (shop.wages <= 10)

    assert keys(either, Workshop()) == ["rent", "wages"]
    assert keys(either, Workshop(rent=11)) == ["wages"]
    assert keys(either, Workshop(rent=10)) == []


def test_a_partial_sum_past_the_limit_asks_for_no_more() -> None:
    def within(shop: Any, policy: Any) -> Any:
        return shop.rent + shop.wages + shop.savings <= policy.most_rent

    assert keys(within, Workshop(rent=60)) == ["wages", "savings"]
    assert keys(within, Workshop(rent=60, wages=60)) == []


def test_a_choice_asks_for_the_branch_that_was_taken() -> None:
    def chosen(shop: Any, policy: Any) -> Any:
        return pick(shop.public, shop.rent, shop.wages) <= 10

    assert keys(chosen, Workshop()) == ["public", "rent", "wages"]
    assert keys(chosen, Workshop(public=True)) == ["rent"]
    assert keys(chosen, Workshop(public=False, rent=3)) == ["wages"]
    assert keys(chosen, Workshop(rent=3, wages=3)) == []


def test_each_gap_names_the_rules_that_wait_for_it() -> None:
    judged = programme(
        rule("fund.a", en="…")(lambda shop, policy: shop.staff <= 9),
        rule("fund.b", en="…")(lambda shop, policy: (shop.staff >= 2) & no(shop.fined)),
        rule("fund.c", en="…", force="advisory")(lambda shop, policy: shop.staff >= 1),
    )
    decision = judged.assess(Workshop(), on=FILED)
    assert [(gap.path.key, gap.rules) for gap in decision.missing] == [
        ("staff", ("fund.a", "fund.b")),
        ("fined", ("fund.b",)),
    ]


# Whom it waits for.


@pytest.mark.parametrize(
    ("name", "because"),
    [
        ("public", "fact"),
        ("inspected", "event"),
        ("on_the_list", "event"),
        ("reviewer_accepts", "reviewer"),
        ("covered", "text"),
    ],
)
def test_because_follows_who_knows_the_fact(name: str, because: str) -> None:
    decision = decide(lambda shop, policy: getattr(shop, name), Workshop())
    [gap] = (*decision.missing, *decision.awaiting)
    assert (gap.path.key, gap.because) == (name, because)
    assert bool(decision.missing) is (because == "fact")
    assert decision["fund.x"].because == (gap,)


def test_a_number_that_is_not_published_is_awaited() -> None:
    decision = decide(lambda shop, policy: shop.savings >= policy.levy, Workshop(savings=5))
    assert decision.missing == ()
    [gap] = decision.awaiting
    assert (gap.path.pointer, gap.because) == ("/policy/levy", "policy")
    assert gap.question("en") == "Not published yet: Levy"
    assert gap.question("zh_Hant_TW") == "主辦單位尚未公布：規費"


def test_discretion_settles_an_open_list() -> None:
    def suitable(shop: Any, policy: Any) -> Any:
        return one_of(shop.style, "paper", "silk") | shop.reviewer_accepts

    decision = decide(suitable, Workshop(style="glass"))
    assert [gap.because for gap in decision.awaiting] == ["reviewer"]
    assert decision.missing == ()
    assert decide(suitable, Workshop(style="silk")).outcome is Outcome.ELIGIBLE
    assert decide(suitable, Workshop(style="glass", reviewer_accepts=True)).outcome is Outcome.ELIGIBLE


def test_the_date_of_filing_may_be_what_is_missing() -> None:
    judged = programme(rule("fund.x", en="…")(lambda shop, policy, on: on <= policy.closes))
    decision = judged.assess(Workshop(), policy=Limits())
    [gap] = decision.missing
    assert (gap.path.pointer, gap.because) == ("/on", "fact")
    assert gap.question("en") == "On which date is the application filed?"


def test_facts_of_an_inner_record_bear_their_path() -> None:
    def small(shop: Any, policy: Any) -> Any:
        return shop.address.area <= 90

    assert keys(small, Workshop()) == ["address.area"]
    assert keys(small, Workshop(address=Address(area=3))) == []


# Through derived facts and lists.


def test_a_derived_fact_asks_for_the_facts_it_follows_from() -> None:
    def cheap(shop: Any, policy: Any) -> Any:
        return shop.costs <= policy.most_rent

    assert keys(cheap, Workshop()) == ["rent", "wages"]
    assert keys(cheap, Workshop(wages=3)) == ["rent"]


def test_a_derived_fact_of_a_list_asks_inside_the_list() -> None:
    def taught(shop: Any, policy: Any) -> Any:
        return shop.licensed_makers >= 2

    assert keys(taught, Workshop()) == ["makers"]
    inside = keys(taught, Workshop(makers=(Maker(number="A1", licensed=True), UNKNOWN, Maker(number="B2"))))
    assert {"makers[1]", "makers[number=B2].licensed"} <= set(inside)
    assert "makers[number=A1].licensed" not in inside


@attrs.frozen(kw_only=True)
class Guild(Record):
    """Its derived facts name the facts of its makers, and of its house, that they follow from."""

    makers: Fact[tuple[Fact[Maker], ...]] = given(en="Makers")
    house: Address = given(default=Address(), en="House")

    @fact(en="All licensed")
    def licensed(self) -> Truth:
        return every(self.makers, lambda maker: maker.licensed)

    @fact(en="Numbers of the licensed", opaque=1, reads=("makers.number", "makers.licensed"))
    def numbers(self) -> Fact[tuple[Fact[str], ...]]:
        if self.makers is UNKNOWN:
            return UNKNOWN
        return tuple(
            maker.number if maker is not UNKNOWN and maker.licensed is not UNKNOWN else UNKNOWN
            for maker in self.makers
        )

    @fact(en="Room", unit="m²")
    def room(self) -> Fact[int]:
        return self.house.area


def test_a_derived_fact_may_name_the_facts_of_what_is_in_a_list() -> None:
    def licensed(guild: Any, policy: Any) -> Any:
        return guild.licensed & (guild.room <= 90)

    makers = (Maker(number="A1", licensed=True), UNKNOWN, Maker(number="B2"))
    assert keys(licensed, Guild(makers=makers)) == ["makers[1]", "makers[number=B2].licensed", "house.area"]
    assert keys(licensed, Guild(makers=makers[:1])) == ["house.area"]


def test_each_gap_is_named_once() -> None:
    def either(guild: Any, policy: Any) -> Any:
        return guild.licensed & any_of(guild.numbers, policy.crafts)

    [finding] = decide(either, Guild(makers=(Maker(number="A1"),))).findings
    assert [gap.path.key for gap in finding.because] == ["makers[number=A1].licensed"]


def test_unknown_items_of_a_derived_list_are_asked_for_where_they_come_from() -> None:
    def listed(guild: Any, policy: Any) -> Any:
        return any_of(guild.numbers, policy.crafts) | all_of(guild.numbers, policy.kinds)

    assert keys(listed, Guild()) == ["makers"]
    inside = keys(listed, Guild(makers=(Maker(number="A1"), Maker(licensed=True))))
    assert inside == ["makers[1].number", "makers[number=A1].licensed"]


@attrs.frozen(kw_only=True)
class Union(Record):
    """Its lists are made of others."""

    makers: Fact[tuple[Fact[Maker], ...]] = given(en="Makers")
    enough: Fact[int] = given(en="Enough", most=9)

    @fact(en="Of the guild", opaque=1, reads=("makers.number", "makers.licensed"))
    def members(self) -> Fact[tuple[Fact[Maker], ...]]:
        if self.makers is UNKNOWN:
            return UNKNOWN
        return tuple(maker for maker in self.makers if maker is UNKNOWN or maker.number is not UNKNOWN)

    @fact(en="All of them")
    def all_makers(self) -> Fact[tuple[Fact[Maker], ...]]:
        return self.makers


@pytest.mark.parametrize("name", ["members", "all_makers"])
def test_what_is_unknown_of_an_item_of_a_derived_list_is_asked_for_where_that_comes_from(name: str) -> None:
    def licensed(union: Any, policy: Any) -> Any:
        return count(getattr(union, name), lambda maker: maker.licensed) >= union.enough

    number, known = Maker(number="A1"), Maker(number="B2", licensed=True)
    assert keys(licensed, Union(enough=1)) == ["makers"]
    assert keys(licensed, Union(makers=(number,), enough=1)) == ["makers[number=A1].licensed"]
    assert keys(licensed, Union(makers=(number, known), enough=1)) == []
    assert keys(licensed, Union(makers=(known, UNKNOWN), enough=2)) == ["makers[1]"]
    # Of a list that is known to the end, nothing is asked for.
    assert keys(licensed, Union(makers=(known,))) == ["enough"]


def test_a_derived_fact_cannot_name_what_is_not_there() -> None:
    @attrs.frozen(kw_only=True)
    class Astray(Record):
        address: Address = given(default=Address(), en="Address")

        @fact(en="Room", opaque=1, reads=("address.aera", "address.area.size", "adress.area"))
        def room(self) -> Fact[int]:
            return UNKNOWN

    with pytest.raises(DeclarationRefused) as refused:
        facts(Astray)
    [problem] = refused.value.problems
    assert (problem.path.key, problem.code) == ("Astray.room", "declaration.strangers")
    assert problem.params["given"] == "address.aera, address.area.size, adress.area"


def test_any_of_asks_for_the_list_or_its_unknown_items() -> None:
    def skilled(shop: Any, policy: Any) -> Any:
        return any_of(shop.crafts, policy.crafts)

    assert keys(skilled, Workshop()) == ["crafts"]
    assert keys(skilled, Workshop(crafts=("weaving", UNKNOWN))) == ["crafts[1]"]
    assert keys(skilled, Workshop(crafts=("folding", UNKNOWN))) == []


@attrs.frozen(kw_only=True)
class Studio(Record):
    rent: Fact[int] = given(en="Rent", unit="TWD")
    wages: Fact[int] = given(en="Wages", unit="TWD")
    income: Fact[int] = given(en="Income", unit="TWD", known_by="office")
    crafts: Fact[tuple[str, ...]] = given(en="Crafts")

    @fact(en="Costs", unit="TWD")
    def costs(self) -> Fact[int]:
        return self.rent + self.wages

    @fact(en="Loss", unit="TWD")
    def loss(self) -> Fact[int]:
        return self.costs - self.income

    @fact(en="Known crafts")
    def known_crafts(self) -> Fact[tuple[str, ...]]:
        return self.crafts

    @fact(en="Says so", known_by="reviewer", opaque=1)
    def says_so(self) -> Fact[bool]:
        return UNKNOWN

    @fact(en="Paid")
    def paid(self) -> Fact[bool]:
        return self.rent <= 3


def test_derived_facts_of_derived_facts_are_expanded() -> None:
    decision = decide(lambda studio, policy: studio.loss <= 3, Studio(wages=2))
    assert [gap.path.key for gap in decision.missing] == ["rent"]
    assert [(gap.path.key, gap.because) for gap in decision.awaiting] == [("income", "event")]


def test_a_derived_list_is_expanded_too() -> None:
    decision = decide(lambda studio, policy: any_of(studio.known_crafts, policy.crafts), Studio())
    assert [gap.path.key for gap in decision.missing] == ["crafts"]


@attrs.frozen(kw_only=True)
class Ledger(Record):
    year: Fact[int] = given(en="Year")
    profit: Fact[int] = given(en="Profit", unit="TWD")

    @fact(
        en="Profit of 2021",
        opaque=1,
        reads=("year", "profit"),
        answered_by="year",
        ask=Text(en="Which year, anew?"),
    )
    def profitable(self) -> Fact[bool]:
        return UNKNOWN if self.year is UNKNOWN or self.year != 2021 else self.profit > 0

    @fact(en="Profit of another year", answered_by="year", ask=Text(en="Which year, anew?"))
    def of_another_year(self) -> Fact[bool]:
        return UNKNOWN

    @fact(en="Thrifty in 2021")
    def thrifty(self) -> Fact[bool]:
        return pick(one_of(self.year, 2021), self.profit > 5, self.of_another_year)


def test_what_is_to_be_told_anew_is_asked_for_at_its_own_place() -> None:
    profitable = trace("fund.profit", lambda ledger, policy: ledger.profitable, Ledger, Limits)

    def told(ledger: Ledger) -> list[tuple[str, str, str]]:
        gaps = gaps_of(profitable, Case(ledger, Limits()), Path())
        return [(gap.path.key, gap.answered_at.key, gap.question("en")) for gap in gaps]

    assert told(Ledger(profit=3)) == [("year", "year", "Please give: Year")]
    assert told(Ledger(year=2021)) == [("profit", "profit", "Please give: Profit")]
    assert told(Ledger(year=2020, profit=3)) == [("profitable", "year", "Which year, anew?")]
    assert told(Ledger(year=2021, profit=3)) == []


def test_what_another_year_does_not_tell_is_asked_for_anew() -> None:
    thrifty = trace("fund.thrift", lambda ledger, policy: ledger.thrifty, Ledger, Limits)

    def told(ledger: Ledger) -> list[tuple[str, str, str]]:
        gaps = gaps_of(thrifty, Case(ledger, Limits()), Path())
        return [(gap.path.key, gap.answered_at.key, gap.question("en")) for gap in gaps]

    assert set(told(Ledger(profit=3))) == {("year", "year", "Please give: Year")}
    assert told(Ledger(year=2020, profit=3)) == [("of_another_year", "year", "Which year, anew?")]
    assert told(Ledger(year=2021)) == [("profit", "profit", "Please give: Profit")]
    assert told(Ledger(year=2021, profit=3)) == []


def test_a_fact_to_be_told_anew_is_one_of_the_class() -> None:
    @attrs.frozen(kw_only=True)
    class Astray(Record):
        @fact(en="Room", answered_by="aera")
        def room(self) -> Fact[int]:
            return UNKNOWN

    with pytest.raises(DeclarationRefused, match="answered_by names aera: there are no such facts"):
        facts(Astray)


def test_a_derived_fact_that_reads_nothing_stands_for_itself() -> None:
    decision = decide(lambda studio, policy: studio.says_so, Studio())
    assert [(gap.path.key, gap.because) for gap in decision.awaiting] == [("says_so", "reviewer")]


@attrs.frozen(kw_only=True)
class Levies(Limits):
    """Numbers of which some follow from others."""

    rebate: Fact[int] = given(zh="折減", en="Rebate", known_by="text")

    @fact(en="Twice the levy")
    def doubled(self) -> Fact[int]:
        return self.levy * 2

    @fact(en="Due")
    def due(self) -> Fact[int]:
        return self.doubled - self.rebate


def test_of_a_policy_value_that_follows_from_others_what_is_not_published_of_these() -> None:
    judged = programme(
        rule("fund.x", en="…")(lambda shop, policy: shop.rent <= policy.due), policies={FILED: Levies()}
    )
    [levy, rebate] = judged.assess(Workshop(rent=1), on=FILED).awaiting
    assert (levy.path.key, levy.because) == ("policy.levy", "policy")
    assert (rebate.path.key, rebate.because) == ("policy.rebate", "text")
    [left] = judged.assess(Workshop(rent=1), on=FILED, policy=Levies(levy=5)).awaiting
    assert left.path.key == "policy.rebate"


def test_a_share_asks_for_part_and_whole() -> None:
    def half(shop: Any, policy: Any) -> Any:
        return share_at_most(shop.rent, shop.costs, policy.half)

    assert keys(half, Workshop(rent=3)) == ["wages"]


@pytest.mark.parametrize(("rent", "wages"), list(product((UNKNOWN, 3, 99), repeat=2)))
def test_empty_as_soon_as_decided(rent: Fact[int], wages: Fact[int]) -> None:
    decision = decide(
        lambda shop, policy: (shop.rent <= 10) & (shop.wages <= 10), Workshop(rent=rent, wages=wages)
    )
    assert bool(asked(decision)) is (decision.outcome is Outcome.UNDETERMINED)


def test_questions_speak_both_languages() -> None:
    [gap] = decide(lambda shop, policy: shop.staff <= 9, Workshop()).missing
    assert gap.question("zh_Hant_TW") == "請提供：員工"
    assert gap.question("en") == "Please give: Staff"
