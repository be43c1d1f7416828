"""The database, and what goes wrong in one that others use too: whoever meets it simply tries again."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.schema import CreateTable

from wallet_service.tables import EVENTS

__all__ = ["Busy", "connect", "in_transaction", "prepare"]

T = TypeVar("T")

_RETRIED = {
    "40001",  # PostgreSQL could not serialize it with what others did
    "40P01",  # two waited for each other, and this one was chosen to give way
    "55P03",  # a lock could not be had in time
}
_MADE_AT_ONCE = {
    "23505",  # another made the same table in this very moment: its name is taken in the catalogue
    "42P07",  # the table is there by now
    "42710",  # and so is its type
}
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)  # the last eight bits; the rest say why
_PAUSE = 0.01


class Busy(Exception):
    """Others were faster too many times; the client may send the same command again, under the same key."""


def connect(url: str = "sqlite:///wallets.db", **options: Any) -> Engine:
    """The database: SQLite unless a URL says otherwise, such as ``postgresql+psycopg://…``.

    ``options`` are those of SQLAlchemy's ``create_engine``, such as ``isolation_level=``: any will do.
    """
    engine = create_engine(url, **options)
    if engine.dialect.name == "sqlite":

        @event.listens_for(engine, "connect")
        def configure(connection: Any, _: Any) -> None:
            connection.execute("PRAGMA busy_timeout = 30000")  # writers wait for each other
            connection.execute("PRAGMA synchronous = NORMAL")

    return engine


def prepare(engine: Engine, attempts: int = 100) -> None:
    """Make the table unless it is there; any number of services may do so at once on an empty database."""
    if engine.dialect.name == "sqlite":
        # Kept in the file, and no waiting helps where two change it at once: hence once, here, and again.
        _persistently(lambda: _write_ahead(engine), attempts)

    def make(connection: Connection) -> None:
        # Even "if not exists" is not one step in PostgreSQL: two may both find nothing and both make it.
        connection.execute(CreateTable(EVENTS, if_not_exists=True))

    in_transaction(engine, make, attempts=attempts, also=_MADE_AT_ONCE)


def in_transaction(
    engine: Engine, work: Callable[[Connection], T], *, attempts: int, also: set[str] | None = None
) -> T:
    """What the work gives in a transaction of its own, begun again where others were in its way.

    Reads can be refused as well as writes where transactions are to be serializable, and a commit as well as
    a statement. A row that a constraint refuses is no such case: the caller looks at what is there now.
    Raises :class:`Busy` after too many attempts.
    """

    def once() -> T:
        with engine.begin() as connection:
            return work(connection)

    return _persistently(once, attempts, also or set())


def _persistently(work: Callable[[], T], attempts: int, also: set[str] | None = None) -> T:
    for attempt in range(attempts):
        try:
            return work()
        except DBAPIError as error:
            if not _passing(error, also or set()):
                raise
        time.sleep(_PAUSE * min(attempt, 10))
    raise Busy


def _passing(error: DBAPIError, also: set[str]) -> bool:
    """Whether the same may go well when tried again."""
    state = getattr(error.orig, "sqlstate", None)
    if state is not None:
        return state in _RETRIED or state in also
    return getattr(error.orig, "sqlite_errorcode", 0) & 0xFF in _BUSY


def _write_ahead(engine: Engine) -> None:
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA journal_mode = WAL")  # readers wait for nobody
