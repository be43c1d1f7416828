"""Nonsense in a declaration is refused as it is declared, with its place and its cure, all of it at once."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date
from typing import Any

import attrs
import pytest

from cloudgrant.rules import Clause, Fact, Realised, Record, RuleRefused, calculation, fact, given, rule
from cloudgrant.rules.records.declaring import DECLARATIONS, DeclarationRefused
from cloudgrant.values.problems import InvalidInput
from cloudgrant.values.text import Text
from toys.workshops import LIMITS, Limits, Workshop, clause, programme


def always(shop: Any, policy: Any) -> Any:
    return shop.staff <= policy.most_staff


small = rule("fund.x", zh="員工", en="Staff")(always)


def refused(declare: Callable[[], object]) -> list[tuple[str, str]]:
    with pytest.raises(InvalidInput) as caught:
        declare()
    for problem in caught.value.problems:
        assert problem.message("zh_Hant_TW") != problem.message("en")
    return [(problem.path.key, problem.code) for problem in caught.value.problems]


# Facts.


def test_every_fault_of_a_classs_facts_is_told_as_it_is_made() -> None:
    words: dict[str, Any] = {"units": "EUR"}
    wrong: dict[str, Any] = {"change": "to_mor", "known_by": "ministry"}

    def declare() -> None:
        @attrs.frozen(kw_only=True)
        class Shop(Record):
            rent: Fact[int] = given(en="Rent", **words)
            staff: Fact[int] = given(en="Staff", **wrong)
            area: Fact[int] = given(en="Area", least=3, most=2, step=0)
            wide: Fact[int] = given(en="Wide", most=2**63)
            style: Fact[str] = given(en="Style", options={"silk": Text(colour="red")})

            @fact(en="Costs", ask=Text(please="?"))
            def costs(self) -> Fact[int]:
                return self.rent

    assert refused(declare) == [
        ("Shop.rent", "declaration.locale"),
        ("Shop.staff", "declaration.option"),
        ("Shop.staff", "declaration.option"),
        ("Shop.area", "declaration.step"),
        ("Shop.area", "declaration.bounds"),
        ("Shop.wide", "declaration.bounds"),
        ("Shop.style", "declaration.locale"),
        ("Shop.costs", "declaration.locale"),
    ]


@attrs.frozen(kw_only=True)
class Stand(Record):
    """What others are made from."""

    rent: Fact[int] = given(en="Rent", least=0, most=10)
    wages: Fact[int] = given(en="Wages", least=0, most=10)
    helpers: Fact[tuple[str, ...]] = given(en="Helpers", most_items=3)
    kind: Fact[str] = given(en="Kind")

    @fact(en="Costs")
    def costs(self) -> Fact[int]:
        return self.rent + self.wages


def costs(self: Any) -> Fact[int]:
    return self.rent * 3  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("name", "member"),
    [
        ("costs", fact(en="Costs")(costs)),
        ("costs", fact(en="Costs", opaque=1, reads=("rent",), least=0, most=9)(costs)),
        ("costs", given(en="Costs")),
        ("costs", property(costs)),
        ("costs", 5),
        ("rent", 5),
        ("rent", fact(en="Rent")(costs)),
        ("rent", given(en="Rent", least=0)),
        ("rent", given(en="Rent", least=0, most=11)),
        ("rent", given(en="Rent", least=-1, most=10)),
        ("rent", given(en="Rent", least=None, most=10)),
        ("helpers", given(en="Helpers", most_items=4)),
        ("helpers", given(en="Helpers")),
    ],
)
def test_what_rules_about_a_base_class_go_by_is_not_said_otherwise(name: str, member: Any) -> None:
    assert refused(lambda: type("Shop", (Stand,), {name: member})) == [
        (f"Shop.{name}", "declaration.inherited")
    ]


def test_nor_two_classes_further_on() -> None:
    class Between(Stand):
        """A class that adds nothing."""

    with pytest.raises(DeclarationRefused, match=r"Stand declares this fact.*Stand 已宣告此事實"):
        type("Shop", (Between,), {"costs": fact(en="Costs")(costs)})


def test_bounds_may_be_narrowed_and_facts_added() -> None:
    @attrs.frozen(kw_only=True)
    class Shop(Stand):
        rent: Fact[int] = given(en="Rent", least=1, most=9)
        helpers: Fact[tuple[str, ...]] = given(en="Helpers", most_items=2)
        kind: Fact[str] = "small"

        @fact(en="Threefold")
        def threefold(self) -> Fact[int]:
            return self.costs * 3

    assert Shop(rent=1, wages=2).threefold == 9


def test_the_nearest_word_is_named() -> None:
    words: dict[str, Any] = {"units": "EUR"}
    with pytest.raises(DeclarationRefused, match=r"— unit\?"):
        type("Shop", (Record,), {"rent": given(en="Rent", **words)})
    wrong: Any = "to_mor"
    with pytest.raises(DeclarationRefused, match=r"— to_more\?"):
        type("Shop", (Record,), {"rent": given(en="Rent", change=wrong)})


@pytest.mark.parametrize("key", ["zh", "en", "ja", "zh_Hant_TW", "en_GB", "de", "pt_BR"])
def test_locales_are_words_of_any_language(key: str) -> None:
    words: dict[str, Any] = {key: "…"}
    assert issubclass(type("Shop", (Record,), {"rent": given(**words)}), Record)


@pytest.mark.parametrize("key", ["units", "ask_", "xx", "zh-TW", "EN", "zh_units", "english"])
def test_what_is_no_locale_is_refused(key: str) -> None:
    words: dict[str, Any] = {key: "…"}
    assert refused(lambda: type("Shop", (Record,), {"rent": given(**words)})) == [
        ("Shop.rent", "declaration.locale")
    ]


# Rules and calculations.


def test_every_fault_of_a_rules_declaration_is_told() -> None:
    wrong: dict[str, Any] = {"force": "optional", "stage": "harvest", "unit": "EUR"}
    assert refused(lambda: rule("fund.x", **wrong, en="…")(always)) == [
        ("fund.x", "declaration.option"),
        ("fund.x", "declaration.option"),
        ("fund.x", "declaration.locale"),
    ]


def test_a_rule_needs_words_and_so_does_a_calculation() -> None:
    assert refused(lambda: rule("fund.x")(always)) == [("fund.x", "declaration.words")]
    assert refused(lambda: rule("fund.x", zh=" ")(always)) == [("fund.x", "declaration.words")]
    assert refused(lambda: calculation("fund.x")(always)) == [("fund.x", "declaration.words")]


def test_a_decorator_without_its_brackets_is_told() -> None:
    bare: Any = always
    assert refused(lambda: rule(bare)) == [("rule", "declaration.bare")]
    assert refused(lambda: calculation(bare)) == [("calculation", "declaration.bare")]


# Programmes.


def test_what_is_no_rule_is_told() -> None:
    parts: dict[str, Any] = {"clauses": [clause("fund.x")]}
    with pytest.raises(RuleRefused) as caught:
        programme_of(small, always, "words", **parts)
    assert [(one.path.pointer, one.code) for one in caught.value.problems] == [
        ("/rules/1", "declaration.undecorated"),
        ("/rules/2", "declaration.undecorated"),
    ]
    assert "always is not a rule" in caught.value.problems[0].message("en")
    assert refused(lambda: programme_of(small, award=always, **parts)) == [
        ("calculations[0]", "declaration.undecorated")
    ]


def programme_of(*rules: Any, **parts: Any) -> Any:
    from cloudgrant.rules import Programme

    every: dict[str, Any] = {
        "title": Text(en="Fund"), "subject": Workshop, "policies": {date(2022, 1, 1): LIMITS},
        "clauses": [clause("fund.x")], "rules": rules,
    }  # fmt: skip
    return Programme("fund", **{**every, **parts})


def test_clauses_are_there_once_and_each_is_realised() -> None:
    def found(ids: list[str], *realised_by: Realised) -> list[tuple[str, str]]:
        return refused(
            lambda: programme_of(small, clauses=[clause(id) for id in ids], realised_by=realised_by)
        )

    assert found(["fund.x", "fund.x"]) == [("clauses", "duplicate")]
    assert found(["fund.x", "fund.y", "fund.z"]) == [
        ("clauses.fund.y", "declaration.unrealised"),
        ("clauses.fund.z", "declaration.unrealised"),
    ]
    told = Realised("fund.y/part", "information", "town.shops.NOTE", Text(en="A note"))
    assert found(["fund.x", "fund.y", "fund.z"], told) == [("clauses.fund.z", "declaration.unrealised")]
    assert programme_of(small, clauses=[clause("fund.x"), clause("fund.y")], realised_by=[told])
    wrong: Any = "ghost"
    assert found(["fund.x", "fund.y"], attrs.evolve(told, kind=wrong)) == [
        ("realised_by.town.shops.NOTE", "declaration.option")
    ]


def test_a_reform_may_leave_a_clause_without_its_rule_but_brings_none() -> None:
    from cloudgrant.reform.reformed import reformed

    other = rule("fund.y", en="…")(always)
    both = programme(small, other)
    assert set(reformed(both, name="less", without=["fund.y"]).clauses) == {"fund.x", "fund.y"}
    assert refused(lambda: reformed(both, name="more", clauses=[clause("fund.z")])) == [
        ("clauses.fund.z", "declaration.unrealised")
    ]


@attrs.define(kw_only=True)
class Mutable(Record):
    staff: Fact[int] = given(en="Staff")


@dataclasses.dataclass(frozen=True)
class Foreign:
    staff: int = 1


@attrs.frozen(kw_only=True)
class Stranger:
    staff: int = 1


@attrs.frozen(kw_only=True)
class Outer(Record):
    staff: Fact[int] = given(en="Staff")
    inner: Fact[Mutable] = given(en="Inner")
    many: Fact[tuple[Stranger, ...]] = given(en="Many")


@pytest.mark.parametrize(
    ("cls", "places"),
    [
        (Mutable, ["subject (application)"]),
        (Foreign, ["subject (application)"]),
        (Stranger, ["subject (application)"]),
        (int, ["subject (application)"]),
        (Outer, ["subject (application).inner", "subject (application).many"]),
    ],
)
def test_a_subject_is_a_frozen_record_and_so_is_what_it_holds(cls: Any, places: list[str]) -> None:
    assert refused(lambda: programme_of(small, subject=cls)) == [
        (place, "declaration.class") for place in places
    ]


@pytest.mark.parametrize("policy", [{"most_staff": 9}, Foreign(), Stranger(), Mutable(), Limits, 3])
def test_a_policy_is_a_frozen_record(policy: Any) -> None:
    assert refused(lambda: programme_of(small, policies={date(2022, 1, 1): policy})) == [
        ("policies[0]", "declaration.class")
    ]


def test_a_policy_begins_on_a_day() -> None:
    assert refused(lambda: programme_of(small, policies={"2022-01-01": LIMITS}))[0] == ("policies", "type")


def test_a_clause_speaks_in_languages() -> None:
    wrong = Clause("fund.x", heading="一", source="原文", text=Text(words="…"))
    assert refused(lambda: programme_of(small, clauses=[wrong])) == [("clauses.fund.x", "declaration.locale")]


def test_every_refusal_says_the_same_in_both_languages() -> None:
    for code, text in DECLARATIONS.items():
        assert {*text} == {"zh", "en"}, code
        assert Text(zh=text["zh"]).names() <= Text(en=text["en"]).names() | {"expected", "name"}, code
