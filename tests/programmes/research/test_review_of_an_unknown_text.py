"""The review where the text does not say a weight, the criteria or the largest subsidy: open, and why."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant.programmes.research import (
    ResearchPolicy,
    Score,
    ScoreSheet,
    allocation,
    feedback,
    group_weights,
    ranking,
    scored,
    sheet_problems,
)
from programmes.research.reviews import (
    BENEFITS,
    GROUP_IDS,
    ITEMS,
    MARKET,
    METHODS,
    PUBLISHED,
    VISION,
    ask,
    flat,
    sheet,
    whole,
)

U = cg.UNKNOWN
NOTHING = ResearchPolicy()
NO_RUBRIC = attrs.evolve(PUBLISHED, rubric=U)
WEIGHTS = ("market_weight", "implementation_weight", "benefits_weight")


def blanked(policy: ResearchPolicy, *names: str) -> ResearchPolicy:
    unknown: dict[str, Any] = dict.fromkeys(names, U)
    return attrs.evolve(policy, **unknown)


def without(*names: str) -> ResearchPolicy:
    return blanked(PUBLISHED, *names)


def bounds(found: Any) -> tuple[Any, Any, Any]:
    return found.total, found.least, found.most


def reasons(found: Any) -> list[tuple[str, str]]:
    return [(one.because, one.message("en")) for one in found.unsettled]


# Weights.


def test_a_weight_that_is_not_said_is_unknown() -> None:
    assert group_weights(NOTHING) == dict.fromkeys(GROUP_IDS, U)
    assert group_weights(without("benefits_weight")) == {
        MARKET: Fraction(3, 10),
        METHODS: Fraction(1, 2),
        BENEFITS: U,
    }


@pytest.mark.parametrize(
    ("unknown", "least", "most"),
    [
        (WEIGHTS, 0, 90),  # none of them known: from nothing to the best group alone
        (("benefits_weight",), Fraction(69), Fraction(83)),  # 24 + 45, and up to 20% of 70
        (("market_weight", "benefits_weight"), Fraction(45), Fraction(85)),  # 45, and up to 50% of 80
    ],
)
def test_an_unknown_weight_leaves_the_total_between_bounds(
    unknown: tuple[str, ...], least: Any, most: Any
) -> None:
    found = scored("P1", [whole("P1", "甲", 80, 90, 70)], without(*unknown))
    assert bounds(found) == (U, least, most)
    assert [one.mean for one in found.groups] == [80, 90, 70]
    [(because, words)] = reasons(found)
    assert because == "policy"
    assert words.startswith("the weight is not published of: ")
    assert found.unsettled[0].message("zh").endswith("之配分未公布")


def test_nothing_weighs_nothing_whatever_the_weight() -> None:
    found = scored("P1", [whole("P1", "甲", 80, 90, 0)], without("benefits_weight"))
    assert found.total == 69
    assert not found.unsettled


def test_a_weight_for_which_nothing_is_left_counts_for_nothing() -> None:
    policy = attrs.evolve(
        PUBLISHED, market_weight=cg.Share("1/2"), implementation_weight=cg.Share("1/2"), benefits_weight=U
    )
    assert scored("P1", [whole("P1", "甲", 80, 90, 70)], policy).total == 85


def weighing(parts: tuple[int, ...]) -> ResearchPolicy:
    market, implementation, benefits = (cg.Share(Fraction(one, sum(parts))) for one in parts)
    return attrs.evolve(
        PUBLISHED, market_weight=market, implementation_weight=implementation, benefits_weight=benefits
    )


weights = st.tuples(st.integers(0, 10), st.integers(0, 10), st.integers(0, 10)).filter(any)
points = st.integers(0, 100)


@given(weights, st.sets(st.sampled_from(WEIGHTS)), st.tuples(points, points, points))
def test_the_total_of_every_weighting_lies_within_the_bounds(
    parts: tuple[int, ...], unknown: set[str], each: tuple[int, int, int]
) -> None:
    said = weighing(parts)
    sheets = [whole("P1", "甲", *each)]
    known = scored("P1", sheets, said)
    found = scored("P1", sheets, blanked(said, *unknown))
    assert known.total is not U
    assert found.least <= known.total <= found.most
    assert found.total in (U, known.total)


@given(weights, st.sets(st.sampled_from(WEIGHTS)), st.lists(st.tuples(points, points, points), max_size=3))
def test_a_rank_that_is_known_without_the_weights_stays_with_them(
    parts: tuple[int, ...], unknown: set[str], each: list[tuple[int, int, int]]
) -> None:
    said = weighing(parts)
    sheets = [whole(name, "甲", *one) for name, one in zip("ABC", each, strict=False)]
    before = ranking(sheets, blanked(said, *unknown))
    after = ranking(sheets, said)
    for place in before.places:
        assert place.best <= after.of(place.proposal).best <= after.of(place.proposal).worst <= place.worst
        assert place.rank in (U, after.of(place.proposal).rank)


def test_ranks_wait_for_an_unknown_weight_only_where_it_matters() -> None:
    sheets = [whole("A", "甲", 90, 90, 0), whole("B", "甲", 70, 70, 100), whole("C", "甲", 10, 10, 10)]
    found = ranking(sheets, without("benefits_weight"))
    assert [(one.proposal, one.rank, one.best, one.worst) for one in found.places] == [
        ("A", U, 1, 2),
        ("B", U, 1, 2),
        ("C", 3, 3, 3),
    ]
    assert reasons(found.of("B"))[-1] == ("policy", "its order relative to A is not settled")


# The criteria.


def by_items(proposal: str, each: int, reviewer: str = "甲") -> ScoreSheet:
    return sheet(proposal, reviewer, dict.fromkeys([id for ids in ITEMS.values() for id in ids], each))


def test_sheets_beside_an_unknown_rubric_are_told_as_such() -> None:
    one = sheet("P1", "甲", {MARKET: 80, ITEMS[METHODS][0]: 70, VISION: 1, BENEFITS: 70})
    problems = sheet_problems([one], NO_RUBRIC)
    assert [(problem.path.pointer, problem.code) for problem in problems] == [
        ("/sheets/0/scores/1/criterion", "research.rubric"),
        ("/sheets/0/scores/2/criterion", "research.rubric"),
    ]
    assert problems[0].message("zh") == (
        "審查項目與審查重點尚未公布，無從核對 research.review.implementation/resources"
    )
    assert problems[0].message("en") == (
        "which criteria there are is not known, so research.review.implementation/resources cannot be checked"
    )
    assert sheet_problems([flat("P1", 80)], NOTHING) == ()


def test_other_problems_are_refused_beside_an_unknown_rubric_too() -> None:
    with pytest.raises(cg.InvalidInput) as refused:
        scored("P1", [by_items("P1", 80), by_items("P1", 80)], NO_RUBRIC)
    assert [problem.code for problem in refused.value.problems] == ["duplicate"]


def test_whole_groups_make_a_total_without_a_rubric() -> None:
    found = scored("P1", [whole("P1", "甲", 80, 90, 70)], NO_RUBRIC)
    assert found.total == 83
    assert not found.criteria
    assert not found.unsettled


def test_criteria_of_an_unknown_rubric_leave_the_total_open() -> None:
    found = scored("P1", [by_items("P1", 80), whole("P1", "乙", 60, 60, 60)], NO_RUBRIC)
    assert bounds(found) == (U, 30, 80)
    assert found.missing == ()
    assert reasons(found) == [
        ("policy", "which criteria there are is not published, so what is scored one by one cannot count")
    ]
    assert found.of(ITEMS[MARKET][0]).given == 1
    assert found.of(ITEMS[MARKET][0]).label["zh"] == ITEMS[MARKET][0]


def test_what_is_not_scored_at_all_is_missing_without_a_rubric_too() -> None:
    found = scored("P1", [sheet("P1", "甲", {MARKET: 80, METHODS: 90})], NO_RUBRIC)
    assert [one.criterion for one in found.missing] == [BENEFITS]
    assert bounds(found) == (U, 69, 89)


def test_a_tie_is_not_broken_by_a_criterion_of_an_unknown_rubric() -> None:
    with pytest.raises(cg.InvalidInput) as refused:
        ranking([flat("A", 80), flat("B", 80)], NO_RUBRIC, tie_break=(MARKET, ITEMS[MARKET][0]))
    assert [(one.path.pointer, one.code) for one in refused.value.problems] == [
        ("/tie_break/1", "research.rubric")
    ]


# The letter.


def test_the_letter_says_what_is_not_published_and_keeps_every_comment() -> None:
    scores = (
        Score(criterion=MARKET, points=80, comment="市場大"),
        Score(criterion=ITEMS[METHODS][0], points=70, comment="實績足"),
        Score(criterion=BENEFITS, points=70),
    )
    one = ScoreSheet(proposal="P1", reviewer="王委員", scores=scores, comment="整體可行")
    letter = feedback(scored("P1", [one], NOTHING), policy=NOTHING)
    assert letter == "\n".join(
        [
            "審查意見：P1",
            "加權總分：未定，介於 0 分 與 100 分 之間（滿分 100 分）",
            "  - 「目標客群及價值主張」、「實施方法」、「預期效益及產出」之配分未公布",
            "  - 審查項目與審查重點未公布，逐項之評分無從計入",
            "",
            "目標客群及價值主張（配分未公布）：80 分",
            "  - 市場大",
            "實施方法（配分未公布）：未定，介於 0 分 與 100 分 之間",
            "預期效益及產出（配分未公布）：70 分",
            "research.review.implementation/resources：70 分",
            "  - 實績足",
            "",
            "總評",
            "  - 整體可行",
        ]
    )
    assert "Segment and value proposition (weight not published): 80" in feedback(
        scored("P1", [one], NOTHING), "en", policy=NOTHING
    )


@pytest.mark.parametrize("scoring", [PUBLISHED, NOTHING])
@pytest.mark.parametrize("writing", [PUBLISHED, NOTHING])
def test_a_letter_under_another_policy_loses_nothing(
    scoring: ResearchPolicy, writing: ResearchPolicy
) -> None:
    one = ScoreSheet(
        proposal="P1", reviewer="甲", scores=(Score(criterion=ITEMS[MARKET][0], points=70, comment="佳"),)
    )
    assert "    - 佳" in feedback(scored("P1", [one], scoring), policy=writing).replace("\n  - ", "\n    - ")


# The budget.


def granted(policy: ResearchPolicy, budget: int, **others: Any) -> Any:
    asks = [ask("A", 20, minimum=5), ask("B", 30, 10, minimum=11), ask("C", 0), ask("D", 8)]
    found = ranking([flat("A", 90), flat("B", 80), flat("C", 70), flat("D", 60)], PUBLISHED)
    return allocation(budget, asks, found, policy, **{"unfit": "stop", **others})


def test_grants_under_an_unknown_case_cap_are_open_between_bounds() -> None:
    found = granted(without("case_cap"), 15)
    told = {one.proposal: (one.amount, one.least, one.most, one.limit) for one in found.grants}
    assert told == {"A": (U, 0, 15, U), "B": (0, 0, 0, U), "C": (0, 0, 0, U), "D": (U, 0, 8, U)}
    assert {one.proposal: one.reason for one in found.grants} == {
        "A": "undetermined",
        "B": "minimum",
        "C": "granted",
        "D": "undetermined",
    }
    assert found.of("A").waits_for == ("case_cap",)
    assert (found.left, found.granted) == (U, U)
    assert found.of("A").message("en") == (
        "undetermined, from NT$0 to NT$15: the largest subsidy of a case is not published"
    )
    assert found.of("A").message("zh").endswith("每案補助上限未公布")


def test_beside_the_case_cap_whatever_else_is_open_is_asked_for() -> None:
    found = ranking([flat("A", 90)], PUBLISHED)
    opened = allocation(15, [ask("A", 20)], found, without("case_cap"), unfit="rest")
    assert opened.of("A").waits_for == ("case_cap", "minimum")


def test_what_no_cap_can_change_is_determined() -> None:
    assert granted(without("case_cap"), 0).left == 0
    marked = granted(without("case_cap"), 15, pass_mark=100)
    assert [one.reason for one in marked.grants] == ["pass_mark"] * 4
    assert marked.left == 15


@given(st.integers(0, 40), st.integers(0, 60), st.sampled_from(["stop", "skip", "rest"]))
def test_what_any_cap_grants_lies_within_the_bounds(cap: int, budget: int, unfit: str) -> None:
    under = granted(attrs.evolve(PUBLISHED, case_cap=cap), budget, unfit=unfit)
    found = granted(without("case_cap"), budget, unfit=unfit)
    for one in under.grants:
        open_ = found.of(one.proposal)
        assert open_.least <= one.least <= one.most <= open_.most
        assert open_.amount in (U, one.amount)
    assert found.left in (U, under.left)


# Nothing raises.


json: st.SearchStrategy[Mapping[str, int | None]] = st.dictionaries(
    st.sampled_from([*GROUP_IDS, VISION, *ITEMS[MARKET], *ITEMS[BENEFITS]]), st.none() | points, max_size=5
)


@given(json, json, st.sampled_from(["mean", "trimmed"]), st.sampled_from([NOTHING, NO_RUBRIC]))
def test_no_sheet_makes_an_unknown_text_raise(one: Any, other: Any, method: Any, policy: Any) -> None:
    sheets = [sheet("A", "甲", one), sheet("A", "乙", other), sheet("B", "甲", other)]
    assert {problem.code for problem in sheet_problems(sheets, policy)} <= {"research.rubric"}
    found = ranking(sheets, policy, method=method)
    for place in found.places:
        assert feedback(place.scored, policy=policy)
        assert place.scored.least <= place.scored.most
        assert bool(place.scored.unsettled) == (place.total is U)
    asks = [ask("A", 10), ask("B", 20)]
    assert allocation(25, asks, found, policy, unfit="skip").budget == 25
