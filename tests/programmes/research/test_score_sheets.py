"""Score sheets: what one is, what is wrong with one, and with several beside one another."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant.programmes.research import Score, ScoreSheet, sheet_problems
from programmes.research.reviews import (
    BENEFITS,
    GROUP_IDS,
    ITEMS,
    MARKET,
    METHODS,
    PUBLISHED,
    VISION,
    flat,
    sheet,
)

U = cg.UNKNOWN


def told(problems: Any) -> list[tuple[str, str]]:
    return [(problem.path.pointer, problem.code) for problem in problems]


def refusal(data: dict[str, Any]) -> list[tuple[str, str]]:
    with pytest.raises(cg.InvalidInput) as refused:
        cg.load(ScoreSheet, data)
    return told(refused.value.problems)


@pytest.mark.parametrize(
    ("points", "out_of", "problem"),
    [
        (0, 100, None),
        (100, 100, None),
        (101, 100, ("/points", "too_large")),
        (-1, 100, ("/points", "negative")),
        (30, 30, None),
        (31, 30, ("/points", "too_large")),
        (U, 30, None),
        (0, 0, ("/out_of", "too_small")),
        (82.5, 100, ("/points", "type")),
        (True, 100, ("/points", "type")),
    ],
)
def test_points_lie_within_the_scale(points: Any, out_of: int, problem: tuple[str, str] | None) -> None:
    if problem is None:
        assert Score(criterion=MARKET, points=points, out_of=out_of).points == points
        return
    with pytest.raises(cg.InvalidInput) as refused:
        Score(criterion=MARKET, points=points, out_of=out_of)
    assert told(refused.value.problems) == [problem]


def test_every_problem_of_a_sheet_is_told_at_once() -> None:
    data = {
        "proposal": "P1",
        "reviewer": "",
        "recused": "no",
        "scors": [],
        "scores": [
            {"criterion": MARKET, "points": 130},
            {"criterion": METHODS, "points": 80, "comment": " "},
            {"criterion": METHODS, "points": 70},
        ],
    }
    assert refusal(data) == [
        ("/scors", "unknown_key"),
        ("/reviewer", "empty"),
        ("/recused", "type"),
        ("/scores/0/points", "too_large"),
        ("/scores/1/comment", "empty"),
    ]
    assert refusal({"proposal": "P1", "reviewer": "甲", "scores": data["scores"][1:]}) == [
        ("/scores/0/comment", "empty")
    ]
    twice = [{"criterion": METHODS, "points": 80}, {"criterion": METHODS, "points": 70}]
    assert refusal({"proposal": "P1", "reviewer": "甲", "scores": twice}) == [("/scores/1", "duplicate")]
    assert refusal({"scores": []}) == [("/proposal", "required"), ("/reviewer", "required")]


def test_a_recused_reviewer_says_why_and_nothing_else() -> None:
    fine = ScoreSheet(proposal="P1", reviewer="甲", recused=True, recusal_reason="曾任職於提案業者")
    assert fine.scores == ()
    waiting = cg.load(ScoreSheet, {"proposal": "P1", "reviewer": "甲", "recused": True})
    assert told(sheet_problems([waiting], PUBLISHED)) == [("/sheets/0/recusal_reason", "required")]
    data = {
        "proposal": "P1",
        "reviewer": "甲",
        "recused": True,
        "recusal_reason": "親屬",
        "scores": [{"criterion": MARKET, "points": 90}, {"criterion": BENEFITS, "comment": "佳"}],
        "comment": "佳",
    }
    assert refusal(data) == [
        ("/scores/0", "research.recused"),
        ("/scores/1", "research.recused"),
        ("/comment", "research.recused"),
    ]


def test_a_draft_keeps_what_is_sound() -> None:
    data = {
        "proposal": "P1",
        "reviewer": "甲",
        "scores": [
            {"criterion": MARKET, "points": 130, "comment": "佳"},
            {"criterion": METHODS, "points": 80},
        ],
        "comment": 5,
    }
    drafted, problems = cg.draft(ScoreSheet, data)
    assert told(problems) == [("/scores/0/points", "too_large"), ("/comment", "type")]
    assert drafted.scores == (Score(criterion=MARKET, comment="佳"), Score(criterion=METHODS, points=80))
    assert drafted.comment is U


def test_a_sheet_goes_out_and_comes_back() -> None:
    one = sheet("P1", "甲", {MARKET: 80, METHODS: None, BENEFITS: 70}, comment="整體可行")
    dumped = cg.dump(one)
    assert dumped["scores"][0] == {"criterion": MARKET, "points": 80, "out_of": 100}
    assert dumped["scores"][1] == {"criterion": METHODS, "out_of": 100}
    assert cg.load(ScoreSheet, dumped) == one


def test_who_reviews_is_confidential() -> None:
    about = cg.facts(ScoreSheet)
    assert [name for name, info in about.items() if info.confidential] == ["reviewer", "recusal_reason"]


def test_sheets_that_are_fine_have_no_problems() -> None:
    sheets = [flat("P1", 80), flat("P2", 80), flat("P1", 80, "乙"), sheet("P3", "甲", {VISION: 90})]
    assert sheet_problems(sheets, PUBLISHED, proposals=("P1", "P2", "P3")) == ()
    items = sheet("P4", "甲", dict.fromkeys([id for ids in ITEMS.values() for id in ids], 70))
    assert sheet_problems([items], PUBLISHED, panel={"P4": ("甲",)}) == ()


def test_sheets_beside_the_rubric_and_one_another() -> None:
    sheets = [
        sheet(
            "P1", "甲", {"research.review.markt": 80, MARKET: 80, ITEMS[MARKET][0]: 80, ITEMS[BENEFITS][0]: 1}
        ),
        flat("P1", 70),
        ScoreSheet(proposal="P1", reviewer="乙", scores=(Score(points=3),)),
        flat("P11", 70, "丙"),
    ]
    problems = sheet_problems(sheets, PUBLISHED, proposals=("P1", "P2"), panel={"P1": ("甲", "丁")})
    assert told(problems) == [
        ("/sheets/0/scores/0/criterion", "unknown_key"),
        ("/sheets/0/scores/2/criterion", "research.scored_twice"),
        ("/sheets/1", "duplicate"),
        ("/sheets/2/reviewer", "unknown_key"),
        ("/sheets/2/scores/0/criterion", "required"),
        ("/sheets/3/proposal", "unknown_key"),
    ]
    assert problems[0].message("zh") == "沒有這個欄位 — research.review.market?"
    assert problems[1].message("en") == (
        "Segment and value proposition is scored as a whole, so research.review.market/segment-market "
        "inside it is not scored as well"
    )
    assert problems[5].message("en") == "no such field — P1?"


def test_comments_on_the_points_inside_a_group_that_is_scored_as_a_whole() -> None:
    scores = (Score(criterion=MARKET, points=80), Score(criterion=ITEMS[MARKET][1], comment="訪談紮實"))
    assert sheet_problems([ScoreSheet(proposal="P1", reviewer="甲", scores=scores)], PUBLISHED) == ()


def test_a_reviewer_who_is_recused_need_not_sit() -> None:
    recused = ScoreSheet(proposal="P1", reviewer="戊", recused=True, recusal_reason="親屬")
    assert sheet_problems([recused], PUBLISHED, panel={"P1": ("甲", "乙")}) == ()


json = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 200) | st.sampled_from(["", "甲", *GROUP_IDS]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["criterion", "points", "out_of", "comment", "x"]), inner, max_size=4
        )
    ),
    max_leaves=8,
)


@given(json, json, json)
def test_a_draft_never_raises(scores: Any, recused: Any, comment: Any) -> None:
    data = {"proposal": "P1", "reviewer": "甲", "scores": scores, "recused": recused, "comment": comment}
    drafted, problems = cg.draft(ScoreSheet, data)
    assert cg.load(ScoreSheet, cg.dump(drafted)) == drafted
    if not problems:
        assert cg.load(ScoreSheet, data) == drafted
