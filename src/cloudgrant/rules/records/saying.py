"""How a fact's value is said: options by their labels, numbers with their units, silence as such."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cloudgrant.rules.records.fact_info import FactInfo, facts
from cloudgrant.values.formatting import formatted, written
from cloudgrant.values.separators import listed
from cloudgrant.values.text import Text, sentences
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["once", "policy_word", "said", "shown", "stated"]


def shown(info: FactInfo, value: Any, locale: str) -> str:
    """A fact's value as people read it: options by their label, numbers with their unit."""
    if info.type == "text" and isinstance(value, str):
        return info.option_label(value, locale)
    if isinstance(value, tuple):
        return formatted(tuple(shown(info.item or info, part, locale) for part in value), "", locale)
    return formatted(value, info.unit, locale)


def said(info: FactInfo, value: Any) -> Text:
    """The same in every language; a bare number, such as a year, without separators."""
    if isinstance(value, int) and not isinstance(value, bool) and not info.unit:
        return Text(en=str(value))
    if isinstance(value, tuple):
        return listed(said(info.item or info, part) for part in value) if value else written(value, "")
    label = dict(info.options).get(value) if info.type == "text" and isinstance(value, str) else None
    return label or written(value, info.unit)


_SILENT = sentences("saying.silent", {
    "text": Text(zh="未載明", en="not stated"),
    "published": Text(zh="尚未公布", en="not published yet"),
})  # fmt: skip


def stated(info: FactInfo, value: Any, locale: str) -> str:
    """A policy's value as a rule's wording has it; of one that is unknown, why."""
    if value is UNKNOWN:
        return _SILENT["text" if info.known_by == "text" else "published"].in_(locale)
    return shown(info, value, locale)


def policy_word(policy: Any, on: Any, locale: str) -> Callable[[str], str]:
    """What fills the places of a rule's wording: a policy's values, and the date of filing."""
    known = facts(type(policy))

    def word(name: str) -> str:
        if name == "on":
            return formatted(on, "", locale)
        value = name.partition(".")[2]
        return stated(known[value], getattr(policy, value), locale)

    return word


def once(wording: str, locale: str) -> str:
    """A wording in which a period of which neither end is known says so once, not twice."""
    between = _TO.in_(locale)
    for silence in _SILENT.values():
        word = silence.in_(locale)
        wording = wording.replace(f"{word}{between}{word}", word)
    return wording


_TO = Text("saying.to", zh="至", en=" to ")
