"""Text that came with the data, so that Markdown shows it as it is."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["escaped"]

_MARKUP: Final = re.compile(r"[\\`*_{}\[\]()<>#+!|~&$@]")
_AT_THE_START: Final = re.compile(r"^(?:(?=[-=:])|([0-9]{1,9})(?=\.))")
_ADDRESS: Final = re.compile(r"(?i)(https?|ftp|mailto|xmpp)(?=:)|(www)(?=\.)")


def escaped(line: str) -> str:
    r"""A line of text with everything that could be markup escaped, and no address that becomes a link.

    What would make a list, a rule or a heading of it only where it begins the line is escaped there.

    >>> print(escaped("*A|B* https://a.tw"), escaped("1. 甲"), escaped("---"), sep="\n")
    \*A\|B\* https\://a.tw
    1\. 甲
    \---
    """
    line = _MARKUP.sub(r"\\\g<0>", line)
    line = _ADDRESS.sub(r"\g<0>\\", line)
    return _AT_THE_START.sub(r"\g<0>\\", line)
