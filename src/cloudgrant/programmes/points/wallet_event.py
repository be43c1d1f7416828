"""What happens to the points of a wallet: events, and the reservations they leave."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import ClassVar, Literal

import attrs

from cloudgrant.programmes.points.order_terms import OrderTerms
from cloudgrant.rules.records.digests import input_digest
from cloudgrant.rules.records.fact_info import given
from cloudgrant.values.formatting import formatted
from cloudgrant.values.text import Text
from cloudgrant.values.ubn import ubn_form_problem
from cloudgrant.values.unknown import Fact

__all__ = ["ACTS", "Act", "Reservation", "WalletEvent"]

Act = Literal["granted", "reserved", "released", "claimed", "expired"]
"""What an event did with points."""

ACTS = MappingProxyType(
    {
        "granted": Text(zh="核給", en="granted"),
        "reserved": Text(zh="保留", en="reserved"),
        "released": Text(zh="釋回", en="released"),
        "claimed": Text(zh="核銷", en="claimed"),
        "expired": Text(zh="失效", en="expired"),
    }
)
"""Each act in words. *Reserved* and *released* are the library's device: the briefing knows no such state."""

_STATES = {name: ACTS[name] for name in ("reserved", "released", "claimed")}


@attrs.frozen(kw_only=True)
class Reservation(OrderTerms):
    """Points set aside for one order, on the terms of that order; ``state`` says what became of them.

    The library's device 本程式庫之設計: the briefing says only that points pay, and that the vendor
    claims after the term.
    """

    __keys__: ClassVar[tuple[str, ...]] = ("order",)

    order: str = given(zh="訂單編號", en="Order number")
    points: int = given(zh="點數", en="Points", unit="points", least=1)
    since: date = given(zh="保留日", en="Reserved on")
    state: Literal["reserved", "released", "claimed"] = given(zh="狀態", en="State", options=_STATES)


@attrs.frozen(kw_only=True)
class WalletEvent(OrderTerms):
    """One entry in the history of a wallet, as it is stored and replayed.

    ``seq`` counts from 1 without gaps and ``key`` names the command that made it: a service keeps
    both unique per wallet. ``asked`` is the digest of what the command asked for, ``policy`` that of
    the policy it was judged under, ``previous`` that of the event before, so that no entry but the
    last can be changed or swapped unnoticed; the last is guarded only by a ``head`` that was kept
    elsewhere, such as a snapshot's. ``payee`` is the vendor whom a claim
    pays, ``basis`` the digest of the receipt of the decision that granted
    the points, ``edition`` the name of the edition 年度版本 that it was decided under, which the grant alone
    bears: whatever is done with the points goes by it.

    >>> from datetime import date
    >>> event = WalletEvent(wallet="W-1", seq=1, key="grant", act="granted", points=200_000,
    ...                     on=date(2022, 5, 2), asked="sha256:…", policy="sha256:…")
    >>> event.message("zh_Hant_TW"), event.message("en")
    ('核給 200,000點', 'granted: 200,000 points')
    """

    __keys__: ClassVar[tuple[str, ...]] = ("seq",)

    wallet: str = given(identifies=True, zh="錢包編號", en="Wallet")
    seq: int = given(zh="序號", en="Sequence number", least=1)
    key: str = given(identifies=True, zh="指令鍵", en="Key of the command")
    act: Act = given(zh="事項", en="Act", options=ACTS)
    points: int = given(zh="點數", en="Points", unit="points", least=1)
    on: date = given(zh="日期", en="Date")
    asked: str = given(zh="指令內容摘要", en="Digest of what was asked")
    policy: str = given(zh="政策摘要", en="Digest of the policy")
    previous: Fact[str] = given(zh="前一筆摘要", en="Digest of the event before")
    basis: Fact[str] = given(zh="核定收據摘要", en="Digest of the decision's receipt")
    edition: Fact[str] = given(
        identifies=True, zh="申請時適用版本", en="Edition applied under", known_by="event"
    )
    ubn: Fact[str] = given(zh="統一編號", en="Unified business number", check=ubn_form_problem)
    order: Fact[str] = given(identifies=True, zh="訂單編號", en="Order number")
    payee: Fact[str] = given(zh="請領廠商統一編號", en="Vendor paid", check=ubn_form_problem)

    def digest(self) -> str:
        """The digest of the event, which the next one names as its ``previous``."""
        return input_digest(self)

    def message(self, locale: str = "en") -> str:
        """The act and its points in words."""
        act, points = ACTS[self.act].in_(locale), formatted(self.points, "points", locale)
        return f"{act} {points}" if locale.startswith("zh") else f"{act}: {points}"
