"""Ranking by the ranks that each reviewer's own scores give (序位法)."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant.programmes.research import Ranking, ScoreSheet, ranking
from programmes.research.reviews import BENEFITS, EVEN, ITEMS, MARKET, METHODS, PUBLISHED, flat, sheet, whole

U = cg.UNKNOWN


def ordinals(sheets: list[ScoreSheet], **others: Any) -> Ranking:
    return ranking(sheets, PUBLISHED, order="ordinals", **others)


def ranks(found: Ranking) -> dict[str, Any]:
    return {place.proposal: place.rank for place in found.places}


def round_of(points: dict[str, dict[str, int]]) -> list[ScoreSheet]:
    """Flat sheets by reviewer and proposal."""
    return [flat(name, one, reviewer) for reviewer, each in points.items() for name, one in each.items()]


# One reviewer with extreme scores carries the totals, and only one vote of the ordinals.
CARRIED = {
    "甲": {"A": 100, "B": 50, "C": 40},
    "乙": {"A": 70, "B": 75, "C": 60},
    "丙": {"A": 70, "B": 75, "C": 60},
}


def test_each_reviewer_has_one_vote() -> None:
    sheets = round_of(CARRIED)
    assert ranks(ranking(sheets, PUBLISHED)) == {"A": 1, "B": 2, "C": 3}
    found = ordinals(sheets)
    assert ranks(found) == {"B": 1, "A": 2, "C": 3}
    assert found.order == "ordinals"
    own = {place.proposal: [one.rank for one in place.own_ranks] for place in found.places}
    assert own == {"A": [2, 2, 1], "B": [1, 1, 2], "C": [3, 3, 3]}  # by the names: 丙, 乙, 甲
    assert [found.of(name).mean_rank for name in "ABC"] == [Fraction(5, 3), Fraction(4, 3), 3]
    assert found.of("A").total == 80  # the totals are told all the same


def test_equal_totals_of_a_reviewer_share_a_rank_and_the_next_counts_those_above() -> None:
    found = ordinals(round_of({"甲": {"A": 80, "B": 80, "C": 70}}))
    assert [[one.rank for one in place.own_ranks] for place in found.places] == [[1], [1], [3]]
    assert ranks(found) == {"A": 1, "B": 1, "C": 3}


def test_mean_ranks_that_are_equal_are_settled_by_what_is_declared() -> None:
    sheets = [whole("A", "甲", 90, 80, 80), whole("B", "甲", 70, 70, 70)]
    sheets += [whole("A", "乙", 70, 70, 70), whole("B", "乙", 75, 85, 60)]
    assert ranks(ordinals(sheets)) == {"A": 1, "B": 1}
    assert ranks(ordinals(sheets, tie_break=("total",))) == {"A": 1, "B": 2}
    assert ranks(ordinals(sheets, tie_break=(METHODS,))) == {"B": 1, "A": 2}
    assert ranks(ordinals(sheets, tie_break=(MARKET, "total"))) == {"A": 1, "B": 2}


def test_the_total_settles_no_tie_of_totals() -> None:
    with pytest.raises(cg.InvalidInput) as refused:
        ranking([flat("A", 80)], PUBLISHED, tie_break=("total",))
    assert [(one.path.pointer, one.code) for one in refused.value.problems] == [
        ("/tie_break/0", "unknown_key")
    ]
    with pytest.raises(cg.InvalidInput) as refused:
        ranking([flat("A", 80)], PUBLISHED, order="ordinal")  # type: ignore[arg-type]
    assert [(one.path.pointer, one.code) for one in refused.value.problems] == [("/order", "option")]


def test_who_is_recused_from_one_gives_it_no_rank_and_the_mean_is_of_the_others() -> None:
    sheets = round_of({"甲": {"A": 90, "B": 80, "C": 70}, "乙": {"A": 90, "C": 95}})
    sheets.append(ScoreSheet(proposal="B", reviewer="乙", recused=True, recusal_reason="曾任顧問"))
    found = ordinals(sheets)
    assert [(one.reviewer, one.rank) for one in found.of("B").own_ranks] == [("甲", 2)]
    assert [found.of(name).mean_rank for name in "ABC"] == [Fraction(3, 2), 2, 2]
    assert ranks(found) == {"A": 1, "B": 2, "C": 2}


def test_a_missing_score_opens_only_what_it_may_change() -> None:
    sheets = [
        *round_of(CARRIED),
        sheet("D", "甲", {MARKET: 80, METHODS: 80}),
        flat("D", 10, "乙"),
        flat("D", 10, "丙"),
    ]
    found = ordinals(sheets)
    first = {one.reviewer: (one.best, one.worst) for one in found.of("D").own_ranks}
    assert first["甲"] == (2, 2)  # from 64 to 84: below A, above B whatever it is
    opened = [*round_of(CARRIED), sheet("D", "甲", {MARKET: 80}), flat("D", 10, "乙"), flat("D", 10, "丙")]
    found = ordinals(opened)
    assert {one.reviewer: (one.best, one.worst) for one in found.of("D").own_ranks}["甲"] == (2, 4)
    assert ranks(found)["B"] == 1  # ahead of A with two reviewers of three, wherever D comes
    assert found.of("D").mean_rank is U


def test_a_proposal_that_nobody_ranks_may_come_anywhere() -> None:
    found = ordinals(round_of({"甲": {"A": 90}}), proposals=("A", "B"), panel={"A": ("甲",), "B": ()})
    assert ranks(found) == {"A": 1, "B": U}  # nothing is better than to be first with everyone
    assert (found.of("B").best, found.of("B").worst) == (1, 2)
    assert found.of("B").own_ranks == ()
    assert found.of("B").mean_rank is U


def test_weights_that_are_not_published_are_the_same_for_all_proposals_of_a_reviewer() -> None:
    def items(name: str, points: int) -> ScoreSheet:
        return sheet(
            name,
            "甲",
            {**{id: points + at for at, id in enumerate(ITEMS[MARKET])}, METHODS: 80, BENEFITS: 80},
        )

    found = ordinals([items("A", 70), items("B", 71)])
    assert ranks(found) == {"B": 1, "A": 2}
    assert found.of("A").total is U


@pytest.mark.parametrize(("better", "worse"), [("A", "B"), ("B", "A")])
def test_who_is_ahead_with_every_reviewer_is_ahead_wherever_a_third_comes(better: str, worse: str) -> None:
    sheets = round_of({name: {better: 80, worse: 70} for name in "甲乙"})
    sheets += [sheet("C", name, {MARKET: 75}) for name in "甲乙"]  # anywhere
    found = ordinals(sheets)
    assert [(one.best, one.worst) for one in found.of(better).own_ranks] == [(1, 2), (1, 2)]
    assert [(one.best, one.worst) for one in found.of(worse).own_ranks] == [(2, 3), (2, 3)]
    assert found.of(worse).above == {better}
    assert found.of(better).open == {"C"}


def test_who_is_level_with_every_reviewer_is_level_wherever_a_third_comes() -> None:
    sheets = round_of({name: {"A": 80, "B": 80} for name in "甲乙"})
    sheets += [sheet("C", name, {MARKET: 75}) for name in "甲乙"]
    found = ordinals(sheets)
    assert found.of("A").level == {"B"}
    assert found.of("B").level == {"A"}


points = st.integers(0, 4).map(lambda step: 60 + 10 * step)


@st.composite
def rounds(draw: st.DrawFn) -> list[ScoreSheet]:
    sheets = []
    for name, reviewer in product("ABC", "甲乙"):
        if draw(st.integers(0, 5)) == 0:
            sheets.append(ScoreSheet(proposal=name, reviewer=reviewer, recused=True, recusal_reason="x"))
            continue
        each = {group: draw(points | st.none()) for group in (MARKET, METHODS, BENEFITS)}
        sheets.append(sheet(name, reviewer, each))
    return sheets


def filled(sheets: list[ScoreSheet], draw: Any) -> list[ScoreSheet]:
    return [
        attrs.evolve(
            one,
            scores=tuple(
                attrs.evolve(score, points=draw(points)) if score.points is U else score
                for score in one.scores
            ),
        )
        for one in sheets
    ]


@settings(max_examples=200)
@given(rounds(), st.sampled_from([(), ("total",), (MARKET, "total")]), st.data())
def test_what_is_known_of_ordinals_stays_so_whatever_is_learned(
    sheets: list[ScoreSheet], tie_break: tuple[str, ...], data: st.DataObject
) -> None:
    before = ordinals(sheets, tie_break=tie_break)
    after = ordinals(filled(sheets, data.draw), tie_break=tie_break)
    for place in before.places:
        then = after.of(place.proposal)
        assert place.best <= then.best <= then.worst <= place.worst
        assert place.above <= then.above
        assert place.level <= then.level
        for early, late in zip(place.own_ranks, then.own_ranks, strict=True):
            assert early.best <= late.best <= late.worst <= early.worst


@settings(max_examples=200)
@given(rounds(), st.data())
def test_of_complete_scores_it_is_the_plain_formula(sheets: list[ScoreSheet], data: st.DataObject) -> None:
    full = filled(sheets, data.draw)
    given_: dict[str, dict[str, Fraction]] = {}
    for one in full:
        if not one.recused:
            weighted = zip(one.scores, (3, 5, 2), strict=True)
            total = sum(Fraction(weight * int(str(score.points)), 10) for score, weight in weighted)
            given_.setdefault(one.reviewer, {})[one.proposal] = Fraction(total)
    means: dict[str, Fraction] = {}
    for name in "ABC":
        own = [
            1 + sum(other > each[name] for other in each.values()) for each in given_.values() if name in each
        ]
        if own:
            means[name] = Fraction(sum(own), len(own))
    found = ordinals(full)
    for name, mean in means.items():
        assert found.of(name).mean_rank == mean
        if len(means) == 3:
            assert found.of(name).rank == 1 + sum(other < mean for other in means.values())


def test_published_or_not_the_same_order_where_items_are_alike() -> None:
    sheets = [flat("A", 80), flat("B", 70)]
    assert ranks(ranking(sheets, EVEN, order="ordinals")) == ranks(ordinals(sheets))
