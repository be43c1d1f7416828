"""The rules of every stage together: none contradicts the others, is idle, or says what another does.

That a rule can fail where all others are met says both that it is not idle and that no other says the same:
so implications are looked for only among those of which it cannot.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import attrs
import pytest
import z3

import cloudgrant as cg
from cloudgrant.programmes.listing.programme import vendor
from cloudgrant.programmes.research.programme import lead, partner
from cloudgrant.rules import Programme
from readings.smt.questions import Questions
from readings.smt.stages import Asked, Judged

ON = date(2022, 5, 2)
PROGRAMMES: tuple[Programme[Any, Any], ...] = (
    cg.points, cg.listing, cg.research, cg.coaching, vendor, lead, partner,
)  # fmt: skip
STAGES = {f"{one.name}: {stage}": (one, stage) for one in PROGRAMMES for stage in one.subjects}
MOST_OF = {"security.facets": 6, "self_assessment.marks": 21}  # as many as a complete plan, and table, has

FOLLOWS: Mapping[str, str] = {
    # A proof of a sale of this very solution is one of a sale of some. Both clauses stand in the text.
    "listing.vendor.sales-record": "listing.documents/sales",
}
"""Each rule that cannot fail alone, with the one that it follows from."""

JUDGED: dict[str, Judged] = {}


def judged(stage: str) -> Judged:
    if stage not in JUDGED:
        programme, name = STAGES[stage]
        JUDGED[stage] = Judged(programme, name, programme.policy_on(ON), most_of=MOST_OF)
    return JUDGED[stage]


def idle(questions: Questions, rules: Mapping[str, Asked]) -> set[str]:
    return {rule for rule in rules if not questions.fails_alone(rule)}


@pytest.mark.parametrize("stage", STAGES)
def test_no_rule_contradicts_the_others_and_none_is_idle(stage: str) -> None:
    rules = judged(stage).rules
    questions = Questions(judged(stage))
    assert questions.all_met()
    assert [rule for rule in rules if not questions.met(rule)] == []
    assert idle(questions, rules) == FOLLOWS.keys() & rules.keys()


@pytest.mark.parametrize(("rule", "other"), FOLLOWS.items())
def test_a_rule_that_cannot_fail_alone_follows_from_the_one_that_is_named(rule: str, other: str) -> None:
    questions = Questions(judged("listing: application"))
    assert questions.follows(rule, other)
    assert not questions.follows(other, rule)
    assert not questions.follows(rule)


@pytest.mark.parametrize("stage", STAGES)
def test_a_contradiction_an_idle_rule_and_one_said_twice_are_found_out(stage: str) -> None:
    rules = {id: one for id, one in judged(stage).rules.items() if one.required and id not in FOLLOWS}
    for at, (rule, asked) in enumerate(rules.items()):
        others = [id for id in rules if id != rule]
        idle_ = attrs.evolve(asked, clear=z3.BoolVal(True))
        assert rule in idle(Questions(judged(stage), {rule: idle_}), {rule: idle_})
        never = attrs.evolve(asked, clear=z3.Not(asked.applies))
        assert not Questions(judged(stage), {rule: never}).met(rule)
        if not others:
            continue
        other = others[at % len(others)]
        twice = {rule: attrs.evolve(rules[other], required=True)}
        assert idle(Questions(judged(stage), twice), twice) == {rule}
        opposite = {rule: attrs.evolve(asked, clear=z3.Not(rules[other].clear))}
        assert not Questions(judged(stage), opposite).all_met()
        if at >= 3:  # of each stage a few, for each question is asked anew
            break
