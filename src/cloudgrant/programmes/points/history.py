"""The history of a wallet: what its events make of it, and what of it needs not be remembered."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NoReturn, Self

from cloudgrant.programmes.points.ledger import Ledger
from cloudgrant.programmes.points.wallet_event import WalletEvent
from cloudgrant.programmes.points.wallet_refused import WalletRefused
from cloudgrant.values.expected import expect_a
from cloudgrant.values.growing_map import GrowingMap
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.shown import shown
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["History"]


class History(Ledger):
    """A ledger that is made again from its events."""

    __slots__ = ()

    @classmethod
    def replay(cls, events: Iterable[WalletEvent], snapshot: Self | None = None) -> Self:
        """The wallet that the events make, in their order, from nothing or from a snapshot on.

        Checks form and sequence, never the rules: an event holds the digest of the policy it was
        judged under, and a later correction does not undo it. An event given twice counts once; from a
        snapshot, which remembers none, that holds for its last event, and an earlier one is a ``fork``.
        An event that was changed is found by the next one, which names its digest; a change of the
        very last shows only against a ``head`` kept elsewhere. Raises :class:`WalletRefused` with the event and the wallet before it: ``gap``, ``fork``,
        ``key_reused``, ``other_wallet``, ``form``; ``no_events`` where there is nothing to start from.
        """
        given: object = events
        if not isinstance(given, Iterable):
            raise InvalidInput([Problem.at(["events"], "type", expected=_EVENTS, given=shown(given))])
        if snapshot is not None:
            expect_a(snapshot, cls, "snapshot")
        wallet = snapshot
        for index, event in enumerate(events):
            _expect_an_event(index, event)
            wallet = (cls(id=event.wallet) if wallet is None else wallet)._followed_by(event)
        if wallet is None:
            raise WalletRefused("no_events")
        return wallet

    def _followed_by(self, event: WalletEvent) -> Self:
        earlier = self.events.get(event.key)
        if earlier is not None and earlier == event:
            return self
        if event.seq == self.seq and event.digest() == self.head:  # the last event of a snapshot, once more
            return self
        if self.id is not UNKNOWN and event.wallet != self.id:
            self._cannot("other_wallet", event, given=event.wallet, wallet=self.id)
        if earlier is not None:
            self._cannot("key_reused", event, key=event.key)
        if event.seq > self.seq + 1:
            self._cannot("gap", event, expected=self.seq + 1)
        if event.seq <= self.seq or event.previous != self.head:
            self._cannot("fork", event)
        reason = next(self.impossible(event), None)
        if reason is not None:
            self._cannot("form", event, reason=reason)
        return self.after(event)

    def _cannot(self, code: str, event: WalletEvent, **params: Any) -> NoReturn:
        raise WalletRefused(code, self, event=event, params={"seq": event.seq, **params})

    def snapshot(self) -> Self:
        """The wallet without its memory of events: small to store, equal, and to be replayed from.

        It does not know which keys were used before: a service that commands it looks the key up in
        its own table first (:meth:`remembering`), and its constraint on (wallet, key) is what keeps a
        repeated command from counting twice.
        """
        return self.changed({"events": GrowingMap[WalletEvent]()})

    def remembering(self, *events: WalletEvent) -> Self:
        """The wallet with some earlier events of its own remembered by their keys.

        Raises :class:`WalletRefused` for events of another wallet or of a time to come
        (``other_wallet``, ``gap``), for one that is not the last although it has its number
        (``fork``), and for another than is remembered under its key (``key_reused``). Of earlier
        events a snapshot cannot tell whether they are its own: take them from where they are stored.
        """
        remembered = GrowingMap.of(self.events)
        for event in events:
            if event.wallet != self.id:
                self._cannot("other_wallet", event, given=event.wallet, wallet=self.id)
            if event.seq > self.seq:
                self._cannot("gap", event, expected=self.seq + 1)
            if event.seq == self.seq and event.digest() != self.head:
                self._cannot("fork", event)
            if remembered.get(event.key, event) != event:
                self._cannot("key_reused", event, key=event.key)
            remembered = remembered.grown(event.key, event)
        return self.changed({"events": remembered})


_EVENTS = Text("history.events", zh="數筆 WalletEvent", en="several WalletEvents")


def _expect_an_event(index: int, event: object) -> None:
    if not isinstance(event, WalletEvent):
        given = type(event).__name__
        raise InvalidInput([Problem.at(["events", index], "subject", expected="WalletEvent", given=given)])
