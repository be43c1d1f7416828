"""Plausible values for any fact: on the thresholds of the policy, beside what is there, or just another."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from random import Random
from typing import Any

import attrs

import cloudgrant as cg
from cloudgrant.rules import FactInfo
from laws.partial import Case, Spot

__all__ = ["Values"]

_UBNS = ("12345675", "04595257", "00501508", "22099131")
_SHARES = ("0/1", "1/2", "1/1", "35%", "1/3")
_EDITION = "roc-111"
"""The edition that a later act goes by: one that there is."""
_DAYS = (-366, -365, -181, -31, -1, 0, 0, 0, 1, 30, 31, 181, 365)


class Values:
    """Draws values that come out on either side of what the rules ask."""

    _rng: Random
    _numbers: dict[str, list[int]]
    _dates: list[date]
    _texts: dict[str, list[str]]
    _shares: list[cg.Share]

    def __init__(self, case: Case, rng: Random) -> None:
        """``case`` and its policy tell which numbers, dates and texts are near at hand."""
        self._rng = rng
        self._numbers = defaultdict(list)
        self._dates = []
        self._texts = defaultdict(list)
        self._shares = [cg.Share.of(one) for one in _SHARES]
        for spot in case.spots():
            self._note(spot)
        for name, info in cg.facts(type(case.policy)).items():
            self._note(Spot((name,), info, getattr(case.policy, name)))

    def _note(self, spot: Spot) -> None:
        match spot.value:
            case bool():
                pass
            case int():
                self._numbers[spot.info.unit].append(spot.value)
            case date():
                self._dates.append(spot.value)
            case cg.Share():
                self._shares.append(spot.value)
            case str() if not spot.info.options:
                self._texts[spot.info.name].append(spot.value)
                self._texts[""].append(spot.value)
            case tuple():
                self._texts[""] += [item for item in spot.value if isinstance(item, str)]
            case _:
                pass

    def other(self, info: FactInfo, value: Any) -> Any:
        """Another value than the one a fact has, near it where there is a near."""
        if value is cg.UNKNOWN or self._rng.random() < 0.25:
            return self.some(info)
        match value:
            case bool():
                return not value
            case int():
                near = (value - 1, value + 1, value * 2, value // 2, value * 10, 0)
                return self._within(info, self._rng.choice(near))
            case date():
                return self._shifted(value)
            case tuple():
                return self._other_list(info, value)
            case str() if value.isdecimal() and not info.options and not info.name.endswith("ubn"):
                return str(max(1, int(value) + self._rng.choice((-1, 1))))
            case _ if info.type == "record":
                return self._other_record(value)
            case _:
                return self.some(info)

    def some(self, info: FactInfo, depth: int = 0) -> Any:
        """Any value for a fact."""
        rng = self._rng
        match info.type:
            case "bool":
                return rng.choice([option == "True" for option, _ in info.options] or [True, False])
            case "int":
                near = self._numbers.get(info.unit) or [0, 1, 2, 3, 5, 10]
                return self._within(info, rng.choice(near) + rng.choice((-1, 0, 0, 1)))
            case "date":
                return self._shifted(rng.choice(self._dates or [date(2022, 6, 1)]))
            case "text" if info.options:
                return rng.choice([option for option, _ in info.options])
            case "text" if info.name.endswith("ubn"):
                return rng.choice(_UBNS)
            case "text" if info.name == "edition":
                return rng.choice((_EDITION, cg.UNKNOWN))
            case "text":
                name = info.name.removesuffix("[]")
                texts = (*self._texts.get(name, ()), *self._texts[""][:20], "甲", "乙")
                sound = [one for one in texts if info.check is None or info.check(one) is None]
                return rng.choice(rng.choice((texts, sound or texts)))
            case "share":
                return rng.choice(self._shares)
            case "record":
                return self._some_record(info, depth)
            case "list" if info.item is not None:
                return self._some_list(info.item, depth)
            case _:
                return cg.UNKNOWN

    def _within(self, info: FactInfo, number: int) -> int:
        least = number if info.least is None else max(number, info.least)
        return least if info.most is None else min(least, info.most)

    def _shifted(self, day: date) -> date:
        return day + timedelta(self._rng.choice(_DAYS))

    def _some_record(self, info: FactInfo, depth: int) -> Any:
        record = info.record
        if record is None or depth > 2:
            return cg.UNKNOWN
        known = {name: one for name, one in cg.facts(record).items() if not one.derived}
        for often in (0.9, 0.6, 0.3):
            given = {
                name: self.some(one, depth + 1)
                for name, one in known.items()
                if not one.may_be_unknown or self._rng.random() < often
            }
            made = _agreeing(record, {name: one for name, one in given.items() if one is not cg.UNKNOWN})
            if made is not cg.UNKNOWN:
                return made
        return cg.UNKNOWN

    def _some_list(self, item: FactInfo, depth: int) -> tuple[Any, ...]:
        if item.options:
            options = [option for option, _ in item.options]
            return tuple(self._rng.sample(options, self._rng.randint(0, len(options))))
        drawn = [self.some(item, depth + 1) for _ in range(self._rng.randint(0, 3))]
        return tuple(one for one in drawn if one is not cg.UNKNOWN)

    def _other_list(self, info: FactInfo, items: tuple[Any, ...]) -> tuple[Any, ...]:
        rng, item = self._rng, info.item
        if not items or item is None or rng.random() < 0.1:
            return () if item is None or rng.random() < 0.3 else self._some_list(item, 0)
        index = rng.randrange(len(items))
        match rng.choice(("drop", "add", "change", "change", "one", "tail")):
            case "drop":
                return items[:index] + items[index + 1 :]
            case "add":
                return (*items, self.other(item, items[index]))
            case "one":
                return items[index : index + 1]
            case "tail":
                return items[index:]
            case _:
                return (*items[:index], self.other(item, items[index]), *items[index + 1 :])

    def _other_record(self, record: Any) -> Any:
        """The record with one other fact; the record itself where that makes no sense."""
        known = [info for info in cg.facts(type(record)).values() if not info.derived]
        if not known:
            return record
        info = self._rng.choice(known)
        try:
            return attrs.evolve(record, **{info.name: self.other(info, getattr(record, info.name))})
        except cg.InvalidInput:
            return record


def _agreeing(record: type[Any], given: dict[str, Any]) -> Any:
    """A record of these values; of such as contradict each other the one told of first is left out."""
    while True:
        try:
            return record(**given)
        except TypeError:
            return cg.UNKNOWN
        except cg.InvalidInput as error:
            place = error.problems[0].path
            if not place or given.pop(str(place[0]), None) is None:
                return cg.UNKNOWN
