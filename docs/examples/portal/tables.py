"""The one table that the portal needs: what happened to each case, one row after the other."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Integer, MetaData, String, Table, UniqueConstraint

METADATA = MetaData()

EVENTS = Table(
    "case_events",
    METADATA,
    Column("case", String, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("content", JSON, nullable=False),
    # Of two people who saw the same case, one is told that it has changed: nothing is overwritten.
    UniqueConstraint("case", "seq", name="one_event_per_step"),
)
