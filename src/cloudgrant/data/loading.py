"""Data in: plain dictionaries, as JSON has them, to objects, or one refusal with every problem in them.

Sound data take a quick way (:mod:`~cloudgrant.data.decoding`); what that does not take is read value by value
through cattrs, and whatever that stumbles over, :mod:`~cloudgrant.data.drafting` explains.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, TypeVar

import attrs
import cattrs
from cattrs.gen import make_dict_structure_fn, override

from cloudgrant.data.decoding.decoder import decoder_of
from cloudgrant.data.decoding.quick_json import quick_plain
from cloudgrant.data.defaults import presumed
from cloudgrant.data.drafting import framed, problems_of, value_of_plain
from cloudgrant.data.dumping import dump_decision, dump_record
from cloudgrant.data.json_text import plain_of
from cloudgrant.data.kinds import FRAME
from cloudgrant.rules.assessment import Assessment
from cloudgrant.rules.records.fact_info import FactInfo, facts
from cloudgrant.rules.records.kept import Kept
from cloudgrant.rules.records.record import Record
from cloudgrant.values.problems import InvalidInput
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["configure", "load"]

T = TypeVar("T")

_TEXTS = (bytes, str, bytearray)


def load(cls: type[T], data: Mapping[str, Any] | bytes | bytearray | str) -> T:
    """The object that the data describe, or one ``InvalidInput`` with every problem in them.

    ``data`` are a mapping of JSON's own types, or JSON text, in which a key given twice, ``NaN`` and whatever
    else two readers would read differently is refused (:mod:`~cloudgrant.data.json_text`). They may bear a
    ``kind`` (of the class, or of a more special one) and a ``version``. What is ``null`` is
    unknown, and so is what is absent, unless the class has a default for it.

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
    text: Any = data
    made: T | None = decoder_of(cls)(quick_plain(text) if text.__class__ in _TEXTS else text)
    if made is not None:
        return made
    plain = plain_of(data) if isinstance(data, bytes | bytearray | str) else data
    loaded: T = carefully(cls)(plain, cls)
    return loaded


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
    converter.register_unstructure_hook_func(_is_record, dump_record)
    converter.register_unstructure_hook_func(lambda cls: cls is Assessment, dump_decision)
    converter.register_structure_hook(Kept, lambda plain, _: Kept.of(plain))
    converter.register_structure_hook_factory(_is_record, lambda cls: _record_loader(cls, converter))


def _is_record(cls: Any) -> bool:
    return isinstance(cls, type) and issubclass(cls, Record) and attrs.has(cls)


def _record_loader(cls: type[Any], converter: cattrs.BaseConverter) -> Callable[[Any, Any], Any]:
    """A loader for complete, sound data; whatever it stumbles over, :func:`draft` explains."""
    given = {name: info for name, info in facts(cls).items() if not info.derived}
    may_be_null = presumed(cls)
    overrides: Any = {
        name: override(struct_hook=_fact_loader(info, converter, name in may_be_null))
        for name, info in given.items()
    }
    structured = make_dict_structure_fn(
        cls, converter, _cattrs_forbid_extra_keys=False, _cattrs_detailed_validation=False, **overrides
    )
    known = frozenset(given).union(FRAME)

    def load_record(data: Any, _: Any) -> Any:
        if isinstance(data, cls):
            return data
        if not isinstance(data, Mapping):
            raise InvalidInput(problems_of(cls, data))
        if "kind" in data or "version" in data:
            special, data, problems = framed(cls, data)
            if problems:
                raise InvalidInput(problems_of(cls, data))
            if special is not cls:
                return converter.structure(data, special)
        if not known.issuperset(data):
            raise InvalidInput(problems_of(cls, data))
        if None in data.values():  # null is the same as absent, but for what is presumed
            data = {name: value for name, value in data.items() if value is not None or name in may_be_null}
        try:
            return structured(data, cls)
        except (ValueError, TypeError) as error:
            refused = error.with_traceback(None)  # whose frames hold all that has been read
        found = problems_of(cls, data)
        raise InvalidInput(found) if found else refused

    return load_record


def _fact_loader(
    info: FactInfo, converter: cattrs.BaseConverter, may_be_null: bool
) -> Callable[[Any, Any], Any]:
    if not may_be_null:
        return _value_loader(info, converter)
    read = _item_loader(info, converter)
    return lambda value, _: read(value)


def _value_loader(info: FactInfo, converter: cattrs.BaseConverter) -> Callable[[Any, Any], Any]:
    """How one fact is read: its type is checked by the constructor, so most values pass as they are."""
    match info.type:
        case "date" | "share":
            return lambda value, _: value_of_plain(info, value)
        case "record":
            cls: Any = info.record
            return lambda value, _: converter.structure(value, cls)
        case "list" if info.item is not None:
            item = _item_loader(info.item, converter)
            most = info.most_items  # what is longer is refused before anything in it is read
            return lambda value, _: (
                tuple(value if len(value) > most else map(item, value))
                if isinstance(value, list | tuple)
                else value
            )
        case "map" if info.item is not None:
            part = _item_loader(info.item, converter)
            return lambda value, _: (
                info.made_of({key: part(inner) for key, inner in value.items()})
                if isinstance(value, Mapping)
                else value
            )
        case _:
            return lambda value, _: value


def _item_loader(info: FactInfo, converter: cattrs.BaseConverter) -> Callable[[Any], Any]:
    read = _value_loader(info, converter)
    return lambda value: UNKNOWN if value is None else read(value, None)


_LOADERS: dict[type[Any], Callable[[Any, Any], Any]] = {}


def carefully(cls: type[Any]) -> Callable[[Any, Any], Any]:
    """How data are read that the quick way does not take: value by value, with every problem told."""
    found = _LOADERS.get(cls)
    return found or _LOADERS.setdefault(cls, _converter().get_structure_hook(cls))


@lru_cache(maxsize=1)
def _converter() -> cattrs.BaseConverter:
    converter = cattrs.Converter(detailed_validation=False)
    configure(converter)
    return converter
