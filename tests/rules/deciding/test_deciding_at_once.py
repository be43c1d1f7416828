"""Applications decided by a law's own numbers: the answers of the judge that takes any."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as drawn
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant.rules import UNKNOWN
from cloudgrant.rules import programme as module
from cloudgrant.rules.deciding.under_policy import under_policy
from cloudgrant.rules.writing import tree
from cloudgrant.testing import strategies

U: Any = UNKNOWN
ON = date(2022, 5, 2)
DAY = timedelta(days=1)


def same(programme: Any, subject: Any, on: cg.Fact[date]) -> None:
    """As with the same numbers given as others, and as rule by rule."""
    at_once = programme.assess(subject, on=on)
    by_others = programme.assess(subject, on=on, policy=attrs.evolve(at_once.policy))
    assert (at_once.outcome, at_once.award) == (by_others.outcome, by_others.award)
    assert list(at_once.results.items()) == list(by_others.results.items())
    assert at_once == attrs.evolve(by_others, policy=at_once.policy)
    assert vars(at_once).keys() == {field.name for field in attrs.fields(cg.Assessment)}
    assert at_once.words == {rule: result.value for rule, result in at_once.results.items()}


def test_firms_that_apply_for_points() -> None:
    policy = cg.points.policy_on(ON)
    days = [
        day + shift * DAY
        for day in (policy.surely_open_from, policy.applications_until)
        for shift in (-1, 0, 1)
    ]
    facts = product(
        (1, 10**8, 10**8 + 1, U),
        (200, 201, U),
        (True, False, U),
        ("registered", "none", U),
        (0, 2021, 2022, U),
        days,
    )
    for capital, staff, maker, factory, used, on in facts:
        firm = cg.Company(
            paid_in_capital=capital,
            regular_employees=staff,
            manufacturer=maker,
            factory=factory,
            points_last_used_in=used,
        )
        same(cg.points, firm, on)


@pytest.mark.parametrize("name", ["points", "listing", "coaching", "research"])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@drawn(data=st.data())
def test_any_subject_of_any_programme(name: str, data: st.DataObject) -> None:
    programme = getattr(cg, name)
    same(programme, data.draw(strategies.subjects(programme.subject, programme)), ON)


def test_on_many_days_each_is_decided_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_DAYS", 3)
    programme = cg.points.under(cg.points.edition)
    policy = programme.edition.policy
    firm = cg.Manufacturer(paid_in_capital=1, factory="exempt", points_last_used_in=0)
    days = [policy.applications_until + shift * DAY for shift in (-2, -1, 0, 1, 2)]
    for on in (*days, *days):
        same(programme, firm, on)
        late = programme.assess(firm, on=on).results["points.window.application"] is cg.Result.NOT_MET
        assert late == (on > policy.applications_until)
        assert len(programme._days) <= 3  # pyright: ignore[reportPrivateUsage]


def test_what_follows_is_taken_for_known_and_the_subject_stays_as_given() -> None:
    firm = cg.Company(foreign_enterprise_branch=True)
    decision = cg.points.assess(firm, on=ON)
    assert decision.subject is firm


def test_equal_results_are_one_and_nobody_can_change_them() -> None:
    firm = cg.Manufacturer(paid_in_capital=1, factory="exempt", points_last_used_in=0)
    one, other = cg.points.assess(firm, on=ON), cg.points.assess(attrs.evolve(firm, name="x"), on=ON)
    one.results.clear()
    one.words.clear()
    cg.dump(one)["results"].clear()
    assert len(other.results) == len(other.words) == len(cg.dump(one)["results"]) == 5


@pytest.mark.parametrize("decides", [True, False])
def test_a_part_that_decides_decides(decides: bool) -> None:
    kind: Any = tree.Or if decides else tree.And
    policy = cg.points.policy_on(ON)
    info = cg.facts(type(policy))["grant"]
    number: Any = tree.PolicyValue("grant", info)
    sure = tree.Comparison("<=" if decides else ">", number, tree.Constant(policy.grant))
    open_ = tree.FactOf(("manufacturer",), cg.facts(cg.Company)["manufacturer"])
    assert under_policy(kind((sure, open_)), policy) == tree.Constant(decides)
    assert under_policy(kind((tree.Not(sure), open_)), policy) == open_
    assert under_policy(tree.Pick(sure, open_, tree.Not(open_)), policy) == (
        open_ if decides else tree.Not(open_)
    )
    unknown = attrs.evolve(policy, grant=UNKNOWN)
    assert under_policy(kind((sure, open_)), unknown) == kind((sure, open_))
