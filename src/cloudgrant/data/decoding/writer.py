"""Writes the functions that decode data of one class."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date
from threading import RLock
from types import MemberDescriptorType
from typing import Any

import attrs

from cloudgrant.data.decoding.special import kinds_inside, special_of
from cloudgrant.data.decoding.texts import day_of, share_of
from cloudgrant.data.defaults import presumed
from cloudgrant.data.kinds import FRAME
from cloudgrant.data.migrations import VERSION, unchanged_since
from cloudgrant.rules.records.compiled_coherence import coherence_of
from cloudgrant.rules.records.fact_info import FactInfo, facts, frozen_mapping
from cloudgrant.rules.records.record import Record, is_sound, item_key, known_test, settled_facts
from cloudgrant.values.shares import Share
from cloudgrant.values.unknown import UNKNOWN
from cloudgrant.values.written_text import is_sound_text

__all__ = ["Writer"]

_PLAIN = ("bool", "int", "text")
"""Types of facts whose values are as JSON has them."""


def _nothing(data: Any) -> None:
    return None


class Writer:
    """Writes functions for one class; ``decoder_of`` gives the decoders of the records inside it.

    A function takes the data and gives the object, or ``None`` where the careful way must look; what was
    written for other keys it hands on to ``others``, and what is no dictionary of as many to ``any_data``.
    Its locals are ``v_`` and the fact.
    """

    cls: type[Any]
    any_data: Callable[[Any], Any] = _nothing
    others: Callable[[Any], Any] = _nothing
    special: Callable[[Any], type[Any] | None]
    """The class that a kind names."""

    def __init__(self, cls: type[Any], decoder_of: Callable[[type[Any]], Callable[[Any], Any]]) -> None:
        self.cls, self._decoder_of = cls, decoder_of
        self.special = special_of(cls)
        self._writing = RLock()
        self._facts = {name: info for name, info in facts(cls).items() if not info.derived}
        self._defaults: dict[str, Any] = {
            one.name: UNKNOWN if one.default is attrs.NOTHING else _as_made(one) for one in attrs.fields(cls)
        }
        self.keys: frozenset[str] = frozenset((*self._facts, *FRAME))
        """All that data may have."""
        self._settled = settled_facts(cls)
        self._presumed = presumed(cls)
        self._slots = {
            name: slot
            for name in self._facts
            if isinstance(slot := getattr(cls, name, None), MemberDescriptorType)
        }
        self._names: dict[str, Any] = {}

    def written(self, keys: Collection[str] | None) -> Callable[[Any], Any]:
        """The function for data with these very keys, or with any that are known."""
        with self._writing:  # several threads may be the first to need one
            text = self.source(keys)
            # The text is made of names of facts alone.
            exec(compile(text, f"<decoder of {self.cls.__name__}>", "exec"), self._names)
            function: Callable[[Any], Any] = self._names["decode"]
            return function

    def source(self, keys: Collection[str] | None) -> str:
        """Its text."""
        self._names = {
            "UNKNOWN": UNKNOWN, "Share": Share, "any_data": self.any_data, "cls": self.cls, "date": date,
            "day_of": day_of, "decoder_of": self._decoder_of, "is_sound_text": is_sound_text,
            "item_key": item_key, "new": object.__new__, "others": self.others, "share_of": share_of,
            "special": self.special,
        }  # fmt: skip
        shape = [name for name in (*FRAME, *self._facts) if keys is None or name in keys]
        lines = [
            *(self._got(shape) if keys is None else self._taken(shape)),
            *(self._at_once(shape) if keys is not None else ()),
            *self._step_by_step(shape, any_keys=keys is None),
        ]
        return "\n".join(["def decode(data):", *(f"    {line}" for line in lines)])

    # The head: the values.

    def _taken(self, shape: list[str]) -> list[str]:
        head = f"if data.__class__ is not dict or len(data) != {len(shape)}: return any_data(data)"
        if not shape:
            return [head]
        each = (f"    v_{name} = data[{name!r}]" for name in shape)
        return [head, "try:", *each, "except KeyError: return others(data)"]

    def _got(self, shape: list[str]) -> list[str]:
        return ["get = data.get", *(f"v_{name} = get({name!r})" for name in shape)]

    # Truths, whole numbers and texts alone, each of them known and sound: the data are the object's.

    def _at_once(self, shape: list[str]) -> list[str]:
        if not shape or self._slots or self._left(shape) or set(shape).intersection(FRAME):
            return []
        if any(self._facts[name].type not in _PLAIN for name in shape) or self._asks_coherence(shape):
            return []
        if self._asks_incoherent and not self._is_settled(shape):
            return []
        tests = [f"({self._test(name)})" for name in shape]
        return [
            f"if {' and '.join(tests)}:",
            "    made = new(cls)",
            "    made.__dict__.update(data)",
            "    return made",
        ]

    def _test(self, name: str) -> str:
        """That a value is sound; where the class says what settles ``incoherent``, that test in its place."""
        settles = self._settled.get(name)
        if settles is None:
            return known_test(self._facts[name], self._names, f"v_{name}", name)
        self._names[f"settled_{name}"] = settles
        return f"v_{name}.__class__ is str and settled_{name}(v_{name})"

    # Fact by fact.

    def _step_by_step(self, shape: list[str], *, any_keys: bool) -> Iterator[str]:
        given = [name for name in shape if name not in FRAME]
        needed = {
            name
            for name, info in self._facts.items()
            if not info.may_be_unknown and self._defaults[name] is UNKNOWN
        }
        if not any_keys and needed.difference(given):
            yield "return None"
            return
        yield from self._frame(shape)
        for name in given:
            yield from self._read_fact(name, any_keys=any_keys, needed=name in needed)
        yield "made = new(cls)"
        yield from self._filled(given, any_keys=any_keys)
        if self._asks_coherence(given, any_keys=any_keys):
            self._names["coheres"] = coherence_of(self.cls).holds
            yield "if not coheres(made): return None"
        if self._asks_incoherent:
            yield "found = made.incoherent()"
            yield "if found != () and any(True for _ in found): return None"
        yield "return made"

    def _frame(self, shape: list[str]) -> Iterator[str]:
        if "kind" in shape:
            yield "if v_kind is not None and (named := special(v_kind)) is not cls:"
            yield "    return None if named is None else decoder_of(named)(data)"
        if "version" in shape:
            since = unchanged_since(kinds_inside(self.cls))
            is_read = f"v_version.__class__ is int and {since} <= v_version <= {VERSION}"
            yield f"if v_version is not None and not ({is_read}): return None"

    def _read_fact(self, name: str, *, any_keys: bool, needed: bool) -> Iterator[str]:
        v = f"v_{name}"
        yield f"if {v} is not None:"
        yield from (f"    {line}" for line in self._read(self._facts[name], v, name))
        if needed or isinstance(self._defaults[name], attrs.Factory):  # type: ignore[arg-type]
            yield "else: return None"
            return
        self._names[f"default_{name}"] = self._defaults[name]
        if name in self._presumed:
            null = f"{name!r} in data" if any_keys else "True"
            yield f"else: {v} = UNKNOWN if {null} else default_{name}"
        else:
            yield f"else: {v} = default_{name}"

    def _filled(self, given: list[str], *, any_keys: bool) -> Iterator[str]:
        if len(self._slots) < len(self._facts):
            yield "values = made.__dict__"
        left = self._left(given)
        for name in self._facts:
            if name not in given and name not in left:
                continue
            v = f"v_{name}" if name in given else f"default_{name}"
            self._names[f"default_{name}"] = self._defaults[name]
            if name in self._slots:
                self._names[f"set_{name}"] = self._slots[name].__set__
                yield f"set_{name}(made, {v})"
            else:
                stands = any_keys and self._stands(name)  # in its class: nothing need be kept
                yield f"{f'if {v} is not default_{name}: ' if stands else ''}values[{name!r}] = {v}"

    def _left(self, given: Collection[str]) -> list[str]:
        """The facts that are not given, and whose default does not stand in the class."""
        return [name for name in self._facts if name not in given and not self._stands(name)]

    def _stands(self, name: str) -> bool:
        return name not in self._slots and getattr(self.cls, name, self) is self._defaults[name]

    def _asks_coherence(self, given: Collection[str], *, any_keys: bool = False) -> bool:
        """Whether facts of these names, with the defaults of the others, can be at odds at all."""
        coherence = coherence_of(self.cls)
        if not coherence.declarations:
            return False
        known = {name for name, default in self._defaults.items() if default is not UNKNOWN}
        return any_keys or coherence.can_speak_of(known.union(given))

    @property
    def _asks_incoherent(self) -> bool:
        return self.cls.incoherent is not Record.incoherent

    def _is_settled(self, given: Collection[str]) -> bool:
        """Whether ``incoherent`` has nothing to say of facts of these names that pass their tests."""
        if not self._settled:
            return False
        return all(
            settles is not None if name in given else self._defaults[name] is UNKNOWN
            for name, settles in self._settled.items()
        )

    # One value.

    def _read(self, info: FactInfo, v: str, tag: str) -> Iterator[str]:
        """Lines that leave a value that is not ``null`` in ``v``, as the object has it, or give up."""
        if info.type in _PLAIN:
            yield f"if not ({known_test(info, self._names, v, tag)}): return None"
            return
        match info.type:
            case "date" | "share":
                made = "date" if info.type == "date" else "Share"
                reader = "day_of" if info.type == "date" else "share_of"
                yield f"if {v}.__class__ is str:"
                yield f"    if ({v} := {reader}({v})) is None: return None"
                yield f"elif {v}.__class__ is not {made}: return None"
            case "record" if info.record is not None:
                self._names[f"decode_{tag}"] = self._decoder_of(info.record)
                self._names[f"class_{tag}"] = info.record
                yield f"if {v}.__class__ is dict:"
                yield f"    if ({v} := decode_{tag}({v})) is None: return None"
                yield f"elif not isinstance({v}, class_{tag}): return None"
            case "list" if info.item is not None:
                yield from self._read_list(info, info.item, v, tag)
                return  # what a list's `check` says, it says of each item
            case "map" if info.item is not None:
                yield from self._read_map(info, info.item, v, tag)
            case _:
                yield "return None"
        if info.check is not None or info.options:
            self._names[f"sound_{tag}"] = lambda value: is_sound(info, value)
            yield f"if not sound_{tag}({v}): return None"

    def _read_list(self, info: FactInfo, item: FactInfo, v: str, tag: str) -> Iterator[str]:
        inner, items = self._deeper(tag), f"items_{tag}"
        yield f"if {v}.__class__ is not list and {v}.__class__ is not tuple: return None"
        yield f"if len({v}) > {info.most_items}: return None"
        yield f"{items} = []"
        yield f"for v_{inner} in {v}:"
        yield from (f"    {line}" for line in self._read_part(item, inner))
        yield f"    {items}.append(v_{inner})"
        yield f"{v} = tuple({items})"
        if item.type == "record":  # the same member twice is told
            keys = f"keys_{tag}"
            yield f"if len({v}) > 1:"
            yield f"    {keys} = [key for key in map(item_key, {v}) if key]"
            yield f"    if len(set({keys})) < len({keys}): return None"

    def _read_map(self, info: FactInfo, item: FactInfo, v: str, tag: str) -> Iterator[str]:
        inner, key, parts = self._deeper(tag), f"key_{tag}", f"parts_{tag}"
        self._names[f"class_{tag}"] = info.made_of
        yield f"if {v}.__class__ is not dict or len({v}) > {info.most_items}: return None"
        yield f"{parts} = {{}}"
        yield f"for {key}, v_{inner} in {v}.items():"
        yield f"    if {key}.__class__ is not str or not is_sound_text({key}, identifies=True): return None"
        yield from (f"    {line}" for line in self._read_part(item, inner))
        yield f"    {parts}[{key}] = v_{inner}"
        yield f"{v} = class_{tag}({parts})"

    def _read_part(self, item: FactInfo, inner: str) -> Iterator[str]:
        yield f"if v_{inner} is not None:"
        yield from (f"    {line}" for line in self._read(item, f"v_{inner}", inner))
        yield f"else: v_{inner} = UNKNOWN" if item.may_be_unknown else "else: return None"

    def _deeper(self, tag: str) -> str:
        """A name for what stands inside, that is no fact's."""
        inner = f"in_{tag}"
        while inner in self._facts:
            inner = f"in_{inner}"
        return inner


def _as_made(one: attrs.Attribute[Any]) -> Any:
    """A fact's default as the constructor keeps it."""
    return one.default if one.converter is None else frozen_mapping(one.default)
