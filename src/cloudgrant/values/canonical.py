"""One way to write a value down, and its digest: what receipts compare.

The canonical form is JSON with sorted keys, no spaces and nothing unknown; equal values have equal
forms, whatever the order in which they were given. A digest is SHA-256 of its UTF-8 bytes. It hides
nothing that can be guessed: there are only a hundred million unified business numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any

from cloudgrant.values.shares import Share
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["canonical", "digest"]


def canonical(value: Any) -> str:
    """The canonical form of plain data: text, whole numbers, truths, dates, shares, lists, mappings.

    Unknown entries of a mapping are left out, and so is what is ``None``; in a list they stay, as
    ``null``, for they keep their place. Raises ``TypeError`` for anything else, floats included.

    >>> from datetime import date
    >>> canonical({"b": date(2022, 5, 2), "a": (1, True), "c": UNKNOWN})
    '{"a":[1,true],"b":"2022-05-02"}'
    """
    return _writer()(_plain(value))


@cache
def _writer() -> Callable[[Any], str]:
    import json  # dear to load, as hashlib is, and most decisions never give a digest

    return json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def digest(value: Any) -> str:
    """The digest of a value's canonical form.

    >>> digest({"a": 1, "b": 2}) == digest({"b": 2, "a": 1, "c": None})
    True
    >>> digest({})
    'sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a'
    """
    # Half a surrogate pair is no character, yet JSON can bear one: it has a digest like any other text.
    text = canonical(value).encode(errors="surrogatepass")
    import hashlib

    return f"sha256:{hashlib.sha256(text).hexdigest()}"


def _plain(value: Any) -> Any:
    match value:
        case None | bool() | int() | str():
            return value
        case _ if value is UNKNOWN:
            return None
        case date():
            return value.isoformat()
        case Share():
            return str(value)
        case Mapping():
            return {
                key: _plain(part) for key, part in value.items() if part is not UNKNOWN and part is not None
            }
        case list() | tuple():
            return [_plain(part) for part in value]
        case _:
            raise TypeError(f"a {type(value).__name__} has no canonical form: {value!r}")
