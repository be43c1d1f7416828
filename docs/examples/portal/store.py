"""Cases in a database: read what happened, add what happens next — or see that someone was faster."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from itertools import groupby
from typing import Any

from sqlalchemy import Engine, create_engine, event, insert, select
from sqlalchemy.exc import IntegrityError, OperationalError, ProgrammingError
from sqlalchemy.schema import CreateTable

from portal.case import Case
from portal.events import KINDS, Event
from portal.tables import EVENTS

__all__ = ["Changed", "NoSuchCase", "Store"]


class NoSuchCase(LookupError):
    """There is no case of this number."""


class Changed(Exception):
    """Somebody else changed the case since it was read."""


class Store:
    """The cases of a portal, for any number of processes at once."""

    def __init__(self, url: str) -> None:
        self._engine = _connected(url)
        # Another process may make it in the same moment; the first statement tells if nobody did.
        with suppress(IntegrityError, OperationalError, ProgrammingError), self._engine.begin() as connection:
            connection.execute(CreateTable(EVENTS, if_not_exists=True))

    def case(self, number: str) -> Case:
        """The case of a number, from all that happened to it."""
        rows = self._rows(EVENTS.c.case == number)
        for found in _cases(rows):
            return found
        raise NoSuchCase(number)

    def cases(self) -> Iterator[Case]:
        """Every case, in the order of their numbers."""
        return _cases(self._rows())

    def add(self, case: Case, happened: Event) -> Case:
        """The case after something happened to it; raises :class:`Changed` where it is not as it was read."""
        row = {
            "case": case.number,
            "seq": case.seq + 1,
            "kind": happened.kind,
            "content": happened.content(),
        }
        try:
            with self._engine.begin() as connection:
                connection.execute(insert(EVENTS).values(row))
        except (IntegrityError, OperationalError) as error:
            raise Changed(case.number) from error
        return case.after(happened)

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()

    def _rows(self, *where: Any) -> list[Any]:
        statement = select(EVENTS).where(*where).order_by(EVENTS.c.case, EVENTS.c.seq)
        with self._engine.connect() as connection:
            return list(connection.execute(statement))


def _cases(rows: list[Any]) -> Iterator[Case]:
    for number, happened in groupby(rows, lambda row: row.case):
        case = Case(number=number)
        for row in happened:
            case = case.after(KINDS[row.kind](**row.content))
        yield case


def _connected(url: str) -> Engine:
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":

        @event.listens_for(engine, "connect")
        def prepare(connection: Any, _: Any) -> None:
            connection.execute("PRAGMA busy_timeout = 30000")  # writers wait for each other
            connection.execute("PRAGMA journal_mode = WAL")  # and readers for nobody

    return engine
