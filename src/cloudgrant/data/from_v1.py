"""How data of version 1 become those of version 2: a function for each kind that changed.

Version 1 was of the edition of 2022 alone, so that its last year was 2021. What a fact of version 2 cannot
say from what was told is left out, and is asked again; nothing is made up.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from cloudgrant.data.contradictions_of_v1 import LAST_YEAR, STATEMENTS, agreeing_firm

__all__ = [
    "a_rate_counted_whom_its_condition_names",
    "capability_held_and_applied_for",
    "counts_by_names_of_today",
    "evidence_by_names_of_today",
    "firm",
    "firm_by_years",
    "listed_by_year",
    "projects_that_were_not_told_were_none",
    "renewal_rates_were_of_all_customers",
    "required_only_where_said",
    "silence_was_no_early_end",
    "subscribers_that_were_not_told_were_none",
    "target_as_described",
]

_REVENUE: Final = (
    "revenue_years",
    "revenue_last_year",
    "revenue_two_years_ago",
    "revenue_three_years_ago",
    "revenue_proof",
)
_NEITHER: Final = {"project_breach": False, "project_debarment": False}
_CAPABILITY: Final = ("it_capability_held", "it_capability_applied")
_RENAMED: Final[Mapping[str, tuple[str, ...]]] = {
    "used_points_last_year": ("points_last_used_in",),
    "it_capability": _CAPABILITY,
}
"""What the facts of version 1 are called today; one that said two things has become two."""


def firm_by_years(data: dict[str, Any]) -> dict[str, Any]:
    """A firm whose facts bear their year or day.

    ``used_points_last_year``: true is a last use in 2021. False said that none were used in 2021, but
    not whether any ever were, nor when; so the year of the last use is open.

    The revenue "of last year" and of the years before it has 2021 as its latest year, and the statements that
    show the net worth are of 2021.

    ``project_breach``: ``none`` is neither breach nor debarment; ``debarred``, "now", is a debarment whose
    days are open; ``past`` was either, so that both are open. ``last_project_breach_on`` was the day of the
    last breach *or* the last of the debarment, and nobody can tell which: both days are asked again.
    """
    told = dict(data)
    if told.pop("used_points_last_year", None) is True:
        told["points_last_used_in"] = LAST_YEAR
    if any(told.get(name) is not None for name in _REVENUE):
        told["revenue_year"] = LAST_YEAR
    if any(told.get(name) is not None for name in STATEMENTS):
        told["statements_year"] = LAST_YEAR
    return _with_breach_and_debarment_apart(told)


def _with_breach_and_debarment_apart(data: dict[str, Any]) -> dict[str, Any]:
    breach, told = data.get("project_breach"), dict(data)
    told.pop("last_project_breach_on", None)
    if breach in ("none", "past", "debarred"):
        del told["project_breach"]
        told.update({"none": _NEITHER, "debarred": {"project_debarment": True}}.get(breach, {}))
    return told


def _with_evidence_renamed(data: dict[str, Any], today: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    evidence = data.get("evidence")
    if not isinstance(evidence, Mapping):
        return data
    proofs = {now: proof for name, proof in evidence.items() for now in today.get(name, (name,))}
    return {**data, "evidence": proofs}


def listed_by_year(data: dict[str, Any]) -> dict[str, Any]:
    """A solution, or its selection, whose last listing bears its year.

    ``listed_last_year``: true is a last listing in 2021. False said that there was none in 2021 (of a
    selection nobody may even have told it), but not whether there ever was one; so the year of the last is
    open.
    """
    told = dict(data)
    if told.pop("listed_last_year", None) is True:
        told["last_listed_in"] = LAST_YEAR
    return told


def counts_by_names_of_today(data: dict[str, Any]) -> dict[str, Any]:
    """How often facts settled or failed a rule, by the names that the facts have today."""
    return {**data, **{name: _renamed(data[name]) for name in ("settled", "failed") if name in data}}


def _renamed(counts: Any) -> Any:
    if not isinstance(counts, Mapping):
        return counts
    return {
        "+".join(sorted(now for name in str(key).split("+") for now in _RENAMED.get(name, (name,)))): number
        for key, number in counts.items()
    }


def silence_was_no_early_end(contract: dict[str, Any]) -> dict[str, Any]:
    """A contract that said nothing of an early end was one that did not end early."""
    return {"ended_early": False, **contract}


def renewal_rates_were_of_all_customers(kpi: dict[str, Any]) -> dict[str, Any]:
    """A renewal rate was of all customers unless told, the other rates of small and medium ones."""
    return {"sme_only": kpi.get("rate") != "renewal", **kpi}


def a_rate_counted_whom_its_condition_names(rate: dict[str, Any]) -> dict[str, Any]:
    """A rate left nothing open unless told, and was of those customers that its condition is about."""
    kpi = rate.get("kpi")
    named = renewal_rates_were_of_all_customers(kpi)["sme_only"] if isinstance(kpi, dict) else None
    return {"undecided": 0, "early_ends_decide": False, "readings_decide": False, "sme_only": named, **rate}


def projects_that_were_not_told_were_none(sales: dict[str, Any]) -> dict[str, Any]:
    """Of one-off sales, what was not told was 0."""
    return {"fee": 0, "customers": 0, "new_customers": 0, **sales}


def subscribers_that_were_not_told_were_none(service: dict[str, Any]) -> dict[str, Any]:
    """Of subscriptions, what was not told was 0."""
    return {"monthly_fee": 0, "customers": 0, "new_customers": 0, "churn": "0/1", **service}


def capability_held_and_applied_for(firm: dict[str, Any]) -> dict[str, Any]:
    """Holding a certificate of capability, and having applied for one, were one answer; both can be true.

    Who gave a day of applying has applied, and who gave a day of the certificate has one; what a single
    answer did not say stays unknown.
    """
    told = firm.get("it_capability")
    if told is None:
        return {name: value for name, value in firm.items() if name != "it_capability"}
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


def evidence_by_names_of_today(firm: dict[str, Any]) -> dict[str, Any]:
    """What proves a fact, by the name that the fact has today.

    What proved that a certificate of capability is held proves that, and what proved that one was applied for
    proves that; what was kept for any other answer was about both.
    """
    answers = {"held": _CAPABILITY[:1], "applied": _CAPABILITY[1:]}
    told = firm.get("it_capability")
    proved = answers.get(told, _CAPABILITY) if isinstance(told, str) else _CAPABILITY
    return _with_evidence_renamed(firm, {**_RENAMED, "it_capability": proved})


def firm(data: dict[str, Any]) -> dict[str, Any]:
    """All that became of a firm."""
    told = evidence_by_names_of_today(data)
    return firm_by_years(capability_held_and_applied_for(agreeing_firm(told)))
