"""Budgets of which only a part is known: what is surely so is said, and what is learnt never overturns it."""

from __future__ import annotations

from itertools import product
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant.programmes.research import BudgetLine
from cloudgrant.programmes.research.budget.rules import RULES
from cloudgrant.rules.deciding.evaluate import Case, fact_value, read
from cloudgrant.rules.deciding.written import derived_value, written
from cloudgrant.rules.writing.derived import body_of
from cloudgrant.rules.writing.tracing import trace
from programmes.research.budgets import (
    DAY,
    JOINT,
    LEAD,
    MET,
    NOT_MET,
    OPEN,
    PARTNER,
    POLICY,
    THIRD,
    UNKNOWN,
    member,
    own,
    result,
    subsidy,
)

U = UNKNOWN
M = 1_000_000
CASE, SHARE, LEADS = (f"research.funding.{rule}" for rule in ("case-cap", "share-cap", "lead-share"))
FUNDING = {rule.id: rule for rule in RULES if rule.id in (CASE, SHARE, LEADS)}
SUMS = ("one_lead", "led_by_provider", "joint", "subsidy", "self_funding", "budget_total", "lead_subsidy")


@pytest.mark.parametrize(
    ("rule", "lines", "expected"),
    [
        (CASE, (subsidy(30 * M), subsidy(U)), OPEN),
        (CASE, (subsidy(30 * M + 1), subsidy(U)), NOT_MET),  # whatever the other comes to
        (CASE, (subsidy(31 * M), BudgetLine()), NOT_MET),
        (SHARE, (own(10), subsidy(5), subsidy(5), own(U)), MET),
        (SHARE, (own(9), subsidy(5), subsidy(5), own(U)), OPEN),
        (SHARE, (own(9), subsidy(10), own(U), own(1)), MET),
        (LEADS, (subsidy(10), subsidy(10, PARTNER), subsidy(U)), MET),  # more for the lead alone
        (LEADS, (subsidy(9), subsidy(10, PARTNER), subsidy(U)), OPEN),
        (LEADS, (subsidy(9), subsidy(10, PARTNER), subsidy(U, PARTNER)), NOT_MET),
    ],
)
def test_what_is_surely_over_or_within_is_said(rule: str, lines: Any, expected: cg.Result) -> None:
    assert result(rule, cg.Proposal(members=JOINT, lines=lines)) is expected


def test_what_is_stated_bounds_what_the_lines_leave_open() -> None:
    assert result(CASE, cg.Proposal(stated_total=30 * M)) is MET
    assert result(CASE, cg.Proposal(stated_total=30 * M + 1)) is OPEN
    over = cg.Proposal(stated_total=60 * M, lines=(own(29 * M), subsidy(U), own(0)))
    assert result(CASE, over) is NOT_MET
    assert result(CASE, cg.Proposal(stated_subsidy=31 * M)) is NOT_MET


def test_without_lines_they_and_the_stated_sums_are_missing() -> None:
    asked = {gap.path.key for gap in cg.research.assess(cg.Proposal(), on=DAY).missing if CASE in gap.rules}
    assert asked == {"lines", "stated_subsidy", "stated_total"}


def test_where_two_lead_what_counts_as_the_lead_s_is_asked_of_the_office() -> None:
    two = (member(LEAD, "lead"), member(PARTNER, "lead"))
    proposal = cg.Proposal(members=two, lines=(subsidy(5), subsidy(6, PARTNER)))
    [gap] = cg.research.assess(proposal, on=DAY)[LEADS].because
    assert (gap.path.key, gap.because) == ("recognised_lead_subsidy", "text")
    for recognised, expected in ((5, NOT_MET), (6, MET)):
        assert result(LEADS, attrs.evolve(proposal, recognised_lead_subsidy=recognised)) is expected
    one = attrs.evolve(proposal, members=JOINT, recognised_lead_subsidy=11)
    assert one.lead_subsidy == 5  # of one lead, the lines say it


lines = st.builds(
    BudgetLine,
    party=st.sampled_from([LEAD, PARTNER, U]),
    source=st.sampled_from(["subsidy", "self_funding", U]),
    amount=st.sampled_from([0, 1, 3, 8, U]),
)
members = st.builds(
    member, st.sampled_from([LEAD, PARTNER, THIRD, U]), st.sampled_from(["lead", "partner", "partner", U])
)
drafts = st.fixed_dictionaries(
    {
        "lines": st.lists(lines, max_size=3).map(tuple) | st.just(U),
        "members": st.lists(members, min_size=1, max_size=3).map(tuple) | st.just(U),
        "stated_total": st.sampled_from([U, U, 4, 11]),
        "stated_subsidy": st.sampled_from([U, U, 0, 4]),
    }
)


def made(values: Any) -> cg.Proposal | None:
    try:
        return cg.Proposal(**values)
    except cg.InvalidInput:
        return None


@settings(max_examples=200)
@given(drafts)
def test_called_never_contradicts_read_and_what_is_written_is_what_is_read(values: Any) -> None:
    proposal = made(values)
    if proposal is None:
        return
    for name in SUMS:
        body = body_of(cg.Proposal, name)
        assert body is not None
        assert read(body, Case(proposal, U)) == derived_value(proposal, name), name
        assert getattr(proposal, name) in (U, fact_value(proposal, (name,))), name
    for rule in FUNDING.values():
        node = trace(rule.id, rule.function, cg.Proposal, type(POLICY))
        answer = read(node, Case(proposal, POLICY, DAY))
        assert written(node)(proposal, POLICY, DAY) is answer
        assert rule(proposal, POLICY) in (U, answer)


SMALL = attrs.evolve(POLICY, case_cap=4)


def filled(draw: Any, line: BudgetLine, numbers: list[str]) -> BudgetLine:
    choices = {
        "party": st.sampled_from(numbers),
        "source": st.sampled_from(["subsidy", "self_funding"]),
        "amount": st.sampled_from([0, 1, 5]),
    }
    learnt = {name: draw(values) for name, values in choices.items() if getattr(line, name) is U}
    return attrs.evolve(line, **learnt)


@settings(max_examples=300)
@given(drafts, st.data())
def test_no_completion_of_a_budget_overturns_an_answer(values: Any, data: Any) -> None:
    proposal = made(values)
    if proposal is None:
        return
    known = () if proposal.members is U else proposal.members
    numbers = data.draw(st.permutations([LEAD, PARTNER, THIRD]))
    left = iter([number for number in numbers if number not in {one.ubn for one in known}])
    firms = tuple(
        member(
            next(left) if one.ubn is U else one.ubn,
            data.draw(st.sampled_from(["lead", "partner"])) if one.role is U else one.role,
        )
        for one in (known or (member(LEAD, "lead"), member(PARTNER)))
    )
    there = [str(one.ubn) for one in firms]
    rows = data.draw(st.lists(lines, max_size=2)) if proposal.lines is U else proposal.lines
    whole = made({**values, "members": firms, "lines": tuple(filled(data.draw, row, there) for row in rows)})
    if whole is None:
        return
    for rule in FUNDING:
        before, after = (result(rule, one, policy=SMALL) for one in (proposal, whole))
        assert before in (OPEN, after)
    for name, value in product(SUMS, [proposal]):
        assert fact_value(value, (name,)) in (U, fact_value(whole, (name,))), name
