"""Whose a fact is: the item of a list that it is in, by the names that people have for both."""

from __future__ import annotations

from typing import Any

from cloudgrant.rules.records.fact_info import facts
from cloudgrant.rules.records.record import Record
from cloudgrant.values.paths import Path
from cloudgrant.values.separators import COLON
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["whose"]

_NUMBERED = Text("whose.numbered", zh="{list}第 {number} 項", en="{list} {number}")


def whose(subject: Any, path: Path, locale: str) -> str:
    """Whose a place is, where it is inside an item of a list: the list and the item by their names.

    An item that has no name yet is called by its number in the list, the first of which is 1.
    """
    held, holder, listed, item = subject, subject, "", ""
    for step in path:
        if isinstance(step, int):
            held = held[step] if isinstance(held, tuple) else UNKNOWN
            name = holder.called_here(held, locale) if isinstance(held, Record) else ""
            numbered = _NUMBERED.filled(locale, {"list": listed, "number": str(step + 1)}.__getitem__)
            item = f"{listed} {name}" if listed and name else numbered
        elif isinstance(held, Record):
            info = facts(type(held)).get(step)
            listed = (info.label.in_(locale) if info else "") or str(step)
            held, holder = getattr(held, step, UNKNOWN), held
    return f"{item}{COLON.in_(locale)}" if item else ""
