"""What was typed into a form: texts by JSON pointer, as data and with what cannot be read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from typing import Any

import cloudgrant as cg
from cloudgrant.values.paths import Path

__all__ = ["NONE", "Typed", "data_of", "fact_at", "items_of", "steps_of", "without"]

Typed = Mapping[str, str]
"""Texts by the pointers of the facts that they are about."""

NONE = "none"
"""What stands for a list in which there is nothing, said by somebody: a blank one is unknown."""

_PART = re.compile(r"\s*([^:：]+)[:：](.*)")


def steps_of(pointer: str) -> tuple[str | int, ...]:
    """The steps of a JSON pointer; those that are numbers are places in lists.

    >>> steps_of("/members/0/ubn")
    ('members', 0, 'ubn')
    """
    steps = (step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:])
    return tuple(int(step) if step.isascii() and step.isdecimal() else step for step in steps)


def items_of(texts: Typed, pointer: str) -> int:
    """How many items of a list there are of which anything was typed, blank or not."""
    place = len(steps_of(pointer))
    below = (steps_of(one) for one in texts if one.startswith(f"{pointer}/"))
    return max((int(steps[place]) + 1 for steps in below), default=0)


def without(texts: Typed, pointer: str) -> dict[str, str]:
    """The texts without an item of a list; those after it move up.

    >>> without({"/members/0/ubn": "1", "/members/1/ubn": "2"}, "/members/0")
    {'/members/0/ubn': '2'}
    """
    *place, number = steps_of(pointer)
    kept: dict[str, str] = {}
    for one, text in texts.items():
        steps = list(steps_of(one))
        if steps[: len(place)] == place and len(steps) > len(place):
            at = steps[len(place)]
            if at == number:
                continue
            if isinstance(at, int) and isinstance(number, int) and at > number:
                steps[len(place)] = at - 1
        kept[Path(steps).pointer] = text
    return kept


def data_of(cls: type[Any], texts: Typed) -> tuple[dict[str, Any], list[cg.Problem]]:
    """The data that the texts mean, and a problem for each that means nothing: that fact is unknown."""
    data: dict[str, Any] = {}
    problems: list[cg.Problem] = []
    for steps in sorted(map(steps_of, texts), key=_in_order):
        info = fact_at(cls, steps)
        if info is None:
            problems.append(cg.Problem.at(steps, "unknown_key", hint=""))
            continue
        value, found = _read(info, texts[Path(steps).pointer])
        problems += (problem.below(*steps[:-1]) for problem in found)
        _put(data, steps, _plain(value))
    return data, problems


def fact_at(cls: type[Any], steps: tuple[str | int, ...]) -> cg.FactInfo | None:
    """The fact at a place of an object of a class; nothing where it has none that can be given."""
    found: cg.FactInfo | None = None
    inner: type[Any] | None = cls
    for step in steps:
        if isinstance(step, int):
            found = None if found is None else found.item
        else:
            found = None if inner is None else cg.facts(inner).get(step)
        if found is None or found.derived:
            return None
        inner = found.record
    return found


def _in_order(steps: tuple[str | int, ...]) -> tuple[tuple[bool, str | int], ...]:
    return tuple((isinstance(step, str), step) for step in steps)


def _read(info: cg.FactInfo, text: str) -> tuple[Any, list[cg.Problem]]:
    """What a text means for a fact; of a list each line, of a mapping each line ``name: text``."""
    if info.item is None:
        return _one(info, text)
    if not text.strip():
        return cg.UNKNOWN, []
    if text.strip() == NONE:
        return [] if info.type == "list" else {}, []
    lines = [line for line in text.splitlines() if line.strip()]
    if info.type == "list":
        each = [_one(info.item, line) for line in lines]
        values: Any = [value for value, _ in each]
    else:
        parts = {name: part for line in lines for name, part in [_named(line)]}
        each = [_one(info.item, part) for part in parts.values()]
        values = {name: value for name, (value, _) in zip(parts, each, strict=True)}
    problems = [
        cg.Problem.at([info.name], one.code, one.text, **one.params) for _, found in each for one in found
    ]
    return (cg.UNKNOWN if problems else values), problems


def _named(line: str) -> tuple[str, str]:
    found = _PART.fullmatch(line)
    return (found[1].strip(), found[2].strip()) if found else (line.strip(), "")


def _one(info: cg.FactInfo, text: str) -> tuple[Any, list[cg.Problem]]:
    try:
        return cg.parse(info, text), []
    except cg.InvalidInput as error:
        return cg.UNKNOWN, list(error.problems)


def _plain(value: Any) -> Any:
    """A value as data have it."""
    match value:
        case list():
            return [_plain(part) for part in value]
        case dict():
            return {name: _plain(part) for name, part in value.items()}
        case cg.Share():
            return str(value)
        case date():
            return value.isoformat()
        case _:
            return None if value is cg.UNKNOWN else value


def _put(data: dict[str, Any], steps: tuple[str | int, ...], value: Any) -> None:
    """Put a value in its place; an item that is begun is there, even when all in it is blank."""
    at: Any = data
    for step, after in pairwise(steps):
        if isinstance(at, list):
            assert isinstance(step, int)
            at += ({} for _ in range(len(at), step + 1))
            at = at[step]
        else:
            if not isinstance(at.get(step), dict | list):
                at[step] = [] if isinstance(after, int) else {}
            at = at[step]
    if value is not None or steps[-1] not in at:
        at[steps[-1]] = value
