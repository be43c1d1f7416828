"""How the service is to be taken up: the conditions of stickiness, and by what customers are recognised."""

from __future__ import annotations

import numpy as np

from cloudgrant.population.drawing import Draws
from cloudgrant.population.made import Column
from cloudgrant.population.ranges import Span
from cloudgrant.population.rows import Drawn, Proposals, said

__all__ = ["basis", "basis_of_kpis", "kpis"]

_BASES = [("contract", 5), ("invoice", 3), ("usage_record", 1)]


def basis(given: Proposals) -> dict[str, Column]:
    """By what the customers of each proposal are recognised: one basis, as a plain value."""

    def columns(draws: Draws) -> Drawn:
        return {"value": draws.options("basis", _BASES)}

    return given.table("adoption.basis", 1, np.ones(given.number, dtype=np.bool_), columns)


def basis_of_kpis(given: Proposals) -> dict[str, Column]:
    """By what each condition is recognised: the one condition of a proposal is its first."""

    def columns(draws: Draws) -> Drawn:
        first = np.ones(draws.number, dtype=np.int64)
        return {"kpi": first, "value": draws.options("basis", _BASES)}

    return given.table("adoption.kpis.basis", 1, np.ones(given.number, dtype=np.bool_), columns)


def kpis(given: Proposals) -> dict[str, Column]:
    """The condition that each proposal sets."""

    def columns(draws: Draws) -> Drawn:
        rate = draws.options("rate", [("renewal", 1), ("long_contract", 1)])
        return {
            "kpi": np.ones(draws.number, dtype=np.int64),
            "name": said(draws, "黏著度條件"),
            "rate": rate,
            "target": draws.options("target", [("1/2", 3), ("3/5", 2), ("7/10", 1)]),
            "term": Column(
                draws.of_spans("term", [Span(18, 36, step=6, weight=9), Span(12, 12)]),
                rate != "long_contract",
            ),
            "shorter_explained": Column(draws.places("explained", [1, 2]) == 1, rate != "long_contract"),
        }

    return given.table("adoption.kpis", 1, np.ones(given.number, dtype=np.bool_), columns)
