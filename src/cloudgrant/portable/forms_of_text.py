"""How texts that mean something else are written, as JSON Schema says it.

The patterns are such as every dialect of regular expressions reads alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from cloudgrant.values.in_schema import ONE_LINE
from cloudgrant.values.written_text import IGNORABLE, refused_in_schema

__all__ = ["DATE", "SHARE", "written"]

_BLANKS = "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)


def written(longest: int | None, *, multiline: bool = False, identifies: bool = False) -> dict[str, Any]:
    """A text as :mod:`~cloudgrant.values.written_text` takes it: not blank, and without what lies or breaks.

    Length is that of the text as it is kept: one that gets shorter then may be refused here alone.
    """
    seen = f"[^{_BLANKS}{IGNORABLE}]"
    around = f"^[^{_BLANKS}](.*[^{_BLANKS}])?$"
    refused = refused_in_schema(multiline=multiline, identifies=identifies)
    limit = {} if longest is None else {"maxLength": longest}
    return {
        **limit,
        "pattern": around if identifies else seen,
        "not": {"type": "string", "pattern": f"[{refused}]"},
    }


_YEAR = "([0-9]{3}[1-9]|[0-9]{2}[1-9]0|[0-9][1-9]00|[1-9]000)"
_LEAP_YEAR = "([0-9]{2}(0[48]|[2468][048]|[13579][26])|(0[48]|[2468][048]|[13579][26])00)"  # 0000 is no year
_DAY = (
    "((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))"
)

DATE: Final[Mapping[str, Any]] = MappingProxyType(
    {"pattern": f"^({_YEAR}-{_DAY}|{_LEAP_YEAR}-02-29)$", "maxLength": 10}
)
"""A day that there is, as ISO 8601 writes it: who does not look at ``format`` is told the same."""

SHARE: Final[Mapping[str, Any]] = MappingProxyType(
    {"pattern": r"^([0-9]{1,9}/[0-9]{1,9}|[0-9]{1,9}(\.[0-9]{1,9})?%?)$", **ONE_LINE}
)
"""A ratio or a decimal number; that it lies between 0 and 1 is left to the reader."""
