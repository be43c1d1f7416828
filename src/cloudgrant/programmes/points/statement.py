"""The statement of account 對帳單 of a point wallet: balances and history, for people."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

import attrs

from cloudgrant.programmes.points.ledger import Ledger
from cloudgrant.programmes.points.wallet_event import ACTS
from cloudgrant.values.formatting import formatted
from cloudgrant.values.markdown import escaped
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["Statement", "StatementLine"]

_TITLE = Text(zh="數位點數對帳單", en="Statement of digital points")
_LINES = (
    ("granted", Text(zh="核給", en="Granted")),
    ("available", Text(zh="剩餘", en="Available")),
    ("reserved", Text(zh="保留（已訂購，尚未核銷）", en="Reserved (ordered, not claimed yet)")),
    ("claimed", Text(zh="核銷", en="Claimed")),
    ("expired", Text(zh="失效", en="Expired")),
)
_HEADS = (
    Text(zh="序號", en="No."),
    Text(zh="日期", en="Date"),
    Text(zh="事項", en="Act"),
    Text(zh="訂單", en="Order"),
    Text(zh="點數", en="Points"),
    Text(zh="剩餘", en="Available"),
)
_BEFORE = Text(zh="此前之 {count} 筆未列於此", en="{count} earlier entries are not listed here")


@attrs.frozen
class StatementLine:
    """One line of a statement: ``points`` as they came (+) or went (−), and what is available after."""

    seq: int
    cells: tuple[str, ...]


@attrs.frozen
class Statement:
    """A wallet's balances and history in one language; ``str()`` is plain text, a notebook shows HTML.

    >>> import cloudgrant as cg
    >>> print(cg.PointWallet(id="W-1", granted=3, available=3).statement("en"))
    Statement of digital points W-1
    Granted 3 points = Available 3 points + Reserved (ordered, not claimed yet) 0 points + Claimed 0 points + Expired 0 points
    """

    wallet: Ledger = attrs.field(repr=False)
    locale: str

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
    def entries(self) -> tuple[StatementLine, ...]:
        """The events that the wallet remembers, oldest first, each with the balance after it."""
        events = sorted(self.wallet.events.values(), key=lambda event: event.seq)
        # What was available before the first remembered event follows from what is available now.
        available = self.wallet.available - sum(_signed(event.act) * event.points for event in events)
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
        yield f"{_TITLE.in_(locale)} {'' if wallet.id is UNKNOWN else wallet.id}{owner}".rstrip()
        parts = [
            f"{label.in_(locale)} {formatted(getattr(wallet, name), 'points', locale)}"
            for name, label in _LINES
        ]
        yield f"{parts[0]} = {' + '.join(parts[1:])}"
        forgotten = wallet.seq - len(wallet.events)
        if forgotten > 0:
            yield _BEFORE.filled(locale, lambda _: formatted(forgotten, "", locale))


def _signed(act: str) -> int:
    """Which way an act moves the points that are available; claiming moves only what was reserved."""
    return {"granted": 1, "reserved": -1, "released": 1, "claimed": 0, "expired": -1}[act]
