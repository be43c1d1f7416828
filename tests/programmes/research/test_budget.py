"""The sums of a budget: derived, never overturned by what is learnt, and at odds with no statement."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant.programmes.research import BudgetLine, Member
from cloudgrant.programmes.research.budget.repairs import with_subsidy
from cloudgrant.programmes.research.budget.sums import in_proportion, largest_first
from cloudgrant.values.unknown import UNKNOWN
from programmes.research.budgets import ALONE, JOINT, LEAD, PARTNER, THIRD, member, own, subsidy

U = UNKNOWN
SUMS = ("subsidy", "self_funding", "budget_total", "lead_subsidy")


def sums(proposal: cg.Proposal) -> list[object]:
    return [getattr(proposal, name) for name in SUMS]


def test_the_sums_follow_from_the_lines() -> None:
    lines = (subsidy(7), own(5), subsidy(3, PARTNER), own(1, PARTNER))
    assert sums(cg.Proposal(members=JOINT, lines=lines)) == [10, 6, 16, 7]


def test_a_budget_without_lines_comes_to_nothing_and_one_not_given_is_unknown() -> None:
    assert sums(cg.Proposal(members=JOINT, lines=())) == [0, 0, 0, 0]
    assert sums(cg.Proposal(members=JOINT)) == [U, U, U, U]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (BudgetLine(amount=0), [10, 5, 15, 10]),  # whosever and whatever it is, it is nothing
        (BudgetLine(source="self_funding", party=PARTNER), [10, U, U, 10]),
        (BudgetLine(source="subsidy", party=PARTNER), [U, 5, U, 10]),
        (BudgetLine(source="subsidy", amount=2), [12, 5, 17, U]),
        (BudgetLine(party=PARTNER, amount=2), [U, U, 17, 10]),
        (BudgetLine(), [U, U, U, U]),
    ],
)
def test_an_open_line_leaves_open_what_it_can_change(line: BudgetLine, expected: list[object]) -> None:
    assert sums(cg.Proposal(members=JOINT, lines=(subsidy(10), own(5), line))) == expected


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        (U, U),
        ((), U),
        ((member(LEAD, U), member(PARTNER)), U),
        ((member(LEAD, "lead"), member(U)), 7),  # the other member is not the lead, whoever it is
        ((member(U, "lead"), member(PARTNER)), 7),  # every line is some member's
        ((member(U, "lead"), member(U)), U),
        ((member(U, "lead"), member(U, "lead")), U),
        ((member(U), member(U)), U),  # nobody leads
        ((member(LEAD), member(PARTNER)), U),
        ((member(LEAD, "lead"), member(PARTNER, "lead")), U),  # two do: whose share would it be?
        ((member(U, "lead"), member(U), member(U, "partner")), U),
        ((member(U, U), member(PARTNER)), U),
        ((member(U, U), member(PARTNER, "lead")), U),
    ],
)
def test_the_leads_part_needs_to_know_who_leads(members: Any, expected: object) -> None:
    lines = (subsidy(7), subsidy(3, PARTNER))
    if members == ():
        with pytest.raises(cg.InvalidInput):
            cg.Proposal(members=members, lines=lines)
    else:
        assert cg.Proposal(members=members, lines=lines).lead_subsidy is expected or (
            cg.Proposal(members=members, lines=lines).lead_subsidy == expected
        )


@pytest.mark.parametrize(
    ("lines", "stated", "expected"),
    [
        ((subsidy(U), subsidy(3, PARTNER)), 10, 7),  # what is not the partners' is the lead's
        ((subsidy(U), subsidy(2), subsidy(3, PARTNER)), 10, 7),
        ((subsidy(U), subsidy(3, PARTNER)), U, U),
        ((subsidy(U), subsidy(U, PARTNER)), 10, U),
        ((subsidy(U), subsidy(3, U)), 10, U),
        ((BudgetLine(), subsidy(3, PARTNER)), 10, U),
        ((subsidy(3), subsidy(U, PARTNER)), 10, 3),
        ((subsidy(U),), 10, 10),
    ],
)
def test_a_subsidy_as_stated_less_the_partners_is_the_lead_s(
    lines: Any, stated: Any, expected: object
) -> None:
    assert cg.Proposal(members=JOINT, lines=lines, stated_subsidy=stated).lead_subsidy == expected
    open_role = (member(LEAD, "lead"), member(PARTNER, U))
    shared = cg.Proposal(members=open_role, lines=(subsidy(U), subsidy(3, PARTNER)), stated_subsidy=10)
    assert shared.lead_subsidy is U


def test_a_firm_alone_takes_all_the_subsidy_whether_or_not_its_lines_say_whose_they_are() -> None:
    assert cg.Proposal(members=ALONE, lines=(subsidy(7, U),)).lead_subsidy == 7
    assert cg.Proposal(members=ALONE, stated_subsidy=7).lead_subsidy == 7


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ({"stated_subsidy": 10}, [10, U, U]),
        ({"stated_total": 30}, [U, U, 30]),
        ({"stated_total": 30, "stated_subsidy": 10}, [10, 20, 30]),
    ],
)
def test_stated_sums_stand_until_the_lines_say_them(stated: dict[str, Any], expected: list[object]) -> None:
    assert sums(cg.Proposal(**stated))[:3] == expected
    open_line = cg.Proposal(lines=(subsidy(U), own(U)), **stated)
    assert sums(open_line)[:3] == expected
    half = cg.Proposal(lines=(subsidy(U), own(20)), stated_total=30)
    assert sums(half)[:3] == [10, 20, 30]
    other = cg.Proposal(lines=(subsidy(U), own(20)), stated_subsidy=10)
    assert sums(other)[:3] == [10, 20, 30]


# What is learnt never overturns, and nothing stays unknown that is settled.

PARTIES = (LEAD, PARTNER, THIRD)
AMOUNTS = (0, 1, 3)

line_drafts = st.builds(
    BudgetLine,
    party=st.sampled_from([*PARTIES[:2], U]),
    source=st.sampled_from(["subsidy", "self_funding", U]),
    amount=st.sampled_from([*AMOUNTS, U]),
)
member_drafts = st.builds(
    member, st.sampled_from([*PARTIES, U]), st.sampled_from(["lead", "partner", "partner", U])
)


def line_completions(line: BudgetLine) -> list[tuple[str, str, int]]:
    parties = PARTIES if line.party is U else (line.party,)
    sources = ("subsidy", "self_funding") if line.source is U else (line.source,)
    amounts = AMOUNTS if line.amount is U else (line.amount,)
    return list(product(parties, sources, amounts))


def member_completions(one: Member) -> list[tuple[str, str]]:
    numbers = PARTIES if one.ubn is U else (one.ubn,)
    return list(product(numbers, ("lead", "partner") if one.role is U else (one.role,)))


def coherent(lines: Any, members: Any) -> bool:
    numbers = [number for number, _ in members]
    return len(set(numbers)) == len(numbers) and all(party in numbers for party, _, _ in lines)


def summed(lines: Any, members: Any) -> tuple[int, int, int, Any]:
    leads = {number for number, role in members if role == "lead"}
    asked = sum(amount for _, source, amount in lines if source == "subsidy")
    led: Any = sum(amount for party, source, amount in lines if source == "subsidy" and party in leads)
    led = led if len(leads) == 1 else U
    total = sum(amount for _, _, amount in lines)
    return asked, total - asked, total, led


def every_sum(lines: Any, members: Any) -> set[tuple[int, int, int, Any]]:
    drafts = product(product(*map(line_completions, lines)), list(product(*map(member_completions, members))))
    return {summed(complete, firms) for complete, firms in drafts if coherent(complete, firms)}


@settings(max_examples=150)
@given(st.lists(line_drafts, max_size=3), st.lists(member_drafts, min_size=1, max_size=2))
def test_a_sum_is_known_exactly_where_every_completion_agrees(
    lines: list[BudgetLine], members: list[Member]
) -> None:
    found = every_sum(lines, members)
    try:
        proposal = cg.Proposal(lines=tuple(lines), members=tuple(members))
    except cg.InvalidInput:
        assert not found
        return
    for place, name in enumerate(SUMS):
        values = {one[place] for one in found}
        known = getattr(proposal, name)
        assert not values or known == (values.pop() if len(values) == 1 else U), name


@settings(max_examples=150)
@given(
    st.lists(line_drafts, max_size=2),
    st.lists(member_drafts, min_size=1, max_size=2),
    st.sampled_from([*range(7), U]),
    st.sampled_from([*range(7), U]),
)
def test_with_stated_sums_too_no_completion_disagrees(
    lines: list[BudgetLine], members: list[Member], total: Any, asked: Any
) -> None:
    found = {
        one
        for one in every_sum(lines, members)
        if (total is U or one[2] == total) and (asked is U or one[0] == asked)
    }
    try:
        proposal = cg.Proposal(
            lines=tuple(lines), members=tuple(members), stated_total=total, stated_subsidy=asked
        )
    except cg.InvalidInput:
        assert not found
        return
    for place, name in enumerate(SUMS):
        known = getattr(proposal, name)
        assert known is U or {one[place] for one in found} <= {known}, name


# Bad input, all at once.


def test_everything_wrong_with_a_budget_is_listed_at_once() -> None:
    with pytest.raises(cg.InvalidInput) as caught:
        cg.Proposal(
            members=JOINT,
            lines=(subsidy(5), own(4, THIRD), subsidy(1, "22099131")),
            stated_total=11,
            stated_subsidy=7,
            starts_on=date(2022, 7, 2),
            ends_on=date(2022, 7, 1),
        )
    found = [(problem.path.pointer, problem.code) for problem in caught.value.problems]
    assert found == [
        ("/ends_on", "order"),
        ("/stated_total", "research.total"),
        ("/stated_subsidy", "research.subsidy"),
        ("/lines/1/party", "research.party"),
        ("/lines/2/party", "research.party"),
    ]
    assert caught.value.problems[1].message("zh") == "所列 11 元與經費明細合計 10 元不符"
    assert caught.value.problems[3].message("en") == "22099131 is not one of the firms that propose"


@pytest.mark.parametrize(
    ("given_", "message"),
    [
        (
            {"lines": (subsidy(5), subsidy(U)), "stated_subsidy": 4},
            "stated as NT$4, but the lines that are known already make NT$5",
        ),
        ({"lines": (subsidy(5), subsidy(U)), "stated_subsidy": 5}, ""),
        (
            {"lines": (subsidy(5), BudgetLine(amount=2)), "stated_subsidy": 8},
            "stated as NT$8, but the budget lines make NT$7 at the most",
        ),
        ({"lines": (subsidy(5), BudgetLine(amount=2)), "stated_subsidy": 7}, ""),
        (
            {"stated_total": 4, "stated_subsidy": 5},
            "a subsidy of NT$5 is stated, but a total budget of NT$4",
        ),
        ({"stated_total": 5, "stated_subsidy": 5}, ""),
        (
            {"lines": (own(7), subsidy(U)), "stated_total": 10, "stated_subsidy": 4},
            "with the total budget as stated, own funds would be NT$6, which does not match the budget lines",
        ),
        (
            {"lines": (own(5), subsidy(U)), "stated_total": 10, "stated_subsidy": 4},
            "with the total budget as stated, own funds would be NT$6, which does not match the budget lines",
        ),
        ({"lines": (own(6), subsidy(U)), "stated_total": 10, "stated_subsidy": 4}, ""),
    ],
)
def test_a_stated_sum_that_cannot_be(given_: dict[str, Any], message: str) -> None:
    if not message:
        cg.Proposal(**given_)
        return
    with pytest.raises(cg.InvalidInput) as caught:
        cg.Proposal(**given_)
    assert [problem.message("en") for problem in caught.value.problems] == [message]


def test_that_a_party_is_no_member_is_said_once_all_numbers_are_known() -> None:
    cg.Proposal(members=(member(LEAD, "lead"), member(U)), lines=(own(4, THIRD),))
    with pytest.raises(cg.InvalidInput):
        cg.Proposal(members=JOINT, lines=(own(4, THIRD),))


def test_totals_beyond_the_librarys_bound_are_refused() -> None:
    lines = tuple(own(10**12, number=str(number)) for number in range(1001))
    with pytest.raises(cg.InvalidInput) as caught:
        cg.Proposal(lines=lines)
    assert [(problem.path.pointer, problem.code) for problem in caught.value.problems] == [
        ("/lines", "too_large")
    ]


def test_a_draft_keeps_what_makes_sense() -> None:
    data = {
        "lines": [{"party": THIRD, "source": "subsidy", "amount": 5}],
        "members": [{"role": "lead", "firm": {"ubn": LEAD}}],
        "stated_total": 4,
    }
    proposal, problems = cg.draft(cg.Proposal, data)
    assert {problem.path.pointer for problem in problems} == {"/stated_total", "/lines/0/party"}
    assert proposal.budget_total == 5
    assert proposal.lines == (BudgetLine(source="subsidy", amount=5),)


# How dollars change hands.


@given(st.dictionaries(st.integers(0, 5), st.integers(1, 40), min_size=1), st.data())
def test_taking_in_proportion_spares_the_part_of_the_lead(amounts: dict[int, int], data: Any) -> None:
    whole = sum(amounts.values())
    dollars = data.draw(st.integers(0, whole))
    spared = data.draw(st.sets(st.sampled_from(sorted(amounts))))
    taken = in_proportion(amounts, dollars, spared)
    assert sum(taken.values()) == dollars
    assert all(0 < taken[place] <= amounts[place] for place in taken)
    before = sum(amounts[place] for place in spared)
    after = before - sum(taken.get(place, 0) for place in spared)
    assert after * whole >= before * (whole - dollars)
    for place, amount in amounts.items():  # within a dollar of its exact part
        assert abs(taken.get(place, 0) * whole - amount * dollars) < whole


def test_the_largest_lines_give_first_and_of_equal_ones_the_earlier() -> None:
    assert largest_first({0: 5, 1: 9, 2: 9}, 10) == {1: 9, 2: 1}
    assert largest_first({0: 5, 1: 9}, 0) == {}


@settings(max_examples=100)
@given(
    st.lists(
        st.builds(
            lambda maker, amount, party, year: maker(amount, party, year=year),
            st.sampled_from([subsidy, own]),
            st.integers(0, 9),
            st.sampled_from([LEAD, PARTNER]),
            st.sampled_from([2022, 2023]),
        ),
        max_size=5,
    ),
    st.integers(0, 60),
    st.booleans(),
)
def test_a_changed_sum_keeps_the_others(lines: list[BudgetLine], target: int, stated: bool) -> None:
    proposal = cg.Proposal(members=JOINT, lines=tuple(lines))
    if stated:
        proposal = attrs.evolve(proposal, stated_total=proposal.budget_total, stated_subsidy=proposal.subsidy)
    asked, total, led = proposal.subsidy, proposal.budget_total, proposal.lead_subsidy
    assert asked is not U
    assert total is not U
    assert led is not U
    known = cg.facts(cg.Proposal)

    def to(name: str, value: int) -> cg.Proposal:
        repair = known[name].repair
        assert repair is not None
        changed: cg.Proposal = repair(proposal, value)
        return changed

    if target <= asked:
        less = to("subsidy", target)
        assert (less.subsidy, less.budget_total) == (target, total)
        assert less.lead_subsidy is not U
        assert asked == 0 or less.lead_subsidy * asked >= led * target
        assert of_parties(less) == of_parties(proposal)
    if target >= asked:
        more = to("budget_total", target)
        assert (more.subsidy, more.lead_subsidy, more.budget_total) == (asked, led, target)
    if target <= asked:
        given_to_lead = to("lead_subsidy", target)
        assert given_to_lead.lead_subsidy == target
        assert (given_to_lead.subsidy, given_to_lead.budget_total) == (asked, total)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("subsidy", -1),
        ("budget_total", 9),  # less than the subsidy
        ("lead_subsidy", 11),  # more than there is
        ("lead_subsidy", -1),
    ],
)
def test_a_sum_that_cannot_be_is_refused(name: str, value: int) -> None:
    proposal = cg.Proposal(members=JOINT, lines=(subsidy(6), subsidy(4, PARTNER), own(5)))
    repair = cg.facts(cg.Proposal)[name].repair
    assert repair is not None
    with pytest.raises(cg.InvalidInput):
        repair(proposal, value)


def test_a_budget_of_nothing_gives_nothing() -> None:
    with pytest.raises(cg.InvalidInput):
        with_subsidy(cg.Proposal(members=JOINT, lines=()), -1)


def of_parties(proposal: cg.Proposal) -> dict[object, int]:
    """What each party's part of the project comes to."""
    assert proposal.lines is not U
    found: dict[object, int] = {LEAD: 0, PARTNER: 0}
    for line in proposal.lines:
        assert line.amount is not U
        found[line.party] += line.amount
    return found


@pytest.mark.parametrize(
    ("year", "wrong"), [(2021, True), (2022, False), (2023, False), (2024, True), (2030, True), (U, False)]
)
def test_no_money_is_spent_in_a_year_outside_the_project(year: Any, wrong: bool) -> None:
    dates: dict[str, Any] = {"starts_on": date(2022, 8, 1), "ends_on": date(2023, 11, 30)}
    lines = (subsidy(7, year=2022), own(5, year=year))
    if not wrong:
        assert cg.Proposal(**dates, lines=lines).lines == lines
        return
    with pytest.raises(cg.InvalidInput) as caught:
        cg.Proposal(**dates, lines=lines)
    assert [(one.path.pointer, one.code) for one in caught.value.problems] == [
        ("/lines/1/year", "research.year_outside")
    ]
    assert "{" not in str(caught.value)
    data = cg.dump(cg.Proposal(lines=lines)) | {name: day.isoformat() for name, day in dates.items()}
    with pytest.raises(cg.InvalidInput):
        cg.load(cg.Proposal, data)
    draft, problems = cg.draft(cg.Proposal, data)
    assert [(one.path.pointer, one.code) for one in problems] == [("/lines/1/year", "research.year_outside")]
    assert draft == cg.Proposal(**dates, lines=(lines[0], attrs.evolve(lines[1], year=U)))
    old = cg.load(cg.Proposal, {**data, "version": 1})  # as it could be in data of version 1
    assert old == draft


@pytest.mark.parametrize(("known", "year"), [("starts_on", 2021), ("ends_on", 2024)])
def test_one_end_of_the_project_is_enough(known: str, year: int) -> None:
    dates: dict[str, Any] = {"starts_on": date(2022, 8, 1), "ends_on": date(2023, 11, 30)}
    one = {known: dates[known]}
    other = {name: day for name, day in dates.items() if name != known}
    with pytest.raises(cg.InvalidInput):
        cg.Proposal(**one, lines=(subsidy(7, year=year),))
    assert cg.Proposal(**other, lines=(subsidy(7, year=year),)).lines is not U
