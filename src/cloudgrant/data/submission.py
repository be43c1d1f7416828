"""One of many that are to be assessed: a subject with what is its own, such as its day and its number."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import attrs

from cloudgrant.rules.deciding.ruling import Ruling
from cloudgrant.rules.law.edition import Edition
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["Submission"]


def _kept(given: Any) -> Any:
    """The rulings as a tuple; what is no list of anything is told with the answer, not here."""
    return tuple(given) if isinstance(given, Iterable) and not isinstance(given, str) else given


@attrs.frozen
class Submission:
    """A subject as it was submitted 送件, or plain data of one, for :func:`cloudgrant.assess_many`.

    ``id`` is yours (a case number, the key of a row) and comes back with the answer. ``on``, the civil date
    of the act, and ``edition``, its name or itself, go before those that are given for all; ``rulings`` are
    this one's alone. Nothing is checked here: what is wrong is told in its answer, and touches no other.

    >>> import cloudgrant as cg
    >>> one = Submission({"paid_in_capital": 1}, id="A-7", on=date(2022, 5, 2))
    >>> one.id, one.rulings
    ('A-7', ())
    """

    subject: Any
    id: str | int | None = attrs.field(default=None, kw_only=True)
    on: Fact[date] = attrs.field(default=UNKNOWN, kw_only=True)
    edition: Edition[Any] | str | None = attrs.field(default=None, kw_only=True)
    rulings: Iterable[Ruling] = attrs.field(default=(), kw_only=True, converter=_kept)
