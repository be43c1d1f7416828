"""The points decision as one statement of SQL by hand, for DuckDB, unknowns included."""

from __future__ import annotations

from datetime import date
from typing import Any

from peers.points_polars import RULES
from peers.points_window import in_time

__all__ = ["statement"]


def statement(table: str, policy: Any, on: date) -> str:
    """Outcome, award and every rule's result of the firms in a table, words as texts."""
    window = {True: "true", False: "false", None: "null::boolean"}[in_time(policy, on)]
    year = policy.repeat_year
    small = f"paid_in_capital <= {policy.paid_in_capital_ceiling}"
    few = f"regular_employees <= {policy.regular_employee_ceiling}"
    earlier = f"points_last_used_in > {year} and points_used_before_in < {year}"
    truths = (
        window,
        f"{small} or {few}",
        "manufacturer",
        "factory in ('registered', 'exempt')",
        f"points_last_used_in < {year} or ({earlier})",
    )
    each = ", ".join(f'{truth} as "{rule}"' for rule, truth in zip(RULES, truths, strict=True))
    overall = " and ".join(f'"{rule}"' for rule in RULES)
    results = {rule: _word(rule, "met", "not_met") for rule in RULES}
    words = ", ".join(f'{word} as "{rule}"' for rule, word in results.items())
    award = f"case when outcome then {policy.grant} when not outcome then 0 end::bigint as award"
    return (
        f"with truths as (select {each} from {table}),"
        f" overall as (select *, {overall} as outcome from truths)"
        f" select {_word('outcome', 'eligible', 'ineligible')} as outcome, {award}, {words} from overall"
    )


def _word(truth: str, yes: str, no: str) -> str:
    return f"case when \"{truth}\" then '{yes}' when not \"{truth}\" then '{no}' else 'undetermined' end"
