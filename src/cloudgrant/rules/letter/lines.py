"""Words, whatever is in them, as lines that can be shown: no character moves, hides or breaks others."""

from __future__ import annotations

import re
from typing import Final

from cloudgrant.values.written_text import UNSHOWN

__all__ = ["lines_of", "one_line_of"]

# No record takes these; words come also from rules and programmes of a caller's own.
_UNSHOWN: Final = re.compile(f"[{UNSHOWN}]")
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
