"""Data in, data out: plain dictionaries, as JSON has them, to objects and back.

Strict: nothing is converted silently, a key that does not exist is refused with the nearest one
that does, and ``null`` is the same as absent: unknown. :func:`load` raises one
:class:`~cloudgrant.values.problems.InvalidInput` with every problem of the whole tree;
:func:`draft` gives what it can, with the problems beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar

import attrs
import cattrs
from cattrs.gen import make_dict_structure_fn, override

from cloudgrant.data.migrations import VERSION, migrated
from cloudgrant.rules.assessment import Assessment
from cloudgrant.rules.explaining.party_view import PartyView
from cloudgrant.rules.explaining.remedies import changed
from cloudgrant.rules.issued import IssuedDecision
from cloudgrant.rules.records.fact_info import FactInfo, facts
from cloudgrant.rules.records.record import Record, item_key, plain_maker, value_problems
from cloudgrant.values.frozen_map import FrozenMap
from cloudgrant.values.names import did_you_mean
from cloudgrant.values.paths import Item, Path
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.shares import Share
from cloudgrant.values.shown import shown
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["configure", "draft", "dump", "kind_of", "load"]

T = TypeVar("T")

_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FRAME = ("kind", "version")


def kind_of(cls: type[Any]) -> str:
    """The ``kind`` that dumps of a class bear: its name in lower case, words joined by ``_``.

    >>> import cloudgrant as cg
    >>> kind_of(cg.InformationServiceProvider)
    'information_service_provider'
    """
    named: str = getattr(cls, "__kind__", "")
    return named or re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", cls.__name__).lower()


# Out.


def dump(value: Any, *, texts: Iterable[str] = (), receipt: bool | None = None) -> dict[str, Any]:
    """A subject, a policy, a decision or an ``InvalidInput`` as a plain dictionary of JSON's own types.

    Unknown facts are left out; shares are written ``"1/2"``, dates in ISO form. ``kind`` and
    ``version`` say what it is, and :func:`load` gives an equal object back. A decision takes
    ``texts``, the locales in which its letter is stored, and then bears its ``receipt`` too (or as
    told); it loads as :class:`~cloudgrant.rules.issued.IssuedDecision`.

    >>> import cloudgrant as cg
    >>> cg.dump(cg.Company(name="示範精密", regular_employees=12))
    {'kind': 'company', 'version': 1, 'name': '示範精密', 'regular_employees': 12}
    """
    if isinstance(value, Assessment):
        return _dump_decision(value, tuple(texts), receipt)
    if isinstance(value, PartyView):
        return {**_dump_decision(value, tuple(texts), False), "party": value.party.key}
    if isinstance(value, Record):
        return _dump_record(value)
    if isinstance(value, InvalidInput):
        return _dump_problems(value)
    raise TypeError(f"cannot dump a {type(value).__name__}: only records, decisions and InvalidInput")


def _dump_decision(
    decision: Assessment[Any, Any] | PartyView, texts: tuple[str, ...] = (), receipt: bool | None = None
) -> dict[str, Any]:
    on, programme = decision.on, decision.programme
    plain = {
        "kind": _ISSUED,
        "version": VERSION,
        "programme": programme.name,
        "stage": decision.stage,
        "on": _iso(on) if on is not UNKNOWN else None,
        "outcome": decision.outcome._value_,  # as in `words`
        "award": decision.award,
        "results": decision.words,
    }
    if programme.ceiling is not None:
        plain["ceiling"] = decision.ceiling
    if texts:
        plain["texts"] = {locale: str(decision.report(locale)) for locale in texts}
        receipt = receipt is not False
    if receipt and isinstance(decision, Assessment):
        plain["receipt"] = _bare(decision.receipt)
    return plain


_ISSUED = IssuedDecision.__kind__
_iso = lru_cache(maxsize=64)(date.isoformat)  # most decisions of a day are filed on that day


def _dump_problems(error: InvalidInput) -> dict[str, Any]:
    return {
        "kind": "problems",
        "version": VERSION,
        "problems": [
            {
                "pointer": problem.path.pointer,
                "key": problem.path.key,
                "code": problem.code,
                "params": {name: _text(value) for name, value in problem.params.items()},
                "texts": {locale: problem.message(locale) for locale in ("zh", "en")},
            }
            for problem in error.problems
        ],
    }


def _text(value: object) -> Any:
    if isinstance(value, Text):
        return dict(value)
    return value if isinstance(value, int | str) else str(value)


def _dump_record(record: Record) -> dict[str, Any]:
    return {"kind": kind_of(type(record)), "version": VERSION, **_bare(record)}


_PLANS: dict[type[Any], tuple[tuple[str, Callable[[Any], Any] | None], ...]] = {}


def _bare(record: Any) -> dict[str, Any]:
    """A record's known facts, without the frame that says what it is."""
    cls = type(record)
    plan = _PLANS.get(cls) or _PLANS.setdefault(cls, _plan(cls))
    plain: dict[str, Any] = {}
    for name, plain_of in plan:
        value = getattr(record, name)
        if value is not UNKNOWN:
            plain[name] = value if plain_of is None else plain_of(value)
    return plain


def _plan(cls: type[Any]) -> tuple[tuple[str, Callable[[Any], Any] | None], ...]:
    for name in _FRAME:
        if name in facts(cls):
            raise TypeError(
                f"{cls.__name__}.{name}: dumps bear this name themselves; call the fact otherwise"
            )
    return tuple((name, _plain_of(info)) for name, info in facts(cls).items() if not info.derived)


def _plain_of(info: FactInfo) -> Callable[[Any], Any] | None:
    """How a fact's value becomes JSON's; ``None`` where it already is."""
    match info.type:
        case "date":
            return date.isoformat
        case "share":
            return str
        case "record":
            return lambda record: _inner(record, info.record)
        case "map" | "list":
            inner = _plain_of(info.item) if info.item is not None else None

            def plain(part: Any) -> Any:
                return None if part is UNKNOWN else part if inner is None else inner(part)

            if info.type == "list":
                return lambda parts: [plain(part) for part in parts]
            return lambda parts: {key: plain(part) for key, part in parts.items()}
        case _:
            return None


def _inner(record: Any, declared: type[Any] | None) -> dict[str, Any]:
    """A record inside another: it says its kind only where that is more than was declared."""
    plain = _bare(record)
    return plain if type(record) is declared else {"kind": kind_of(type(record)), **plain}


# In.


def load(cls: type[T], data: Mapping[str, Any]) -> T:
    """The object that the data describe, or one ``InvalidInput`` with every problem in them.

    ``data`` may bear a ``kind`` (of the class, or of a more special one) and a ``version``.

    >>> import cloudgrant as cg
    >>> cg.load(cg.Company, {"name": "示範精密", "paid_in_capital": 80_000_000}).paid_in_capital
    80000000
    >>> cg.load(cg.Company, {"paid_in_capitol": 1, "regular_employees": 2.5})
    Traceback (most recent call last):
    ...
    cloudgrant.values.problems.InvalidInput: 2 problems in the data · 資料有 2 個問題
      paid_in_capitol: no such field — paid_in_capital? · 沒有這個欄位 — paid_in_capital? [unknown_key]
      regular_employees: must be a whole number, not 2.5 · 應為整數，卻是2.5 [type]
    """
    loaded: T = _loader_of(cls)(data, cls)
    return loaded


def draft(cls: type[T], data: object) -> tuple[T, tuple[Problem, ...]]:
    """The object as far as the data go, and what was wrong with them; never raises for bad values.

    Each value that is nonsense, or that does not agree with the others, is unknown in the object.
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


def _drafted(cls: type[Any], data: object) -> tuple[Any, list[Problem]]:
    problems: list[Problem] = []
    plain: Mapping[Any, Any] = {}
    if isinstance(data, Mapping):
        plain = data
    else:
        expected = Text(zh="物件", en="an object")
        problems.append(Problem.at((), "type", expected=expected, given=shown(data)))
    cls, plain, frame_problems = _framed(cls, plain)
    problems += frame_problems
    given = {name: info for name, info in facts(cls).items() if not info.derived}
    for key in plain:
        if key not in given and key not in _FRAME:
            problems.append(Problem.at([str(key)], "unknown_key", hint=did_you_mean(str(key), given)))
    values: dict[str, Any] = {}
    for name, info in given.items():
        if plain.get(name) is not None:
            value, found = _drafted_value(info, plain[name])
            problems += [problem.below(name) for problem in found]
            if value is not UNKNOWN:
                values[name] = value
        elif not info.may_be_unknown and info.record is not None and name in _required(cls):
            values[name], _ = _drafted(info.record, {})
            problems.append(Problem.at([name], "required"))
    return _coherent(cls, values, problems)


def _drafted_value(info: FactInfo, value: Any) -> tuple[Any, list[Problem]]:
    """A fact's value from plain data; unknown where it cannot be read, with the reason."""
    if value is None:
        return UNKNOWN, []
    if info.type == "record" and info.record is not None and not isinstance(value, info.record):
        return _drafted(info.record, value)
    if info.type == "list" and info.item is not None and isinstance(value, list | tuple):
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
        return _sound(info, FrozenMap({key: part for key, (part, _) in drafted.items()}), found)
    try:
        return _sound(info, _read(info, value), [])
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
    while True:
        try:
            return cls(**values), problems
        except InvalidInput as error:
            # What is bad inside a needed value has been told; that the value is now needed adds nothing.
            told = {problem.path[:depth] for problem in problems for depth in range(len(problem.path) + 1)}
            problems += [
                problem
                for problem in error.problems
                if problem not in problems and not (problem.code == "required" and problem.path in told)
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


def _framed(cls: type[Any], data: Mapping[str, Any]) -> tuple[type[Any], Mapping[str, Any], list[Problem]]:
    """The class that the data are of, by their ``kind``, the data as of today, and what is wrong."""
    problems: list[Problem] = []
    kind = data.get("kind")
    if kind is not None:
        found = _kinds(cls).get(kind) if isinstance(kind, str) else None
        if found is None:
            problems.append(Problem.at(["kind"], "kind", expected=kind_of(cls), given=shown(kind)))
        cls = found or cls
    now = migrated(kind_of(cls), data) if data.get("version") is not None else data
    if now is None:
        problems.append(Problem.at(["version"], "version", given=shown(data["version"])))
    return cls, data if now is None else now, problems


def _kinds(cls: type[Any]) -> Mapping[str, type[Any]]:
    kinds = {kind_of(cls): cls}
    for special in cls.__subclasses__():
        kinds.update(_kinds(special))
    return kinds


def _read(info: FactInfo, value: Any) -> Any:
    if info.type == "date" and isinstance(value, str):
        if not _ISO_DATE.fullmatch(value):  # fromisoformat takes 20220502 and 2022-W18-1 too
            raise ValueError(value)
        return date.fromisoformat(value)
    if info.type == "share" and isinstance(value, str):
        return Share.of(value)
    return value


# Through cattrs.


def configure(converter: cattrs.BaseConverter) -> None:
    """Teach a cattrs converter of your own to structure and unstructure cloudgrant's objects.

    Classes of yours that hold a firm, a proposal or a decision then convert as a whole.

    >>> import attrs, cattrs
    >>> import cloudgrant as cg
    >>> @attrs.frozen
    ... class Submission:
    ...     number: int
    ...     firm: cg.Company
    >>> converter = cattrs.Converter()
    >>> configure(converter)
    >>> submission = converter.structure({"number": 7, "firm": {"name": "示範精密"}}, Submission)
    >>> submission.firm.name
    '示範精密'
    """
    converter.register_unstructure_hook_func(_is_record, _dump_record)
    converter.register_unstructure_hook_func(lambda cls: cls is Assessment, _dump_decision)
    converter.register_structure_hook_factory(_is_record, lambda cls: _record_loader(cls, converter))


def _is_record(cls: Any) -> bool:
    return isinstance(cls, type) and issubclass(cls, Record) and attrs.has(cls)


def _record_loader(cls: type[Any], converter: cattrs.BaseConverter) -> Callable[[Any, Any], Any]:
    """A loader for complete, sound data; whatever it stumbles over, :func:`draft` explains."""
    given = {name: info for name, info in facts(cls).items() if not info.derived}
    overrides: Any = {
        name: override(struct_hook=_value_loader(info, converter)) for name, info in given.items()
    }
    structured = make_dict_structure_fn(
        cls, converter, _cattrs_forbid_extra_keys=False, _cattrs_detailed_validation=False, **overrides
    )
    known = frozenset(given).union(_FRAME)
    make = plain_maker(cls)

    def load_record(data: Any, _: Any) -> Any:
        if make is not None and type(data) is dict:
            made = make(data)
            if made is not None:
                return made
        if isinstance(data, cls):
            return data
        if not isinstance(data, Mapping):
            raise InvalidInput(_problems_of(cls, data))
        if "kind" in data or "version" in data:
            special, data, problems = _framed(cls, data)
            if problems:
                raise InvalidInput(_problems_of(cls, data))
            if special is not cls:
                return converter.structure(data, special)
        if not known.issuperset(data):
            raise InvalidInput(_problems_of(cls, data))
        if None in data.values():  # null is the same as absent
            data = {name: value for name, value in data.items() if value is not None}
        try:
            return structured(data, cls)
        except (ValueError, TypeError):
            problems = _problems_of(cls, data)
            if not problems:
                raise
            raise InvalidInput(problems) from None

    return load_record


def _problems_of(cls: type[Any], data: object) -> list[Problem]:
    """Everything that is wrong with data on which the quick way stumbled."""
    _, problems = _drafted(cls, data)
    return problems


def _value_loader(info: FactInfo, converter: cattrs.BaseConverter) -> Callable[[Any, Any], Any]:
    """How one fact is read: its type is checked by the constructor, so most values pass as they are."""
    match info.type:
        case "date" | "share":
            return lambda value, _: _read(info, value)
        case "record":
            cls: Any = info.record
            return lambda value, _: converter.structure(value, cls)
        case "list" if info.item is not None:
            item = _item_loader(info.item, converter)
            return lambda value, _: tuple(map(item, value)) if isinstance(value, list | tuple) else value
        case "map" if info.item is not None:
            part = _item_loader(info.item, converter)
            return lambda value, _: (
                FrozenMap({key: part(inner) for key, inner in value.items()})
                if isinstance(value, Mapping)
                else value
            )
        case _:
            return lambda value, _: value


def _item_loader(info: FactInfo, converter: cattrs.BaseConverter) -> Callable[[Any], Any]:
    read = _value_loader(info, converter)
    return lambda value: UNKNOWN if value is None else read(value, None)


_LOADERS: dict[type[Any], Callable[[Any, Any], Any]] = {}


def _loader_of(cls: type[Any]) -> Callable[[Any, Any], Any]:
    found = _LOADERS.get(cls)
    return found or _LOADERS.setdefault(cls, _converter().get_structure_hook(cls))


@lru_cache(maxsize=1)
def _converter() -> cattrs.BaseConverter:
    converter = cattrs.Converter(detailed_validation=False)
    configure(converter)
    return converter
