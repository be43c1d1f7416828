"""What stands between the parts of a sentence, in each language."""

from __future__ import annotations

from typing import Final

from cloudgrant.values.text import Text

__all__ = ["AND", "COLON", "THEN"]

AND: Final = Text(zh="、", en=", ")
"""Between the things of a list.

>>> AND.in_("zh_Hant_TW").join(["甲", "乙"]), AND.in_("en").join(["a", "b"])
('甲、乙', 'a, b')
"""

THEN: Final = Text(zh="；", en="; ")
"""Between whole statements, whose own parts may be lists."""

COLON: Final = Text(zh="：", en=": ")
"""Between what is spoken of and what is said of it."""
