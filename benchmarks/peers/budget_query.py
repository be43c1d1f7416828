"""The caps of the budget as one query by hand over polars, gaps in the amounts included.

A null amount lies between nothing and the most that a line may be. Of the share each line is taken by itself:
what is open of it is so in the subsidy and in the whole.
"""

from __future__ import annotations

import polars as pl

__all__ = ["CASE_CAP", "SHARE_CAP", "decide"]

CASE_CAP, SHARE_CAP = "research.funding.case-cap", "research.funding.share-cap"


def decide(
    proposals: pl.LazyFrame, lines: pl.LazyFrame, *, case_cap: int, share: tuple[int, int], most: int
) -> pl.LazyFrame:
    """The results of the two rules and the outcome of each proposal, in the words of results."""
    top, bottom = share
    least, largest = pl.col("amount").fill_null(0), pl.col("amount").fill_null(most)
    paid = pl.col("source") == "subsidy"
    sums = lines.group_by("case").agg(
        least=pl.when(paid).then(least).otherwise(0).sum(),
        most=pl.when(paid).then(largest).otherwise(0).sum(),
        over_at_least=pl.when(paid).then(least * (bottom - top)).otherwise(-largest * top).sum(),
        over_at_most=pl.when(paid).then(largest * (bottom - top)).otherwise(-least * top).sum(),
    )
    numbers = pl.col("least", "most", "over_at_least", "over_at_most").fill_null(0)
    results = proposals.join(sums, on="case", how="left", maintain_order="left").with_columns(numbers)
    decided = results.select(
        "case",
        _word(pl.col("most") <= case_cap, pl.col("least") > case_cap).alias(CASE_CAP),
        _word(pl.col("over_at_most") <= 0, pl.col("over_at_least") > 0).alias(SHARE_CAP),
    )
    fails = (pl.col(CASE_CAP) == "not_met") | (pl.col(SHARE_CAP) == "not_met")
    holds = (pl.col(CASE_CAP) == "met") & (pl.col(SHARE_CAP) == "met")
    outcome = pl.when(fails).then(pl.lit("ineligible")).when(holds).then(pl.lit("eligible"))
    return decided.with_columns(outcome=outcome.otherwise(pl.lit("undetermined")))


def _word(holds: pl.Expr, fails: pl.Expr) -> pl.Expr:
    return (
        pl.when(holds)
        .then(pl.lit("met"))
        .when(fails)
        .then(pl.lit("not_met"))
        .otherwise(pl.lit("undetermined"))
    )
