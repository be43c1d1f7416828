"""What is said of records: that one is stated, and which of several are the same."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

import cloudgrant as cg
from cloudgrant.rules import (
    UNKNOWN,
    Fact,
    Record,
    Truth,
    distinct,
    fact,
    given,
    one_of,
    rule,
    said,
    some,
)
from cloudgrant.rules.deciding.evaluate import Case, read
from cloudgrant.rules.deciding.written import derived_value
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.derived import body_of
from cloudgrant.rules.writing.rewriting import lifted, replaced
from cloudgrant.rules.writing.spelling import spelt
from cloudgrant.values.between import Between
from toys.workshops import FILED, Limits, programme


@attrs.frozen(kw_only=True)
class Kiln(Record):
    """Where it burns."""

    fuel: Fact[str] = given(en="Fuel")


@attrs.frozen(kw_only=True)
class Firing(Record):
    """One burning of pots."""

    kiln: Fact[Kiln] = given(en="Kiln")
    glaze: Fact[str] = given(en="Glaze")
    hours: Fact[int] = given(en="Hours")
    sold: Fact[bool] = given(en="Sold")


@attrs.frozen(kw_only=True)
class Pottery(Record):
    """One who burns pots."""

    firings: Fact[tuple[Firing, ...]] = given(en="Firings")
    house: Fact[Kiln] = given(en="Kiln of the house")
    why: Fact[str] = given(en="Why it is not glazed")

    @fact(en="The kiln of the house is stated")
    def has_kiln(self) -> Truth:
        return said(self.house)

    @fact(en="A firing of which the kiln is stated")
    def some_kiln(self) -> Truth:
        return some(self.firings, lambda one: said(one.kiln))

    @fact(en="Kinds sold", least=0)
    def kinds(self) -> Fact[int]:
        return distinct(self.firings, of=lambda one: (one.glaze, one.hours), where=lambda one: one.sold)

    @fact(en="Some firing is glazed, or it is said why not")
    def glazed(self) -> Truth:
        return some(self.firings, lambda one: one_of(one.glaze, "blue") | said(self.why))


@rule("fund.house", en="The kiln is stated")
def house_stated(pottery: Pottery, limits: Limits) -> Truth:
    """Of a record that may be unknown."""
    return said(pottery.house)


@rule("fund.glazed", en="It is glazed")
def glazed(pottery: Pottery, limits: Limits) -> Truth:
    """Of a list."""
    return pottery.glazed


FAIR = programme(house_stated, glazed, subject=Pottery)


def known(pottery: Pottery, name: str) -> Any:
    body = body_of(Pottery, name)
    assert body is not None
    found = read(body, Case(pottery, UNKNOWN))
    assert derived_value(pottery, name) == found
    return found


@pytest.mark.parametrize(
    ("kiln", "expected"), [(UNKNOWN, UNKNOWN), (Kiln(), True), (Kiln(fuel="wood"), True)]
)
def test_a_record_is_stated_once_it_is_known(kiln: Fact[Kiln], expected: Truth) -> None:
    pottery = Pottery(house=kiln, firings=(Firing(kiln=kiln),))
    assert (known(pottery, "has_kiln"), pottery.has_kiln) == (expected, expected)
    assert (known(pottery, "some_kiln"), pottery.some_kiln) == (expected, expected)
    decision = FAIR.assess(pottery, on=FILED)
    assert (decision.results["fund.house"] is cg.Result.MET) is (expected is True)
    asked = [gap.path.key for gap in decision["fund.house"].because]
    assert asked == ([] if expected is True else ["house"])


def test_items_are_the_same_that_are_so_in_each_value() -> None:
    blue = Firing(glaze="blue", hours=3, sold=True)
    longer, green = attrs.evolve(blue, hours=4), attrs.evolve(blue, glaze="green")
    cases: list[tuple[tuple[Firing, ...], Any]] = [
        ((), 0),
        ((blue, blue), 1),
        ((blue, longer, green), 3),
        ((blue, attrs.evolve(longer, sold=False)), 1),
        ((blue, attrs.evolve(longer, sold=UNKNOWN)), Between(1, 2)),
        ((blue, attrs.evolve(blue, sold=UNKNOWN)), 1),
        ((blue, attrs.evolve(blue, hours=UNKNOWN)), Between(1, 2)),
        ((attrs.evolve(blue, hours=UNKNOWN),), 1),
    ]
    for firings, expected in cases:
        pottery = Pottery(firings=firings)
        assert known(pottery, "kinds") == expected
        assert pottery.kinds in (UNKNOWN, expected)
    assert known(Pottery(), "kinds") == Between(0, 10_000)


def test_what_need_only_be_said_is_asked_for_once_an_item_needs_it() -> None:
    def asked(pottery: Pottery) -> list[str]:
        return [gap.path.key for gap in FAIR.assess(pottery, on=FILED)["fund.glazed"].because]

    assert asked(Pottery()) == ["firings"]
    assert asked(Pottery(firings=(Firing(glaze="raw"),))) == ["why"]
    assert asked(Pottery(firings=(Firing(glaze="blue"),))) == []
    assert asked(Pottery(firings=(Firing(),))) == ["firings[0].glaze", "why"]


def test_what_tells_items_apart_can_be_written_another_way() -> None:
    body = body_of(Pottery, "kinds")
    assert isinstance(body, tree.Distinct)
    assert isinstance(body.of, tree.Together)
    glaze, hours = body.of.parts
    assert replaced(body.of, hours, glaze) == tree.Together((glaze, glaze))
    deeper = lifted(body.of)
    assert isinstance(deeper, tree.Together)
    assert [getattr(part, "level", 0) for part in deeper.parts] == [2, 2]
    assert spelt(body.of) == ["together", spelt(glaze), spelt(hours)]
