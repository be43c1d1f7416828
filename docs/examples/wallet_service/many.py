"""Every wallet of a service, out of its one table, in one pass."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from sqlalchemy import Engine, select

import cloudgrant as cg
from wallet_service.tables import EVENTS

__all__ = ["every_wallet"]


def every_wallet(engine: Engine, *, at_a_time: int = 1_000) -> Iterator[cg.PointWallet]:
    """Each wallet as it stands, by its number: for a report at the end of a month, say.

    The database orders the rows and hands them over some at a time, so that no more is in memory than those
    and the events of one wallet. They are read as they were at one moment where the isolation level says so.
    Raises ``WalletRefused`` for a wallet whose events do not fit together, when it is reached.
    """
    rows = select(EVENTS.c.wallet, EVENTS.c.event).order_by(EVENTS.c.wallet, EVENTS.c.seq)
    with (
        engine.connect().execution_options(yield_per=at_a_time) as connection,
        connection.execute(rows) as found,  # closed even where its reader stops half-way
    ):
        for _, of_one in groupby(found, key=attrgetter("wallet")):
            yield cg.PointWallet.replay(cg.load(cg.WalletEvent, row.event) for row in of_one)
