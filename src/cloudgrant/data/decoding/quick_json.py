"""JSON text to plain data by ``orjson``, where it is installed and can be trusted with the text at hand.

Of a key that is given twice orjson takes the last and says nothing. Every key of a text has a colon of its
own after it, so where there are as many colons as there are keys in what was read, no key was dropped. Other
colons stand in texts, and can be counted there, unless they are written as an escape.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

try:
    from orjson import loads
except ImportError:  # the extra `json` was not asked for
    _loads: Callable[[Any], Any] | None = None
else:
    _loads = loads

__all__ = ["quick_plain"]


def quick_plain(text: bytes | bytearray | str) -> Any:
    """The plain data that a JSON text says; ``None`` where the strict reader must look, or for ``null``.

    >>> quick_plain(b'{"a": 1, "a": 2}') is None
    True
    """
    if _loads is None:
        return None
    try:
        plain = _loads(text)
    except ValueError:  # of which orjson's own is a kind
        return None
    colons = text.count(":") if isinstance(text, str) else text.count(b":")
    if plain.__class__ is dict and len(plain) == colons:
        return plain
    escaped = "\\u" in text if isinstance(text, str) else b"\\u" in text
    return None if escaped or _colons(plain) != colons else plain


def _colons(plain: Any) -> int:
    """How many colons a text of these data has at least: one after each key, and those in keys and texts."""
    found = 0
    pending = [plain]
    while pending:
        part = pending.pop()
        if part.__class__ is dict:
            found += len(part)
            for key in part:
                found += key.count(":")
            pending += part.values()
        elif part.__class__ is list:
            pending += part
        elif part.__class__ is str:
            found += part.count(":")
    return found
