"""Who is never worse off than another, in every programme and stage; and, the other way about, who may be.

Two subjects are alike but for some facts. What is claimed is proved of all of them; the reverse has a
counterexample, and so has the claim where the rule that it rests on says the contrary.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

import attrs
import pytest
import z3

import cloudgrant as cg
from cloudgrant.rules import Programme
from readings.smt.stages import Judged
from readings.smt.terms import constant, counterexample

ON = date(2022, 5, 2)
MOST_OF = {"security.facets": 6, "self_assessment.marks": 21}

Relation = Callable[[Any, Any], Any]
"""From a fact's value to the other subject's: how the two are related."""


def less(old: Any, new: Any) -> Any:
    return new <= old


def more(old: Any, new: Any) -> Any:
    return new >= old


def one_more(old: Any, new: Any) -> Any:
    return new == old + 1


def one_less(old: Any, new: Any) -> Any:
    return new == old - 1


def to(value: Any) -> Relation:
    return lambda old, new: new == constant(value)


@attrs.frozen
class Better:
    """In a stage, a change of some facts that never makes worse off.

    ``where`` is what else has to be so; ``rests_on`` the rules that make it so (``and``: two that ask alike).
    """

    programme: Programme[Any, Any]
    stage: str
    change: Mapping[str, Relation]
    rests_on: tuple[str, ...]
    where: Callable[[Judged], list[Any]] = lambda _: []
    reverse: bool = True
    """Whether the way back may make worse off."""


def line(judged: Judged, at: int, name: str) -> Any:
    return judged.variable(f"lines[{at}].{name}")


def of_a_partner(judged: Judged) -> list[Any]:
    """The first line is a partner's subsidy, the second the same firm's own funds."""
    return [*_from_subsidy_to_own(judged), _party_is(judged, "partner")]


def of_the_lead(judged: Judged) -> list[Any]:
    return [*_from_subsidy_to_own(judged), _party_is(judged, "lead")]


def of_one_that_applies_alone(judged: Judged) -> list[Any]:
    return [*_from_subsidy_to_own(judged), judged.variable("members.#") == 1]


def _from_subsidy_to_own(judged: Judged) -> list[Any]:
    amounts = [line(judged, at, "amount") for at in (0, 1)]
    others = [judged.other(f"lines[{at}].amount") for at in (0, 1)]
    return [
        judged.variable("lines.#") >= 2,
        line(judged, 0, "source") == constant("subsidy"),
        line(judged, 1, "source") == constant("self_funding"),
        line(judged, 0, "party") == line(judged, 1, "party"),
        sum(amounts) == sum(others),
        *_nothing_stated(judged),
    ]


def _nothing_stated(judged: Judged) -> list[Any]:
    """The sums are those of the lines, so that a change of these is no contradiction."""
    return [z3.Not(judged.variable(f"{name}?")) for name in ("stated_total", "stated_subsidy")]


def _party_is(judged: Judged, role: str) -> Any:
    """Whose line the first is."""
    return z3.Or(
        [
            z3.And(
                judged.variable("members.#") > at,
                judged.variable(f"members[{at}].role") == constant(role),
                judged.variable(f"members[{at}].firm.ubn") == line(judged, 0, "party"),
            )
            for at in range(3)
        ]
    )


def _the_new(judged: Judged, listed: str, facts: Mapping[str, Any]) -> list[Any]:
    """Facts of the item that is added to a list."""
    return [
        z3.Implies(
            judged.variable(f"{listed}.#") == at,
            z3.And(
                [
                    judged.variable(f"{listed}[{at}].{name}") == constant(value)
                    for name, value in facts.items()
                ]
            ),
        )
        for at in range(3)
    ]


def own_funds_within_scope(judged: Judged) -> list[Any]:
    new = _the_new(judged, "lines", {"source": "self_funding", "scope": "cloud_build"})
    return [*new, *_nothing_stated(judged)]


def a_partner_that_may(judged: Judged) -> list[Any]:
    """The one that joins meets what is asked of every member, and so do the others."""
    rules = [
        judged.rules[traced.rule.id].clear for traced in cg.research.traced_at() if traced.over == "members"
    ]
    change = {"members.#": judged.other("members.#")}
    return [
        *_the_new(judged, "members", {"role": "partner"}),
        *(judged.changed(one, change) for one in rules),
    ]


def with_pay(judged: Judged) -> list[Any]:
    return [judged.other("firms[0].base_pay") > 0]


SECOND = {"lines[0].amount": less, "lines[1].amount": more}
CLAIMS: dict[str, Better] = {
    # Points.
    "fewer points for the same order": Better(
        cg.points, "purchase", {"order.points": less}, ("points.use.offset",)
    ),
    "more points left": Better(cg.points, "purchase", {"wallet.available": more}, ("points.use.offset",)),
    "fewer points committed elsewhere": Better(
        cg.points, "purchase", {"wallet.reserved": less, "wallet.claimed": less}, ("points.use.offset",)
    ),
    "a dearer market": Better(
        cg.points, "purchase", {"order.market_price": more}, ("listing.solution.price/purchase",)
    ),
    "a longer contract": Better(
        cg.points, "purchase", {"order.months": more}, ("listing.solution.minimum-term/purchase",)
    ),
    "a contract that begins later": Better(
        cg.points, "purchase", {"order.starts_on": more}, ("points.claim/start-at-purchase",)
    ),
    "a claim made later": Better(cg.points, "claim", {"on": more}, ("listing.solution.claim-after-term",)),
    "one more document": Better(cg.points, "claim", {"documents.#": one_more}, ("points.claim",)),
    "a listing that lasts longer": Better(
        cg.points, "claim", {"order.solution.listed_until": more}, ("points.claim/listing",)
    ),
    # The listing.
    "a cheaper solution": Better(
        cg.listing, "application", {"solution.price": less}, ("listing.solution.price",)
    ),
    "one plan fewer": Better(
        cg.listing, "application", {"solution.plans.#": one_less}, ("listing.solution.price",)
    ),
    "a cheaper plan": Better(
        cg.listing, "application", {"solution.plans[0].prices[0].amount": less}, ("listing.solution.price",)
    ),
    "a longer shortest term": Better(
        cg.listing, "application", {"solution.minimum_term": more}, ("listing.solution.minimum-term",)
    ),
    "a vendor with more capital": Better(
        cg.listing, "application", {"vendor.paid_in_capital": more}, ("listing.vendor.paid-in-capital",)
    ),
    "one more business": Better(
        cg.listing, "application", {"vendor.business_codes.#": one_more}, ("listing.vendor.business-code",)
    ),
    "one more proof of a sale": Better(
        cg.listing, "application", {"proofs_of_sale.#": one_more}, ("listing.documents/sales",)
    ),
    "a list published earlier": Better(
        cg.listing, "purchase", {"selected_on": less}, ("listing.window.validity",)
    ),
    "a test that finds nothing": Better(
        cg.listing,
        "acceptance",
        {"code_scan": to("none")},
        ("listing.review.technical-criteria/security-risk",),
    ),
    # Research.
    "less subsidy for a partner, more own funds": Better(
        cg.research,
        "application",
        SECOND,
        ("research.funding.share-cap", "research.funding.lead-share"),
        of_a_partner,
    ),
    "less subsidy for one that applies alone": Better(
        cg.research, "application", SECOND, ("research.funding.share-cap",), of_one_that_applies_alone
    ),
    "a further line of own funds within the scope": Better(
        cg.research,
        "application",
        {"lines.#": one_more},
        ("research.funding.share-cap",),
        own_funds_within_scope,
    ),
    "one more partner that meets what is asked of each": Better(
        cg.research,
        "application",
        {"members.#": one_more},
        ("research.funding.lead-share",),
        a_partner_that_may,
        False,
    ),
    "a member with less revenue last year": Better(
        cg.research,
        "application",
        {"members[0].firm.revenue_last_year": less},
        ("research.sme.revenue-ceiling",),
    ),
    "one more service": Better(
        cg.research, "application", {"services.#": one_more}, ("research.domain.service",)
    ),
    "one more target that is named": Better(
        cg.research, "application", {"service_levels.#": one_more}, ("research.service.measurable-quality",)
    ),
    "one more facet": Better(
        cg.research, "application", {"security.facets.#": one_more}, ("research.security.plan",)
    ),
    "one more point described": Better(
        cg.research, "application", {"outline.#": one_more}, ("research.proposal.outline",)
    ),
    "smaller customers": Better(
        cg.research,
        "application",
        {"largest_customer": less, "smallest_customer": less},
        ("research.domain.micro",),
    ),
    "more customers aimed at": Better(
        cg.research,
        "application",
        {"adoption.proposed_customers": more},
        ("research.adoption.target and research.benefit.committed",),
    ),
    "more customers recognised": Better(
        cg.research, "acceptance", {"recognised_customers": more}, ("research.adoption.target/reached",)
    ),
    "an item that is found met": Better(
        cg.research,
        "acceptance",
        {"self_assessment.marks[0].check": to("met")},
        ("research.security.acceptance",),
    ),
    "a listing from an earlier day": Better(
        cg.research, "closing", {"listing.listed_on": less}, ("research.benefit.marketplace-listing",)
    ),
    "more invested": Better(
        cg.research, "tracking", {"firms[0].new_investment": more}, ("research.benefit.investment",)
    ),
    "one more firm that reports": Better(
        cg.research, "tracking", {"firms.#": one_more}, ("research.benefit.investment",)
    ),
    "more customers recognised later": Better(
        cg.research, "tracking", {"recognised_customers": more}, ("research.benefit.adoption",)
    ),
    "customers that earn more": Better(
        cg.research, "tracking", {"customer_revenues[0].after": more}, ("research.benefit.customer-revenue",)
    ),
    "customers that earned less": Better(
        cg.research, "tracking", {"customer_revenues[0].before": less}, ("research.benefit.customer-revenue",)
    ),
    "lower pay before": Better(
        cg.research, "tracking", {"firms[0].base_pay": less}, ("research.benefit.salary",), with_pay
    ),
    "less committed to": Better(
        cg.research, "tracking", {"committed_investment": less}, ("research.benefit.investment",)
    ),
    # Coaching.
    "more of its own money": Better(
        cg.coaching, "application", {"coaching_own_funds": more}, ("coaching.self-fund",)
    ),
    "more paid in": Better(cg.coaching, "closing", {"own_funds_paid": more}, ("coaching.self-fund/paid",)),
    "one more trial": Better(cg.coaching, "closing", {"trials.#": one_more}, ("coaching.deliverable/proof",)),
}


@lru_cache(maxsize=32)
def judged_at(programme: Programme[Any, Any], stage: Any) -> Judged:
    return Judged(programme, stage, programme.policy_on(ON), most_of=MOST_OF)


def refuted(claim: Better, *, opposed: Iterable[str] = (), back: bool = False) -> bool:
    """Whether somebody is worse off by the change, or by the way ``back``; with some rules ``opposed``.

    A rule that is opposed says the contrary.
    """
    judged = judged_at(claim.programme, claim.stage)
    new = {name: judged.other(name) for name in claim.change}
    given = [*(relation(judged.variable(name), new[name]) for name, relation in claim.change.items())]
    given += claim.where(judged)
    for one in judged.assumed:
        other = judged.changed(one, new)
        given += [one] if other.eq(one) else [one, other]
    alike, before, after = [], [], []
    rules = judged.contrary(opposed) if opposed else judged.rules
    for rule in rules.values():
        if rule.required:
            other = judged.changed(rule.clear, new)
            if other.eq(rule.clear):
                alike.append(rule.clear)
            else:
                before.append(rule.clear)
                after.append(other)
    if back:
        before, after = after, before
    claimed = z3.Implies(z3.And(before), z3.And(after))
    # What the change does not touch is of use to whom it may make worse off: each has to meet that too.
    return counterexample(claimed, *given) is not None and counterexample(claimed, *given, *alike) is not None


@pytest.mark.parametrize("claim", CLAIMS)
def test_nobody_is_worse_off(claim: str) -> None:
    assert not refuted(CLAIMS[claim])


@pytest.mark.parametrize("claim", [name for name, one in CLAIMS.items() if one.reverse])
def test_the_way_back_may_make_worse_off(claim: str) -> None:
    assert refuted(CLAIMS[claim], back=True)


@pytest.mark.parametrize(
    ("claim", "rules"), [(name, rules) for name, one in CLAIMS.items() for rules in one.rests_on]
)
def test_where_a_rule_says_the_contrary_somebody_is_worse_off(claim: str, rules: str) -> None:
    assert refuted(CLAIMS[claim], opposed=rules.split(" and "))


WORSE: dict[str, Better] = {
    # Of a joint proposal the lead has to have its share, so that less subsidy for the lead may be too little.
    "less subsidy for the lead": Better(cg.research, "application", SECOND, (), of_the_lead),
    "one more member": Better(cg.research, "application", {"members.#": one_more}, ()),
    "one more line": Better(cg.research, "application", {"lines.#": one_more}, ()),
    "one more condition of stickiness": Better(cg.research, "application", {"adoption.kpis.#": one_more}, ()),
    "one more firm that proposed": Better(cg.research, "tracking", {"members.#": one_more}, ()),
    "a later day of the tracking": Better(cg.research, "tracking", {"on": more}, ()),
    "a purchase made later": Better(cg.points, "purchase", {"on": more}, ()),
    "a cheaper order": Better(cg.points, "purchase", {"order.price": less}, ()),
    "a dearer order": Better(cg.points, "purchase", {"order.price": more}, ()),
    "one more plan": Better(cg.listing, "application", {"solution.plans.#": one_more}, ()),
}


@pytest.mark.parametrize("claim", WORSE)
def test_somebody_may_be_worse_off(claim: str) -> None:
    assert refuted(WORSE[claim])
