"""Half-finished data in: an object as far as they go, and every problem of the whole tree beside it.

Strict: nothing is converted silently, a key that does not exist is refused with the nearest one
that does, and ``null`` is unknown, as what is absent is where no default stands for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from datetime import date
from typing import Any, TypeVar

import attrs

from cloudgrant.data.defaults import presumed
from cloudgrant.data.json_text import plain_of
from cloudgrant.data.kinds import FRAME, class_of, kind_of
from cloudgrant.data.migrations import VERSION, aged, dropped, migrated
from cloudgrant.rules.explaining.remedies import changed
from cloudgrant.rules.records.fact_info import FactInfo, facts
from cloudgrant.rules.records.kept import Kept
from cloudgrant.rules.records.record import is_sound, item_key, kept_value, value_problems
from cloudgrant.values.names import did_you_mean
from cloudgrant.values.paths import Item, Path
from cloudgrant.values.problems import Gathered, InvalidInput, Problem, Problems
from cloudgrant.values.shares import Share
from cloudgrant.values.shown import shown
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["draft", "framed", "problems_of", "value_of_plain"]

_AN_OBJECT = Text("drafting.object", zh="物件", en="an object")

R = TypeVar("R")
T = TypeVar("T")

_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def draft(cls: type[T], data: object) -> tuple[T, Problems]:
    """The object as far as the data go, and what was wrong with them; never raises for bad values.

    ``data`` are as :func:`load` takes them. Of more than a hundred problems the first are given, and
    ``problems.more`` says how many there are besides.

    Each value that is nonsense, or that does not agree with the others, is unknown in the object; so is what
    contradicted the rest in data of an earlier version, which :func:`load` leaves out without a word.
    (A class with facts that may not be unknown cannot be drafted without them: that raises.)

    >>> import cloudgrant as cg
    >>> firm, problems = cg.draft(cg.Company, {"name": "示範精密", "paid_in_capital": -1})
    >>> firm.name, firm.paid_in_capital, problems[0].path.pointer, problems[0].code
    ('示範精密', UNKNOWN, '/paid_in_capital', 'negative')
    """
    try:
        record, problems = _drafted(
            cls, plain_of(data) if isinstance(data, bytes | bytearray | str) else data
        )
    except InvalidInput as error:  # no JSON at all
        (record, _), problems = _of_nothing(cls), error.problems
    if record is UNKNOWN:
        raise InvalidInput(problems)
    return record, problems


def problems_of(cls: type[Any], data: object) -> Problems:
    """Everything that is wrong with data on which the quick way stumbled.

    What contradicts the rest in data of an earlier version is no reason to refuse them: a draft tells it.
    """
    _, problems = _drafted(cls, data, with_dropped=False)
    return problems


_DROPPED = "migration.contradicted"
_DROPPED_TEXT = Text(
    "drafting.dropped_text",
    zh="在舊版資料中與其他資料互相矛盾，已無從得知何者正確，視為未填",
    en="contradicts other facts in data of an earlier version; nobody can tell which is right, "
    "so it is taken as not given",
)


def _drafted(cls: type[Any], data: object, *, with_dropped: bool = True) -> tuple[Any, Problems]:
    if not isinstance(data, Mapping):
        record, besides = _of_nothing(cls)
        return record, Problems.of(
            [[Problem.at((), "type", expected=_AN_OBJECT, given=shown(data))], besides]
        )
    found: list[Iterable[Problem]] = []
    plain: Mapping[Any, Any] = data
    as_given = plain
    cls, plain, frame_problems = framed(cls, plain)
    found.append(frame_problems)
    if with_dropped:
        found.append(Problem.at(place, _DROPPED, _DROPPED_TEXT) for place in dropped(kind_of(cls), as_given))
    given = _given(cls)
    found.append(_unknown_keys(plain, given))
    values: dict[str, Any] = {}
    told_of: set[str] = set()
    for name, info in given.items():
        if plain.get(name) is not None:
            value, problems = _drafted_value(info, plain[name])
            if problems:
                found.append(problems.below(name))
                told_of.add(name)
            if value is not UNKNOWN or (problems and info.may_be_unknown):
                values[name] = value  # nonsense is unknown, and not what stands where nothing is given
        elif name in plain and name in presumed(cls):
            values[name] = UNKNOWN
        elif not info.may_be_unknown and info.record is not None and name in _required(cls):
            values[name], _ = _of_nothing(info.record)
            found.append([Problem.at([name], "required")])
            told_of.add(name)
    return _coherent(cls, values, Problems.of(found), told_of)


def _once(of: Callable[[type[Any]], R]) -> Callable[[type[Any]], R]:
    """The same, worked out once for each class: many objects of one are drafted in a list."""
    known: dict[type[Any], R] = {}

    def found(cls: type[Any]) -> R:
        if cls not in known:
            known[cls] = of(cls)
        return known[cls]

    return found


@_once
def _of_nothing(cls: type[Any]) -> tuple[Any, Problems]:
    """What there is of a class when nothing is given."""
    if cls is Kept:
        return Kept.of({}), Problems()
    return _drafted(cls, {})


@_once
def _given(cls: type[Any]) -> Mapping[str, FactInfo]:
    return {name: info for name, info in facts(cls).items() if not info.derived}


def _unknown_keys(plain: Mapping[Any, Any], given: Mapping[str, FactInfo]) -> Iterator[Problem]:
    for key in plain:
        if key not in given and key not in FRAME:
            name = key if isinstance(key, str) else shown(key)
            yield Problem.at([name], "unknown_key", hint=did_you_mean(name, given))


def _drafted_value(info: FactInfo, value: Any) -> tuple[Any, Problems]:
    """A fact's value from plain data; unknown where it cannot be read, with the reason."""
    if value is None:
        return UNKNOWN, Problems()
    if info.record is Kept and info.type == "record":
        try:
            return (value if isinstance(value, Kept) else Kept.of(value)), Problems()
        except InvalidInput as error:
            return UNKNOWN, error.problems
    if info.type == "record" and info.record is not None and not isinstance(value, info.record):
        drafted, found = _drafted(info.record, value)
        spoilt = info.may_be_unknown and bool(
            found.more or _stating(info.record) & {str(problem.path[0]) for problem in found if problem.path}
        )
        # A default that says something must not stand for nonsense: then the whole is unknown.
        return (UNKNOWN if spoilt else drafted), found
    if info.type == "list" and info.item is not None and isinstance(value, list | tuple):
        if len(value) > info.most_items:  # refused before anything in it is read
            return UNKNOWN, value_problems(info, tuple(value))
        return _drafted_items(info, info.item, value)
    if info.type == "map" and info.item is not None and isinstance(value, Mapping):
        if len(value) > info.most_items:
            return UNKNOWN, value_problems(info, info.made_of(value))
        return _drafted_entries(info, info.item, value)
    try:
        return _sound(info, kept_value(info, value_of_plain(info, value)), Problems())
    except InvalidInput as error:
        return UNKNOWN, error.problems
    except ValueError:
        return UNKNOWN, Problems([Problem.at((), "date", given=shown(value), expected="2022-08-31")])


def _drafted_items(
    info: FactInfo, item: FactInfo, values: list[Any] | tuple[Any, ...]
) -> tuple[Any, Problems]:
    found = Gathered()
    drafted: list[Any] = []
    unsound: set[int] = set()
    for index, value in enumerate(values):
        before = found.more
        part, problems = _drafted_part(found, item, value)
        if problems:
            found.add_below(problems, Item(index, item_key(part)))
        if problems or found.more > before:
            unsound.add(index)
        drafted.append(part)
    return _sound(info, tuple(drafted), Problems(found), unsound)


def _drafted_entries(info: FactInfo, item: FactInfo, value: Mapping[Any, Any]) -> tuple[Any, Problems]:
    found = Gathered()
    entries: dict[Any, Any] = {}
    for key, part in value.items():
        entries[key], problems = _drafted_part(found, item, part)
        found.add_below(problems, key if isinstance(key, str) else shown(key))
    return _sound(info, kept_value(info, info.made_of(entries)), Problems(found))


def _drafted_part(found: Gathered, info: FactInfo, value: Any) -> tuple[Any, Problems]:
    """An item of a list or a mapping, with what is wrong with it; once enough has been found, that is
    counted and not told."""
    if not found.full or info.item is not None or info.record is not None or value is None:
        return _drafted_value(info, value)
    try:
        part = kept_value(info, value_of_plain(info, value))
    except ValueError:
        part = None
    if part is not None and is_sound(info, part):
        return part, Problems()
    found.more += 1
    return UNKNOWN, Problems()


def _sound(
    info: FactInfo, value: Any, found: Problems, unsound: Set[int] = frozenset()
) -> tuple[Any, Problems]:
    """The value, unless it is nonsense as a whole: then unknown, and why.

    An item inside which something has been told is not held against the list besides, nor compared with
    another until it is what it was meant to be.
    """
    if is_sound(info, value):
        return value, found
    if not isinstance(value, tuple):
        return UNKNOWN, found or value_problems(info, value)
    keys = {item_key(value[index]) for index in unsound} - {""}
    spoilt = unsound | {index for index, item in enumerate(value) if keys and item_key(item) in keys}
    return UNKNOWN, Problems.of([found, value_problems(info, value, spoilt)])


def _coherent(
    cls: type[Any], values: dict[str, Any], problems: Problems, told_of: Set[str]
) -> tuple[Any, Problems]:
    """The record of these values, without those that do not agree with one another."""
    # Where a default stands for nonsense, what is wrong with that default is nobody's.
    fallen = _stating(cls) & told_of - values.keys()
    while True:
        try:
            return cls(**values), problems
        except InvalidInput as error:
            # What is bad inside a needed value has been told; that the value is now needed adds nothing.
            told = {problem.path[:depth] for problem in problems for depth in range(len(problem.path) + 1)}
            again = {(problem.path, problem.code) for problem in problems if problem.path}
            besides = [
                problem
                for problem in error.problems
                if problem not in problems
                and (problem.path, problem.code) not in again  # of what is gone already
                and not (problem.code == "required" and problem.path in told)
                and not (problem.path and problem.path[0] in fallen)
            ]
            problems = Problems.of([problems, Problems(besides, error.more)])
            blamed = [
                problem.path for problem in error.problems if problem.path[:1] and problem.path[0] in values
            ]
            # Where only preset values are blamed, whatever was given is at odds with them.
            blamed = blamed or [Path([name]) for name in values]
            if not blamed or all(problem.code == "required" for problem in error.problems):
                return UNKNOWN, problems
            for path in dict.fromkeys(blamed):
                name = str(path[0])
                # Of so many things wrong, each is not looked for by itself: that would cost their square.
                left = UNKNOWN if error.more else _without(values.get(name, UNKNOWN), Path(path[1:]))
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


@_once
def _required(cls: type[Any]) -> frozenset[str]:
    """The facts that have no value unless one is given, and must have one."""
    return frozenset(
        attribute.name for attribute in attrs.fields(cls) if attribute.default is UNKNOWN
    ) - frozenset(name for name, info in facts(cls).items() if info.may_be_unknown)


@_once
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
        newer = type(version) is int and version > VERSION
        text = _NEWER if newer else None
        problems.append(Problem.at(["version"], "version", text, given=shown(version), limit=VERSION))
        return cls, data, problems
    return cls, now if version == VERSION else _inner_aged(cls, now, version), problems


_NEWER = Text(
    "drafting.newer",
    zh="資料版本 {given} 比本程式庫新，本程式庫讀至第 {limit} 版",
    en="version {given} is newer than this library, which reads up to {limit}",
)


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
