"""A value as a message shows it: never longer than a line, whatever the value is."""

from __future__ import annotations

__all__ = ["grouped", "shown"]

_LONGEST = 60


def shown(value: object) -> str:
    """What the value looks like in Python, shortened; its type where even that is too much.

    >>> shown("x"), shown("y" * 80)[-4:], shown(10**5000)
    ("'x'", 'yyy…', '(a very large int)')
    """
    try:
        text = repr(value)
    except (ValueError, RecursionError):  # numbers of thousands of digits, lists within lists within lists
        return f"(a very large {type(value).__name__})"
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3]}…"


def grouped(number: int) -> str:
    """A whole number with its digits in groups of three, or what there is to say of a very large one.

    >>> grouped(80_000_000), grouped(10**5000)
    ('80,000,000', '(a very large int)')
    """
    try:
        return f"{number:,}"
    except ValueError:
        return shown(number)
