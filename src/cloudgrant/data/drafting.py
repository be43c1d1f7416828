"""Half-finished data in: an object as far as they go, and every problem of the whole tree beside it.

Strict: nothing is converted silently, a key that does not exist is refused with the nearest one
that does, and ``null`` is unknown, as what is absent is where no default stands for it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

import attrs

from cloudgrant.data.defaults import presumed
from cloudgrant.data.kinds import FRAME, class_of, kind_of
from cloudgrant.data.migrations import VERSION, aged, dropped, migrated
from cloudgrant.rules.explaining.remedies import changed
from cloudgrant.rules.records.fact_info import FactInfo, facts
from cloudgrant.rules.records.kept import Kept
from cloudgrant.rules.records.record import item_key, value_problems
from cloudgrant.values.names import did_you_mean
from cloudgrant.values.paths import Item, Path
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.shares import Share
from cloudgrant.values.shown import shown
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["draft", "framed", "problems_of", "value_of_plain"]

T = TypeVar("T")

_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def draft(cls: type[T], data: object) -> tuple[T, tuple[Problem, ...]]:
    """The object as far as the data go, and what was wrong with them; never raises for bad values.

    Each value that is nonsense, or that does not agree with the others, is unknown in the object; so is what
    contradicted the rest in data of an earlier version, which :func:`load` leaves out without a word.
    (A class with facts that may not be unknown cannot be drafted without them: that raises.)

    >>> import cloudgrant as cg
    >>> firm, problems = cg.draft(cg.Company, {"name": "示範精密", "paid_in_capital": -1})
    >>> firm.name, firm.paid_in_capital, problems[0].path.pointer, problems[0].code
    ('示範精密', UNKNOWN, '/paid_in_capital', 'negative')
    """
    record, problems = _drafted(cls, data)
    if record is UNKNOWN:
        raise InvalidInput(problems)
    return record, tuple(problems)


def problems_of(cls: type[Any], data: object) -> list[Problem]:
    """Everything that is wrong with data on which the quick way stumbled.

    What contradicts the rest in data of an earlier version is no reason to refuse them: a draft tells it.
    """
    _, problems = _drafted(cls, data)
    return [problem for problem in problems if problem.code != _DROPPED]


_DROPPED = "migration.contradicted"
_DROPPED_TEXT = Text(
    zh="在舊版資料中與其他資料互相矛盾，已無從得知何者正確，視為未填",
    en="contradicts other facts in data of an earlier version; nobody can tell which is right, "
    "so it is taken as not given",
)


def _drafted(cls: type[Any], data: object) -> tuple[Any, list[Problem]]:
    problems: list[Problem] = []
    plain: Mapping[Any, Any] = {}
    if isinstance(data, Mapping):
        plain = data
    else:
        expected = Text(zh="物件", en="an object")
        problems.append(Problem.at((), "type", expected=expected, given=shown(data)))
    as_given = plain
    cls, plain, frame_problems = framed(cls, plain)
    problems += frame_problems
    problems += [Problem.at(place, _DROPPED, _DROPPED_TEXT) for place in dropped(kind_of(cls), as_given)]
    given = {name: info for name, info in facts(cls).items() if not info.derived}
    for key in plain:
        if key not in given and key not in FRAME:
            problems.append(Problem.at([str(key)], "unknown_key", hint=did_you_mean(str(key), given)))
    values: dict[str, Any] = {}
    for name, info in given.items():
        if plain.get(name) is not None:
            value, found = _drafted_value(info, plain[name])
            problems += [problem.below(name) for problem in found]
            if value is not UNKNOWN or (found and info.may_be_unknown):
                values[name] = value  # nonsense is unknown, and not what stands where nothing is given
        elif name in plain and name in presumed(cls):
            values[name] = UNKNOWN
        elif not info.may_be_unknown and info.record is not None and name in _required(cls):
            values[name], _ = _drafted(info.record, {})
            problems.append(Problem.at([name], "required"))
    return _coherent(cls, values, problems)


def _drafted_value(info: FactInfo, value: Any) -> tuple[Any, list[Problem]]:
    """A fact's value from plain data; unknown where it cannot be read, with the reason."""
    if value is None:
        return UNKNOWN, []
    if info.record is Kept and info.type == "record":
        try:
            return (value if isinstance(value, Kept) else Kept.of(value)), []
        except InvalidInput as error:
            return UNKNOWN, list(error.problems)
    if info.type == "record" and info.record is not None and not isinstance(value, info.record):
        drafted, found = _drafted(info.record, value)
        spoilt = info.may_be_unknown and not _stating(info.record).isdisjoint(
            str(problem.path[0]) for problem in found if problem.path
        )
        # A default that says something must not stand for nonsense: then the whole is unknown.
        return (UNKNOWN if spoilt else drafted), found
    if info.type == "list" and info.item is not None and isinstance(value, list | tuple):
        if len(value) > info.most_items:  # refused before anything in it is read
            return UNKNOWN, value_problems(info, tuple(value))
        pairs = [_drafted_value(info.item, item) for item in value]
        found = [
            problem.below(Item(index, item_key(item)))
            for index, (item, problems) in enumerate(pairs)
            for problem in problems
        ]
        return _sound(info, tuple(item for item, _ in pairs), found)
    if info.type == "map" and info.item is not None and isinstance(value, Mapping):
        drafted = {str(key): _drafted_value(info.item, part) for key, part in value.items()}
        found = [problem.below(key) for key, (_, problems) in drafted.items() for problem in problems]
        return _sound(info, info.made_of({key: part for key, (part, _) in drafted.items()}), found)
    try:
        return _sound(info, value_of_plain(info, value), [])
    except InvalidInput as error:
        return UNKNOWN, list(error.problems)
    except ValueError:
        return UNKNOWN, [Problem.at((), "date", given=shown(value), expected="2022-08-31")]


def _sound(info: FactInfo, value: Any, found: list[Problem]) -> tuple[Any, list[Problem]]:
    """The value, unless it is nonsense as a whole: then unknown, and why.

    An item inside which something has been told is not held against the list besides, nor compared with
    another until it is what it was meant to be.
    """
    problems = value_problems(info, value)
    if not problems:
        return value, found
    if not isinstance(value, tuple):
        return UNKNOWN, found or problems
    unsound = {int(one.path[0]) for one in found}
    keys = {item_key(value[index]) for index in unsound} - {""}
    return UNKNOWN, found + [
        one
        for one in problems
        if not one.path or (one.path[0] not in unsound and item_key(value[int(one.path[0])]) not in keys)
    ]


def _coherent(cls: type[Any], values: dict[str, Any], problems: list[Problem]) -> tuple[Any, list[Problem]]:
    """The record of these values, without those that do not agree with one another."""
    # Where a default stands for nonsense, what is wrong with that default is nobody's.
    told_of = {str(problem.path[0]) for problem in problems if problem.path}
    fallen = _stating(cls) & told_of - values.keys()
    while True:
        try:
            return cls(**values), problems
        except InvalidInput as error:
            # What is bad inside a needed value has been told; that the value is now needed adds nothing.
            told = {problem.path[:depth] for problem in problems for depth in range(len(problem.path) + 1)}
            problems += [
                problem
                for problem in error.problems
                if problem not in problems
                and not (problem.code == "required" and problem.path in told)
                and not (problem.path and problem.path[0] in fallen)
            ]
            blamed = [
                problem.path for problem in error.problems if problem.path[:1] and problem.path[0] in values
            ]
            # Where only preset values are blamed, whatever was given is at odds with them.
            blamed = blamed or [Path([name]) for name in values]
            if not blamed or all(problem.code == "required" for problem in error.problems):
                return UNKNOWN, problems
            for path in dict.fromkeys(blamed):
                name = str(path[0])
                left = _without(values.get(name, UNKNOWN), Path(path[1:]))
                if left is UNKNOWN:
                    values.pop(name, None)
                    fallen |= _stating(cls) & {name}
                else:
                    values[name] = left


def _without(value: Any, path: Path) -> Any:
    """A value with one fact inside it unknown; unknown as a whole where none is to blame, or it is needed."""
    if value is UNKNOWN or not path or not isinstance(path[-1], str):
        return UNKNOWN
    try:
        left = changed(value, {path: UNKNOWN})
    except (ValueError, LookupError, AttributeError, TypeError):
        return UNKNOWN
    return UNKNOWN if left == value else left


def _required(cls: type[Any]) -> frozenset[str]:
    """The facts that have no value unless one is given, and must have one."""
    return frozenset(
        attribute.name for attribute in attrs.fields(cls) if attribute.default is UNKNOWN
    ) - frozenset(name for name, info in facts(cls).items() if info.may_be_unknown)


def _stating(cls: type[Any]) -> frozenset[str]:
    """The facts that may not be unknown, with a default that says something and is not the only value."""
    needed = (one for one in facts(cls).values() if not one.derived and not one.may_be_unknown)
    return frozenset(one.name for one in needed if len(one.options) != 1) - _required(cls)


def framed(cls: type[Any], data: Mapping[str, Any]) -> tuple[type[Any], Mapping[str, Any], list[Problem]]:
    """The class that the data are of, by their ``kind``, the data as of today, and what is wrong."""
    problems: list[Problem] = []
    kind = data.get("kind")
    if kind is not None:
        try:
            found = class_of(cls, kind) if isinstance(kind, str) else None
            if found is None:
                problems.append(Problem.at(["kind"], "kind", expected=kind_of(cls), given=shown(kind)))
            cls = found or cls
        except InvalidInput as error:
            problems += error.problems
    version = data.get("version")
    if version is None:
        return cls, data, problems
    now = migrated(kind_of(cls), data)
    if now is None:
        problems.append(Problem.at(["version"], "version", given=shown(version)))
        return cls, data, problems
    return cls, now if version == VERSION else _inner_aged(cls, now, version), problems


def _inner_aged(cls: type[Any], data: Mapping[str, Any], version: int) -> Mapping[str, Any]:
    """Data of an earlier version, in which the records inside say that they are as old."""
    inner = {}
    for name, info in facts(cls).items():
        part = data.get(name)
        if info.type == "map" and isinstance(part, Mapping) and _holds_records(info):
            inner[name] = {key: aged(value, version) for key, value in part.items()}
        elif part is not None and (info.type == "record" or _holds_records(info)):
            inner[name] = aged(part, version)
    return {**data, **inner}


def value_of_plain(info: FactInfo, value: Any) -> Any:
    if info.type == "date" and isinstance(value, str):
        if not _ISO_DATE.fullmatch(value):  # fromisoformat takes 20220502 and 2022-W18-1 too
            raise ValueError(value)
        return date.fromisoformat(value)
    if info.type == "share" and isinstance(value, str):
        return Share.of(value)
    return value


def _holds_records(info: FactInfo) -> bool:
    return info.item is not None and info.item.type == "record"
