"""What was typed into a form: texts by JSON pointer, as data and with what cannot be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import cloudgrant as cg
from cloudgrant.values.paths import Path

__all__ = ["data_of", "items_of", "pointer_parts", "without"]

Texts = Mapping[str, str]


def pointer_parts(pointer: str) -> tuple[str | int, ...]:
    """The steps of a JSON pointer; those that are numbers are places in lists.

    >>> pointer_parts("/members/0/ubn")
    ('members', 0, 'ubn')
    """
    steps = (step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:])
    return tuple(int(step) if step.isdecimal() else step for step in steps)


def items_of(texts: Texts, pointer: str) -> list[int]:
    """The numbers of the items of a list of which anything was typed, blank or not."""
    below = (pointer_parts(one) for one in texts if one.startswith(f"{pointer}/"))
    place = len(pointer_parts(pointer))
    return sorted({int(parts[place]) for parts in below})


def without(texts: Texts, pointer: str) -> dict[str, str]:
    """The texts without an item of a list; those after it move up.

    >>> without({"/members/0/ubn": "1", "/members/1/ubn": "2"}, "/members/0")
    {'/members/0/ubn': '2'}
    """
    *place, number = pointer_parts(pointer)
    kept: dict[str, str] = {}
    for one, text in texts.items():
        parts = pointer_parts(one)
        if list(parts[: len(place)]) == place and len(parts) > len(place):
            at = parts[len(place)]
            if at == number:
                continue
            if isinstance(at, int) and isinstance(number, int) and at > number:
                parts = (*parts[: len(place)], at - 1, *parts[len(place) + 1 :])
        kept[Path(parts).pointer] = text
    return kept


def data_of(cls: type[Any], texts: Texts) -> tuple[dict[str, Any], list[cg.Problem]]:
    """The data that the texts mean, and a problem for each that means nothing; that one is unknown."""
    data: dict[str, Any] = {}
    problems: list[cg.Problem] = []
    for pointer in sorted(texts, key=_in_order):
        parts = pointer_parts(pointer)
        info = _fact(cls, parts)
        if info is None:
            problems.append(cg.Problem.at(parts, "unknown_key", hint=""))
            continue
        try:
            value = cg.parse(info, texts[pointer])
        except cg.InvalidInput as error:
            problems += (_at(parts, problem) for problem in error.problems)
            value = cg.UNKNOWN
        _put(data, parts, value)
    return data, problems


def _at(parts: tuple[str | int, ...], problem: cg.Problem) -> cg.Problem:
    """A problem of one fact where it stands in the whole; `parse` tells it by the fact's name."""
    return cg.Problem.at((*parts[:-1], *problem.path), problem.code, problem.text, **problem.params)


def _in_order(pointer: str) -> tuple[tuple[bool, str | int], ...]:
    return tuple((isinstance(step, str), step) for step in pointer_parts(pointer))


def _fact(cls: type[Any], parts: tuple[str | int, ...]) -> cg.FactInfo | None:
    """The fact at a place of an object of a class; nothing where it has none."""
    found: cg.FactInfo | None = None
    inner: type[Any] | None = cls
    for step in parts:
        if isinstance(step, int):
            if found is None or found.item is None:
                return None
            found = found.item
        else:
            found = None if inner is None else cg.facts(inner).get(step)
        if found is None or found.derived:
            return None
        inner = found.record
    return found


def _put(data: dict[str, Any], parts: tuple[str | int, ...], value: Any) -> None:
    """Put a value in its place; an item that is begun is there, even when all in it is blank."""
    at: Any = data
    for step, after in zip(parts, (*parts[1:], None), strict=True):
        new: Any = value.isoformat() if hasattr(value, "isoformat") else value
        if after is not None:
            new = [] if isinstance(after, int) else {}
        if isinstance(step, int):
            while len(at) <= step:
                at.append({} if after is not None else None)
            if after is not None:
                at = at[step]
            else:
                at[step] = None if value is cg.UNKNOWN else _plain(new)
        elif after is not None:
            at = at.setdefault(step, new)
        elif value is not cg.UNKNOWN:
            at[step] = _plain(new)


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, cg.Share) else value


def texts_of(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The texts that a form shows for data that were given otherwise, by pointer."""
    yield from _texts(data, ())


def _texts(data: Any, place: tuple[str | int, ...]) -> Iterator[tuple[str, str]]:
    if isinstance(data, Mapping):
        for name, part in data.items():
            yield from _texts(part, (*place, name))
    elif isinstance(data, list):
        for number, part in enumerate(data):
            yield from _texts(part, (*place, number))
    elif data is not None:
        yield Path(place).pointer, "yes" if data is True else "no" if data is False else str(data)
