"""The statement of account 對帳單 of a point wallet: balances and history, for people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import escape

import attrs

from cloudgrant.programmes.points.balance import MOVES, Balance, balance_on
from cloudgrant.programmes.points.ledger import Ledger
from cloudgrant.programmes.points.wallet_event import ACTS, Act
from cloudgrant.rules.explaining.read import one_line
from cloudgrant.values.formatting import formatted
from cloudgrant.values.markdown import escaped
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["Statement", "StatementLine"]

_TITLE = Text("points.statement.title", zh="數位點數對帳單", en="Statement of digital points")
_AS_OF = Text("points.statement.as_of", zh="，截至{day}", en=", as of {day}")
_HEADS = (
    Text("points.statement.heads.number", zh="序號", en="No."),
    Text("points.statement.heads.date", zh="日期", en="Date"),
    Text("points.statement.heads.act", zh="事項", en="Act"),
    Text("points.statement.heads.order", zh="訂單", en="Order"),
    Text("points.statement.heads.points", zh="點數", en="Points"),
    Text("points.statement.heads.available", zh="剩餘", en="Available"),
)
_EDITION = Text("points.statement.edition", zh="依據版本：{edition}", en="Decided under: {edition}")
_BEFORE = Text(
    "points.statement.before",
    zh="此前之 {count} 筆未列於此",
    en="{count} earlier entries are not listed here",
)


@attrs.frozen
class StatementLine:
    """One line of a statement: ``points`` as they came (+) or went (−), and what is available after."""

    seq: int
    cells: tuple[str, ...]


@attrs.frozen
class Statement:
    """A wallet's balances and history in one language; ``str()`` is plain text, a notebook shows HTML.

    With a day ``on``, as of the end of that day: its balances, and the events up to it. Where the wallet says
    under which edition its points were applied for, so does the statement, by that name.

    >>> import cloudgrant as cg
    >>> print(cg.PointWallet(id="W-1", granted=3, available=3).statement("en"))
    Statement of digital points W-1
    Granted 3 points = Available 3 points + Reserved (ordered, not claimed yet) 0 points + Claimed 0 points + Expired 0 points
    """

    wallet: Ledger = attrs.field(repr=False)
    locale: str
    on: Fact[date] = UNKNOWN

    def __str__(self) -> str:
        lines = list(self._head())
        entries = list(self.entries)
        if entries:
            lines += ["", " | ".join(head.in_(self.locale) for head in _HEADS)]
            lines += [" | ".join(entry.cells) for entry in entries]
        return "\n".join(lines)

    def as_markdown(self) -> str:
        """The statement in Markdown, the history as a table; what could be markup is escaped."""
        title, *rest = (escaped(line) for line in self._head())
        lines = [f"# {title}", "", *(f"{line}  " for line in rest)]
        rows = [tuple(head.in_(self.locale) for head in _HEADS), ("---",) * len(_HEADS)]
        rows += [entry.cells for entry in self.entries]
        table = [
            f"| {' | '.join(cell if cell == '---' else escaped(cell) for cell in row)} |" for row in rows
        ]
        return "\n".join([*lines, "", *(table if len(rows) > 2 else [])]).rstrip() + "\n"

    def _repr_html_(self) -> str:
        title, *rest = (escape(line) for line in self._head())
        head = "".join(f"<th>{escape(one.in_(self.locale))}</th>" for one in _HEADS)
        rows = "".join(
            "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in entry.cells) + "</tr>"
            for entry in self.entries
        )
        lang = escape(self.locale.replace("_", "-"))
        return f'<div lang="{lang}"><h3>{title}</h3><p>{"<br>".join(rest)}</p><table><tr>{head}</tr>{rows}</table></div>'

    @property
    def balance(self) -> Balance:
        """The balance that the statement is of."""
        return Balance.of(self.wallet) if self.on is UNKNOWN else balance_on(self.wallet, self.on)

    @property
    def entries(self) -> tuple[StatementLine, ...]:
        """The events that the wallet remembers, oldest first, each with the balance after it."""
        balance = self.balance
        events = sorted(self.wallet.events.values(), key=lambda event: event.seq)
        events = [event for event in events if event.seq <= balance.seq]
        # What was available before the first remembered event follows from what is available now.
        available = balance.available - sum(_signed(event.act) * event.points for event in events)
        found = []
        for event in events:
            moved = _signed(event.act) * event.points
            available += moved
            shown = (
                f"{'+' if moved > 0 else '−' if moved < 0 else ''}{formatted(event.points, '', self.locale)}"
            )
            cells = (
                str(event.seq),
                formatted(event.on, "", self.locale),
                ACTS[event.act].in_(self.locale),
                "—" if event.order is UNKNOWN else event.order,
                shown,
                formatted(available, "", self.locale),
            )
            found.append(StatementLine(event.seq, cells))
        return tuple(found)

    def _head(self) -> Iterator[str]:
        wallet, locale = self.wallet, self.locale
        owner = "" if wallet.ubn is UNKNOWN else f" ({wallet.ubn})"
        title = f"{_TITLE.in_(locale)} {'' if wallet.id is UNKNOWN else wallet.id}{owner}".rstrip()
        if self.on is not UNKNOWN:
            title += _AS_OF.filled(locale, lambda _: formatted(self.on, "", locale))
        yield title
        if wallet.edition is not UNKNOWN:
            yield _EDITION.filled(locale, lambda _: one_line(str(wallet.edition)))
        yield self.balance.message(locale)
        forgotten = self.balance.seq - len(self.entries)
        if forgotten > 0:
            yield _BEFORE.filled(locale, lambda _: formatted(forgotten, "", locale))


def _signed(act: Act) -> int:
    """Which way an act moves the points that are available; claiming moves only what was reserved."""
    return MOVES[act].get("available", 0)
