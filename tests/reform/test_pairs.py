"""One rule in place of another: what may happen to a subject whose fact is not known."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from cloudgrant.reform import Reform, compare
from cloudgrant.rules import (
    Clause,
    Programme,
    Rule,
    Share,
    Text,
    no,
    one_of,
    share_at_least,
    share_at_most,
)
from toys.shops import ON, Limits, Shop

Body = Callable[[Any, Any], Any]


def ruled(body: Body) -> Rule[...]:
    return Rule("x", body, text=Text(en="x"))


def effect(now: Body, then: Body, **facts: Any) -> str:
    programme: Programme[Shop, Limits] = Programme(
        "x", title=Text(en="x"), subject=Shop, policies={ON: Limits()}, rules=[ruled(now)],
        clauses=[Clause("x", heading="x", source="x", text=Text(en="x"))],
    )  # fmt: skip
    reform = Reform("then", replace=[ruled(then)])
    impact = compare([Shop(**facts)], programme, {"now": None, "then": reform}, on=ON)
    return str(impact.rows[0]["then"])


def half(s: Any, p: Any) -> Any:
    return share_at_least(s.rent, s.wages, p.most)


LOOSER: list[tuple[Body, Body]] = [
    (lambda s, p: s.rent <= 2, lambda s, p: s.rent <= 3),
    (lambda s, p: s.rent < 2, lambda s, p: s.rent <= 2),
    (lambda s, p: s.rent < 2, lambda s, p: s.rent < 3),
    (lambda s, p: s.rent <= 2, lambda s, p: s.rent < 4),
    (lambda s, p: s.rent >= 2, lambda s, p: s.rent >= 1),
    (lambda s, p: s.rent > 2, lambda s, p: s.rent >= 2),
    (lambda s, p: p.rent <= s.rent, lambda s, p: s.rent >= 1),
    (lambda s, p: no(s.rent > 2), lambda s, p: no(s.rent > 3)),
    (lambda s, p: no((s.rent > 2) & s.fined), lambda s, p: no((s.rent > 3) & s.fined)),
    (lambda s, p: s.rent + s.wages <= 2, lambda s, p: s.rent + s.wages <= 3),
    (lambda s, p: s.rent + 1 <= s.wages, lambda s, p: s.rent <= s.wages),
    (lambda s, p: s.rent <= s.wages, lambda s, p: s.rent <= s.wages + 1),
    (lambda s, p: one_of(s.style, "silk"), lambda s, p: one_of(s.style, "silk", "paper")),
    (lambda s, p: no(one_of(s.style, "silk", "paper")), lambda s, p: no(one_of(s.style, "silk"))),
    (lambda s, p: one_of(s.style, p.kinds), lambda s, p: one_of(s.style, "silk", "paper")),
    (lambda s, p: (s.rent + s.wages <= 2), lambda s, p: (s.rent + s.wages <= 3)),
    (lambda s, p: no(s.rent + s.wages <= 3), lambda s, p: no(s.rent + s.wages <= 2)),
    (half, lambda s, p: s.public | half(s, p)),
    (lambda s, p: s.public & (s.rent <= 2), lambda s, p: s.rent <= 2),
    (lambda s, p: s.public, lambda s, p: s.public | s.fined),
    (lambda s, p: (s.rent <= 2) | s.public, lambda s, p: (s.rent <= 3) | s.public),
]  # fmt: skip


@pytest.mark.parametrize(("now", "then"), LOOSER)
def test_looser_can_only_gain_and_tighter_only_lose(now: Body, then: Body) -> None:
    assert effect(now, then) == "may gain"
    assert effect(then, now) == "may lose"
    assert effect(now, now) == effect(then, then) == "same"


@pytest.mark.parametrize(
    ("now", "then"),
    [
        (lambda s, p: s.rent <= 2, lambda s, p: s.wages <= 2),
        (lambda s, p: s.public, lambda s, p: s.fined),
        (lambda s, p: one_of(s.style, "silk"), lambda s, p: one_of(s.style, "paper")),
        (lambda s, p: s.rent <= 2, lambda s, p: s.rent >= 2),
        (half, lambda s, p: share_at_most(s.rent, s.wages, p.most)),
    ],
)  # fmt: skip
def test_otherwise_either_may_happen(now: Body, then: Body) -> None:
    assert effect(now, then) == "may do either"


def test_the_limit_itself_is_lost_when_it_no_longer_counts() -> None:
    def up_to(s: Any, p: Any) -> Any:
        return s.rent <= 2

    def below(s: Any, p: Any) -> Any:
        return s.rent < 2

    assert [effect(up_to, below, rent=rent) for rent in (1, 2, 3)] == ["same", "loses", "same"]
    assert effect(up_to, below) == "may lose"


def test_what_is_known_of_the_rest_rules_out() -> None:
    def now(s: Any, p: Any) -> Any:
        return (s.rent <= 2) | (s.wages >= 2)

    def then(s: Any, p: Any) -> Any:
        return (s.rent <= 3) | (s.wages >= 3)

    assert effect(now, then) == "may do either"
    assert effect(now, then, wages=3) == "same"
    assert effect(now, then, wages=2) == "may lose"
    assert effect(now, then, wages=1) == "may gain"
    assert effect(now, then, wages=2, rent=4) == "loses"


def test_a_larger_share() -> None:
    policy = {"most": Share("1/1"), "least": Share("0/1")}
    for body in (
        lambda s, p: share_at_most(s.rent, s.wages, p.most),
        lambda s, p: share_at_least(s.rent, s.wages, p.least),
        lambda s, p: no(share_at_least(s.rent, s.wages, p.most)),
    ):
        programme: Programme[Shop, Limits] = Programme(
            "x", title=Text(en="x"), subject=Shop, policies={ON: Limits()}, rules=[ruled(body)],
            clauses=[Clause("x", heading="x", source="x", text=Text(en="x"))],
        )  # fmt: skip
        looser = compare([Shop()], programme, {"now": None, "a": Reform("a", policy=policy)}, on=ON)
        assert looser.rows[0]["a"] == "may gain"
