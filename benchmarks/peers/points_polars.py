"""The points decision as one query by hand over polars, unknowns included: words, or booleans.

What reads no column is worked out before, as anybody would.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

import polars as pl

from peers.points_window import in_time

__all__ = ["OUTCOME", "RESULT", "RULES", "Words", "beside", "decide"]

Words = Literal["text", "enum", "bool"]

RULES = (
    "points.window.application",
    "points.applicant.size",
    "points.applicant.manufacturer",
    "points.applicant.factory",
    "points.applicant.not-repeat",
)
OUTCOME = pl.Enum(["eligible", "ineligible", "undetermined"])
RESULT = pl.Enum(["met", "not_met", "undetermined", "not_applicable"])


def decide(firms: pl.LazyFrame, policy: Any, on: date, words: Words) -> pl.LazyFrame:
    """Outcome, award and every rule's result.

    In words as texts or as an Enum; or as booleans, null where it is not known: eligible or not, met or not.
    """
    return beside(firms, policy, on, words).select("outcome", "award", *RULES)


def beside(firms: pl.LazyFrame, policy: Any, on: date, words: Words) -> pl.LazyFrame:
    """The same beside the facts."""
    last, before = pl.col("points_last_used_in"), pl.col("points_used_before_in")
    window = in_time(policy, on)
    truths = {
        "points.window.application": pl.lit(window, pl.Boolean),
        "points.applicant.size": (pl.col("paid_in_capital") <= policy.paid_in_capital_ceiling)
        | (pl.col("regular_employees") <= policy.regular_employee_ceiling),
        "points.applicant.manufacturer": pl.col("manufacturer"),
        "points.applicant.factory": (pl.col("factory") == "registered") | (pl.col("factory") == "exempt"),
        "points.applicant.not-repeat": (last < policy.repeat_year)
        | ((last > policy.repeat_year) & (before < policy.repeat_year)),
    }
    decided = firms.with_columns(**truths).with_columns(outcome=pl.all_horizontal(RULES))
    overall = pl.col("outcome")
    decided = decided.with_columns(award=pl.when(overall).then(policy.grant).when(~overall).then(0))
    if words == "bool":
        return decided
    return decided.with_columns(
        _word(overall, "eligible", "ineligible", OUTCOME, words),
        *(_word(pl.col(rule), "met", "not_met", RESULT, words) for rule in RULES),
    )


def _word(truth: pl.Expr, yes: str, no: str, kind: pl.Enum, words: str) -> pl.Expr:
    dtype = kind if words == "enum" else pl.String()
    one, other, neither = (pl.lit(word, dtype) for word in (yes, no, "undetermined"))
    return (
        pl.when(truth).then(one).when(~truth).then(other).otherwise(neither).alias(truth.meta.output_name())
    )
