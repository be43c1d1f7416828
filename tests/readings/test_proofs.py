"""Laws of the points programme, proved for every firm, day and policy from the rules' own trees."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import z3
from hypothesis import given
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant.programmes.points import PointsPolicy
from cloudgrant.rules import UNKNOWN
from readings.smt.stages import Judged
from readings.smt.terms import constant, counterexample, with_values

ROC_111 = cg.points.policy_on(date(2022, 5, 2))
SIZE, WINDOW = "points.applicant.size", "points.window.application"
CAPITAL, STAFF = z3.Ints("paid_in_capital regular_employees")
LESS_CAPITAL, LESS_STAFF = z3.Ints("paid_in_capital' regular_employees'")
USED, BEFORE = z3.Ints("points_last_used_in points_used_before_in")
FACTORY, ON, LATER = z3.Ints("factory on later")
SINCE, SURELY, UNTIL = z3.Ints("policy.applications_from policy.surely_open_from policy.applications_until")
# The last day or, where that is one of rest, the next working day; and the day to which it moved.
LATEST, MOVED = z3.Ints("policy.last_day_if_moved policy.moved_last_day")
GRANT, CEILING = z3.Ints("policy.grant policy.grant_ceiling")


ANY_NUMBERS = [name for name, info in cg.facts(PointsPolicy).items() if info.type in ("int", "date", "bool")]
JUDGED = Judged(cg.points, "application", ROC_111, open=ANY_NUMBERS)
DECLARED = JUDGED.assumed


def holds(rule: str) -> Any:
    """Every rule of points is required and always applies."""
    return JUDGED.rules[rule].clear


def award() -> Any:
    assert cg.points.award_tree is not None
    return z3.If(JUDGED.eligible, JUDGED.of(cg.points.award_tree), 0)


def sound(since: Any, surely: Any, until: Any, grant: Any, ceiling: Any) -> list[Any]:
    """What the policy's own validation lets through; the next test holds it to that."""
    return [since <= surely, surely <= until, grant <= ceiling, grant >= 0, ceiling >= 0]


SOUND = sound(SINCE, SURELY, UNTIL, GRANT, CEILING)


@given(
    st.lists(st.dates(date(2022, 1, 1), date(2022, 1, 5)), min_size=3, max_size=3),
    st.lists(st.integers(-1, 3), min_size=2, max_size=2),
)
def test_the_policy_lets_through_exactly_what_the_proofs_assume(days: list[date], points: list[int]) -> None:
    since, surely, until = days
    grant, ceiling = points
    try:
        PointsPolicy(applications_from=since, surely_open_from=surely, applications_until=until,
                     grant=grant, grant_ceiling=ceiling)  # fmt: skip
        accepted = True
    except cg.InvalidInput:
        accepted = False
    assert accepted == all(sound(since, surely, until, grant, ceiling))


# Each rule is what its clause says, in another's words.


SIZE_CLAUSE = z3.Not(z3.And(CAPITAL >= 100_000_001, STAFF >= 201))
CLAUSES: dict[str, Any] = {
    SIZE: SIZE_CLAUSE,
    "points.applicant.manufacturer": z3.Bool("manufacturer"),
    "points.applicant.factory": constant("none") != FACTORY,
    "points.applicant.not-repeat": z3.And(USED != 2021, z3.Or(USED <= 2020, BEFORE <= 2020)),
    WINDOW: z3.And(z3.Or(constant(date(2022, 4, 12)) < ON, SINCE <= ON), constant(date(2022, 9, 1)) > ON),
}
OPTIONS = z3.Or([constant(option) == FACTORY for option in ("registered", "exempt", "none")])
NUMBERS = {
    f"policy.{name}": getattr(ROC_111, name)
    for name in (
        "repeat_year", "surely_open_from", "applications_until", "last_day_if_moved",
        "paid_in_capital_ceiling", "regular_employee_ceiling", "grant", "grant_ceiling",
    )
}  # fmt: skip


APPLICATION = [traced.rule for traced in cg.points.traced_at("application")]


def test_every_rule_is_compared_with_its_clause() -> None:
    assert set(CLAUSES) == set(cg.points.rule_ids())
    assert all(one.force == "required" and one.applies is None for one in APPLICATION)


@pytest.mark.parametrize("rule", CLAUSES)
def test_each_rule_says_what_its_clause_says(rule: str) -> None:
    said = with_values(holds(rule), NUMBERS)
    assert counterexample(said == CLAUSES[rule], OPTIONS) is None


def test_another_reading_of_the_size_is_found_out() -> None:
    said = with_values(holds(SIZE), NUMBERS)
    for mistaken in (z3.Or(CAPITAL < 100_000_000, STAFF <= 200), z3.Or(CAPITAL <= 100_000_000, STAFF < 200),
                     z3.And(CAPITAL <= 100_000_000, STAFF <= 200)):  # fmt: skip
        assert counterexample(said == mistaken) is not None


# A smaller firm.


SMALLER = [LESS_CAPITAL <= CAPITAL, LESS_STAFF <= STAFF]


def smaller(expression: Any) -> Any:
    """The same of a firm that is otherwise alike."""
    return JUDGED.changed(expression, {"paid_in_capital": LESS_CAPITAL, "regular_employees": LESS_STAFF})


def test_a_smaller_firm_is_never_worse_off_under_any_policy() -> None:
    assert counterexample(z3.Implies(JUDGED.eligible, smaller(JUDGED.eligible)), *SMALLER) is None


def test_a_larger_firm_may_be_worse_off() -> None:
    assert counterexample(z3.Implies(smaller(JUDGED.eligible), JUDGED.eligible), *SMALLER) is not None


# The window.


WORKED, RESTED = [LATEST == UNTIL], [LATEST > UNTIL]


def test_after_a_last_day_that_is_worked_no_application_is_in_time() -> None:
    assert counterexample(z3.Not(holds(WINDOW)), ON > UNTIL, *WORKED) is None
    assert counterexample(z3.Not(holds(WINDOW)), ON > UNTIL, *RESTED) is not None


def test_after_a_last_day_of_rest_an_application_is_in_time_up_to_the_day_to_which_it_moved() -> None:
    moved = z3.And(ON <= MOVED, ON <= LATEST)
    open_by_then = ON >= SURELY
    assert counterexample(holds(WINDOW) == moved, ON > UNTIL, open_by_then, *RESTED) is None
    assert counterexample(z3.Not(holds(WINDOW)), ON > UNTIL, ON > LATEST) is None


def test_between_the_sure_day_and_the_last_every_application_is_in_time() -> None:
    assert counterexample(holds(WINDOW), ON >= SURELY, ON <= UNTIL) is None


def test_the_first_day_decides_alone_before_the_sure_day() -> None:
    assert counterexample(holds(WINDOW) == (SINCE <= ON), ON < SURELY, *SOUND) is None


def test_a_window_is_one_stretch_of_days() -> None:
    middle = z3.Int("middle")
    at = {day: z3.substitute(holds(WINDOW), (ON, day)) for day in (ON, middle, LATER)}
    between = [middle >= ON, middle <= LATER]
    assert counterexample(z3.Implies(z3.And(at[ON], at[LATER]), at[middle]), *between, *SOUND) is None


# The award.


def test_no_award_exceeds_the_ceiling_of_its_policy() -> None:
    assert counterexample(z3.And(award() >= 0, award() <= CEILING), *SOUND) is None


@pytest.mark.parametrize("dropped", range(2, 4))
def test_the_policys_own_check_is_what_the_bound_rests_on(dropped: int) -> None:
    weaker = [assumed for index, assumed in enumerate(SOUND) if index != dropped]
    assert counterexample(z3.And(award() >= 0, award() <= CEILING), *weaker) is not None


def test_a_smaller_firm_is_awarded_no_less() -> None:
    assert counterexample(smaller(award()) >= award(), *SMALLER, *SOUND) is None


def test_an_eligible_firm_gets_the_published_grant() -> None:
    assert ROC_111.applications_from is UNKNOWN
    granted = with_values(award(), NUMBERS)
    assert counterexample(granted == z3.If(with_values(JUDGED.eligible, NUMBERS), 200_000, 0)) is None
