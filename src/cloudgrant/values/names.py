"""Names that were perhaps meant."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Final

import attrs

__all__ = ["Meant", "did_you_mean", "nearest_name"]

_LONGEST: Final = 60
_MOST: Final = 500
"""So many names, of so many characters, are compared: a longer one is no slip, and costs its square."""


@attrs.frozen(repr=False)
class Meant:
    """What :func:`did_you_mean` gives: looked for when it is said, which of most problems it never is."""

    name: str
    known: tuple[str, ...]

    def __str__(self) -> str:
        near = nearest_name(self.name, self.known, len(self.known))
        return f" — {near}?" if near else ""

    __repr__ = __str__


def did_you_mean(name: str, known: Iterable[str], most: int = _MOST) -> Meant:
    """The nearest of the first ``most`` names as the tail of a message; a text only once it is asked for.

    >>> str(did_you_mean("paid_in_capitol", ["paid_in_capital", "name"])), str(did_you_mean("x", ["name"]))
    (' — paid_in_capital?', '')
    """
    return Meant(name if len(name) <= _LONGEST else "", tuple(islice(known, most)))


def nearest_name(name: str, known: Iterable[str], most: int = _MOST) -> str:
    """The nearest of the first ``most`` known names; nothing where none is, or the name is very long.

    >>> nearest_name("paid_in_capitol", ["paid_in_capital", "name"])
    'paid_in_capital'
    """
    if not 0 < len(name) <= _LONGEST:
        return ""
    from difflib import get_close_matches  # for mistakes alone

    near = get_close_matches(name, [one for one in islice(known, most) if len(one) <= _LONGEST], n=1)
    return near[0] if near else ""
