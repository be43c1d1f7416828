"""The record inside a fact, whether it is one, or holds a list of them."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from cloudgrant.rules import Fact, Record, facts, given


@attrs.frozen(kw_only=True)
class Lamp(Record):
    watts: Fact[int] = given(en="Watts")


@attrs.frozen(kw_only=True)
class Room(Record):
    ceiling: Lamp = given(default=Lamp(), en="Ceiling lamp")
    lamps: Fact[tuple[Lamp, ...]] = given(en="Lamps")
    names: Fact[tuple[str, ...]] = given(en="Names")
    prices: Fact[Mapping[str, int]] = given(mapping=True, en="Prices")
    doors: Fact[int] = given(en="Doors")


def test_a_fact_tells_the_record_inside_it() -> None:
    inner = {name: info.inner_record for name, info in facts(Room).items()}
    assert inner == {"ceiling": Lamp, "lamps": Lamp, "names": None, "prices": None, "doors": None}
