"""The points decision by hand over pandas, in its own nullable types, unknowns included."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from peers.points_polars import RULES
from peers.points_window import in_time

__all__ = ["decide"]

_OUTCOMES = pd.array(["ineligible", "eligible", "undetermined"], dtype="string[pyarrow]")
_RESULTS = pd.array(["not_met", "met", "undetermined"], dtype="string[pyarrow]")


def decide(firms: Any, policy: Any, on: date) -> Any:
    """Outcome, award and every rule's result, words as texts."""
    last, before = firms["points_last_used_in"], firms["points_used_before_in"]
    window = in_time(policy, on)
    truths = (
        pd.Series(pd.NA if window is None else window, index=firms.index, dtype="boolean"),
        (firms["paid_in_capital"] <= policy.paid_in_capital_ceiling)
        | (firms["regular_employees"] <= policy.regular_employee_ceiling),
        firms["manufacturer"],
        # What compares texts may be a truth of arrow, which joins no other.
        ((firms["factory"] == "registered") | (firms["factory"] == "exempt")).astype("boolean"),
        (last < policy.repeat_year) | ((last > policy.repeat_year) & (before < policy.repeat_year)),
    )
    overall = truths[0]
    for truth in truths[1:]:
        overall = overall & truth
    award = overall.astype("Int64") * policy.grant
    columns = {"outcome": _words(overall, _OUTCOMES), "award": award}
    columns |= {rule: _words(truth, _RESULTS) for rule, truth in zip(RULES, truths, strict=True)}
    return firms.assign(**columns)[list(columns)]


def _words(truth: Any, words: Any) -> Any:
    places = truth.astype("Int8").fillna(2).to_numpy(np.int8)
    return pd.Series(words.take(places), index=truth.index)
