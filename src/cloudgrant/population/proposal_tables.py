"""Proposals as tables: one with a row for each, and one for each of their lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final

import numpy as np

from cloudgrant.population.asked import problems_of_names, problems_of_number, problems_of_seed
from cloudgrant.population.drawing import Draws
from cloudgrant.population.lists.adoption import basis, basis_of_kpis, kpis
from cloudgrant.population.lists.lines import lines
from cloudgrant.population.lists.members import members
from cloudgrant.population.lists.security import facets, marks, spend
from cloudgrant.population.lists.services import outline, service_levels, services
from cloudgrant.population.made import Column, frame_of, problem_of_engine
from cloudgrant.population.parameters import Parameters
from cloudgrant.population.ranges import Span
from cloudgrant.population.rows import LISTS, Drawn, Proposals, flags_of
from cloudgrant.values.problems import InvalidInput

__all__ = ["PROPOSAL_KEY", "PROPOSAL_TABLES", "proposals"]

_SUBDOMAINS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "manufacturing": ("metal_fasteners", "food_processing", "textile", "rubber_plastics", "cosmetics"),
        "service": ("retail", "leisure", "fashion", "catering", "daily_goods"),
    }
)
_MONEY: Final = (Span(0, 0, weight=1), Span(500_000, 20_000_000, step=500_000, weight=200))


def _subjects(given: Proposals) -> dict[str, Column]:
    parameters = given.parameters

    def columns(draws: Draws) -> Drawn:
        domains = given.domains
        subdomain = np.full(given.number, "other", dtype=np.object_)
        for domain in ("manufacturing", "service"):
            names = _SUBDOMAINS[domain]
            drawn = draws.options(f"subdomain/{domain}", [(name, 9) for name in names] + [("other", 2)])
            subdomain = np.where(domains == domain, drawn, subdomain)
        small = draws.of_spans("smallest_customer", [Span(1, 9, weight=9), Span(10, 30)])
        wider = draws.of_spans("largest_customer", [Span(0, 0, weight=8), Span(1, 8, weight=8), Span(9, 200)])
        micro = np.minimum(small + wider, np.where(wider < 9, np.maximum(small, 9), 10**6))
        large = np.where(domains == "micro", micro, small + draws.of_spans("customers/staff", [Span(5, 400)]))
        flags = flags_of(draws, given, "", public_cloud=True, mainly_saas=True)
        promised = {
            f"benefits.{name}": given.fault(draws, "", f"benefits.{name}") ^ True
            for name in ("pay_rise_first_year", "pay_rise_second_year", "marketplace_listing")
        }
        return {
            "filed_on": draws.of_days("filed_on", parameters.proposal_filed_on),
            "weight": draws.of_spans("weight", [parameters.weight]),
            "score": draws.of_spans("score", [parameters.score]),
            "starts_on": draws.of_days("starts_on", parameters.starts_on),
            "ends_on": draws.of_days("ends_on", parameters.ends_on),
            "domain": domains,
            "subdomain": Column(subdomain, domains == "micro"),
            "service_model": draws.options("service_model", parameters.service_model),
            "smallest_customer": small,
            "largest_customer": large,
            "adoption.proposed_customers": draws.of_spans("customers", parameters.customers),
            "benefits.new_investment": draws.of_spans("investment", _MONEY),
            "benefits.customer_revenue_rise": draws.of_spans("customer_revenue", _MONEY),
            **flags,
            **promised,
            **{name: ~given.unknown_lists(name) for name in LISTS},
        }

    return given.table("", 1, np.ones(given.number, dtype=np.bool_), columns)


_TABLES: Final[Mapping[str, Callable[[Proposals], dict[str, Column]]]] = MappingProxyType(
    {
        "": _subjects,
        "members": members,
        "lines": lines,
        "services": services,
        "service_levels": service_levels,
        "outline": outline,
        "security.facets": facets,
        "security.spend": spend,
        "self_assessment.marks": marks,
        "adoption.basis": basis,
        "adoption.kpis": kpis,
        "adoption.kpis.basis": basis_of_kpis,
    }
)

PROPOSAL_KEY: Final = ("case", "kpi")
"""What the tables are joined by: the number of a proposal, and that of a condition among its own."""

PROPOSAL_TABLES: Final = tuple(_TABLES)
"""The tables that there are, by the names of their lists, each with the column ``case``; that of the
proposals themselves has the empty name, and beside facts ``filed_on`` (day of filing), ``weight`` (how many
a row stands for) and ``score`` (of the reviewers, in hundredths of a point)."""


def proposals(
    number: int,
    *,
    seed: int = 1,
    engine: str = "polars",
    tables: Iterable[str] | None = None,
    first: int = 0,
    parameters: Parameters | None = None,
) -> dict[str, Any]:
    """So many proposals as tables of ``engine``, as :func:`cloudgrant.frames.assess` takes them
    (``key=PROPOSAL_KEY``).

    Made up from a seed: see :class:`Parameters`, all of it invented. A proposal depends on the seed, its
    number and the parameters alone, as a firm does (:func:`firms`). A table is the same whichever others
    are asked for by ``tables`` (:data:`PROPOSAL_TABLES`, all unless given). What is null is not known, and
    so is a list whose column in the table of proposals is false.

    Raises :class:`~cloudgrant.values.problems.InvalidInput` listing what is asked for and is not there.

    >>> from datetime import date
    >>> import cloudgrant as cg
    >>> from cloudgrant import frames, population
    >>> tables = population.proposals(100, seed=1)
    >>> policy = cg.research.policy_on(date(2022, 5, 2)).complete(
    ...     announced_on=date(2022, 4, 25), closing_date=date(2022, 5, 24))
    >>> decided = frames.assess(
    ...     tables, cg.research, key=population.PROPOSAL_KEY, on="filed_on", policy=policy)
    >>> sorted(decided["outcome"].unique())
    ['eligible', 'ineligible', 'undetermined']
    """
    given = parameters or Parameters()
    problems = [*problems_of_number("number", number), *problems_of_number("first", first)]
    problems += [*problems_of_seed(seed), *problem_of_engine(engine)]
    asked = PROPOSAL_TABLES if tables is None else tuple(tables)
    problems += problems_of_names("tables", asked, PROPOSAL_TABLES)
    if problems:
        raise InvalidInput(problems)
    drawn = Proposals(seed, first, number, given)
    return {name: frame_of(_TABLES[name](drawn), engine) for name in asked}
