"""Wallets in a database.

Read the events, command the wallet, store the event — or see that someone was faster, and try again.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import Connection, Engine, Select, insert, or_, select
from sqlalchemy.exc import IntegrityError

import cloudgrant as cg
from cloudgrant.programmes.points import Entry
from wallet_service.database import Busy, connect, in_transaction, prepare
from wallet_service.tables import EVENTS

__all__ = ["AlreadyGranted", "Busy", "WalletStore", "connect"]


class AlreadyGranted(Exception):
    """The firm has a wallet of another number: points are granted to a firm once."""


class WalletStore:
    """Commands wallets that live in a database, for any number of stores at once.

    A wallet is a value, so each store may keep those it has seen and read only what is new. It never
    locks: a command is worked out on the wallet as it was seen, and its event is stored only if it is
    the next one, which the database decides by :data:`~wallet_service.tables.EVENTS`' constraints.
    """

    def __init__(
        self, engine: Engine, policy: Any = None, attempts: int = 100, programme: Any = cg.points
    ) -> None:
        self._engine = engine
        # The programme has every edition that a wallet bears; a policy are other numbers, as in a what-if.
        self._by: dict[str, Any] = {"programme": programme, "policy": policy}
        self._attempts = attempts
        self._seen: dict[str, cg.PointWallet] = {}
        prepare(engine, attempts)

    def open(self, decision: Any, *, id: str, key: str, on: date) -> cg.PointWallet:
        """Store the grant of a new wallet; the one there is, if it was opened by the same command before.

        Raises ``WalletRefused`` (``key_reused``) where the wallet was opened by another command or for
        another firm, and :class:`AlreadyGranted`, or :class:`Busy`.
        """
        programme = self._by["programme"]
        new = cg.PointWallet.granted_from(decision, id=id, key=key, on=on, programme=programme).event
        for _ in range(self._attempts):
            if self._stored(new):
                return self.wallet(id)
            first = self._first(id)
            if first is not None:
                if (first.key, first.asked, first.ubn, first.basis) != (
                    new.key,
                    new.asked,
                    new.ubn,
                    new.basis,
                ):
                    raise cg.WalletRefused("key_reused", event=first, params={"key": first.key, "seq": 1})
                return self.wallet(id)
            if self._has_wallet(new):
                raise AlreadyGranted(_grantee(new))
        raise Busy(id)

    def reserve(self, id: str, order: cg.Order, *, key: str, on: date) -> Entry:
        """Reserve the points of an order; raises ``WalletRefused``, or :class:`Busy`."""

        def command(wallet: cg.PointWallet) -> Entry:
            return wallet.reserve(order, key=key, expected_seq=wallet.seq, on=on, **self._by)

        return self._commanded(id, key, command)

    def release(self, id: str, order: str, *, key: str, on: date) -> Entry:
        """Release the points of a cancelled order; raises as :meth:`reserve` does."""

        def command(wallet: cg.PointWallet) -> Entry:
            return wallet.release(order, key=key, expected_seq=wallet.seq, on=on, **self._by)

        return self._commanded(id, key, command)

    def claim(self, id: str, claim: cg.Claim, *, key: str, on: date) -> Entry:
        """Pay out the points of an order; raises as :meth:`reserve` does."""

        def command(wallet: cg.PointWallet) -> Entry:
            return wallet.claim(claim, key=key, expected_seq=wallet.seq, on=on, **self._by)

        return self._commanded(id, key, command)

    def wallet(self, id: str, key: str = "") -> cg.PointWallet:
        """The wallet as it is now, remembering the event of a key if there is one.

        Raises ``WalletRefused`` (``no_events``) where there is no such wallet.
        """
        seen = self._seen.get(id)
        # One statement, hence one moment: what is new, and whether this very command was done before.
        wanted = or_(EVENTS.c.seq > (seen.seq if seen else 0), EVENTS.c.key == key)
        rows = select(EVENTS.c.event).where(EVENTS.c.wallet == id, wanted).order_by(EVENTS.c.seq)
        events = [cg.load(cg.WalletEvent, row) for row in self._read(rows)]
        if seen is None:
            wallet = cg.PointWallet.replay(events)
        else:
            known = [event for event in events if event.seq <= seen.seq]
            wallet = cg.PointWallet.replay(events[len(known) :], snapshot=seen.remembering(*known))
        self._seen[id] = wallet.snapshot()  # what is kept does not grow with the history's length
        return wallet

    def _commanded(self, id: str, key: str, command: Callable[[cg.PointWallet], Entry]) -> Entry:
        for _ in range(self._attempts):
            wallet = self.wallet(id, key)
            step = command(wallet)
            if step.event.seq <= wallet.seq:
                return step  # the same command was stored before: this is its first event
            if self._stored(step.event):
                self._seen[id] = step.wallet.snapshot()
                return step
        raise Busy(id)

    def _first(self, id: str) -> cg.WalletEvent | None:
        row = select(EVENTS.c.event).where(EVENTS.c.wallet == id, EVENTS.c.seq == 1)
        found = self._read(row)
        return cg.load(cg.WalletEvent, found[0]) if found else None

    def _has_wallet(self, new: cg.WalletEvent) -> bool:
        row = select(EVENTS.c.wallet).where(EVENTS.c.grantee == _grantee(new))
        return bool(self._read(row))

    def _read(self, rows: Select[Any]) -> list[Any]:
        """The first column of what is selected."""

        def work(connection: Connection) -> list[Any]:
            return list(connection.scalars(rows))

        return in_transaction(self._engine, work, attempts=self._attempts)

    def _stored(self, new: cg.WalletEvent) -> bool:
        """Whether the event is now in the database; not, if another took its number or its key."""
        row = insert(EVENTS).values(
            wallet=new.wallet, seq=new.seq, key=new.key, event=cg.dump(new), grantee=_grantee(new)
        )
        try:
            in_transaction(self._engine, lambda connection: connection.execute(row), attempts=self._attempts)
        except IntegrityError:
            return False
        return True


def _grantee(new: cg.WalletEvent) -> str | None:
    """Whom points are granted to: the firm, or the decision where its firm is not known."""
    if new.act != "granted":
        return None
    known = [one for one in (new.ubn, new.basis) if isinstance(one, str)]
    return known[0] if known else new.wallet
