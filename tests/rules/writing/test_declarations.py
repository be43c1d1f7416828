"""Nonsense in a declaration is refused as it is declared, with its place and its cure, all of it at once."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date
from typing import Any, Literal

import attrs
import pytest

from cloudgrant.rules import (
    Clause,
    Edition,
    Fact,
    Realised,
    Record,
    RuleRefused,
    calculation,
    fact,
    for_each,
    given,
    rule,
)
from cloudgrant.rules.records.declaration_refused import DECLARATIONS, DeclarationRefused
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


# Facts and their types.


def told_of(cls: type[Any]) -> list[tuple[str, str]]:
    """What is told of a class when a programme about it is declared, and as well when an object is made."""
    found = refused(lambda: programme_of(small, subject=cls))
    assert refused(cls) == found
    return found


def test_a_type_that_no_rule_can_read_is_told_with_its_fact() -> None:
    @attrs.frozen(kw_only=True)
    class Shop(Record):
        number: Literal[1, 2] = given(en="Number")
        mixed: Fact[Literal["a", True]] = given(en="Mixed")  # type: ignore[valid-type, unused-ignore]
        cents: Fact[float] = given(en="Cents")
        either: int | str = given(en="Either")
        rows: Fact[list[int]] = given(en="Rows")

        @fact(en="Costs")
        def costs(self):  # type: ignore[no-untyped-def]
            return self.number

        @fact(en="Half")
        def half(self) -> Any:
            return self.number

    assert told_of(Shop) == [
        *((f"Shop.{name}", "declaration.type") for name in ("number", "mixed", "cents", "either", "rows")),
        ("Shop.costs", "declaration.annotation"),
        ("Shop.half", "declaration.type"),
    ]


def test_types_that_cannot_be_looked_up_are_told() -> None:
    class Local(Record):
        """A class that no annotation as text can name."""

    @attrs.frozen(kw_only=True)
    class Shop(Record):
        local: Fact[Local] = given(en="Local")

    assert told_of(Shop) == [("Shop", "declaration.annotation")]


def test_facts_of_a_class_that_was_not_decorated_are_no_fields() -> None:
    """They would be left out without a word: no constructor takes them, and no rule reads them."""

    class Shop(Stand):
        area: Fact[int] = given(en="Area")

    assert told_of(Shop) == [("Shop", "declaration.class")]


def test_what_says_nothing_of_a_fact_of_its_type_is_told() -> None:
    @attrs.frozen(kw_only=True)
    class Shop(Record):
        kind: Fact[str] = given(en="Kind", least=1, most=9, step=2, sensible=1)
        lines: Fact[tuple[str, ...]] = given(en="Lines", most=9)
        rows: Fact[tuple[int, ...]] = given(en="Rows", most=9, most_items=3)
        area: Fact[int] = given(en="Area", options={"1": Text(en="One")}, most_items=3, mapping=True)
        rent: Fact[int] = given(en="Rent", step=10, sensible=5, options={})

    assert told_of(Shop) == [
        *[("Shop.kind", "declaration.useless")] * 4,
        ("Shop.lines", "declaration.useless"),
        *[("Shop.area", "declaration.useless")] * 3,
    ]


def test_values_that_a_fact_never_has_are_told() -> None:
    @attrs.frozen(kw_only=True)
    class Shop(Record):
        style: Fact[Literal["silk", "glass"]] = given(
            en="Style",
            options={"silkk": Text(en="Silk")},
            reachable=("glas",),
            act={"silc": Text(en="weave")},
        )
        good: Fact[Literal["silk", "glass"]] = given(
            en="Good", options={"silk": Text(en="Silk")}, reachable=("glass",), act={"silk": Text(en="weave")}
        )
        open: Fact[bool] = given(en="Open", act={"tru": Text(en="open")})
        shut: Fact[bool] = given(
            en="Shut", act={"true": Text(en="open"), "": Text(en="x"), "less": Text(en="y")}
        )

    assert told_of(Shop) == [*[("Shop.style", "declaration.option")] * 3, ("Shop.open", "declaration.option")]
    with pytest.raises(DeclarationRefused, match=r"— glass\?"):
        Shop()


def test_a_default_is_a_value_of_its_fact() -> None:
    @attrs.frozen(kw_only=True)
    class Shop(Record):
        staff: Fact[int] = given(en="Staff", default=11, most=10)
        rows: Fact[tuple[int, ...]] = given(en="Rows", default=[1])
        made: tuple[int, ...] = attrs.field(factory=tuple)

    assert told_of(Shop) == [("Shop.staff", "declaration.default"), ("Shop.rows", "declaration.default")]


def test_words_are_not_blank_and_hold_names_alone() -> None:
    words: dict[str, Any] = {"zh": "租金", "en": " "}
    acts = Text(zh="調降至{new}", en="lower it to {new")
    assert refused(lambda: type("Shop", (Record,), {"rent": given(**words)})) == [
        ("Shop.rent", "declaration.blank")
    ]
    assert refused(lambda: type("Shop", (Record,), {"rent": given(en="Rent {", act=acts)})) == [
        ("Shop.rent", "declaration.braces")
    ]
    for odd in ("{policy.most_staff", "{}", "{policy.most_staff:>5}", "{policy.most_staff!r}", "}"):
        assert refused(lambda odd=odd: rule("fund.x", en=odd)(always)) == [("fund.x", "declaration.braces")]  # type: ignore[misc]
    assert rule("fund.x", en="{{}} {policy.most_staff}")(always).text.names() == {"policy.most_staff"}
    assert refused(lambda: rule("fund.x", zh="員工", en="")(always)) == [("fund.x", "declaration.blank")]
    assert refused(lambda: rule("fund.x", en="Staff", unmet={"en": ""})(always)) == [
        ("fund.x", "declaration.blank")
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
    assert refused(lambda: rule("fund.x", zh=" ")(always)) == [("fund.x", "declaration.blank")]
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


def test_a_text_is_given_once() -> None:
    """An edition has its clauses and its numbers: others beside it would be passed over."""
    edition = Edition("one", since=date(2022, 1, 1), policy=LIMITS, clauses=[clause("fund.x")])
    assert refused(lambda: programme_of(small, edition=edition)) == [
        ("policies", "declaration.both"),
        ("clauses", "declaration.both"),
    ]
    assert programme_of(small, edition=edition, policies=None, clauses=())
    assert refused(lambda: programme_of(small, stages={"application": Workshop})) == [
        ("stages", "declaration.both")
    ]


def test_stages_and_parties_are_such_as_there_are() -> None:
    stages = {"purchase": Workshop, "harvest": Workshop}
    assert refused(lambda: programme_of(small, stages=stages)) == [("stages", "declaration.option")]
    assert refused(lambda: programme_of(small, parties={"purchase": "rooms"})) == [
        ("parties.purchase", "option")
    ]
    for name in ("nowhere", "staff"):
        assert refused(lambda name=name: programme_of(small, parties={"application": name})) == [  # type: ignore[misc]
            ("parties.application", "declaration.option")
        ]


def test_a_ceiling_is_of_a_subject_and_a_policy() -> None:
    alone = calculation("fund.x", en="Ceiling")(lambda shop: 3)
    assert refused(lambda: programme_of(small, ceiling=alone)) == [("fund.x", "rule.signature")]


def test_an_edition_is_without_rules_that_there_are() -> None:
    edition = Edition(
        "one", since=date(2022, 1, 1), policy=LIMITS, clauses=[clause("fund.x")], without=["fund.y"]
    )
    assert refused(lambda: programme_of(small, edition=edition, policies=None, clauses=())) == [
        ("without.fund.y", "edition.no_such_rule")
    ]


def test_a_rule_about_each_item_is_a_rule() -> None:
    anything: Any = "words"
    assert refused(lambda: for_each("rooms")) == [("for_each", "declaration.nothing")]
    assert refused(lambda: for_each(anything, anything, small)) == [("for_each", "declaration.argument")]


def test_a_clause_speaks_in_languages() -> None:
    wrong = Clause("fund.x", heading="一", source="原文", text=Text(words="…"))
    assert refused(lambda: programme_of(small, clauses=[wrong])) == [("clauses.fund.x", "declaration.locale")]


def test_every_refusal_says_the_same_in_both_languages() -> None:
    for code, text in DECLARATIONS.items():
        assert {*text} == {"zh", "en"}, code
        assert Text(zh=text["zh"]).names() <= Text(en=text["en"]).names() | {"expected", "name"}, code
