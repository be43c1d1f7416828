"""A share of totals over one list, words over the values of a map, and what nobody has to have said yet."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import Any, Literal

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cloudgrant.rules import (
    UNKNOWN,
    Fact,
    Record,
    Share,
    Truth,
    count,
    every,
    fact,
    one_of,
    pick,
    said,
    share_at_least,
    share_at_most,
    some,
    total,
)
from cloudgrant.rules import given as stated
from cloudgrant.rules.deciding.evaluate import Case, read
from cloudgrant.rules.deciding.gaps import gaps_of
from cloudgrant.rules.deciding.written import written
from cloudgrant.rules.writing.derived import body_of
from cloudgrant.rules.writing.tracing import trace
from cloudgrant.values.paths import Path

U = UNKNOWN
MOST = 9


@attrs.frozen(kw_only=True)
class Line(Record):
    """A line of what is spent."""

    amount: Fact[int] = stated(en="Amount", most=MOST)
    fee: Fact[int] = stated(en="Fee", most=3)
    own: Fact[bool] = stated(en="Own")
    due: Fact[bool] = stated(en="Due")


@attrs.frozen(kw_only=True)
class Spend(Record):
    """Several lines, remarks by name, and why there are none."""

    lines: Fact[tuple[Line, ...]] = stated(en="Lines")
    remarks: Mapping[str, Fact[str]] = stated(default={}, mapping=True, en="Remarks")
    kind: Fact[Literal["noted", "bare"]] = stated(en="Kind")
    reason: Fact[str] = stated(en="Reason")

    @fact(en="Own part")
    def own(self) -> Fact[int]:
        return total(self.lines, of=lambda line: line.amount, where=lambda line: line.own)

    @fact(en="In all")
    def whole(self) -> Fact[int]:
        return total(self.lines, of=lambda line: line.amount)

    @fact(en="Fees due")
    def fees(self) -> Fact[int]:
        return total(self.lines, of=lambda line: line.fee, where=lambda line: line.due)

    @fact(en="Noted")
    def noted(self) -> Truth:
        return some(self.remarks, said)

    @fact(en="Every note is there")
    def all_noted(self) -> Truth:
        return every(self.remarks, said)

    @fact(en="Explained")
    def explained(self) -> Truth:
        return pick(one_of(self.kind, "bare"), said(self.reason), True)


@attrs.frozen(kw_only=True)
class Limits(Record):
    """One share."""

    share: Share = stated(default=Share.of("35%"), en="Share")


def enough(spend: Spend, policy: Limits) -> Truth:
    """A part of the amounts."""
    return share_at_least(spend.own, spend.whole, policy.share)


def dear(spend: Spend, policy: Limits) -> Truth:
    """Other amounts of the same lines."""
    return share_at_most(spend.fees, spend.whole, policy.share)


TREES = {rule: trace(rule.__name__, rule, Spend, Limits) for rule in (enough, dear)}
LINES = st.lists(
    st.builds(
        Line,
        amount=st.sampled_from((U, 0, 2, MOST)),
        fee=st.sampled_from((U, 0, 3)),
        own=st.sampled_from((U, True, False)),
        due=st.sampled_from((True, True, False)),
    ),
    max_size=3,
)


def _with(line: Line, changes: dict[str, Any]) -> Line:
    return attrs.evolve(line, **changes)


def completed(line: Line) -> list[Line]:
    """The ends of all that it may turn out to be."""
    ways: dict[str, tuple[Any, ...]] = {"amount": (0, MOST), "fee": (0, 3), "own": (True, False)}
    open_ = [name for name in ways if getattr(line, name) is U]
    return [
        _with(line, dict(zip(open_, way, strict=True))) for way in product(*(ways[name] for name in open_))
    ]


@pytest.mark.parametrize("rule", [enough, dear])
@settings(max_examples=300, deadline=None)
@given(lines=LINES, percent=st.sampled_from((0, 20, 35, 50, 100)))
def test_it_is_settled_exactly_where_every_completion_agrees(
    rule: Any, lines: list[Line], percent: int
) -> None:
    policy, node = Limits(share=Share.of(f"{percent}%")), TREES[rule]
    spend = Spend(lines=tuple(lines))
    found = {rule(Spend(lines=way), policy) for way in product(*map(completed, lines))}
    answer = read(node, Case(spend, policy))
    assert {answer} == found if len(found) == 1 else answer is U
    assert written(node)(spend, policy, U) is answer
    assert rule(spend, policy) in (U, answer)


def test_an_assumed_sum_is_no_longer_that_of_the_lines() -> None:
    case = Case(Spend(lines=(Line(amount=7, own=False), Line(own=True))), Limits())
    assert read(TREES[enough], case) is U
    assert read(TREES[enough], case.assuming({("own",): 9})) is True  # of 16 at the most


@pytest.mark.parametrize(
    ("notes", "noted", "every_one"),
    [({}, False, True), ({"a": "…"}, True, True), ({"a": U}, U, U), ({"a": U, "b": "…"}, True, U)],
)
def test_words_go_through_the_values_of_a_map(notes: Any, noted: Any, every_one: Any) -> None:
    spend = Spend(remarks=notes)
    for name, answer in (("noted", noted), ("all_noted", every_one)):
        node = body_of(Spend, name)
        assert node is not None
        assert read(node, Case(spend, Limits())) is answer
        assert written(node)(spend, Limits(), U) is answer
        assert getattr(spend, name) is answer
        found = [gap.path.pointer for gap in gaps_of(node, Case(spend, Limits()), Path())]
        assert found == (["/remarks/a"] if answer is U else [])
    assert count(spend.remarks) == len(notes)


@pytest.mark.parametrize(
    ("changes", "asked"),
    [({}, ["kind"]), ({"kind": "bare"}, ["reason"]), ({"kind": "noted"}, []), ({"reason": "…"}, [])],
)
def test_who_need_not_say_it_yet_is_not_asked_to(changes: Any, asked: list[str]) -> None:
    node = trace("explained", lambda spend, policy: spend.explained, Spend, Limits)
    found = [gap.path.key for gap in gaps_of(node, Case(Spend(**changes), Limits()), Path())]
    assert found == asked


def test_a_total_called_knows_what_an_open_item_of_nothing_adds() -> None:
    lines = (Line(amount=0), Line(amount=4, own=True))
    assert Spend(lines=lines).own == 4
    assert Spend(lines=(*lines, Line(amount=1))).own is U
