"""Reallocation: the fewest dollars that give the lead its share, and nothing else changed."""

from __future__ import annotations

from collections import Counter
from itertools import product
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant.programmes.research import BudgetLine, Reallocation, reallocation
from cloudgrant.values.shares import Share
from cloudgrant.values.unknown import UNKNOWN
from programmes.research.budgets import (
    ALONE,
    DAY,
    JOINT,
    LEAD,
    MET,
    PARTNER,
    POLICY,
    THIRD,
    THREE,
    member,
    own,
    result,
    subsidy,
)

U = UNKNOWN


def found(proposal: cg.Proposal, policy: Any = POLICY) -> Reallocation:
    answer = reallocation(proposal, policy)
    assert answer is not UNKNOWN
    return answer


def lines_of(proposal: cg.Proposal) -> tuple[BudgetLine, ...]:
    assert proposal.lines is not UNKNOWN
    return proposal.lines


def test_the_largest_lines_of_partners_give_and_the_leads_line_of_the_same_work_takes() -> None:
    lines = (
        subsidy(10),
        subsidy(4, PARTNER, number="a"),
        subsidy(13, PARTNER, number="b", year=2023),
        subsidy(13, THIRD, number="c"),
        own(40, PARTNER),
    )
    proposal = cg.Proposal(members=THREE, lines=lines)
    answer = found(proposal)
    assert [(move.path.key, move.party, move.dollars) for move in answer.moves] == [
        ("lines[number=b]", PARTNER, 10)
    ]
    after = answer.apply(proposal)
    assert [(line.party, line.year, line.amount) for line in lines_of(after)] == [
        (LEAD, 2022, 10),
        (PARTNER, 2022, 4),
        (PARTNER, 2023, 3),
        (THIRD, 2022, 13),
        (PARTNER, 2022, 40),
        (LEAD, 2023, 10),  # the lead had no line of that year
    ]


def test_where_one_line_is_not_enough_the_next_largest_gives_too() -> None:
    lines = (subsidy(0), subsidy(4, PARTNER), subsidy(4, THIRD), subsidy(3, THIRD, year=2023))
    answer = found(cg.Proposal(members=THREE, lines=lines))
    assert [(int(move.path[1]), move.dollars) for move in answer.moves] == [(1, 4), (2, 2)]


def test_dollars_join_a_line_of_the_lead_for_the_same_year_and_work() -> None:
    lines = (subsidy(2), subsidy(8, PARTNER))
    proposal = cg.Proposal(members=JOINT, lines=lines)
    after = found(proposal).apply(proposal)
    assert [(line.party, line.amount) for line in lines_of(after)] == [(LEAD, 5), (PARTNER, 5)]


def test_nothing_moves_where_nothing_is_short() -> None:
    for proposal in (
        cg.Proposal(members=JOINT, lines=(subsidy(5), subsidy(5, PARTNER))),
        cg.Proposal(members=ALONE, lines=(subsidy(5),)),
        cg.Proposal(members=JOINT, lines=()),
    ):
        answer = found(proposal)
        assert (answer.moves, answer.dollars) == ((), 0)
        assert answer.apply(proposal) is proposal
    assert answer.message("zh_Hant_TW") == "主導業者之補助款占比已足，無須移撥"


@pytest.mark.parametrize(
    "proposal",
    [
        cg.Proposal(),
        cg.Proposal(members=JOINT),
        cg.Proposal(members=JOINT, lines=(subsidy(1), subsidy(U, PARTNER))),
        cg.Proposal(members=(member(LEAD), member(PARTNER)), lines=(subsidy(1), subsidy(5, PARTNER))),
        cg.Proposal(members=(member(U, "lead"), member(PARTNER)), lines=(subsidy(5, PARTNER),)),
        cg.Proposal(
            members=(member(LEAD, "lead"), member(PARTNER, "lead"), member(THIRD)),
            lines=(subsidy(9, THIRD), subsidy(1, PARTNER)),
        ),
    ],
)
def test_it_is_unknown_while_nobody_can_say_who_gives_or_takes(proposal: cg.Proposal) -> None:
    assert reallocation(proposal, POLICY) is UNKNOWN


def test_it_applies_to_the_proposal_that_it_was_made_for() -> None:
    proposal = cg.Proposal(members=JOINT, lines=(subsidy(1), subsidy(9, PARTNER)))
    answer = found(proposal)
    for lines in ((subsidy(1), subsidy(3, PARTNER)), (subsidy(1),), (subsidy(9), subsidy(9)), U):
        with pytest.raises(cg.InvalidInput) as caught:
            answer.apply(attrs.evolve(proposal, lines=lines))
        assert [problem.path.pointer for problem in caught.value.problems] == ["/lines/1"]


def test_it_reads_well() -> None:
    million = 1_000_000
    lines = (subsidy(8 * million), subsidy(14 * million, PARTNER, number="2"))
    answer = found(cg.Proposal(members=JOINT, lines=lines))
    assert answer.message("zh_Hant_TW") == (
        "移撥補助款300萬元予主導業者 12345675：lines[number=2]（00501508）移出300萬元"
    )
    assert answer.message("en") == (
        "Give NT$3,000,000 of the subsidy to the lead 12345675: NT$3,000,000 from lines[number=2] (00501508)"
    )


budgets = st.lists(
    st.builds(
        lambda maker, amount, party, year, scope: maker(amount, party, year=year, scope=scope),
        st.sampled_from([subsidy, subsidy, own]),
        st.integers(0, 6),
        st.sampled_from([LEAD, PARTNER, PARTNER, THIRD]),
        st.sampled_from([2022, 2023]),
        st.sampled_from(["cloud_build", "integration"]),
    ),
    max_size=4,
)
shares = st.sampled_from([Share("1/2"), Share("1/2"), Share("1/3"), Share("35%"), Share("1/1"), Share("0/1")])


def kept(proposal: cg.Proposal) -> Counter[tuple[object, ...]]:
    """What is spent in each year on each work from each source, and what each party puts in itself."""
    spent: Counter[tuple[object, ...]] = Counter()
    for line in lines_of(proposal):
        assert line.amount is not UNKNOWN
        spent[line.year, line.scope, line.source] += line.amount
        if line.source == "self_funding":
            spent[line.party, "own"] += line.amount
    return +spent


def fewest(lines: list[BudgetLine], share: Share) -> int:
    """By trying every way to give: the fewest dollars with which the lead has its share."""
    asked = [line for line in lines if line.source == "subsidy"]
    amounts: list[int] = [line.amount for line in asked]  # type: ignore[misc]
    led = sum(amount for line, amount in zip(asked, amounts, strict=True) if line.party == LEAD)
    partners = [amount for line, amount in zip(asked, amounts, strict=True) if line.party != LEAD]
    ways = product(*(range(amount + 1) for amount in partners))
    return min(
        sum(given_)
        for given_ in ways
        if (led + sum(given_)) * share.denominator >= sum(amounts) * share.numerator
    )


@settings(max_examples=150)
@given(budgets, shares)
def test_it_mends_the_share_by_moving_the_fewest_dollars_and_keeps_the_rest(
    lines: list[BudgetLine], share: Share
) -> None:
    policy = attrs.evolve(POLICY, lead_share_floor=share)
    proposal = cg.Proposal(members=THREE, lines=tuple(lines))
    answer = found(proposal, policy)
    assert answer.dollars == fewest(lines, share)
    after = answer.apply(proposal)
    assert result("research.funding.lead-share", after, DAY, policy) is MET
    assert kept(after) == kept(proposal)
    assert (after.subsidy, after.budget_total) == (proposal.subsidy, proposal.budget_total)
    assert reallocation(after, policy) == Reallocation(LEAD, ())
    # As few lines as can be: those that give are emptied, but for the last.
    amounts = {int(move.path[1]): move.dollars for move in answer.moves}
    assert sum(lines[place].amount != dollars for place, dollars in amounts.items()) <= 1
