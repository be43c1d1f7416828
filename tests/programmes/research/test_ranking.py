"""Weighted totals and ranking: exact, missing scores never taken as 0, independent of any order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import permutations
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant.programmes.research import (
    Ranking,
    ResearchPolicy,
    Score,
    Scored,
    ScoreSheet,
    feedback,
    ranking,
    scored,
)
from cloudgrant.programmes.research.review.weights import FULL
from programmes.research.reviews import (
    BENEFITS,
    EVEN,
    GROUP_IDS,
    ITEMS,
    MARKET,
    METHODS,
    PUBLISHED,
    VISION,
    flat,
    sheet,
    whole,
    with_weights,
)

U = cg.UNKNOWN


def ranks(found: Ranking) -> dict[str, Any]:
    return {place.proposal: place.rank for place in found.places}


def bounds(found: Scored) -> tuple[Any, Any, Any]:
    return found.total, found.least, found.most


def reasons(found: Any) -> list[tuple[str, str]]:
    return [(one.because, one.message("en")) for one in found.unsettled]


# Totals.


@pytest.mark.parametrize(
    ("points", "total"),
    [
        ((80, 90, 70), Fraction(83)),
        ((0, 0, 0), Fraction(0)),
        ((100, 100, 100), Fraction(100)),
        ((100, 0, 0), Fraction(30)),
        ((0, 100, 0), Fraction(50)),
        ((0, 0, 100), Fraction(20)),
    ],
)
def test_the_groups_weigh_thirty_fifty_twenty(points: tuple[int, int, int], total: Fraction) -> None:
    found = scored("P1", [whole("P1", "甲", *points)], PUBLISHED)
    assert bounds(found) == (total, total, total)
    assert (found.missing, found.unsettled) == ((), ())


def test_the_mean_of_the_reviewers_is_exact() -> None:
    found = scored("P1", [flat("P1", 80, "甲"), flat("P1", 81, "乙"), flat("P1", 81, "丙")], PUBLISHED)
    assert found.total == Fraction(242, 3)
    assert found.of(MARKET).mean == Fraction(242, 3)
    assert found.of(MARKET).given == 3


def test_points_may_be_out_of_the_weight() -> None:
    scores = (
        Score(criterion=MARKET, points=24, out_of=30),
        Score(criterion=METHODS, points=45, out_of=50),
        Score(criterion=BENEFITS, points=14, out_of=20),
    )
    assert scored("P1", [ScoreSheet(proposal="P1", reviewer="甲", scores=scores)], PUBLISHED).total == 83


def test_another_policy_weighs_otherwise() -> None:
    policy = attrs.evolve(
        PUBLISHED,
        market_weight=cg.Share("1/3"),
        implementation_weight=cg.Share("1/3"),
        benefits_weight=cg.Share("1/3"),
    )
    assert scored("P1", [whole("P1", "甲", 80, 90, 70)], policy).total == 80


def test_who_is_recused_does_not_count() -> None:
    out = ScoreSheet(proposal="P1", reviewer="乙", recused=True, recusal_reason="親屬")
    found = scored("P1", [flat("P1", 80), out], PUBLISHED)
    assert found.total == 80
    assert found.reviewers == ("甲",)
    assert [(one.reviewer, one.reason) for one in found.recused] == [("乙", "親屬")]
    assert found.missing == ()


def test_nobody_who_counts_leaves_the_total_open() -> None:
    out = ScoreSheet(proposal="P1", reviewer="乙", recused=True, recusal_reason="親屬")
    for sheets in ([], [out]):
        found = scored("P1", sheets, PUBLISHED)
        assert bounds(found) == (U, 0, 100)
        assert reasons(found) == [("reviewer", "no reviewer has scored it")]


def test_a_missing_score_is_listed_and_never_a_zero() -> None:
    found = scored("P1", [flat("P1", 80), sheet("P1", "乙", {MARKET: 80, METHODS: None})], PUBLISHED)
    assert found.total is U
    assert bounds(found) == (U, 52, 87)
    assert [(one.reviewer, one.criterion) for one in found.missing] == [("乙", METHODS), ("乙", BENEFITS)]
    assert reasons(found) == [("reviewer", "2 scores are missing")]
    assert found.unsettled[0].message("zh_Hant_TW") == "尚缺 2 項評分"
    assert [found.of(id).mean for id in (MARKET, METHODS)] == [80, U]


def test_a_reviewer_who_should_score_and_did_not_is_missing() -> None:
    found = scored("P1", [flat("P1", 80)], PUBLISHED, reviewers=("甲", "乙"))
    assert [(one.reviewer, one.criterion) for one in found.missing] == [("乙", id) for id in GROUP_IDS]
    assert bounds(found) == (U, 40, 90)


def test_items_with_their_weights() -> None:
    weights = {ITEMS[MARKET][0]: Fraction(1, 2), **dict.fromkeys(ITEMS[MARKET][1:], Fraction(1, 6))}
    points = dict(zip(ITEMS[MARKET], (90, 60, 60, 30), strict=True))
    found = scored("P1", [sheet("P1", "甲", {**points, METHODS: 0, BENEFITS: 0})], with_weights(weights))
    assert found.of(MARKET).mean == 70
    assert found.total == 21
    assert found.of(ITEMS[MARKET][0]).mean == 90


def test_items_without_weights_leave_the_total_between_bounds() -> None:
    points = dict(zip(ITEMS[MARKET], (90, 60, 60, 30), strict=True))
    found = scored("P1", [sheet("P1", "甲", {**points, METHODS: 80, BENEFITS: 80})], PUBLISHED)
    assert bounds(found) == (U, 56 + 9, 56 + 27)
    assert found.missing == ()
    assert reasons(found) == [
        ("policy", "the weights inside are not published of: Segment and value proposition")
    ]
    assert found.unsettled[0].message("zh") == "「目標客群及價值主張」內各審查重點之配分未公布"


def test_items_that_are_all_alike_need_no_weights() -> None:
    points = dict.fromkeys([id for ids in ITEMS.values() for id in ids], 75)
    assert scored("P1", [sheet("P1", "甲", points)], PUBLISHED).total == 75


def test_one_item_missing_with_weights_and_without() -> None:
    points = {**dict.fromkeys(ITEMS[MARKET][1:], 80), METHODS: 80, BENEFITS: 80}
    divided = scored("P1", [sheet("P1", "甲", points)], EVEN)
    assert bounds(divided) == (U, 56 + 18, 56 + Fraction(255, 10))
    undivided = scored("P1", [sheet("P1", "甲", points)], PUBLISHED)
    assert bounds(undivided) == (U, 56, 86)
    assert [one.criterion for one in undivided.missing] == [ITEMS[MARKET][0]]
    assert [because for because, _ in reasons(undivided)] == ["reviewer", "policy"]
    assert [because for because, _ in reasons(divided)] == ["reviewer"]


def test_one_may_score_the_whole_and_another_the_items() -> None:
    by_items = sheet("P1", "乙", {**dict.fromkeys(ITEMS[MARKET], 60), METHODS: 80, BENEFITS: 80})
    found = scored("P1", [flat("P1", 80), by_items], EVEN)
    assert found.of(MARKET).mean == 70
    assert (found.of(ITEMS[MARKET][0]).mean, found.of(ITEMS[MARKET][0]).given) == (U, 1)


def test_the_vision_is_commented_on_and_does_not_enter_the_total() -> None:
    points = {VISION: 10, MARKET: 80, METHODS: 80, BENEFITS: 80}
    found = scored("P1", [sheet("P1", "甲", points)], PUBLISHED)
    assert found.total == 80
    assert found.of(VISION).mean == 10


@pytest.mark.parametrize(
    ("points", "total"), [((10, 80, 90), 80), ((80, 80, 80, 0), 80), ((0, 60, 80, 100), 70)]
)
def test_the_extremes_may_be_left_out(points: Sequence[int], total: int) -> None:
    sheets = [flat("P1", one, name) for one, name in zip(points, "甲乙丙丁", strict=False)]
    assert scored("P1", sheets, PUBLISHED, method="trimmed").total == total


def test_leaving_out_the_extremes_takes_three() -> None:
    found = scored("P1", [flat("P1", 80, "甲"), flat("P1", 80, "乙")], PUBLISHED, method="trimmed")
    assert bounds(found) == (U, 0, 100)
    assert reasons(found) == [
        ("reviewer", "leaving out the highest and the lowest takes at least 3 reviewers")
    ]


def test_comments_survive_by_criterion() -> None:
    one = ScoreSheet(
        proposal="P1",
        reviewer="甲",
        scores=(
            Score(criterion=MARKET, points=80, comment="市場明確"),
            Score(criterion=ITEMS[METHODS][0], comment="實績充分"),
        ),
        comment="整體可行",
    )
    found = scored("P1", [one, flat("P1", 80, "乙")], PUBLISHED, final_comment="同意推薦")
    assert [(comment.reviewer, comment.text) for comment in found.of(MARKET).comments] == [("甲", "市場明確")]
    assert [comment.text for comment in found.of(ITEMS[METHODS][0]).comments] == ["實績充分"]
    assert [comment.text for comment in found.comments] == ["整體可行"]
    assert found.final_comment == "同意推薦"
    with pytest.raises(KeyError):
        found.of("research.review.nothing")


# Ranking.


def test_equal_totals_have_equal_ranks_and_the_next_counts_those_above() -> None:
    found = ranking([flat("A", 90), flat("B", 80), flat("C", 80), flat("D", 70)], PUBLISHED)
    assert ranks(found) == {"A": 1, "B": 2, "C": 2, "D": 4}
    assert found.of("B").level == frozenset({"C"})
    assert found.of("D").above == frozenset({"A", "B", "C"})
    assert found.unranked == ()


@pytest.mark.parametrize(
    ("tie_break", "expected"),
    [
        ((), {"A": 1, "B": 1, "C": 1}),
        ((MARKET,), {"A": 3, "B": 1, "C": 1}),
        ((METHODS,), {"A": 1, "B": 2, "C": 3}),
        ((MARKET, BENEFITS), {"A": 3, "B": 2, "C": 1}),
        ((MARKET, VISION), {"A": 3, "B": 1, "C": 2}),
    ],
)
def test_a_declared_tie_break_settles_equal_totals(
    tie_break: tuple[str, ...], expected: dict[str, int]
) -> None:
    vision = {"A": 50, "B": 60, "C": 40}
    points = {"A": (70, 90, 70), "B": (80, 84, 70), "C": (80, 80, 80)}
    sheets = [
        sheet(name, "甲", {**dict(zip(GROUP_IDS, each, strict=True)), VISION: vision[name]})
        for name, each in points.items()
    ]
    assert {scored(name, sheets, PUBLISHED).total for name in points} == {Fraction(80)}
    assert ranks(ranking(sheets, PUBLISHED, tie_break=tie_break)) == expected


def test_a_tie_break_that_nobody_scored_settles_nothing() -> None:
    found = ranking([flat("A", 80), flat("B", 80), flat("C", 70)], PUBLISHED, tie_break=(ITEMS[MARKET][0],))
    assert ranks(found) == {"A": U, "B": U, "C": 3}
    assert (found.of("A").best, found.of("A").worst) == (1, 2)
    assert reasons(found.of("A")) == [("reviewer", "its order relative to B is not settled")]


def test_an_open_total_leaves_open_only_what_it_may_change() -> None:
    half = sheet("C", "甲", {MARKET: 50, METHODS: 50})  # from 40 to 60
    found = ranking([flat("A", 90), flat("B", 55), half, flat("D", 30)], PUBLISHED)
    assert ranks(found) == {"A": 1, "B": U, "C": U, "D": 4}
    assert [place.proposal for place in found.unranked] == ["B", "C"]
    assert (found.of("B").best, found.of("B").worst) == (2, 3)
    assert reasons(found.of("C")) == [
        ("reviewer", "1 score is missing"),
        ("reviewer", "its order relative to B is not settled"),
    ]
    assert found.of("C").unsettled[1].message("zh_Hant_TW") == "與 B 之先後未定"
    assert found.of("A").unsettled == ()


def test_a_rank_may_be_known_where_the_total_is_not() -> None:
    found = ranking([flat("A", 90), sheet("B", "甲", {MARKET: 50, METHODS: 50}), flat("C", 30)], PUBLISHED)
    assert ranks(found) == {"A": 1, "B": 2, "C": 3}
    assert found.of("B").total is U


def test_better_throughout_is_above_whatever_the_weights() -> None:
    low = dict(zip(ITEMS[MARKET], (20, 40, 60, 80), strict=True))
    high = {id: one + 1 for id, one in low.items()}
    rest = {METHODS: 70, BENEFITS: 70}
    found = ranking([sheet("A", "甲", {**low, **rest}), sheet("B", "甲", {**high, **rest})], PUBLISHED)
    assert ranks(found) == {"B": 1, "A": 2}
    assert found.of("B").total is U
    mixed = {**high, ITEMS[MARKET][0]: 19}
    assert ranks(
        ranking([sheet("A", "甲", {**low, **rest}), sheet("B", "甲", {**mixed, **rest})], PUBLISHED)
    ) == {
        "A": U,
        "B": U,
    }


def test_who_scored_one_proposal_is_missing_for_another() -> None:
    sheets = [flat("A", 80, "甲"), flat("A", 80, "乙"), flat("B", 70, "甲")]
    found = ranking(sheets, PUBLISHED)
    assert {one.reviewer for one in found.of("B").scored.missing} == {"乙"}
    assert ranks(found) == {"A": U, "B": U}
    assert ranks(ranking(sheets, PUBLISHED, panel={"B": ("甲",)})) == {"A": 1, "B": 2}
    out = ScoreSheet(proposal="B", reviewer="乙", recused=True, recusal_reason="親屬")
    assert ranks(ranking([*sheets, out], PUBLISHED)) == {"A": 1, "B": 2}


def test_a_proposal_without_a_sheet_is_in_the_round_all_the_same() -> None:
    found = ranking([flat("A", 80)], PUBLISHED, proposals=("A", "B"))
    assert ranks(found) == {"A": U, "B": U}
    assert ranks(ranking([], PUBLISHED, proposals=("A",))) == {"A": 1}
    assert ranking([], PUBLISHED).places == ()


def test_everything_that_is_wrong_with_a_round_is_told_at_once() -> None:
    sheets = [flat("A", 80), flat("A", 70), sheet("Z", "甲", {"research.review.markt": 1})]
    method: Any = "median"
    with pytest.raises(cg.InvalidInput) as refused:
        ranking(
            sheets,
            PUBLISHED,
            proposals=("A", "B", "A"),
            panel={"C": ("甲",)},
            tie_break=(MARKET, "research.review.visio"),
            final_comments={"AB": "佳"},
            method=method,
        )
    assert [(one.path.pointer, one.code) for one in refused.value.problems] == [
        ("/sheets/1", "duplicate"),
        ("/sheets/2/proposal", "unknown_key"),
        ("/sheets/2/scores/0/criterion", "unknown_key"),
        ("/tie_break/1", "unknown_key"),
        ("/panel/C", "unknown_key"),
        ("/final_comments/AB", "unknown_key"),
        ("/proposals/2", "duplicate"),
        ("/method", "option"),
    ]
    with pytest.raises(cg.InvalidInput):
        ranking([flat("A", 80)], PUBLISHED, proposals=())


def test_the_results_are_values() -> None:
    import copy
    import pickle

    found = ranking([flat("A", 80), flat("B", 70)], PUBLISHED)
    assert pickle.loads(pickle.dumps(found)) == found
    assert copy.deepcopy(found) == found
    assert hash(found) == hash(ranking([flat("B", 70), flat("A", 80)], PUBLISHED))


# Laws.

NAMES = ("A", "B", "C")
POINTS = st.none() | st.sampled_from([0, 40, 60, 80, 100])


@st.composite
def sheets_of_a_round(draw: st.DrawFn, *, items: bool = True) -> list[ScoreSheet]:
    found = []
    for proposal in draw(st.lists(st.sampled_from(NAMES), unique=True, min_size=1)):
        for reviewer in draw(st.lists(st.sampled_from("甲乙丙"), unique=True, min_size=1)):
            if draw(st.integers(0, 9)) == 0:
                found.append(
                    ScoreSheet(proposal=proposal, reviewer=reviewer, recused=True, recusal_reason="親屬")
                )
                continue
            points: dict[str, int | None] = {}
            for group in GROUP_IDS:
                if items and draw(st.booleans()):
                    points.update({id: draw(POINTS) for id in ITEMS[group]})
                else:
                    points[group] = draw(POINTS)
            found.append(sheet(proposal, reviewer, points))
    return found


@settings(max_examples=60)
@given(sheets_of_a_round(), st.sampled_from([(), (MARKET,), (ITEMS[METHODS][0], BENEFITS)]), st.randoms())
def test_the_order_of_what_is_given_does_not_matter(
    sheets: list[ScoreSheet], tie_break: tuple[str, ...], random: Any
) -> None:
    proposals = sorted({one.proposal for one in sheets})
    expected = ranking(sheets, PUBLISHED, proposals=proposals, tie_break=tie_break)
    shuffled = [attrs.evolve(one, scores=tuple(random.sample(one.scores, len(one.scores)))) for one in sheets]
    random.shuffle(shuffled)
    for order in permutations(proposals):
        assert ranking(shuffled, PUBLISHED, proposals=order, tie_break=tie_break) == expected


def completed(
    sheets: Sequence[ScoreSheet], everyone: Mapping[str, Sequence[str]], draw: Any
) -> list[ScoreSheet]:
    """Every missing score filled in, sheets that are missing too."""
    there = {(one.proposal, one.reviewer) for one in sheets}
    blank = [
        ScoreSheet(proposal=proposal, reviewer=reviewer)
        for proposal, reviewers in everyone.items()
        for reviewer in reviewers
        if (proposal, reviewer) not in there
    ]
    full = []
    for one in (*sheets, *blank):
        if one.recused:
            full.append(one)
            continue
        scores = {score.criterion: score for score in one.scores}
        for group in GROUP_IDS:
            ids = [id for id in ITEMS[group] if id in scores] or [group]
            ids = [group] if all(getattr(scores.get(id), "points", U) is U for id in ids) else ITEMS[group]
            if group in scores and scores[group].points is not U:
                continue
            for id in ids:
                score = scores.get(id, Score(criterion=id))
                if score.points is U:
                    scores[id] = attrs.evolve(score, points=draw(st.integers(0, 100)))
        full.append(attrs.evolve(one, scores=tuple(scores.values())))
    return full


@st.composite
def divisions(draw: st.DrawFn) -> ResearchPolicy:
    weights: dict[str, Fraction] = {}
    for ids in ITEMS.values():
        parts = [draw(st.integers(0, 3)) for _ in ids]
        whole_ = sum(parts) or 1
        parts = parts if sum(parts) else [1, *([0] * (len(ids) - 1))]
        weights.update({id: Fraction(part, whole_) for id, part in zip(ids, parts, strict=True)})
    return with_weights(weights)


@settings(max_examples=150)
@given(
    sheets_of_a_round(),
    divisions(),
    st.sampled_from([(), (MARKET,), (ITEMS[METHODS][0], BENEFITS)]),
    st.sampled_from(["mean", "trimmed"]),
    st.data(),
)
def test_learning_scores_and_weights_never_overturns_what_is_known(
    sheets: list[ScoreSheet],
    policy: ResearchPolicy,
    tie_break: tuple[str, ...],
    method: Any,
    data: st.DataObject,
) -> None:
    panel = {name: sorted({one.reviewer for one in sheets}) for name in {one.proposal for one in sheets}}
    before = ranking(sheets, PUBLISHED, tie_break=tie_break, method=method)
    full = completed(sheets, panel, data.draw)
    after = ranking(full, policy, tie_break=tie_break, method=method)
    for place in before.places:
        then = after.of(place.proposal)
        assert place.scored.least <= then.scored.least <= then.scored.most <= place.scored.most
        assert place.best <= then.best <= then.worst <= place.worst
        if place.total is not U:
            assert then.total == place.total
        if place.rank is not U:
            assert then.rank == place.rank
        assert place.above <= then.above
        assert place.level <= then.level
        for one in (*place.scored.groups, *place.scored.criteria):
            later = then.scored.of(one.id)
            assert one.least <= later.least <= later.most <= one.most
    if all(len(place.scored.reviewers) >= (3 if method == "trimmed" else 1) for place in after.places):
        assert all(place.total is not U and place.scored.missing == () for place in after.places)


@settings(max_examples=60)
@given(sheets_of_a_round(items=False))
def test_a_total_is_the_plain_formula(sheets: list[ScoreSheet]) -> None:
    """Written again, naively, for complete sheets of groups."""
    for proposal in {one.proposal for one in sheets}:
        counted = [one for one in sheets if one.proposal == proposal and not one.recused]
        points = [{score.criterion: score.points for score in one.scores} for one in counted]
        found = scored(proposal, sheets, PUBLISHED)
        if not counted or any(one is U for each in points for one in each.values()):
            assert found.total is U or not counted
            continue
        total = Fraction(0)
        for group, weight in ((MARKET, 30), (METHODS, 50), (BENEFITS, 20)):
            total += Fraction(weight * sum(int(str(each[group])) for each in points), 100 * len(points))
        assert found.total == total
        assert 0 <= total <= FULL


@given(st.integers(0, 100), st.integers(0, 99))
def test_a_better_score_never_lowers_the_total(points: int, lower: int) -> None:
    def total(market: int) -> Scored:
        return scored("P1", [whole("P1", "甲", market, points, points), flat("P1", 50, "乙")], PUBLISHED)

    assert total(lower).least < total(lower + 1).least


def test_a_large_round_is_ranked() -> None:
    sheets = [flat(f"P{number:03}", number % 100, name) for number in range(150) for name in "甲乙"]
    found = ranking(sheets, PUBLISHED)
    assert found.of("P099").rank == 1
    assert len(found.ranked) == 150


# Letters.

WRITTEN = ScoreSheet(
    proposal="P1",
    reviewer="王委員",
    scores=(
        Score(criterion=MARKET, points=80, comment="市場明確"),
        Score(criterion=METHODS, points=85),
        Score(criterion=BENEFITS, points=70),
        Score(criterion=ITEMS[METHODS][4], comment="備援規劃宜再補充\n並說明演練"),
        Score(criterion=VISION, comment="扣合願景"),
    ),
    comment="整體可行",
)


def test_the_letter_in_chinese() -> None:
    found = scored("P1", [WRITTEN, whole("P1", "李委員", 81, 85, 70)], PUBLISHED, final_comment="同意推薦")
    assert feedback(found, "zh-TW", policy=PUBLISHED) == "\n".join(
        [
            "審查意見：P1",
            "加權總分：80.65 分（滿分 100 分）",
            "",
            "目標客群及價值主張（占 30%）：80.5 分",
            "  - 市場明確",
            "實施方法（占 50%）：85 分",
            "  資安部署：未個別評分",
            "    - 備援規劃宜再補充",
            "      並說明演練",
            "預期效益及產出（占 20%）：70 分",
            "扣合願景目標：未個別評分",
            "  - 扣合願景",
            "",
            "總評",
            "  - 整體可行",
            "",
            "審查會議意見",
            "  - 同意推薦",
        ]
    )


def test_the_letter_in_english_says_what_is_not_known_and_what_is_rounded() -> None:
    items = dict(zip(ITEMS[MARKET], (90, 60, 60, 30), strict=True))
    sheets = [
        sheet("P1", "甲", {**items, METHODS: 80}),
        whole("P1", "乙", 70, 81, 70),
        whole("P1", "丙", 70, 81, 70),
    ]
    assert feedback(scored("P1", sheets, PUBLISHED), "en", policy=PUBLISHED) == "\n".join(
        [
            "Feedback of the review: P1",
            "Weighted total: not known yet, from about 66.67 to about 79.33 of 100",
            "  - 1 score is missing",
            "  - the weights inside are not published of: Segment and value proposition",
            "",
            "Segment and value proposition (30%): not known yet, from about 56.67 to about 76.67",
            "  Analysis of the market: not known yet, from 30 to about 96.67",
            "  Insight into the bottlenecks: not known yet, from 20 to about 86.67",
            "  Positioning of the service: not known yet, from 20 to about 86.67",
            "  Analysis of the competition: not known yet, from 10 to about 76.67",
            "Implementation (50%): about 80.67",
            "Benefits and outputs (20%): not known yet, from about 46.67 to 80",
        ]
    )


def test_a_letter_names_nobody_and_their_order_neither() -> None:
    one = ScoreSheet(proposal="P1", reviewer="王委員", comment="乙文")
    other = ScoreSheet(proposal="P1", reviewer="李委員", comment="甲文")
    letter = feedback(scored("P1", [one, other], PUBLISHED), policy=PUBLISHED)
    swapped = [attrs.evolve(one, reviewer="李委員"), attrs.evolve(other, reviewer="王委員")]
    assert letter == feedback(scored("P1", swapped, PUBLISHED), policy=PUBLISHED)
    assert "委員" not in letter
