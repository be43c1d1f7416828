"""What is said of points, as data: offsets, balances, statements, steps of a wallet and their refusals."""

from __future__ import annotations

from cloudgrant.values.forms import (
    DAY,
    RECORD,
    VALUE,
    WHOLE,
    WORDS,
    answer,
    known,
    many,
    mapping,
    maybe,
    record,
)
from cloudgrant.values.shapes import Shape, field

__all__ = ["SHAPES"]

_BALANCES = ("granted", "available", "reserved", "claimed", "expired")
_UNUSED = field("unused_rulings", many(record("unused_ruling")))

SHAPES = (
    Shape.made(
        "offset",
        "programmes.points.offsetting:Offset",
        "How one price is paid: in points, and by the firm itself.",
        field("price", WHOLE),
        field("points", known(WHOLE)),
        field("self_paid", known(WHOLE)),
    ),
    Shape.made(
        "balance",
        "programmes.points.balance:Balance",
        "The points of a wallet at the end of a day.",
        *(field(name, WHOLE) for name in _BALANCES),
        field("seq", WHOLE, note="how many events there were by then"),
        words="message",
    ),
    Shape.made(
        "statement_line",
        "programmes.points.statement:StatementLine",
        "One line of a statement.",
        field("seq", WHOLE),
        field("cells", many(WORDS)),
    ),
    Shape.made(
        "statement",
        "programmes.points.statement:Statement",
        "A wallet's balances and history in one language.",
        field("locale", WORDS),
        field("on", known(DAY)),
        field("balance", answer("balance")),
        field("entries", many(answer("statement_line"))),
    ),
    Shape.made(
        "wallet_entry",
        "programmes.points.wallet:Entry",
        "What a command on a wallet gives: the wallet after it, and the event to store.",
        field("wallet", RECORD),
        field("event", record("wallet_event")),
        _UNUSED,
    ),
    Shape.made(
        "wallet_refused",
        "programmes.points.wallet_refused:WalletRefused",
        "A command or a history that a wallet refuses.",
        field("code", WORDS),
        field("params", mapping(VALUE)),
        field("state", maybe(RECORD), note="the wallet that refuses; null where there is none yet"),
        field("findings", many(answer("finding"))),
        field("event", maybe(record("wallet_event"))),
        _UNUSED,
        words="message",
        always=("zh", "en"),
    ),
)
"""The shapes of what is said of points."""
