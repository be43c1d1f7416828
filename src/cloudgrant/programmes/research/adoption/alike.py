"""Keys that people read alike: they differ in nothing but case (of their width nothing is kept)."""

from __future__ import annotations

__all__ = ["folded"]


def folded(key: str) -> str:
    """What keys that people read alike have in common.

    >>> folded("A-1") == folded("a-1")
    True
    """
    return key.casefold()
