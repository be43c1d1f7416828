"""The one table that a wallet service needs: its events, with three unique constraints."""

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
    # The firm that points are granted to: of grants only, else NULL, which is unique beside itself.
    Column("grantee", String, nullable=True),
    # Of two commands that saw the same wallet, one fails: no point is spent twice.
    UniqueConstraint("wallet", "seq", name="one_event_per_step"),
    # A command sent again finds its first event: no point is spent for nothing.
    UniqueConstraint("wallet", "key", name="one_event_per_command"),
    # A firm that has a wallet gets no second one: the ceiling is that of a firm (keep a table per edition).
    UniqueConstraint("grantee", name="one_grant_per_firm"),
)
