"""The balance of a wallet on a day 某日餘額, told from what it remembers of its history."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

import attrs

from cloudgrant.programmes.points.ledger import Ledger
from cloudgrant.programmes.points.wallet_event import Act
from cloudgrant.programmes.points.wallet_refused import WalletRefused
from cloudgrant.values.civil_dates import no_civil_date
from cloudgrant.values.formatting import formatted
from cloudgrant.values.periods import is_civil_date
from cloudgrant.values.problems import InvalidInput
from cloudgrant.values.text import Text, sentences
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["MOVES", "Balance", "balance_on"]

_LINES = sentences("points.balance", {
    "granted": Text(zh="核給", en="Granted"),
    "available": Text(zh="剩餘", en="Available"),
    "reserved": Text(zh="保留（已訂購，尚未核銷）", en="Reserved (ordered, not claimed yet)"),
    "claimed": Text(zh="核銷", en="Claimed"),
    "expired": Text(zh="失效", en="Expired"),
})  # fmt: skip

MOVES: Mapping[Act, Mapping[str, int]] = MappingProxyType(
    {
        "granted": {"granted": 1, "available": 1},
        "reserved": {"available": -1, "reserved": 1},
        "released": {"available": 1, "reserved": -1},
        "claimed": {"reserved": -1, "claimed": 1},
        "expired": {"available": -1, "expired": 1},
    }
)
"""Which way each act moves points, by the name of the balance."""


@attrs.frozen(kw_only=True)
class Balance:
    """The points of a wallet at the end of a day; ``seq`` counts the events by then.

    At every moment ``granted`` = ``available`` + ``reserved`` + ``claimed`` + ``expired``.

    >>> print(Balance(granted=3, available=2, expired=1).message("en"))
    Granted 3 points = Available 2 points + Reserved (ordered, not claimed yet) 0 points + Claimed 0 points + Expired 1 point
    """

    granted: int = 0
    available: int = 0
    reserved: int = 0
    claimed: int = 0
    expired: int = 0
    seq: int = 0

    @classmethod
    def of(cls, ledger: Ledger) -> Balance:
        """What a wallet has now."""
        return cls(seq=ledger.seq, **{name: getattr(ledger, name) for name in _LINES})

    def message(self, locale: str = "en") -> str:
        """The balance in words, as the equation that it is."""
        granted, *parts = (
            f"{label.in_(locale)} {formatted(getattr(self, name), 'points', locale)}"
            for name, label in _LINES.items()
        )
        return f"{granted} = {' + '.join(parts)}"


def balance_on(ledger: Ledger, day: date) -> Balance:
    """The balance at the end of a day: of today with everything undone that came later.

    Before the grant nothing is there; on a day after the last event it is as that left it. Raises
    :class:`WalletRefused`: ``not_granted`` of balances that have no history, and ``forgotten`` where an event
    that came later is not remembered, as of a snapshot; and
    :class:`~cloudgrant.values.problems.InvalidInput` for what is no day.
    """
    if not is_civil_date(day):
        raise InvalidInput([no_civil_date("on", day)])
    if not ledger.seq:
        raise WalletRefused("not_granted", ledger)
    found = Balance.of(ledger)
    if ledger.last_on is not UNKNOWN and ledger.last_on <= day:
        return found
    remembered = {event.seq: event for event in ledger.events.values()}
    while found.seq:
        event = remembered.get(found.seq)
        if event is None:
            raise WalletRefused("forgotten", ledger, params={"seq": found.seq, "on": day})
        if event.on <= day:
            break
        moved = {name: getattr(found, name) - way * event.points for name, way in MOVES[event.act].items()}
        found = attrs.evolve(found, seq=found.seq - 1, **moved)
    return found
