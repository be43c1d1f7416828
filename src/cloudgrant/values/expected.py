"""A value of another kind than is expected, refused."""

from __future__ import annotations

from cloudgrant.values.problems import InvalidInput, Problem

__all__ = ["expect_a"]


def expect_a(value: object, kind: type, name: str) -> None:
    """Raise :class:`~cloudgrant.values.problems.InvalidInput` where a value is of another kind.

    ``name`` says whose it is.

    >>> expect_a(7, int, "number")
    """
    if not isinstance(value, kind):
        given = type(value).__name__
        raise InvalidInput([Problem.at([name], "subject", expected=kind.__name__, given=given)])
