"""The security plan: its facets, what it spends, and the self-assessment."""

from __future__ import annotations

import numpy as np

from cloudgrant.population.drawing import Draws
from cloudgrant.population.made import Column
from cloudgrant.population.ranges import Span
from cloudgrant.population.rows import Drawn, Proposals, said
from cloudgrant.programmes.research.programme import research
from cloudgrant.programmes.research.security.items import FACETS
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["facets", "marks", "spend"]


def facets(given: Proposals) -> dict[str, Column]:
    """What each plan says of every facet."""
    facets = np.array(list(FACETS), dtype=np.object_)

    def columns(draws: Draws) -> Drawn:
        return {"facet": np.tile(facets, given.number), "explanation": said(draws, "依資安管理自評表辦理")}

    return given.table(
        "security.facets", len(facets), np.ones(given.number * len(facets), dtype=np.bool_), columns
    )


def spend(given: Proposals) -> dict[str, Column]:
    """What each plan spends on security."""
    names = ("弱點掃描", "端點防護", "資安顧問")

    def columns(draws: Draws) -> Drawn:
        return {
            "name": np.tile(np.array(names, dtype=np.object_), given.number),
            "amount": draws.of_spans("amount", [Span(100_000, 900_000, step=10_000)]),
            "domestic": draws.places("domestic", [1, 4]) == 1,
            "use": draws.options("use", [("build", 2), ("introduction", 1)]),
        }

    return given.table(
        "security.spend", len(names), np.ones(given.number * len(names), dtype=np.bool_), columns
    )


def marks(given: Proposals) -> dict[str, Column]:
    """The rows of each self-assessment."""
    listed = research.edition.policy.security_items
    items = np.array([] if listed is UNKNOWN else [item.id for item in listed], dtype=np.object_)
    left_out = given.fault(given.draws("self_assessment.marks", len(items)), "self_assessment.marks", "")
    there = ~left_out & ~np.repeat(given.unknown_lists("self_assessment.marks"), len(items))

    def columns(draws: Draws) -> Drawn:
        mark = draws.options("mark", [("met", 80), ("partly_met", 12), ("not_met", 4), ("not_applicable", 4)])
        return {
            "item": np.tile(items, given.number),
            "mark": mark,
            "evidence": Column(said(draws, "設定畫面與紀錄"), mark == "not_applicable"),
            "reason": Column(said(draws, "系統不涉此項"), mark != "not_applicable"),
        }

    return given.table("self_assessment.marks", len(items), there, columns)
