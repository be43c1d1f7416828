"""What proves a fact, beyond what rules read of it: the caller's own references to documents."""

from __future__ import annotations

from datetime import date
from typing import Literal

import attrs

from cloudgrant.rules.records.fact_info import given
from cloudgrant.rules.records.record import Record
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import Fact

__all__ = ["Confirmation", "Document"]


@attrs.frozen(kw_only=True)
class Document(Record):
    """A supporting document 佐證資料: who issued it, and where the caller keeps it.

    ``ref`` is the caller's own opaque reference (a key, a file number); the library never opens it.

    >>> Document(issuer="台灣票據交換所", ref="file-7", status="received").ref
    'file-7'
    """

    issuer: Fact[str] = given(zh="核發單位", en="Issued by")
    ref: Fact[str] = given(
        identifies=True, max_length=2_000, zh="文件編號", en="Reference", confidential=True
    )
    issued_on: Fact[date] = given(zh="核發日期", en="Issued on")
    status: Fact[Literal["promised", "received", "checked", "rejected"]] = given(
        zh="狀態",
        en="Status",
        options={
            "promised": Text(zh="待補", en="promised"),
            "received": Text(zh="已收", en="received"),
            "checked": Text(zh="已查核", en="checked"),
            "rejected": Text(zh="不採", en="rejected"),
        },
    )
    note: Fact[str] = given(multiline=True, zh="備註", en="Note")


@attrs.frozen(kw_only=True)
class Confirmation(Record):
    """Where and when something unusual was looked up and found to be so 查證."""

    source: str = given(zh="查證來源", en="Looked up in")
    on: date = given(zh="查證日期", en="Looked up on")
