"""What a class declares of facts that contradict, or follow from, one another; and what is made of it."""

from __future__ import annotations

import pickle
from datetime import date
from itertools import product
from typing import Any, ClassVar, Literal

import attrs
import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant.rules import STATED, Fact, Record, at_odds, completed, given, implies, in_order
from cloudgrant.rules.records.coherence import Declarations
from cloudgrant.rules.records.compiled_coherence import coherence_of
from cloudgrant.rules.records.implied import following, grounds, may_decide, presupposed

U = cg.UNKNOWN


@attrs.frozen(kw_only=True)
class Dish(Record):
    """A dish of a canteen: vegan is vegetarian, and what is vegetarian has no kind of meat."""

    vegan: Fact[bool] = given(zh="純素", en="Vegan")
    vegetarian: Fact[bool] = given(zh="素食", en="Vegetarian")
    meat: Fact[Literal["none", "pork", "beef"]] = given(zh="肉類", en="Meat")
    butcher: Fact[str] = given(zh="肉商", en="Butcher")
    price: Fact[int] = given(zh="價格", en="Price", unit="TWD")

    __coherence__: ClassVar[Declarations] = (
        implies(
            "dish.vegan", {"vegan": True}, {"vegetarian": True}, zh="純素即素食", en="vegan is vegetarian"
        ),
        implies(
            "dish.meat",
            {"vegetarian": True},
            {"meat": "none"},
            zh="{vegetarian_label}：{vegetarian}，{meat_label}卻是{meat}",
            en="{vegetarian_label}: {vegetarian}, but {meat_label}: {meat}",
        ),
        implies(
            "dish.butcher",
            {"butcher": STATED},
            {"meat": ("pork", "beef")},
            zh="無肉不需肉商",
            en="no meat, no butcher",
        ),
    )


@attrs.frozen(kw_only=True)
class Stall(Record):
    """A stall with dishes, of which none is dearer than it may be."""

    dearest: Fact[int] = given(zh="最高價", en="Dearest", unit="TWD")
    opened_on: Fact[date] = given(zh="開幕日", en="Opened on")
    closed_on: Fact[date] = given(zh="歇業日", en="Closed on")
    dish_of_the_day: Dish = given(default=Dish(), zh="今日特餐", en="Dish of the day")
    dishes: Fact[tuple[Dish, ...]] = given(zh="菜色", en="Dishes")

    __coherence__: ClassVar[Declarations] = (
        in_order("opened_on", "closed_on"),
        at_odds(
            "stall.dear",
            ("dishes.price", "dearest"),
            lambda price, dearest: price > dearest,
            blames=("dishes.price",),
            zh="{price}超過{dearest}",
            en="{price} is more than {dearest}",
        ),
    )


def told(made: Any) -> list[tuple[str, str]]:
    with pytest.raises(cg.InvalidInput) as caught:
        made()
    return [(one.path.pointer, one.code) for one in caught.value.problems]


@pytest.mark.parametrize(("vegan", "vegetarian"), list(product((True, False, U), repeat=2)))
def test_an_implication_holds_in_both_directions(vegan: Any, vegetarian: Any) -> None:
    if (vegan, vegetarian) == (True, False):
        assert told(lambda: Dish(vegan=True, vegetarian=False)) == [
            ("/vegan", "dish.vegan"),
            ("/vegetarian", "dish.vegan"),
        ]
        return
    dish = completed(Dish(vegan=vegan, vegetarian=vegetarian))
    assert dish.vegetarian is (True if vegan is True else vegetarian)
    assert dish.vegan is (False if vegetarian is False else vegan)


def test_what_follows_goes_on_to_what_follows_from_it() -> None:
    dish = Dish(vegan=True)
    assert (completed(dish).vegetarian, completed(dish).meat) == (True, "none")
    assert following(dish) == {"vegetarian", "meat"}
    assert grounds(dish, "meat") == ("vegan",)
    assert grounds(Dish(vegetarian=True), "vegetarian") == ()
    assert completed(Dish(meat="beef")) == Dish(meat="beef", vegan=False, vegetarian=False)
    assert dish == Dish(vegan=True)  # what is given is never changed


def test_what_only_follows_is_at_odds_too_and_what_was_stated_is_to_blame() -> None:
    assert told(lambda: Dish(vegan=True, meat="pork")) == [("/vegan", "dish.meat"), ("/meat", "dish.meat")]
    assert told(lambda: Dish(vegan=True, butcher="甲")) == [
        ("/butcher", "dish.butcher"),
        ("/vegan", "dish.butcher"),
    ]


def test_a_choice_of_which_several_are_left_does_not_follow() -> None:
    dish = completed(Dish(butcher="甲"))
    assert dish.meat is U
    assert (dish.vegetarian, dish.vegan) == (U, U)
    assert told(lambda: Dish(butcher="甲", meat="none")) == [
        ("/butcher", "dish.butcher"),
        ("/meat", "dish.butcher"),
    ]


def test_the_sentences_say_the_values_as_people_read_them() -> None:
    with pytest.raises(cg.InvalidInput) as caught:
        Dish(vegetarian=True, meat="pork")
    problem = caught.value.problems[0]
    assert problem.message("zh_Hant_TW") == "素食：是，肉類卻是pork"
    assert problem.message("en") == "Vegetarian: yes, but Meat: pork"


@pytest.mark.parametrize(("days", "wrong"), [(-1, True), (0, False), (1, False)])
def test_days_stand_in_order_and_the_later_named_is_to_blame(days: int, wrong: bool) -> None:
    opened = date(2022, 5, 2)
    closed = date.fromordinal(opened.toordinal() + days)
    if wrong:
        assert told(lambda: Stall(opened_on=opened, closed_on=closed)) == [("/closed_on", "order")]
    else:
        assert Stall(opened_on=opened, closed_on=closed).closed_on == closed
    assert Stall(closed_on=closed).opened_on is U


@pytest.mark.parametrize(("price", "wrong"), [(99, False), (100, False), (101, True), (U, False)])
def test_each_item_of_a_list_is_looked_at(price: Any, wrong: bool) -> None:
    dishes = (Dish(price=1), Dish(price=price), Dish())
    if wrong:
        assert told(lambda: Stall(dearest=100, dishes=dishes)) == [("/dishes/1/price", "stall.dear")]
    else:
        assert Stall(dearest=100, dishes=dishes).dishes == dishes
    assert Stall(dishes=dishes).dearest is U


def test_records_inside_are_completed_and_told_where_they_stand() -> None:
    stall = Stall(dish_of_the_day=Dish(vegan=True), dishes=(Dish(), Dish(meat="beef")))
    whole = completed(stall)
    assert whole.dish_of_the_day.meat == "none"
    assert whole.dishes is not U
    assert [dish.vegan for dish in whole.dishes] == [U, False]
    assert stall.dish_of_the_day.meat is U
    assert completed(Stall(dishes=(Dish(),))).dishes == (Dish(),)
    sound = Stall(dishes=(Dish(price=3),))
    assert completed(sound) is sound
    plain = {
        "dish_of_the_day": {"vegan": True, "vegetarian": False},
        "dishes": [{"meat": "pork", "vegan": True}],
    }
    with pytest.raises(cg.InvalidInput) as caught:
        cg.load(Stall, plain)
    assert {one.path.pointer for one in caught.value.problems} == {
        "/dish_of_the_day/vegan",
        "/dish_of_the_day/vegetarian",
        "/dishes/0/vegan",
        "/dishes/0/meat",
    }


def test_a_draft_takes_what_is_to_blame_for_unknown_and_tells_it() -> None:
    data = {
        "dearest": 5,
        "dishes": [{"price": 9, "vegan": True}, {"vegan": True, "vegetarian": False, "price": 1}],
    }
    stall, problems = cg.draft(Stall, data)
    assert stall == Stall(dearest=5, dishes=(Dish(vegan=True), Dish(price=1)))
    assert {one.code for one in problems} == {"stall.dear", "dish.vegan"}
    dish, problems = cg.draft(Dish, {"vegan": True, "meat": "pork", "price": 1})
    assert dish == Dish(price=1)
    assert {one.path.key for one in problems} == {"vegan", "meat"}


@pytest.mark.parametrize(
    "data",
    [
        {"vegan": "yes", "vegetarian": False},
        {"vegan": True, "vegetarian": []},
        {"vegan": True, "vegetarian": {"a": 1}},
        {"meat": ["none"], "butcher": 5, "vegetarian": True},
        {"price": 10**30, "vegan": True, "vegetarian": False},
        {"butcher": "\ud800", "meat": "none"},
        {"vegan": None, "vegetarian": None, "meat": None},
        [],
        "vegan",
        None,
    ],
)
def test_any_data_give_an_object_or_a_refusal(data: Any) -> None:
    dish, problems = cg.draft(Dish, data)
    assert isinstance(dish, Dish)
    if not problems:
        assert cg.load(Dish, data) == dish
        return
    with pytest.raises(cg.InvalidInput) as caught:
        cg.load(Dish, data)
    assert str(caught.value)


def test_a_special_class_adds_to_what_its_base_declares() -> None:
    @attrs.frozen(kw_only=True)
    class Salad(Dish):
        vegan: Literal[True] = given(default=True, zh="純素", en="Vegan")
        warm: Fact[bool] = given(zh="熱食", en="Warm")
        __coherence__: ClassVar[Declarations] = (
            implies("salad.warm", {"meat": "none"}, {"warm": False}, zh="沙拉是冷的", en="a salad is cold"),
        )

    assert completed(Salad()).warm is False
    assert told(lambda: Salad(warm=True)) == [("/vegan", "salad.warm"), ("/warm", "salad.warm")]
    assert told(lambda: Salad(meat="pork")) == [("/vegan", "dish.meat"), ("/meat", "dish.meat")]
    assert coherence_of(Dish).declarations == coherence_of(Salad).declarations[:-1]


def test_several_facts_together_leave_another_with_a_value() -> None:
    @attrs.frozen(kw_only=True)
    class Door(Record):
        locked: Fact[bool] = given(zh="上鎖", en="Locked")
        key: Fact[bool] = given(zh="有鑰匙", en="Key")
        passable: Fact[bool] = given(zh="可通行", en="Passable")
        __coherence__: ClassVar[Declarations] = (
            implies(
                "door.shut",
                {"locked": True, "key": False},
                {"passable": False},
                zh="打不開",
                en="it does not open",
            ),
        )

    assert completed(Door(locked=True)).passable is U
    assert completed(Door(locked=True, key=False)).passable is False
    assert completed(Door(locked=True, passable=True)).key is True
    assert completed(Door(key=False, passable=True)).locked is False
    assert told(lambda: Door(locked=True, key=False, passable=True)) == [
        ("/locked", "door.shut"),
        ("/key", "door.shut"),
        ("/passable", "door.shut"),
    ]


@pytest.mark.parametrize(
    "declared",
    [
        implies("x", {"colour": "red"}, {"vegan": True}, zh="x", en="x"),
        implies("x", {"vegan": "yes"}, {"vegetarian": True}, zh="x", en="x"),
        implies("x", {"vegan": True}, {"meat": ("none", "fish")}, zh="x", en="x"),
        in_order("opened_on", "price"),
    ],
)
def test_a_declaration_of_no_fact_or_of_no_value_is_refused(declared: Any) -> None:
    @attrs.frozen(kw_only=True)
    class Odd(Dish):
        __coherence__: ClassVar[Declarations] = (declared,)

    with pytest.raises(TypeError, match="__coherence__"):
        Odd()


def test_what_may_still_decide_a_fact_and_what_a_fact_presupposes() -> None:
    assert set(may_decide(Dish(), "meat")) == {"vegetarian", "vegan"}
    assert may_decide(Dish(vegan=False), "vegetarian") == ("meat",)
    assert presupposed(Dish, "butcher") == {"meat"}
    assert presupposed(Dish, "meat") == frozenset()


TRUTHS = st.sampled_from([True, False, U])
DISHES = st.fixed_dictionaries(
    {
        "vegan": TRUTHS,
        "vegetarian": TRUTHS,
        "meat": st.sampled_from(["none", "pork", "beef", U]),
        "butcher": st.sampled_from(["甲", U]),
    }
)


def made(values: dict[str, Any]) -> Dish | None:
    try:
        return Dish(**values)
    except cg.InvalidInput:
        return None


@drawn(DISHES, DISHES)
def test_learning_never_changes_what_followed(known: dict[str, Any], more: dict[str, Any]) -> None:
    """What follows holds of every completion; and what is coherent as completed was so as it was given."""
    dish = made(known)
    later = made({name: more[name] if value is U else value for name, value in known.items()})
    if dish is None:
        assert later is None  # what is at odds stays so
        return
    whole = completed(dish)
    assert Dish(**attrs.asdict(whole)) == whole == completed(whole)
    if later is not None:
        for name, value in attrs.asdict(whole).items():
            assert value is U or getattr(completed(later), name) == value


@drawn(DISHES)
def test_loading_constructing_and_drafting_agree(values: dict[str, Any]) -> None:
    plain = {name: value for name, value in values.items() if value is not U}
    dish, problems = cg.draft(Dish, plain)
    assert (made(values) is None) == bool(problems)
    if not problems:
        assert cg.load(Dish, plain) == dish == made(values)
        assert pickle.loads(pickle.dumps(completed(dish))) == completed(dish)
    else:
        assert made({name: getattr(dish, name) for name in values}) == dish


def class_with(*declared: Any) -> type[Any]:
    """A class with yes/no facts a and b, and a choice c, that declares this."""

    @attrs.frozen(kw_only=True)
    class Box(Record):
        a: Fact[bool] = given(zh="甲", en="A")
        b: Fact[bool] = given(zh="乙", en="B")
        c: Fact[Literal["x", "y", "z"]] = given(zh="丙", en="C")
        __coherence__: ClassVar[Declarations] = declared

    return Box


def refused(made: Any) -> list[tuple[str, str]]:
    with pytest.raises(cg.DeclarationRefused) as caught:
        made()
    for one in caught.value.problems:
        assert "Box.__coherence__" in one.message("en")
        assert "Box.__coherence__" in one.message("zh")
    return [(one.path.pointer, one.code) for one in caught.value.problems]


def test_who_is_to_blame_is_one_of_the_facts_that_are_declared() -> None:
    one = implies("box.one", {"a": True}, {"b": False}, blames=("bb",), zh="x", en="x")
    two = at_odds("box.two", ("a", "b"), lambda a, b: a and b, blames=("a", "c"), zh="x", en="x")
    assert refused(lambda: class_with(one, (two,))) == [
        ("/Box/__coherence__/box.one", "declaration.option"),
        ("/Box/__coherence__/box.two", "declaration.option"),
    ]
    with pytest.raises(cg.DeclarationRefused, match=r"blames must be one of a, b, not 'bb'"):
        class_with(one)


def test_what_does_not_agree_is_refused_though_nothing_tells_why() -> None:
    answers = iter([True, False, True])  # a test that does not answer twice alike
    box = class_with(at_odds("box.fickle", ("a",), lambda _: next(answers), zh="x", en="x"))
    assert told(lambda: box(a=True)) == [("", "contradiction")]


def test_each_of_several_things_that_follow_stands_alone() -> None:
    box = class_with(
        implies("box.both", {"a": True}, {"b": False, "c": ("x", "y")}, zh="甲而{c}", en="{a}, {b}, {c}")
    )
    assert told(lambda: box(a=True, b=True)) == [("/a", "box.both"), ("/b", "box.both")]
    assert told(lambda: box(a=True, c="z")) == [("/a", "box.both"), ("/c", "box.both")]
    assert told(lambda: box(a=True, b=True, c="z")) == [(f"/{name}", "box.both") for name in "abc"]
    assert told(lambda: box(a=True, b=True, c="x")) == [("/a", "box.both"), ("/b", "box.both")]
    assert completed(box(b=True)) == box(b=True, a=False)
    assert box(a=True, c="x").b is U
    draft, problems = cg.draft(box, {"a": True, "b": True, "c": "x"})
    assert (draft, [one.path.key for one in problems]) == (box(c="x"), ["a", "b"])
    with pytest.raises(cg.InvalidInput, match=r"yes, yes, unknown"):
        box(a=True, b=True)


def test_where_none_of_what_contradicts_is_to_blame_all_of_it_is() -> None:
    box = class_with(
        implies("box.blamed", {"a": True}, {"b": False, "c": ("x", "y")}, blames=("c",), zh="x", en="x")
    )
    assert told(lambda: box(a=True, b=True)) == [("/a", "box.blamed"), ("/b", "box.blamed")]
    assert told(lambda: box(a=True, c="z")) == [("/c", "box.blamed")]


def problems_of(made: Any) -> list[tuple[str, str]]:
    with pytest.raises(cg.DeclarationRefused) as caught:
        made()
    return [(one.path[-1], one.code) for one in caught.value.problems]  # type: ignore[misc]


WORDS: Any = {"zh": "甲", "en": "a"}


@pytest.mark.parametrize(
    ("declared", "codes"),
    [
        (implies("x", {}, {"b": True}, **WORDS), ["nothing"]),
        (implies("x", {"a": True}, {}, **WORDS), ["nothing"]),
        (implies("x", {}, {}, **WORDS), ["nothing"]),
        (implies("x", {"a": True}, {"b": STATED}, **WORDS), ["nothing"]),
        (implies("x", {"a": True}, {"b": ()}, **WORDS), ["nothing"]),
        (implies("x", {"a": ()}, {"b": True}, **WORDS), ["nothing"]),
        (at_odds("x", (), lambda: True, **WORDS), ["nothing"]),
        (in_order("a"), ["nothing"]),
        (in_order(), ["nothing"]),
        (implies("x", {"a": True}, {"b": True}), ["words"]),
        (at_odds("x", ("a", "b"), lambda a, b: a and b), ["words"]),
        (at_odds("x", ("a", "b", "c"), lambda a, b, c: a and b), ["words"]),
        (at_odds("x", ("a", "b"), lambda a, b: a and b, zh="", en=""), ["words"]),
        (implies("x", {"a": True}, {"b": True}, blame=("a",), **WORDS), ["locale"]),  # type: ignore[arg-type]
        (at_odds("x", ("a",), bool, blame=("a",), **WORDS), ["locale"]),  # type: ignore[arg-type]
        (implies("x", {"a": True}, {"b": True}, zh="{bb}", en="{a}{b_label}"), ["option"]),
        (implies("x", {}, {"b": True}, blames=("z",), blame="a"), ["nothing", "option", "locale", "words"]),
        ("x", ["coherence"]),
    ],
)
def test_a_declaration_that_says_nothing_is_refused_with_the_class(declared: Any, codes: list[str]) -> None:
    assert [code for _, code in refused(lambda: class_with(declared))] == [
        f"declaration.{code}" for code in codes
    ]


def test_a_keyword_that_was_meant_otherwise_is_named() -> None:
    one = implies("x", {"a": True}, {"b": True}, blame=("a",), **WORDS)  # type: ignore[arg-type]
    with pytest.raises(cg.DeclarationRefused, match=r"— blames\?"):
        class_with(one)


def test_a_declaration_without_a_comma_is_refused() -> None:
    with pytest.raises(cg.DeclarationRefused, match="a comma follows") as caught:

        @attrs.frozen(kw_only=True)
        class Box(Record):
            a: Fact[bool] = given(zh="甲", en="A")
            __coherence__: ClassVar[Any] = implies("x", {"a": True}, {"a": False}, **WORDS)

    assert [one.code for one in caught.value.problems] == ["declaration.coherence"]


def test_all_that_none_of_the_facts_is_or_may_be_is_told_at_once_with_the_types() -> None:
    box = class_with(
        implies("x", {"a": True, "aa": True}, {"c": ("x", "q")}, **WORDS),
        at_odds("y", ("b", "no.such"), lambda b, other: True, **WORDS),
        in_order("a", "zz"),
        implies("z", {"a": "yes"}, {"b": False}, **WORDS),
    )
    assert refused(box) == [
        ("/Box/__coherence__/x", "declaration.fact"),
        ("/Box/__coherence__/x", "declaration.option"),
        ("/Box/__coherence__/y", "declaration.fact"),
        ("/Box/__coherence__/order", "declaration.fact"),
        ("/Box/__coherence__/z", "declaration.option"),
    ]


def test_an_implication_is_of_a_class_s_own_facts_and_a_contradiction_of_one_list() -> None:
    @attrs.frozen(kw_only=True)
    class Box(Record):
        dish: Dish = given(default=Dish(), zh="菜", en="Dish")
        dishes: Fact[tuple[Dish, ...]] = given(zh="菜色", en="Dishes")
        stalls: Fact[tuple[Stall, ...]] = given(zh="攤位", en="Stalls")
        __coherence__: ClassVar[Declarations] = (
            implies("x", {"dish.vegan": True}, {"dish.meat": "none"}, **WORDS),
            at_odds("y", ("dishes.price", "stalls.dearest"), lambda a, b: a > b, **WORDS),
            at_odds("z", ("stalls.dishes.price",), lambda a: a > 5, **WORDS),
            in_order("stalls.opened_on", "stalls.closed_on"),
        )

    assert refused(Box) == [
        ("/Box/__coherence__/x", "declaration.fact"),
        ("/Box/__coherence__/x", "declaration.fact"),
        ("/Box/__coherence__/y", "declaration.lists"),
        ("/Box/__coherence__/z", "declaration.lists"),
    ]


@attrs.frozen(kw_only=True)
class Lease(Record):
    day: Fact[date] = given(zh="日期", en="Day")


def test_days_of_one_name_in_two_records_stand_in_order_by_their_labels() -> None:
    @attrs.frozen(kw_only=True)
    class Box(Record):
        first: Lease = given(default=Lease(), zh="前", en="First")
        last: Lease = given(default=Lease(), zh="後", en="Last")
        __coherence__: ClassVar[Declarations] = in_order("first.day", "last.day")

    with pytest.raises(cg.InvalidInput) as caught:
        Box(first=Lease(day=date(2022, 5, 3)), last=Lease(day=date(2022, 5, 2)))
    [problem] = caught.value.problems
    assert (problem.path.key, problem.code) == ("last.day", "order")
    assert problem.message("en") == "Day (2022-05-03) must not be after Day (2022-05-02)"
    assert problem.message("zh") == "日期（111年5月3日）不得晚於日期（111年5月2日）"
