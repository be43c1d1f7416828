"""Firms, dates and policies on and around every limit of the points programme."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice, product
from random import Random
from typing import Any

import attrs

from cloudgrant import UNKNOWN, Company, Fact, Manufacturer, points
from cloudgrant.programmes.points import PointsPolicy
from cloudgrant.values.ubn import is_ubn

__all__ = ["FILING", "PUBLISHED", "Case", "cases", "posted", "typical", "various"]

FILING = date(2022, 5, 2)
PUBLISHED = points.policy_on(FILING)
_REFORMED = attrs.evolve(
    PUBLISHED,
    applications_from=date(2022, 4, 1),
    paid_in_capital_ceiling=80_000_000,
    regular_employee_ceiling=250,
    grant=150_000,
)
_SILENT = attrs.evolve(PUBLISHED, grant=UNKNOWN)
_DAY = timedelta(days=1)


@attrs.frozen
class Case:
    """What is decided on: a firm, under a policy, as of a day."""

    firm: Company
    policy: PointsPolicy
    on: date


def cases(*, unknowns: bool = False) -> Iterator[Case]:
    """Every mixture of facts below, at and above each limit; with ``unknowns``, each also unknown."""
    unknown: tuple[Any, ...] = (UNKNOWN,) if unknowns else ()
    for policy in (PUBLISHED, _REFORMED, _SILENT):
        facts = {
            "paid_in_capital": (0, *_around(policy.paid_in_capital_ceiling), 10**14, *unknown),
            "regular_employees": (0, *_around(policy.regular_employee_ceiling), *unknown),
            "manufacturer": (True, False, *unknown),
            "factory": ("registered", "exempt", "none", *unknown),
            "points_last_used_in": (2021, 0, 2020, *unknown),
        }
        firms = [
            Company(ubn="12345675", name="示範精密", **dict(zip(facts, values, strict=True)))
            for values in product(*facts.values())
        ]
        for firm, on in product(firms, _days(policy)):
            yield Case(firm, policy, on)


def _around(limit: Fact[int]) -> tuple[int, ...]:
    return () if limit is UNKNOWN else (limit - 1, limit, limit + 1)


def _days(policy: PointsPolicy) -> tuple[date, ...]:
    limits = (policy.surely_open_from, policy.applications_until, policy.applications_from)
    known = [limit for limit in limits if limit is not UNKNOWN]
    return tuple(day for limit in known for day in (limit - _DAY, limit, limit + _DAY))


def typical() -> list[Manufacturer]:
    """A handful of complete firms such as apply, eligible and not."""
    firm = Manufacturer(
        ubn="12345675",
        name="示範精密",
        paid_in_capital=80_000_000,
        regular_employees=260,
        factory="registered",
        points_last_used_in=0,
    )
    return [
        firm,
        attrs.evolve(firm, paid_in_capital=5_000_000, regular_employees=12, factory="exempt"),
        attrs.evolve(firm, paid_in_capital=450_000_000, regular_employees=150),
        attrs.evolve(firm, paid_in_capital=300_000_000, regular_employees=900),
        attrs.evolve(firm, factory="none"),
        attrs.evolve(firm, points_last_used_in=2021),
    ]


def various(number: int) -> list[Manufacturer]:
    """So many different complete firms, of all sizes and kinds: no two have the same number or name."""
    draw = Random(2022)
    numbers = filter(is_ubn, (f"{number:08d}" for number in range(10_000_019, 100_000_000, 1_009)))
    return [
        Manufacturer(
            ubn=ubn,
            name=f"{draw.choice(('示範精密', '大同機械', 'Precision Works', '新竹電子（股）'))} {ubn}",
            paid_in_capital=draw.randrange(200_000_000),
            regular_employees=draw.randrange(400),
            factory=draw.choice(("registered", "registered", "exempt", "none")),
            points_last_used_in=draw.choice((0, 0, 0, 2020, 2021)),
        )
        for ubn in islice(numbers, number)
    ]


def posted(firm: Company) -> dict[str, Any]:
    """A manufacturer's data as a portal would post them: without the kinds, which the class presets."""
    names = ("ubn", "name", "paid_in_capital", "regular_employees", "factory", "points_last_used_in")
    return {name: getattr(firm, name) for name in names}
