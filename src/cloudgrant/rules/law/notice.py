"""A notice: the document that a law is read from, with its day."""

from __future__ import annotations

from datetime import date

import attrs

from cloudgrant.rules.records.fact_info import given
from cloudgrant.rules.records.record import Record
from cloudgrant.values.formatting import formatted
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import Fact

__all__ = ["Notice"]

_WORDS = Text(zh="{title}（{on}）", en="{title} ({on})")


@attrs.frozen(kw_only=True)
class Notice(Record):
    """A document 公告、須知、說明會資料 by its title and its day; ``ref`` says where it may be had.

    >>> from datetime import date
    >>> Notice(title="數位雲服務政府資源說明會", on=date(2022, 4, 13)).message("zh_Hant_TW")
    '數位雲服務政府資源說明會（111年4月13日）'
    """

    title: str = given(zh="名稱", en="Title")
    on: date = given(zh="日期", en="Day")
    ref: Fact[str] = given(identifies=True, max_length=2_000, zh="文號或網址", en="Reference")

    def message(self, locale: str = "en") -> str:
        """Title and day."""
        words = {"title": self.title, "on": formatted(self.on, "", locale)}
        return _WORDS.filled(locale, words.__getitem__)
