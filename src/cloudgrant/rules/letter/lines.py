"""Words, whatever is in them, as lines that can be shown: no character moves, hides or breaks others."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["lines_of", "one_line_of"]

_UNSHOWN: Final = re.compile(
    # Controls; what turns the direction of writing; tags; halves of surrogate pairs; what is no character.
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff"
    "\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
_SHOWN_INSTEAD: Final = "\N{REPLACEMENT CHARACTER}"


def lines_of(words: str) -> list[str]:
    r"""The lines of some words, each trimmed, none empty; what cannot be shown is seen as ``�``.

    >>> lines_of("甲\r\n\u2028  ✓ 符合：\u202e乙\t丙")
    ['甲', '✓ 符合：�乙 丙']
    """
    if words.isprintable() and "  " not in words and words == words.strip() != "":
        return [words]  # which nearly all are: nothing in them is left out, moved or shown otherwise
    lines = (" ".join(line.split()) for line in words.splitlines())
    return [_UNSHOWN.sub(_SHOWN_INSTEAD, line) for line in lines if line] or [_SHOWN_INSTEAD]


def one_line_of(words: str) -> str:
    """The same in one line."""
    return " ".join(lines_of(words))
