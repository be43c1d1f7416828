"""Text that came with the data, so that Markdown shows it as it is."""

from __future__ import annotations

__all__ = ["escaped"]

_MARKS = frozenset("\\`*_{}[]()<>#+!|~&")


def escaped(line: str) -> str:
    r"""A line of text with everything that could be markup escaped.

    >>> print(escaped("*A|B*"))
    \*A\|B\*
    """
    return "".join(f"\\{char}" if char in _MARKS else char for char in line)
