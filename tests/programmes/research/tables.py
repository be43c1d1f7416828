"""A security plan and a table of marks that meet every rule about security, for tests to spoil."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant.programmes.research import (
    FACETS,
    Acceptance,
    FacetPlan,
    Proposal,
    ResearchPolicy,
    SecurityItem,
    SecurityMark,
    SecurityPlan,
    SecuritySpend,
)
from cloudgrant.programmes.research.roc_111.security_items import SECURITY_ITEMS
from cloudgrant.values.unknown import Fact

DAY = date(2022, 5, 20)
POLICY = cg.research.policy_on(DAY)
U = cg.UNKNOWN
MARKS: tuple[Any, ...] = ("met", "partly_met", "not_met", "not_applicable")

PLAN = SecurityPlan(
    facets=tuple(FacetPlan(facet=facet, explanation="已規劃") for facet in FACETS),  # type: ignore[arg-type]
    spend=(
        SecuritySpend(name="WAF", amount=650_000, domestic=False, use="build"),
        SecuritySpend(name="弱點掃描服務", amount=350_000, domestic=True, use="introduction"),
    ),
)
TABLE = cg.SecuritySelfAssessment(
    items=SECURITY_ITEMS,
    marks=tuple(
        SecurityMark(item=item.id, mark="met", evidence="佐證", check="met") for item in SECURITY_ITEMS
    ),
)
PROPOSAL = Proposal(security=PLAN, self_assessment=TABLE)


def marked(item: str, **changes: Any) -> cg.SecuritySelfAssessment:
    """The sound table with other facts in one row."""
    return TABLE.with_marks(attrs.evolve(TABLE.row(item), **changes))


def without(*items: str) -> cg.SecuritySelfAssessment:
    """The sound table without the rows of these items."""
    assert TABLE.marks is not U
    return attrs.evolve(TABLE, marks=tuple(row for row in TABLE.marks if row.item not in items))


def applied(rule: str, policy: ResearchPolicy = POLICY, **parts: Any) -> cg.Finding:
    """The finding of a rule about the sound proposal with other parts."""
    return cg.research.assess(attrs.evolve(PROPOSAL, **parts), on=DAY, policy=policy)[rule]


def accepted(table: cg.SecuritySelfAssessment, policy: ResearchPolicy = POLICY) -> cg.Finding:
    """The finding of the rule about acceptance."""
    decision = cg.research.assess(
        Acceptance(self_assessment=table), on=DAY, policy=policy, stage="acceptance"
    )
    return decision["research.security.acceptance"]


def all_required(policy: ResearchPolicy) -> ResearchPolicy:
    """The policy once it is said that every item of its table is required at acceptance."""
    return policy.complete(
        security_items=tuple(attrs.evolve(item, necessary=True) for item in listed(policy))
    )


def listed(policy: ResearchPolicy) -> tuple[SecurityItem, ...]:
    """The table of a policy that has one."""
    assert policy.security_items is not U
    return policy.security_items


def items(*ids: str, necessary: Fact[bool] = True) -> tuple[SecurityItem, ...]:
    """Items of these ids, all of one facet."""
    return tuple(
        SecurityItem(id=id, facet="network", wording={"zh": id, "en": id}, necessary=necessary) for id in ids
    )


def rows(*ids: str) -> st.SearchStrategy[tuple[SecurityMark, ...]]:
    """Rows of a table of a few items, in any state of being filled in."""
    return st.tuples(*(_row(id) for id in ids)).map(
        lambda found: tuple(row for row in found if row is not None)
    )


def _row(id: str) -> st.SearchStrategy[SecurityMark | None]:
    told = st.sampled_from((U, "…"))
    mark = st.sampled_from((U, *MARKS))

    def made(parts: tuple[Any, ...]) -> SecurityMark:
        mark, evidence, reason, check = parts
        stray = mark is not U and mark != "not_applicable" and check != "not_applicable"
        return SecurityMark(item=id, mark=mark, evidence=evidence, reason=U if stray else reason, check=check)

    return st.one_of(st.none(), st.tuples(mark, told, told, mark).map(made))
