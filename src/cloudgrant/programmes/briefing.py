"""The briefing 數位雲服務政府資源說明會 from which the editions of 2022 (民國 111 年) are read."""

from __future__ import annotations

from datetime import date

from cloudgrant.rules.law.notice import Notice
from cloudgrant.values.text import Text

__all__ = ["BRIEFING", "FIRST_DAY", "LAST_DAY", "TITLE"]

BRIEFING = Notice(title="數位雲服務政府資源說明會", on=date(2022, 4, 13))

FIRST_DAY = date(2022, 1, 1)
"""A reading: the briefing names no day from which its programmes apply; see the clause ``edition.roc-111``."""

LAST_DAY = date(2022, 12, 31)
"""A reading, as is the first day: the last day of the year."""

TITLE = Text("briefing.title", zh="111 年版", en="ROC 111")
"""What the editions of that year are called."""
