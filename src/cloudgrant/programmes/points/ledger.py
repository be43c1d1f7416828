"""The ledger 點數帳 of a wallet: its balances, what became of each order's points, and the events so far.

At every moment granted = available + reserved + claimed + expired. That points are *reserved*
between the order and the claim is the library's device: the briefing says only that half the price
may be paid in points (參.三), and that the vendor claims after the contract term (貳.五.3).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, ClassVar, Self, cast

import attrs

from cloudgrant.programmes.points.wallet_event import Reservation, WalletEvent
from cloudgrant.rules.records.fact_info import given
from cloudgrant.rules.records.record import Record
from cloudgrant.values.frozen_map import FrozenMap
from cloudgrant.values.growing_map import GrowingMap
from cloudgrant.values.problems import Problem
from cloudgrant.values.text import Text
from cloudgrant.values.ubn import ubn_form_problem
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["Ledger"]

_BALANCE = Text(
    zh="核給 {granted} 不等於剩餘、保留、核銷、失效之和 {sum}",
    en="granted {granted} is not the sum {sum} of available, reserved, claimed and expired",
)
_RESERVED = Text(
    zh="保留 {reserved} 不等於各訂單保留點數之和 {sum}",
    en="reserved {reserved} is not the sum {sum} of what the orders have reserved",
)
_CLAIMED = Text(
    zh="已核銷 {claimed} 不等於各訂單已核銷點數之和 {sum}",
    en="claimed {claimed} is not the sum {sum} of what the orders have claimed",
)
_FOREIGN_KEY = Text(zh="索引 {given} 下卻是 {own}", en="under the key {given} is {own}")
_HISTORY = Text(
    zh="序號、最末紀錄摘要與其日期須同時載明或同時空缺",
    en="the number of events, the digest of the last and its day come together or not at all",
)
_AHEAD = Text(
    zh="所記歷程多於或晚於序號 {seq}，或屬於其他錢包",
    en="it remembers more or later events than its number {seq}, or another wallet's",
)
_NOT_HEAD = Text(zh="與最末一筆紀錄不符", en="it is not that of the last event")
_LATER = Text(zh="保留日晚於最末紀錄之日", en="reserved after the day of the last event")
_ONE_GRANT = Text(zh="核給須為且僅為第一筆", en="a wallet begins with its grant, and has no other")
_BACKWARDS = Text(zh="日期早於前一筆紀錄", en="it is dated before the event that came first")
_OVERDRAWN = Text(zh="點數多於剩餘點數", en="more points than are left")
_NO_ORDER = Text(zh="未載明訂單", en="it names no order")
_ORDER_TAKEN = Text(zh="訂單的點數已保留或已核銷", en="the order's points are reserved or claimed already")
_NOT_RESERVED = Text(zh="訂單未保留這些點數", en="these points are not reserved for the order")


@attrs.frozen(kw_only=True, eq=False)
class Ledger(Record):
    """The account of one firm's points: what :class:`~cloudgrant.programmes.points.wallet.PointWallet` commands.

    ``granted`` 核給 = ``available`` 剩餘 + ``reserved`` 保留 + ``claimed`` 核銷 + ``expired`` 失效.
    ``seq`` counts the events so far, ``head`` is the digest of the last and ``last_on`` its day, before
    which no further command is dated. ``orders`` says what became of the points of each order,
    ``events`` remembers the events by their key. Two ledgers are equal when they have the same history
    (``head``) and balances, whether or not they remember it all. ``edition`` is the name of the edition that the
    points were applied for under: purchases and claims go by it, in whichever year. One that is loaded as a snapshot is
    checked for coherence, not for truth: who can write it can write any balance, so it is trusted data.

    >>> Ledger(granted=3, available=2, expired=1).available
    2
    """

    # The same data, with commands or without: dumps of a wallet and of its ledger are of one kind.
    __kind__: ClassVar[str] = "point_wallet"
    __keys__: ClassVar[tuple[str, ...]] = ("id",)

    id: Fact[str] = given(zh="錢包編號", en="Wallet number")
    ubn: Fact[str] = given(zh="統一編號", en="Unified business number", check=ubn_form_problem)
    edition: Fact[str] = given(
        identifies=True, zh="申請時適用版本", en="Edition applied under", known_by="event"
    )
    granted: int = given(default=0, zh="核給點數", en="Points granted", unit="points")
    available: int = given(default=0, zh="剩餘點數", en="Points available", unit="points")
    reserved: int = given(
        default=0,
        zh="保留點數（已訂購，尚未核銷）",
        en="Points reserved (ordered, not claimed yet)",
        unit="points",
    )
    claimed: int = given(default=0, zh="已核銷點數", en="Points claimed", unit="points")
    expired: int = given(default=0, zh="已失效點數", en="Points expired", unit="points")
    seq: int = given(default=0, zh="序號", en="Number of events")
    head: Fact[str] = given(zh="最末紀錄摘要", en="Digest of the last event")
    last_on: Fact[date] = given(zh="最末紀錄日", en="Day of the last event")
    orders: Mapping[str, Reservation] = given(
        default=FrozenMap[Reservation](), mapping=True, zh="各訂單點數", en="Points by order"
    )
    events: Mapping[str, WalletEvent] = given(
        default=FrozenMap[WalletEvent](), mapping=True, zh="歷程", en="Events by key"
    )

    def incoherent(self) -> Iterable[Problem]:
        parts = self.available + self.reserved + self.claimed + self.expired
        if parts != self.granted:
            yield Problem.at(
                ["granted"], "wallet.balance", _BALANCE, granted=f"{self.granted:,}", sum=f"{parts:,}"
            )
        open_ = sum(one.points for one in self.reservations)
        if open_ != self.reserved:
            yield Problem.at(
                ["reserved"], "wallet.reserved", _RESERVED, reserved=f"{self.reserved:,}", sum=f"{open_:,}"
            )
        yield from self._incoherent_history()

    def _incoherent_history(self) -> Iterable[Problem]:
        gone = sum(one.points for one in self.orders.values() if one.state == "claimed")
        # Without any history a wallet states balances only, as one made by hand for a quote does.
        if (self.seq or self.orders) and gone != self.claimed:
            yield Problem.at(
                ["claimed"], "wallet.claimed", _CLAIMED, claimed=f"{self.claimed:,}", sum=f"{gone:,}"
            )
        for key, order in self.orders.items():
            if order.order != key:
                yield Problem.at(["orders", key], "wallet.key", _FOREIGN_KEY, given=key, own=order.order)
            if self.last_on is not UNKNOWN and order.since > self.last_on:
                yield Problem.at(["orders", key, "since"], "wallet.later", _LATER)
        for key, event in self.events.items():
            if event.key != key:
                yield Problem.at(["events", key], "wallet.key", _FOREIGN_KEY, given=key, own=event.key)
        if len({self.seq > 0, self.head is not UNKNOWN, self.last_on is not UNKNOWN}) > 1:
            yield Problem.at(["seq"], "wallet.history", _HISTORY)
            return
        numbers = {event.seq for event in self.events.values()}
        strange = any(event.wallet != self.id for event in self.events.values())
        if strange or len(numbers) < len(self.events) or max(numbers, default=0) > self.seq:
            yield Problem.at(["events"], "wallet.ahead", _AHEAD, seq=self.seq)
            return
        for event in self.events.values():
            if event.seq == self.seq and (event.digest() != self.head or event.on != self.last_on):
                yield Problem.at(["head"], "wallet.head", _NOT_HEAD)

    # What it is: its history and balances, whether or not it remembers every event.

    def _identity(self) -> tuple[Any, ...]:
        balances = (self.granted, self.available, self.reserved, self.claimed, self.expired)
        return (self.id, self.ubn, self.edition, self.seq, self.head, balances)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Ledger):
            return NotImplemented
        return self._identity() == other._identity() and self.orders == other.orders

    def __hash__(self) -> int:
        return hash(self._identity())

    @property
    def reservations(self) -> tuple[Reservation, ...]:
        """The orders whose points are reserved now."""
        return tuple(one for one in self.orders.values() if one.state == "reserved")

    @property
    def granted_on(self) -> Fact[date]:
        """The day of the grant, where it is remembered."""
        granted = (event.on for event in self.events.values() if event.act == "granted")
        return next(granted, UNKNOWN)

    # How an event changes it: the same for a command and for a replay.

    def after(self, event: WalletEvent) -> Self:
        """The ledger after an event that follows from it."""
        points = event.points
        changes: dict[str, Any] = {"seq": event.seq, "head": event.digest(), "last_on": event.on}
        changes.update(events=GrowingMap.of(self.events).grown(event.key, event))
        match event.act:
            case "granted":
                changes.update(id=event.wallet, ubn=event.ubn, edition=event.edition)
                changes.update(granted=self.granted + points, available=self.available + points)
            case "reserved":
                changes.update(available=self.available - points, reserved=self.reserved + points)
                changes.update(orders=_grown(self.orders, _reserved_by(event)))
            case "released":
                changes.update(available=self.available + points, reserved=self.reserved - points)
            case "claimed":
                changes.update(claimed=self.claimed + points, reserved=self.reserved - points)
            case "expired":
                changes.update(available=self.available - points, expired=self.expired + points)
        if event.act in ("released", "claimed"):
            held = self.orders[cast("str", event.order)]
            changes.update(orders=_grown(self.orders, attrs.evolve(held, state=event.act)))
        return self.changed(changes)

    def changed(self, changes: Mapping[str, Any]) -> Self:
        """The ledger with some fields changed, which are sound as they come from a sound one.

        The checks of the constructor read the whole history, and would make every command cost that much.
        """
        ledger = object.__new__(type(self))
        for name in _FIELDS:
            object.__setattr__(ledger, name, changes[name] if name in changes else getattr(self, name))
        return ledger

    def impossible(self, event: WalletEvent) -> Iterator[Text]:
        """Why an event cannot be the next, whatever the rules say."""
        if (event.act == "granted") != (self.seq == 0):
            yield _ONE_GRANT
        if self.last_on is not UNKNOWN and event.on < self.last_on:
            yield _BACKWARDS
        if event.act in ("reserved", "expired") and event.points > self.available:
            yield _OVERDRAWN
        if event.act in ("reserved", "released", "claimed"):
            if event.order is UNKNOWN:
                yield _NO_ORDER
                return
            held = self.orders.get(event.order)
            if event.act == "reserved":
                if held is not None and held.state != "released":
                    yield _ORDER_TAKEN
            elif held is None or held.state != "reserved" or held.points != event.points:
                yield _NOT_RESERVED


_FIELDS = tuple(attribute.name for attribute in attrs.fields(Ledger))


def _grown(orders: Mapping[str, Reservation], one: Reservation) -> GrowingMap[Reservation]:
    return GrowingMap.of(orders).grown(one.order, one)


def _reserved_by(event: WalletEvent) -> Reservation:
    order = cast("str", event.order)
    return Reservation(order=order, points=event.points, since=event.on, state="reserved", **event.terms)
