"""A population to play with: firms and proposals, made up from a seed, in any number and for any engine.

Every number behind it is invented (see :class:`Parameters`): it rests on nothing that was measured, and what
is found in it is true of it alone. What it is good for is to try a question, a notebook, a pipeline or a
machine before there are data. Extra ``population``. Each name is loaded on first use.

>>> from cloudgrant import frames, population
>>> import cloudgrant as cg
>>> firms = population.firms(1_000, seed=1)
>>> decided = frames.assess(firms, cg.points, on="filed_on")
>>> sorted(decided["outcome"].unique())
['eligible', 'ineligible', 'undetermined']
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cloudgrant.population.as_objects import subjects as subjects
    from cloudgrant.population.chunks import in_chunks as in_chunks
    from cloudgrant.population.firm_table import FIRM_COLUMNS as FIRM_COLUMNS
    from cloudgrant.population.firm_table import firms as firms
    from cloudgrant.population.parameters import Parameters as Parameters
    from cloudgrant.population.proposal_tables import PROPOSAL_KEY as PROPOSAL_KEY
    from cloudgrant.population.proposal_tables import PROPOSAL_TABLES as PROPOSAL_TABLES
    from cloudgrant.population.proposal_tables import proposals as proposals
    from cloudgrant.population.ranges import Days as Days
    from cloudgrant.population.ranges import Size as Size
    from cloudgrant.population.ranges import Span as Span
else:
    from cloudgrant.values.loading import on_first_use

    _HOMES = {
        "Days": "population.ranges",
        "FIRM_COLUMNS": "population.firm_table",
        "PROPOSAL_KEY": "population.proposal_tables",
        "PROPOSAL_TABLES": "population.proposal_tables",
        "Parameters": "population.parameters",
        "Size": "population.ranges",
        "Span": "population.ranges",
        "firms": "population.firm_table",
        "in_chunks": "population.chunks",
        "proposals": "population.proposal_tables",
        "subjects": "population.as_objects",
    }
    __all__ = list(_HOMES)
    __getattr__, __dir__ = on_first_use(__name__, globals(), _HOMES)
