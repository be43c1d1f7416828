"""The value of a fact that nobody has stated yet, and its three-valued (Kleene) logic.

A draft is not a refusal: a fact that is not known yet is *unknown*, not false. :data:`UNKNOWN`
stands for it wherever a fact may be absent, and combines as the missing value of a data frame
does: ``UNKNOWN | True`` is ``True`` because no answer could change it, ``UNKNOWN & True`` stays
``UNKNOWN``.

>>> UNKNOWN | True, UNKNOWN & True, UNKNOWN <= 5, UNKNOWN + 1
(True, UNKNOWN, UNKNOWN, UNKNOWN)

Equality stays identity, so objects that hold unknown facts compare and hash as usual; a rule says
``one_of(fact, value)`` instead of ``==``.
"""

from __future__ import annotations

from enum import Enum
from typing import Any, Final, Literal, NoReturn, TypeAlias, TypeVar, overload

__all__ = ["UNKNOWN", "Fact", "NotKnown", "Truth", "UnknownTruth"]

T = TypeVar("T")


class UnknownTruth(TypeError):
    """Raised when code asks an unknown truth for a yes or no (``if``, ``and``, ``not`` …)."""


class NotKnown(Enum):
    """The type of :data:`UNKNOWN`, its only member; ``x is UNKNOWN`` narrows in type checkers."""

    UNKNOWN = "unknown"

    def __repr__(self) -> str:
        return "UNKNOWN"

    __str__ = __repr__

    def __bool__(self) -> NoReturn:
        raise UnknownTruth(
            "an unknown truth is neither True nor False; ask `x is UNKNOWN`, "
            "or combine with & and | instead of `and`, `or`, `not`, `if`"
        )

    @overload
    def __and__(self, other: Literal[False]) -> Literal[False]: ...
    @overload
    def __and__(self, other: NotKnown | Literal[True]) -> NotKnown: ...
    @overload
    def __and__(self, other: bool) -> Truth: ...
    def __and__(self, other: object) -> Any:
        if other is False:
            return False
        return self if other is True or other is self else NotImplemented

    __rand__ = __and__

    @overload
    def __or__(self, other: Literal[True]) -> Literal[True]: ...
    @overload
    def __or__(self, other: NotKnown | Literal[False]) -> NotKnown: ...
    @overload
    def __or__(self, other: bool) -> Truth: ...
    def __or__(self, other: object) -> Any:
        if other is True:
            return True
        return self if other is False or other is self else NotImplemented

    __ror__ = __or__

    # Comparison and arithmetic with the unknown are unknown, whatever stands on the other side.
    def __lt__(self, other: object) -> NotKnown:
        return self

    __le__ = __gt__ = __ge__ = __lt__
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __floordiv__ = __lt__
    __getitem__ = __lt__  # an entry of a table that is not known
    __iter__ = __contains__ = None  # or Python would go through it entry by entry, without an end


UNKNOWN: Final = NotKnown.UNKNOWN
"""The one unknown value."""

Fact: TypeAlias = T | NotKnown
"""A fact of type ``T`` that may not be known yet."""

Truth: TypeAlias = bool | NotKnown
"""What a rule answers: true, false or unknown."""
