"""Trackings of which only a part is known: all readings agree, and learning overturns nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant.programmes.research import ROC_111, CustomerRevenue, FirmTracking, Tracking
from cloudgrant.programmes.research.benefits.rules import (
    TRACKING_FIRM_RULES,
    enough_customers,
    every_firm_reports,
    invested_as_committed,
    revenue_has_risen,
)
from cloudgrant.rules import facts
from cloudgrant.rules.deciding.evaluate import Case, fact_value, read
from cloudgrant.rules.deciding.written import derived_value, written
from cloudgrant.rules.writing.derived import body_of
from cloudgrant.rules.writing.tracing import trace
from programmes.research.budgets import LEAD, PARTNER, THIRD

U = cg.UNKNOWN
DAY = date(2024, 1, 1)
FIRMS = (LEAD, PARTNER, THIRD)
RULES = (every_firm_reports, invested_as_committed, enough_customers, revenue_has_risen)
POLICIES = st.sampled_from([ROC_111.policy, attrs.evolve(ROC_111.policy, pay_basis="total")])

PAY, HEADS, SUMS = (0, 20, 21, 22), (0, 1, 2), (0, 1, 2)
ROW: dict[str, tuple[Any, ...]] = {
    **{f"{year}_pay": PAY for year in ("base", "first", "second")},
    **{f"{year}_heads": HEADS for year in ("base", "first", "second")},
    "first_rise_recognised": (True, False),
    "second_rise_recognised": (True, False),
    "new_investment": SUMS,
}
REVENUES: dict[str, tuple[Any, ...]] = {"before": SUMS, "after": SUMS}
TARGETS: dict[str, tuple[Any, ...]] = {
    "committed_investment": SUMS,
    "committed_revenue_rise": SUMS,
    "approved_customers": (1, 2),
    "recognised_customers": SUMS,
}


def partly(values: dict[str, tuple[Any, ...]]) -> st.SearchStrategy[Any]:
    return st.fixed_dictionaries({name: st.sampled_from([U, U, *some]) for name, some in values.items()})


rows = partly(ROW).flatmap(lambda row: st.sampled_from([U, *FIRMS]).map(lambda ubn: {**row, "ubn": ubn}))
drafts = st.fixed_dictionaries(
    {
        "firms": st.lists(rows, max_size=3, unique_by=lambda row: id(row) if row["ubn"] is U else row["ubn"])
        | st.just(U),
        "customer_revenues": st.lists(partly(REVENUES), max_size=2) | st.just(U),
        "members": st.sampled_from([U, FIRMS[:1], FIRMS[:2], FIRMS]),
        "no_more_reports": st.sampled_from([U, True]),
        "targets": partly(TARGETS),
    }
)


def made(draft: Any) -> Tracking | None:
    def all_of(cls: Any, rows: Any) -> Any:
        return U if rows is U else tuple(cls(**row) for row in rows)

    try:
        return Tracking(
            firms=all_of(FirmTracking, draft["firms"]),
            customer_revenues=all_of(CustomerRevenue, draft["customer_revenues"]),
            members=draft["members"],
            no_more_reports=draft["no_more_reports"],
            **draft["targets"],
        )
    except cg.InvalidInput:
        return None


def agree(subject: Any, rules: Any, policy: Any) -> None:
    cls = type(subject)
    for name, info in facts(cls).items():
        if info.derived:
            body = body_of(cls, name)
            assert body is not None
            assert read(body, Case(subject, U)) == derived_value(subject, name), name
            assert getattr(subject, name) in (U, fact_value(subject, (name,))), name
    for rule in rules:
        node = trace(rule.id, rule.function, cls, type(policy))
        answer = read(node, Case(subject, policy))
        assert written(node)(subject, policy, U) is answer
        assert rule(subject, policy) in (U, answer)


@settings(max_examples=200)
@given(drafts, POLICIES)
def test_called_never_contradicts_read_and_what_is_written_is_what_is_read(draft: Any, policy: Any) -> None:
    tracking = made(draft)
    if tracking is None:
        return
    agree(tracking, RULES, policy)
    for firm in () if tracking.firms is U else tracking.firms:
        agree(firm, TRACKING_FIRM_RULES, policy)


@settings(max_examples=300)
@given(drafts, POLICIES, st.data())
def test_learning_never_overturns(draft: Any, policy: Any, data: Any) -> None:
    def told(known: Any, values: dict[str, tuple[Any, ...]]) -> Any:
        learnt = {name: data.draw(st.sampled_from(some)) for name, some in values.items() if known[name] is U}
        return known | learnt

    before = made(draft)
    there = list(FIRMS) if draft["members"] is U else list(draft["members"])
    revenues = [] if draft["customer_revenues"] is U else draft["customer_revenues"]
    numbered = [] if draft["firms"] is U else draft["firms"]
    left = [number for number in there if number not in {row["ubn"] for row in numbered}]
    if len([row for row in numbered if row["ubn"] is U]) > len(left):
        return
    waiting = iter(left)
    after = made(
        {
            **draft,
            "members": tuple(there),
            "firms": [
                told(row | ({"ubn": next(waiting)} if row["ubn"] is U else {}), ROW) for row in numbered
            ],
            "customer_revenues": [told(row, REVENUES) for row in revenues],
            "targets": told(draft["targets"], TARGETS),
        }
    )
    if before is None or after is None:
        return
    known, whole = (
        cg.research.assess(one, on=DAY, policy=policy, stage="tracking").results for one in (before, after)
    )
    for rule, answer in known.items():
        assert answer in (cg.Result.UNDETERMINED, whole[rule]), rule
