"""How data of an earlier version becomes data of today's.

Each step takes the plain data of one kind from one version to the next. Data of every version since
1 can be loaded; a step, once released, is never changed. Records inside others bear no version of
their own: they are as old as what they stand in (:func:`aged`), and each is migrated by its own kind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, TypeAlias

from cloudgrant.data import from_v1, from_v2
from cloudgrant.data.contradictions_of_v1 import (
    Place,
    agreeing_claim,
    agreeing_proposal,
    dropped_from_claim,
    dropped_from_firm,
    dropped_from_proposal,
)

__all__ = ["STEPS", "VERSION", "Steps", "aged", "dropped", "migrated", "unchanged_since"]

Steps: TypeAlias = Mapping[tuple[str, int], Callable[[dict[str, Any]], dict[str, Any]]]
"""By kind and version: how its data become those of the next version."""

_FIRMS = ("company", "manufacturer", "information_service_provider", "service_firm")

VERSION = 3
"""The version that dumps bear today."""

STEPS: Steps = MappingProxyType(
    {
        **{(kind, 1): from_v1.firm for kind in _FIRMS},
        ("claim", 1): agreeing_claim,
        ("contract", 1): from_v1.silence_was_no_early_end,
        ("measured_rate", 1): from_v1.a_rate_counted_whom_its_condition_names,
        ("one_off_sales", 1): from_v1.projects_that_were_not_told_were_none,
        **{(kind, 1): from_v1.listed_by_year for kind in ("cloud_solution", "selection")},
        ("proposal", 1): agreeing_proposal,
        ("rule_frequency", 1): from_v1.counts_by_names_of_today,
        ("security_item", 1): from_v1.required_only_where_said,
        ("service_level", 1): from_v1.target_as_described,
        ("stickiness_kpi", 1): from_v1.renewal_rates_were_of_all_customers,
        ("subscriptions", 1): from_v1.subscribers_that_were_not_told_were_none,
        ("cloud_services", 2): from_v2.numbers_of_a_text,
        ("sources", 2): from_v2.notice_of_its_own,
    }
)
"""Every step since version 1; a kind without a step for a version did not change in it."""


_DROPPED: Mapping[tuple[str, int], Callable[[dict[str, Any]], Iterable[Place]]] = MappingProxyType(
    {
        **{(kind, 1): dropped_from_firm for kind in _FIRMS},
        ("claim", 1): dropped_from_claim,
        ("proposal", 1): dropped_from_proposal,
    }
)


def dropped(kind: str, data: Mapping[str, Any]) -> tuple[Place, ...]:
    """Where data of an earlier version say what contradicts the rest of them, and is left out of today's.

    >>> dropped("company", {"version": 1, "project_breach": "none", "last_project_breach_on": "2022-05-02"})
    (('project_breach',), ('last_project_breach_on',))
    """
    version = data.get("version")
    told = _DROPPED.get((kind, version)) if type(version) is int else None
    return tuple(told(dict(data))) if told is not None else ()


def migrated(
    kind: str, data: Mapping[str, Any], *, to: int = VERSION, steps: Steps = STEPS
) -> dict[str, Any] | None:
    """The data as of version ``to``, or ``None`` where their ``version`` is none that can be read.

    Data without a version are taken to be of today.

    >>> steps = {("shop", 1): lambda data: {**data, "staff": data["people"], "people": None}}
    >>> migrated("shop", {"version": 1, "people": 3}, to=2, steps=steps)
    {'version': 2, 'people': None, 'staff': 3}
    """
    version = data.get("version", to)
    if isinstance(version, bool) or not isinstance(version, int) or not 1 <= version <= to:
        return None
    plain = dict(data)
    for earlier in range(version, to):
        step = steps.get((kind, earlier))
        plain = {**(step(plain) if step else plain), "version": earlier + 1}
    return plain


def unchanged_since(kinds: Iterable[str], *, steps: Steps = STEPS) -> int:
    """The first version of which data of all these kinds are still as they are today.

    >>> unchanged_since(["proposal", "member"])
    2
    """
    changed = frozenset(kinds)
    return max((version + 1 for kind, version in steps if kind in changed), default=1)


def aged(part: Any, version: int) -> Any:
    """A record that stands in data of a version, or a list of them, with that version told in each.

    >>> aged([{"people": 3}, 7], 1)
    [{'people': 3, 'version': 1}, 7]
    """
    if isinstance(part, Mapping):
        return {**part, "version": version}
    if isinstance(part, list | tuple):
        return [aged(item, version) for item in part]
    return part
