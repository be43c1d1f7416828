"""What a given subject tells of the variables that stand for any: their values, by their places."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from cloudgrant.rules.deciding.evaluate import fact_value
from cloudgrant.values.unknown import UNKNOWN, Fact
from readings.smt.records import Given

__all__ = ["told_by"]

_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


def told_by(given: Given, subject: Any, policy: Any, on: Fact[date]) -> dict[str, Any]:
    """The value of each variable that these tell; one that they do not tell is left out."""
    found: dict[str, Any] = {}
    for name in given.variables:
        value = on if name == "on" else _at(name, subject, policy)
        if value is not UNKNOWN:
            found[name] = value
    return found


def _at(name: str, subject: Any, policy: Any) -> Any:
    if name.startswith(("awaited.", "beyond.")) or name.endswith("[...]"):
        return UNKNOWN
    if name.endswith("?"):
        return _at(name[:-1], subject, policy) is not UNKNOWN
    holder, place = (policy, name.removeprefix("policy.")) if name.startswith("policy.") else (subject, name)
    counted = place.endswith(".#")
    for step in _STEP.finditer(place.removesuffix(".#")):
        holder = _step(holder, *step.groups())
        if holder is UNKNOWN:
            return UNKNOWN
    return len(holder) if counted else holder


def _step(holder: Any, name: str | None, number: str | None) -> Any:
    if name is not None:
        return fact_value(holder, (name,))
    items = tuple(holder.values()) if isinstance(holder, Mapping) else holder
    at = int(number or 0)
    return items[at] if at < len(items) else UNKNOWN
