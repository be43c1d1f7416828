"""The rules of funding and content in other readings: frames, CEL, boundary cases; all as the objects say."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from typing import Any

import attrs
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant import frames, portable
from cloudgrant.programmes.research import ROC_111, DigitalService, ResearchPolicy, ServiceLevel
from cloudgrant.programmes.research.budget import rules as funding_rules
from cloudgrant.programmes.research.roc_111 import CLAUSES
from cloudgrant.programmes.research.service import rules as content_rules
from cloudgrant.rules.deciding.written import derived_value
from cloudgrant.rules.law.clause import cited_by
from cloudgrant.testing import BoundaryCase, OutOfReach, boundary_cases
from cloudgrant.values.between import Between
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN
from programmes.research.budgets import ALONE, JOINT, LEAD, PARTNER, own, subsidy
from readings.cel_answers import Expressions

U = UNKNOWN
PUBLISHED = attrs.evolve(ROC_111.policy, announced_on=date(2022, 5, 1), closing_date=date(2022, 6, 30))
OWN_RULES = (*funding_rules.RULES, *content_rules.RULES)


def only(*rules: Any) -> cg.Programme[cg.Proposal, ResearchPolicy]:
    """A programme of these rules alone."""
    return cg.Programme(
        "only",
        title=Text(en="some rules of the programme"),
        subject=cg.Proposal,
        policies={date(2022, 1, 1): PUBLISHED},
        clauses=cited_by(rules, CLAUSES),
        rules=rules,
    )


# What is lifted over a list has no column; nor has the list of an outline's blocks.
alone = only(*OWN_RULES)
by_columns = only(*(rule for rule in OWN_RULES if rule.id != "research.proposal.outline"))
DAY = date(2022, 5, 2)
EXPRESSIONS = Expressions(alone)
READ = (
    "joint",
    "subsidy",
    "budget_total",
    "lead_subsidy",
    "starts_on",
    "ends_on",
    "domain",
    "subdomain",
    "reviewer_accepts_subdomain",
    "reviewer_accepts_services",
    "named_services",
    "counted_services",
    "other_services",
    "services_in_all",
    "service_model",
    "mainly_saas",
    "largest_customer",
    "smallest_customer",
    "reviewer_accepts_customers",
    "measurable_targets",
)
COLUMNS: Any = {
    **dict.fromkeys(READ, pl.Int64),
    **dict.fromkeys(("joint", "mainly_saas"), pl.Boolean),
    **dict.fromkeys(
        ("reviewer_accepts_subdomain", "reviewer_accepts_services", "reviewer_accepts_customers"), pl.Boolean
    ),
    **dict.fromkeys(("starts_on", "ends_on"), pl.Date),
    **dict.fromkeys(("domain", "subdomain", "service_model"), pl.String),
}
M = 1_000_000


def maybe(*values: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from([*values, U])


def budget(members: Any, asked: Any, shared: Any, party: Any, own_funds: Any) -> dict[str, Any]:
    """Members and their lines; who is alone shares with nobody."""
    other = LEAD if members == ALONE else party
    return {"members": members, "lines": (subsidy(asked), subsidy(shared, other), own(own_funds))}


def numbered(several: list[ServiceLevel]) -> tuple[ServiceLevel, ...]:
    """Each with an indicator of its own."""
    return tuple(attrs.evolve(level, indicator=str(place)) for place, level in enumerate(several))


amounts = maybe(0, 15 * M, 15 * M + 1, 30 * M)
budgets = st.builds(budget, maybe(ALONE, JOINT, JOINT), amounts, amounts, maybe(PARTNER), amounts)
services = st.builds(
    DigitalService, category=maybe("quality", "energy", "pos", "crm", "stock"), cloud=maybe(True, False)
)
levels = st.builds(
    ServiceLevel,
    comparison=maybe("in_words"),
    method=maybe("監測"),
    objective=maybe(True, False),
    reviewer_accepts_target=maybe(True, False),
)
proposals = st.builds(
    lambda money, **others: cg.Proposal(**money, **others),
    budgets | st.just({}),
    starts_on=maybe(date(2022, 4, 30), date(2022, 5, 1)),
    ends_on=maybe(date(2023, 11, 30), date(2023, 12, 1)),
    domain=maybe("manufacturing", "service", "micro"),
    subdomain=maybe("textile", "retail", "other"),
    reviewer_accepts_subdomain=maybe(True, False),
    services=st.lists(services, max_size=3).map(tuple) | st.just(U),
    reviewer_accepts_services=maybe(True, False),
    service_model=maybe("saas", "paas_saas", "paas"),
    mainly_saas=maybe(True, False),
    largest_customer=maybe(9, 10, 11),
    smallest_customer=maybe(8, 9),
    reviewer_accepts_customers=maybe(True, False),
    outline=maybe(ROC_111.policy.outline_blocks, ROC_111.policy.outline_blocks[1:], ()),
    service_levels=st.lists(levels, max_size=2).map(numbered) | st.just(U),
)


def partly_known(one: cg.Proposal) -> bool:
    """Whether something is sure of a derived number that is not known."""
    derived = [name for name in READ if cg.facts(cg.Proposal)[name].derived]
    return any(isinstance(derived_value(one, name), Between) for name in derived)


@settings(max_examples=20)
@given(st.lists(proposals, min_size=1, max_size=8))
def test_a_frame_answers_as_the_objects_do(several: list[cg.Proposal]) -> None:
    rows = {name: [None if (value := getattr(one, name)) is U else value for one in several] for name in READ}
    frame = pl.DataFrame(rows, schema=COLUMNS)
    decided = frames.assess(frame, by_columns, subject=cg.Proposal, on=DAY)
    for place, one in enumerate(several):
        decision = by_columns.assess(one, on=DAY)
        found = {rule: decided[rule][place] for rule in decision.results}
        if not partly_known(one):
            assert found == decision.words
            assert decided["outcome"][place] == decision.outcome.value
        for rule, word in found.items():  # a column of a derived number has no bounds
            assert word in (decision.words[rule], "undetermined")


@settings(max_examples=60)
@given(proposals)
def test_cel_answers_as_the_objects_do(one: cg.Proposal) -> None:
    assert EXPRESSIONS.results(one, PUBLISHED, DAY) == alone.assess(one, on=DAY).words


def test_the_rule_book_of_the_whole_programme_holds_these_rules() -> None:
    book = portable.rulebook(cg.research)
    assert json.loads(json.dumps(book)) == book
    assert {rule.id for rule in (*OWN_RULES, *funding_rules.LINE_RULES)} <= {
        rule["id"] for rule in book["rules"]
    }


CASES = [
    ("research.window.submission", "on", [date(2022, 4, 30), date(2022, 5, 1), date(2022, 5, 2), U], "nmmu"),
    ("research.window.submission", "on", [date(2022, 6, 29), date(2022, 6, 30), date(2022, 7, 1), U], "mmnu"),
    ("research.funding.case-cap", "subsidy", [29_999_999, 30 * M, 30_000_001, U], "mmnu"),
    (
        "research.term.window",
        "ends_on",
        [date(2023, 11, 29), date(2023, 11, 30), date(2023, 12, 1), U],
        "mmnu",
    ),
    ("research.domain.manufacturing", "named_services", [1, 2, 3, U], "nmmu"),
    ("research.domain.service", "named_services", [1, 2, 3, U], "nmmu"),
    ("research.domain.micro", "smallest_customer", [8, 9, 10, U], "mmnu"),
    ("research.domain.micro/services", "named_services", [0, 1, 2, U], "nmmu"),
    ("research.service.measurable-quality", "measurable_targets", [0, 1, 2, U], "nmmu"),
]
WORDS = {"m": "met", "n": "not_met", "u": "undetermined"}


@cache
def _cases() -> tuple[BoundaryCase, ...]:
    """All there are: some conditions are swallowed by others, and have none."""
    try:
        return boundary_cases(alone)
    except OutOfReach as error:
        return error.cases


@pytest.mark.parametrize(("rule", "path", "values", "results"), CASES)
def test_the_thresholds_have_their_cases(rule: str, path: str, values: list[Any], results: str) -> None:
    cases = [case for case in _cases() if (case.rule, case.path.key) == (rule, path)]
    found = [
        (case.value, alone.assess(case.subject, on=case.on, policy=case.policy)[rule].result.value)
        for case in cases
    ]
    expected = list(zip(values, (WORDS[letter] for letter in results), strict=True))
    places = range(len(found) - len(expected) + 1)
    assert any(found[place : place + len(expected)] == expected for place in places), found


def test_partners_lines_count_for_the_lead_in_every_reading() -> None:
    joint = cg.Proposal(members=JOINT, lines=(subsidy(4), subsidy(6, PARTNER), own(10)))
    frame = pl.DataFrame({"joint": [True], "subsidy": [10], "lead_subsidy": [4], "budget_total": [20]})
    money = only(*(rule for rule in funding_rules.RULES if rule.id.startswith("research.funding")))
    decided = frames.assess(frame, money, subject=cg.Proposal, on=DAY)
    assert decided["research.funding.lead-share"].to_list() == ["not_met"]
    assert money.assess(joint, on=DAY).words["research.funding.lead-share"] == "not_met"
