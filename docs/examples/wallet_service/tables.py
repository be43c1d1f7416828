"""The one table that a wallet service needs: its events, with two unique constraints."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Integer, MetaData, String, Table, UniqueConstraint

METADATA = MetaData()

EVENTS = Table(
    "wallet_events",
    METADATA,
    Column("wallet", String, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("key", String, nullable=False),
    Column("event", JSON, nullable=False),
    # Of two commands that saw the same wallet, one fails: no point is spent twice.
    UniqueConstraint("wallet", "seq", name="one_event_per_step"),
    # A command sent again finds its first event: no point is spent for nothing.
    UniqueConstraint("wallet", "key", name="one_event_per_command"),
)
