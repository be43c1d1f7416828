"""An agency: who runs a programme, as a document says it."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from cloudgrant.rules.records.fact_info import given
from cloudgrant.rules.records.record import Record
from cloudgrant.values.unknown import Fact

__all__ = ["Agency"]


@attrs.frozen(kw_only=True)
class Agency(Record):
    """An agency 機關 and what it does for which programme; ``words`` are the document's own.

    >>> town = Agency(name="市政府", role={"en": "grants"}, words="由市政府核發", heading="一、")
    >>> town.role["en"], town.english
    ('grants', UNKNOWN)
    """

    name: str = given(zh="機關", en="Agency")
    english: Fact[str] = given(zh="英文名稱", en="Name in English")
    role: Mapping[str, str] = given(mapping=True, zh="角色", en="Role")
    words: str = given(multiline=True, zh="原文", en="Original words")
    heading: str = given(zh="出處", en="Where it stands")
