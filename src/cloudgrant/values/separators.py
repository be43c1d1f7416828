"""What stands between the parts of a sentence, in each language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from cloudgrant.values.text import Text, composed

__all__ = ["AND", "COLON", "NAMED", "THEN", "listed"]

AND: Final = Text("separator.and", zh="、", en=", ")
"""Between the things of a list.

>>> AND.in_("zh_Hant_TW").join(["甲", "乙"]), AND.in_("en").join(["a", "b"])
('甲、乙', 'a, b')
"""

THEN: Final = Text("separator.then", zh="；", en="; ")
"""Between whole statements, whose own parts may be lists."""

NAMED: Final = Text("separator.named", zh="、", en="; ")
"""Between the things of a list whose names may hold commas themselves."""

COLON: Final = Text("separator.colon", zh="：", en=": ")
"""Between what is spoken of and what is said of it."""


def listed(parts: Iterable[Text | str], separator: Text = AND) -> Text:
    """A list of things as one text; without any, an empty one.

    >>> listed([Text(zh="甲", en="one"), "2"]).in_("zh_Hant_TW")
    '甲、2'
    """
    return composed(_listed, separator, tuple(parts))


def _listed(locale: str, separator: Text, parts: tuple[Text | str, ...]) -> str:
    return separator.in_(locale).join(part.in_(locale) if isinstance(part, Text) else part for part in parts)
