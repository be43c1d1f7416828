"""What was listed last year need not be selected again (肆、常見問題 1): whether a solution was, in a year."""

from __future__ import annotations

from cloudgrant.programmes.listing.solution import CloudSolution
from cloudgrant.rules.writing.helpers import pick
from cloudgrant.values.unknown import Fact, Truth

__all__ = ["carried_from"]


def carried_from(solution: CloudSolution, year: Fact[int]) -> Truth:
    """Whether a solution was listed in ``year``, whose listing spares a selection 去年已上架.

    Listed in a later year alone says nothing of that one: then the listing before it decides, which is not
    later, for nothing was listed after the filing.

    >>> carried_from(CloudSolution(last_listed_in=2021), 2021), carried_from(CloudSolution(last_listed_in=0), 2021)
    (True, False)
    >>> carried_from(CloudSolution(last_listed_in=2022), 2021)
    UNKNOWN
    """
    return pick(
        solution.last_listed_in <= year, solution.last_listed_in >= year, solution.listed_before_in >= year
    )
