"""What a check of values is in the words of JSON Schema, said once, beside the check."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, TypeVar

__all__ = ["ONE_LINE", "in_schema", "said_in_schema"]

C = TypeVar("C", bound=Callable[..., Any])

ONE_LINE: Mapping[str, Any] = MappingProxyType({"not": {"type": "string", "pattern": "\n"}})
"""Besides a pattern of no fixed length: some readers take ``$`` for the end before a last line break, too."""

_KEPT_AS = "__in_schema__"
_NOTHING: Mapping[str, Any] = MappingProxyType({})


def in_schema(**keywords: Any) -> Callable[[C], C]:
    """Mark the ``check`` of a fact with what JSON Schema can say of the values that it lets pass.

    The check itself decides; a schema made from the fact has these keywords too. They may say less than
    the check does, never more. Write patterns that every dialect of regular expressions reads alike, with
    ``^`` and ``$``, and without looking ahead or behind.

    >>> from cloudgrant.rules import Problem
    >>> @in_schema(pattern="^[A-Z]{3}$", maxLength=3)
    ... def code_problem(text: str) -> Problem | None:
    ...     return None if len(text) == 3 and text.isupper() else Problem.at((), "shop.code")
    >>> said_in_schema(code_problem)["pattern"]
    '^[A-Z]{3}$'
    """

    def mark(check: C) -> C:
        vars(check)[_KEPT_AS] = MappingProxyType(keywords)
        return check

    return mark


def said_in_schema(check: object) -> Mapping[str, Any]:
    """The keywords that a check is marked with; none where it is not, or there is none."""
    found: Mapping[str, Any] = getattr(check, _KEPT_AS, _NOTHING)
    return found
