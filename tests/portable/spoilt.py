"""Data that have been tampered with: what a reader has to accept or refuse.

A dump of each kind of record is changed in one to three places, at any depth: another value, of the right
type or a wrong one, at or beside a limit; a key taken out or put in; an item twice. Chance is the caller's.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from random import Random
from typing import Any

import cloudgrant as cg
from cloudgrant.data.migrations import VERSION
from data.test_every_kind import KINDS, RECORDS

__all__ = ["DUMPS", "spoilt"]

DUMPS: dict[str, dict[str, Any]] = {
    path.stem: json.loads(path.read_text(encoding="utf-8"))
    for path in sorted(KINDS.glob("*.json"))
    if path.stem in RECORDS
}
"""Sound data of every kind."""

VALUES: tuple[Any, ...] = (
    None, True, False, -(10**20), -1, 0, 1, 7, 110, 1911, 1912, 2022, 9999, 10_000, 10**14, 10**14 + 1,
    10**20, 1.5, "", " ", "\u3000", "\x1c", "\x85", "\ufeff", "x", " x", "x ", "a\nb", "x" * 21,
    "\ud800", "True", "none", "12345675", "12345678", "1234567", "１２３４５６７５", "12345675\n", "I301010",
    "IG02010", "I30101", "ABC0101", "2022-05-02", "2022-02-29", "2024-02-29", "2000-02-29",
    "1900-02-29", "0001-01-01", "0000-01-01", "0000-02-29", "2022-04-31", "2022-13-01", "2022-1-1",
    "20220502", "2022-05-02T00:00:00", "2022-05-02\n", "２０２２-05-02", "9999-12-31", "1/2", "3/2", "1/0",
    "1/10001", "50%", "150%", "0.5", "0.5\n", "1/2\n", ".5", "１/2", "1", "0/1", "0.123456789", "12",
    "01", "1.5", "1e3", "met", "seat", "call / month", "month", "一", "%", [], [None], [[]], ["x"], ["x",
    "x"], ["I301010"], {}, {"x": None}, {"x": "y"}, {"x": {}}, {"kind": "company"},
)  # fmt: skip
"""What is put in the place of other things."""

KEYS = ("x", "", "kind", "version", "name", "ubn", "amount")
"""What is put in beside other things."""


def spoilt(chance: Random) -> tuple[str, dict[str, Any]]:
    """A kind, and data of it that may be none."""
    kind = chance.choice(sorted(DUMPS))
    data: Any = copy.deepcopy(DUMPS[kind])
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        places = list(_places(data))
        holder, key = chance.choice(places)
        _change(holder, key, chance)
    if "version" in data and data["version"] in (1, 2):
        data["version"] = VERSION  # data of earlier versions are another matter
    return kind, data


def _places(data: Any) -> Iterator[tuple[Any, Any]]:
    """Each place inside: what holds it, and where in that."""
    for key in list(data) if isinstance(data, dict) else range(len(data)):
        yield data, key
        if isinstance(data[key], dict | list):
            yield from _places(data[key])


def _change(holder: Any, key: Any, chance: Random) -> None:
    other = copy.deepcopy(chance.choice(VALUES))
    match chance.randrange(10):
        case 0:
            del holder[key]
        case 1 if isinstance(holder, dict):
            holder[chance.choice(KEYS)] = other
        case 1 | 2 if isinstance(holder, list):
            holder.insert(key, copy.deepcopy(chance.choice([holder[key], other])))
        case 3 if isinstance(holder[key], int):
            holder[key] += chance.choice((-1, 1, 10**13, -(10**13)))
        case 4:
            holder[key] = copy.deepcopy(DUMPS[chance.choice(sorted(DUMPS))])
        case 5 if isinstance(holder, dict) and key in facts_anywhere() and facts_anywhere()[key]:
            holder[key] = chance.choice(facts_anywhere()[key])
        case _:
            holder[key] = other


def facts_anywhere() -> dict[str, list[Any]]:
    """By the name of a fact: its options, and what lies at and beside its limits, in any class."""
    if not _FACTS:
        for cls in RECORDS.values():
            for name, info in cg.facts(cls).items():
                inner = info.item or info
                limits = [limit for limit in (inner.least, inner.most) if limit is not None]
                beside = [limit + shift for limit in limits for shift in (-1, 0, 1)]
                found: list[Any] = [value for value, _ in info.choices] or (
                    beside if inner.type == "int" else []
                )
                _FACTS.setdefault(name, []).extend([found] if info.type == "list" else found)
    return _FACTS


_FACTS: dict[str, list[Any]] = {}
