"""Where the laws begin: complete subjects of every programme at every stage.

The one place that names them. What a seed leaves out is filled in by whoever uses it, from the declarations.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, Final

import attrs
from textile_project import published

import cloudgrant as cg
from cloudgrant.programmes.coaching.participation import CoachingParticipation, Trial
from cloudgrant.programmes.listing.plan import Plan
from cloudgrant.programmes.listing.price import Price
from laws.partial import Case
from programmes.listing import applications
from programmes.points import wallets
from stories.textile import BASES, decided, good

__all__ = ["PROGRAMMES", "STAGES", "seeds"]

PROGRAMMES: Final[Mapping[str, cg.Programme[Any, Any]]] = {
    one.name: one.under(one.edition.name) for one in (cg.research, cg.listing, cg.points, cg.coaching)
}
"""Each under its text of 2022: by which text a day is judged is no fact that is learnt under one."""

STAGES: Final = tuple((name, stage) for name, programme in PROGRAMMES.items() for stage in programme.subjects)
"""Every stage of every programme."""

_DAY: Final = date(2022, 5, 2)
_PROVIDER: Final = cg.InformationServiceProvider(
    ubn="12345675", cloud_services="starting", cloud_base="software", coaching_own_funds=100_000
)
_TRIAL: Final = Trial(customer="示範五金", business=True, proven=True)
_COACHED: Final = CoachingParticipation(
    provider=_PROVIDER,
    took_part_in_poc=True,
    solution_can_be_tried=True,
    trials=(_TRIAL, attrs.evolve(_TRIAL, customer="示範織造")),
    own_funds_paid=100_000,
)
_RISKS: Final = {
    name: "none" for name, info in cg.facts(cg.listing.subjects["acceptance"]).items() if info.options
}
_PLANS: Final = (
    Plan(name="A", prices=(Price(amount=500, per="seat * month", market_amount=600),), rounding="up"),
    Plan(name="B", prices=(Price(amount=90, per="20 call", market_amount=100),), rounding="up"),
)
_LISTED: Final = attrs.evolve(
    wallets.SOLUTION, selected_on=date(2022, 5, 1), minimum_term=3, last_listed_in=0, plans=_PLANS
)
_ORDER: Final = attrs.evolve(wallets.ORDER, solution=_LISTED)
_SOLUTION: Final = attrs.evolve(applications.OK.solution, plans=_PLANS)


@cache
def seeds(programme: str, stage: str) -> tuple[Case, ...]:
    """The complete cases of a stage; a stage that has none here raises ``KeyError``."""
    if programme == "research":
        return tuple(_of_the_textile_project(stage))
    subjects, on, *policies = _OTHERS[programme, stage]
    known = policies or [PROGRAMMES[programme].policy_on(on)]
    return tuple(Case(subject, on, policy) for subject in subjects for policy in known)


def _of_the_textile_project(stage: str) -> list[Case]:
    decisions = [good(name) for name, base in BASES.items() if base.stage == stage]
    decisions += [decided(name, policy=published()) for name, base in BASES.items() if base.stage == stage][
        :1
    ]
    if not decisions:
        raise KeyError(stage)
    return [Case(one.subject, one.on, one.policy) for one in decisions]


_OTHERS: Final[Mapping[tuple[str, str], tuple[Any, ...]]] = {
    ("listing", "application"): (
        (
            attrs.evolve(applications.OK, solution=_SOLUTION),
            attrs.evolve(applications.OK, solution=attrs.evolve(_SOLUTION, last_listed_in=2021)),
        ),
        _DAY,
    ),
    ("listing", "purchase"): ((_LISTED,), date(2022, 6, 1)),
    ("listing", "acceptance"): ((cg.listing.subjects["acceptance"](**_RISKS),), date(2022, 6, 1)),
    ("points", "application"): (
        (wallets.FIRM, attrs.evolve(wallets.FIRM, paid_in_capital=120_000_000, regular_employees=200)),
        _DAY,
    ),
    ("points", "purchase"): (
        (
            cg.Purchase(firm=wallets.FIRM, order=_ORDER, wallet=wallets.opened()),
            cg.Purchase(firm=wallets.FIRM, order=_ORDER, wallet=wallets.reserved()),
        ),
        wallets.ORDERED,
        wallets.SETTLED,
        cg.points.policy_on(wallets.ORDERED),
    ),
    ("points", "claim"): (
        (attrs.evolve(wallets.CLAIM, order=_ORDER),),
        wallets.CLAIMED,
        wallets.SETTLED,
        cg.points.policy_on(wallets.ORDERED),
    ),
    ("coaching", "application"): ((_PROVIDER,), _DAY),
    ("coaching", "closing"): ((_COACHED,), date(2022, 11, 30)),
}
