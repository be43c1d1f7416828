"""Records of which nothing is known: each fact a variable, each list of any length up to a bound.

An item of a list is there, or it is not: lists are proved of as finite ones. A variable stands for whatever a
fact may turn out to be, within its declaration; a fact that need not be told has a second: that it is told.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs
import z3

from cloudgrant.rules.records.fact_info import FactInfo, facts
from cloudgrant.values.unknown import UNKNOWN
from readings.smt.terms import constant, variable, within_declared

__all__ = ["Given", "Holder", "Item", "Known", "Listed"]

Item = Any
"""What is in a list: a record, known or not, or the term of a plain value."""

Listed = list[tuple[Any, Item]]
"""The items that there may be, each with whether it is there."""


@attrs.define
class Given:
    """What all proofs of a subject rest on: declared bounds, and whatever its records keep coherent.

    ``most`` is how many items a list may have; ``most_of`` says so of single lists, by their place.
    ``tables`` say that days are within the tables of :mod:`readings.smt.days`: beyond them nothing is assumed
    of months and years, so that a proof holds there too, but an example may be none.
    """

    most: int = 3
    most_of: Mapping[str, int] = attrs.field(factory=dict)
    assumed: list[Any] = attrs.field(factory=list)
    tables: list[Any] = attrs.field(factory=list)
    variables: dict[str, Any] = attrs.field(factory=dict)

    def variable(self, type_: str, name: str, info: FactInfo, there: Any = True) -> Any:
        """The variable of this name, within what its fact declares wherever its record is there."""
        if name not in self.variables:
            self.variables[name] = found = variable(type_, name)
            self.assume(there, *within_declared(info, found))
        return self.variables[name]

    def assume(self, there: Any, *truths: Any) -> None:
        """From now on that holds, of what is there."""
        self.assumed += [one if there is True else z3.Implies(there, one) for one in truths]


@attrs.define(eq=False)
class Holder:
    """A record that has any facts. ``name`` is its place, ``there`` whether it is there at all."""

    cls: type[Any]
    given: Given
    name: str = ""
    there: Any = True
    derived: dict[str, Any] = attrs.field(factory=dict)
    _parts: dict[str, Any] = attrs.field(factory=dict)
    met: Any = None
    """Asked of each record as it is first reached: what its class keeps coherent."""

    def __attrs_post_init__(self) -> None:
        if self.met is not None:
            self.met(self)

    def path(self, name: str) -> str:
        return f"{self.name}.{name}" if self.name else name

    def fact(self, name: str) -> Any:
        """A given fact: a term, a record inside, or the items of a list."""
        info = facts(self.cls)[name]
        if info.type not in ("record", "list", "map"):
            return self.given.variable(info.type, self.path(name), info, self.there)
        if name not in self._parts:
            self._parts[name] = (
                self._inside(info.record, self.path(name), self.there)
                if info.type == "record"
                else self._items(info)
            )
        return self._parts[name]

    def told(self, name: str) -> Any:
        """Whether a fact that need not be told has been."""
        return self.given.variable("bool", f"{self.path(name)}?", FactInfo(type="bool"))

    def _inside(self, cls: Any, name: str, there: Any) -> Holder:
        return Holder(cls, self.given, name, there, met=self.met)

    def _items(self, info: FactInfo) -> Listed:
        place, item = self.path(info.name), info.item
        assert item is not None
        # Of texts that are options there may be as many as there are options.
        most = max(self.given.most, len(item.options), len(info.options))
        most = min(self.given.most_of.get(_of_any_item(place), most), info.most_items)
        length = self.given.variable("int", f"{place}.#", FactInfo(type="int", least=0, most=most))
        found: Listed = []
        for number in range(most):
            name, here = f"{place}[{number}]", length > number
            there = here if self.there is True else z3.And(self.there, here)
            if item.type == "record":
                found.append((here, self._inside(item.record, name, there)))
            else:
                options = attrs.evolve(item, options=item.options or info.options)
                found.append((here, self.given.variable(item.type, name, options, there)))
        return found


def _of_any_item(place: str) -> str:
    """``members[0].firm.codes`` as ``members.firm.codes``."""
    return "".join(part.rpartition("]")[2] for part in place.split("["))


@attrs.define(eq=False)
class Known:
    """A record whose facts are known, as a policy's; what is unknown, or ``open``, is a variable."""

    record: Any
    given: Given
    name: str
    open: frozenset[str] = frozenset()
    derived: dict[str, Any] = attrs.field(factory=dict)
    there: Any = True

    @property
    def cls(self) -> type[Any]:
        return type(self.record)

    def path(self, name: str) -> str:
        return f"{self.name}.{name}"

    def fact(self, name: str) -> Any:
        info = facts(self.cls)[name]
        value = UNKNOWN if name in self.open else getattr(self.record, name)
        if info.type in ("list", "map"):
            if value is UNKNOWN:
                return Holder(self.cls, self.given, self.name).fact(name)
            values = value.values() if isinstance(value, Mapping) else value
            return [
                (z3.BoolVal(True), self._item(one, f"{self.path(name)}[{at}]", info))
                for at, one in enumerate(values)
            ]
        if value is UNKNOWN:
            return self.given.variable(info.type, self.path(name), info)
        return Known(value, self.given, self.path(name)) if info.type == "record" else constant(value)

    def told(self, name: str) -> Any:
        return z3.BoolVal(True)

    def _item(self, value: Any, name: str, info: FactInfo) -> Item:
        if value is UNKNOWN:
            assert info.item is not None
            return self.given.variable(info.item.type, name, info.item)
        return Known(value, self.given, name) if attrs.has(type(value)) else constant(value)
