"""The budget: what each firm that proposes spends, on what, in which year and from which source."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from cloudgrant.population.business_numbers import business_numbers
from cloudgrant.population.drawing import Draws
from cloudgrant.population.made import Column
from cloudgrant.population.parameters import MOST_MEMBERS
from cloudgrant.population.rows import Drawn, Proposals, among, places_of_firms

__all__ = ["lines"]

OF_A_MEMBER: Final = 4
"""The lines of each member: subsidy and own funds in two years."""


def lines(given: Proposals) -> dict[str, Column]:
    """Each member's subsidy and own funds in two years; to the dollar what the whole proposal asks for."""
    parameters, count = given.parameters, given.members
    cases = given.draws("")
    subsidy = cases.of_spans("subsidy", parameters.subsidy)
    own = subsidy * cases.of_spans("own_funds", parameters.own_funds) // 10_000
    part = np.where(count == 1, 10_000, cases.of_spans("lead_part", parameters.lead_part))
    lead = subsidy * part // 10_000
    starts, ends = (
        days.astype("datetime64[Y]").astype(np.int64) + 1970
        for days in (
            cases.of_days("starts_on", parameters.starts_on),
            cases.of_days("ends_on", parameters.ends_on),
        )
    )
    times = MOST_MEMBERS * OF_A_MEMBER
    place, there = among(given.number, times, count * OF_A_MEMBER)
    there &= ~np.repeat(given.unknown_lists("lines"), times)
    member, kind = place // OF_A_MEMBER, place % OF_A_MEMBER

    def columns(draws: Draws) -> Drawn:
        def each(values: NDArray[np.int64]) -> NDArray[np.int64]:
            return np.repeat(values, times)

        partners = np.maximum(each(count) - 1, 1)
        left = each(subsidy - lead)
        share = left // partners + ((member - 1) < left % partners)
        of_member = np.where(member == 0, each(lead), share)
        of_own = each(own) // each(count) + (member < each(own) % each(count))
        whole = np.where(kind < 2, of_member, of_own)
        early = whole * 2 // 5
        return {
            "party": business_numbers(np.repeat(places_of_firms(given), OF_A_MEMBER)),
            "year": np.where(kind % 2 == 0, each(starts), each(ends)),
            "scope": draws.options("scope", parameters.scope),
            "source": np.where(kind < 2, "subsidy", "self_funding").astype(np.object_),
            "amount": np.where(kind % 2 == 0, early, whole - early),
        }

    return given.table("lines", times, there, columns)
