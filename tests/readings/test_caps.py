"""What nobody who is eligible exceeds or falls short of, whatever the policy's numbers: proved.

Each bound rests on a rule: where that says the contrary, there is a counterexample.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import attrs
import pytest
import z3

import cloudgrant as cg
from cloudgrant.programmes.research.budget.funding import largest_subsidy
from cloudgrant.rules import Programme, Share
from cloudgrant.rules.writing import tree
from readings.smt.stages import Judged
from readings.smt.terms import constant, counterexample, example

ON = date(2022, 5, 2)
MOST_OF = {"security.facets": 6, "self_assessment.marks": 21}


@attrs.frozen
class Bound:
    """What holds of whoever is eligible at a stage; ``open`` numbers of the policy may be any."""

    programme: Programme[Any, Any]
    stage: str
    open: tuple[str, ...]
    holds: Callable[[Judged], Any]
    rests_on: str


def fact(judged: Judged, *path: str) -> Any:
    """A fact of the subject, derived ones too."""
    cls: Any = judged.subject.cls
    for name in path[:-1]:
        cls = cg.facts(cls)[name].record
    return judged.of(tree.FactOf(path, cg.facts(cls)[path[-1]]))


def policy(judged: Judged, name: str) -> Any:
    return judged.of(tree.PolicyValue(name, cg.facts(judged.programme.policy)[name]))


def within_the_share(judged: Judged) -> Any:
    top, bottom = policy(judged, "share_cap")
    return fact(judged, "subsidy") * bottom <= fact(judged, "budget_total") * top


def within_the_ceiling(judged: Judged) -> Any:
    """No more than the programme tells as the largest subsidy of this budget."""
    top, bottom = policy(judged, "share_cap")
    shared, case = fact(judged, "budget_total") * top / bottom, policy(judged, "case_cap")
    return fact(judged, "subsidy") <= z3.If(shared < case, shared, case)


def enough_for_the_lead(judged: Judged) -> Any:
    top, bottom = policy(judged, "lead_share_floor")
    enough = fact(judged, "lead_subsidy") * bottom >= fact(judged, "subsidy") * top
    return z3.Implies(fact(judged, "joint"), enough)


def every_plan_within_the_market(judged: Judged) -> Any:
    solution = judged.subject.fact("solution")
    prices = [
        z3.Implies(z3.And(here, there), price.fact("amount") <= price.fact("market_amount"))
        for here, plan in solution.fact("plans")
        for there, price in plan.fact("prices")
    ]
    return z3.And(solution.fact("price") <= solution.fact("market_price"), *prices)


def half_of_the_price(judged: Judged) -> Any:
    """Of the price with tax, where that counts."""
    order = judged.subject.fact("order")
    top, bottom = policy(judged, "offset_share")
    counted = z3.If(policy(judged, "offset_counts_tax"), order.fact("tax"), 0)
    return order.fact("points") * bottom <= (order.fact("price") + counted) * top


def committed_within(judged: Judged) -> Any:
    order, wallet = judged.subject.fact("order"), judged.subject.fact("wallet")
    points, committed = order.fact("points"), wallet.fact("reserved") + wallet.fact("claimed")
    return z3.And(
        points >= 0,
        points <= wallet.fact("available"),
        committed + points <= policy(judged, "offset_ceiling"),
    )


BOUNDS: dict[str, Bound] = {
    "the subsidy of a case": Bound(
        cg.research, "application", ("case_cap",),
        lambda one: z3.And(fact(one, "subsidy") >= 0, fact(one, "subsidy") <= policy(one, "case_cap")),
        "research.funding.case-cap",
    ),
    "the share of the subsidy": Bound(
        cg.research, "application", ("share_cap",), within_the_share, "research.funding.share-cap"
    ),
    "the ceiling, for want of a case's": Bound(
        cg.research, "application", ("case_cap",), within_the_ceiling, "research.funding.case-cap"
    ),
    "the ceiling, for want of a share": Bound(
        cg.research, "application", ("case_cap",), within_the_ceiling, "research.funding.share-cap"
    ),
    "the share of the lead": Bound(
        cg.research, "application", (), enough_for_the_lead, "research.funding.lead-share"
    ),
    "the price of every plan": Bound(
        cg.listing, "application", (), every_plan_within_the_market, "listing.solution.price"
    ),
    "the shortest term": Bound(
        cg.listing, "application", ("minimum_term",),
        lambda one: fact(one, "solution", "minimum_term") >= policy(one, "minimum_term"),
        "listing.solution.minimum-term",
    ),
    "half of the price of a purchase": Bound(
        cg.points, "purchase", (), half_of_the_price, "points.use.offset"
    ),
    "all purchases together": Bound(
        cg.points, "purchase", ("offset_ceiling",), committed_within, "points.use.offset"
    ),
    "the customers recognised": Bound(
        cg.research, "acceptance", (),
        lambda one: fact(one, "recognised_customers") >= fact(one, "adoption", "approved_customers"),
        "research.adoption.target/reached",
    ),
    "the investment": Bound(
        cg.research, "tracking", (),
        lambda one: fact(one, "invested") >= fact(one, "committed_investment"),
        "research.benefit.investment",
    ),
    "own funds": Bound(
        cg.coaching, "application", ("self_fund",),
        lambda one: fact(one, "coaching_own_funds") >= policy(one, "self_fund"),
        "coaching.self-fund",
    ),
    "own funds that were paid": Bound(
        cg.coaching, "closing", ("self_fund",),
        lambda one: fact(one, "own_funds_paid") >= policy(one, "self_fund"),
        "coaching.self-fund/paid",
    ),
}  # fmt: skip


def exceeded(bound: Bound, opposed: tuple[str, ...] = ()) -> bool:
    published = bound.programme.policy_on(ON)
    judged = Judged(bound.programme, bound.stage, published, open=bound.open, most_of=MOST_OF)
    rules = judged.contrary(opposed)
    met = [one.clear for one in rules.values() if one.required]
    holds = bound.holds(judged)
    return counterexample(holds, *judged.assumed, *met) is not None


@pytest.mark.parametrize("bound", BOUNDS)
def test_whoever_is_eligible_keeps_within(bound: str) -> None:
    assert not exceeded(BOUNDS[bound])


@pytest.mark.parametrize("bound", BOUNDS)
def test_where_the_rule_says_the_contrary_somebody_does_not(bound: str) -> None:
    assert exceeded(BOUNDS[bound], (BOUNDS[bound].rests_on,))


@pytest.mark.parametrize("share", ["1/3", "45%", "99.95%"])
def test_no_part_of_a_subsidy_is_lost_to_rounding(share: str) -> None:
    """What is told as the largest subsidy is asked for by somebody, and a dollar more by nobody."""
    published = attrs.evolve(cg.research.policy_on(ON), share_cap=Share(share))
    judged = Judged(cg.research, "application", published, most_of=MOST_OF)
    told = largest_subsidy(10_000_001, published)
    asked = [fact(judged, "budget_total") == constant(10_000_001), judged.eligible, *judged.assumed]
    assert example(fact(judged, "subsidy") == constant(told), *asked) is not None
    assert counterexample(fact(judged, "subsidy") <= constant(told), *asked) is None
    assert counterexample(fact(judged, "subsidy") < constant(told), *asked) is not None
