"""What a rule read: a fact, a policy value or the day, with the value that it had."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

import attrs

from cloudgrant.rules.explaining.partly import bounds_said
from cloudgrant.rules.records.fact_info import FactInfo
from cloudgrant.rules.records.record import Record
from cloudgrant.rules.records.saying import shown
from cloudgrant.values.between import Between
from cloudgrant.values.paths import Path
from cloudgrant.values.separators import AND, COLON
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["Evidence", "Read", "one_line", "said_of"]

_FOLLOWS = Text("read.follows", zh="{said}，由「{grounds}」得知", en="{said}, which follows from “{grounds}”")
_MOST_NAMED = 5
_COUNTED = Text("read.counted", zh="{names}等{count}項", en="{names} and {more} more")
_ITEMS = Text("read.items", zh="{count}項", en="{count}")


@attrs.frozen
class Read:
    """One thing that a rule read: a fact of the subject, a policy value or the date of filing."""

    path: Path
    value: Any
    info: FactInfo = attrs.field(eq=False, repr=False)
    instead: Text = attrs.field(default=Text(), repr=False)
    """What is said instead of the value, where the value is withheld."""
    follows_from: tuple[Read, ...] = attrs.field(default=(), repr=False)
    """The facts that were stated, where this one was not and follows from them."""
    rests_on: tuple[Read, ...] = attrs.field(default=(), repr=False)
    """What a derived fact was worked out from, or what was read of each item of a list."""
    bounds: Between | None = attrs.field(default=None, repr=False)
    """Between what a derived number lies that is not known, where anything is sure of it."""

    @property
    def stated(self) -> tuple[Read, ...]:
        """The facts at the bottom of it, which somebody stated: itself, or what it was worked out from.

        Of a list that was gone through, what was read of its items.
        """
        return tuple({piece.path: piece for piece in self._stated()}.values())

    def _stated(self) -> Iterator[Read]:
        if not self.rests_on:
            yield self
        for piece in self.rests_on:
            yield from piece._stated()

    def message(self, locale: str) -> str:
        """The fact and its value in words, and what it follows from where it was not stated."""
        said = self._said(locale)
        if not self.follows_from:
            return said
        grounds = AND.in_(locale).join(ground._said(locale) for ground in self.follows_from)
        return _FOLLOWS.filled(locale, {"said": said, "grounds": grounds}.__getitem__)

    def _said(self, locale: str) -> str:
        label = self.info.label.in_(locale) or self.path.key
        value = self.instead.in_(locale) or self._value(locale)
        return f"{label}{COLON.in_(locale)}{value}"

    def _value(self, locale: str) -> str:
        if self.value is UNKNOWN and self.bounds is not None:
            return bounds_said(self.bounds, self.info.unit, locale)
        return said_of(self.info, self.value, locale)


def one_line(words: str) -> str:
    """What a class says of itself as one line: a name makes no lines of its own."""
    return " ".join(words.split())


def said_of(info: FactInfo, value: Any, locale: str) -> str:
    """A value as people read it; records by what they are called, of many the first."""
    if isinstance(value, Record):
        return one_line(value.called(locale)) or info.label.in_(locale) or info.name
    if not isinstance(value, tuple) or not any(isinstance(item, Record) for item in value):
        return shown(info, value, locale)
    names = [one_line(item.called(locale)) for item in value if isinstance(item, Record)]
    names = [name for name in names if name]
    words = {
        "names": AND.in_(locale).join(names[:_MOST_NAMED]),
        "count": str(len(value)),
        "more": str(len(value) - min(len(names), _MOST_NAMED)),
    }
    if not names:
        return _ITEMS.filled(locale, words.__getitem__)
    return words["names"] if words["more"] == "0" else _COUNTED.filled(locale, words.__getitem__)


Evidence: TypeAlias = Read
"""The same by the name of what it is to a finding."""
