"""Names that were perhaps meant."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["did_you_mean"]


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """The nearest known name as the tail of a message, or nothing.

    >>> did_you_mean("paid_in_capitol", ["paid_in_capital", "name"]), did_you_mean("x", ["name"])
    (' — paid_in_capital?', '')
    """
    from difflib import get_close_matches  # for mistakes alone

    near = get_close_matches(name, list(known), n=1)
    return f" — {near[0]}?" if near else ""
