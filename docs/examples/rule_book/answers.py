"""What a rule book says of plain data, by any implementation of CEL: all that a machine needs besides one.

``cel`` is that implementation: a function of an expression's text and what is bound.
"""

from __future__ import annotations

import json
from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

Cel = Callable[[str, Mapping[str, Any]], Any]
Bound = Mapping[str, Any]

FARTHEST = 10**18
"""No number is worked out farther from zero, so that every sum stays within 64 bits."""


def worked_out(first: list[dict[str, Any]], bound: Bound, cel: Cel) -> dict[str, Any]:
    """What is bound, with what has to be worked out first under ``worked``, in its order."""
    bound = {**bound, "worked": dict(bound.get("worked", {}))}
    for entry in first:
        bound["worked"][entry["name"]] = _WORKS[entry["kind"]](entry, bound, cel)
    return bound


def _counting(entry: dict[str, Any], bound: Bound, cel: Cel) -> Iterator[tuple[bool, Bound]]:
    """The items that possibly count, and whether each surely does; of no list one that is not known."""
    known = cel(entry["known"], bound)
    for item in cel(entry["over"], bound) if known else [None]:
        here = worked_out(entry["first"], {**bound, entry["as"]: item}, cel)
        if cel(entry["where"]["possibly"], here):
            yield known and cel(entry["where"]["surely"], here), here


def _total(entry: dict[str, Any], bound: Bound, cel: Cel) -> dict[str, Any]:
    times = 1 if cel(entry["known"], bound) else entry["most"]
    least, most, known = 0, 0, True
    for surely, here in _counting(entry, bound, cel):
        low, high = (cel(entry["of"][end], here) for end in ("least", "most"))
        known = known and cel(entry["of"]["known"], here)
        least += times * (low if surely else min(0, low))
        most += times * (high if surely else max(0, high))
    return {"known": known, "least": max(least, -FARTHEST), "most": min(most, FARTHEST)}


def _distinct(entry: dict[str, Any], bound: Bound, cel: Cel) -> dict[str, Any]:
    if not cel(entry["known"], bound):
        return {"least": 0, "most": entry["most"] if any(_counting(entry, bound, cel)) else 0}
    sure, may, some, open_ = set(), set(), 0, 0
    for surely, here in _counting(entry, bound, cel):
        some = max(some, int(surely))
        if not cel(entry["of"]["known"], here):
            open_ += 1
            continue
        value = json.dumps([cel(text, here) for text in entry["of"]["values"]], sort_keys=True)
        may.add(value)
        if surely:
            sure.add(value)
    return {"least": max(len(sure), some), "most": len(may) + open_}


def _day(entry: dict[str, Any], bound: Bound, cel: Cel) -> dict[str, Any]:
    """The corresponding day so many months later, or the last day of a term that begins with a day."""
    if not cel(entry["known"], bound):
        return {"known": False, "day": ""}
    return {"known": True, "day": str(_shifted(entry, bound, cel))}


def _shifted(entry: dict[str, Any], bound: Bound, cel: Cel) -> date:
    day, months = date.fromisoformat(cel(entry["from"], bound)), cel(entry["months"], bound)
    if entry["last"] and months < 1:
        return date.min
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        return date.max if months > 0 else date.min
    last = monthrange(year, month + 1)[1]
    found = date(year, month + 1, min(day.day, last))
    return found - timedelta(days=1) if entry["last"] and day.day <= last else found


def _each(*parts: str) -> Callable[[dict[str, Any], Bound, Cel], dict[str, Any]]:
    """What is read in several places, and written once."""
    return lambda entry, bound, cel: {part: cel(entry[part], bound) for part in parts}


def _value(entry: dict[str, Any], bound: Bound, cel: Cel) -> dict[str, Any]:
    known = cel(entry["known"], bound)
    return {"known": known, "value": cel(entry["value"], bound) if known else None}


_WORKS: Mapping[str, Callable[[dict[str, Any], Bound, Cel], dict[str, Any]]] = {
    "total": _total,
    "distinct": _distinct,
    "day": _day,
    "truth": _each("surely", "possibly"),
    "number": _each("known", "least", "most"),
    "value": _value,
}


def truth(pair: Mapping[str, str], bound: Bound, cel: Cel) -> bool | None:
    """Whether something holds; ``None`` while that is open."""
    return True if cel(pair["surely"], bound) else None if cel(pair["possibly"], bound) else False


def result(rule: Mapping[str, Any], bound: Bound, cel: Cel) -> str:
    """What a rule comes to of what is bound: of its ``subject``, or an item of the list that it is about."""
    if bound["subject"] is None:
        return "undetermined"
    bound = worked_out(rule["first"], bound, cel)
    applies = True if rule["applies"] is None else truth(rule["applies"], bound, cel)
    if applies is False:
        return "not_applicable"
    holds = truth(rule["holds"], bound, cel)
    if applies is None or holds is None:
        return "undetermined"
    return "met" if holds else "not_met"


def results(book: Mapping[str, Any], bound: Bound, cel: Cel) -> dict[str, str]:
    """What each rule comes to, by its id; those about the items of a list together."""
    return {rule["id"]: _together(rule, bound, cel) for rule in book["rules"]}


def _together(rule: Mapping[str, Any], bound: Bound, cel: Cel) -> str:
    if rule["over"] is None:
        return result(rule, bound, cel)
    items = bound["subject"].get(rule["over"])
    if items is None:
        return "undetermined"
    found = {result(rule, {**bound, "subject": item}, cel) for item in items}
    for worst in ("not_met", "undetermined"):
        if worst in found:
            return worst
    return "not_applicable" if found == {"not_applicable"} else "met"


def outcome(book: Mapping[str, Any], bound: Bound, cel: Cel) -> str:
    """What all rules come to together."""
    bound = worked_out(book["outcome"]["first"], bound, cel)
    if cel(book["outcome"]["ineligible"], bound):
        return "ineligible"
    return "eligible" if cel(book["outcome"]["eligible"], bound) else "undetermined"


def award(book: Mapping[str, Any], bound: Bound, cel: Cel) -> int | None:
    """What is granted; ``None`` while that is open, and where nothing is by right."""
    decided = outcome(book, bound, cel)
    if book["award"] is None or decided == "undetermined":
        return None
    return 0 if decided == "ineligible" else _amount(book["award"], bound, cel)


def ceiling(book: Mapping[str, Any], bound: Bound, cel: Cel) -> int | None:
    """The most that may be asked for in a competition; ``None`` while open, and where there is none."""
    return None if book["ceiling"] is None else _amount(book["ceiling"], bound, cel)


def _amount(amount: Mapping[str, Any], bound: Bound, cel: Cel) -> int | None:
    bound = worked_out(amount["first"], bound, cel)
    found: int | None = cel(amount["amount"], bound) if cel(amount["known"], bound) else None
    return found


def derived(formula: Mapping[str, Any], record: Mapping[str, Any], cel: Cel) -> Any:
    """What a derived fact of a record comes to, by its formula; ``None`` while that is open."""
    if "least" in formula:
        least, most = between(formula, record, cel) or (0, 1)
        return least if least == most else None
    bound = worked_out(formula["first"], {"subject": record}, cel)
    if "surely" in formula:
        return truth(formula, bound, cel)
    return cel(formula["value"], bound) if cel(formula["known"], bound) else None


def between(formula: Mapping[str, Any], record: Mapping[str, Any], cel: Cel) -> tuple[int, int] | None:
    """The least and the most that a derived number of a record may be; ``None`` where nothing is sure."""
    bound = worked_out(formula["first"], {"subject": record}, cel)
    if not cel(formula["known"], bound):
        return None
    return cel(formula["least"], bound), cel(formula["most"], bound)
