"""Random records with lists and random trees over them, and the ways in which a record may turn out."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from random import Random
from typing import Any, Literal

import attrs

from cloudgrant.rules import UNKNOWN, Fact, Record, Share, facts, given
from cloudgrant.rules.writing import tree

__all__ = ["Dossier", "Limits", "Trees", "completions", "drafted", "filled", "slots"]


@attrs.frozen(kw_only=True)
class Row(Record):
    """A row of a dossier."""

    amount: Fact[int] = given(en="Amount", least=0, most=3)
    loss: Fact[int] = given(en="Loss", least=-2, most=1)
    kind: Fact[Literal["a", "b"]] = given(en="Kind")
    sound: Fact[bool] = given(en="Sound")


@attrs.frozen(kw_only=True)
class Peer(Record):
    """One of several who hand a dossier in."""

    code: Fact[Literal["a", "b"]] = given(en="Code")
    leads: Fact[bool] = given(en="Leads")


@attrs.frozen(kw_only=True)
class Dossier(Record):
    """Numbers that may be negative, a truth, a text, and two lists."""

    most: Fact[int] = given(en="Most", least=0, most=4)
    room: Fact[int] = given(en="Room", least=-2, most=2)
    public: Fact[bool] = given(en="Public")
    word: Fact[Literal["a", "b"]] = given(en="Word")
    rows: Fact[tuple[Row, ...]] = given(en="Rows")
    peers: Fact[tuple[Peer, ...]] = given(en="Peers")


@attrs.frozen(kw_only=True)
class Limits(Record):
    """A policy with one value of each kind."""

    cap: int = given(default=3, en="Cap")
    share: Share = given(default=Share("1/2"), en="Share")
    kinds: tuple[str, ...] = given(default=("a",), en="Kinds")


_VALUES: dict[str, tuple[Any, ...]] = {
    "amount": (0, 1, 3),
    "loss": (-2, 0, 1),
    "kind": ("a", "b"),
    "sound": (True, False),
    "code": ("a", "b"),
    "leads": (True, False),
    "most": (0, 1, 4),
    "room": (-2, 0, 2),
    "public": (True, False),
    "word": ("a", "b"),
}
_LISTS: dict[str, type[Any]] = {"rows": Row, "peers": Peer}


def drafted(random: Random, cls: type[Any] = Dossier, unknown: float = 0.35) -> Any:
    """A record of which some facts are not known."""
    values: dict[str, Any] = {}
    for name in facts(cls):
        if name in _LISTS:
            length = random.choice((0, 1, 2, 2))
            items = tuple(drafted(random, _LISTS[name], unknown) for _ in range(length))
            values[name] = UNKNOWN if random.random() < unknown / 3 else items
        else:
            values[name] = UNKNOWN if random.random() < unknown else random.choice(_VALUES[name])
    return cls(**values)


Slot = tuple[tuple[str | int, ...], tuple[Any, ...]]


def slots(record: Any, random: Random, around: tuple[str | int, ...] = ()) -> Iterator[Slot]:
    """Each place that is not known, with values that it may turn out to have."""
    for name in facts(type(record)):
        value, place = getattr(record, name), (*around, name)
        if value is UNKNOWN and name in _LISTS:
            lists = [tuple(drafted(random, _LISTS[name], 0) for _ in range(n)) for n in (0, 1, 1, 2)]
            yield place, tuple(lists)
        elif value is UNKNOWN:
            yield place, _VALUES[name]
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                yield from slots(item, random, (*place, index))


def filled(record: Any, values: dict[tuple[str | int, ...], Any], around: tuple[str | int, ...] = ()) -> Any:
    """The record with what is now known."""
    new: dict[str, Any] = {}
    for name in facts(type(record)):
        value, place = getattr(record, name), (*around, name)
        if place in values:
            new[name] = values[place]
        elif isinstance(value, tuple):
            new[name] = tuple(filled(item, values, (*place, index)) for index, item in enumerate(value))
        else:
            new[name] = value
    return type(record)(**new)


def completions(found: list[Slot], random: Random, most: int) -> Iterator[dict[tuple[str | int, ...], Any]]:
    """Every way in which the places may turn out, or some where there are many."""
    number = 1
    for _, values in found:
        number *= len(values)
    ways: Iterator[tuple[Any, ...]] = itertools.product(*(values for _, values in found))
    if number > most:
        ways = (tuple(random.choice(values) for _, values in found) for _ in range(most))
    for way in ways:
        yield {place: value for (place, _), value in zip(found, way, strict=True)}


class Trees:
    """Draws trees: truths and numbers, with lists gone through at most twice deep."""

    def __init__(self, random: Random) -> None:
        self._random = random

    def truth(self, depth: int, scope: tuple[type[Any], ...] = (Dossier,)) -> tree.Node:
        """A truth."""
        choose, deeper = self._random.choice, depth - 1
        kinds = ["compared", "fact", "one_of"]
        if depth > 0:
            kinds += ["compared", "and", "or", "not", "pick", "same", "share", "some", "every", "at_most"]
        match choose(kinds):
            case "and":
                return tree.And((self.truth(deeper, scope), self.truth(deeper, scope)))
            case "or":
                return tree.Or((self.truth(deeper, scope), self.truth(deeper, scope)))
            case "not":
                return tree.Not(self.truth(deeper, scope))
            case "pick":
                return tree.Pick(*(self.truth(deeper, scope) for _ in range(3)))
            case "one_of":
                options: Any = choose([("a",), ("a", "b"), self._policy("kinds")])
                return tree.OneOf(self._fact(scope, "text"), options)
            case "same" if self._random.random() < 0.5:
                return tree.Same(self._fact(scope, "text"), self._fact(scope, "text"))
            case "same":
                return tree.Same(self.number(deeper, scope), self.number(deeper, scope))
            case "share":
                sides = self.number(deeper, scope), self.number(deeper, scope)
                return tree.ShareLimit(choose(["<=", ">="]), *sides, self._policy("share"))
            case "at_most":
                parts = tuple(tree.FactOf(("most",), facts(Dossier)["most"]) for _ in range(2))
                return tree.Comparison("<=", tree.Arithmetic("+", *parts), self.number(0, scope))
            case "fact":
                return self._fact(scope, "bool")
            case "some" | "every" as word if len(scope) < 3:
                items, inner = self._list(scope)
                held = self.truth(deeper, inner)
                some = tree.Some(items, held if word == "some" else tree.Not(held), len(scope))
                return some if word == "some" else tree.Not(some)
            case _:
                sides = self.number(deeper, scope), self.number(deeper, scope)
                return tree.Comparison(choose(["<=", "<", ">=", ">"]), *sides)

    def number(self, depth: int, scope: tuple[type[Any], ...] = (Dossier,)) -> tree.Node:
        """A whole number."""
        choose, deeper = self._random.choice, depth - 1
        kinds = ["fact", "fact", "constant", "cap"]
        if depth > 0:
            kinds += [
                "+",
                "-",
                "*",
                "//",
                "pick",
                "lesser",
                "total",
                "total",
                "count",
                "distinct",
                "share_of",
            ]
        match choose(kinds):
            case "constant":
                return tree.Constant(choose([-1, 0, 1, 2, 5]))
            case "cap":
                return self._policy("cap")
            case "+" | "-" as sign:
                return tree.Arithmetic(sign, self.number(deeper, scope), self.number(deeper, scope))
            case "*":
                by = self.number(0, scope) if choose([True, False]) else tree.Constant(choose([-2, 0, 3]))
                return tree.Arithmetic("*", self.number(deeper, scope), by)
            case "//":
                return tree.Arithmetic("//", self.number(deeper, scope), tree.Constant(choose([1, 2, 3])))
            case "pick":
                return tree.Pick(
                    self.truth(deeper, scope), self.number(deeper, scope), self.number(deeper, scope)
                )
            case "lesser":
                return tree.Lesser(self.number(deeper, scope), self.number(deeper, scope))
            case "share_of":
                rounding: Any = choose(["up", "down"])
                return tree.ShareOf(self.number(deeper, scope), self._policy("share"), rounding)
            case "total" | "count" | "distinct" as word if len(scope) < 3:
                items, inner = self._list(scope)
                where = tree.Constant(True) if self._random.random() < 0.3 else self.truth(deeper, inner)
                if word == "distinct":
                    told_apart: tree.Node = self._fact(inner, "text")
                    if self._random.random() < 0.4:
                        told_apart = tree.Together((told_apart, self._fact(inner, "bool")))
                    return tree.Distinct(items, told_apart, where, len(scope))
                of = tree.Constant(1) if word == "count" else self.number(deeper, inner)
                return tree.Total(items, of, where, len(scope))
            case _:
                return self._fact(scope, "int")

    def _list(self, scope: tuple[type[Any], ...]) -> tuple[tree.FactOf, tuple[type[Any], ...]]:
        name = self._random.choice(list(_LISTS))
        return tree.FactOf((name,), facts(Dossier)[name]), (*scope, _LISTS[name])

    def _fact(self, scope: tuple[type[Any], ...], type_: str) -> tree.FactOf:
        found = [
            tree.FactOf((name,), info, level)
            for level, cls in enumerate(scope)
            for name, info in facts(cls).items()
            if info.type == type_
        ]
        inner = [one for one in found if one.level == len(scope) - 1]
        return self._random.choice(inner if inner and self._random.random() < 0.7 else found)

    def _policy(self, name: str) -> tree.PolicyValue:
        return tree.PolicyValue(name, facts(Limits)[name])
