"""A finite budget down a ranking: exact, conserved, and never drawn by lot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import permutations, product
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant.programmes.research import (
    Allocation,
    Ask,
    Ranking,
    ScoreSheet,
    Unfit,
    allocation,
    ranking,
)
from cloudgrant.programmes.research.review import allocation as module
from programmes.research.reviews import BENEFITS, MARKET, METHODS, PUBLISHED, ask, flat, sheet

U = cg.UNKNOWN
MILLION = 1_000_000
FOUR = ranking([flat("A", 90), flat("B", 80), flat("C", 70), flat("D", 60)], PUBLISHED)


def amounts(found: Allocation) -> dict[str, Any]:
    return {grant.proposal: grant.amount for grant in found.grants}


def why(found: Allocation) -> dict[str, str]:
    return {grant.proposal: grant.reason for grant in found.grants}


def of_four(budget: int, *wanted: int, unfit: Unfit = "stop", **others: Any) -> Allocation:
    asks = [ask(name, one) for name, one in zip("ABCD", wanted, strict=True)]
    return allocation(budget, asks, FOUR, PUBLISHED, unfit=unfit, **others)


def test_what_happens_at_one_that_does_not_fit_has_to_be_declared() -> None:
    undeclared: Any = allocation
    with pytest.raises(TypeError, match="unfit"):
        undeclared(100, [ask(name, 1) for name in "ABCD"], FOUR, PUBLISHED)


@pytest.mark.parametrize(
    ("budget", "granted"),
    [
        (59, {"A": 20, "B": 30, "C": 0, "D": 0}),
        (60, {"A": 20, "B": 30, "C": 10, "D": 0}),
        (61, {"A": 20, "B": 30, "C": 10, "D": 0}),
        (64, {"A": 20, "B": 30, "C": 10, "D": 0}),
        (65, {"A": 20, "B": 30, "C": 10, "D": 5}),
        (19, {"A": 0, "B": 0, "C": 0, "D": 0}),
        (0, {"A": 0, "B": 0, "C": 0, "D": 0}),
    ],
)
def test_down_the_ranking_until_one_does_not_fit(budget: int, granted: dict[str, int]) -> None:
    found = of_four(budget, 20, 30, 10, 5)
    assert amounts(found) == granted
    assert found.left == budget - sum(granted.values())
    assert found.granted == sum(granted.values())


@pytest.mark.parametrize(
    ("unfit", "granted", "reasons", "left"),
    [
        ("stop", (20, 0, 0, 0), ("granted", "unfit", "stopped", "stopped"), 18),
        ("skip", (20, 0, 10, 5), ("granted", "unfit", "granted", "granted"), 3),
        ("rest", (20, 18, 0, 0), ("granted", "rest", "unfit", "unfit"), 0),
    ],
)
def test_the_first_that_does_not_fit(
    unfit: Unfit, granted: tuple[int, ...], reasons: tuple[str, ...], left: int
) -> None:
    asks = [ask(name, one, minimum=1) for name, one in zip("ABCD", (20, 30, 10, 5), strict=True)]
    found = allocation(38, asks, FOUR, PUBLISHED, unfit=unfit)
    assert tuple(amounts(found).values()) == granted
    assert tuple(why(found).values()) == reasons
    assert found.left == left


@pytest.mark.parametrize(
    ("minimum", "granted", "left"),
    [
        (17, {"A": 20, "B": 18, "C": 0, "D": 0}, 0),
        (18, {"A": 20, "B": 18, "C": 0, "D": 0}, 0),
        (19, {"A": 20, "B": 0, "C": 10, "D": 5}, 3),
        (U, {"A": 20, "B": U, "C": U, "D": U}, U),
    ],
)
def test_the_rest_goes_only_to_one_that_accepts_it(minimum: Any, granted: dict[str, Any], left: Any) -> None:
    asks = [ask("A", 20), ask("B", 30, minimum=minimum), ask("C", 10, minimum=10), ask("D", 5, minimum=5)]
    found = allocation(38, asks, FOUR, PUBLISHED, unfit="rest")
    assert (amounts(found), found.left) == (granted, left)
    if minimum is U:
        assert found.of("B").waits_for == ("minimum",)
        assert (found.of("B").least, found.of("B").most) == (0, 18)
        assert found.of("C").waits_for == ("others",)


@pytest.mark.parametrize(
    ("amount", "ceiling", "minimum", "granted", "reason"),
    [
        (12, 13, U, 12, "granted"),
        (12, 12, U, 12, "granted"),
        (12, 11, U, 11, "ceiling"),
        (12, 11, 11, 11, "ceiling"),
        (12, 11, 12, 0, "minimum"),
        (31 * MILLION, 40 * MILLION, U, 30 * MILLION, "ceiling"),
        (30 * MILLION, 40 * MILLION, U, 30 * MILLION, "granted"),
        (0, 5, U, 0, "granted"),
        (5, 0, U, 0, "ceiling"),
    ],
)
def test_never_above_ask_ceiling_or_case_cap(
    amount: int, ceiling: int, minimum: Any, granted: int, reason: str
) -> None:
    only = ranking([flat("A", 90)], PUBLISHED)
    found = allocation(
        100 * MILLION, [ask("A", amount, ceiling, minimum=minimum)], only, PUBLISHED, unfit="stop"
    )
    assert (found.of("A").amount, found.of("A").reason) == (granted, reason)


def test_the_case_cap_is_the_policys() -> None:
    policy = attrs.evolve(PUBLISHED, case_cap=10)
    found = allocation(100, [ask("A", 12)], ranking([flat("A", 90)], PUBLISHED), policy, unfit="stop")
    assert (found.of("A").amount, found.of("A").limit, found.of("A").asked) == (10, 10, 12)


@pytest.mark.parametrize(
    ("mark", "granted"),
    [
        (None, {"A": 20, "B": 30, "C": 10, "D": 5}),
        (60, {"A": 20, "B": 30, "C": 10, "D": 5}),
        (61, {"A": 20, "B": 30, "C": 10, "D": 0}),
        (Fraction(141, 2), {"A": 20, "B": 30, "C": 0, "D": 0}),
        (100, {"A": 0, "B": 0, "C": 0, "D": 0}),
    ],
)
def test_there_is_no_pass_mark_unless_one_is_given(mark: Any, granted: dict[str, int]) -> None:
    found = of_four(100, 20, 30, 10, 5, pass_mark=mark)
    assert amounts(found) == granted
    assert [reason == "pass_mark" for reason in why(found).values()] == [not one for one in granted.values()]


def test_whether_it_passes_may_be_open() -> None:
    half = sheet("B", "甲", {MARKET: 80, METHODS: 80})  # from 64 to 84
    found_ = ranking([flat("A", 90), half, flat("C", 60)], PUBLISHED)
    asks = [ask("A", 20), ask("B", 30), ask("C", 10)]
    found = allocation(55, asks, found_, PUBLISHED, pass_mark=70, unfit="stop")
    assert amounts(found) == {"A": 20, "B": U, "C": 0}
    assert (found.of("B").waits_for, found.of("C").reason) == (("pass_mark",), "pass_mark")
    assert found.left is U
    low = allocation(55, asks, found_, PUBLISHED, pass_mark=50, unfit="stop")
    assert amounts(low) == {"A": 20, "B": 30, "C": 0}
    late = allocation(
        55,
        asks,
        ranking([flat("A", 90), half, flat("C", 62)], PUBLISHED),
        PUBLISHED,
        pass_mark=62,
        unfit="stop",
    )
    assert amounts(late) == {"A": 20, "B": 30, "C": 0}


# Ties and open ranks.

LEVEL = "it ties with others where the budget runs out"
TIED = ranking([flat("A", 90), flat("B", 80), flat("C", 80), flat("D", 60)], PUBLISHED)


def of_tied(budget: int, *wanted: int, unfit: Unfit = "stop", **others: Any) -> Allocation:
    asks = [ask(name, one) for name, one in zip("ABCD", wanted, strict=True)]
    return allocation(budget, asks, TIED, PUBLISHED, unfit=unfit, **others)


@pytest.mark.parametrize("unfit", ["stop", "skip"])
def test_a_tie_that_fits_is_granted(unfit: Unfit) -> None:
    found = of_tied(35, 10, 10, 15, 5, unfit=unfit)
    assert amounts(found) == {"A": 10, "B": 10, "C": 15, "D": 0}
    assert found.left == 0


def test_a_tie_at_the_margin_is_undetermined() -> None:
    found = of_tied(30, 10, 10, 15, 5)
    assert amounts(found) == {"A": 10, "B": U, "C": U, "D": 0}
    assert found.of("B").waits_for == ("tie",)
    assert (found.of("C").least, found.of("C").most) == (0, 15)
    assert (found.left, found.granted) == (U, U)
    assert why(found)["D"] == "stopped"


def test_a_tie_in_which_one_never_fits() -> None:
    stopping = of_tied(30, 10, 10, 25, 5)
    assert amounts(stopping) == {"A": 10, "B": U, "C": 0, "D": 0}
    skipping = of_tied(30, 10, 10, 25, 5, unfit="skip")
    assert amounts(skipping) == {"A": 10, "B": 10, "C": 0, "D": 5}
    assert skipping.left == 5


def test_what_is_left_may_be_known_though_the_winner_is_not() -> None:
    found = of_tied(25, 10, 15, 15, 5)
    assert amounts(found) == {"A": 10, "B": U, "C": U, "D": 0}
    assert (found.left, found.granted) == (0, 25)


def test_a_declared_tie_break_decides() -> None:
    sheets = [
        flat("A", 90),
        sheet("B", "甲", {MARKET: 90, METHODS: 80, BENEFITS: 65}),
        flat("C", 80),
        flat("D", 60),
    ]
    asks = [ask(name, one) for name, one in zip("ABCD", (10, 10, 15, 5), strict=True)]
    assert amounts(allocation(30, asks, ranking(sheets, PUBLISHED), PUBLISHED, unfit="stop")) == {
        "A": 10,
        "B": U,
        "C": U,
        "D": 0,
    }
    broken = ranking(sheets, PUBLISHED, tie_break=(MARKET,))
    assert amounts(allocation(30, asks, broken, PUBLISHED, unfit="stop")) == {
        "A": 10,
        "B": 10,
        "C": 0,
        "D": 0,
    }


def test_an_open_rank_leaves_open_only_what_it_may_change() -> None:
    half = sheet("C", "甲", {MARKET: 50, METHODS: 50})  # from 40 to 60
    found_ = ranking([flat("A", 90), flat("B", 55), half, flat("D", 30)], PUBLISHED)
    asks = [ask(name, 10) for name in "ABCD"]
    assert amounts(allocation(30, asks, found_, PUBLISHED, unfit="stop")) == {
        "A": 10,
        "B": 10,
        "C": 10,
        "D": 0,
    }
    tight = allocation(25, asks, found_, PUBLISHED, unfit="stop")
    assert amounts(tight) == {"A": 10, "B": U, "C": U, "D": 0}
    assert tight.of("B").waits_for == ("rank",)
    assert tight.left == 5


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        (
            "zh_Hant_TW",
            [
                "核給 1,000萬元",
                "未定，介於 0元 與 1,000萬元 之間：同分之提案，經費不足全數核給",
                "未定，介於 0元 與 1,500萬元 之間：同分之提案，經費不足全數核給",
                "經費核配已於前列提案終止，不予核給",
            ],
        ),
        (
            "en",
            [
                "granted NT$10,000,000",
                f"undetermined, from NT$0 to NT$10,000,000: {LEVEL}",
                f"undetermined, from NT$0 to NT$15,000,000: {LEVEL}",
                "nothing granted: the round ended with a proposal before it",
            ],
        ),
    ],
)
def test_each_grant_says_why(locale: str, said: list[str]) -> None:
    found = of_tied(30 * MILLION, *(one * MILLION for one in (10, 10, 15, 5)))
    assert [grant.message(locale) for grant in found.grants] == said


@pytest.mark.parametrize(
    ("reason", "zh", "en"),
    [
        ("ceiling", "核給 8元（申請 9元，以上限計）", "granted NT$8, its ceiling, of NT$9 asked for"),
        ("rest", "核給餘額 3元（申請 5元）", "granted the rest, NT$3, of NT$5 asked for"),
        ("unfit", "經費餘額不足（申請 20元）", "nothing granted: NT$20 does not fit into what is left"),
        (
            "minimum",
            "上限低於可接受之最低補助，不予核給",
            "nothing granted: its ceiling is less than what it accepts",
        ),
        ("pass_mark", "未達及格分數，不予核給", "nothing granted: its total is below the pass mark"),
    ],
)
def test_other_reasons(reason: str, zh: str, en: str) -> None:
    asks = [ask("A", 9, 8), ask("B", 20, minimum=20), ask("C", 5, minimum=2), ask("D", 1)]
    if reason == "minimum":
        asks[1] = ask("B", 20, 10, minimum=20)
    found = allocation(11, asks, FOUR, PUBLISHED, unfit="rest", pass_mark=65)
    grant = next(one for one in found.grants if one.reason == reason)
    assert (grant.message("zh"), grant.message("en")) == (zh, en)


# Bad input.


def test_everything_that_is_wrong_is_told_at_once() -> None:
    asks = [ask("A", 1), ask("A", 2), ask("BB", 3), ask("D", 1)]
    unfit: Any = "halt"
    budget: Any = 1.5
    with pytest.raises(cg.InvalidInput) as refused:
        allocation(budget, asks, FOUR, PUBLISHED, unfit=unfit, pass_mark=101)
    assert [(one.path.pointer, one.code) for one in refused.value.problems] == [
        ("/budget", "type"),
        ("/asks/1", "duplicate"),
        ("/asks/2/proposal", "unknown_key"),
        ("/asks/B", "required"),
        ("/asks/C", "required"),
        ("/unfit", "option"),
        ("/pass_mark", "research.pass_mark"),
    ]
    assert refused.value.problems[-1].message("zh").startswith("應為 0 至 100")


@pytest.mark.parametrize("mark", [True, 0.5, "60", -1, Fraction(201, 2)])
def test_a_pass_mark_is_a_number_on_the_scale(mark: Any) -> None:
    with pytest.raises(cg.InvalidInput):
        of_four(100, 1, 1, 1, 1, pass_mark=mark)


@pytest.mark.parametrize("budget", [True, -1, 10**14 + 1, "5", None])
def test_a_budget_is_whole_dollars(budget: Any) -> None:
    with pytest.raises(cg.InvalidInput):
        of_four(budget, 1, 1, 1, 1)


def test_an_ask_is_checked_and_comes_back_from_its_dump() -> None:
    with pytest.raises(cg.InvalidInput) as refused:
        Ask(proposal="A", amount=5, ceiling=9, minimum=6)
    assert [(one.path.pointer, one.code) for one in refused.value.problems] == [("/minimum", "too_large")]
    with pytest.raises(cg.InvalidInput) as refused:
        cg.load(Ask, {"proposal": "A", "amount": -1, "ceiling": 1.5, "minimum": 0})
    assert {one.path.pointer for one in refused.value.problems} == {"/amount", "/ceiling", "/minimum"}
    one = ask("A", 5, 9, minimum=5)
    assert cg.load(Ask, cg.dump(one)) == one
    drafted, problems = cg.draft(Ask, {"proposal": "A", "amount": 5, "ceiling": 9, "minimum": 6})
    assert (drafted.minimum, len(problems)) == (U, 1)


# Laws.

TOTALS = (50, 60, 70)


@st.composite
def rounds(draw: st.DrawFn) -> tuple[Ranking, list[Ask]]:
    """Up to four proposals, some level, some with an open total."""
    sheets: list[ScoreSheet] = []
    asks = []
    for name in "ABCD"[: draw(st.integers(1, 4))]:
        total = draw(st.sampled_from(TOTALS))
        if draw(st.integers(0, 3)) == 0:
            sheets.append(sheet(name, "甲", {MARKET: total, METHODS: total}))
        else:
            sheets.append(flat(name, total))
        amount = draw(st.integers(0, 6))
        minimum = draw(st.none() | st.integers(1, max(1, amount)))
        least = U if minimum is None or minimum > amount else minimum
        asks.append(ask(name, amount, draw(st.integers(0, 6)), minimum=least))
    return ranking(sheets, PUBLISHED), asks


def orders(found: Ranking) -> Iterator[list[str]]:
    """Every order of the proposals in which none stands before one that is surely above it."""
    above: Mapping[str, frozenset[str]] = {place.proposal: place.above for place in found.places}
    for order in permutations(above):
        if all(above[name] <= set(order[:index]) for index, name in enumerate(order)):
            yield list(order)


def plainly(
    budget: int, order: Sequence[str], asks: Mapping[str, Ask], unfit: str, passes: Mapping[str, bool]
) -> dict[str, int]:
    """One order, written again, naively; every ask has its minimum."""
    granted = dict.fromkeys(order, 0)
    left = budget
    for name in order:
        one = asks[name]
        limit = min(one.amount, one.ceiling)
        minimum = one.minimum if one.minimum is not U else 0
        if not passes[name] or limit < minimum:
            continue
        if limit > left and unfit == "stop":
            break
        if limit <= left:
            granted[name] = limit
        elif unfit == "rest" and left > 0 and left >= minimum:
            granted[name] = left
        left -= granted[name]
    return granted


def every_way(
    budget: int, found: Ranking, asks: Sequence[Ask], unfit: str, mark: int | None
) -> list[dict[str, int]]:
    """What comes of every order, every total and every minimum that is still possible."""
    passing = []
    for place in found.places:
        low, high = place.scored.least, place.scored.most
        sure = mark is None or low >= mark
        passing.append((True,) if sure else (False,) if high < (mark or 0) else (True, False))
    minima = [
        (one,)
        if one.minimum is not U
        else (one, attrs.evolve(one, minimum=min(one.amount, one.ceiling) or U))
        for one in asks
    ]
    return [
        plainly(
            budget,
            order,
            {one.proposal: one for one in chosen},
            unfit,
            {place.proposal: passes for place, passes in zip(found.places, passed, strict=True)},
        )
        for order in orders(found)
        for passed in product(*passing)
        for chosen in (product(*minima) if unfit == "rest" else [tuple(asks)])
    ]


@settings(max_examples=300)
@given(
    rounds(), st.integers(0, 15), st.sampled_from(["stop", "skip", "rest"]), st.none() | st.integers(50, 70)
)
def test_what_every_order_agrees_on_is_determined_and_nothing_else(
    round_: tuple[Ranking, list[Ask]], budget: int, unfit: Unfit, mark: int | None
) -> None:
    found_, asks = round_
    found = allocation(budget, asks, found_, PUBLISHED, unfit=unfit, pass_mark=mark)
    ways = every_way(budget, found_, asks, unfit, mark)
    for grant in found.grants:
        seen = {way[grant.proposal] for way in ways}
        # A minimum that is not given may lie anywhere; a ceiling below it is taken to be accepted.
        if unfit == "rest" and any(one.minimum is U for one in asks):
            assert grant.least <= min(seen) <= max(seen) <= grant.most
            continue
        assert (grant.least, grant.most) == (min(seen), max(seen))
        assert (grant.amount is U) == (len(seen) > 1)


@settings(max_examples=200)
@given(
    rounds(), st.integers(0, 15), st.sampled_from(["stop", "skip", "rest"]), st.none() | st.integers(50, 70)
)
def test_conserved_and_within_every_bound(
    round_: tuple[Ranking, list[Ask]], budget: int, unfit: Unfit, mark: int | None
) -> None:
    found_, asks = round_
    found = allocation(budget, asks, found_, PUBLISHED, unfit=unfit, pass_mark=mark)
    assert found == allocation(budget, asks[::-1], found_, PUBLISHED, unfit=unfit, pass_mark=mark)
    by_name = {one.proposal: one for one in asks}
    for grant in found.grants:
        one = by_name[grant.proposal]
        assert 0 <= grant.least <= grant.most <= min(one.amount, one.ceiling, budget)
    known = [grant.amount for grant in found.grants if grant.amount is not U]
    if len(known) == len(found.grants):
        assert found.left is not U
        assert sum(known) + found.left == budget
    if found.left is not U:
        assert found.granted == budget - found.left
        assert 0 <= found.left <= budget
    # What is known is granted to no more than there is.
    assert sum(known) <= budget


@settings(max_examples=200)
@given(rounds(), st.integers(0, 15))
def test_a_larger_budget_takes_nothing_away_while_the_round_stops_at_the_first(
    round_: tuple[Ranking, list[Ask]], budget: int
) -> None:
    found_, asks = round_
    smaller, larger = (allocation(one, asks, found_, PUBLISHED, unfit="stop") for one in (budget, budget + 1))
    for before, after in zip(smaller.grants, larger.grants, strict=True):
        assert before.least <= after.least
        assert before.most <= after.most


@settings(max_examples=300)
@given(
    rounds(),
    st.integers(0, 15),
    st.sampled_from(["stop", "skip", "rest"]),
    st.none() | st.integers(50, 70),
    st.integers(0, 2),
)
def test_bounds_alone_never_contradict_the_orders(
    round_: tuple[Ranking, list[Ask]], budget: int, unfit: Unfit, mark: int | None, followed: int
) -> None:
    """What is said of blocks that are too large to follow, checked on blocks that are not."""
    found_, asks = round_
    exact = allocation(budget, asks, found_, PUBLISHED, unfit=unfit, pass_mark=mark)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "FOLLOWED", followed)
        coarse = allocation(budget, asks, found_, PUBLISHED, unfit=unfit, pass_mark=mark)
    for sure, loose in zip(exact.grants, coarse.grants, strict=True):
        assert loose.least <= sure.least <= sure.most <= loose.most
    if coarse.left is not U:
        assert coarse.left == exact.left


def test_a_large_tie_after_a_round_that_has_ended_or_a_grant_that_is_open() -> None:
    names = [f"P{number:02}" for number in range(12)]
    level = [flat(name, 60) for name in names]
    asks = [ask("A", 50), *(ask(name, 2) for name in names)]
    ended = allocation(40, asks, ranking([flat("A", 90), *level], PUBLISHED), PUBLISHED, unfit="stop")
    assert set(amounts(ended).values()) == {0}
    assert set(why(ended).values()) == {"unfit", "stopped"}
    # One of two gets its money, so that 40 or 10 are left for the twelve.
    tied = ranking([flat("A", 90), flat("B", 90), *level], PUBLISHED)
    for each in (2, 12):
        wanted = [ask("A", 50), ask("B", 20), *(ask(name, each) for name in names)]
        doubtful = allocation(60, wanted, tied, PUBLISHED, unfit="skip")
        assert set(amounts(doubtful).values()) == {U}
        assert doubtful.of("P00").most == each
    wanted = [ask("A", 50), ask("B", 20), *(ask(name, 41) for name in names)]
    assert {allocation(60, wanted, tied, PUBLISHED, unfit="skip").of(name).amount for name in names} == {0}


def test_a_large_round_with_everything_open() -> None:
    names = [f"P{number:02}" for number in range(40)]
    blank = ranking([], PUBLISHED, proposals=names)
    asks = [ask(name, 10) for name in names]
    enough = allocation(400, asks, blank, PUBLISHED, unfit="stop")
    assert set(amounts(enough).values()) == {10}
    tight = allocation(399, asks, blank, PUBLISHED, unfit="stop")
    assert set(amounts(tight).values()) == {U}
    assert (tight.left, tight.of("P00").waits_for) == (U, ("rank",))
    none = allocation(9, asks, blank, PUBLISHED, unfit="stop")
    assert set(amounts(none).values()) == {0}
    assert none.left == 9
