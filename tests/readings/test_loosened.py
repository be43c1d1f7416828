"""Where a change of a number is proved to make nobody worse off, no comparison claims a possible loser."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import attrs
import pytest

import cloudgrant as cg
from cloudgrant.programmes.listing import ListingApplication, ProofOfSale
from cloudgrant.programmes.research import BudgetLine, Member
from cloudgrant.programmes.research.adoption.plan import AdoptionPlan
from cloudgrant.programmes.research.service.digital_service import DigitalService
from cloudgrant.reform import Reform, compare, implied
from cloudgrant.rules import UNKNOWN, Programme, Share
from cloudgrant.rules.writing import tree
from readings.smt.stages import Judged
from readings.smt.terms import counterexample

ON = date(2022, 5, 2)
MOST_OF = {"security.facets": 6, "self_assessment.marks": 21}

DRAFTS: dict[str, list[Any]] = {
    "points": [cg.Company(), cg.Company(paid_in_capital=100_000_001), cg.Company(points_last_used_in=2021)],
    "listing": [ListingApplication(), ListingApplication(proofs_of_sale=(ProofOfSale(),))],
    "coaching": [cg.Company(), cg.Company(provider=True)],
    "research": [
        cg.Proposal(),
        cg.Proposal(
            members=(Member(role="lead"), Member(role="partner", firm=cg.Company(manufacturer=True))),
            lines=(BudgetLine(source="subsidy"), BudgetLine(amount=20_000_000)),
            services=(DigitalService(), DigitalService()),
            domain="micro",
        ),
        cg.Proposal(stated_total=60_000_000, domain="service", adoption=AdoptionPlan(kpis=UNKNOWN)),
    ],
}
"""Of each programme, subjects of which much is open: lists unknown, known, and of unknown items."""


def more(value: Any) -> Any:
    """A number that is a little more, a list that has one less."""
    match value:
        case bool():
            return not value
        case int():
            return value + 1
        case date():
            return value + timedelta(9)
        case Share():
            return Share.of((1 + Fraction(value.numerator, value.denominator)) / 2)
        case tuple():
            return value[:-1]
    raise TypeError(value)


def numbers(programme: Programme[Any, Any]) -> list[str]:
    """What an edition says of whom an application is open to; weights and rubrics say nothing of that."""
    published = programme.policy_on(ON)
    read = {
        name
        for traced in programme.traced_at()
        for name in _policy_values(traced)
        if getattr(published, name) is not UNKNOWN
    }
    return sorted(name for name in read if not cg.facts(type(published))[name].derived)


def _policy_values(traced: Any) -> set[str]:
    found, pending = set(), [traced.holds, *([] if traced.applies is None else [traced.applies])]
    while pending:
        node = pending.pop()
        if isinstance(node, tree.PolicyValue):
            found.add(node.name)
        pending += tree.parts_of(node)
    return found


PROGRAMMES = {one.name: one for one in (cg.points, cg.listing, cg.research, cg.coaching)}
NUMBERS = [(name, number) for name, one in PROGRAMMES.items() for number in numbers(one)]
NOW: dict[str, Any] = {}


def eligible(programme: Programme[Any, Any], policy: Any) -> tuple[Any, list[Any]]:
    judged = Judged(programme, "application", policy, most_of=MOST_OF)
    return judged.eligible, judged.assumed


def claims(name: str, policy: dict[str, Any], before: dict[str, Any] | None = None) -> set[str]:
    first = None if before is None else Reform("before", policy=before)
    variants = {"now": first, "then": Reform("then", policy=policy)}
    return {row["then"] for row in compare(DRAFTS[name], PROGRAMMES[name], variants, on=ON).rows}


def misjudged(name: str, number: str) -> list[str]:
    programme = PROGRAMMES[name]
    published = programme.policy_on(ON)
    changed = {number: more(getattr(published, number))}
    if name not in NOW:
        NOW[name] = eligible(programme, published)
    now, given = NOW[name]
    then, too = eligible(programme, attrs.evolve(published, **changed))
    up, down = claims(name, changed), claims(name, {}, changed)
    wrong = []
    if counterexample(then, *given, *too, now) is None:  # nobody is worse off
        wrong += [f"loosened, yet {one}" for one in up & {"loses", "may lose", "may do either"}]
        wrong += [f"tightened, yet {one}" for one in down & {"gains", "may gain", "may do either"}]
    if counterexample(now, *given, *too, then) is None:  # nobody is better off
        wrong += [f"tightened, yet {one}" for one in up & {"gains", "may gain", "may do either"}]
        wrong += [f"loosened, yet {one}" for one in down & {"loses", "may lose", "may do either"}]
    return wrong


@pytest.mark.parametrize(("name", "number"), NUMBERS)
def test_where_nobody_can_be_worse_off_no_loser_is_claimed(name: str, number: str) -> None:
    assert misjudged(name, number) == []


@pytest.mark.parametrize(
    ("name", "number", "broken"),
    [
        ("research", "case_cap", "_still_within"),
        ("research", "lead_share_floor", "_share_still_kept"),
        ("research", "security_facets", "_items_within"),
        ("research", "long_contract_months", "_any_of"),
        ("listing", "minimum_term", "at_most"),
    ],
)
def test_an_implication_that_is_missed_is_found_out(
    name: str, number: str, broken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(implied, broken, lambda *_: () if broken == "_any_of" else False)
    assert misjudged(name, number) != []
