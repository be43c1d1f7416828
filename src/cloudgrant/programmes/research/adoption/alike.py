"""Keys that people read alike: they differ in nothing but case or width."""

from __future__ import annotations

import unicodedata

__all__ = ["folded"]


def folded(key: str) -> str:
    """What keys that people read alike have in common.

    >>> folded("Ａ-1") == folded("a-1")
    True
    """
    return unicodedata.normalize("NFKC", key).casefold()
