"""A value as a message shows it: never longer than a line, whatever the value is, and at no more cost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

__all__ = ["VERY_LARGE", "grouped", "is_short", "line_of", "shown"]

_LONGEST: Final = 60
_LONGEST_LINE: Final = 200
_MOST_BITS: Final = 1_000
"""Numbers of more than three hundred digits have no text: writing one costs the square of its length."""


VERY_LARGE: Final = "(a very large int)"
"""What is shown of them in Python's manner; messages have words for it (``value.very_large``)."""


def shown(value: object) -> str:
    """What the value looks like in Python, shortened; its type where even that is too much.

    No more of it is read than is shown.

    >>> shown("x"), shown("y" * 80)[-4:], shown(10**5000)
    ("'x'", 'yyy…', '(a very large int)')
    """
    text = ""
    for piece in _pieces(value):
        text += piece
        if len(text) > _LONGEST:
            return f"{text[: _LONGEST - 3]}…"
    return text


def _pieces(value: Any) -> Iterator[str]:
    cls = type(value)
    if cls is str or cls is bytes:
        yield repr(value[: _LONGEST + 1])
    elif cls is int and value.bit_length() > _MOST_BITS:
        yield VERY_LARGE
    elif cls is list or cls is tuple:
        yield "[" if cls is list else "("
        for place, part in enumerate(value):
            yield ", " if place else ""
            yield from _pieces(part)
        yield "]" if cls is list else ",)" if len(value) == 1 else ")"
    elif cls is dict:
        yield "{"
        for place, (key, part) in enumerate(value.items()):
            yield ", " if place else ""
            yield from _pieces(key)
            yield ": "
            yield from _pieces(part)
        yield "}"
    else:
        try:
            yield repr(value)
        except Exception:  # a number without a text, a repr of the caller's own: a message never fails
            yield f"(a very large {cls.__name__})" if isinstance(value, int) else f"({cls.__name__})"


def grouped(number: int) -> str:
    """A whole number with its digits in groups of three, or what there is to say of a very large one.

    >>> grouped(80_000_000), grouped(10**5000)
    ('80,000,000', '(a very large int)')
    """
    return shown(number) if number.bit_length() > _MOST_BITS else f"{number:,}"


def line_of(text: str) -> str:
    """A text within a message: one line, in characters that are seen, of 200 at most.

    >>> line_of("members"), line_of("a\\nb"), len(line_of("x" * 10**6))
    ('members', 'a\\\\nb', 200)
    """
    if len(text) > _LONGEST_LINE:
        text = f"{text[: _LONGEST_LINE - 1]}…"
    if text.isprintable():
        return text
    return line_of("".join(one if one.isprintable() else repr(one)[1:-1] for one in text))


def is_short(value: object) -> bool:
    """Whether a value is its own line within a message: it has a text, of few characters that are seen.

    >>> is_short(7), is_short(10**5000), is_short("x" * 300)
    (True, False, False)
    """
    if isinstance(value, int):
        return value.bit_length() <= _MOST_BITS
    try:
        text = str(value)
    except Exception:  # a repr of the caller's own
        return False
    return len(text) <= _LONGEST_LINE and text.isprintable()
