"""How the two truths are said: 是 and 否."""

from __future__ import annotations

from typing import Final

from cloudgrant.values.text import Text

__all__ = ["NO", "YES"]

YES: Final = Text(zh="是", en="yes")
NO: Final = Text(zh="否", en="no")
