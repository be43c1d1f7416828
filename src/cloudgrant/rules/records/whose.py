"""Whose a fact is: the item of a list that it is in, by the names that people have for both."""

from __future__ import annotations

from typing import Any

from cloudgrant.rules.records.fact_info import facts
from cloudgrant.rules.records.record import Record
from cloudgrant.values.paths import Path
from cloudgrant.values.separators import COLON
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["whose"]


def whose(subject: Any, path: Path, locale: str) -> str:
    """Whose a place is, where it is inside an item of a list: the list and the item by their names."""
    held, listed, item = subject, "", ""
    for depth, step in enumerate(path):
        if isinstance(step, int):
            held = held[step] if isinstance(held, tuple) else UNKNOWN
            name = held.called() if isinstance(held, Record) else ""
            item = f"{listed} {name}" if listed and name else Path(path[: depth + 1]).key
        elif isinstance(held, Record):
            info = facts(type(held)).get(step)
            listed = info.label.in_(locale) if info else ""
            held = getattr(held, step, UNKNOWN)
    return f"{item}{COLON.in_(locale)}" if item else ""
