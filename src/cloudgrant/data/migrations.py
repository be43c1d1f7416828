"""How data of an earlier version becomes data of today's.

Each step takes the plain data of one kind from one version to the next. Data of every version since
1 can be loaded; a step, once released, is never changed. Records inside others bear no version of
their own: they are as old as what they stand in (:func:`aged`), and each is migrated by its own kind.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

__all__ = ["STEPS", "VERSION", "Steps", "aged", "migrated"]

Steps: TypeAlias = Mapping[tuple[str, int], Callable[[dict[str, Any]], dict[str, Any]]]
"""By kind and version: how its data become those of the next version."""

VERSION = 2
"""The version that dumps bear today."""


def _silence_was_no_early_end(contract: dict[str, Any]) -> dict[str, Any]:
    """A contract that said nothing of an early end was one that did not end early."""
    return {"ended_early": False, **contract}


def _renewal_rates_were_of_all_customers(kpi: dict[str, Any]) -> dict[str, Any]:
    """A renewal rate was of all customers unless told, the other rates of small and medium ones."""
    return {"sme_only": kpi.get("rate") != "renewal", **kpi}


def _a_rate_counted_whom_its_condition_names(rate: dict[str, Any]) -> dict[str, Any]:
    """A rate left nothing open unless told, and was of those customers that its condition is about."""
    kpi = rate.get("kpi")
    named = _renewal_rates_were_of_all_customers(kpi)["sme_only"] if isinstance(kpi, dict) else None
    return {"undecided": 0, "early_ends_decide": False, "readings_decide": False, "sme_only": named, **rate}


def _projects_that_were_not_told_were_none(sales: dict[str, Any]) -> dict[str, Any]:
    """Of one-off sales, what was not told was 0."""
    return {"fee": 0, "customers": 0, "new_customers": 0, **sales}


def _subscribers_that_were_not_told_were_none(service: dict[str, Any]) -> dict[str, Any]:
    """Of subscriptions, what was not told was 0."""
    return {"monthly_fee": 0, "customers": 0, "new_customers": 0, "churn": "0/1", **service}


def capability_held_and_applied_for(firm: dict[str, Any]) -> dict[str, Any]:
    """Holding a certificate of capability, and having applied for one, were one answer; both can be true.

    Who gave a day of applying has applied, and who gave a day of the certificate has one; what a single
    answer did not say stays unknown.
    """
    told = firm.get("it_capability")
    if told not in ("held", "applied", "none"):
        return firm  # what is no answer is told by its name
    del firm["it_capability"]
    had = any(firm.get(f"it_capability_{day}") is not None for day in ("from", "until"))
    asked = any(firm.get(f"it_capability_{day}") is not None for day in ("applied_on", "passed_on"))
    held = told == "held" or (told == "applied" and had)
    applied = told == "applied" or (told == "held" and asked) or (None if told == "held" else False)
    return {**firm, "it_capability_held": held, "it_capability_applied": applied}


def required_only_where_said(item: dict[str, Any]) -> dict[str, Any]:
    """That a security item is required stood where nothing was said: only that it is not was ever told."""
    if item.get("necessary") is True:
        del item["necessary"]
    return item


def target_as_described(level: dict[str, Any]) -> dict[str, Any]:
    """A target of service was any text: it is the description now, and the number in it is not known."""
    if "target" in level:
        level["description"] = level.pop("target")
    return level


_FIRMS = ("company", "manufacturer", "information_service_provider", "service_firm")

STEPS: Steps = {
    ("contract", 1): _silence_was_no_early_end,
    ("measured_rate", 1): _a_rate_counted_whom_its_condition_names,
    ("one_off_sales", 1): _projects_that_were_not_told_were_none,
    ("stickiness_kpi", 1): _renewal_rates_were_of_all_customers,
    ("subscriptions", 1): _subscribers_that_were_not_told_were_none,
    **{(kind, 1): capability_held_and_applied_for for kind in _FIRMS},
    ("service_level", 1): target_as_described,
    ("security_item", 1): required_only_where_said,
}
"""Every step since version 1; a kind without a step for a version did not change in it."""


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
