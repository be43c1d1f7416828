"""The caps of a million budget lines, gaps included, against a query by hand of the same rules."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from random import Random
from typing import Any

import polars as pl

import cloudgrant as cg
from cloudgrant import frames
from cloudgrant.reform import Reform
from peers import budget_query
from report import Line
from timing import interleaved_spending

__all__ = ["check", "lines"]

_DAY = date(2022, 5, 2)
_RULES = (budget_query.CASE_CAP, budget_query.SHARE_CAP)
_CAPS = Reform("caps", without=[one for one in cg.research.rule_ids() if one not in _RULES]).of(cg.research)
_POLICY: Any = cg.research.policy_on(_DAY)
_OF_A_CASE = 4
_MOST = 10**12  # of one line, as its fact declares


def _tables(cases: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    random = Random(2022)
    many = cases * _OF_A_CASE
    amounts = [None if random.random() < 0.02 else random.randrange(20_000_000) for _ in range(many)]
    sources = [random.choice(("subsidy", "self_funding")) for _ in range(many)]
    of = [number // _OF_A_CASE for number in range(many)]
    lines = pl.DataFrame({"case": of, "source": sources, "amount": amounts})
    return pl.DataFrame({"case": range(cases)}), lines


def _ours(proposals: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    tables = {"": proposals.lazy(), "lines": lines.lazy()}
    decided: pl.DataFrame = frames.assess(tables, _CAPS, key="case", on=_DAY).collect()
    return decided.select("case", *_RULES, "outcome")


def _checked(proposals: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """With the values looked at before, as those of eager frames are."""
    decided: pl.DataFrame = frames.assess({"": proposals, "lines": lines}, _CAPS, key="case", on=_DAY)
    return decided.select("case", *_RULES, "outcome")


def _by_hand(proposals: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    share = (_POLICY.share_cap.numerator, _POLICY.share_cap.denominator)
    query = budget_query.decide(
        proposals.lazy(), lines.lazy(), case_cap=_POLICY.case_cap, share=share, most=_MOST
    )
    return query.collect()


def check() -> int:
    """Hold the query by hand to cloudgrant's answers; how many cases were compared."""
    given = _tables(20_000)
    ours, checked, theirs = _ours(*given), _checked(*given), _by_hand(*given)
    if not (ours.equals(theirs) and checked.equals(theirs)):
        raise AssertionError("the query by hand differs from the rules over tables")
    return theirs.height


def lines(*, quick: bool) -> Iterator[Line]:
    """Time them: CPU of all threads, and beside it the wall."""
    given = _tables(50_000 if quick else 250_000)
    sides = {"ours": partial(_ours, *given), "checked": partial(_checked, *given)}
    spent = interleaved_spending({**sides, "by hand": partial(_by_hand, *given)}, rounds=3 if quick else 7)
    for name, what in (("ours", "lazy"), ("checked", "eager, values looked at")):
        ratio = spent.cpu.ratio(name, "by hand")
        target, met = ("at most 1.5 ×, CPU", ratio <= 1.5) if name == "ours" else ("", None)
        yield Line(
            f"two caps over {len(given[1]):,} budget lines, {what} : by hand",
            spent.of(name),
            spent.of("by hand"),
            spent.ratio(name, "by hand"),
            target,
            met,
        )
