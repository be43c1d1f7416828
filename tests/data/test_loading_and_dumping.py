"""Objects to plain data and back; bad data give one error that lists every problem."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Any, Literal, TypeVar

import attrs
import cattrs
import pytest
from hypothesis import given as example
from hypothesis import settings

import cloudgrant as cg
from cloudgrant.data.kinds import kind_of
from cloudgrant.data.loading import configure
from cloudgrant.data.migrations import VERSION
from cloudgrant.rules import UNKNOWN, Fact, Record, given, rule
from cloudgrant.values.frozen_map import FrozenMap
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.shares import Share
from cloudgrant.values.unknown import NotKnown
from toys import stored
from toys.workshops import FILED, Address, Limits, Maker, Workshop, programme

T = TypeVar("T")


def problems(cls: type[Any], data: Any) -> list[tuple[str, str]]:
    with pytest.raises(InvalidInput) as refused:
        cg.load(cls, data)
    return [(problem.path.pointer, problem.code) for problem in refused.value.problems]


def loaded_or_problems(cls: type[T], data: Any) -> T | tuple[Problem, ...]:
    try:
        return cg.load(cls, data)
    except InvalidInput as error:
        return error.problems


# Round trips.


@example(stored.workshops)
def test_what_was_dumped_loads_as_it_was(shop: Workshop) -> None:
    through_json = json.loads(json.dumps(cg.dump(shop)))
    assert cg.load(Workshop, through_json) == shop
    assert cg.dump(cg.load(Workshop, through_json)) == cg.dump(shop)


@example(stored.policies)
def test_policies_are_dumped_and_loaded_too(policy: Limits) -> None:
    assert cg.load(Limits, json.loads(json.dumps(cg.dump(policy)))) == policy


def test_a_dump_is_plain_and_says_what_it_is() -> None:
    shop = Workshop(
        rent=3,
        founded=date(2020, 2, 29),
        crafts=("folding", UNKNOWN),
        address=Address(area=5),
        makers=(Maker(number="A1"),),
    )
    assert cg.dump(shop) == {
        "kind": "toys.workshop",
        "version": VERSION,
        "rent": 3,
        "founded": "2020-02-29",
        "crafts": ["folding", None],
        "address": {"area": 5},
        "makers": [{"number": "A1"}],
    }
    assert cg.dump(Limits())["half"] == "1/2"
    assert "costs" not in cg.dump(Workshop(rent=1, wages=2))


def test_a_dump_is_a_fresh_object_each_time() -> None:
    shop = Workshop(crafts=("folding",))
    cg.dump(shop)["crafts"].append("x")
    assert cg.dump(shop)["crafts"] == ["folding"]


def test_a_decision_is_dumped_with_every_result() -> None:
    judged = programme(rule("fund.x", en="…")(lambda shop, policy: shop.rent <= policy.most_rent))
    dumped = cg.dump(judged.assess(Workshop(rent=3), on=FILED))
    assert json.loads(json.dumps(dumped)) == dumped
    assert dumped["kind"] == "assessment"
    assert dumped["outcome"] == "eligible"
    assert dumped["on"] == "2022-05-02"
    assert dumped["results"] == {"fund.x": "met"}


# Kinds.


@pytest.mark.parametrize(
    ("cls", "kind"),
    [
        (cg.Company, "company"),
        (cg.Manufacturer, "manufacturer"),
        (cg.InformationServiceProvider, "information_service_provider"),
        (cg.ServiceFirm, "service_firm"),
    ],
)
def test_every_firm_comes_back_as_its_own_kind(cls: type[cg.Company], kind: str) -> None:
    assert kind_of(cls) == kind
    firm = cls(name="示範", paid_in_capital=5)
    assert cg.dump(firm)["kind"] == kind
    assert type(cg.load(cg.Company, cg.dump(firm))) is cls
    assert cg.load(cls, cg.dump(firm)) == firm


def test_another_kind_is_refused() -> None:
    assert problems(cg.Manufacturer, {"kind": "company"}) == [("/kind", "kind")]
    assert problems(cg.Company, {"kind": "workshop", "version": VERSION + 1}) == [
        ("/kind", "kind"),
        ("/version", "version"),
    ]
    assert problems(cg.Company, {"kind": 3, "version": "1"}) == [("/kind", "kind"), ("/version", "version")]


def test_a_kind_declared_later_is_known_at_once() -> None:
    @attrs.frozen(kw_only=True)
    class Animal(Record):
        legs: Fact[int] = given(en="Legs")

    assert cg.load(Animal, {"kind": f"{HOME}.animal", "legs": 4}) == Animal(legs=4)

    @attrs.frozen(kw_only=True)
    class Bird(Animal):
        wings: Literal[True] = given(default=True, en="Wings")

    assert cg.load(Animal, cg.dump(Bird())) == Bird()


HOME = __name__.partition(".")[0]


def test_a_same_named_class_of_a_stranger_answers_for_itself_alone() -> None:
    ours = cg.Manufacturer(name="示範")
    own = cg.dump(ours)

    @attrs.frozen(kw_only=True)
    class Manufacturer(cg.Company):
        looms: Fact[int] = given(en="Looms")

    assert type(cg.load(cg.Company, own)) is cg.Manufacturer
    stranger = Manufacturer(name="甲", looms=3)
    assert cg.dump(stranger)["kind"] == f"{HOME}.manufacturer" == kind_of(Manufacturer)
    assert cg.load(cg.Company, cg.dump(stranger)) == stranger
    assert cg.load(cg.Company, own) == ours
    assert problems(Manufacturer, own) == [("/kind", "kind")]


def test_a_declared_kind_stays_where_the_class_goes() -> None:
    @attrs.frozen(kw_only=True)
    class Firm(cg.Company):
        __kind__ = "town.firm"

    @attrs.frozen(kw_only=True)
    class Renamed(cg.Company):
        __kind__ = "town.renamed"
        __module__ = "elsewhere.now"

    for firm in (Firm(name="甲"), Renamed(name="乙")):
        assert cg.dump(firm)["kind"] == type(firm).__kind__
        assert type(cg.load(cg.Company, cg.dump(firm))) is type(firm)


def test_two_classes_of_one_kind_are_told() -> None:
    @attrs.frozen(kw_only=True)
    class Guild(cg.Company):
        seats: Fact[int] = given(en="Seats")

    first = cg.dump(Guild(seats=1))

    @attrs.frozen(kw_only=True)
    class House(cg.Company):
        __kind__ = kind_of(Guild)

    with pytest.raises(cg.InvalidInput) as refused:
        cg.dump(House())
    (problem,) = refused.value.problems
    assert (problem.path.pointer, problem.code) == ("/kind", "kind_shared")
    assert ".Guild and " in problem.message("en")
    assert "__kind__" in problem.message("zh")
    assert problems(cg.Company, first)[0] == ("/kind", "kind_shared")
    assert cg.load(Guild, first) == Guild(seats=1)  # nothing below it claims the kind
    assert problems(cg.Company, {"kind": "company", "name": 3}) == [("/name", "type")]


def test_a_kind_of_the_librarys_own_stays_its_own_whoever_claims_it() -> None:
    own = cg.dump(cg.ServiceFirm(name="示範"))

    @attrs.frozen(kw_only=True)
    class Other(cg.ServiceFirm):
        __kind__ = "service_firm"

    assert type(cg.load(cg.Company, own)) is cg.ServiceFirm
    with pytest.raises(cg.InvalidInput, match="both bear the kind service_firm"):
        cg.dump(Other(name="甲"))


def test_a_class_made_again_takes_the_place_of_the_earlier() -> None:
    def made() -> type[cg.Company]:
        @attrs.frozen(kw_only=True)
        class Again(cg.Company):
            looms: Fact[int] = given(en="Looms")

        return Again

    earlier, later = made(), made()
    assert type(cg.load(cg.Company, cg.dump(earlier(name="甲")))) is later


@pytest.mark.parametrize("name", ["kind", "version"])
def test_a_fact_may_not_hide_what_a_dump_is(name: str) -> None:
    """It is refused where it is declared, or stands beside the dump's own words."""
    hint: Any = str | NotKnown
    cls = attrs.make_class("Lamp", {name: given(en="Name")}, bases=(Record,), frozen=True, kw_only=True)
    cls.__annotations__ = {name: hint}
    with suppress(TypeError):
        lamp = cls(**{name: "oil"})
        assert cg.load(cls, cg.dump(lamp)) == lamp


@attrs.frozen(kw_only=True)
class Market(Record):
    stall: Fact[Address] = given(en="Stall")
    stalls: Fact[tuple[Address, ...]] = given(en="Stalls")


@attrs.frozen(kw_only=True)
class Booth(Address):
    roof: Fact[bool] = given(en="Roof")


def test_special_kinds_inside_others_come_back_too() -> None:
    market = Market(stall=Booth(roof=True), stalls=(Address(area=1), Booth(area=2)))
    assert cg.load(Market, cg.dump(market)) == market


# Null, absent, unknown.


@pytest.mark.parametrize("cls", [Workshop, Limits, cg.Company, cg.Manufacturer])
def test_null_is_the_same_as_absent(cls: type[Any]) -> None:
    for name in cg.facts(cls):
        if not cg.facts(cls)[name].derived:
            assert cg.load(cls, {name: None}) == cg.load(cls, {}) == cls()


@attrs.frozen(kw_only=True)
class Ticket(Record):
    """A ticket, whose price is as a rule known, and at the counter."""

    tax: Fact[int] = given(default=0, en="Tax")
    stubs: Fact[tuple[int, ...]] = given(default=(), en="Stubs")
    seat: Fact[Address] = given(default=Address(area=1), en="Seat")
    fee: int = given(default=3, en="Fee")


@pytest.mark.parametrize("name", ["tax", "stubs", "seat"])
def test_what_a_default_would_stand_for_is_null_where_it_is_unknown(name: str) -> None:
    unknown: dict[str, Any] = {name: UNKNOWN}
    ticket = Ticket(**unknown)
    assert cg.dump(ticket)[name] is None
    assert cg.load(Ticket, json.loads(json.dumps(cg.dump(ticket)))) == ticket
    assert cg.draft(Ticket, cg.dump(ticket)) == (ticket, ())
    assert cg.load(Ticket, {name: None}) == ticket != cg.load(Ticket, {})
    assert cg.load(Ticket, {"fee": None}) == Ticket()


def test_unknown_items_of_a_list_are_null() -> None:
    assert cg.load(Workshop, {"crafts": ["folding", None]}).crafts == ("folding", UNKNOWN)
    assert cg.load(Workshop, {"makers": [None, {}]}).makers == (UNKNOWN, Maker())
    assert problems(Limits, {"kinds": ["paper", None]}) == [("/kinds/1", "required")]


def test_objects_may_stand_for_their_own_data() -> None:
    assert cg.load(Workshop, {"address": Address(area=3)}).address == Address(area=3)


# Bad data.


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("rent", 2.0, "type"),
        ("rent", "3", "type"),
        ("rent", True, "type"),
        ("rent", -1, "negative"),
        ("rent", 10**14 + 1, "too_large"),
        ("rent", float("nan"), "type"),
        ("public", "true", "type"),
        ("public", 1, "type"),
        ("style", "Paper", "option"),
        ("founded", "2022-02-30", "date"),
        ("founded", "111/5/2", "date"),
        ("founded", "2022-05-02T00:00:00", "date"),
        ("founded", 20220502, "type"),
        ("founded", {}, "type"),
        ("crafts", "folding", "type"),
        ("crafts", {"a": 1}, "type"),
        ("address", 3, "type"),
        ("address", [], "type"),
        ("makers", {}, "type"),
    ],
)
def test_nothing_is_converted_silently(name: str, value: Any, code: str) -> None:
    assert problems(Workshop, {name: value}) == [(f"/{name}", code)]


@pytest.mark.parametrize("share", [0.5, 1, True, "3/2", "a half", [], "1/20000"])
def test_a_share_is_a_text(share: Any) -> None:
    [(pointer, code)] = problems(Limits, {"half": share})
    assert pointer == "/half"
    assert code in ("type", "share")
    assert cg.load(Limits, {"half": "35%"}).half == Share.of("7/20")


@pytest.mark.parametrize("data", [None, 3, b"[]", "7", [], [{}], True])
def test_only_an_object_is_an_object(data: Any) -> None:
    assert problems(Workshop, data) == [("", "type")]


def test_an_unknown_key_is_refused_with_the_nearest_one() -> None:
    with pytest.raises(InvalidInput) as refused:
        cg.load(cg.Company, {"paid_in_capitol": 1, "zzz": 2})
    near, far = refused.value.problems
    assert (near.path.key, near.code) == ("paid_in_capitol", "unknown_key")
    assert "paid_in_capital" in near.message("en")
    assert "paid_in_capital" in near.message("zh_Hant_TW")
    assert far.message("en") == "no such field"


def test_a_derived_fact_is_no_key() -> None:
    assert problems(Workshop, {"costs": 3}) == [("/costs", "unknown_key")]


def test_ten_errors_at_once() -> None:
    data = {
        "ubn": "12345678",
        "name": " ",
        "paid_in_capital": -1,
        "regular_employees": 2.5,
        "manufacturer": "yes",
        "provider": 1,
        "service_firm": [],
        "factory": "registred",
        "points_last_used_in": None,
        "paid_in_capitol": 1,
        "version": 99,
    }
    assert sorted(problems(cg.Company, data)) == [
        ("/factory", "option"),
        ("/manufacturer", "type"),
        ("/name", "empty"),
        ("/paid_in_capital", "negative"),
        ("/paid_in_capitol", "unknown_key"),
        ("/provider", "type"),
        ("/regular_employees", "type"),
        ("/service_firm", "type"),
        ("/ubn", "ubn.check_digit"),
        ("/version", "version"),
    ]


def test_problems_of_the_whole_tree_with_their_paths() -> None:
    data = {
        "rent": -1,
        "address": {"area": "5", "are": 3},
        "landlord": {"county": "east"},
        "makers": [{"number": "A1", "years": -1}, 3, None, {"licensed": 0, "yers": 1}],
        "crafts": ["folding", 3, " "],
    }
    assert sorted(problems(Workshop, data)) == [
        ("/address/are", "unknown_key"),
        ("/address/area", "type"),
        ("/crafts/1", "type"),
        ("/crafts/2", "empty"),
        ("/landlord/county", "option"),
        ("/makers/0/years", "negative"),
        ("/makers/1", "type"),
        ("/makers/3/licensed", "type"),
        ("/makers/3/yers", "unknown_key"),
        ("/rent", "negative"),
    ]
    with pytest.raises(InvalidInput) as refused:
        cg.load(Workshop, data)
    assert "makers[number=A1].years" in [problem.path.key for problem in refused.value.problems]


@attrs.frozen(kw_only=True)
class Required(Record):
    whole: int = given(en="Whole")
    days: Fact[tuple[date, ...]] = given(en="Days")
    shares: Fact[tuple[Share, ...]] = given(en="Shares")
    rows: Fact[tuple[tuple[int, ...], ...]] = given(en="Rows")


def test_each_bad_value_is_told_once() -> None:
    assert problems(Required, {"whole": "x"}) == [("/whole", "type")]
    assert problems(Required, {}) == problems(Required, {"whole": None}) == [("/whole", "required")]


def test_every_bad_item_is_told() -> None:
    data = {
        "whole": 1,
        "days": ["2022-02-30", 5, "2022-05-02", True],
        "shares": ["x", 0.5],
        "rows": [[1, "2"], 3],
    }
    assert problems(Required, data) == [
        ("/days/0", "date"),
        ("/days/1", "type"),
        ("/days/3", "type"),
        ("/shares/0", "share"),
        ("/shares/1", "type"),
        ("/rows/0/1", "type"),
        ("/rows/1", "type"),
    ]


def test_nested_lists() -> None:
    loaded = cg.load(Required, {"whole": 1, "rows": [[1, 2], []], "days": ["2022-05-02"]})
    assert loaded == Required(whole=1, rows=((1, 2), ()), days=(FILED,))
    assert cg.load(Required, cg.dump(loaded)) == loaded


@attrs.frozen(kw_only=True)
class Noted(Record):
    remarks: Fact[Mapping[str, str]] = given(en="Remarks")


def test_mappings() -> None:
    noted = cg.load(Noted, {"remarks": {"a": "b"}})
    assert noted == Noted(remarks=FrozenMap(a="b"))
    assert cg.dump(noted)["remarks"] == {"a": "b"}
    assert cg.load(Noted, cg.dump(noted)) == noted


@example(stored.json)
@settings(max_examples=400)
def test_any_json_gives_an_object_or_invalid_input(data: Any) -> None:
    told = loaded_or_problems(Workshop, data)
    assert told, "an InvalidInput lists at least one problem"
    if isinstance(told, tuple):
        assert all(problem.message("en") and problem.message("zh") for problem in told)


# Through a converter of one's own.


@attrs.frozen
class Submission:
    number: int
    shop: Workshop
    others: list[Workshop]


def own_converter() -> cattrs.Converter:
    converter = cattrs.Converter()
    configure(converter)
    return converter


def test_records_inside_ones_own_classes() -> None:
    converter = own_converter()
    submission = Submission(7, Workshop(rent=3), [Workshop(founded=FILED)])
    plain = converter.unstructure(submission)
    assert plain["shop"] == cg.dump(Workshop(rent=3))
    assert converter.structure(json.loads(json.dumps(plain)), Submission) == submission


def test_ones_own_converter_is_as_strict() -> None:
    with pytest.raises(Exception) as refused:  # noqa: PT011 - cattrs wraps it in a group of its own
        own_converter().structure({"number": 7, "shop": {"rent": "3", "rnt": 1}, "others": []}, Submission)
    found: list[InvalidInput] = []
    pending: list[BaseException] = [refused.value]
    while pending:
        error = pending.pop()
        pending += getattr(error, "exceptions", ())
        found += [error] if isinstance(error, InvalidInput) else []
    [invalid] = found
    assert {problem.code for problem in invalid.problems} == {"type", "unknown_key"}


def test_a_decision_inside_ones_own_class() -> None:
    @attrs.frozen
    class Letter:
        decision: Any

    judged = programme(rule("fund.x", en="…")(lambda shop, policy: shop.public))
    decision = judged.assess(Workshop(public=True), on=FILED)
    assert own_converter().unstructure(Letter(decision)) == {"decision": cg.dump(decision)}
