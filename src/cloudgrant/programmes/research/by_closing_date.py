"""What an applicant does by the closing date of intake, the day after a rest day included once that is said."""

from __future__ import annotations

from datetime import date

from cloudgrant.programmes.research.policy import ResearchPolicy
from cloudgrant.values.unknown import Fact, Truth

__all__ = ["by_closing_date"]


def by_closing_date(day: Fact[date], policy: ResearchPolicy) -> Truth:
    """收件截止日前: that day included. Where it is a rest day, until the next working day it is not known.

    >>> import attrs
    >>> from cloudgrant.programmes.research.roc_111 import ROC_111
    >>> saturday = attrs.evolve(ROC_111.policy, closing_date=date(2022, 5, 28))
    >>> [by_closing_date(date(2022, 5, number), saturday) for number in (28, 29, 30, 31)]
    [True, UNKNOWN, UNKNOWN, False]
    """
    return (day <= policy.closing_date) | (
        (day <= policy.last_day_if_moved) & (day <= policy.settled_last_day)
    )
