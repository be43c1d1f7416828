"""Records check every field, tell every problem at once, and never change."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Literal

import attrs
import pandas as pd
import pytest

from cloudgrant.rules import UNKNOWN, Fact, Record, fact, facts, given
from cloudgrant.values.frozen_map import FrozenMap
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.shares import Share
from cloudgrant.values.text import Text


def not_seven(value: int) -> Problem | None:
    return Problem.at((), "mine.seven", Text(zh="不得為七", en="must not be seven")) if value == 7 else None


@attrs.frozen(kw_only=True)
class Member(Record):
    __keys__ = ("number",)

    number: Fact[str] = given(en="Number")
    age: Fact[int] = given(en="Age")


@attrs.frozen(kw_only=True)
class Club(Record):
    name: str = given(default="Club", en="Name")
    fee: Fact[int] = given(en="Fee", unit="TWD")
    seats: Fact[int] = given(en="Seats", least=2, most=90, check=not_seven)
    debt: Fact[int] = given(en="Debt", least=None)
    open: Fact[bool] = given(en="Open")
    sort: Fact[Literal["chess", "go"]] = given(en="Sort")
    since: Fact[date] = given(en="Since")
    until: Fact[date] = given(en="Until")
    part: Fact[Share] = given(en="Part")
    tags: Fact[tuple[str, ...]] = given(en="Tags")
    lead: Fact[Member] = given(en="Lead")
    members: Fact[tuple[Fact[Member], ...]] = given(en="Members")
    remarks: Fact[Mapping[str, str]] = given(en="Remarks")

    def incoherent(self) -> Iterable[Problem]:
        if self.since is not UNKNOWN and self.until is not UNKNOWN and self.since > self.until:
            yield Problem.at(["until"], "order", start="since", from_=self.since, end="until", to=self.until)

    @fact(en="Dues", unit="TWD")
    def dues(self) -> Fact[int]:
        return self.fee * self.seats


@attrs.frozen(kw_only=True)
class GoClub(Club):
    sort: Literal["go"] = given(default="go", en="Sort")


NOON = datetime(2022, 5, 2, 12)  # noqa: DTZ001 - a time of day is what is refused


class Day(date):
    """A date of a user's own."""


def problems(**values: Any) -> list[tuple[str, str]]:
    with pytest.raises(InvalidInput) as refused:
        Club(**values)
    return [(problem.path.pointer, problem.code) for problem in refused.value.problems]


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("fee", -1, "negative"),
        ("fee", 10**14 + 1, "too_large"),
        ("fee", 1.0, "type"),
        ("fee", float("nan"), "type"),
        ("fee", True, "type"),
        ("fee", "3", "type"),
        ("fee", None, "type"),
        ("seats", 1, "too_small"),
        ("seats", 91, "too_large"),
        ("seats", 7, "mine.seven"),
        ("open", 1, "type"),
        ("open", "yes", "type"),
        ("sort", "Go", "option"),
        ("sort", 3, "type"),
        ("since", "2022-05-02", "type"),
        ("since", NOON, "type"),
        ("since", pd.Timestamp("2022-05-02"), "type"),
        ("part", 0.5, "type"),
        ("part", "1/2", "type"),
        ("name", "", "empty"),
        ("name", " ", "empty"),
        ("name", UNKNOWN, "required"),
        ("tags", ["a"], "type"),
        ("lead", {"age": 3}, "type"),
        ("remarks", ("a",), "type"),
    ],
)
def test_one_bad_value(name: str, value: Any, code: str) -> None:
    assert problems(**{name: value}) == [(f"/{name}", code)]


def test_every_problem_at_once() -> None:
    found = problems(
        fee=-1,
        seats=7,
        open="no",
        sort="poker",
        since=NOON,
        part=2,
        tags=("a", 3, ""),
        lead=5,
        members=(Member(number="A"), 3, UNKNOWN, Club()),
        name="",
    )
    assert found == [
        ("/name", "empty"),
        ("/fee", "negative"),
        ("/seats", "mine.seven"),
        ("/open", "type"),
        ("/sort", "option"),
        ("/since", "type"),
        ("/part", "type"),
        ("/tags/1", "type"),
        ("/tags/2", "empty"),
        ("/lead", "type"),
        ("/members/1", "type"),
        ("/members/3", "type"),
    ]


def test_an_unknown_item_of_a_list_whose_items_are_known() -> None:
    assert problems(tags=("a", UNKNOWN)) == [("/tags/1", "required")]


def test_what_only_several_fields_get_wrong_is_asked_last() -> None:
    late, early = date(2022, 6, 1), date(2022, 5, 1)
    assert problems(since=late, until=early) == [("/until", "order")]
    assert problems(since=late, until=early, fee=-1) == [("/fee", "negative")]
    assert Club(since=late).until is UNKNOWN


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"fee": 0, "seats": 2, "debt": -5, "open": False, "sort": "go"},
        {"fee": 10**14, "seats": 90, "part": Share.of("0"), "tags": (), "members": ()},
        {"since": Day(2022, 5, 2), "until": date(2022, 5, 2)},
        {"lead": Member(), "members": (Member(age=3), UNKNOWN), "remarks": FrozenMap(a="b")},
    ],
)
def test_sound_values_are_kept_as_they_are(values: dict[str, Any]) -> None:
    club = Club(**values)
    assert {name: getattr(club, name) for name in values} == values


def test_a_subclass_presets_a_fact() -> None:
    club = GoClub(fee=3)
    assert club.sort == "go"
    assert isinstance(club, Club)
    for wrong in ("chess", UNKNOWN, None):
        with pytest.raises(InvalidInput):
            GoClub(sort=wrong)  # type: ignore[arg-type]
    with pytest.raises(InvalidInput):
        GoClub(since=date(2022, 6, 1), until=date(2022, 5, 1))


def test_evolve_checks_as_the_constructor_does() -> None:
    club = Club(since=date(2022, 5, 2))
    assert attrs.evolve(club, fee=3).fee == 3
    with pytest.raises(InvalidInput):
        attrs.evolve(club, fee=-3)
    with pytest.raises(InvalidInput):
        attrs.evolve(club, until=date(2022, 5, 1))


FULL = Club(
    fee=3, since=date(2022, 5, 2), part=Share.of("1/2"), tags=("a",), members=(Member(number="A"), UNKNOWN)
)


def test_frozen_slotted_and_named_by_keywords_only() -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        FULL.fee = 4  # type: ignore[misc]
    with pytest.raises((AttributeError, attrs.exceptions.FrozenInstanceError)):
        FULL.colour = "red"  # type: ignore[attr-defined]
    assert not hasattr(FULL, "__dict__")
    with pytest.raises(TypeError):
        Club("Club")  # type: ignore[call-arg]


def test_equal_records_hash_alike() -> None:
    again = attrs.evolve(FULL)
    assert again == FULL
    assert hash(again) == hash(FULL)
    assert len({again, FULL, Club()}) == 2
    assert Club() != GoClub()


@pytest.mark.parametrize("clone", [copy.copy, copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))])
def test_copies_and_pickles(clone: Any) -> None:
    again = clone(FULL)
    assert again == FULL
    assert again.fee == 3
    assert again.debt is UNKNOWN
    assert again.members[1] is UNKNOWN


def test_a_mapping_is_given_frozen() -> None:
    club = Club(remarks=FrozenMap(a="b"))
    assert hash(club) == hash(Club(remarks=FrozenMap(a="b")))
    assert pickle.loads(pickle.dumps(club)) == copy.deepcopy(club) == club
    assert problems(remarks={"a": "b"}) == [("/remarks", "type")]
    assert problems(remarks=FrozenMap(a="b", c=3)) == [("/remarks/c", "type")]


def test_the_options_of_a_mapping_are_those_of_its_values() -> None:
    @attrs.frozen(kw_only=True)
    class Sheet(Record):
        marks: Mapping[str, Literal["good", "bad"]] = given(
            default=FrozenMap(), mapping=True, en="Marks", options={"good": Text(en="good")}
        )

    assert Sheet(marks={"a": "good"}).marks == FrozenMap(a="good")
    with pytest.raises(InvalidInput) as caught:
        Sheet(marks={"a": "fair"})  # type: ignore[dict-item]
    assert [(one.path.pointer, one.code) for one in caught.value.problems] == [("/marks/a", "option")]


def test_a_derived_fact_cannot_be_stated() -> None:
    assert Club(fee=3, seats=4).dues == 12
    assert Club(fee=3).dues is UNKNOWN
    with pytest.raises(TypeError):
        Club(dues=3)  # type: ignore[call-arg]


def test_a_class_may_be_local_to_a_test() -> None:
    @attrs.frozen(kw_only=True)
    class Band(Record):
        players: Fact[int] = given(zh="團員", en="Players")
        style: Fact[Literal["jazz", "folk"]] = given(en="Style")

        @fact(en="Legs")
        def legs(self) -> Fact[int]:
            return self.players * 2

    assert Band(players=3).legs == 6
    assert [info.name for info in facts(Band).values()] == ["players", "style", "legs"]
    with pytest.raises(InvalidInput) as refused:
        Band(players=-3, style="pop")  # type: ignore[arg-type]
    assert len(refused.value.problems) == 2


def test_a_problem_of_a_list_item_bears_its_key() -> None:
    @attrs.frozen(kw_only=True)
    class Wrong(Record):
        members: tuple[Fact[int], ...] = given(en="Numbers")

    with pytest.raises(InvalidInput) as refused:
        Wrong(members=(3, -1, "x"))  # type: ignore[arg-type]
    assert [problem.path.key for problem in refused.value.problems] == ["members[1]", "members[2]"]
