"""Wherever problems of several are put together, the number of those that are not told is kept."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from datetime import date
from types import SimpleNamespace
from typing import Any

import attrs
import polars as pl
import pytest

import cloudgrant as cg
from cloudgrant.frames import assessing, verdicts
from cloudgrant.programmes.research.review import allocation
from cloudgrant.reform import Reform, compare
from cloudgrant.reform import frames as reform_frames
from cloudgrant.rules import Fact, Record, given, rule
from cloudgrant.rules.law import joining, sound
from cloudgrant.rules.records.record import nonsense_in
from cloudgrant.rules.writing.refusals import RuleRefused
from cloudgrant.values.problems import Gathered, InvalidInput, Problem

MANY = [Problem.at([f"p{place}"], "required") for place in range(150)]
UNKNOWN: Any = cg.UNKNOWN
ON = date(2022, 5, 2)


def refusing(refusal: type[InvalidInput] = InvalidInput) -> Callable[..., Any]:
    def refuse(*_: object, **__: object) -> Any:
        raise refusal(MANY)

    return refuse


@attrs.frozen(kw_only=True)
class Terms(Record):
    most: Fact[int] = given(zh="上限", en="Most")


@attrs.frozen(kw_only=True)
class Plan(Record):
    asked: Fact[int] = given(zh="申請", en="Asked")


@rule("sums", zh="不超過", en="Not more")
def most(plan: Plan, terms: Terms) -> Any:
    return plan.asked <= terms.most


def of_a_verdict(patch: pytest.MonkeyPatch) -> None:
    rows: Any = SimpleNamespace(value=refusing(), settled=lambda read: read())
    verdicts.verdict_on(cg.research.traced_at("application")[0], rows, None)


def of_a_decision(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(assessing, "verdict_on", refusing())
    rows: Any = SimpleNamespace(recording=nullcontext)
    assessing.decided_by(rows, cg.research, None)


def of_a_comparison_of_frames(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(reform_frames, "decided_by", refusing())
    frame = pl.DataFrame({"paid_in_capital": [1]})
    compare(frame, cg.points, {"now": None, "then": Reform("then")}, on=ON)


def of_a_reform(patch: pytest.MonkeyPatch) -> None:
    Reform("x", policy={f"stranger_{place}": 1 for place in range(150)}).of(cg.research)


def of_rules_joined(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(joining, "trace_rule", refusing(RuleRefused))
    nothing: Any = {"asked": (), "parties": {}, "calculations": (), "realised_by": ()}
    amounts: Any = {"award": None, "ceiling": None}
    of: Any = {"clauses": (), "subjects": {"application": Plan}, "policy": Terms}
    joining.joined([most], **of, **amounts, **nothing)


def of_classes(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(sound, "nonsense_in", refusing(RuleRefused))
    sound_problems = sound.class_problems({"subject": Plan})
    raise InvalidInput(sound_problems)


def of_an_allocation(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(allocation, "_Round", refusing())
    ranking: Any = SimpleNamespace(places=())
    raise InvalidInput(allocation._problems(1, (), ranking, "stop", None))


@pytest.mark.parametrize(
    "together",
    [
        of_a_verdict,
        of_a_decision,
        of_a_comparison_of_frames,
        of_a_reform,
        of_rules_joined,
        of_classes,
        of_an_allocation,
    ],
)
def test_the_number_that_is_not_told_is_kept(
    together: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(InvalidInput) as caught:
        together(monkeypatch)
    assert len(caught.value.problems) == 100
    assert caught.value.more >= 50


def test_of_a_default_that_is_nonsense() -> None:
    @attrs.frozen(kw_only=True)
    class Odd(Record):
        sums: tuple[int, ...] = given(zh="款項", en="Sums", default=(-1,) * 150)

    found = nonsense_in(Odd)
    assert (len(found), found.more) == (100, 50)


def test_of_the_object_of_several_tables() -> None:
    tables = cg.load_tables(
        cg.Proposal,
        cases=pl.DataFrame({"case": ["A"]}),
        members=pl.DataFrame({"case": ["A"] * 150, "role": ["leader"] * 150}),
        keys="case",
    )
    assert (len(tables.problems), tables.more) == (100, 50)


def test_what_several_find_is_told_once() -> None:
    found = Gathered(once=True)
    for _ in range(2):
        found += MANY
    assert (list(found), found.more) == (MANY[:100], 50)
    found.add_below(InvalidInput(MANY).problems, "inside")
    assert found.more == 200
    found.add_below(InvalidInput(MANY[:1]).problems, "inside")
    assert found.more == 200
