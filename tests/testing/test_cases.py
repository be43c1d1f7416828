"""Boundary cases, examples and strategies worked out from the rules of any programme."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant.programmes.points import PointsPolicy
from cloudgrant.rules import UNKNOWN, Outcome, Programme, Result, Truth, for_each, no, rule
from cloudgrant.rules.writing import tree
from cloudgrant.testing import (
    BoundaryCase,
    NoExample,
    OutOfReach,
    boundary_cases,
    eligible,
    examples,
    failing,
)
from cloudgrant.testing.strategies import dates_near, policies, subjects, ubns
from cloudgrant.values.paths import Path
from toys import stalls as market
from toys.stalls import FILED, GOOD, PUBLISHED, FoodStall, Stall, Terms, stalls
from toys.workshops import LIMITS, Limits, Maker, Workshop, programme

ROC_111 = cg.points.policy_on(FILED)
WINDOW, SIZE = "points.window.application", "points.applicant.size"
REPEAT = "points.applicant.not-repeat"
REQUIRED = [one.id for one in stalls.rules if one.force == "required"]
# All but the one that reads a derived fact, for which only a target can be stated.
ALONE = [id_ for id_ in REQUIRED if id_ != "stall.stock/most"]


def judged(programme: Programme[Any, Any], case: BoundaryCase) -> cg.Assessment[Any, Any]:
    return programme.assess(case.subject, on=case.on, policy=case.policy)


def around(rule_id: str, path: str, cases: tuple[BoundaryCase, ...]) -> list[tuple[str, Any]]:
    return [(case.position, case.value) for case in cases if (case.rule, case.path.key) == (rule_id, path)]


def test_the_boundary_cases_of_points() -> None:
    cases = boundary_cases(cg.points)
    assert around(WINDOW, "on", cases) == [
        ("below", date(2022, 8, 30)), ("at", date(2022, 8, 31)), ("above", date(2022, 9, 1)),
        ("unknown", UNKNOWN),
        ("below", date(2022, 4, 12)), ("at", date(2022, 4, 13)), ("above", date(2022, 4, 14)),
        ("unknown", UNKNOWN),
    ]  # fmt: skip
    assert around(SIZE, "paid_in_capital", cases) == [
        ("below", 99_999_999), ("at", 100_000_000), ("above", 100_000_001), ("unknown", UNKNOWN),
    ]  # fmt: skip
    assert around(SIZE, "regular_employees", cases) == [
        ("below", 199), ("at", 200), ("above", 201), ("unknown", UNKNOWN),
    ]  # fmt: skip
    assert around(REPEAT, "points_last_used_in", cases)[:4] == [
        ("below", 2020), ("at", 2021), ("above", 2022), ("unknown", UNKNOWN),
    ]  # fmt: skip
    assert around("points.applicant.factory", "factory", cases) == [
        ("in", "registered"), ("out", "none"), ("unknown", UNKNOWN),
    ]  # fmt: skip
    assert around("points.applicant.manufacturer", "manufacturer", cases) == [
        ("true", True), ("false", False), ("unknown", UNKNOWN),
    ]  # fmt: skip
    assert {case.rule for case in cases} == {*cg.points.rule_ids()}


def test_each_boundary_case_of_points_shows_which_side_it_is_on() -> None:
    inclusive = {"below": "met", "at": "met", "above": "not_met", "unknown": "undetermined"}
    expected = {
        SIZE: inclusive,
        # The last day is on the list of days before the day by which intake was surely open.
        WINDOW: inclusive,
        "points.applicant.factory": {"in": "met", "out": "not_met", "unknown": "undetermined"},
        "points.applicant.manufacturer": {"true": "met", "false": "not_met", "unknown": "undetermined"},
    }
    for case in boundary_cases(cg.points):
        result = judged(cg.points, case).results[case.rule].value
        if case.rule == WINDOW and case.on is not UNKNOWN and case.on < date(2022, 5, 1):
            assert result == {"below": "undetermined", "at": "met", "above": "met"}[case.position]
        elif case.rule == REPEAT:
            # A use after the year that excludes says nothing of that year, but what was used before does.
            after = "met" if case.condition == "points_last_used_in <= policy.repeat_year" else "undetermined"
            above = after if case.path.key == "points_last_used_in" else "not_met"
            sides = {"below": "met", "at": "not_met", "above": above, "unknown": "undetermined"}
            assert result == sides[case.position], case
        else:
            assert result == expected[case.rule][case.position], case


def test_the_boundary_cases_follow_a_reform() -> None:
    reform = attrs.evolve(ROC_111, regular_employee_ceiling=250, applications_until=date(2022, 10, 31))
    cases = boundary_cases(cg.points, policy=reform)
    assert around(SIZE, "regular_employees", cases)[:3] == [("below", 249), ("at", 250), ("above", 251)]
    assert around(WINDOW, "on", cases)[1] == ("at", date(2022, 10, 31))
    assert {case.policy for case in cases} == {reform}


def test_no_boundary_case_lies_beyond_the_edition() -> None:
    reform = attrs.evolve(ROC_111, applications_until=date(2022, 12, 31))
    with pytest.raises(OutOfReach) as told:
        boundary_cases(cg.points, policy=reform)
    assert {(one.rule, str(one.path)) for one in told.value.without} == {(WINDOW, "on")}


def test_the_boundary_cases_of_stalls() -> None:
    cases = boundary_cases(stalls, policy=PUBLISHED)
    assert around("stall.window", "on", cases) == [
        ("below", date(2022, 3, 31)), ("at", date(2022, 4, 1)), ("above", date(2022, 4, 2)),
        ("unknown", UNKNOWN),
        ("below", date(2022, 6, 29)), ("at", date(2022, 6, 30)), ("above", date(2022, 7, 1)),
        ("unknown", UNKNOWN),
    ]  # fmt: skip
    assert around("stall.size", "staff", cases) == [
        ("below", 8),
        ("at", 9),
        ("above", 10),
        ("unknown", UNKNOWN),
    ]


@pytest.mark.parametrize("name", ["rent", "wages", "stock"])
def test_the_boundary_cases_of_a_sum(name: str) -> None:
    cases = boundary_cases(market.programme(market.within_budget))
    own = {c.position: c.subject for c in cases if (c.rule, c.path.key) == ("stall.budget", name)}
    sums = {place: one.rent + one.wages + one.stock for place, one in own.items() if place != "unknown"}
    assert sums == {"below": 599, "at": 600, "above": 601}


@pytest.mark.parametrize(
    "one",
    [
        market.in_time,
        market.within_budget,
        market.own_funds,
        market.levy_paid,
        market.standing_lease,
        market.small,
    ],
    ids=lambda one: str(one.id),
)
def test_every_threshold_is_crossed_between_its_cases(one: Any) -> None:
    alone = market.programme(one)
    cases = boundary_cases(alone)
    own = [case for case in cases if case.rule == one.id]
    traced = alone.traced(one.id)
    facts_read = {leaf for node in (traced.holds, traced.applies) if node for leaf in tree.leaves(node)}
    assert {case.path for case in own} == {
        Path(["on"]) if isinstance(leaf, tree.Filing) else Path(leaf.path)
        for leaf in facts_read
        if not isinstance(leaf, tree.PolicyValue)
    }
    for path in {case.path for case in own}:
        results = {judged(alone, case).results[one.id] for case in own if case.path == path}
        of_applies = path.key in ("founded",) and one is market.small
        other = Result.NOT_APPLICABLE if of_applies else Result.NOT_MET
        assert {Result.MET, other} <= results, path


def test_a_threshold_that_is_not_published_has_no_cases() -> None:
    cases = boundary_cases(stalls)
    assert around("stall.window", "on", cases)[0] == ("below", date(2022, 6, 29))
    assert not around("stall.stock/levy", "rent", cases)


def test_strict_thresholds_have_the_threshold_itself_in_the_middle() -> None:
    @rule("fund.few", en="Fewer than nine")
    def few(shop: Workshop, limits: Limits) -> Truth:
        return shop.staff < limits.most_staff

    @rule("fund.not-few", en="Not fewer")
    def not_few(shop: Workshop, limits: Limits) -> Truth:
        return no(shop.staff < limits.most_staff)

    @rule("fund.many", en="More")
    def many(shop: Workshop, limits: Limits) -> Truth:
        return limits.most_staff < shop.staff

    @rule("fund.more", en="More")
    def more(shop: Workshop, limits: Limits) -> Truth:
        return shop.staff > limits.most_staff

    for one in (few, not_few, many, more):
        cases = boundary_cases(programme(one))
        assert [(case.position, case.value) for case in cases] == [
            ("below", 8), ("at", 9), ("above", 10), ("unknown", UNKNOWN),
        ]  # fmt: skip


def test_nothing_is_below_nought() -> None:
    @rule("fund.none", en="No staff")
    def none(shop: Workshop, limits: Limits) -> Truth:
        return shop.staff <= 0

    cases = boundary_cases(programme(none))
    assert [(case.position, case.value) for case in cases] == [("at", 0), ("above", 1), ("unknown", UNKNOWN)]


# Examples.


def test_an_eligible_example_is_eligible_and_knows_no_more_than_it_must() -> None:
    example = eligible(cg.points)
    decision = cg.points.assess(example.subject, on=example.on, policy=example.policy)
    assert (decision.outcome, decision.award) == (Outcome.ELIGIBLE, 200_000)
    known = {
        name: value
        for name, value in attrs.asdict(eligible(cg.points).subject).items()
        if value is not UNKNOWN
    }
    assert known.keys() - {"evidence", "confirmed"} == {
        "paid_in_capital", "manufacturer", "factory", "points_last_used_in"
    }  # fmt: skip


def test_an_example_starts_from_the_subject_given() -> None:
    start = cg.Manufacturer(name="示範精密", paid_in_capital=10**9, regular_employees=260)
    example = eligible(cg.points, subject=start)
    assert isinstance(example.subject, cg.Manufacturer)
    assert example.subject.name == "示範精密"
    assert cg.points.assess(example.subject, on=example.on).outcome is Outcome.ELIGIBLE


@pytest.mark.parametrize("id_", cg.points.rule_ids())
def test_a_failing_example_of_points_fails_that_rule_alone(id_: str) -> None:
    example = failing(id_, cg.points)
    decision = cg.points.assess(example.subject, on=example.on, policy=example.policy)
    assert {rule_id for rule_id, result in decision.results.items() if result is not Result.MET} == {id_}
    assert decision.results[id_] is Result.NOT_MET
    assert decision.outcome is Outcome.INELIGIBLE


@pytest.mark.parametrize("one", [one for one in market.RULES if one.id in ALONE], ids=ALONE)
def test_each_kind_of_rule_has_its_examples(one: Any) -> None:
    alone = market.programme(one)
    good, bad = eligible(alone), failing(one.id, alone)
    assert alone.assess(good.subject, on=good.on).outcome is Outcome.ELIGIBLE
    assert alone.assess(bad.subject, on=bad.on).results[one.id] is Result.NOT_MET


@pytest.mark.parametrize("id_", REQUIRED)
def test_a_failing_example_of_stalls_fails_that_rule_alone(id_: str) -> None:
    example = failing(id_, stalls, subject=GOOD, policy=PUBLISHED)
    results = stalls.assess(example.subject, on=example.on, policy=example.policy).results
    assert [one for one in REQUIRED if results[one] is Result.NOT_MET] == [id_]
    assert all(results[one] in (Result.MET, Result.NOT_APPLICABLE) for one in REQUIRED if one != id_)


def test_the_examples_of_points() -> None:
    found = examples(cg.points)
    assert [one.about for one in found] == [
        "eligible", *(f"fails {id_}" for id_ in cg.points.rule_ids()), "nothing known",
    ]  # fmt: skip
    assert found[-1].subject == cg.Company()


def test_where_rules_conflict_there_is_no_example() -> None:
    @rule("fund.open", en="Open")
    def opened(shop: Workshop, limits: Limits) -> Truth:
        return shop.public

    @rule("fund.closed", en="Closed")
    def closed(shop: Workshop, limits: Limits) -> Truth:
        return no(shop.public)

    @rule("fund.small", en="Small")
    def small(shop: Workshop, limits: Limits) -> Truth:
        return shop.staff <= limits.most_staff

    conflicting = programme(opened, closed, small)
    with pytest.raises(NoExample, match="fund"):
        eligible(conflicting)
    with pytest.raises(NoExample):
        failing("fund.small", conflicting)
    assert failing("fund.open", conflicting).subject.public is False
    cases = boundary_cases(conflicting)  # each rule still has a threshold to be tried
    assert [(case.position, case.value) for case in cases if case.rule == "fund.small"] == [
        ("below", 8), ("at", 9), ("above", 10), ("unknown", UNKNOWN),
    ]  # fmt: skip


def test_rules_that_cannot_fail_have_no_failing_example() -> None:
    @rule("fund.always", en="Always")
    def always(shop: Workshop, limits: Limits) -> Truth:
        return shop.public | no(shop.public)

    with pytest.raises(NoExample):
        failing("fund.always", programme(always))


def test_rules_about_items_and_unpublished_numbers_are_no_hindrance() -> None:
    @rule("fund.maker", en="Licensed")
    def maker_licensed(maker: Maker, limits: Limits) -> Truth:
        return maker.licensed

    @rule("fund.levy", en="Levy")
    def levied(shop: Workshop, limits: Limits) -> Truth:
        return (shop.rent <= limits.levy) | (shop.staff <= limits.most_staff)

    example = eligible(programme(for_each("makers", maker_licensed), levied))
    assert example.subject.staff <= LIMITS.most_staff


# Strategies.


@given(
    subjects(cg.Manufacturer, cg.points), subjects(cg.Company), subjects(Stall, stalls), subjects(FoodStall)
)
@settings(max_examples=60)
def test_strategies_give_valid_objects_of_their_class(
    maker: cg.Manufacturer, company: cg.Company, stall: Stall, food: FoodStall
) -> None:
    assert maker.manufacturer is True
    assert food.trade == "food"
    for one in (maker, company, stall, food):
        assert cg.load(type(one), cg.dump(one)) == one


@given(subjects(cg.Company, cg.points, complete=True), subjects(Stall, stalls, complete=True))
@settings(max_examples=60)
def test_complete_objects_leave_nothing_open(company: cg.Company, stall: Stall) -> None:
    assert cg.points.assess(company, on=FILED).outcome is not Outcome.UNDETERMINED
    assert stalls.assess(stall, on=FILED, policy=PUBLISHED).outcome is not Outcome.UNDETERMINED
    assert UNKNOWN not in (stall.pitch.county, stall.pitch.width, stall.costs)


@given(policies(cg.points), policies(stalls), dates_near([FILED]), ubns())
@settings(max_examples=60)
def test_policies_dates_and_numbers_are_valid(
    points: PointsPolicy, terms: Terms, day: date, ubn: str
) -> None:
    assert type(points) is PointsPolicy
    assert type(terms) is Terms
    assert cg.Company(ubn=ubn).ubn == ubn
    assert type(day) is date
    cg.points.assess(cg.Company(), on=day, policy=points)


def test_numbers_crowd_around_the_thresholds_and_gaps_are_drawn() -> None:
    staff: set[Any] = set()
    capital: set[Any] = set()

    @given(subjects(cg.Company, cg.points))
    @settings(max_examples=2_000, database=None, derandomize=True)
    def collect(firm: cg.Company) -> None:
        staff.add(firm.regular_employees)
        capital.add(firm.paid_in_capital)

    collect()
    assert {199, 200, 201, UNKNOWN} <= staff
    assert {99_999_999, 100_000_000, 100_000_001, UNKNOWN} <= capital


@given(st.data())
@settings(max_examples=20)
def test_numbers_written_into_rules_count_as_thresholds_too(data: st.DataObject) -> None:
    @rule("fund.seven", en="Seven")
    def seven(shop: Workshop, limits: Limits) -> Truth:
        return shop.staff <= 777_777

    drawn = data.draw(st.lists(subjects(Workshop, programme(seven), complete=True), min_size=30, max_size=30))
    assert all(isinstance(shop.staff, int) for shop in drawn)
