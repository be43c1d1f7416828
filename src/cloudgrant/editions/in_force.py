"""Which editions are in force on a day: a view over the programmes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from cloudgrant.editions.year import Year
from cloudgrant.programmes.catalogue import NAMES
from cloudgrant.programmes.catalogue import programme as programme_of
from cloudgrant.rules.law.edition import Edition, NoEdition
from cloudgrant.rules.programme import Programme

__all__ = ["ROC_111", "of_digest", "on"]


def on(
    day: date, *, as_known_on: date | None = None, programmes: Iterable[Programme[Any, Any]] | None = None
) -> Year:
    """The editions in force on a day, as known on another; of the library's programmes unless given.

    A programme whose last edition has ended has one of which everything is awaited; one whose first has not
    begun is left out. Raises :class:`~cloudgrant.rules.law.edition.NoEdition` where none has begun, and
    :class:`~cloudgrant.values.problems.InvalidInput` for what is no civil date.

    >>> from datetime import date
    >>> on(date(2030, 1, 1)).points.silent
    True
    """
    found: dict[str, Edition[Any]] = {}
    for one in map(programme_of, NAMES) if programmes is None else programmes:
        try:
            found[one.name] = one.on(day, as_known_on=as_known_on)
        except NoEdition:
            continue
    if not found:
        raise NoEdition(f"no edition was in force on {day} · {day} 無適用之版本")
    return Year(found)


ROC_111 = Year({name: programme_of(name).named("roc-111") for name in NAMES})
"""The year 2022 (民國 111 年) as the briefing of 13 April 2022 has it; clause ``edition.roc-111``."""


def of_digest(digest: str, *, programmes: Iterable[Programme[Any, Any]] | None = None) -> Edition[Any]:
    """The edition whose numbers have a digest, as a receipt names it; raises ``NoEdition`` for none.

    >>> from datetime import date
    >>> import cloudgrant as cg
    >>> receipt = cg.points.assess(cg.Company(), on=date(2022, 5, 2)).receipt
    >>> cg.editions.of_digest(receipt.published).name
    'roc-111'
    """
    for one in map(programme_of, NAMES) if programmes is None else programmes:
        try:
            return one.of_digest(digest)
        except NoEdition:
            continue
    raise NoEdition(f"no published edition has the digest {digest} · 查無此摘要之版本")
