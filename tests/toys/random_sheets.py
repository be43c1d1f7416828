"""Random records without lists, and random trees over them: what a row of a data frame can hold."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any, Literal

import attrs

from cloudgrant.rules import (
    UNKNOWN,
    Fact,
    Record,
    Share,
    Table,
    Truth,
    agreed,
    fact,
    facts,
    given,
    months_after,
    no,
    pick,
    share_of,
)
from cloudgrant.rules.writing import tree

__all__ = ["DAYS", "Rates", "Sheet", "SheetTrees", "rates", "sheet"]

DAYS = (date(2022, 1, 31), date(2022, 2, 28), date(2024, 2, 29), date(2022, 8, 31), date(2022, 6, 1))
FAR = (date(1, 1, 1), date(9999, 12, 31))


@attrs.frozen(kw_only=True)
class Place(Record):
    """A record inside."""

    width: Fact[int] = given(en="Width", least=1, most=3)
    town: Fact[Literal["a", "b", "c"]] = given(en="Town")


@attrs.frozen(kw_only=True)
class Sheet(Record):
    """A fact of each kind that a cell can hold, and facts that follow from them."""

    most: Fact[int] = given(en="Most", least=0, most=4)
    room: Fact[int] = given(en="Room", least=-2, most=2)
    wide: Fact[int] = given(en="Wide", least=None)
    public: Fact[bool] = given(en="Public")
    fined: Fact[bool] = given(en="Fined")
    word: Fact[Literal["a", "b", "c"]] = given(en="Word")
    begun: Fact[date] = given(en="Begun")
    ended: Fact[date] = given(en="Ended")
    place: Place = given(default=Place(), en="Place")

    @fact(en="Both")
    def both(self) -> Fact[int]:
        return self.most + self.room

    @fact(en="Spare")
    def spare(self) -> Fact[int]:
        return pick(self.open_, self.both * 2, self.place.width - self.room)

    @fact(en="Open")
    def open_(self) -> Truth:
        return self.public & no(self.fined) | (self.both >= 3)

    @fact(en="Town")
    def town(self) -> Fact[str]:
        return agreed(self.word, self.place.town)

    @fact(en="Due")
    def due(self) -> Fact[date]:
        return months_after(self.begun, self.most)

    @fact(en="Half")
    def half(self) -> Fact[int]:
        return share_of(self.wide, Share("1/2"), "up")


@attrs.frozen(kw_only=True)
class Rates(Record):
    """A policy with a value of each kind."""

    cap: Fact[int] = given(default=3, en="Cap")
    share: Fact[Share] = given(default=Share("1/2"), en="Share")
    kinds: Fact[tuple[str, ...]] = given(default=("a",), en="Kinds")
    steps: Fact[tuple[int, ...]] = given(default=(0, 2), en="Steps")
    opens: Fact[date] = given(default=DAYS[1], en="Opens")
    grants: Fact[Table[int]] = given(default=Table({"a": 1, "b": 3}), en="Grants")
    shares: Fact[Table[Share]] = given(
        default=Table({"a": Share("1/3"), "b": Share("1/2"), "c": Share("1/3")}), en="Shares"
    )


VALUES: dict[str, tuple[Any, ...]] = {
    "most": (0, 1, 3, 4),
    "room": (-2, -1, 0, 2),
    "wide": (-(10**14), -7, 0, 3, 10**14),
    "public": (True, False),
    "fined": (True, False),
    "word": ("a", "b", "c"),
    "begun": (*DAYS, *FAR),
    "ended": (*DAYS, *FAR),
    "width": (1, 2, 3),
    "town": ("a", "b", "c"),
}
_OPTIONS: dict[str, tuple[Any, ...]] = {
    "text": ("a", "b", "c"),
    "int": (-2, 0, 1, 4, 7),
    "date": DAYS,
}


def _drawn(random: Random, cls: type[Any], unknown: float) -> Any:
    return cls(
        **{
            name: UNKNOWN if random.random() < unknown else random.choice(VALUES[name])
            for name, info in facts(cls).items()
            if not info.derived and name in VALUES
        },
        **({"place": _drawn(random, Place, unknown)} if cls is Sheet else {}),
    )


def sheet(random: Random, unknown: float = 0.35) -> Sheet:
    """A sheet of which some facts are not known."""
    drawn: Sheet = _drawn(random, Sheet, unknown)
    return drawn


def rates(random: Random) -> Rates:
    """A policy of which some values are not published."""
    unknown: dict[str, Any] = {name: UNKNOWN for name in facts(Rates) if random.random() < 0.15}
    return Rates(**unknown)


class SheetTrees:
    """Draws trees over sheets: truths, numbers, texts, days and shares."""

    def __init__(self, random: Random) -> None:
        self._random = random

    def truth(self, depth: int) -> tree.Node:
        """A truth."""
        choose, deeper = self._random.choice, depth - 1
        kinds = ["compared", "days", "fact", "one_of", "said"]
        if depth > 0:
            kinds += ["compared", "compared", "days", "and", "or", "not", "pick", "same", "share", "agreed"]
            kinds += ["some", "number_of", "one_of"]
        match choose(kinds):
            case "and":
                return tree.And(tuple(self.truth(deeper) for _ in range(choose((2, 3)))))
            case "or":
                return tree.Or(tuple(self.truth(deeper) for _ in range(choose((2, 3)))))
            case "not":
                return tree.Not(self.truth(deeper))
            case "pick":
                return tree.Pick(*(self.truth(deeper) for _ in range(3)))
            case "agreed":
                return tree.Agreed((self.truth(deeper), self.truth(deeper)))
            case "one_of":
                type_ = choose(("text", "int", "date"))
                options: Any = tuple(self._random.sample(_OPTIONS[type_], choose((1, 2))))
                if type_ != "date" and self._random.random() < 0.4:
                    options = self._policy({"text": "kinds", "int": "steps"}[type_])
                return tree.OneOf(self.value(type_, deeper), options)
            case "same":
                type_ = choose(("text", "int", "int", "bool", "date"))
                return tree.Same(self.value(type_, deeper), self.value(type_, deeper))
            case "said":
                return tree.Said(self.value(choose(("text", "int", "bool", "date")), deeper))
            case "share":
                sides = self.number(deeper), self.number(deeper)
                return tree.ShareLimit(choose(("<=", ">=")), *sides, self.share(deeper))
            case "fact":
                return self._fact("bool")
            case "days":
                return tree.Comparison(choose(("<=", "<", ">=", ">")), self.day(deeper), self.day(deeper))
            case "some":
                return tree.Some(self._policy("steps"), self._of_step(deeper), 1)
            case "number_of":
                listed = self._policy("steps")
                counted = tree.Total(listed, tree.Constant(1), self._of_step(deeper), 1)
                return tree.Comparison(choose(("<=", ">")), counted, tree.Constant(1))
            case _:
                sides = self.number(deeper), self.number(deeper)
                return tree.Comparison(choose(("<=", "<", ">=", ">")), *sides)

    def value(self, type_: str, depth: int) -> tree.Node:
        """A value of a type."""
        match type_:
            case "bool":
                return self.truth(max(depth, 0))
            case "int":
                return self.number(depth)
            case "date":
                return self.day(depth)
            case _:
                return self.text(depth)

    def number(self, depth: int) -> tree.Node:
        """A whole number."""
        choose, deeper = self._random.choice, depth - 1
        kinds = ["fact", "fact", "fact", "constant", "cap"]
        if depth > 0:
            kinds += ["+", "-", "*", "times", "//", "pick", "lesser", "share_of", "agreed", "entry", "total"]
            kinds += ["distinct"]
        match choose(kinds):
            case "constant":
                return tree.Constant(choose([-1, 0, 1, 2, 5]))
            case "cap":
                return self._policy("cap")
            case "+" | "-" as sign:
                return tree.Arithmetic(sign, self.number(deeper), self.number(deeper))
            case "*":
                return tree.Arithmetic("*", self.number(deeper), tree.Constant(choose([-2, 0, 3])))
            case "times":
                return tree.Arithmetic("*", self._narrow(), self._narrow())
            case "//":
                return tree.Arithmetic("//", self.number(deeper), tree.Constant(choose([1, 2, 3])))
            case "pick":
                return tree.Pick(self.truth(deeper), self.number(deeper), self.number(deeper))
            case "lesser":
                return tree.Lesser(self.number(deeper), self.number(deeper))
            case "agreed":
                return tree.Agreed(tuple(self.number(deeper) for _ in range(choose((2, 3)))))
            case "entry":
                return tree.Entry(self._policy("grants"), self.text(deeper))
            case "share_of":
                rounding: Any = choose(("up", "down"))
                return tree.ShareOf(self.number(deeper), self.share(deeper), rounding)
            case "total":
                amount = tree.Arithmetic("*", self._step(), self._fact("int", ("most", "room")))
                return tree.Total(self._policy("steps"), amount, self._of_step(deeper), 1)
            case "distinct":
                return tree.Distinct(self._policy("steps"), self._step(), self._of_step(deeper), 1)
            case _:
                return self._fact("int")

    def text(self, depth: int) -> tree.Node:
        """A text."""
        if depth > 0 and self._random.random() < 0.3:
            return tree.Pick(self.truth(depth - 1), self.text(depth - 1), self.text(depth - 1))
        return self._fact("text")

    def day(self, depth: int) -> tree.Node:
        """A day."""
        choose = self._random.choice
        kinds = ["fact", "fact", "opens", "filed", "constant"]
        if depth > 0:
            kinds += ["shifted", "shifted", "pick", "agreed"]
        match choose(kinds):
            case "opens":
                return self._policy("opens")
            case "filed":
                return tree.Filing()
            case "constant":
                return tree.Constant(choose(DAYS))
            case "shifted":
                months = choose((tree.Constant(choose((-6, 0, 1, 6, 12, 120_000))), self.number(depth - 1)))
                return tree.Shifted(self.day(depth - 1), months, choose((True, False)))
            case "pick":
                return tree.Pick(self.truth(depth - 1), self.day(depth - 1), self.day(depth - 1))
            case "agreed":
                return tree.Agreed((self.day(depth - 1), self.day(depth - 1)))
            case _:
                return self._fact("date")

    def share(self, depth: int) -> tree.Node:
        """A share."""
        choose = self._random.choice
        if depth > 0:
            match choose(("entry", "pick", "policy", "constant")):
                case "entry":
                    return tree.Entry(self._policy("shares"), self.text(depth - 1))
                case "pick":
                    return tree.Pick(self.truth(depth - 1), self.share(depth - 1), self.share(depth - 1))
        return choose((self._policy("share"), tree.Constant(Share(choose(("1/3", "9999/10000", "1"))))))

    def _of_step(self, depth: int) -> tree.Node:
        """A truth of a step of the policy."""
        choose = self._random.choice
        if self._random.random() < 0.3:
            return self.truth(max(depth, 0))
        return tree.Comparison(choose(("<=", ">")), self._step(), self.number(max(depth, 0)))

    def _step(self) -> tree.FactOf:
        item = facts(Rates)["steps"].item
        assert item is not None
        return tree.FactOf((), item, 1)

    def _narrow(self) -> tree.Node:
        return self._fact("int", ("most", "room", "both"))

    def _fact(self, type_: str, names: tuple[str, ...] = ()) -> tree.FactOf:
        found = [
            tree.FactOf((name,), info)
            for name, info in facts(Sheet).items()
            if info.type == type_ and (not names or name in names)
        ]
        if not names:
            inner = facts(Place).items()
            found += [tree.FactOf(("place", name), info) for name, info in inner if info.type == type_]
        return self._random.choice(found)

    def _policy(self, name: str) -> tree.PolicyValue:
        return tree.PolicyValue(name, facts(Rates)[name])
