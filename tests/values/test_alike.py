"""One equality, hash and representation for many classes."""

from __future__ import annotations

import attrs

from cloudgrant.values.alike import Alike


@attrs.frozen(eq=False, repr=False)
class Point(Alike):
    x: int
    label: str = attrs.field(default="", eq=False, repr=False)


@attrs.frozen(eq=False, repr=False)
class Other(Alike):
    x: int


@attrs.frozen(eq=False, repr=False)
class Special(Point):
    y: int = 0


@attrs.frozen(eq=False, repr=False)
class Nothing(Alike):
    pass


def test_equal_are_those_of_one_class_with_equal_fields() -> None:
    assert Point(1) == Point(1, label="a")
    assert Point(1) != Point(2)
    assert Point(1) != Other(1)
    assert Point(1) != Special(1)
    assert Special(1, y=1) != Special(1, y=2)
    assert Nothing() == Nothing()
    assert Nothing() != Point(1)


def test_equal_ones_have_one_hash() -> None:
    assert hash(Point(1)) == hash(Point(1, label="a"))
    assert len({Point(1), Point(1, label="a"), Point(2), Other(1), Special(1), Nothing(), Nothing()}) == 5


def test_it_is_shown_as_attrs_shows_it() -> None:
    assert repr(Special(1, y=2)) == "Special(x=1, y=2)"
    assert repr(Nothing()) == "Nothing()"
