"""Pieces of CEL: truths joined, turned round and chosen between, and what is true of them for sure left out.

Every text that is made here and joins others stands in brackets, so that it can be joined again as it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from typing import Any, Final

from cloudgrant.values.shares import Share

__all__ = ["FALSE", "TRUE", "both", "bracketed", "chosen", "either", "extreme", "literal", "once", "opposite"]

TRUE: Final = "true"
FALSE: Final = "false"

_NAME = re.compile(r"-?[\w.]+")
_CALL = re.compile(r"[\w.]+(\([\w.]*\))?")


def both(*texts: str) -> str:
    """All of these hold."""
    return _joined(" && ", texts, neutral=TRUE, decides=FALSE)


def either(*texts: str) -> str:
    """At least one of these holds."""
    return _joined(" || ", texts, neutral=FALSE, decides=TRUE)


def _joined(operator: str, texts: tuple[str, ...], *, neutral: str, decides: str) -> str:
    kept = list(dict.fromkeys(text for text in texts if text != neutral))
    if decides in kept:
        return decides
    if len(kept) < 2:
        return kept[0] if kept else neutral
    return f"({operator.join(kept)})"


def opposite(text: str) -> str:
    """This does not hold."""
    if text in (TRUE, FALSE):
        return FALSE if text == TRUE else TRUE
    if text.startswith("!"):
        return text[1:]
    return f"!{text}" if _CALL.fullmatch(text) else f"!{bracketed(text)}"


def bracketed(text: str) -> str:
    """A text in brackets, which it may stand in already."""
    return text if text.startswith("(") else f"({text})"


def chosen(condition: str, yes: str, no: str) -> str:
    """One of two, by a truth that is known."""
    if condition in (TRUE, FALSE) or yes == no:
        return no if condition == FALSE else yes
    return f"({condition} ? {yes} : {no})"


def once(name: str, text: str, use: Callable[[str], str]) -> str:
    """What is made of a text that is used several times: worked out once, under a name, unless it is one."""
    return use(text) if _NAME.fullmatch(text) else f"[{text}].map({name}, {use(name)})[0]"


def extreme(order: str, one: str, two: str) -> str:
    """The least (``<=``) or the most (``>=``) of two numbers."""
    if one == two:
        return one
    return once("a", one, lambda a: once("b", two, lambda b: f"({a} {order} {b} ? {a} : {b})"))


def literal(value: Any) -> str:
    """A constant."""
    if isinstance(value, tuple):
        return "[" + ", ".join(map(literal, value)) + "]"
    if isinstance(value, Share):
        return f'{{"numerator": {value.numerator}, "denominator": {value.denominator}}}'
    return json.dumps(value.isoformat() if isinstance(value, date) else value, ensure_ascii=False)
