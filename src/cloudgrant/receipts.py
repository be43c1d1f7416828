"""Checking a receipt: would the decision rest on the same today?"""

from __future__ import annotations

from datetime import date
from typing import Any

from cloudgrant.programmes.catalogue import NAMES
from cloudgrant.programmes.catalogue import programme as programme_of
from cloudgrant.rules.programme import Programme
from cloudgrant.rules.receipt import Receipt
from cloudgrant.rules.verification import Verification, verified
from cloudgrant.values.problems import InvalidInput, Problem

__all__ = ["verify"]


def verify(
    receipt: Receipt,
    subject: Any,
    *,
    programme: Programme[Any, Any] | None = None,
    policy: Any = None,
    as_known_on: date | None = None,
) -> Verification:
    """Hold a receipt against a subject: the same, or different because of input, policy or rules.

    The programme is looked up by the receipt's name unless given (give your own). ``policy`` and
    ``as_known_on`` say against which policy; by default the one in force on the receipt's date, as
    it is known now.

    >>> import attrs
    >>> import cloudgrant as cg
    >>> from datetime import date
    >>> firm = cg.Manufacturer(paid_in_capital=1, factory="exempt", used_points_last_year=False)
    >>> receipt = cg.points.assess(firm, on=date(2022, 5, 2)).receipt
    >>> cg.verify(receipt, firm).same
    True
    >>> cg.verify(receipt, attrs.evolve(firm, paid_in_capital=2)).message("zh_Hant_TW")
    '申請資料不同'
    """
    return verified(
        receipt,
        subject,
        _named(receipt.programme) if programme is None else programme,
        policy=policy,
        as_known_on=as_known_on,
    )


def _named(name: str) -> Programme[Any, Any]:
    if name not in NAMES:
        raise InvalidInput([Problem.at(["programme"], "option", expected=", ".join(NAMES), given=name)])
    return programme_of(name)
