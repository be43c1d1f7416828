"""The points decision as a zen-engine graph, held by its static loader, which compiles it once.

For firms whose facts are complete. The policy's numbers stand in the graph, as is usual there, which spares
the engine converting them at each call; the firm is handed over as the plain data it takes, made beforehand.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import attrs
from zen import ZenEngine

from cloudgrant import UNKNOWN, Company

__all__ = ["context", "decider"]

READ = ("paid_in_capital", "regular_employees", "manufacturer", "factory", "points_last_used_in")

IDS = {
    "in_time": "points.window.application",
    "size": "points.applicant.size",
    "manufacturer": "points.applicant.manufacturer",
    "factory": "points.applicant.factory",
    "not_repeat": "points.applicant.not-repeat",
}


def context(firm: Company, on: date) -> dict[str, Any]:
    """A firm and a date as the engine takes them."""
    return {**{name: getattr(firm, name) for name in READ}, "on": on.isoformat()}


def decider(policy: Any) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """From a context to outcome, award (absent if null), and each rule's result by its name in ``IDS``."""
    engine = ZenEngine({"loader": {"type": "static", "content": {"points": _graph(policy)}}})

    def decide(firm: dict[str, Any]) -> dict[str, Any]:
        result: dict[str, Any] = engine.evaluate("points", firm)["result"]
        return result

    return decide


def _graph(policy: Any) -> dict[str, Any]:
    expressions = [{"id": key, "key": key, "value": value} for key, value in _expressions(policy).items()]
    return {
        "nodes": [
            {"id": "firm", "type": "inputNode", "name": "firm"},
            {
                "id": "rules",
                "type": "expressionNode",
                "name": "rules",
                "content": {"expressions": expressions, "passThrough": False},
            },
            {"id": "decision", "type": "outputNode", "name": "decision"},
        ],
        "edges": [
            {"id": "in", "type": "edge", "sourceId": "firm", "targetId": "rules"},
            {"id": "out", "type": "edge", "sourceId": "rules", "targetId": "decision"},
        ],
    }


def _expressions(policy: Any) -> dict[str, str]:
    limits = {name: getattr(policy, name) for name in attrs.fields_dict(type(policy))}
    grant = "null" if policy.grant is UNKNOWN else policy.grant
    if policy.applications_from is UNKNOWN:
        early = "'undetermined'"
    else:
        early = f"date('{policy.applications_from}') <= date(on) ? 'met' : 'not_met'"
    return {
        "results.in_time": "date(on) > date('{applications_until}') ? 'not_met'"
        " : date('{surely_open_from}') <= date(on) ? 'met' : ".format(**limits)
        + early,
        "results.size": "paid_in_capital <= {paid_in_capital_ceiling}"
        " or regular_employees <= {regular_employee_ceiling} ? 'met' : 'not_met'".format(**limits),
        "results.manufacturer": "manufacturer ? 'met' : 'not_met'",
        "results.factory": "factory in ['registered', 'exempt'] ? 'met' : 'not_met'",
        "results.not_repeat": "points_last_used_in < {repeat_year} ? 'met' : 'not_met'".format(**limits),
        "outcome": " or ".join(f"$.results.{name} == 'not_met'" for name in IDS)
        + " ? 'ineligible' : $.results.in_time == 'undetermined' ? 'undetermined' : 'eligible'",
        "award": f"$.outcome == 'eligible' ? {grant} : $.outcome == 'ineligible' ? 0 : null",
    }
