"""Purchase and claim read as expressions and as columns: the same answers as the objects give."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import attrs
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant import frames
from cloudgrant.programmes.points import ROC_111
from programmes.points.wallets import CLAIM, ORDER, SETTLED, SOLUTION
from readings.cel_answers import Expressions


def maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(values, values, st.just(cg.UNKNOWN))


money = maybe(st.sampled_from([0, 14_999, 15_000, 15_001, 29_999, 30_000, 30_001, 200_000]))
truths = maybe(st.booleans())
days = st.sampled_from(
    [
        date(2022, 5, 1),
        date(2022, 6, 1),
        date(2022, 8, 31),
        date(2022, 9, 1),
        date(2022, 12, 31),
        date(2023, 1, 1),
    ]
)
policies = st.builds(
    lambda tax, until, early, start, carried: attrs.evolve(
        ROC_111.policy,
        offset_counts_tax=tax,
        points_usable_until=until,
        early_end_payable=early,
        earlier_start_payable=start,
        carried_over_valid_until=carried,
    ),
    truths,
    maybe(st.just(date(2022, 11, 30))),
    truths,
    truths,
    maybe(st.sampled_from([date(2022, 12, 31), date(2023, 1, 1)])),
)
solutions = st.builds(
    lambda market, first, last, carried: attrs.evolve(
        SOLUTION, market_price=market, listed_from=first, listed_until=last, last_listed_in=carried
    ),
    money,
    maybe(st.just(date(2022, 5, 1))),
    maybe(st.sampled_from([date(2022, 12, 31), date(2023, 6, 30)])),
    maybe(st.sampled_from([0, 2020, 2021, 2022])),
)


orders = st.builds(
    lambda solution, price, tax, points, market, term, starts: attrs.evolve(
        ORDER,
        solution=solution,
        price=price,
        tax=tax,
        points=points,
        market_price=market,
        term=term,
        starts_on=starts,
    ),
    solutions,
    money,
    st.sampled_from([0, 1_500]),
    money,
    money,
    maybe(st.sampled_from([2, 3, 4])),
    maybe(days),
)
wallets = maybe(
    st.builds(
        lambda left, claimed: cg.PointWallet(granted=left + claimed, available=left, claimed=claimed),
        st.sampled_from([0, 15_000, 200_000]),
        st.sampled_from([0, 185_000, 185_001]),
    )
)
purchases = st.builds(lambda order, wallet: cg.Purchase(order=order, wallet=wallet), orders, wallets)
claims = st.builds(
    lambda order, documents, early, refunded, ordered, ended: attrs.evolve(
        CLAIM,
        order=order,
        documents=documents,
        ended_early=early,
        refunded=refunded,
        ordered_on=ordered,
        # No contract ends before it begins, and one that did not end early has no day on which it did.
        ended_on=cg.UNKNOWN
        if early is False
        else ended
        if cg.UNKNOWN in (ended, order.starts_on)
        else max(ended, order.starts_on),
    ),
    orders,
    maybe(st.sampled_from([(), ("契約",), ("發票", "契約")])),
    truths,
    truths,
    maybe(days),
    maybe(days),
)


def by_expression(subject: Any, policy: Any, on: date, stage: Any) -> dict[str, str]:
    return Expressions(cg.points, policy=policy, stage=stage).results(subject, policy, on)


def by_object(subject: Any, policy: Any, on: date, stage: Any) -> dict[str, str]:
    decision = cg.points.assess(subject, on=on, policy=policy, stage=stage)
    return {rule: result.value for rule, result in decision.results.items()}


@given(purchases, policies, days)
def test_a_purchase_by_expressions(purchase: cg.Purchase, policy: Any, on: date) -> None:
    assert by_expression(purchase, policy, on, "purchase") == by_object(purchase, policy, on, "purchase")


@given(claims, st.one_of(policies, st.just(SETTLED)), days)
def test_a_claim_by_expressions(claim: cg.Claim, policy: Any, on: date) -> None:
    assert by_expression(claim, policy, on, "claim") == by_object(claim, policy, on, "claim")


COLUMNS: dict[str, tuple[Any, Callable[[cg.Purchase], Any]]] = {
    "order.price": (pl.Int64(), lambda one: one.order.price),
    "order.tax": (pl.Int64(), lambda one: one.order.tax),
    "order.points": (pl.Int64(), lambda one: one.order.points),
    "order.market_price": (pl.Int64(), lambda one: one.order.market_price),
    "order.starts_on": (pl.Date(), lambda one: one.order.starts_on),
    "order.months": (pl.Int64(), lambda one: one.order.months),
    "order.solution.listed_from": (pl.Date(), lambda one: one.order.solution.listed_from),
    "order.solution.listed_until": (pl.Date(), lambda one: one.order.solution.listed_until),
    "order.solution.last_listed_in": (pl.Int64(), lambda one: one.order.solution.last_listed_in),
    "points_left": (pl.Int64(), lambda one: one.points_left),
    "points_committed": (pl.Int64(), lambda one: one.points_committed),
}


@settings(max_examples=40)
@given(st.lists(purchases, min_size=1, max_size=8), policies, days)
def test_purchases_by_columns(rows: list[cg.Purchase], policy: Any, on: date) -> None:
    table = {
        name: pl.Series([None if (value := of(one)) is cg.UNKNOWN else value for one in rows], dtype=dtype)
        for name, (dtype, of) in COLUMNS.items()
    }
    decided = frames.assess(
        pl.DataFrame(table), cg.points, subject=cg.Purchase, policy=policy, on=on, stage="purchase"
    )
    for index, purchase in enumerate(rows):
        row = decided.row(index, named=True)
        expected = by_object(purchase, policy, on, "purchase")
        assert {rule: row[rule] for rule in expected} == expected


def test_claims_have_lists_and_are_not_for_frames() -> None:
    table, on = pl.DataFrame({"refunded": [True]}), date(2022, 9, 2)
    with pytest.raises(cg.InvalidInput, match=r"frame\.list"):
        frames.assess(table, cg.points, subject=cg.Claim, policy=SETTLED, on=on, stage="claim")
